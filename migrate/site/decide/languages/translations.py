"""Which items are the same in several languages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping

from migrate.diagnostics import Code, Diagnostics
from migrate.model.export import id_of
from migrate.php import unserialized
from migrate.site.collect.index import Index
from migrate.site.collect.indexed_item import IndexedItem
from migrate.site.collect.spoken import COPY, TRANSLATIONS

_OF_TERMS = "term_translations"


class Groups:
    """What the terms say in which Polylang keeps translations: which numbers are the same in which languages."""

    def __init__(self, index: Index, diagnostics: Diagnostics) -> None:
        self.items: dict[int, tuple[str, str]] = {}
        """The language and the group of items, by number."""
        self.terms: dict[int, tuple[str, str]] = {}
        """The same of terms."""
        for (taxonomy, slug), term in index.terms.items():
            if taxonomy in {TRANSLATIONS, _OF_TERMS}:
                known = self.items if taxonomy == TRANSLATIONS else self.terms
                if not self._learn(known, slug, term.description) and term.description:
                    diagnostics.report(Code.TRANSLATIONS_UNREADABLE, f"{taxonomy} {slug}")

    def _learn(self, known: dict[int, tuple[str, str]], group: str, description: str) -> bool:
        said = unserialized(description)
        for language, number in said.items() if isinstance(said, dict) else ():
            if isinstance(number, int) and isinstance(language, str):
                known.setdefault(number, (language.lower(), group))
        return isinstance(said, dict)


def translations(
    entries: Iterable[IndexedItem], language: Callable[[IndexedItem], str], groups: Groups, diagnostics: Diagnostics
) -> dict[str, str]:
    """What items have in common with their translations, by key; none of those that have no translation.

    `entries` come in the order of choosing: of two in one language the first belongs to the group.
    """
    entries = list(entries)
    originals = _originals({one.id: one for one in entries if one.joined.startswith(COPY)}, diagnostics)
    members: dict[str, dict[str, list[IndexedItem]]] = defaultdict(lambda: defaultdict(list))
    for entry in entries:
        if group := _group(entry, originals, groups):
            members[group][language(entry)].append(entry)
    return dict(_joined(members, diagnostics))


def _group(entry: IndexedItem, originals: Mapping[int, int], groups: Groups) -> str:
    if entry.id in originals and (not entry.joined or entry.joined.startswith(COPY)):
        return str(originals[entry.id])
    said = entry.joined if not entry.joined.startswith(COPY) else ""
    return said or groups.items.get(entry.id, ("", ""))[1]


def _originals(copies: Mapping[int, IndexedItem], diagnostics: Diagnostics) -> dict[int, int]:
    """Of which item copies are the copy in the end, by number; originals are their own."""
    above = {number: id_of(entry.joined.removeprefix(COPY)) for number, entry in copies.items()}
    found: dict[int, int] = {}
    for number, entry in copies.items():
        way = [number]
        while (original := above.get(way[-1])) and original not in way:
            way.append(original)
        if original:
            diagnostics.report(
                Code.TRANSLATIONS_IN_A_RING, entry.title, file=entry.file, line=entry.line, wordpress_id=entry.id
            )
        root = min(way) if original else way[-1]
        found[number] = found[root] = root
    return found


def _joined(
    members: Mapping[str, Mapping[str, list[IndexedItem]]], diagnostics: Diagnostics
) -> Iterator[tuple[str, str]]:
    for group, by_language in members.items():
        for language, entries in by_language.items():
            for entry in entries[1:]:
                detail = f"{entry.title or entry.key} ({language}); it is {entries[0].title or entries[0].key} that is"
                diagnostics.report(
                    Code.TRANSLATIONS_DOUBLED, detail, file=entry.file, line=entry.line, wordpress_id=entry.id
                )
        if len(by_language) > 1:
            yield from ((entries[0].key, group) for entries in by_language.values())
