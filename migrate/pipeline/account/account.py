"""The account of an export: what of it is in the site and what is not, why, and how to bring it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping

from migrate.account.known_fields import CARRIED, GUESSED, PRIVATE, known_as
from migrate.account.line import AccountLine
from migrate.account.tally import FORMAT, PUBLIC
from migrate.diagnostics import Diagnostic
from migrate.hugo.front_matter.fields import FORMATS
from migrate.pipeline.account.settings import settings_lines
from migrate.pipeline.account.terms import term_lines
from migrate.pipeline.account.texts import lines_of_faults, text_lines
from migrate.pipeline.not_public import featured_left_out
from migrate.site.answer.site import Site
from migrate.site.collect.index import Index
from migrate.visibility.items import says_who_reads

_FIELD = "custom fields without a place in the site"
_ASK = "see [front_matter] in the README, or copy them by hand"
_UNSEEN = frozenset({"description of a file", "description of a menu entry", "hint of a menu entry"})
_BESIDE = {
    "password": "such items are drafts",
    "caption of a file": "where a text or gallery shows it",
    "description of a file": "only the pages of files showed it",
    "description of a menu entry": "few themes showed it",
    "hint of a menu entry": "shown where the pointer rested",
}
"""What else there is to say of flags."""
_PICTURE = "_thumbnail_id"
_WHO_READS = "says who could read an item: one that not everybody could is a draft"
_PARTS = frozenset({"nav_menu_item", "attachment"})


def account(site: Site, unknown: Mapping[str, int], told: Collection[Diagnostic]) -> list[AccountLine]:
    """Everything that the export holds, by what becomes of it.

    `unknown` are shortcodes that stay as text, `told` is what was reported of the export.
    """
    index = site.index
    return [
        *_items(site),
        *term_lines(site),
        *_authors(index),
        *_comments(index),
        *text_lines(index.tally, index.options, unknown),
        *lines_of_faults(site, told),
        *settings_lines(site),
        *_flags(index),
        *_fields(index, featured_left_out(told)),
    ]


def _items(site: Site) -> Iterator[AccountLine]:
    index = site.index
    unselected: Counter[tuple[str, str]] = Counter()
    for (kind, status, _), count in site.not_selected.items():
        unselected[kind, status] += count
    for (kind, status), count in sorted(index.counts.items()):
        name = f"{kind}, {status or 'no status'}"
        pages, left = min(site.counts[kind, status], count), unselected[kind, status]
        if pages:
            yield AccountLine("items", name, pages, True)
        if left:
            yield AccountLine("items", name, left, False, "left out by [select]; links lead to the old site")
        if others := max(count - pages - left, 0):
            in_site, why = index.fate(kind, status)
            yield AccountLine("items", name, others, in_site, "" if in_site and kind in _PARTS else why)


def _authors(index: Index) -> Iterator[AccountLine]:
    if index.authors:
        yield AccountLine("authors", "by the name they go by", len(index.authors), True)
        why = "about people: visitors saw the name they go by"
        yield AccountLine("authors", "with mail addresses, first and last names", len(index.authors), False, why)


def _comments(index: Index) -> Iterator[AccountLine]:
    counts: Counter[tuple[str, str]] = Counter()
    for (kind, standing), count in index.tally.comments.items():
        has_page = kind not in _PARTS and not index.stays_out(kind)
        why = "" if standing.startswith(PUBLIC) else "visitors did not see them"
        counts[standing, why or ("" if has_page else "their items have no page")] += count
    for (standing, why), count in sorted(counts.items()):
        yield AccountLine("comments", standing, count, not why, why)
    if everyone := index.tally.comments.total():
        yield AccountLine("comments", "with addresses of mail and machine", everyone, False, PRIVATE)
    for key, count in sorted(index.tally.comment_fields.items()):
        yield AccountLine("fields of comments", key, count, False, known_as(key) or "a record of a plugin")


def _flags(index: Index) -> Iterator[AccountLine]:
    if everything := index.counts.total():
        yield AccountLine("flags", "ping_status", everything, False, "nothing takes pings on a Hugo site")
    for name, count in sorted(index.tally.flags.items()):
        format_unknown = name.startswith(FORMAT) and name.removeprefix(FORMAT) not in FORMATS
        why = "no format that WordPress knows" if format_unknown else _BESIDE.get(name, "")
        yield AccountLine("flags", name, count, not format_unknown and name not in _UNSEEN, why)


def _fields(index: Index, pictures: Mapping[str, int]) -> Iterator[AccountLine]:
    """Custom fields of what can become a page; those of other types are told with their items."""
    counts: Counter[str] = Counter()
    for (kind, key), count in index.tally.fields.items():
        if kind in _PARTS or not index.stays_out(kind):
            counts[key] += count
    chosen = {name for name, _ in index.options.custom_fields}
    for why, number in pictures.items():
        left_out = min(number, counts[_PICTURE])
        yield AccountLine("fields", _PICTURE, left_out, False, why)
        counts[_PICTURE] -= left_out
    for key, count in sorted((+counts).items()):
        known = CARRIED if key in chosen else _known(key) or _belongs_to(key, counts)
        if known in GUESSED and key in index.tally.examples:
            known = ""
        if known:
            yield AccountLine("fields", key, count, known == CARRIED, known)
        else:
            examples = index.tally.examples
            yield AccountLine(
                kind="fields",
                name=key,
                count=count,
                in_site=False,
                why=_FIELD,
                how=_ASK,
                words=key in examples,
                example=examples.get(key, ""),
            )


def _known(key: str) -> str:
    return _WHO_READS if says_who_reads(key) else known_as(key)


def _belongs_to(key: str, keys: Counter[str]) -> str:
    """Advanced Custom Fields keeps beside each field the number of its definition."""
    return f"says what {key[1:]} is" if key.startswith("_") and key[1:] in keys else ""


def by_plugin(lines: list[AccountLine]) -> dict[str, list[AccountLine]]:
    """Fields by what their names begin with, which mostly is the name of a plugin."""
    found: dict[str, list[AccountLine]] = defaultdict(list)
    for line in lines:
        found[line.name.lstrip("_").split("_")[0].split("-")[0].lower()].append(line)
    return dict(found)
