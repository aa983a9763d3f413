"""Repairs the markup of an export: sections that close early, bare ampersands, stray angle brackets."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import escape
from html.entities import html5

from migrate.wxr.repair_log import RepairLog

CDATA = b"<![CDATA["
CDATA_END = b"]]>"
_ESCAPED_END = b"]]]]><![CDATA[>"
_LOOKAHEAD = 4096
"""Bytes after a token that may decide what it means; none starts closer than that to the end of what is known."""
_LONGEST_COMMENT = 4000
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
_ENTITY = re.compile(rb"&(?:#[0-9]{1,9}|#[xX][0-9A-Fa-f]{1,8}|[A-Za-z][A-Za-z0-9]{1,31});")
# A section really ends where the element ends that holds it, or where the next section goes on.
_AFTER_SECTION = re.compile(
    rb"\s{0,80}(?:<!\[CDATA\[|</(?:[A-Za-z][\w.-]{0,40}:[\w.-]{1,60}|title|link|category|description|guid|pubDate)\s*>)"
)


def repair_markup(chunks: Iterable[bytes], log: RepairLog) -> Iterator[bytes]:
    """The same stream with every ampersand, angle bracket and CDATA section as XML wants it."""
    repairer = _MarkupRepairer(log)
    for chunk in chunks:
        repaired = repairer.feed(chunk)
        if repaired:
            yield repaired
    yield repairer.feed(b"", final=True)


class _MarkupRepairer:
    """A state machine over tokens: what a token means depends on the section it is in and on bounded lookahead."""

    def __init__(self, log: RepairLog) -> None:
        self._log = log
        self._line = 1
        self._pending = b""
        self._section_end = b""
        """What closes the section (CDATA, comment, instruction) that is open; empty outside of all."""
        self._nested = 0
        """CDATA openings met inside the open CDATA section."""

    def feed(self, chunk: bytes, final: bool = False) -> bytes:
        """What is now known of the repaired stream. Some bytes stay back until more is known."""
        data = self._pending + chunk
        used = len(data) if final else self._tag_end(data)
        repaired = data[:used]
        if not self._passes(repaired, data):
            repaired, used = self._repaired(data, used, final)
        self._line += data.count(b"\n", 0, used)
        self._pending = data[used:]
        return repaired

    @staticmethod
    def _tag_end(data: bytes) -> int:
        """The last end of a tag with enough lookahead behind it: no chunk that goes out ends inside a tag."""
        limit = max(len(data) - _LOOKAHEAD, 0)
        return data.rfind(b">", 0, limit) + 1 or limit

    def _passes(self, part: bytes, data: bytes) -> bool:
        """Whether a part at the start of the data surely needs no repair; moves to the state behind it then."""
        if self._nested or self._section_end not in (b"", CDATA_END):
            return False
        first, *sections = part.split(CDATA)
        if self._section_end:
            first, sections = b"", [first, *sections]
        parts = [section.partition(CDATA_END) for section in sections]
        outside = [after for _, _, after in parts]
        if not all(mark for _, mark, _ in parts[:-1]) or _is_suspicious(b"\n".join([first, *outside])):
            return False
        closed = not parts or bool(parts[-1][1])
        if parts and closed and not _AFTER_SECTION.match(data, len(part) - len(outside[-1])):
            return False
        self._section_end = b"" if closed else CDATA_END
        return True

    def _repaired(self, data: bytes, limit: int, final: bool) -> tuple[bytes, int]:
        """The data up to `limit` token by token, and how much of it that used."""
        pieces: list[bytes] = []
        position = 0
        while position < limit:
            token = _TOKENS[self._section_end].search(data, position)
            if token is None or token.start() >= limit:
                pieces.append(data[position:limit])
                return b"".join(pieces), limit
            pieces.append(data[position : token.start()])
            meaning = self._meaning(data, token, final)
            if meaning is None:
                return b"".join(pieces), token.start()
            pieces.append(meaning[0])
            position = meaning[1]
        return b"".join(pieces), position

    def _meaning(self, data: bytes, token: re.Match[bytes], final: bool) -> tuple[bytes, int] | None:
        """What to write for a token and where it ends; nothing: more must be known first. Moves to the next state."""
        mark, end = token[0], token.end()
        if self._section_end == CDATA_END:
            replacement = self._edge(data, token, final)
            return None if replacement is None else (replacement, end)
        if self._section_end:
            self._section_end = b""
            return mark, end
        if mark == CDATA or (mark in _ENDS and data.find(_ENDS[mark], end, end + _LONGEST_COMMENT) >= 0):
            self._section_end = _ENDS[mark]
            return mark, end
        if mark == b"&":
            return self._ampersand(data, token)
        self._note("stray angle brackets escaped", data, token)
        return mark.replace(b"<", b"&lt;").replace(b">", b"&gt;"), end

    def _edge(self, data: bytes, token: re.Match[bytes], final: bool) -> bytes | None:
        """A mark inside a CDATA section: literal text, or its end."""
        if token[0] == CDATA:
            self._nested += 1
            return CDATA
        if _AFTER_SECTION.match(data, token.end()):
            return self._close()
        if self._nested:
            self._nested -= 1
        else:
            following = _EDGE.search(data, token.end())
            if following is None and not final and len(data) - token.start() < _PATIENCE:
                return None
            if following is None or following[0] == CDATA:
                return self._close()
        self._note("nested CDATA sections joined", data, token)
        return _ESCAPED_END

    def _close(self) -> bytes:
        self._section_end, self._nested = b"", 0
        return CDATA_END

    def _ampersand(self, data: bytes, token: re.Match[bytes]) -> tuple[bytes, int]:
        """A reference that XML does not know becomes its character; an ampersand that starts none is escaped."""
        entity = _ENTITY.match(data, token.start())
        text = _character(entity[0]) if entity else None
        if entity is None or text is None:
            self._note("bare ampersands escaped", data, token)
            return b"&amp;", token.end()
        if text != entity[0]:
            self._note("HTML entities replaced", data, token)
        return text, entity.end()

    def _note(self, kind: str, data: bytes, token: re.Match[bytes]) -> None:
        wanted = self._log.wants_line(kind)
        self._log.note(kind, self._line + data.count(b"\n", 0, token.start()) if wanted else 0)


def _is_suspicious(outside: bytes) -> bool:
    """Whether text outside of CDATA sections may need repair, or holds comments, which need a closer look."""
    return bool(CDATA_END in outside or _ODD_TAG.search(outside) or _BARE_AMPERSAND.search(outside))


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
