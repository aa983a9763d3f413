"""HTML to the tree that Markdown is written from: parsed as browsers do, then one small pass after the other."""

from __future__ import annotations

import re
from collections.abc import Callable

from migrate.content.context import Context
from migrate.content.passes.active import drop_active, drop_html, drop_unseen
from migrate.content.passes.anchors import anchors_for_targets
from migrate.content.passes.code import code_to_fences
from migrate.content.passes.dividers import lift_more
from migrate.content.passes.embeds import frames_to_shortcodes, gists_to_shortcodes
from migrate.content.passes.figures import figures_to_shortcodes, players_to_shortcodes
from migrate.content.passes.formatting import drop_icons, drop_sizes, quotes_without_cite
from migrate.content.passes.media import emoji_to_text, find_media, undo_lazy_loading
from migrate.content.shallow import shallow
from migrate.content.tree import MORE, Element, Tree
from migrate.diagnostics import Code

PASSES: tuple[tuple[Callable[[Tree, Context], None], str, str], ...] = (
    (drop_unseen, "base head link meta template title noembed frameset", ""),
    (gists_to_shortcodes, "script", ""),
    (undo_lazy_loading, "img iframe video audio picture noscript embed", ""),
    (drop_active, "", "<"),
    (anchors_for_targets, "", "=(?<=[iI][dD]=)"),
    (find_media, "img audio video object embed iframe", ""),
    (emoji_to_text, "img", ""),
    (frames_to_shortcodes, "iframe object embed", ""),
    (players_to_shortcodes, "audio video", ""),
    (code_to_fences, "pre textarea", "crayon-inline"),
    (figures_to_shortcodes, "figure", "wp-caption"),
    (drop_sizes, "small big font", ""),
    (quotes_without_cite, "cite", ""),
    (drop_icons, "svg", ""),
    (lift_more, MORE, ""),
    (drop_html, "", "<"),
)
"""In order, each with the tags of which one must stand in the tree, or a pattern for the HTML, for it to have work.

`id=` is looked for by its last sign, which is found fastest where letter case does not count.
"""
_TRIGGERS = tuple(
    (tree_pass, frozenset(tags.split()), re.compile(pattern) if pattern else None)
    for tree_pass, tags, pattern in PASSES
)


def clean(html: str, context: Context) -> Element:
    """The tree of a rendered post: nothing in it runs, its media have their new addresses, code is in fences."""
    html, flattened = shallow(html)
    if flattened:
        context.report(Code.NESTING)
    tree = Tree(html)
    found = tree.tags  # once is enough: no pass makes elements for a later one
    for tree_pass, tags, pattern in _TRIGGERS:
        if not found.isdisjoint(tags) or (pattern and pattern.search(html)):
            tree_pass(tree, context)
    return tree.root
