"""Terms in the account: those that have a page, and why others have none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import chain
from urllib.parse import unquote

from migrate.account.known_fields import known_as
from migrate.account.line import AccountLine
from migrate.model.export import Term
from migrate.site.answer.site import Site
from migrate.site.collect.index import Index
from migrate.site.decide.terms.terms import taxonomy_key, term_key

_FORMATS = "post_format"
"""Told with the flags of posts."""
_CARRIED = frozenset({"nav_menu", "author", "language", "post_translations", "term_language", "term_translations"})
"""Taxonomies without lists for readers that say what menus, authors and languages there are."""
_NO_LIST = "kept by WordPress or a plugin for itself; no reader saw a list of it"
_UNUSED = "no item of the site has one"
_UNSEEN = "without a page, because only items that are not public have it"
_NOT_SELECTED = "without a page, because only items that [select] leaves out have it"
_IN_DESCRIPTIONS = (("<img", "pictures"), ("<a ", "links"))
_AS_WORDS = "descriptions are shown by their words; write such a list's text below its front matter"


def term_lines(site: Site) -> Iterator[AccountLine]:
    """Every term of the export, those that its head does not list too; then what else there is to say of them."""
    index, why_not = site.index, _Reasons(site)
    counts = Counter((taxonomy, why_not(taxonomy, slug)) for taxonomy, slug in all_terms(index))
    for (taxonomy, why), count in sorted(counts.items()):
        yield AccountLine("terms", taxonomy, count, not why, why)
    shown = {"category", "post_tag", *index.entries.taxonomies()}
    for sign, what in _IN_DESCRIPTIONS:
        if count := sum(sign in term.description for term in index.terms.values() if term.taxonomy in shown):
            yield AccountLine("terms", f"with {what} in their descriptions", count, False, _AS_WORDS)
    for key, count in sorted(Counter(key for term in index.terms.values() for key, _ in term.meta).items()):
        yield AccountLine("fields of terms", key, count, False, known_as(key) or "a record of a plugin")


def all_terms(index: Index) -> set[tuple[str, str]]:
    """Taxonomy and slug of every term, of those that only items name too; but for formats."""
    named = ((one.taxonomy, unquote(one.slug)) for one in index.entries.terms())
    return {place for place in chain(index.terms, named) if place[0] != _FORMATS}


class _Reasons:
    """Why a term has no page."""

    def __init__(self, site: Site) -> None:
        pages = [page for page in site.term_pages if not page.hidden]
        merged = (key for page in pages for key, _ in page.merged)
        self._with_page = {*(page.plain_key for page in pages), *merged}
        self._unseen = site.terms.unseen
        self._is_partial = site.index.options.is_partial
        self._used = site.index.entries.taxonomies() | {"category", "post_tag", "nav_menu"}

    def __call__(self, taxonomy: str, slug: str) -> str:
        """In words for people; empty for one that is in the site."""
        key = term_key(Term(0, taxonomy, slug, ""))
        if key in self._with_page:
            return ""
        if taxonomy not in self._used:
            return _UNUSED
        if not taxonomy_key(taxonomy):
            return "" if taxonomy in _CARRIED else _NO_LIST
        if key in self._unseen:
            return _UNSEEN
        return _NOT_SELECTED if self._is_partial else _UNUSED
