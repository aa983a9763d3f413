"""Plans and states as JSON for scripts. The schemas beside this file say what each looks like."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from migrate.diagnostics import Diagnostic
from migrate.report.differences import difference
from migrate.sync.files import Files
from migrate.sync.plan.changes import Action, Change
from migrate.sync.plan.plan import Plan
from migrate.sync.spool import Spool
from migrate.sync.status import Edit, Status

VERSION = 1
_WITH_DIFF = {Action.UPDATE, Action.MERGE, Action.CONFLICT, Action.MOVE}
_EDITS = {Edit.NONE: None, Edit.EDITED: "edited", Edit.MOVED: "moved", Edit.DELETED: "deleted"}


def plan_json(plan: Plan, diagnostics: Iterable[Diagnostic], files: Files, spool: Spool) -> Iterator[str]:
    """The lines of one JSON object; diffs are made one at a time, so that memory stays flat."""
    yield f'{{"version": {VERSION},'
    yield f' "summary": {_dump(plan.summary)},'
    yield ' "changes": ['
    yield from _listed(_change(change, files, spool) for change in plan.changes)
    yield ' ], "diagnostics": ['
    yield from _listed(one.record for one in diagnostics)
    yield " ]}"


def status_json(found: Iterable[Status]) -> str:
    """What differs from WordPress, as one JSON object."""
    return _dump({"version": VERSION, "files": [_status(one) for one in found]})


def _listed(values: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """One value a line, with commas between."""
    for index, value in enumerate(values):
        yield f"  {',' if index else ''}{_dump(value)}"


def _change(change: Change, files: Files, spool: Spool) -> dict[str, Any]:
    return {
        "action": change.action,
        "kind": change.identity.kind,
        "wordpress_id": change.identity.wordpress_id or None,
        **({"language": change.identity.language} if change.identity.language else {}),
        "title": change.identity.title,
        "path": change.path,
        "from": change.origin or None,
        "reasons": list(change.reasons),
        "diff": difference(change, files, spool) if change.action in _WITH_DIFF else None,
    }


def _status(one: Status) -> dict[str, Any]:
    return {
        "path": one.path,
        "from": one.origin or None,
        "edit": _EDITS[one.edit],
        "edited": one.edited,
        "conflict": one.conflict,
        "orphan": one.orphan,
    }


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=True)
