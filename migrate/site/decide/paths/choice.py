"""Which file every item goes to."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from migrate.choices.path_patterns import BUNDLED
from migrate.model.documents import Home, Kind, Placed
from migrate.model.export import BESIDE
from migrate.site.addresses import Hosts, linked_path
from migrate.site.collect.index import Index
from migrate.site.collect.indexed_item import IndexedItem
from migrate.site.decide.languages.languages import SiteLanguages
from migrate.site.decide.paths.paths import Names, content_path, day, is_bundle, place, safe_part, short_mark
from migrate.site.decide.paths.shapes import PathShapes

FRONT_PAGE = "content/_index.md"
POSTS = "posts"
MOVES = ""
"""The desired path of a document that is to move to where it would be if it were new."""
_DEEPEST = 20


class PathClaims:
    """Gives every page its path: who has one from an earlier run keeps it, newcomers take what is free."""

    def __init__(
        self,
        index: Index,
        hosts: Hosts,
        sections: Collection[str],
        placed: Mapping[str, Placed],
        taken: Collection[str],
        list_pages: Mapping[str, str],
        languages: SiteLanguages,
    ) -> None:
        """`list_pages` are the pages that stand for the list of a section, by key."""
        self._languages = languages
        self._shapes = PathShapes(index.options, index.entries.records())
        self._index = index
        self._hosts = hosts
        self._sections = frozenset(sections)
        self._placed = placed
        self._list_pages = list_pages
        self._by_id = {number: one for one in placed.values() if (number := one.identity.wordpress_id)}
        self._above = _with_pages_below(index) if self._shapes.bundles else frozenset()
        """The ids of pages with pages below them: Hugo takes what lies in a folder that is a page for a part of it."""
        self._given: dict[str, str] = {}
        """The paths of documents of earlier runs that chose anew, by key."""
        self._names = Names(bundles=self._shapes.bundles)
        for one in placed.values():
            for path in () if self._leaves_home(one) else filter(None, (one.path, one.home.assigned)):
                stays = one.home.desired != MOVES and not self._opens(one)
                self._names.take(path, one.key, stays=stays)
        for path in sorted(taken):
            self._names.take(path, "")

    def free(self, path: str, owner: str) -> bool:
        """Whether a path belongs to nobody but its owner."""
        return self._names.free(path, owner)

    def free_for_new(self, path: str, owner: str) -> bool:
        """The same for one that has a page of an earlier run in whatever place."""
        return owner in self._placed or self.free(path, owner)

    def let_go(self, wanted: Mapping[str, str]) -> None:
        """Let the places of pages become free that go where they are `wanted` in this run, if those places are free."""
        going = {key: path for key, path in wanted.items() if self._goes(key, path)}
        stuck = {""}
        while stuck:
            stuck = {key for key, to in going.items() if not self.free(to, key) and self._names.owner(to) not in going}
            going = {key: to for key, to in going.items() if key not in stuck}
        for key in going:
            self._names.leave(self._placed[key].path)

    def _goes(self, key: str, path: str) -> bool:
        """Whether a page leaves its place, in which nobody but a run before put it, for another one."""
        before = self._placed.get(key)
        is_ours = before is not None and before.path == before.home.assigned and self._names.owner(before.path) == key
        return before is not None and is_ours and place(path) != place(before.path)

    def claim(self, entry: IndexedItem, is_front: bool) -> Home:
        """The path of a page: who claims first chooses first. `is_front`: its link is that of the front page."""
        before = self._placed.get(entry.key)
        desired = self._desired(entry, is_front)
        if self._languages.files.plain(desired) == FRONT_PAGE:
            self._names.claim(desired, entry.key)
        if before and before.path not in {"", before.home.assigned}:
            return Home(before.path, desired)
        if before and before.home.desired == desired and before.home.assigned and not self._opens(before):
            return before.home
        wanted = self._shaped(entry, desired)
        if self._is_left(wanted, entry.key):
            self._names.leave(wanted)
        path = self._names.claim(wanted, entry.key)
        if before:
            self._given[entry.key] = path
        return Home(path, desired)

    def _shaped(self, entry: IndexedItem, desired: str) -> str:
        files = self._languages.files
        path = self._shapes.shaped(entry, files.plain(desired))
        is_file = path.endswith(BUNDLED) and entry.id in self._above
        return files.placed(f"{path.removesuffix(BUNDLED)}.md" if is_file else path, self._languages.of(entry))

    def _opens(self, before: Placed) -> bool:
        """Whether a page that is a folder, as an earlier run made it, has to be a file: it has pages below it now."""
        number, path = before.identity.wordpress_id, before.home.assigned
        return number in self._above and path == before.path and is_bundle(path)

    def _is_left(self, path: str, newcomer: str) -> bool:
        """Whether the document that has this path gets another one in this run.

        Of those that would have to change places with each other each keeps its own until it has moved.
        """
        owner = self._names.owner(path)
        if not owner or place(self._given.get(owner, "")) == place(path):
            return False
        leaves = owner != newcomer and self._moves_to(owner) != ""
        seen = {owner}
        while leaves and (owner := self._names.owner(self._moves_to(owner))) not in seen:
            leaves = owner != newcomer
            seen.add(owner)
        return leaves

    def _moves_to(self, key: str) -> str:
        """The path that WordPress wants for the document of an earlier run now; empty where it stays where it is."""
        before, entry = self._placed.get(key), self._index.entries.get(key)
        if before is None or entry is None or before.path not in {"", before.home.assigned}:
            return ""
        if not self._index.becomes_page(entry):
            return ""
        desired = self._desired(entry, linked_path(entry.link, self._hosts)[1])
        path = "" if desired == before.home.desired else self._shaped(entry, desired)
        return "" if place(path) == place(before.home.assigned) else path

    def _leaves_home(self, one: Placed) -> bool:
        """Whether a page was the front page and is one no more: the next one takes its place in the same run."""
        is_home = one.path == one.home.assigned and self._languages.files.plain(one.path) == FRONT_PAGE
        entry = self._index.entries.get(one.key) if is_home else None
        if entry is None or not self._index.becomes_page(entry):
            return False
        return not (entry.public and linked_path(entry.link, self._hosts)[1])

    def list_pages(self, homes: Iterable[tuple[str, str]]) -> dict[str, str]:
        """Of pages with these paths and addresses, the addresses of those that stand for a list, by section."""
        files = self._languages.files
        lists = {
            files.placed(list_path(section), code): section if code == files.default else f"{section}{BESIDE}{code}"
            for section in self._list_pages.values()
            for code in self._languages.codes
        }
        return {lists[path]: address for path, address in homes if path in lists}

    def _desired(self, entry: IndexedItem, is_front: bool) -> str:
        """The path in the language of the item."""
        language = self._languages.of(entry)
        return self._languages.files.placed(self._in_one_language(entry, is_front, language), language)

    def _in_one_language(self, entry: IndexedItem, is_front: bool, language: str) -> str:
        mark = short_mark(entry.key)
        name = entry.slug or entry.title.lower()
        if not safe_part(name, mark):
            name = f"draft-{mark}"
        if entry.type == "post":
            return content_path([POSTS], name, mark, day(entry.date))
        if entry.type != "page":
            return content_path([type_folder(entry.type)], name, mark)
        if is_front and entry.public and self._free(FRONT_PAGE, language, entry):
            return FRONT_PAGE
        listed = list_path(self._list_pages.get(entry.key, ""))
        if entry.key in self._list_pages and self._free(listed, language, entry):
            return listed
        folders = self._folders(entry)
        return content_path(folders, name if folders else self._apart(safe_part(name, mark), mark), mark)

    def _free(self, path: str, language: str, entry: IndexedItem) -> bool:
        return self._names.free(self._languages.files.placed(path, language), entry.key)

    def _apart(self, part: str, mark: str) -> str:
        """A name at the top of the content, never that of a section."""
        return f"{part}-{mark}" if part.casefold() in self._sections else part

    def _folders(self, entry: IndexedItem) -> list[str]:
        """The folders of a page: the names of its parents, outermost first."""
        folders: list[str] = []
        seen = {entry.key}
        while entry.parent and len(folders) < _DEEPEST:
            parent = self._index.entries.get(str(entry.parent))
            if parent is None:
                folders[:0] = self._unknown_folders(entry)
                break
            if parent.key in seen:
                break
            seen.add(parent.key)
            mark = short_mark(parent.key)
            folders.insert(0, safe_part(parent.slug or parent.title.lower(), mark) or f"draft-{mark}")
            entry = parent
        if folders:
            folders[0] = self._apart(folders[0], short_mark(entry.key))
        return folders

    def _unknown_folders(self, entry: IndexedItem) -> list[str]:
        """The folders of a page whose parent the export does not hold: as in the last run, else as its address says."""
        parent = self._by_id.get(entry.parent)
        if parent and parent.identity.kind is Kind.CONTENT and parent.home.desired.startswith("content/"):
            plain = self._languages.files.plain(parent.home.desired)
            return plain.removeprefix("content/").removesuffix(".md").split("/")
        local = self._hosts.local(entry.link)
        if local is None or local.query:
            return []
        root = self._languages.roots.roots.get(self._languages.of(entry), "")
        parts = local.path.removeprefix(self._hosts.folder).removeprefix(root).strip("/").split("/")[:-1]
        return [safe for part in parts if (safe := safe_part(part, short_mark(entry.key)))]


def _with_pages_below(index: Index) -> frozenset[int]:
    return frozenset(one.parent for one in index.entries.records() if one.parent and index.becomes_page(one))


def list_path(section: str) -> str:
    """The file of the list of a section."""
    return f"content/{section}/_index.md"


def type_folder(post_type: str) -> str:
    """The folder of a custom type's items."""
    name = safe_part(post_type.lower(), "items") or "items"
    return f"{name}-items" if name in {POSTS, "categories", "tags", "author"} else name
