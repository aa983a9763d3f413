"""Prose that must stay prose: a backslash only where Goldmark would read markup.

`escape_text` sees a run of text and the characters beside it; `escape_line_starts` sees the finished lines of a
paragraph, because what starts a list or a heading is known only there.
"""

from __future__ import annotations

import re

_HAZARD = re.compile(r"[\\`*_\[\]<>&~{]")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_HARMLESS_BRACKETS = re.compile(r"\[(?!\^|\d+\]|[ xX]?\])[^\[\]]*\](?![(\[:])")
_BARE_URL = re.compile(r"https?://[^\s<>]*[^\s<>.,:;!?\"'*_~)\]]")
_PUNCTUATION = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
_LINE_START = re.compile(
    r"""^(?: (?P<rule>[|:\ \t]*-[-|:\ \t]*$)              # a rule, an underline, the second row of a table
           | (?P<one>\#{1,6}(?=[\ \t]|$) | > | [-+*](?=[\ \t]|$) | =+[\ \t]*$ | :(?=[\ \t]) | ~{3})
           | (?P<number>\d{1,9})(?P<dot>[.)])(?=[\ \t]|$) )""",
    re.MULTILINE | re.VERBOSE,
)
_STARTS = frozenset("|:-#>+*=~0123456789 \t")


def escape_text(text: str, before: str = " ", after: str = " ", *, in_link: bool = False) -> str:
    """A run of plain text as Markdown. `before` and `after` are the characters that will stand beside it."""
    if _HAZARD.search(text) is None:
        return text
    if "://" not in text or in_link:
        return _escape_run(text, before, after, in_link)
    return _escape_around_urls(text, before, after)


def _escape_around_urls(text: str, before: str, after: str) -> str:
    parts, done = [], 0
    for found in _BARE_URL.finditer(text):
        start, end = found.span()
        parts.append(_escape_run(text[done:start], before if not done else "/", "h", False))
        parts.append(_bare_url(found[0], text[end : end + 1] or after))
        done = end
    parts.append(_escape_run(text[done:], "/" if done else before, after, False))
    return "".join(parts)


def _bare_url(url: str, after: str) -> str:
    """Hugo links bare addresses and takes a backslash in them literally; where one is needed, `<…>` says the same."""
    escaped = _escape_run(url, " ", after, False)
    return f"<{url}>" if escaped != url and not any(sign in url for sign in "\\{`") else escaped


def _escape_run(text: str, before: str, after: str, in_link: bool) -> str:
    parts = []
    done = harmless_end = 0
    end = len(text) - 1
    for found in _HAZARD.finditer(text):
        at = found.start()
        sign = text[at]
        left = text[at - 1] if at else before
        right = text[at + 1] if at < end else after
        if sign == "[" and not in_link:
            harmless = _HARMLESS_BRACKETS.match(text, at)
            if harmless and (harmless.end() <= end or after not in "([:"):
                harmless_end = harmless.end()
            escaped = "[" if at < harmless_end else r"\["
        elif sign in "[]":
            escaped = "\\" + sign if in_link else sign
        else:
            escaped = _escape_sign(sign, left, right, text, at)
        if escaped != sign:
            parts.append(text[done:at])
            parts.append(escaped)
            done = at + 1
    if not done:
        return text
    parts.append(text[done:])
    return "".join(parts)


def _escape_sign(sign: str, left: str, right: str, text: str, at: int) -> str:
    match sign:
        case "*":
            return sign if left.isspace() and right.isspace() else r"\*"
        case "_":
            inside = left.isalnum() and right.isalnum()
            return sign if inside or (left.isspace() and right.isspace()) else r"\_"
        case "\\":
            return _escape_backslash(right, at == len(text) - 1)
        case "<":
            return _escape_less_than(right)
        case ">":
            return r"\>" if right == ">" or left == ">" else sign
        case "&":
            return r"\&" if _ENTITY.match(text, at) else sign
        case "~":
            return _escape_tilde(left, right, text)
        case "{":
            # `{{<` and `{{%` would call a shortcode, even one that does not exist.
            return r"\{" if left == "{" and right in "<%" else sign
        case _:
            return "\\" + sign


def _escape_backslash(right: str, last: bool) -> str:
    if last and right == "\\":
        return "&#92;"  # before the backslash of a hard break
    return r"\\" if right in _PUNCTUATION else "\\"


def _escape_less_than(right: str) -> str:
    if right == "!":
        return "&lt;"  # a backslash would leave `<!--more-->`, which Hugo seeks in the bytes
    return r"\<" if right in "/?<" or right.isalpha() else "<"


def _escape_tilde(left: str, right: str, text: str) -> str:
    if (left.isspace() and right.isspace()) or (text.count("~") == 1 and "~" not in (left, right)):
        return "~"
    return "&#126;"


def escape_line_starts(paragraph: str) -> str:
    """A paragraph's Markdown with everything escaped that would make one of its lines start another block."""
    if "\n" not in paragraph and paragraph[:1] not in _STARTS:
        return paragraph
    return _LINE_START.sub(_escape_start, paragraph)


def _escape_start(found: re.Match[str]) -> str:
    if found["rule"]:
        return found["rule"].replace("-", r"\-")
    if found["one"]:
        return "\\" + found["one"]
    return f"{found['number']}\\{found['dot']}"


def escape_heading(text: str) -> str:
    """The text of a heading whose end would be read as its closing hashes or its attributes."""
    if text.endswith("#"):
        bare = text.rstrip("#")
        if not bare or bare[-1] in " \t":
            return f"{bare}\\{text[len(bare) :]}"
    elif text.endswith("}") and "{" in text:
        at = text.rindex("{")
        if text[at - 1 : at] != "\\":
            return f"{text[:at]}\\{text[at:]}"
    return text
