"""What visitors of the old site did not see, told of an item that is converted, or of a whole export before.

Of a whole export that is said with it which shortcodes nobody knows, as converting says it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import NamedTuple

from migrate.content.hidden import hidden_parts
from migrate.diagnostics import Code, Diagnostic, Diagnostics
from migrate.model.export import Item
from migrate.options import Options
from migrate.patterns import rare_pattern
from migrate.site.answer.site import Site
from migrate.site.collect.indexed_item import IndexedItem
from migrate.visibility.items import STATUSES, restricted

Report = Callable[[Code, str], None]

_ATTRIBUTES = r"(?:[^<>]|<(?!!--))*"
"""Those of a block that may have no end: no further than to the next one."""
_REFERENCE = rare_pattern(rf'<!--\s+wp:(block|navigation)\s{_ATTRIBUTES}?"ref":\s*"?(\d{{1,18}})')
_ENTRY = rare_pattern(
    r"<!--\s+wp:(navigation-(?:link|submenu))\s"
    rf'(?!{_ATTRIBUTES}"kind":\s*"(?!post-type")){_ATTRIBUTES}?"id":\s*"?(\d{{1,18}})'
)
_LISTED = rare_pattern(r"""\[(?:gallery|playlist)\b[^\[\]]*?\b(?:ids|include)=["']?([\d\s,]+)""")
_PASSWORD = "a password"
_FEATURED = ", the featured picture"
_NUMBER = re.compile(r"\d{1,18}")


def report_item(entry: IndexedItem, item: Item, site: Site, report: Report) -> None:
    """Why an item is a draft although nobody made it one, and that its picture is none that visitors saw."""
    _report_entry(entry, _why_for_few(item) if entry.protected else "", site, report)


def _why_for_few(item: Item) -> str:
    return _PASSWORD if item.password else restricted(item.type, item.meta, item.content)


def _report_entry(entry: IndexedItem, why: str, site: Site, report: Report) -> None:
    name = entry.title or entry.key
    if entry.status not in STATUSES:
        report(Code.STATUS_UNKNOWN, f"{name}: {entry.status or 'no status'}")
    elif entry.protected and entry.status in {"publish", "future"} and why != _PASSWORD:
        report(Code.MEMBERS_ITEM, f"{name}: {why or 'a rule for members'}")
    if entry.thumbnail:
        picture = site.index.attachments.get(str(entry.thumbnail))
        if picture is None:
            report(Code.PICTURE_UNKNOWN, f"{name}: attachment {entry.thumbnail}")
        elif not picture.public:
            report(Code.MEDIA_NOT_PUBLIC, f"attachment {entry.thumbnail}{_FEATURED}")


def featured_left_out(told: Iterable[Diagnostic]) -> Counter[str]:
    """How many featured pictures are not in the site, by the reason in words for people, from what a run told."""
    found: Counter[str] = Counter()
    for one in told:
        if one.code is Code.PICTURE_UNKNOWN:
            found["the export does not hold the picture"] += one.count
        elif one.code is Code.MEDIA_NOT_PUBLIC and one.detail.endswith(_FEATURED):
            found["the picture is private or in the trash"] += one.count
    return found


class _Findings(NamedTuple):
    """What a look at one item found."""

    why: str
    """Why only some may read it, if they alone may."""
    parts: list[tuple[Code, str]]
    """Of its text, those that visitors did not see."""
    blocks: list[tuple[str, int]]
    """The stored blocks that it refers to: kind and number."""
    entries: list[tuple[str, int]]
    """The items to which entries of menus in it lead."""
    files: list[int]
    """The numbers of attachments that it lists."""
    shortcodes: Sequence[str]
    """Those that stay as text."""


_NOTHING = _Findings(why="", parts=[], blocks=[], entries=[], files=[], shortcodes=[])


class Inspected:
    """What one pass over an export finds, to be told once all that items refer to is known."""

    def __init__(self, options: Options) -> None:
        self._shows_all = options.hidden == "show"
        self._found: dict[str, _Findings] = {}

    def add(self, item: Item, shortcodes: Sequence[str]) -> None:
        """Look at an item; `shortcodes` are those in it that nobody knows."""
        text = item.content
        parts = [] if self._shows_all else list(hidden_parts(text))
        blocks = [(name, int(number)) for name, number in _REFERENCE.findall(text)] if "<!-- wp:" in text else []
        files = [int(one) for listed in _LISTED.findall(text) for one in _NUMBER.findall(listed)] if "[" in text else []
        entries = [(name, int(number)) for name, number in _ENTRY.findall(text)] if "<!-- wp:nav" in text else []
        found = _Findings(
            why=_why_for_few(item), parts=parts, blocks=blocks, entries=entries, files=files, shortcodes=shortcodes
        )
        if any(found):
            self._found[item.key] = found

    def tell(self, site: Site, diagnostics: Diagnostics) -> None:
        """Say it of what becomes a page, and of the site as a whole."""
        for code, detail in site.not_public:
            diagnostics.report(code, detail)
        for entry, _ in site.pages.contents():
            report = partial(diagnostics.report, file=entry.file, line=entry.line, wordpress_id=entry.id)
            found = self._found.get(entry.key, _NOTHING)
            _report_entry(entry, found.why, site, report)
            for code, detail in (*found.parts, *_of_others(found, site)):
                report(code, detail)


def _of_others(found: _Findings, site: Site) -> Iterator[tuple[Code, str]]:
    """What an item refers to and is not public or not there; and the shortcodes that stay as text."""
    yield from ((Code.UNKNOWN_SHORTCODE, name) for name in found.shortcodes)
    for name, number in found.blocks:
        block = site.reusable_block(number)
        if block and not block.public:
            yield Code.PART_NOT_PUBLIC, f"core/{name} {number}"
        elif block is None and name == "block":
            yield Code.REUSABLE_BLOCK, f"core/block {number}"
    for name, number in found.entries:
        if site.keeps_back(number):
            yield Code.PART_NOT_PUBLIC, f"core/{name} {number}"
    for number in found.files:
        if site.withheld(number):
            yield Code.MEDIA_NOT_PUBLIC, f"attachment {number}"
