"""Stored WordPress text to HTML: code first, then blocks or paragraphs, then shortcodes, as WordPress orders them.

Handlers of blocks and shortcodes are found in the registry. A block's handler is given its inner blocks unrendered and
calls `render_inner` or `render_blocks`. Shortcodes in what block handlers answer are replaced afterwards, once, by
`render`; a shortcode's handler calls `render_shortcodes` for its content.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from functools import lru_cache
from html import escape, unescape

from migrate.content import own_elements
from migrate.content.beside_text.bindings import bound
from migrate.content.beside_text.builders import is_built, with_built
from migrate.content.beside_text.enclosures import with_enclosures
from migrate.content.beside_text.settings import report_unseen
from migrate.content.context import Context, PluginPart
from migrate.content.grammar.autoembed import autoembed
from migrate.content.grammar.autop import autop
from migrate.content.grammar.blocks import parse_blocks
from migrate.content.grammar.highlighted import with_highlighted
from migrate.content.grammar.odd_tags import mended_tags
from migrate.content.grammar.protected import split_regions
from migrate.content.grammar.shortcodes import replace_shortcodes
from migrate.content.grammar.unknown_shortcodes import unknown_shortcodes, without_secrets
from migrate.content.hidden import without_hidden_in_tags
from migrate.content.nodes import Block, Shortcode
from migrate.content.played import played
from migrate.content.registry import REGISTRY, HandlerKind, ShortcodeHandler
from migrate.content.seen.plugin_parts import is_empty, plugin_part, whole_page, with_parts
from migrate.content.shared.apart import set_apart
from migrate.content.shared.picture_numbers import with_pictures
from migrate.content.shared.prose import missing, prose, unseen_prose
from migrate.diagnostics import Code
from migrate.patterns import rare_pattern
from migrate.tree import only_characters
from migrate.usual_tags import may_hold, usual_tags
from migrate.visibility.items import NEWSLETTER, PAYWALL
from migrate.visibility.parts import (
    VISITORS,
    Audience,
    audience_by_name,
    audience_of_block,
    audience_of_shortcode,
    is_switched_off,
    switched_off,
)

_MORE = re.compile(r"<!--more\b([^<>]*?)-->")
_PARAGRAPH_EDGE = rare_pattern(r"(?:\s*+</?p\b[^<>]*>)+\s*+")
_WITH_ATTRIBUTES = rare_pattern(r"<p(\s[^<>]*+)>((?:(?!</?p\b).)*+)</p>", re.S)
_EDGES = rare_pattern(r"\A(?:\s|</?p\b[^<>]*>)++|(?:(?:\s|</?p\b[^<>]*>)(?=(?:\s|</?p\b[^<>]*>)*\Z))++")
_NEXT_PAGE = "<!--nextpage-->"
_NOT_LOWER = rare_pattern(r"(?<=[a-z0-9])[A-Z]")
_ARGUMENT_NAME = rare_pattern(r"[a-z][a-z0-9_-]*")
_SHOWN = 60
"""Signs of what cannot be read by which people know it again."""
_DEEPEST = 30
"""Shortcodes within each other that are known by what their names are like: those are without number."""
_BLOCK_TAG = rare_pattern(r"<(?:p|div|ul|ol|table|h[1-6]|pre|blockquote|figure)[\s>]", re.I)


def render(text: str, context: Context) -> str:
    """The HTML of a post, with own elements for what HTML cannot say."""
    text = only_characters(with_built(text, context) if context.item.meta else text)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    html = _filtered(render_text(text, context), context)
    html = without_hidden_in_tags(_without_switched_off(html, context), context.report)
    unknown = unknown_shortcodes(html, lambda name: is_known_shortcode(name, context))
    html = render_shortcodes(html, context)
    if unknown:
        html = _parts_of_plugins(html, unknown, context)
    if is_empty(html) or (context.item.meta and is_built(context.item)):
        html = whole_page(html, text, context)
    return with_enclosures(with_parts(html, context), context)


def _parts_of_plugins(html: str, unknown: list[str], context: Context) -> str:
    """HTML in which players, or what visitors saw, can take the place of unknown shortcodes."""
    html = replace_shortcodes(html, frozenset(unknown).__contains__, lambda one: played(one, context) or one.source)
    unknown = [name for name in unknown if f"[{name}" in html]
    html = without_secrets(html, frozenset(unknown))
    if context.library.seen().is_known:
        return replace_shortcodes(html, frozenset(unknown).__contains__, lambda one: _shortcode_part(one, context))
    for name in unknown:
        context.report(Code.UNKNOWN_SHORTCODE, name)
    return html


def _shortcode_part(shortcode: Shortcode, context: Context) -> str:
    part = PluginPart(shortcode.name, shortcode.source, shortcode.source, Code.UNKNOWN_SHORTCODE)
    return plugin_part(part, context)


def render_text(text: str, context: Context) -> str:
    """Stored text, of a post or a reusable block, as HTML in which shortcodes other than code still stand."""
    text = replace_shortcodes(text, REGISTRY.is_code, lambda shortcode: _render_code(shortcode, context), in_tags=True)
    usual = usual_tags(text)
    tags = usual.names if usual else None
    text = mended_tags(with_highlighted(text, tags))
    embedded = autoembed(text, context)
    tags = tags if embedded is text else None
    text = _without_divisions(embedded, context) if may_hold(tags, "more", "nextpage") else embedded
    if not may_hold(tags, "wp") or "<!-- wp:" not in text:
        return autop(text, tags)
    text, paid = _parted(text, context)
    blocks = parse_blocks(text, _as_stored(context.options.blocks), _is_void)
    html = render_blocks(_visible(blocks, context), context)
    return html + _apart(parse_blocks(paid), Audience.MEMBERS, "jetpack/paywall", context) if paid else html


@lru_cache(maxsize=2)
def _as_stored(chosen: tuple[tuple[str, str], ...]) -> frozenset[str]:
    """The blocks that everybody saw as they are stored, without those for which the owner chose something else."""
    names = REGISTRY.as_stored - dict(chosen).keys()
    return frozenset(name for name in names if audience_of_block(name, {}) is VISITORS)


def _is_void(block: Block) -> bool:
    """Whether a block can hold nothing that visitors saw, nor keep it from them."""
    return block.name in REGISTRY.voids and audience_of_block(block.name, block.attributes) is VISITORS


def _without_divisions(text: str, context: Context) -> str:
    """Stored text with our own element for `<!--more-->`, and without the ends of pages."""
    if "<!--more" in text:
        if "<!-- wp:" not in text and (said := _MORE.search(text)) and said[1].strip():
            context.report(Code.SETTING_UNSEEN, f"<!--more-->: “{said[1].strip()[:_SHOWN]}”")
        text = _MORE.sub(own_elements.more(inline=True), text)
    return text.replace(_NEXT_PAGE, "\n\n")


def _parted(text: str, context: Context) -> tuple[str, str]:
    """A text before its paywall and behind it."""
    if PAYWALL not in text or context.item.meta_value(NEWSLETTER) == "everybody":
        return text, ""
    free, _, paid = text.partition(PAYWALL)
    return free, paid.partition("-->")[2]


def _visible(nodes: list[Block | str], context: Context) -> list[Block | str]:
    """Blocks with a sign in the place of each that visitors did not see; handlers never meet those."""
    for at, node in enumerate(nodes):
        if isinstance(node, str):
            continue
        audience = audience_of_block(node.name, node.attributes)
        if audience is not VISITORS:
            nodes[at] = _apart([node], audience, node.name, context)
            continue
        if node.name == "core/code":
            node.inner[:] = [_code_for_visitors(one, context) if isinstance(one, str) else one for one in node.inner]
        if len(node.inner) > 1 or (node.inner and isinstance(node.inner[0], Block)):  # most hold one text
            _visible(node.inner, context)
    return nodes


def _code_for_visitors(text: str, context: Context) -> str:
    """Stored code. The editor writes the brackets of shortcodes in it as entities: those of others WordPress ran."""
    return replace_shortcodes(
        text, lambda name: audience_by_name(name) is not None, lambda shortcode: _for_some(shortcode, context)
    )


def _apart(nodes: list[Block | str], audience: Audience, name: str, context: Context) -> str:
    return set_apart(render_shortcodes(render_blocks(nodes, context), context), audience, name, context)


def render_blocks(nodes: Sequence[Block | str], context: Context) -> str:
    """The HTML of blocks and of the text between them."""
    return "".join([node if isinstance(node, str) else _render_block(node, context) for node in nodes])


def render_inner(block: Block, context: Context) -> str:
    """A block's own HTML with its inner blocks rendered in their places."""
    inner = block.inner
    if len(inner) == 1 and isinstance(inner[0], str):
        return inner[0]  # most hold one text
    return render_blocks(inner, context)


def render_shortcodes(html: str, context: Context) -> str:
    """HTML with its shortcodes replaced by what their handlers, or the owner's choices, make of them."""
    return replace_shortcodes(
        html, lambda name: is_known_shortcode(name, context), lambda shortcode: _render_shortcode(shortcode, context)
    )


def render_content(shortcode: Shortcode, context: Context) -> str:
    """What stands in a shortcode that is known by what its name is like."""
    content = shortcode.content or ""
    if context.depth >= _DEEPEST:
        # It is not looked at any more, so that nobody can say that visitors saw all of it.
        return set_apart(content, Audience.MEMBERS, f"[{shortcode.name}]", context)
    return render_shortcodes(content, context.deeper())


def _render_block(block: Block, context: Context) -> str:
    choice = context.options.blocks and dict(context.options.blocks).get(block.name)
    if choice:
        return _as_chosen(choice, block, context)
    if block.unread:
        context.report(Code.SETTINGS_UNREAD, f"{block.name} {block.unread[:_SHOWN]}".strip())
        if not block.name:
            return ""
    if "metadata" in block.attributes:
        block = bound(block, context)
    handler = REGISTRY.blocks.get(block.name)
    if handler:
        own, rest = block.parted() if block.name in REGISTRY.leaves else (block, [])
        html = handler(own, context)
        if block.attributes:
            report_unseen(block.name, block.attributes, html, context)
            if "anchor" in block.attributes:
                html = _at_its_place(html, block.attributes["anchor"])
        return html + render_blocks(rest, context) if rest else html
    inner = render_inner(block, context)
    said = missing(prose(with_pictures(block.attributes, context)), inner) if block.attributes else []
    shown = "\n".join([*said, inner]) if said else inner
    if block.attributes:
        report_unseen(block.name, block.attributes, shown, context)
        shown += set_apart("\n".join(unseen_prose(block.attributes)), Audience.NOBODY, block.name, context)
    code = Code.UNKNOWN_BLOCK if shown.strip() else Code.DYNAMIC_BLOCK
    if block.blocks:
        context.report(code, block.name)
        return shown
    stored = f"{block.name} {json.dumps(block.attributes, sort_keys=True)} {inner}"
    return plugin_part(PluginPart(block.name, stored, shown, code), context)


def _at_its_place(html: str, name: object) -> str:
    """What WordPress fills in, where links find it: such a block stores its name in its settings."""
    if not isinstance(name, str) or f'id="{name}"' in html:
        return html
    return f'<a id="{escape(name)}"></a>{html}'


def _as_chosen(choice: str, block: Block, context: Context) -> str:
    """A block as the owner wants it: nothing, what stands in it, or a Hugo shortcode."""
    if choice == "nothing":
        return ""
    inner = render_inner(block, context)
    if choice == "content":
        return inner
    if choice == "footnote":
        return own_elements.note(one_line(inner))
    settings = block.attributes.get("data") if block.name.startswith("acf/") else None
    arguments = {
        _NOT_LOWER.sub(r"_\g<0>", name).lower(): str(value)
        for name, value in (settings if isinstance(settings, dict) else block.attributes).items()
        if isinstance(value, str | int | float)
    }
    named = {name: value for name, value in arguments.items() if _ARGUMENT_NAME.fullmatch(name)}
    return own_elements.shortcode(choice, named, inner, inline=False)


def is_known_shortcode(name: str, context: Context) -> bool:
    """Whether it is known what stands in place of `[name]`."""
    return (
        REGISTRY.shortcode_handler(name) is not None
        or name in dict(context.options.shortcodes)
        or audience_by_name(name) is not None
    )


def _render_shortcode(shortcode: Shortcode, context: Context) -> str:
    choice = dict(context.options.shortcodes).get(shortcode.name)
    if choice is None:
        handler = REGISTRY.shortcode_handler(shortcode.name)
        return _handled(handler, shortcode, context) if handler else _for_some(shortcode, context)
    if choice == "nothing":
        return ""
    content = render_shortcodes(shortcode.content or "", context)
    if choice == "footnote":
        return own_elements.note(one_line(content))
    if choice == "content":
        # What builds a page stands in a row without a space: the words of two columns must not run together.
        return f"<div>{content}</div>" if shortcode.in_row and content else content
    return own_elements.shortcode(choice, _arguments(shortcode), content, inline=not _BLOCK_TAG.search(content))


def _render_code(shortcode: Shortcode, context: Context) -> str:
    handler = REGISTRY.code_handler(shortcode.name)
    return _handled(handler, shortcode, context) if handler else shortcode.source


def _handled(handler: ShortcodeHandler, shortcode: Shortcode, context: Context) -> str:
    html = handler(shortcode, context)
    is_left_out = f"{HandlerKind.SHORTCODE.value}:{shortcode.name}" in REGISTRY.left_out
    settings = {key: one for key, one in shortcode.attributes.items() if key != "title" or not is_left_out}
    report_unseen(f"[{shortcode.name}]", settings, html, context)
    return html


def _for_some(shortcode: Shortcode, context: Context) -> str:
    """A shortcode that shows its content to some; without content it is prose in brackets, or a plugin's form."""
    if shortcode.content is None:
        if shortcode.attributes:
            context.report(Code.UNKNOWN_SHORTCODE, shortcode.name)
        return without_secrets(shortcode.source, {shortcode.name})
    content = render_content(shortcode, context)
    audience = audience_of_shortcode(shortcode.name, shortcode.attributes, shortcode.positional)
    return set_apart(content, audience or Audience.VISITORS, f"[{shortcode.name}]", context)


def _without_switched_off(html: str, context: Context) -> str:
    """HTML in which elements of a page builder that somebody hid are set apart, the others as they were written.

    No name nests in itself, so that each is done alone and nothing is read within itself however deep it stands.
    """

    def shown(shortcode: Shortcode) -> str:
        if not is_switched_off(shortcode.name, shortcode.attributes):
            return shortcode.source
        hidden = render_shortcodes(shortcode.source if shortcode.content is None else shortcode.content, context)
        return set_apart(hidden, Audience.NOBODY, f"[{shortcode.name}]", context)

    for name in switched_off(html):
        html = replace_shortcodes(html, name.__eq__, shown)
    return html


def one_line(html: str) -> str:
    """HTML of paragraphs, whole or in halves, as that of one line. Their attributes stay: one may hide some."""
    if "<p " in html:
        html = _WITH_ATTRIBUTES.sub(r"<p><span\1>\2</span></p>", html)
    return _PARAGRAPH_EDGE.sub("<br>", _EDGES.sub("", html))


def _arguments(shortcode: Shortcode) -> dict[str, str]:
    """A shortcode's attributes as Hugo can take them: all named, those without a name `arg1`, `arg2`, …"""
    positional = {f"arg{number}": value for number, value in enumerate(shortcode.positional, 1)}
    named = {**positional, **shortcode.attributes}
    return {name: unescape(value) for name, value in named.items() if _ARGUMENT_NAME.fullmatch(name)}


def _filtered(html: str, context: Context) -> str:
    found = REGISTRY.signs.within(html)
    if not found:
        return html
    wanted = [rewrite for sign, rewrite in REGISTRY.filters.items() if sign in found]
    pieces = []
    for piece, region in split_regions(html, ("pre", "code")):
        for text_filter in () if region else wanted:
            piece = text_filter(piece, context)
        pieces.append(piece)
    return "".join(pieces)
