"""The REST API of a WordPress, as far as visitors may see, on a server of the test."""

from __future__ import annotations

import json
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler
from urllib.parse import parse_qs

from tests.support.media_server import Answer, Server, give
from tests.support.old_wordpress import page

TYPES = {
    "post": {"rest_base": "posts", "rest_namespace": "wp/v2"},
    "page": {"rest_base": "pages"},
    "wp_block": {"rest_base": "blocks"},
    "strange": {"rest_base": "../../etc"},
}


@dataclass
class Shown:
    """An item as visitors see it."""

    id: int
    html: str
    modified: str = "2024-05-04T10:00:00"
    protected: bool = False
    slug: str = ""


def as_json(value: object, status: int = 200, **headers: str) -> Answer:
    return give(json.dumps(value).encode(), status, "application/json; charset=UTF-8", None, **headers)


class RestServer:
    """Answers for its items; a test changes them, or an answer."""

    def __init__(self, server: Server, *items: Shown, pretty: bool = True) -> None:
        self.server = server
        self.items = list(items)
        self.breaks: set[int] = set()
        """Ids of items that make WordPress fail."""
        server.routes["/"] = page("A journal") if pretty else self._by_query
        if pretty:
            server.routes["/wp-json/wp/v2/types"] = as_json(TYPES)
            server.routes["/wp-json/wp/v2/posts"] = self._posts
            server.routes["/wp-json/wp/v2/pages"] = as_json([])

    def _by_query(self, request: BaseHTTPRequestHandler) -> None:
        route = parse_qs(request.path.partition("?")[2]).get("rest_route", [""])[0]
        answers = {"/wp/v2/types": as_json(TYPES), "/wp/v2/posts": self._posts, "/wp/v2/pages": as_json([])}
        answers.get(route, page("A journal"))(request)

    def _posts(self, request: BaseHTTPRequestHandler) -> None:
        query = {name: values[0] for name, values in parse_qs(request.path.partition("?")[2]).items()}
        wanted = {int(one) for one in query["include"].split(",")} if "include" in query else None
        found = [one for one in self.items if wanted is None or one.id in wanted]
        if wanted and self.breaks & wanted:
            page("There has been a critical error.", 500)(request)
            return
        start = (int(query.get("page", "1")) - 1) * 100
        pages = str(-(-len(found) // 100))
        as_json([self._as_wordpress_says(one, query) for one in found[start : start + 100]], X_WP_TotalPages=pages)(
            request
        )

    def _as_wordpress_says(self, one: Shown, query: dict[str, str]) -> dict[str, object]:
        link = self.server.url(f"/{one.slug or one.id}/")
        content: dict[str, object] = {"protected": one.protected}
        if "content.protected" not in query.get("_fields", ""):
            content["rendered"] = "" if one.protected else one.html
        return {
            "id": one.id,
            "modified": one.modified,
            "link": link,
            "title": {"rendered": f"Item {one.id}"},
            "content": content,
        }
