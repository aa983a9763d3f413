"""Notes that a text itself lists at its foot, as converters and plugins stored them, become footnotes too.

A raised number leads to an entry of a numbered list, and the entry back to that number:
`<sup id="fnref:1"><a href="#fn:1">1</a></sup>` and `<li id="fn:1">Words. <a href="#fnref:1">back</a></li>`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from migrate.content.context import Context
from migrate.content.passes.footnotes import is_closed, may_be_note
from migrate.content.transform import replace_elements
from migrate.patterns import rare_pattern
from migrate.tree import INLINE, NOTE, Element, Node, Tree

NUMBER = rare_pattern(r"\W{0,2}\w{1,4}\W{0,2}")
"""How the number of a note is written: with a bracket or a dot, or as a letter."""
_SPACES = " \t\n\r\f\xa0"


class RaisedNumber(NamedTuple):
    """A number that refers to a note."""

    note: str
    """The id of the entry that it leads to."""
    place: str
    """Its own, to which the entry leads back."""


def stored_to_footnotes(tree: Tree, context: Context) -> None:
    """Each note stands where the text refers to it, if all of its list can, and nothing else leads to one of them."""
    if "sup" not in tree.tags:
        return
    found = {id(one): way for one in tree.named("sup", "a") if (way := _raised_number(one))}
    places: defaultdict[str, set[str]] = defaultdict(set)
    for note, place in found.values():
        places[note].add(place)
    lists = [one for one in tree.named("ol") if any(entry.get("id") in places for entry in _entries(one))]
    entries = [entry for one in lists for entry in _entries(one)]
    notes = {entry.get("id"): _words(entry, places) for entry in entries}
    fit = lists and all(notes.values()) and len(notes) == len(entries)
    names = set(places).union(*places.values())
    if not fit or _is_doubtful(tree, found, names, lists) or is_wanted(names, context):
        return

    def rule(element: Element, context: Context) -> Sequence[Node]:
        way = found.get(id(element))
        if way is None or way.note not in notes:
            return [element]
        return [Element(NOTE, {"name": way.note, INLINE: "true"}, list(notes[way.note]))]

    backs = [one for entry in entries for one in entry.elements() if one.get("href")[1:] in places[entry.get("id")]]
    context.replaced.extend(one.text() for one in backs)
    replace_elements(tree, {"sup": rule, "a": rule}, context)
    for parent in tree.elements:
        parent.children = _without_lists(parent, lists)
    tree.changed()


def _entries(element: Element) -> list[Element]:
    return [one for one in element.children if isinstance(one, Element)]


def _only(element: Element, tag: str) -> Element | None:
    """The element with a tag that is all there is in another."""
    inside = [one for one in element.children if not isinstance(one, str) or one.strip(_SPACES)]
    only = inside[0] if len(inside) == 1 else ""
    return only if isinstance(only, Element) and only.tag == tag else None


def _raised_number(element: Element) -> RaisedNumber | None:
    inner = _only(element, "a" if element.tag == "sup" else "sup")
    if inner is None or not NUMBER.fullmatch(element.text().strip()):
        return None
    link = inner if element.tag == "sup" else element
    place = element.get("id") or inner.get("id") or link.get("name")
    sign, note = link.get("href")[:1], link.get("href")[1:]
    return RaisedNumber(note, place) if sign == "#" and note and place else None


def _words(entry: Element, places: Mapping[str, set[str]]) -> list[Node]:
    """What a note says, without the way back; nothing where it is no note, or none that can be a footnote."""
    backs = {f"#{place}" for place in places.get(entry.get("id"), ())}
    leads_back = any(one.get("href") in backs for one in entry.elements())
    if entry.tag != "li" or not leads_back or not may_be_note(entry):
        return []
    words = trimmed(_without(entry, backs).children)
    only = _only(Element("li", None, words), "p")
    return trimmed(only.children) if only else words


def _without(element: Element, backs: Collection[str]) -> Element:
    """An element without the links that lead back, and what held nothing else."""
    kept: list[Node] = []
    for child in element.children:
        if isinstance(child, str):
            kept.append(child)
        elif child.get("href") not in backs:
            inside = _without(child, backs)
            said = not child.children or any(not isinstance(one, str) or one.strip(_SPACES) for one in inside.children)
            kept += [inside] if said else []
    return Element(element.tag, element.attributes, kept)


def trimmed(nodes: list[Node]) -> list[Node]:
    """Nodes without white space around them."""
    while nodes and isinstance(nodes[-1], str) and not nodes[-1].strip(_SPACES):
        nodes = nodes[:-1]
    while nodes and isinstance(nodes[0], str) and not nodes[0].strip(_SPACES):
        nodes = nodes[1:]
    if nodes and isinstance(nodes[-1], str):
        nodes = [*nodes[:-1], nodes[-1].rstrip(_SPACES)]
    return [nodes[0].lstrip(_SPACES), *nodes[1:]] if nodes and isinstance(nodes[0], str) else nodes


def _is_doubtful(
    tree: Tree, found: Mapping[int, RaisedNumber], names: Collection[str], lists: Sequence[Element]
) -> bool:
    """Whether a number is where no note can be, words between notes, or another link of the text leads to either."""
    noted = {id(inner) for one in lists for inner in one.elements()}
    closed = {id(inner) for one in tree.elements if is_closed(one) for inner in one.elements()}
    numbers = {id(inner) for one in tree.elements if id(one) in found for inner in one.elements()}
    leading = [one for one in tree.named("a") if one.get("href")[1:] in names and id(one) not in numbers | noted]
    between = any(isinstance(child, str) and child.strip() for one in lists for child in one.children)
    return bool(leading) or between or any(one in noted or one in closed for one in found)


def is_wanted(names: set[str], context: Context) -> bool:
    """Whether another page leads to one of these places."""
    others = (one for one in context.library.wanted() if one.page != context.item.key)
    return any(not names.isdisjoint(one.names) for one in others)


def _without_lists(parent: Element, lists: Sequence[Element]) -> list[Node]:
    """Children without the lists, and without the line above one that stands with it in a box."""
    if not any(child is one for child in parent.children for one in lists):
        return parent.children
    rest = [child for child in parent.children if not any(child is one for one in lists)]
    said = [one for one in rest if not isinstance(one, str) or one.strip()]
    is_box = parent.tag in {"div", "section", "aside", "footer"}
    return [] if is_box and all(isinstance(one, Element) and one.tag == "hr" for one in said) else rest
