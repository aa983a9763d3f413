"""Reads one portion of an export, whole items and all that is needed to understand them, by itself.

Portions know nothing of each other, so that any process may read any of them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from itertools import chain
from typing import Any, TypeVar

from lxml import etree

from migrate.diagnostics import Code, Diagnostics
from migrate.model.export import NO_ID, Author, Item, Term
from migrate.patterns import rare_pattern
from migrate.text import plain_line
from migrate.wxr.fields import FieldNames, family
from migrate.wxr.item_cache import CachedItems, ItemCache
from migrate.wxr.items import Builder, Element
from migrate.wxr.languages import TextsByLanguage
from migrate.wxr.portion import NO_SLUGS, Portion, Reading, Slugs
from migrate.wxr.preamble import opening_tags, with_root
from migrate.wxr.repair import repair
from migrate.wxr.repair_log import RepairLog
from migrate.wxr.segments import LARGEST_ITEM, Segment, pieces
from migrate.wxr.slices import Slice, slices

Made = TypeVar("Made")
_ID = re.compile(rb"<wp:post_id>[^<0-9]{0,40}([0-9]{1,18})")
_SUFFIX = b"</channel></rss>"
_SURROGATE = rare_pattern(
    rb"&#(?:[xX]0*[dD][89a-fA-F][0-9a-fA-F]{2}"
    rb"|0*(?:5529[6-9]|55[3-9][0-9]{2}|56[0-9]{3}|57[0-2][0-9]{2}|573[0-3][0-9]|5734[0-3]));"
)
"""Half a character by its number. Where markup is broken libxml2 takes it for text, and then cannot say what it is."""
_HARMLESS = frozenset({"NS_ERR_UNDEFINED_NAMESPACE", "NS_ERR_XML_NAMESPACE"})
_TAXONOMIES = {"wp:category": "category", "wp:tag": "post_tag", "wp:term": ""}
_RECORDS = frozenset({"wp:author", *_TAXONOMIES})


def read_again(portion: Portion, lines: Collection[int], cache: ItemCache | None) -> list[Item]:
    """The items of a portion that start in one of these lines, from where they were kept if they were."""
    stored = portion.stored
    if isinstance(stored, CachedItems):
        assert cache is not None
        return [item for item in cache.items(stored) if item.line in lines]
    return [one for one in read_portion(portion, lines).records if isinstance(one, Item)]


def read_portion(portion: Portion, lines: Collection[int] | None = None) -> Reading[Author | Term | Item]:
    """Everything in a portion; with `lines` only the items that start in one of them.

    Raises MigrateError where the file is not the same any more or cannot be read.
    """
    return read_portion_as(lambda item: item, portion, lines)


def read_portion_as(
    make: Callable[[Item], Made], portion: Portion, lines: Collection[int] | None = None
) -> Reading[Author | Term | Made]:
    """The same, where each item becomes something else at once: its text is not kept until all are read."""
    segment = portion.segment()
    reader = PortionReader(portion.file, portion.opening, portion.slugs, lines)
    languages = TextsByLanguage(portion.language, reader.diagnostics)
    read = chain.from_iterable(map(languages.of, reader.read(segment, portion.is_head)))
    records = [make(one) if isinstance(one, Item) else one for one in read]
    return Reading(records, reader.complete, reader.cut_off, reader.diagnostics.found, reader.repairs)


class PortionReader:
    """Reads segments of one file."""

    def __init__(
        self,
        file: str,
        opening: bytes = b"<rss><channel>",
        slugs: Slugs = NO_SLUGS,
        lines: Collection[int] | None = None,
    ) -> None:
        self._file = file
        self._opening = opening
        self._lines = lines
        self._names = FieldNames()
        self._builder = Builder(self._names, slugs)
        self._parser_of_comments = _parser(remove_comments=False)
        self._parser = _parser(remove_comments=True)
        self.diagnostics = Diagnostics()
        self.repairs = RepairLog()
        self.cut_off = 0
        self.complete = False

    def read(self, segment: Segment, is_head: bool = False) -> Iterator[Author | Term | Item]:
        """All that a segment holds, repaired where it needs it."""
        stream = pieces(segment, is_head=is_head)
        if is_head:
            yield from self._mended(with_root(next(stream), stream), is_head=True)
        for piece in stream:
            if self._lines is None or any(line in piece.lines for line in self._lines):
                yield from self._records(piece)

    def _records(self, piece: Segment) -> Iterator[Author | Term | Item]:
        """What a piece holds. Well-formed XML needs no repair; all else is looked at closely."""
        self.complete, self.cut_off = False, 0
        channel = self._sound(piece.data) if piece.whole else None
        if channel is None:
            yield from self._mended(piece)
        else:
            yield from self._children(channel, piece.line)

    def _sound(self, data: bytes) -> Element | None:
        """The channel with this content if it is well-formed, and free of comments: they might have swallowed items."""
        parser = self._parser_of_comments
        try:
            root = etree.fromstring(self._opening + data + _SUFFIX, parser)
        except etree.XMLSyntaxError:
            return None
        if _is_damaged(parser) or len(root) != 1 or next(root.iter(etree.Comment, etree.PI), None) is not None:
            return None
        return root[0]

    def _mended(self, segment: Segment, *, is_head: bool = False) -> Iterator[Author | Term | Item]:
        """All that a segment holds, at once if it is sound after its repair, else item by item."""
        # Where an item has a hole, there seem to be defects.
        repairs = self.repairs if segment.whole else RepairLog()
        segment = segment._replace(data=repair(segment.data, repairs, segment.line, is_head=is_head))
        if is_head:
            segment = _contents(segment)
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

    def fields(self, channel: Element) -> dict[str, str]:
        """The text of each element in a channel that is no author and no term."""
        return self._builder.fields(child for child in channel if self._names[child.tag] not in _RECORDS)

    def declared(self, channel: Element) -> Slugs:
        """The slugs of the terms in a channel."""
        terms = [one for one in self._children(channel, 0) if isinstance(one, Term)]
        return {(term.taxonomy, term.name): term.slug for term in reversed(terms)}

    def opening(self, tags: bytes) -> bytes:
        """The tags that open a document with the namespaces of these.

        Their families stand for them: the name of every single element is made of its namespace, and long ones take as
        much time as all else.
        """
        names = self.parsed(b"", tags)[0].nsmap.items()
        declared = "".join(f' xmlns:{prefix}="{family(name)}"' for prefix, name in names if prefix)
        return f"<rss{declared}><channel>".encode()

    def parsed(self, data: bytes, opening: bytes = b"") -> tuple[Element, bool]:
        """The channel with this content, and whether the content was damaged."""
        whole = (opening or self._opening) + data + _SUFFIX
        parser = self._parser
        try:
            root = etree.fromstring(whole, parser)
            damaged = _is_damaged(parser)
            if damaged and b"&#" in whole and not _is_text(root):
                root = etree.fromstring(_SURROGATE.sub(b"", whole), parser)
        except etree.XMLSyntaxError:
            return etree.Element("channel"), True
        return next(iter(root), root), damaged

    def _between(self, piece: Slice) -> Iterator[Author | Term | Item]:
        """What stands between items: the head of the file, nothing, or an item whose own start is damaged."""
        channel, damaged = self.parsed(piece.data)
        if damaged and _ID.search(piece.data):
            yield from self._single(piece._replace(data=b"<item>" + piece.data), damaged=True)
        else:
            yield from self._children(channel, piece.line)

    def _single(self, piece: Slice, damaged: bool = False) -> Iterator[Item]:
        """One item of a segment that is damaged somewhere. Where its end is missing, the next item ends it."""
        if not piece.until:
            self.cut_off = piece.line
            return
        channel, broken = self.parsed(piece.data)
        items = [one for one in self._children(channel, piece.line) if isinstance(one, Item)]
        if not items:
            self._lost(piece, "its XML is gone")
        elif len(items) == 1 and (damaged or broken or piece.until != "item_end"):
            self._tell(Code.ITEM_DAMAGED, items[0].line, plain_line(items[0].title), items[0].id)
        yield from items

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
                    yield from self._items(child, place)
            elif field == "wp:author":
                yield self._builder.author(child)
            elif field in _TAXONOMIES:
                yield self._builder.term(child, _TAXONOMIES[field])

    def _items(self, element: Element, line: int) -> list[Item]:
        items = self._builder.items(element, self._file, line)
        for item in items if len(items) > 1 else ():
            self._tell(Code.ITEM_DAMAGED, line, plain_line(item.title), item.id)
        return items

    def _tell(self, code: Code, line: int, detail: str = "", wordpress_id: int = NO_ID) -> None:
        self.diagnostics.report(code, detail, file=self._file, line=line, wordpress_id=wordpress_id)


def _contents(head: Segment) -> Segment:
    """The start of a file from the contents of the channel on."""
    _, start = opening_tags(head.data)
    return head._replace(data=head.data[start:], lines=head.lines[head.data.count(b"\n", 0, start) :])


def _parser(*, remove_comments: bool) -> Any:
    """A parser that reads on after faults."""
    return etree.XMLParser(
        encoding="utf-8",
        recover=True,
        huge_tree=True,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=remove_comments,
        remove_pis=remove_comments,
    )


def _is_damaged(parser: Any) -> bool:
    """Whether what it read last was not well-formed. Namespaces that nobody declared do no harm."""
    return any(entry.type_name not in _HARMLESS for entry in parser.error_log)


def _is_text(root: Element) -> bool:
    try:
        etree.tostring(root, encoding="utf-8").decode()
    except UnicodeDecodeError:
        return False
    return True
