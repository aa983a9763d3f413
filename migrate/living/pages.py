"""What visitors see of an item, from its page: the element that holds its words, and which item it is."""

from __future__ import annotations

import re
from typing import NamedTuple

from migrate.tree import Element, as_html, parse

_AROUND_TEXT = """
entry-content wp-block-post-content post-content page-content post__content article-content td-post-content
single-content post-body entry elementor brxe-post-content et_builder_inner_content
"""
"""What themes and builders call the element around a text, the surest first."""
_TAGS = ("article", "main")
_BODY_CLASS = re.compile(r"<body\b[^>]*\bclass=[\"'][^\"']*\b(?:postid|page-id)-(\d{1,18})\b", re.I)
_FRONT_CLASS = re.compile(r"<body\b[^>]*\bclass=[\"'](?![^\"']*\bpaged\b)(?:[^\"']*\s)?home[\s\"']", re.I)
"""Also later pages of the newest posts are at home."""
_SHORT_LINK = re.compile(r"<link\b[^>]*\brel=[\"']shortlink[\"'][^>]*\?p(?:age_id)?=(\d{1,18})\b", re.I)
_MODIFIED = re.compile(r"<meta\b[^>]*\barticle:modified_time[\"'][^>]*\bcontent=[\"']([^\"']{4,40})[\"']", re.I)
_TITLE = re.compile(r"<title[^>]*>([^<]{0,2000})</title>", re.I)
_ASIDE = frozenset({"nav", "aside", "header", "footer", "form"})


class ShownPage(NamedTuple):
    """What a page shows of its item."""

    id: int
    """0: it does not say."""
    title: str
    modified: str
    html: str


def read_page(html: str) -> ShownPage:
    """The item that a page shows, with nothing of the theme around it."""
    number = _BODY_CLASS.search(html) or _SHORT_LINK.search(html)
    title, modified = _TITLE.search(html), _MODIFIED.search(html)
    holder = _holder(parse(html))
    return ShownPage(
        int(number[1]) if number else 0,
        title[1].strip() if title else "",
        modified[1] if modified else "",
        "".join(as_html(one) for one in holder.children) if holder else "",
    )


def is_front_page(html: str) -> bool:
    """Whether a page says of itself that it is the first of its site."""
    return _FRONT_CLASS.search(html) is not None


def _holder(body: Element) -> Element | None:
    """The element that holds the text of the item."""
    elements = list(body.elements())
    for name in _AROUND_TEXT.split():
        if found := next((one for one in elements if name in one.classes), None):
            return found
    for tag in _TAGS:
        if found := next((one for one in elements if one.tag == tag), None):
            found.children = [one for one in found.children if isinstance(one, str) or one.tag not in _ASIDE]
            return found
    return None
