"""HTML to the tree that Markdown is written from: parsed as browsers do, then one small pass after the other."""

from __future__ import annotations

from collections.abc import Callable

from migrate.content.context import Context
from migrate.content.passes.active import drop_active, drop_html, drop_unseen
from migrate.content.passes.anchors import anchors_for_targets
from migrate.content.passes.code import code_to_fences
from migrate.content.passes.dividers import lift_more
from migrate.content.passes.embeds import frames_to_shortcodes, gists_to_shortcodes
from migrate.content.passes.figures import figures_to_shortcodes, players_to_shortcodes
from migrate.content.passes.media import emoji_to_text, find_media, undo_lazy_loading
from migrate.content.shallow import shallow
from migrate.content.tree import MORE, Element, parse
from migrate.diagnostics import Code

_ALWAYS: frozenset[str] = frozenset()
PASSES: tuple[tuple[Callable[[Element, Context], None], frozenset[str]], ...] = (
    (drop_unseen, frozenset({"base", "head", "link", "meta", "template", "title", "noembed", "frameset"})),
    (gists_to_shortcodes, frozenset({"script"})),
    (undo_lazy_loading, frozenset({"img", "iframe", "video", "audio", "picture", "noscript", "embed"})),
    (drop_active, _ALWAYS),
    (find_media, frozenset({"img", "audio", "video", "object", "embed", "iframe"})),
    (emoji_to_text, frozenset({"img"})),
    (frames_to_shortcodes, frozenset({"iframe", "object", "embed"})),
    (players_to_shortcodes, frozenset({"audio", "video"})),
    (code_to_fences, frozenset({"pre", "span"})),
    (figures_to_shortcodes, frozenset({"figure", "div", "dl", "p"})),
    (lift_more, frozenset({MORE})),
    (anchors_for_targets, frozenset({"a"})),
    (drop_html, _ALWAYS),
)
"""In order, each with the tags of which one must be there for it to have work."""


def clean(html: str, context: Context) -> Element:
    """The tree of a rendered post: nothing in it runs, its media have their new addresses, code is in fences."""
    html, flattened = shallow(html)
    if flattened:
        context.report(Code.NESTING)
    root = parse(html)
    tags = {element.tag for element in root.elements()}
    for tree_pass, triggers in PASSES:
        if not triggers or triggers & tags:
            tree_pass(root, context)
    return root
