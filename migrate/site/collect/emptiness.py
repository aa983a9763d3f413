"""Whether an item holds anything of its own: a page without does what a setting says, which no export tells."""

from __future__ import annotations

import re

from migrate.account.known_fields import OF_BUILDERS
from migrate.model.export import Item
from migrate.patterns import rare_pattern

_NO_CONTENT = rare_pattern(
    r"_(?!elementor_data$|links_to|fl_builder|et_pb_use_builder|wpb_vc_js_status|wpb_post_custom|bricks|brizy|oxygen|ct_"
    r"|themify_builder|cornerstone|zionbuilder|aviaLayoutBuilder|fusion_builder|product_|event|price)"
    r"|rank_math_|slide_template|site-|ast-|sharing_disabled|switch_like_status|ampforwp|jetpack|om_disable|litespeed|inline_"
)
"""Begins the names of fields that say how a page looks or is found, not what it holds."""
_EMPTY_TEXT = re.compile(
    r"(?:\s|&nbsp;|&#160;|</?(?:p|br|div)\b[^<>]*>|<!-- /?wp:(?:paragraph|freeform)(?: \{[^{}]*\})? -->)*+"
)
"""A text in which the editor left empty paragraphs alone."""
_NOTHING = frozenset({"", "0", "default", "off", "no", "false", "a:0:{}", "[]"})


def has_text(item: Item) -> bool:
    """Whether an item has words of its own, be they those that a page builder keeps beside its text."""
    if item.content and not item.content.isspace():
        return True
    return any(key in OF_BUILDERS and len(value) > len("[]") for key, value in item.meta)


def is_empty(item: Item) -> bool:
    """Whether an item has neither words, fields nor a template of its own."""
    if (item.excerpt and not item.excerpt.isspace()) or not _EMPTY_TEXT.fullmatch(item.content):
        return False
    return not any(_says_something(key, value.strip()) for key, value in item.meta)


def _says_something(key: str, value: str) -> bool:
    if value.lower() in _NOTHING:
        return False
    return key == "_wp_page_template" or not _NO_CONTENT.match(key)
