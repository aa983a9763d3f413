"""An export with a word of its own in every field of WordPress' exporter, and in every setting of each handler."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

import migrate.content  # noqa: F401  # registers the handlers
from migrate.content.context import Context
from migrate.content.nodes import Block, Shortcode
from migrate.content.registry import REGISTRY
from tests.support.canary_fields import Export, Words, whole_export
from tests.support.canary_items import items_of_plugins
from tests.support.stored_blocks import context

OF_FAMILIES = (
    *("cc_python", "et_pb_blurb", "fusion_text", "vc_row", "fusion_builder_column", "vc_btn", "acme_spacer"),
    *("dropcap", "su_toggle", "su_tabs", "su_tab", "one_half_last"),
)
"""A name for each pattern by which handlers are found."""
_PROSE = "heading title subtitle text caption label description quote message intro buttonText"
"""Settings in which plugins keep words, whatever the handler looks at."""
_ADDRESS = re.compile(
    r"(?:url|href|link|src|source|image|photo|points)$|^(?:file|album|tweet|video|survey|poll)$", re.I
)
_HOW = """
align class columns count counts dates dir display displayPostContent displayPostDate domain exclude excerpts
first_line firstLineNumber firstline gutter highlight highlightLines highlightedLines id ids imagesDynamic include
inline isLineNumbers lang langType language languageSlug codeLanguage limit lineHighlight lineHighlights lineNumbers
lineNumbersStart line_numbers linenumbers lineoffset mark nums order orderBy orderby parentPageID perPage points
postsToShow query ref service showLineNumbers showPostCounts showTagCounts startLine startingLineNumber style
taxonomy type useLineNumber width height categories category rating latex metadata
"""
"""Settings that are numbers, or that choose between a few values: no word of anybody stands in them."""


class Asked(dict[str, Any]):
    """Settings that remember for which of them they were asked."""

    def __init__(self, names: set[str]) -> None:
        super().__init__({name: _value(name, "word") for name in names})
        self.names = set(names)

    def get(self, name: str, otherwise: Any = None) -> Any:
        self.names.add(name)
        return super().get(name, otherwise)

    def __getitem__(self, name: str) -> Any:
        self.names.add(name)
        return super().__getitem__(name)

    def __contains__(self, name: object) -> bool:
        self.names.add(str(name))
        return super().__contains__(name)


def _nothing(node: Block | Shortcode, context: Context) -> str:
    return ""


def _value(name: str, word: str) -> str:
    return f"https://pictures.example/{word}/" if _ADDRESS.search(name) else f"Moss {word} grows"


def _settings(call: Callable[[Asked], object]) -> list[str]:
    """All that a handler asks for, one answer leading to the next question."""
    names: set[str] = set()
    for _ in range(4):
        asked = Asked(names)
        call(asked)
        names |= asked.names
    return sorted((names | set(_PROSE.split())) - set(_HOW.split()))


def _block(name: str, words: Words) -> str:
    handler = REGISTRY.blocks.get(name, _nothing)
    names = _settings(lambda asked: handler(Block(name, asked, ["<p>x</p>"]), context()))
    given: dict[str, object] = {key: _value(key, words(f"{name}: {key}")) for key in names if not _ADDRESS.search(key)}
    given["acmeList"] = [{"acmeText": _value("acmeText", words(f"{name}: acmeList"))}]
    addresses = [{key: _value(key, words(f"{name}: {key}")), "label": "x"} for key in names if _ADDRESS.search(key)]
    stored, inside = name.removeprefix("core/"), f"<p>{words(f'{name}: inside')}</p>"
    return "\n\n".join(
        f"<!-- wp:{stored} {json.dumps(one)} -->\n<div>{inside}</div>\n<!-- /wp:{stored} -->"
        for one in [given, *addresses]
    )


def _shortcode(name: str, words: Words) -> str:
    handler = REGISTRY.shortcode_handler(name) or REGISTRY.code_handler(name) or _nothing
    names = _settings(lambda asked: handler(Shortcode(name, asked, (), "<p>x</p>", f"[{name}]"), context()))
    said = {key: f' {key}="{_value(key, words(f"[{name}]: {key}"))}"' for key in names}
    together = "".join(one for key, one in said.items() if not _ADDRESS.search(key))
    inside = f"]{words(f'[{name}]: inside')}[/{name}]"
    return "\n\n".join(
        f"[{name}{one}{inside}" for one in [together, *(said[key] for key in said if _ADDRESS.search(key))]
    )


def texts(words: Words) -> Iterator[str]:
    """A text for every block and shortcode with a handler, and for one of each without."""
    for name in [*REGISTRY.blocks, "acme/unknown"]:
        yield _block(name, words)
    for name in [*REGISTRY.shortcodes, *REGISTRY.code, *OF_FAMILIES, "acme_unknown"]:
        yield _shortcode(name, words)


def canary_export(words: Words) -> str:
    """All of it."""
    made = Export(words)
    items = [*made.items(), *items_of_plugins(made), *(made.item(text) for text in texts(words))]
    return whole_export(words, items)
