"""Which types of items are content that a reader of the site can see, and why others are not."""

from __future__ import annotations

from functools import lru_cache

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
    "tablepress_table": "shown where [table] stands in other items, if it is the only one or all are shown",
    "acf-*": "a part of a plugin",
    "wpcf7_*": "a part of a plugin",
    "elementor_library": "shown where [elementor-template] stands in other items",
}
"""Types that are private, or parts of WordPress and no content, with the reason."""
_NO_ADDRESS = "no item with a public address and text; [content] types brings it along"
GONE = frozenset({"trash", "auto-draft", "inherit"})
"""States of an item that is no content any more, or none of its own."""


@lru_cache(maxsize=1000)
def never(post_type: str) -> bool:
    """Whether items of this type are no content, whatever they hold."""
    return any(fits(post_type, pattern) for pattern in _STAY_OUT)


def reason_to_stay_out(post_type: str) -> str:
    """Why no item of a type becomes a page of which none has an address, in words for people."""
    return next((why for kind, why in _STAY_OUT.items() if fits(post_type, kind)), _NO_ADDRESS)
