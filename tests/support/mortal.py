"""A site folder in which a run dies at a given change of the disk."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.support.invented import QuickFiles


class Killed(BaseException):
    """The process is gone: nothing catches this."""


class MortalFiles(QuickFiles):
    """Dies before a given change of the disk, leaving half of the file if it was about to write one."""

    def __init__(self, site: Path, lives: int, death: type[BaseException] | None = None) -> None:
        super().__init__(site)
        self.lives = lives
        self.death = death

    def _perform(self, path: str, operation: Callable[..., Any], *arguments: Any) -> None:
        self.lives -= 1
        if self.lives < 0:
            if len(arguments) == 2 and not isinstance(arguments[1], str):
                content = arguments[1]
                whole = content if isinstance(content, bytes) else b"".join(content)
                Path(arguments[0]).write_bytes(whole[:7])
            if self.death is None:
                raise Killed
            super()._perform(path, self._fail)
        super()._perform(path, operation, *arguments)

    def _fail(self) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
