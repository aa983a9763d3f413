"""Makes clean UTF-8 of whatever encoding an export is in."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from migrate.patterns import rare_pattern
from migrate.wxr.repair_log import RepairLog

_HEAD = 1024
"""So many bytes are enough to find the encoding's name in an XML declaration."""
_DECLARED = re.compile(rb"<\?xml[^>]{0,200}?\sencoding\s*=\s*[\"']([A-Za-z0-9._:-]{1,40})[\"']")
_NOT_ASCII_RUN = rare_pattern(rb"[\x80-\xff]+")
_SEQUENCE = rare_pattern(
    rb"""(?sx)
    (?P<valid> [\xc2-\xdf][\x80-\xbf] | \xe0[\xa0-\xbf][\x80-\xbf] | \xed[\x80-\x9f][\x80-\xbf]
        | [\xe1-\xec\xee\xef][\x80-\xbf]{2} | \xf0[\x90-\xbf][\x80-\xbf]{2}
        | [\xf1-\xf3][\x80-\xbf]{3} | \xf4[\x80-\x8f][\x80-\xbf]{2})
    | (?P<pair> \xed[\xa0-\xaf][\x80-\xbf]\xed[\xb0-\xbf][\x80-\xbf])
    | (?P<surrogate> \xed[\xa0-\xbf][\x80-\xbf])
    | .
    """
)
_FORBIDDEN = bytes(code for code in range(0x20) if code not in b"\t\n\r")
_NONCHARACTER = rare_pattern(rb"\xef\xbf[\xbe\xbf]")
_ILLEGAL = rare_pattern(b"[" + re.escape(_FORBIDDEN) + b"]|" + _NONCHARACTER.pattern)
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_OLD_FAMILIES = ("big5", "cp125", "cp8", "cp9", "euc_", "gb", "iso8859-", "koi8", "shift_jis")
_UNMARKED = ((b"<\0", "utf-16-le"), (b"\0<", "utf-16-be"))


class Decoded(NamedTuple):
    """A stream of UTF-8 without a byte order mark."""

    chunks: Iterable[bytes]
    skipped: int | None
    """How many bytes of the original stand before it; None: these are not its bytes, they were recoded."""


def decode(chunks: Iterable[bytes], log: RepairLog) -> Decoded:
    """The stream as UTF-8. What claims to be UTF-8 already is not looked at yet."""
    stream = iter(chunks)
    head = b""
    for chunk in stream:
        head += chunk
        if len(head) >= _HEAD:
            break
    mark, encoding = _encoding(head)
    if mark:
        log.note("byte order mark removed", 1)
    rest = chain([head[len(mark) :]], stream)
    if encoding == "utf-8":
        return Decoded(rest, len(mark))
    log.note(f"read as {encoding}", 1)
    return Decoded(_transcoded(rest, encoding), None)


def _encoding(head: bytes) -> tuple[bytes, str]:
    """The byte order mark, and the encoding it or the XML declaration names."""
    for mark, encoding in _BYTE_ORDER_MARKS:
        if head.startswith(mark):
            return mark, encoding
    for start, encoding in _UNMARKED:
        if head.startswith(start):
            return b"", encoding
    declared = _DECLARED.search(head)
    return b"", _known(declared[1].decode("ascii")) if declared else "utf-8"


def _known(name: str) -> str:
    """The codec of this name if it is one for web pages of old; everything else is UTF-8 under a false name."""
    try:
        codec = codecs.lookup(name).name
    except LookupError:
        return "utf-8"
    # Browsers and WordPress alike mean Windows-1252 when they say Latin-1.
    return "cp1252" if codec == "iso8859-1" else codec if codec.startswith(_OLD_FAMILIES) else "utf-8"


def _transcoded(chunks: Iterable[bytes], encoding: str) -> Iterator[bytes]:
    """The stream recoded to UTF-8; what the encoding does not know becomes U+FFFD."""
    decoder = codecs.getincrementaldecoder(encoding)(errors="replace")
    for chunk in chunks:
        yield decoder.decode(chunk).encode("utf-8", errors="replace")
    yield decoder.decode(b"", final=True).encode("utf-8", errors="replace")


def legal(data: bytes, line: int, log: RepairLog) -> bytes:
    """The same bytes as valid UTF-8 without the characters that XML forbids. `line` is the one they start in."""
    clean = data if _is_valid(data) else _validated(data, line, log)
    allowed = without_forbidden(clean)
    if len(allowed) != len(clean):
        _note_illegal(clean, len(clean) - len(allowed), line, log)
    return allowed


def without_forbidden(data: bytes | bytearray) -> bytes:
    """The same bytes without the characters that XML forbids."""
    allowed = bytes(data.translate(None, _FORBIDDEN))
    return _NONCHARACTER.sub(b"", allowed) if b"\xef" in allowed else allowed


def _is_valid(chunk: bytes) -> bool:
    try:
        chunk.decode()
    except UnicodeDecodeError:
        return False
    return True


def _validated(chunk: bytes, line: int, log: RepairLog) -> bytes:
    """Valid UTF-8: what is valid stays, surrogate pairs become one character, other bytes are read as Windows-1252."""

    def mend(run: re.Match[bytes]) -> bytes:
        text = _run_mended(run[0])
        if text != run[0]:
            kind = "invalid UTF-8 read as Windows-1252"
            log.note(kind, line + chunk.count(b"\n", 0, run.start()) if log.wants_line(kind) else 0)
        return text

    return _NOT_ASCII_RUN.sub(mend, chunk)


# A text has few different runs of letters beyond ASCII, each of them many times.
@lru_cache(maxsize=1024)
def _run_mended(run: bytes) -> bytes:
    return b"".join(_mended(sequence) for sequence in _SEQUENCE.finditer(run))


def _mended(sequence: re.Match[bytes]) -> bytes:
    match sequence.lastgroup:
        case "valid":
            return sequence[0]
        case "pair":
            return (
                sequence[0].decode("utf-8", "surrogatepass").encode("utf-16", "surrogatepass").decode("utf-16").encode()
            )
        case "surrogate":
            return "\ufffd".encode()
        case _:
            return sequence[0].decode("cp1252", "replace").encode()


def _note_illegal(chunk: bytes, count: int, line: int, log: RepairLog) -> None:
    kind = "control characters removed"
    first = _ILLEGAL.search(chunk)
    log.note(kind, line + chunk.count(b"\n", 0, first.start() if first else 0) if log.wants_line(kind) else 0, count)
