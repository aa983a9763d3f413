"""`wxr2hugo fetch --rendered`: what visitors see of each item, asked for once, and never what they do not see."""

from __future__ import annotations

import gzip
from pathlib import Path
from typing import Protocol

import pytest

from migrate.diagnostics import MigrateError
from migrate.living.store import Store
from tests.support.blog import Run, call
from tests.support.media_server import Answer, Server, give, in_turn, redirect
from tests.support.old_wordpress import page
from tests.support.rest_server import RestServer, Shown, as_json

POSTS = "/wp-json/wp/v2/posts"


class Fetching(Protocol):
    def __call__(self, *options: str, private: bool = True) -> Run: ...


@pytest.fixture
def fetched(tmp_path: Path, server: Server) -> Fetching:
    def fetch(*options: str, private: bool = True) -> Run:
        line = [server.url("/"), "--rendered", "--site", str(tmp_path), *options]
        try:
            return call("fetch", *line, *(["--allow-private"] if private else []))
        except MigrateError as error:
            return Run(2, "", f"{error.message}\n{error.hint}")

    return fetch


@pytest.fixture
def kept(tmp_path: Path) -> Store:
    return Store(tmp_path)


def asked_for(server: Server) -> list[str]:
    """The ids whose texts were asked for."""
    return [path.partition("include=")[2].partition("&")[0] for path in server.asked() if "include=" in path]


@pytest.mark.parametrize("pretty", [True, False], ids=["readable addresses", "rest_route"])
def test_every_item_that_visitors_see_is_kept(fetched: Fetching, server: Server, kept: Store, *, pretty: bool) -> None:
    RestServer(server, *(Shown(number, f"<p>Text {number}</p>") for number in range(1, 251)), pretty=pretty)
    done = fetched()
    assert done.status == 0, done.messages
    assert {one.id: one.html for one in kept.all()} == {number: f"<p>Text {number}</p>" for number in range(1, 251)}
    assert "250 items from the REST API: 250 brought" in done.messages
    assert len(asked_for(server)) == 3
    assert server.asked().count("/") == 1


def test_run_again_it_asks_for_what_changed(fetched: Fetching, server: Server, kept: Store) -> None:
    rest = RestServer(server, *(Shown(number, "<p>as it was</p>") for number in (1, 2, 3)))
    fetched()
    rest.items[1] = Shown(2, "<p>changed</p>", "2024-06-01T09:00:00")
    rest.items.append(Shown(9, "<p>new</p>", "2020-01-01T00:00:00"))
    server.requests.clear()
    done = fetched()
    assert asked_for(server) == ["2,9"]
    assert [one.html for one in kept.all()] == ["<p>as it was</p>", "<p>changed</p>", "<p>as it was</p>", "<p>new</p>"]
    server.requests.clear()
    assert fetched().status == 0 and asked_for(server) == []
    fetched("--all")
    assert asked_for(server) == ["1,2,3,9"], done.messages


def test_what_is_no_longer_published_is_deleted(fetched: Fetching, server: Server, kept: Store) -> None:
    rest = RestServer(server, *(Shown(number, "<p>x</p>") for number in (1, 2, 3)))
    fetched()
    rest.items = [Shown(1, "<p>x</p>"), Shown(3, "<p>x</p>", "2025-01-01T00:00:00", protected=True)]
    assert "2 deleted" in fetched().messages
    assert list(kept.known()) == [1]


def test_protected_texts_are_never_kept(fetched: Fetching, server: Server, kept: Store) -> None:
    RestServer(server, Shown(1, "<p>secret</p>", protected=True), Shown(2, "<p>open</p>"))
    fetched()
    assert list(kept.known()) == [2]
    server.requests.clear()
    fetched()
    assert asked_for(server) == []


def test_an_item_that_makes_wordpress_fail_costs_no_other(fetched: Fetching, server: Server, kept: Store) -> None:
    rest = RestServer(server, *(Shown(number, "<p>x</p>") for number in range(1, 9)))
    rest.breaks = {5}
    done = fetched()
    assert (done.status, sorted(kept.known())) == (1, [1, 2, 3, 4, 6, 7, 8])
    assert "W530" in done.messages and "/5/" in done.messages
    rest.breaks = set()
    server.requests.clear()
    assert fetched().status == 0 and asked_for(server) == ["5"]


def test_what_the_api_shows_nothing_of_comes_from_its_page(fetched: Fetching, server: Server, kept: Store) -> None:
    RestServer(server, Shown(4, "", slug="timetable"))
    server.routes["/timetable/"] = page(
        '<body class="page page-id-4"><header>Journal</header><div class="entry-content"><p>At six.</p></div></body>'
    )
    assert fetched().status == 0
    assert [one.html for one in kept.all()] == ["<p>At six.</p>"]


def test_without_an_api_the_sitemap_leads_to_the_pages(fetched: Fetching, server: Server, kept: Store) -> None:
    server.routes["/"] = page("A journal")
    server.routes["/wp-json/wp/v2/types"] = as_json({"code": "rest_disabled"}, 401)
    entry = "<url><loc>{}</loc><lastmod>2024-01-01</lastmod></url>"
    both = entry.format(server.url("/walk/")) + entry.format(server.url("/about/"))
    inner = f"<sitemap><loc>{server.url('/posts.xml')}</loc></sitemap>"
    server.routes["/wp-sitemap.xml"] = give(inner.encode(), kind="text/xml")
    server.routes["/posts.xml"] = give(both.encode(), kind="text/xml")
    server.routes["/walk/"] = page('<body class="postid-7"><article><nav>next</nav><p>We went out.</p></article>')
    server.routes["/about/"] = page("<link rel='shortlink' href='/?p=8' /><main><p>Me.</p></main>")
    assert fetched().status == 0
    assert {one.id: one.html for one in kept.all()} == {7: "<p>We went out.</p>", 8: "<p>Me.</p>"}
    server.requests.clear()
    fetched()
    assert "/walk/" not in server.asked()
    server.routes["/posts.xml"] = give(entry.format(server.url("/walk/")).encode(), kind="text/xml")
    fetched()
    assert list(kept.known()) == [7]


NO_LIST = [
    pytest.param(page("<p>maintenance</p>"), id="HTML"),
    pytest.param(page("broken", 500), id="500"),
    pytest.param(as_json({"id": 1}), id="no list"),
    pytest.param(give(b"[" * 100_000, kind="application/json"), id="endless nesting"),
    pytest.param(give(b'[{"id": 1', kind="application/json"), id="half"),
    pytest.param(give(gzip.compress(bytes(80_000_000)), Content_Encoding="gzip"), id="bomb"),
    pytest.param(give(b"x", length=50, Connection="close"), id="breaks off"),
    pytest.param(redirect("/elsewhere"), id="nowhere"),
]


@pytest.mark.parametrize("answer", NO_LIST)
def test_where_items_cannot_be_listed_what_is_known_stays(
    fetched: Fetching, server: Server, kept: Store, answer: Answer
) -> None:
    RestServer(server, Shown(1, "<p>x</p>"))
    fetched()
    server.routes[POSTS] = answer
    done = fetched()
    assert done.status == 1 and "W531" in done.messages
    assert list(kept.known()) == [1]


@pytest.mark.parametrize(
    "one",
    [
        {"id": "1"},
        {"id": -1},
        {"id": True},
        {"id": [1]},
        {"id": 10**30},
        {"id": "../../x"},
        {},
        "text",
        None,
        [[]],
    ],
)
def test_what_is_no_item_is_passed_over(fetched: Fetching, server: Server, tmp_path: Path, one: object) -> None:
    RestServer(server)
    server.routes[POSTS] = as_json([one])
    assert fetched().status == 0
    assert not (tmp_path / ".wxr2hugo/rendered").exists()


def test_items_of_odd_shape_do_no_harm(fetched: Fetching, server: Server, kept: Store) -> None:
    RestServer(server)
    odd = {"id": 3, "modified": {"x": 1}, "link": ["y"], "title": None, "content": {"rendered": ["z"]}}
    plain = {
        "id": 4,
        "modified": "2024",
        "link": "\n--> x",
        "title": {"rendered": "a\n-->b"},
        "content": {"rendered": "c"},
    }
    server.routes[POSTS] = as_json([odd, plain])
    fetched()
    found = kept.read(4)
    assert found and (found.title, found.html) == ("a -->b", "c")
    assert [one.id for one in kept.all() if "z" in one.html] == []


def test_a_list_without_an_end_is_left(fetched: Fetching, server: Server) -> None:
    RestServer(server)
    same = [{"id": number, "modified": "2024", "link": "", "content": {"rendered": "x"}} for number in range(1, 101)]
    server.routes[POSTS] = as_json(same, X_WP_TotalPages="999999999")
    assert fetched().status == 0
    assert len(server.requests) < 10


def test_a_busy_server_is_asked_again_when_it_says(
    fetched: Fetching, server: Server, kept: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    slept: list[float] = []
    monkeypatch.setattr("time.sleep", slept.append)
    RestServer(server, Shown(1, "<p>x</p>"))
    posts = server.routes[POSTS]
    server.routes[POSTS] = in_turn(page("slowly", 429, Retry_After="90"), posts)
    done = fetched()
    assert done.status == 0 and list(kept.known()) == [1]
    assert 90.0 in slept and "The server is busy: asking again in 90 s" in done.messages


def test_an_answer_of_another_host_is_not_taken(fetched: Fetching, server: Server, kept: Store) -> None:
    other = Server()
    try:
        RestServer(other, Shown(1, "<p>not ours</p>"))
        RestServer(server)
        server.routes[POSTS] = redirect(f"http://localhost:{other.server_port}{POSTS}")
        assert "leads to localhost" in fetched().messages
        assert list(kept.known()) == []
    finally:
        other.shutdown()
        other.server_close()


def test_nothing_is_asked_of_the_own_network_without_being_told(fetched: Fetching, server: Server) -> None:
    done = fetched(private=False)
    assert done.status == 2 and "--allow-private" in done.messages
    assert server.requests == []


def test_a_folder_that_leads_elsewhere_is_not_written_to(fetched: Fetching, server: Server, tmp_path: Path) -> None:
    RestServer(server, Shown(1, "<p>x</p>"))
    outside = tmp_path / "outside"
    outside.mkdir()
    (tmp_path / ".wxr2hugo").mkdir()
    (tmp_path / ".wxr2hugo/rendered").symlink_to(outside)
    assert fetched().status == 2
    assert list(outside.iterdir()) == []


def test_a_killed_run_goes_on_where_it_was(fetched: Fetching, server: Server, kept: Store) -> None:
    rest = RestServer(server, *(Shown(number, "<p>x</p>") for number in range(1, 151)))
    rest.breaks = set(range(101, 151))
    fetched()
    rest.breaks = set()
    server.requests.clear()
    fetched()
    assert len(kept.known()) == 150
    assert asked_for(server) == [",".join(map(str, range(101, 151)))]


def test_of_a_site_at_wordpress_com_the_public_api_is_asked(
    fetched: Fetching, server: Server, kept: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    RestServer(server, Shown(1, "<p>x</p>"))
    for kind in ("types", "posts", "pages"):
        server.routes[f"/public/127.0.0.1/{kind}"] = server.routes.pop(f"/wp-json/wp/v2/{kind}")
    monkeypatch.setattr("migrate.living.rest._PUBLIC_API", server.url("/public/"))
    monkeypatch.setattr("migrate.living.rest.is_wordpress_com", lambda host: True)
    assert fetched().status == 0
    assert list(kept.known()) == [1]


def test_a_site_in_a_folder(server: Server, tmp_path: Path) -> None:
    RestServer(server, Shown(1, "<p>x</p>"))
    for path in list(server.routes):
        server.routes[f"/journal{path}"] = server.routes.pop(path)
    line = (server.url("/journal"), "--rendered", "--site", str(tmp_path), "--allow-private")
    assert call("fetch", *line).status == 0
    assert list(Store(tmp_path).known()) == [1]
