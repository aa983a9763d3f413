"""Every address at which WordPress answered for what an export holds, read from the export itself."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

from lxml import etree

_WORDS = {"post_tag": "tag"}
_FEEDS = ("feed/", "feed/atom/", "feed/rss2/")
_BELOW = ("comment-page-1/", "embed/", "trackback/")
_PAGE = 10
"""How many posts a list showed on one page."""


@dataclass(frozen=True)
class Old:
    """An address of the old site, and what a visitor must find."""

    address: str
    """As a browser asks for it."""
    target: str
    """Decoded path of the page or file that answers in the end."""
    title: str = ""
    """What stands at its head, as far as the export says."""
    feed: bool = False
    """Whether the page's feed is meant."""


@dataclass(frozen=True)
class _Term:
    taxonomy: str
    slug: str
    id: str
    name: str
    parent: str = ""


@dataclass(frozen=True)
class _Item:
    id: str
    type: str
    status: str
    title: str
    author: str
    link: str
    guid: str
    slug: str
    date: str
    parent: str
    file: str
    pages: int
    protected: bool
    terms: tuple[tuple[str, str], ...]
    old_slugs: tuple[str, ...]

    @property
    def public(self) -> bool:
        return self.status == "publish" and not self.protected


class OldSite:
    """What an export says of the site it came from."""

    def __init__(self, export: Path) -> None:
        channel = etree.parse(export, etree.XMLParser(recover=True, huge_tree=True)).getroot().find("channel")
        for one in channel.iter("{*}*"):
            one.tag = f"{one.prefix}:{etree.QName(one).localname}".removeprefix("None:").replace(":", "_")
        self._channel = channel
        base = urlsplit(_text(channel, "wp_base_blog_url"))
        self.host, self.folder = base.netloc, base.path.rstrip("/")
        self.items = [_item(one) for one in channel.findall("item")]
        self.pages = [one for one in self.items if one.public and self._is_page(one)]
        scripted = any("/index.php/" in one.link for one in self.pages)
        self.root = self.folder + ("/index.php" if scripted else "")
        """What stands before `/category/`: a server that cannot rewrite addresses needs the script in them."""
        self.posts = [one for one in self.pages if one.type == "post"]
        self._count = Counter(term for one in self.posts for term in (*one.terms, ("author", one.author)))
        self._count.update(term for one in self.pages if one.type != "post" for term in one.terms)

    def addresses(self) -> list[Old]:
        """All of them, each once."""
        found = [*self._items(), *self._attachments(), *self._terms(), *self._authors(), *self._lists()]
        return list({one.address: one for one in found}.values())

    def _is_page(self, item: _Item) -> bool:
        link = urlsplit(item.link)
        shown = item.type not in {"attachment", "nav_menu_item", "feedback"} and not item.type.startswith("wp_")
        return shown and bool(link.path.strip("/"))

    def _items(self) -> Iterator[Old]:
        for item in self.pages:
            path = self._path(item.link)
            for address in [path, *self._numbered(item), *(f"{path}{one}" for one in (*_FEEDS, *_BELOW))]:
                yield Old(address, unquote(path), item.title)
            for number in range(2, item.pages + 1):
                yield Old(f"{path}{number}/", unquote(path), item.title)
            before, _, last = path.rstrip("/").rpartition("/")
            yield from (
                Old(f"{before}/{slug}/", unquote(path), item.title) for slug in item.old_slugs if last == item.slug
            )

    def _numbered(self, item: _Item) -> Iterator[str]:
        yield from (f"{self.folder}/?{name}={item.id}" for name in ("p", "page_id"))
        yield f"{self.folder}/index.php?p={item.id}"
        yield f"{self.folder}/?post_type={item.type}&p={item.id}"
        guid = urlsplit(item.guid)
        if guid.path.strip("/") == self.folder.strip("/") and f"p={item.id}" in guid.query.split("&"):
            yield f"{self.folder}/?{guid.query}"

    def _attachments(self) -> Iterator[Old]:
        for item in self.items:
            if item.type == "attachment" and item.file:
                file = unquote(urlsplit(item.file).path)
                yield Old(f"{self.folder}/?attachment_id={item.id}", file)
                if urlsplit(item.file).netloc == self.host:
                    yield Old(quote(file), file)
                if urlsplit(item.link).path.strip("/"):
                    yield Old(self._path(item.link), file)

    def _terms(self) -> Iterator[Old]:
        terms = list(self._known_terms())
        parents = {one.slug: one.parent for one in terms if one.taxonomy == "category"}
        for term in terms:
            used = term.taxonomy in {"category", "post_tag"} or self._count[term.taxonomy, term.slug]
            if not used or term.taxonomy in {"nav_menu", "post_format"}:
                continue
            way = [term.slug]
            while parents.get(way[0]) and term.taxonomy == "category":
                way.insert(0, parents[way[0]])
            path = f"{self.root}/{_WORDS.get(term.taxonomy, term.taxonomy)}/{'/'.join(way)}/"
            asked = {
                "category": (
                    f"?cat={term.id}",
                    f"?category_name={term.slug}",
                ),
                "post_tag": (f"?tag={term.slug}",),
            }.get(term.taxonomy, ())
            where = "" if term.name[:1] in {".", "#"} else unquote(path)
            if len(way) > 1:
                yield Old(f"{self.root}/category/{term.slug}/", where, term.name)
            yield from self._list(path, where, term.name, asked, self._count[term.taxonomy, term.slug])

    def _known_terms(self) -> Iterator[_Term]:
        for one in self._channel.findall("wp_category"):
            names = ("wp_category_nicename", "wp_term_id", "wp_cat_name", "wp_category_parent")
            yield _Term("category", *(_text(one, name) for name in names))
        for one in self._channel.findall("wp_tag"):
            yield _Term("post_tag", *(_text(one, name) for name in ("wp_tag_slug", "wp_term_id", "wp_tag_name")))
        for one in self._channel.findall("wp_term"):
            names = ("wp_term_taxonomy", "wp_term_slug", "wp_term_id", "wp_term_name")
            term = _Term(*(_text(one, name) for name in names))
            if term.taxonomy not in {"category", "post_tag"}:
                yield term

    def _authors(self) -> Iterator[Old]:
        for one in self._channel.findall("wp_author"):
            login, number = _text(one, "wp_author_login"), _text(one, "wp_author_id")
            plain = "".join(sign for sign in unicodedata.normalize("NFKD", login.lower()) if sign.isascii())
            word = re.sub("[ .]+", "-", plain)
            path = f"{self.root}/author/{word}/"
            asked = [f"?author_name={word}", *([f"?author={number}"] if number else [])]
            yield from self._list(path, unquote(path), "", asked, self._count["author", login])

    def _list(self, path: str, where: str, title: str, asked: Iterable[str], count: int) -> Iterator[Old]:
        """A list of so many posts with its feeds; `where` it is to be found, empty: its title alone tells."""
        further = [f"{path}page/{number}/" for number in range(2, (count - 1) // _PAGE + 2)]
        for address in [path, *(f"{self.folder}/{one}" for one in asked), *further]:
            yield Old(address, where, title)
        for feed in _FEEDS:
            yield Old(f"{path}{feed}", where, title, feed=True)

    def _lists(self) -> Iterator[Old]:
        """The front page, the feeds of the whole site, and the lists of post formats."""
        front = f"{self.root}/"
        yield Old(f"{self.folder}/", "/")
        yield from (Old(f"{front}page/{number}/", "/") for number in range(2, (len(self.posts) - 1) // _PAGE + 2))
        feeds = [
            f"{front}{one}" for one in (*_FEEDS, "feed/rss/", "feed/rdf/", "comments/feed/", "comments/feed/atom/")
        ]
        asked = [f"{self.folder}/?feed={kind}" for kind in ("rss2", "atom")]
        yield from (Old(one, "/", feed=True) for one in (*feeds, *asked))
        formats = {slug.removeprefix("post-format-") for taxonomy, slug in self._count if taxonomy == "post_format"}
        yield from (Old(f"{front}type/{one}/", "/posts/") for one in sorted(formats))
        yield from self._dates({unquote(self._path(item.link)) for item in self.pages})

    def _dates(self, taken: Collection[str]) -> Iterator[Old]:
        """Archives by year, month and day, where no page has their address."""
        for day in sorted({item.date[:10] for item in self.posts if item.date[:4].strip("0")}):
            year, month, number = day.split("-")
            for one in (f"{year}/", f"{year}/{month}/", f"{year}/{month}/{number}/"):
                if f"{self.root}/{one}" not in taken:
                    further = (f"{self.root}/{one}{below}" for below in ("", "page/2/", "feed/"))
                    asked = f"{self.folder}/?m={one.replace('/', '')}"
                    yield from (Old(address, "/posts/") for address in (*further, asked))

    def _path(self, address: str) -> str:
        parts = urlsplit(address)
        path = re.sub("/+", "/", parts.path)
        return f"{path}?{parts.query}" if parts.query else path


def _item(element: etree._Element) -> _Item:
    def field(name: str) -> str:
        return _text(element, name)

    meta = [(_text(one, "wp_meta_key"), _text(one, "wp_meta_value")) for one in element.findall("wp_postmeta")]
    return _Item(
        id=field("wp_post_id"),
        type=field("wp_post_type"),
        status=field("wp_status"),
        title=field("title"),
        author=field("dc_creator"),
        link=field("link"),
        guid=field("guid"),
        slug=field("wp_post_name"),
        date=field("wp_post_date"),
        parent=field("wp_post_parent"),
        file=field("wp_attachment_url"),
        pages=field("content_encoded").count("<!--nextpage-->") + 1,
        protected=bool(field("wp_post_password")),
        terms=tuple((one.get("domain"), one.get("nicename")) for one in element.findall("category")),
        old_slugs=tuple(value for key, value in meta if key == "_wp_old_slug" and value),
    )


def _text(element: etree._Element, path: str) -> str:
    return str(element.findtext(path, "")).strip()
