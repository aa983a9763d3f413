"""Inline styles that say what an element says too, or take away what one says: bold, italic, lines, small and raised.

The text keeps the look that readers saw. A style on a whole block is the theme's affair, and code has its own colours.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from migrate.content.context import Context
from migrate.content.transform import within
from migrate.tree import Element, Node, Tree

_SAYS = re.compile(r"font-(?:weight|style)|font\s*:|text-decoration|vertical-align", re.I)
_COMMENT = re.compile(r"/\*.*?\*/", re.S)
_LOOKS = {
    "b": "strong", "strong": "strong", "i": "em", "em": "em", "cite": "", "u": "u", "ins": "u",
    "s": "del", "strike": "del", "del": "del", "sub": "sub", "sup": "sup",
    **dict.fromkeys(("span", "font", "a", "small", "big", "abbr", "acronym", "label", "mark", "q"), ""),
}  # fmt: skip
"""The elements of a line of text, and what each says by itself."""
_UNDONE_INSIDE = frozenset({"strong", "em"})
"""Looks that an element inside another can take back; a line below or through words cannot be."""
_RAISED = frozenset({"sub", "sup"})
_CODE = frozenset({"pre", "textarea"})


def styles_to_elements(tree: Tree, context: Context) -> None:
    """Put words whose style says so into the element that says the same, and take those out that it excepts."""
    styled = [
        one
        for one in tree.attributed
        if "style" in one.attributes and one.tag in _LOOKS and _SAYS.search(one.get("style"))
    ]
    if not styled:
        return
    in_code = within(tree, _CODE) if not tree.tags.isdisjoint(_CODE) else set()
    excepted: dict[int, set[str]] = {}
    for element in styled:
        if id(element) not in in_code:
            excepted[id(element)] = _apply(element, dict(_said(element.get("style"))))
    tree.changed()
    if any(excepted.values()):
        _except(tree, excepted)


def _apply(element: Element, said: dict[str, bool]) -> set[str]:
    """Give one element the look of its style. Answers the looks of those around it that it is without."""
    own = _LOOKS[element.tag]
    if said.get(own) is False:
        element.tag, own = "span", ""
    added = [look for look, shown in said.items() if shown and look != own]
    if element.tag == "a":
        added = [look for look in added if look != "u"]  # links are underlined anyway
    if any(one.tag in _RAISED for one in element.elements()):
        added = [look for look in added if look not in _RAISED]
    for look in reversed(added):
        element.children = [Element(look, {}, element.children)]
    return {look for look, shown in said.items() if not shown and look in _UNDONE_INSIDE}


def _said(style: str) -> Iterator[tuple[str, bool]]:
    """Each look that a style speaks of, and whether it wants it."""
    for declaration in _COMMENT.sub("", style).lower().split(";"):
        name, _, value = declaration.replace("!important", "").partition(":")
        name, value = name.strip(), value.strip()
        if value in ("", "inherit"):
            continue
        if name == "font":
            yield from (("strong", any(map(_is_bold, value.split()))), ("em", _is_italic(value)))
        elif name == "font-weight" and (
            _is_bold(value) or value.isdigit() or value in ("normal", "lighter", "initial")
        ):
            yield "strong", _is_bold(value)
        elif name == "font-style":
            yield "em", _is_italic(value)
        elif name in ("text-decoration", "text-decoration-line"):
            yield from (("u", "underline" in value), ("del", "line-through" in value))
        elif name == "vertical-align" and value in ("super", "sub"):
            yield ("sup" if value == "super" else "sub"), True


def _is_bold(value: str) -> bool:
    return value in ("bold", "bolder") or (value.isascii() and value.isdigit() and 600 <= int(value[:4]) <= 1000)


def _is_italic(value: str) -> bool:
    return "italic" in value or "oblique" in value


def _except(tree: Tree, excepted: dict[int, set[str]]) -> None:
    """Part every bold or slanted element around words without that look: it goes on before and behind them."""
    holds: dict[int, set[str]] = {key: looks for key, looks in excepted.items() if looks}
    for element in reversed(tree.elements):
        inside = set().union(*(holds.get(id(child), ()) for child in element.children))
        if not inside:
            continue
        holds[id(element)] = holds.get(id(element), set()) | inside
        look = _LOOKS.get(element.tag, "")
        if look in inside:
            element.children = _parted(element.children, look, holds, excepted)
            element.tag = "span"
    tree.changed()


def _parted(children: list[Node], look: str, holds: dict[int, set[str]], excepted: dict[int, set[str]]) -> list[Node]:
    """Children in elements of a look, but for those parts that are without it."""
    parted: list[Node] = []
    run: list[Node] = []
    for child in [*children, None]:
        if child is not None and look not in holds.get(id(child), ()):
            run.append(child)
            continue
        if any(not isinstance(one, str) or one.strip() for one in run):
            run = [Element(look, {}, run)]
        parted += run
        run = []
        if isinstance(child, Element):
            if look not in excepted.get(id(child), ()):
                child.children = _parted(child.children, look, holds, excepted)
            parted.append(child)
    return parted
