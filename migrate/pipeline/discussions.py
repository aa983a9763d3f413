"""The comments that visitors of the old site saw, page by page, at the addresses of the new site."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from urllib.parse import quote

from migrate.comments.discussion import ANONYMOUS, Discussion, Remark
from migrate.hugo.comment_html import comment_html, safe_address
from migrate.hugo.comments import in_threads
from migrate.hugo.dates import local, published
from migrate.hugo.plain_text import plain_text
from migrate.model.export import Author, Channel, Comment, Item, Term
from migrate.site.answer.site import Site

_AS_BROWSERS_DO = "/:@!$&'()*+,;=~"
"""What stays as it is in the path of an address."""
_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
_BEYOND = 1 << 32
"""Ids from here on are ours: of comments whose own is missing, or another's too."""


def discussions(site: Site, records: Iterable[Channel | Author | Term | Item], base_url: str) -> Iterator[Discussion]:
    """The comments of every published page that has some, in the order of the export.

    `records` is the export once more; `base_url` is the address of the new site, without a slash at its end.
    """
    numbers = _Numbers()
    for record in records:
        if not isinstance(record, Item) or not record.comments:
            continue
        entry = site.index.entries.get(record.key)
        counts = entry and entry.public and (entry.file, entry.line) == (record.file, record.line)
        address = site.address(record.key) if counts else ""
        if address and (made := _discussion(site, record, f"{base_url}{_encoded(address)}", numbers)):
            yield made


class _Numbers:
    """Gives every comment of the site an id of its own."""

    def __init__(self) -> None:
        self._taken: set[int] = set()

    def number(self, id: int) -> int:
        """The comment's own id where that is a number that no other has."""
        if id <= 0 or id in self._taken:
            id = _BEYOND + len(self._taken)
        self._taken.add(id)
        return id


def _discussion(site: Site, item: Item, address: str, numbers: _Numbers) -> Discussion | None:
    near = site.index.clock.near
    written = _by_greenwich(published(item, near))
    remarks: list[Remark] = []
    known: dict[int, int] = {}
    for comment, depth in in_threads([one for one in item.comments if one.is_public]):
        date = _by_greenwich(local(comment.date, comment.date_gmt, near)) or written or _LONG_AGO
        remark = _remark(comment, numbers.number(comment.id), known.get(comment.parent, 0) if depth else 0, date)
        if remark.html:
            known.setdefault(comment.id, remark.id)
            remarks.append(remark)
    if not remarks:
        return None
    title = plain_text(item.title) or address
    is_open = item.comment_status == "open"
    return Discussion(address, title, written or remarks[0].date, is_open, tuple(remarks))


def _remark(comment: Comment, id: int, parent: int, date: datetime) -> Remark:
    website = safe_address(comment.author_url)
    return Remark(
        id=id,
        parent=parent,
        author=plain_text(comment.author) or ANONYMOUS,
        website=website if website.startswith(("http://", "https://")) else "",
        date=date,
        html=comment_html(comment.content),
    )


def _by_greenwich(date: datetime | None) -> datetime | None:
    """The time with its distance taken off; None where no calendar goes as far."""
    try:
        return date.astimezone(UTC) if date else None
    except OverflowError:
        return None


def _encoded(path: str) -> str:
    """A decoded path as browsers send it and name it to scripts."""
    return quote(path, safe=_AS_BROWSERS_DO)
