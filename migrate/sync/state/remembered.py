"""What is remembered of one document, and the line of text that it is kept as."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Mapping
from functools import lru_cache
from itertools import chain
from json.encoder import encode_basestring_ascii
from operator import attrgetter
from typing import Any, NamedTuple

from migrate.model.documents import UNKNOWN, Home, Identity, Kind, Marks, Text
from migrate.model.export import NO_ID


class Remembered(NamedTuple):
    """What is remembered of one document."""

    identity: Identity
    home: Home
    marks: Marks = UNKNOWN
    path: str = ""
    """Where the file was at the last run; empty: somebody deleted it."""
    url: str = ""
    former_urls: tuple[str, ...] = ()
    published: bool = False
    source: str = ""
    options: str = ""
    converter: str = ""
    lookups: Text = ""
    """As in `model.documents.Conversion`."""
    answers: str = ""
    base: str = ""
    """Digest of the document as last agreed on; empty: the file in its place was never ours."""
    disk: str = ""
    """Digest of the file as the last run left it."""
    conflict: str = ""
    """The path of the proposal while a conflict is open, relative to the folder of conflicts."""
    proposed: str = ""
    """Digest of the proposal."""
    stored: str = ""
    """The key under which its base lies, where that is not its own: an item got another id, and its base stays."""
    orphan: bool = False
    """Whether the last export did not hold it."""
    forms: str = ""
    """As in `model.documents.Outline`."""

    @property
    def key(self) -> str:
        """The key of the document."""
        return self.identity.key

    @property
    def base_key(self) -> str:
        """The key under which its base lies."""
        return self.stored or self.key

    @property
    def pinned(self) -> bool:
        """Whether the file stays where it is whatever WordPress says: a person is at work on it."""
        return bool(self.conflict) or not self.base


place_of = attrgetter("identity.wordpress_id", "identity.key")
"""Where an entry stands among those of the state."""

_encoded = json.JSONEncoder(ensure_ascii=True).encode
_WRITERS: dict[str, Callable[[Any], str]] = {
    "former_urls": _encoded,
    "published": lambda _: "true",
    "orphan": lambda _: "true",
    "wordpress_id": str,
    "term_id": str,
    "lookups": str,
}
"""How the values are written that are no plain texts; look-ups are JSON already."""
_ALWAYS = {"key", "kind", "path", "assigned"}
"""Values that every line has."""
_RECORDS = (Identity, Home, Marks)
"""What an entry begins with. A line does not know them: it holds their values by name, with all others."""
_NAMES = (*chain.from_iterable(record._fields for record in _RECORDS), *Remembered._fields[len(_RECORDS) :])
_DEFAULTS = dict(
    chain.from_iterable(kind._field_defaults.items() for kind in (*_RECORDS, Remembered))  # no two have a name twice
)
_COLUMNS = tuple(
    (
        _NAMES.index(name),
        f'"{name}": ',
        _WRITERS.get(name, encode_basestring_ascii),
        None if name in _ALWAYS else _DEFAULTS[name],
    )
    for name in sorted(_NAMES)
)
_TYPES = {"published": bool, "orphan": bool, "wordpress_id": int, "term_id": int, "former_urls": tuple}
"""Those of the values that are no texts."""
_LOOKUPS = re.compile(r'"lookups": (\[.*\]), (?="options": ")')


def renamed(entries: Mapping[str, Remembered], keys: Mapping[str, str]) -> dict[str, Remembered]:
    """The entries by the keys that they have now; `keys` has the new ones by the old. Their bases stay."""
    return {keys.get(key, key): _renamed(entry, keys[key]) if key in keys else entry for key, entry in entries.items()}


def _renamed(entry: Remembered, key: str) -> Remembered:
    stored = entry.base_key if entry.base_key != key else ""
    return entry._replace(identity=entry.identity.renamed(key), stored=stored)


def line_of(entry: Remembered) -> bytes:
    """The entry as JSON with sorted keys, without what is as in most entries, and the end of its line."""
    values = (*entry.identity, *entry.home, *entry.marks, *entry[len(_RECORDS) :])
    parts = [name + write(values[at]) for at, name, write, default in _COLUMNS if values[at] != default]
    return f"{{{', '.join(parts)}}}\n".encode()


def entry_of(line: bytes, kept: Callable[[str], Text] = str) -> Remembered:
    """The entry that a line holds. Raises ValueError, KeyError or TypeError where it holds none.

    Look-ups are many and seldom asked for: they are taken as they stand, and lie where `kept` puts them.
    """
    text = line.decode()
    found = _LOOKUPS.search(text)
    values = json.loads(text[: found.start()] + text[found.end() :] if found else text)
    lookups = found[1] if found else _encoded(values.pop("lookups", ""))
    if type(values.get("former_urls")) is list:
        values["former_urls"] = tuple(values["former_urls"])
    _check(values)
    if found or lookups != '""':
        values["lookups"] = kept(lookups)
    _share(values)
    taken = values.pop
    numbered = (taken("wordpress_id", NO_ID), taken("title", ""), taken("language", ""))
    identity = Identity(taken("key"), Kind(taken("kind")), *numbered)
    home = Home(taken("assigned"), taken("desired", ""))
    marks = Marks(taken("guid", ""), taken("slug", ""), taken("date", ""), taken("term_id", NO_ID))
    return Remembered(identity, home, marks if any(marks) else UNKNOWN, **values)


@lru_cache(maxsize=1000)
def _types(names: tuple[str, ...]) -> tuple[type, ...]:
    """The types of the values of a line: most lines have the same names."""
    return tuple([_TYPES.get(name, str) for name in names])


def _check(values: dict[str, Any]) -> None:
    """Raises ValueError for a value of the wrong kind, and for a path that leaves the site."""
    if tuple(map(type, values.values())) != _types(tuple(values)):
        raise ValueError("a value of the wrong kind")
    if "former_urls" in values and not all(type(url) is str for url in values["former_urls"]):
        raise ValueError("former_urls")
    for path in (values["path"], values["assigned"], values.get("conflict", "")):
        if path.startswith(("/", "\\")) or (".." in path and ".." in path.split("/")):
            raise ValueError(path)


def _share(values: dict[str, Any]) -> None:
    """Keep once what is mostly the same: a large site takes half the memory."""
    for name in ("assigned", "desired"):
        if values.get(name) == values["path"]:
            values[name] = values["path"]
    if "disk" in values and values["disk"] == values.get("base"):
        values["disk"] = values["base"]
    for name in ("options", "converter"):
        if name in values:
            values[name] = sys.intern(values[name])
