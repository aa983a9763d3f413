"""What the owner of a site may choose, beside single options: paths, keys of front matter, a selection, a theme."""
