"""Stored WordPress text to one clean tree: paragraphs, blocks, shortcodes, handlers, passes."""

import migrate.content.handlers  # noqa: F401  # every handler stands in the registry before a text is rendered
