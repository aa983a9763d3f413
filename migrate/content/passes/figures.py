"""Pictures with captions, galleries and players become shortcodes; a picture without caption stays plain.

A caption that says more than plain text is the content of `wp-figure`; a plain one is an argument of Hugo's `figure`.
What cannot be said so keeps its place with the caption below it, in `wp-caption`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from migrate.content.context import Context
from migrate.content.passes.alignment import needed_width
from migrate.content.shared.media_files import AUDIO, VIDEO, ending
from migrate.content.transform import replace_elements, within
from migrate.tree import SHORTCODE, Element, Node, Tree

_CAPTIONS = frozenset({"wp-caption-text", "wp-caption-dd", "wp-element-caption", "gallery-caption"})
_ALIGNMENT = re.compile(r"align(?:left|right|center)")
_FLOATS = re.compile(r"\balign(?:left|right)\b")
_WIDTH = re.compile(r"(?:^|;)\s*(?:max-)?width:\s*(\d{1,5})(?:\.\d+)?px")
_COLUMNS = re.compile(r"(?:gallery-)?columns-(\d{1,2})")
_PLAIN = re.compile(r"[\w ,;'’‘“”()?.%/–—…\u00a0-]*[\w,;'’‘“”()?.%…]")
_SAYS_MORE = re.compile(r"\.(?:\.|(?<=\w\.)\w)|//|--|_(?:(?<![^\W_]_)|(?![^\W_]))")
"""What looks like an address, a dash or emphasis: each begins with one of a few signs, which are found fast."""
_MARKED_LINES = frozenset({"blockquote", "dd", "li"})
_LISTED = re.compile(r"\d+[.)]|-")
_SWITCHES = ("loop", "autoplay", "muted")


def players_to_shortcodes(tree: Tree, context: Context) -> None:
    """`<audio>` and `<video>` become `wp-audio` and `wp-video`: addresses, switches, tracks, and the text inside.

    An address by its format has itself as text inside, as players of WordPress have; the shortcode writes that.
    """
    replace_elements(tree, {"audio": _player, "video": _player}, context)


def figures_to_shortcodes(tree: Tree, context: Context) -> None:
    """Figures, and what themes before HTML5 wrote for them, become shortcodes where they have a caption."""
    for paragraph in tree.named("p"):
        if paragraph.attributes and "wp-caption-text" in paragraph.classes:
            paragraph.tag = "figcaption"
            tree.changed()
    rules = {"div": _classic, "dl": _classic, "ul": _list_of_pictures, "figure": _figure}
    replace_elements(tree, rules, context)
    for caption in tree.named("figcaption"):
        caption.tag = "div"  # of no figure: text as any other
        tree.changed()


def _player(element: Element, context: Context) -> Sequence[Node]:
    sources = [one.get("src") for one in (element, *_children(element, "source")) if one.get("src")]
    if not sources:
        return element.children
    said = " ".join(element.text().split())
    arguments = {"src": sources.pop(0)} if element.get("src") or (len(sources) == 1 and not said) else {}
    first = [*arguments.values(), *sources][0]
    for source in sources:
        arguments.setdefault(_format(source), source)
    for name in ("poster", "width", "height", "preload"):
        arguments[name] = element.get(name)
    arguments |= {name: "true" for name in _SWITCHES if name in element.attributes}
    for number, track in enumerate(_children(element, "track"), 1):
        arguments |= _track(track, "" if number == 1 else str(number))
    arguments["text"] = "" if said and context.library.media(said) == first else said
    return [_shortcode(f"wp-{element.tag}", arguments)]


def _format(source: str) -> str:
    format_name = ending(source)
    return format_name if format_name in AUDIO or format_name in VIDEO else "src"


def _track(track: Element, number: str) -> dict[str, str]:
    names = {"track": "src", "kind": "kind", "srclang": "srclang", "label": "label"}
    return {f"{argument}{number}": track.get(name) for argument, name in names.items()}


def _children(element: Element, tag: str) -> list[Element]:
    return [one for one in element.elements() if one.tag == tag]


def _shortcode(name: str, arguments: dict[str, str], children: list[Node] | None = None) -> Element:
    given = {key: value for key, value in arguments.items() if value}
    return Element(SHORTCODE, {"shortcode": name, **given}, children)


def _classic(element: Element, context: Context) -> Sequence[Node]:
    if "wp-caption" in element.classes:
        return _figure(element, context)
    return [element]


def _list_of_pictures(element: Element, context: Context) -> Sequence[Node]:
    """The gallery of the first block editor: a list that is no part of a figure."""
    if "wp-block-gallery" not in element.classes or len(_pictures([element])) < 2:
        return [element]
    return [_gallery(element, [Element("ul", {}, element.children)])]


def _figure(element: Element, context: Context) -> Sequence[Node]:
    content, caption = _parted(element)
    if "gallery" in element.get("class") and len(_pictures(content)) > 1:
        gallery = _gallery(element, content)
        if gallery.get("class") and caption:
            gallery.children, caption = [*gallery.children, _below(caption)], []  # text flows past both
        content = [gallery]
    if caption and _is_one_picture(content):
        return [_captioned(element, content, caption, context)]
    if _is_one_picture(content):
        _hand_on(element, _pictures(content)[0])
    return [Element("div", {}, [*content, _below(caption)] if caption else content)]


def figures_on_one_line(tree: Tree, context: Context) -> None:
    """Our shortcode for pictures in what marks each of its lines, where that is the content of a shortcode.

    There Hugo puts what its own `figure` answers in the place of the call: several lines, of which one has the mark.
    """
    marked = within(tree, _MARKED_LINES)
    inside = within(tree, frozenset({"details", SHORTCODE})) if marked else set()
    for one in tree.named(SHORTCODE):
        if one.get("shortcode") == "figure" and id(one) in marked and id(one) in inside:
            _to_own_figure(one)


def _to_own_figure(figure: Element) -> None:
    figure.attributes["shortcode"] = "wp-figure"
    figure.children = [figure.attributes.pop("caption", "")]


def _hand_on(figure: Element, image: Element) -> None:
    """The side and width that a figure gave its picture are the picture's own where the figure goes."""
    side, width = _ALIGNMENT.search(figure.get("class")), _WIDTH.search(figure.get("style"))
    if side and not _ALIGNMENT.search(image.get("class")):
        image.attributes["class"] = f"{image.get('class')} {side[0]}".strip()
    if width and not image.get("width"):
        image.attributes["width"] = width[1]


def _gallery(element: Element, content: list[Node]) -> Element:
    """Pictures side by side. Hugo's `figure` writes several lines, which would end a list around it: not in one."""
    in_list = any(one.tag == "ul" for node in content if isinstance(node, Element) for one in node.elements())
    for one in _pictures(content):
        if one.tag == SHORTCODE:
            one.attributes.pop("width", None)  # the columns say how wide it is
        if in_list and one.get("shortcode") == "figure":
            _to_own_figure(one)
    columns = _COLUMNS.search(element.get("class"))
    side = _FLOATS.search(element.get("class"))
    arguments = {"columns": columns[1] if columns else "", "class": side[0] if side else ""}
    return _shortcode("wp-gallery", arguments, content)


def _parted(element: Element) -> tuple[list[Node], list[Node]]:
    """What a figure shows, and its caption, wherever in it that stands."""
    content: list[Node] = []
    caption: list[Node] = []
    for child in element.children:
        if isinstance(child, str):
            content += [child] if child.strip() else ()
        elif child.tag == "figcaption" or not _CAPTIONS.isdisjoint(child.classes):
            caption += child.children
        else:
            content.append(child)
    return content, [] if all(map(_is_blank, caption)) else caption


def _is_blank(node: Node) -> bool:
    return isinstance(node, str) and not node.strip()


def _pictures(content: list[Node]) -> list[Element]:
    return [
        one
        for node in content
        if isinstance(node, Element)
        for one in node.elements()
        if one.tag == "img" or one.get("shortcode") in {"figure", "wp-figure"}
    ]


def _is_one_picture(content: list[Node]) -> bool:
    """Whether a figure shows one picture, with or without a link, and nothing else."""
    nodes: list[Node] = content
    while len(nodes) == 1 and isinstance(nodes[0], Element) and nodes[0].tag in {"a", "div", "p", "dt"}:
        nodes = [node for node in nodes[0].children if not _is_blank(node)]
    return len(nodes) == 1 and isinstance(nodes[0], Element) and nodes[0].tag == "img"


def _captioned(element: Element, content: list[Node], caption: list[Node], context: Context) -> Element:
    """A picture with its caption; one that links to a page of the site stays plain, for Hugo to check the link."""
    elements = [one for node in content if isinstance(node, Element) for one in node.elements()]
    image = next(one for one in elements if one.tag == "img")
    links = [one.get("href") for one in elements if one.tag == "a" and one.get("href")]
    target = context.library.link(links[0]) if links else None
    _hand_on(element, image)
    if target and target.reference:
        return Element("div", {}, [*content, _below(caption)])
    alignment = _ALIGNMENT.search(image.get("class"))
    width = _WIDTH.search(element.get("style"))
    arguments = {
        "src": image.get("src"),
        "alt": image.get("alt"),
        "title": image.get("title"),
        "link": target.url if target else "",
        "class": alignment[0] if alignment else "",
        "width": width[1] if width else str(needed_width(image, context) or ""),
    }
    plain = _plain_text(caption)
    if plain and arguments["alt"] and not arguments["title"] and not arguments["src"].startswith("data:"):
        return _shortcode("figure", {**arguments, "caption": plain})
    return _shortcode("wp-figure", arguments, caption)


def _plain_text(caption: list[Node]) -> str:
    """A caption of plain text that Markdown would not change, or empty."""
    text = " ".join("".join(node for node in caption if isinstance(node, str)).split())
    says_more = _LISTED.match(text) or _SAYS_MORE.search(text)
    is_safe = not says_more and _PLAIN.fullmatch(text) and all(isinstance(node, str) for node in caption)
    return text if is_safe else ""


def _below(caption: list[Node]) -> Element:
    return _shortcode("wp-caption", {}, caption)
