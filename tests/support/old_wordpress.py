"""A WordPress as far as its login and its export go, on a server of the test."""

from __future__ import annotations

from http.server import BaseHTTPRequestHandler
from urllib.parse import parse_qs

from tests.support.media_server import Answer, Server, give
from tests.support.wxr_exports import export, item

USER, PASSWORD = "editor", "wide open sea"
COOKIE = "wordpress_logged_in_1f=editor%7Cabc"
FORM = """<form id="loginform" action="{action}" method="post">
<input name="log"><input name="pwd" type="password"><input type="hidden" name="kept" value="along"></form>"""
ADMIN, LOGIN, EXPORT = "/wp-admin/", "/wp-login.php", "/wp-admin/export.php"
WALK = export(item(post_id=7, post_type="post"), item("About", post_id=8, post_type="page"))


def page(html: str, status: int = 200, **headers: str) -> Answer:
    return give(html.encode(), status, "text/html; charset=UTF-8", None, **headers)


def feed(text: str = WALK, **headers: str) -> Answer:
    return give(text.encode(), 200, "text/xml; charset=UTF-8", None, **headers)


def at_the_door(server: Server, form: str, refusal: str = "") -> Answer:
    """The login page: a form, and behind it the administration or a page that says why not."""

    def answer(request: BaseHTTPRequestHandler) -> None:
        if request.command == "GET":
            page(form, Set_Cookie="wordpress_test_cookie=WP%20Cookie%20check; path=/")(request)
            return
        sent = parse_qs(server.forms[-1])
        knows_cookies = "wordpress_test_cookie" in request.headers.get("Cookie", "")
        if knows_cookies and sent["log"] == [USER] and sent["pwd"] == [PASSWORD] and sent["kept"] == ["along"]:
            give(b"", 302, "text/html", Location=server.url(ADMIN), Set_Cookie=f"{COOKIE}; path=/; HttpOnly")(request)
        else:
            page(refusal or '<div id="login_error">The password is <b>wrong</b>.</div>' + form)(request)

    return answer


def for_those_inside(inside: Answer) -> Answer:
    """What only who is logged in gets."""

    def answer(request: BaseHTTPRequestHandler) -> None:
        known = COOKIE in request.headers.get("Cookie", "")
        (inside if known else give(b"", 302, Location=LOGIN))(request)

    return answer


def open_wordpress(server: Server, exported: Answer | None = None, refusal: str = "", form: str = "") -> None:
    """Let the server be a WordPress."""
    server.routes["/"] = page("<p>A journal</p>")
    server.routes[LOGIN] = at_the_door(server, form or FORM.format(action=server.url(LOGIN)), refusal)
    server.routes[EXPORT] = for_those_inside(exported or feed())
