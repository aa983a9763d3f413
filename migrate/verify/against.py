"""What a living WordPress shows of an item, taken for the truth about its text.

It goes through the same passes as stored text, so that copies for lazy loading are one picture. What plugins put around
every text is no part of it: that is known by its class, or by standing at the edge of most texts though none has it
stored.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Protocol

from migrate.content.clean import cleanse
from migrate.content.context import Context
from migrate.content.nesting import shallow
from migrate.options import Options
from migrate.pipeline.truth import Truth
from migrate.tree import Element, Node, Tree, parse

_EDGE = 3
"""Elements at the start and at the end of a text that are looked at."""
_FEWEST = 4
"""Texts below which nothing can be said of what most of them have."""
_OF_TEXTS = re.compile(r"wp-|has-|is-|align|size-|gallery|attachment|embed")
_NUMBER = re.compile(r"\d+")
_PLUGINS = """
sharedaddy jp-relatedposts sd-like jp-post-flair addtoany_share_save_container addtoany_content a2a_kit essb_links ssba
heateor_sss_sharing_container mashsb-container swp_social_panel social-share yarpp yarpp-related crp_related wp_rp_wrap
ez-toc-container lwptoc toc_container post-views post-ratings kk-star-ratings wpulike saboxplugin-wrap abh_box
molongui-author-box code-block
"""
"""Classes and ids of what plugins put beside texts."""
_LISTS = {
    "wp-block-latest-posts": "wp-latest-posts",
    "wp-block-archives": "wp-archives",
    "wp-block-archives-dropdown": "wp-archives",
    "wp-block-categories": "wp-terms",
    "wp-block-tag-cloud": "wp-terms",
    "wp-block-site-title": "wp-site-title",
    "wp-block-site-tagline": "wp-site-tagline",
}
"""Lists of what is in the site, as WordPress and as our shortcodes call them."""


class Shown(Protocol):
    """What a living site shows. Every process that judges has one."""

    added: frozenset[str]
    """What it puts around every text, see `added_around`."""

    def html(self, key: str) -> str | None:
        """The text of the item with this key as HTML; None: it is not shown."""
        ...


def shown_truth(html: str, truth: Truth, options: Options, added: frozenset[str] = frozenset()) -> Truth:
    """The truth about an item where its text should say what `html` does, but for what its site adds everywhere."""
    tree = Tree(shallow(html)[0])
    for _ in range(2):  # from the start, then from the end
        tree.root.children = _without_edge(tree.root.children, added, truth.item.content)[::-1]
    _drop_added(tree.root)
    tree.changed()
    cleanse(tree, Context(truth.item, truth.site, options))
    for element in tree.root.elements():
        if lists := [_LISTS[name] for name in element.classes if name in _LISTS]:
            element.attributes["class"] = lists[0]
    return replace(truth, tree=tree.root, as_shown=True)


def added_around(texts: Iterable[str]) -> frozenset[str]:
    """What more than half of some rendered texts have at an edge: classes, ids, whole words of an element."""
    number, counts = 0, Counter[str]()
    for html in texts:
        number += 1
        children = parse(html).children
        counts.update({mark for edge in (children, children[::-1]) for one in _edge(edge) for mark in _marks(one)})
    return frozenset(mark for mark, count in counts.items() if number >= _FEWEST and count * 2 > number)


def _edge(children: list[Node]) -> list[Element]:
    return [one for one in children if isinstance(one, Element)][:_EDGE]


def _marks(element: Element) -> Iterator[str]:
    """By what an element is known again in another text; classes of WordPress' own are those of texts."""
    yield from (name for name in element.classes if not _OF_TEXTS.match(name))
    yield from filter(None, (_NUMBER.sub("", element.get("id")), " ".join(element.text().split())))


def _without_edge(children: list[Node], added: frozenset[str], stored: str) -> list[Node]:
    """Children without the first ones that the site adds everywhere and that the text does not have itself."""
    kept = list(children)
    for child in children[: 2 * _EDGE]:
        if isinstance(child, str) and not child.strip():
            continue
        if isinstance(child, str) or not any(mark in added and mark not in stored for mark in _marks(child)):
            break
        kept.remove(child)
    return kept


def _drop_added(root: Element) -> None:
    added = frozenset(_PLUGINS.split())
    for element in list(root.elements()):
        element.children = [
            one for one in element.children if isinstance(one, str) or added.isdisjoint((*one.classes, one.get("id")))
        ]
