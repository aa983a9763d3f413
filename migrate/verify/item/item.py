"""One item, judged: what it should say beside what Hugo made of its file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import unquote

from migrate.pipeline.truth import Truth
from migrate.text import plain_line
from migrate.verify.built.build import item_file
from migrate.verify.built.stylesheets import hides
from migrate.verify.built.surroundings import Surroundings, as_built, leads_on
from migrate.verify.item.audience import is_out, unseen_texts
from migrate.verify.item.content import text_faults
from migrate.verify.item.dead_links import dead_links
from migrate.verify.item.front_matter import front_matter_faults, strange_keys
from migrate.verify.item.live_page import lacks
from migrate.verify.item.menu_places import places_in_text
from migrate.verify.item.site_file import Printed, SiteFile, printed_in, text_of_file
from migrate.verify.reading.phrases import phrases_of
from migrate.verify.verdict import Fault, Result, SiteFault, Verdict, result


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


def judge_item(truth: Truth, file: SiteFile, around: Surroundings) -> Judged:
    """Judge an item by its file and what Hugo made of that."""
    item = truth.item
    printed = printed_in(item_file(around.items, around.site / file.path)) if file.path else None
    verdict = _verdict(truth, file, printed, around)._replace(type=item.type, author=item.creator, date=item.date)
    if around.live is None:
        return Judged(verdict)
    return Judged(
        verdict,
        phrases=tuple(dict.fromkeys(phrases_of(unseen_texts(truth), around.hosts))),
        dead=tuple(dict(dead_links(truth, around)).items()),
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
        text = text_of_file(live.file(address))
        led[:] = filter(None, [around.local(leads_on(text))])
        return "" if led else text

    yield from (SiteFault(kind, address, said) for kind, said in lacks(facts, html, page))
    for one in hides(around.unseen, html):
        yield SiteFault("warning", address, f"a style sheet hides {one}, in which there are words of texts")
    for one in led if "redirect" not in facts["params"] else ():
        yield SiteFault("address", address, f"leads on to {one} in place of the page")


def _verdict(truth: Truth, file: SiteFile, printed: Printed | None, around: Surroundings) -> Verdict:
    item, page = truth.item, truth.page
    known = (item.id, plain_line(item.title), file.path or page.path, page.url)
    if not file.path:
        return Verdict(*known, Result.MISSING)
    source = around.site / file.path
    if printed is None:
        errors = (around.items.unread.get(source), *around.items.result.errors)
        said = next(filter(None, errors), "Hugo made no page of the file")
        unbuilt = [Fault("text", "a page", said), *strange_keys(truth.fields, text_of_file(source))]
        if page.published and around.answering and not around.answering.answers(truth.address):
            unbuilt.append(Fault("address", truth.address, "nothing"))
        return Verdict(*known, result(unbuilt, edited=file.edited), tuple(unbuilt))
    facts, html = printed
    text = text_of_file(source)
    faults = [
        *text_faults(truth, html, text, facts.get("beginning", ""), around),
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


def _public(truth: Truth, facts: dict[str, Any], around: Surroundings) -> Iterator[Fault]:
    """What is not published may answer nowhere."""
    address = around.local(unquote(facts["url"]))
    if around.live is None or is_out(truth):
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
    address = as_built(truth.address)
    if here != address:
        yield Fault("address", truth.address, here)
    elif live and not live.answers(here):
        yield Fault("address", here, "nothing")
    for alias in truth.aliases if live else ():
        assert live is not None
        led = around.alias_target(live, alias)
        if led != address:
            yield Fault("address", f"{alias} leads to {truth.address}", led or "nothing")
