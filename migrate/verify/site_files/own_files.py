"""The files that belong to the site as a whole: whether they still say what this tool has them say.

A file that is as the last run left it is not asked: an export or a version of this tool that is newer says otherwise.
"""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from migrate.model.documents import Document, Kind
from migrate.text import decode, digest, encode
from migrate.verify.item.front_matter import settings_of
from migrate.verify.verdict import SiteFault

_RULES = ("_redirects", "htaccess", "nginx.conf", "Caddyfile")
"""How files are called of which each line is a rule or a part of one."""
_SHIPPED = "file"
_MOST = 5
"""Differences that are named of one file."""
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class OwnFiles:
    """Files of the site as a whole, as they lie in it."""

    site: Path
    paths: Mapping[str, str]
    """Where they are, by key; empty: somebody deleted it. Without a state there are none."""
    bases: Mapping[str, str]
    """Digests of them as the last run made them, by key."""
    asked: Collection[str]
    """Files of rules that are asked for every old address."""
    copies: Mapping[str, Collection[str]]
    """Files that name the item of another one, by the path of that."""


def own_faults(documents: Iterable[Document], files: OwnFiles) -> Iterator[SiteFault]:
    """What the files say otherwise. What a person changed or took away is a warning."""
    for path, others in files.copies.items():
        yield from (SiteFault("address", "", f"{one} is a second page of the item of {path}") for one in others)
    for document in documents:
        key = document.identity.key
        path = files.paths.get(key) or document.path
        data = _read(files.site / path)
        is_known = bool(files.bases.get(key))
        if data is None and path not in files.asked:
            kind = "warning" if is_known and document.identity.kind is Kind.CONFIG else "file"
            yield SiteFault(kind, document.url, f"{path} is not there")
        elif data is not None and digest(data) != files.bases.get(key) and data != encode(document.text):
            for kind, detail in () if path in files.asked else islice(_differences(document, decode(data)), _MOST):
                said = detail if len(detail) <= _LONGEST else f"{detail[:_LONGEST]}…"
                is_told = is_known or kind == _SHIPPED  # which may be of another version of this tool
                yield SiteFault("warning" if is_told else kind, document.url, f"{path}: {said}")


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None


def _differences(document: Document, text: str) -> Iterator[tuple[str, str]]:
    """What a file says otherwise, each with its kind."""
    if document.identity.kind is Kind.TERM:
        yield from (("front_matter", one) for one in _unlike(settings_of(document.text), settings_of(text)))
    elif document.path.endswith(".toml"):
        yield from (("config", one) for one in _unlike(_toml(document.text), _toml(text)))
    elif document.path.endswith(_RULES):
        yield from (("address", one) for one in _lost_lines(document.text, text))
    else:
        yield _SHIPPED, "is not as wxr2hugo writes it"


def _unlike(wanted: Mapping[str, object], found: Mapping[str, object]) -> Iterator[str]:
    """The settings that are not the same."""
    for name in sorted(wanted.keys() | found.keys()):
        if wanted.get(name) != found.get(name):
            yield f"{name}: {found.get(name, 'nothing')} in place of {wanted.get(name, 'nothing')}"


def _toml(text: str) -> dict[str, object]:
    try:
        return dict(_flat(tomllib.loads(text), ""))
    except tomllib.TOMLDecodeError as error:
        return {"syntax": str(error)}


def _flat(table: Mapping[str, Any], above: str) -> Iterator[tuple[str, object]]:
    """The values of a table and of those in it, by their names with dots between."""
    for name, value in table.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{above}{name}.")
        else:
            yield f"{above}{name}", value


def _lost_lines(wanted: str, found: str) -> Iterator[str]:
    """The rules that are not there any more, or in another order; rules of the owner may stand between them."""
    ours, theirs = _rules(wanted), _rules(found)
    there = {*theirs}
    lost = [line for line in ours if line not in there]
    yield from (f"lacks {line}" for line in lost)
    rest = iter(theirs)
    if not lost and not all(line in rest for line in ours):
        yield "has its rules in a different order"


def _rules(text: str) -> list[str]:
    lines = (" ".join(line.split()) for line in text.splitlines())
    return [line for line in lines if line and not line.startswith("#")]
