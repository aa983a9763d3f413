"""What visitors of the old site saw of its items, as it was brought; and what the last run took of that.

Where a colleague has not brought it, the parts that were taken stay as they were while what is stored of them does.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import suppress
from functools import cached_property
from hashlib import blake2b
from itertools import islice
from pathlib import Path

from migrate.living.store import Store
from migrate.model.documents import id_in
from migrate.model.export import BESIDE
from migrate.model.seen import NOTHING_SEEN, SeenText
from migrate.state_folder import TAKEN

_SAMPLE = 60
"""Texts that are looked at for what the site adds to each."""

Taken = tuple[tuple[str, str], ...]
"""Digests of what is stored, and the HTML that was taken for it."""


class OldSite:
    """Implements `model.seen.SeenSite` for a site, and `verify.old_site.against.Shown`."""

    def __init__(self, site: Path) -> None:
        self._store = Store(site)
        self._site = site

    def text(self, key: str) -> SeenText:
        """What visitors saw of the item with this key."""
        if not self._store.exists:
            parts = self.taken(key)
            return SeenText(parts=parts) if parts else NOTHING_SEEN
        html = self.html(key)
        return SeenText(html, added=self.added) if html else NOTHING_SEEN

    def html(self, key: str) -> str | None:
        """The same as HTML alone; None where nothing was brought."""
        number = 0 if BESIDE in key else id_in(key)  # a text beside another one has no page of its own there
        found = self._store.read(number) if self._store.exists and number else None
        return found.html if found else None

    def digest(self, key: str) -> str:
        """Changes when what is known of the item does (hexadecimal); empty where nothing is."""
        if self._store.exists:
            html = self.html(key)
            return _digest(html) if html else ""
        return str(self._last.get(key, {}).get("seen", ""))

    def standing(self) -> str:
        """Changes when what is known of any item does (hexadecimal); empty where nothing is."""
        return self._store.standing() or (_digest(json.dumps(self._last, sort_keys=True)) if self._last else "")

    @cached_property
    def added(self) -> frozenset[str]:
        """What the old site puts around every text."""
        from migrate.content.seen.added import added_around  # brings all that converts, which most runs do without

        return added_around(one.html for one in islice(self._store.all(), _SAMPLE))

    @cached_property
    def _last(self) -> dict[str, dict[str, object]]:
        return dict(_lines(self._site / TAKEN))

    def taken(self, key: str) -> Mapping[str, str]:
        """The HTML that the last run took for the item with this key, by digests of what is stored."""
        parts = self._last.get(key, {}).get("parts")
        return parts if isinstance(parts, dict) else {}

    def remember(self, taken: Mapping[str, Taken]) -> None:
        """Keep what this run took, by the keys of the items that it converted."""
        if not self._store.exists:
            return
        found = dict(self._last)
        for key, parts in taken.items():
            found.pop(key, None)
            if parts:
                found[key] = {"parts": dict(parts), "seen": self.digest(key)}
        if found != self._last:
            self._write(found)

    def _write(self, found: Mapping[str, dict[str, object]]) -> None:
        path = self._site / TAKEN
        aside = path.with_suffix(".part")
        with aside.open("w", encoding="utf-8", newline="\n") as file:
            for key in sorted(found, key=lambda key: (id_in(key), key)):
                file.write(json.dumps({"key": key, **found[key]}, ensure_ascii=False, sort_keys=True) + "\n")
        aside.replace(path)


def _lines(path: Path) -> Iterator[tuple[str, dict[str, object]]]:
    """The lines that can be read; of two for one item, as a merge leaves them, the last."""
    with suppress(OSError, UnicodeDecodeError):
        for line in path.read_text(encoding="utf-8").splitlines() if path.is_file() else ():
            with suppress(ValueError, RecursionError):
                one = json.loads(line)
                if isinstance(one, dict) and isinstance(one.get("parts"), dict) and isinstance(one.get("key"), str):
                    parts = {str(name): html for name, html in one["parts"].items() if isinstance(html, str)}
                    yield one["key"], {"parts": parts, "seen": str(one.get("seen", ""))}


def _digest(text: str) -> str:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()
