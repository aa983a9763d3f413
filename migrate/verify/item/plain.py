"""What a page lacks of a stored text, in a plain reading that knows nothing of blocks, shortcodes and their handlers.

What these lose by mistake is neither in the tree that pages are judged by nor on the page: nobody else would miss it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from urllib.parse import unquote

from migrate.pipeline.truth import Truth
from migrate.tree import Element, Node, parse
from migrate.verify.reading.folding import typed_names
from migrate.verify.verdict import Fault
from migrate.words import lost_words

_LINK = re.compile(
    r"""<a\s[^<>]*?(?<![\w.-])href\s*=\s*["'](https?://[^\s"'<>\[\]]+)["'][^<>]*>(?!(?:\s|&nbsp;)*</a)""", re.I
)
"""A link to another host with something in it."""
_PICTURE = re.compile(
    r"""<img\s(?![^<>]*(?:smil|emoji|/wp-includes/|\bdata-[\w-]*(?:src|original|lazy\w*)\s*=))[^<>]*?(?<![\w-])src\s*=\s*["'](?:https?:)?/[^"'<>\[\]]*?"""
    r"""/([^\s"'<>\[\]/?#]+\.(?:jpe?g|png|gif|webp))["'?]""",
    re.I,
)
"""The name of a picture; smilies are characters on the page, and pictures that come late have a stand-in."""
_SIZE = re.compile(r"(?:-\d+x\d+|-scaled|-e\d{9,})?\.[a-z]+$", re.I)
_NO_TEXT = frozenset(
    "audio canvas iframe noembed noscript script style svg template title video".split()  # noqa: SIM905
)
"""Elements whose text browsers do not show, or only where they cannot show the element."""
_PLAYERS = frozenset({"object", "param", "embed", "iframe"})
_PARAMETER = re.compile(r"&(?=[a-zA-Z]\w*=)")
_DELIMITER = re.compile(r"<!--(?:more\b.*?|nextpage|noteaser|\s+/?wp:.*?)-->", re.S)
"""What WordPress takes out before a browser reads the text."""
_UNSHOWN = re.compile(r"<!--.*?-->|<(script|style|noscript|textarea|svg)\b.*?</\1", re.S | re.I)


def lost_things(truth: Truth, html: str) -> Iterator[Fault]:
    """The first words that the stored text shows and the page does not, and what it links to and shows else."""
    stored = truth.item.content
    if truth.as_shown or truth.is_told:
        return
    html += truth.replaced
    typed = typed_names(html)
    if lost_words(stored, typed) and (lost := lost_words(stored, typed, _seen_by_browsers(stored))):
        yield Fault("text", lost.words, f"nothing of line {lost.line} of the stored text")
    links = [one for one in dict.fromkeys(_LINK.findall(stored)) if one not in html and _leads_there(truth, one)]
    names = [one for one in dict.fromkeys(_PICTURE.findall(stored)) if not _shows(html, _SIZE.sub("", one))]
    if links or names:
        yield from _surely_lost(truth, html, links, names)


def _leads_there(truth: Truth, address: str) -> bool:
    """Whether a link of the stored text leads where it says, as those to other sites do."""
    address = _as_attribute(address)
    return truth.site.link(address).url == address


def _as_attribute(written: str) -> str:
    """What an attribute says: `&section=new` in it is no sign with a name, whatever it begins with."""
    return unescape(_PARAMETER.sub("&amp;", written))


def _shows(html: str, stem: str) -> bool:
    """Whether a page names a picture, in whatever size."""
    return f"/{stem}." in html or f"/{stem}-" in html


def _seen_by_browsers(stored: str) -> str:
    """What browsers show of a stored text. What they take for a tag or comment nobody saw, which is told (E110)."""
    return "\n".join(_texts(parse(_DELIMITER.sub("", stored))))


def _texts(root: Element) -> Iterator[str]:
    stack: list[Node] = [root]
    while stack:
        node = stack.pop()
        if isinstance(node, str):
            yield node
        elif node.tag not in _NO_TEXT:
            stack += reversed(node.children)


def _surely_lost(truth: Truth, html: str, links: list[str], names: list[str]) -> Iterator[Fault]:
    """What of these links and pictures stands on the page in no other spelling either, and was seen."""
    plain = _UNSHOWN.sub("", truth.item.content)
    shown = unquote(unescape(html))
    lost = [one for one in map(_as_attribute, filter(plain.__contains__, links)) if unquote(one) not in shown]
    unseen = _links_of_nothing(plain) if lost else set()
    for address in lost:
        if address not in unseen:
            yield Fault("link", address, "no such link on the page")
    for name in filter(plain.__contains__, names):
        if not _shows(shown, _SIZE.sub("", unquote(unescape(name)))):
            yield Fault("image", name, "no such picture on the page")


def _links_of_nothing(stored: str) -> set[str]:
    """The addresses of links in which nothing stands, at most a picture without a file or a player, which takes clicks
    for itself: no reader met them.
    """
    links = [one for one in parse(stored).elements() if one.tag == "a"]
    shows = {
        link.get("href")
        for link in links
        if link.text().strip() or any(map(_is_seen, (one for one in link.elements() if one is not link)))
    }
    return {link.get("href") for link in links} - shows


def _is_seen(inside: Element) -> bool:
    return inside.get("src") != "" if inside.tag == "img" else inside.tag not in _PLAYERS
