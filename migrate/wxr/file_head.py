"""What a file of an export says of itself before its first item."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache, partial
from typing import NamedTuple

from migrate.model.export import Channel
from migrate.wxr.items import Element
from migrate.wxr.languages import in_one_language, plain_code, spoken_in
from migrate.wxr.portion import Slugs
from migrate.wxr.portions import PortionReader
from migrate.wxr.preamble import opening_tags, with_root
from migrate.wxr.repair import repair
from migrate.wxr.repair_log import RepairLog
from migrate.wxr.segments import Segment, pieces
from migrate.wxr.slices import slices


class FileHead(NamedTuple):
    """The site that a file tells of, and what its portions are read with."""

    channel: Channel
    opening: bytes
    """The tags that open every portion."""
    slugs: Callable[[], Slugs]
    """Answers the slugs that are declared before the first item: few exports need them."""


def file_head(file: str, segment: Segment, language: str) -> FileHead:
    """The head of a file that begins with `segment`; `language` is that of the site where it is known better."""
    stream = pieces(segment, is_head=True)
    segment = with_root(next(stream), stream)  # most of what a portion holds are items
    export = repair(segment.data, RepairLog(), is_head=True)
    tags, start = opening_tags(export)
    opening = PortionReader(file).opening(tags)
    reader = PortionReader(file, opening)
    head, _ = reader.parsed(next(slices(segment._replace(data=export[start:]))).data)
    return FileHead(_channel(reader, head, file, language), opening, cache(partial(reader.declared, head)))


def _channel(reader: PortionReader, head: Element, file: str, language: str) -> Channel:
    get = reader.fields(head).get
    said = get("language", "").strip()
    language = language or said
    return Channel(
        title=in_one_language(get("title", "").strip(), language)[0],
        link=get("link", "").strip(),
        description=in_one_language(get("description", "").strip(), language)[0],
        language=said,
        base_blog_url=get("wp:base_blog_url", "").strip(),
        wxr_version=get("wp:wxr_version", "").strip(),
        generator=get("generator", "").strip(),
        file=file,
        published=get("pubDate", "").strip(),
        called=tuple(_called(get("title", "").strip(), get("description", "").strip())),
        icon=(head.findtext("image/url") or "").strip(),
    )


def _called(title: str, description: str) -> Iterator[tuple[str, str, str]]:
    """What a site calls itself in each of several languages."""
    for code in dict.fromkeys((*spoken_in(title), *spoken_in(description))):
        yield plain_code(code), in_one_language(title, code)[0], in_one_language(description, code)[0]
