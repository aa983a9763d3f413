"""The one registry: which function answers for which shortcode or block, holds code, or rewrites text."""

from __future__ import annotations

import re
from collections.abc import Callable
from enum import Enum
from functools import lru_cache
from typing import Any, TypeVar

from migrate.content.context import Context
from migrate.content.nodes import Block, Shortcode
from migrate.content.signs import Signs

ShortcodeHandler = Callable[[Shortcode, Context], str]
BlockHandler = Callable[[Block, Context], str]
TextFilter = Callable[[str, Context], str]
Handler = TypeVar("Handler", ShortcodeHandler, BlockHandler)


class HandlerKind(Enum):
    """What a function of the registry answers for; the value begins a name in `handles`."""

    SHORTCODE = "shortcode"
    """By name, without brackets: `gallery`."""
    SHORTCODE_FAMILY = "shortcodes"
    """The same for all names that a pattern matches as a whole and that nothing answers for by name, the last first."""
    CODE = "code"
    """A shortcode whose content is taken as it is stored, before paragraphs are made. By name."""
    CODE_FAMILY = "codes"
    """The same for all names that a pattern matches as a whole."""
    BLOCK = "block"
    """By full name: `core/gallery`."""
    FILTER = "filter"
    """By the characters that must occur in a text for the filter to have work."""


class Registry:
    """All handlers and filters. A name has one answer: whoever adds a second meets `ValueError`."""

    def __init__(self) -> None:
        self.shortcodes: dict[str, ShortcodeHandler] = {}
        self.shortcode_families: dict[str, ShortcodeHandler] = {}
        self.code: dict[str, ShortcodeHandler] = {}
        self.families: dict[str, ShortcodeHandler] = {}
        self.blocks: dict[str, BlockHandler] = {}
        self.filters: dict[str, TextFilter] = {}
        self.signs = Signs(())
        """The names of all filters."""
        self.leaves: set[str] = set()
        """Blocks whose handler looks at nothing but their own HTML."""
        self.voids: set[str] = set()
        """Blocks that hold nothing."""
        self.as_stored: set[str] = set()
        """Blocks whose HTML is shown as it is stored."""
        self.left_out: set[str] = set()
        """Names in whose place nothing stands, as `handles` takes them."""

    def add(self, kind: HandlerKind, name: str, function: Callable[..., str]) -> None:
        """Let a function answer for a name. Code shortcodes and others share their names, as in WordPress."""
        tables: dict[HandlerKind, dict[str, Any]] = {
            HandlerKind.SHORTCODE: self.shortcodes,
            HandlerKind.SHORTCODE_FAMILY: self.shortcode_families,
            HandlerKind.CODE: self.code,
            HandlerKind.CODE_FAMILY: self.families,
            HandlerKind.BLOCK: self.blocks,
            HandlerKind.FILTER: self.filters,
        }
        if name in tables[kind] or (kind in (HandlerKind.SHORTCODE, HandlerKind.CODE) and self.is_shortcode(name)):
            raise ValueError(f"a second answer for the {kind.value} {name}")
        tables[kind][name] = function
        if kind is HandlerKind.FILTER:
            self.signs = Signs(self.filters)

    def shortcode_handler(self, name: str) -> ShortcodeHandler | None:
        """What answers for `[name]`, unless that holds code."""
        return self.shortcodes.get(name) or _of_family(self.shortcode_families, name)

    def code_handler(self, name: str) -> ShortcodeHandler | None:
        """What answers for `[name]…[/name]` around code, if that is what it holds."""
        return self.code.get(name) or _of_family(self.families, name)

    def is_code(self, name: str) -> bool:
        """Whether `[name]…[/name]` holds code."""
        return self.code_handler(name) is not None

    def is_shortcode(self, name: str) -> bool:
        """Whether anything answers for `[name]`."""
        return self.shortcode_handler(name) is not None or self.is_code(name)


def _of_family(families: dict[str, ShortcodeHandler], name: str) -> ShortcodeHandler | None:
    family = _family(tuple(families), name)
    return families[family] if family else None


@lru_cache(maxsize=5_000)
def _family(families: tuple[str, ...], name: str) -> str | None:
    """The last of the families that a name is of; a later one is narrower. Posts hold the same names over and over."""
    return next((family for family in reversed(families) if re.fullmatch(family, name)), None)


REGISTRY = Registry()


def filters(trigger: str) -> Callable[[TextFilter], TextFilter]:
    """Register what rewrites text that is neither shortcode nor block, as `$latex x$`. It sees HTML outside of code."""

    def register(text_filter: TextFilter) -> TextFilter:
        REGISTRY.add(HandlerKind.FILTER, trigger, text_filter)
        return text_filter

    return register


def handles(
    *names: str, leaf: bool = False, void: bool = False, as_stored: bool = False, shows: bool = True
) -> Callable[[Handler], Handler]:
    """Register a handler under `namespace/block`, `shortcode:NAME`, `code:NAME`, `shortcodes:` or `codes:PATTERN`.

    A handler answers HTML, never Markdown. `leaf`: such blocks hold no others. Where one was never closed, what follows
    is not given to the handler. `void`: they hold nothing at all. `as_stored`: what they hold is given as it is, and
    need not be a block if it is text alone. Without `shows` nothing stands in their place.
    """

    def register(handler: Handler) -> Handler:
        for name in names:
            kind, colon, key = name.partition(":")
            REGISTRY.add(HandlerKind(kind) if colon else HandlerKind.BLOCK, key or name, handler)
        REGISTRY.leaves.update(names if leaf else ())
        REGISTRY.voids.update(names if void else ())
        REGISTRY.as_stored.update(names if as_stored else ())
        REGISTRY.left_out.update(() if shows else names)
        return handler

    return register
