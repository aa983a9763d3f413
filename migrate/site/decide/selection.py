"""Which items the owner of the site wants: what `[select]` says, held against an export."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable
from urllib.parse import unquote

from migrate.diagnostics import MigrateError
from migrate.options import FILE_NAME
from migrate.site.collect.index import Index
from migrate.site.collect.indexed_item import IndexedItem
from migrate.site.decide.bylines import Bylines, nicename
from migrate.site.decide.paths.paths import day

_MOST_NAMES = 12
_ALWAYS = frozenset({"page", "post"})
"""Types that a site has even where one export holds no item of them."""


class Selection:
    """What `[select]` says, as logins, terms and days."""

    def __init__(self, index: Index, bylines: Bylines) -> None:
        """Raises MigrateError for a type, author, term or id that the export does not know."""
        options = self._options = index.options
        self._bylines = bylines
        check_named("[select] types", options.types, _ALWAYS | {kind for kind, _ in index.counts})
        self._logins = _logins(index, bylines) if options.authors else frozenset()
        self._terms = _terms(index) if options.terms_selected else frozenset()
        if unknown := [number for number in options.ids if str(number) not in index.entries]:
            raise MigrateError(f"{FILE_NAME}: [select] ids: no item that could be a page has the id {unknown[0]}")

    def takes(self, entry: IndexedItem) -> bool:
        """Whether an item is wanted."""
        options = self._options
        return (
            (not options.statuses or entry.standing in options.statuses)
            and (not options.types or entry.type in options.types)
            and (not options.ids or entry.id in options.ids)
            and entry.id not in options.exclude
            and self._is_in_time(entry)
            and (not self._logins or not self._logins.isdisjoint(self._bylines.of(entry)))
            and (not self._terms or any((one.taxonomy, unquote(one.slug)) in self._terms for one in entry.terms))
        )

    def _is_in_time(self, entry: IndexedItem) -> bool:
        since, until = self._options.since, self._options.until
        if not since and not until:
            return True
        date = day(entry.date)
        return bool(date) and since <= date <= (until or date)


def _logins(index: Index, bylines: Bylines) -> frozenset[str]:
    """The logins of the authors that are named by log-in, by name, or as in their address."""
    words: dict[str, set[str]] = {}
    names = dict.fromkeys((entry.creator for entry in index.entries.records()), "")
    names |= {login: author.display_name for login, author in bylines.authors.items()}
    for login, name in names.items():
        for word in filter(None, (login, nicename(login), name)):
            words.setdefault(word.casefold(), set()).add(login)
    wanted = [one.casefold() for one in index.options.authors]
    check_named("[select] authors", wanted, words.keys(), shown=sorted(filter(None, names)))
    return frozenset(login for word in wanted for login in words[word])


def _terms(index: Index) -> frozenset[tuple[str, str]]:
    """Taxonomy and slug of the terms that are named (`news`, `category/news`, `News`), and of those below them."""
    words: dict[str, set[tuple[str, str]]] = {}
    names = {(one.taxonomy, unquote(one.slug)): one.name for one in index.entries.terms()}
    names |= {key: term.name for key, term in index.terms.items()}
    for (taxonomy, slug), name in names.items():
        for word in (slug, name, f"{taxonomy}/{slug}"):
            words.setdefault(word.casefold(), set()).add((taxonomy, slug))
    wanted = [one.casefold() for one in index.options.terms_selected]
    check_named(
        "[select] terms", wanted, words.keys(), shown=sorted({f"{taxonomy}/{slug}" for taxonomy, slug in names})
    )
    return _with_descendants(index, {term for word in wanted for term in words[word]})


def _with_descendants(index: Index, chosen: set[tuple[str, str]]) -> frozenset[tuple[str, str]]:
    below = [((taxonomy, unquote(term.parent)), (taxonomy, slug)) for (taxonomy, slug), term in index.terms.items()]
    while more := {child for parent, child in below if parent in chosen} - chosen:
        chosen |= more
    return frozenset(chosen)


def check_named(key: str, wanted: Iterable[str], known: Collection[str], shown: Collection[str] = ()) -> None:
    """Raises MigrateError for a word that means nothing in this export, naming the nearest and what there is."""
    for word in wanted:
        if word not in known:
            near = difflib.get_close_matches(word, known, n=1, cutoff=0.5)
            names = list(shown or sorted(known))
            rest = f" and {len(names) - _MOST_NAMES} more" if len(names) > _MOST_NAMES else ""
            raise MigrateError(
                f"{FILE_NAME}: {key}: the export has no {word}",
                (f"Did you mean {near[0]}? " if near else "") + f"There is: {', '.join(names[:_MOST_NAMES])}{rest}",
            )
