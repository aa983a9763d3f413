"""Counts while an export is read: what stands beside the texts. Small enough to go between processes."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from migrate.account.known_fields import known_as
from migrate.model import Item

_LONGEST = 40
_READ = 2_000
"""How much of a value is looked at."""
_TAG = re.compile(r"<[^<>]*>")
_MOST_KEYS = 5_000
"""How many custom fields are told apart: an export can invent any number of names."""
_WORDS = re.compile(r"[^\W\d_]{2,}[ ,.;:]+(?:[^\W_]+[ ,.;:!?]+)*?[^\W\d_]{2,}")
_PERSONAL_VALUE = re.compile(r"@|\d{5}|\d[\d ()./-]{6,}\d|\S{25}|\b(?:\d{1,3}\.){3}\d|://", re.ASCII)
_PERSONAL_KEY = re.compile(
    r"mail|phone|tel|mobil|fax|addr|street|city|zip|postal|token|secret|pass|key|hash|iban|birth|customer|user|billing"
    r"|shipping|licen|ssn|tax|ip$|geo|lat|lon|account|card|contact|first_?name|last_?name",
    re.I,
)


@dataclass(slots=True)
class Tally:
    """What items hold besides text."""

    fields: Counter[tuple[str, str]] = field(default_factory=Counter)
    """Custom fields by the type of their item and their key."""
    examples: dict[str, str] = field(default_factory=dict)
    """A value of those that hold words for readers, by key; empty where none may be shown."""
    comments: Counter[str] = field(default_factory=Counter)
    """By what became of them in WordPress."""
    flags: Counter[str] = field(default_factory=Counter)

    def add(self, item: Item) -> None:
        """Count one item."""
        counts, kind = self.fields, item.type
        for key, value in item.meta:
            counts[kind, key] += 1
            if not self.examples.get(key) and not known_as(key):
                self._look_at(key, value, item)
        if item.comments:
            self.comments.update(map(_standing, ((one.approved, one.type) for one in item.comments)))
        if item.sticky:
            self.flags["sticky"] += 1
        if item.password:
            self.flags["password"] += 1

    def _look_at(self, key: str, value: str, item: Item) -> None:
        value = value[:_READ]
        if len(self.examples) > _MOST_KEYS or not _WORDS.search(value):
            return
        is_public = item.status == "publish" and not item.password and not _PERSONAL_KEY.search(key)
        plain = " ".join(_TAG.sub(" ", value).split())
        self.examples[key] = plain[:_LONGEST] if is_public and not _PERSONAL_VALUE.search(plain) else ""

    def merge(self, other: Tally) -> None:
        """Take in what another part of the export holds."""
        self.fields.update(other.fields)
        self.comments.update(other.comments)
        self.flags.update(other.flags)
        for key, example in other.examples.items():
            self.examples[key] = self.examples.get(key) or example


_UNSEEN = {"0": "waiting for approval", "spam": "spam", "trash": "in the trash", "post-trashed": "in the trash"}


def _standing(comment: tuple[str, str]) -> str:
    approved, kind = comment
    if approved != "1":
        return _UNSEEN.get(approved, "not approved")
    return "" if kind in {"", "comment", "pingback", "review", "trackback"} else f"of the kind {kind}"
