"""Which types of items are content that a reader of the site can see, and why others are not."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from migrate.site.collect.guests import GUESTS
from migrate.visibility.items import PRIVATE_TYPES
from migrate.wildcards import fits

_STAY_OUT = {
    "attachment": "carried over as media",
    "nav_menu_item": "carried over as menus",
    **PRIVATE_TYPES,
    "revision": "an earlier version",
    "oembed_cache": "a part of WordPress",
    "customize_changeset": "a part of WordPress",
    "custom_css": "a part of the theme",
    **dict.fromkeys(GUESTS, "carried over as authors"),
    "wp_block": "carried over inside the posts that use it",
    "wp_*": "a part of the theme or of other items",
    "tablepress_table": "shown where [table] stands in other items, as far as the export says which table is meant",
    "acf-*": "a part of a plugin",
    "wpcf7_*": "a part of a plugin",
    "elementor_library": "shown where [elementor-template] stands in other items",
}
"""Types that are private, or parts of WordPress and no content, with the reason."""
_NO_ADDRESS = "no item with a public address and text; [content] types brings it along"
_ELSEWHERE = frozenset({"attachment", "nav_menu_item", "wp_block", "tablepress_table", "elementor_library", *GUESTS})
"""Types that become no pages and are in the site all the same."""
_SHOWN = frozenset({"publish", "inherit", ""})
"""States in which visitors saw them."""
_NOT_PUBLIC = "not public"
GONE = {"trash": "in the trash", "auto-draft": "never saved", "inherit": "a part of another item"}
"""States of an item that is no content any more, or none of its own, in words for people."""


class Fate(NamedTuple):
    """What becomes of items that become no pages."""

    in_site: bool
    """Whether other parts of the site show them."""
    why: str
    """Where they are, or why they are not, in words for people."""


@lru_cache(maxsize=1000)
def never(post_type: str) -> bool:
    """Whether items of this type are no content, whatever they hold."""
    return any(fits(post_type, pattern) for pattern in _STAY_OUT)


def is_nowhere(post_type: str) -> bool:
    """Whether no text of such items is in the site, not even inside others."""
    return never(post_type) and post_type not in _ELSEWHERE


def fate(post_type: str, status: str) -> Fate:
    """What becomes of items of this status whose type becomes no pages."""
    if status in GONE and status not in _SHOWN:
        return Fate(False, GONE[status])
    if post_type in _ELSEWHERE and status not in _SHOWN:
        return Fate(False, _NOT_PUBLIC)
    return Fate(post_type in _ELSEWHERE, reason_to_stay_out(post_type))


def reason_to_stay_out(post_type: str) -> str:
    """Why no item of a type becomes a page of which none has an address, in words for people."""
    return next((why for kind, why in _STAY_OUT.items() if fits(post_type, kind)), _NO_ADDRESS)
