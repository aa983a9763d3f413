"""The page of every item and of every term: its addresses, its former ones, its terms, its picture."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from operator import itemgetter
from posixpath import normpath

from migrate.diagnostics import Code, Diagnostics
from migrate.model import Placed
from migrate.site.addresses import NOBODY, Address, Owners, as_address, usable
from migrate.site.decided import natural_address
from migrate.site.index import Entry
from migrate.site.paths import MOST_BYTES, safe_part, short_mark
from migrate.site.placement import Placement
from migrate.site.ranking import AUTHORS, LAST, Ranking, rank
from migrate.site.terms import Naming, TermPage, Terms, nicename, term_key

_SLUG = re.compile(r"(?!\.|_?index$)[^\x00-\x1f\x7f/\\?#%:\ud800-\udfff]+", re.I)
_PLAIN_SLUG = re.compile(r"\w(?:[\w.-]*\w)?")
"""A slug of which Hugo drops nothing when it makes an address of it."""
_DROPPED = re.compile(r"[^\w./\\#+~% -]")
"""What Hugo leaves out of a name where it makes an address of it by itself."""


class Addressing:
    """Decides which page has which address. Asked in this order: items by rank, terms, lists, slugs, aliases."""

    def __init__(self, ranking: Ranking, absent: Iterable[Placed], diagnostics: Diagnostics) -> None:
        """`absent` are the documents of earlier runs of whose items none is in the export."""
        self._ranking = ranking
        self._diagnostics = diagnostics
        self._owners = Owners()
        self._keys: list[str] = []
        """Of the owners that are no items; their numbers follow the ranks."""
        self._numbers = {"": NOBODY}
        gone = [(rank(one.published, one.wordpress_id, one.key), one) for one in absent if one.url and one.path]
        self._gone = sorted(gone, key=itemgetter(0), reverse=True)
        """What may keep the address of an item that comes after it in rank; the first stands last."""
        self._titles = {one.key: one.title for _, one in gone}

    def item(self, number: int, entry: Entry, linked: str, is_front: bool) -> str:
        """The `url` of an item: `linked`, the path of its link; empty where it is the front page or another's address.

        Ask for the items in the order of their numbers.
        """
        if self._gone:
            self._claim_gone(rank(entry.public, entry.id, entry.key))
        address = "/" if is_front else linked
        if entry.status != "publish" or not address:
            return ""
        if not usable(address):
            self.report(Code.ADDRESS_UNUSABLE, address, entry)
            return ""
        owner = self._owners.claim(as_address(address), number)
        if owner == number:
            return "" if is_front else address
        if entry.public:
            self.report(Code.DUPLICATE_ADDRESS, f"{address} is the address of {self._described(owner)}", entry)
        return ""

    def end_of_items(self) -> None:
        """Let the documents that no item is left to compete with keep their addresses."""
        self._claim_gone((True, LAST + 1, ""))

    def free_slug(self, number: int, path: str, slug: str) -> str:
        """The slug, that of the file's name (empty), or one of its own, of which Hugo makes an address nobody has."""
        slug = slug if _PLAIN_SLUG.fullmatch(slug) else ""
        own = f"{path.rpartition('/')[2].removesuffix('.md')}-{short_mark(self._ranking.entry(number).key)}"
        free = (one for one in (slug, "", own) if self.gets(number, as_address(natural_address(path, one))))
        return next(free, own)

    def claim(self, address: str, owner: str) -> str:
        """The address, if nobody has it; else empty."""
        return address if usable(address) and self.gets(self._number(owner), as_address(address)) else ""

    def gets(self, number: int, address: Address) -> bool:
        """Whether an item gets a usable address, because nobody else has it."""
        return self._owners.claim(address, number) == number

    def free(self, address: str, but_for: str | None) -> bool:
        """Whether nobody has the address, but perhaps the owner with this key, who is no item."""
        return self._owners.owner(address) in {0, self._numbers.get(but_for, 0) if but_for else 0}

    def report(self, code: Code, detail: str, entry: Entry) -> None:
        """Say what is wrong with the address of an item."""
        self._diagnostics.report(code, detail, file=entry.file, line=entry.line, wordpress_id=entry.id)

    def _claim_gone(self, until: tuple[bool, int, str]) -> None:
        while self._gone and self._gone[-1][0] < until:
            _, one = self._gone.pop()
            self._owners.claim(as_address(one.url), self._number(one.key))

    def _number(self, owner: str) -> int:
        if owner not in self._numbers:
            self._keys.append(owner)
            self._numbers[owner] = len(self._ranking) + len(self._keys)
        return self._numbers[owner]

    def _key(self, number: int) -> str:
        if number == NOBODY:
            return ""
        ranks = len(self._ranking)
        return self._ranking.entry(number).key if number <= ranks else self._keys[number - ranks - 1]

    def _described(self, owner: int) -> str:
        key = self._key(owner)
        title = self._ranking.entry(owner).title if owner <= len(self._ranking) else self._titles[key]
        return f"{key} ({title})"


def usable_slug(slug: str) -> bool:
    """Whether a slug is one safe part of a path."""
    return _SLUG.fullmatch(slug) is not None and len(slug.encode()) <= MOST_BYTES


def term_pages(
    terms: Terms, addressing: Addressing, placement: Placement, root: str, diagnostics: Diagnostics
) -> Iterable[TermPage]:
    """The pages of all terms that visitors may know of, those of authors among them."""
    named = sorted((one for one in terms if term_key(one.term) not in terms.unseen), key=_turn)
    for naming in named:
        if not naming.path:
            kept = _DROPPED.sub("", naming.name.lower()).replace(" ", "-")
            addressing.claim(normpath(f"/{naming.key}/{kept}/"), "")
    for naming in named:
        term = naming.term
        key = term_key(term)
        where = f"{term.taxonomy} {term.name or term.slug}"
        if naming.renamed:
            diagnostics.report(Code.TERM_RENAMED, f"{where}: {naming.name}")
        if not naming.path:
            diagnostics.report(Code.TERM_WITHOUT_PAGE, where)
        path = naming.path if naming.path and placement.free(naming.path, key) else ""
        address = addressing.claim(terms.address(naming, root), key) or _other_address(naming, addressing, key)
        title = naming.name if naming.renamed else term.name
        yield TermPage(key, naming.key, naming.name, path, title.strip() or naming.name, term.description, address)


def hidden_pages(terms: Terms, placed: Mapping[str, Placed]) -> Iterable[TermPage]:
    """The pages of earlier runs whose terms visitors may not know of any more."""
    for naming in terms:
        key = term_key(naming.term)
        if key in terms.unseen and key in placed and naming.path:
            yield TermPage(key, naming.key, naming.name, naming.path, naming.name, "", "", hidden=True)


def _turn(naming: Naming) -> tuple[bool, bool, str, int, str]:
    """Who comes first where two terms want one address; an author whose word in it is not in the export gives way."""
    term = naming.term
    is_author = term.taxonomy == AUTHORS
    return is_author and nicename(term.slug) != term.slug, is_author, term.taxonomy, term.id or LAST, term.slug


def _other_address(naming: Naming, addressing: Addressing, key: str) -> str:
    """An address of its own for a term whose old one another page has. Hugo's choice might be somebody's too."""
    part = safe_part(naming.name.lower(), "term") or "term"
    candidates = (f"/{naming.key}/{part}{mark}/" for mark in ("", "-2", "-3", f"-{short_mark(key)}"))
    return next((one for one in candidates if addressing.claim(one, key)), "")
