"""The description for search engines that a plugin stored beside a post.

Plugins store templates: Yoast SEO and SEOPress write `%%name%%`, Rank Math and The SEO Framework `%name%`, All in One
SEO `#name` (version 4) or `%name%` (before). What can be known of a single post is filled in, the rest is left out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from migrate.hugo.plain_text import plain_text
from migrate.model import Item

_TWO_SIGNS = re.compile(r"%%(\w+)%%")
_ONE_SIGN = re.compile(r"%([a-z_]+)(?:\([^()%]*\))?%")
_HASH = re.compile(r"#((?:post|page|site|author|category|taxonomy|current|separator)_\w+|tagline|permalink)\b")
_PLUGINS = {
    "_yoast_wpseo_metadesc": _TWO_SIGNS,
    "rank_math_description": _ONE_SIGN,
    "_aioseo_description": _HASH,
    "_aioseop_description": _ONE_SIGN,
    "_seopress_titles_desc": _TWO_SIGNS,
    "_genesis_description": _ONE_SIGN,
    "advanced_seo_description": _TWO_SIGNS,
}
_SEPARATORS = " -–—|·•»:,"


def description(item: Item, title: str, site_title: str = "") -> str:
    """The first description found, as plain text with its variables filled in; empty without one."""
    meta = dict(reversed(item.meta))
    for key, variable in _PLUGINS.items():
        if text := meta.get(key, "").strip():
            text = plain_text(text)
            return _fill(text, variable, _values(item, title, site_title)) if variable.search(text) else text
    return ""


def _values(item: Item, title: str, site_title: str) -> dict[str, str]:
    excerpt = plain_text(item.excerpt)
    values = dict.fromkeys(("title", "post_title", "page_title"), title)
    values |= dict.fromkeys(("excerpt", "excerpt_only", "post_excerpt", "post_excerpt_only", "page_excerpt"), excerpt)
    values |= dict.fromkeys(("sitename", "sitetitle", "site_title", "site_name", "blog_title"), site_title)
    values |= dict.fromkeys(("sep", "separator", "separator_sa"), "-")
    return values


def _fill(text: str, variable: re.Pattern[str], values: Mapping[str, str]) -> str:
    filled = variable.sub(lambda found: values.get(found[1], ""), text)
    return " ".join(filled.split()).strip(_SEPARATORS)
