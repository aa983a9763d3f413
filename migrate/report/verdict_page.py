"""What judging a site came to, as one HTML file."""

from __future__ import annotations

from migrate.report.html_page import Report, ReportItem, Table, report_page
from migrate.verify.verdict import Judgement, Result, Verdict

_ORDER = (Result.MISSING, Result.DIFFERS, Result.EDITED, Result.IDENTICAL)


def verdict_page(judgement: Judgement, title: str) -> str:
    """The page."""
    site = [(one.kind, one.page, one.detail) for one in judgement.site]
    unbuilt = f"Hugo could not build the site as it goes live (status {judgement.status})."
    report = Report(
        title=title,
        kind="the proof",
        verdict="Every item is as it should be." if judgement.is_good else "Something has to be looked at.",
        good=judgement.is_good,
        counts=[(name, judgement.summary[name]) for name in _ORDER],
        items=[_item(one) for one in judgement.items],
        tables=[Table("The built site", ("Kind", "Page", "What"), site, is_counted=True)],
        notes=[unbuilt] if judgement.status else [],
        words={"state": "Result", "code": "Fault"},
        nothing={"missing": "The file is not in the site.", "identical": "Nothing differs."},
    )
    return report_page(report)


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
