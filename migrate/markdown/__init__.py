"""From the cleaned tree of a page to its Markdown, as Goldmark with Hugo's defaults (and raw HTML allowed) reads it."""

from migrate.markdown.when_used import read_when_used

read_when_used("soupsieve")  # Beautiful Soup imports it with markdownify; nothing here selects elements by CSS
