"""Links in documents that WordPress no longer speaks of: they cannot be converted again, but must not break the build.

A reference to a page that moved gets its new name; one to a page that is no longer public becomes its address.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from itertools import chain
from typing import NamedTuple

from migrate.page.places import ONE_LANGUAGE, Languages
from migrate.page.references import CONTENT, Call, name_of, reference, replaced_calls
from migrate.sync.state.disk import Disk
from migrate.sync.state.next_state import NextState
from migrate.sync.state.remembered import Remembered

Spoken = tuple[str, str]
"""A language, empty in a site of one, and a reference or name in it."""


class Relinker(NamedTuple):
    """What references of the last run lead to now."""

    successors: Mapping[Spoken, Spoken]
    """Old references (`name.md` or `/section/name.md`) and the new ones."""
    addresses: Mapping[Spoken, str]
    """Old references to pages that are no longer public, and the addresses these had."""
    languages: Languages = ONE_LANGUAGE

    @property
    def idle(self) -> bool:
        """Whether every reference still finds its page."""
        return not self.successors and not self.addresses

    def relinked(self, text: str, path: str) -> str:
        """The text of a file with references that find their pages, and addresses where there is none to find."""
        return replaced_calls(text, partial(self._replacement, self.languages.language(path)))

    def _replacement(self, language: str, call: Call) -> str | None:
        asked = (call.language or language, call.target)
        if asked in self.addresses:
            return self.addresses[asked] + call.fragment
        spoken, successor = self.successors.get(asked, ("", ""))
        return call.with_target(successor, spoken if spoken != language else "") if successor else None


NOTHING_MOVED = Relinker({}, {})


def relinker(disk: Disk, next_state: NextState, orphans: Sequence[Remembered]) -> Relinker:
    """Compare where pages were at the last run with where they are after this one."""
    # Those that stay say where they were; somebody may have moved them since.
    after = next_state.known | {entry.key: entry._replace(path=disk.files[entry.key].path) for entry in orphans}
    known = _References(disk.languages)
    old_names = known.names(disk.entries.values())
    new_names = known.names(chain(after.values(), next_state.new()), disk.taken)
    successors: dict[Spoken, Spoken] = {}
    addresses: dict[Spoken, str] = {}
    for key, before in disk.entries.items():
        now = after.get(key)
        if not before.path.startswith(f"{CONTENT}/"):
            continue
        hidden = now is None or not now.path or not now.published or disk.files[key].draft
        if hidden:
            addresses |= dict.fromkeys(known.to(before.path, old_names), _address(before, now))
        elif now and (now.path != before.path or new_names[known.name(now.path)] > 1):
            successor = reference(known.languages.plain(now.path), new_names[known.name(now.path)] == 1)
            found = known.to(before.path, old_names)
            if successor:
                successors |= dict.fromkeys(found, (known.languages.language(now.path), successor))
            else:
                addresses |= dict.fromkeys(found, _address(before, now))
    return Relinker(successors, addresses, disk.languages)


class _References(NamedTuple):
    """How pages are referred to."""

    languages: Languages

    def names(self, entries: Iterable[Remembered], others: Iterable[str] = ()) -> Counter[Spoken]:
        """How many pages of a language have each name."""
        return Counter(map(self.name, chain((entry.path for entry in entries), others)))

    def name(self, path: str) -> Spoken:
        """The name of a file, in its language."""
        if not path.startswith(f"{CONTENT}/"):
            return "", name_of(path)
        return self.languages.language(path), name_of(self.languages.plain(path))

    def to(self, path: str, names: Counter[Spoken]) -> list[Spoken]:
        """How a page is referred to: by its place, and by its name alone if no other has it."""
        language, name = self.name(path)
        plain = self.languages.plain(path)
        places = dict.fromkeys(filter(None, [plain.removeprefix(CONTENT), reference(plain, False)]))
        return [*((language, place) for place in places), *([(language, name)] if names[language, name] == 1 else [])]


def _address(before: Remembered, now: Remembered | None) -> str:
    former = (now or before).former_urls
    return before.url or (now.url if now else "") or (former[-1] if former else "/")
