"""One item, judged: its words, look, front matter and addresses beside what Hugo made of its file."""
