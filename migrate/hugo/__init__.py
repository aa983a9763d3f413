"""The Hugo side: front matter, configuration, the theme and shortcodes that are shipped, running the real Hugo."""
