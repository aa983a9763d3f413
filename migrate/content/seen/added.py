"""What plugins put around every text of a site: lists of related posts, buttons to share, tables of contents.

It is known by its class, or by standing at the edge of most texts though none has it stored.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from migrate.patterns import rare_pattern
from migrate.tree import Element, Node, parse

_EDGE = 3
"""Elements at the start and at the end of a text that are looked at."""
_FEWEST = 4
"""Texts below which nothing can be said of what most of them have."""
_OF_TEXTS = rare_pattern(r"wp-|has-|is-|align|size-|gallery|attachment|embed")
_NUMBER = re.compile(r"\d+")
_PLUGINS = """
sharedaddy jp-relatedposts sd-like jp-post-flair addtoany_share_save_container addtoany_content a2a_kit essb_links ssba
heateor_sss_sharing_container mashsb-container swp_social_panel social-share yarpp yarpp-related crp_related wp_rp_wrap
ez-toc-container lwptoc toc_container post-views post-ratings kk-star-ratings wpulike saboxplugin-wrap abh_box
molongui-author-box code-block
"""
"""Classes and ids of what plugins put beside texts."""


def added_around(texts: Iterable[str]) -> frozenset[str]:
    """What more than half of some rendered texts have at an edge: classes, ids, whole words of an element."""
    number, counts = 0, Counter[str]()
    for html in texts:
        number += 1
        children = parse(html).children
        counts.update({mark for edge in (children, children[::-1]) for one in _edge(edge) for mark in _marks(one)})
    return frozenset(mark for mark, count in counts.items() if number >= _FEWEST and count * 2 > number)


def without_added(root: Element, added: frozenset[str], stored: str) -> None:
    """Take out of a rendered text what its site adds everywhere and `stored`, the text itself, does not have."""
    for _ in range(2):  # from the start, then from the end
        root.children = _without_edge(root.children, added, stored)[::-1]
    _drop_added(root)


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
