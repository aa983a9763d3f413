"""A real nginx on this machine that serves a folder with the rules of a migrated site."""

from __future__ import annotations

import http.client
import os
import shutil
import socket
import subprocess
import time
from pathlib import Path

import pytest

PROGRAM = shutil.which("nginx", path=os.environ.get("PATH", "") + ":/usr/sbin:/usr/local/sbin")
"""Debian keeps it where only the administrator's PATH leads."""
needs_nginx = pytest.mark.skipif(not PROGRAM, reason="nginx is not installed")


class Server:
    """nginx in a folder of its own, with the rules in the simplest server block that a user can have."""

    def __init__(self, folder: Path, root: Path, rules: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        temporary = "".join(
            f"{kind}_temp_path {folder}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        )
        configuration = folder / "nginx.conf"
        configuration.write_text(
            f"daemon off; master_process off; pid {folder}/pid; error_log {folder}/error.log; events {{}}\n"
            f"http {{ access_log off; {temporary} types {{ text/html html; text/xml xml; }}\n"
            f"server {{ listen 127.0.0.1:{self.port}; root {root}; include {rules}; }} }}\n"
        )
        command = [str(PROGRAM), "-c", str(configuration), "-p", str(folder), "-e", str(folder / "error.log")]
        self.process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
        assert self.process.stderr
        self._said = self.process.stderr
        self._wait()

    def _wait(self) -> None:
        for _ in range(500):
            try:
                return socket.create_connection(("127.0.0.1", self.port), 1).close()
            except OSError:
                assert self.process.poll() is None, self._said.read()
                time.sleep(0.02)
        raise AssertionError("nginx did not start")

    def ask(self, address: str) -> tuple[int, str, bytes]:
        """Status, the target of a redirect (without the host) and what was answered."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
        connection.request("GET", address)
        answer = connection.getresponse()
        body = answer.read()
        connection.close()
        target = (answer.getheader("Location") or "").removeprefix(f"http://127.0.0.1:{self.port}")
        return answer.status, target, body

    def get(self, address: str) -> tuple[int, str]:
        """Status and the target of a redirect, without the host."""
        return self.ask(address)[:2]

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(10)
        self._said.close()
