"""Shortcodes Ultimate, of which whole pages are made: what its boxes, buttons and columns held."""

from __future__ import annotations

from html import escape, unescape

from migrate.content.context import Context
from migrate.content.nodes import Shortcode
from migrate.content.registry import handles
from migrate.content.render import one_line, render_content
from migrate.content.shared.attributes import link_address
from migrate.diagnostics import Code
from migrate.patterns import rare_pattern

_PART = rare_pattern(r"(\d{1,2})/(\d{1,2})")
_BETWEEN = rare_pattern(
    r"\A(?:\s|</?p\b[^<>]*>|<br\b[^<>]*>)+|(?<=\[/su_column\])(?:\s|</?p\b[^<>]*>|<br\b[^<>]*>)+(?=\[su_column|\Z)"
)
_LOOKS = {"su_highlight": "mark", "su_label": "strong", "su_heading": "h2"}


def _held(shortcode: Shortcode, context: Context) -> str:
    """What stands in it."""
    if shortcode.content is None:
        context.report(Code.UNKNOWN_SHORTCODE, shortcode.name)
        return shortcode.source
    return render_content(shortcode, context)


@handles(*(f"shortcode:su_{name}" for name in ("list", "table", "frame", "animate")))
def held(shortcode: Shortcode, context: Context) -> str:
    """What it held: how that looked is the theme's affair."""
    return _held(shortcode, context)


@handles(*(f"shortcode:{name}" for name in _LOOKS))
def marked(shortcode: Shortcode, context: Context) -> str:
    """Marked words, a label, or a heading."""
    tag = _LOOKS[shortcode.name]
    return f"<{tag}>{one_line(_held(shortcode, context))}</{tag}>" if shortcode.content else _held(shortcode, context)


@handles("shortcode:su_note", "shortcode:su_box", "shortcode:su_service")
def box(shortcode: Shortcode, context: Context) -> str:
    """What stood in a box, below its title."""
    title = shortcode.attributes.get("title", "")
    return f"<div>{f'<p><strong>{title}</strong></p>' if title else ''}{_held(shortcode, context)}</div>"


@handles("shortcode:su_quote", "shortcode:su_pullquote")
def quotation(shortcode: Shortcode, context: Context) -> str:
    """A quotation with the name below it."""
    name, address = shortcode.attributes.get("cite", ""), link_address(shortcode.attributes.get("url"))
    cite = f'<a href="{escape(address)}">{name}</a>' if name and address else name
    return f"<blockquote>{_held(shortcode, context)}{f'<p>{cite}</p>' if cite else ''}</blockquote>"


@handles("shortcode:su_button", "shortcode:su_lightbox")
def button(shortcode: Shortcode, context: Context) -> str:
    """A link that looks like a button, or one to what a click showed."""
    given = shortcode.attributes
    address = link_address(given.get("url") or given.get("src"))
    if not shortcode.content or not address.startswith(("http", "/", "#", "mailto:")):
        return _held(shortcode, context)
    link = f'<a href="{escape(address)}">{one_line(_held(shortcode, context))}</a>'
    if shortcode.name == "su_lightbox":
        return link
    return f'<div class="wp-block-buttons"><div class="wp-block-button">{link}</div></div>'


@handles("shortcode:su_tooltip")
def tooltip(shortcode: Shortcode, context: Context) -> str:
    """Words with what explains them."""
    given = (unescape(shortcode.attributes.get(name, "")) for name in ("title", "content", "text"))
    said = " ".join(filter(None, given))
    held = _held(shortcode, context)
    return f'<abbr title="{escape(said)}">{held}</abbr>' if said and shortcode.content else held


@handles("shortcode:su_row")
def row(shortcode: Shortcode, context: Context) -> str:
    """Columns side by side. Paragraphs that begin or end between them are none."""
    if shortcode.content:
        shortcode = shortcode._replace(content=_BETWEEN.sub("", shortcode.content))
    return f'<div class="wp-block-columns">{_held(shortcode, context)}</div>'


@handles("shortcode:su_column")
def column(shortcode: Shortcode, context: Context) -> str:
    """One of them, with its share of the row."""
    found = _PART.fullmatch(shortcode.attributes.get("size", ""))
    share = round(100 * int(found[1]) / int(found[2]), 2) if found and int(found[2]) else 0
    width = f' style="flex-basis:{share:g}%"' if share else ""
    return f'<div class="wp-block-column"{width}>{_held(shortcode, context)}</div>'
