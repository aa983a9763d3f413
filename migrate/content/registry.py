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
LEAVES: set[str] = set()
"""Blocks whose handler looks at nothing but their own HTML."""

FILTERS: dict[str, TextFilter] = {}
"""By the characters that must occur in a text for the filter to have work."""


def filters(trigger: str) -> Callable[[TextFilter], TextFilter]:
    """Register what rewrites text that is neither shortcode nor block, as `$latex x$`. It sees HTML outside of code."""

    def register(text_filter: TextFilter) -> TextFilter:
        FILTERS[trigger] = text_filter
        return text_filter

    return register


def handles(*names: str, leaf: bool = False) -> Callable[[Handler], Handler]:
    """Register a handler under `shortcode:NAME` or `namespace/block` names. A handler answers HTML, never Markdown.

    `leaf`: such blocks hold no others. Where one was never closed, what follows is not given to the handler.
    """

    def register(handler: Handler) -> Handler:
        for name in names:
            table, key = (
                (SHORTCODES, name.removeprefix("shortcode:")) if name.startswith("shortcode:") else (BLOCKS, name)
            )
            if key in table:
                raise ValueError(f"two handlers for {name}")
            table[key] = handler  # type: ignore[assignment]
        LEAVES.update(names if leaf else ())
        return handler

    return register
