"""Stored WordPress text rendered for a test: an item with a library of the test's own, own elements made readable."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import Any

import migrate.content  # noqa: F401  # registers the handlers
from migrate.content.context import Context
from migrate.content.render import render
from migrate.diagnostics import Diagnostics
from migrate.model import Attachment, Item, Link, Listed, StoredBlock, WantedAnchor
from migrate.options import Options
from migrate.tree import MARK

EMPTY = {"int": 0, "bool": False, "str": ""}


@dataclass
class Site:
    """The rest of the site as a test wants it."""

    blocks: dict[int, str] = field(default_factory=dict)
    pages: dict[int, tuple[Listed, ...]] = field(default_factory=dict)
    own: tuple[str, ...] = ()

    def attachment(self, attachment_id: int) -> Attachment | None:
        return None

    def attachments_of(self, post_id: int) -> tuple[Attachment, ...]:
        return ()

    def reusable_block(self, block_id: int) -> StoredBlock | None:
        text = self.blocks.get(block_id)
        return None if text is None else StoredBlock(text, text != "")

    def listed(self, post_id: int) -> Listed | None:
        return None

    def wanted(self) -> tuple[WantedAnchor, ...]:
        return ()

    def title_of(self, item_id: int) -> str:
        return ""

    def children_of(self, post_id: int) -> tuple[Listed, ...]:
        return self.pages.get(post_id, ())

    def media(self, url: str) -> str:
        return url

    def link(self, href: str) -> Link:
        return Link(href, "page.md" if href in self.own else "")


def item(**values: Any) -> Item:
    """An item of which a test says only what matters to it."""
    whole: dict[str, Any] = {one.name: EMPTY.get(str(one.type), ()) for one in fields(Item)}
    return Item(**(whole | values))


def context(site: Site | None = None, **values: Any) -> Context:
    return Context(item(**values), site or Site(), Options(), Diagnostics())


def rendered(stored: str, given: Context | None = None) -> str:
    """The HTML of stored text; own elements read `<div :shortcode="…">`, line ends between tags are left out."""
    html = render(stored, given or context()).replace(MARK, ":")
    return "".join(line for line in html.split("\n") if line) if "<pre" not in html else html.strip("\n")


def reported(stored: str, given: Context | None = None) -> list[str]:
    """What is said of stored text: `W103 core/search`."""
    given = given or context()
    render(stored, given)
    return [f"{one.code.id} {one.detail}" for one in given.diagnostics]
