"""What the rest of the program asks for, and what it is told afterwards."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from migrate.web.addresses import Resolver, resolve
from migrate.web.network import Network


@dataclass(frozen=True, slots=True)
class MediaFile:
    """A file that the site needs."""

    path: str
    """Where it goes, relative to the site, with `/`: `static/wp-content/uploads/2020/05/a.jpg`."""
    urls: tuple[str, ...]
    """Where it may be had, best first."""


@dataclass(frozen=True, slots=True)
class BringOptions:
    """How files are brought. With a `source` nothing is fetched from the network."""

    source: Path | None = None
    """A folder, `.tar`, `.tar.gz` or `.zip` to copy from."""
    hard_link: bool = False
    """Link to the files of a source folder instead of copying them, where the disk allows it."""
    refresh: bool = False
    """Also ask for newer versions of files that an earlier run brought and nobody changed since."""
    dry_run: bool = False
    max_size: int = 1 << 30
    """Bytes of the largest file that is taken."""
    allow_private: bool = False
    """Also connect to hosts that are not on the public internet."""
    workers: int = 8
    per_host: int = 4
    """Requests at a time: in all, and to one host."""
    retries: int = 3
    timeout: float = 30.0
    """Seconds without any answer after which a request is given up."""
    patience: float = 60.0
    """Seconds after which an answer that merely drips is given up."""
    resolver: Resolver = resolve
    sleep: Callable[[float], object] | None = None
    """Waits between two tries; by default a wait that ends with the run."""

    @property
    def network(self) -> Network:
        """Where the files come from."""
        return Network(self.allow_private, self.workers, self.timeout, self.patience, self.resolver)


@dataclass(frozen=True, slots=True)
class Summary:
    """What a run brought; of a dry run, what it would bring."""

    copied: int
    downloaded: int
    present: int
    """Were there before."""
    failed: int
    bytes: int
    written: tuple[str, ...]
    """Paths of the files copied or downloaded, sorted."""
