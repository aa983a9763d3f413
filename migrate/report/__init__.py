"""A plan as people and programs read it: text, one line a file, JSON."""
