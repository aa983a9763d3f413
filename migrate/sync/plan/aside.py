"""Documents of a first migration: each is written once, aside, and at the end whole folders of them take their place.

So a disk is at work with them while others are converted, and no file is renamed by itself. What lies aside is nobody's
before the journal names it: what a run leaves there that is killed, the next one removes.
"""

from __future__ import annotations

from collections.abc import Iterator

from migrate.model.documents import Conversion
from migrate.state_folder import ASIDE, FOLDER
from migrate.sync.files import Files
from migrate.sync.plan.steps import Step, Steps
from migrate.sync.state.places import base_path


def aside(files: Files) -> Files:
    """The folder in which documents lie as they will in the site."""
    return Files(files.site / ASIDE)


def laid(folder: Files, made: Conversion) -> Conversion:
    """A document that was written aside, with its base, and does not hold its bytes any more."""
    for path in (made.outline.path, base_path(made.outline.key)):
        folder.create(path, made.data)
    return made._replace(data=b"", laid=True)


def taken_back(folder: Files, made: Conversion) -> Conversion:
    """The document as it was before: it cannot go where it should."""
    data = folder.read(made.outline.path) or b""
    for path in (made.outline.path, base_path(made.outline.key)):
        folder.remove(path)
    return made._replace(data=data, laid=False)


def left_aside(files: Files, steps: Steps) -> Iterator[Step]:
    """Let all that lies aside take its place. Steps are left whose place something else has taken."""
    if not steps.number_laid:
        return
    folder = aside(files)
    _remove_strays(folder, steps)
    in_the_way = {path for name in folder.names("") if name != FOLDER for path in files.take_in(name, folder)}
    for step in steps.laid() if in_the_way else ():
        if step.target in in_the_way:
            folder.remove(base_path(step.base_key))
            yield step
    # Bases of before are of nobody: a state that knew of them would have been no first migration.
    for path in files.take_in(FOLDER, folder):
        files.move(f"{ASIDE}/{path}", path)


def _remove_strays(folder: Files, steps: Steps) -> None:
    """Remove what a process laid aside that was ended before it could tell of it."""
    if sum(1 for _ in folder.below("")) == 2 * steps.number_laid:
        return
    known = {path for step in steps.laid() for path in (step.target, base_path(step.base_key))}
    for path in list(folder.below("")):
        if path not in known:
            folder.remove(path)
