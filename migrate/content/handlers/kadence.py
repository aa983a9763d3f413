"""Blocks of Kadence that keep what they show in JSON, because their plugin writes the HTML at every visit."""

from __future__ import annotations

import re
from html import escape
from typing import Any

from migrate.content.context import Context
from migrate.content.nodes import Block
from migrate.content.registry import handles
from migrate.content.render import render_inner
from migrate.content.shared.attributes import link_address, number, text
from migrate.patterns import rare_pattern

_PRESSED = rare_pattern(r"<button\b[^<>]*\bkt-blocks-accordion-header\b[^<>]*>(.*?)</button>", re.S)


@handles("kadence/singlebtn")
def button(block: Block, context: Context) -> str:
    """A button: a link in a paragraph of its own, or its words alone."""
    label = text(block.attributes.get("text"))
    if block.html.strip() or not label:
        return render_inner(block, context)
    address = link_address(block.attributes.get("link"))
    return f'<p><a href="{escape(address)}">{label}</a></p>' if address else f"<p>{label}</p>"


@handles("kadence/icon", "kadence/single-icon", void=True)
def icon(block: Block, context: Context) -> str:
    """A small drawing beside text says nothing."""
    return ""


@handles("kadence/testimonial")
def testimonial(block: Block, context: Context) -> str:
    """What somebody said, as a quotation with the name below it."""
    return _quotation(block.attributes) or render_inner(block, context)


@handles("kadence/testimonials")
def testimonials(block: Block, context: Context) -> str:
    """What several said; early versions list it in the settings."""
    inner, listed = render_inner(block, context), block.attributes.get("testimonials")
    if inner.strip() or not isinstance(listed, list):
        return inner
    return "".join(_quotation(one) for one in listed if isinstance(one, dict))


def _quotation(settings: dict[str, Any]) -> str:
    title, said, name, occupation = (text(settings.get(key)) for key in ("title", "content", "name", "occupation"))
    heading = f"<strong>{title}</strong>" if title else ""
    lines = (heading, said, ", ".join(filter(None, (name, occupation))))
    paragraphs = "".join(f"<p>{line}</p>" for line in lines if line)
    return f"<blockquote>{paragraphs}</blockquote>" if paragraphs else ""


@handles("kadence/advancedgallery")
def gallery(block: Block, context: Context) -> str:
    """The stored gallery, or one of the pictures that the block lists."""
    listed = block.attributes.get("imagesDynamic")
    if "<img" in block.html or not isinstance(listed, list):
        return render_inner(block, context)
    stored = block.attributes.get("columns")
    columns = number(stored[0] if isinstance(stored, list) and stored else stored, 3)
    items = "".join(_gallery_item(one) for one in listed if isinstance(one, dict))
    return f'<figure class="gallery gallery-columns-{columns}">{items}</figure>' if items else ""


def _gallery_item(picture: dict[str, Any]) -> str:
    image = f'<img src="{escape(text(picture.get("url")))}" alt="{escape(text(picture.get("alt")))}">'
    target = link_address(picture.get("customLink"))
    shown = f'<a href="{escape(target)}">{image}</a>' if target else image
    stored = picture.get("caption")
    caption = text(stored.get("raw")) if isinstance(stored, dict) else text(stored)
    return f"<figure>{shown}{f'<figcaption>{caption}</figcaption>' if caption else ''}</figure>"


@handles("kadence/pane")
def pane(block: Block, context: Context) -> str:
    """A part that readers open, below what they press for it, which is its heading."""
    return _PRESSED.sub(r"<h3>\1</h3>", render_inner(block, context))


@handles("kadence/table")
def table(block: Block, context: Context) -> str:
    """A table, of which only the cells' content is stored."""
    return f"<table>{render_inner(block, context)}</table>"


@handles("kadence/table-row")
def table_row(block: Block, context: Context) -> str:
    """A row of a table."""
    return f"<tr>{render_inner(block, context)}</tr>"


@handles("kadence/table-data")
def table_cell(block: Block, context: Context) -> str:
    """A cell of a table."""
    return f"<td>{render_inner(block, context)}</td>"
