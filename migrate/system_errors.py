"""What the system or a parser says of a file, as a person needs it: where, what is wrong, what to do."""

from __future__ import annotations

import errno
import os
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from migrate.diagnostics import MigrateError
from migrate.patterns import rare_pattern

_REMEDIES = {
    errno.ENOSPC: "The disk is full: free some space and run the same command again; it carries on.",
    errno.EDQUOT: "The disk quota is used up: free some space and run the same command again; it carries on.",
    errno.ENOENT: "Make the folder first, or name another place.",
    errno.EFBIG: "Files may not become so large here (ulimit -f): allow it and run the same command again.",
    errno.EROFS: "Nothing can be written there (a read-only file system): name another place, or mount it for writing.",
    errno.EACCES: "Give yourself the right to read and write there, then run the same command again.",
    errno.EPERM: "Give yourself the right to read and write there, then run the same command again.",
    errno.EXDEV: "The folder is on another disk than the rest of the site; the site must lie on one.",
    errno.ENAMETOOLONG: "The path is too long for this system: move the site nearer to the root, or name another.",
}
_PLACE = rare_pattern(
    r"(?: in \"<[^>]*>\"|:)?,? ?(?:\(at )?(?:at )?line (\d+),? column \d+\)?(?: \(char \d+\))?:?"
    r"| \(at end of document\)"
)
"""How parsers of TOML, JSON and YAML name a line."""
_IN_THE_WAY = {errno.EEXIST, errno.ENOTDIR}


def explained(path: str, error: OSError, remedies: Mapping[int, str] = _REMEDIES) -> MigrateError:
    """The error as a person needs it; `remedies` by number come before the usual ones."""
    if error.errno in _IN_THE_WAY and (name := _in_the_way(path, error)):
        return MigrateError(f"{name}: is a file where a folder must go", "Rename the file and run again.")
    reason = error.strerror or type(error).__name__
    usual = _REMEDIES.get(error.errno or 0, "Run the same command again; it carries on.")
    return MigrateError(f"{path}: {reason}", remedies.get(error.errno or 0, usual))


def unreadable(path: str, text: bytes, error: Exception, language: str) -> MigrateError:
    """What keeps a text file from being read: the line, what is wrong, and what it has to be."""
    if isinstance(error, UnicodeDecodeError):
        line = text.count(b"\n", 0, error.start) + 1
        return MigrateError(f"{path}:{line}: is not in UTF-8", "Save the file as UTF-8, then run again.")
    what = "is nested too deeply" if isinstance(error, RecursionError) else " ".join(str(error).split())
    lines = [one for one in _PLACE.findall(what) if one]
    line = min(int(lines[-1]), text.count(b"\n") + 1) if lines else text.rstrip().count(b"\n") + 1
    return MigrateError(f"{path}:{line}: {_PLACE.sub('', what)}", f"Mend this line: the file has to be {language}.")


def _in_the_way(path: str, error: OSError) -> str:
    """What of a path is a file although more has to lie in it; empty if nothing is."""
    full = Path(error.filename or path)
    file = next((one for one in (full, *full.parents) if os.path.lexists(one)), None)
    if file is None or file.is_dir():
        return ""
    name = PurePosixPath(path)
    return next((str(one) for one in (name, *name.parents) if one.name == file.name), str(file))
