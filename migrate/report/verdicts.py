"""What judging a site came to, as text for people and as JSON for scripts."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from itertools import islice

from migrate.report.line import Line
from migrate.text import where_they_differ
from migrate.verify.verdict import Fault, Judgement, Result, SiteFault, Verdict

VERSION = 1
MOST = 20
"""How many items, and how many faults of the site, the text names."""
_FAULTS = 5
"""How many faults of one item it names."""
_WIDTH = 300
_NOTHING = "(nothing)"
_WARNING = "warning"
_MEDIA = "/wp-content/uploads/"
_TOLD = ("wordpress_id", "title", "path", "url", "result")


def counted(judgement: Judgement) -> str:
    """How many items came out in which way."""
    return ", ".join(f"{count:,} {name}" for name, count in judgement.summary.items())


def in_a_sentence(judgement: Judgement) -> str:
    """What has to be looked at; what people changed is no reason to."""
    missing, differing = judgement.summary[Result.MISSING], judgement.summary[Result.DIFFERS]
    wrong = sum(1 for one in judgement.site if one.kind != _WARNING)
    found = [
        "Hugo could not build the site as it goes live" if judgement.status else "",
        f"{_are(missing, 'item')} missing" if missing else "",
        f"{_are(differing, 'item')} not as in WordPress" if differing else "",
        f"{_are(wrong, 'thing')} wrong in the built site" if wrong else "",
    ]
    said = "; ".join(filter(None, found))
    edited = sum(1 for one in judgement.items if one.result is Result.EDITED and one.faults)
    by_hand = f", but for {edited:,} changed by hand" if edited else ""
    return f"{said}." if said else f"Every item is as it should be{by_hand}."


def _are(number: int, name: str) -> str:
    return f"{number:,} {name} is" if number == 1 else f"{number:,} {name}s are"


def verdict_text(judgement: Judgement) -> Iterator[Line | str]:
    """The counts, what Hugo said, the items that are not as they should be, the faults of the site."""
    yield Line(counted(judgement), "bold")
    yield Line(in_a_sentence(judgement), "green" if judgement.is_good else "red")
    if judgement.status:
        yield Line("Hugo could not build the site as it goes live:", "red")
        yield from (f"    {one}" for one in judgement.warnings[:MOST])
    yield from _items([one for one in judgement.items if one.result in {Result.DIFFERS, Result.MISSING}])
    yield from _items([one for one in judgement.items if one.result is Result.EDITED and one.faults])
    yield from _site("Wrong in the built site", [one for one in judgement.site if one.kind != _WARNING])
    yield from _site("To know, and no fault", [one for one in judgement.site if one.kind == _WARNING])
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


def signs(judgement: Judgement) -> str:
    """What the signs mean that stand among the words of faults; empty where there are none."""
    said = (fault.expected + fault.found for one in judgement.items for fault in one.faults)
    return "¶ and tags say where parts of a text begin and end." if any("¶" in one for one in said) else ""


def _what_to_do(judgement: Judgement) -> Iterator[str]:
    results = {one.result for one in judgement.items}
    kinds = [fault.kind for one in judgement.items if one.result is Result.DIFFERS for fault in one.faults]
    of_site = [one.kind for one in judgement.site if one.kind != _WARNING]
    meaning = signs(judgement)
    if meaning or kinds or of_site or Result.MISSING in results:
        yield ""
    if meaning:
        yield meaning
    if Result.DIFFERS in results:
        yield "What to do: wxr2hugo sync --guarantee writes what is at fault in a safer form; or mend it by hand."
    if Result.MISSING in results:
        yield "What to do: wxr2hugo status names files that were deleted; bring back those that are missed."
    if "image" in of_site or any(one.kind == "link" and _MEDIA in one.detail for one in judgement.site):
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
    expected, found = where_they_differ(fault.expected, fault.found, _WIDTH)
    yield f"    {fault.kind:13} expected  {expected or _NOTHING}"
    yield f"    {'':13} found     {found or _NOTHING}"


def _site(heading: str, found: Sequence[SiteFault]) -> Iterator[Line | str]:
    if found:
        yield ""
        yield Line(f"{heading} ({len(found):,})", "bold")
        for one in islice(found, MOST):
            kind = "" if one.kind == _WARNING else f"{one.kind:9} "
            yield f"    {kind}{one.page}{': ' if one.page else ''}{_short(one.detail)}"
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
