r"""Formulas in TeX: `[latex]…[/latex]` and `$latex …$` of Jetpack and WordPress.com, and the block for them.

The shipped `wp-math` lets Hugo make MathML of them at build time: no script, no network.
"""

from __future__ import annotations

import re
from html import unescape

from migrate.content import own_elements
from migrate.content.context import Context
from migrate.content.handlers.attributes import text
from migrate.content.nodes import Block, Shortcode
from migrate.content.registry import filters, handles
from migrate.content.render import render_inner

_IN_TEXT = re.compile(r"\$latex(?:=|\s)\s*+((?:[^$\\<]|\\.|<(?!/p>))++)\$", re.S)
_LINE_MARKUP = re.compile(r"</?(?:p|br)\b[^<>]*>")
_LOOKS = re.compile(r"&(?:fg|bg|s)=-?[0-9a-fA-F]+")


@filters("$latex")
def latex_in_text(html: str, context: Context) -> str:
    r"""Every `$latex TEX$` as a formula. `&fg=`, `&bg=` and `&s=`, which colour and size it, are left out."""
    return _IN_TEXT.sub(lambda found: _formula(_tex(found[1])), html)


@handles("shortcode:latex")
def latex(shortcode: Shortcode, context: Context) -> str:
    """One formula in the line."""
    return _formula(_tex(shortcode.content or ""))


@handles("core/math")
def math_block(block: Block, context: Context) -> str:
    """A formula that stands alone; its TeX is in the attributes."""
    tex = text(block.attributes.get("latex"))
    if not tex:
        return render_inner(block, context)
    return own_elements.shortcode("wp-math", {"tex": " ".join(tex.split()), "display": "true"})


def _formula(tex: str) -> str:
    return own_elements.shortcode("wp-math", {"tex": tex}, inline=True) if tex else ""


def _tex(html: str) -> str:
    return " ".join(_LOOKS.sub("", unescape(_LINE_MARKUP.sub("", html))).split())
