"""Parts that visitors did not see: written apart, put into the page between the tags of a shortcode that shows nothing.

On its way to the end of the page a part is a sign, which everything but the page itself drops: in an argument, a title
or wherever else Markdown is not read, nothing of the part can appear. What lost its sign stands at the end of the page.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TypeAlias

from migrate.markdown.marks import HIDDEN_DIGITS, HIDDEN_END
from migrate.patterns import rare_pattern
from migrate.tree import Element

Part: TypeAlias = tuple[str, Element]
"""Why visitors did not see it, as a word, and its tree."""

_NAME = "wp-hidden"
_SIGN = rare_pattern(f"(?m)(^[ \t>]*)?([{HIDDEN_DIGITS}]+){HIDDEN_END}([ \t]*$)?")
_DIGITS = {str(value): sign for value, sign in enumerate(HIDDEN_DIGITS)}
_VALUES = {ord(sign): digit for digit, sign in _DIGITS.items()}
_CALL = rare_pattern(r"\{\{[<%]\s*(/\*)?(.*?)(\*/)?\s*[>%]\}\}", re.S)
_ARGUMENT = rare_pattern(r'([\w-]+)=(?:"((?:[^"\\]|\\.)*)"|`([^`]*)`)', re.S)
_LOOK = frozenset({"class", "columns", "width", "height", "align", "display", "why"})
"""Arguments that say nothing to a reader."""


def sign(number: str) -> str:
    """What stands in the text for the part with this number."""
    return "".join([_DIGITS[digit] for digit in f"{int(number):o}"]) + HIDDEN_END


def put_in(body: str, parts: Sequence[Part], write: Callable[[Element], str]) -> str:
    """A finished body with its parts in their places. `write` makes a body with signs of a tree."""
    texts: dict[int, str] = {}
    open_: set[int] = set()

    def text_of(number: int) -> str:
        if number not in texts and number not in open_ and number < len(parts):
            open_.add(number)
            texts[number] = _without_calls(_SIGN.sub(inside, write(parts[number][1])))
        return texts.get(number, "")

    def number_of(found: re.Match[str]) -> int:
        return int(found[2].translate(_VALUES), 8)

    def inside(found: re.Match[str]) -> str:
        return f"{found[1] or ''}{text_of(number_of(found))}{found[3] or ''}"

    def outside(found: re.Match[str]) -> str:
        number = number_of(found)
        alone = found[1] is not None and found[3] is not None
        return f"{found[1] or ''}{_call(parts[number][0], text_of(number), alone=alone)}{found[3] or ''}"

    body = _SIGN.sub(outside, body)
    lost = [number for number in range(len(parts)) if number not in texts]
    return "\n\n".join(filter(None, (body, *(_call(parts[one][0], text_of(one), alone=True) for one in lost))))


def _call(why: str, text: str, *, alone: bool) -> str:
    if not text.strip():
        return ""
    gap = "\n" if alone or "\n" in text else ""
    return f'{{{{< {_NAME} why="{why}" >}}}}{gap}{text}{gap}{{{{< /{_NAME} >}}}}'


def _without_calls(text: str) -> str:
    """Hugo runs the shortcodes inside another, be it shown or not: of each its words and addresses are kept.

    Nor may the sign at which Hugo cuts summaries stand there.
    """
    text = text.replace("<!--more-->", "<!-- more -->")
    return _CALL.sub(_words, text).replace("{{<", "{{&lt;").replace("{{%", "{{&#37;") if "{{" in text else text


def _words(found: re.Match[str]) -> str:
    if found[1]:
        return f"{{{{&lt;{found[2]}&gt;}}}}"
    arguments = {name: quoted or raw for name, quoted, raw in _ARGUMENT.findall(found[2]) if name not in _LOOK}
    picture = ""
    if found[2].lstrip().startswith(("wp-figure", "wp-image")) and "src" in arguments:
        picture = f"![{arguments.pop('alt', '')}]({arguments.pop('src')})"
    return " ".join(filter(None, (picture, *arguments.values())))
