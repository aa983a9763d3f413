"""HTML for what Markdown cannot say, written so that Goldmark hands it on untouched.

An HTML block ends at a blank line, so none may stand in one. HTML in the middle of a line is different: the tags are
kept, but the text between them is read as Markdown and must be escaped for that too.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from migrate.markdown.destinations import shortcode
from migrate.markdown.escaping import escape_line_starts
from migrate.markdown.hidden import sign
from migrate.markdown.html_blocks import CLOSED_BY_NAME, begins_by_name
from migrate.markdown.marks import plain
from migrate.markdown.prepare import is_block, is_boundary, to_line
from migrate.patterns import rare_pattern
from migrate.tree import FENCE, HIDDEN, NOTE, SHORTCODE, VOID, Element, Node

_VERBATIM_TEXT = frozenset(("script", "style"))
_KEEPS_SPACE = frozenset(("pre", "textarea"))
ONLY_ELEMENTS = frozenset(["table", "thead", "tbody", "tfoot", "tr", "ul", "ol", "dl", "select", "colgroup"])
_MAY_HOLD_TEXT = frozenset(["ul", "ol", "dl"])
"""What shows text that stands between its parts."""
_ATTRIBUTE_NAME = rare_pattern(r"[A-Za-z_:][A-Za-z0-9_.:-]*$")
_SPECIAL = rare_pattern(r"[&<>]|\{(?=\{(?:[<%]|$))")
_SPECIAL_ON_LINE = rare_pattern(r"[&<>\"\n]|\{(?=\{(?:[<%]|$))")
_SPECIAL_IN_MARKDOWN = rare_pattern(r"""[&<>\\`*_\[\]~|@\n"']|\{(?=\{(?:[<%]|$))|:(?=//)|(?<=www)\.|-(?=-)|\.(?=\.)""")
_NAMES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"}
_BLANK_LINES = rare_pattern(r"\n\s*\n")
_SPACES = rare_pattern(r"[ \t\n\r\f]+")
_LOOSE_CALL = rare_pattern(r"\{\{(?=[<%])")


def _entity(found: re.Match[str]) -> str:
    return _NAMES.get(found[0]) or f"&#{ord(found[0])};"


def escape_html(text: str) -> str:
    """Text as it stands in an HTML block, with its line ends."""
    return _SPECIAL.sub(_entity, text)


def escape_on_line(text: str) -> str:
    """Text, or the value of an attribute, with nothing that ends a line or a quotation."""
    return _SPECIAL_ON_LINE.sub(_entity, text)


def escape_between_tags(text: str) -> str:
    """Text as it stands between tags in the middle of a line, where it is read as Markdown."""
    return _SPECIAL_IN_MARKDOWN.sub(_entity, text)


def open_tag(element: Element, link: Callable[[str], str] | None = None) -> str:
    """The opening tag with its attributes. `link` says what to write for the address in an `href`."""
    parts = [element.tag]
    for name, value in element.attributes.items():
        if not _ATTRIBUTE_NAME.match(name):
            continue
        if name == "href" and link:
            parts.append(f'href="{link(value)}"')
        else:
            parts.append(f'{name}="{escape_on_line(plain(value))}"' if value else name)
    return f"<{' '.join(parts)}>"


class HtmlWriter:
    """Writes elements as HTML. `link` is given the address of each link and answers what stands in its `href`."""

    def __init__(self, link: Callable[[str], str]) -> None:
        self.link = link

    def block(self, element: Element) -> str:
        """An element as an HTML block of its own."""
        html = self._element(element, escape_html if _may_hold_blank_lines(element) else escape_on_line, False)
        if begins_by_name(element.tag) or not element.children:
            return html
        # Other tags start a block only if they stand alone on their line.
        opening = open_tag(element, self.link)
        return f"{opening}\n{html[len(opening) :]}"

    def around(self, element: Element, inner: str) -> str:
        """An element's tags around what it holds. A parser adds the body of a table by itself."""
        bare = element.tag == "tbody" and not element.attributes
        return inner if bare else f"{open_tag(element, self.link)}{inner}</{element.tag}>"

    def inline(self, element: Element) -> str:
        """An element for the middle of a line."""
        return self._element(element, escape_between_tags, False)

    def _element(self, element: Element, escape: Callable[[str], str], keeps_space: bool) -> str:
        tag = element.tag
        if tag[0] == ":":
            return self._own(element, escape)
        opening = open_tag(element, self.link)
        if tag in VOID:
            return opening
        if tag in _VERBATIM_TEXT:
            return f"{opening}{_script(element.text())}</{tag}>"
        keeps_space = keeps_space or tag in _KEEPS_SPACE
        if tag in ONLY_ELEMENTS:
            rows = [
                self._node(child, escape, keeps_space)
                for child in element.children
                if isinstance(child, Element) or (tag in _MAY_HOLD_TEXT and child.strip())
            ]
            return self.around(element, "".join(rows))
        inner = "".join([self._node(child, escape, keeps_space) for child in _with_breaks(element.children)])
        if tag in _KEEPS_SPACE and inner[:1] == "\n":
            inner = "\n" + inner  # the first line end after the tag is not read
        return f"{opening}{inner}</{tag}>"

    def _own(self, element: Element, escape: Callable[[str], str]) -> str:
        """An own element inside HTML: calls work there too, code must be HTML. What calls hold is read as Markdown."""
        if element.tag == HIDDEN:
            return sign(element.get("number"))
        if element.tag == FENCE:
            language = f' class="language-{escape_on_line(said)}"' if (said := element.get("language")) else ""
            return f"<pre><code{language}>{escape(plain(element.text()))}</code></pre>"
        if element.tag == NOTE:
            to_line(element)
        is_call = element.tag == SHORTCODE
        escape = escape_between_tags if is_call else escape
        inner = "".join([self._node(child, escape, False) for child in _with_breaks(element.children)])
        if element.tag == NOTE and inner.strip():
            return f" ({inner})"
        return shortcode(element, escape_line_starts(inner), nested=True) if is_call else inner

    def _node(self, node: Node, escape: Callable[[str], str], keeps_space: bool) -> str:
        if isinstance(node, Element):
            return self._element(node, escape, keeps_space)
        return escape(plain(node) if keeps_space else _SPACES.sub(" ", plain(node)))


def _may_hold_blank_lines(element: Element) -> bool:
    """Whether the block of an element goes on behind a blank line, up to the element's end."""
    return element.tag in _KEEPS_SPACE and not any(
        below.tag in CLOSED_BY_NAME
        for child in element.children
        if isinstance(child, Element)
        for below in child.elements()
    )


def _with_breaks(children: list[Node]) -> list[Node]:
    """Children with a line break for every boundary that keeps two runs of inline content apart."""
    if not any(map(is_boundary, children)):
        return children
    kept: list[Node] = []
    apart = False
    for child in children:
        if is_boundary(child):
            apart = bool(kept) and not is_block(kept[-1])
        elif isinstance(child, Element) or child.strip():
            if apart and not is_block(child):
                kept.append(Element("br"))
            kept.append(child)
            apart = False
    return kept


def _script(text: str) -> str:
    """A script or a style sheet: entities are not read there, so hazards are spaced out."""
    text = _BLANK_LINES.sub("\n", plain(text)).replace("<!--more-->", "<!-- more -->")
    return _LOOSE_CALL.sub("{ {", text)
