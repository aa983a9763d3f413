"""HTML for what Markdown cannot say, written so that Goldmark hands it on untouched.

An HTML block ends at a blank line, so none may stand in one. HTML in the middle of a line is different: the tags are
kept, but the text between them is read as Markdown and must be escaped for that too.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from migrate.content.tree import Element, Node
from migrate.markdown.marks import plain

_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"]
)
_VERBATIM_TEXT = frozenset(("script", "style"))
_KEEPS_SPACE = frozenset(("pre", "textarea"))
_STARTS_BLOCK = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "center",
        "dd",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "iframe",
        "li",
        "main",
        "menu",
        "nav",
        "ol",
        "p",
        "pre",
        "script",
        "section",
        "style",
        "summary",
        "table",
        "tbody",
        "td",
        "textarea",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
"""Tags that start an HTML block even with content behind them on the line (CommonMark 4.6, kinds 1 and 6)."""
_ATTRIBUTE_NAME = re.compile(r"[A-Za-z_:][A-Za-z0-9_.:-]*$")
_SPECIAL = re.compile(r"[&<>]|\{(?=\{[<%])")
_SPECIAL_QUOTED = re.compile(r"[&<>\"\n]|\{(?=\{[<%])")
_SPECIAL_INLINE = re.compile(r"[&<>\\`*_\[\]~|\n]|\{(?=\{[<%])|!(?=\[)|(?<=[:/w])[/.]")
_NAMES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"}
_BLANK_LINES = re.compile(r"\n\s*\n")
_SPACES = re.compile(r"[ \t\n\r\f]+")
_LOOSE_CALL = re.compile(r"\{\{(?=[<%])")


def _entity(found: re.Match[str]) -> str:
    return _NAMES.get(found[0]) or f"&#{ord(found[0])};"


def escape_html(text: str) -> str:
    """Text as it stands in an HTML block."""
    return _SPECIAL.sub(_entity, text)


def escape_between_tags(text: str) -> str:
    """Text as it stands between tags in the middle of a line, where it is read as Markdown."""
    return _SPECIAL_INLINE.sub(_entity, text)


def open_tag(element: Element, link: Callable[[str], str] | None = None) -> str:
    """The opening tag with its attributes. `link` says what to write for the address in an `href`."""
    parts = [element.tag]
    for name, value in element.attributes.items():
        if not _ATTRIBUTE_NAME.match(name):
            continue
        if name == "href" and link:
            parts.append(f'href="{link(value)}"')
        else:
            parts.append(f'{name}="{escape_attribute(value)}"' if value else name)
    return f"<{' '.join(parts)}>"


def escape_attribute(value: str) -> str:
    """The value of an attribute, for double quotes."""
    return _SPECIAL_QUOTED.sub(_entity, plain(value))


class HtmlWriter:
    """Writes elements as HTML. `link` is given the address of each link and answers what stands in its `href`."""

    def __init__(self, link: Callable[[str], str]) -> None:
        self.link = link

    def block(self, element: Element) -> str:
        """An element as an HTML block of its own."""
        tag = element.tag
        keeps_lines = tag in _KEEPS_SPACE
        html = self._element(element, escape_html, keeps_lines)
        if tag in _STARTS_BLOCK or not element.children:
            return html
        # Other tags start a block only if they stand alone on their line.
        opening = open_tag(element, self.link)
        return f"{opening}\n{html[len(opening) :]}"

    def inline(self, element: Element) -> str:
        """An element for the middle of a line."""
        return self._element(element, escape_between_tags, False)

    def _element(self, element: Element, escape: Callable[[str], str], keeps_lines: bool) -> str:
        tag = element.tag
        opening = open_tag(element, self.link)
        if tag in _VOID:
            return opening
        if tag in _VERBATIM_TEXT:
            inner = _LOOSE_CALL.sub("{ {", _BLANK_LINES.sub("\n", plain(element.text())))
        else:
            keeps_lines = keeps_lines or (tag in _KEEPS_SPACE and None)  # type: ignore[assignment]
            inner = "".join([self._node(child, escape, keeps_lines) for child in element.children])
        return f"{opening}{inner}</{tag}>"

    def _node(self, node: Node, escape: Callable[[str], str], keeps_lines: bool) -> str:
        if isinstance(node, Element):
            return self._element(node, escape, keeps_lines)
        return escape(plain(node) if keeps_lines else _SPACES.sub(" ", plain(node)))
