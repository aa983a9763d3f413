"""The text of a comment as HTML that is safe to show as it is.

Anybody could write comments, so nothing of their markup is passed through: the text is parsed, cut into runs that know
how they look, and every tag around them is written anew. Deep nesting costs nothing, for a run has only so many looks.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from html import escape, unescape
from typing import NamedTuple
from urllib.parse import urlsplit

from migrate.patterns import rare_pattern
from migrate.tree import Element, Node, is_text, parse

_MARKS = {"b": "strong", "strong": "strong", "em": "em", "i": "em", "cite": "em", "code": "code", "tt": "code"}
_INLINE = frozenset(
    {"a", "abbr", "acronym", "br", "del", "font", "ins", "kbd", "mark", "q", "s", "small", "span", "strike", "sub"}
    | {"sup", "u", *_MARKS}
)
_UNSEEN = frozenset({"script", "style", "template", "iframe", "object", "embed", "svg", "math", "noscript", "textarea"})
_SCHEMES = frozenset({"http", "https", "mailto"})
_PARAGRAPHS = re.compile(r"\n[ \t]*\n\s*")
_ADDRESS = rare_pattern(r"(https?://[^\s<>\"]*[^\s<>\"'.,;:!?()\[\]{}])")
_SIMPLE_ADDRESS = re.compile(r"https?://[\w.~/?&=%#:;,+@!-]*", re.A)
"""Most addresses: nothing in them that has to be taken apart."""
_ATTRIBUTES = r'(?: (?:rel|title)="[^"<>&]*+")*+'
_TEXT = r"(?>(?:[^<&\0\ud800-\udfff]++|&(?:amp|lt|gt|quot|nbsp|#0?39);|&(?=[ \n]))+)"
_PIECE = re.compile(
    rf"(?P<text>{_TEXT})|<(?P<tag>b|blockquote|code|em|i|strong)>(?P<marked>{_TEXT})</(?P=tag)>"
    rf'|<a{_ATTRIBUTES} href="(?P<href>[^"<>&\0\ud800-\udfff]*+(?:&amp;[^"<>&\0\ud800-\udfff]*+)*+)"{_ATTRIBUTES}>'
    rf"(?P<linked>{_TEXT})</a>"
)
"""Text, marked or quoted text, and links as most people write them: what any parser makes of it is plain."""
_DEEPEST_QUOTE = 8


class _Look(NamedTuple):
    """How a run of text looks."""

    quote: int = 0
    pre: bool = False
    marks: frozenset[str] = frozenset()
    href: str = ""


_PLAIN = _Look()
_MARKED = {tag: _Look(marks=frozenset({mark})) for tag, mark in _MARKS.items()}
_QUOTED = _Look(quote=1)
_Run = tuple[_Look, str]


def comment_html(text: str, is_unseen: Callable[[Element], bool] = lambda _: False) -> str:
    """Blank lines part paragraphs, single line ends become breaks, bare addresses links; the rest is an allow-list.

    What `is_unseen` says of an element is left out.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if is_text(text):  # most of them
        return "".join([_block([(_PLAIN, part)]) for part in _PARAGRAPHS.split(text) if part.strip()]).rstrip("\n")
    out: list[str] = []
    depth = 0
    for runs in _blocks(_simple_runs(text) or _runs(parse(text), is_unseen)):
        if any(text.strip() for _, text in runs):
            quote = runs[0][0].quote
            out += (_quotes(depth, quote), _block(runs))
            depth = quote
    return "".join([*out, _quotes(depth, 0)]).rstrip("\n")


def safe_address(address: str) -> str:
    """The address if following it can do no harm (http, https, mailto), else nothing."""
    if not address or _SIMPLE_ADDRESS.fullmatch(address):
        return address
    address = "".join(address.split())
    try:
        return address if urlsplit(address).scheme.lower() in _SCHEMES else ""
    except ValueError:
        return ""


def _linked(address: str) -> str:
    """Where a link leads, if that is harmless: places of the same page and site too."""
    place = "".join(address.split())
    return place if place.startswith(("/", "#", "?")) else safe_address(address)


def _quotes(now: int, then: int) -> str:
    return "<blockquote>\n" * (then - now) + "</blockquote>\n" * (now - then)


def _blocks(found: Iterable[_Run | None]) -> Iterator[list[_Run]]:
    """The runs between two edges of block elements, or blank lines, make a block."""
    runs: list[_Run] = []
    for run in found:
        if run is None:
            yield runs
            runs = []
            continue
        look, text = run
        if look.pre or "\n" not in text:
            runs.append(run)
            continue
        first, *rest = _PARAGRAPHS.split(text)
        runs.append((look, first))
        for part in rest:
            yield runs
            runs = [(look, part)]
    yield runs


def _block(runs: list[_Run]) -> str:
    html = "".join([_html(look, text) for look, text in runs])
    if runs[0][0].pre:
        return f"<pre>{html}</pre>\n"
    lines = html.strip().replace("\n", "<br>\n")
    return f"<p>{lines}</p>\n"


def _html(look: _Look, text: str) -> str:
    html = escape(text, quote=False)
    if look.href:
        html = _link(escape(look.href), html)
    elif "http" in html and not look.pre and "code" not in look.marks:
        html = _ADDRESS.sub(lambda found: _link(found[1].replace('"', "%22"), found[1]), html)
    for mark in sorted(look.marks):
        html = f"<{mark}>{html}</{mark}>"
    return html


def _link(href: str, html: str) -> str:
    return f'<a href="{href}" rel="nofollow ugc">{html}</a>'


def _simple_runs(text: str) -> list[_Run | None]:
    """The runs of a text in which nothing stands in anything else; none of any other, which has to be parsed."""
    runs: list[_Run | None] = []
    position = 0
    for piece in _PIECE.finditer(text):
        if piece.start() != position:
            return []
        position = piece.end()
        plain, tag, marked, href, linked = piece.groups()
        if plain:
            runs.append((_PLAIN, _decoded(plain)))
        elif tag == "blockquote":
            runs += (None, (_QUOTED, _decoded(marked)), None)
        elif tag:
            runs.append((_MARKED[tag], _decoded(marked)))
        else:
            runs.append((_Look(href=_linked(href.replace("&amp;", "&"))), _decoded(linked)))
    return runs if position == len(text) else []


def _decoded(text: str) -> str:
    return unescape(text) if "&" in text else text


def _runs(root: Element, is_unseen: Callable[[Element], bool]) -> Iterator[_Run | None]:
    """Text with its look; None at both edges of a block element."""
    stack: list[tuple[Node | None, _Look]] = [(child, _PLAIN) for child in reversed(root.children)]
    while stack:
        node, look = stack.pop()
        if node is None:
            yield None
        elif isinstance(node, str):
            yield look, node
        elif node.tag == "br":
            yield look, "\n"
        elif node.tag not in _UNSEEN and not is_unseen(node):
            if node.tag not in _INLINE:
                yield None
                stack.append((None, look))
            inner = _inside(node, look)
            stack += [(child, inner) for child in reversed(node.children)]


def _inside(element: Element, look: _Look) -> _Look:
    """The look of what stands in an element."""
    if element.tag == "a":
        return look._replace(href=_linked(element.get("href")))
    if element.tag == "pre":
        return look._replace(pre=True)
    if element.tag == "blockquote":
        return look._replace(quote=min(look.quote + 1, _DEEPEST_QUOTE))
    mark = _MARKS.get(element.tag)
    return look._replace(marks=look.marks | {mark}) if mark else look
