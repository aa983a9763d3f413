"""The tree that content is cleaned in and Markdown is written from: elements with text as plain strings between them.

HTML is parsed as a browser parses it (Lexbor, the HTML standard's algorithm), so unclosed and misnested tags read as
visitors saw them. The tree is ours because everything after the parser walks it, and a Python list is walked fastest.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, TypeAlias

from selectolax.lexbor import LexborHTMLParser

MARK = "\ufdd0"
"""A code point that is no character. It is removed from all stored text first, so that only our own code can write an
attribute or a placeholder that holds it."""

_NO_CHARACTERS = re.compile("[\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff\0]")

_MARKUP = re.compile("[<&\r\0\ud800-\udfff]")
"""Signs of which one stands in every text that is not its own tree."""

SHORTCODE, MORE, FENCE, RAW = ":shortcode", ":more", ":fence", ":raw"
"""Own elements, for what HTML cannot say. No parser makes a tag name with a colon in front."""
_OWN_TAGS = frozenset({"div", "pre", "span"})
"""What our code writes own elements as. Other names are such a tag behind one that its author left open: `<b<div`."""
INLINE = "inline"
"""The attribute of an own element that stands inside a line of text."""


def only_characters(text: str) -> str:
    """The text without code points that are no characters: MARK and its like, lone surrogates, NUL."""
    return text if _surely_characters(text) else _NO_CHARACTERS.sub("", text)


def _surely_characters(text: str) -> bool:
    """A quick look, which few texts fail: in UTF-8 all that is no character but NUL begins with EF, if it can stand."""
    try:
        stored = text.encode()
    except UnicodeEncodeError:
        return False
    return b"\xef" not in stored and b"\0" not in stored


class Element:
    """An element: `tag` in lower case, `attributes` with decoded values, `children` elements and strings."""

    __slots__ = ("attributes", "children", "tag")

    def __init__(self, tag: str, attributes: dict[str, str] | None = None, children: list[Node] | None = None) -> None:
        self.tag = tag
        self.attributes: dict[str, str] = {} if attributes is None else attributes
        self.children: list[Node] = [] if children is None else children

    def get(self, name: str, default: str = "") -> str:
        """The value of an attribute, or `default`."""
        return self.attributes.get(name, default)

    @property
    def classes(self) -> list[str]:
        """The names in its class attribute."""
        return self.attributes.get("class", "").split()

    def elements(self) -> Iterator[Element]:
        """Itself and all elements below it, in document order."""
        stack = [self]
        while stack:
            element = stack.pop()
            yield element
            stack += [child for child in reversed(element.children) if type(child) is Element]

    def text(self) -> str:
        """All text below it."""
        return "".join(child for element in _with_text(self) for child in element)

    def __repr__(self) -> str:
        return f"<{self.tag} {self.attributes} {self.children}>"


Node: TypeAlias = Element | str


def _with_text(root: Element) -> Iterator[list[str]]:
    stack: list[Node] = [root]
    while stack:
        node = stack.pop()
        if isinstance(node, str):
            yield [node]
        else:
            stack.extend(reversed(node.children))


def parse(html: str) -> Element:
    """The tree of an HTML fragment below one `body` element.

    Comments and instructions (`<?php … ?>`) are left out; own elements get their own tags.
    """
    root = Element("body")
    if not _MARKUP.search(html):
        root.children = [html] if html else []
        return root
    body = LexborHTMLParser(f"<body>{html}").body
    if body is None:
        return root
    stack: list[tuple[Any, Element]] = [(body.first_child, root)]
    while stack:
        node, parent = stack.pop()
        children = parent.children
        while node is not None:
            tag = node.tag
            if tag == "-text":
                children.append(node.text_content or "")
            elif tag is not None and tag != "-comment":  # no tag: `<?php … ?>`
                element = _element(tag, node.attributes)
                children.append(element)
                first = node.first_child
                if first is not None:
                    stack.append((first, element))
            node = node.next
    return root


def _element(tag: str, attributes: dict[str, str | None]) -> Element:
    plain = {name: value or "" for name, value in attributes.items()} if attributes else {}
    if plain and tag in _OWN_TAGS and next(iter(plain)).startswith(MARK):
        own = next(iter(plain))
        plain[own.removeprefix(MARK)] = plain.pop(own)
        if tag == "span":
            plain[INLINE] = "true"
        return Element(f":{own.removeprefix(MARK)}", plain)
    return Element(tag, plain)
