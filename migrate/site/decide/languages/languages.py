"""The languages of a site: which there are, which is the default one, where each has its addresses and its files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from migrate.diagnostics import Code, Diagnostics
from migrate.model.decided import LanguageChoice
from migrate.model.documents import Kind, Placed
from migrate.model.export import Term
from migrate.options import Options
from migrate.page.places import ONE_LANGUAGE, Languages
from migrate.page.references import CONTENT
from migrate.php import unserialized
from migrate.site.addresses import NO_ROOTS, LanguageRoots, decoded, host_name, take_apart
from migrate.site.collect.index import Index
from migrate.site.collect.indexed_item import IndexedItem
from migrate.site.collect.spoken import LANGUAGE, is_code
from migrate.site.decide.choosing_order import priority
from migrate.site.decide.languages.names import autonym, is_known, is_right_to_left, locale
from migrate.site.decide.languages.translations import Groups, translations

_OF_POLYLANG = frozenset({"post_translations", "term_translations", "term_language"})
_OF_WPML = ("_wpml", "_icl_", "wpml_")
"""How the custom fields begin in which WPML keeps what it knows."""
_PRIORITY_OF_WPML = "translation_priority"


class SiteLanguage(NamedTuple):
    """One language of a site."""

    code: str
    name: str
    """As its speakers say it."""
    locale: str
    """As Hugo wants it for dates; empty where it knows none."""
    right_to_left: bool
    is_default: bool


class SiteLanguages(NamedTuple):
    """The languages of a site, the default one first; none where it has only one."""

    known: tuple[SiteLanguage, ...] = ()
    files: Languages = ONE_LANGUAGE
    """How the path of a content file says its language."""
    roots: LanguageRoots = NO_ROOTS
    layout: str = ""
    by_address: bool = False
    """Whether an item says its language by its address alone."""
    joined: Mapping[str, str] = {}
    """What items have in common with their translations, by key."""
    groups: Groups | None = None

    @property
    def default(self) -> str:
        """The code of the default language; empty in a site of one."""
        return self.files.default

    @property
    def codes(self) -> tuple[str, ...]:
        """Those of all languages; one that is empty in a site of one."""
        return tuple(one.code for one in self.known) or ("",)

    def of(self, entry: IndexedItem) -> str:
        """The code of the language of an item; empty in a site of one."""
        return (self.said(entry) or self.default) if self.known else ""

    def said(self, entry: IndexedItem) -> str:
        """The same, but empty where nothing says which it is."""
        if entry.language in self.files.names:
            return entry.language
        if self.groups and (found := self.groups.items.get(entry.id)) and found[0] in self.files.names:
            return found[0]
        place = _place(entry.link)
        if (language := self.roots.hosts.get(place.host)) or (
            self.by_address and (language := self.roots.language(place.path))
        ):
            return language
        return self.default if self.by_address else ""

    def own_alias(self, language: str, address: str) -> str:
        """An older address as an alias says it, to which Hugo sets the prefix of the language; empty: none can be."""
        prefix = self.files.prefix(language)
        if not address.startswith(f"{prefix}/"):
            return ""
        rest = address.removeprefix(prefix)
        return rest if rest.strip("/") or not prefix else ""

    def of_term(self, term: Term) -> str:
        """The language that a plugin gives to a term; empty where none does."""
        found = self.groups.terms.get(term.id) if self.groups else None
        said = found[0] if found else dict(term.meta).get("_wpml_import_language_code", "").lower()
        return said if said in self.files.names else ""

    def group_of_term(self, term: Term) -> str:
        """What a term has in common with its translations, or nothing."""
        found = self.groups.terms.get(term.id) if self.groups else None
        return found[1] if found else dict(term.meta).get("_wpml_import_translation_group", "")


ONE = SiteLanguages()


def site_languages(
    index: Index, earlier: Mapping[str, Placed], options: Options, choice: LanguageChoice, diagnostics: Diagnostics
) -> SiteLanguages:
    """What the export says of languages. `choice` is what an earlier run, or the configuration of the site, settled."""
    wpml = _uses_wpml(index)
    if not index.languages and not wpml and not choice.default:
        return ONE
    pages = sorted(filter(index.becomes_page, index.entries.records()), key=_turn)
    groups = Groups(index, diagnostics)
    seen = _LanguagesSeen.at(pages, _codes(index, wpml), index, by_address=wpml, groups=groups)
    default = choice.default or seen.default(index.channel.language if index.channel else "")
    codes = {*seen.counts, *filter(None, (one.identity.language for one in earlier.values())), default}
    if len(codes) < 2:
        return ONE
    settled = choice.layout or _layout(earlier)
    layout = settled or options.languages
    if settled and options.languages not in {settled, "folders"}:
        diagnostics.report(Code.LAYOUT_SETTLED, settled)
    known = tuple(_language(code, index, is_default=code == default) for code in _ordered(codes, default, seen))
    found = SiteLanguages(
        known=known,
        files=_files(codes, default, layout, seen, choice),
        roots=seen.roots(codes, default),
        layout=layout,
        by_address=not seen.by_field,
        groups=groups,
    )
    _tell_unmarked(found, pages, diagnostics)
    return found._replace(joined=translations(pages, found.of, groups, diagnostics))


class _LinkPlace(NamedTuple):
    host: str
    path: str
    asks: bool
    """Whether a parameter tells the language."""


def _place(link: str) -> _LinkPlace:
    parts = take_apart(link)
    return _LinkPlace(host_name(parts.host or ""), decoded(parts.path), "lang=" in parts.query)


@dataclass(slots=True)
class _LanguagesSeen:
    """What the addresses of the items say of languages."""

    folder: str
    host: str
    counts: Counter[str] = field(default_factory=Counter)
    prefixed: Counter[str] = field(default_factory=Counter)
    """Of each language, how many public items have its code at the beginning of their address."""
    bare: Counter[str] = field(default_factory=Counter)
    """How many have not."""
    asks: bool = False
    on_hosts: dict[str, set[str]] = field(default_factory=dict)
    """The languages of other hosts than that of the site."""
    by_field: bool = False
    """Whether items say their language themselves."""

    @classmethod
    def at(
        cls, pages: Iterable[IndexedItem], codes: frozenset[str], index: Index, *, by_address: bool, groups: Groups
    ) -> _LanguagesSeen:
        """Look at all items; with `by_address` an item that says nothing is taken at the word of its address."""
        base = take_apart((index.channel.base_blog_url or index.channel.link) if index.channel else "")
        seen = cls(decoded(base.path).rstrip("/"), host_name(base.host or ""))
        roots = seen.roots(codes, "")
        for entry in pages:
            place = _place(entry.link)
            first = roots.language(place.path)
            said = entry.language or groups.items.get(entry.id, ("", ""))[0]
            seen.by_field |= bool(said) and not place.asks
            code = said if said in codes else ""
            if not code and by_address:
                code = _of_host(place.host, seen.host, codes) or first
            seen.asks |= place.asks or "@" in entry.key
            if code:
                seen._count(code, first, place, entry)
            elif entry.public:
                seen.bare[""] += 1
        return seen

    def _count(self, code: str, first: str, place: _LinkPlace, entry: IndexedItem) -> None:
        self.counts[code] += 1
        if entry.public and not place.asks:
            (self.prefixed if first == code else self.bare)[code] += 1
            if place.host not in {self.host, ""} and first != code:
                self.on_hosts.setdefault(place.host, set()).add(code)

    @property
    def hosts(self) -> dict[str, str]:
        """The hosts of the languages that have one of their own."""
        return {host: next(iter(codes)) for host, codes in self.on_hosts.items() if len(codes) == 1}

    def default(self, language: str) -> str:
        """The only language whose addresses have no prefix; of several that of the site, or the commonest."""
        site = language.lower().replace("_", "-")
        elsewhere = self.hosts.values()
        bare = [code for code in self.counts if not self.prefixed[code] and code not in elsewhere]
        if self.bare[""] and not self.by_field:
            return site if site in self.counts else site.partition("-")[0] or "en"
        if len(bare) == 1:
            return bare[0]
        among = bare or list(self.counts)
        near = [code for code in among if site in {code, code.partition("-")[0]} or site.startswith(f"{code}-")]
        return near[0] if near else max(sorted(among), key=lambda code: self.counts[code], default="")

    def roots(self, codes: Iterable[str], default: str) -> LanguageRoots:
        """What stands before the addresses of each language on the old site."""
        hosts = self.hosts
        found = {code: f"/{code}" for code in codes}
        for code in found if default else ():
            is_bare = self.bare[code] > self.prefixed[code] and code not in hosts.values() and not self.asks
            if is_bare or (code == default and not self.prefixed[code]):
                found[code] = ""
        return LanguageRoots(self.folder, found, default, hosts, asks=self.asks)


def _codes(index: Index, wpml: bool) -> frozenset[str]:
    """The codes that items may say."""
    of_terms = {slug for taxonomy, slug in index.terms if taxonomy == LANGUAGE}
    polylang = not _OF_POLYLANG.isdisjoint(taxonomy for taxonomy, _ in index.terms) or bool(
        index.entries.taxonomies() & _OF_POLYLANG
    )
    said = {code for code in index.languages if is_code(code)}
    if of_terms and not polylang and not any(_described(index, slug) for slug in of_terms):
        said = {code for code in said if code not in of_terms or is_known(code)}
    return frozenset(said | _codes_in_addresses(index) if wpml else said)


def _codes_in_addresses(index: Index) -> set[str]:
    """The codes with which addresses begin, but for those that are the names of pages."""
    base = (index.channel.base_blog_url or index.channel.link) if index.channel else ""
    folder, host = decoded(take_apart(base).path).rstrip("/"), host_name(take_apart(base).host or "")
    found: set[str] = set()
    pages: set[str] = set()
    for entry in index.entries.records():
        place = _place(entry.link)
        found.add(place.path.removeprefix(folder).strip("/").partition("/")[0].lower())
        if place.host != host:
            found.update(part for part in (place.host.partition(".")[0], place.host.rpartition(".")[2]))
        if entry.type == "page" and not entry.parent:
            pages.add(entry.slug)
    return {code for code in found - pages if is_known(code)}


def _of_host(host: str, main: str, codes: frozenset[str]) -> str:
    if host in {main, ""}:
        return ""
    return next((part for part in (host.partition(".")[0], host.rpartition(".")[2]) if part in codes), "")


def _uses_wpml(index: Index) -> bool:
    return _PRIORITY_OF_WPML in index.entries.taxonomies() or tells_of_languages(index.tally.fields)


def tells_of_languages(fields: Iterable[tuple[str, str]]) -> bool:
    """Whether custom fields, each with the type of its item, are those of WPML."""
    return any(key.startswith(_OF_WPML) for _, key in fields)


def _turn(entry: IndexedItem) -> tuple[bool, int, str]:
    return priority(entry.public, entry.id, entry.key)


def _layout(earlier: Mapping[str, Placed]) -> str:
    """The layout of what an earlier run wrote; a site that had one language then keeps the places of its pages."""
    pages = [one for one in earlier.values() if one.identity.kind is Kind.CONTENT]
    spoken = [(one.identity.language, one.home.assigned) for one in pages if one.identity.language]
    if not spoken:
        return "suffixes" if pages else ""
    return "folders" if any(path.startswith(f"{CONTENT}/{code}/") for code, path in spoken) else "suffixes"


def _ordered(codes: Iterable[str], default: str, seen: _LanguagesSeen) -> list[str]:
    return sorted(codes, key=lambda code: (code != default, -seen.counts[code], code))


def _language(code: str, index: Index, *, is_default: bool) -> SiteLanguage:
    said = _described(index, code)
    term = index.terms.get((LANGUAGE, code))
    site = index.channel.language if index.channel else ""
    own = site if is_default and site.lower().partition("-")[0] == code.partition("-")[0] else ""
    spoken = str(said.get("locale") or own or code)
    return SiteLanguage(
        code=code,
        name=(term.name if term else "") or autonym(code),
        locale=locale(spoken.lower()),
        right_to_left=bool(said["rtl"]) if "rtl" in said else is_right_to_left(code),
        is_default=is_default,
    )


def _described(index: Index, code: str) -> dict[str, object]:
    """What Polylang says of a language, if it has a locale."""
    term = index.terms.get((LANGUAGE, code))
    said = unserialized(term.description) if term else None
    return said if isinstance(said, dict) and isinstance(said.get("locale"), str) else {}


def _files(codes: Iterable[str], default: str, layout: str, seen: _LanguagesSeen, choice: LanguageChoice) -> Languages:
    folders = {folder: code for folder, code in choice.folders if code in codes}
    if layout == "folders":
        folders |= {f"{CONTENT}/{code}": code for code in codes if code not in folders.values()}
    in_folder = choice.in_folder or (bool(seen.prefixed[default]) and not seen.bare[default])
    return Languages(default, frozenset(codes), folders, in_folder=in_folder)


def _tell_unmarked(languages: SiteLanguages, pages: Iterable[IndexedItem], diagnostics: Diagnostics) -> None:
    for entry in _unmarked(languages, pages):
        said = f"{entry.title or entry.key}: {entry.language}" if entry.language else entry.title or entry.key
        code = Code.LANGUAGE_UNKNOWN if entry.language else Code.LANGUAGE_NOT_SAID
        diagnostics.report(code, said, file=entry.file, line=entry.line, wordpress_id=entry.id)


def _unmarked(languages: SiteLanguages, pages: Iterable[IndexedItem]) -> Iterator[IndexedItem]:
    return (entry for entry in pages if not languages.said(entry))
