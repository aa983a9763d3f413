"""A web server on the loopback address that behaves as badly as a test wants."""

from __future__ import annotations

from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Lock, Thread

PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8
Answer = Callable[[BaseHTTPRequestHandler], None]


def give(
    body: bytes = PICTURE, status: int = 200, kind: str = "image/png", length: int | None = None, **headers: str
) -> Answer:
    """Answer with these bytes. Underscores in the names of headers become hyphens."""

    def answer(request: BaseHTTPRequestHandler) -> None:
        request.send_response(status)
        request.send_header("Content-Type", kind)
        request.send_header("Content-Length", str(len(body) if length is None else length))
        for name, value in headers.items():
            request.send_header(name.replace("_", "-"), value)
        request.end_headers()
        request.wfile.write(body)

    return answer


def silence(over: Event, seconds: float) -> Answer:
    """Answer nothing, until it is over."""

    def answer(request: BaseHTTPRequestHandler) -> None:
        over.wait(seconds)

    return answer


def redirect(location: str) -> Answer:
    return give(b"", 302, Location=location)


def in_turn(*answers: Answer) -> Answer:
    """One answer after the other, the last one for ever."""
    waiting, lock = list(answers), Lock()

    def answer(request: BaseHTTPRequestHandler) -> None:
        with lock:
            chosen = waiting.pop(0) if len(waiting) > 1 else waiting[0]
        chosen(request)

    return answer


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.routes: dict[str, Answer] = {}
        self.requests: list[tuple[str, dict[str, str]]] = []
        self.forms: list[str] = []
        Thread(target=self.serve_forever, args=(0.02,), daemon=True).start()

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.server_port}{path}"

    def asked(self) -> list[str]:
        return [path for path, _ in self.requests]

    def handle_error(self, request: object, client_address: object) -> None:
        """Clients that hang up are what these tests are about."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def do_GET(self) -> None:
        assert isinstance(self.server, Server)
        self.server.requests.append((self.path, {name.lower(): value for name, value in self.headers.items()}))
        whatever_is_asked = self.server.routes.get(self.path.partition("?")[0], give(b"not here", 404, "text/html"))
        self.server.routes.get(self.path, whatever_is_asked)(self)

    def do_POST(self) -> None:
        assert isinstance(self.server, Server)
        self.server.forms.append(self.rfile.read(int(self.headers["Content-Length"])).decode("ascii"))
        self.do_GET()

    def log_message(self, *_: object) -> None:
        """Say nothing."""
