"""Code, between backticks or in a fence, such that Hugo prints it letter by letter."""

from __future__ import annotations

import re

from migrate.markdown.marks import CALL, CALL_END, PERCENT, PERCENT_END, plain
from migrate.markdown.raw import escape_between_tags, escape_html
from migrate.patterns import rare_pattern

_BACKTICKS = re.compile("`+")
_CALL = rare_pattern(r"\{\{<((?:(?!\{\{[<%]|>\}\}).)*)>\}\}|\{\{%((?:(?!\{\{[<%]|%\}\}).)*)%\}\}", re.DOTALL)
_LONE_PERCENT = re.compile(r"(?:^|[^\w\s)\]}\"'])[ \t]*% ", re.M)
_NOT_IN_INFO = re.compile(r"[\s`{}\"'<>&\\]+")


def _shield(code: str) -> str | None:
    """Code in which whole shortcodes are written as Hugo prints them; None if it holds what Hugo would act upon."""
    if "{{" in code:
        code = _CALL.sub(_as_comment, code)
        if "{{<" in code or "{{%" in code:
            return None
    return None if "<!--more-->" in code else code


def _as_comment(found: re.Match[str]) -> str:
    if found[1] is not None:
        return f"{CALL}/*{found[1]}*/{CALL_END}"
    return f"{PERCENT}/*{found[2]}*/{PERCENT_END}"


def _longest_run(code: str) -> int:
    return max(map(len, _BACKTICKS.findall(code)), default=0) if "`" in code else 0


def code_span(code: str) -> str:
    """A code span of text without white space at its ends."""
    shielded = _shield(code)
    if shielded is None:
        return code_as_html(code)
    ticks = "`" * (_longest_run(code) + 1)
    pad = " " if code[0] == "`" or code[-1] == "`" else ""
    return f"{ticks}{pad}{shielded}{pad}{ticks}"


def code_as_html(code: str) -> str:
    """Code for the middle of a line where a code span would run as a shortcode, be it with the comment signs."""
    return f"<code>{escape_between_tags(code)}</code>"


def _to_the_letter(language: str, code: str) -> str:
    """The language, unless its highlighter would change the code: that of Ruby doubles spaces behind a lone `%`."""
    if language == "ruby" and "% " in code and _LONE_PERCENT.search(code):
        return "erb" if "<%" in code else ""
    return language


def fence(code: str, language: str = "", options: str = "", *, apart: bool = False) -> str:
    """A fenced block, its fence longer than any run of backticks inside. `options` stand in braces after the language.

    Without one, Hugo takes the options for it: the code is plain text then. Code that would run as a shortcode even in
    a fence becomes HTML. `apart`: the fence stands inside a shortcode, whose content Hugo reads a second time, when the
    signs that kept the call from running are gone.
    """
    code = plain(code).replace("\r\n", "\n").rstrip("\n \t")
    if not code:
        return ""
    info = _NOT_IN_INFO.sub("", _to_the_letter(language, code)) or ("text" if options else "")
    shielded = None if apart and "{{" in code else _shield(code)
    if shielded is None:
        attribute = f' class="language-{info}"' if info else ""
        return f"<pre><code{attribute}>{escape_html(code)}</code></pre>"
    ticks = "`" * max(3, _longest_run(code) + 1)
    braces = f" {{{options}}}" if options else ""
    return f"{ticks}{info}{braces}\n{shielded}\n{ticks}"
