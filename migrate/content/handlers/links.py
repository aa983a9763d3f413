"""Blocks that are lists of links: social links, navigation, the list of pages."""

from __future__ import annotations

import re
from functools import lru_cache
from html import escape

from migrate.content.context import Context
from migrate.content.handlers.reusable import embedded, withheld
from migrate.content.nodes import Block
from migrate.content.registry import handles
from migrate.content.render import render_blocks, render_inner
from migrate.content.shared.attributes import link_address, number, place, text
from migrate.content.shared.prose import plain_words
from migrate.diagnostics import Code
from migrate.model.rest_of_site import Listed
from migrate.patterns import rare_pattern
from migrate.tree import closed
from migrate.wording import theme_words

_DEEPEST_MENU = 10
_AROUND_LINKS = rare_pattern(r"<ul\b[^<>]*\bwp-block-social-links\b[^<>]*>(.*?)(?:</ul>|\Z)", re.S)
_LIST_TAG = re.compile(r"(</?(?:ul|li)>)")
_SERVICES = {
    "fivehundredpx": "500px",
    "chain": "Link",
    "codepen": "CodePen",
    "deviantart": "DeviantArt",
    "feed": "RSS Feed",
    "github": "GitHub",
    "gitlab": "GitLab",
    "lastfm": "Last.fm",
    "linkedin": "LinkedIn",
    "soundcloud": "SoundCloud",
    "stackoverflow": "Stack Overflow",
    "tiktok": "TikTok",
    "vk": "VK",
    "whatsapp": "WhatsApp",
    "wordpress": "WordPress",
    "youtube": "YouTube",
}
"""Names of services that are not their key with a capital letter."""


@handles("core/social-links")
def social_links(block: Block, context: Context) -> str:
    """A list of links; only its wrapper is stored. What else stands in it was to follow a block that nothing closed."""
    links = [one for one in block.blocks if one.name == "core/social-link"]
    rest = render_blocks([one for one in block.inner if one not in links], context)
    return f"{place(block.html)}<ul>{render_blocks(links, context)}</ul>" + _AROUND_LINKS.sub(r"\1", rest, count=1)


@handles("core/social-link", void=True)
def social_link(block: Block, context: Context) -> str:
    """One link, named by its label or its service. Without an address WordPress shows nothing."""
    service = text(block.attributes.get("service"))
    address = _social_address(text(block.attributes.get("url")).strip())
    label = text(block.attributes.get("label")) or _SERVICES.get(service, service.capitalize())
    return f'<li><a href="{escape(address)}">{escape(label)}</a></li>' if address else ""


def _social_address(url: str) -> str:
    if "@" in url and not {":", "/"}.intersection(url):
        return f"mailto:{url}"
    if url and ":" not in url and not url.startswith("//"):
        return f"https://{url}"
    return link_address(url)


@handles("core/navigation")
def navigation(block: Block, context: Context) -> str:
    """The links of a menu: its own, those of the stored menu it refers to, or else all pages.

    What else stands in it was to follow a block that nothing closed.
    """
    entries = render_blocks(block.blocks, context)
    if not entries and withheld(block, context):
        return ""
    if not entries:
        entries = embedded(number(block.attributes.get("ref"), 0), context) or _pages(0, context)
    said = "".join(one for one in block.inner if isinstance(one, str) and plain_words(one))
    return f"<ul>{_in_one_list(entries)}</ul>{said}"


def _in_one_list(entries: str) -> str:
    """Entries of a menu, with those of a list that stands among them beside the others."""
    depth, kept = 0, []
    for piece in _LIST_TAG.split(entries):
        depth += (piece == "<li>") - (piece == "</li>")
        if depth or piece not in {"<ul>", "</ul>"}:
            kept.append(piece)
    return "".join(kept)


@handles("core/navigation-link", "core/home-link", "core/page-list-item", void=True)
def navigation_link(block: Block, context: Context) -> str:
    """An entry of a menu. Without a label WordPress shows nothing."""
    entry = "" if _leads_to_withheld(block, context) else _entry(block, context)
    return f"<li>{entry}</li>" if entry else ""


@handles("core/navigation-submenu")
def submenu(block: Block, context: Context) -> str:
    """An entry of a menu with a menu below it. Without a label WordPress shows neither."""
    entry = "" if _leads_to_withheld(block, context) else _entry(block, context)
    return f"<li>{entry}<ul>{render_blocks(block.blocks, context)}</ul></li>" if entry else ""


def _leads_to_withheld(block: Block, context: Context) -> bool:
    """Whether an entry leads to an item that is not public: WordPress shows neither it nor what is below it."""
    item_id = number(block.attributes.get("id"), 0)
    is_of_term = text(block.attributes.get("kind")) not in {"", "post-type"}
    if not item_id or is_of_term or not context.library.keeps_back(item_id):
        return False
    context.report(Code.PART_NOT_PUBLIC, f"{block.name} {item_id}")
    return True


def _entry(block: Block, context: Context) -> str:
    at_home = block.name == "core/home-link"
    label = text(block.attributes.get("label")) or text(block.attributes.get("title"))
    label = closed(label) or (theme_words(context.library.language())["home"] if at_home else "")
    address = link_address(block.attributes.get("url")) or link_address(block.attributes.get("link"))
    address = "/" if at_home else address
    return f'<a href="{escape(address)}">{label}</a>' if address and label else label


@handles("core/page-list", void=True)
def page_list(block: Block, context: Context) -> str:
    """The published pages of the site, each with those below it."""
    if block.blocks:
        return f"<ul>{render_inner(block, context)}</ul>"
    return f"<ul>{_pages(number(block.attributes.get('parentPageID'), 0), context)}</ul>"


def _pages(parent: int, context: Context, depth: int = 0) -> str:
    """List entries. Pages that are each other's parent, as broken sites have them, end at the deepest menu."""
    if depth == _DEEPEST_MENU:
        return ""
    return "".join([_page(page, context, depth) for page in context.library.children_of(parent)])


def _page(page: Listed, context: Context, depth: int) -> str:
    below = _pages(page.id, context, depth + 1)
    if not page.title.strip():
        return below  # an entry without a name would be a bullet without a text
    return f"<li>{_link(page)}{f'<ul>{below}</ul>' if below else ''}</li>"


@lru_cache(maxsize=5_000)
def _link(page: Listed) -> str:
    """Made once for all pages that list it."""
    return f'<a href="{escape(page.link)}">{escape(page.title)}</a>'
