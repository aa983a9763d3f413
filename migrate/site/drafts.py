"""The decisions about all pages while they are made: one question is settled for every page before the next."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

from migrate.diagnostics import Code
from migrate.model import Placed
from migrate.site.addresses import Hosts, as_address
from migrate.site.aliases import distinct, former_addresses
from migrate.site.atlas import Atlas
from migrate.site.decided import Decision, Pages
from migrate.site.fragments import Spot
from migrate.site.index import Entry
from migrate.site.pages import Addressing, usable_slug
from migrate.site.paths import place
from migrate.site.placement import HOME, Placement, Position, standing
from migrate.site.ranking import Ranking


class Drafts:
    """What is settled so far of every page, by rank."""

    def __init__(
        self, ranking: Ranking, hosts: Hosts, placement: Placement, addressing: Addressing, atlas: Atlas
    ) -> None:
        """Gives every page its path and its address, and puts it on the map."""
        self._ranking = ranking
        self._hosts = hosts
        self._addressing = addressing
        self._atlas = atlas
        self.positions: list[Position] = []
        self._linked: list[str] = []
        """The path in the link of each item."""
        self._fronts: set[int] = set()
        self._urls: list[str] = []
        self._slugs: list[str] = []
        self._unusable: list[Entry] = []
        """Those whose slug is none for Hugo."""
        self._unaddressed: list[int] = []
        """Those whose address Hugo makes of their slug."""
        for number, entry in enumerate(ranking, 1):
            self._add(number, entry, placement)
        addressing.end_of_items()

    def _add(self, number: int, entry: Entry, placement: Placement) -> None:
        linked, is_front = standing(entry.link, self._hosts)
        position = placement.position(entry, is_front)
        is_home = position.path == HOME
        url = self._addressing.item(number, entry, linked, is_front)
        self.positions.append(position)
        self._linked.append(linked)
        if is_front:
            self._fronts.add(number)
        self._urls.append("" if is_home else url)
        self._slugs.append("" if is_home else self._slug(entry))
        self._atlas.add_item(number, entry, linked or (self._hosts.folder if is_home else None))
        if not is_home and not url and entry.status in {"publish", "future"}:
            self._unaddressed.append(number)

    def _slug(self, entry: Entry) -> str:
        if not entry.slug or usable_slug(entry.slug):
            return entry.slug
        self._unusable.append(entry)
        return ""

    def bare_folders(self) -> set[str]:
        """Folders at the top of the content without a page of their own: Hugo makes a list of each."""
        parts = [one.path.removeprefix("content/").partition("/") for one in self.positions]
        pages = {name.removesuffix(".md") for name, below, _ in parts if not below}
        return {name for name, below, _ in parts if below} - pages

    def settle_slugs(self) -> None:
        """Give a slug to those whose address Hugo makes of it, so that it is nobody else's."""
        for entry in self._unusable:
            self._addressing.report(Code.SLUG_UNUSABLE, entry.slug, entry)
        for number in self._unaddressed:
            path, slug = self.positions[number - 1].path, self._slugs[number - 1]
            self._slugs[number - 1] = self._addressing.free_slug(number, path, slug)

    def decide(
        self,
        pages: Pages,
        placed: Mapping[str, Placed],
        attached: Callable[[int], Iterable[str]],
        repeated: Collection[str],
    ) -> Iterator[Spot]:
        """Settle the rest. Yields the links to places on other pages.

        `attached` answers with the addresses of the pages of a post's attachments; `repeated` are the names of files
        that mean several.
        """
        for number, entry in enumerate(self._ranking, 1):
            before = placed.get(entry.key)
            path, desired = self.positions[number - 1]
            decision = Decision(
                path=path,
                desired=desired,
                url=self._urls[number - 1],
                slug=self._slugs[number - 1],
                aliases=[],
                stands=before is None or (before.path != "" and not before.drafted),
                by_name=not repeated or name_of(path) not in repeated,
                public=entry.public,
            )
            own = decision.address
            if entry.public:
                decision.aliases.extend(self._aliases(number, entry, own, before, attached))
            pages.add(decision)
            for href in entry.places:
                yield href, own, entry.key

    def _aliases(
        self, number: int, entry: Entry, own: str, before: Placed | None, attached: Callable[[int], Iterable[str]]
    ) -> list[str]:
        """All other addresses of a published item that nobody else has; `own` is its address today."""
        found = [*before.former_urls, *([before.url] if before.url != own else [])] if before else []
        if number in self._fronts and self._hosts.folder:
            found.append(f"{self._hosts.folder}/")
        if self._linked[number - 1] == own:
            found += former_addresses(own, entry)
        if entry.id:
            found += attached(entry.id)
        others = (as_address(one) for one in distinct(found) if one != own)
        got = [one for one in others if self._addressing.gets(number, one)]
        for one in got:
            self._atlas.add_alias(number, one)
        return [one.path for one in got]


def repeated_names(paths: Iterable[str]) -> set[str]:
    """The names by which several content files go: a reference by name must mean one."""
    once: set[str] = set()
    repeated: set[str] = set()
    for path in {one for one in paths if one}:
        name = name_of(path)
        (repeated if name in once else once).add(name)
    return repeated


def name_of(path: str) -> str:
    """The name by which a reference may call a content file, in whatever folder it is."""
    return place(path).rpartition("/")[2]
