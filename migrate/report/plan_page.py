"""What a run would change, as one HTML file."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import dropwhile
from operator import not_
from typing import NamedTuple

from migrate.diagnostics import Diagnostic, Severity
from migrate.report.differences import difference
from migrate.report.html_page import Part, Report, ReportItem, Table, report_page
from migrate.report.line import Line, Row
from migrate.sync.files import Files
from migrate.sync.plan.changes import Action, Change
from migrate.sync.plan.plan import Plan
from migrate.sync.spool import Spool

_ORDER = "conflict delete orphan move merge update create unchanged".split()  # noqa: SIM905
_WITH_DIFF = {Action.UPDATE, Action.MERGE, Action.CONFLICT, Action.MOVE, Action.DELETE}
_SAID = {
    Action.CONFLICT: "Both sides changed the same words. Your file stays; what WordPress proposes stands beside it.",
    Action.MERGE: "Both sides changed the file, and their changes fit together.",
    Action.DELETE: "Its item is gone from the export, and nobody edited the file.",
}
_ACCOUNT = ("What", "Which", "Note")
_MESSAGES = ("Code", "Severity", "What", "How often", "What to do")
_SEVERITIES = {Severity.ERROR: "needs a person", Severity.WARNING: "warning", Severity.INFO: "note"}


class ItemFacts(NamedTuple):
    """What WordPress says of the item of a document, as far as people look for it by that."""

    type: str = ""
    author: str = ""
    date: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """What is told beside the changes."""

    title: str
    """Of the site; empty where nothing says it."""
    folder: str
    diagnostics: Sequence[Diagnostic]
    account: Sequence[Line | Row | str]
    facts: Callable[[str], ItemFacts]
    """Of the item of a document, by its key."""
    dates: Sequence[str]
    """Those of all items, changed or not."""


def plan_page(plan: Plan, files: Files, spool: Spool, told: Told) -> str:
    """The plan as one HTML page, with what was told of it."""
    messages = defaultdict(list)
    for one in told.diagnostics:
        messages[one.wordpress_id].append(one)
    open_conflicts = plan.summary["conflict"]
    report = Report(
        title=told.title or told.folder,
        folder=told.folder,
        kind="what would change",
        verdict=_verdict(plan),
        good=not open_conflicts,
        counts=[(name, plan.summary[name]) for name in _ORDER if plan.summary[name]],
        items=[_item(one, difference_of(one, files, spool), messages, told) for one in plan.changes],
        tables=[messages_table(told.diagnostics), *account_tables(told.account)],
        words={"state": "Action", "code": "Message"},
        nothing={"create": "A new file.", "orphan": "Gone from the export; the file is kept."},
        no_items="No file would change.",
        dates=told.dates,
        unlisted=plan.summary["unchanged"],
    )
    return report_page(report)


def difference_of(change: Change, files: Files, spool: Spool) -> str:
    """The unified diff of a change, where it is one of a text that was there."""
    return difference(change, files, spool) if change.action in _WITH_DIFF else ""


def messages_table(diagnostics: Iterable[Diagnostic]) -> Table:
    """What there is to tell, a row for each code, what needs a person first."""
    counts: dict[object, int] = defaultdict(int)
    codes = {one.code: one for one in diagnostics}
    for one in diagnostics:
        counts[one.code] += one.count
    ranked = sorted(codes, key=lambda code: (list(Severity)[::-1].index(code.severity), code.id))
    rows = [(one.id, _SEVERITIES[one.severity], one.sentence, f"{counts[one]:,}", one.remedy) for one in ranked]
    return Table("Messages", _MESSAGES, rows, is_counted=True, is_filter=True)


def account_tables(lines: Iterable[Line | Row | str]) -> Iterator[Table]:
    """The account, a table for each of its headings."""
    headings: dict[str, list[tuple[str, ...]]] = {}
    for line in lines:
        if isinstance(line, Row):
            headings[next(reversed(headings))].append(line.cells)
        elif text := str(line).strip():
            headings[text] = []
    for heading, rows in headings.items():
        width = max((len(list(dropwhile(not_, reversed(cells)))) for cells in rows), default=0)
        yield Table(heading, _ACCOUNT[:width], [cells[:width] for cells in rows])


def messages_of(diagnostics: Iterable[Diagnostic]) -> list[Part]:
    """Sentences about one item."""
    return [{"name": f"{one.code.id} {one.message}"} for one in diagnostics]


def _verdict(plan: Plan) -> str:
    conflicts, new = plan.summary["conflict"], plan.summary["create"]
    others = len(plan.changes) - plan.summary["orphan"] - new - conflicts
    said = [
        f"{new:,} file{'s' * (new != 1)} would be new" if new else "",
        f"{others:,}{'' if new else ' file' + 's' * (others != 1)} would change" if others else "",
        f"{conflicts:,} conflict{'s need' if conflicts > 1 else ' needs'} a person" if conflicts else "",
    ]
    return f"{'; '.join(filter(None, said)) or 'Nothing would change'}."


def _item(change: Change, text: str, messages: Mapping[int, Sequence[Diagnostic]], told: Told) -> ReportItem:
    identity = change.identity
    mine = messages.get(identity.wordpress_id, ()) if identity.wordpress_id else ()
    facts = told.facts(identity.key)
    diff: list[Part] = [{"text": text}] if text else []
    origin: list[Part] = [{"name": f"Moves from {change.origin}."}] if change.origin else []
    said: list[Part] = [{"name": _SAID[change.action]}] if change.action in _SAID else []
    return ReportItem(
        state=change.action,
        id=max(identity.wordpress_id, 0),
        title=identity.title,
        path=change.path,
        type=facts.type or identity.kind,
        author=facts.author,
        date=facts.date,
        codes=list(dict.fromkeys(one.code.id for one in mine)),
        reasons=list(change.reasons),
        parts=[*origin, *said, *diff, *messages_of(mine)],
    )
