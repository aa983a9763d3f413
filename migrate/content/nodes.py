"""What stored WordPress text is made of before any HTML parser sees it: shortcodes and blocks."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Shortcode:
    """One `[name key="value" positional]content[/name]`. Attribute values are as stored: entities not yet decoded."""

    name: str
    attributes: dict[str, str]
    positional: tuple[str, ...]
    content: str | None
    """The text between the tags; None for a shortcode without a closing tag."""
    source: str
    """The whole shortcode as it was written."""
    in_row: bool = False
    """Whether it stands right beside another one, and nowhere beside text."""


@dataclass(frozen=True, slots=True)
class Block:
    """One block of the block editor: `<!-- wp:name {json} -->…<!-- /wp:name -->`."""

    name: str
    """With its namespace: `core/paragraph`."""
    attributes: dict[str, Any]
    inner: list[str | Block] = field(default_factory=list)
    """HTML and inner blocks in the order in which they stand."""

    @property
    def blocks(self) -> list[Block]:
        """The inner blocks alone."""
        return [one for one in self.inner if isinstance(one, Block)]

    @property
    def html(self) -> str:
        """The block's own HTML with the inner blocks left out."""
        return "".join(one for one in self.inner if isinstance(one, str))
