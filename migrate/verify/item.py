"""One item, judged: what it should say beside what Hugo made of its file."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import unquote, urlsplit

from migrate.pipeline.truth import Truth
from migrate.tree import parse
from migrate.verify.build import Built, item_file
from migrate.verify.differences import content_faults
from migrate.verify.front_matter import front_matter_faults
from migrate.verify.reading import reading
from migrate.verify.verdict import Fault, Result, Verdict, result

_ALIAS = 'http-equiv="refresh"'
_LARGEST_ALIAS = 4_000


class SiteFile(NamedTuple):
    """The file of an item, as it lies in the site."""

    path: str
    """Relative to the site; empty: it is gone."""
    edited: bool = False
    """Whether somebody changed it by hand since the last run."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What all items are judged with."""

    site: Path
    """Its folder, resolved."""
    base_url: str
    items: Built
    live: Built | None
    """None where only the items themselves are judged."""
    led: dict[str, str] = field(default_factory=dict)
    """Where addresses lead, as far as that was asked."""

    def follow(self, address: str) -> str:
        """The address at which an alias ends; any other as it is."""
        if not address.startswith("/"):
            return address
        path, sign, fragment = address.partition("#")
        if path not in self.led:
            self.led[path] = alias_target(self.items, path) or path
        return f"{self.led[path]}{sign}{fragment}"

    def plain(self, address: str) -> str:
        """An address in one spelling: from the root where it is in the site, decoded, aliases followed."""
        return self.follow(_spelled(address.strip(), self.base_url))


@lru_cache(maxsize=5_000)
def _spelled(address: str, base_url: str) -> str:
    if base_url and address.startswith(base_url):
        address = f"/{address[len(base_url) :]}"
    return unquote(address)


def alias_target(built: Built, address: str) -> str:
    """Where the page at an address leads at once; empty where it does not."""
    try:
        file = built.file(address)
        if not file.is_file() or file.stat().st_size > _LARGEST_ALIAS:
            return ""
        text = file.read_text("utf-8", "replace")
    except (OSError, ValueError):
        return ""
    if _ALIAS not in text:
        return ""
    refreshing = (one for one in parse(text).elements() if one.tag == "meta" and one.get("http-equiv") == "refresh")
    content = next((one.get("content") for one in refreshing), "")
    return unquote(urlsplit(content.partition("url=")[2].strip()).path)


def judge_item(truth: Truth, file: SiteFile, around: Surroundings) -> Verdict:
    """The verdict on one item."""
    item, page = truth.item, truth.page
    known = (item.id, item.title, file.path or page.path, page.url)
    if not file.path:
        return Verdict(*known, Result.MISSING)
    printed = _printed(item_file(around.items, around.site / file.path))
    if printed is None:
        said = next(iter(around.items.result.errors), "Hugo made no page of the file")
        unbuilt = Fault("text", "a page", said)
        return Verdict(*known, result([unbuilt], edited=file.edited), (unbuilt,))
    facts, html = printed
    faults = [*_content(truth, html, around), *front_matter_faults(truth.fields, facts), *_public(truth, facts, around)]
    if page.published:
        faults += _addresses(truth, facts, around)
    return Verdict(*known, result(faults, edited=file.edited), tuple(faults))


def _printed(file: Path) -> tuple[dict[str, Any], str] | None:
    """What Hugo read in the front matter, and the content as HTML."""
    try:
        head, _, html = file.read_text("utf-8").partition("\n")
    except OSError:
        return None
    return json.loads(head), html


def _content(truth: Truth, html: str, around: Surroundings) -> list[Fault]:
    expected = reading(truth.tree, lambda href: around.follow(unquote(truth.site.link(href).url)), around.plain)
    return content_faults(expected, reading(parse(html), around.plain, around.plain))


def _public(truth: Truth, facts: dict[str, Any], around: Surroundings) -> Iterator[Fault]:
    """What is not published may answer nowhere."""
    address = unquote(facts["url"])
    if truth.page.published or around.live is None or not around.live.answers(address):
        return
    if alias_target(around.live, address):
        return
    if not _is_somebody_elses(truth, address):
        yield Fault("public", "not published", f"a page at {address}")


def _is_somebody_elses(truth: Truth, address: str) -> bool:
    """Whether the address of a draft belongs to another page, or to a list that Hugo makes."""
    return address != truth.address and address == "/"


def _addresses(truth: Truth, facts: dict[str, Any], around: Surroundings) -> Iterator[Fault]:
    """The address of the page, and every older one."""
    here = unquote(facts["url"])
    if here != truth.address:
        yield Fault("address", truth.address, here)
    elif around.live and not around.live.answers(here):
        yield Fault("address", here, "nothing")
    for alias in truth.page.aliases if around.live else ():
        assert around.live is not None
        led = alias_target(around.live, alias)
        if led != truth.address:
            yield Fault("address", f"{alias} leads to {truth.address}", led or "nothing")
