"""Tells whether WordPress says something new of an item."""

from __future__ import annotations

from hashlib import blake2b
from operator import attrgetter

from migrate.model.export import Item

_NOISE = (
    "_edit_l",
    "_encloseme",
    "_oembed_",
    "_pingme",
    "_yoast_wpseo_content_score",
    "_yoast_wpseo_linkdex",
    "_yoast_wpseo_estimated-reading-time",
    "post_views_count",
    "views",
)
"""Starts of meta keys that change although nobody changed the item."""
_SCALARS = attrgetter(
    "id",
    "type",
    "status",
    "title",
    "link",
    "guid",
    "creator",
    "excerpt",
    "date",
    "date_gmt",
    "modified",
    "modified_gmt",
    "comment_status",
    "slug",
    "parent",
    "menu_order",
    "password",
    "sticky",
    "attachment_url",
)
_COMMENT = attrgetter("id", "author", "author_url", "date", "date_gmt", "content", "type", "parent")
_FIELD, _RECORD = "\x1f", "\x1e"
"""XML allows neither in any text, so no two items can be spelled alike."""


def item_digest(item: Item) -> str:
    """16 bytes of BLAKE2b over what WordPress says of an item (hexadecimal): changes exactly when that does.

    Left out: what is derived from other fields, comments nobody sees, and noise.
    """
    dated = item.date or item.date_gmt
    rest = (
        *map(str, _SCALARS(item)),
        "" if dated else item.published,
        *sorted([_FIELD.join((term.taxonomy, term.slug, term.name)) for term in item.terms]),
        _RECORD,
        *[_FIELD.join(pair) for pair in sorted(item.meta) if not pair[0].startswith(_NOISE)],
        _RECORD,
        *[_FIELD.join(map(str, _COMMENT(one))) for one in item.comments if one.approved == "1"],
    )
    # The content goes in by itself: joined with the rest, a long one would be copied once more.
    digest = blake2b(item.content.encode("utf-8", "surrogatepass"), digest_size=16)
    digest.update((_RECORD + _RECORD.join(rest)).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()
