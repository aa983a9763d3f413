"""Elements in which a browser shows tags as text: `<plaintext>`, `<xmp>`, `<textarea>`."""

from __future__ import annotations

import re

from migrate.content.context import Context
from migrate.tree import MARK, Tree

_SHOWS_TAGS = frozenset({"noframes", "plaintext", "textarea", "xmp"})
_OWN_TAG = re.compile(rf"<(span|div|pre) {MARK}[^<>]*+>((?:(?!<\1[\s>]).)*?)</\1>", re.S)
"""An own element without another of its tag inside."""


def own_elements_to_words(tree: Tree, context: Context) -> None:
    """What our own elements say, in place of their tags, which no reader may see."""
    for element in tree.elements:
        if element.tag in _SHOWS_TAGS:
            element.children = [_words(one) if isinstance(one, str) else one for one in element.children]


def _words(text: str) -> str:
    while MARK in text and (said := _OWN_TAG.sub(r" \2", text)) != text:
        text = said
    return text
