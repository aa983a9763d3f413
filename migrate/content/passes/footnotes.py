"""The notes that WordPress lists at the foot of a post become footnotes, as an author goes on writing them."""

from __future__ import annotations

from collections.abc import Sequence

from migrate.content.context import Context
from migrate.content.transform import replace_elements
from migrate.table_rows import is_regular, table_rows
from migrate.tree import INLINE, NOTE, SHORTCODE, Element, Node, Tree

_LISTED = "wp-block-footnotes"
_CLOSED = frozenset({"figure", "details", SHORTCODE})
"""Elements in which no note can be."""
_WHOLE = frozenset({"table", "hr", "dl", "form", "h1", "h2", "h3", "h4", "h5", "h6"}) | _CLOSED
"""Elements that no note holds."""
_NOT_IN_CELLS = frozenset({"ul", "ol", "blockquote", "pre", "dt", "dd"}) | _WHOLE
_SIDES = frozenset({"alignleft", "alignright", "alignwide", "alignfull", "aligncenter"})
_CLOSED_BY_CLASS = frozenset({"wp-block-columns", "wp-block-media-text"})


def listed_to_footnotes(tree: Tree, context: Context) -> None:
    """Each note of the list stands where the text refers to it; those that nothing refers to stay in the list."""
    lists = [one for one in tree.elements if _LISTED in one.classes]
    notes = {note.get("id"): note for one in lists for note in one.children if isinstance(note, Element)}
    fit = {name: _without_way_back(name, note) for name, note in notes.items() if name and may_be_note(note)}
    if not fit or _refer_from_within(tree):
        return
    used: set[str] = set()

    def rule(element: Element, context: Context) -> Sequence[Node]:
        name = _referred(element)
        if name not in fit:
            return [element]
        used.add(name)
        return [Element(NOTE, {"name": name, INLINE: "true"}, list(fit[name]))]

    replace_elements(tree, {"sup": rule}, context)
    for one in lists:
        one.children = [note for note in one.children if isinstance(note, str) or note.get("id") not in used]
    tree.changed()


def notes_behind_links(tree: Tree, context: Context) -> None:
    """A note is a link itself, and none stands in another: one that a link holds stands behind it."""

    def rule(link: Element, context: Context) -> Sequence[Node]:
        notes = [one for one in link.elements() if one.tag == NOTE]
        for holder in link.elements() if notes else ():
            holder.children = [one for one in holder.children if isinstance(one, str) or one.tag != NOTE]
        return [link, *notes]

    replace_elements(tree, {"a": rule}, context)


def _refer_from_within(tree: Tree) -> bool:
    """Whether a note is referred to where none can be: in calls of shortcodes and what may stay HTML. No page counts
    its notes twice, so that then all of them stay as WordPress shows them.
    """
    closed = filter(is_closed, tree.elements)
    return any(_referred(inner) for one in closed for inner in one.elements() if inner.tag == "sup")


def is_closed(element: Element) -> bool:
    """Whether no note can be in an element: it is a call of a shortcode, or may stay HTML."""
    if element.tag == "table":
        return not _is_plain(element)
    if element.tag == "figure":
        return not _is_around_table(element)
    return element.tag in _CLOSED or not _CLOSED_BY_CLASS.isdisjoint(element.classes)


def may_be_note(element: Element) -> bool:
    """Whether all that an element holds can stand at the foot of a page."""
    return _WHOLE.isdisjoint(one.tag for one in element.elements())


def _is_plain(table: Element) -> bool:
    """Whether Markdown can say a table with lines of text in its cells."""
    rows = table_rows(table)
    has_caption = any(isinstance(one, Element) and one.tag == "caption" for one in table.children)
    inside = {one.tag for row in rows for cell in row for one in cell.elements()}
    return not has_caption and is_regular(rows) and inside.isdisjoint(_NOT_IN_CELLS)


def _is_around_table(figure: Element) -> bool:
    """Whether there is but a table in a figure, which stands anywhere."""
    said = [one for one in figure.children if not isinstance(one, str) or one.strip()]
    tags = [one if isinstance(one, str) else one.tag for one in said]
    return tags == ["table"] and _SIDES.isdisjoint(figure.classes)


def _referred(element: Element) -> str:
    """The note that a raised number refers to: `<sup><a href="#ID" id="ID-link">1</a></sup>`."""
    link = element.children[0] if len(element.children) == 1 else ""
    if isinstance(link, str) or link.tag != "a":
        return ""
    name = link.get("href").removeprefix("#")
    return name if link.get("id") == f"{name}-link" else ""


def _without_way_back(name: str, note: Element) -> list[Node]:
    kept = [one for one in note.children if isinstance(one, str) or one.get("href") != f"#{name}-link"]
    return [*kept[:-1], kept[-1].rstrip()] if kept and isinstance(kept[-1], str) else kept
