"""From the names of an export to the paths of content files."""
