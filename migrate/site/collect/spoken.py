"""What an item says of its language, and of the items that are the same in others.

Polylang keeps languages and translations as terms; the export of WPML has them in custom fields, and WPML itself, like
Polylang without fine addresses, in the parameter `lang` of links.
"""

from __future__ import annotations

from typing import NamedTuple

from migrate.model.export import BESIDE, Item
from migrate.patterns import rare_pattern

LANGUAGE, TRANSLATIONS = "language", "post_translations"
"""The taxonomies of Polylang."""
_CODE, _GROUP, _COPY_OF = "_wpml_import_language_code", "_wpml_import_translation_group", "_icl_lang_duplicate_of"
_FIELDS = frozenset({_CODE, _GROUP, _COPY_OF})
_PARAMETER = rare_pattern(r"[?&](?:amp;|#038;)?lang=([A-Za-z_-]{2,20})(?:[&#]|$)")
_KNOWN_CODE = rare_pattern(r"[a-z]{2,3}(?:[-_][a-z0-9]{2,8}){0,2}|[a-z]{4,20}")
COPY = "copy:"
"""Stands before the id of the item of which another is a copy in another language."""


class Spoken(NamedTuple):
    """What an item says of its language."""

    language: str = ""
    """Its code, in lower case; empty: it says nothing."""
    joined: str = ""
    """What it has in common with its translations."""


NOTHING_SAID = Spoken()


def spoken(item: Item) -> Spoken:
    """What an item says of its language and its translations."""
    language, joined = item.language, item.key.partition(BESIDE)[0] if item.language else ""
    for term in item.terms:
        if term.taxonomy == LANGUAGE:
            language = language or term.slug
        elif term.taxonomy == TRANSLATIONS:
            joined = joined or term.slug
    for key, value in item.meta:
        if key in _FIELDS and value:
            language = value if key == _CODE else language
            joined = joined or (value if key == _GROUP else f"{COPY}{value}" if key == _COPY_OF else "")
    if not language and "lang=" in item.link and (found := _PARAMETER.search(item.link)):
        language = found[1]
    return Spoken(language.lower(), joined) if language or joined else NOTHING_SAID


def is_code(language: str) -> bool:
    """Whether Hugo can have a language of this name, and addresses and files begin or end with it."""
    return bool(_KNOWN_CODE.fullmatch(language))
