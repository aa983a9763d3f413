"""Safer forms for blocks that do not come back from Markdown as they were: a shortcode, then HTML, then HTML alone.

A block is known again by what it holds: it keeps its form wherever in its page it goes, and loses it where WordPress
says something else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum
from hashlib import blake2b
from typing import TypeAlias

from migrate.tree import FENCE, HEADINGS, HIDDEN, INLINE, NOTE, RAW, SHORTCODE, Element, Node

BLOCK = ":block"
"""An element without content in front of a block, with its `name`."""
Run: TypeAlias = list[Node]
"""A block: one element, or what stands together in lines."""
_IN_LINE = frozenset(
    """a abbr acronym b bdi bdo big br cite code data del dfn em font i img input ins kbd label mark q rb rp rt ruby s
    samp select small span strike strong sub sup textarea time tt u var button svg math""".split()  # noqa: SIM905
)
_OPENED = frozenset("div section article main header footer aside nav center address".split()) | {SHORTCODE}  # noqa: SIM905
"""What is looked into, where it holds blocks."""
_PICTURES = frozenset({"figure", "wp-figure"})


class Form(StrEnum):
    """How a block is written where Markdown does not do."""

    SHORTCODE = "shortcode"
    HTML = "html"
    PLAIN = "plain"
    """HTML in which pictures are no calls either, so that nothing in it is read as Markdown."""


def forms_in(text: str) -> dict[str, str]:
    """Forms by the names of blocks, as `forms_text` wrote them down."""
    return dict(one.split("=") for one in text.split() if "=" in one)


def forms_text(forms: Mapping[str, str]) -> str:
    """Forms by the names of blocks, as one line."""
    return " ".join(f"{name}={form}" for name, form in sorted(forms.items()))


def write_safer(root: Element, forms: Mapping[str, str], tell: Callable[[str, Run], None]) -> dict[str, str]:
    """Put the blocks with these names into their forms. Answers which there were; each is told before it changes."""
    used: dict[str, str] = {}

    def safer(run: Run) -> Run:
        name = name_of(run)
        form = forms.get(name)
        if form not in possible_forms(run):
            return run
        assert form is not None
        tell(form, run)
        used[name] = form
        if form == Form.SHORTCODE:
            return _in_shortcodes(run)
        block = _as_html(run)
        return [_plain(block) if form == Form.PLAIN else block]

    _rewrite(root, safer)
    return used


def mark_blocks(root: Element) -> dict[str, tuple[Form, ...]]:
    """Set a mark in front of each block. Answers their names, and the forms that each may have."""
    found: dict[str, tuple[Form, ...]] = {}

    def marked(run: Run) -> Run:
        name = name_of(run)
        found[name] = possible_forms(run)
        return [Element(BLOCK, {"name": name}), *run]

    _rewrite(root, marked)
    return found


def name_of(run: Run) -> str:
    """What a block is known by (hexadecimal)."""
    return blake2b(repr(run).encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()


def possible_forms(run: Run) -> tuple[Form, ...]:
    """The forms that a block can have, the next one first."""
    below = [one for node in run if isinstance(node, Element) for one in node.elements()]
    is_call = isinstance(run[0], Element) and run[0].tag in (SHORTCODE, HIDDEN) and len(run) == 1
    in_shortcodes = any(one.tag == "img" or one.get("shortcode") == "figure" for one in below)
    as_html = not is_call or below[0].get("shortcode") in _PICTURES
    return (*([Form.SHORTCODE] if in_shortcodes else []), *([Form.HTML, Form.PLAIN] if as_html else []))


def _rewrite(element: Element, change: Callable[[Run], Run]) -> None:
    """Put in place of every block below an element what `change` makes of it."""
    children: list[Node] = []
    for run in _runs(element.children):
        if _is_opened(run):
            assert isinstance(run[0], Element)
            _rewrite(run[0], change)
            children += run
        elif any(isinstance(one, Element) or one.strip() for one in run):
            children += change(run)
        else:
            children += run
    element.children = children


def _runs(children: list[Node]) -> Iterator[Run]:
    run: Run = []
    for child in children:
        if _is_in_line(child):
            run.append(child)
            continue
        if run:
            yield run
        yield [child]
        run = []
    if run:
        yield run


def _is_in_line(node: Node) -> bool:
    return isinstance(node, str) or node.tag in _IN_LINE or node.tag == NOTE or INLINE in node.attributes


def _is_opened(run: Run) -> bool:
    first = run[0]
    if isinstance(first, str) or first.tag not in _OPENED or INLINE in first.attributes:
        return False
    return not all(map(_is_in_line, first.children))


def _in_shortcodes(run: Run) -> Run:
    """A block whose pictures are calls of our shortcodes."""
    for node in run:
        for one in node.elements() if isinstance(node, Element) else ():
            if one.tag == "img":
                one.tag = SHORTCODE
                one.attributes = {"shortcode": "wp-image", **_picture(one), INLINE: "true"}
            elif one.get("shortcode") == "figure":
                one.attributes["shortcode"] = "wp-figure"
                one.children = [one.attributes.pop("caption", "")]
    return run


def _picture(element: Element) -> dict[str, str]:
    return {name: element.get(name) for name in ("src", "alt", "title", "width") if element.get(name)}


def _as_html(run: Run) -> Element:
    first = run[0]
    if isinstance(first, Element) and first.get("shortcode") in _PICTURES:
        return Element(RAW, {}, [_figure(first)])
    if isinstance(first, Element) and first.tag == FENCE:
        language = {"class": f"language-{first.get('language')}"} if first.get("language") else {}
        return Element(RAW, {}, [Element("pre", {}, [Element("code", language, first.children)])])
    if len(run) == 1 and not _is_in_line(first):
        return Element(RAW, {}, run)
    below = (one for node in run if isinstance(node, Element) for one in node.elements())
    return Element(RAW, {}, [Element("p" if all(map(_is_in_line, below)) else "div", {}, run)])


def _plain(block: Element) -> Element:
    """A block as HTML, with HTML for the calls of pictures in it; in one line, whatever it holds."""
    for element in block.elements():
        element.children = [_without_call(child) for child in element.children]
        if element.tag in HEADINGS:
            element.children = [_in_division(child) for child in element.children]
    block.children = [Element("div", {}, block.children)]
    return block


def _in_division(node: Node) -> Node:
    """What stands in a heading: another one directly in it would end it."""
    return Element("div", {}, [node]) if isinstance(node, Element) and node.tag in HEADINGS else node


def _without_call(node: Node) -> Node:
    if isinstance(node, Element) and node.get("shortcode") in _PICTURES:
        return _figure(node)
    if isinstance(node, Element) and node.get("shortcode") == "wp-image":
        return Element("img", _picture(node))
    return node


def _figure(call: Element) -> Element:
    """What a call of a shortcode for a picture with a caption shows."""
    picture = Element("img", _picture(call))
    caption: list[Node] = [call.get("caption")] if call.get("caption") else call.children
    link = Element("a", {"href": call.get("link")}, [picture]) if call.get("link") else picture
    place = {"class": call.get("class")} if call.get("class") else {}
    return Element("figure", place, [link, *([Element("figcaption", {}, caption)] if caption else [])])
