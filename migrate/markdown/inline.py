"""Inline text with marks, written as the Markdown of one block.

What is usual `plain_inline` writes at once. Anything else takes three steps: the marks are put in order (spaces out of
emphasis, nothing empty, neighbours joined), the text is cut where two line breaks make a new paragraph, and each
paragraph is written with the delimiters that can flank there.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from enum import Enum

from migrate.markdown.code import code_span
from migrate.markdown.escaping import escape_heading, escape_line_starts, escape_text, needs_escape, pairing
from migrate.markdown.marks import (
    BREAK,
    CALLS,
    CLOSES,
    CODE,
    DELETED,
    DELETED_END,
    EM,
    EM_END,
    END,
    FIRST,
    LAST,
    LINK,
    NOTHING,
    OPENED,
    STRONG,
    STRONG_END,
    TAG,
    TARGET,
    VERBATIM,
)
from migrate.markdown.plain_inline import as_it_stands
from migrate.markdown.typography import ascii_signs

_PIECES = re.compile(f"([{EM}-{CODE}](?:(?<=[{TARGET}-{CODE}])[^{END}]*{END})?)")
_ANY_MARK = re.compile(f"[{FIRST}-{LAST}]")
_SPACES = re.compile(r"[ \t\n\r\f]+")
_BLANK = " \u00a0\u200b\ufeff"
"""What shows nothing at the end of a line, and makes a paragraph of nothing else an empty one."""
_EDGES = " \u00a0"
_LONE_INDENT = re.compile("\\A\u00a0(?! ?\u00a0) *")
_WITH_BACKTICKS = re.compile(f"[{CODE}{VERBATIM}{TAG}]")
_SYMBOLS = {STRONG: "**", STRONG_END: "**", DELETED: "~~", DELETED_END: "~~"}
_FIRST_SIGNS = {LINK: "[", TARGET: "]", STRONG: "*", STRONG_END: "*", DELETED: "~", DELETED_END: "~"}
_NOT_BESIDE_ASTERISK = frozenset((STRONG, STRONG_END))


class InlineContext(Enum):
    """Where a piece of inline text goes; it decides what a line break becomes and what is dangerous at its edges."""

    PARAGRAPH = ("\\\n", escape_line_starts)
    HEADING = ("<br>", escape_heading)
    CELL = ("<br>", str)
    TERM = ("<br>", escape_line_starts)

    def __init__(self, line_break: str, shield: Callable[[str], str]) -> None:
        self.line_break = line_break
        self.shield = shield


def write(text: str, place: InlineContext = InlineContext.PARAGRAPH, *, smart: bool = True, line: str = "") -> str:
    """The Markdown of inline text: a paragraph (several, where breaks divide it), a heading, …

    `line`: the whole of a line of which the text is but a part.
    """
    written = as_it_stands(text.strip(" \t\n\r\f"), place.line_break)
    if written is not None:
        return placed(written, place)
    if smart and (signed := ascii_signs(text)) != text:
        return write(signed, place, smart=False, line=line)
    if text.isascii() or _ANY_MARK.search(text) is None:
        pairs = pairing(line, _marked(line)) if line else None
        return placed(escape_text(_spaces(text).strip(" "), pairs=pairs), place)
    line_break, pairs = place.line_break, pairing(line or text, _marked(line or text))
    pieces = _tidy(_PIECES.split(text))
    if place is not InlineContext.PARAGRAPH or BREAK not in pieces:
        return placed(_Writer(pieces, line_break, pairs).text, place)
    paragraphs = [placed(_Writer(paragraph, line_break, pairs).text, place) for paragraph in _paragraphs(pieces)]
    return "\n\n".join(filter(None, paragraphs))


def label(text: str, *, smart: bool = True) -> str:
    """The text of an image: text without marks, in brackets."""
    text = _spaces(ascii_signs(text) if smart else text).strip(" ")
    # Code begins earlier than brackets do, be it outside of them.
    return escape_text(text, "[", "]", in_link=True, pairs=pairing(text, "`"))


def _marked(text: str) -> str:
    """The signs that the marks in a text will put into it."""
    emphasis = "*_" if EM in text or STRONG in text else ""
    return f"{emphasis}{'~' if DELETED in text else ''}{'`' if _WITH_BACKTICKS.search(text) else ''}"


def placed(markdown: str, place: InlineContext) -> str:
    """The finished Markdown of a line, so that nothing at its edges begins or ends what it does not."""
    if not markdown.isascii():
        markdown = markdown.rstrip(_BLANK)
        if markdown[:1] == "\u00a0":
            markdown = _LONE_INDENT.sub("", markdown)
    return place.shield(markdown)


def _spaces(text: str) -> str:
    if "\n" in text or "  " in text or "\t" in text or "\r" in text or "\f" in text:
        return _SPACES.sub(" ", text)
    return text


# Putting the marks in order


def _tidy(pieces: list[str]) -> list[str]:
    """Pieces without spaces or breaks at the inner edges of emphasis and links, without empty or divided emphasis."""
    done: list[str] = []
    for piece in pieces:
        if not piece:
            continue
        kind = piece[0]
        if not FIRST <= kind <= LAST:
            _add_text(done, _spaces(piece))
        elif kind in CLOSES:
            _add_closing(done, piece)
        elif kind == BREAK:
            _add_break(done)
        elif kind == CODE:
            _add_code(done, piece[1:-1])
        elif done and kind in OPENED and done[-1] == OPENED[kind]:
            done.pop()
        else:
            done.append(piece)
    while done and (done[-1] == BREAK or not done[-1].strip(_BLANK)):
        done.pop()
    if done and done[-1][-1] in _BLANK:
        done[-1] = done[-1].rstrip(_BLANK)
    return done


def _is_text(piece: str) -> bool:
    return not FIRST <= piece[0] <= LAST


def _before_openings(done: list[str]) -> int:
    at = len(done)
    while at and (done[at - 1] in OPENED or done[at - 1] == LINK):
        at -= 1
    return at


def _add_text(done: list[str], text: str) -> None:
    if text[0].isspace():
        inner = text.lstrip()
        _add_space(done, text[: len(text) - len(inner)])
        text = inner
    if not text:
        return
    if done and _is_text(done[-1]):
        done[-1] += text
    else:
        done.append(text)


def _add_code(done: list[str], code: str) -> None:
    """Code joins code beside it; white space at its ends stands outside, because a code span would lose it."""
    whole = _spaces(code)
    inner = whole.strip(_EDGES) or whole.strip(" ")
    before, _, after = whole.partition(inner) if inner else (whole, "", "")
    if before:
        _add_text(done, before)
    if inner and done and done[-1][0] == CODE:
        done[-1] = f"{done[-1][:-1]}{inner}{END}"
    elif inner:
        done.append(f"{CODE}{inner}{END}")
    if after:
        _add_text(done, after)


def _add_space(done: list[str], space: str) -> None:
    """White space goes in front of whatever opens here; a plain space only where it can be seen."""
    at = _before_openings(done)
    if space[0] == " " and (not at or done[at - 1] == BREAK or (_is_text(done[at - 1]) and done[at - 1][-1] == " ")):
        space = space[1:]
    if not space:
        return
    if at and _is_text(done[at - 1]):
        done[at - 1] += space
    else:
        done.insert(at, space)


def _add_closing(done: list[str], piece: str) -> None:
    space, breaks = "", 0
    while done and (done[-1] == BREAK or _is_text(done[-1])):
        last = done[-1]
        if last == BREAK:
            done.pop()
            breaks += 1
            continue
        inner = last.rstrip()
        if inner == last:
            break
        space = last[len(inner) :] + space
        if inner:
            done[-1] = inner
            break
        done.pop()
    if done and done[-1] == CLOSES[piece[0]]:
        done.pop()
    else:
        done.append(piece)
    for _ in range(breaks):
        _add_break(done)
    if space:
        _add_text(done, space)


def _add_break(done: list[str]) -> None:
    at = _before_openings(done)
    if at and _is_text(done[at - 1]):
        done[at - 1] = done[at - 1].rstrip(_BLANK)
        if not done[at - 1]:
            del done[at - 1]
            at -= 1
    only_anchor = at == 1 and done[0].startswith(f"{VERBATIM}<a id=")
    if at and not only_anchor and done[max(0, at - 2) : at] != [BREAK, BREAK]:
        done.insert(at, BREAK)


def _paragraphs(pieces: list[str]) -> list[list[str]]:
    """The pieces cut at double breaks, with the emphasis that is open there closed before and opened again after."""
    paragraphs: list[list[str]] = [[]]
    opened: list[str] = []
    for at, piece in enumerate(pieces):
        if piece == BREAK and at and pieces[at - 1] == BREAK and LINK not in opened and TAG not in opened:
            paragraphs[-1].pop()
            paragraphs[-1] += [OPENED[mark] for mark in reversed(opened)]
            paragraphs.append(list(opened))
            continue
        _follow(opened, piece)
        paragraphs[-1].append(piece)
    return paragraphs


def _follow(opened: list[str], piece: str) -> None:
    """Keep account of what is open."""
    kind = piece[0]
    if kind in OPENED or kind == LINK or (kind == TAG and piece[2] != "/"):
        opened.append(kind)
    elif CLOSES.get(kind, kind) in opened:
        opened.remove(CLOSES.get(kind, kind))


# Writing


class _Writer:
    """Writes ordered pieces. `text` is the result."""

    def __init__(self, pieces: list[str], line_break: str, pairs: str) -> None:
        self.pieces = pieces
        self.line_break = line_break
        self.done: list[str] = []
        self.in_link = False
        self.pairs = pairs
        self.emphasis = _emphasis(pieces) if EM in pieces else {}
        for at, piece in enumerate(pieces):
            if not FIRST <= piece[:1] <= LAST:
                self._add_text(at, piece)
            elif piece[0] < LINK:
                self._add_delimiter(at, piece[0])
            else:
                self._add_other(piece)
        self.text = "".join(self.done)

    def _add_text(self, at: int, piece: str) -> None:
        if not needs_escape(piece):
            self.done.append(piece)
            return
        after = self._after(at)
        text = escape_text(piece, self._before(), after, in_link=self.in_link, pairs=self.pairs)
        if after == "[" and text[-1] == "!":
            text = text[:-1] + r"\!"  # or the link would become an image
        self.done.append(text)

    def _add_other(self, piece: str) -> None:
        kind = piece[0]
        if kind == LINK:
            self.in_link = True
            self.done.append("[")
        elif kind == BREAK:
            self.done.append(self.line_break)
        elif kind == CODE:
            self.done.append(code_span(piece[1:-1]))
        else:
            self.in_link = self.in_link and kind != TARGET
            self.done.append(piece[1:-1])

    def _add_delimiter(self, at: int, kind: str) -> None:
        symbol = _SYMBOLS.get(kind) or self.emphasis[at]
        before, after = self._before(), self._after(at)
        if kind in OPENED:
            if not _can_open(symbol, before, after):
                self.done[-1] = _end_in_punctuation(self.done[-1])
            self.done.append(symbol)
            return
        self.done.append(symbol)
        if not _can_open(symbol, after, before):
            self._go_on_with_punctuation(at + 1)

    def _go_on_with_punctuation(self, at: int) -> None:
        piece = self.pieces[at]
        if FIRST <= piece[0] <= LAST or _is_wide(piece[0]):
            self.done.append(NOTHING)
        else:
            self.done.append(_reference(piece[0]))
            self.pieces[at] = piece[1:]

    def _before(self) -> str:
        return self.done[-1][-1:] or " " if self.done else " "

    def _after(self, at: int) -> str:
        if at + 1 == len(self.pieces):
            return " "
        piece = self.pieces[at + 1]
        if piece == BREAK:
            return self.line_break[0]
        if piece.startswith(("http", "ftp")) and not self.in_link:
            # An address may have to be written `<…>`.
            return escape_text(piece, after=self._after(at + 1), pairs=self.pairs)[0]
        return _first(piece, self.emphasis.get(at + 1, "_"))


def _first(piece: str, emphasis: str) -> str:
    """The first character that a piece will put down."""
    kind = piece[0]
    if kind in (VERBATIM, TAG):
        return piece[1]
    if kind == CODE:
        return code_span(piece[1:-1])[0]
    return emphasis if kind in (EM, EM_END) else _FIRST_SIGNS.get(kind, kind)


def _emphasis(pieces: list[str]) -> dict[int, str]:
    """Which of `_` and `*` each mark of emphasis becomes: `_` does not work inside words, `*` not beside `**`."""
    symbols: dict[int, str] = {}
    opened: list[int] = []
    for at, piece in enumerate(pieces):
        if piece == EM:
            opened.append(at)
        elif piece == EM_END and opened:
            start = opened.pop()
            around = [pieces[n] for n in (start - 1, start + 1, at - 1, at + 1) if 0 <= n < len(pieces)]
            in_word = (start and pieces[start - 1][-1].isalnum()) or (
                at + 1 < len(pieces) and pieces[at + 1][0].isalnum()
            )
            beside = any(one in _NOT_BESIDE_ASTERISK for one in around)
            symbols[start] = symbols[at] = "*" if in_word and not beside else "_"
    return symbols


def _reference(character: str) -> str:
    return f"&#{ord(character)};"


def _end_in_punctuation(text: str) -> str:
    """Text with its last character as a reference, or with a comment behind it, to count as punctuation."""
    if text[-1] in CALLS or _is_wide(text[-1]):
        return text + NOTHING
    kept = text[:-1]
    if (len(kept) - len(kept.rstrip("\\"))) % 2:
        kept += "\\"  # a lone backslash would escape the reference
    return kept + _reference(text[-1])


def _can_open(symbol: str, outside: str, inside: str) -> bool:
    """Whether a delimiter works between these characters (the rules for closing mirror those for opening).

    CommonMark 6.2. What may or may not count as punctuation (symbols, by version) is taken the worse way.
    """
    if _is_word(inside):
        return symbol != "_" or not _is_word(outside)
    return not _is_word(outside) and (outside.isspace() or _is_punctuation(outside) or not _may_punctuate(inside))


def _is_word(character: str) -> bool:
    """Letters, digits, and shortcodes: Hugo puts words in their place before Markdown is read."""
    return character.isalnum() or character in CALLS


def _is_wide(character: str) -> bool:
    """Whether a character is of Chinese, Japanese or Korean text, which nobody could read as a number."""
    return unicodedata.east_asian_width(character) in "WF"


def _is_punctuation(character: str) -> bool:
    return character.isascii() or unicodedata.category(character)[0] == "P"


def _may_punctuate(character: str) -> bool:
    return unicodedata.category(character)[0] in "PS"
