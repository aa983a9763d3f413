"""HTML to plain text on one line, and plain text to Markdown that shows it as it is."""

from __future__ import annotations

import re

from migrate.tree import Element, Node, parse

_UNSEEN = frozenset({"script", "style", "template", "noscript", "iframe", "object", "textarea", "title"})
_INLINE = frozenset(
    {"a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins", "kbd", "mark"}
    | {"q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr"}
)
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufdd0-\ufdef\ufffe\uffff]")
_MARKDOWN = re.compile(
    r"[*`\[\]<>~|]"
    r"|(?<![^\W_])_|_(?![^\W_])"
    r"|\\(?=[!-/:-@\[-`{-~])"
    r"|&(?=#?\w+;)"
    r"|^[#+-](?=[\s#]|$)|^-(?=[\s-]+$)"
)
"""What Markdown would take for markup in one line of text."""
_NUMBERED = re.compile(r"^(\d{1,9})([.)])(?=\s|$)")
"""What it would take for an item of a list."""


def plain_text(html: str) -> str:
    """What a reader sees of HTML: tags stripped, entities decoded once, white space runs and blocks as one space."""
    if "<" in html or "&" in html:
        html = "".join(_pieces(parse(html)))
    return " ".join((html if html.isprintable() and html.isascii() else _CONTROL.sub("", html)).split())


def escape_markdown(text: str) -> str:
    """One line of plain text as Markdown that renders to that text."""
    return _NUMBERED.sub(r"\1\\\2", _MARKDOWN.sub(r"\\\g<0>", text)) if text else ""


def _pieces(root: Element) -> list[str]:
    pieces: list[str] = []
    stack: list[Node] = [root]
    while stack:
        node = stack.pop()
        if isinstance(node, str):
            pieces.append(node)
        elif node.tag in _INLINE:
            stack.extend(reversed(node.children))
        elif node.tag not in _UNSEEN:
            stack.extend([" ", *reversed(node.children), " "])
    return pieces
