"""Whether a site shows what WordPress showed: built with the real Hugo beside the site, and judged item by item.

What should be seen is read from the cleaned tree of an item, what is seen from Hugo's HTML; how Markdown is written is
not known here.
"""
