"""Comments as an export of Commento, which Comentario reads too."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from hashlib import sha256

from migrate.comments.comment_markdown import comment_markdown
from migrate.comments.discussion import ANONYMOUS, Discussion, Remark

_NOTHING = "undefined"
"""Commento's word for a field that holds nothing; it refuses an empty one."""
_ROOT = "root"


def commento(discussions: Iterable[Discussion]) -> Iterator[str]:
    """For Commento and Comentario. People are known by an e-mail address there: what stands for one is none.

    Each name with its website is somebody, who can be reached at no address and cannot log in.
    """
    people: dict[str, dict[str, object]] = {}
    yield '{"version": 1, "comments": ['
    before = ""
    for one in discussions:
        for remark in one.remarks:
            who = _commenter(remark)
            if who != ANONYMOUS.lower():
                people.setdefault(who, _person(remark, who))
            yield before + json.dumps(_comment(one, remark, who), ensure_ascii=False)
            before = ","
    yield '], "commenters": ['
    yield ",\n".join(json.dumps(one, ensure_ascii=False) for one in people.values())
    yield "]}"


def _comment(discussion: Discussion, remark: Remark, who: str) -> dict[str, object]:
    return {
        "commentHex": _number(remark.id),
        "domain": discussion.host,
        "url": discussion.path,
        "commenterHex": who,
        "markdown": comment_markdown(remark.html, indents=True),
        "html": remark.html,
        "parentHex": _number(remark.parent) if remark.parent else _ROOT,
        "score": 0,
        "state": "approved",
        "creationDate": remark.moment,
        "direction": 0,
        "deleted": False,
    }


def _person(remark: Remark, who: str) -> dict[str, object]:
    return {
        "commenterHex": who,
        "email": f"imported-{who[:32]}",
        "name": remark.author,
        "link": remark.website or _NOTHING,
        "websiteUrl": remark.website,
        "photo": _NOTHING,
        "provider": "commento",
        "joinDate": remark.moment,
        "isModerator": False,
    }


def _commenter(remark: Remark) -> str:
    if remark.author == ANONYMOUS:
        return ANONYMOUS.lower()
    return sha256(f"{remark.author}\0{remark.website}".encode()).hexdigest()


def _number(number: int) -> str:
    """An id in Commento's form: 32 bytes."""
    return f"{number:064x}"
