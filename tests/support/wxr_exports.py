"""Builds exports in the shapes that WordPress writes them in."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path

from migrate.diagnostics import Diagnostics
from migrate.model.export import Author, Channel, Item, Term
from migrate.wxr import Export

NAMESPACES = {
    "excerpt": "http://wordpress.org/export/1.2/excerpt/",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "wp": "http://wordpress.org/export/1.2/",
}


def cdata(text: str) -> str:
    """Text as WordPress puts it into an export."""
    return "<![CDATA[" + text.replace("]]>", "]]]]><![CDATA[>") + "]]>"


def element(tag: str, text: str, attributes: str = "") -> str:
    return f"<{tag}{attributes}>{cdata(text)}</{tag}>"


def record(tag: str, **fields: str) -> str:
    """An element that holds one `wp:` element for each field."""
    return f"<wp:{tag}>" + "".join(element(f"wp:{name}", text) for name, text in fields.items()) + f"</wp:{tag}>"


def item(
    title: str = "A walk", content: str = "We went out.", post_id: int = 7, inside: str = "", **fields: str
) -> str:
    """An item; `fields` go into `wp:` elements, `inside` goes in as it is."""
    parts = [
        "<item>",
        element("title", title),
        f"<link>https://blog.example/{post_id}/</link>",
        element("content:encoded", content),
        f"<wp:post_id>{post_id}</wp:post_id>",
        *(element(f"wp:{name}", text) for name, text in fields.items()),
        inside,
        "</item>",
    ]
    return "\n".join(parts)


def export(
    *items: str,
    head: str = "",
    namespaces: dict[str, str] = NAMESPACES,
    version: str = "<wp:wxr_version>1.2</wp:wxr_version>",
) -> str:
    """A whole export."""
    declared = "".join(f'\n\txmlns:{prefix}="{address}"' for prefix, address in namespaces.items())
    return f"""<?xml version="1.0" encoding="UTF-8" ?>
<!-- Written by WordPress. Tools > Export, then "Activate & Run" -->
<rss version="2.0"{declared}
>
<channel>
<title>A journal</title>
<link>https://blog.example</link>
<description>Walks &amp; bread</description>
<language>en-GB</language>
{version}
<wp:base_site_url>https://example.org</wp:base_site_url>
<wp:base_blog_url>https://blog.example</wp:base_blog_url>
{head}
{"".join(one + chr(10) for one in items)}</channel>
</rss>
"""


class Reading:
    """All that one export gave."""

    def __init__(self, *paths: Path) -> None:
        self.diagnostics = Diagnostics()
        self.export = Export(paths, self.diagnostics)
        entities = list(self.export.read())
        self.channels = [one for one in entities if isinstance(one, Channel)]
        self.authors = [one for one in entities if isinstance(one, Author)]
        self.terms = [one for one in entities if isinstance(one, Term)]
        self.items = [one for one in entities if isinstance(one, Item)]

    @property
    def item(self) -> Item:
        (only,) = self.items
        return only

    @property
    def codes(self) -> list[str]:
        return [one.code.id for one in self.diagnostics]

    @property
    def details(self) -> list[str]:
        return [one.detail for one in self.diagnostics]


def write(folder: Path, text: str | bytes, name: str = "export.xml") -> Path:
    path = folder / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def pieces(data: bytes, cuts: Iterable[int]) -> list[bytes]:
    """The data, cut at these positions."""
    places = [0, *sorted(min(cut, len(data)) for cut in cuts), len(data)]
    return [data[start:end] for start, end in pairwise(places)]
