"""Reads one portion of an export, whole items and all that is needed to understand them, by itself.

Portions know nothing of each other, so that any process may read any of them.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Generic, TypeVar
from xml.sax.saxutils import quoteattr

from lxml import etree

from migrate.diagnostics import Code, Diagnostic, Diagnostics
from migrate.model import NO_ID, Author, Item, Term
from migrate.wxr.fields import FieldNames
from migrate.wxr.items import Builder, Element
from migrate.wxr.segments import LARGEST_ITEM, Segment, Slice, slices

Record_co = TypeVar("Record_co", covariant=True)
Slugs = Mapping[tuple[str, str], str]
"""The slug of each declared term by taxonomy and name."""
_ID = re.compile(rb"<wp:post_id>[^<0-9]{0,40}([0-9]{1,18})")
_SUFFIX = b"</channel></rss>"
_SURROGATE = re.compile(
    rb"&#(?:[xX]0*[dD][89a-fA-F][0-9a-fA-F]{2}"
    rb"|0*(?:5529[6-9]|55[3-9][0-9]{2}|56[0-9]{3}|57[0-2][0-9]{2}|573[0-3][0-9]|5734[0-3]));"
)
"""Half a character by its number. Where markup is broken libxml2 takes it for text, and then cannot say what it is."""
_HARMLESS = frozenset({"NS_ERR_UNDEFINED_NAMESPACE", "NS_ERR_XML_NAMESPACE"})
_TAXONOMIES = {"wp:category": "category", "wp:tag": "post_tag", "wp:term": ""}
_NO_SLUGS: Slugs = {}


@dataclass(frozen=True, slots=True)
class Portion:
    """Some items of one file."""

    file: str
    """For messages."""
    opening: bytes
    """The tags around the items, with the namespaces of the file."""
    segment: Segment
    slugs: Slugs = field(default_factory=dict)
    """What terms were declared, where an item names one without its slug."""

    @property
    def lines(self) -> range:
        """The lines in which its items can start."""
        segment = self.segment
        return range(segment.line, segment.line + segment.data.count(b"\n") + segment.dropped_lines + 1)


@dataclass(frozen=True, slots=True)
class Reading(Generic[Record_co]):
    """What a portion holds."""

    records: Sequence[Record_co]
    complete: bool
    """Whether the end of the export is the last thing in it."""
    cut_off: int
    """The line of an item whose end is missing; 0: there is none."""
    found: list[Diagnostic]


def read_portion(portion: Portion, lines: Container[int] | None = None) -> Reading[Author | Term | Item]:
    """Everything in a portion; with `lines` only the items that start in one of them."""
    reader = PortionReader(portion.file, portion.opening, portion.slugs, lines)
    records = list(reader.read(portion.segment))
    return Reading(records, reader.complete, reader.cut_off, reader.diagnostics.found)


class PortionReader:
    """Reads segments of one file."""

    def __init__(
        self,
        file: str,
        opening: bytes = b"<rss><channel>",
        slugs: Slugs = _NO_SLUGS,
        lines: Container[int] | None = None,
    ) -> None:
        self._file = file
        self._opening = opening
        self._lines = lines
        self._names = FieldNames()
        self._builder = Builder(self._names, slugs)
        self._parser = etree.XMLParser(
            encoding="utf-8",
            recover=True,
            huge_tree=True,
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            remove_comments=True,
            remove_pis=True,
        )
        self.diagnostics = Diagnostics()
        self.cut_off = 0
        self.complete = False

    def read(self, segment: Segment) -> Iterator[Author | Term | Item]:
        """All that a segment holds, at once if it is sound, else piece by piece."""
        if segment.whole and b"</channel" not in segment.data:
            channel, damaged = self.parsed(segment.data)
            if not damaged:
                yield from self._children(channel, segment.line)
                return
        whole = segment.whole
        for piece in slices(segment):
            if not piece.is_item:
                yield from self._between(piece)
            elif whole:
                yield from self._single(piece)
            else:
                self._lost(piece, f"it is larger than {LARGEST_ITEM >> 20} MB")
                whole = True
            self.complete = piece.until == "export_end" or (self.complete and not piece.is_item)

    def fields(self, head: bytes) -> dict[str, str]:
        """The text of each element in the head of a file."""
        return self._builder.fields(self.parsed(head)[0])

    def declared(self, head: bytes) -> Slugs:
        """The slugs of the terms in the head of a file."""
        terms = [one for one in self._children(self.parsed(head)[0], 0) if isinstance(one, Term)]
        return {(term.taxonomy, term.name): term.slug for term in reversed(terms)}

    def opening(self, tags: bytes) -> bytes:
        """The tags that open a document with the namespaces of these."""
        names = self.parsed(b"", tags)[0].nsmap.items()
        declared = "".join(f" xmlns:{prefix}={quoteattr(name)}" for prefix, name in names if prefix)
        return f"<rss{declared}><channel>".encode()

    def parsed(self, data: bytes, opening: bytes = b"") -> tuple[Element, bool]:
        """The channel with this content, and whether the content was damaged."""
        whole = (opening or self._opening) + data + _SUFFIX
        try:
            root = self._recovered(whole)
            damaged = any(entry.type_name not in _HARMLESS for entry in self._parser.error_log)
            if damaged and b"&#" in whole and not _is_text(root):
                root = self._recovered(_SURROGATE.sub(b"", whole))
        except etree.XMLSyntaxError:
            return etree.Element("channel"), True
        return next(iter(root), root), damaged

    def _recovered(self, whole: bytes) -> Element:
        return etree.fromstring(whole, self._parser)

    def _between(self, piece: Slice) -> Iterator[Author | Term | Item]:
        """What stands between items: the head of the file, nothing, or an item whose own start is damaged."""
        channel, damaged = self.parsed(piece.data)
        if damaged and _ID.search(piece.data):
            yield from self._single(replace(piece, data=b"<item>" + piece.data), damaged=True)
        else:
            yield from self._children(channel, piece.line)

    def _single(self, piece: Slice, damaged: bool = False) -> Iterator[Item]:
        """One item of a segment that is damaged somewhere. Where its end is missing, the next item ends it."""
        if not piece.until:
            self.cut_off = piece.line
            return
        channel, broken = self.parsed(piece.data)
        item = next((one for one in self._children(channel, piece.line) if isinstance(one, Item)), None)
        if item is None:
            self._lost(piece, "its XML is gone")
            return
        if damaged or broken or piece.until != "item_end":
            self._tell(Code.ITEM_DAMAGED, item.line, item.title, item.id)
        yield item

    def _lost(self, piece: Slice, reason: str) -> None:
        name = _ID.search(piece.data)
        self._tell(Code.ITEM_LOST, piece.line, reason, int(name[1]) if name else NO_ID)

    def _children(self, channel: Element, line: int) -> Iterator[Author | Term | Item]:
        """The authors, terms and items right below the channel, whose first line is `line`."""
        for child in channel:
            field = self._names[child.tag]
            if field == "item" and len(child):
                place = line + child.sourceline - 1
                if self._lines is None or place in self._lines:
                    yield self._builder.item(child, self._file, place)
            elif field == "wp:author":
                yield self._builder.author(child)
            elif field in _TAXONOMIES:
                yield self._builder.term(child, _TAXONOMIES[field])

    def _tell(self, code: Code, line: int, detail: str = "", wordpress_id: int = NO_ID) -> None:
        self.diagnostics.report(code, detail, file=self._file, line=line, wordpress_id=wordpress_id)


def _is_text(root: Element) -> bool:
    try:
        etree.tostring(root, encoding="utf-8").decode()
    except UnicodeDecodeError:
        return False
    return True
