"""The public REST API of WordPress: its types, the list of their items, and what visitors see of them.

Everything that comes back is a stranger's: nothing is taken but numbers and texts where they belong.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from migrate.living.store import LARGEST, Known, SeenItem
from migrate.living.where import below, is_wordpress_com
from migrate.web.client import Address, web_address
from migrate.web.retry import FetchError
from migrate.web.session import Reply, Session

A_REQUEST = 100
"""Items that are asked for at a time: WordPress gives no more."""
MOST_ITEMS = 500_000
_MOST_TYPES = 100
_LARGEST_ID = 10**18
_LINK = re.compile(r"<([^<>]+)>\s*;[^,]*rel=\"?https://api\.w\.org/")
_IN_ORDER = {"per_page": str(A_REQUEST), "orderby": "id", "order": "asc"}
_BASE = re.compile(r"[A-Za-z0-9_-]{1,60}")
_TYPES_WITHOUT_PAGES = """
attachment nav_menu_item wp_block wp_font_face wp_font_family wp_global_styles wp_navigation wp_template
wp_template_part
"""
_NOT_SHOWN = frozenset(_TYPES_WITHOUT_PAGES.split())
"""Types that the API has and that are no pages."""
_API = "wp/v2/"
_PUBLIC_API = "https://public-api.wordpress.com/wp/v2/sites/"


@dataclass(frozen=True, slots=True)
class RestType:
    """A type of items, and where the API has them."""

    name: str
    base: str


class RestApi:
    """The API of one site at the address where it answers."""

    def __init__(self, session: Session, root: Address) -> None:
        """`root` ends in `/wp/v2/`, or in `rest_route=/wp/v2/` where WordPress knows no readable addresses."""
        self._session = session
        self._root = root

    def types(self) -> list[RestType]:
        """The types whose items visitors can see. Raises FetchError where there is no API."""
        answer = self._json("types", {})
        if not isinstance(answer, dict):
            raise FetchError("has no REST API")
        return [
            RestType(str(name), one["rest_base"])
            for name, one in list(answer.items())[:_MOST_TYPES]
            if name not in _NOT_SHOWN and isinstance(one, dict) and _is_ours(one)
        ]

    def listed(self, kind: RestType) -> dict[int, Known]:
        """All items of a type that visitors can see, by id. Raises FetchError where they cannot be listed whole."""
        found: dict[int, Known] = {}
        # Only whether a text is protected, which costs WordPress nothing; before 5.3 nothing of it comes.
        asked = _IN_ORDER | {"_fields": "id,modified,link,content.protected"}
        met: set[int] = set()
        page = 1
        while True:
            reply, answer = self._asked(kind.base, asked | {"page": str(page)})
            if reply.status == 400 and page > 1:  # the last one was full
                return found
            items = list(_items(reply, answer))
            fresh = {number for one in items if (number := _number(one))} - met
            met |= fresh
            found |= dict(_known(items, kind))
            pages = reply.headers.get("x-wp-totalpages", "")
            is_last = page >= int(pages[:9]) if pages.isdecimal() else len(items) < A_REQUEST
            if is_last or not fresh or len(found) > MOST_ITEMS:
                return found
            page += 1

    def seen(self, kind: RestType, wanted: Sequence[int], since: str) -> Iterator[SeenItem]:
        """What visitors see of these items, a hundred at most, none of which was changed before `since`.

        Those that are protected by a password are left out.
        """
        asked = _IN_ORDER | {"_fields": "id,modified,link,title,content", "include": ",".join(map(str, wanted))}
        if since:
            asked["modified_after"] = since
        reply, answer = self._asked(kind.base, asked)
        ids = set(wanted)
        for one in _items(reply, answer):
            content = one.get("content")
            if _number(one) in ids and isinstance(content, dict) and not _protected(one):
                shown = content.get("rendered")
                yield _seen(one, kind, shown if isinstance(shown, str) else "")

    def _json(self, path: str, query: dict[str, str]) -> Any:
        reply, answer = self._asked(path, query)
        if reply.status != 200:
            raise FetchError(f"answers {reply.status} to {path}")
        return answer

    def _asked(self, path: str, query: dict[str, str]) -> tuple[Reply, Any]:
        address = self._address(path, query)
        reply = self._session.read(address, "application/json")
        if reply.address.host != address.host:
            raise FetchError(f"leads to {reply.address.host} in place of an answer to {path}")
        try:
            return reply, json.loads(reply.body.lstrip(b"\xef\xbb\xbf \r\n\t"))
        except (ValueError, RecursionError) as error:
            raise FetchError(f"answers {reply.status} to {path}, with what is no JSON") from error

    def _address(self, path: str, query: dict[str, str]) -> Address:
        given = urlencode(query, safe=",:")
        if self._root.query:
            text = f"{self._root}{path}" + (f"&{given}" if given else "")
        else:
            text = f"{self._root}{path}" + (f"?{given}" if given else "")
        return web_address(text)


def open_api(session: Session) -> tuple[RestApi, list[RestType]] | None:
    """The API of a site, wherever it is, with the types that it knows; None where it has none for visitors."""
    for root in _roots(session):
        api = RestApi(session, root)
        try:
            if types := api.types():
                return api, types
        except FetchError as error:
            if error.again:
                raise
    return None


def _roots(session: Session) -> Iterator[Address]:
    home = session.home
    if is_wordpress_com(home.host):
        yield web_address(f"{_PUBLIC_API}{home.host}/")
        return
    named = _named(session)
    if named:
        yield web_address(f"{named}{_API}")
    for path in ("wp-json/", "?rest_route=/", "index.php?rest_route=/"):
        root = below(home, path) if not path.startswith("?") else home.join(path)
        if root != named:
            yield web_address(f"{root}{_API}")


def _named(session: Session) -> Address | None:
    """Where the home page says that the API is, if that is at the site itself."""
    opening = session.opening
    home = opening if opening and opening.status == 200 else session.read(session.home, "text/html")
    link = _LINK.search(str(home.headers.get("link", "")))
    try:
        named = web_address(link[1]) if link else None
    except FetchError:
        return None
    # Behind a proxy WordPress may not know that it is encrypted.
    return named.copy_with(scheme=session.home.scheme) if named and named.host == session.home.host else None


def _is_ours(one: dict[str, Any]) -> bool:
    base, space = one.get("rest_base"), one.get("rest_namespace", "wp/v2")
    return isinstance(base, str) and bool(_BASE.fullmatch(base)) and space in ("wp/v2", None, "")


def _items(reply: Reply, answer: object) -> Iterator[dict[str, Any]]:
    if reply.status != 200 or not isinstance(answer, list):
        raise FetchError(f"answers {reply.status} in place of a list of items")
    yield from (one for one in answer if isinstance(one, dict))


def _known(items: Iterable[dict[str, Any]], kind: RestType) -> Iterator[tuple[int, Known]]:
    for one in items:
        number = _number(one)
        if number and not _protected(one):
            yield number, Known(kind.name, _text(one.get("link")), _text(one.get("modified")))


def _number(one: dict[str, Any]) -> int:
    """The id of an item; 0 for what is none."""
    number = one.get("id")
    return number if type(number) is int and 0 < number < _LARGEST_ID else 0


def _protected(one: dict[str, Any]) -> bool:
    content = one.get("content")
    return isinstance(content, dict) and bool(content.get("protected"))


def _seen(one: dict[str, Any], kind: RestType, html: str) -> SeenItem:
    title = one.get("title")
    shown = title.get("rendered") if isinstance(title, dict) else ""
    known = (kind.name, _text(one.get("link")), _text(one.get("modified")), _text(shown))
    return SeenItem(int(one["id"]), *known, html=html if len(html.encode("utf-8", "replace")) <= LARGEST else "")


def _text(value: object) -> str:
    return " ".join(value.split())[:2000] if isinstance(value, str) else ""
