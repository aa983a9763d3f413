"""A real Chromium that opens a page of ours and says what it saw there."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from queue import Queue
from threading import Thread
from typing import Any

CHROMIUM = shutil.which("chromium")


class Listening(SimpleHTTPRequestHandler):
    """Serves a folder, and keeps what the browser says at the end."""

    heard: Queue[Any] = Queue()

    def do_POST(self) -> None:
        """Keep it."""
        self.heard.put(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
        self.send_response(204)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Nothing."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """A folder over HTTP; what comes is the address of its server."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Listening, directory=str(folder)))
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()


def seen(folder: Path, page: str, profile: Path) -> Any:
    """What a page of a folder posts to `/found` in the end. The browser keeps its own files in `profile`."""
    assert CHROMIUM
    command = [CHROMIUM, "--headless=new", "--no-sandbox", "--disable-gpu", f"--user-data-dir={profile}"]
    with served(folder) as host:
        address = f"{host}/{page}"
        with subprocess.Popen([*command, "--remote-debugging-port=0", address], stderr=subprocess.DEVNULL) as browser:
            try:
                told = Listening.heard.get(timeout=120)
                assert "error" not in told, told
                return told
            finally:
                browser.terminate()
