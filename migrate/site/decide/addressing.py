"""Which page has which address: whoever claims one first keeps it.

Claims are made in the order of `decide`: items by rank, what is gone from the export in between, terms, lists, slugs,
aliases.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import chain
from operator import itemgetter

from migrate.choices.path_patterns import BUNDLED
from migrate.diagnostics import Code, Diagnostics
from migrate.model.documents import Placed
from migrate.model.export import BESIDE
from migrate.page.places import ONE_LANGUAGE, Languages
from migrate.site.addresses import Address, as_address, usable
from migrate.site.collect.indexed_item import IndexedItem
from migrate.site.decide.choosing_order import LAST, ChoosingOrder, Priority, Rank, priority
from migrate.site.decide.decisions import natural_address
from migrate.site.decide.owners import NOBODY, Owner, Owners
from migrate.site.decide.paths.paths import MOST_BYTES, short_mark

_SLUG = re.compile(
    r"(?!\.|_?index$|index\.\w+$|(?:sitemap\.xml|404\.html|robots\.txt)$)[^\x00-\x1f\x7f/\\?#%:\ud800-\udfff]+", re.I
)
"""One part of a path that is no name of a file that Hugo writes."""
_PLAIN_SLUG = re.compile(r"\w(?:[\w.-]*\w)?")
"""A slug of which Hugo drops nothing when it makes an address of it."""


class AddressClaims:
    """Gives addresses to whoever claims them first."""

    def __init__(
        self,
        order: ChoosingOrder,
        absent: Iterable[Placed],
        diagnostics: Diagnostics,
        languages: Languages = ONE_LANGUAGE,
    ) -> None:
        """`absent` are the documents of earlier runs of whose items none is in the export."""
        self._order = order
        self._diagnostics = diagnostics
        self._languages = languages
        self._owners = Owners()
        self._keys: list[str] = []
        """Of the owners that are no items; their numbers follow the ranks."""
        self._numbers = {"": NOBODY}
        self._drafts: set[int] = set()
        """The addresses of those that are not published, as fingerprints."""
        gone = [
            (priority(one.published, one.identity.wordpress_id, one.key), one) for one in absent if one.url and one.path
        ]
        self._gone = sorted(gone, key=itemgetter(0), reverse=True)
        """What may keep the address of an item that chooses after it; the first stands last."""
        self._titles = {one.key: one.identity.title for _, one in gone}

    def claim_item(self, rank: Rank, entry: IndexedItem, linked: str, front: str) -> str:
        """The `url` of an item: `linked`, the path of its link; empty where it is another's address.

        `front` is the address of the front page that it is, or empty; such a page has no `url`.

        Claim for the items by rank: what is gone from the export keeps its address against those that come later.
        """
        if self._gone:
            self._claim_gone(priority(entry.public, entry.id, entry.key))
        address = front or linked
        if entry.status != "publish" or not address:
            return ""
        if not usable(address):
            self.report(Code.ADDRESS_UNUSABLE, address, entry)
            return ""
        owner = self._owners.claim(as_address(address), Owner(rank))
        if owner == Owner(rank):
            return "" if front else address
        if entry.public:
            self.report(Code.DUPLICATE_ADDRESS, f"{address} is the address of {self._described(owner)}", entry)
        return ""

    def claim_rest_of_gone(self) -> None:
        """Let the documents that no item is left to compete with keep their addresses."""
        self._claim_gone((True, LAST + 1, ""))

    def claim_slug(self, rank: Rank, path: str, slug: str) -> str:
        """The slug, that of the file's name (empty), or one of its own, of which Hugo makes an address nobody has."""
        slug = slug if _PLAIN_SLUG.fullmatch(slug) else ""
        name = path.removesuffix(BUNDLED).rpartition("/")[2].removesuffix(".md")
        own = f"{name}-{short_mark(self._order.entry(rank).key)}"
        candidates = ((one, natural_address(path, one, self._languages)) for one in (slug, "", own))
        return next((one for one, address in candidates if self.claim_for_item(rank, as_address(address))), own)

    def slug_of_draft(self, path: str, slug: str) -> str:
        """The slug of what is not published, or empty: the name of its file, where anybody else would be in the way.

        Addresses of drafts are nobody's loss: they are not claimed, only kept apart.
        """
        address = as_address(natural_address(path, slug, self._languages))
        taken = address.mark in self._drafts or bool(self._owners.owner(address.path))
        self._drafts.add(address.mark)
        return "" if taken else slug

    def claim(self, address: str, owner: str) -> str:
        """The address, if nobody else has it; else empty. `owner` is the key of what is no item."""
        is_owner = usable(address) and self._owners.claim(as_address(address), self._number(owner)) == self._number(
            owner
        )
        return address if is_owner else ""

    def claim_for_item(self, rank: Rank, address: Address) -> bool:
        """Whether an item gets a usable address, because nobody else has it."""
        return self._owners.claim(address, Owner(rank)) == Owner(rank)

    def claim_lists(self, lists: Iterable[str]) -> dict[str, str]:
        """Of the lists that Hugo makes, those whose own address a page has, with the address that each gets instead.

        The language of a list stands behind its name, but for the default one.
        """
        moved = {}
        for code in self._languages.names:
            self.claim(f"{self._languages.prefix(code)}/", f"front:{code}")
        for name in lists:
            section, _, language = name.partition(BESIDE)
            prefix = self._languages.prefix(language or self._languages.default)
            if self.claim(f"{prefix}/{section}/", f"list:{name}"):
                continue
            candidates = (f"{prefix}/all-{section}{number}/" for number in ("", *range(2, 1000)))
            moved[name] = next(one for one in candidates if self.claim(one, f"list:{name}"))
        return moved

    def report(self, code: Code, detail: str, entry: IndexedItem) -> None:
        """Say what is wrong with the address of an item."""
        self._diagnostics.report(code, detail, file=entry.file, line=entry.line, wordpress_id=entry.id)

    def taken(self) -> TakenAddresses:
        """Who has which address, once all claims are made."""
        return TakenAddresses(self._owners, dict(self._numbers), self._drafts)

    def _claim_gone(self, until: Priority) -> None:
        while self._gone and self._gone[-1][0] < until:
            _, one = self._gone.pop()
            self._owners.claim(as_address(one.url), self._number(one.key))

    def _number(self, owner: str) -> Owner:
        if owner not in self._numbers:
            self._keys.append(owner)
            self._numbers[owner] = Owner(len(self._order) + len(self._keys))
        return self._numbers[owner]

    def _described(self, owner: Owner | None) -> str:
        if owner is None:
            return "another page"
        if owner <= len(self._order):
            entry = self._order.entry(Rank(owner))
            return f"{entry.key} ({entry.title})"
        key = self._keys[owner - len(self._order) - 1]
        return f"{key} ({self._titles[key]})"


class TakenAddresses:
    """Who has which address. Changes nothing."""

    def __init__(self, owners: Owners, numbers: Mapping[str, Owner], drafts: Collection[int]) -> None:
        """`drafts` are the addresses of what is not published, as fingerprints."""
        self._owners = owners
        self._numbers = numbers
        self._drafts = drafts

    def marks(self) -> Iterator[int]:
        """The fingerprints of all of them, and of those that drafts would have."""
        return chain(self._owners.marks(), self._drafts)

    def free(self, address: str, but_for: str | None) -> bool:
        """Whether nobody has the address, but perhaps the owner with this key, who is no item."""
        owner = self._owners.owner(address)
        return owner is None or (bool(but_for) and owner == self._numbers.get(but_for or ""))


def usable_slug(slug: str) -> bool:
    """Whether a slug is one safe part of a path, and no file that Hugo itself writes."""
    return _SLUG.fullmatch(slug) is not None and len(slug.encode()) <= MOST_BYTES
