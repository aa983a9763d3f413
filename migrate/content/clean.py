"""HTML to the tree that Markdown is written from: parsed as browsers do, then one small pass after the other."""

from __future__ import annotations

from collections.abc import Callable

from migrate.content.context import Context
from migrate.content.nesting import shallow
from migrate.content.passes.active import drop_active, drop_html, drop_unseen
from migrate.content.passes.alignment import alignment_to_classes, place_pictures, place_text
from migrate.content.passes.anchors import anchors_for_targets
from migrate.content.passes.arrangement import place_buttons, place_columns
from migrate.content.passes.backgrounds import place_backgrounds
from migrate.content.passes.code import code_to_fences, lines_to_fences
from migrate.content.passes.dividers import lift_more
from migrate.content.passes.embeds import frames_to_shortcodes, gists_to_shortcodes
from migrate.content.passes.figures import figures_on_one_line, figures_to_shortcodes, players_to_shortcodes
from migrate.content.passes.footnotes import listed_to_footnotes, notes_behind_links
from migrate.content.passes.formatting import drop_icons, drop_sizes, name_icon_links, quotes_without_cite
from migrate.content.passes.forms import disarm_forms
from migrate.content.passes.headings import open_headings, plain_headings
from migrate.content.passes.layout_tables import open_layout_tables
from migrate.content.passes.lines import break_own_lines
from migrate.content.passes.lists import entries_to_lists, terms_to_entries
from migrate.content.passes.look import styles_to_elements
from migrate.content.passes.media import emoji_to_text, find_media, undo_lazy_loading
from migrate.content.passes.paragraph_notes import paragraphs_to_footnotes
from migrate.content.passes.raw_text import own_elements_to_words
from migrate.content.passes.stored_notes import stored_to_footnotes
from migrate.content.passes.unseen import hide_unseen
from migrate.diagnostics import Code
from migrate.tree import MORE, NOTE, Element, Tree

PASSES: tuple[tuple[Callable[[Tree, Context], None], str], ...] = (
    (drop_unseen, "base head link meta template title noembed frameset"),
    (own_elements_to_words, "noframes plaintext textarea xmp"),
    (gists_to_shortcodes, "script"),
    (undo_lazy_loading, "img iframe video audio picture noscript embed"),
    (open_layout_tables, "table"),
    (entries_to_lists, "li"),
    (terms_to_entries, "dt dd"),
    (hide_unseen, "[style] [hidden] style"),
    (break_own_lines, "[style]"),
    (styles_to_elements, "[style]"),
    (alignment_to_classes, "[style] [align] center"),
    (
        place_backgrounds,
        ".has-background .wp-block-cover .wp-block-cover-image [background-url] [data-bg] [data-background]"
        " [data-background-image] [data-bg-image] [data-bg-src]",
    ),
    (notes_behind_links, NOTE),
    (paragraphs_to_footnotes, "[id] [name]"),
    (disarm_forms, "form button input"),
    (drop_active, "body"),
    (listed_to_footnotes, ".wp-block-footnotes"),
    (stored_to_footnotes, "[id]"),
    (anchors_for_targets, "[id] [name]"),
    (find_media, "img audio video object embed iframe"),
    (emoji_to_text, "img"),
    (frames_to_shortcodes, "iframe object embed"),
    (players_to_shortcodes, "audio video"),
    (code_to_fences, "pre xmp listing textarea .crayon-inline"),
    (lines_to_fences, "code tt"),
    (
        figures_to_shortcodes,
        "figure figcaption .wp-caption .wp-caption-text .wp-block-gallery .tr-caption-container",
    ),
    (drop_sizes, "small big font"),
    (quotes_without_cite, "cite"),
    (open_headings, "h1 h2 h3 h4 h5 h6"),
    (plain_headings, "h1 h2 h3 h4 h5 h6"),
    (name_icon_links, "svg i"),
    (drop_icons, "svg"),
    (lift_more, MORE),
    (place_columns, ".wp-block-columns .wp-block-media-text"),
    (place_buttons, ".wp-block-button"),
    (place_pictures, "img"),
    (place_text, "[align] [dir] [text-align] center"),
    (figures_on_one_line, "figcaption .wp-caption .wp-caption-text .tr-caption-container"),
    (drop_html, "body"),
)
"""In order, each with what must be in the tree, one of it at least: tags, `.classes`, attributes as `[id]`."""
_NEEDED = tuple((tree_pass, frozenset(names.split())) for tree_pass, names in PASSES)
_WAITED_FOR = frozenset(name for _, needed in _NEEDED for name in needed)
_CLASSES = frozenset(name[1:] for name in _WAITED_FOR if name[0] == ".")
_ATTRIBUTES = frozenset(name[1:-1] for name in _WAITED_FOR if name[0] == "[")
_TEXT_ALIGN = "text-align"
_BACKGROUND_URL = "background-url"


def clean(html: str, context: Context) -> Element:
    """The tree of a rendered post: nothing in it runs, its media have their new addresses, code is in fences."""
    html, flattened = shallow(html)
    if flattened:
        context.report(Code.NESTING)
    tree = Tree(html)
    cleanse(tree, context)
    return tree.root


def cleanse(tree: Tree, context: Context) -> None:
    """Every pass that has work in a tree."""
    found = what_stands_in(tree)  # once is enough: no pass makes what only a later one waits for; a test holds it
    for tree_pass, needed in _NEEDED:
        if not found.isdisjoint(needed):
            tree_pass(tree, context)


def what_stands_in(tree: Tree) -> set[str]:
    """The tags of a tree, and those of its `.classes` and `[attributes]` that a pass waits for.

    `[text-align]` stands where a class or a style speaks of that, or a style of the direction of text;
    `[background-url]` where a style names a file.
    """
    attributes = [one.attributes for one in tree.attributed]
    names: set[str] = set().union(*attributes)
    classes = " ".join({one["class"] for one in attributes if "class" in one}) if "class" in names else ""
    styles = " ".join({one["style"] for one in attributes if "style" in one}) if "style" in names else ""
    if _TEXT_ALIGN in f"{classes} {styles}".lower() or "direction" in styles:
        names.add(_TEXT_ALIGN)
    if "url(" in styles:
        names.add(_BACKGROUND_URL)
    return {
        *tree.tags,
        *[f".{name}" for name in _CLASSES.intersection(classes.split())],
        *[f"[{name}]" for name in _ATTRIBUTES & names],
    }
