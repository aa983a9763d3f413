"""Shortcodes and blocks of code highlighters.

Code shortcodes are no entries of the registry: their content must be taken before paragraphs are made, and their names
are many (SyntaxHighlighter's one per language, CodeColorer's flags). A `<pre>` that a highlighter fills in is taken
then too; any other is read in the tree.
"""

from __future__ import annotations

import re
from html import escape

from migrate.content import own_elements
from migrate.content.code import LANGUAGES, decoded, is_yes, language, options, trimmed
from migrate.content.context import Context
from migrate.content.handlers.attributes import flag, text
from migrate.content.nesting import shallow
from migrate.content.nodes import Block, Shortcode
from migrate.content.passes.code import described, fence
from migrate.content.registry import handles
from migrate.tree import FENCE, Element, parse

_GENERAL = frozenset({"code", "codeblock", "crayon", "enlighter", "source", "sourcecode"})
_CODECOLORER = re.compile(r"cc([bceilnstwBCEILNSTW]*)(?:_([\w-]+))?")
_WRAPPED = re.compile(r"\s*<pre\b[^>]*>(.*)</pre>\s*", re.S | re.I)
_BREAK = re.compile(r"<br\s*/?>\n?", re.I)
_PRE = re.compile(r"(<pre\b[^>]*+>)(.*)</pre\s*>", re.S | re.I)
_HIGHLIGHTED = re.compile(r"\slang=|\bbrush:|\blang:\w|\bcrayon|enlighter", re.I)
_LANGUAGE_KEYS = ("language", "lang", "languageSlug", "langType", "codeLanguage")
_LINES_KEYS = ("highlightedLines", "highlightLines", "lineHighlight", "highlight", "lineHighlights")
_NUMBERS_KEYS = ("showLineNumbers", "lineNumbers", "isLineNumbers", "useLineNumber")
_START_KEYS = ("firstLineNumber", "startingLineNumber", "lineNumbersStart", "startLine")


def is_code_shortcode(name: str) -> bool:
    """Whether `[name]…[/name]` holds code."""
    return name in _GENERAL or name in LANGUAGES or bool(_CODECOLORER.fullmatch(name))


def code_shortcode(shortcode: Shortcode, context: Context) -> str:
    """A fence, or inline code. A name without closing tag is prose (`[text]`), one that holds blocks no code."""
    if shortcode.content is None or "<!-- wp:" in shortcode.content or "<!-- /wp:" in shortcode.content:
        return shortcode.source
    code = _stored_code(shortcode.content)
    flags = _CODECOLORER.fullmatch(shortcode.name)
    if (flags and "i" in flags[1].lower()) or is_yes(shortcode.attributes.get("inline", "")):
        return _inline(code)
    return _titled(shortcode) + own_elements.fence(trimmed(code), _language(shortcode), _options(shortcode))


def highlighted_pre(html: str) -> str:
    """A fence for a `<pre>` that a highlighter fills in, whose code may hold tags in the raw; any other comes back."""
    found = _PRE.fullmatch(html)
    if not found or not _HIGHLIGHTED.search(found[1]):
        return html
    code = _BREAK.sub("\n", found[2])
    if "<" in code and ("&lt;" in code or code.lstrip().startswith(("<code", "<span"))):
        return html
    pre = next((one for one in parse(found[1]).elements() if one.tag == "pre"), None)
    return own_elements.fence(trimmed(decoded(code)), *described(pre.attributes)) if pre else html


@handles(
    "core/code",
    "syntaxhighlighter/code",
    "enlighter/codeblock",
    "kevinbatdorf/code-block-pro",
    "loos-hcb/code-block",
    "prismatic/blocks",
    "code-snippet/code-block",
    "mkaz/code-syntax",
    leaf=True,
)
def code_block(block: Block, context: Context) -> str:
    """A fence with the language and options of the block's JSON, and the code of its JSON or of its `<pre>`."""
    settings = options(
        numbers=any(flag(block.attributes.get(key)) for key in _NUMBERS_KEYS),
        start=_first_text(block, _START_KEYS),
        highlighted=_first_text(block, _LINES_KEYS),
    )
    name = _first_text(block, _LANGUAGE_KEYS)
    if code := text(block.attributes.get("code")):
        return own_elements.fence(trimmed(code), language(name), settings)
    pre = _only_pre(parse(shallow(block.html)[0]))
    made = fence(pre, name, settings) if pre else None
    return own_elements.fence(made.text(), made.get("language"), made.get("options")) if made else block.html


def _first_text(block: Block, keys: tuple[str, ...]) -> str:
    return next(filter(None, (text(block.attributes.get(key)) for key in keys)), "")


def _only_pre(root: Element) -> Element | None:
    pres = [one for one in root.elements() if one.tag in {"pre", FENCE}]
    return pres[0] if len(pres) == 1 and pres[0].tag == "pre" else None


def _stored_code(content: str) -> str:
    wrapped = _WRAPPED.fullmatch(content)
    if wrapped:
        return decoded(_BREAK.sub("\n", wrapped[1]))
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
        numbers=any(is_yes(attributes.get(name, "")) for name in ("gutter", "line_numbers", "linenumbers", "nums"))
        or bool(flags and ("N" in flags[1] or "l" in flags[1])),
        start=attributes.get("firstline") or attributes.get("first_line") or attributes.get("lineoffset") or "",
        highlighted=attributes.get("highlight") or attributes.get("mark") or "",
    )
