"""A real nginx, where there is one, asked where it leads old addresses: as this user, in a folder that goes again."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

_PLACES = "/usr/sbin:/usr/local/sbin"
"""Where Debian keeps it: only the administrator's PATH leads there."""
_PLAIN = re.compile(r"[\w./-]{1,90}")
"""A folder that nginx takes as it is, and in which a socket may lie."""
_SETTINGS = """\
daemon off; master_process off; pid {folder}/pid; error_log {folder}/error.log; events {{}}
http {{ access_log off; client_body_temp_path {folder}/a; proxy_temp_path {folder}/b; fastcgi_temp_path {folder}/c;
uwsgi_temp_path {folder}/d; scgi_temp_path {folder}/e; keepalive_requests 10000000; absolute_redirect off;
server {{ listen unix:{folder}/socket; root {folder}/root; include {folder}/rules; }} }}
"""
_WORD = r'(?:"(?:[^"\\]|\\.)*+"\)?|(?:[^\s"\'#;{}\\]|\\[^\s])++)'
_STATEMENT = re.compile(
    rf"(?:[ \t\r\n]++|\#[^\n]*+\n|\}}|([a-z_]++)(?:[ \t\r\n]++{_WORD})*+[ \t\r\n]*+(?<!\$)[;{{])", re.S
)
"""What may stand in a file of rules, white space and remarks too. What nginx might read in another way is none."""
_HARMLESS = {None, "break", "if", "internal", "location", "return", "rewrite", "set", "try_files"}
"""Statements that lead. With others nginx writes files, shows folders and asks other hosts, all as this user."""
_LOCATION = re.compile(rb"^HTTP/1\.1 (301|308) .*?^Location: ([^\r\n]*)", re.S | re.M | re.I)
_END = b"\r\n\r\n"
_AT_ONCE = 100
"""Questions that are asked before the answers are read."""
_PATIENCE = 5.0
"""Seconds in which an answer has to come."""
_LONGEST = 60.0


def led_by_nginx(rules: Path, root: Path, asked: Sequence[str]) -> list[str] | None:
    """Where permanent rules of nginx lead each of these addresses, `/` for `/a?b` and all; empty: nowhere.

    `root` is the folder of the site. None: no nginx could be asked, or the rules do more than to lead.
    """
    program = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:{_PLACES}")
    if not program:
        return None
    with suppress(OSError), TemporaryDirectory(prefix="wxr2hugo-") as folder:
        text = rules.read_text("utf-8", "replace")
        if _PLAIN.fullmatch(folder) and _only_leads(text):
            Path(folder, "rules").write_text(text, "utf-8", newline="")
            Path(folder, "root").symlink_to(root.resolve())
            Path(folder, "nginx.conf").write_text(_SETTINGS.format(folder=folder), "utf-8")
            with _running(program, folder) as connection:
                return list(_answers(connection, asked))
    return None


def _only_leads(rules: str) -> bool:
    """Whether a file of rules, which lies where others may write too, does nothing but lead."""
    place = 0
    while place < len(rules):
        found = _STATEMENT.match(rules, place)
        if not found or found[1] not in _HARMLESS:
            return False
        place = found.end()
    return True


@contextmanager
def _running(program: str, folder: str) -> Iterator[socket.socket]:
    """A connection to a server, which ends with it. Raises OSError where there is none in time."""
    command = [program, "-c", f"{folder}/nginx.conf", "-p", folder, "-e", f"{folder}/error.log"]
    quiet = subprocess.DEVNULL
    with subprocess.Popen(command, stdin=quiet, stdout=quiet, stderr=quiet) as process:
        try:
            with socket.socket(socket.AF_UNIX) as connection:
                connection.settimeout(_PATIENCE)
                _connect(connection, f"{folder}/socket", process)
                yield connection
        finally:
            process.kill()


def _connect(connection: socket.socket, path: str, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + _PATIENCE
    while True:
        try:
            return connection.connect(path)
        except OSError:
            if time.monotonic() > end or process.poll() is not None:
                raise
            time.sleep(0.02)


def _answers(connection: socket.socket, asked: Sequence[str]) -> Iterator[str]:
    end = time.monotonic() + _LONGEST
    for start in range(0, len(asked), _AT_ONCE):
        some = asked[start : start + _AT_ONCE]
        questions = (f"HEAD {one} HTTP/1.1\r\nHost: localhost\r\n\r\n" for one in some)
        connection.sendall("".join(questions).encode("ascii"))
        data = b""
        while data.count(_END) < len(some):
            more = connection.recv(1 << 16)
            if not more or time.monotonic() > end:
                raise OSError("the server ended early")
            data += more
        for answer in data.split(_END)[: len(some)]:
            found = _LOCATION.match(answer.lstrip(b"\r\n"))
            yield found[2].decode("utf-8", "replace") if found else ""
