"""Who has which address of the new site."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NewType

from migrate.site.addresses import Address, as_address
from migrate.site.records import NumberByHash, fingerprint

_REMEMBERED = 1000
Owner = NewType("Owner", int)
"""A number from 1 on: the rank of an item, or one behind all ranks for a term, a list, a page of an earlier run."""
NOBODY = Owner(2**32 - 1)
"""Owns addresses that no page may have, and is in nobody's way."""


class Owners:
    """Who has which address: the first to claim one keeps it. Where a file is there can be no folder."""

    def __init__(self) -> None:
        self._owners = NumberByHash()
        self._files = NumberByHash()
        self._folders = NumberByHash()
        self._known: set[str] = set()
        """Some of the folders, without their cost: neighbours ask for the same."""

    def claim(self, address: Address, owner: Owner) -> Owner | None:
        """The owner of the address from now on: the claimant, or who had it, or one in its way, before.

        None where only the claimant itself is in its way.
        """
        path, name, mark = address
        if known := self._owners.get(mark):
            return Owner(known)
        folder, _, last = name.rpartition("/")
        is_file = "." in last and not path.endswith("/")
        in_the_way = Owner(self._folders.get(mark)) if is_file else self._file_above(name)
        if in_the_way and in_the_way != NOBODY:
            return in_the_way if in_the_way != owner else None
        self._owners.setdefault(mark, owner)
        if is_file and owner != NOBODY:
            self._files.setdefault(mark, owner)
        if folder and folder not in self._known:
            self._make_folders(folder, owner)
        return owner

    def owner(self, path: str) -> Owner | None:
        """Who has the address."""
        owner = self._owners.get(as_address(path).mark)
        return Owner(owner) if owner else None

    def marks(self) -> Iterator[int]:
        """The fingerprints of all addresses that somebody has."""
        return self._owners.marks()

    def _file_above(self, name: str) -> Owner | None:
        """Who has a file where a folder would have to be."""
        if not self._files:
            return None
        found = next(filter(None, (self._files.get(fingerprint(one)) for one in _folders_above(name))), 0)
        return Owner(found) if found else None

    def _make_folders(self, folder: str, owner: Owner) -> None:
        """Remember who made the folder, and those around it that nobody made before."""
        if len(self._known) > _REMEMBERED:
            self._known.clear()
        while folder and folder not in self._known:
            self._folders.setdefault(fingerprint(folder), owner)
            self._known.add(folder)
            folder = folder.rpartition("/")[0]


def _folders_above(name: str) -> Iterator[str]:
    end = name.find("/")
    while end >= 0:
        yield name[:end]
        end = name.find("/", end + 1)
