"""Which addresses of the old site only a rule of the web server can answer.

Pages answer for themselves (`url`, `aliases`). What remains: addresses that ask by number, archives by date, feeds,
further pages of a list or a post, attachment pages without a post.
"""

from __future__ import annotations

import re

GENERATED = re.compile(
    r"^/(?:(?:\d{4}(?:/\d{1,2}){0,2}|(?:.+/)?(?:feed|rss2?|rdf|atom)(?:/(?:feed|rss2?|rdf|atom))?|page/\d+|(?:.+/)?page/\d+)/?"
    r"|wp-(?:rss2?|rdf|atom|commentsrss2)\.php)$"
)
"""Addresses that WordPress makes up for lists of posts: by date, as feeds, by page number."""
