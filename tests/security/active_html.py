"""Finds in a page what a browser would run, as a browser's parser sees the page."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser

_NEVER = "applet base foreignobject frame frameset handler isindex portal script style"
NEVER = frozenset(_NEVER.split())
"""Elements that no theme or shortcode of ours writes, and that safe content may not hold."""
_ADDRESSES = "href src action data poster background longdesc xlink:href formaction codebase cite srcset"
ADDRESSES = frozenset(_ADDRESSES.split())
IGNORED = re.compile("[\x00-\x20\x7f-\xa0\u200b-\u200f\ufeff]")
RUNS = re.compile("(?:javascript|vbscript|livescript|data|blob|filesystem|file):", re.I)
RISKY_STYLE = re.compile(r"expression|url\s*\(|behavior|@import|position\s*:\s*fixed|\\", re.I)


def active_html(page: str) -> list[str]:
    """Everything in a page that runs, leads to what runs, or draws over the page; nothing in a page that is safe."""
    found = []
    for element in LexborHTMLParser(page).css("*"):
        tag = (element.tag or "").lower()
        attributes = {name: value or "" for name, value in element.attributes.items()}
        if tag in NEVER:
            found.append(f"<{tag}> {attributes}")
        found += [f"{name}={value!r} of <{tag}>" for name, value in attributes.items() if _runs(tag, name, value)]
        if tag == "meta" and "http-equiv" in attributes and not _is_redirect(attributes):
            found.append(f"<meta> {attributes}")
    return found


def _runs(tag: str, name: str, value: str) -> bool:
    name = name.lower()
    if name.startswith("on") or name in {"srcdoc", "formaction", "ping"}:
        return True
    if name == "style":
        return bool(RISKY_STYLE.search(value))
    address = IGNORED.sub("", value)
    if tag == "img" and address.lower().startswith("data:image/"):
        return False
    return name in ADDRESSES and bool(RUNS.match(address))


def _is_redirect(attributes: dict[str, str]) -> bool:
    """What Hugo writes at an old address, and nothing else."""
    return bool(re.fullmatch(r"0; url=https?://[^\s<>]*", attributes.get("content", "")))
