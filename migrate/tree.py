"""The tree that content is cleaned in and Markdown is written from: elements with text as plain strings between them.

HTML is parsed as a browser parses it (Lexbor, the HTML standard's algorithm), so unclosed and misnested tags read as
visitors saw them. The tree is ours because everything after the parser walks it, and a Python list is walked fastest.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence, Set
from html import escape
from typing import Any, TypeAlias

from selectolax.lexbor import LexborHTMLParser, LexborNode

from migrate.patterns import rare_pattern

MARK = "\ufdd0"
"""A code point that is no character. It is removed from all stored text first, so that only our own code can write an
attribute or a placeholder that holds it."""
_ROOM = 60_000
"""Signs that are parsed in one page."""
_NO_CHARACTERS = rare_pattern("[\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff\0]")
_MARKUP = re.compile("[<&\r\0\ud800-\udfff]")
"""Signs of which one stands in every text that is not its own tree."""
SHORTCODE, MORE, FENCE, HIDDEN, NOTE, RAW = ":shortcode", ":more", ":fence", ":hidden", ":note", ":raw"
"""Own elements, for what HTML cannot say. No parser makes a tag name with a colon in front."""
_OWN_TAGS = frozenset({"div", "pre", "span"})
"""What our code writes own elements as. Other names are such a tag behind one that its author left open: `<b<div`."""
_NAMES_WITHOUT_CONTENT = "area base br col embed hr img input link meta param source track wbr"
VOID = frozenset(_NAMES_WITHOUT_CONTENT.split())
"""Elements that hold nothing and have no end."""
_VERBATIM = frozenset({"script", "style"})
_NAME = rare_pattern(r"[a-zA-Z_:][\w:.-]*")
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
INLINE = "inline"
"""The attribute of an own element that stands inside a line of text."""


def only_characters(text: str) -> str:
    """The text without code points that are no characters: MARK and its like, lone surrogates, NUL."""
    return text if _surely_characters(text) else _NO_CHARACTERS.sub("", text)


def is_text(html: str) -> bool:
    """Whether all of an HTML fragment is text as it stands: no parser would make anything else of it."""
    if html.isascii():  # most of them; to search such a text for each sign by itself is much quicker
        return not ("<" in html or "&" in html or "\r" in html or "\0" in html)
    return not _MARKUP.search(html)


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
            children = element.children
            if len(children) > 1 or (children and type(children[0]) is Element):  # half of all hold one text
                stack += [child for child in reversed(children) if type(child) is Element]

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


class Tree:
    """The tree of an HTML fragment while passes change it: `root` is a `body` around all."""

    __slots__ = ("_attributed", "_by_tag", "_elements", "root")

    def __init__(self, html: str) -> None:
        self._elements: list[Element] = _parsed(html)
        self._attributed: list[Element] | None = None
        self._by_tag: dict[str, list[Element]] = {}
        self.root = self._elements[0]

    @property
    def elements(self) -> list[Element]:
        """The root and all elements below it, in document order."""
        if not self._elements:
            self._elements = list(self.root.elements())
        return self._elements

    @property
    def attributed(self) -> Sequence[Element]:
        """Those of them that have attributes, or had some: a quarter of most trees."""
        if self._attributed is None:
            self._attributed = [element for element in self.elements if element.attributes]
        return self._attributed

    @property
    def tags(self) -> Set[str]:
        """The tags of all elements."""
        return self._elements_by_tag.keys()

    def named(self, *tags: str) -> Sequence[Element]:
        """The elements with one of these tags, in document order."""
        by_tag = self._elements_by_tag
        here = [tag for tag in tags if tag in by_tag]
        if len(here) < 2:
            return by_tag[here[0]] if here else ()
        return [element for element in self.elements if element.tag in here]

    @property
    def _elements_by_tag(self) -> dict[str, list[Element]]:
        if not self._by_tag:
            by_tag: dict[str, list[Element]] = defaultdict(list)
            for element in self.elements:
                by_tag[element.tag].append(element)
            self._by_tag = dict(by_tag)
        return self._by_tag

    def changed(self) -> None:
        """To be called by whoever moves, adds, renames or takes out elements, or gives one its first attribute.

        What was known of them is forgotten.
        """
        self._elements = []
        self._attributed = None
        self._by_tag = {}


def parse(html: str) -> Element:
    """The tree of an HTML fragment below one `body` element.

    Comments and instructions (`<?php … ?>`) are left out; own elements get their own tags.
    """
    return _parsed(html)[0]


def items_of(element: Element) -> list[Element]:
    """The items of a list; what stands in it directly belongs to the item before, as browsers show it."""
    items: list[Element] = []
    for child in element.children:
        if isinstance(child, Element) and child.tag == "li":
            items.append(Element("li", child.attributes, list(child.children)))
        elif isinstance(child, Element) or child.strip():
            if not items:
                items.append(Element("li"))
            items[-1].children.append(child)
    return items


def as_html(root: Node) -> str:
    """A node of a parsed tree as HTML again; from that own elements are parsed as what they are. Nothing recurses."""
    pieces: list[str] = []
    stack: list[Node] = [root]
    while stack:
        node = stack.pop()
        if isinstance(node, str):
            pieces.append(escape(node, quote=False))
        elif node.tag.startswith("/"):
            pieces.append(f"<{node.tag}>")
        elif node.tag in _VERBATIM:
            continue
        else:
            tag, given = (node.tag, _written(node.attributes)) if node.tag[0] != ":" else _own_written(node)
            pieces.append(f"<{tag}{given}>")
            if tag not in VOID:
                stack.append(Element(f"/{tag}"))
                stack.extend(reversed(node.children))
    return "".join(pieces)


def closed(html: str) -> str:
    """A fragment from a setting, whole: a tag or comment that it leaves open takes nothing of what follows it."""
    return "".join(map(as_html, parse(html).children)) if "<" in html else html


def _own_written(element: Element) -> tuple[str, str]:
    """The tag that an own element is written as, and its attributes, the first of which says what it is."""
    tag = "pre" if element.tag == FENCE else "span" if INLINE in element.attributes else "div"
    name = element.tag[1:]
    others = {key: value for key, value in element.attributes.items() if key not in {name, INLINE}}
    return tag, f' {MARK}{name}="{escape(element.get(name))}"{_written(others)}'


def _written(attributes: dict[str, str]) -> str:
    return "".join(f' {name}="{escape(value)}"' for name, value in attributes.items() if _NAME.fullmatch(name))


def attributes(html: str, wanted: Mapping[str, Collection[str]]) -> Iterator[tuple[str, str, str]]:
    """Tag, name and value of every attribute that has a wanted name, and one of the values that are wanted with it.

    Of a whole page; where no values are named all but empty ones are wanted.
    """
    selectors = [f"[{name}]" for name, values in wanted.items() if not values]
    selectors += [f'[{name}="{_quoted(value)}"]' for name, values in wanted.items() for value in values]
    for node in LexborHTMLParser(html).css(", ".join(selectors)):
        given = node.attributes
        for name, values in wanted.items():
            if (value := given.get(name)) and (not values or value in values):
                yield node.tag or "", name, value


def _quoted(value: str) -> str:
    """A value within quotes in a selector of CSS."""
    return re.sub(r'["\\\n\r\f]', lambda found: f"\\{ord(found[0]):x} ", value)


def whole_elements(html: str, selector: str) -> Iterator[tuple[str, dict[str, str | None], str]]:
    """Tag, attributes and text of every element of a whole page that a selector of CSS takes."""
    for node in LexborHTMLParser(html).css(selector):
        yield node.tag or "", node.attributes, node.text()


class _Page:
    """The page in which one fragment after the other is parsed: one of its own takes longer to make than most to read.

    Lexbor frees what it parsed with the page alone, so there is a new one now and then.
    """

    def __init__(self) -> None:
        self._body: LexborNode | None = None
        self._room = 0

    def first_node(self, html: str) -> LexborNode | None:
        """The first node of a fragment; to be read before the next fragment comes."""
        body = self._body
        if body is None or self._room < 0:
            body = self._body = LexborHTMLParser("<body>").body
            self._room = _ROOM
        assert body is not None
        self._room -= len(html)
        try:
            body.inner_html = html
        except UnicodeEncodeError:  # half a character
            body.inner_html = html.encode("utf-8", "ignore").decode()
        return body.first_child


_PAGE = _Page()


def _parsed(html: str) -> list[Element]:
    """The elements of a fragment in document order, behind the `body` around them."""
    root = Element("body")
    elements = [root]
    if is_text(html):
        root.children = [html] if html else []
        return elements
    above: list[tuple[LexborNode | None, list[Node]]] = [(_PAGE.first_node(html), root.children)]
    while above:
        node, children = above.pop()
        while node is not None:
            if (text := node.text_content) is not None:
                children.append(text)
            elif (tag := node.tag) and tag[0] != "-":  # a comment is `-comment`, `<?php … ?>` nothing
                inside: list[Node] = []
                given = node.attributes
                element = _element(tag, given, inside) if given else Element(tag, None, inside)
                children.append(element)
                elements.append(element)
                first = node.first_child
                if first is not None and first.next is None and (text := first.text_content) is not None:
                    inside.append(text)  # half of all hold one text
                elif first is not None:
                    above.append((node.next, children))
                    node, children = first, inside
                    continue
            node = node.next
    return elements


def _element(tag: str, given: dict[str, Any], children: list[Node]) -> Element:
    if None in given.values():
        given = {name: value or "" for name, value in given.items()}
    if tag in _OWN_TAGS and (own := next(iter(given))).startswith(MARK):
        given[own.removeprefix(MARK)] = given.pop(own)
        if tag == "span":
            given[INLINE] = "true"
        tag = f":{own.removeprefix(MARK)}"
    return Element(tag, given, children)
