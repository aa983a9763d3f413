"""Where the links of the old site lead on the new one."""

from __future__ import annotations

import re
from enum import Enum
from typing import Protocol
from urllib.parse import parse_qsl, quote

from migrate.model.rest_of_site import Link
from migrate.site.addresses import Hosts, Local, key, take_apart
from migrate.site.answer.redirects import GENERATED
from migrate.site.decide.decisions import Target
from migrate.site.decide.media.media import Media, encoded

_WHITE = re.compile(r"[\t\n\r]+")
_BELOW = re.compile(r"(.+?/)(?:page/\d+|comment-page-\d+|\d{1,4}|amp|embed|trackback)/?", re.S)
"""What WordPress hangs on the address of a page: its parts, pages of comments, other forms of it."""
_MONTH = re.compile(r"\d{4}(?:\d\d){0,2}")
_UPLOADS = "/wp-content/uploads/"
_NUMBERED = frozenset({"p", "page_id", "attachment_id"})
_ASKING = _NUMBERED | {"cat", "category_name", "tag", "author", "author_name", "m", "feed"}
"""Parameters by which WordPress finds what to show."""
_NO_POSTS = frozenset({"tag", "category", "author", "wp-content", "wp-admin", "wp-includes", "wp-json"})
_SAFE = "!$&+,;=:@/?-._~%"
_DATE = re.compile(r"/(\d{4})(?:/(\d{2}))?(?:/(\d{2}))?/")
_REMEMBERED = 5_000
_SCHEME = len("https://")


class Problem(Enum):
    """What is wrong with a link into the site."""

    NOWHERE = "leads nowhere"
    UNPUBLISHED = "leads to what is not published"


class Targets(Protocol):
    """Everything that a link can lead to: pages, and the addresses of terms, authors and files."""

    def page(self, spelled: str) -> Target | None:
        """The page at an address (as `addresses.key` spells it), its address of today or a former one."""

    def address(self, spelled: str) -> str | None:
        """The address on the new site of a term, an author, or a file that stands in for a page of its own."""

    def slug(self, name: str) -> tuple[Target, str] | None:
        """The one page that has this slug, and its date."""

    def numbered(self, number: int) -> Target | str | None:
        """What `?p=12`, `?page_id=12` and `?attachment_id=12` mean: a page, or the address of a file."""

    def named(self, question: tuple[str, str]) -> str | None:
        """What `?cat=3`, `?tag=x` and the like mean: an address by parameter and value."""


class Resolver:
    """Answers where a link leads, whatever way it is spelled. Never raises."""

    def __init__(self, hosts: Hosts, media: Media, targets: Targets) -> None:
        self._hosts = hosts
        self._media = media
        self._targets = targets
        self._known: dict[str, tuple[Link, Problem | None]] = {}
        self._elsewhere: set[str] = set()
        """Schemes and hosts of addresses that are on hosts which show nothing of the site."""
        self._is_led = False
        """Whether what is looked for now is where a page leads that only leads elsewhere."""

    def forget(self) -> None:
        """Let go of what is remembered of links, before others are forked with it."""
        self._known.clear()

    def resolve(self, href: str, here: str = "/") -> tuple[Link, Problem | None]:
        """Where a link on the page at `here` leads, and what is wrong with it."""
        found = self._known.get(href)
        if found is None:
            if self._is_elsewhere(href):
                return Link(href), None
            if depends_on_place(href):
                return self._resolve(href, here)
            if len(self._known) > _REMEMBERED:
                self._known.clear()
            found = self._known[href] = self._resolve(href, here)
        return found

    def leads_out(self, href: str, here: str) -> bool:
        """Whether a link on the page at `here` leads out of the site or stays on its page, whatever there is."""
        clean = _WHITE.sub("", href.strip())
        stays = not clean or clean[0] == "#" or (clean[0] == "?" and not _asks(clean))
        return stays or self._is_elsewhere(href) or not (self._media.path(clean) or self._hosts.local(clean, here))

    def _is_elsewhere(self, href: str) -> bool:
        """The same as `Media.is_elsewhere`: most links lead to a few hosts, of which that is known."""
        end = href.find("/", _SCHEME)
        host = href[:end] if end > 0 else href
        if host in self._elsewhere and "http" not in href[_SCHEME - 1 :]:  # in which another address might stand
            return True
        is_elsewhere = self._media.is_elsewhere(href)
        if is_elsewhere and len(self._elsewhere) < _REMEMBERED:
            self._elsewhere.add(host)
        return is_elsewhere

    def _resolve(self, href: str, here: str) -> tuple[Link, Problem | None]:
        clean = _WHITE.sub("", href.strip())
        if not clean or clean[0] == "#" or (clean[0] == "?" and not _asks(clean)):
            return Link(href), None
        if _may_be_file(clean) and (file := self._media.path(clean)):
            return Link(encoded(file) + _fragment(take_apart(clean).fragment)), None
        local = self._hosts.local(clean, here if not clean.startswith("?") else f"{self._hosts.folder}/")
        if local is None:
            return Link(href), None
        return self._inside(local) or self._lost(href, clean, local)

    def _inside(self, local: Local) -> tuple[Link, Problem | None] | None:
        """Where a local address leads; None where nothing is known of it."""
        if local.query and self._is_front(local):
            asked = sorted(_questions(local.query), key=lambda one: one[0] not in _NUMBERED)  # which say most
            answers = [answer for one in asked if (answer := self._answer(one))]
            if answers:
                return self._to(answers[0], local)
            if any(name in _ASKING for name, _ in asked):
                return None
        for path in (local.path, _without_index(local.path)):
            if (found := self._at(path)) and (local.certain or found != "/"):
                return self._to(found, local)
        above = _BELOW.fullmatch(local.path)
        if above and (found := self._targets.page(key(above[1]))):
            return self._to(found, local)
        if self._is_generated(*self._hosts.parted(local.path)):
            return Link(encoded(local.path) + _fragment(local.fragment)), None
        if _UPLOADS in local.path:
            place = self._hosts.folder + local.path[local.path.index(_UPLOADS) :]
            return Link(encoded(self._media.path(place) or place) + _fragment(local.fragment)), None
        guess = self._guessed(local.path)
        return self._to(guess, local) if guess else None

    def _is_generated(self, root: str, path: str) -> bool:
        """Whether WordPress makes a list at this address, of something that is there."""
        found = GENERATED.search(_without_index(path))
        if found is None or not found["above"]:
            return found is not None
        above = f"/{found['above']}"
        return GENERATED.search(above) is not None or self._at(root + above) is not None

    def _is_front(self, local: Local) -> bool:
        return key(_without_index(local.path)) in self._hosts.fronts

    def _answer(self, question: tuple[str, str]) -> Target | str | None:
        """What a query on the front page asks for: an item or term by number or name, a month, a feed."""
        name, value = question
        if name == "feed":
            return f"{self._hosts.folder}/feed/"
        if name == "m" and _MONTH.fullmatch(value):
            return "/".join([self._hosts.folder, value[:4], *filter(None, (value[4:6], value[6:8])), ""])
        if name in _NUMBERED:
            is_number = value.isascii() and value.isdigit() and len(value) < 19
            return self._targets.numbered(int(value)) if is_number else None
        return self._targets.named(question) or self._targets.page(key(f"?{name}={value}"))

    def _at(self, path: str) -> Target | str | None:
        """The page, or the address, that is meant by a path."""
        spelled = key(path)
        found = self._targets.page(spelled) or self._targets.address(spelled)
        return found or self._hosts.home(spelled)

    def _guessed(self, path: str) -> Target | None:
        """WordPress leads a dead address to the one post with its slug, unless the date in it is another's."""
        spelled = key(path)
        found = None if spelled.partition("/")[0] in _NO_POSTS else self._targets.slug(spelled.rpartition("/")[2])
        dated = _DATE.search(path)
        if not found or (dated and not found[1].startswith("-".join(filter(None, dated.groups())))):
            return None
        return found[0]

    def _to(self, found: Target | str, local: Local) -> tuple[Link, Problem | None]:
        fragment = _fragment(local.fragment)
        if not isinstance(found, str) and found.elsewhere:
            return Link(found.elsewhere + fragment), None
        if not isinstance(found, str) and found.leads_to and not self._is_led:
            self._is_led = True
            try:
                return self._resolve(found.leads_to, "/")
            finally:
                self._is_led = False
        if isinstance(found, str):
            is_front = found == "/" or key(found) in self._hosts.fronts
            query = f"?{_query(local.query)}" if is_front and local.query else ""
            return Link(encoded(found) + query + fragment), None
        if not found.public:
            asked = f"?{_query(local.query)}" if local.query else ""
            return Link(encoded(local.path) + asked + fragment), Problem.UNPUBLISHED
        return Link(encoded(found.address) + fragment, found.reference + fragment if found.reference else ""), None

    def _lost(self, href: str, clean: str, local: Local) -> tuple[Link, Problem | None]:
        """A link into the site that leads nowhere: the host goes, the rest stays as it was written."""
        if not local.certain:
            return Link(href), None
        link = take_apart(clean)
        if link.host is None:
            return Link(clean), Problem.NOWHERE
        url = encoded(local.path) + (f"?{_query(link.query)}" if link.query else "") + _fragment(link.fragment)
        return Link(url), Problem.NOWHERE


def link_question(href: str, here: str) -> str:
    """How it is written down that a page asked about a link; `here`, its address, where the answer depends on it."""
    return f"link-from {here} {href}" if here else f"link {href}"


def asked_link(question: str) -> tuple[str, str] | None:
    """The link that a question on record is about, with the address of the page it stands on; None for others."""
    kind, _, about = question.partition(" ")
    if kind == "link":
        return about, "/"
    here, _, href = about.partition(" ")
    return (href, here) if kind == "link-from" else None


def depends_on_place(href: str) -> bool:
    """Whether a link means another page on another page."""
    if href.startswith(("https://", "http://", "/")):
        return False
    link = take_apart(href.strip())
    return not link.scheme and link.host is None and not link.path.startswith("/")


def _may_be_file(href: str) -> bool:
    path = href.partition("#")[0].partition("?")[0]
    return "." in path[path.rfind("/") + 1 :]


def _asks(href: str) -> bool:
    return any(name in _ASKING for name, _ in _questions(take_apart(href).query))


def _questions(query: str) -> list[tuple[str, str]]:
    return [(name, value.lstrip("0") if value.isdigit() else value) for name, value in parse_qsl(query)]


def _without_index(path: str) -> str:
    """The path without the script that answers every request where the server cannot rewrite."""
    return path.replace("/index.php", "", 1) or "/" if "/index.php" in path else path


def _query(query: str) -> str:
    return quote(query, safe=_SAFE)


def _fragment(fragment: str | None) -> str:
    return f"#{quote(fragment, safe=_SAFE)}" if fragment else ""
