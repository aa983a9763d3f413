"""Shortcodes that show an item of a plugin's own by its number, where the export holds it."""

from __future__ import annotations

from dataclasses import replace
from html import escape
from typing import Any

from migrate.content.beside_text.builders import with_built
from migrate.content.context import Context
from migrate.content.handlers.reusable import embedded
from migrate.content.nodes import Block, Shortcode
from migrate.content.registry import handles
from migrate.content.render import render_inner, render_shortcodes, render_text
from migrate.content.shared.attributes import number, text
from migrate.diagnostics import Code
from migrate.model.rest_of_site import Attachment, StoredBlock
from migrate.tree import only_characters

_TYPES = {
    "foogallery": "foogallery",
    "envira-gallery": "envira",
    "modula": "modula-gallery",
    "Modula": "modula-gallery",
    "wprm-recipe": "",
    "tasty-recipe": "",
    "elementor-template": "elementor_library",
    "content_block": "content_block",
}
"""The shortcodes, and the type of the items that some of them can name by their slug."""


@handles(*(f"shortcode:{name}" for name in _TYPES))
def stored_item(shortcode: Shortcode, context: Context) -> str:
    """What the item with this number, or else this slug, shows; the shortcode itself where the export lacks it."""
    said = next(iter(shortcode.positional), "")
    item = number(shortcode.attributes.get("id") or said, 0)
    slug, of_type = shortcode.attributes.get("slug") or said, _TYPES.get(shortcode.name, "")
    if not item and slug and of_type:
        item = context.library.named_block(f"{of_type}/{slug}")
    stored = context.library.reusable_block(item) if item else None
    return _shown(stored, item, shortcode, context)


@handles("wxr2hugo/gallery")
def gallery_of_a_plugin(block: Block, context: Context) -> str:
    """Pictures by their numbers, with the words that the plugin kept of each, or else with their own."""
    listed = block.attributes.get("pictures")
    said = [one for one in listed if isinstance(one, dict)] if isinstance(listed, list) else []
    found = ((context.library.attachment(number(one.get("id"), 0)), one) for one in said)
    items = "".join(_picture(picture, one) for picture, one in found if picture)
    return f'<figure class="gallery gallery-columns-3">{items}</figure>' if items else ""


def _picture(picture: Attachment, said: dict[str, Any]) -> str:
    alt = text(said.get("alt")) or picture.alt
    words = text(said.get("caption")) or text(said.get("description")) or picture.caption.strip()
    shown = f'<a href="{escape(picture.url)}"><img src="{escape(picture.url)}" alt="{escape(alt)}"></a>'
    return f"<figure>{shown}{f'<figcaption>{words}</figcaption>' if words else ''}</figure>"


@handles("wxr2hugo/template")
def template(block: Block, context: Context) -> str:
    """A text with what a builder keeps of it in a field."""
    field = (text(block.attributes.get("_field")), text(block.attributes.get("_data")))
    inside = replace(context, item=context.item._replace(meta=(field,)))
    return render_text(with_built(render_inner(block, context).strip(), inside), context)


@handles("wp-tasty/tasty-recipe", void=True)
def tasty_recipe(block: Block, context: Context) -> str:
    """The recipe that the block names."""
    shortcode = f'[tasty-recipe id="{number(block.attributes.get("id"), 0)}"]'
    return render_shortcodes(shortcode, context)


@handles("shortcode:table")
def table(shortcode: Shortcode, context: Context) -> str:
    """TablePress numbers its tables in a place that no export holds, so that not all can be told."""
    if "id" not in shortcode.attributes:
        return _kept(shortcode, context)
    stored = context.library.table(number(shortcode.attributes["id"], 0))
    return _shown(stored, 0, shortcode, context)


def _shown(stored: StoredBlock | None, item: int, shortcode: Shortcode, context: Context) -> str:
    """What is stored, in which shortcodes are replaced too; `item` is the number of the item that it is, if any."""
    if stored is None or (stored.public and not stored.text):
        return _kept(shortcode, context)
    if not stored.public:
        context.report(Code.PART_NOT_PUBLIC, f"[{shortcode.name}] {shortcode.attributes.get('id', item)}")
        return ""
    html = embedded(item, context) if item else render_text(only_characters(stored.text), context)
    return _kept(shortcode, context) if html is None else render_shortcodes(html, context.inside(item))


def _kept(shortcode: Shortcode, context: Context) -> str:
    context.report(Code.UNKNOWN_SHORTCODE, shortcode.name)
    return shortcode.source
