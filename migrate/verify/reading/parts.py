"""What single elements say to a reader beside their words: of lists, tables, galleries, formulas and code."""

from __future__ import annotations

import re

from migrate.tree import Element
from migrate.verify.reading.shortcodes import COLUMNS

_ALIGNED = re.compile(r"text-align:\s*(left|right|center)")
_SIDES = frozenset({"left", "right", "center"})


def explained(element: Element) -> str:
    """How an element is called that explains its words in a title, with that title."""
    title = "_".join(element.get("title").split())
    return f"{element.tag}={title}" if title else element.tag


def spans_of(element: Element) -> str:
    """How many columns and rows a cell takes, if more than one."""
    return "".join(f" {name}={element.get(name)}" for name in ("colspan", "rowspan") if element.get(name, "1") != "1")


def columns_of(gallery: Element) -> str:
    """How many columns a gallery has."""
    return gallery.get("style").partition(COLUMNS)[2].partition(";")[0].strip()


def side_of(cell: Element) -> str:
    """On which side the words of a cell stand, after a space, if it says so."""
    styled = _ALIGNED.search(cell.get("style"))
    side = styled[1] if styled else (cell.get("align") or cell.get("data-align")).lower()
    return f" {side}" if side in _SIDES else ""


def without_way_back(note: Element) -> Element:
    """A footnote without the link to where it is referred to."""
    for one in note.elements():
        one.children = [
            child for child in one.children if isinstance(child, str) or "footnote-backref" not in child.classes
        ]
    return note


def number_of(text: str, otherwise: int) -> int:
    """A number of a list, or `otherwise` where a browser reads none."""
    text = text.strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else otherwise


def formula_of(element: Element) -> str:
    """The TeX that a formula was made of; where it is not said, its signs."""
    tex = next((one.text() for one in element.elements() if one.tag == "annotation"), element.text())
    return " ".join(tex.replace("\u200b", "").split())


def code_text(element: Element) -> str:
    """The text of code, with its lines."""
    return "".join(
        child if isinstance(child, str) else "\n" if child.tag == "br" else code_text(child)
        for child in element.children
    )
