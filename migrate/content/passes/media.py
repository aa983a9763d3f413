"""Pictures and players get their plain address: lazy loading undone, sizes left out, places on the new site."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from migrate.content.context import Context
from migrate.content.shared.media_files import FACES
from migrate.content.transform import replace_elements, unwrap
from migrate.patterns import rare_pattern
from migrate.tree import Element, Node, Tree

_LAZY = ("data-lazy-src", "data-src", "data-original", "data-orig-src", "data-lazyload", "data-orig-file")
_LAZY_NAMES = frozenset(_LAZY)
_LAZY_SETS = ("data-lazy-srcset", "data-srcset", "srcset")
_PLACEHOLDER = rare_pattern(
    r"data:|//:0|about:|.*(?:blank|placeholder|spacer|lazy|1x1|transparent|pixel|loading|gr[ae]y)[\w-]*\.(?:gif|png|svg)",
    re.I,
)
_NO_FILE = ("data:", "//:0", "about:")
_FILE = rare_pattern(r"(?:https?:/)?/[^\s\"'<>,]+\.(?:jpe?g|png|gif|webp|avif)(?:\?[^\s\"'<>]*)?", re.I)
_DESCRIPTOR = rare_pattern(r"(\d{1,6}(?:\.\d{1,3})?)[wx]")
_SIZED = re.compile(r"-\d{1,5}x\d{1,5}(?=\.\w+$)|-scaled(?=\.\w+$)")
_IMAGE_CLASS = rare_pattern(r"wp-image-(\d{1,9})")
_LAZILY_LOADED = frozenset({"img", "iframe", "video", "audio", "source", "embed"})
_SHOWN = frozenset({"img", "audio", "video", "source", "track", "embed", "object", "iframe"})
_ADDRESS_OF = {"object": "data"}


def undo_lazy_loading(tree: Tree, context: Context) -> None:
    """The real address in `src`, without the copy in `<noscript>`; of a `<picture>` its `<img>`."""
    for element in tree.named(*_LAZILY_LOADED):
        _real_source(element)
    for parent in tree.elements if "noscript" in tree.tags else ():
        if any(isinstance(child, Element) and child.tag == "noscript" for child in parent.children):
            parent.children = list(_without_copies(parent.children))
            tree.changed()
    replace_elements(tree, {"picture": _picture, "noscript": unwrap}, context)


def _real_source(element: Element) -> None:
    source = element.get("src")
    lazy = "" if _LAZY_NAMES.isdisjoint(element.attributes) else next(filter(None, map(element.get, _LAZY)), "")
    if lazy and (not source or _PLACEHOLDER.match(source) or element.get("data-lazy-src") or element.get("data-src")):
        element.attributes["src"] = lazy
    elif not source or (element.tag == "img" and (source.startswith(_NO_FILE) or _stands_in(element, source))):
        largest = next(filter(None, (_largest(element.get(name)) for name in _LAZY_SETS)), "")
        largest = largest or next((one for name, one in element.attributes.items() if _is_picture(name, one)), "")
        if largest:
            element.attributes["src"] = largest


def _stands_in(image: Element, source: str) -> bool:
    """Whether a picture is there until that comes whose sizes are named."""
    return bool(image.get("data-lazy-srcset") or image.get("data-srcset")) and bool(_PLACEHOLDER.match(source))


def _is_picture(name: str, value: str | None) -> bool:
    """Whether an attribute of some plugin's holds the address of a picture."""
    return name.startswith("data-") and value is not None and _FILE.fullmatch(value.strip()) is not None


def _largest(sources: str) -> str:
    parts = [part.split() for part in re.split(r",\s+", sources) if part.strip() and not part.startswith("data:")]
    return max(parts, key=_size)[0] if parts else ""


def _size(candidate: list[str]) -> float:
    found = _DESCRIPTOR.fullmatch(candidate[-1])
    return float(found[1]) if found else 1.0


def _without_copies(children: list[Node]) -> Iterator[Node]:
    """Children without each `<noscript>` that shows what the element before or behind it shows."""
    elements = [child for child in children if isinstance(child, Element)]
    shown = [files_shown(element) if element.tag != "noscript" else set() for element in elements]
    beside = {id(one): shown[max(at - 1, 0)] | shown[min(at + 1, len(shown) - 1)] for at, one in enumerate(elements)}
    for child in children:
        if isinstance(child, Element) and child.tag == "noscript":
            copies = files_shown(child)
            if copies and copies <= beside[id(child)]:
                continue
        yield child


def files_shown(element: Element) -> set[str]:
    """The files that an element shows, in whatever size."""
    shown = (one for one in element.elements() if one.tag in {"img", "iframe"})
    return {file_of_any_size(one.get("src")) if one.tag == "img" else one.get("src") for one in shown}


def file_of_any_size(address: str) -> str:
    """The address of a picture without what asks for one of its sizes."""
    return _SIZED.sub("", address.partition("?")[0])


def _picture(element: Element, context: Context) -> Sequence[Node]:
    images = [one for one in element.elements() if one.tag == "img"]
    if not images:
        return ()
    if not images[0].get("src"):
        images[0].attributes["src"] = next(
            filter(None, (_largest(one.get("srcset")) for one in element.elements() if one.tag == "source")), ""
        )
    return images[:1]


def find_media(tree: Tree, context: Context) -> None:
    """Addresses of pictures and players on the new site, and the library's text for a picture that has none."""
    for element in tree.named(*_SHOWN):
        source = ""
        if element.tag == "img" and "alt" not in element.attributes:
            _describe(element, context)
        for name in (_ADDRESS_OF.get(element.tag, "src"), "poster"):
            if element.get(name):
                source = element.get(name).strip()
                element.attributes[name] = context.library.media(source)
        if element.tag == "img" and _SIZED.search(source) and not _SIZED.search(element.get("src")):
            _reduced(element)


def _reduced(image: Element) -> None:
    """Say as WordPress does that a picture is shown smaller than its file: that is the original from now on."""
    if "size-" not in image.get("class"):
        image.attributes["class"] = f"{image.get('class')} size-medium".strip()


def _describe(image: Element, context: Context) -> None:
    """The text of the library, where the picture really is the attachment: ids can be those of another site."""
    identified = _IMAGE_CLASS.search(image.get("class"))
    attachment = context.library.attachment_in_text(int(identified[1])) if identified else None
    if attachment and attachment.alt:
        media = context.library.media
        if media(attachment.url) == media(image.get("src").strip()):
            image.attributes["alt"] = attachment.alt


def emoji_to_text(tree: Tree, context: Context) -> None:
    """The character, or the sign it was made from, in place of WordPress' pictures of smilies and emoji."""
    if any(map(_is_emoji, tree.named("img"))):
        replace_elements(tree, {"img": _emoji}, context)


def _emoji(element: Element, context: Context) -> Sequence[Node]:
    return [element.get("alt")] if _is_emoji(element) and element.get("alt") else [element]


def _is_emoji(image: Element) -> bool:
    return "s.w.org/images/core/emoji" in image.get("src") or not FACES.isdisjoint(image.classes)
