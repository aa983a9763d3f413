"""One item, judged: what it should say beside what Hugo made of its file."""

from __future__ import annotations

import json
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import lru_cache
from html import escape, unescape
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote, unquote, urljoin, urlsplit

from migrate.content.shared.stylesheets import Selector
from migrate.hugo.plain_text import plain_text
from migrate.model import Comment
from migrate.pipeline.truth import Truth
from migrate.text import plain_line
from migrate.tree import MORE, Element, Node, parse
from migrate.verify.build import NOT_BUILT, Built, item_file
from migrate.verify.differences import content_faults, spacing_faults, spans
from migrate.verify.folding import as_shown, typed
from migrate.verify.front_matter import front_matter_faults, strange_keys
from migrate.verify.live_page import lacks
from migrate.verify.menu_places import places_in_text
from migrate.verify.phrases import phrases_of, runs_of, text_of
from migrate.verify.plain import lost_things
from migrate.verify.reading import Read, read, reading, words_before_notes
from migrate.verify.stylesheets import hides
from migrate.verify.verdict import Fault, Result, SiteFault, Verdict, result
from migrate.verify.written import written_faults

_FILE = re.compile(r"^/.*\.(?!html?$|php$)[a-z0-9]{2,5}$", re.I | re.S)
"""The address of a file, which may have been there although nobody has brought it yet."""
_PLAIN_PATH = re.compile(r"((?:[\w-]+/)*(?:[\w-]+(?:\.\w+)?)?)(?:#([\w-]*))?")
"""A path and a fragment in which nothing needs reading."""
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.I)
_HOSTED = re.compile(r"(?:[a-z][a-z0-9+.-]*:)?//", re.I)
_ALIAS = 'http-equiv="refresh"'
_REFRESH = re.compile(r'<meta http-equiv="refresh" content="0; url=([^"]*)">')
"""How Hugo itself writes an alias."""
_LARGEST_ALIAS = 4_000
_BY_EDITOR = "h-"
"""Begins the ids that the editor of WordPress gives to headings by itself."""
MORE_MARK = "<!--more-->"
_TAG = re.compile(r"<[^<>]*>")
_FEW = 6
"""Words that show where a beginning ends."""
Printed = tuple[dict[str, Any], str]
"""What Hugo read in the front matter of a file, and the content as HTML."""


class SiteFile(NamedTuple):
    """The file of an item, as it lies in the site."""

    path: str
    """Relative to the site; empty: it is gone."""
    edited: bool = False
    """Whether somebody changed it by hand since the last run."""
    source: str = ""
    """Digest of what it was made from in the last run, by this program and with these options; empty: by others."""


class Judged(NamedTuple):
    """One item, judged, and what that says of the site around it."""

    verdict: Verdict
    phrases: tuple[str, ...] = ()
    """Phrases of it that may stand nowhere in the site."""
    dead: tuple[tuple[str, str], ...] = ()
    """Its links that led nowhere on the old site either, and why."""
    unshown: tuple[SiteFault, ...] = ()
    """That its page, as it goes live, does not say what its text does."""
    places: tuple[str, ...] = ()
    """The places that menus name and its text defines."""
    unwitnessed: str = ""
    """The path at which the old site had it, where it is published and that site, asked for texts, had none of it."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What all items are judged with."""

    site: Path
    """Its folder, resolved."""
    base_url: str = ""
    items: Built = NOT_BUILT
    live: Built | None = None
    """None where only the items themselves are judged."""
    hosts: tuple[str, ...] = ()
    """Those of the old site and of the new one, with their ports and without."""
    unseen: tuple[Selector, ...] = ()
    """What the style sheets of the site hide."""
    led: dict[str, str] = field(default_factory=dict)
    """Where addresses lead, as far as that was asked."""
    asked: Mapping[str, str] = field(default_factory=dict)
    """The paths that the front page of the old site was asked for by number or word, by `p=12` and the like."""
    menu_places: frozenset[str] = frozenset()
    """The places that entries of menus name."""

    @property
    def answering(self) -> Built | None:
        """The site as it goes live, where Hugo could build it."""
        return self.live if self.live and self.live.is_there else None

    def follow(self, address: str) -> str:
        """The address at which an alias ends; any other as it is."""
        if not address.startswith("/"):
            return address
        path, sign, fragment = address.partition("#")
        if path not in self.led:
            self.led[path] = _as_built(self.alias_target(self.items, path) or path)
        return f"{self.led[path]}{sign}{fragment}"

    def plain(self, address: str) -> str:
        """An address in one spelling: from the root where it is in the site, decoded, aliases followed."""
        return self.follow(self.local(_spelled(address.strip(), self.base_url)))

    def said(self, address: str) -> str:
        """The same for an address as a text says it, which knows nothing of that folder."""
        return self.follow(_spelled(address, self.base_url))

    def local(self, path: str) -> str:
        """A path without the folder that the site is to lie in on its host."""
        folder = unquote(urlsplit(self.base_url).path).rstrip("/")
        return path[len(folder) :] if folder and f"{path}/".startswith(f"{folder}/") else path

    def path_of(self, address: str) -> str:
        """The decoded path of an address of the site, under its old host or its new one; empty: it is elsewhere."""
        try:
            parts = urlsplit(address)
        except ValueError:
            return ""
        if parts.netloc and parts.netloc.lower() not in self.hosts:
            return ""
        return self.asked.get(unquote(parts.query), "") if parts.query else self.local(unquote(parts.path) or "/")

    def alias_target(self, built: Built, address: str) -> str:
        """Where the page at an address leads at once; empty where it does not."""
        return self.local(_refreshed(built, address))


@lru_cache(maxsize=5_000)
def _spelled(address: str, base_url: str) -> str:
    if base_url and address.startswith(base_url):
        address = f"/{address[len(base_url) :]}"
    return unquote(address)


def _refreshed(built: Built, address: str) -> str:
    try:
        with built.file(address).open("rb") as file:
            data = file.read(_LARGEST_ALIAS + 1)
    except (OSError, ValueError):
        return ""
    return _leads_on(data.decode("utf-8", "replace")) if len(data) <= _LARGEST_ALIAS else ""


def _leads_on(page: str) -> str:
    """Where a page leads at once; empty where it does not."""
    if len(page) > _LARGEST_ALIAS or _ALIAS not in page:
        return ""
    if found := _REFRESH.search(page):
        return unquote(urlsplit(unescape(found[1])).path)
    refreshing = (one for one in parse(page).elements() if one.tag == "meta" and one.get("http-equiv") == "refresh")
    content = next((one.get("content") for one in refreshing), "")
    return unquote(urlsplit(content.partition("url=")[2].strip()).path)


def judge_item(truth: Truth, file: SiteFile, around: Surroundings) -> Judged:
    """One item, judged."""
    item = truth.item
    printed = _printed(item_file(around.items, around.site / file.path)) if file.path else None
    verdict = _verdict(truth, file, printed, around)._replace(type=item.type, author=item.creator, date=item.date)
    if around.live is None:
        return Judged(verdict)
    return Judged(
        verdict,
        phrases=tuple(dict.fromkeys(phrases_of(_unseen(truth), around.hosts))),
        dead=tuple(dict(_dead(truth, around)).items()),
        unshown=tuple(_unshown(*printed, around)) if printed and truth.page.published else (),
        places=tuple(places_in_text(truth, around.menu_places)),
    )


def _unshown(facts: dict[str, Any], html: str, around: Surroundings) -> Iterator[SiteFault]:
    """What a layout keeps from the page that goes live."""
    live = around.answering
    if live is None:
        return
    address = around.local(unquote(facts["url"]))
    led: list[str] = []

    def page() -> str:
        text = _read(live.file(address))
        led[:] = filter(None, [around.local(_leads_on(text))])
        return "" if led else text

    yield from (SiteFault(kind, address, said) for kind, said in lacks(facts, html, page))
    for one in hides(around.unseen, html):
        yield SiteFault("warning", address, f"a style sheet hides {one}, in which there are words of texts")
    for one in led if "redirect" not in facts["params"] else ():
        yield SiteFault("address", address, f"leads on to {one} in place of the page")


def _dead(truth: Truth, around: Surroundings) -> Iterator[tuple[str, str]]:
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
            yield f"{_as_built(truth.address)}#{unquote(href[1:])}", _NO_PLACE
    for wanted in truth.site.wanted():
        if names.isdisjoint(wanted.names):
            yield f"{_as_built(truth.address)}#{wanted.names[1]}", _NO_PLACE
    for gone in _gone_comments(truth.item.comments):
        yield f"{_as_built(truth.address)}#comment-{gone}", _NO_PLACE


def _gone_comments(comments: Iterable[Comment]) -> set[str]:
    """Ids of the comments that public ones lead to and that nobody sees: they were deleted, or are not public."""
    public = [one for one in comments if one.is_public]
    return {found for one in public for found in _COMMENT.findall(one.content)} - {str(one.id) for one in public}


def _as_it_stands(address: str, truth: Truth, around: Surroundings) -> Iterator[tuple[str, str]]:
    inside = inside_site(address, truth.address, around.base_url)
    if inside and not address.startswith("#"):
        yield inside[0], "nothing is there, and nothing was in WordPress"


_COMMENT = re.compile(r"#comment-(\d+)")
_NO_PLACE = "the page has no such place, and had none in WordPress"


def inside_site(address: str, page: str, base_url: str) -> tuple[str, str] | None:
    """Decoded path and fragment of an address that stands on a page, if it is inside the site."""
    base = urlsplit(base_url)
    folder = base.path.rstrip("/")
    root = "" if folder else "/"
    start = next((len(one) for one in (base_url, root) if one.endswith("/") and address.startswith(one)), None)
    if start and (plain := _PLAIN_PATH.fullmatch(address, start)):  # most are so
        return f"/{plain[1]}", plain[2] or ""
    if base.netloc and base.netloc not in address and _HOSTED.match(address):
        return None
    try:
        parts = urlsplit(urljoin(f"{base.scheme or 'http'}://{base.netloc}{folder}{quote(page)}", address))
        is_elsewhere = _SCHEME.match(address) and urlsplit(address).netloc != base.netloc
    except ValueError:
        return None
    if is_elsewhere or parts.netloc != base.netloc or parts.scheme not in {"http", "https"} or not address:
        return None
    path = unquote(parts.path) or "/"
    if folder and not f"{path}/".startswith(f"{unquote(folder)}/"):
        return path, parts.fragment
    return path[len(unquote(folder)) :] or "/", parts.fragment


def _is_out(truth: Truth) -> bool:
    """Whether everybody may see an item by now: it is published, or was to be at a time that is over."""
    date = truth.fields.get("date")
    is_due = truth.item.status == "future" and isinstance(date, datetime) and date <= datetime.now(UTC)
    return truth.page.published or (is_due and truth.fields.get("draft") is not True)


def _unseen(truth: Truth) -> Iterator[list[str]]:
    """The texts of an item that nobody may see, each the runs of its words."""
    if not _is_out(truth):
        yield from ([plain_text(truth.item.title)], runs_of(truth.tree), [plain_text(truth.item.excerpt)])
    yield from map(runs_of, truth.hidden)


def seen_texts(truth: Truth) -> Iterator[str]:
    """The texts of an item that everybody may see, as HTML; the addresses in it say the titles of what they lead to."""
    if _is_out(truth):
        yield from map(escape, (plain_text(truth.item.title), text_of(truth.tree), plain_text(truth.item.excerpt)))
        yield from (unquote(one.get("href")) for one in truth.tree.elements() if one.get("href"))
        yield from (one.content for one in truth.item.comments if one.is_public)
        yield from map(escape, _texts_in(truth.fields))


def _texts_in(value: object) -> Iterator[str]:
    """All texts in front matter."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list | tuple):
        for one in value.values() if isinstance(value, dict) else value:
            yield from _texts_in(one)


def _verdict(truth: Truth, file: SiteFile, printed: Printed | None, around: Surroundings) -> Verdict:
    item, page = truth.item, truth.page
    known = (item.id, plain_line(item.title), file.path or page.path, page.url)
    if not file.path:
        return Verdict(*known, Result.MISSING)
    source = around.site / file.path
    if printed is None:
        errors = (around.items.unread.get(source), *around.items.result.errors)
        said = next(filter(None, errors), "Hugo made no page of the file")
        unbuilt = [Fault("text", "a page", said), *strange_keys(truth.fields, _read(source))]
        if page.published and around.answering and not around.answering.answers(truth.address):
            unbuilt.append(Fault("address", truth.address, "nothing"))
        return Verdict(*known, result(unbuilt, edited=file.edited), tuple(unbuilt))
    facts, html = printed
    text = _read(source)
    faults = [
        *_content(truth, html, text, facts.get("beginning", ""), around),
        *_front_matter(truth, facts, source, text, around),
    ]
    faults += _public(truth, facts, around)
    if page.published:
        faults += _addresses(truth, facts, around)
    return Verdict(*known, result(faults, edited=file.edited), tuple(faults))


def _front_matter(truth: Truth, facts: dict[str, Any], source: Path, text: str, around: Surroundings) -> list[Fault]:
    """What the front matter says otherwise, and that the page is in no list, whoever said so."""
    faults = list(front_matter_faults(truth.fields, facts, text))
    if (wanted := truth.page.language) and facts["language"].lower() != wanted.lower():
        faults.append(Fault("front_matter", f"language: {wanted}", f"language: {facts['language']}"))
    if not faults and facts["kind"] == "page" and "build" not in truth.fields and not around.items.lists(source):
        faults.append(Fault("front_matter", "build: in lists of pages", "build: in no list"))
    return faults


def _read(file: Path) -> str:
    """A file; empty where there is none."""
    try:
        return _with_unix_ends(_bytes_of(file).decode("utf-8-sig", "replace"))
    except (OSError, ValueError):
        return ""


def _printed(file: Path) -> Printed | None:
    """What Hugo read in the front matter, and the content as HTML."""
    try:
        head, _, html = _with_unix_ends(_bytes_of(file).decode()).partition("\n")
    except OSError:
        return None
    return json.loads(head), html


def _bytes_of(file: Path) -> bytes:
    with open(file, "rb", buffering=0) as opened:  # noqa: PTH123 (the quickest way to read many small files)
        return opened.read()


def _with_unix_ends(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _dividers(truth: Truth, text: str, beginning: str, around: Surroundings) -> Iterator[Fault]:
    """Where the beginning ends that stands in lists, of which Hugo makes `beginning`."""
    tops = truth.tree.children
    end = next((at for at, one in enumerate(tops) if isinstance(one, Element) and one.tag == MORE), None)
    if truth.as_shown or end is None:
        return
    if MORE_MARK not in text:
        yield Fault("text", MORE_MARK, "nothing: lists show a different beginning")
        return
    # Of a text that begins with the mark lists show the excerpt.
    said = _letters("".join(_text_of(one) for one in tops[:end]))
    if beginning and said and said != _letters(_without_tags(beginning)):
        wanted, shown = (
            words_before_notes(reading(tree, around.plain, around.plain))
            for tree in (Element("div", {}, tops[:end]), parse(beginning))
        )
        if wanted != shown:
            yield Fault("text", *(f"{' '.join(words[-_FEW:])} {MORE_MARK}" for words in (wanted, shown)))


def _letters(text: str) -> str:
    """A text without white space, in the signs that Hugo's typographer makes others of."""
    return typed("".join(text.split()))


def _text_of(node: Node) -> str:
    return node if isinstance(node, str) else node.text()


def _without_tags(html: str) -> str:
    return unescape(_TAG.sub("", html))


def _lost_names(expected: Sequence[str], found: Sequence[str], html: str) -> Iterator[Fault]:
    """Headings to which nothing can lead any more, of those that a person named; links are followed elsewhere."""
    for name in [] if expected == found else expected:
        if not name.startswith(_BY_EDITOR) and name not in found and f'id="{escape(name)}"' not in html:
            yield Fault("link", f"#{name}", "no such place on the page")


def _content(truth: Truth, html: str, text: str, beginning: str, around: Surroundings) -> list[Fault]:
    expected, found = _readings(truth, html, around)
    faults = [*content_faults(expected.signs, found.signs), *spacing_faults(expected.spacings, found.spacings)]
    if found.empty > expected.empty:
        faults.append(Fault("list", f"{expected.empty} empty items", f"{found.empty}"))
    faults += _dividers(truth, text, beginning, around)
    kinds = {fault.kind for fault in faults}
    others = (
        *_lost_names(expected.names, found.names, html),
        *lost_things(truth, html),
        *written_faults(truth, text, html, expected.calls),
    )
    return [*faults, *(one for one in others if one.kind not in kinds)]


def _readings(truth: Truth, html: str, around: Surroundings) -> tuple[Read, Read]:
    """What should be read, and what is."""
    fold = as_shown if truth.as_shown else typed
    wanted = read(truth.tree, lambda href: around.said(truth.site.link(href).url), around.plain, fold)
    return wanted, read(parse(html), around.plain, around.plain, fold)


def faulty_blocks(truth: Truth, file: SiteFile, around: Surroundings) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The names of the marked blocks of an item that do not come back as they were, and of those beside them."""
    printed = _printed(item_file(around.items, around.site / file.path))
    if printed is None:
        return (), ()
    expected, found = _readings(truth, printed[1], around)
    blocks, starts = expected.blocks, [at for at, _ in expected.blocks]
    faulty: set[int] = set()
    for start, end, *_ in spans(expected.signs, found.signs):
        first = bisect_right(starts, start) - 1
        faulty.update(range(max(first, 0), max(first + 1, bisect_left(starts, end))))
    beside = {near for at in faulty for near in (at - 1, at + 1) if 0 <= near < len(blocks)} - faulty
    named = [tuple(blocks[at][1] for at in sorted(which) if at < len(blocks)) for which in (faulty, beside)]
    return named[0], named[1]


def _public(truth: Truth, facts: dict[str, Any], around: Surroundings) -> Iterator[Fault]:
    """What is not published may answer nowhere."""
    address = around.local(unquote(facts["url"]))
    if around.live is None or _is_out(truth):
        return
    if truth.fields.get("draft") is True and not facts["draft"]:
        yield Fault("public", "draft: true", "no draft")
    if not around.live.answers(address):
        return
    if around.alias_target(around.live, address):
        return
    if not _is_somebody_elses(truth, address):
        yield Fault("public", "not published", f"a page at {address}")


def _is_somebody_elses(truth: Truth, address: str) -> bool:
    """Whether the address of a draft belongs to another page, or to a list that Hugo makes."""
    return address != truth.address and address == "/"


def _addresses(truth: Truth, facts: dict[str, Any], around: Surroundings) -> Iterator[Fault]:
    """The address of the page, and every older one."""
    live = around.answering
    here = around.local(unquote(facts["url"]))
    address = _as_built(truth.address)
    if here != address:
        yield Fault("address", truth.address, here)
    elif live and not live.answers(here):
        yield Fault("address", here, "nothing")
    for alias in truth.aliases if live else ():
        assert live is not None
        led = around.alias_target(live, alias)
        if led != address:
            yield Fault("address", f"{alias} leads to {truth.address}", led or "nothing")


def _as_built(path: str) -> str:
    """A path as Hugo makes it: that of a page is a folder, whether the old site said its last slash or not."""
    return path if "." in path or path.endswith("/") else f"{path}/"
