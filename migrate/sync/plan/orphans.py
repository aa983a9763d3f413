"""Documents that the export no longer holds: kept, with links that still find their pages."""

from __future__ import annotations

from migrate.sync.plan.changes import Action, Reason
from migrate.sync.plan.compare import Compared, Comparer, change_of
from migrate.sync.plan.relink import Relinker
from migrate.sync.plan.steps import Step
from migrate.sync.spool import Staged
from migrate.sync.state.disk import File
from migrate.sync.state.remembered import Remembered
from migrate.text import decode, digest, encode


def keep_orphan(comparer: Comparer, entry: Remembered, file: File, known: Relinker) -> Compared | None:
    """What becomes of an orphan; None where nothing does."""
    edited = file.digest != entry.base
    base: Staged | None = None
    if entry.base and (edited or not known.idle):
        entry, base = _relinked_base(comparer, entry, known)
    data = None if known.idle else _relinked_file(comparer, file, known)
    if data is None and base is None and entry == comparer.disk.entries[entry.key]:
        return None
    result = None if data is None else comparer.spool.put(data)
    entry = entry._replace(path=file.path, disk=file.digest if data is None else digest(data))
    step = Step(
        key=entry.key, line=None, origin=file.path, before=file.digest, target=file.path, result=result, base=base
    )
    if data is None:
        return Compared(change_of(Action.ORPHAN, entry, file), step, entry)
    change = change_of(Action.MERGE if edited else Action.UPDATE, entry, file)
    return Compared(change._replace(after=result, reasons=(Reason.LINKS,)), step, entry)


def _relinked_base(comparer: Comparer, entry: Remembered, known: Relinker) -> tuple[Remembered, Staged | None]:
    """The base itself tells what it is: a run that was killed may have written but not remembered it."""
    before = comparer.base_text(entry)
    if before is None:
        return entry, None
    data = encode(known.relinked(before, entry.path))
    to_write = digest(data) != digest(encode(before)) or entry.key in comparer.disk.settled
    return entry._replace(base=digest(data)), comparer.spool.put(data) if to_write else None


def _relinked_file(comparer: Comparer, file: File, known: Relinker) -> bytes | None:
    current = comparer.files.read(file.path) or b""
    text = known.relinked(decode(current), file.path)
    return None if text == decode(current) else encode(text, current)
