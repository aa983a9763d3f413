"""What HTML means to a reader, as a list that two ways of saying it share.

Every character carries its formatting and its link, so that how tags are nested does not matter. Blocks are marked by
their tags; wrappers, white space and the shape of quotation marks and dashes are left out.
"""

from __future__ import annotations

import re
import urllib.parse
from itertools import groupby
from typing import Any

from migrate.model.rest_of_site import RestOfSite
from migrate.tree import FENCE, MORE, Element

STRUCTURE = frozenset(
    ["h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "table", "tr", "td", "dl", "dt", "dd", "hr"],
).union(["figure", "figcaption", "details", "summary", "pre"])
BLOCKS = frozenset(
    ["p", "div", "section", "article", "main", "header", "footer", "aside", "nav", "address", "center", "form"],
).union(["video", "audio", "iframe", "caption"])
SAME = {
    "b": "strong", "i": "em", "s": "del", "strike": "del", "tt": "code", "th": "td", "menu": "ul", FENCE: "pre",
}  # fmt: skip
FORMATS = frozenset(
    ["strong", "em", "del", "code", "sub", "sup", "mark", "ins", "u", "kbd", "q", "cite", "small", "abbr", "var"]
)
TYPOGRAPHY = str.maketrans(
    {"“": '"', "”": '"', "‘": "'", "’": "'", "–": "--", "—": "---", "…": "...", "«": "<<", "»": ">>"}
)
GAP: tuple[str, frozenset[Any], str] = (" ", frozenset(), "")


class Meaning:
    """Collects what an element means. `library` says where its links lead."""

    def __init__(self, root: Element, library: RestOfSite | None = None) -> None:
        self.library = library
        self.found: list[Any] = []
        self._children(root, frozenset(), "", False)

    def tokens(self) -> list[Any]:
        """Characters of one look joined, gaps and boundaries in normal form."""
        text: list[Any] = []
        for token in self.found:
            last = text[-1] if text else "|"
            if token == GAP:
                if isinstance(last, tuple) and last != GAP:
                    text.append(token)
            elif token == "|":
                while text and text[-1] in (GAP, "<br>"):
                    text.pop()
                if text and text[-1] != "|":
                    text.append(token)
            elif token == "<br>":
                if last == GAP:
                    text.pop()
                if text and text[-1] == "<br>":
                    text[-1] = "|"  # an empty line divides paragraphs, however it was made
                elif text and text[-1] != "|":
                    text.append(token)
            else:
                text.append(token)
        while text and text[-1] in ("|", GAP, "<br>"):
            text.pop()
        return _joined(_without_empty_items(text))

    def _children(self, element: Element, formats: frozenset[str], link: str, pre: bool) -> None:
        for child in element.children:
            if isinstance(child, str):
                self._text(child.translate(TYPOGRAPHY), formats, link, pre)
            else:
                self._element(child, SAME.get(child.tag, child.tag), formats, link, pre)

    def _text(self, text: str, formats: frozenset[str], link: str, pre: bool) -> None:
        if pre:
            self.found.append(("pre", text))
            return
        for character in text:
            gap = character in " \t\r\n\f\u00a0"
            self.found.append(GAP if gap else (character, formats, link))

    def _element(self, element: Element, tag: str, formats: frozenset[str], link: str, pre: bool) -> None:
        if tag in ("script", "style", MORE):
            return
        if tag == "br":
            self.found.append(("pre", "\n") if pre else "<br>")
        elif tag == "img":
            alt = " ".join(element.get("alt").translate(TYPOGRAPHY).split())
            self.found.append(
                (f"<img {urllib.parse.unquote(element.get('src'))} {alt} {element.get('title')}>", formats, link)
            )
        elif tag in STRUCTURE:
            self._structure(element, tag, formats, link)
        elif tag in BLOCKS and not pre:
            self.found.append("|")
            self._children(element, formats, link, pre)
            self.found.append("|")
        else:
            formats = formats | {tag} if tag in FORMATS and not pre else formats
            self._children(element, formats, self._link(element) if tag == "a" else link, pre)

    def _structure(self, element: Element, tag: str, formats: frozenset[str], link: str) -> None:
        stray = tag in ("ul", "ol") and self._reopen_item()
        self.found += ["|", f"<{tag}>", "|"]
        self._children(element, formats, link, tag == "pre")
        self.found += ["|", f"</{tag}>", "|", *(["</li>", "|"] if stray else [])]

    def _reopen_item(self) -> bool:
        """Take back the end of an item before a list that stands directly in a list: it belongs to the item."""
        behind = [token for token in self.found if token != GAP][-3:]
        if behind != ["|", "</li>", "|"]:
            return False
        while self.found.pop() != "</li>":
            pass
        return True

    def _link(self, element: Element) -> str:
        href = element.get("href").strip()
        if not href or element.text().strip() == href:
            return ""
        target = self.library.link(href).url if self.library else href
        return urllib.parse.unquote(target)


def _without_empty_items(tokens: list[Any]) -> list[Any]:
    """Without bullets that nothing stands behind, and lists of nothing else: they say nothing."""
    kept: list[Any] = []
    for token in tokens:
        kept.append(token)
        opening = {"</li>": "<li>", "</ul>": "<ul>"}.get(token) if isinstance(token, str) else None
        if opening and len(kept) > 2 and kept[-3:-1] == [opening, "|"]:
            del kept[-3:]
            if kept and kept[-1] == "|":
                kept.pop()
    return kept


def _joined(tokens: list[Any]) -> list[Any]:
    joined: list[Any] = []
    for look, group in groupby(tokens, key=lambda token: token[1:] if len(token) == 3 else token[0]):
        members = list(group)
        if isinstance(members[0], str):
            joined += members
        elif look == "pre":
            joined += [line.rstrip() for line in "".join(text for _, text in members).strip("\n").split("\n")]
        else:
            joined.append(("".join(text for text, _, _ in members), *map(str, (sorted(look[0]), look[1]))))
    return joined


def meaning(root: Element, library: RestOfSite | None = None) -> list[Any]:
    """What the tree means."""
    return Meaning(root, library).tokens()


def words(root: Element) -> list[str]:
    """All words in a tree, whatever they stand in."""
    text = " ".join(child for element in root.elements() for child in element.children if isinstance(child, str))
    return re.findall(r"\w+", text)
