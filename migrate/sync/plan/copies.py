"""Files of the user's that name the item of a document: copies of it, which un-publishing must reach too."""

from __future__ import annotations

from migrate.model.documents import Outline
from migrate.page.publication import as_draft
from migrate.sync.files import Files
from migrate.sync.plan.changes import Action, Change, Reason
from migrate.sync.plan.steps import Step
from migrate.sync.spool import Spool
from migrate.text import decode, digest, encode

_HIDDEN = "---\ndraft: true\n---\n\n"


def hide_copy(outline: Outline, path: str, files: Files, spool: Spool) -> tuple[Change, Step] | None:
    """The copy made a draft; None where it is one. Front matter that cannot be edited becomes text below a new one."""
    current = files.read(path) or b""
    text = decode(current)
    hidden = as_draft(text)
    hidden = f"{_HIDDEN}{text}" if hidden is None else hidden
    if hidden == text:
        return None
    staged = spool.put(encode(hidden, current))
    change = Change(Action.UPDATE, outline.identity, path, reasons=(Reason.WORDPRESS,), before=path, after=staged)
    return change, Step(key=path, line=None, origin=path, before=digest(current), target=path, result=staged)
