"""What an export holds, as one HTML file."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from migrate.diagnostics import Diagnostic, Severity
from migrate.pipeline.account.inspection import Becomes, Inspection, ListedItem
from migrate.report.html_page import Part, Report, ReportItem, Table, report_page
from migrate.report.line import Line, Row
from migrate.report.plan_page import account_tables, messages_of, messages_table

_COUNTED = ("What", "How many")


def inspection_page(
    inspection: Inspection, diagnostics: Sequence[Diagnostic], account: Iterable[Line | Row | str]
) -> str:
    """The page; `account` are the lines of the account."""
    messages = defaultdict(list)
    for one in diagnostics:
        messages[one.wordpress_id].append(one)
    listed = inspection.listed or []
    items = [_item(one, messages) for one in listed]
    counts = Counter(one.becomes for one in listed)
    needy = [one for one in diagnostics if one.code.severity is not Severity.INFO]
    report = Report(
        title=inspection.site.get("title") or inspection.site.get("address") or "An export",
        kind="what the export holds",
        verdict=_verdict(needy, len(items)),
        good=not needy,
        counts=[(name, counts[name]) for name in Becomes if counts[name]],
        items=items,
        tables=[
            messages_table(diagnostics),
            *account_tables(account),
            _counted("Blocks", inspection.blocks, inspection.unknown["blocks"]),
            _counted("Shortcodes", inspection.shortcodes, inspection.unknown["shortcodes"]),
            _counted("Hosts of images", inspection.image_hosts, ()),
        ],
        words={"state": "Becomes", "code": "Message", "reason": "Status"},
        nothing={Becomes.PAGE: "Nothing needs attention."},
        dates=[one.date for one in listed if one.becomes is Becomes.PAGE],
    )
    return report_page(report)


def _verdict(needy: Sequence[Diagnostic], number: int) -> str:
    """In a sentence what asks for more than to be read."""
    items = {one.wordpress_id for one in needy} - {0}
    of_all = sum(1 for one in needy if not one.wordpress_id)
    said = [
        f"{len(items):,} of {number:,} items" if items else "",
        f"{of_all:,} thing{'s' * (of_all != 1)} about the site as a whole" if of_all else "",
    ]
    who = " and ".join(filter(None, said))
    return f"{who} need{'s' * (len(items) + of_all == 1)} attention." if who else "Nothing needs attention."


def _counted(title: str, counts: Counter[str], unknown: Sequence[str]) -> Table:
    rows = [(f"{name}{' (of a plugin)' if name in unknown else ''}", f"{n:,}") for name, n in counts.most_common()]
    return Table(title, _COUNTED, rows, is_counted=True, is_narrow=True)


def _item(one: ListedItem, messages: Mapping[int, Sequence[Diagnostic]]) -> ReportItem:
    mine = messages.get(one.id, ()) if one.id else ()
    reason: list[Part] = [{"name": f"{one.why[0].upper()}{one.why[1:]}."}] if one.why else []
    return ReportItem(
        state=one.becomes,
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
