"""Parts of a text that visitors did not see: kept apart from the moment they are found.

In the text stays a sign for each. So whatever becomes of the text around it, no tag left open and no handler can bring
its words back into what is shown.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator

from migrate.content.grammar.blocks import parse_blocks
from migrate.content.grammar.shortcodes import replace_in_tags, replace_shortcodes
from migrate.content.nodes import Block, Shortcode
from migrate.content.shared.apart import CODES
from migrate.content.shared.hiding import may_hide
from migrate.diagnostics import Code
from migrate.visibility.items import PAYWALL
from migrate.visibility.parts import (
    Audience,
    audience_by_name,
    audience_of_block,
    audience_of_shortcode,
    is_switched_off,
    switched_off,
)


def hidden_parts(text: str) -> Iterator[tuple[Code, str]]:
    """The parts of a stored text that visitors did not see: what is told of each."""
    if "<!-- wp:" in text:
        yield from _hidden_blocks(parse_blocks(text))
    if PAYWALL in text:
        yield Code.MEMBERS_PART, "jetpack/paywall"
    found: list[str] = []

    def look(shortcode: Shortcode) -> str:
        if _is_for_members(shortcode):
            found.append(f"[{shortcode.name}]")
        return ""

    replace_shortcodes(text, _chooses, look)
    replace_in_tags(text, _chooses, look)
    yield from ((Code.MEMBERS_PART, name) for name in found)


def may_hide_more(text: str) -> bool:
    """Whether styles or a page builder may hide parts beside those that `hidden_parts` tells of."""
    return may_hide(text) or bool(switched_off(text))


def _hidden_blocks(nodes: Iterable[Block | str]) -> Iterator[tuple[Code, str]]:
    for node in nodes:
        if isinstance(node, Block):
            code = CODES.get(audience_of_block(node.name, node.attributes))
            if code:
                yield code, node.name
            else:
                yield from _hidden_blocks(node.inner)


def _is_for_members(shortcode: Shortcode) -> bool:
    audience = audience_of_shortcode(shortcode.name, shortcode.attributes, shortcode.positional)
    return shortcode.content is not None and audience is Audience.MEMBERS


def _chooses(name: str) -> bool:
    """Whether a shortcode shows its content to some and not to others."""
    return audience_by_name(name) is not None


def without_hidden(text: str) -> str:
    """Text beside the body, such as an excerpt, without what shortcodes kept for members."""
    if "[" not in text:
        return text
    return replace_shortcodes(text, _chooses, _shown)


def without_hidden_in_tags(html: str, report: Callable[[Code, str], None]) -> str:
    """HTML whose attributes say nothing that shortcodes in them kept for members, which is told."""

    def shown(shortcode: Shortcode) -> str:
        if _is_for_members(shortcode):
            report(Code.MEMBERS_PART, f"[{shortcode.name}]")
        return _shown(shortcode)

    return replace_in_tags(html, _chooses, shown)


def seen_of(text: str) -> str:
    """A stored text without its parts that visitors did not see, for those who look something up in it."""
    text = text.partition(PAYWALL)[0]
    if "<!-- wp:" in text:
        text = "".join(_seen_blocks(parse_blocks(text)))
    if names := switched_off(text):
        text = replace_shortcodes(text, names.__contains__, _switched_on)
    return without_hidden(text)


def _seen_blocks(nodes: Iterable[Block | str]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, str):
            yield node
        elif audience_of_block(node.name, node.attributes) is Audience.VISITORS:
            yield f"<!-- wp:{node.name} {json.dumps(node.attributes)} -->"
            yield from _seen_blocks(node.inner)


def _switched_on(shortcode: Shortcode) -> str:
    return "" if is_switched_off(shortcode.name, shortcode.attributes) else shortcode.source


def _shown(shortcode: Shortcode) -> str:
    if shortcode.content is None:
        return shortcode.source
    audience = audience_of_shortcode(shortcode.name, shortcode.attributes, shortcode.positional)
    return shortcode.content if audience is Audience.VISITORS else ""
