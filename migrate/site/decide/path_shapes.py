"""The shape of paths as the owner wants it: patterns for posts and items of custom types, pages as folders."""

from __future__ import annotations

import re
from urllib.parse import unquote

from migrate.options import Options
from migrate.path_patterns import BUNDLED, WORD
from migrate.site.collect.indexed_item import IndexedItem
from migrate.site.decide.paths import content_path, day, safe_part, short_mark

_UNCATEGORIZED = "uncategorized"


class PathShapes:
    """Where a new file is to lie, by where it would be if nobody had wanted anything."""

    def __init__(self, options: Options) -> None:
        self._posts, self._types = options.posts_path, options.types_path
        self.bundles = options.bundles or any(one.endswith(BUNDLED) for one in (self._posts, self._types))
        """Whether some pages are folders."""
        self._all_bundles = options.bundles
        self.has_patterns = bool(self._posts or self._types)
        """Whether some paths follow a pattern."""

    def shaped(self, entry: IndexedItem, usual: str) -> str:
        """The path of an item whose file would usually be at `usual`."""
        if usual.endswith("/_index.md"):
            return usual
        pattern = self._posts if entry.type == "post" else self._types if entry.type != "page" else ""
        path = _filled(pattern, entry) if pattern else usual
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


def _filled(pattern: str, entry: IndexedItem) -> str:
    mark = short_mark(entry.key)
    name = entry.slug or entry.title.lower()
    date = day(entry.date)
    year, month, number = date.split("-") if date else ("", "", "")
    category = next((unquote(one.slug) for one in entry.terms if one.taxonomy == "category"), _UNCATEGORIZED)
    words = {
        "date": date,
        "year": year,
        "month": month,
        "day": number,
        "slug": name if safe_part(name, mark) else f"draft-{mark}",
        "id": mark,
        "type": entry.type,
        "category": category,
    }
    text = pattern.removesuffix(BUNDLED).removesuffix(".md").removeprefix("content/")
    *folders, last = (WORD.sub(lambda found: words[found[1]].replace("/", "-"), part) for part in text.split("/"))
    last = re.sub("-{2,}", "-", last) if not date else last
    safe = filter(None, (safe_part(one.strip("-"), mark) for one in folders))
    return content_path(safe, last.strip("-") if safe_part(last, mark) else f"draft-{mark}", mark)
