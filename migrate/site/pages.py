"""The page of every item and of every term: its addresses, its former ones, its terms, its picture."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from posixpath import normpath

from migrate.diagnostics import Code, Diagnostics
from migrate.model import Attachment, Kind, Page, Placed
from migrate.site.addresses import Hosts, Owners, usable
from migrate.site.aliases import distinct, former_addresses
from migrate.site.index import Entry
from migrate.site.media import Media
from migrate.site.paths import MOST_BYTES, safe_part, short_mark
from migrate.site.placement import HOME, Placement, Position, is_root, path_of
from migrate.site.terms import AUTHORS, Naming, TermPage, Terms, nicename

_SLUG = re.compile(r"(?!\.|_?index$)[^\x00-\x1f\x7f/\\?#%:\ud800-\udfff]+", re.I)
_PLAIN_SLUG = re.compile(r"\w(?:[\w.-]*\w)?")
"""A slug of which Hugo drops nothing when it makes an address of it."""
_DROPPED = re.compile(r"[^\w./\\#+~% -]")
"""What Hugo leaves out of a name where it makes an address of it by itself."""
_LAST = 1 << 62


def rank(entry: Entry) -> tuple[bool, int, str]:
    """Who comes first where two items want the same: what is published, then the older."""
    return not entry.public, entry.id or _LAST, entry.key


class Addressing:
    """Decides which page has which address. Asked in this order: items, terms, lists, aliases."""

    def __init__(self, hosts: Hosts, placed: Mapping[str, Placed], diagnostics: Diagnostics) -> None:
        self._hosts = hosts
        self._placed = placed
        self._diagnostics = diagnostics
        self._owners = Owners()
        self._names: dict[str, str] = {}

    def items(self, ranked: Sequence[Entry], positions: Mapping[str, Position]) -> dict[str, str]:
        """The `url` of every item, by key; empty where it has none, or another item has it."""
        here = {entry.key for entry in ranked}
        gone = [
            one
            for one in self._placed.values()
            if one.kind is Kind.CONTENT and one.url and one.path and one.key not in here
        ]
        order: list[tuple[tuple[bool, int, str], Entry | None, str]] = [(rank(entry), entry, "") for entry in ranked]
        order += [((not one.published, one.wordpress_id or _LAST, one.key), None, one.key) for one in gone]
        urls: dict[str, str] = {}
        for _, entry, absent in sorted(order, key=lambda one: one[0]):
            if entry is None:
                self._claim(self._placed[absent].url, absent, self._placed[absent].title)
            else:
                urls[entry.key] = self._item(entry, positions[entry.key].path)
        return urls

    def natural(
        self, entries: Iterable[Entry], urls: Mapping[str, str], positions: Mapping[str, Position]
    ) -> dict[str, str]:
        """The slug of every item, by key; empty where Hugo would make the address of another page of it."""
        slugs: dict[str, str] = {}
        for entry in entries:
            path = positions[entry.key].path
            slug = "" if path == HOME else self._slug(entry)
            if not urls[entry.key] and entry.status in {"publish", "future"} and path != HOME:
                slug = self._free_slug(entry.key, path, slug if _PLAIN_SLUG.fullmatch(slug) else "")
            slugs[entry.key] = slug
        return slugs

    def _free_slug(self, owner: str, path: str, slug: str) -> str:
        """The slug, that of the file's name (empty), or one of its own, of which Hugo makes an address nobody has."""
        own = f"{path.rpartition('/')[2].removesuffix('.md')}-{short_mark(owner)}"
        free = (one for one in (slug, "", own) if self._owners.claim(natural_address(path, one), owner) == owner)
        return next(free, own)

    def claim(self, address: str, owner: str) -> str:
        """The address, if nobody has it; else empty."""
        return address if usable(address) and self._owners.claim(address, owner) == owner else ""

    def owner(self, address: str) -> str | None:
        """The key of whoever has the address."""
        return self._owners.owner(address)

    def _item(self, entry: Entry, path: str) -> str:
        if entry.status != "publish":
            return ""
        root = is_root(entry.link, self._hosts)
        address = "/" if root else path_of(entry.link, self._hosts)
        if not address:
            return ""
        if not usable(address):
            self._report(Code.ADDRESS_UNUSABLE, address, entry)
            return ""
        owner = self._claim(address, entry.key, entry.title)
        if owner == entry.key:
            return "" if path == HOME or root else address
        if entry.public:
            self._report(Code.DUPLICATE_ADDRESS, f"{address} is the address of {owner} ({self._names[owner]})", entry)
        return ""

    def _claim(self, address: str, owner: str, title: str) -> str:
        self._names[owner] = title
        return self._owners.claim(address, owner)

    def _slug(self, entry: Entry) -> str:
        if not entry.slug:
            return ""
        if _SLUG.fullmatch(entry.slug) and len(entry.slug.encode()) <= MOST_BYTES:
            return entry.slug
        self._report(Code.SLUG_UNUSABLE, entry.slug, entry)
        return ""

    def _report(self, code: Code, detail: str, entry: Entry) -> None:
        self._diagnostics.report(code, detail, file=entry.file, line=entry.line, wordpress_id=entry.id)


def natural_address(path: str, slug: str) -> str:
    """The address that Hugo gives a content file by itself."""
    folder, _, name = path.removeprefix("content/").rpartition("/")
    stem = name.rpartition(".")[0]
    if stem in {"index", "_index"}:
        return f"/{folder}/".replace("//", "/").lower()
    return f"/{folder}/{slug or stem}/".replace("//", "/").lower()


def term_pages(
    terms: Terms, addressing: Addressing, placement: Placement, root: str, diagnostics: Diagnostics
) -> Iterable[TermPage]:
    """The pages of all terms, those of authors among them."""
    named = sorted(terms, key=_turn)
    for naming in named:
        if not naming.path:
            kept = _DROPPED.sub("", naming.name.lower()).replace(" ", "-")
            addressing.claim(normpath(f"/{naming.key}/{kept}/"), "")
    for naming in named:
        term = naming.term
        key = f"term:{term.taxonomy}/{term.slug}"
        where = f"{term.taxonomy} {term.name or term.slug}"
        if naming.renamed:
            diagnostics.report(Code.TERM_RENAMED, f"{where}: {naming.name}")
        if not naming.path:
            diagnostics.report(Code.TERM_WITHOUT_PAGE, where)
        path = naming.path if naming.path and placement.free(naming.path, key) else ""
        address = addressing.claim(terms.address(naming, root), key) or _other_address(naming, addressing, key)
        title = naming.name if naming.renamed else term.name
        yield TermPage(key, naming.key, naming.name, path, title.strip() or naming.name, term.description, address)


def _turn(naming: Naming) -> tuple[bool, bool, str, int, str]:
    """Who comes first where two terms want one address; an author whose word in it is not in the export gives way."""
    term = naming.term
    is_author = term.taxonomy == AUTHORS
    return is_author and nicename(term.slug) != term.slug, is_author, term.taxonomy, term.id or _LAST, term.slug


def _other_address(naming: Naming, addressing: Addressing, key: str) -> str:
    """An address of its own for a term whose old one another page has. Hugo's choice might be somebody's too."""
    part = safe_part(naming.name.lower(), "term") or "term"
    candidates = (f"/{naming.key}/{part}{mark}/" for mark in ("", "-2", "-3", f"-{short_mark(key)}"))
    return next((one for one in candidates if addressing.claim(one, key)), "")


def make_page(
    *,
    entry: Entry,
    position: Position,
    url: str,
    slug: str,
    terms: Terms,
    media: Media,
    image: Attachment | None,
    aliases: Iterable[str],
) -> Page:
    """Everything decided about one item."""
    return Page(
        key=entry.key,
        path=position.path,
        desired=position.desired,
        url=url,
        aliases=tuple(aliases),
        slug=slug,
        published=entry.public,
        image=media.address(image.url) if image else "",
        image_alt=image.alt if image else "",
        categories=terms.names(entry.terms, "category"),
        tags=terms.names(entry.terms, "post_tag"),
        taxonomies=terms.custom(entry.terms),
        author=author.name if (author := terms.find(AUTHORS, entry.creator)) else "",
    )


def aliases_of(
    *,
    entry: Entry,
    own: str,
    before: Placed | None,
    attachments: Iterable[Attachment],
    addressing: Addressing,
    hosts: Hosts,
) -> list[str]:
    """All other addresses of a published item that nobody else has; `own` is its address today."""
    if not entry.public:
        return []
    found = [*(before.former_urls if before else ()), *([before.url] if before and before.url != own else [])]
    linked = path_of(entry.link, hosts)
    if is_root(entry.link, hosts) and hosts.folder:
        found.append(f"{hosts.folder}/")
    if linked == own:
        found += former_addresses(own, entry)
    found += filter(None, (path_of(one.link, hosts) for one in attachments))
    return [one for one in distinct(found) if one != own and addressing.claim(one, entry.key)]
