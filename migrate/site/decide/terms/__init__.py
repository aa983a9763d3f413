"""Categories, tags and other terms: their names, the files of their pages, what the owner calls otherwise."""
