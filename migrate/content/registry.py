"""The one registry of handlers: which function answers for which shortcode or block."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from migrate.content.context import Context
from migrate.content.nodes import Block, Shortcode

ShortcodeHandler = Callable[[Shortcode, Context], str]
BlockHandler = Callable[[Block, Context], str]
TextFilter = Callable[[str, Context], str]
Handler = TypeVar("Handler", ShortcodeHandler, BlockHandler)

SHORTCODES: dict[str, ShortcodeHandler] = {}
"""By name, without brackets: `gallery`."""
BLOCKS: dict[str, BlockHandler] = {}
"""By full name: `core/gallery`."""

FILTERS: dict[str, TextFilter] = {}
"""By the characters that must occur in a text for the filter to have work."""


def filters(trigger: str) -> Callable[[TextFilter], TextFilter]:
    """Register what rewrites text that is neither shortcode nor block, as `$latex x$`. It sees HTML outside of code."""

    def register(text_filter: TextFilter) -> TextFilter:
        FILTERS[trigger] = text_filter
        return text_filter

    return register


def handles(*names: str) -> Callable[[Handler], Handler]:
    """Register a handler under `shortcode:NAME` or `namespace/block` names. A handler answers HTML, never Markdown."""

    def register(handler: Handler) -> Handler:
        for name in names:
            table, key = (
                (SHORTCODES, name.removeprefix("shortcode:")) if name.startswith("shortcode:") else (BLOCKS, name)
            )
            if key in table:
                raise ValueError(f"two handlers for {name}")
            table[key] = handler  # type: ignore[assignment]
        return handler

    return register
