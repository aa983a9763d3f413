"""What is told of a site as a whole, noted for runs that look at a part of it alone.

The text lies where others may write too. So it is JSON or plain numbers, and what comes back is checked.
"""

from __future__ import annotations

import json
from array import array
from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from typing import Any, NamedTuple, get_args, get_type_hints

from migrate.diagnostics import Code
from migrate.model.decided import Redirects
from migrate.model.rest_of_site import Attachment
from migrate.site.answer.questions import asked_by_site
from migrate.site.answer.site import Site

_CODES = {one.id: one for one in Code}


class WholeSite(NamedTuple):
    """What a part of a site does not tell."""

    newest: str
    """The latest of the dates of public pages."""
    has_files: bool
    """Whether there is a library."""
    files: tuple[str, ...] | None
    """Where the files of the library are that visitors could know; None: nobody asked yet."""
    not_public: tuple[tuple[Code, str], ...]
    """As in `Site`."""
    is_plain: bool
    """As in `Site`."""
    asked: tuple[str, ...] = ()
    """What the site asks about its items, as questions."""
    repeated: tuple[str, ...] = ()
    """As in `Site`."""
    hosts: Mapping[str, int] = {}
    """As in `Site`."""
    former_hosts: Mapping[str, int] = {}
    """As in `Index`."""


def whole_site(site: Site, files: Iterable[str] | None) -> WholeSite | None:
    """All that; None of a site that no part can stand for. `files` as in `WholeSite`."""
    if site.languages.known:
        return None
    paths = None if files is None else tuple(files)
    return WholeSite(
        *(site.pages.newest, bool(site.index.attachments), paths, tuple(site.not_public), site.is_plain),
        asked=tuple(dict.fromkeys(asked_by_site(site))),
        repeated=tuple(sorted(site.repeated)),
        hosts=dict(sorted(site.hosts.items())),
        former_hosts=dict(sorted(site.index.former_hosts.items())),
    )


def known_files(site: Site, some: Container[Attachment] | None = None) -> list[str]:
    """Where the files of the library, or some of these, are that visitors could know."""
    files = site.media.files().items()
    return [path for path, one in files if (some is None or one in some) and site.is_known(one)]


def text_of_whole(whole: WholeSite) -> bytes:
    """The same as text."""
    told = [(code.id, detail) for code, detail in whole.not_public]
    return json.dumps(whole._replace(not_public=told)).encode()  # type: ignore[arg-type]


def whole_in(text: bytes) -> WholeSite | None:
    """What a text tells; None if that is nothing of the kind."""
    try:
        newest, has_files, files, told, is_plain, asked, repeated, *counted = json.loads(text)
        hosts, former_hosts = (dict(Counter(one)) for one in counted)
        whole = WholeSite(newest, has_files, None if files is None else tuple(files), tuple(map(_told, told)), is_plain)
        found = whole._replace(asked=tuple(asked), repeated=tuple(repeated), hosts=hosts, former_hosts=former_hosts)
    except (AttributeError, KeyError, TypeError, ValueError, RecursionError):
        return None
    texts = [newest, *(found.files or ()), *(detail for _, detail in found.not_public), *found.asked, *found.repeated]
    numbers = [*hosts.values(), *former_hosts.values()]
    kinds = (({str}, texts), ({bool}, (has_files, is_plain)), ({int}, numbers))
    return found if all(known.issuperset(map(type, values)) for known, values in kinds) else None


def _told(one: tuple[str, str]) -> tuple[Code, str]:
    code, detail = one
    return _CODES[code], detail


_RULES = [(name, hint) for name, hint in get_type_hints(Redirects).items() if name not in {"languages", "main"}]
"""What there is to tell of a site of one language."""


def text_of_rules(rules: Redirects) -> bytes:
    """What web servers must know of a site of one language, as text."""
    return json.dumps(rules[: len(_RULES)]).encode()


def rules_in(text: bytes) -> Redirects | None:
    """What a text tells of that; None if that is nothing of the kind."""
    try:
        values = zip(_RULES, json.loads(text), strict=True)
        return Redirects(**{name: _checked(hint, value) for (name, hint), value in values})
    except (TypeError, ValueError, RecursionError):
        return None


def _checked(hint: Any, value: Any) -> Any:
    """A text, or a tuple of values or of rows of values of these types. Raises ValueError for anything else."""
    if hint is str:
        return _of_types([str], [(value,)])[0][0]
    kind = get_args(hint)[0]
    if kinds := get_args(kind):
        return tuple(_of_types(kinds, map(tuple, value)))
    return tuple(one for (one,) in _of_types([kind], zip(value, strict=True)))


def _of_types(kinds: Sequence[type], rows: Iterable[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    found = list(rows)
    columns = zip(*found, strict=True)
    if found and [set(map(type, column)) for column in columns] != [{kind} for kind in kinds]:
        raise ValueError("a value of the wrong kind")
    return found


def text_of_addresses(marks: Iterable[int]) -> bytes:
    """The fingerprints of addresses as bytes, in order."""
    return array("Q", sorted(marks)).tobytes()


def addresses_in(text: bytes) -> array[int] | None:
    """The same in order; None if those are none."""
    marks = array("Q")
    try:
        marks.frombytes(text)
    except ValueError:
        return None
    return marks or None
