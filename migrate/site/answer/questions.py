"""What the content of one item asks about the rest of the site, and a record of all it asked."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Collection, Iterable, Iterator
from functools import lru_cache
from itertools import chain
from typing import Any, Generic, NamedTuple, TypeVar, cast

from migrate.diagnostics import Code, Diagnostics
from migrate.model.decided import Page
from migrate.model.export import Item
from migrate.model.rest_of_site import Attachment, AuthorPage, Link, Listed, StoredBlock, WantedAnchor, parted_reference
from migrate.model.seen import NOTHING_SEEN, SeenText
from migrate.site.answer.links import Problem, asked_link, depends_on_place, link_question
from migrate.site.answer.site import Site
from migrate.site.collect.anchor_links import anchor_links

Answer = TypeVar("Answer")
_MINUTES = re.compile(r"-?\d{1,3}")
_CODES = {Problem.NOWHERE: Code.LINK_NOWHERE, Problem.UNPUBLISHED: Code.LINK_UNPUBLISHED}


class Question(NamedTuple, Generic[Answer]):
    """One kind of question."""

    kind: str
    """Its first word where it is written down."""
    answer: Callable[[Site, str], Answer]
    """What the site says, by what stands behind that word."""


_ATTACHMENT = Question("attachment", lambda site, about: site.attachment(int(about)))
_ATTACHMENTS_OF = Question("attachments-of", lambda site, about: site.attachments_of(int(about)))
_BLOCK = Question("block", lambda site, about: site.reusable_block(int(about)))
_NAMED_BLOCK = Question("block-named", lambda site, about: site.named_block(about))
_TABLE = Question("table", lambda site, about: site.table(int(about)))
_LISTED = Question("listed", lambda site, about: site.listed(int(about)))
_CHILDREN_OF = Question("children-of", lambda site, about: site.children_of(int(about)))
_AUTHOR = Question("author", lambda site, about: site.author(about))
_MEDIA = Question("media", lambda site, about: site.media.address(about))
_TITLE = Question("title", lambda site, about: site.title_of(int(about)))
_KEPT_BACK = Question("kept-back", lambda site, about: site.keeps_back(int(about)))
_WANTED = Question("wanted", lambda site, about: site.wanted(about))
_SEEN = Question("seen", lambda site, about: site.seen.digest(about))
_LANGUAGE = Question("language", lambda site, about: site.spoken(about))
_CLOCK = Question("clock", lambda _, about: int(about.rpartition(" ")[2]))
QUESTIONS: dict[str, Question[Any]] = {
    one.kind: one
    for one in (
        _ATTACHMENT,
        _ATTACHMENTS_OF,
        _BLOCK,
        _NAMED_BLOCK,
        _TABLE,
        _LISTED,
        _CHILDREN_OF,
        _AUTHOR,
        _TITLE,
        _KEPT_BACK,
        _MEDIA,
        _WANTED,
        _SEEN,
        _LANGUAGE,
        _CLOCK,
    )
}
"""Every kind but links, whose answer may depend on the page. The words stand in the state of sites, for ever."""
_NO_QUESTION = "a question of no known kind"


class Questions:
    """The rest of the site (`model.rest_of_site.RestOfSite`) as one item sees it.

    Every question is a short text (`link /about/`) that `answers` answers again in a later run; those texts and a
    digest of the answers say whether an item must be converted anew.
    """

    def __init__(self, site: Site, item: Item, diagnostics: Diagnostics | None = None) -> None:
        self._site = site
        self._item = item
        self._diagnostics = diagnostics if diagnostics is not None else Diagnostics()
        self._language = site.language(item.key) if site.languages.known else ""
        self._asked: dict[str, object] = {}

    @property
    def lookups(self) -> tuple[str, ...]:
        """What was asked so far, each question once, in order."""
        return tuple(self._asked)

    @property
    def answers(self) -> str:
        """Digest of the answers given so far (hexadecimal)."""
        return _digest_of_answers(self._asked.values())

    def attachment(self, attachment_id: int) -> Attachment | None:
        """The attachment with this id."""
        if self._site.withheld(attachment_id):
            self._report(Code.MEDIA_NOT_PUBLIC, f"attachment {attachment_id}")
        return self._ask(_ATTACHMENT, attachment_id)

    def attachment_in_text(self, attachment_id: int) -> Attachment | None:
        """The same of a picture that a text shows by its address, whoever could see the attachment."""
        return self._ask(_ATTACHMENT, attachment_id)

    def attachments_of(self, post_id: int) -> tuple[Attachment, ...]:
        """All attachments of a post, by menu_order, then id."""
        return self._ask(_ATTACHMENTS_OF, post_id)

    def reusable_block(self, block_id: int) -> StoredBlock | None:
        """A reusable block or synced pattern, or a stored menu."""
        return self._ask(_BLOCK, block_id)

    def named_block(self, name: str) -> int:
        """The number of what a plugin shows by its slug."""
        return self._ask(_NAMED_BLOCK, name)

    def table(self, number: int) -> StoredBlock | None:
        """The table that a plugin shows by this number."""
        return self._ask(_TABLE, number)

    def listed(self, post_id: int) -> Listed | None:
        """A published page or post, for a label and a link."""
        return self._ask(_LISTED, post_id)

    def children_of(self, post_id: int) -> tuple[Listed, ...]:
        """Published pages below a page (0: the top), by menu_order, then title."""
        return self._ask(_CHILDREN_OF, post_id)

    def title_of(self, item_id: int) -> str:
        """The title of a published item of any type."""
        return self._ask(_TITLE, item_id)

    def keeps_back(self, item_id: int) -> bool:
        """Whether the export has an item with this id that not everybody can read."""
        return self._ask(_KEPT_BACK, item_id)

    def author(self, login: str) -> AuthorPage | None:
        """Somebody who wrote on the site."""
        return self._ask(_AUTHOR, login)

    def media(self, url: str) -> str:
        """The address at which a picture or file will be on the new site; unchanged where it is not the site's own."""
        return self._ask(_MEDIA, url)

    def wanted(self) -> tuple[WantedAnchor, ...]:
        """The places in this item's own text that links of other pages lead to."""
        return self._ask(_WANTED, self._item.key)

    def seen(self) -> SeenText:
        """What visitors of the old site saw of this item; nothing of one that they could not see."""
        entry = self._site.index.entries.get(self._item.key)
        if entry is None or not entry.public:
            return NOTHING_SEEN
        return self._site.seen.text(self._item.key) if self._ask(_SEEN, self._item.key) else NOTHING_SEEN

    def language(self) -> str:
        """The language of this item, as WordPress or Hugo names it; empty where nothing says."""
        return self._ask(_LANGUAGE, self._item.key)

    def link(self, href: str) -> Link:
        """Where a link leads on the new site; a link that leads nowhere there is a diagnostic."""
        here = (self._site.address(self._item.key) or "/") if depends_on_place(href) else ""
        question = link_question(href, here)
        link = self._asked.get(question)
        if link is None:
            link, problem = self._site.links.resolve(href, here or "/")
            self._asked[question] = link
            if problem:
                self._report(_CODES[problem], href)
        assert isinstance(link, Link)
        return self._from_here(link) if self._language else link

    def _from_here(self, link: Link) -> Link:
        """A reference says its language only where that is another."""
        language, named = parted_reference(link.reference)
        return link._replace(reference=named) if language == self._language else link

    def minutes_ahead(self, date: str) -> int:
        """How far the blog's clock was ahead of Greenwich at a time, by the items near it. An answer once given stays.

        So it is part of the question: items that come later do not change what is written.
        """
        question = clock_question(date)
        given = (one.removeprefix(question) for one in self._site.asked(self._item.key) if one.startswith(question))
        minutes = next((int(one) for one in given if _MINUTES.fullmatch(one)), None)
        minutes = self._site.index.clock.near(date) if minutes is None else minutes
        return self._ask(_CLOCK, f"{date} {minutes}")

    def _report(self, code: Code, detail: str) -> None:
        item = self._item
        self._diagnostics.report(code, detail, file=item.file, line=item.line, wordpress_id=item.id)

    def _ask(self, question: Question[Answer], about: object) -> Answer:
        asked = f"{question.kind} {about}"
        if asked not in self._asked:
            self._asked[asked] = question.answer(self._site, str(about))
        return cast(Answer, self._asked[asked])


def clock_question(date: str) -> str:
    """How the question begins how far the blog's clock was ahead of Greenwich at a time; the answer follows."""
    return f"{_CLOCK.kind} {date} "


def asks_for_titles(keys: Collection[str]) -> Callable[[str], bool]:
    """Tells of look-ups, as JSON, whether the answer to one of them may hold the title of an item with such a key."""
    numbers = "|".join(key for key in keys if key.isdecimal())
    asked = re.compile(rf'"(?:{_CHILDREN_OF.kind} |(?:{_LISTED.kind}|{_TITLE.kind}) (?:{numbers})")')
    return lambda lookups: asked.search(lookups) is not None


def asked_by_site(site: Site) -> Iterator[str]:
    """What a site itself asks about its items: for menus, pages that only lead elsewhere, parts that any page shows."""
    for item in site.index.menu_items.values():
        yield f"{_LISTED.kind} {item.object_id}" if item.kind == "post_type" else link_question(item.url, "")
    parts = chain.from_iterable(anchor_links(block.text) for block in site.index.blocks.values())
    yield from (link_question(href, "") for href in (*site.pages.leading.values(), *parts))


def answers(site: Site, lookups: Iterable[str]) -> str:
    """Digest of today's answers to what an item asked in an earlier run (hexadecimal)."""
    return _digest_of_answers(_answer(site, question) for question in lookups)


def _answer(site: Site, question: str) -> object:
    if link := asked_link(question):
        return site.links.resolve(*link)[0]
    kind, _, about = question.partition(" ")
    known = QUESTIONS.get(kind)
    return known.answer(site, about) if known else _NO_QUESTION


def decisions(page: Page) -> str:
    """Digest of everything the site decided about a page but its place (hexadecimal)."""
    fields = (page.url, page.aliases, page.slug, page.published, page.image, page.image_alt)
    early = tuple(filter(None, (page.shown_since, page.leads_to, page.joined)))
    authors = "".join(page.authors) if len(page.authors) < 2 else page.authors  # as earlier versions knew one
    return digest((fields, page.categories, page.tags, page.taxonomies, authors, *early))


def _digest_of_answers(given: Iterable[object]) -> str:
    spelled = [_spelled_list(one) if type(one) is tuple else repr(one) for one in given]
    return _digest(f"[{', '.join(spelled)}]")


@lru_cache(maxsize=1000)
def _spelled_list(answer: tuple[object, ...]) -> str:
    """Lists of pages are long, and all who show one ask for the same."""
    return repr(answer)


def digest(value: object) -> str:
    """A digest of plain frozen values (hexadecimal)."""
    return _digest(repr(value))


def _digest(spelled: str) -> str:
    return hashlib.blake2b(spelled.encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()
