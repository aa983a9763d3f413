"""`wxr2hugo fetch --to`: the export of a living site, whole or not at all, and no secret where it does not belong."""

from __future__ import annotations

import gzip
from base64 import b64encode
from collections import Counter
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import NamedTuple, Protocol
from urllib.parse import parse_qs

import pytest

from migrate.diagnostics import MigrateError
from tests.support.blog import Run, call
from tests.support.media_server import Answer, Server, give, in_turn, redirect
from tests.support.old_wordpress import (
    COOKIE,
    EXPORT,
    FORM,
    LOGIN,
    PASSWORD,
    USER,
    WALK,
    at_the_door,
    feed,
    for_those_inside,
    open_wordpress,
    page,
)
from tests.support.wxr_exports import Reading, export, item


class Fetched(NamedTuple):
    run: Run
    folder: Path

    @property
    def messages(self) -> str:
        return self.run.messages

    @property
    def files(self) -> list[str]:
        return sorted(one.name for one in self.folder.iterdir())


class Fetching(Protocol):
    def __call__(self, *options: str, address: str = "", private: bool = True) -> Fetched: ...


@pytest.fixture
def fetched(tmp_path: Path, server: Server, monkeypatch: pytest.MonkeyPatch) -> Fetching:
    monkeypatch.setenv("WXR2HUGO_PASSWORD", PASSWORD)

    def fetch(*options: str, address: str = "", private: bool = True) -> Fetched:
        line = [address or server.url("/"), "--to", str(tmp_path / "blog.xml"), *options]
        if "--cookie-file" not in options:
            line += ["--user", USER]
        try:
            run = call("fetch", *line, *(["--allow-private"] if private else []))
        except MigrateError as error:
            run = Run(2, "", f"{error.message}\n{error.hint}")
        return Fetched(run, tmp_path)

    return fetch


def test_the_export_comes_as_wordpress_makes_it(fetched: Fetching, server: Server, tmp_path: Path) -> None:
    open_wordpress(server)
    done = fetched()
    assert done.run.status == 0, done.messages
    assert (tmp_path / "blog.xml").read_text("utf-8") == WALK
    assert done.files == ["blog.xml"]
    assert "2 items (1 page, 1 post), 4 requests" in done.messages


def test_the_form_of_the_export_is_sent_as_a_browser_sends_it(fetched: Fetching, server: Server) -> None:
    open_wordpress(server)
    fetched()
    query = parse_qs(server.asked()[-1].partition("?")[2])
    assert (query["download"], query["content"], query["post_status"]) == (["true"], ["all"], ["0"])


def test_a_site_in_a_folder_with_wordpress_in_another(fetched: Fetching, server: Server) -> None:
    open_wordpress(server)
    server.routes["/journal/"] = page("home")
    server.routes["/journal/wp-login.php"] = redirect("/core/wp-login.php")
    server.routes["/core/wp-login.php"] = at_the_door(server, FORM.format(action="/core/wp-login.php"))
    server.routes["/core/wp-admin/export.php"] = for_those_inside(feed())
    assert fetched(address=server.url("/journal")).run.status == 0


def test_a_login_page_that_was_moved(fetched: Fetching, server: Server) -> None:
    open_wordpress(server)
    del server.routes[LOGIN]
    assert "--login PATH" in fetched().messages
    server.routes["/side-door/"] = at_the_door(server, FORM.format(action="/side-door/"))
    assert fetched("--login", "side-door/").run.status == 0


def test_types_are_asked_for_one_by_one_and_the_file_says_that_it_is_not_all(
    fetched: Fetching, server: Server, tmp_path: Path
) -> None:
    posts = export(item(post_id=7, post_type="post", content="<item> in a text"), item(post_id=9, post_type="post"))
    pages = export(item("About", post_id=8, post_type="page"))
    open_wordpress(server)

    def by_type(request: BaseHTTPRequestHandler) -> None:
        chosen = parse_qs(request.path.partition("?")[2])["content"][0]
        feed({"posts": posts, "pages": pages, "book": export()}[chosen])(request)

    server.routes[EXPORT] = for_those_inside(by_type)
    done = fetched("--types", "post,page,book")
    assert done.run.status == 0, done.messages
    assert "no category, tag or menu" in done.messages and "after a migrate of the whole export" in done.messages
    assert "<!-- wxr2hugo: only these types: post page book -->" in (tmp_path / "blog.xml").read_text("utf-8")
    assert Counter(one.type for one in Reading(tmp_path / "blog.xml").items) == {"post": 2, "page": 1}
    assert done.files == ["blog.xml"]


def test_a_type_that_wordpress_answers_with_another_is_an_error(fetched: Fetching, server: Server) -> None:
    open_wordpress(server)
    done = fetched("--types", "nonsense")
    assert (done.run.status, done.files) == (2, [])
    assert "knows no type nonsense" in done.messages and "page, post" in done.messages


def test_a_cookie_file_takes_the_place_of_a_login(fetched: Fetching, server: Server, tmp_path: Path) -> None:
    open_wordpress(server)
    name, value = COOKIE.split("=")
    jar = tmp_path / "jar"
    jar.mkdir()
    lines = [f"#HttpOnly_127.0.0.1\tFALSE\t/\tFALSE\t4102444800\t{name}\t{value}"]
    lines += ["other.example\tFALSE\t/\tFALSE\t4102444800\tsecret\tof-another-site"]
    (jar / "cookies.txt").write_text("# Netscape HTTP Cookie File\n" + "\n".join(lines) + "\n", "utf-8")
    done = fetched("--cookie-file", str(jar / "cookies.txt"))
    assert done.run.status == 0, done.messages
    assert server.forms == []
    assert not any("of-another-site" in str(headers) for _, headers in server.requests)


def test_cookies_that_are_too_old_are_named(fetched: Fetching, server: Server, tmp_path: Path) -> None:
    open_wordpress(server)
    (tmp_path / "c").mkdir()
    (tmp_path / "c" / "c.txt").write_text("# Netscape HTTP Cookie File\n", "utf-8")
    assert "nobody is logged in" in fetched("--cookie-file", str(tmp_path / "c" / "c.txt")).messages


def test_a_file_that_holds_no_cookies_is_named(fetched: Fetching, tmp_path: Path) -> None:
    (tmp_path / "c.txt").write_text("{}", "utf-8")
    assert "Netscape" in fetched("--cookie-file", str(tmp_path / "c.txt")).messages


def test_basic_authentication_goes_with_every_request_but_the_first(
    fetched: Fetching, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first one finds out where the site is."""
    monkeypatch.setenv("WXR2HUGO_BASIC", "staging:gate")
    open_wordpress(server)
    assert fetched().run.status == 0
    expected = "Basic " + b64encode(b"staging:gate").decode()
    assert [headers.get("authorization") for _, headers in server.requests] == [None, expected, expected, expected]


@pytest.mark.parametrize(
    ("refusal", "said"),
    [
        ("", "The password is wrong."),
        ('<form name="validate_2fa_form"><input name="authcode"></form>', "second factor"),
        ('<div class="g-recaptcha"></div><div id="login_error">no</div>', "captcha"),
        ("<p>Database error</p>", "does not let editor in (answer 200)"),
    ],
)
def test_a_login_that_is_answered_with_a_page_says_what_is_in_the_way(
    fetched: Fetching, server: Server, refusal: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WXR2HUGO_PASSWORD", "not it")
    open_wordpress(server, refusal=refusal)
    done = fetched()
    assert (done.run.status, done.files) == (2, [])
    assert said in done.messages and "--cookie-file" in done.messages


def test_an_application_password_is_known_by_its_look(
    fetched: Fetching, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WXR2HUGO_PASSWORD", "abcd EFGH 1234 ijkl MNOP 5678")
    open_wordpress(server)
    assert "application password" in fetched().messages


def test_a_page_that_repeats_the_password_is_not_quoted(
    fetched: Fetching, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WXR2HUGO_PASSWORD", "my own secret")
    open_wordpress(server, refusal='<div id="login_error">“my own secret” is wrong</div>')
    assert "my own secret" not in fetched().messages


def test_a_captcha_in_front_of_the_login_page(fetched: Fetching, server: Server) -> None:
    open_wordpress(server)
    server.routes[LOGIN] = page('<div class="cf-turnstile"></div>')
    done = fetched()
    assert "captcha" in done.messages and server.forms == []


def test_an_account_that_may_not_export(fetched: Fetching, server: Server) -> None:
    refusal = page('<body id="error-page"><div class="wp-die-message">Sorry, not you.</div>', 500)
    open_wordpress(server, refusal)
    done = fetched()
    assert (done.run.status, done.files) == (2, [])
    assert "this account may not export: Sorry, not you." in done.messages


@pytest.mark.parametrize("address", ["https://journal.wordpress.com/", "wordpress.com"])
def test_wordpress_com_is_told_before_anything_is_asked(fetched: Fetching, address: str) -> None:
    done = fetched(address=address)
    assert done.run.status == 2 and "sites at WordPress.com" in done.messages


def test_an_export_cut_in_the_middle_stays_beside_and_is_named(
    fetched: Fetching, server: Server, tmp_path: Path
) -> None:
    (tmp_path / "blog.xml").write_text("the last one", "utf-8")
    open_wordpress(server, feed(WALK[: WALK.index("About")]))
    done = fetched()
    assert done.run.status == 2 and "ends in the middle, after 1 items" in done.messages
    assert "blog.xml.part" in done.messages
    assert done.files == ["blog.xml", "blog.xml.part"]
    assert (tmp_path / "blog.xml").read_text("utf-8") == "the last one"


def test_an_answer_that_breaks_off_is_no_export(fetched: Fetching, server: Server) -> None:
    open_wordpress(server, give(WALK.encode(), kind="text/xml", length=len(WALK) + 100, Connection="close"))
    done = fetched()
    assert done.run.status == 2 and "breaks off" in done.messages and done.files == ["blog.xml.part"]


def test_a_packed_answer_that_never_ends_is_given_up(fetched: Fetching, server: Server) -> None:
    bomb = gzip.compress(b"<rss>" + bytes(30_000_000))
    open_wordpress(server, give(bomb, kind="text/xml", Content_Encoding="gzip"))
    done = fetched("--max-size", "5")
    assert done.run.status == 2 and "larger than 5,000,000 bytes" in done.messages
    assert (done.folder / "blog.xml.part").stat().st_size <= 5_000_000


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (page("<title>Maintenance</title>"), "there is no export"),
        (give(b"{}", kind="application/json"), "there is no export"),
        (page("gone", 404), "answer 404"),
        (page("broken", 500), "answer 500"),
        (page("busy", 503), "answers 503"),
        (give(b"x", kind="text/xml", Content_Encoding="gzip"), "there is no export"),
    ],
)
def test_what_is_no_export_is_not_written(fetched: Fetching, server: Server, answer: Answer, said: str) -> None:
    open_wordpress(server, answer)
    done = fetched()
    assert (done.run.status, done.files) == (2, [])
    assert said in done.messages


def test_a_server_that_is_busy_is_asked_again_when_it_says(
    fetched: Fetching, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    slept: list[float] = []
    monkeypatch.setattr("time.sleep", slept.append)
    open_wordpress(server)
    server.routes["/"] = in_turn(page("busy", 429, Retry_After="7"), page("A journal"))
    assert fetched().run.status == 0
    assert 7.0 in slept


def secrets_in(server: Server) -> bool:
    seen = str(server.requests) + str(server.forms)
    return any(one in seen for one in ("authorization", "sea", "logged_in"))


def test_no_secret_goes_to_another_host(fetched: Fetching, server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WXR2HUGO_BASIC", "staging:gate")
    other = Server()
    try:
        open_wordpress(other)
        for where in ("/", LOGIN, EXPORT):
            open_wordpress(server)
            server.routes[where] = redirect(other.url(where))
            done = fetched()
            assert done.run.status == 2 and done.files == []
        open_wordpress(server, form=FORM.format(action=other.url(LOGIN)))
        assert fetched().run.status == 2
        assert not secrets_in(other)
    finally:
        other.shutdown()
        other.server_close()


def test_nothing_is_sent_in_the_open_to_another_machine(
    fetched: Fetching, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("migrate.web.session.is_this_machine", lambda url, network: False)
    open_wordpress(server)
    done = fetched()
    assert done.run.status == 2 and "is not encrypted" in done.messages
    assert not secrets_in(server)


def test_hosts_of_the_own_network_are_asked_only_on_request(fetched: Fetching, server: Server) -> None:
    done = fetched(private=False)
    assert done.run.status == 2 and "--allow-private" in done.messages
    assert server.requests == []


def test_no_secret_is_printed_or_written(
    fetched: Fetching, server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WXR2HUGO_BASIC", "staging:gate")
    open_wordpress(server, feed(WALK[:-40]))
    done = fetched()
    written = "".join(one.read_text("utf-8") for one in tmp_path.iterdir())
    for secret in (PASSWORD, "gate", "abc", COOKIE):
        assert secret not in done.messages + done.run.output + written


def test_without_a_terminal_the_password_has_to_be_given(
    fetched: Fetching, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("WXR2HUGO_PASSWORD")
    done = fetched()
    assert done.run.status == 2 and "WXR2HUGO_PASSWORD" in done.messages
    assert server.requests == []


def test_somebody_has_to_log_in(server: Server, tmp_path: Path) -> None:
    with pytest.raises(MigrateError, match="--user NAME, or --cookie-file"):
        call("fetch", server.url("/"), "--to", str(tmp_path / "blog.xml"))
    with pytest.raises(MigrateError, match="say what to fetch"):
        call("fetch", server.url("/"))
