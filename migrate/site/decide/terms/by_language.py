"""The terms of a site in each of its languages: Hugo binds them to the posts of one language at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import chain
from urllib.parse import unquote

from migrate.model.documents import Placed
from migrate.model.export import Term
from migrate.options import Options
from migrate.site.collect.index import Index
from migrate.site.decide.choosing_order import ChoosingOrder, SiteFacts
from migrate.site.decide.languages.languages import SiteLanguages
from migrate.site.decide.terms.changes import TermChanges, term_changes
from migrate.site.decide.terms.terms import Naming, Terms, known_terms

_DEEPEST = 20


class TermsByLanguage:
    """All terms of the site; of each language those of whose items it speaks."""

    def __init__(self, terms: Mapping[str, Terms], default: str) -> None:
        self._terms = terms
        self.default = default
        self.unseen = frozenset(chain.from_iterable(one.unseen for one in terms.values()))
        """The terms, by key, of which only items speak that visitors could not see."""
        self.awaited = {key: date for one in terms.values() for key, date in one.awaited.items()}
        """Those of which only scheduled items speak, with the date of the first."""
        self.left_out = frozenset(chain.from_iterable(one.left_out for one in terms.values()))
        """Those of which only items speak that the owner left out."""

    @property
    def changes(self) -> TermChanges:
        """What the owner wants of the terms."""
        return self._terms[self.default].changes

    def __iter__(self) -> Iterator[Naming]:
        return chain.from_iterable(self._terms.values())

    def of(self, language: str) -> Terms:
        """Those of one language."""
        return self._terms[language]

    def taxonomies(self) -> dict[str, str]:
        """The key of every taxonomy that has pages of terms, by WordPress' name."""
        found: dict[str, str] = {}
        for one in self._terms.values():
            found |= one.taxonomies()
        return found


def terms_by_language(
    index: Index,
    order: ChoosingOrder,
    languages: SiteLanguages,
    placed: Mapping[str, Placed],
    types: frozenset[str],
    options: Options,
) -> TermsByLanguage:
    """Name all terms. `types` are the folders of custom types."""
    stored = known_terms(index, order.facts.terms)
    changes = term_changes(options.renamed_terms, stored)
    every = changes.applied(stored)
    if not languages.known:
        terms = Terms(every, order.facts, order.bylines, placed, types, options=options, changes=changes)
        return TermsByLanguage({"": terms}, "")
    used = {code: order.by_language.get(code, SiteFacts()) for code in languages.codes}
    spread = _spread(every, used, languages, changes.into)
    found = {
        code: Terms(
            [_spoken(term, code, index, languages) for term in every if code in spread[term.taxonomy, term.slug]],
            used[code],
            order.bylines,
            placed,
            types,
            options=options,
            placed_at=_placing(languages, code),
            language="" if code == languages.default else code,
            changes=changes,
        )
        for code in languages.codes
    }
    return TermsByLanguage(found, languages.default)


def _placing(languages: SiteLanguages, code: str) -> Callable[[str], str]:
    return lambda path: languages.files.placed(path, code) if path else ""


def _spread(
    terms: Iterable[Term],
    used: Mapping[str, SiteFacts],
    languages: SiteLanguages,
    into: Mapping[tuple[str, str], str],
) -> dict[tuple[str, str], set[str]]:
    """The languages of each term: what a plugin says, those of the items that carry it, and of the terms below it."""
    terms = list(terms)
    by_place = {(term.taxonomy, term.slug): term for term in terms}
    found = {place: set(filter(None, [languages.of_term(term)])) for place, term in by_place.items()}
    for code, facts in used.items():
        for one in facts.terms:
            slug = unquote(one.slug)
            place = (one.taxonomy, into.get((one.taxonomy, slug), slug))
            for _ in range(_DEEPEST):
                if place not in found:
                    break
                found[place].add(code)
                place = (place[0], unquote(by_place[place].parent))
    for languages_of_one in found.values():
        languages_of_one.update(() if languages_of_one else [languages.default])
    return found


def _spoken(term: Term, code: str, index: Index, languages: SiteLanguages) -> Term:
    """A term as it is called in a language."""
    said = index.named_beside.get((term.taxonomy, term.slug), {}).get(code)
    if said:
        term = replace(term, name=said.name, description=said.description)
    return term if code == languages.default else replace(term, language=code)
