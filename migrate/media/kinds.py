"""Whether an answer is the kind of file that its name promises.

Servers answer a missing picture with a page, and a page under a picture's name would be lost without a word.
"""

from __future__ import annotations

from pathlib import PurePosixPath

_PAGES = frozenset({".html", ".htm", ".xhtml", ".xht", ".mht", ".mhtml"})
_PAGE_TYPES = frozenset({"text/html", "application/xhtml+xml"})
_PICTURES = frozenset(
    {".jpg", ".jpeg", ".jpe", ".png", ".gif", ".webp", ".avif", ".heic", ".bmp", ".tif", ".tiff", ".ico"}
)
_SIGNATURES = (
    b"\xff\xd8\xff",
    b"\x89PNG",
    b"GIF8",
    b"BM",
    b"II*\0",
    b"MM\0*",
    b"II+\0",
    b"MM\0+",
    b"\0\0\1\0",
    b"\0\0\2\0",
)
"""How pictures begin: JPEG, PNG, GIF, BMP, TIFF, icon. Any will do: a PNG named .jpg is common and shown."""

HEAD = 512
"""Bytes that `disguised` wants to see."""


def promised_otherwise(path: str, content_type: str) -> str:
    """What is wrong with the announced type of a file, or empty."""
    announced = content_type.partition(";")[0].strip().lower()
    if announced in _PAGE_TYPES and _suffix(path) not in _PAGES:
        return "the answer is a web page, not the file"
    return ""


def disguised(path: str, head: bytes) -> str:
    """What is wrong with the first bytes of a file, or empty."""
    suffix = _suffix(path)
    if suffix in _PICTURES and not _is_picture(head):
        return "the answer is no picture"
    beginning = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if suffix not in _PAGES and beginning.startswith((b"<!doctype html", b"<html")):
        return "the answer is a web page, not the file"
    return ""


def _suffix(path: str) -> str:
    return PurePosixPath(path).suffix.lower()


def _is_picture(head: bytes) -> bool:
    webp = head[:4] == b"RIFF" and head[8:12] == b"WEBP"
    return webp or head[4:8] == b"ftyp" or head.startswith(_SIGNATURES)
