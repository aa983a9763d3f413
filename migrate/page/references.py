"""How one content file refers to another: `relref`, and the name that it takes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from migrate.patterns import rare_pattern

CONTENT = "content"
"""The folder of a site in which content files are."""

_CALL = rare_pattern(
    r"""\{\{(?P<sign>[<%])\s*(?P<name>(?:rel)?ref)\s+(?:path=)?(?:"(?P<quoted>[^"\n]*)"|`(?P<raw>[^`\n]*)`|(?P<bare>[^\s"`<>%=]+))"""
    r"""(?P<rest>[^>%\n]*)[>%]\}\}"""
)
_ANY_CALL = rare_pattern(r"""\{\{[<%] *(?:rel)?ref .*[>%]\}\}(?:[ \t]+"(?:[^"\\]|\\.)*")?""")
_LANGUAGE = rare_pattern(r"""\s*(?:lang=["`]?([A-Za-z0-9_-]+)["`]?\s*)?""")
_DATED_NAME = re.compile(r"\d{4}-\d\d-\d\d-.")
_FOLDER = "/index.md"
"""Ends the path of a page that is a folder: references name that."""
_MISREAD = re.compile(r'["\\`{}<>%#?\x00-\x1f]|/[./]')
"""What ends the name for Hugo, is decoded by it, belongs to a file that it does not read, or cannot be quoted."""


def name_of(path: str) -> str:
    """What a reference may call a content file whatever folder it is in; of a page that is a folder that one's name."""
    return path.removesuffix(_FOLDER).rpartition("/")[2]


class Call(NamedTuple):
    """A call of `ref` or `relref` in a text."""

    start: int
    end: int
    sign: str
    """`<` or `%`."""
    name: str
    target: str
    """What it refers to, without a fragment."""
    fragment: str
    """With its `#`, or empty."""
    plain: bool
    """Whether it has no further arguments than the name, and perhaps the language."""
    language: str = ""
    """That of the page, where the call says it."""

    def with_target(self, target: str, language: str = "") -> str:
        """The call as it is written for another file, with its language if it needs one."""
        closing = ">" if self.sign == "<" else self.sign
        named = f'"{target}{self.fragment}"'
        arguments = f'path={named} lang="{language}"' if language else named
        return f"{{{{{self.sign} {self.name} {arguments} {closing}}}}}"


def calls(text: str) -> Iterator[Call]:
    """Every call of `ref` or `relref`, also in code: Hugo looks there too."""
    for found in _CALL.finditer(text):
        argument = found["quoted"] or found["raw"] or found["bare"] or ""
        target, mark, fragment = argument.partition("#")
        spoken = _LANGUAGE.fullmatch(found["rest"])
        yield Call(
            start=found.start(),
            end=found.end(),
            sign=found["sign"],
            name=found["name"],
            target=target,
            fragment=mark + fragment,
            plain=spoken is not None,
            language=((spoken and spoken[1]) or "").lower(),
        )


def is_call(text: str) -> bool:
    """Whether a text is a call of `ref` or `relref`, whatever its arguments are, and perhaps the title of a link."""
    return bool(_ANY_CALL.fullmatch(text))


def replaced_calls(text: str, replacement: Callable[[Call], str | None]) -> str:
    """The text with calls that have no further arguments as `replacement` says; None: as it is."""
    pieces, position = [], 0
    for call in calls(text):
        instead = replacement(call) if call.plain else None
        if instead is not None:
            pieces += [text[position : call.start], instead]
            position = call.end
    return "".join([*pieces, text[position:]])


def reference(path: str, is_unique: bool) -> str:
    """What relref takes for a content file: the bare name where it is dated and unique, else the path from the root.

    Empty where relref would misread it: the page is linked by its address. A colon makes an address of a bare name.
    """
    if not path.startswith(f"{CONTENT}/") or _MISREAD.search(path):
        return ""
    inner = path.removeprefix(f"{CONTENT}/").removesuffix(_FOLDER)
    name = inner.rpartition("/")[2]
    return name if is_unique and ":" not in name and _DATED_NAME.match(name) else f"/{inner}"
