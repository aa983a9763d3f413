"""The comments below one page as other systems take them: what was public, at the address of the new site."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import NamedTuple
from urllib.parse import urlsplit

ANONYMOUS = "Anonymous"
"""Who did not say a name."""


class Remark(NamedTuple):
    """One comment."""

    id: int
    """No other comment of the site has it."""
    parent: int
    """The id of the comment that it answers, which comes before it; 0: it answers the page."""
    author: str
    """Plain text, never empty."""
    website: str
    """An address of the web, or empty."""
    date: datetime
    """By Greenwich."""
    html: str
    """The text, safe to show as it is; never empty."""

    @property
    def stamp(self) -> str:
        """When it was written, `YYYY-MM-DD hh:mm:ss`, by Greenwich."""
        return stamp(self.date)

    @property
    def moment(self) -> str:
        """When it was written, as JSON says times."""
        return f"{stamp(self.date).replace(' ', 'T')}Z"


class Discussion(NamedTuple):
    """All comments below one page."""

    address: str
    """The whole address of the page on the new site, encoded as browsers send it."""
    title: str
    """Plain text, never empty."""
    date: datetime
    """When the page was published, by Greenwich."""
    is_open: bool
    """Whether people may go on commenting."""
    remarks: tuple[Remark, ...]
    """In reading order; never empty."""

    @property
    def path(self) -> str:
        """The path of the page, encoded."""
        return urlsplit(self.address).path

    @property
    def host(self) -> str:
        """The host of the new site."""
        return urlsplit(self.address).netloc


def stamp(date: datetime) -> str:
    """A time by Greenwich as WordPress writes it."""
    return date.astimezone(UTC).replace(tzinfo=None).isoformat(" ", "seconds")
