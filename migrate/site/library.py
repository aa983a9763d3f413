"""What the content of one item asks about the rest of the site, and a record of all it asked."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from migrate.diagnostics import Code, Diagnostics
from migrate.model import Attachment, Item, Link, Listed, Page, StoredBlock, Wanted
from migrate.site.links import Problem, depends_on_place

if TYPE_CHECKING:
    from migrate.site.site import Site

_Answer = TypeVar("_Answer")
_MINUTES = re.compile(r"-?\d{1,3}")
_CODES = {Problem.NOWHERE: Code.LINK_NOWHERE, Problem.UNPUBLISHED: Code.LINK_UNPUBLISHED}


class View:
    """The library of a site (`model.Library`) as one item sees it.

    Every question is a short text (`link /about/`) that `ask` answers again in a later run; those texts and a digest
    of the answers say whether an item must be converted anew.
    """

    def __init__(self, site: Site, item: Item, diagnostics: Diagnostics) -> None:
        self._site = site
        self._item = item
        self._diagnostics = diagnostics
        self._asked: dict[str, object] = {}

    def _here(self) -> str:
        return self._site.address(self._item.key) or "/"

    @property
    def lookups(self) -> tuple[str, ...]:
        """What was asked so far, each question once, in order."""
        return tuple(self._asked)

    @property
    def answers(self) -> str:
        """Digest of the answers given so far (hexadecimal)."""
        return digest(list(self._asked.values()))

    def attachment(self, attachment_id: int) -> Attachment | None:
        """The attachment with this id."""
        if self._site.withheld(attachment_id):
            self._report(Code.MEDIA_NOT_PUBLIC, f"attachment {attachment_id}")
        return self._ask(f"attachment {attachment_id}", lambda: self._site.attachment(attachment_id))

    def attachments_of(self, post_id: int) -> tuple[Attachment, ...]:
        """All attachments of a post, by menu_order, then id."""
        return self._ask(f"attachments-of {post_id}", lambda: self._site.attachments_of(post_id))

    def reusable_block(self, block_id: int) -> StoredBlock | None:
        """A reusable block or synced pattern, or a stored menu."""
        return self._ask(f"block {block_id}", lambda: self._site.index.blocks.get(block_id))

    def listed(self, post_id: int) -> Listed | None:
        """A published page or post, for a label and a link."""
        return self._ask(f"listed {post_id}", lambda: self._site.listed(post_id))

    def children_of(self, post_id: int) -> tuple[Listed, ...]:
        """Published pages below a page (0: the top), by menu_order, then title."""
        return self._ask(f"children-of {post_id}", lambda: self._site.children_of(post_id))

    def media(self, url: str) -> str:
        """The address at which a picture or file will be on the new site; unchanged where it is not the site's own."""
        return self._ask(f"media {url}", lambda: self._site.media.address(url))

    def link(self, href: str) -> Link:
        """Where a link leads on the new site; a link that leads nowhere there is a diagnostic."""
        here = self._here() if depends_on_place(href) else ""
        question = f"link-from {here} {href}" if here else f"link {href}"
        if question in self._asked:
            answer = self._asked[question]
            assert isinstance(answer, Link)
            return answer
        link, problem = self._site.links.resolve(href, here or "/")
        self._asked[question] = link
        if problem:
            self._report(_CODES[problem], href)
        return link

    def wanted(self) -> tuple[Wanted, ...]:
        """The places in this item's own text that links of other pages lead to."""
        return self._ask(f"wanted {self._item.key}", lambda: self._site.wanted(self._item.key))

    def minutes_ahead(self, date: str) -> int:
        """How far the blog's clock was ahead of Greenwich at a time, by the items near it. An answer once given stays.

        So it is part of the question: items that come later do not change what is written.
        """
        question = f"clock {date} "
        given = (one.removeprefix(question) for one in self._site.asked(self._item.key) if one.startswith(question))
        minutes = next((int(one) for one in given if _MINUTES.fullmatch(one)), None)
        minutes = self._site.index.clock.near(date) if minutes is None else minutes
        return self._ask(f"{question}{minutes}", lambda: minutes)

    def _report(self, code: Code, detail: str) -> None:
        item = self._item
        self._diagnostics.report(code, detail, file=item.file, line=item.line, wordpress_id=item.id)

    def _ask(self, question: str, answer: Callable[[], _Answer]) -> _Answer:
        found = answer()
        self._asked.setdefault(question, found)
        return found


def ask(site: Site, question: str) -> object:
    """The answer to a question that a view recorded, as the site would give it now; None for one of no known kind."""
    kind, _, about = question.partition(" ")
    match kind:
        case "link":
            return site.links.resolve(about)[0]
        case "link-from":
            here, _, href = about.partition(" ")
            return site.links.resolve(href, here)[0]
        case "media":
            return site.media.address(about)
        case "attachment":
            return site.attachment(int(about))
        case "attachments-of":
            return site.attachments_of(int(about))
        case "block":
            return site.index.blocks.get(int(about))
        case "listed":
            return site.listed(int(about))
        case "children-of":
            return site.children_of(int(about))
        case "wanted":
            return site.wanted(about)
        case "clock":
            return int(about.rpartition(" ")[2])
    return None


def link_of(question: str) -> tuple[str, str] | None:
    """The link that a recorded question is about, with the address of the page it stands on."""
    kind, _, about = question.partition(" ")
    if kind == "link":
        return about, "/"
    here, _, href = about.partition(" ")
    return (href, here) if kind == "link-from" else None


def decisions(page: Page) -> str:
    """Digest of everything the site decided about a page but its place (hexadecimal)."""
    fields = (page.url, page.aliases, page.slug, page.published, page.image, page.image_alt)
    return digest((fields, page.categories, page.tags, page.taxonomies, page.author))


def digest(value: object) -> str:
    """A digest of plain frozen values (hexadecimal)."""
    return hashlib.blake2b(repr(value).encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()
