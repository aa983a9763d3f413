"""Finds in a page what a browser would run, ask of strangers or send to them, as a browser's parser sees the page."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser

from migrate.browser import WebAddress
from migrate.content.shared.frames import is_known_player
from migrate.content.shared.players import player
from migrate.hugo.shipped import theme_files

_NEVER = """
animate animatemotion animatetransform applet base fencedframe foreignobject frame frameset handler isindex portal
script set style use
"""
NEVER = frozenset(_NEVER.split())
"""Elements that no theme or shortcode of ours writes, and that safe content may not hold."""
FORGED = "forged.example"
"""A host that texts name, in Markdown or in HTML that is text; where an address leads there, text came to life."""
_ADDRESSES = "href src action data poster background longdesc xlink:href codebase cite value to from by values"
_FORGED = re.compile(rf"\s*(?:(?:https?:)?[/\\\\]{{2,}}[^/?#]*)?{re.escape(FORGED)}", re.I)
_ASKS = frozenset({"audio", "embed", "iframe", "img", "input", "object", "source", "track", "video"})
ADDRESSES = frozenset(_ADDRESSES.split())
RUNNING = frozenset({"srcdoc", "formaction", "ping", "action"})
IGNORED = re.compile("[\x00-\x20\x7f-\xa0\u200b-\u200f\ufeff]")
RUNS = re.compile("(?:javascript|vbscript|livescript|data|blob|filesystem|file):", re.I)
RISKY_STYLE = re.compile(r"expression|url\s*\(|behavior|@import|position\s*:|\\", re.I)
_HUGOS_STYLES = frozenset(
    {
        "position: relative; padding-bottom: 56.25%; height: 0; overflow: hidden;",
        "position: absolute; top: 0; left: 0; width: 100%; height: 100%; border:0;",
    }
)
"""What Hugo writes around a film."""
_ON_A_PICTURE = re.compile(
    r"color: #fff; background: linear-gradient\(rgba\(0, 0, 0, 0\.55\), rgba\(0, 0, 0, 0\.55\)\), "
    r"#333 url\('([^'\"()\\\s<>]*)'\) center / cover; padding: 1\.25em 1\.5em"
)
"""What our shortcode writes around text that stood on a picture. It is asked for as any picture is."""
_ELSEWHERE = re.compile(r"https?://([a-z0-9.-]+)(/[^\\]*|)")
_OWN = re.compile(
    r"(?!//|/\\)(?:https://blog\.example)?(?:/[^\\:?#]*)?(?:/|[^/\\:?#]*\.(?:pdf|txt|mp[34]|jpe?g|png|gif))(?:[?#].*)?",
    re.I,
)
"""Pages of the site itself, and its media that cannot run."""
_SCHEME = theme_files()["themes/wxr2hugo/assets/js/scheme.js"]
_SCRIPT = {"src", "integrity", "defer"}
_OWN_SCRIPT = re.compile(r"/js/wxr2hugo\.min\.[0-9a-f]{64}\.js")
"""What the theme runs: all that may run."""
_SHOWS = {"iframe": "src", "embed": "src", "object": "data"}


def active_html(page: str) -> list[str]:
    """Everything in a page that runs, leads to what runs, or draws over the page; nothing in a page that is safe."""
    found = []
    for element in LexborHTMLParser(page).css("*"):
        tag = (element.tag or "").lower()
        attributes = {name.lower(): value or "" for name, value in element.attributes.items()}
        if (tag in NEVER and not is_ours(tag, attributes, element.text())) or (
            tag == "input" and attributes.get("type", "").lower() == "password"
        ):
            found.append(f"<{tag}> {attributes}")
        found += [f"{name}={value!r} of <{tag}>" for name, value in attributes.items() if _runs(tag, name, value)]
        if tag == "meta" and "http-equiv" in attributes and not _is_redirect(attributes):
            found.append(f"<meta> {attributes}")
        if tag in _SHOWS and not _is_shown(attributes.get(_SHOWS[tag], "")):
            found.append(f"<{tag}> {attributes}")
        if tag == "link" and not _is_own_link(attributes):
            found.append(f"<link> {attributes}")
    return found


def is_ours(tag: str, attributes: dict[str, str], text: str) -> bool:
    """Whether an element is one of the scripts that come with the theme, or data for search engines."""
    if tag != "script":
        return False
    if attributes == {"type": "application/ld+json"}:
        return "<" not in text and isinstance(json.loads(text), dict)
    if not attributes:
        return text == _SCHEME
    return not text and set(attributes) == _SCRIPT and bool(_OWN_SCRIPT.fullmatch(attributes["src"]))


def _runs(tag: str, name: str, value: str) -> bool:
    if name.startswith("on") or name in RUNNING:
        return True
    if name == "style" and (behind := _ON_A_PICTURE.fullmatch(value)):
        return runs(behind[1]) or bool(_FORGED.match(behind[1]))
    if name == "style":
        return value not in _HUGOS_STYLES and bool(RISKY_STYLE.search(value))
    is_asked = name == "href" or tag in _ASKS
    return any(_is_run(tag, one) or (is_asked and _FORGED.match(one)) for one in _addresses(name, value))


def _addresses(name: str, value: str) -> Iterator[str]:
    if name in ADDRESSES:
        yield value
    elif name == "srcset":
        yield from (one for part in value.split(",") for one in part.split())
    elif "url(" in value.lower() and name in {"fill", "stroke", "mask", "filter", "clip-path"}:
        yield value.lower().partition("url(")[2].strip("\"' ")


def runs(address: str) -> bool:
    """Whether a browser may run an address, however it is spelled."""
    return bool(RUNS.match(IGNORED.sub("", address)))


def _is_run(tag: str, address: str) -> bool:
    return runs(address) and not (tag == "img" and IGNORED.sub("", address).lower().startswith("data:image/"))


def _is_shown(address: str) -> bool:
    """Whether an address is spelled so that nobody can take it for another, and is a known player's or the site's."""
    if _OWN.fullmatch(address) and ".." not in address:
        return True
    found = _ELSEWHERE.fullmatch(address)
    return bool(found and (is_known_player(WebAddress("https", found[1], found[2])) or player(address) == address))


def _is_own_link(attributes: dict[str, str]) -> bool:
    """What names other forms of a page, or a style sheet of the site."""
    own = re.match(r"/(?![/\\])|https://blog\.example/", attributes.get("href", ""))
    return attributes.get("rel", "").lower() in {"canonical", "alternate"} or bool(own)


def _is_redirect(attributes: dict[str, str]) -> bool:
    """What Hugo writes at an old address, and nothing else."""
    return bool(re.fullmatch(r"0; url=(?:https?:)?//[^\s<>]*", attributes.get("content", "")))
