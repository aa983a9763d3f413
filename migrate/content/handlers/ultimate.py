"""Shortcodes Ultimate, of which whole pages are made, and what themes had of the same kind: boxes, buttons, columns.

Those of themes have names that are words too. So they mean it only where they say what has to be known.
"""

from __future__ import annotations

import re
from html import escape, unescape

from migrate.content.context import Context, PluginPart
from migrate.content.nodes import Shortcode
from migrate.content.registry import handles
from migrate.content.render import one_line, render_content
from migrate.content.seen.plugin_parts import plugin_part
from migrate.content.shared.attributes import link_address
from migrate.diagnostics import Code
from migrate.patterns import rare_pattern

_PART = rare_pattern(r"(\d{1,2})/(\d{1,2})")
_SPACE = r"(?:\s|</?p\b[^<>]*>|<br\b[^<>]*>)+"
_BETWEEN = rare_pattern(
    rf"\A{_SPACE}|(?:(?<=\[/su_column\])|(?<=\[/column\])|(?<=\[/col\])){_SPACE}(?=\[(?:su_column|col(?:umn)?)\b|\Z)"
)
_COLUMN = rare_pattern(r"\[(?:su_column|col(?:umn)?)(?![\w-])")
_LOOKS = {"su_highlight": "mark", "su_label": "strong", "su_heading": "h2", "highlight": "mark"}
_NAMES = ("cite", "author", "name", "client", "subtitle", "position", "role", "job", "company")
"""What says who is quoted, and what that one is."""
_QUOTED = ("quote", "testimonial", "text")
"""What says what somebody said, where that is not what stands in the shortcode, or not all of it."""
_PICTURES = ("image", "photo", "avatar", "img")
_PICTURE = rare_pattern(r"(?:https?:)?/[^\s<>\"']+\.(?:jpe?g|png|gif|webp|avif)", re.I)
_OF_A_BUTTON = ("url", "link", "href", "src")
OF_THEMES = frozenset(
    ("alert", "box", "btn", "button", "callout", "col", "column", "columns", "highlight", "infobox", "pullquote", "row")
) | {"testimonial"}
"""Names of themes: such a shortcode stays as it stands where it does not say what has to be known of it."""


def _held(shortcode: Shortcode, context: Context) -> str:
    """What stands in it."""
    return _as_it_stands(shortcode, context) if shortcode.content is None else render_content(shortcode, context)


def _as_it_stands(shortcode: Shortcode, context: Context) -> str:
    if shortcode.content is None and not shortcode.attributes and "_" not in shortcode.name:
        return shortcode.source  # a word in brackets
    part = PluginPart(shortcode.name, shortcode.source, shortcode.source, Code.UNKNOWN_SHORTCODE)
    return plugin_part(part, context)


def _address(argument: str) -> str:
    return link_address(unescape(argument))


@handles(*(f"shortcode:su_{name}" for name in ("list", "table", "frame", "animate")))
def held(shortcode: Shortcode, context: Context) -> str:
    """What it held: how that looked is the theme's affair."""
    return _held(shortcode, context)


@handles(*(f"shortcode:{name}" for name in _LOOKS))
def marked(shortcode: Shortcode, context: Context) -> str:
    """Marked words, a label, or a heading. What names a language marks code."""
    tag = _LOOKS[shortcode.name]
    if not shortcode.content or shortcode.positional or "lang" in "".join(shortcode.attributes):
        return _as_it_stands(shortcode, context)
    return f"<{tag}>{one_line(render_content(shortcode, context))}</{tag}>"


@handles(*(f"shortcode:{name}" for name in ("su_note", "su_box", "su_service", "alert", "box", "callout", "infobox")))
def box(shortcode: Shortcode, context: Context) -> str:
    """What stood in a box, below its title."""
    if not shortcode.content:
        return _as_it_stands(shortcode, context)
    title = shortcode.attributes.get("title", "")
    return f"<div>{f'<p><strong>{title}</strong></p>' if title else ''}{_held(shortcode, context)}</div>"


@handles(*(f"shortcode:{name}" for name in ("su_quote", "su_pullquote", "pullquote", "testimonial")))
def quotation(shortcode: Shortcode, context: Context) -> str:
    """A quotation with the name below it, and the picture of who said it."""
    given = shortcode.attributes
    said = next((f"<p>{given[one]}</p>" for one in _QUOTED if given.get(one)), "")
    if not shortcode.content and not said:
        return _as_it_stands(shortcode, context)
    picture = next((found[0] for one in _PICTURES if (found := _PICTURE.fullmatch(given.get(one, "")))), "")
    shown = f'<p><img src="{escape(picture)}" alt=""></p>' if picture else ""
    held = render_content(shortcode, context) if shortcode.content else ""
    name, address = ", ".join(given[one] for one in _NAMES if given.get(one)), _address(given.get("url", ""))
    cite = f'<a href="{escape(address)}">{name}</a>' if name and address else name
    return f"<blockquote>{shown}{said}{held}{f'<p>{cite}</p>' if cite else ''}</blockquote>"


@handles(*(f"shortcode:{name}" for name in ("su_button", "su_lightbox", "button", "btn")))
def button(shortcode: Shortcode, context: Context) -> str:
    """A link that looks like a button, or one to what a click showed."""
    given = shortcode.attributes
    address = _address(next((one for name in _OF_A_BUTTON if (one := given.get(name))), ""))
    words = render_content(shortcode, context) if shortcode.content else given.get("text") or given.get("title") or ""
    if not words.strip() or not address.startswith(("http", "/", "#", "mailto:")):
        return _as_it_stands(shortcode, context) if shortcode.name in {"button", "btn"} else _held(shortcode, context)
    link = f'<a href="{escape(address)}">{one_line(words)}</a>'
    if shortcode.name != "su_button":
        return link
    return f'<div class="wp-block-buttons"><div class="wp-block-button">{link}</div></div>'


@handles("shortcode:su_tooltip")
def tooltip(shortcode: Shortcode, context: Context) -> str:
    """Words with what explains them."""
    given = (unescape(shortcode.attributes.get(name, "")) for name in ("title", "content", "text"))
    said = " ".join(filter(None, given))
    held = _held(shortcode, context)
    return f'<abbr title="{escape(said)}">{held}</abbr>' if said and shortcode.content else held


@handles("shortcode:su_row", "shortcode:row", "shortcode:columns")
def row(shortcode: Shortcode, context: Context) -> str:
    """Columns side by side. Paragraphs that begin or end between them are none."""
    if not shortcode.content:
        return _as_it_stands(shortcode, context)
    if not _COLUMN.search(shortcode.content):
        return f"<div>{render_content(shortcode, context)}</div>"
    shortcode = shortcode._replace(content=_BETWEEN.sub("", shortcode.content))
    return f'<div class="wp-block-columns">{render_content(shortcode, context)}</div>'


@handles("shortcode:su_column", "shortcode:column", "shortcode:col")
def column(shortcode: Shortcode, context: Context) -> str:
    """One of them, with its share of the row."""
    if not shortcode.content:
        return _as_it_stands(shortcode, context)
    found = _PART.fullmatch(shortcode.attributes.get("size", ""))
    share = round(100 * int(found[1]) / int(found[2]), 2) if found and int(found[2]) else 0
    width = f' style="flex-basis:{share:g}%"' if share else ""
    return f'<div class="wp-block-column"{width}>{render_content(shortcode, context)}</div>'
