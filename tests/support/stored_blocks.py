"""Stored WordPress text rendered for a test: an item with a library of the test's own, own elements made readable."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import migrate.content  # noqa: F401  # registers the handlers
from migrate.content.context import Context
from migrate.content.render import render
from migrate.diagnostics import Diagnostics
from migrate.model.rest_of_site import Link, Listed, StoredBlock
from migrate.options import Options
from migrate.tree import MARK
from tests.support.items import item
from tests.support.rest_of_site import NothingElse


@dataclass
class Site(NothingElse):
    """The rest of the site as a test wants it."""

    blocks: dict[int, str] = field(default_factory=dict)
    pages: dict[int, tuple[Listed, ...]] = field(default_factory=dict)
    own: tuple[str, ...] = ()

    def reusable_block(self, block_id: int) -> StoredBlock | None:
        text = self.blocks.get(block_id)
        return None if text is None else StoredBlock(text, text != "")

    def children_of(self, post_id: int) -> tuple[Listed, ...]:
        return self.pages.get(post_id, ())

    def link(self, href: str) -> Link:
        return Link(href, "page.md" if href in self.own else "")


def context(site: Site | None = None, **values: Any) -> Context:
    """Where stored text stands: an item without an id, or what else matters to a test."""
    return Context(item(0, **values), site or Site(), Options(), Diagnostics())


def rendered(stored: str, given: Context | None = None) -> str:
    """The HTML of stored text; own elements read `<div :shortcode="…">`, line ends between tags are left out."""
    html = render(stored, given or context()).replace(MARK, ":")
    return "".join(line for line in html.split("\n") if line) if "<pre" not in html else html.strip("\n")


def reported(stored: str, given: Context | None = None) -> list[str]:
    """What is said of stored text: `W103 core/search`."""
    given = given or context()
    render(stored, given)
    return [f"{one.code.id} {one.detail}" for one in given.diagnostics]
