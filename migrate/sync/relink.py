"""Links in documents that WordPress no longer speaks of: they cannot be converted again, but must not break the build.

A reference to a page that moved gets its new name; one to a page that is no longer public becomes its address.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from migrate.page.references import CONTENT, Call, reference, replaced_calls
from migrate.sync.disk import Disk
from migrate.sync.next_state import NextState
from migrate.sync.remembered import Remembered


@dataclass(frozen=True, slots=True)
class Relinker:
    """What references of the last run lead to now."""

    successors: Mapping[str, str]
    """Old references (`name.md` or `/section/name.md`) and the new ones."""
    addresses: Mapping[str, str]
    """Old references to pages that are no longer public, and the addresses these had."""

    @property
    def idle(self) -> bool:
        """Whether every reference still finds its page."""
        return not self.successors and not self.addresses

    def relinked(self, text: str) -> str:
        """The text with references that find their pages, and addresses where there is none to find."""
        return replaced_calls(text, self._replacement)

    def _replacement(self, call: Call) -> str | None:
        if call.target in self.addresses:
            return self.addresses[call.target] + call.fragment
        successor = self.successors.get(call.target)
        return call.with_target(successor) if successor else None


NOTHING_MOVED = Relinker({}, {})


def relinker(disk: Disk, next_state: NextState, orphans: Sequence[Remembered]) -> Relinker:
    """Compare where pages were at the last run with where they are after this one."""
    # Those that stay say where they were; somebody may have moved them since.
    after = next_state.known | {entry.key: entry._replace(path=disk.files[entry.key].path) for entry in orphans}
    old_names = _names(disk.entries.values())
    new_names = _names(chain(after.values(), next_state.new()), disk.taken)
    successors: dict[str, str] = {}
    addresses: dict[str, str] = {}
    for key, before in disk.entries.items():
        now = after.get(key)
        if not before.path.startswith(f"{CONTENT}/"):
            continue
        hidden = now is None or not now.path or not now.published or disk.files[key].draft
        if hidden:
            addresses |= dict.fromkeys(_references(before.path, old_names), _address(before, now))
        elif now and (now.path != before.path or new_names[_name(now.path)] > 1):
            successor = reference(now.path, new_names[_name(now.path)] == 1)
            found = _references(before.path, old_names)
            if successor:
                successors |= dict.fromkeys(found, successor)
            else:
                addresses |= dict.fromkeys(found, _address(before, now))
    return Relinker(successors, addresses)


def _names(entries: Iterable[Remembered], others: Iterable[str] = ()) -> Counter[str]:
    return Counter(map(_name, chain((entry.path for entry in entries), others)))


def _name(path: str) -> str:
    return path.rpartition("/")[2]


def _references(path: str, names: Counter[str]) -> list[str]:
    """How a page is referred to: by its place, and by its name alone if no other has it."""
    name = _name(path)
    return [path.removeprefix(CONTENT), *([name] if names[name] == 1 else [])]


def _address(before: Remembered, now: Remembered | None) -> str:
    former = (now or before).former_urls
    return before.url or (now.url if now else "") or (former[-1] if former else "/")
