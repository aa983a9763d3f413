"""Comments as a backup of Remark42: a line of JSON for what is known of pages, then a line for each comment."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from hashlib import sha1

from migrate.comments.discussion import Discussion, Remark


def remark42(discussions: Iterable[Discussion], site: str) -> Iterator[str]:
    """For Remark42's native import; `site` is the id that the site has there."""
    known = list(discussions)
    closed = [{"url": one.address, "read_only": True} for one in known if not one.is_open]
    yield _line({"version": 1, "users": [], "posts": closed})
    for one in known:
        yield from (_line(_entry(one, remark, site)) for remark in one.remarks)


def _entry(discussion: Discussion, remark: Remark, site: str) -> dict[str, object]:
    return {
        "id": str(remark.id),
        "pid": str(remark.parent) if remark.parent else "",
        "text": remark.html,
        "user": _user(remark),
        "locator": {"site": site, "url": discussion.address},
        "score": 0,
        "vote": 0,
        "time": remark.moment,
        "imported": True,
        "title": discussion.title,
    }


def _user(remark: Remark) -> dict[str, object]:
    """Who wrote: known by the name, in the manner of Remark42's own import from WordPress."""
    name = sha1(remark.author.encode(), usedforsecurity=False).hexdigest()
    return {"name": remark.author, "id": f"wordpress_{name}", "picture": "", "admin": False}


def _line(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
