"""One line of the account: a kind of things, and what becomes of them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AccountLine:
    """One kind of things."""

    kind: str
    """`items`, `terms`, `authors`, `comments`, `fields`, `flags`, `blocks`, `shortcodes`, `looks`, `settings`, …"""
    name: str
    count: int
    in_site: bool
    why: str = ""
    how: str = ""
    words: bool = False
    """Whether it is a custom field that holds words for readers."""
    example: str = ""
