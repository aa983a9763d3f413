"""`<pre>` to fences: the language and options from whatever its highlighter wrote, the code as plain text.

A `<pre>` in which a link, a picture or emphasis stands is no program and stays HTML.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from migrate.content.code import LANGUAGES, is_yes, language, options, trimmed
from migrate.content.context import Context
from migrate.content.transform import replace_elements, within
from migrate.tree import FENCE, Element, Node, Tree

_CLASS_LANGUAGE = (
    re.compile(r"(?:^|\s)brush:\s*([\w+#-]+)"),
    re.compile(r"(?:^|\s)lang:([\w+#-]+)"),
    re.compile(r"(?:^|\s)(?:language|lang|highlight-source|brush)-([\w+#.-]+)"),
    re.compile(r"(?:^|\s)hljs\s+([\w+#.-]+)"),
    re.compile(r"(?:^|\s)([\w+#.-]+)\s+hljs(?:\s|$)"),
    re.compile(r"(?:^|\s)sourceCode\s+([\w+#.-]+)"),
)
_CLASS_START = re.compile(r"(?:first-line|start-line):\s*(\d{1,6})")
_CLASS_LINES = re.compile(r"(?:highlight:\s*\[?|mark:)([\d,\s-]+)")
_LANGUAGE_ATTRIBUTES = ("data-enlighter-language", "data-language", "data-lang", "data-code-language", "lang")
_START_ATTRIBUTES = ("line", "data-start", "data-enlighter-lineoffset")
_LINES_ATTRIBUTES = ("highlight", "data-line", "data-enlighter-highlight")
_CELLS = frozenset({"td", "th"})
_BLOCKS = frozenset({"div", "p", "li", "tr", "ol", "ul"})
_MATTERS = frozenset({"a", "img", "strong", "em", "b", "i", "u", "mark", "del", "ins", "s", "sub", "sup", "iframe"})
_HOLD_LISTINGS = frozenset({"body", "div", "blockquote", "section", "article", "li", "dd"})
_CODE = frozenset({"code", "tt"})
_PROGRAM = re.compile(r"[(){}\[\]=;<>$#:/|&%@\\]")
_ONLY_LINES = _CODE | {"br"}
_LINE_NUMBERS = re.compile(r"(?:^|\s)(?:line_numbers|linenos?|gutter|crayon-nums|rouge-gutter|hljs-ln)(?:\s|$)")
_COLOURED = re.compile(r"hljs|crayon|enlighter|geshi|prism|shiki|syntax|token|highlight|wp_codebox", re.I)


def code_to_fences(tree: Tree, context: Context) -> None:
    """Every `<pre>` of code becomes a fence, but for those in cells; inline code of highlighters becomes `<code>`."""
    replace_elements(tree, {"span": _inline_code, "table": _numbered}, context)
    in_cells = within(tree, _CELLS)

    def rule(element: Element, context: Context) -> Sequence[Node]:
        return [element] if id(element) in in_cells else _pre(element)

    replace_elements(tree, {"pre": rule, "textarea": _textarea}, context)


def lines_to_fences(tree: Tree, context: Context) -> None:
    """Paragraphs of nothing but `<code>` become a fence where one of them has several lines.

    Words alone, without any of the signs that programs are full of, stay as they are: an address, a verse.
    """
    for parent in tree.elements:
        if parent.tag in _HOLD_LISTINGS and any(_lines_of_code(child) > 1 for child in parent.children):
            parent.children = list(_with_listings(parent.children))
            tree.changed()


def _with_listings(children: list[Node]) -> Iterator[Node]:
    """Children with one fence for each row of such paragraphs."""
    for is_row, group in groupby(children, key=lambda child: _is_blank(child) or _lines_of_code(child) > 0):
        row = list(group)
        if is_row and any(_lines_of_code(child) > 1 for child in row):
            code = "\n\n".join(_as_lines(child) for child in row if isinstance(child, Element) and not _is_blank(child))
            yield from [Element(FENCE, {}, [trimmed(code)])] if _PROGRAM.search(code) else row
        else:
            yield from row


def _is_blank(node: Node) -> bool:
    """White space, be it in code that its author closed paragraphs later."""
    return not (node if isinstance(node, str) else node.text() if node.tag in _CODE else "x").strip()


def _lines_of_code(node: Node) -> int:
    """How many lines of code a paragraph has that holds nothing else; 0 for every other node."""
    if not isinstance(node, Element) or node.tag != "p":
        return 0
    inside = [child for child in node.children if not isinstance(child, str) or child.strip()]
    if len(inside) != 1 or not isinstance(inside[0], Element) or inside[0].tag not in _CODE:
        return 0
    elements = list(inside[0].elements())
    return 1 + sum(one.tag == "br" for one in elements) if all(one.tag in _ONLY_LINES for one in elements) else 0


def _as_lines(paragraph: Element) -> str:
    """Code in which `<br>` alone ends a line."""
    pieces = [
        child.replace("\n", " ") if isinstance(child, str) else "\n" if child.tag == "br" else ""
        for element in paragraph.elements()
        for child in (element.children if element.tag != "br" else ())
    ]
    return "\n".join(line.strip(" ") for line in "".join(pieces).replace("\u00a0", " ").split("\n"))


def _inline_code(element: Element, context: Context) -> Sequence[Node]:
    if "crayon-inline" in element.classes:
        return [Element("code", {}, [element.text()])]
    return [element]


def _numbered(table: Element, context: Context) -> Sequence[Node]:
    """The code of a table in which a highlighter set line numbers beside it."""
    if any(_LINE_NUMBERS.search(one.get("class")) for one in table.elements()):
        return [one for one in table.elements() if one.tag == "pre"][-1:] or [table]
    return [table]


def _pre(element: Element) -> Sequence[Node]:
    if any(one.tag.startswith(":") for one in element.elements()):
        return element.children
    return [fence(element) or element]


def _textarea(element: Element, context: Context) -> Sequence[Node]:
    """`<textarea name="code">`, in which early highlighters kept code."""
    if element.get("name") != "code":
        return [element]
    return [fence(Element("pre", element.attributes, element.children)) or element]


def fence(pre: Element, name: object = "", settings: str = "") -> Element | None:
    """The fence for a `<pre>`, or None where it holds more than code. `name` and `settings` win over what it says."""
    inside = [one for one in pre.elements() if one.tag == "code"][:1]
    said = described({**pre.attributes, **_own(inside)})
    if _holds_more(pre):
        return None
    attributes = {"language": language(name) or said[0], "options": settings or said[1]}
    text = trimmed(_code_text(pre))
    return Element(FENCE, {key: value for key, value in attributes.items() if value}, [text])


def _own(inside: list[Element]) -> dict[str, str]:
    return inside[0].attributes if inside else {}


def described(attributes: Mapping[str, str]) -> tuple[str, str]:
    """The language and the fence options that a highlighter's attributes and classes name."""
    classes = attributes.get("class", "")
    named = next(filter(None, (attributes.get(name) for name in _LANGUAGE_ATTRIBUTES)), "")
    matches = (pattern.search(classes) for pattern in _CLASS_LANGUAGE)
    named = named or next((match[1] for match in matches if match), "") or _class_that_is_a_name(classes)
    start = _first(attributes, _START_ATTRIBUTES, _CLASS_START)
    numbers = "line-numbers" in classes or "linenums" in classes or is_yes(attributes.get("data-enlighter-linenumbers"))
    return language(named), options(
        numbers=numbers,
        start=start,
        highlighted=_first(attributes, _LINES_ATTRIBUTES, _CLASS_LINES),
    )


def _class_that_is_a_name(classes: str) -> str:
    """`php`, or `java:nogutter` and the like of the first highlighter that ran in browsers."""
    names = (one.partition(":")[0].lower() for one in classes.split())
    return next((name for name in names if name in LANGUAGES or name in {"c#", "c++"}), "")


def _first(attributes: Mapping[str, str], names: tuple[str, ...], pattern: re.Pattern[str]) -> str:
    named = next(filter(None, (attributes.get(name) for name in names)), "")
    found = pattern.search(attributes.get("class", ""))
    return named or (found[1] if found else "")


def _holds_more(pre: Element) -> bool:
    if any(_COLOURED.search(one.get("class")) for one in pre.elements()):
        return False
    return any(one.tag in _MATTERS and (one.tag != "a" or one.get("href")) for one in pre.elements())


def _code_text(pre: Element) -> str:
    """Its text, with the line ends that `<br>` and block elements make."""
    pieces: list[str] = []
    stack: list[Node | None] = [pre]
    while stack:
        node = stack.pop()
        if node is None:
            pieces.append("\n" if pieces and not pieces[-1].endswith("\n") else "")
        elif isinstance(node, str):
            pieces.append(node)
        elif node.tag == "br":
            pieces.append("\n")
        elif node.tag not in {"textarea", "button"}:
            if node.tag in _BLOCKS:
                stack.append(None)
            stack.extend(reversed(node.children))
    return "".join(pieces).replace("\r\n", "\n").replace("\r", "\n")
