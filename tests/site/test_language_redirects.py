"""Addresses of the old site that said their language lead to the pages in it, as real servers read the rules."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from migrate.hugo.servers.redirects import redirect_files
from migrate.model.decided import LanguageRule, Redirects
from tests.support.nginx import Server, needs_nginx
from tests.support.web_servers import Asked, apache, caddy, needs_apache, needs_caddy

NO_OTHERS = Redirects("", "/posts/", (), (), (), (), (), (), (), (), ())
RULES = NO_OTHERS._replace(
    languages=(LanguageRule("fr", "/fr"), LanguageRule("de", "/de", "de.blog.example")), main="https://blog.example/"
)


def _nginx(folder: Path) -> Asked:
    return Server(folder, folder / "public", folder / "redirects/nginx.conf")


def _apache(folder: Path) -> Asked:
    (folder / "public/.htaccess").write_bytes((folder / "redirects/htaccess").read_bytes())
    return apache(folder, folder / "public")


def _caddy(folder: Path) -> Asked:
    (folder / "Caddyfile").write_text(":{$PORT} {\n\troot * public\n\timport redirects/Caddyfile\n\tfile_server\n}\n")
    return caddy(folder)


@pytest.fixture(
    params=[
        pytest.param(_nginx, marks=needs_nginx),
        pytest.param(_apache, marks=needs_apache),
        pytest.param(_caddy, marks=needs_caddy),
    ]
)
def server(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Asked]:
    begun: Callable[[Path], Asked] = request.param
    for page in ("about", "fr/about", "de/about"):
        (tmp_path / "public" / page).mkdir(parents=True)
        (tmp_path / "public" / page / "index.html").write_text(page)
    (tmp_path / "redirects").mkdir()
    for name, text in redirect_files(RULES, ("nginx.conf", "htaccess", "Caddyfile")).items():
        (tmp_path / "redirects" / name).write_text(text, "utf-8")
    running = begun(tmp_path)
    yield running
    running.stop()


def test_a_language_that_a_parameter_or_a_host_said_is_found(server: Asked) -> None:
    assert server.get("/about/?lang=fr") == (301, "/fr/about/")
    assert server.get("/about/?page=2&lang=fr") == (301, "/fr/about/")
    assert server.get("/about/", host="de.blog.example") == (301, "https://blog.example/de/about/")
    for address in ("/about/", "/about/?lang=it", "/about/?lang=french", "/fr/about/?lang=fr"):
        assert server.get(address) == (200, ""), address
