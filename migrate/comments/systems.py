"""Every comment system for which there is a format: how it is written, and how it is imported there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from migrate.comments.commento import commento
from migrate.comments.comments_xml import disqus, isso
from migrate.comments.discussion import Discussion
from migrate.comments.giscus import giscus
from migrate.comments.remark42 import remark42

Written = Callable[[Iterable[Discussion]], Iterator[str]]


class CommentSystem(NamedTuple):
    """How the comments of a site are brought to one other system."""

    written: Written
    """Answers the lines of the file."""
    ending: str
    """How the name of such a file ends."""
    next: str
    """What to do with the file; `{}` stands for its name."""


def comment_systems(site: str) -> dict[str, CommentSystem]:
    """All systems by name; `site` is the id that the site has in those which want to know it."""
    return {
        "disqus": CommentSystem(
            disqus, "xml", "import {} at https://import.disqus.com (Generic WXR), below 50 MB each"
        ),
        "isso": CommentSystem(isso, "xml", "isso import -t wordpress {}"),
        "remark42": CommentSystem(
            lambda discussions: remark42(discussions, site),
            *("json", f"remark42 restore --file={{}} --path=. --site={site}    (replaces what is there)"),
        ),
        "commento": CommentSystem(commento, "json", "gzip {}, then import it as an export of Commento or Comentario"),
        "giscus-json": CommentSystem(
            *(
                giscus,
                "json",
                "feed {} to GitHub's createDiscussion and addDiscussionComment; it has no import of its own",
            )
        ),
    }
