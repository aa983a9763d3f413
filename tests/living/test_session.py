"""How a site is spoken with that is slow, busy, oddly encoded or not to be trusted."""

from __future__ import annotations

import shutil
import ssl
import subprocess
from pathlib import Path

import httpx
import pytest

from migrate.living.sitemap import sitemap
from migrate.web.client import web_address
from migrate.web.network import Network
from migrate.web.retry import FetchError
from migrate.web.session import Reply, Session
from tests.support.media_server import Server, give
from tests.support.time_limit import within

PRIVATE = Network(allow_private=True)


def test_a_run_waits_for_a_busy_server_only_so_long_in_all(server: Server) -> None:
    server.routes["/"] = give(b"later", 503, Retry_After="100")
    slept: list[float] = []
    session = Session(web_address(server.url("/")), PRIVATE, sleep=slept.append)
    asked = []
    for _ in range(4):
        with pytest.raises(FetchError, match="503"):
            session.read(session.home)
        asked.append(session.requests)
    session.close()
    assert [one for one in slept if one >= 100] == [100.0] * 6
    assert asked == [4, 8, 9, 10]


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("text/html; charset=windows-1251", "Привет".encode("windows-1251")),
        ("text/html; charset='UTF-8'", "Привет".encode()),
        ("text/html", "Привет".encode()),
        ("text/html; charset=hex", "Привет".encode()),
        ("text/html; charset=no-such-set", "Привет".encode()),
    ],
)
def test_an_answer_is_read_in_the_character_set_that_it_says(kind: str, body: bytes) -> None:
    reply = Reply(web_address("https://blog.example/"), 200, httpx.Headers({"content-type": kind}), body)
    assert reply.text() == "Привет"


@pytest.mark.skipif(not shutil.which("openssl"), reason="makes a certificate with openssl")
def test_a_certificate_that_nobody_vouches_for_is_named_at_once(server: Server, tmp_path: Path) -> None:
    made = tmp_path / "made.pem"
    line = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
    line += ["-keyout", str(made), "-out", str(tmp_path / "own.pem"), "-subj", "/CN=localhost", "-days", "2"]
    subprocess.run(line, capture_output=True, check=True, timeout=60)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(tmp_path / "own.pem", made)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    session = Session(web_address(server.url("/").replace("http:", "https:")), PRIVATE)
    with pytest.raises(FetchError, match="certificate is not to be trusted: self-signed") as told:
        session.read(session.home)
    session.close()
    assert session.requests == 1 and "browser" in told.value.remedy


@pytest.fixture
def asking(server: Server) -> Session:
    return Session(web_address(server.url("/")), PRIVATE)


def test_a_sitemap_leads_to_no_other_server_of_the_same_machine(server: Server, asking: Session) -> None:
    other = f"http://127.0.0.1:{server.server_port + 1}/"
    server.routes["/sitemap.xml"] = give(f"<url><loc>{other}</loc></url>".encode(), kind="text/xml")
    assert sitemap(asking).addresses == {}


def test_a_sitemap_of_nothing_but_beginnings_is_read_in_no_time(server: Server, asking: Session) -> None:
    hostile = b"<urlset>" + b"<url><loc " * 100_000 + b"<loc>" + b" " * 1_000_000
    server.routes["/sitemap.xml"] = give(hostile, kind="text/xml")
    with within(10):
        assert sitemap(asking).addresses == {}
