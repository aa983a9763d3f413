"""What a handler or a tree pass may know besides the text in front of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from migrate.diagnostics import Code, Diagnostics
from migrate.model.export import Item
from migrate.model.rest_of_site import RestOfSite
from migrate.options import Options


class HiddenPart(NamedTuple):
    """A part of a text that visitors did not see."""

    why: str
    """`members` or `hidden`, as the file says."""
    html: str


class PluginPart(NamedTuple):
    """A part of a text that only a plugin can show."""

    name: str
    source: str
    """What is stored."""
    otherwise: str
    """The HTML in its place unless it is known what visitors saw there."""
    code: Code
    """What is to be told of it then."""


@dataclass(frozen=True, slots=True)
class Context:
    """The item being converted, the rest of its site, the owner's choices, and where messages go."""

    item: Item
    library: RestOfSite
    options: Options
    diagnostics: Diagnostics = field(default_factory=Diagnostics)
    embedding: tuple[int, ...] = ()
    """Ids of the reusable blocks that are being rendered, outermost first: a block inside itself ends here."""

    put_in: list[int] = field(default_factory=list)
    """The lengths of the texts of all such blocks that were put in so far."""

    own_words: Mapping[str, object] = field(default_factory=dict)
    """What the post says in such a block instead of what that holds, by the names of the blocks inside it."""

    depth: int = 0
    """How many shortcodes stand around that are known by what their names are like."""

    hidden: list[HiddenPart] = field(default_factory=list)
    """The parts that visitors did not see, by the number that stands in the text in place of each."""

    left_out: list[str] = field(default_factory=list)
    """The HTML of such parts that the owner wants in no file."""

    parts: list[PluginPart] = field(default_factory=list)
    """The parts that only plugins can show, by the number that stands in the text in place of each."""
    taken: dict[str, str] = field(default_factory=dict)
    """What was taken of them from what visitors saw: HTML by the digest of what is stored."""

    replaced: list[str] = field(default_factory=list)
    """What is stored in blocks of which visitors saw the value of a custom field in its place."""

    def report(self, code: Code, detail: str = "") -> None:
        """A diagnostic about this item."""
        self.diagnostics.report(code, detail, file=self.item.file, line=self.item.line, wordpress_id=self.item.id)

    def inside(self, block_id: int, own_words: Mapping[str, object] | None = None) -> Context:
        """The context for the content of a reusable block in which a post says something of its own."""
        return replace(self, embedding=(*self.embedding, block_id), own_words=own_words or {})

    def deeper(self) -> Context:
        """The context for the content of such a shortcode."""
        return replace(self, depth=self.depth + 1)
