"""Categories, tags, custom taxonomies and authors: their names in front matter and their pages.

Two names that come to one path are one term to Hugo, so the later of two such terms is named with its slug.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import count
from typing import NamedTuple
from urllib.parse import unquote

from migrate.model.documents import Placed
from migrate.model.export import BESIDE, NO_ID, OWN_TAXONOMIES, Author, Term, TermReference, term_reference
from migrate.options import Options
from migrate.site.addresses import in_address
from migrate.site.collect.guests import AUTHORS
from migrate.site.collect.index import Index
from migrate.site.decide.bylines import Bylines, nicename
from migrate.site.decide.choosing_order import SiteFacts
from migrate.site.decide.paths.paths import MOST_BYTES, Names, cut, short_mark
from migrate.site.decide.terms.changes import AS_THEY_WERE, TermChanges
from migrate.site.decide.terms.files import aside, binding, bound, clean_name, is_aside
from migrate.site.decide.terms.moves import TermMoves
from migrate.wildcards import fits

_NO_TAXONOMIES = (
    *("nav_menu", "post_format", "link_category", "language", "post_translations", "term_language"),
    *("term_translations", "product_type", "product_visibility", "wp_*", "elementor_*", "amp_*", "pll_*", "author"),
    *("product_shipping_class", "following_users", "following_usergroups", "post_status", "ef_*", "pp_*", "flamingo_*"),
    *("yst_prominent_words", "translation_priority", "bp_member_type", "bp-email-type", "*_log_type", "action-group"),
    *("wpcode_*", "cookielawinfo-*", "fl-builder-*", "et_code_*", "rank_math_*", "vc_snippet_cat"),
)
"""What WordPress and plugins keep as terms though no reader ever sees a list of it."""
_BASES = {
    "post_tag": "tag",
    "product_cat": "product-category",
    "product_tag": "product-tag",
    "tribe_events_cat": "events/category",
    "download_category": "downloads/category",
    "download_tag": "downloads/tag",
}
"""WordPress' and plugins' default words in addresses, where they are not the taxonomy's own name."""
_WITH_PARENTS = frozenset({"category", "product_cat", "tribe_events_cat", "download_category"})
"""Taxonomies in whose addresses the terms above one stand too."""
_RESERVED = frozenset(
    {"aliases", "build", "cascade", "date", "description", "draft", "expirydate", "headless", "iscjklanguage", "kind"}
    | {"keywords", "lang", "lastmod", "layout", "linktitle", "markup", "menu", "menus", "modified", "outputs", "params"}
    | {"path", "pubdate", "publishdate", "published", "resources", "sitemap", "sites", "slug", "summary", "title"}
    | {"translationkey", "type", "unpublishdate", "url", "weight"}
    | {"author", "canonicalurl", "categories", "comments", "episode", "event", "format", "images", "page", "posts"}
    | {"product", "rating", "recipe", "redirect", "robots", "seo_description", "seo_title", "sticky", "tags"}
    | {"wordpress_id"}
)
"""Front matter keys that mean something else."""
_NOT_IN_KEYS = re.compile(r"[^a-z0-9_-]+")
_LAST = 1 << 62
_DEEPEST = 20
_LONGEST_KEY = 100
"""Of a taxonomy, which names a folder and stands in addresses; WordPress allows 32."""


def bases_with_parents() -> list[str]:
    """The words in addresses of those taxonomies."""
    return [_BASES.get(taxonomy, taxonomy) for taxonomy in sorted(_WITH_PARENTS)]


class TermPage(NamedTuple):
    """The page of one term of the new site."""

    key: str
    """`term:category/news`, with WordPress' own taxonomy and slug; `term:author/login`."""
    taxonomy: str
    """Key of the taxonomy in front matter and configuration."""
    name: str
    """As it stands in the front matter of posts."""
    path: str
    """Of its file; empty where a file of the user's has its place."""
    title: str
    description: str
    """HTML, as stored."""
    url: str
    """Public address, decoded: the old one, or one of its own where another page has that."""
    term_id: int = NO_ID
    parent: str = ""
    """The title of the page of the term above it, where addresses do not say which that is."""
    former: tuple[str, ...] = ()
    """The addresses that it had in earlier runs and that nobody else has."""
    since: str = ""
    """The date, as WordPress writes it, from which on visitors may know of it, where that is to come."""
    hidden: bool = False
    """Whether its file stands from an earlier run, but visitors may not know of it any more."""
    language: str = ""
    """Where the site has several."""
    joined: str = ""
    """What it has in common with its translations, where Hugo must be told."""
    meta: tuple[tuple[str, str], ...] = ()
    """What plugins stored beside the term."""
    old_address: str = ""
    """Where WordPress showed it, decoded."""
    merged: tuple[tuple[str, str], ...] = ()
    """The keys of the terms that became a part of it, with the addresses at which WordPress showed them."""

    @property
    def plain_key(self) -> str:
        """Its key without a word of its language."""
        return self.key.removesuffix(f"{BESIDE}{self.language}") if self.language else self.key


def default_last(pages: Iterable[TermPage]) -> list[TermPage]:
    """The pages in an order in which the default language has the last word."""
    return sorted(pages, key=lambda page: page.key == page.plain_key)


class Naming(NamedTuple):
    """One term with the name it goes by on the new site."""

    term: Term
    key: str
    name: str
    path: str
    """Of its file, unless one of the user's has that place."""
    renamed: bool
    """Whether its own name was another's already."""


def term_key(term: Term) -> str:
    """What identifies a term from one run to the next."""
    return f"term:{term.taxonomy}/{term.slug}{BESIDE if term.language else ''}{term.language}"


def taxonomy_key(taxonomy: str, types: Iterable[str] = ()) -> str:
    """The front matter key, and folder, of a taxonomy; empty for one that is none on the new site."""
    if taxonomy in OWN_TAXONOMIES:
        return OWN_TAXONOMIES[taxonomy]
    if any(fits(taxonomy, pattern) for pattern in _NO_TAXONOMIES):
        return ""
    name = _NOT_IN_KEYS.sub("-", taxonomy.lower()).strip("-_")
    if len(name) > _LONGEST_KEY:
        name = f"{cut(name, _LONGEST_KEY)}-{short_mark(taxonomy)}"
    return beside_type(name) if name in _RESERVED or name in types else name


def beside_type(key: str) -> str:
    """What a taxonomy is called whose name something else has: a type of items, or what Hugo reads."""
    return f"{key}-terms"


class Terms:
    """All terms of the site, by taxonomy and slug."""

    def __init__(
        self,
        known: Sequence[Term],
        used: SiteFacts,
        bylines: Bylines,
        placed: Mapping[str, Placed],
        types: frozenset[str],
        *,
        options: Options,
        placed_at: Callable[[str], str] = str,
        language: str = "",
        changes: TermChanges = AS_THEY_WERE,
    ) -> None:
        """`known` are all terms, `used` has those and the authors of the pages, `types` the folders of custom types.

        `placed_at` says where a file of the language goes; `language` is empty for the default one. `changes` is what
        the owner wants of the terms.
        """
        self._options = options
        self.changes = changes
        self._placed_at = placed_at
        self._language = language
        self._keys = renamed_keys(options)
        self._types = types
        self._named: dict[tuple[str, str], Naming] = {}
        self._names: dict[TermReference, tuple[str, ...]] = {}
        shown = {"category", "post_tag"} | {term.taxonomy for term in used.terms}
        for taxonomy in sorted(shown):
            if key := taxonomy_key(taxonomy, types):
                self._name(key, [term for term in known if term.taxonomy == taxonomy], placed)
        self._authors(bylines, used.creators, placed)
        self.unseen = frozenset(self._unseen(used))
        """The terms, by key, of which only items speak that visitors could not see."""
        self.awaited = self._awaited(used)
        """The terms, by key, of which only scheduled items speak, with the date of the first."""
        self.left_out = frozenset(self._of_left_out(used) - self.unseen - placed.keys())
        """Those of which only items speak that the owner left out."""

    def __iter__(self) -> Iterator[Naming]:
        return iter(self._named.values())

    def find(self, taxonomy: str, slug: str) -> Naming | None:
        """The term with this slug, in any letter case, or that of which it became a part."""
        slug = self.changes.into.get((taxonomy, slug), slug)
        return self._named.get((taxonomy, slug)) or self._named.get((taxonomy, slug.lower()))

    def names(self, terms: Iterable[TermReference]) -> dict[str, tuple[str, ...]]:
        """The names by which an item's front matter carries its terms, by taxonomy, in the order of the export."""
        found: dict[str, dict[str, None]] = {}
        for term in terms:
            for name in self._names_of(term):
                found.setdefault(term.taxonomy, {})[name] = None
        return {taxonomy: tuple(names) for taxonomy, names in found.items()}

    def custom(self, names: Mapping[str, tuple[str, ...]]) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Those names of custom taxonomies, by front matter key."""
        keys = (
            (taxonomy_key(taxonomy, self._types), taxonomy) for taxonomy in sorted(names.keys() - OWN_TAXONOMIES.keys())
        )
        return tuple((key, names[taxonomy]) for key, taxonomy in keys if key)

    def taxonomies(self) -> dict[str, str]:
        """The key of every taxonomy that has pages of terms, by WordPress' name."""
        named, without = self._named.values(), self.unseen | self.left_out
        return {one.term.taxonomy: one.key for one in named if term_key(one.term) not in without}

    def address(self, naming: Naming, root: str) -> str:
        """Where WordPress showed the term; `root` is what stands before `/category/`."""
        term, slugs = naming.term, [nicename(naming.term.slug) if naming.term.taxonomy == AUTHORS else naming.term.slug]
        while term.taxonomy in _WITH_PARENTS and term.parent and len(slugs) < _DEEPEST:
            above = unquote(term.parent)
            known = self.find(term.taxonomy, above)
            parent = self.changes.gone.get((term.taxonomy, above)) or (known.term if known else None)
            if parent is None or parent.slug in slugs:
                break
            term = parent
            slugs.insert(0, term.slug)
        return "/".join([root, _BASES.get(term.taxonomy, term.taxonomy), *map(in_address, slugs), ""])

    def above(self, naming: Naming) -> Naming | None:
        """The term right above one."""
        return self.find(naming.term.taxonomy, unquote(naming.term.parent)) if naming.term.parent else None

    def _unseen(self, used: SiteFacts) -> set[str]:
        """The terms of hidden items and those above them, but for those of public ones too, and those above these."""
        return self.lines(used.hidden) - self.lines((*used.shown, *used.foreseen)) if used.hidden else set()

    def _awaited(self, used: SiteFacts) -> dict[str, str]:
        found: dict[str, str] = {}
        known = self.lines(used.shown) if used.foreseen else set()
        for one, date in used.foreseen.items():
            found |= {key: min(date, found.get(key, date)) for key in self.lines([one]) - known}
        return found

    def _of_left_out(self, used: SiteFacts) -> set[str]:
        """The terms of items that were left out and those above them, but for those of pages, and those above these."""
        of_pages = (*used.terms, *(term_reference(AUTHORS, login, "") for login in used.creators))
        return self.lines(used.left_out) - self.lines(of_pages) if used.left_out else set()

    def lines(self, terms: Iterable[TermReference]) -> set[str]:
        """The keys of terms, and of those above them."""
        return {term_key(naming.term) for one in terms for naming in self._line(one)}

    def _line(self, term: TermReference) -> Iterator[Naming]:
        """A term, and those above it."""
        slug = term.slug
        for _ in range(_DEEPEST):
            naming = self.find(term.taxonomy, unquote(slug)) if slug else None
            if naming is None:
                return
            yield naming
            slug = naming.term.parent

    def _names_of(self, term: TermReference) -> tuple[str, ...]:
        """The name of a term, and those of the terms above it where they are wanted."""
        if term not in self._names:
            naming = self.find(term.taxonomy, unquote(term.slug))
            line = [naming] if naming else []
            while self._options.parents and naming and len(line) < _DEEPEST:
                naming = self.above(naming)
                line += [naming] if naming else []
            self._names[term] = tuple(dict.fromkeys(one.name for one in line))
        return self._names[term]

    def _authors(self, bylines: Bylines, creators: set[str], placed: Mapping[str, Placed]) -> None:
        """Users have a page though they wrote nothing; of guests only those who did."""
        users = () if self._language else sorted(bylines.users)
        logins = dict.fromkeys([*users, *sorted(filter(None, creators))])
        authors = [bylines.authors.get(login) or Author(0, login, login) for login in logins]
        about = bylines.about
        named = [
            Term(
                id=one.id,
                taxonomy=AUTHORS,
                slug=one.login,
                name=one.display_name,
                parent="",
                description=about.get(one.login, ""),
                language=self._language,
            )
            for one in authors
        ]
        self._name(AUTHORS, named, placed)

    def _name(self, key: str, terms: list[Term], placed: Mapping[str, Placed]) -> None:
        """Give every term of one taxonomy a name of its own; who has one from an earlier run keeps it."""
        key, by = self._keys.get(key, key), self._options.author
        owners, files = set[str](), Names()
        named = ((term, wanted(term, by), placed.get(term_key(term))) for term in terms)
        wishes = [_Wish(term, own, self._file(key, own, term), before) for term, own, before in named]
        moves = TermMoves((one.before, one.path) for one in wishes if one.before)
        for term, own, path, before in sorted(wishes, key=_turn):
            names = _names(own, term.slug)
            name = next(names)
            while binding(key, name) in owners or moves.closes_circle(before, path):
                name = next(names)
                path = self._file(key, name, term)
            owners.add(binding(key, name))
            path = files.claim(path, term_key(term)) if is_aside(path) else path
            moves.go(before, path)
            self._named[term.taxonomy, term.slug] = Naming(term, key, name, path, name != own)

    def _file(self, key: str, name: str, term: Term) -> str:
        return self._placed_at(bound(key, name)) or aside(key, term)


class _Wish(NamedTuple):
    """A term with the name that it wants, the file that its page has by that, and its page of an earlier run."""

    term: Term
    name: str
    path: str
    before: Placed | None


def _turn(wish: _Wish) -> tuple[bool, int, str]:
    """Who chooses first: who has the place already, then the oldest."""
    return not wish.before or wish.before.home.assigned != wish.path, wish.term.id or _LAST, wish.term.slug


def _names(name: str, slug: str) -> Iterator[str]:
    """The names a term may go by, the best first."""
    yield name
    yield clean_name(f"{cut(name, MOST_BYTES - len(slug.encode()) - 3)} ({slug})")
    for number in count(2):
        yield f"{cut(name, MOST_BYTES - 20)} ({short_mark(slug)}-{number})"


def wanted(term: Term, by: str = "login") -> str:
    """The name that a term has if nobody else has it: authors go `by` their login, as `dc:creator` names them.

    Or by the name that readers see, or the word in addresses.
    """
    name = term.name
    if term.taxonomy == AUTHORS and by != "name":
        name = term.slug if by == "login" else nicename(term.slug)
    return clean_name(name) or clean_name(term.slug)


def renamed_keys(options: Options) -> dict[str, str]:
    """Keys that have another name, which is no table's: taxonomies go by that too."""
    return {one.source: one.key for one in options.keys if one.key and "." not in one.key}


def known_terms(index: Index, used: Iterable[TermReference]) -> list[Term]:
    """All terms: those that the export lists, then those that only its items name."""
    known = {place: _with_slug(term) for place, term in index.terms.items() if term.slug or term.name}
    for term in used:
        slug = unquote(term.slug)
        if slug or term.name:
            known.setdefault((term.taxonomy, slug), Term(0, term.taxonomy, slug, term.name))
    return list(known.values())


def _with_slug(term: Term) -> Term:
    slug = unquote(term.slug)
    return (
        term
        if slug == term.slug
        else Term(
            id=term.id,
            taxonomy=term.taxonomy,
            slug=slug,
            name=term.name,
            parent=term.parent,
            description=term.description,
            meta=term.meta,
        )
    )
