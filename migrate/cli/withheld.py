"""What a run leaves in the folder that visitors did not see: everybody who can read the folder can read it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from migrate.diagnostics import HIDING, Diagnostic
from migrate.options import Options
from migrate.state_folder import BASE


def not_public(
    drafts: int, found: Iterable[Diagnostic], options: Options, *, dry: bool, again: bool = False
) -> Iterator[str]:
    """What to say of it, a line each. `drafts` counts files of items that are not public; `found` tells of parts.

    `again`: nothing is new, and an earlier run has said it all.
    """
    parts = sum(one.count for one in found if one.code in HIDING) if options.hidden == "hide" else 0
    what = "1 item (a draft" if drafts == 1 else f"{drafts:,} items (drafts"
    items = f"{what}, private, for members, or scheduled)" if drafts else ""
    hidden = f"{parts:,} hidden part{'s' * (parts != 1)} of public items" if parts else ""
    if not items and not hidden:
        return
    what = " and ".join(filter(None, (items, hidden)))
    if again:
        yield f"The folder still holds what visitors did not see: {what}; wxr2hugo inspect tells more."
        return
    yield f"The folder {'would hold' if dry else 'holds'} what visitors did not see: {what}."
    told = f"  Everybody who can read the repository can read it, there and in {BASE}/."
    ways = list(_ways_to_leave_out(options, has_items=bool(items), has_parts=bool(hidden)))
    yield f"{told} Lines for wxr2hugo.toml:" if ways else told
    yield from ways


def _ways_to_leave_out(options: Options, *, has_items: bool, has_parts: bool) -> Iterator[str]:
    """Lines that are not in the file yet."""
    if has_items and not options.statuses:
        yield '  [select] status = ["publish"]    leaves out such items that are not in the folder yet'
    if has_parts:
        yield '  [content] hidden = "drop"    leaves out such parts'
