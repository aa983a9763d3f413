"""The fence for a `<pre>`: its language and options from whatever its highlighter wrote, the code as plain text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from migrate.content.shared.attributes import flag
from migrate.content.shared.highlighting import LANGUAGES, language, options, trimmed
from migrate.tree import FENCE, Element, Node

BREAK = re.compile(r"<br\s*/?>\n?", re.I)
"""A line end that the editor made inside code."""
_CLASS_LANGUAGE = (
    re.compile(r"(?:^|\s)brush:\s*([\w+#-]+)"),
    re.compile(r"(?:^|\s)lang:([\w+#-]+)"),
    re.compile(r"(?:^|\s)(?:language|lang|highlight-source|brush)-([\w+#.-]+)"),
    re.compile(r"(?:^|\s)hljs\s+([\w+#.-]+)"),
    re.compile(r"(?:^|\s)([\w+#.-]+)\s+hljs(?:\s|$)"),
    re.compile(r"(?:^|\s)sourceCode\s+([\w+#.-]+)"),
)
_CLASS_START = re.compile(r"(?:first-line|start-line):\s*(\d{1,6})")
_CLASS_LINES = re.compile(r"(?:highlight:\s*\[?|mark:)([\d,\s-]+)")
_LANGUAGE_ATTRIBUTES = ("data-enlighter-language", "data-language", "data-lang", "data-code-language", "lang")
_START_ATTRIBUTES = ("line", "data-start", "data-enlighter-lineoffset")
_LINES_ATTRIBUTES = ("highlight", "data-line", "data-enlighter-highlight")
_BLOCKS = frozenset({"div", "p", "li", "tr", "ol", "ul"})
_MATTERS = frozenset({"a", "img", "strong", "em", "b", "i", "u", "mark", "del", "ins", "s", "sub", "sup", "iframe"})
_COLOURED = re.compile(r"hljs|crayon|enlighter|geshi|prism|shiki|syntax|token|highlight|wp_codebox", re.I)


def fence(pre: Element, name: object = "", settings: str = "") -> Element | None:
    """The fence for a `<pre>`, or None where it holds more than code. `name` and `settings` win over what it says."""
    inside = [one for one in pre.elements() if one.tag == "code"][:1]
    said = described({**pre.attributes, **_own(inside)})
    if _holds_more(pre):
        return None
    attributes = {"language": language(name) or said[0], "options": settings or said[1]}
    text = trimmed(_code_text(pre))
    return Element(FENCE, {key: value for key, value in attributes.items() if value}, [text])


def _own(inside: list[Element]) -> dict[str, str]:
    return inside[0].attributes if inside else {}


def described(attributes: Mapping[str, str]) -> tuple[str, str]:
    """The language and the fence options that a highlighter's attributes and classes name."""
    return _described(tuple(attributes.items()))


@lru_cache(maxsize=1_000)
def _described(given: tuple[tuple[str, str], ...]) -> tuple[str, str]:
    attributes = dict(given)
    classes = attributes.get("class", "")
    named = next(filter(None, (attributes.get(name) for name in _LANGUAGE_ATTRIBUTES)), "")
    matches = (pattern.search(classes) for pattern in _CLASS_LANGUAGE)
    named = named or next((match[1] for match in matches if match), "") or _class_that_is_a_name(classes)
    start = _first(attributes, _START_ATTRIBUTES, _CLASS_START)
    numbers = "line-numbers" in classes or "linenums" in classes or flag(attributes.get("data-enlighter-linenumbers"))
    return language(named), options(
        numbers=numbers,
        start=start,
        highlighted=_first(attributes, _LINES_ATTRIBUTES, _CLASS_LINES),
    )


def _class_that_is_a_name(classes: str) -> str:
    """`php`, or `java:nogutter` and the like of the first highlighter that ran in browsers."""
    names = (one.partition(":")[0].lower() for one in classes.split())
    return next((name for name in names if name in LANGUAGES or name in {"c#", "c++"}), "")


def _first(attributes: Mapping[str, str], names: tuple[str, ...], pattern: re.Pattern[str]) -> str:
    named = next(filter(None, (attributes.get(name) for name in names)), "")
    found = pattern.search(attributes.get("class", ""))
    return named or (found[1] if found else "")


def _holds_more(pre: Element) -> bool:
    if any(_COLOURED.search(one.get("class")) for one in pre.elements()):
        return False
    return any(one.tag in _MATTERS and (one.tag != "a" or one.get("href")) for one in pre.elements())


def _code_text(pre: Element) -> str:
    """Its text, with the line ends that `<br>` and block elements make."""
    pieces: list[str] = []
    stack: list[Node | None] = [pre]
    while stack:
        node = stack.pop()
        if node is None:
            pieces.append("\n" if pieces and not pieces[-1].endswith("\n") else "")
        elif isinstance(node, str):
            pieces.append(node)
        elif node.tag == "br":
            pieces.append("\n")
        elif node.tag not in {"textarea", "button"}:
            if node.tag in _BLOCKS:
                stack.append(None)
            stack.extend(reversed(node.children))
    return "".join(pieces).replace("\r\n", "\n").replace("\r", "\n")
