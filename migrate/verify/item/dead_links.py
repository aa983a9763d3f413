"""Links of an item that led nowhere on the old site either: nobody misses what they lead to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from urllib.parse import unquote

from migrate.model.export import Comment
from migrate.pipeline.truth import Truth
from migrate.verify.built.surroundings import Surroundings, as_built, inside_site

_FILE = re.compile(r"^/.*\.(?!html?$|php$)[a-z0-9]{2,5}$", re.I | re.S)
"""The address of a file, which may have been there although nobody has brought it yet."""
_COMMENT = re.compile(r"#comment-(\d+)")
_NO_PLACE = "the page has no such place, and had none in WordPress"


def dead_links(truth: Truth, around: Surroundings) -> Iterator[tuple[str, str]]:
    """What the text itself refers to although nothing was there: path with fragment, and what is said of it."""
    given = [element.attributes for element in truth.tree.elements() if element.attributes]
    names = {one[name] for one in given for name in ("id", "name") if name in one}
    for one in given:
        href, source = one.get("href", ""), one.get("src", "")
        link = truth.site.link(href) if href else None
        if link and not link.reference and not _FILE.search(link.url):
            yield from _as_it_stands(link.url, truth, around)
        elif source and not source.startswith("/"):
            yield from _as_it_stands(source, truth, around)
        if href.startswith("#") and unquote(href[1:]) not in names:
            yield f"{as_built(truth.address)}#{unquote(href[1:])}", _NO_PLACE
    for wanted in truth.site.wanted():
        if names.isdisjoint(wanted.names):
            yield f"{as_built(truth.address)}#{wanted.names[1]}", _NO_PLACE
    for gone in _gone_comments(truth.item.comments):
        yield f"{as_built(truth.address)}#comment-{gone}", _NO_PLACE


def _gone_comments(comments: Iterable[Comment]) -> set[str]:
    """Ids of the comments that public ones lead to and that nobody sees: they were deleted, or are not public."""
    public = [one for one in comments if one.is_public]
    return {found for one in public for found in _COMMENT.findall(one.content)} - {str(one.id) for one in public}


def _as_it_stands(address: str, truth: Truth, around: Surroundings) -> Iterator[tuple[str, str]]:
    inside = inside_site(address, truth.address, around.base_url)
    if inside and not address.startswith("#"):
        yield inside[0], "nothing is there, and nothing was in WordPress"
