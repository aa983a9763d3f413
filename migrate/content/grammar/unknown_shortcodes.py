"""Tells a plugin's shortcode, which somebody has to look at, from prose in brackets."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator

from migrate.content.grammar.protected import split_regions

_BRACKETS = re.compile(r"\[(?<!\[\[)([A-Za-z][\w-]*+)((?:[\s=][^\[\]]*+|/)?)\](?!\])")
_OPENING = re.compile(r"\[([A-Za-z][\w-]*+)")
_AT_THE_END = re.compile(r"\[([a-z][a-z0-9]*+)\][^\S\n]*+(?:$|</?(?:p|br|div)\b|<!--)", re.M)
"""One in brackets at the end of a line or a paragraph."""
_CLOSING = re.compile(r"\[/([\w-]++)\]")
_ATTRIBUTE = re.compile(r"""\s[\w-]++=\s*+["'\w“”&]""")
_VALUE = r"""\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[“”][^“”]*+[“”]|[^\s\]]++)"""
_SECRET = re.compile(
    rf"(?<!\s)\s++[\w-]*?(?:pass(?:word|wd|phrase)|secret|token|(?:api|license|private)[_-]?key)s?{_VALUE}", re.I
)
"""An argument that only the plugin read."""
_RECIPIENT = re.compile(
    rf"(?<!\s)\s++(?:to|cc|bcc|subject|(?:admin[_-]?)?e?mail(?:[_-]?to)?|recipients?|reply[_-]?to){_VALUE}", re.I
)
"""The same of what sends letters."""
_SENDS = re.compile("form|contact|mail|newsletter|subscri|sign-?up", re.I)


def unknown_shortcodes(html: str, known: Callable[[str], bool]) -> list[str]:
    """The names of shortcodes that stay as text, each once. `[sic]`, `[1]`, and brackets in code are none.

    A name counts if it has attributes, a closing tag, or a `_` or `-` as only programs write them; one in small letters
    also if it is all that stands in a line.
    """
    if "[" not in html or all(map(known, set(_OPENING.findall(html)))):
        return []
    prose = "".join(piece for piece, region in split_regions(html, ("pre", "code")) if not region)
    brackets = _BRACKETS.findall(prose)
    closed = set(_CLOSING.findall(prose)) if brackets else set()
    if any(not attributes for _, attributes in brackets):
        closed.update(_alone(prose))
    return list(
        dict.fromkeys(
            name
            for name, attributes in brackets
            if (name in closed or "_" in name or "-" in name or _ATTRIBUTE.search(attributes)) and not known(name)
        )
    )


def without_secrets(html: str, names: Collection[str]) -> str:
    """HTML whose shortcodes with these names, which stay as text, say no passwords, keys or recipients of letters."""

    def shown(found: re.Match[str]) -> str:
        name, arguments = found.groups()
        if name not in names:
            return found[0]
        arguments = _SECRET.sub("", arguments)
        return f"[{name}{_RECIPIENT.sub('', arguments) if _SENDS.search(name) else arguments}]"

    return _BRACKETS.sub(shown, html)


def _alone(prose: str) -> Iterator[str]:
    """The names of those that have a line or a paragraph for themselves."""
    for found in _AT_THE_END.finditer(prose):
        before = prose[prose.rfind("\n", 0, found.start()) + 1 : found.start()].rstrip()
        if not before or before.endswith(">"):
            yield found[1]
