"""What a living WordPress shows of an item, taken for the truth about its text.

It goes through the same passes as stored text, so that copies for lazy loading are one picture. What plugins put around
every text is no part of it.
"""

from __future__ import annotations

import re
from typing import Protocol

from migrate.content.clean import cleanse
from migrate.content.context import Context
from migrate.content.nesting import shallow
from migrate.content.seen.added import without_added
from migrate.content.shared.hiding import is_unseen
from migrate.content.shared.players import embed, player, video
from migrate.options import Options
from migrate.pipeline.truth import Truth
from migrate.tree import Element, Tree, parse

_LISTS = {
    "wp-block-latest-posts": "wp-latest-posts",
    "wp-block-archives": "wp-archives",
    "wp-block-archives-dropdown": "wp-archives",
    "wp-block-calendar": "wp-archives",
    "wp-block-post-template": "wp-latest-posts",
    "wp-block-categories": "wp-terms",
    "wp-block-tag-cloud": "wp-terms",
    "wp-block-site-title": "wp-site-title",
    "wp-block-site-tagline": "wp-site-tagline",
}
"""Lists of what is in the site, as WordPress and as our shortcodes call them."""
_PARTS_OF_GALLERY = {
    "gallery": "figure",
    "gallery-item": "figure",
    "gallery-icon": "div",
    "gallery-caption": "figcaption",
}
"""What themes before HTML5 have as a list of definitions, and around it."""
_PASSING = frozenset(
    f"wp-block-{name}" for name in ("query-pagination", "query-no-results", "latest-comments", "loginout", "search")
)
"""What leads on in such a list, and what is there for one moment or one visitor: the run's account names it."""
_PARTING = ("<!--nextpage-->", "<!--noteaser-->")
_ADDRESS = re.compile(r"https?://\S+")


class Shown(Protocol):
    """What a living site shows. Every process that judges has one."""

    @property
    def added(self) -> frozenset[str]:
        """What it puts around every text, see `content.seen.added`."""
        ...

    def html(self, key: str) -> str | None:
        """The text of the item with this key as HTML; None: it is not shown."""
        ...


def shows_a_part(html: str, stored: str) -> bool:
    """Whether a page shows the first part of a text alone, or not its beginning, as the REST API would."""
    return any(mark in stored and mark not in html for mark in _PARTING)


def shown_truth(html: str, truth: Truth, options: Options, added: frozenset[str] = frozenset()) -> Truth:
    """The truth about an item where its text should say what `html` does, but for what its site adds everywhere."""
    tree, context = Tree(shallow(html)[0]), Context(truth.item, truth.site, options)
    without_added(tree.root, added, truth.item.content)
    for element in tree.root.elements():
        if element.attributes and is_unseen(element):
            element.children = []
        if kept := next((_PARTS_OF_GALLERY[name] for name in element.classes if name in _PARTS_OF_GALLERY), ""):
            element.tag = kept
        _embed_again(element, context)
    tree.changed()
    cleanse(tree, context)
    for element in tree.root.elements():
        if element.tag == "textarea":
            element.children = [element.text().replace("<br />", "")]  # made of line ends, and shown as text
        if not _PASSING.isdisjoint(element.classes):
            element.children = []
        if lists := [_LISTS[name] for name in element.classes if name in _LISTS]:
            element.attributes["class"] = lists[0]
    return truth._replace(tree=tree.root, as_shown=True)


def _embed_again(element: Element, context: Context) -> None:
    """Show what is at an address that stands alone, where WordPress shows that and could not reach it this time."""
    if element.tag != "p" and "wp-block-embed__wrapper" not in element.classes:
        return
    address = element.text().strip()
    inside = [one.tag for one in element.elements()][1:]
    if inside in ([], ["a"]) and _ADDRESS.fullmatch(address) and (video(address) or player(address)):
        element.tag, element.children = "div", parse(embed(address, context)).children
