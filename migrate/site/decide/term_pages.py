"""The page of every term and author: its file, its title, the address that it gets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from posixpath import dirname
from typing import NamedTuple

from migrate.diagnostics import Code, Diagnostics
from migrate.model.documents import Placed
from migrate.site.addresses import Hosts
from migrate.site.collect.guests import AUTHORS
from migrate.site.decide.addressing import AddressClaims
from migrate.site.decide.aliases import distinct
from migrate.site.decide.bylines import nicename
from migrate.site.decide.choosing_order import LAST
from migrate.site.decide.languages.languages import SiteLanguages
from migrate.site.decide.paths.choice import PathClaims
from migrate.site.decide.paths.paths import safe_part, short_mark
from migrate.site.decide.terms.by_language import TermsByLanguage
from migrate.site.decide.terms.files import is_aside, looked_for
from migrate.site.decide.terms.terms import Naming, TermPage, Terms, term_key
from migrate.text import plain_line


class Ways(NamedTuple):
    """Where the terms of each language are."""

    languages: SiteLanguages
    folder: str
    """That of the site."""
    script: str
    """`/index.php` where the server cannot rewrite."""

    def language(self, naming: Naming) -> str:
        """The language of a term; empty in a site of one."""
        return naming.term.language or self.languages.default

    def prefix(self, naming: Naming) -> str:
        """What Hugo sets before the addresses that it makes."""
        return self.languages.files.prefix(self.language(naming))

    def root(self, naming: Naming) -> str:
        """What stands before `/category/` on the old site."""
        return self.folder + self.languages.roots.roots.get(self.language(naming), "") + self.script


def claim_term_pages(
    terms: TermsByLanguage, addresses: AddressClaims, paths: PathClaims, ways: Ways, diagnostics: Diagnostics
) -> list[TermPage]:
    """The pages of all terms that visitors may know of, those of authors among them."""
    return list(_with_parents(list(_claimed(terms, addresses, paths, ways, diagnostics)), terms, ways))


def _claimed(
    terms: TermsByLanguage, addresses: AddressClaims, paths: PathClaims, ways: Ways, diagnostics: Diagnostics
) -> Iterator[TermPage]:
    without = terms.unseen | terms.left_out
    _report_unknown(terms, diagnostics)
    paths.let_go({term_key(one.term): one.path for one in terms})
    for naming in sorted((one for one in terms if term_key(one.term) not in without), key=_turn):
        term = naming.term
        key = term_key(term)
        where = f"{term.taxonomy} {plain_line(term.name) or term.slug}"
        if naming.renamed:
            diagnostics.report(Code.TERM_RENAMED, f"{where}: {naming.name}")
        language = ways.language(naming)
        path = naming.path if _is_free(naming, paths, ways) else ""
        wanted = terms.of(language).address(naming, ways.root(naming))
        address = addresses.claim(wanted, key) or _other_address(naming, addresses, ways.prefix(naming))
        title = naming.name if naming.renamed else term.name
        title = title.strip() or naming.name
        yield TermPage(
            key=key,
            taxonomy=naming.key,
            name=naming.name,
            path=path,
            title=title,
            description=term.description,
            url=address,
            term_id=term.id,
            language=language,
            joined=ways.languages.group_of_term(term) if path else "",
            meta=term.meta,
            old_address=wanted,
            merged=tuple(_merged(naming, terms.of(language), ways.root(naming))),
            since=terms.awaited.get(key, ""),
        )


def _is_free(naming: Naming, paths: PathClaims, ways: Ways) -> bool:
    """Whether neither the file of a term nor, of one that lies aside, what Hugo would look for is somebody else's."""
    key = term_key(naming.term)
    if not is_aside(naming.path):
        return paths.free(naming.path, key)
    seen_at = ways.languages.files.placed(looked_for(naming.key, naming.name), ways.language(naming))
    return paths.free(naming.path, key) and paths.free_for_new(seen_at, key)


def _with_parents(pages: Sequence[TermPage], terms: TermsByLanguage, ways: Ways) -> Iterator[TermPage]:
    """The pages, with the titles of those above them where addresses do not say which these are."""
    found = ((one, terms.of(ways.language(one)).above(one)) for one in terms if one.term.parent)
    above = {term_key(one.term): term_key(parent.term) for one, parent in found if parent}
    by_key = {page.key: page for page in pages} if above else {}
    ends = ends_at_the_top(above)
    for page in pages:
        parent = by_key.get(above.get(page.key, ""))
        if parent and dirname(page.url.rstrip("/")) != parent.url.rstrip("/") and ends[page.key]:
            page = page._replace(parent=parent.title)
        yield page


def ends_at_the_top(above: Mapping[str, str]) -> dict[str, bool]:
    """Whether following the parents of each ends, and in no ring. Each is followed once, however long the way."""
    ends: dict[str, bool] = {}
    for start in above:
        way, key = list[str](), start
        while key in above and key not in ends:
            ends[key] = False  # whoever comes here again has gone in a ring
            way.append(key)
            key = above[key]
        ends.update(dict.fromkeys(way, ends.get(key, True)))
    return ends


def _report_unknown(terms: TermsByLanguage, diagnostics: Diagnostics) -> None:
    for word in terms.changes.unknown:
        diagnostics.report(Code.TERM_TO_RENAME_UNKNOWN, word)


def _merged(naming: Naming, terms: Terms, root: str) -> Iterator[tuple[str, str]]:
    """The terms that became a part of one, by key, with their addresses."""
    for term in terms.changes.parts_of(naming.term):
        yield term_key(term), terms.address(naming._replace(term=term), root)


def with_former(page: TermPage, before: Placed | None, addresses: AddressClaims) -> TermPage:
    """The page with the addresses that it had in earlier runs, and those of what became a part of it.

    Nobody else has any of them.
    """
    earlier = (*before.former_urls, before.url) if before else ()
    known = distinct((*earlier, *(address for _, address in page.merged)))
    if not known:
        return page
    former = (one for one in known if one != page.url and addresses.claim(one, page.key))
    return page._replace(former=tuple(former))


def hidden_pages(terms: TermsByLanguage, earlier: Mapping[str, Placed]) -> Iterator[TermPage]:
    """The pages of earlier runs whose terms visitors may not know of any more."""
    for naming in terms:
        key = term_key(naming.term)
        if key in terms.unseen and key in earlier:
            yield TermPage(
                key=key,
                taxonomy=naming.key,
                name=naming.name,
                path=naming.path,
                title=naming.name,
                description="",
                url="",
                hidden=True,
                language=naming.term.language or terms.default,
            )


def left_out_pages(terms: TermsByLanguage, ways: Ways, hosts: Hosts) -> Iterator[TermPage]:
    """The pages on the old site of terms of which only items speak that the owner left out."""
    for naming in terms:
        key = term_key(naming.term)
        if key in terms.left_out:
            language = ways.language(naming)
            address = hosts.on_old_site(terms.of(language).address(naming, ways.root(naming)))
            title = naming.term.name or naming.name
            yield TermPage(key, naming.key, naming.name, "", title, description="", url=address, language=language)


def _turn(naming: Naming) -> tuple[bool, bool, str, int, str]:
    """Who comes first where two terms want one address; an author whose word in it is not in the export gives way."""
    term = naming.term
    is_author = term.taxonomy == AUTHORS
    return is_author and nicename(term.slug) != term.slug, is_author, term.taxonomy, term.id or LAST, term.slug


def _other_address(naming: Naming, addresses: AddressClaims, prefix: str) -> str:
    """An address of its own for a term whose old one another page has. Hugo's choice might be somebody's too."""
    key = term_key(naming.term)
    part = safe_part(naming.name.lower(), "term") or "term"
    candidates = (f"{prefix}/{naming.key}/{part}{mark}/" for mark in ("", "-2", "-3", f"-{short_mark(key)}"))
    return next((one for one in candidates if addresses.claim(one, key)), "")
