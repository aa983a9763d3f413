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
    items = f"{drafts} item{'s' * (drafts != 1)} (drafts, for few, or for later)" if drafts else ""
    hidden = f"{parts} hidden part{'s' * (parts != 1)} of public items" if parts else ""
    if not items and not hidden:
        return
    what = " and ".join(filter(None, (items, hidden)))
    if again:
        yield f"Still in the folder, readable with the repository, not seen by visitors: {what} (see wxr2hugo inspect)."
        return
    yield f"In the folder {'would be' if dry else 'is'} what visitors did not see: {what}."
    yield f"  Everybody who can read the repository can read it, there and in {BASE}/. In wxr2hugo.toml"
    if items:
        yield '  [select] status = ["publish"]    leaves such items out that are not in the folder yet'
    if hidden:
        yield '  [content] hidden = "drop"    leaves such parts out'
