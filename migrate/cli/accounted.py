"""The account of an export as a short table: what is in the site, what is not, why, and how to bring it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING

from migrate.patterns import rare_pattern
from migrate.report.line import Line, Row
from migrate.text import one_line

if TYPE_CHECKING:
    from migrate.account.line import AccountLine

_MOST = 20
"""How many custom fields are named one by one."""
_MOST_NAMES = 12
_HASH = rare_pattern(r"_[0-9a-f]{32}$")
"""Of what WordPress names after what it holds: what an embed answered."""
_FEW = frozenset({"blocks", "shortcodes", "fields", "fields of terms", "fields of comments"})
_LONGEST = 80
"""Letters of one name."""
_MOST_OF_FEW = 3
"""How many names are told of what there are many kinds of, and nobody counts."""
_TOLD = frozenset({"items", "blocks", "shortcodes", "settings"})
"""What has something to tell although it is in the site."""
_FIELDS = "fields"
_UNCOUNTED = frozenset({"settings", "texts"})
"""What has a name of its own, each."""


def account_table(lines: list[AccountLine]) -> Iterator[Line | Row | str]:
    """Kinds by their counts; fields with readers' words each; other unknown fields a line for each plugin."""
    yield Line("In the site", "bold")
    yield from _kinds([one for one in lines if one.in_site])
    left = [one for one in lines if not one.in_site]
    if not left:
        return
    yield Line("Not in the site", "bold")
    fields = [one for one in left if one.kind == _FIELDS and one.how]
    reasons: dict[tuple[str, str, str], list[AccountLine]] = defaultdict(list)
    for one in left:
        if one.kind != _FIELDS or not one.how:
            reasons[one.kind, one.why, one.how].append(one)
    for (kind, why, how), found in reasons.items():
        yield _row(kind, _named(found), f"{why} ({how})" if how else why)
    if fields:
        yield from _fields(fields)


def _row(kind: str, names: str, why: str) -> Row:
    return Row(f"  {kind}: {names}{f': {why}' if why else ''}", (kind, names, why))


def _kinds(lines: list[AccountLine]) -> Iterator[Row]:
    kinds: dict[tuple[str, str], list[AccountLine]] = defaultdict(list)
    for one in lines:
        kinds[one.kind, one.why if one.kind in _TOLD else ""].append(one)
    for (kind, why), found in kinds.items():
        yield _row(kind, _named(found), why)


def _named(lines: list[AccountLine]) -> str:
    counts: Counter[str] = Counter()
    for one in lines:
        counts[_HASH.sub("_…", one.name)] += one.count
    kind = lines[0].kind
    most = _MOST_OF_FEW if kind in _FEW else _MOST_NAMES
    most += len(counts) == most + 1  # to name one is no longer than to count it
    shown = counts.most_common(most)
    names = [_short(name) if kind in _UNCOUNTED else f"{count:,} {_short(name)}" for name, count in shown]
    others = sorted(counts.values(), reverse=True)[most:]
    return "; ".join([*names, *([f"{sum(others):,} of {len(others)} other kinds"] if others else [])])


def _short(name: str) -> str:
    line = one_line(name)
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…"


def _fields(lines: list[AccountLine]) -> Iterator[Row]:
    """Custom fields of which nobody knows what they are."""
    from migrate.pipeline.account.account import by_plugin

    why = f"{lines[0].why} ({lines[0].how})"
    yield Row(f"  {why}:", (_FIELDS, "", why))
    with_words = [one for one in lines if one.words]
    for one in with_words[:_MOST]:
        example = f'  "{one_line(one.example)}"' if one.example else ""
        yield _field(f"{_short(one.name)} ({one.count:,}){example}")
    others = [*with_words[_MOST:], *(one for one in lines if not one.words)]
    plugins = by_plugin(others)
    alone = [found[0] for found in plugins.values() if len(found) == 1]
    for prefix, found in plugins.items():
        if len(found) > 1:
            yield _field(f"{_short(prefix)}: {_named(found)}")
    if alone:
        yield _field(f"others: {_named(alone)}")


def _field(text: str) -> Row:
    return Row(f"    {text}", ("", text, ""))
