"""Guards the parser against markup that no visitor ever saw: absurd nesting, fans of open formatting, tags without end.

Time of any HTML5 parser grows with depth times length, and formatting left open is opened again in every paragraph.
"""

from __future__ import annotations

import re
from collections import Counter

from migrate.patterns import rare_pattern

_FEW_TAGS, _SHORT = 300, 50_000
"""Tags, and signs, below which nothing can nest so deep, or hold so many attributes, that it takes long."""
_DEEPEST = 200
_MOST_FORMATTING = 16
_MOST_ATTRIBUTES = 1000

_TAG = rare_pattern(r"<(/?)([a-zA-Z][^\s/>]*+)([^>]*+)(?:>|\Z)")
_HOLDS_TEXT = rare_pattern(r"<([a-zA-Z]\w*+)[^<>]*+>[^<]*+</\1>")
_ROUNDS = 3
"""How often elements that hold nothing but text are taken out: words with a look, paragraphs, what holds these."""
_FORMATTING_NAMES = "b big code em font i nobr s small strike strong tt u"
_FORMATTING = frozenset(_FORMATTING_NAMES.split())
_EMPTY_OR_CLOSED_BY_THE_NEXT = """
area base br col embed hr img input link meta param source track wbr
p li dt dd option optgroup tr td th tbody thead tfoot colgroup rb rt rp
"""
_NEVER_DEEP = frozenset(_EMPTY_OR_CLOSED_BY_THE_NEXT.split())


def shallow(html: str) -> tuple[str, bool]:
    """The HTML without the tags that nest too deep, and whether there were any."""
    if len(html) < _SHORT and (html.count("<") < _FEW_TAGS or _is_flat(html)):
        return html, False
    guard = _Guard()
    return _TAG.sub(guard.tag, html), guard.changed


def _is_flat(html: str) -> bool:
    """Whether few tags are left when elements that hold nothing but text are taken out, and those around them."""
    for _ in range(_ROUNDS):
        html = _HOLDS_TEXT.sub("", html)
    return html.count("<") < _FEW_TAGS


class _Guard:
    def __init__(self) -> None:
        self.changed = False
        self._open: list[str] = []
        self._names: Counter[str] = Counter()
        self._formatting: Counter[str] = Counter()
        self._dropped: Counter[str] = Counter()

    def tag(self, match: re.Match[str]) -> str:
        name = match[2].lower()
        if name in _NEVER_DEEP:
            keep = True
        elif match[1]:
            keep = self._close(name)
        elif name in _FORMATTING:
            keep = self._open_formatting(name)
        else:
            keep = self._open_other(name)
        if not keep:
            self.changed = True
            return ""
        if len(match[3]) > 5000 and len(match[3].split()) > _MOST_ATTRIBUTES:
            self.changed = True
            return f"<{match[1]}{match[2]}>"
        return match[0]

    def _open_formatting(self, name: str) -> bool:
        if self._formatting.total() >= _MOST_FORMATTING:
            self._dropped[name] += 1
            return False
        self._formatting[name] += 1
        return True

    def _open_other(self, name: str) -> bool:
        if len(self._open) >= _DEEPEST:
            self._dropped[name] += 1
            return False
        self._open.append(name)
        self._names[name] += 1
        return True

    def _close(self, name: str) -> bool:
        if self._dropped[name]:
            self._dropped[name] -= 1
            return False
        if self._formatting[name]:
            self._formatting[name] -= 1
        elif self._names[name]:
            while self._names[name]:
                last = self._open.pop()
                self._names[last] -= 1
                if last == name:
                    break
        return True
