"""Terms that the owner calls otherwise, or makes one of several: what `[terms.rename]` says, held against an export."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from migrate.diagnostics import MigrateError
from migrate.model.export import Term
from migrate.options import FILE_NAME

_Place = tuple[str, str]
"""Taxonomy and slug."""


class TermChanges(NamedTuple):
    """What becomes of the terms of the old site."""

    into: Mapping[_Place, str] = {}
    """The slugs of the terms of which these become a part."""
    gone: Mapping[_Place, Term] = {}
    """The terms that become part of another."""
    names: Mapping[_Place, str] = {}
    """The names by which the others go."""
    unknown: tuple[str, ...] = ()
    """What names no term of the export."""

    def applied(self, terms: Iterable[Term]) -> list[Term]:
        """The terms that are left, as they are called now."""
        kept = (term for term in terms if (term.taxonomy, term.slug) not in self.gone)
        return [self._named(term) for term in kept]

    def parts_of(self, term: Term) -> Iterator[Term]:
        """The terms that became part of this one."""
        for (taxonomy, slug), target in self.into.items():
            if (taxonomy, target) == (term.taxonomy, term.slug):
                yield self.gone[taxonomy, slug]

    def _named(self, term: Term) -> Term:
        name = self.names.get((term.taxonomy, term.slug))
        return replace(term, name=name) if name else term


AS_THEY_WERE = TermChanges()


def term_changes(wanted: Sequence[tuple[str, str]], terms: Sequence[Term]) -> TermChanges:
    """What the owner wants of these terms. Raises MigrateError where some become a part of each other."""
    if not wanted:
        return AS_THEY_WERE
    by_place = {(term.taxonomy, term.slug): term for term in terms}
    places = _by_word(terms)
    names: dict[_Place, str] = {}
    into: dict[_Place, str] = {}
    for word, name in wanted:
        for place in places.get(word.casefold(), []):
            target = _called(name, place, places, names)
            if target:
                into[place] = target[1]
            else:
                names[place] = name
    into = {place: _end(place, into) for place in into}
    gone = {place: by_place[place] for place in into}
    unknown = tuple(word for word, _ in wanted if word.casefold() not in places)
    return TermChanges(into, gone, {place: name for place, name in names.items() if place not in gone}, unknown)


def _by_word(terms: Iterable[Term]) -> dict[str, list[_Place]]:
    """The terms by what people may call them: slug, name, and both behind the taxonomy."""
    found: dict[str, list[_Place]] = {}
    for term in terms:
        words = {word.casefold() for word in (term.slug, term.name) if word}
        for word in sorted(words | {f"{term.taxonomy}/{word}".casefold() for word in words}):
            found.setdefault(word, []).append((term.taxonomy, term.slug))
    return found


def _called(
    name: str, place: _Place, places: Mapping[str, Sequence[_Place]], names: Mapping[_Place, str]
) -> _Place | None:
    """Another term of the same taxonomy that has this name, or got it."""
    same = (one for one in places.get(f"{place[0]}/{name}".casefold(), []) if one != place)
    renamed = (one for one, new in names.items() if one[0] == place[0] and new.casefold() == name.casefold())
    return next(same, None) or next(renamed, None)


def _end(place: _Place, into: Mapping[_Place, str]) -> str:
    """The slug of the term of which one becomes a part in the end."""
    taxonomy, seen = place[0], [place]
    while (above := (taxonomy, into[seen[-1]])) in into:
        if above in seen:
            ring = " and ".join(f"{taxonomy}/{slug}" for _, slug in seen)
            raise MigrateError(
                f"{FILE_NAME}: [terms.rename] makes {ring} a part of each other",
                "Leave one of them out: the others become a part of it.",
            )
        seen.append(above)
    return above[1]
