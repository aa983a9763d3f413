"""Notes that a text keeps in paragraphs at its foot, as word processors write them, become footnotes too.

A number in the text leads to a paragraph, and the number with which that begins leads back:
`late<a href="#_ftn1" name="_ftnref1">[1]</a>` and `<p><a href="#_ftnref1" name="_ftn1">[1]</a> By ship.</p>`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from migrate.content.context import Context
from migrate.content.passes.footnotes import is_closed, may_be_note
from migrate.content.passes.stored_notes import NUMBER, is_wanted, trimmed
from migrate.patterns import rare_pattern
from migrate.tree import INLINE, NOTE, Element, Node, Tree

_LISTED = rare_pattern(r"\A\s*[\[(]?\d{1,3}[.):\]]*\s+")
_AROUND = frozenset({"sup", "span", "small", "strong", "b", "em", "i", "font", "u", "ins", "a"})
"""What stands around the number of a note."""
_BRACKETS = " \t\n\r\f\xa0[]()"
_BEHIND_NUMBER = " \t\n\r\f\xa0.:)]"
_BOXES = frozenset({"p", "div", "section", "aside", "footer"})


class NumberLink(NamedTuple):
    """The number of a note, which leads somewhere in the same text."""

    start: int
    """Where it begins among the children of what holds it: with an anchor in front of it, where that names it."""
    end: int
    leads_to: str
    names: frozenset[str]


class ParagraphNote(NamedTuple):
    """A line that begins with such a number: a paragraph, or what of one stands between two line ends."""

    line: list[Node]
    link: NumberLink
    words: list[Node]
    """Without the number."""
    way_back: str = ""
    """What stood behind the words, for readers to go back by."""


Lines = dict[int, list[tuple[list[Node], ParagraphNote | None]]]
"""The lines of paragraphs, by the paragraph, each with the note that it is."""


def paragraphs_to_footnotes(tree: Tree, context: Context) -> None:
    """Each note stands where the text refers to it, if nothing else stands between the notes or leads to one."""
    if not any("#" in one.get("href") and NUMBER.fullmatch(one.text().strip()) for one in tree.named("a")):
        return
    lines = _noted(tree)
    notes = {name: note for of_one in lines.values() for _, note in of_one if note for name in note.link.names}
    found = _found(tree, notes, lines) if notes else {}
    used = {one.leads_to for links in found.values() for one in links}
    lines = {key: [_used(line, note, used) for line, note in of_one] for key, of_one in lines.items()}
    if used and not _is_doubtful(tree, context, found, lines):
        _write(tree, found, notes)
        _take_out(tree, lines)
        context.replaced.extend(note.way_back for of_one in lines.values() for _, note in of_one if note)
        tree.changed()


def _found(tree: Tree, notes: dict[str, ParagraphNote], lines: Lines) -> dict[int, list[NumberLink]]:
    """The numbers that refer to notes to which one of them is led back, by what holds them."""
    found: dict[int, list[NumberLink]] = {}
    held = [(parent, list(_links(parent.children))) for parent in tree.elements if id(parent) not in lines]
    fit = {one.leads_to for _, links in held for one in links if _fit(one, notes)}
    seen = set(lines)
    for parent, all_links in held:
        links = [one for one in all_links if one.leads_to in fit] if id(parent) not in seen else []
        if links:
            found[id(parent)] = links
        inside = parent.children if id(parent) in seen else [parent.children[one.end - 1] for one in links]
        seen.update(id(one) for one in inside)
    return found


def _used(line: list[Node], note: ParagraphNote | None, used: set[str]) -> tuple[list[Node], ParagraphNote | None]:
    return line, note if note and used & note.link.names else None


def _fit(link: NumberLink, notes: dict[str, ParagraphNote]) -> bool:
    """Whether a number leads to a note that leads back to it."""
    note = notes.get(link.leads_to)
    return note is not None and note.link.leads_to in link.names


def _noted(tree: Tree) -> Lines:
    """The paragraphs in which there may be notes."""
    boxes = {id(_said(one)[0]): one for one in tree.named("div") if one.get("id") and _said(one)}
    found: Lines = {}
    for paragraph in tree.named("p"):
        around = boxes.get(id(paragraph))
        own = {one.get("id") for one in (paragraph, around) if one is not None} - {""}
        lines = [(line, _note(line, own)) for line in _lines(paragraph.children)]
        if any(note for _, note in lines):
            found[id(paragraph)] = lines
        if around is not None and len(lines) == 1 and (note := lines[0][1]):
            found |= _of_several(paragraph, _said(around)[1:], note)
    return found


def _of_several(first: Element, others: list[Node], note: ParagraphNote) -> Lines:
    """A note with a box of its own and the paragraphs that go on in it; nothing where those are none."""
    rest = [one for one in others if isinstance(one, Element) and one.tag == "p" and not any(_links(one.children))]
    if not rest or len(rest) < len(others):
        return {}
    parts = (note.words, *(one.children for one in rest))
    whole = note._replace(words=[Element("p", None, list(part)) for part in parts])  # what is taken out is emptied
    return {id(one): [(one.children, whole)] for one in (first, *rest)}


def _said(element: Element) -> list[Node]:
    """The children of an element that are more than space."""
    return [one for one in element.children if not isinstance(one, str) or one.strip()]


def _note(line: list[Node], own: set[str]) -> ParagraphNote | None:
    """The note that a line is, with the names of its paragraph; None where it begins with no number that leads back."""
    link = next(_links(line), None)
    if link is None or not _begins_note(line):
        return _note_by_name(line, own) if own else None
    words = line[link.end :]
    if words and isinstance(words[0], str):
        words = [words[0].lstrip(_BEHIND_NUMBER), *words[1:]]
    words = trimmed(words)
    return ParagraphNote(line, link._replace(names=link.names | own), words) if words else None


def _note_by_name(line: list[Node], own: set[str]) -> ParagraphNote | None:
    """The note that a paragraph with a name is, if it ends with a way back."""
    last = next(reversed(trimmed(line)), "")
    if isinstance(last, str) or last.tag != "a" or not last.get("href").startswith("#"):
        return None
    first, *words = trimmed([one for one in line if one is not last]) or [""]
    if isinstance(first, str):
        words = [_LISTED.sub("", first), *words]
    elif first.tag != "sup" or not NUMBER.fullmatch(first.text().strip()):
        words = [first, *words]
    link = NumberLink(0, 0, last.get("href")[1:], frozenset(own))
    return ParagraphNote(line, link, trimmed(words), last.text()) if any(map(_says, words)) else None


def _lines(children: Sequence[Node]) -> Iterator[list[Node]]:
    """Children between line ends behind which a number stands that leads somewhere."""
    line: list[Node] = []
    for is_end, group in groupby(children, key=_ends_line):
        part = list(group)
        if not is_end and line and _ends_line(line[-1]) and _begins_note(part):
            yield line[:-1]
            line = []
        line += part
    yield line


def _ends_line(node: Node) -> bool:
    return isinstance(node, Element) and node.tag == "br"


def _begins_note(line: Sequence[Node]) -> bool:
    """Whether a number that leads somewhere comes first."""
    link = next(_links(line), None)
    return link is not None and not any(map(_says, line[: link.start]))


def _says(node: Node) -> bool:
    """Whether a node is more than space, a bracket, or an empty anchor."""
    return bool((node if isinstance(node, str) else node.text()).strip(_BRACKETS))


def _links(children: Sequence[Node]) -> Iterator[NumberLink]:
    """The numbers among children that lead somewhere, each with its names: its own, and those of anchors before it."""
    start = -1
    names: set[str] = set()
    for at, child in enumerate(children):
        own = _names(child)
        if own and not _says(child):
            names, start = names | own, at if start < 0 else start
            continue
        if isinstance(child, Element) and child.tag in _AROUND and (leads_to := _leads(child)):
            yield NumberLink(at if start < 0 else start, at + 1, leads_to, frozenset(names | own))
        if isinstance(child, Element) or _says(child):
            names, start = set(), -1


def _names(node: Node) -> set[str]:
    """The names of places in an element that may stand around a number."""
    elements = node.elements() if isinstance(node, Element) and node.tag in _AROUND else ()
    return {one.get(key) for one in elements for key in ("id", "name")} - {""}


def _leads(element: Element) -> str:
    """The place to which a number leads that is all there is in an element; empty for everything else."""
    links = [one for one in element.elements() if one.tag == "a" and "#" in one.get("href")]
    text = element.text().strip()
    if len(links) != 1 or not NUMBER.fullmatch(text) or links[0].text().strip(_BRACKETS) != text.strip(_BRACKETS):
        return ""
    return links[0].get("href").rpartition("#")[2]


def _is_doubtful(tree: Tree, context: Context, found: dict[int, list[NumberLink]], lines: Lines) -> bool:
    """Whether a number or a note is where none can be, words stand between the notes, or more leads to them."""
    notes = list({id(note): note for of_one in lines.values() for _, note in of_one if note}.values())
    links = [*(one for of_one in found.values() for one in of_one), *(note.link for note in notes)]
    names = {name for link in links for name in link.names}
    leading = [one for one in tree.named("a") if one.get("href").rpartition("#")[2] in names]
    closed = {id(inner) for one in tree.elements if is_closed(one) for inner in one.elements()}
    inside = [one for note in notes for node in note.words if isinstance(node, Element) for one in node.elements()]
    return (
        len(leading) != len(links)
        or not closed.isdisjoint({*found, *lines})
        or any(not may_be_note(one) or (one.tag == "a" and _leads(one)) for one in inside)
        or is_wanted(names, context)
        or not _stand_together(tree, lines)
    )


def _stand_together(tree: Tree, lines: Lines) -> bool:
    """Whether nothing is said between the notes."""
    said = list(_spoken(tree.root, lines))
    first, last = said.index(True), len(said) - said[::-1].index(True)
    return all(said[first:last])


def _spoken(root: Element, lines: Lines) -> Iterator[bool]:
    """All that is said in order, by whether it is a note."""
    stack: list[Node] = [root]
    while stack:
        node = stack.pop()
        if isinstance(node, str):
            yield from (False,) if _says(node) else ()
        elif id(node) in lines:
            yield from (note is not None for line, note in lines[id(node)] if note or any(map(_says, line)))
        else:
            stack.extend(reversed(node.children))


def _write(tree: Tree, found: dict[int, list[NumberLink]], notes: dict[str, ParagraphNote]) -> None:
    """Notes in the place of the numbers, without the brackets around them."""
    for parent in tree.elements:
        for link in reversed(found.get(id(parent), [])):
            note = Element(NOTE, {"name": link.leads_to, INLINE: "true"}, list(notes[link.leads_to].words))
            before, behind = parent.children[: link.end - 1], parent.children[link.end :]
            if before and behind and isinstance(before[-1], str) and isinstance(behind[0], str):
                for opening, closing in ("[]", "()"):
                    if before[-1].endswith(opening) and behind[0].startswith(closing):
                        before[-1], behind[0] = before[-1][:-1], behind[0][1:]
            text = [one for one in before[link.start :] if isinstance(one, str)]
            parent.children = [*before[: link.start], *text, note, *behind]


def _take_out(tree: Tree, lines: Lines) -> None:
    """Leave the notes out, what held nothing else, and the line above them if nothing follows."""
    gone: set[int] = set()
    for parent in reversed(list(tree.root.elements())):
        children = parent.children
        first = next((at for at, one in enumerate(children) if isinstance(one, Element) and id(one) in gone), None)
        if id(parent) in lines:
            parent.children = _joined([line for line, note in lines[id(parent)] if note is None])
        elif first is not None:
            kept = [one for one in children if isinstance(one, str) or id(one) not in gone]
            parent.children = kept if any(map(_stays, kept[first:])) else _without_end(kept)
        else:
            continue
        if parent.tag in _BOXES and not any(map(_stays, parent.children)):
            gone.add(id(parent))


def _without_end(children: list[Node]) -> list[Node]:
    """Children up to the last that says something."""
    last = max((at for at, one in enumerate(children) if _stays(one)), default=-1)
    return children[: last + 1]


def _joined(lines: Sequence[Sequence[Node]]) -> list[Node]:
    """The lines of a paragraph that stay."""
    return [node for at, line in enumerate(lines) for node in ([Element("br")] if at else []) + list(line)]


def _stays(node: Node) -> bool:
    """Whether something is said by a node: by anything but space, line ends, and lines."""
    return bool(node.strip()) if isinstance(node, str) else node.tag not in {"hr", "br"}
