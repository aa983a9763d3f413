"""What an export holds, as one HTML file."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from migrate.diagnostics import Diagnostic
from migrate.pipeline.inspection import Inspection, ListedItem
from migrate.report.html_page import Part, Report, ReportItem, Table, report_page
from migrate.report.plan_page import account_lines, messages_of, messages_table

_COUNTED = ("What", "How many")
_PAGE, _CARRIED, _LEFT_OUT = "page", "carried over", "left out"
_ELSEWHERE = (_CARRIED, "shown where")
"""How reasons to be no page begin where the item is in the site all the same."""


def inspection_page(inspection: Inspection, diagnostics: Sequence[Diagnostic], account: Iterable[str]) -> str:
    """The page; `account` are the lines of the account."""
    messages = defaultdict(list)
    for one in diagnostics:
        messages[one.wordpress_id].append(one)
    items = [_item(one, inspection.left_out, messages) for one in inspection.listed or ()]
    counts = Counter(one.state for one in items)
    attention = sum(1 for one in items if one.codes)
    report = Report(
        title=inspection.site.get("title") or inspection.site.get("address") or "An export",
        kind="what the export holds",
        verdict=_verdict(attention, len(items)),
        good=not attention,
        counts=[(name, counts[name]) for name in (_PAGE, _CARRIED, _LEFT_OUT) if counts[name]],
        items=items,
        tables=[
            messages_table(diagnostics),
            account_lines(list(account)),
            _counted("Blocks", inspection.blocks, inspection.unknown["blocks"]),
            _counted("Shortcodes", inspection.shortcodes, inspection.unknown["shortcodes"]),
            _counted("Hosts of images", inspection.image_hosts, ()),
        ],
        words={"state": "Becomes", "code": "Message", "reason": "Status"},
        nothing={_PAGE: "Nothing needs attention."},
        dates=[one.date for one in items if one.state == _PAGE],
    )
    return report_page(report)


def _verdict(attention: int, number: int) -> str:
    if not attention:
        return "No item needs attention."
    return f"{attention:,} of {number:,} items {'has' if attention == 1 else 'have'} something that needs attention."


def _state(why: str) -> str:
    """What becomes of an item that, for this reason, is no page; without one it is."""
    if not why:
        return _PAGE
    return _CARRIED if why.startswith(_ELSEWHERE) else _LEFT_OUT


def _counted(title: str, counts: Counter[str], unknown: Sequence[str]) -> Table:
    rows = [(f"{name}{' (of a plugin)' if name in unknown else ''}", f"{n:,}") for name, n in counts.most_common()]
    return Table(title, _COUNTED, rows, is_counted=True)


def _item(one: ListedItem, left_out: Mapping[str, str], messages: Mapping[int, Sequence[Diagnostic]]) -> ReportItem:
    mine = messages.get(one.id, ()) if one.id else ()
    why = left_out.get(one.type, "")
    reason: list[Part] = [{"name": f"{why[0].upper()}{why[1:]}."}] if why else []
    return ReportItem(
        state=_state(why),
        id=one.id,
        title=one.title,
        path="",
        type=one.type,
        author=one.author,
        date=one.date,
        codes=list(dict.fromkeys(message.code.id for message in mine)),
        reasons=[one.status],
        parts=[*reason, *messages_of(mine)],
    )
