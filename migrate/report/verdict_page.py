"""What judging a site came to, as one HTML file."""

from __future__ import annotations

from collections import Counter

from migrate.report.html_page import Report, ReportItem, Table, report_page
from migrate.report.verdicts import in_a_sentence, signs
from migrate.verify.kinds import KINDS
from migrate.verify.verdict import Judgement, Result, Verdict

_MOST_SAID = 20
"""Lines of what Hugo said that are shown."""
_WARNING = "warning"
_OF_SITE = ("Kind", "Page", "What")
_ORDER = (Result.MISSING, Result.DIFFERS, Result.EDITED, Result.IDENTICAL)


def verdict_page(judgement: Judgement, title: str, folder: str = "") -> str:
    """The page about a site with this title in this folder."""
    wrong = [(one.kind, one.page, one.detail) for one in judgement.site if one.kind != _WARNING]
    known = [(one.page, one.detail) for one in judgement.site if one.kind == _WARNING]
    report = Report(
        title=title or folder,
        folder=folder,
        kind="the new site beside WordPress",
        verdict=in_a_sentence(judgement),
        good=judgement.is_good,
        counts=[(name, judgement.summary[name]) for name in _ORDER],
        items=[_item(one) for one in judgement.items],
        tables=[
            _faults(judgement),
            Table("Wrong in the built site", _OF_SITE, wrong, is_counted=True),
            Table("To know, and no fault", _OF_SITE[1:], known, is_counted=True),
        ],
        notes=["\n".join(judgement.warnings[:_MOST_SAID])] if judgement.status and judgement.warnings else [],
        words={"state": "Result", "code": "Fault"},
        nothing={
            "missing": "The file is not in the site.",
            "identical": "Nothing differs.",
            "edited": "The file was changed by hand; what it shows is as it should be.",
        },
        no_items="The export holds no item that becomes a page.",
    )
    return report_page(report)


def _faults(judgement: Judgement) -> Table:
    """The kinds of faults there are, the gravest first, with what each means; what people changed is none."""
    at_fault = (one for one in judgement.items if one.result is not Result.EDITED)
    items = Counter(kind for one in at_fault for kind in {fault.kind for fault in one.faults})
    site = Counter(one.kind for one in judgement.site if one.kind != _WARNING)
    counted = [(title, counts) for title, counts in (("Items", items), ("In the site", site)) if counts]
    rows = [
        (name, kind.meaning, *(f"{counts[name]:,}" if counts[name] else "" for _, counts in counted), kind.remedy)
        for name, kind in KINDS.items()
        if items[name] or site[name]
    ]
    columns = ("Fault", "What it means", *(title for title, _ in counted), "What to do")
    return Table("Faults", columns, rows, is_filter=True, note=signs(judgement))


def _item(one: Verdict) -> ReportItem:
    return ReportItem(
        state=one.result,
        id=one.wordpress_id,
        title=one.title,
        path=one.path,
        url=one.url,
        type=one.type,
        author=one.author,
        date=one.date,
        codes=list(dict.fromkeys(fault.kind for fault in one.faults)),
        parts=[{"name": fault.kind, "expected": fault.expected, "found": fault.found} for fault in one.faults],
    )
