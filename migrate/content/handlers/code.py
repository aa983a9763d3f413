"""Shortcodes and blocks of code highlighters.

Code shortcodes are no entries of the registry: their content must be taken before paragraphs are made, and their names
are many (SyntaxHighlighter's one per language, CodeColorer's flags). `<pre>` forms are read in the tree.
"""

from __future__ import annotations

import re
from html import escape

from migrate.content import markup
from migrate.content.code import decoded, is_yes, language, options, trimmed
from migrate.content.context import Context
from migrate.content.nodes import Shortcode

_GENERAL = frozenset({"code", "codeblock", "crayon", "enlighter", "source", "sourcecode"})
_LANGUAGE_NAMES = """
actionscript3 arduino as3 bash c cf clojure coldfusion cpp csharp css delphi diff erl erlang fsharp go golang groovy
haskell html java javafx javascript jfx js jscript json matlab matlabkey objc pascal patch perl php pl plain powershell
ps py python r rails rb ror ruby scala shell splus sql swift text typescript vb vbnet xhtml xml xslt yaml yml
"""
_LANGUAGES = frozenset(_LANGUAGE_NAMES.split())
_CODECOLORER = re.compile(r"cc([bceilnstwBCEILNSTW]*)(?:_([\w-]+))?")
_WRAPPED = re.compile(r"\s*<pre\b[^>]*>(.*)</pre>\s*", re.S | re.I)
_BREAK = re.compile(r"<br\s*/?>\n?", re.I)


def is_code_shortcode(name: str) -> bool:
    """Whether `[name]…[/name]` holds code."""
    return name in _GENERAL or name in _LANGUAGES or bool(_CODECOLORER.fullmatch(name))


def code_shortcode(shortcode: Shortcode, context: Context) -> str:
    """A fence, or inline code. A name without closing tag is prose (`[text]`), one that holds blocks no code."""
    if shortcode.content is None or "<!-- wp:" in shortcode.content or "<!-- /wp:" in shortcode.content:
        return shortcode.source
    code = _stored_code(shortcode.content)
    flags = _CODECOLORER.fullmatch(shortcode.name)
    if (flags and "i" in flags[1].lower()) or is_yes(shortcode.attributes.get("inline", "")):
        return _inline(code)
    return _titled(shortcode) + markup.fence(trimmed(code), _language(shortcode), _options(shortcode))


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
    if not named and shortcode.name in _LANGUAGES:
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
