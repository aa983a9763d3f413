"""What an export holds and what in it needs attention, before anything is written."""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, fields
from enum import StrEnum
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from migrate.account.line import AccountLine
from migrate.content.beside_text.builders import is_built
from migrate.content.grammar.unknown_shortcodes import unknown_shortcodes
from migrate.content.hidden import may_hide_more
from migrate.content.registry import REGISTRY
from migrate.diagnostics import HIDING, Code, Diagnostics
from migrate.model.export import Author, Channel, Item, Term
from migrate.options import Options
from migrate.pipeline.account.account import account
from migrate.pipeline.account.terms import all_terms
from migrate.pipeline.account.texts import is_handled
from migrate.pipeline.not_public import Inspected
from migrate.site.answer.site import Site, decided_site
from migrate.site.collect.index import Index
from migrate.site.collect.post_types import is_nowhere, never
from migrate.text import plain_line
from migrate.words import may_lose_words

_MOST_DOUBTFUL = 2_000
"""How many texts are kept to be looked at more closely, so that memory is bounded."""
_BY_CONVERTING = HIDING | {Code.WORDS_LOST, Code.BUILDER_UNREAD, Code.BUILT_FOR_SOME}
"""What only converting finds."""
_IMAGE = re.compile(r"<img\s[^>]*?\bsrc\s*=\s*[\"']?(https?://[^\s\"'>]+)", re.IGNORECASE)


class Becomes(StrEnum):
    """What an item becomes."""

    PAGE = "page"
    CARRIED = "carried over"
    """It is in the site as a part of something else."""
    LEFT_OUT = "left out"


class ListedItem(NamedTuple):
    """One item, for lists of all."""

    key: str
    id: int
    title: str
    type: str
    status: str
    author: str
    date: str
    becomes: Becomes = Becomes.PAGE
    why: str = ""
    """Why it becomes no page, in words for people."""


@dataclass(slots=True)
class Inspection:
    """The counts of one export."""

    site: dict[str, str] = field(default_factory=dict)
    """Title, address, version and generator, as the head of the export says."""
    items: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    """By type, then status."""
    left_out: dict[str, str] = field(default_factory=dict)
    """Types that become no pages, with the reason."""
    authors: dict[str, str] = field(default_factory=dict)
    """Login to name."""
    written_by: Counter[str] = field(default_factory=Counter)
    terms: Counter[str] = field(default_factory=Counter)
    """By taxonomy."""
    comments: Counter[str] = field(default_factory=Counter)
    """`public` and `held back`."""
    blocks: Counter[str] = field(default_factory=Counter)
    shortcodes: Counter[str] = field(default_factory=Counter)
    unknown: dict[str, list[str]] = field(default_factory=dict)
    """Blocks and shortcodes that this tool has no handler for."""
    image_hosts: Counter[str] = field(default_factory=Counter)
    protected: int = 0
    """Items behind a password."""
    account: list[AccountLine] = field(default_factory=list)
    """Everything by what becomes of it."""
    listed: list[ListedItem] | None = None
    """Every item, where they are to be listed."""
    first: str = ""
    last: str = ""
    """Dates of the first and last published item."""

    def add(self, record: Channel | Author | Term | Item) -> None:
        """Count one record of the export."""
        match record:
            case Item():
                self._add_item(record)
            case Author():
                self.authors[record.login] = record.display_name
            case Channel() if not self.site:
                self.site = {
                    "title": plain_line(record.title),
                    "address": record.base_blog_url or record.link,
                    "wxr": record.wxr_version,
                    "generator": record.generator,
                }

    def _add_item(self, item: Item) -> None:
        self.items[item.type][item.status] += 1
        self.written_by[item.creator] += 1
        self.protected += bool(item.password)
        if self.listed is not None:
            self.listed.append(_listed(item))
        self.comments.update("public" if comment.approved == "1" else "held back" for comment in item.comments)
        if item.date and item.status == "publish" and item.type in {"post", "page"}:
            self.first = min(self.first or item.date, item.date)
            self.last = max(self.last, item.date)
        self.image_hosts.update(_host(address) for address in _IMAGE.findall(item.content))


def inspect_export(
    records: Iterable[Channel | Author | Term | Item],
    options: Options,
    diagnostics: Diagnostics,
    *,
    lists: bool = False,
) -> Inspection:
    """Count everything in one pass; what migrating would complain about goes to `diagnostics`. Or list it too."""
    inspection, index, hidden = Inspection(listed=[] if lists else None), Index(options), Inspected(options)
    doubtful: list[Item] = []
    for record in records:
        names: list[str] = []
        if isinstance(record, Item):
            names = [] if is_nowhere(record.type) else unknown_shortcodes(record.content, is_handled)
            hidden.add(record, names)
        if _is_counted(record):
            inspection.add(record)
            inspection.shortcodes.update(names)
            if isinstance(record, Item):
                index.tally.add(record)
                if len(doubtful) < _MOST_DOUBTFUL and _is_doubtful(record, options):
                    doubtful.append(record)
        index.add(record)
    reasons = ((kind, index.reason_to_stay_out(kind)) for kind in sorted(inspection.items))
    inspection.left_out = {kind: reason for kind, reason in reasons if reason}
    inspection.blocks = index.tally.blocks
    inspection.unknown = {
        "blocks": sorted(name for name in inspection.blocks if name not in REGISTRY.blocks),
        "shortcodes": sorted(inspection.shortcodes),
    }
    if inspection.listed is not None:
        inspection.listed = [_with_fate(one, index) for one in inspection.listed]
    site = decided_site(index, diagnostics=diagnostics)
    hidden.tell(site, diagnostics)
    if doubtful:
        _report_converted(doubtful, site, diagnostics)
    inspection.terms = Counter(taxonomy for taxonomy, _ in all_terms(index))
    inspection.account = account(site, inspection.shortcodes, diagnostics.found)
    inspection.shortcodes += Counter({name: n for name, n in index.tally.shortcodes.items() if is_handled(name)})
    return inspection


def _is_doubtful(item: Item, options: Options) -> bool:
    """Whether converting may tell of an item what no quicker look does."""
    if never(item.type):
        return False
    text = item.content
    return may_lose_words(text) or (options.hidden != "show" and (may_hide_more(text) or is_built(item)))


def _report_converted(doubtful: Iterable[Item], site: Site, diagnostics: Diagnostics) -> None:
    """Tell of doubtful texts what migrating would, and nobody has told yet."""
    from migrate.pipeline.convert import ConvertContext, convert  # brings all that converts

    known, work = set(diagnostics), ConvertContext(site, site.index.options)
    for item in doubtful:
        entry, told = work.site.index.entries.get(item.key), Diagnostics()
        if entry and work.site.index.becomes_page(entry):
            convert(item, {item.key}, work, told)
            diagnostics.extend(one for one in told if one.code in _BY_CONVERTING and one not in known)


def _is_counted(record: Channel | Author | Term | Item) -> bool:
    """Whether it is not the same that is counted in another language."""
    match record:
        case Item():
            return not record.beside
        case Term():
            return not record.language
        case _:
            return True


def as_json(inspection: Inspection, diagnostics: Diagnostics) -> str:
    """The counts and the diagnostics as one JSON object."""
    told = [one.name for one in fields(inspection) if one.name != "listed"]
    found: dict[str, Any] = {"version": 1} | {name: getattr(inspection, name) for name in told}
    found["account"] = [asdict(one) for one in inspection.account]
    found["diagnostics"] = [one.record for one in diagnostics]
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"


def _listed(item: Item) -> ListedItem:
    title = plain_line(item.title)
    return ListedItem(item.key, item.id, title, item.type, status=item.status, author=item.creator, date=item.date)


def _with_fate(one: ListedItem, index: Index) -> ListedItem:
    """The same with what becomes of it, once all items are known."""
    entry = index.entries.get(one.key)
    if entry and index.becomes_page(entry):
        return one
    in_site, why = index.fate(one.type, one.status)
    return one._replace(becomes=Becomes.CARRIED if in_site else Becomes.LEFT_OUT, why=why)


def _host(address: str) -> str:
    try:
        return urlsplit(address).netloc.lower()
    except ValueError:
        return "(no address)"
