"""What a reader sees of a text: one row of signs for a tree or a page, and where two of them differ."""
