"""Prose that must stay prose: a backslash only where Goldmark would read markup.

`escape_text` sees a run of text and the characters beside it; `escape_line_starts` sees the finished lines of a
paragraph, because what starts a list or a heading is known only there.
"""

from __future__ import annotations

import re
from bisect import bisect

from migrate.markdown.bare_addresses import bare_addresses
from migrate.markdown.marks import CALLS
from migrate.patterns import rare_pattern

_HAZARD = re.compile(r"[\\`*_\[\]<>&~{@]")
_PAIRED = "*_~`"
_RUNS = {sign: rare_pattern(f"{re.escape(sign)}+") for sign in _PAIRED}
_WEB_ADDRESS = rare_pattern(r"(?<![A-Za-z0-9/])www(?=\.\w)")
_ENTITY = rare_pattern(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_NO_LABEL = r"\[(?!\^|\s*+\d+\s*+\])[^\[\]]*+"
"""The beginning of brackets that name no footnote and no reference of ours."""
_HARMLESS_BRACKETS = re.compile(rf"{_NO_LABEL}(?:{_NO_LABEL}\](?!\()[^\[\]]*+)*+\](?!\()")
_BRACKETS_AT_START = re.compile(r"\[(?:[ xX]?\]|[^\[\]]*+\]:)")
"""A box to tick, or what a reference leads to."""
_GOES_ON = frozenset("![`~_*{") | CALLS
"""What is no end of an address where markup begins with it."""
_IN_MAIL = frozenset("!#$%&'*+-./=?^_`{|}~")
"""What may stand in front of the `@` of a mail address, besides letters and digits."""
_SHORTCODE = rare_pattern(r"""\[[A-Za-z][\w-]*+(?:\s++[\w-]++=(?:"[^"]*+"|'[^']*+'|[^\s\[\]"']++))++\s*+/?\]""")
"""A plugin's, in whose brackets an address stays text, be they escaped."""
_BRACKET = re.compile(r"\[")
_NONE: frozenset[int] = frozenset()
_PUNCTUATION = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
_LINE_START = re.compile(
    r"""^(?: (?P<rule>[|:\ \t]*-[-|:\ \t]*$)              # a rule, an underline, the second row of a table
           | (?P<one>\#{1,6}(?=[\ \t]|$) | > | [-+*](?=[\ \t]|$) | =+[\ \t]*$ | :(?=[\ \t]) | ~{3} | `{3,}(?=[^`\n]*$) )
           | (?P<row>[*_]{2,}(?=[*_\ \t]*$) | [*_](?=[*_\ \t]+$))
           | (?P<number>\d{1,9})(?P<dot>[.)])(?=[\ \t]|$) )""",
    re.MULTILINE | re.VERBOSE,
)
_STARTS = frozenset("|:-#>+*_=~`0123456789 \t")


def pairing(text: str, marked: str = "") -> str:
    """Which of the signs that work in pairs may find their second in a paragraph; `marked` are those it holds anyway.

    A sign can begin something where no space follows, and end it where none precedes. One in a word counts only if it
    works there.
    """
    return marked + "".join([sign for sign in _PAIRED if sign in text and sign not in marked and _finds(sign, text)])


def _finds(sign: str, text: str) -> bool:
    opened = False
    for found in _RUNS[sign].finditer(text):
        left, right = text[found.start() - 1 : found.start()] or " ", text[found.end() : found.end() + 1] or " "
        if sign == "_" and left.isalnum() and right.isalnum():
            continue
        if opened and (sign == "`" or not left.isspace()):
            return True
        opened = opened or sign == "`" or not right.isspace()
    return False


def needs_escape(text: str) -> bool:
    """Whether a run of text holds anything that may have to be escaped, whatever stands beside it."""
    return _HAZARD.search(text) is not None or text[-1:] == "!" or "www." in text or "://" in text


def escape_text(
    text: str, before: str = " ", after: str = " ", *, in_link: bool = False, pairs: str | None = None
) -> str:
    """A run of plain text as Markdown. `before` and `after` are the characters that will stand beside it.

    `pairs`: the signs that find a second one in the paragraph; unless given, those that do in this run.
    """
    if _HAZARD.search(text) is None and "www." not in text and "://" not in text:
        return text
    if pairs is None:
        pairs = pairing(text)
    loose = _loose_brackets(text, after) if "[" in text and not in_link else _NONE
    if "://" not in text or in_link:
        return _escape_run(text, before, after, in_link, pairs, loose=loose)
    parts, done = [], 0
    tags = [found.span() for found in _SHORTCODE.finditer(text)] if "[" in text else []
    for address in bare_addresses(text):
        start, end = address.start, address.end
        if loose and _is_in_brackets(text, start, loose):
            continue
        front = "/" if done else before
        parts.append(_escape_run(text[done:start], front, "<", False, pairs, loose=loose, offset=done))
        behind = text[end : end + 1] or after
        if (at := bisect(tags, (start,)) - 1) >= 0 and start < tags[at][1]:
            parts.append(_escape_run(text[start:end], "/", behind, False, pairs).replace("://", r"\://"))
        else:
            parts.append(_bare_address(text[start:end], behind, whole=address.linked == end))
        done = end
    parts.append(_escape_run(text[done:], "/" if done else before, after, False, pairs, loose=loose, offset=done))
    return "".join(parts)


def _bare_address(address: str, after: str, *, whole: bool) -> str:
    """An address of which Goldmark makes a link, and takes a backslash in it literally. `whole`: the right one.

    Where that goes wrong, `<…>` says the same.
    """
    is_safe = whole and after not in _GOES_ON and _escape_run(address, " ", after, False, _PAIRED) == address
    return address if is_safe else f"<{address}>"


def _is_in_brackets(text: str, at: int, loose: frozenset[int]) -> bool:
    """Whether a place is inside of brackets that stand as they are: Goldmark makes no link of an address there."""
    opening = text.rfind("[", 0, at)
    return opening in loose and text.find("]", opening, at) < 0


def _loose_brackets(text: str, after: str) -> frozenset[int]:
    """Where an opening bracket needs no backslash: no link, reference or box to tick can come of it."""
    found = set()
    harmless_end = 0
    last = text.rfind("]")
    for bracket in _BRACKET.finditer(text):
        at = bracket.start()
        if at >= harmless_end and (harmless := _HARMLESS_BRACKETS.match(text, at)):
            reaches_after = harmless.end() == len(text) and after in "([:"
            starts = at == 0 and _BRACKETS_AT_START.match(text)
            harmless_end = harmless_end if reaches_after or starts else harmless.end()
        # A link behind it makes an open bracket one that can begin none.
        before_link = at > last and after == "[" and text[at + 1 : at + 2] != "^" and text[at - 1 : at] != "!"
        if at < harmless_end or before_link:
            found.add(at)
    return frozenset(found)


def _escape_run(
    text: str,
    before: str,
    after: str,
    in_link: bool,
    pairs: str,
    loose: frozenset[int] = _NONE,
    offset: int = 0,
) -> str:
    if _HAZARD.search(text) is None and "www." not in text:
        return text
    parts = []
    done = 0
    end = len(text) - 1
    for found in _HAZARD.finditer(text):
        at = found.start()
        sign = text[at]
        if (sign == "@" and in_link) or (sign in _PAIRED and sign not in pairs):
            continue
        left = text[at - 1] if at else before
        right = text[at + 1] if at < end else after
        if sign == "[" and not in_link:
            escaped = "[" if at + offset in loose else r"\["
        elif sign in "[]":
            escaped = "\\" + sign if in_link else sign
        else:
            escaped = _escape_sign(sign, left, right, text, at)
        if escaped != sign:
            parts.append(text[done:at])
            parts.append(escaped)
            done = at + 1
    parts.append(text[done:])
    escaped = "".join(parts)
    return escaped if in_link or "www." not in escaped else _WEB_ADDRESS.sub(r"www\\", escaped)


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
            beside = (at == 0 and left == sign) or (at == len(text) - 1 and right == sign)
            return _escape_tilde(left, right, beside_deletion=beside)
        case "@":
            # Hugo would make a link of an address that WordPress left alone.
            return r"\@" if (left.isalnum() or left in _IN_MAIL) and right.isalnum() else sign
        case "{":
            # `{{<` and `{{%` would call a shortcode, even one that does not exist.
            return r"\{" if left == "{" and right in "<%`" else sign
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


def _escape_tilde(left: str, right: str, *, beside_deletion: bool) -> str:
    if left.isspace() and right.isspace():
        return "~"
    # Beside the tildes of a deletion a backslash is not enough.
    return "&#126;" if beside_deletion else r"\~"


def escape_line_starts(paragraph: str) -> str:
    """A paragraph's Markdown with everything escaped that would make one of its lines start another block."""
    if paragraph[:1] not in _STARTS and ("\n" not in paragraph or _begins_nothing(paragraph)):
        return paragraph
    return _LINE_START.sub(_escape_start, paragraph)


def _begins_nothing(paragraph: str) -> bool:
    """Whether no line begins with a sign that can start a block, which is seen far sooner than by searching."""
    return _STARTS.isdisjoint([line[:1] for line in paragraph.split("\n")])


def _escape_start(found: re.Match[str]) -> str:
    if rule := found["rule"]:
        # Of three dashes or more in a row the typographer makes others, as WordPress did.
        return rule.replace("-", r"\-", -1 if rule.strip("- \t") else 1)
    if found["one"]:
        return "\\" + found["one"]
    if row := found["row"]:
        # What is left of a row below others would end what they began.
        return "".join(["\\" + sign for sign in row]) if found.start() else "\\" + row
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
