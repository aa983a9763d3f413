"""A content file taken apart as Hugo does it: its front matter, in whichever syntax, and its body."""

from __future__ import annotations

import json
import re
from enum import StrEnum
from typing import NamedTuple

from migrate.patterns import rare_pattern


class Syntax(StrEnum):
    """What front matter is written in."""

    YAML = "yaml"
    TOML = "toml"
    JSON = "json"
    ORG = "org"
    NONE = ""
    """There is no front matter."""


class Parts(NamedTuple):
    """A content file; its parts in this order are the file again."""

    syntax: Syntax
    opening: str
    """What stands before the front matter: a fence, a byte order mark, blank lines."""
    front: str
    closing: str
    body: str

    @property
    def text(self) -> str:
        """The whole file."""
        return f"{self.opening}{self.front}{self.closing}{self.body}"


_START = r"\ufeff?[ \t\n\v\f\r]*"
# Hugo ends front matter at the first line that begins with the fence, whatever follows it.
_FENCED = rare_pattern(rf"({_START}(---|\+\+\+)[ \t]*\n)(.*?)(^\2(?:[ \t]*(?:\n|\Z))?)", re.DOTALL | re.MULTILINE)
_SYNTAX = {"---": Syntax.YAML, "+++": Syntax.TOML}
_JSON = rare_pattern(rf"({_START})(?=\{{)")
_ORG = rare_pattern(rf"({_START})((?:#\+[^\n]*(?:\n|\Z))+)")
_REST_OF_LINE = rare_pattern(r"[ \t]*\n")
_DECODER = json.JSONDecoder()


def parted(text: str) -> Parts:
    r"""The parts of a content file with `\n` as line end. JSON that does not end is front matter as a whole."""
    if fenced := _FENCED.match(text):
        opening, fence, front, closing = fenced.groups()
        return Parts(_SYNTAX[fence], opening, front, closing, text[fenced.end() :])
    if found := _JSON.match(text):
        end = _end_of_json(text, found.end())
        closing = _REST_OF_LINE.match(text, end)
        start = closing.end() if closing else end
        return Parts(Syntax.JSON, found[1], text[found.end() : end], text[end:start], text[start:])
    if found := _ORG.match(text):
        return Parts(Syntax.ORG, found[1], found[2], "", text[found.end() :])
    return Parts(Syntax.NONE, "", "", "", text)


def _end_of_json(text: str, start: int) -> int:
    try:
        return _DECODER.raw_decode(text, start)[1]
    except (ValueError, RecursionError):
        return len(text)
