"""Where pictures and paragraphs stand: at which side, how wide, in the middle, from right to left.

What styles and attributes say of it becomes WordPress' own classes first. In the end a picture carries its side behind
its address (`boat.jpg#alignright`), for three lines of CSS; one that was shown clearly smaller than its file is a call
of `wp-image`, and paragraphs in the middle or from right to left are the content of `wp-align`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from migrate.content.context import Context
from migrate.content.transform import replace_elements
from migrate.diagnostics import Code
from migrate.patterns import rare_pattern
from migrate.tree import HEADINGS, INLINE, SHORTCODE, Element, Node, Tree

_SAID_BY = frozenset({"style", "align"})
_TEXT_ALIGN = re.compile(r"(?:^|;)\s*text-align\s*:\s*(center|right|left)", re.I)
_FLOAT = re.compile(r"(?:^|;)\s*float\s*:\s*(left|right)", re.I)
_DIRECTION = re.compile(r"(?:^|;)\s*direction\s*:\s*(rtl|ltr)", re.I)
_CENTRED = re.compile(r"(?:^|;)\s*margin(?:-left|-right)?\s*:[^;]*\bauto\b", re.I)
_WIDTH = re.compile(r"(?:^|;)\s*(?:max-)?width\s*:\s*(\d{1,4})(?:\.\d+)?px", re.I)
_PIXELS = re.compile(r"\s*(\d{1,4})(?:\.\d+)?(?:px)?\s*")
_IMAGE_CLASS = rare_pattern(r"(?:^|\s)wp-image-(\d{1,9})(?:\s|$)")
_SIDES = ("alignleft", "alignright", "aligncenter")
_CENTRED_TEXT = "has-text-align-center"
_ALIGNED_TEXT = {_CENTRED_TEXT: "center", "has-text-align-right": "right", "has-text-align-left": "left"}
_LISTS_AND_QUOTES = frozenset({"ul", "ol", "blockquote"})
_BLOCKS = frozenset({"p", "div", "center", "section", "h1", "h2", "h3", "h4", "h5", "h6"}) | _LISTS_AND_QUOTES
_AROUND_PICTURES = frozenset({"div", "p", "span", "a", "section"})
_CONTAINERS = frozenset({"div", "center", "section", "article", "main"})
_IN_A_LINE_NAMES = """
a abbr acronym b bdi bdo br cite code data del dfn em font i img ins kbd label mark q s samp small span strike strong
sub sup time tt u var wbr
"""
_IN_A_LINE = frozenset(_IN_A_LINE_NAMES.split())
_IN_LISTS_AND_QUOTES = _IN_A_LINE | _LISTS_AND_QUOTES | {"li", "p"}
Look = dict[str, str]
"""The arguments of `wp-align`."""
_NO_LOOK: Look = {}
_SEVERAL = frozenset({"wp-gallery"})
_BOXES = frozenset({"wp-columns", "wp-column", "wp-background"})
_TEXT_WIDTH = 600
"""Pixels. What was shown so wide fills the text of most themes."""
_SMALLER = 0.75
_TINY = 100


def alignment_to_classes(tree: Tree, context: Context) -> None:
    """Say by WordPress' classes what styles, attributes and `<center>` say of the place of pictures and paragraphs."""
    speaking = [one for one in tree.attributed if not _SAID_BY.isdisjoint(one.attributes)]
    for element in dict.fromkeys((*speaking, *tree.named("center"))):
        if element.tag in {"img", "figure"}:
            _add_class(element, _side(element))
            continue
        style = element.get("style")
        if element.tag in _AROUND_PICTURES and (floats := _FLOAT.search(style)):
            _add_class(element, f"align{floats[1].lower()}")
        if element.tag in _BLOCKS:
            _add_class(element, _direction(element))
            if said := _DIRECTION.search(style):
                element.attributes.setdefault("dir", said[1].lower())
    if tree.named("center"):
        tree.changed()  # some may have their first attribute


def _side(element: Element) -> str:
    style, said = element.get("style"), element.get("align").lower()
    floats = _FLOAT.search(style)
    if floats or said in ("left", "right"):
        return f"align{floats[1].lower() if floats else said}"
    in_the_middle = (said in ("center", "middle") and element.tag == "figure") or _CENTRED.search(style)
    return "aligncenter" if in_the_middle else ""


def _direction(element: Element) -> str:
    said = _TEXT_ALIGN.search(element.get("style"))
    name = said[1] if said else "center" if element.tag == "center" else element.get("align")
    return f"has-text-align-{name.lower()}" if name.lower() in ("left", "right", "center") else ""


def _add_class(element: Element, name: str) -> None:
    if name and name not in element.classes:
        element.attributes["class"] = f"{element.get('class')} {name}".strip()


def place_pictures(tree: Tree, context: Context) -> None:
    """Pictures outside of galleries keep their side, and their width where that is not their file's."""
    if context.options.alignment == "drop":
        return
    _hand_down_sides(tree)
    apart = {id(inner) for one in tree.named("pre", SHORTCODE) if _keeps_pictures(one) for inner in one.elements()}

    def rule(element: Element, context: Context) -> Sequence[Node]:
        return [element] if id(element) in apart else [_placed(element, context)]

    replace_elements(tree, {"img": rule}, context)


def _keeps_pictures(element: Element) -> bool:
    """Whether pictures in it stay as they are: code, galleries."""
    return element.tag == "pre" or (element.tag == SHORTCODE and element.get("shortcode") in _SEVERAL)


def _hand_down_sides(tree: Tree) -> None:
    """A picture that is all of a paragraph or box at a side or in the middle stands there itself."""
    for element in [one for one in tree.attributed if "align" in one.get("class")]:
        side = _side_inside(element)
        if side and not element.text().strip():
            for one in element.elements():
                if one.tag == "img" and not _shown_side(one):
                    _add_class(one, side)


def _side_inside(element: Element) -> str:
    """Where what an element holds stands by its word."""
    if element.tag in _BLOCKS and _CENTRED_TEXT in element.classes:
        return "aligncenter"
    return _shown_side(element) if element.tag in _AROUND_PICTURES else ""


def _placed(image: Element, context: Context) -> Element:
    source, side, width = image.get("src"), _shown_side(image), needed_width(image, context)
    if width or (side and ("#" in source or source.startswith("data:"))):
        arguments = {"src": source, "alt": image.get("alt"), "title": image.get("title")}
        arguments |= {"class": side, "width": str(width or "")}
        given = {name: value for name, value in arguments.items() if value}
        return Element(SHORTCODE, {"shortcode": "wp-image", **given, INLINE: "true"})
    if side and source:
        image.attributes["src"] = f"{source}#{side}"
    return image


def _shown_side(image: Element) -> str:
    return next((side for side in _SIDES if side in image.classes), "")


def needed_width(image: Element, context: Context) -> int:
    """The width at which a picture was shown, where that is clearly less than its file's; else 0."""
    styled = _WIDTH.search(image.get("style"))
    stated = _PIXELS.fullmatch(image.get("width"))
    shown = int(styled[1]) if styled else int(stated[1]) if stated else 0
    if not 0 < shown < _TEXT_WIDTH:
        return 0
    if file := _file_width(image, context):
        return shown if shown < file * _SMALLER else 0
    classes = image.classes
    reduced = "size-medium" in classes or "size-thumbnail" in classes
    return shown if reduced or shown <= _TINY or _shown_side(image) else 0


def _file_width(image: Element, context: Context) -> int:
    """The width of the attachment that a picture shows, if the export knows it."""
    identified = _IMAGE_CLASS.search(image.get("class"))
    attachment = context.library.attachment_in_text(int(identified[1])) if identified else None
    if not attachment or context.library.media(attachment.url) != image.get("src"):
        return 0
    return attachment.width


def place_text(tree: Tree, context: Context) -> None:
    """Paragraphs in the middle, at the right or from right to left become the content of `wp-align`."""
    if context.options.alignment == "keep":
        _align_children(tree.root, _NO_LOOK, context)
        tree.changed()


def _align_children(parent: Element, inherited: Look, context: Context) -> None:
    """Paragraphs of one look that stand together get one call for all."""
    children = _paragraphs(parent.children, inherited)
    looks = [(_align(child, inherited, context), child) for child in children]
    if not any(look for look, _ in looks):
        parent.children = children
        return
    parent.children = []
    for look, group in groupby(_without_gaps(looks), key=lambda one: one[0]):
        children = [child for _, child in group]
        parent.children += [Element(SHORTCODE, {"shortcode": "wp-align", **look}, children)] if look else children


def _paragraphs(children: list[Node], inherited: Look) -> list[Node]:
    """Children in which text that stands in an aligned container by itself is a paragraph."""
    if not inherited:
        return children
    found: list[Node] = []
    for is_text, group in groupby(children, key=_is_text):
        run = list(group)
        blank = all(isinstance(one, str) and not one.strip() for one in run)
        found += [Element("p", {}, run)] if is_text and not blank else run
    return found


def _align(child: Node, inherited: Look, context: Context) -> Look:
    """The look of a child that is a paragraph. What is in a container is looked at there."""
    if isinstance(child, str):
        return _NO_LOOK
    look = _look(child, inherited)
    if child.tag in _CONTAINERS or child.get("shortcode") in _BOXES:
        _align_children(child, look, context)
    elif look and child.tag == "p" and all(map(_is_text, child.children)) and child.text().strip():
        return look
    elif child.tag in _LISTS_AND_QUOTES:
        return _look_of_all(child, look)
    elif look and child.tag in HEADINGS and child.text().strip():
        context.report(Code.HEADING_ALIGNMENT, child.text().strip()[:60])
    return _NO_LOOK


def _look_of_all(element: Element, look: Look) -> Look:
    """The look of a list or a quotation of nothing but text: its own, or else that of its paragraphs."""
    inside = [one for one in element.children if isinstance(one, Element)]
    looks = [_look(one, look) for one in inside if one.tag == "p"]
    shared = look if not looks or element.tag != "blockquote" else looks[0]
    alike = all(one == shared for one in looks if one)
    return (
        shared
        if alike and shared and _holds_text(element, _IN_LISTS_AND_QUOTES) and element.text().strip()
        else _NO_LOOK
    )


def _look(element: Element, inherited: Look) -> Look:
    """Side and direction of an element, by its own word or that of what it stands in."""
    if not element.attributes:
        return inherited
    own, look = _alignment(element), dict(inherited)
    if own:
        look["to"] = own
    if direction := element.get("dir").lower():
        look["dir"] = direction
    if look.get("dir") != "rtl":
        look.pop("dir", None)
    if look.get("to") == "left" or (look.get("to") == "right" and "dir" in look):
        look.pop("to")  # that is where text begins anyway
    return look


def _alignment(element: Element) -> str:
    if "has-text-align-" not in element.attributes.get("class", ""):
        return ""
    return next((side for name, side in _ALIGNED_TEXT.items() if name in element.classes), "")


def _is_text(node: Node) -> bool:
    """Whether a node stands in a line of text, and is no picture or player that looks after itself."""
    return isinstance(node, str) or _holds_text(node, _IN_A_LINE)


def _holds_text(element: Element, names: frozenset[str]) -> bool:
    """Whether an element is of these, and holds no others but calls in a line."""
    return all(one.tag in names or INLINE in one.attributes for one in element.elements())


def _without_gaps(looks: list[tuple[Look, Node]]) -> Iterator[tuple[Look, Node]]:
    """White space between two paragraphs of one look takes part in it."""
    for at, (look, node) in enumerate(looks):
        is_gap = isinstance(node, str) and not node.strip() and 0 < at < len(looks) - 1
        if not is_gap or not (looks[at - 1][0] and looks[at - 1][0] == looks[at + 1][0]):
            yield look, node
