"""Every change in a site folder goes through here: atomic by file, never outside the site, errors in plain words."""

from __future__ import annotations

import errno
import os
import shutil
import stat
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from functools import partial
from itertools import zip_longest
from pathlib import Path, PurePosixPath
from threading import Thread
from typing import Any

from migrate.diagnostics import MigrateError
from migrate.state_folder import RUN_TEMPORARY, TEMPORARY
from migrate.system_errors import explained

_BINARY = getattr(os, "O_BINARY", 0)
_WITHOUT_WAITING = getattr(os, "O_NONBLOCK", 0)
"""Opening a pipe would wait until somebody writes into it."""
_PIECE = 1 << 20


class Files:
    """The site folder as something that can be written to. Paths are relative to the site, with `/`."""

    def __init__(self, site: Path) -> None:
        self.site = site
        # Thousands of files are written: names are joined as text, and what is known of folders is kept.
        self._start = f"{site}{os.sep}"
        self._temporary = f"{self._start}{RUN_TEMPORARY}/"
        self._root = os.path.realpath(site)
        self._sound_folders: set[str] = set()
        self._new_folders: set[str] = set()
        """Those that were not there when they were first asked for: what lies in them is ours."""
        self._made_folders: set[str] = set()
        self._missing_folders: set[str] = set()
        """Those that were not there when somebody asked for a file in them."""

    def read(self, path: str) -> bytes | None:
        """The content of a file, or None where there is no file. Raises MigrateError if it cannot be read."""
        try:
            return _content(self._start + path)
        except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
            return None
        except OSError as error:
            raise explained(path, error) from error

    def lines(self, path: str) -> Iterator[bytes]:
        """The lines of a file, one at a time; none where there is no file. Raises MigrateError if it cannot be read."""
        if not (self.site / path).is_file():
            return
        try:
            with (self.site / path).open("rb") as file:
                yield from file
        except FileNotFoundError:
            return
        except OSError as error:
            raise explained(path, error) from error

    def occupied(self, path: str) -> bool:
        """Whether a file cannot be created at `path`: something is there, or a file where a folder is needed."""
        folder = above = _folder(path)
        if self._is_missing(folder):
            return False
        if os.path.lexists(self._start + path):
            return True
        if folder in self._made_folders:
            return False
        missing = ""
        while above and not os.path.lexists(self._start + above):
            missing, above = above, _folder(above)
        if above and not os.path.isdir(self._start + above):  # noqa: PTH112
            return True
        (self._missing_folders if missing else self._made_folders).add(missing or folder)
        return False

    def _is_missing(self, folder: str) -> bool:
        """Whether a folder is known not to be there, by one that it would be in."""
        while folder and folder not in self._missing_folders:
            folder = _folder(folder)
        return bool(folder)

    def names(self, folder: str) -> list[str]:
        """Names of what lies in a folder, sorted; none where there is no folder."""
        try:
            return sorted(entry.name for entry in (self.site / folder).iterdir())
        except OSError:
            return []

    def check(self, path: str) -> None:
        """Raises MigrateError if writing to `path` would leave the site, follow a link, or break a write protection."""
        self._mode(path)

    def check_folder(self, folder: str) -> None:
        """Raises MigrateError if something else lies where a folder must go."""
        if os.path.lexists(self._start + folder) and not os.path.isdir(self._start + folder):  # noqa: PTH112
            raise explained(folder, FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), self._start + folder))

    def _mode(self, path: str) -> int:
        """The kind and rights of the file at `path`, which can be written; 0: there is none."""
        if self._sound_folder(path) in self._new_folders:
            return 0
        try:
            mode = os.lstat(self._start + path).st_mode
        except (FileNotFoundError, NotADirectoryError):
            return 0
        if stat.S_ISLNK(mode):
            raise MigrateError(
                f"{path}: is a symbolic link", "Put a real file in its place, or move it out of the way."
            )
        if stat.S_ISDIR(mode):
            raise MigrateError(f"{path}: is a folder where a file must go", "Rename the folder and run again.")
        if not stat.S_ISREG(mode):  # a pipe or a device
            raise MigrateError(f"{path}: is no plain file", "Move it out of the way and run again.")
        if not mode & stat.S_IWUSR:
            raise MigrateError(f"{path}: is write-protected", "Make the file writable (chmod u+w) and run again.")
        return mode

    def write(self, path: str, data: bytes) -> None:
        """Give the file this content: at every instant it holds either all of the old or all of the new."""
        self._put_in_place(path, self._write_beside(path, _write, data))

    def write_pieces(self, path: str, pieces: Iterable[bytes]) -> None:
        """As `write`, for a content that need not be in memory."""
        self._put_in_place(path, self._write_beside(path, _write_pieces, pieces))

    def write_if_new(self, path: str, pieces: Iterable[bytes]) -> None:
        """As `write_pieces`, if the file holds something else. All that was written survives a power cut first."""
        mode = self._write_beside(path, _write_pieces, pieces)
        if _same_content(self._beside, self._start + path):
            self._perform(path, os.unlink, self._beside)
        else:
            self.flush()
            self._put_in_place(path, mode)

    def create(self, path: str, data: bytes) -> None:
        """Write a file of which nobody knows before all of it is there."""
        self._make_folder(self._sound_folder(path))
        self._perform(path, _write, self._start + path, data)

    def below(self, folder: str) -> Iterator[str]:
        """The paths of all files below a folder."""
        with suppress(FileNotFoundError, NotADirectoryError), os.scandir(self._start + folder) as entries:
            for entry in entries:
                path = f"{folder}/{entry.name}" if folder else entry.name
                if entry.is_dir(follow_symlinks=False):
                    yield from self.below(path)
                else:
                    yield path

    def take_in(self, path: str, aside: Files) -> Iterator[str]:
        """Give a file or folder that lies aside the same place here, a folder that is here already all that is in it.

        Answers the paths of files that stay, because something is in their place.
        """
        self._sound_folder(path)
        origin, target = aside._start + path, self._start + path
        if not os.path.lexists(target):
            self._perform(path, os.rename, origin, target)
            self._missing_folders.clear()
        elif os.path.isdir(origin) and os.path.isdir(target):  # noqa: PTH112
            for name in aside.names(path):
                yield from self.take_in(f"{path}/{name}", aside)
        else:
            yield from aside.below(path) if os.path.isdir(origin) else [path]  # noqa: PTH112

    def move(self, origin: str, target: str) -> None:
        """Rename a file and remove the folders that it leaves empty. What lies at `target` must be checked before."""
        self.check(origin)
        self.check(target)
        self._make_folder(_folder(target))
        self._perform(target, os.replace, self._start + origin, self._start + target)
        self._remove_empty_folders(origin)

    def remove(self, path: str) -> None:
        """Remove a file if it is there, and the folders that it leaves empty."""
        if not os.path.lexists(self.site / path):
            return
        self.check(path)
        self._perform(path, os.unlink, self.site / path)
        self._remove_empty_folders(path)

    def flush(self) -> None:
        """Everything written so far survives a power cut after this."""
        if hasattr(os, "sync"):
            os.sync()

    def clean(self, patience: float | None = None) -> None:
        """Remove what a run, also an interrupted one, left in the folder for its temporary files.

        What is left of it after so many seconds of `patience` is another run's work.
        """
        self._sound_folder(f"{RUN_TEMPORARY}/any")
        remover = Thread(target=shutil.rmtree, args=(self.site / RUN_TEMPORARY, True), daemon=True)
        remover.start()
        remover.join(patience)
        with suppress(OSError):
            (self.site / TEMPORARY).rmdir()
        self._made_folders.discard(RUN_TEMPORARY)

    def same(self, one: str, other: str) -> bool:
        """Whether two paths are one file, as on a disk that knows no upper and lower case."""
        with suppress(OSError):
            return (self.site / one).samefile(self.site / other)
        return False

    @property
    def _beside(self) -> str:
        """Where this process writes what a file shall hold, until it takes its place."""
        return f"{self._temporary}{os.getpid()}"

    def _write_beside(self, path: str, operation: Callable[[str, Any], None], content: object) -> int:
        """Write a temporary file. Answers the kind and rights of the file at `path`, as `_mode`."""
        mode = self._mode(path)
        self._make_folder(_folder(path))
        if RUN_TEMPORARY not in self._made_folders:
            self._make_folder(self._sound_folder(f"{RUN_TEMPORARY}/any"))
        self._perform(path, operation, self._beside, content)
        return mode

    def _put_in_place(self, path: str, mode: int) -> None:
        if mode:
            os.chmod(self._beside, stat.S_IMODE(mode))  # noqa: PTH101
        self._perform(path, os.replace, self._beside, self._start + path)

    def _perform(self, path: str, operation: Callable[..., Any], *arguments: Any) -> None:
        """One change of the disk. Tests stop the run here."""
        try:
            operation(*arguments)
        except OSError as error:
            raise explained(path, error) from error

    def _make_folder(self, folder: str) -> None:
        if folder in self._made_folders:
            return
        if not os.path.isdir(self._start + folder):  # noqa: PTH112
            self._perform(folder, partial(os.makedirs, self._start + folder, exist_ok=True))
            self._missing_folders.clear()
        self._made_folders.add(folder)

    def _sound_folder(self, path: str) -> str:
        """The folder of a file, which is in the site. Raises MigrateError where it is outside."""
        folder = _folder(path)
        if folder not in self._sound_folders:
            if path.startswith("/") or ".." in path.split("/"):
                raise MigrateError(f"{path}: is outside the site")
            self._check_way(folder, path)
        return folder

    def _check_way(self, folder: str, path: str) -> None:
        """The same of a folder on the way to a file. To resolve all of it each time would ask for every part of it."""
        above = _folder(folder)
        if folder and above not in self._sound_folders:
            self._check_way(above, path)
        try:
            found = os.lstat(self._start + folder)
        except (OSError, ValueError):
            self._new_folders.add(folder)
        else:
            if stat.S_ISLNK(found.st_mode) or hasattr(found, "st_reparse_tag"):  # Windows has more that leads away
                self._check_link(folder, path)
        self._sound_folders.add(folder)

    def _check_link(self, folder: str, path: str) -> None:
        real = os.path.realpath(self._start + folder)
        if real != self._root and not real.startswith(self._root.rstrip(os.sep) + os.sep):
            raise MigrateError(
                f"{path}: a symbolic link on the way leads out of the site",
                "Put a real folder in the place of the link, or run with --site on the folder it leads to.",
            )
        if not os.path.lexists(real):
            self._new_folders.add(folder)

    def _remove_empty_folders(self, path: str) -> None:
        for folder in list(PurePosixPath(path).parents)[:-2]:
            try:
                (self.site / folder).rmdir()
            except OSError:
                return
            self._made_folders.discard(str(folder))


def _folder(path: str) -> str:
    return path.rpartition("/")[0]


def _content(path: str) -> bytes:
    # The objects that `open` makes ask the system three times as often.
    handle = os.open(path, os.O_RDONLY | _BINARY | _WITHOUT_WAITING)
    try:
        status = os.fstat(handle)
        if not stat.S_ISREG(status.st_mode):  # a pipe or a device: there may be no end to it
            raise IsADirectoryError(path)
        size = status.st_size
        pieces = [os.read(handle, size + 1)]
        while pieces[-1] and len(pieces[0]) != size:
            pieces.append(os.read(handle, _PIECE))
        return pieces[0] if len(pieces) == 1 else b"".join(pieces)
    finally:
        os.close(handle)


def _write(path: str, data: bytes) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | _BINARY, 0o666)
    try:
        while data:
            data = data[os.write(handle, data) :]
    finally:
        os.close(handle)


def _write_pieces(path: str, pieces: Iterable[bytes]) -> None:
    with open(path, "wb") as file:  # noqa: PTH123
        file.writelines(pieces)


def _same_content(one: str, other: str) -> bool:
    try:
        with open(one, "rb") as new, open(other, "rb") as old:  # noqa: PTH123
            return all(line == before for line, before in zip_longest(new, old))
    except FileNotFoundError:
        return False
