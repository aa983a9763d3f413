"""Comments as discussions of GitHub, where giscus finds the one of a page by its path.

GitHub imports none: this is what its `createDiscussion` and `addDiscussionComment` want to be told. Answers to answers
stand below the first comment, as GitHub knows one level of them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from hashlib import sha1
from html import escape

from migrate.comments.comment_markdown import comment_markdown
from migrate.comments.discussion import Discussion, Remark

_CALLS = re.compile(r"(?<![\w/.`])@(?=\w)|(?<![\w/&])#(?=\d)")
"""What would call somebody, or link a task, on GitHub."""
_ENDING = re.compile(r"\.\w+$", re.A)


def giscus(discussions: Iterable[Discussion]) -> Iterator[str]:
    """A list of discussions, one a line."""
    yield "["
    before = ""
    for one in discussions:
        yield before + json.dumps(_discussion(one), ensure_ascii=False)
        before = ","
    yield "]"


def _discussion(one: Discussion) -> dict[str, object]:
    term = _term(one.path)
    digest = sha1(term.encode(), usedforsecurity=False).hexdigest()
    title = comment_markdown(f"<p>{escape(one.title)}</p>", change=_quiet)
    return {
        "title": term,
        "body": f"# {title}\n\n<{one.address}>\n\n<!-- sha1: {digest} -->",
        "createdAt": f"{one.date:%Y-%m-%dT%H:%M:%SZ}",
        "url": one.address,
        "locked": not one.is_open,
        "comments": _comments(one.remarks),
    }


def _term(path: str) -> str:
    """What giscus looks for: the path without its first slash, and without an ending."""
    return "index" if len(path) < 2 else _ENDING.sub("", path[1:])


def _comments(remarks: Iterable[Remark]) -> list[dict[str, object]]:
    firsts: dict[int, dict[str, object]] = {}
    below: dict[int, list[dict[str, object]]] = {}
    top: dict[int, int] = {}
    for remark in remarks:
        first = top[remark.id] = top.get(remark.parent, remark.id)
        if first == remark.id:
            below[first] = []
            firsts[first] = _comment(remark) | {"replies": below[first]}
        else:
            below[first].append(_comment(remark))
    return list(firsts.values())


def _comment(remark: Remark) -> dict[str, object]:
    """A comment that says who wrote it, as GitHub names whoever brings it."""
    name = escape(remark.author)
    who = f'<a href="{escape(remark.website)}">{name}</a>' if remark.website else name
    text = f"<p><strong>{who}</strong>, {remark.stamp[:10]}:</p>\n{remark.html}"
    return {"author": remark.author, "createdAt": remark.moment, "body": comment_markdown(text, change=_quiet)}


def _quiet(text: str) -> str:
    return _CALLS.sub(lambda found: f"{found[0]}<!-- -->", text)
