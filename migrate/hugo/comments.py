"""The comments of one item as a data file that a theme can show: what was public, without addresses of anybody."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from json.encoder import encode_basestring
from pathlib import PurePosixPath

from migrate.hugo.comment_html import comment_html, safe_address
from migrate.hugo.dates import Near, by_greenwich, local
from migrate.hugo.plain_text import plain_text
from migrate.model.decided import Page
from migrate.model.export import Comment, Item
from migrate.page.times import written
from migrate.wording import labels

_DEEPEST = 5
"""Where indentation ends, as in WordPress' own default."""


def comments_file(
    item: Item, page: Page, near: Near = by_greenwich, language: Callable[[], str] = str
) -> tuple[str, str] | None:
    """Path and JSON text of an item's approved comments in reading order; None where it has none.

    Each comment has its `depth`, so that a theme shows threads without walking them. `near` tells the offset of times
    that do not say theirs, `language` that of what stands for a name.
    """
    approved = [comment for comment in item.comments if comment.is_public]
    if not approved:
        return None
    entries = ",\n".join([_entry(comment, depth, near, language) for comment, depth in in_threads(approved)])
    return comments_path(item.id, page), f'{{\n "comments": [\n{entries}\n ]\n}}\n'


def comments_path(item_id: int, page: Page) -> str:
    """Where the comments of an item stand: below its id, or, where the export has none, below the path of its page."""
    name = str(item_id) if item_id else str(PurePosixPath(page.path).relative_to("content").with_suffix(""))
    return f"data/comments/{name}.json"


def in_threads(comments: Sequence[Comment]) -> Iterator[tuple[Comment, int]]:
    """Answers below what they answer, oldest first, each with its depth.

    What answers nobody public stands for itself, and so does a ring of comments that answer each other.
    """
    ordered = sorted(comments, key=lambda one: (one.date_gmt or one.date, one.id))
    known = {comment.id for comment in ordered}
    if known.isdisjoint([comment.parent for comment in ordered]):  # most often nobody answers anybody
        yield from ((comment, 0) for comment in dict.fromkeys(ordered))
        return
    answers: dict[int, list[Comment]] = {}
    for comment in ordered:
        answers.setdefault(comment.parent if comment.parent in known else 0, []).append(comment)
    seen: set[Comment] = set()
    stack = [(comment, 0) for comment in reversed(answers.pop(0, []))]
    while stack or answers:
        if not stack:  # what is left are rings
            stack = [(comment, 0) for comment in reversed(ordered)]
        comment, depth = stack.pop()
        if comment not in seen:
            seen.add(comment)
            yield comment, depth
            stack += [(answer, min(depth + 1, _DEEPEST)) for answer in reversed(answers.pop(comment.id, []))]


def _entry(comment: Comment, depth: int, near: Near, language: Callable[[], str]) -> str:
    """One comment, a field a line: written so it takes a third of the time that an encoder of mappings needs."""
    date = local(comment.date, comment.date_gmt, near)
    url = safe_address(comment.author_url)
    return f"""  {{
   "author": {encode_basestring(plain_text(comment.author) or labels(language())["anonymous"])},
   "date": {encode_basestring(written(date) if date else "")},
   "depth": {depth},
   "html": {encode_basestring(comment_html(comment.content))},
   "id": {comment.id},
   "parent": {comment.parent},
   "type": {encode_basestring(comment.type or "comment")},
   "url": {encode_basestring("" if url.startswith("mailto") else url)}
  }}"""
