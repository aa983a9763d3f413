"""What a host needs lies where it looks for it, and every old address answers there as far as it can."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from migrate.diagnostics import MigrateError
from migrate.hugo.build import OLDEST, build
from migrate.options import HOSTS
from tests.cli.test_old_addresses import FILES, HEAD, POSTS
from tests.support.blog import Blog, Post
from tests.support.nginx import Server, needs_nginx
from tests.support.old_addresses import Old, OldSite
from tests.support.visitor import problem
from tests.support.web_servers import Asked, Files, apache, caddy, needs_apache, needs_caddy

VERSION = ".".join(map(str, OLDEST))
WALK = Post(11, "A walk", "We went.", "walk", categories=("Hills",))
CALL = '{{ if .IsHome }}{{ partial "wordpress-addresses.html" . }}{{ end }}'
SERVED: dict[str, Callable[[Blog], Any]] = {
    "nginx": lambda blog: Server(blog.folder, blog.folder / "public", blog.site / "redirects/nginx.conf"),
    "apache": lambda blog: apache(blog.folder, blog.folder / "public"),
    "caddy": lambda blog: caddy(blog.site),
    "netlify": lambda blog: Files(blog.folder / "public", questions=True),
    "cloudflare": lambda blog: Files(blog.folder / "public"),
    "gitlab": lambda blog: Files(blog.folder / "public"),
    "github": lambda blog: Files(blog.folder / "public"),
}
NEEDED = {"nginx": needs_nginx, "apache": needs_apache, "caddy": needs_caddy}


@pytest.fixture(
    scope="module", params=[pytest.param(host, marks=[NEEDED[host]] if host in NEEDED else []) for host in HOSTS]
)
def served(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, Blog, Asked]]:
    """A site made for a host, as that serves it."""
    host: str = request.param
    blog = Blog(tmp_path_factory.mktemp(host))
    uploads = blog.folder / "uploads/2020/04"
    uploads.mkdir(parents=True)
    for name in FILES:
        (uploads / name).write_bytes(b"x")
    assert blog.write(*POSTS, head=HEAD).run("migrate", "--host", host).status == 0
    assert blog.run("media", "--from", str(blog.folder / "uploads")).status == 0
    built = build(blog.site, blog.folder / "public")
    assert built.clean, built
    if host == "caddy":
        (blog.folder / "public").rename(blog.site / "public")
    server = SERVED[host](blog)
    yield host, blog, server
    server.stop()


def can_answer(host: str, old: Old) -> bool:
    """Whether a host can answer an address at all without a program in the browser."""
    if "?" in old.address:
        return host not in {"cloudflare", "github", "gitlab"}
    further = re.search(r"/(page/\d+|comment-page-1|embed|trackback|feed/(atom|rss2|rdf|rss)|feed)/$", old.address)
    if host in {"github", "gitlab"}:
        return not further or old.address in {"/feed/", "/feed/atom/", "/comments/feed/"}
    is_counted = re.search(r"/page/\d+/$", old.address)
    return host not in {"netlify", "cloudflare"} or not is_counted


def test_every_old_address_answers_that_the_host_can_answer(
    served: tuple[str, Blog, Asked], capsys: pytest.CaptureFixture[str]
) -> None:
    host, blog, server = served
    asked = [one for one in OldSite(blog.export).addresses() if can_answer(host, one)]
    if host in {"github", "gitlab"}:
        asked = [replace(one, target="/2020/04/02/loaf/") if one.address.endswith("/oven/") else one for one in asked]
    most = 1 if host in NEEDED else 2
    wrong = {one.address: found for one in asked if (found := problem(server, one, most))}
    with capsys.disabled():
        print(f"\n{host}: {len(asked) - len(wrong)} of {len(asked)} old addresses answered")
    assert not wrong


@pytest.fixture
def blog(tmp_path: Path) -> Blog:
    return Blog(tmp_path).write(WALK)


@pytest.mark.parametrize(
    ("host", "path", "version"),
    [
        ("netlify", "netlify.toml", lambda text: tomllib.loads(text)["build"]["environment"]["HUGO_VERSION"]),
        ("cloudflare", "wrangler.toml", lambda text: tomllib.loads(text)["vars"]["HUGO_VERSION"]),
        ("gitlab", ".gitlab-ci.yml", lambda text: yaml.safe_load(text)["variables"]["HUGO_VERSION"]),
        (
            "github",
            ".github/workflows/hugo.yaml",
            lambda text: yaml.safe_load(text)["jobs"]["build"]["env"]["HUGO_VERSION"],
        ),
    ],
)
def test_the_file_for_the_build_names_a_hugo_that_works(
    blog: Blog, host: str, path: str, version: Callable[[str], str]
) -> None:
    blog.run("migrate", "--host", host)
    assert version(blog.text(path)) == VERSION


@pytest.mark.parametrize("host", HOSTS)
def test_the_choice_is_kept_and_a_later_sync_finds_nothing_to_do_or_what_is_new(blog: Blog, host: str) -> None:
    announced = json.loads(blog.run("diff", "--host", host, "--format", "json").output)["changes"]
    blog.run("migrate", "--host", host)
    made = blog.files()
    assert {one["path"] for one in announced} == {
        path for path in made if not path.startswith(".wxr2hugo/") and path != "wxr2hugo.toml"
    }
    assert blog.text("wxr2hugo.toml") == f'[site]\nhost = "{host}"\n'
    assert blog.run("diff", "--exit-code").status == 0
    blog.write(WALK, WALK.but(id=12, slug="again", day="2021-01-02"))
    would = {one["path"] for one in json.loads(blog.run("diff", "--format", "json").output)["changes"]}
    blog.run("sync")
    after = blog.files()
    assert would == {path for path in after if path[0] != "." and after[path] != made.get(path)} | {
        path for path in would if path.startswith(".g") and after[path] != made.get(path)
    }


def test_a_theme_and_a_host_can_be_chosen_at_once(blog: Blog) -> None:
    blog.run("migrate", "--theme", "papermod", "--host", "netlify")
    assert tomllib.loads(blog.text("wxr2hugo.toml")) == {
        "theme": {"preset": "papermod"}, "site": {"host": "netlify"},
    }  # fmt: skip
    assert blog.run("diff", "--exit-code").status == 0


def test_a_file_of_the_owner_is_never_overwritten(blog: Blog) -> None:
    blog.site.mkdir()
    (blog.site / "netlify.toml").write_text("[build]\n", "utf-8")
    run = blog.run("migrate", "--host", "netlify")
    assert blog.text("netlify.toml") == "[build]\n"
    assert run.status == 1
    assert "netlify.toml" in run.messages
    blog.run("resolve", "netlify.toml")
    assert blog.run("sync").status == 0
    assert blog.text("netlify.toml") == "[build]\n"


def test_what_no_host_is_called_or_the_owners_file_does_not_name_ends_the_run(blog: Blog) -> None:
    with pytest.raises(MigrateError, match="--host netlfy") as told:
        blog.run("migrate", "--host", "netlfy")
    assert (told.value.hint or "").startswith("Did you mean netlify?")
    blog.site.mkdir()
    (blog.site / "wxr2hugo.toml").write_text("[markdown]\n", "utf-8")
    with pytest.raises(MigrateError, match="is yours") as told:
        blog.run("migrate", "--host", "netlify")
    assert told.value.hint == 'Say host = "netlify" there, under [site].'
    (blog.site / "wxr2hugo.toml").write_text('[site]\nhost = "gitlab"\n', "utf-8")
    with pytest.raises(MigrateError, match="is yours, and names another host, gitlab"):
        blog.run("migrate", "--host", "netlify")
    (blog.site / "wxr2hugo.toml").write_text('[site]\nhost = "gitlabs"\n', "utf-8")
    with pytest.raises(MigrateError, match="host is 'gitlabs'"):
        blog.run("migrate")


def test_rules_beyond_what_cloudflare_takes_become_pages_and_are_counted(blog: Blog) -> None:
    parts = "<!--nextpage-->".join(["One."] * 150)
    posts = [WALK.but(id=number, slug=f"walk-{number}", content=parts) for number in range(1, 15)]
    run = blog.write(*posts).run("migrate", "--host", "cloudflare")
    rules = [line for line in blog.text("static/_redirects").splitlines() if not line.startswith("#")]
    plain = [line for line in rules if ":" not in line]
    assert len(plain) == 2000
    assert "/feed/ /index.xml 301" in plain
    assert len(rules) - len(plain) <= 100
    more = int(re.search(r"cloudflare: (\d+) more", run.messages)[1])  # type: ignore[index]
    assert more == len([path for path in blog.files() if path.startswith("static/2020/")])
    assert "W311" in run.messages


def test_what_no_page_can_answer_is_told_with_the_address_that_does(blog: Blog) -> None:
    run = blog.run("migrate", "--host", "github", "--verbose")
    assert "/feed/ (/index.xml does)" in run.messages
    page = blog.text("static/feed/index.html")
    assert '<link rel="alternate" type="application/rss+xml" href="/index.xml">' in page
    assert "/feed/ /index.xml 301" in blog.site.joinpath("redirects/_redirects").read_text("utf-8")
    assert not (blog.site / "static/_redirects").exists()


def test_the_home_page_alone_leads_numbers_to_their_pages_where_nothing_else_can(blog: Blog) -> None:
    blog.run("migrate", "--host", "github")
    known = json.loads(blog.text("static/wordpress-addresses.json"))
    assert known["numbers"]["p"] == {"11": "/2020/05/04/walk/"}
    assert known["words"]["category_name"] == "/category/"
    assert build(blog.site, blog.folder / "public").clean
    calling = [
        file for file in (blog.folder / "public").rglob("*.html") if b"wordpress-addresses.json" in file.read_bytes()
    ]
    assert calling == [blog.folder / "public/index.html"]


def test_another_theme_is_told_how_to_call_the_script(blog: Blog) -> None:
    (blog.site / "layouts").mkdir(parents=True)
    (blog.site / "hugo.toml").write_text('baseURL = "https://blog.example/"\n', "utf-8")
    (blog.site / "layouts/home.html").write_text("<!doctype html><title>x</title>", "utf-8")
    run = blog.run("migrate", "--host", "github")
    assert CALL in run.messages
    (blog.site / "layouts/home.html").write_text(f"<!doctype html><title>x</title>{CALL}", "utf-8")
    blog.export_again()
    assert "W313" not in blog.run("sync").messages


def test_old_addresses_that_no_file_can_have_the_name_of_are_left_out(blog: Blog) -> None:
    odd = WALK.but(id=12, slug="con:a", content="One.<!--nextpage-->Two.")
    blog.write(WALK, odd).run("migrate", "--host", "github")
    assert not [path for path in blog.files() if ":" in path]


@pytest.mark.parametrize(
    ("host", "path"),
    [
        ("netlify", "static/_redirects"),
        ("nginx", "redirects/nginx.conf"),
        ("apache", "static/.htaccess"),
        ("caddy", "redirects/Caddyfile"),
    ],
)
def test_verify_looks_for_the_rules_where_the_host_does(blog: Blog, host: str, path: str) -> None:
    blog.run("migrate", "--host", host)
    assert blog.run("verify").status == 0
    if host == "netlify":
        blog.edit(path, "/ p=11 ", "/ p=12 ")
        assert f"{path} leads to nothing in place of {WALK.address}" in blog.run("verify").output
    (blog.site / path).unlink()
    done = blog.run("verify")
    assert done.status == 1 and f"{path}, with the rules for old addresses, is not there" in done.output


def test_what_another_host_needed_is_named_until_it_is_pruned_but_for_what_was_edited(blog: Blog) -> None:
    blog.run("migrate", "--host", "github")
    blog.edit("wxr2hugo.toml", "github", "netlify")
    blog.edit(".github/workflows/hugo.yaml", "name:", "# Mine.\nname:")
    done = blog.run("sync")
    named = done.messages.partition("No longer needed with the host, theme and options of today, and kept:\n")[2]
    assert "_partials/wordpress-addresses.html" in named and "No longer in the export" not in done.messages
    pruned = blog.run("sync", "--prune")
    assert pruned.status == 0, pruned.messages
    assert not list((blog.site / "static").rglob("index.html"))
    assert not (blog.site / "static/wordpress-addresses.json").exists()
    assert (blog.site / ".github/workflows/hugo.yaml").exists() and (blog.site / "netlify.toml").exists()
