"""The tags of a stored text that holds none but usual ones, as most do: found once for all who ask about them.

A usual tag is whole, its name is in small letters, and its values, the first at least, stand in quotation marks.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple, TypeAlias

TagNames: TypeAlias = frozenset[str | None]
"""The names of all tags that a text may hold, and the words that its comments begin with; None among them is nobody."""

_USUAL = re.compile(
    r"""<(?:/?([a-z][a-z0-9]*+)(?:>|\s++[\w:-]++=(?:(?:"[^"<>]*+"|'[^'<>]*+')[^<>"']*+)++>|\s*+/>)"""
    r"""|!--\s*+([a-z]*+)[^<>]*+>)\s*+"""
)


class UsualTags(NamedTuple):
    """What one look at a text finds."""

    names: TagNames
    between: list[str]
    """What stands before, between and behind all tags and comments, without white space behind each; some is empty."""


@lru_cache(maxsize=2)
def usual_tags(text: str) -> UsualTags | None:
    """The tags of a text; None where anything else begins with `<`. The converter asks, and soon the check of words."""
    pieces = _USUAL.split(text)
    between = pieces[::3]
    if text.count("<") != len(between) - 1:
        return None
    return UsualTags(frozenset(pieces[1::3]).union(pieces[2::3]), between)


def may_hold(tags: TagNames | None, *names: str) -> bool:
    """Whether a text with these tags may hold one with one of the names; where no tags are known it may hold any.

    A name may be that of a tag, or the word that a comment begins with.
    """
    return tags is None or not tags.isdisjoint(names)
