"""`<pre>` to fences: the language and options from whatever its highlighter wrote, the code as plain text.

A `<pre>` in which a link, a picture or emphasis stands is no program and stays HTML.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from migrate.content.context import Context
from migrate.content.shared.fences import fence
from migrate.content.shared.highlighting import trimmed
from migrate.content.transform import replace_elements, within
from migrate.patterns import rare_pattern
from migrate.tree import FENCE, Element, Node, Tree

_CELLS = frozenset({"td", "th"})
_HOLD_LISTINGS = frozenset({"body", "div", "blockquote", "section", "article", "li", "dd"})
_CODE = frozenset({"code", "tt"})
_COMMANDS = """
apt apt-get brew cat cd chmod chown composer cp curl dnf docker echo export git grep import kill ls make mkdir mv npm
pip pip3 print python python3 return rm rsync scp ssh sudo systemctl tar touch vim wget wp yarn yum
"""
_PROGRAM = rare_pattern(
    rf"[(){{}}\[\]=;<>$#:/|&%@\\]|^[ \t]*(?:{'|'.join(_COMMANDS.split())})[ \t]|[ \t]--?\w", re.MULTILINE
)
"""A sign, a command or an option: what tells a program from words that were set as code."""
_ONLY_LINES = _CODE | {"br"}
_LINE_NUMBERS = re.compile(r"(?:^|\s)(?:line_numbers|linenos?|gutter|crayon-nums|rouge-gutter|hljs-ln)(?:\s|$)")


def code_to_fences(tree: Tree, context: Context) -> None:
    """Every `<pre>` of code becomes a fence, but for those in cells; inline code of highlighters becomes `<code>`."""
    replace_elements(tree, {"span": _inline_code, "table": _numbered}, context)
    in_cells = within(tree, _CELLS)

    def rule(element: Element, context: Context) -> Sequence[Node]:
        return [element] if id(element) in in_cells else _pre(element)

    def older(element: Element, context: Context) -> Sequence[Node]:
        pre = Element("pre", element.attributes, element.children)
        return [pre] if id(element) in in_cells else _pre(pre)

    replace_elements(tree, {"pre": rule, "xmp": older, "listing": older, "textarea": _textarea}, context)


def lines_to_fences(tree: Tree, context: Context) -> None:
    """Paragraphs of nothing but `<code>` become a fence where one of them has several lines.

    Words alone, without any of the signs that programs are full of, stay as they are: an address, a verse.
    """
    listings = {id(one) for one in tree.named("p") if _begins_with_code(one)}
    for parent in tree.elements if listings else ():
        if parent.tag in _HOLD_LISTINGS and any(
            id(child) in listings and _lines_of_code(child) > 1 for child in parent.children
        ):
            parent.children = list(_with_listings(parent.children))
            tree.changed()


def _begins_with_code(paragraph: Element) -> bool:
    """Whether code is the first that stands there, which is seen much sooner than that nothing else does."""
    for child in paragraph.children:
        if isinstance(child, Element):
            return child.tag in _CODE
        if child.strip():
            return False
    return False


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
    if not isinstance(node, Element) or node.tag != "p" or not _begins_with_code(node):
        return 0
    inside = [child for child in node.children if not isinstance(child, str) or child.strip()]
    elements = [one for one in node.elements() if one is not node]
    alone = all(isinstance(child, Element) and child.tag in _ONLY_LINES for child in inside)
    if not alone or not _starts_lines(inside) or any(one.tag not in _ONLY_LINES for one in elements):
        return 0
    return 1 + _as_lines(node).strip().count("\n")


def _starts_lines(inside: Sequence[Node]) -> bool:
    """Whether code comes first, and behind each piece of it a line ends before the next begins."""
    codes = [at for at, child in enumerate(inside) if isinstance(child, Element) and child.tag in _CODE]
    return bool(codes) and codes[0] == 0 and all(after - before > 1 for before, after in pairwise(codes))


def _as_lines(paragraph: Element) -> str:
    """Code in which `<br>` alone ends a line, and only spaces that do not break indent one."""
    lines = "".join(_pieces(paragraph)).split("\n")
    return "\n".join(line.strip(" ").replace("\u00a0", " ").rstrip(" ") for line in lines)


def _pieces(element: Element) -> Iterator[str]:
    for child in element.children:
        if isinstance(child, Element):
            yield from ("\n",) if child.tag == "br" else _pieces(child)
        elif element.tag in _CODE:
            yield child.replace("\n", " ")


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
