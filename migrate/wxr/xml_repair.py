"""Repairs the markup of an export: sections that close early, bare ampersands, stray angle brackets."""

from __future__ import annotations

import re
from html import escape
from html.entities import html5

from migrate.patterns import rare_pattern
from migrate.wxr.repair_log import RepairLog

CDATA = b"<![CDATA["
CDATA_END = b"]]>"
_ESCAPED_END = b"]]]]><![CDATA[>"
LONGEST_COMMENT = 4000
"""What starts like a comment or instruction and does not end that soon is none: it would swallow item after item."""
_PATIENCE = 1 << 20
"""Bytes after a doubtful end of a section in which a second one must come to prove it wrong."""
_ENDS = {CDATA: CDATA_END, b"<!--": b"-->", b"<?": b"?>"}
_REFERENCE = (
    rb"(?:amp|lt|gt|quot|apos"
    rb"|\#(?:9|10|13|3[2-9]|[4-9][0-9]|[1-9][0-9]{2,3}|[1-4][0-9]{4})"
    rb"|\#x(?:9|[aAdD]|[2-9a-fA-F][0-9a-fA-F]|[1-9a-fA-F][0-9a-fA-F]{2}|[1-9a-cA-C][0-9a-fA-F]{3}|1[0-9a-fA-F]{4}));"
)
# Patterns that start with one certain byte are several times as fast as their alternation.
_ODD_TAG = re.compile(rb"<[^A-Za-z/]")
_BARE_AMPERSAND = re.compile(rb"&(?!" + _REFERENCE + rb")")
_OUTSIDE = re.compile(rb"<!\[CDATA\[|<!--|<\?|\]\]>|<(?![A-Za-z_:/!])|" + _BARE_AMPERSAND.pattern)
_EDGE = re.compile(rb"<!\[CDATA\[|\]\]>")
_TOKENS = {b"": _OUTSIDE, CDATA_END: _EDGE, b"-->": re.compile(rb"-->"), b"?>": re.compile(rb"\?>")}
_ENTITY = rare_pattern(rb"&(?:#[0-9]{1,9}|#[xX][0-9A-Fa-f]{1,8}|[A-Za-z][A-Za-z0-9]{1,31});")
# A section really ends where the element ends that holds it, or where the next section goes on.
_AFTER_SECTION = re.compile(
    rb"\s{0,80}(?:<!\[CDATA\[|</(?:[A-Za-z][\w.-]{0,40}:[\w.-]{1,60}|title|link|category|description|guid|pubDate)\s*>)"
)


def repair_markup(data: bytes, line: int, log: RepairLog) -> bytes:
    """The same bytes with every ampersand, angle bracket and CDATA section as XML wants it.

    They start in `line`, outside of all sections.
    """
    return data if _is_regular(data) else _MarkupRepairer(data, line, log).repaired()


class _MarkupRepairer:
    """A state machine over tokens: what a token means depends on the section it is in and on bounded lookahead."""

    def __init__(self, data: bytes, line: int, log: RepairLog) -> None:
        self._data = data
        self._line = line
        self._log = log
        self._section_end = b""
        """What closes the section (CDATA, comment, instruction) that is open; empty outside of all."""
        self._nested = 0
        """CDATA openings met inside the open CDATA section."""

    def repaired(self) -> bytes:
        """The data, token by token."""
        data, position = self._data, 0
        pieces: list[bytes] = []
        while token := _TOKENS[self._section_end].search(data, position):
            replacement, end = self._meaning(token)
            pieces += data[position : token.start()], replacement
            position = end
        pieces.append(data[position:])
        return b"".join(pieces)

    def _meaning(self, token: re.Match[bytes]) -> tuple[bytes, int]:
        """What to write for a token and where it ends. Moves to the next state."""
        mark, end = token[0], token.end()
        if self._section_end == CDATA_END:
            return self._edge(token), end
        if self._section_end:
            self._section_end = b""
            return mark, end
        if mark == CDATA or (mark in _ENDS and self._data.find(_ENDS[mark], end, end + LONGEST_COMMENT) >= 0):
            self._section_end = _ENDS[mark]
            return mark, end
        if mark == b"&":
            return self._ampersand(token)
        self._note("stray angle brackets escaped", token)
        return mark.replace(b"<", b"&lt;").replace(b">", b"&gt;"), end

    def _edge(self, token: re.Match[bytes]) -> bytes:
        """A mark inside a CDATA section: literal text, or its end."""
        if token[0] == CDATA:
            self._nested += 1
            return CDATA
        if ends_section(self._data, token.start()):
            return self._close()
        if self._nested:
            self._nested -= 1
        else:
            following = _EDGE.search(self._data, token.end(), token.end() + _PATIENCE)
            if following is None or following[0] == CDATA:
                return self._close()
        self._note("nested CDATA sections joined", token)
        return _ESCAPED_END

    def _close(self) -> bytes:
        self._section_end, self._nested = b"", 0
        return CDATA_END

    def _ampersand(self, token: re.Match[bytes]) -> tuple[bytes, int]:
        """A reference that XML does not know becomes its character; an ampersand that starts none is escaped."""
        entity = _ENTITY.match(self._data, token.start())
        text = _character(entity[0]) if entity else None
        if entity is None or text is None:
            self._note("bare ampersands escaped", token)
            return b"&amp;", token.end()
        if text != entity[0]:
            self._note("HTML entities replaced", token)
        return text, entity.end()

    def _note(self, kind: str, token: re.Match[bytes]) -> None:
        wanted = self._log.wants_line(kind)
        self._log.note(kind, self._line + self._data.count(b"\n", 0, token.start()) if wanted else 0)


def ends_section(data: bytes, position: int) -> bool:
    """Whether the mark at this position, which closes CDATA sections, surely closes one if one is open."""
    return _AFTER_SECTION.match(data, position + len(CDATA_END)) is not None


def _is_regular(data: bytes) -> bool:
    """Whether sections open and close in turn, and nothing outside of them looks as if it needed repair.

    Comments do: they need a closer look.
    """
    first, *sections = data.split(CDATA)
    parts = [section.partition(CDATA_END) for section in sections]
    outside = b"\n".join([first, *(after for _, _, after in parts)])
    return (
        all(mark for _, mark, _ in parts)
        and CDATA_END not in outside
        and not _ODD_TAG.search(outside)
        and not _BARE_AMPERSAND.search(outside)
    )


def _character(reference: bytes) -> bytes | None:
    """The XML for a reference: itself where XML allows it, the named character, nothing for a forbidden one.

    None: HTML knows no such name.
    """
    name = reference[1:-1].decode()
    if name.startswith("#"):
        code = int(name[2:], 16) if name[1] in "xX" else int(name[1:])
        return reference if _is_allowed(code) else b""
    text = html5.get(f"{name};")
    return escape(text, quote=False).encode() if text else None


def _is_allowed(code: int) -> bool:
    """Whether XML 1.0 allows a character, production 2 of the standard."""
    return code in (9, 10, 13) or 0x20 <= code <= 0xD7FF or 0xE000 <= code <= 0xFFFD or 0x10000 <= code <= 0x10FFFF
