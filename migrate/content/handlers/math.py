r"""Formulas in TeX: `[latex]…[/latex]` and `$latex …$` of Jetpack and WordPress.com, and the block for them.

The shipped `wp-math` lets Hugo make MathML of them at build time: no script, no network.
"""

from __future__ import annotations

import re
from functools import partial
from html import unescape

from migrate.content import own_elements
from migrate.content.context import Context
from migrate.content.nodes import Block, Shortcode
from migrate.content.registry import filters, handles
from migrate.content.render import render_inner
from migrate.content.shared.attributes import flag, text
from migrate.diagnostics import Code
from migrate.patterns import rare_pattern

_IN_TEXT = rare_pattern(r"\$latex(?:=|\s)\s*+((?:[^$\\<]|\\.|<(?!/p>))++)\$", re.S)
_ANNOUNCED = rare_pattern(r"\[(?:latexpage|mathjax)\](?:\s*<br\s*/?>)?")
_LIKE_TEX = rare_pattern(r"[\\^_={}+]")
_SURELY_TEX = rare_pattern(r"[\\^_{}]")
"""Dollars stand for money, and for much else."""
_LINE_BREAKS = r"<(?!/?(?:p|div|h\d|li|td)\b)"
_ENVIRONMENT = rare_pattern(
    rf"(?<![\\\"'])(\\begin\{{((?:equation|align|alignat|gather|CD)\*?)\}}(?:[^<]|{_LINE_BREAKS})+?\\end\{{\2\}})"
)
_DELIMITED = (
    (_ENVIRONMENT, True, _LIKE_TEX),
    (rare_pattern(rf"\$\$((?:[^$<]|{_LINE_BREAKS})++)\$\$"), True, _SURELY_TEX),
    (rare_pattern(rf"(?<!\\)\\\[((?:\\\\|\\[^\[\]\\]|[^<\\]|{_LINE_BREAKS})++)\\\]"), True, _LIKE_TEX),
    (rare_pattern(rf"(?<!\\)\\\(((?:\\\\|\\[^()\\]|[^<\\]|{_LINE_BREAKS})++)\\\)"), False, _LIKE_TEX),
)
_SINGLE_DOLLARS = rare_pattern(r"(?<![\\$\w])\$(?=[^\s$])([^$<\n]{1,500})(?<=\S)\$(?![\d$])")
_KATEX = rare_pattern(r"<span\b[^<>]*\bkatex-eq\b[^<>]*>([^<]*)</span>")
_MATHML = rare_pattern(
    r"<math\b([^<>]*)>(?:[^<]|<(?!/?math\b))*?<annotation\s+encoding=[\"']application/x-tex[\"']\s*>([^<]+)</annotation>"
    r"(?:[^<]|<(?!/?math\b))*?</math>"
)
_SCRIPT = rare_pattern(
    r"(?:<span\b(?=[^<>]*\bMathJax_Preview\b)[^<>]*+>[^<]*+</span>\s*+)?"
    r"<script\s(?=[^<>]*?type=[\"']math/tex\b([^\"'<>]*+)[\"'])[^<>]*+>((?:[^<]|<(?!/?script\b))*+)</script>",
    re.I,
)
"""What a tag says is looked up once, and no script goes on behind the next one: many without an end take no time."""
_ALONE = rare_pattern(r"\bdisplay=[\"']block")
_ANY_TAG = rare_pattern(r"<[^<>]*>")
_LINE_MARKUP = rare_pattern(r"</?(?:p|br)\b[^<>]*>")
_LOOKS = rare_pattern(r"&(?:fg|bg|s)=-?[0-9a-fA-F]+")


@filters("$latex")
def latex_in_text(html: str, context: Context) -> str:
    r"""Every `$latex TEX$` as a formula. `&fg=`, `&bg=` and `&s=`, which colour and size it, are left out."""
    return _IN_TEXT.sub(lambda found: _formula(_tex(found[1])), html)


@handles("shortcode:latex")
def latex(shortcode: Shortcode, context: Context) -> str:
    """One formula in the line."""
    return _formula(_tex(shortcode.content or ""))


@handles("shortcode:tex", "shortcode:math")
def formula(shortcode: Shortcode, context: Context) -> str:
    """The same in plugins that call it so."""
    return latex(shortcode, context) if shortcode.content else shortcode.source


@handles("core/math")
def math_block(block: Block, context: Context) -> str:
    """A formula that stands alone; its TeX is in the attributes."""
    tex = text(block.attributes.get("latex"))
    if not tex:
        return render_inner(block, context)
    return own_elements.shortcode("wp-math", {"tex": " ".join(tex.split()), "display": "true"})


@handles("shortcode:katex")
def katex(shortcode: Shortcode, context: Context) -> str:
    """One formula, in the line or alone."""
    return _formula(_tex(shortcode.content or ""), alone=flag(shortcode.attributes.get("display")))


@handles("katex/display-block")
def katex_block(block: Block, context: Context) -> str:
    """A formula that stands alone; its TeX is all the text that is stored."""
    return _formula(_tex(_ANY_TAG.sub("", block.html)), alone=True)


@filters("katex-eq")
def katex_in_text(html: str, context: Context) -> str:
    """What KaTeX's own block marks in a line."""
    return _KATEX.sub(lambda found: _formula(_tex(found[1])), html)


@filters("math/tex")
def scripts_of_formulas(html: str, context: Context) -> str:
    """What MathJax sets in place of a script that runs nothing, with what stood there until then."""
    return _SCRIPT.sub(lambda found: _formula(_tex(found[2]), alone="display" in found[1]), html)


@filters("<math")
def mathml_in_text(html: str, context: Context) -> str:
    """MathML that carries the TeX which it was made from."""
    return _MATHML.sub(lambda found: _formula(_tex(found[2]), alone=bool(_ALONE.search(found[1]))), html)


@filters("[latexpage]")
@filters("[mathjax]")
def page_of_formulas(html: str, context: Context) -> str:
    r"""Formulas between `$`, `$$`, `\[` and `\]`, `\(` and `\)` on a page that asks by a shortcode to set them."""
    html = _ANNOUNCED.sub("", html)
    for pattern, alone, _ in _DELIMITED:
        html = pattern.sub(partial(_between, alone=alone), html)
    return _SINGLE_DOLLARS.sub(partial(_between, alone=False), html)


def _between(found: re.Match[str], *, alone: bool) -> str:
    return _formula(_tex(found[1]), alone=alone)


@filters("\\(")
@filters("\\[")
@filters("$$")
@filters("\\begin{")
def formulas_left(html: str, context: Context) -> str:
    """Where no page says so, a script may have set them, or nothing: they stay as they are and are told."""
    for pattern, _, evidence in _DELIMITED:
        for found in pattern.finditer(html):
            if evidence.search(_tex(found[1])):
                context.report(Code.FORMULA, _tex(found[0])[:60])
    return html


def _formula(tex: str, *, alone: bool = False) -> str:
    arguments = {"tex": tex, "display": "true" if alone else ""}
    return own_elements.shortcode("wp-math", arguments, inline=not alone) if tex else ""


def _tex(html: str) -> str:
    return " ".join(own_elements.words(_LOOKS.sub("", unescape(_LINE_MARKUP.sub("", html)))).split())
