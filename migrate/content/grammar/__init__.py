"""Stored text as WordPress reads it before HTML is parsed: blocks, shortcodes, paragraphs, addresses on lines alone."""
