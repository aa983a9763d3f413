"""WordPress' own shortcodes for pictures, sound and film. What they answer is the HTML that WordPress would show;
passes over the tree make shortcodes of Hugo of it, as of HTML that was stored so.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape, unescape

from migrate.content import own_elements
from migrate.content.context import Context
from migrate.content.nodes import Shortcode
from migrate.content.registry import handles
from migrate.content.render import render_shortcodes
from migrate.content.shared.attributes import number, web_address
from migrate.content.shared.media_files import AUDIO, PICTURES, VIDEO, ending, media_player, player_html
from migrate.content.shared.players import embed
from migrate.diagnostics import Code
from migrate.model.rest_of_site import Attachment

_PICTURE_WITH_TEXT = re.compile(r"((?:<a\s[^<>]*+>\s*+)?<img\s[^<>]*+>(?:\s*+</a>)?)(.*)", re.S | re.I)
_LEADING = re.compile(r"(?:\s|<br\s*+/?>|</p>)*+", re.I)
_FEW = 4
_TRAILING = ("<p>", "<br>", "<br/>", "<br />")
_TRACK = re.compile(r"<track\b[^<>]*+>", re.I)
_NUMBERS = re.compile(r"\d{1,9}")
_ORDERS: dict[str, Callable[[Attachment], object]] = {
    "title": lambda one: one.title.casefold(),
    "post_date": lambda one: one.date,
    "date": lambda one: one.date,
    "id": lambda one: one.id,
    "menu_order": lambda one: (one.menu_order, one.id),
    "menu_order id": lambda one: (one.menu_order, one.id),
}


@handles("shortcode:caption", "shortcode:wp_caption")
def caption(shortcode: Shortcode, context: Context) -> str:
    """A picture with its caption, which stands behind the picture or, in early posts, in an attribute."""
    content = render_shortcodes(shortcode.content or "", context)
    found = _PICTURE_WITH_TEXT.search(content)
    text = shortcode.attributes.get("caption", "")
    if found and not text:
        content, text = content[: found.end(1)], found[2]
    text = _trimmed(text)
    if not text:
        return content
    width = number(shortcode.attributes.get("width"), 0)
    classes = f"{shortcode.attributes.get('align', '')} {shortcode.attributes.get('class', '')}".strip()
    attributes = {"class": classes, "style": f"width: {width}px" if width else ""}
    return f"<figure{own_elements.attribute_list(attributes)}>{content}<figcaption>{text}</figcaption></figure>"


def _trimmed(text: str) -> str:
    """A caption without the breaks and halves of paragraphs that stood around it."""
    leading = _LEADING.match(text)
    text = text[leading.end() if leading else 0 :].rstrip()
    for _ in range(_FEW):
        if text.endswith(_TRAILING):
            text = text[: text.rindex("<")].rstrip()
    return text


@handles("shortcode:gallery")
def gallery(shortcode: Shortcode, context: Context) -> str:
    """The pictures that a gallery names, or those attached to the post, each with its link and caption."""
    pictures = [one for one in _chosen(shortcode, context) if _is_a(PICTURES, one)]
    if not pictures:
        context.report(Code.LIST_EMPTY, shortcode.source)
    columns = number(shortcode.attributes.get("columns"), 3)
    link = shortcode.attributes.get("link", "")
    items = "".join(_gallery_item(one, link) for one in pictures)
    return f'<figure class="gallery gallery-columns-{columns}">{items}</figure>' if items else ""


@handles("shortcode:slideshow")
def slideshow(shortcode: Shortcode, context: Context) -> str:
    """The pictures of a post one after the other, as WordPress.com shows them. Other plugins keep theirs elsewhere."""
    if any(_is_a(PICTURES, one) for one in _chosen(shortcode, context)):
        return gallery(shortcode, context)
    context.report(Code.UNKNOWN_SHORTCODE, shortcode.name)
    return shortcode.source


def _gallery_item(picture: Attachment, link: str) -> str:
    image = f'<img src="{escape(picture.url)}" alt="{escape(picture.alt)}">'
    target = {"none": "", "file": picture.url}.get(link, picture.link)
    shown = f'<a href="{escape(target)}">{image}</a>' if target else image
    text = picture.caption.strip()
    return f"<figure>{shown}{f'<figcaption>{text}</figcaption>' if text else ''}</figure>"


@handles("shortcode:playlist")
def playlist(shortcode: Shortcode, context: Context) -> str:
    """The tracks as a list of links: what WordPress shows where no script runs."""
    kind = VIDEO if shortcode.attributes.get("type") == "video" else AUDIO
    tracks = [one for one in _chosen(shortcode, context) if _is_a(kind, one)]
    if not tracks:
        context.report(Code.LIST_EMPTY, shortcode.source)
        return ""
    items = (f'<li><a href="{escape(one.url)}">{escape(unescape(one.title))}</a></li>' for one in tracks)
    return f"<ol>{''.join(items)}</ol>"


@handles("shortcode:audio")
def audio(shortcode: Shortcode, context: Context) -> str:
    """A player for the files that the shortcode names, or for the first sound attached to the post."""
    return _player("audio", AUDIO, shortcode, context)


@handles("shortcode:powerpress")
def powerpress(shortcode: Shortcode, context: Context) -> str:
    """The player of a podcast plugin: for the file that it names; that of the item follows the text anyway."""
    if "url" in shortcode.attributes:
        named = shortcode._replace(attributes={"src": shortcode.attributes["url"]})
        return _player("audio", AUDIO, named, context)
    if context.item.meta_value("enclosure"):
        return ""
    context.report(Code.UNKNOWN_SHORTCODE, shortcode.name)
    return shortcode.source


@handles("shortcode:video")
def video(shortcode: Shortcode, context: Context) -> str:
    """A player for the files that the shortcode names, or for the first film attached to the post."""
    return _player("video", (*VIDEO, "ogg"), shortcode, context)


@handles("shortcode:dewplayer", "shortcode:flv")
def early_player(shortcode: Shortcode, context: Context) -> str:
    """`[flv:http://… 480 360]`, as early plugins have it; without an address it is no player."""
    return "".join(map(media_player, _listed(shortcode))) or shortcode.source


@handles("shortcode:embed")
def embedded(shortcode: Shortcode, context: Context) -> str:
    """What is shown for an address; text that is none stays."""
    content = (shortcode.content or "").strip() or shortcode.attributes.get("src", "")
    address = web_address(content)
    return media_player(address) or embed(address, context) if address else content


def _player(tag: str, formats: tuple[str, ...], shortcode: Shortcode, context: Context) -> str:
    attributes = {name: unescape(value) for name, value in shortcode.attributes.items()}
    named = (attributes.get(name, "").strip() for name in ("src", *formats))
    sources = list(dict.fromkeys(filter(None, named)))
    if not sources and (listed := _listed(shortcode)):
        return "".join(player_html(tag, [one], attributes, "") for one in listed)
    if not sources:
        attached = context.library.attachments_of(context.item.id)
        sources = [one.url for one in attached if _is_a(formats, one)][:1]
    if not sources:
        context.report(Code.LIST_EMPTY, shortcode.source)
        return ""
    return player_html(tag, sources, attributes, "".join(_TRACK.findall(shortcode.content or "")))


def _listed(shortcode: Shortcode) -> list[str]:
    """The addresses of `[audio http://…]` and of an early plugin's `[audio:http://…,http://…|titles=…]`."""
    listed = " ".join(shortcode.positional).partition("|")[0].lstrip(":= ").replace(",", " ").split()
    return [address for address in map(web_address, listed) if address]


def _chosen(shortcode: Shortcode, context: Context) -> list[Attachment]:
    """The attachments that a gallery or playlist means, in its order."""
    attributes = shortcode.attributes
    named = _NUMBERS.findall(attributes.get("ids") or attributes.get("include") or "")
    if named:
        found = [context.library.attachment(int(one)) for one in named]
        attachments = [one for one in found if one]
    else:
        parent = number(attributes.get("id"), context.item.id)
        excluded = {int(one) for one in _NUMBERS.findall(attributes.get("exclude", ""))}
        attachments = [one for one in context.library.attachments_of(parent) if one.id not in excluded]
    return _ordered(attachments, attributes, listed=bool(attributes.get("ids")))


def _ordered(attachments: list[Attachment], attributes: dict[str, str], *, listed: bool) -> list[Attachment]:
    """By what the shortcode asks for. Ids stand in their order; an order by chance keeps the one there is."""
    asked = attributes.get("orderby", "").lower().strip()
    key = _ORDERS.get(asked, _ORDERS["menu_order"] if not listed and asked in {"", "menu_order id"} else None)
    if key is None:
        return attachments
    return sorted(attachments, key=key, reverse=attributes.get("order", "").upper() == "DESC")  # type: ignore[arg-type]


def _is_a(formats: tuple[str, ...], attachment: Attachment) -> bool:
    return ending(attachment.file or attachment.url) in formats
