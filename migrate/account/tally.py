"""Counts while an export is read: what stands beside the texts. Small enough to go between processes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from migrate.account.known_fields import GUESSED, known_as
from migrate.account.looks import looks
from migrate.model.export import Item
from migrate.patterns import rare_pattern

_LONGEST = 40
_READ = 2_000
"""How much of a value is looked at."""
_TAG = rare_pattern(r"<[^<>]*>")
_MOST_KEYS = 5_000
"""How many custom fields are told apart: an export can invent any number of names."""
_WORDS = rare_pattern(r"[^\W\d_]{2,}[ ,.;:]+(?:[^\W_]+[ ,.;:!?]+)*?[^\W\d_]{2,}")
_TEXT_IN_TAGS = rare_pattern(r"<(?:p|h[1-6]|li|div|span)\b[^<>]*+>[^<>]*?[^\W\d_]{2,}\s+[^\W\d_]{2,}")
_PERSONAL_VALUE = rare_pattern(r"@|\d{5}|\d[\d ()./-]{6,}\d|\S{25}|\b(?:\d{1,3}\.){3}\d|://", re.ASCII)
_PERSONAL_KEY = rare_pattern(
    r"mail|phone|tel|mobil|fax|addr|street|city|zip|postal|token|secret|pass|key|hash|iban|birth|customer|user|billing"
    r"|shipping|licen|ssn|tax|ip$|geo|lat|lon|account|card|contact|first_?name|last_?name",
    re.I,
)
_BLOCK = re.compile(r"<!-- wp:([a-z][a-z0-9_/-]*+)")
_SHORTCODE = re.compile(r"\[([a-zA-Z][\w-]*+)(?=[\s\]=/])")
FORMAT = "format "
"""Stands before the name of the format of a post."""
_BESIDE = {
    "attachment": ("description of a file", "caption of a file"),
    "nav_menu_item": ("description of a menu entry", "hint of a menu entry"),
}
"""What the text and the excerpt are of what is no post."""
_UNSEEN = {"0": "waiting for approval", "spam": "spam", "trash": "in the trash", "post-trashed": "in the trash"}
_GONE = {"trash": "of items in the trash", "auto-draft": "of items never saved"}
"""What comments are whose item no page is made of, whatever they were themselves."""
PUBLIC = "public"


@dataclass(slots=True)
class Tally:
    """What items hold besides plain text."""

    fields: Counter[tuple[str, str]] = field(default_factory=Counter)
    """Custom fields by the type of their item and their key."""
    examples: dict[str, str] = field(default_factory=dict)
    """A value of those that hold words for readers, by key; empty where none may be shown."""
    comments: Counter[tuple[str, str]] = field(default_factory=Counter)
    """By the type of their item, and by what became of them in WordPress; what was public begins so."""
    comment_fields: Counter[str] = field(default_factory=Counter)
    """What plugins keep of comments, by key."""
    flags: Counter[str] = field(default_factory=Counter)
    blocks: Counter[str] = field(default_factory=Counter)
    """By full name: `core/gallery`."""
    shortcodes: Counter[str] = field(default_factory=Counter)
    """Whatever looks like the beginning of one, by name: prose in brackets too."""
    looks: Counter[str] = field(default_factory=Counter)
    """What only the theme says of how texts look, by what people call it."""

    def add(self, item: Item) -> None:
        """Count one item."""
        counts, kind = self.fields, item.type
        for key, value in item.meta:
            counts[kind, key] += 1
            if not self.examples.get(key):
                known = known_as(key)
                if not known or (known in GUESSED and "</" in value and _TEXT_IN_TAGS.search(value)):
                    self._look_at(key, value, item)
        # One by one: of a few, `update` would take longer to begin than to count.
        for comment in item.comments:
            self.comments[kind, _GONE.get(item.status) or _standing(comment.approved, comment.type)] += 1
            for name in comment.fields:
                self.comment_fields[name] += 1
        for flag in _flags(item):
            self.flags[flag] += 1
        self._add_text(item.content)

    def _add_text(self, text: str) -> None:
        if "<!-- wp:" in text:
            self.blocks.update([name if "/" in name else f"core/{name}" for name in _BLOCK.findall(text)])
        if "[" in text and len(self.shortcodes) < _MOST_KEYS:
            self.shortcodes.update([name.lower() for name in _SHORTCODE.findall(text)])
        for look, count in looks(text):
            self.looks[look] += count

    def _look_at(self, key: str, value: str, item: Item) -> None:
        value = value[:_READ]
        if len(self.examples) > _MOST_KEYS or not _WORDS.search(value):
            return
        is_public = item.status == "publish" and not item.password and not _PERSONAL_KEY.search(key)
        plain = " ".join(_TAG.sub(" ", value).split())
        self.examples[key] = plain[:_LONGEST] if is_public and not _PERSONAL_VALUE.search(plain) else ""

    def merge(self, other: Tally) -> None:
        """Take in what another part of the export holds."""
        for name in ("fields", "comments", "comment_fields", "flags", "blocks", "shortcodes", "looks"):
            getattr(self, name).update(getattr(other, name))
        for key, example in other.examples.items():
            self.examples[key] = self.examples.get(key) or example


def _flags(item: Item) -> Iterator[str]:
    """What stands beside the texts of an item, each by what people call it."""
    if item.sticky:
        yield "sticky"
    if item.password:
        yield "password"
    if item.type in {"post", "page"} and item.comment_status != "open":
        yield "comments closed"
    yield from [one.slug.replace("post-format-", FORMAT) for one in item.terms if one.taxonomy == "post_format"]
    if beside := _BESIDE.get(item.type):
        yield from [name for name, text in zip(beside, (item.content, item.excerpt), strict=True) if text.strip()]


def _standing(approved: str, kind: str) -> str:
    if approved != "1":
        return _UNSEEN.get(approved, "not approved")
    if kind in {"", "comment"}:
        return PUBLIC
    return f"{PUBLIC}, {kind}" if kind in {"pingback", "review", "trackback"} else f"of the kind {kind}"
