"""What judging a site came to, as text for people and as JSON for scripts."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from itertools import islice

from migrate.report.line import Line
from migrate.verify.verdict import Fault, Judgement, Result, SiteFault, Verdict

VERSION = 1
MOST = 20
"""How many items, and how many faults of the site, the text names."""
_FAULTS = 5
"""How many faults of one item it names."""
_WIDTH = 300
_TOLD = ("wordpress_id", "title", "path", "url", "result")


def counted(judgement: Judgement) -> str:
    """How many items came out in which way."""
    return ", ".join(f"{count:,} {name}" for name, count in judgement.summary.items())


def verdict_text(judgement: Judgement) -> Iterator[Line | str]:
    """The counts, what Hugo said, the items that are not as they should be, the faults of the site."""
    yield Line(counted(judgement), "bold")
    if judgement.status:
        yield Line("Hugo could not build the site as it goes live:", "red")
        yield from (f"    {one}" for one in judgement.warnings[:MOST])
    yield from _items([one for one in judgement.items if one.result in {Result.DIFFERS, Result.MISSING}])
    yield from _items([one for one in judgement.items if one.result is Result.EDITED and one.faults])
    yield from _site([one for one in judgement.site if one.kind != "warning"])
    yield from _site([one for one in judgement.site if one.kind == "warning"])
    yield from _what_to_do(judgement)


def verdict_json(judgement: Judgement) -> Iterator[str]:
    """The lines of one JSON object; an item a line."""
    yield f'{{"version": {VERSION},'
    yield f' "hugo": {_dump({"status": judgement.status, "warnings": judgement.warnings})},'
    yield f' "summary": {_dump(judgement.summary)},'
    yield ' "items": ['
    yield from _listed([_item(one) for one in judgement.items])
    yield ' ], "site": ['
    yield from _listed([_dump(one._asdict()) for one in judgement.site])
    yield " ]}"


def _what_to_do(judgement: Judgement) -> Iterator[str]:
    results = {one.result for one in judgement.items}
    kinds = [fault.kind for one in judgement.items if one.result is Result.DIFFERS for fault in one.faults]
    of_site = [one.kind for one in judgement.site if one.kind != "warning"]
    if kinds or of_site or Result.MISSING in results:
        yield ""
    if Result.DIFFERS in results:
        yield "What to do: wxr2hugo sync --guarantee writes what is at fault in a safer form; or mend it by hand."
    if Result.MISSING in results:
        yield "What to do: wxr2hugo status names files that were deleted; bring back those that are missed."
    if "image" in of_site:
        yield "What to do: wxr2hugo media brings pictures and files that are not there yet."
    for kind in [*kinds, *of_site][:1]:
        yield f"wxr2hugo explain {kind} tells more."


def _items(found: Sequence[Verdict]) -> Iterator[Line | str]:
    for one in found[:MOST]:
        yield ""
        yield Line(f"{one.path}", "bold", f" (WordPress id {one.wordpress_id}): {one.result}")
        for fault in one.faults[:_FAULTS]:
            yield from _fault(fault)
        if len(one.faults) > _FAULTS:
            yield f"    … and {len(one.faults) - _FAULTS} more"
    if len(found) > MOST:
        yield ""
        yield f"… and {len(found) - MOST:,} more {found[0].result} (--format json names all)"


def _fault(fault: Fault) -> Iterator[str]:
    yield f"    {fault.kind:13} expected  {_short(fault.expected)}"
    yield f"    {'':13} found     {_short(fault.found)}"


def _site(found: Sequence[SiteFault]) -> Iterator[Line | str]:
    if found:
        yield ""
        yield Line(f"{'Warnings' if found[0].kind == 'warning' else 'The built site'} ({len(found):,})", "bold")
        for one in islice(found, MOST):
            yield f"    {one.kind:9} {one.page}{': ' if one.page else ''}{_short(one.detail)}"
        if len(found) > MOST:
            yield f"    … and {len(found) - MOST:,} more (--format json names all)"


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _WIDTH else f"{line[:_WIDTH]}…"


def _item(one: Verdict) -> str:
    told = {name: getattr(one, name) for name in _TOLD}
    return _dump({**told, "faults": [fault._asdict() for fault in one.faults]})


def _listed(rows: Sequence[str]) -> Iterator[str]:
    yield from (f"  {row}{',' if at < len(rows) else ''}" for at, row in enumerate(rows, 1))


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
