"""The shape of paths as the owner wants it: patterns for posts and items of custom types, pages as folders."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import unquote

from migrate.choices.path_patterns import BUNDLED, WORD
from migrate.options import Options
from migrate.site.collect.indexed_item import IndexedItem
from migrate.site.decide.paths.paths import content_path, day, safe_part, short_mark

_UNCATEGORIZED = "uncategorized"


class PathShapes:
    """Where a new file is to lie, by where it would be if nobody had wanted anything."""

    def __init__(self, options: Options, entries: Iterable[IndexedItem] = ()) -> None:
        """`entries` are all items."""
        self._posts, self._types = options.posts_path, options.types_path
        self.bundles = options.bundles or any(one.endswith(BUNDLED) for one in (self._posts, self._types))
        """Whether some pages are folders."""
        self._all_bundles = options.bundles
        self.has_patterns = bool(self._posts or self._types)
        """Whether some paths follow a pattern."""
        asks = "{category}" in f"{self._posts}{self._types}"
        self._shown = {name for one in entries if one.public for name in _categories(one)} if asks else set()
        """The categories that visitors know."""

    def shaped(self, entry: IndexedItem, usual: str) -> str:
        """The path of an item whose file would usually be at `usual`."""
        if usual.endswith("/_index.md"):
            return usual
        pattern = self._posts if entry.type == "post" else self._types if entry.type != "page" else ""
        path = self._filled(pattern, entry) if pattern else usual
        is_bundle = self._all_bundles or pattern.endswith(BUNDLED)
        return path.removesuffix(".md") + BUNDLED if is_bundle else path

    def section_of_posts(self) -> str | None:
        """The folder that holds new posts; empty: none does; None where it differs from post to post."""
        if not self._posts:
            return "posts"
        first, _, below = self._posts.removesuffix(BUNDLED).removeprefix("content/").partition("/")
        if not below:
            return ""
        return None if WORD.search(first) else first

    def _filled(self, pattern: str, entry: IndexedItem) -> str:
        mark = short_mark(entry.key)
        name = entry.slug or entry.title.lower()
        date = day(entry.date)
        year, month, number = date.split("-") if date else ("", "", "")
        words = {
            "date": date,
            "year": year,
            "month": month,
            "day": number,
            "slug": name if safe_part(name, mark) else f"draft-{mark}",
            "id": mark,
            "type": entry.type,
            "category": next(_categories(entry), _UNCATEGORIZED),
        }
        text = pattern.removesuffix(BUNDLED).removesuffix(".md").removeprefix("content/")
        first, *below = text.split("/")
        top = words if entry.public or not below else words | self._told(entry, mark)
        *folders, last = (_with(top, first), *(_with(words, part) for part in below))
        last = re.sub("-{2,}", "-", last) if not date else last
        safe = filter(None, (safe_part(one.strip("-"), mark) for one in folders))
        return content_path(safe, last.strip("-") if safe_part(last, mark) else f"draft-{mark}", mark)

    def _told(self, entry: IndexedItem, mark: str) -> dict[str, str]:
        """What the folder at the top may say of an item that is not public: Hugo makes a list of each."""
        known = (one for one in _categories(entry) if one in self._shown)
        return {"slug": f"draft-{mark}", "category": next(known, _UNCATEGORIZED)}


def _with(words: Mapping[str, str], part: str) -> str:
    return WORD.sub(lambda found: words[found[1]].replace("/", "-"), part)


def _categories(entry: IndexedItem) -> Iterator[str]:
    return (unquote(one.slug) for one in entry.terms if one.taxonomy == "category")
