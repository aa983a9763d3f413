"""A site with a few attachments, and trees as HTML, for tests of what core content becomes."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from migrate.content.clean import clean
from migrate.content.context import Context
from migrate.content.render import render
from migrate.model.rest_of_site import Attachment
from migrate.tree import Element, Node
from tests.support.items import UPLOADS, file_of_library
from tests.support.stored_blocks import Site, context


@dataclass
class Pictures(Site):
    """A site whose post 1 has attachments; media move below /media/ and lose their size."""

    attachments: tuple[Attachment, ...] = (
        file_of_library(11, "ash.jpg", alt="An ash", caption="Ash <em>tree</em>", menu_order=3),
        file_of_library(12, "birch.jpg", alt="A birch", menu_order=1),
        file_of_library(13, "song.mp3", title="Song &amp; dance"),
        file_of_library(14, "film.mp4"),
        file_of_library(15, "cedar.png", title="Aaa"),
    )

    def attachment(self, attachment_id: int) -> Attachment | None:
        return next((one for one in self.attachments if one.id == attachment_id), None)

    def attachments_of(self, post_id: int) -> tuple[Attachment, ...]:
        found = [one for one in self.attachments if one.parent == post_id]
        return tuple(sorted(found, key=lambda one: (one.menu_order, one.id)))

    def media(self, url: str) -> str:
        return url.replace(UPLOADS, "/media/").replace("-300x200", "")


def shown(stored: str, given: Context | None = None) -> str:
    """The clean tree of stored text, as HTML without line ends; own elements keep their colon."""
    given = given or context(Pictures(), id=1)
    return cleaned(render(stored, given), given)


def cleaned(rendered: str, given: Context | None = None) -> str:
    """The clean tree of HTML, written in the same way."""
    root = clean(rendered, given or context(Pictures(), id=1))
    return "".join(html(node) for node in root.children).replace("\n", " ").strip()


def html(node: Node) -> str:
    """A node of a tree as HTML. Only for trees that are not deep."""
    if not isinstance(node, Element):
        return escape(node, quote=False)
    ordered = sorted(node.attributes.items(), key=lambda one: one[0] != "shortcode")
    attributes = "".join(f' {name}="{escape(value)}"' for name, value in ordered)
    return f"<{node.tag}{attributes}>{''.join(html(child) for child in node.children)}</{node.tag}>"
