"""From the cleaned tree of a page to its Markdown, as Goldmark with Hugo's defaults (and raw HTML allowed) reads it."""
