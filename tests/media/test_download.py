"""Downloads: whole files or none, from servers that are slow, broken, lying or hostile."""

from __future__ import annotations

import errno
import gzip
import json
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from threading import Event, Lock
from typing import Any

import pytest

from migrate.diagnostics import Diagnostics, MigrateError
from migrate.media.bring import bring
from migrate.media.download import download
from migrate.media.jobs import Download
from migrate.media.manifest import MediaVersion, ends_of
from migrate.media.media_file import BringOptions, MediaFile
from migrate.media.part import PartialFile
from migrate.media.progress import Meter, Progress, silent
from migrate.web.retry import retry_after
from tests.support.media_bringer import Bringer
from tests.support.media_server import PICTURE, Server, give, in_turn, redirect, silence


def test_a_file_comes_whole_and_is_noted_with_its_version(bringer: Bringer, server: Server) -> None:
    server.routes["/f/a.png"] = give(ETag='"1"', Last_Modified="Wed, 01 Jan 2020 00:00:00 GMT")
    summary = bringer("a.png")
    assert bringer.file("a.png").read_bytes() == PICTURE
    assert (summary.downloaded, summary.failed, summary.bytes) == (1, 0, len(PICTURE))
    assert summary.written == ("static/f/a.png",)
    assert json.loads(bringer.manifest()) == {
        "path": "static/f/a.png",
        "url": server.url("/f/a.png"),
        "length": len(PICTURE),
        "etag": '"1"',
        "last_modified": "Wed, 01 Jan 2020 00:00:00 GMT",
        "ends": ends_of(bringer.file("a.png")),
    }
    assert bringer.leftovers() == []


def test_requests_introduce_themselves_and_ask_for_the_file_as_it_is(bringer: Bringer, server: Server) -> None:
    server.routes["/f/a.png"] = give(Set_Cookie="a=b")
    server.routes["/f/b.png"] = give()
    bringer("a.png", "b.png", workers=1)
    for _, headers in server.requests:
        assert headers["user-agent"].startswith("Mozilla/5.0 (compatible; wxr2hugo/")
        assert "image/" in headers["accept"] and "image/webp" not in headers["accept"]
        assert headers["accept-encoding"] == "identity"
        assert not {"cookie", "authorization", "referer"} & headers.keys()


def test_names_and_passwords_in_addresses_are_not_sent(bringer: Bringer, server: Server) -> None:
    server.routes["/f/a.png"] = give()
    address = server.url("/f/a.png").replace("http://", "http://user:secret@")
    assert bringer(MediaFile("static/f/a.png", (address,))).downloaded == 1
    assert "authorization" not in server.requests[0][1]
    assert "secret" not in bringer.manifest()


def test_proxies_of_the_environment_have_no_say(
    bringer: Bringer, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    server.routes["/f/a.png"] = give()
    assert bringer("a.png").downloaded == 1


def test_addresses_may_hold_spaces_and_letters_of_any_script(bringer: Bringer, server: Server) -> None:
    server.routes["/f/gr%C3%BC%C3%9Fe%20(1).png"] = give()
    assert bringer(MediaFile("static/f/grüße (1).png", (server.url("/f/grüße (1).png"),))).downloaded == 1


def test_a_failing_file_is_named_and_the_others_come(bringer: Bringer, server: Server) -> None:
    server.routes["/f/b.png"] = give()
    summary = bringer("a.png", "b.png", "c.png")
    assert (summary.downloaded, summary.failed) == (1, 2)
    assert bringer.complaints == [
        f"E401 static/f/a.png: answers 404 Not Found ({server.url('/f/a.png')})",
        f"E401 static/f/c.png: answers 404 Not Found ({server.url('/f/c.png')})",
    ]


def test_the_next_run_tries_only_what_is_missing(bringer: Bringer, server: Server) -> None:
    server.routes["/f/b.png"] = give()
    bringer("a.png", "b.png")
    server.routes["/f/a.png"] = give()
    server.requests.clear()
    summary = bringer("a.png", "b.png")
    assert (summary.downloaded, summary.present) == (1, 1)
    assert server.asked() == ["/f/a.png"]


def test_two_runs_leave_the_same_bytes_as_one(bringer: Bringer, server: Server) -> None:
    for name in ("a.png", "b.png", "c.png"):
        server.routes[f"/f/{name}"] = give(ETag=f'"{name}"')
    bringer("c.png")
    bringer("b.png", "a.png")
    lines = bringer.manifest().splitlines()
    assert [json.loads(line)["path"][-5:] for line in lines] == ["a.png", "b.png", "c.png"]
    bringer("a.png", "b.png", "c.png")
    assert bringer.manifest().splitlines() == lines


def test_the_second_address_is_tried_when_the_first_has_nothing(bringer: Bringer, server: Server) -> None:
    server.routes["/f/b.png"] = give()
    summary = bringer(MediaFile("static/f/a.png", (server.url("/f/a.png"), server.url("/f/b.png"))))
    assert summary.downloaded == 1
    assert bringer.complaints == []


@pytest.mark.parametrize(
    "address",
    ["", "http://", "http://[::1", "//host/a.png", "ftp://blog.example/a.png", "\x00", "http://blog.example/\x1b[2J"],
)
def test_what_is_no_address_of_the_web_is_named(bringer: Bringer, address: str) -> None:
    assert bringer(MediaFile("static/f/a.png", (address,))).failed == 1
    assert bringer.complaints[0].startswith("E401 static/f/a.png: ")
    assert bringer.complaints[0].isprintable()


def test_a_file_without_any_address_is_named(bringer: Bringer) -> None:
    bringer(MediaFile("static/f/a.png", ()))
    assert bringer.complaints == ["E401 static/f/a.png: no address is known"]


class TestTryingAgain:
    def test_a_server_that_fails_is_tried_again_after_growing_pauses(self, bringer: Bringer, server: Server) -> None:
        server.routes["/f/a.png"] = in_turn(give(b"", 500), give(b"", 503), give(b"", 502), give())
        assert bringer("a.png").downloaded == 1
        assert len(bringer.slept) == 3
        assert all(base / 2 <= pause <= base for pause, base in zip(bringer.slept, (1, 2, 4), strict=True))

    def test_tries_end(self, bringer: Bringer, server: Server) -> None:
        server.routes["/f/a.png"] = give(b"", 500)
        assert bringer("a.png", retries=2).failed == 1
        assert len(server.requests) == 3

    @pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 501])
    def test_a_plain_no_is_believed(self, bringer: Bringer, server: Server, status: int) -> None:
        server.routes["/f/a.png"] = give(b"", status)
        assert bringer("a.png").failed == 1
        assert len(server.requests) == 1

    def test_a_server_that_says_when_is_obeyed(self, bringer: Bringer, server: Server) -> None:
        server.routes["/f/a.png"] = in_turn(give(b"", 429, Retry_After="7"), give())
        assert bringer("a.png").downloaded == 1
        assert [round(pause) for pause in bringer.slept] == [7]

    def test_a_date_counts_by_the_clock_of_the_server(self, bringer: Bringer, server: Server) -> None:
        then = format_datetime(datetime.now(UTC) + timedelta(seconds=20), usegmt=True)
        server.routes["/f/a.png"] = in_turn(give(b"", 503, Retry_After=then), give())
        assert bringer("a.png").downloaded == 1
        assert 17 <= bringer.slept[0] <= 21

    def test_a_clock_that_is_wrong_by_years_does_no_harm(self) -> None:
        dates = {"date": "Wed, 01 Jan 2098 00:00:00 GMT", "retry-after": "Wed, 01 Jan 2098 00:00:30 GMT"}
        assert retry_after(dates) == 30

    def test_no_server_holds_a_run_for_hours(self, bringer: Bringer, server: Server) -> None:
        server.routes["/f/a.png"] = in_turn(give(b"", 429, Retry_After="99999999999999999999"), give())
        assert bringer("a.png").downloaded == 1
        assert max(bringer.slept) <= 120

    def test_a_host_that_wants_a_pause_gets_it_from_all(self, bringer: Bringer, server: Server) -> None:
        server.routes["/f/a.png"] = give(b"", 429, Retry_After="50")
        server.routes["/f/b.png"] = give()
        bringer("a.png", "b.png", workers=1, retries=0)
        assert [round(pause) for pause in bringer.slept] == [50]

    def test_a_host_that_never_answers_is_given_up(self, bringer: Bringer) -> None:
        def nobody(host: str, port: int) -> list[str]:
            asked.append(host)
            raise OSError("unknown")

        asked: list[str] = []
        names = [MediaFile(f"static/f/{number}.png", (f"http://gone.example/{number}.png",)) for number in range(30)]
        assert bringer(*names, resolver=nobody, workers=1).failed == 30
        assert len(asked) == 12
        assert "does not answer and is not asked again" in bringer.complaints[-1]

    def test_a_silent_server_times_out(self, bringer: Bringer, server: Server) -> None:
        over = Event()
        server.routes["/f/a.png"] = silence(over, 5)
        server.routes["/f/b.png"] = give()
        summary = bringer("a.png", "b.png", timeout=0.2, retries=0)
        over.set()
        assert (summary.downloaded, summary.failed) == (1, 1)
        assert "no answer in time" in bringer.complaints[0]

    def test_a_dripping_answer_is_given_up(self, bringer: Bringer, server: Server) -> None:
        def drip(request: BaseHTTPRequestHandler) -> None:
            give(PICTURE[:9], length=10_000)(request)
            for _ in range(9000):
                request.wfile.write(b"x")
                time.sleep(0.02)

        server.routes["/f/a.png"] = drip
        started = time.monotonic()
        assert bringer("a.png", patience=0.3, retries=0).failed == 1
        assert time.monotonic() - started < 60  # the whole answer takes three minutes


class TestLies:
    def test_a_page_is_no_picture(self, bringer: Bringer, server: Server) -> None:
        server.routes["/f/a.png"] = give(b"<!doctype html><title>Not found</title>", kind="text/html; charset=utf-8")
        assert bringer("a.png").failed == 1
        assert "the answer is a web page, not the file" in bringer.complaints[0]

    @pytest.mark.parametrize("body", [b"\n <!DOCTYPE html>", b"<HTML>", b"\xef\xbb\xbf<html lang=en>", b"no such file"])
    def test_calling_it_a_picture_does_not_help(self, bringer: Bringer, server: Server, body: bytes) -> None:
        server.routes["/f/a.jpg"] = give(body, kind="image/jpeg")
        assert bringer("a.jpg").failed == 1
        assert not bringer.file("a.jpg").exists()
        assert bringer.leftovers() == []

    def test_a_page_is_no_document_either(self, bringer: Bringer, server: Server) -> None:
        server.routes["/f/a.pdf"] = give(b"<html>please log in", kind="application/pdf")
        assert bringer("a.pdf").failed == 1

    @pytest.mark.parametrize(
        ("name", "kind", "body"),
        [
            ("a.html", "text/html", b"<!doctype html>"),
            ("a.jpg", "image/png", PICTURE),
            ("a.webp", "text/plain", b"RIFF\0\0\0\0WEBPVP8 "),
            ("a.avif", "application/octet-stream", b"\0\0\0\x20ftypavif"),
            ("a.txt", "text/plain", b"words"),
            ("a", "application/octet-stream", b"x"),
        ],
    )
    def test_honest_files_come(self, bringer: Bringer, server: Server, name: str, kind: str, body: bytes) -> None:
        server.routes[f"/f/{name}"] = give(body, kind=kind)
        assert bringer(name).downloaded == 1

    def test_a_file_shorter_than_announced_is_no_file(self, bringer: Bringer, server: Server) -> None:
        def cut(request: BaseHTTPRequestHandler) -> None:
            give(length=len(PICTURE) + 10)(request)
            request.close_connection = True

        server.routes["/f/a.png"] = cut
        assert bringer("a.png", retries=1).failed == 1
        assert "the answer breaks off" in bringer.complaints[0]
        assert not bringer.file("a.png").exists()

    def test_what_exceeds_the_announced_length_is_not_taken(self, bringer: Bringer, server: Server) -> None:
        server.routes["/f/a.png"] = give(PICTURE + b"more", length=len(PICTURE), Connection="close")
        assert bringer("a.png").downloaded == 1
        assert bringer.file("a.png").read_bytes() == PICTURE

    def test_an_empty_file_is_no_file(self, bringer: Bringer, server: Server) -> None:
        server.routes["/f/a.txt"] = give(b"", kind="text/plain")
        assert bringer("a.txt").failed == 1

    def test_a_body_without_end_stops_at_the_limit(self, bringer: Bringer, server: Server) -> None:
        def endless(request: BaseHTTPRequestHandler) -> None:
            request.send_response(200)
            request.send_header("Transfer-Encoding", "chunked")
            request.end_headers()
            piece = PICTURE * 8
            while True:
                request.wfile.write(f"{len(piece):x}\r\n".encode() + piece + b"\r\n")

        server.routes["/f/a.png"] = endless
        summary = bringer("a.png", max_size=100_000)
        assert summary.failed == 1
        assert summary.bytes <= 100_000
        assert "is larger than 100000 bytes" in bringer.complaints[0]
        assert bringer.leftovers() == []

    def test_a_file_announced_too_large_is_not_even_begun(self, bringer: Bringer, server: Server) -> None:
        server.routes["/f/a.png"] = give(PICTURE[:10], length=10_000)
        summary = bringer("a.png", max_size=1000)
        assert (summary.failed, summary.bytes) == (1, 0)


class TestRedirects:
    def test_they_are_followed(self, bringer: Bringer, server: Server) -> None:
        server.routes["/f/a.png"] = redirect("/else%20where/a.png?x=1")
        server.routes["/else%20where/a.png?x=1"] = give()
        assert bringer("a.png").downloaded == 1

    def test_a_circle_ends(self, bringer: Bringer, server: Server) -> None:
        server.routes["/f/a.png"] = redirect("/f/a.png")
        assert bringer("a.png").failed == 1
        assert len(server.requests) == 6
        assert "more than 5 redirects" in bringer.complaints[0]

    @pytest.mark.parametrize(
        "location", ["file:///etc/passwd", "ftp://blog.example/a.png", "javascript:1", "http://[::1"]
    )
    def test_they_never_leave_the_web(self, bringer: Bringer, server: Server, location: str) -> None:
        server.routes["/f/a.png"] = redirect(location)
        assert bringer("a.png").failed == 1
        assert len(server.requests) == 1

    @pytest.mark.parametrize("inside", ["localhost", "intranet.example"])
    def test_they_never_lead_to_a_private_host(self, bringer: Bringer, server: Server, inside: str) -> None:
        """The outer host passes as public here: its checked address is dialled on the loopback by a patched socket."""
        server.routes["/f/a.png"] = redirect(f"http://{inside}:{server.server_port}/secret.png")
        server.routes["/secret.png"] = give()
        answers = {"blog.example": ["93.184.216.34"], inside: ["93.184.216.34", "10.0.0.1"]}
        with _dialling("93.184.216.34", "127.0.0.1"):
            summary = bringer(
                MediaFile("static/f/a.png", (f"http://blog.example:{server.server_port}/f/a.png",)),
                allow_private=False,
                resolver=lambda host, port: answers[host],
            )
        assert summary.failed == 1
        assert server.asked() == ["/f/a.png"]
        assert "is not on the public internet (10.0.0.1)" in bringer.complaints[0]


@contextmanager
def _dialling(public: str, loopback: str) -> Iterator[None]:
    """Connect to the loopback whenever the public address is dialled, and refuse to dial any other."""
    original = socket.create_connection

    def connect(address: tuple[str, int], *rest: Any, **named: Any) -> socket.socket:
        assert address[0] == public, "an address that was not checked"
        return original((loopback, address[1]), *rest, **named)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket, "create_connection", connect)
        yield


def test_the_address_that_was_checked_is_the_one_that_is_dialled(bringer: Bringer, server: Server) -> None:
    """A name server that answers differently the second time gains nothing: there is no second time."""

    def fickle(host: str, port: int) -> list[str]:
        answers.append(host)
        return ["93.184.216.34"] if len(answers) == 1 else ["127.0.0.1"]

    answers: list[str] = []
    server.routes["/a.png"] = give()
    address = f"http://blog.example:{server.server_port}/a.png"
    with _dialling("93.184.216.34", "127.0.0.1"):
        summary = bringer(MediaFile("static/f/a.png", (address,)), allow_private=False, resolver=fickle)
    assert summary.downloaded == 1
    assert server.requests[0][1]["host"] == f"blog.example:{server.server_port}"


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "0", "2130706433", "0x7f.1", "[::1]", "[::ffff:7f00:1]"])
def test_this_machine_is_never_asked(bringer: Bringer, server: Server, host: str) -> None:
    summary = bringer(MediaFile("static/f/a.png", (f"http://{host}:{server.server_port}/a.png",)), allow_private=False)
    assert summary.failed == 1
    assert server.requests == []


class TestNewerVersions:
    @pytest.fixture(autouse=True)
    def brought(self, bringer: Bringer, server: Server) -> None:
        server.routes["/f/a.png"] = give(ETag='"1"', Last_Modified="Wed, 01 Jan 2020 00:00:00 GMT")
        bringer("a.png")
        server.requests.clear()

    def test_are_not_asked_for_by_default(self, bringer: Bringer, server: Server) -> None:
        assert bringer("a.png").present == 1
        assert server.requests == []

    def test_are_asked_for_with_the_known_version(self, bringer: Bringer, server: Server) -> None:
        server.routes["/f/a.png"] = give(b"", 304)
        assert bringer("a.png", refresh=True).present == 1
        assert server.requests[0][1]["if-none-match"] == '"1"'
        assert server.requests[0][1]["if-modified-since"] == "Wed, 01 Jan 2020 00:00:00 GMT"
        assert bringer.file("a.png").read_bytes() == PICTURE

    def test_replace_the_old_ones(self, bringer: Bringer, server: Server) -> None:
        server.routes["/f/a.png"] = give(PICTURE * 2, ETag='"2"')
        assert bringer("a.png", refresh=True).downloaded == 1
        assert bringer.file("a.png").read_bytes() == PICTURE * 2
        assert json.loads(bringer.manifest())["etag"] == '"2"'

    @pytest.mark.parametrize("changed", [b"smaller", PICTURE[:-1] + b"x"])
    def test_leave_files_alone_that_somebody_changed(self, bringer: Bringer, server: Server, changed: bytes) -> None:
        bringer.file("a.png").write_bytes(changed)
        assert bringer("a.png", refresh=True).present == 1
        assert server.requests == []

    def test_are_no_question_for_a_file_that_is_gone(self, bringer: Bringer, server: Server) -> None:
        bringer.file("a.png").unlink()
        assert bringer("a.png").downloaded == 1
        assert "if-none-match" not in server.requests[0][1]

    def test_keep_the_old_file_when_they_cannot_be_had(self, bringer: Bringer, server: Server) -> None:
        del server.routes["/f/a.png"]
        assert bringer("a.png", refresh=True).failed == 1
        assert bringer.file("a.png").read_bytes() == PICTURE


class TestResuming:
    """A file that broke off after 1000 bytes, and what the server then says of the rest."""

    @pytest.fixture(autouse=True)
    def broken_off(self, bringer: Bringer, server: Server) -> None:
        def cut(request: BaseHTTPRequestHandler) -> None:
            give(PICTURE[:1000], length=len(PICTURE), ETag='"1"')(request)
            request.close_connection = True

        server.routes["/f/a.png"] = cut
        assert bringer("a.png", retries=0).failed == 1
        server.requests.clear()

    def test_only_the_rest_is_fetched(self, bringer: Bringer, server: Server) -> None:
        span = f"bytes 1000-{len(PICTURE) - 1}/{len(PICTURE)}"
        server.routes["/f/a.png"] = give(PICTURE[1000:], 206, ETag='"1"', Content_Range=span)
        summary = bringer("a.png")
        assert (summary.downloaded, summary.bytes) == (1, len(PICTURE) - 1000)
        assert server.requests[0][1]["range"] == "bytes=1000-"
        assert server.requests[0][1]["if-range"] == '"1"'
        assert bringer.file("a.png").read_bytes() == PICTURE
        assert bringer.leftovers() == []

    def test_a_newer_version_comes_from_the_start(self, bringer: Bringer, server: Server) -> None:
        newer = PICTURE + b"newer"
        server.routes["/f/a.png"] = give(newer, ETag='"2"')
        assert bringer("a.png").downloaded == 1
        assert bringer.file("a.png").read_bytes() == newer

    @pytest.mark.parametrize(
        ("etag", "span"),
        [
            ('"2"', "bytes 1000-2055/2056"),
            ('"1"', "bytes 900-2055/2056"),
            ('"1"', "bytes 1000-9/9"),
            ('"1"', "bytes *"),
        ],
    )
    def test_a_rest_of_something_else_is_thrown_away(
        self, bringer: Bringer, server: Server, etag: str, span: str
    ) -> None:
        wrong = give(PICTURE[1000:], 206, ETag=etag, Content_Range=span)
        server.routes["/f/a.png"] = in_turn(wrong, give(ETag='"1"'))
        assert bringer("a.png").downloaded == 1
        assert bringer.file("a.png").read_bytes() == PICTURE
        assert "range" not in server.requests[1][1]

    def test_a_server_that_knows_no_such_rest_is_asked_for_all(self, bringer: Bringer, server: Server) -> None:
        server.routes["/f/a.png"] = in_turn(give(b"", 416), give(ETag='"1"'))
        assert bringer("a.png").downloaded == 1

    def test_another_address_starts_anew(self, bringer: Bringer, server: Server) -> None:
        server.routes["/g/a.png"] = give()
        bringer(MediaFile("static/f/a.png", (server.url("/g/a.png"),)))
        assert "range" not in server.requests[0][1]
        assert bringer.file("a.png").read_bytes() == PICTURE


def test_of_a_whole_file_no_rest_is_asked_for(tmp_path: Path) -> None:
    part = PartialFile(tmp_path, "static/a.png")
    part.begin(MediaVersion("static/a.png", "http://blog.example/a.png", 3, '"1"'))
    part.file.write_bytes(b"abc")
    assert part.resumable("http://blog.example/a.png") is None


def test_without_a_strong_validator_nothing_is_resumed(bringer: Bringer, server: Server) -> None:
    def cut(request: BaseHTTPRequestHandler) -> None:
        give(PICTURE[:1000], length=len(PICTURE), ETag='W/"1"')(request)
        request.close_connection = True

    server.routes["/f/a.png"] = in_turn(cut, give())
    assert bringer("a.png").downloaded == 1
    assert "range" not in server.requests[1][1]


def test_a_packed_answer_is_unpacked(bringer: Bringer, server: Server) -> None:
    server.routes["/f/a.svg"] = give(gzip.compress(b"<svg/>" * 99), kind="image/svg+xml", Content_Encoding="gzip")
    assert bringer("a.svg").downloaded == 1
    assert bringer.file("a.svg").read_bytes() == b"<svg/>" * 99


def test_no_host_is_asked_by_more_than_its_share_at_a_time(bringer: Bringer, server: Server) -> None:
    now, most, lock = 0, 0, Lock()

    def count(request: BaseHTTPRequestHandler) -> None:
        nonlocal now, most
        with lock:
            now += 1
            most = max(most, now)
        time.sleep(0.02)
        with lock:
            now -= 1
        give()(request)

    names = [f"{number}.png" for number in range(16)]
    server.routes |= {f"/f/{name}": count for name in names}
    assert bringer(*names, workers=8, per_host=3).downloaded == 16
    assert most == 3


def test_a_dry_run_says_what_would_come_and_does_nothing(bringer: Bringer, server: Server) -> None:
    summary = bringer("a.png", "b.png", MediaFile("static/f/c.png", ()), dry_run=True)
    assert (summary.downloaded, summary.failed, summary.bytes) == (2, 1, 0)
    assert summary.written == ("static/f/a.png", "static/f/b.png")
    assert server.requests == []
    assert list(bringer.site.iterdir()) == []


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EROFS])
def test_a_full_disk_ends_the_run_and_keeps_what_came(
    bringer: Bringer, server: Server, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    names = [f"{letter}.png" for letter in "abcdefgh"]
    server.routes |= {f"/f/{name}": give() for name in names}
    move = PartialFile.move_to

    def full(part: PartialFile, target: Path) -> None:
        if target.name != "a.png":
            raise OSError(number, "the disk takes no more", str(target))
        move(part, target)

    with monkeypatch.context() as patch:
        patch.setattr(PartialFile, "move_to", full)
        with pytest.raises(MigrateError, match="the disk takes no more"):
            bringer(*names, workers=1)
    assert bringer(*names).present == 1


def test_an_interrupted_run_does_not_wait_for_silent_servers(server: Server, tmp_path: Path) -> None:
    over = Event()
    server.routes |= {"/f/a.png": give(), "/f/b.png": silence(over, 90)}
    jobs = [Download(one, (server.url(f"/f/{one}"),), tmp_path / one) for one in ("a.png", "b.png")]
    outcomes = download(jobs, BringOptions(allow_private=True), tmp_path, Meter(2, silent))
    started = time.monotonic()
    assert next(outcomes).job == jobs[0]
    outcomes.close()
    over.set()
    assert time.monotonic() - started < 60


def test_a_fault_in_telling_progress_does_not_hang_the_run(bringer: Bringer, server: Server) -> None:
    def broken(moment: Progress) -> None:
        raise RuntimeError("no terminal")

    server.routes["/f/a.png"] = give()
    with pytest.raises(RuntimeError, match="no terminal"):
        bring(bringer.site, [bringer.wanted("a.png")], BringOptions(allow_private=True), Diagnostics(), broken)


def test_progress_is_told_with_totals(bringer: Bringer, server: Server) -> None:
    server.routes["/f/a.png"] = give()
    moments: list[Progress] = []
    wanted = [bringer.wanted("a.png"), bringer.wanted("b.png")]
    bring(bringer.site, wanted, BringOptions(allow_private=True), Diagnostics(), moments.append)
    assert {moment.total for moment in moments} == {2}
    assert (moments[-1].finished, moments[-1].bytes) == (2, len(PICTURE))


def test_a_run_killed_half_way_goes_on_where_it_was(bringer: Bringer, server: Server) -> None:
    """Killed while the second file is half there: the first is not asked for again, of the second only the rest."""
    halfway, over = Event(), Event()

    def half(request: BaseHTTPRequestHandler) -> None:
        give(PICTURE[:1000], length=len(PICTURE), ETag='"b"')(request)
        request.wfile.flush()
        halfway.set()
        over.wait(10)

    server.routes |= {"/f/a.png": give(ETag='"a"'), "/f/b.png": half}
    run = subprocess.Popen([sys.executable, "-c", _RUN, str(bringer.site), server.url("")])
    assert halfway.wait(10)
    parts = (bringer.site / ".wxr2hugo" / "tmp" / "media").glob
    _wait_until(lambda: bringer.file("a.png").exists() and any(one.stat().st_size >= 1000 for one in parts("*.part")))
    run.kill()
    run.wait()
    over.set()
    assert bringer.file("a.png").read_bytes() == PICTURE
    assert not bringer.file("b.png").exists()

    span = f"bytes 1000-{len(PICTURE) - 1}/{len(PICTURE)}"
    server.routes["/f/b.png"] = give(PICTURE[1000:], 206, ETag='"b"', Content_Range=span)
    server.requests.clear()
    assert bringer("a.png", "b.png").downloaded == 1
    assert server.asked() == ["/f/b.png"]
    assert bringer.file("b.png").read_bytes() == PICTURE
    assert [json.loads(line)["etag"] for line in bringer.manifest().splitlines()] == ['"a"', '"b"']
    assert bringer.leftovers() == []


@pytest.mark.parametrize("moment", [1, 2, 5, 9, 14, 16])
def test_killed_at_any_moment_and_run_again_is_as_if_never_killed(
    bringer: Bringer, server: Server, moment: int
) -> None:
    server.routes |= {f"/f/{name}.png": give(PICTURE + name.encode(), ETag=f'"{name}"') for name in "abcdefgh"}
    code = _RUN.replace("ab", "abcdefgh").replace("Diagnostics())", "Diagnostics(), kill)")
    command = [sys.executable, "-c", _KILL + code, str(bringer.site), server.url(""), str(moment)]
    killed = subprocess.run(command, check=False)
    assert killed.returncode == -signal.SIGKILL
    names = [f"{name}.png" for name in "abcdefgh"]
    assert bringer(*names).failed == 0
    unharmed = Bringer(bringer.site.parent / "unharmed", server)
    unharmed(*names)
    assert _tree(bringer.site) == _tree(unharmed.site)


def _tree(folder: Path) -> dict[str, bytes]:
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


_KILL = """
import os
moments = 0
def kill(moment):
    global moments
    moments += 1
    if moments == int(sys.argv[3]):
        os.kill(os.getpid(), 9)
"""
_RUN = """
import sys
from pathlib import Path
from migrate.diagnostics import Diagnostics, MigrateError
from migrate.media.bring import bring
from migrate.media.media_file import BringOptions, MediaFile
wanted = [MediaFile(f"static/f/{name}.png", (f"{sys.argv[2]}/f/{name}.png",)) for name in "ab"]
bring(Path(sys.argv[1]), wanted, BringOptions(allow_private=True, workers=1), Diagnostics())
"""


def _wait_until(true: Callable[[], bool]) -> None:
    for _ in range(500):
        if true():
            return
        time.sleep(0.01)
    raise AssertionError("it never came true")
