"""What is collected on the way: alike ones once, in bounded memory, each with what to do about it."""

from __future__ import annotations

from migrate.diagnostics import DETAILS, Code, Diagnostics


def test_what_is_alike_is_counted() -> None:
    diagnostics = Diagnostics()
    for _ in range(20_000):
        diagnostics.report(Code.RAW_HTML, "<sub>", file="export.xml", line=3, wordpress_id=7)
    (one,) = diagnostics
    assert one.count == 20_000
    assert one.message.endswith(": <sub> (20,000 times)")


def test_parts_of_a_run_are_counted_together() -> None:
    part = Diagnostics()
    part.report(Code.RAW_HTML, "<sub>", wordpress_id=7)
    part.report(Code.RAW_HTML, "<sub>", wordpress_id=7)
    whole = Diagnostics()
    whole.extend(part)
    whole.extend(part.found)
    assert [one.count for one in whole] == [4]


def test_an_item_with_endless_differing_details_takes_bounded_room() -> None:
    diagnostics = Diagnostics()
    for number in range(20_000):
        diagnostics.report(Code.LINK_NOWHERE, f"/{number}/", wordpress_id=7)
    assert len(diagnostics.found) == DETAILS + 1
    assert sum(one.count for one in diagnostics) == 20_000


def test_what_concerns_no_item_is_named_each() -> None:
    diagnostics = Diagnostics()
    for number in range(20_000):
        diagnostics.report(Code.MEDIA_FAILED, f"{number}.jpg")
    assert len(diagnostics.found) == 20_000


def test_every_diagnostic_says_what_to_do() -> None:
    silent = [code.id for code in Code if not (code.remedy[:1].isupper() and code.remedy.endswith("."))]
    assert silent == []
