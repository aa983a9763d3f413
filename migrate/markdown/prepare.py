"""The tree made ready for writing: blocks stand only where Markdown can have them, and nothing is nested too deep.

HTML lets a link or bold text surround paragraphs, a heading hold a list, and division stand in division without end.
Here formatting moves inward, into the blocks it surrounds, and wrappers that carry no meaning dissolve, leaving a
boundary so that the text beside them stays apart.
"""

from __future__ import annotations

from migrate.tree import FENCE, HEADINGS, HIDDEN, MORE, NOTE, RAW, SHORTCODE, Element, Node

BOUNDARY = ":boundary"
"""An element without content: what stands before and after it are two paragraphs."""
_LOOSENED = ":loosened"
"""An inline element that held blocks, after it has moved into them."""
_NAMES_OF_WRAPPERS = """
address article aside body center dialog div fieldset footer header hgroup html legend main nav noframes noscript
optgroup section template
"""
WRAPPERS = frozenset(_NAMES_OF_WRAPPERS.split()) | {_LOOSENED}
"""Elements without a meaning of their own here: what they hold takes their place."""
_NAMES_OF_BLOCKS = """
blockquote details dir dl figcaption figure form hr menu ol p pre script style table ul
"""
BLOCKS = frozenset(_NAMES_OF_BLOCKS.split()) | HEADINGS | {FENCE, HIDDEN, MORE, RAW, SHORTCODE, BOUNDARY}
"""Elements that stand on lines of their own."""
MAY_BE_INLINE = frozenset((SHORTCODE, HIDDEN))
"""Blocks that stand in a line where their attributes say so."""
_ONLY_ELEMENTS = frozenset(["ul", "ol", "menu", "dir", "dl", "table", "thead", "tbody", "tfoot", "tr"])
_CLOSED = frozenset(("pre", "hr", "form", "script", "style", FENCE, HIDDEN, MORE, RAW, SHORTCODE, BOUNDARY))
"""Nothing moves into these."""
_PARTS_OF = {"li": frozenset(("ul", "ol", "menu", "dir")), "dt": frozenset(("dl",)), "dd": frozenset(("dl",))}
_PARTS = frozenset(_PARTS_OF)
_HOLDERS = (
    frozenset(("blockquote", "li", "dd", "td", "th", "caption", "figure", "figcaption", "details", NOTE, SHORTCODE))
    | _ONLY_ELEMENTS
)
"""Elements that may hold blocks as they are."""
_INLINE, _BLOCK, _WRAPPER, _ITEM, _DEFINITION = 1, 2, 4, 8, 16
_KINDS = (
    dict.fromkeys(BLOCKS, _BLOCK)
    | dict.fromkeys(WRAPPERS, _WRAPPER)
    | {"li": _ITEM, "dt": _DEFINITION, "dd": _DEFINITION}
)
_NOT_INLINE = _BLOCK | _WRAPPER | _ITEM | _DEFINITION
_UNFIT = (
    dict.fromkeys(_HOLDERS | WRAPPERS, _NOT_INLINE ^ _BLOCK)
    | dict.fromkeys(_PARTS_OF["li"], _WRAPPER | _DEFINITION)
    | {"dl": _WRAPPER | _ITEM}
)
"""The kinds of children that have to be settled, by the tag of their parent; in others, all that are not inline."""
_TRANSPARENT = frozenset(["span", "font", "big", "time", "data", "label", "bdi"])
_DEEPEST = 100
"""Levels beyond which structure is given up and only the text kept. Python and Goldmark both have their limits."""


def is_block(node: Node) -> bool:
    """Whether a node stands on lines of its own."""
    if type(node) is not Element or node.tag not in BLOCKS:
        return False
    return not (node.tag in MAY_BE_INLINE and "inline" in node.attributes)


def is_boundary(node: Node) -> bool:
    """Whether a node is what a dissolved wrapper left."""
    return type(node) is Element and node.tag == BOUNDARY


def prepare(root: Element) -> list[str]:
    """Make a tree ready, in place. Answers which places on this page its links lead to."""
    survey = _Survey()
    level = [root]
    for _ in range(_DEEPEST):
        if not level:
            break
        level = survey.below(level)
    for element in level:
        flatten(element)
    if survey.unfit or level:
        for element in reversed(survey.holders):
            _settle(element)
    links = [link.attributes.get("href", "") for link in survey.links if link.tag == "a"]
    return [href[1:] for href in dict.fromkeys(links) if href[:1] == "#" and len(href) > 1]


class _Survey:
    """What one walk finds: the elements that hold elements, links, and whether anything stands where it must not."""

    def __init__(self) -> None:
        self.holders: list[Element] = []
        self.links: list[Element] = []
        self.unfit = False

    def below(self, level: list[Element]) -> list[Element]:
        """The elements one level deeper whose content is to be written as Markdown."""
        deeper = []
        for element in level:
            kinds = 0
            for child in element.children:
                if type(child) is not Element:
                    continue
                tag, inside = child.tag, child.children
                kinds |= _KINDS.get(tag, _INLINE)
                if tag == "a" and inside:
                    self.links.append(child)
                elif tag == RAW:  # which is walked no further
                    self.links += [one for one in child.elements() if one.tag == "a"]
                if len(inside) < 2 and (not inside or type(inside[0]) is str):  # half hold one text
                    continue
                if tag not in _CLOSED or tag == SHORTCODE:
                    deeper.append(child)
            if kinds:
                self.holders.append(element)
                self.unfit = self.unfit or bool(kinds & _UNFIT.get(element.tag, _NOT_INLINE))
        return deeper


def flatten(element: Element) -> None:
    """Keep an element's text and pictures and forget how they were nested."""
    kept: list[Node] = []
    stack: list[Node] = list(reversed(element.children))
    while stack:
        node = stack.pop()
        if isinstance(node, str) or not node.children:
            kept.append(node)
            if type(node) is Element and node.tag in MAY_BE_INLINE:
                node.attributes["inline"] = "true"  # or it would be escaped like the text it now stands in
        elif node.tag in BLOCKS or node.tag in WRAPPERS or node.tag in _HOLDERS:
            kept.append(Element(BOUNDARY))
            stack += [Element(BOUNDARY), *reversed(node.children)]
        else:
            stack += reversed(node.children)
    element.children = kept
    if element.tag in _ONLY_ELEMENTS or element.tag in _CLOSED:
        element.tag = "div"


def to_line(element: Element) -> None:
    """Make one line of blocks, if there are any in an element."""
    if any(map(is_block, element.children)):
        flatten(element)
        element.children = [" " if is_boundary(child) else child for child in element.children]


def _settle(element: Element) -> None:
    """One element whose children are settled already."""
    tags = [child.tag for child in element.children if type(child) is Element]
    if not tags:
        return
    if not WRAPPERS.isdisjoint(tags):
        element.children = _dissolve(element.children)
        tags = [child.tag for child in element.children if type(child) is Element]
    if not _PARTS.isdisjoint(tags):
        _free_strays(element)
    if BLOCKS.isdisjoint(tags) and _PARTS.isdisjoint(tags):
        return
    if element.tag in _HOLDERS or element.tag in WRAPPERS or not any(map(is_block, element.children)):
        return
    if element.tag == "p":
        element.tag = "div"
        return
    if element.tag in HEADINGS:
        element.children = _without_paragraphs(element.children)
        if not any(map(is_block, element.children)):
            return
    if element.tag not in _TRANSPARENT:
        element.children = _move_inward(element, element.children)
    element.tag = "div" if element.tag in BLOCKS else _LOOSENED


def _without_paragraphs(children: list[Node]) -> list[Node]:
    """Children on one line: paragraphs and edges of wrappers become spaces."""
    line: list[Node] = []
    for child in children:
        if isinstance(child, str) or child.tag not in ("p", BOUNDARY):
            line.append(child)
        else:
            line += (" ", *child.children, " ")
    return line


def _free_strays(element: Element) -> None:
    """Parts of a list outside of a list hold blocks, but are none: what they hold goes on without them."""
    if element.tag in WRAPPERS and element.tag != "body":
        return
    for child in element.children:
        if type(child) is Element and element.tag not in _PARTS_OF.get(child.tag, (element.tag,)):
            child.tag = "div"
    element.children = _dissolve(element.children)


def _dissolve(children: list[Node]) -> list[Node]:
    kept: list[Node] = []
    for child in children:
        if type(child) is Element and child.tag in WRAPPERS:
            edge = () if child.tag == _LOOSENED else (Element(BOUNDARY),)
            kept += (*edge, *child.children, *edge)
        else:
            kept.append(child)
    return kept


def _move_inward(wrapper: Element, children: list[Node]) -> list[Node]:
    """Children with every run of inline content wrapped, and the wrapper moved into every block.

    They end with a boundary: what comes behind is another paragraph. One is enough, however much formatting moves in.
    """
    moved: list[Node] = []
    run: list[Node] = []
    if not children or not is_boundary(children[-1]):
        children = [*children, Element(BOUNDARY)]
    for child in children:
        if not is_block(child):
            run.append(child)
            continue
        if any(not isinstance(one, str) or one.strip() for one in run):
            moved.append(Element(wrapper.tag, wrapper.attributes, run))
        run = []
        if wrapper.tag not in HEADINGS:
            _enter(wrapper, child)  # type: ignore[arg-type]
        moved.append(child)
    return moved


def _enter(wrapper: Element, block: Element) -> None:
    if block.tag in _CLOSED:
        return
    if block.tag == "details":
        _enter_details(wrapper, block)
    elif block.tag in _ONLY_ELEMENTS:
        for child in block.children:
            if isinstance(child, Element):
                _enter(wrapper, child)
    else:
        block.children = _move_inward(wrapper, block.children)


def _enter_details(wrapper: Element, details: Element) -> None:
    """Move into the summary and into the rest, each by itself."""
    rest: list[Node] = []
    summaries: list[Node] = []
    for child in details.children:
        if isinstance(child, Element) and child.tag == "summary":
            child.children = [Element(wrapper.tag, wrapper.attributes, child.children)]
            summaries.append(child)
        else:
            rest.append(child)
    details.children = [*summaries, *_move_inward(wrapper, rest)]
