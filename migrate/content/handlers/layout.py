"""Blocks that part or label what is around them."""

from __future__ import annotations

from html import escape

from migrate.content import own_elements
from migrate.content.context import Context
from migrate.content.nodes import Block, Shortcode
from migrate.content.registry import handles
from migrate.content.render import render_content, render_inner
from migrate.content.shared.attributes import place, text
from migrate.content.shared.prose import plain_words, prose
from migrate.diagnostics import Code
from migrate.patterns import rare_pattern

_LINES = ("divider", "separator", "hr")
_NO_LINE = frozenset({"none", "no line", "no_line", "no-line", "invisible", "blank", "transparent"})
"""What themes say of a line that is mere space."""
_TOGGLE = rare_pattern(r"<span\b[^<>]*toggle-icon[^<>]*>[^<>]*</span>|</?button\b[^<>]*>")


@handles("core/spacer", leaf=True)
def spacer(block: Block, context: Context) -> str:
    """Empty space says nothing. Words in it were to follow a block that nothing closed."""
    return block.html if plain_words(block.html) else place(block.html)


@handles("core/more", leaf=True)
def more(block: Block, context: Context) -> str:
    """The place at which lists cut the text; Hugo knows no text of its own for the link there."""
    return own_elements.more()


@handles("core/nextpage")
def next_page(block: Block, context: Context) -> str:
    """The pages of a post are joined."""
    return f"\n\n{render_inner(block, context)}"


@handles("core/accordion-heading", "core/accordion-header")
def accordion_heading(block: Block, context: Context) -> str:
    """The heading without the button in it, and the sign there, that open and close what follows."""
    return _TOGGLE.sub("", render_inner(block, context))


@handles("core/tab")
def tab(block: Block, context: Context) -> str:
    """What a tab holds, below its label."""
    label = text(block.attributes.get("label"))
    return f"{f'<p><strong>{escape(label)}</strong></p>' if label else ''}{render_inner(block, context)}"


@handles(
    "shortcodes:(?!(?:vc|et_pb|fusion)_)(?:[a-z]\\w*[_-])?(?:empty_space|spac(?:er|ing)|clear(?:both)?|divider|separator|hr)"
)
def line_or_space(shortcode: Shortcode, context: Context) -> str:
    """A line with which a theme parted a text, a space, which is the theme's affair, and what either says."""
    said = list(prose(dict(shortcode.attributes)))
    is_line = shortcode.name.endswith(_LINES) and _NO_LINE.isdisjoint(map(str.lower, shortcode.attributes.values()))
    line = ["<hr>"] if is_line and shortcode.content is None else []
    return "\n".join([*said, *line, render_content(shortcode, context)])


@handles("shortcodes:(?:[a-z]\\w*_)?drop_?caps?\\d?")
def large_letter(shortcode: Shortcode, context: Context) -> str:
    """The letter with which a text begins, without its size: that is the theme's affair."""
    return render_content(shortcode, context) if shortcode.content else _unread(shortcode, context)


@handles("shortcodes:(?:su_)?(?:toggle|spoiler|expand|show[-_]?hide|accordion(?:_item)?)")
def opened_by_a_click(shortcode: Shortcode, context: Context) -> str:
    """What themes and plugins show once somebody asks for it by its title."""
    if not shortcode.content:
        return _unread(shortcode, context)
    title = shortcode.attributes.get("title") or shortcode.attributes.get("more_text", "")
    content = render_content(shortcode, context)
    return f"<details><summary>{title}</summary>{content}</details>" if title else content


@handles("shortcodes:(?:su_)?(?:tabs|toggles|accordions)", "shortcodes:(?:su_)?tab")
def tabs(shortcode: Shortcode, context: Context) -> str:
    """What stands in tabs, each below its title."""
    if not shortcode.content:
        return _unread(shortcode, context)
    title, content = shortcode.attributes.get("title", ""), render_content(shortcode, context)
    return f"<div>{f'<p><strong>{title}</strong></p>' if title else ''}{content}</div>"


def _unread(shortcode: Shortcode, context: Context) -> str:
    """One around nothing stays: without arguments it is prose in brackets."""
    if shortcode.attributes:
        context.report(Code.UNKNOWN_SHORTCODE, shortcode.name)
    return shortcode.source
