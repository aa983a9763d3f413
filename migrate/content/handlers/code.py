"""Shortcodes and blocks of code highlighters.

Code shortcodes have many names: one for each language (SyntaxHighlighter), a family with flags (CodeColorer).
"""

from __future__ import annotations

import re
from html import escape

from migrate.content import own_elements
from migrate.content.context import Context
from migrate.content.nesting import shallow
from migrate.content.nodes import Block, Shortcode
from migrate.content.registry import handles
from migrate.content.shared.attributes import flag, place, text
from migrate.content.shared.fences import BREAK, fence
from migrate.content.shared.highlighting import LANGUAGES, decoded, language, options, trimmed
from migrate.tree import FENCE, Element, parse

_GENERAL = frozenset({"code", "codeblock", "crayon", "enlighter", "source", "sourcecode"})
_CODECOLORER = re.compile(r"cc([bceilnstwBCEILNSTW]*)(?:_([\w-]+))?")
_WRAPPED = re.compile(r"\s*<pre\b[^>]*>(.*)</pre>\s*", re.S | re.I)
_LANGUAGE_KEYS = ("language", "lang", "languageSlug", "langType", "codeLanguage", "mode")
_LINES_KEYS = ("highlightedLines", "highlightLines", "lineHighlight", "highlight", "lineHighlights")
_NUMBERS_KEYS = ("showLineNumbers", "lineNumbers", "isLineNumbers", "useLineNumber")
_START_KEYS = ("firstLineNumber", "startingLineNumber", "lineNumbersStart", "startLine")


@handles(*(f"code:{name}" for name in sorted(_GENERAL | LANGUAGES)), f"codes:{_CODECOLORER.pattern}")
def code_shortcode(shortcode: Shortcode, context: Context) -> str:
    """A fence, or inline code. A name without closing tag is prose (`[text]`), one that holds blocks no code."""
    if shortcode.content is None or "<!-- wp:" in shortcode.content or "<!-- /wp:" in shortcode.content:
        return shortcode.source
    code = _stored_code(shortcode.content)
    flags = _CODECOLORER.fullmatch(shortcode.name)
    if (flags and "i" in flags[1].lower()) or flag(shortcode.attributes.get("inline", "")):
        return _inline(code)
    return _titled(shortcode) + own_elements.fence(trimmed(code), _language(shortcode), _options(shortcode))


@handles(
    "core/code",
    "syntaxhighlighter/code",
    "enlighter/codeblock",
    "kevinbatdorf/code-block-pro",
    "loos-hcb/code-block",
    "prismatic/blocks",
    "code-snippet/code-block",
    "mkaz/code-syntax",
    "codemirror-blocks/code-block",
    "simple-code-block/ace",
    leaf=True,
)
def code_block(block: Block, context: Context) -> str:
    """A fence with the language and options of the block's JSON, and the code of its JSON or of its `<pre>`."""
    name, settings = _said(block) if block.attributes else ("", "")
    before = place(block.html)
    if code := text(block.attributes.get("code")):
        return before + own_elements.fence(trimmed(code), language(name), settings)
    pre = _only_pre(parse(shallow(block.html)[0]))
    made = fence(pre, name, settings) if pre else None
    if not made:
        return block.html
    return before + own_elements.fence(made.text(), made.get("language"), made.get("options"))


def _said(block: Block) -> tuple[str, str]:
    """The language and the options that the settings of a block name."""
    return _first_text(block, _LANGUAGE_KEYS), options(
        numbers=any(flag(block.attributes.get(key)) for key in _NUMBERS_KEYS),
        start=_first_text(block, _START_KEYS),
        highlighted=_first_text(block, _LINES_KEYS),
    )


def _first_text(block: Block, keys: tuple[str, ...]) -> str:
    return next(filter(None, (text(block.attributes.get(key)) for key in keys)), "")


def _only_pre(root: Element) -> Element | None:
    pres = [one for one in root.elements() if one.tag in {"pre", FENCE}]
    return pres[0] if len(pres) == 1 and pres[0].tag == "pre" else None


def _stored_code(content: str) -> str:
    wrapped = _WRAPPED.fullmatch(content)
    if wrapped:
        return decoded(BREAK.sub("\n", wrapped[1]))
    return decoded(content)


def _inline(code: str) -> str:
    return f"<code>{escape(code.strip(), quote=False).replace('[', '&#91;')}</code>"


def _titled(shortcode: Shortcode) -> str:
    title = shortcode.attributes.get("title", "")
    return f"<p><strong>{title}</strong></p>\n" if title else ""


def _language(shortcode: Shortcode) -> str:
    flags = _CODECOLORER.fullmatch(shortcode.name)
    attributes = shortcode.attributes
    named = attributes.get("language") or attributes.get("lang") or (flags and flags[2])
    if not named and shortcode.name in LANGUAGES:
        named = shortcode.name
    if not named and shortcode.positional:
        named = shortcode.positional[0].lstrip("=")
    return language(named)


def _options(shortcode: Shortcode) -> str:
    attributes = shortcode.attributes
    flags = _CODECOLORER.fullmatch(shortcode.name)
    return options(
        numbers=any(flag(attributes.get(name, "")) for name in ("gutter", "line_numbers", "linenumbers", "nums"))
        or bool(flags and ("N" in flags[1] or "l" in flags[1])),
        start=attributes.get("firstline") or attributes.get("first_line") or attributes.get("lineoffset") or "",
        highlighted=attributes.get("highlight") or attributes.get("mark") or "",
    )
