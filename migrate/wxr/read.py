"""Reads exports: from bytes to the items, authors and terms of a site, one after the other.

Each export is repaired as a stream, cut into segments of whole items, and each segment is parsed for itself: memory
stays flat, a broken item costs no other, and line numbers do not end at 65,535 as libxml2's do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from xml.sax.saxutils import quoteattr

from lxml import etree

from migrate.diagnostics import Code, Diagnostic, Diagnostics
from migrate.model import NO_ID, Author, Channel, Item, Term
from migrate.wxr.fields import FieldNames
from migrate.wxr.items import Builder, Element
from migrate.wxr.open import LARGEST_EXPORT, Allowance, Part, find_parts
from migrate.wxr.preamble import root_of
from migrate.wxr.repair import repair
from migrate.wxr.repair_log import RepairLog
from migrate.wxr.segments import LARGEST_ITEM, Segment, Slice, segments, slices

Entity = Channel | Author | Term | Item
_HEAD = re.compile(rb"(<rss\b[^>]*>)(?:\s+|<!--(?s:.*?)-->)*+(<channel\b[^>]*>)?")
_ID = re.compile(rb"<wp:post_id>[^<0-9]{0,40}([0-9]{1,18})")
_SUFFIX = b"</channel></rss>"
_HARMLESS = frozenset({"NS_ERR_UNDEFINED_NAMESPACE", "NS_ERR_XML_NAMESPACE"})
_TAXONOMIES = {"wp:category": "category", "wp:tag": "post_tag", "wp:term": ""}


class Export:
    """One or more WXR files read as one site."""

    def __init__(self, paths: Sequence[Path], diagnostics: Diagnostics, max_size: int = LARGEST_EXPORT) -> None:
        """Find the files and make sure that they are exports.

        Raises MigrateError where one is missing, unreadable or no export.
        """
        self._diagnostics = diagnostics
        self._said: set[Diagnostic] = set()
        self._parts = find_parts(paths, diagnostics, max_size)
        self._max_size = max_size
        self.truncated = False
        """Whether a file was found to end early. Known once all was read."""

    @property
    def files(self) -> tuple[str, ...]:
        """Names of the files that are read, in order."""
        return tuple(part.name for part in self._parts)

    def read(self) -> Iterator[Entity]:
        """Everything the exports hold, in their order; again from the start whenever called.

        Authors and terms that several files repeat come once. What is broken is told on the first reading only. Raises
        MigrateError where a file cannot be read any more or grows beyond all bounds.
        """
        seen: set[tuple[str, ...]] = set()
        allowance = Allowance(self._max_size)
        for part in self._parts:
            found = Diagnostics()
            reader = _PartReader(part, found)
            for entity in reader.read(allowance):
                if _is_new(entity, seen):
                    yield entity
            self.truncated |= not reader.complete
            self._tell(found)

    def _tell(self, found: Diagnostics) -> None:
        for diagnostic in found:
            if diagnostic not in self._said:
                self._said.add(diagnostic)
                self._diagnostics.extend((diagnostic,))


def _is_new(entity: Entity, seen: set[tuple[str, ...]]) -> bool:
    """Whether an author or term was not met before; items and channels always are new."""
    match entity:
        case Author():
            key: tuple[str, ...] = (entity.login,)
        case Term():
            key = (entity.taxonomy, entity.slug)
        case _:
            return True
    new = key not in seen
    seen.add(key)
    return new


class _PartReader:
    """Reads one file of an export."""

    def __init__(self, part: Part, diagnostics: Diagnostics) -> None:
        self._part = part
        self._diagnostics = diagnostics
        self._names = FieldNames()
        self._builder = Builder(self._names)
        self._prefix = b"<rss><channel>"
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
        self._cut_off = 0
        """The line of an item whose end is missing because the file ends."""
        self.complete = False
        """Whether the end of the export was met."""

    def read(self, allowance: Allowance) -> Iterator[Entity]:
        """Everything the file holds."""
        log = RepairLog()
        for place, segment in enumerate(segments(repair(self._part.chunks(allowance), log))):
            if place == 0:
                segment = self._without_head(segment)
                yield self._channel(segment)
            yield from self._entities(segment)
        log.report(self._diagnostics, self._part.name)
        if not self.complete:
            self._tell(Code.TRUNCATED, self._cut_off, "an item is cut off" if self._cut_off else "")

    def _without_head(self, segment: Segment) -> Segment:
        """The first segment from the channel's contents on; the tags before it open every segment from now on."""
        head = _HEAD.match(segment.data, root_of(segment.data) or 0)
        if not head:
            return segment
        self._prefix = _opening(self._parsed(b"", head[1] + (head[2] or b"<channel>"))[0])
        line = segment.line + segment.data.count(b"\n", 0, head.end())
        return replace(segment, data=segment.data[head.end() :], line=line)

    def _channel(self, segment: Segment) -> Channel:
        head, _ = self._parsed(next(slices(segment)).data)
        get = self._builder.fields(head).get
        return Channel(
            title=get("title", "").strip(),
            link=get("link", "").strip(),
            description=get("description", "").strip(),
            language=get("language", "").strip(),
            base_blog_url=get("wp:base_blog_url", "").strip(),
            base_site_url=get("wp:base_site_url", "").strip(),
            wxr_version=get("wp:wxr_version", "").strip(),
            generator=get("generator", "").strip(),
            file=self._part.name,
        )

    def _entities(self, segment: Segment) -> Iterator[Entity]:
        """All that a segment holds, at once if it is sound, else piece by piece."""
        if segment.whole and b"</channel" not in segment.data:
            channel, damaged = self._parsed(segment.data)
            if not damaged:
                self.complete = False
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

    def _between(self, piece: Slice) -> Iterator[Entity]:
        """What stands between items: the head of the file, nothing, or an item whose own start is damaged."""
        channel, damaged = self._parsed(piece.data)
        if damaged and _ID.search(piece.data):
            yield from self._single(replace(piece, data=b"<item>" + piece.data), damaged=True)
        else:
            yield from self._children(channel, piece.line)

    def _single(self, piece: Slice, damaged: bool = False) -> Iterator[Entity]:
        """One item of a segment that is damaged somewhere. Where its end is missing, the next item ends it."""
        if not piece.until:
            self._cut_off = piece.line
            return
        channel, broken = self._parsed(piece.data)
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

    def _children(self, channel: Element, line: int) -> Iterator[Entity]:
        """The authors, terms and items right below the channel, whose first line is `line`."""
        for child in channel:
            field = self._names[child.tag]
            if field == "item" and len(child):
                yield self._builder.item(child, self._part.name, line + child.sourceline - 1)
            elif field == "wp:author":
                yield self._builder.author(child)
            elif field in _TAXONOMIES:
                yield self._builder.term(child, _TAXONOMIES[field])

    def _parsed(self, data: bytes, prefix: bytes = b"") -> tuple[Element, bool]:
        """The channel with this content, and whether the content was damaged."""
        try:
            root = etree.fromstring((prefix or self._prefix) + data + _SUFFIX, self._parser)
        except etree.XMLSyntaxError:
            return etree.Element("channel"), True
        damaged = any(entry.type_name not in _HARMLESS for entry in self._parser.error_log)
        return next(iter(root), root), damaged

    def _tell(self, code: Code, line: int, detail: str = "", wordpress_id: int = NO_ID) -> None:
        self._diagnostics.report(code, detail, file=self._part.name, line=line, wordpress_id=wordpress_id)


def _opening(channel: Element) -> bytes:
    """The tags that open a document with the namespaces of this one."""
    names = "".join(f" xmlns:{prefix}={quoteattr(name)}" for prefix, name in channel.nsmap.items() if prefix)
    return f"<rss{names}><channel>".encode()
