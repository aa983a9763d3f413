"""The text of a comment as HTML that is safe to show as it is.

Anybody could write comments, so nothing of their markup is passed through: the text is parsed, cut into runs that know
how they look, and every tag around them is written anew. Deep nesting costs nothing, for a run has only so many looks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from html import escape
from urllib.parse import urlsplit

from migrate.content.tree import Element, Node, parse

_MARKS = {"b": "strong", "strong": "strong", "em": "em", "i": "em", "cite": "em", "code": "code", "tt": "code"}
_INLINE = frozenset(
    {"a", "abbr", "acronym", "br", "del", "font", "ins", "kbd", "mark", "q", "s", "small", "span", "strike", "sub"}
    | {"sup", "u", *_MARKS}
)
_UNSEEN = frozenset({"script", "style", "template", "iframe", "object", "embed", "svg", "math", "noscript", "textarea"})
_SCHEMES = frozenset({"http", "https", "mailto"})
_PARAGRAPHS = re.compile(r"\n[ \t]*\n\s*")
_ADDRESS = re.compile(r"(https?://[^\s<>\"]*[^\s<>\"'.,;:!?()\[\]{}])")
_DEEPEST_QUOTE = 8


@dataclass(frozen=True, slots=True)
class _Look:
    """How a run of text looks."""

    quote: int = 0
    pre: bool = False
    marks: frozenset[str] = frozenset()
    href: str = ""


@dataclass(frozen=True, slots=True)
class _Block:
    """A paragraph or preformatted text, so many quotes deep."""

    quote: int
    tag: str
    html: str


_Run = tuple[_Look, str]


def comment_html(text: str) -> str:
    """Blank lines part paragraphs, single line ends become breaks, bare addresses links; the rest is an allow-list."""
    out: list[str] = []
    depth = 0
    for block in _blocks(parse(text.replace("\r\n", "\n").replace("\r", "\n"))):
        out += _quotes(depth, block.quote)
        out.append(f"<{block.tag}>{block.html}</{block.tag}>\n")
        depth = block.quote
    return "".join([*out, *_quotes(depth, 0)]).rstrip("\n")


def safe_address(address: str) -> str:
    """The address if following it can do no harm (http, https, mailto), else nothing."""
    address = "".join(address.split())
    try:
        return address if urlsplit(address).scheme.lower() in _SCHEMES else ""
    except ValueError:
        return ""


def _quotes(now: int, then: int) -> list[str]:
    return ["<blockquote>\n"] * (then - now) + ["</blockquote>\n"] * (now - then)


def _blocks(root: Element) -> Iterator[_Block]:
    """The runs between two edges of block elements, or blank lines, make a block."""
    runs: list[_Run] = []
    for run in _runs(root):
        if run is None:
            yield from _block(runs)
            runs = []
            continue
        look, text = run
        first, *rest = [text] if look.pre else _PARAGRAPHS.split(text)
        runs.append((look, first))
        for part in rest:
            yield from _block(runs)
            runs = [(look, part)]
    yield from _block(runs)


def _block(runs: list[_Run]) -> Iterator[_Block]:
    if not any(text.strip() for _, text in runs):
        return
    quote, pre = runs[0][0].quote, runs[0][0].pre
    html = "".join(_html(look, text) for look, text in runs)
    yield _Block(quote, "pre", html) if pre else _Block(quote, "p", html.strip().replace("\n", "<br>\n"))


def _html(look: _Look, text: str) -> str:
    html = escape(text, quote=False)
    if look.href:
        html = _link(escape(look.href), html)
    elif not look.pre and "code" not in look.marks:
        html = _ADDRESS.sub(lambda found: _link(found[1].replace('"', "%22"), found[1]), html)
    for mark in sorted(look.marks):
        html = f"<{mark}>{html}</{mark}>"
    return html


def _link(href: str, html: str) -> str:
    return f'<a href="{href}" rel="nofollow ugc">{html}</a>'


def _runs(root: Element) -> Iterator[_Run | None]:
    """Text with its look; None at both edges of a block element."""
    stack: list[tuple[Node | None, _Look]] = [(root, _Look())]
    while stack:
        node, look = stack.pop()
        if node is None:
            yield None
        elif isinstance(node, str):
            yield look, node
        elif node.tag == "br":
            yield look, "\n"
        elif node.tag not in _UNSEEN:
            if node.tag not in _INLINE:
                yield None
                stack.append((None, look))
            inner = _inside(node, look)
            stack += [(child, inner) for child in reversed(node.children)]


def _inside(element: Element, look: _Look) -> _Look:
    """The look of what stands in an element."""
    if element.tag == "a":
        return replace(look, href=safe_address(element.get("href")))
    if element.tag == "pre":
        return replace(look, pre=True)
    if element.tag == "blockquote":
        return replace(look, quote=min(look.quote + 1, _DEEPEST_QUOTE))
    mark = _MARKS.get(element.tag)
    return replace(look, marks=look.marks | {mark}) if mark else look
