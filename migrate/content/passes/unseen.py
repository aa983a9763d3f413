"""Sets apart what a style of its own hides from visitors, as links of intruders are hidden in texts of old blogs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set

from migrate.content.context import Context
from migrate.content.shared.apart import set_apart
from migrate.content.shared.hiding import is_unseen, shown_style
from migrate.content.shared.stylesheets import hiding_selectors, taken
from migrate.tree import INLINE, Element, Node, Tree, as_html, parse
from migrate.visibility.parts import Audience

_NAMED = frozenset({"id", "class"})
"""By which a theme may open what has them."""
_ROW_GROUPS = frozenset({"thead", "tbody", "tfoot"})
_CELLS = frozenset({"td", "th"})
_ENTRIES = {
    **dict.fromkeys(("ul", "ol", "menu", "dir"), frozenset({"li"})),
    "dl": frozenset({"dt", "dd", "div"}),
    "tr": _CELLS,
    **dict.fromkeys(_ROW_GROUPS, frozenset({"tr"})),
    "table": _ROW_GROUPS | {"caption"},
    **dict.fromkeys(("select", "optgroup"), frozenset({"option", "optgroup"})),
    "details": frozenset({"summary"}),
}
"""What is seen of the one is seen of the other: without entries there is nothing to see."""
_PARTS = frozenset[str]().union(*_ENTRIES.values())
_OF_ROWS = _ROW_GROUPS | {"table"}
_IN_TABLE = _ROW_GROUPS | {"tr"}
_DETAILS = "details"
_HOLD_LINES = frozenset("p div ul ol menu dir li dl dt dd blockquote table thead tbody tfoot tr td th caption".split())  # noqa: SIM905
"""What holds the first line of an entry."""
_ON_LINES = _HOLD_LINES | frozenset("pre hr figure details form h1 h2 h3 h4 h5 h6".split())  # noqa: SIM905
"""What stands on lines of its own."""
_OPENING = frozenset({"script", "button", "label"})
"""What may open something elsewhere in the text."""
_CLICKED = frozenset({"checkbox", "radio", "button", "submit", "image", "reset"})
"""Fields that may do so too; into others people write, or they are hidden themselves."""


def hide_unseen(tree: Tree, context: Context) -> None:
    """Set apart what is hidden and what nothing opens. What a script or a theme may open is shown."""
    hiding = [one for one in tree.attributed if one.tag[0] != ":" and is_unseen(one)]
    closed = _closed(tree)
    if not hiding and not closed:
        return
    gone = set[int]()
    if context.options.hidden != "show" and not _is_opened(tree, {id(one) for one in (*hiding, *closed)}):
        chosen = _chosen(tree)
        hidden = [*closed, *filter(_is_for_nobody, hiding)]
        gone = {id(_without_place(one)) for one in hidden if id(one) not in chosen and _is_entry_or_says(one)}
    for one in hiding:
        _show(one)
    if gone:
        _hide_holders(tree, gone)
        _put_apart(tree.root, gone, context)
    tree.changed()


def _show(node: Element) -> None:
    """Let nothing hide an element itself; else what is set apart would be set apart in itself again."""
    node.attributes.pop("hidden", None)
    if (style := node.attributes.pop("style", "")) and (shown := shown_style(style)).strip("; "):
        node.attributes["style"] = shown


def _chosen(tree: Tree) -> set[int]:
    """The entries of fields that are seen before anybody opens these, although they are in no list then."""
    chosen = set[int]()
    for field in tree.named("select"):
        entries = [one for one in field.elements() if one.tag == "option"]
        chosen.update(id(one) for one in entries if one is entries[0] or "selected" in one.attributes)
    return chosen


def _closed(tree: Tree) -> list[Element]:
    """What a style sheet in the text itself hides."""
    sheets = "".join(one.text() for one in tree.named("style"))
    selectors = hiding_selectors(sheets) if sheets else ()
    return taken(tree.elements, selectors) if selectors else []


def _is_for_nobody(node: Element) -> bool:
    """Whether no theme may open a hidden element."""
    given = node.attributes
    return _NAMED.isdisjoint(given) and not any(name.startswith("data-") for name in given)


def _is_entry_or_says(node: Element) -> bool:
    """Whether there is something to hide, be it an entry with nothing in it."""
    is_empty = node.tag in _PARTS and not any(isinstance(one, Element) for one in node.children)
    return is_empty or bool(node.text().strip())


def _without_place(node: Element) -> Element:
    """What is hidden of an element: of a cell that keeps its place only what it holds."""
    if node.tag not in _CELLS or "hidden" in node.attributes or "none" in node.get("style"):
        return node
    node.children = [Element("div", {}, node.children)]
    inside = node.children[0]
    assert isinstance(inside, Element)
    return inside


def _entries(parent: Element) -> list[Element]:
    wanted = _ENTRIES.get(parent.tag, ())
    return [one for one in parent.children if isinstance(one, Element) and one.tag in wanted]


def _hide_holders(tree: Tree, gone: set[int]) -> None:
    """Take lists, tables and the like of which every entry is hidden for hidden themselves."""
    for parent in reversed(tree.elements):
        if parent.tag in _ENTRIES and not (parent.tag == _DETAILS and "open" in parent.attributes):
            entries = _entries(parent)
            if entries and all(id(one) in gone for one in entries) and not _says_more(parent, entries):
                gone.add(id(parent))


def _says_more(parent: Element, entries: list[Element]) -> bool:
    """Whether something is seen beside the entries. What is closed shows nothing."""
    known = {id(one) for one in entries}
    others = (one for one in parent.children if id(one) not in known)
    return parent.tag != _DETAILS and any((one if isinstance(one, str) else one.text()).strip() for one in others)


def _put_apart(root: Element, gone: Set[int], context: Context) -> None:
    stack = [root]
    while stack:
        element = stack.pop()
        if element.tag in _ENTRIES and element.tag not in _OF_ROWS:
            _move_entries(element, gone, context)
        element.children = [one for child in element.children for one in _seen(child, gone, context)]
        stack += [one for one in reversed(element.children) if isinstance(one, Element)]


def _seen(node: Node, gone: Set[int], context: Context) -> Iterator[Node]:
    """What stands in the tree for a node: of a table in front of it what is hidden of its rows."""
    if isinstance(node, str):
        yield node
    elif id(node) in gone:
        yield from _apart([node], node, context)
    else:
        for part in _hidden_of_table(_table_in(node), gone):
            yield from _apart([part], part, context)
        yield node


def _apart(shown: Iterable[Node], node: Element, context: Context) -> list[Node]:
    """The sign of these nodes, which are a hidden one or all in it."""
    html = "".join(map(as_html, shown)).strip()
    if not node.text().strip():
        return []
    if node.tag in _IN_TABLE:
        html = f"<table>{html}</table>"
    return parse(set_apart(html, Audience.NOBODY, f"<{node.tag}> that its style hides", context)).children


def _table_in(node: Element) -> Element | None:
    """The table that an element is, or that stands in it as a figure."""
    held: Element | None = node
    while held and held.tag == "figure":
        held = next((one for one in held.children if isinstance(one, Element) and one.tag in {"figure", "table"}), None)
    return held if held and held.tag == "table" else None


def _hidden_of_table(table: Element | None, gone: Set[int]) -> Iterator[Element]:
    """The hidden rows, groups of rows and captions of a table, taken out of it. Without rows a caption is text."""
    if table is None:
        return
    for parent in [table, *(one for one in _entries(table) if id(one) not in gone)]:
        parts = [one for one in _entries(parent) if id(one) in gone]
        parent.children = [one for one in parent.children if id(one) not in gone]
        yield from parts
    left = _entries(table)
    if all(one.tag == "caption" for one in left):
        for one in (table, *left):
            one.tag = "div"


def _move_entries(parent: Element, gone: Set[int], context: Context) -> None:
    """Set entries apart that are hidden beside others: the next one that is seen takes the sign of them."""
    entries = _entries(parent)
    seen = [one for one in entries if id(one) not in gone]
    if len(seen) == len(entries):
        return
    if parent.tag == _DETAILS:
        parent.tag, parent.attributes = "div", {}
        return
    taker = seen[-1]
    for entry in reversed(entries):
        if id(entry) in gone:
            _put(_apart(entry.children, entry, context), taker)
        else:
            taker = entry
    parent.children = [one for one in parent.children if id(one) not in gone]


def _put(nodes: list[Node], into: Element) -> None:
    """In the first line of an entry, at its beginning, or behind it what has lines of its own."""
    place, first = into, _first(into)
    while isinstance(first, Element) and first.tag in _HOLD_LINES:
        place, first = first, _first(first)
    children = place.children
    end = next(
        (at for at, one in enumerate(children) if isinstance(one, Element) and one.tag in _ON_LINES), len(children)
    )
    signs = [one for one in nodes if isinstance(one, Element)]
    if isinstance(first, Element) and first.tag in _ON_LINES:
        end = len(children)  # there is no such line: in a shortcode one with nothing but a sign would be empty
    elif all(INLINE in one.attributes for one in signs):
        end = 0
    for one in signs:
        one.attributes[INLINE] = "true"
    children[end:end] = nodes


def _first(element: Element) -> Node | None:
    return next((one for one in element.children if isinstance(one, Element) or one.strip()), None)


def _places(tree: Tree, hiding: Set[int]) -> set[str]:
    """The names of places that readers see anyway, so that a link to one only leads there.

    One that holds something hidden, or stands in it, may be what the link opens.
    """
    inside, around = {*hiding}, {*hiding}
    for element in tree.elements:
        if id(element) in inside:
            inside.update(map(id, element.children))
    for element in reversed(tree.elements):
        if not around.isdisjoint(map(id, element.children)):
            around.add(id(element))
    seen = (one for one in tree.elements if id(one) not in inside and id(one) not in around)
    return {name for one in seen for name in (one.get("id"), one.get("name")) if name}


def _is_opened(tree: Tree, hiding: Set[int]) -> bool:
    """Whether something in the text may show what is hidden in it."""
    places = _places(tree, hiding)
    return any(_may_open(one, places) for one in tree.elements)


def _may_open(element: Element, places: Set[str]) -> bool:
    """Whether an element may show what is hidden elsewhere."""
    given = element.attributes
    if not given or element.tag in _OPENING:
        return element.tag in _OPENING
    if given.get("type", "").strip().lower() in _CLICKED:
        return True
    address = given.get("href", "").strip()
    return (address[:1] == "#" and address[1:] not in places) or any(name.startswith("on") for name in given)
