"""What is decided about every page, in few bytes. The rest is read off its item when it is asked for."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from migrate.browser import is_harmless
from migrate.model.decided import Page
from migrate.model.documents import Home
from migrate.model.rest_of_site import in_language
from migrate.page.places import ONE_LANGUAGE, Languages
from migrate.page.references import reference
from migrate.site.collect.export_time import ExportTime
from migrate.site.collect.guests import AUTHORS
from migrate.site.collect.indexed_item import IndexedItem
from migrate.site.collect.item_tables import Attachments
from migrate.site.collect.leading import ends
from migrate.site.decide.choosing_order import ChoosingOrder, Rank
from migrate.site.decide.languages.languages import ONE, SiteLanguages
from migrate.site.decide.media.media import Media
from migrate.site.decide.paths.paths import is_bundle
from migrate.site.decide.terms.by_language import TermsByLanguage
from migrate.site.records import Records

_SLUG = "\0"
"""Stands for the slug of a page, which most of its addresses name: no path holds this sign."""


class Target(NamedTuple):
    """A page of the new site as links know it."""

    address: str
    """Decoded, root-relative."""
    reference: str
    """What relref takes; empty where no reference may be written."""
    public: bool
    leads_to: str = ""
    """The address of the old site, or of another, to which it only leads."""
    elsewhere: str = ""
    """Its full address where it stays on the old site, because the owner left it out."""


class Decision(NamedTuple):
    """The decisions about one page that others had a say in."""

    home: Home
    url: str
    slug: str
    aliases: list[str]
    stands: bool
    """Whether its file stands, or will stand, where no hand made it a draft."""
    by_name: bool
    """Whether no other content file has its name."""
    public: bool
    """Whether everybody can read it, as far as WordPress is asked."""
    natural: str = ""
    """The address that Hugo gives it, where it has no `url`."""

    @property
    def address(self) -> str:
        """Where the page is: root-relative, decoded."""
        return self.url or self.natural


class Decisions(Mapping[str, Page]):
    """The pages by key, in the order of choosing."""

    def __init__(
        self,
        order: ChoosingOrder,
        attachments: Attachments,
        terms: TermsByLanguage,
        media: Media,
        *,
        exported: ExportTime,
        languages: SiteLanguages = ONE,
        joined: Mapping[str, str] | None = None,
        bundles: bool = False,
    ) -> None:
        """`bundles`: pages that are folders hold their featured picture.

        `joined` says what items have in common with their translations, by key.
        """
        self._bundles = bundles
        self._order = order
        self._attachments = attachments
        self._terms = terms
        self._media = media
        self._exported = exported
        self.languages = languages
        self._joined = joined or {}
        self._records = Records()
        self._places = array("Q")
        leading = ((order.rank(key), address) for key, address in ends(order.facts.leading).items())
        self.leading: dict[Rank, str] = {rank: address for rank, address in leading if rank}
        """The addresses to which pages only lead, by rank."""

    def add(self, decision: Decision) -> None:
        """Keep what was decided about the page that is next in rank."""
        (path, desired), url, slug, aliases, *rest, _ = decision
        texts = [path, "" if desired == path else desired, url, *aliases]
        if slug:
            texts = [text.replace(slug, _SLUG) for text in texts]
        self._places.append(self._records.add([slug, texts, *rest]))

    def decision(self, rank: Rank) -> Decision:
        """What was decided about the page with this rank."""
        slug, texts, stands, by_name, public = self._records[self._places[rank - 1]]
        path, desired, url, *aliases = [text.replace(_SLUG, slug) for text in texts] if slug else texts
        home = Home(path, desired or path)
        natural = "" if url else natural_address(path, slug, self.languages.files)
        return Decision(home, url, slug, aliases, stands, by_name=by_name, public=public, natural=natural)

    def address(self, rank: Rank) -> str:
        """Where the page with this rank is: root-relative, decoded."""
        slug, texts, *_ = self._records[self._places[rank - 1]]
        path, _, url = [text.replace(_SLUG, slug) for text in texts[:3]]
        return url or natural_address(path, slug, self.languages.files)

    def target(self, rank: Rank) -> Target:
        """The page as links know it."""
        decision = self.decision(rank)
        public = decision.public and decision.stands
        files, path = self.languages.files, decision.home.assigned
        named = reference(files.plain(path), decision.by_name) if public else ""
        named = in_language(named, files.language(path)) if files.names else named
        return Target(decision.address, named, public, self.leading.get(rank, ""))

    def contents(self, keys: Iterable[str] | None = None) -> Iterator[tuple[IndexedItem, Page]]:
        """Every page with its item; or those with these keys, as far as there are such pages."""
        for rank, entry in self._order.ranked() if keys is None else self._few(keys):
            yield entry, self._page(rank, entry)

    def _few(self, keys: Iterable[str]) -> Iterator[tuple[Rank, IndexedItem]]:
        ranks = sorted(filter(None, map(self._order.rank, keys)))
        return ((rank, self._order.entry(rank)) for rank in ranks)

    @property
    def newest(self) -> str:
        """The latest of the dates of public pages."""
        return self._order.facts.newest

    @property
    def shows_early(self) -> bool:
        """Whether a page is shown before its date comes: then it matters when the export was made."""
        return self.may_show_early(self.newest) and any(
            one.public and self._exported.before(one) for one in self._order
        )

    def may_show_early(self, newest: str) -> bool:
        """Whether there can be such a page among some of which this is the latest date; no: surely not."""
        return self._exported.may_be_before(newest)

    def content(self, key: str) -> tuple[IndexedItem, Page]:
        """A page with its item. Raises KeyError for what is no page."""
        rank = self._order.rank(key)
        if rank is None:
            raise KeyError(key)
        entry = self._order.entry(rank)
        return entry, self._page(rank, entry)

    def ranked(self) -> Iterator[tuple[Rank, IndexedItem, Decision]]:
        """Every item that becomes a page, by rank, with what was decided about it."""
        return ((rank, entry, self.decision(rank)) for rank, entry in self._order.ranked())

    def entries(self) -> Iterator[IndexedItem]:
        """The item of every page."""
        return iter(self._order)

    def entries_of(self, keys: Iterable[str]) -> Iterator[IndexedItem]:
        """Those of the pages with these keys, as far as there are such pages."""
        return (entry for _, entry in self._few(keys))

    def __getitem__(self, key: str) -> Page:
        return self.content(key)[1]

    def __iter__(self) -> Iterator[str]:
        return (entry.key for entry in self._order)

    def __len__(self) -> int:
        return len(self._places)

    def _page(self, rank: Rank, entry: IndexedItem) -> Page:
        decision = self.decision(rank)
        image = self._attachments.get(str(entry.thumbnail)) if entry.thumbnail else None
        image = image if image and image.public and is_harmless(image.url) else None
        language = self.languages.of(entry)
        terms = self._terms.of(language)
        names = terms.names(entry.terms)
        authors = (terms.find(AUTHORS, login) for login in self._order.bylines.of(entry))
        aliases = tuple(decision.aliases)
        if language:
            aliases = tuple(filter(None, (self.languages.own_alias(language, one) for one in aliases)))
        return Page(
            home=decision.home,
            url=decision.url,
            aliases=aliases,
            slug=decision.slug,
            published=entry.public,
            image=self._image(image.url, decision.home.assigned) if image else "",
            image_alt=image.alt if image else "",
            categories=names.get("category", ()),
            tags=names.get("post_tag", ()),
            taxonomies=terms.custom(names),
            authors=tuple(author.name for author in authors if author),
            withheld=entry.protected,
            leads_to=self.leading.get(rank, ""),
            shown_since=self._exported.before(entry) if entry.public else "",
            language=language,
            joined=self._joined.get(entry.key, ""),
            natural=decision.natural,
        )

    def _image(self, url: str, path: str) -> str:
        address = self._media.address(url)
        is_beside = self._bundles and is_bundle(path) and self._media.path(url)
        return address.rpartition("/")[2] if is_beside else address


def natural_address(path: str, slug: str, languages: Languages = ONE_LANGUAGE) -> str:
    """The address that Hugo gives a content file by itself."""
    if languages.names:
        prefix = languages.prefix(languages.language(path))
        return f"{prefix}{natural_address(languages.plain(path), slug)}"
    folder, _, name = path.removeprefix("content/").rpartition("/")
    stem = name.rpartition(".")[0]
    if stem == "_index":
        return f"/{folder}/".replace("//", "/").lower()
    if stem == "index":
        folder, _, stem = folder.rpartition("/")
    return f"/{folder}/{slug or stem}/".replace("//", "/").lower()
