"""Web servers for a migrated site: real ones on this machine, and a host that has files and `_redirects` alone."""

from __future__ import annotations

import http.client
import http.server
import os
import re
import shutil
import socket
import subprocess
import threading
import time
from functools import partial
from pathlib import Path
from urllib.parse import parse_qs, quote, unquote, urlsplit

import pytest

APACHE = shutil.which("apache2", path=os.environ.get("PATH", "") + ":/usr/sbin")
CADDY = shutil.which("caddy")
needs_apache = pytest.mark.skipif(not APACHE, reason="apache2 is not installed")
needs_caddy = pytest.mark.skipif(not CADDY, reason="caddy is not installed")
_MODULES = Path("/usr/lib/apache2/modules")
_APACHE = """
ServerName localhost
Listen 127.0.0.1:{port}
PidFile {folder}/pid
ErrorLog {folder}/error.log
Mutex file:{folder}
{modules}
TypesConfig /etc/mime.types
DocumentRoot {root}
<Directory {root}>
    AllowOverride All
    Require all granted
</Directory>
"""


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


class Asked:
    """What answers at a port of this machine."""

    def __init__(self, port: int) -> None:
        self.port = port

    def ask(self, address: str, host: str = "") -> tuple[int, str, bytes]:
        """Status, the target of a redirect (without this machine) and what was answered; `host` is the one asked."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
        connection.request("GET", address, headers={"Host": host} if host else {})
        answer = connection.getresponse()
        body = answer.read()
        connection.close()
        target = re.sub(r"^http://[^/]*", "", answer.getheader("Location") or "")
        return answer.status, quote(target.encode("latin-1"), safe="/%?=&#:"), body  # as browsers take other bytes

    def get(self, address: str, host: str = "") -> tuple[int, str]:
        """Status and the target of a redirect."""
        return self.ask(address, host)[:2]

    def stop(self) -> None:
        """Answer no more."""


class Program(Asked):
    """A server in a process of its own."""

    def __init__(self, port: int, command: list[str], folder: Path, environment: dict[str, str] | None = None) -> None:
        super().__init__(port)
        log = (folder / "server.log").open("w")
        self.process = subprocess.Popen(
            command, cwd=folder, env=os.environ | (environment or {}), stdout=log, stderr=subprocess.STDOUT
        )
        log.close()
        for _ in range(500):
            try:
                socket.create_connection(("127.0.0.1", port), 1).close()
            except OSError:
                assert self.process.poll() is None, (folder / "server.log").read_text()
                time.sleep(0.02)
            else:
                break

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(10)


def apache(folder: Path, public: Path) -> Program:
    """Apache as shared hosts have it: what lies in the folder of the site may say what it likes."""
    port, names = free_port(), ("mpm_event", "authz_core", "dir", "mime", "rewrite")
    modules = "\n".join(f"LoadModule {name}_module {_MODULES}/mod_{name}.so" for name in names)
    file = folder / "apache.conf"
    file.write_text(_APACHE.format(port=port, folder=folder, root=public, modules=modules))
    return Program(port, [str(APACHE), "-X", "-f", str(file), "-d", str(folder)], folder)


def caddy(site: Path) -> Program:
    """Caddy, started in the folder of the site."""
    port = free_port()
    own = {"SITE": f"http://127.0.0.1:{port}", "HOME": str(site.parent), "XDG_DATA_HOME": str(site.parent)}
    own |= {"CADDY_ADMIN": f"127.0.0.1:{free_port()}", "PORT": str(port)}
    return Program(port, [str(CADDY), "run"], site, own)


class Files(Asked):
    """A host that knows files, and the rules of its `_redirects` as the documentation of Netlify and its kin says."""

    def __init__(self, public: Path, *, questions: bool = False) -> None:
        """`questions`: rules may look at a query."""
        rules = [one for one in _rules(public / "_redirects") if questions or not one[1]]
        handler = partial(_Handler, directory=str(public), rules=rules)
        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        super().__init__(self._server.server_address[1])
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


Rule = tuple[re.Pattern[str], tuple[tuple[str, str], ...], str]


def _rules(file: Path) -> list[Rule]:
    """Pattern of the path, what the query has to say, target."""
    found = []
    for line in file.read_text("utf-8").splitlines() if file.exists() else ():
        source, *middle = line.split()
        if not source.startswith("#"):
            path = re.sub(r":(\w+)", r"(?P<\1>[^/]+)", re.escape(unquote(source).rstrip("/")).replace(r"\*", ".*"))
            asked = tuple((one.partition("=")[0], one.partition("=")[2]) for one in middle[:-2])
            found.append((re.compile(f"{path}/?"), asked, middle[-2]))
    return found


class _Handler(http.server.SimpleHTTPRequestHandler):
    def __init__(self, *args: object, rules: list[Rule], **kwargs: object) -> None:
        self._rules = rules
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        for pattern, asked, target in self._rules:
            fits = pattern.fullmatch(unquote(parts.path))
            if fits and all(_says(query.get(name), value) for name, value in asked):
                words = fits.groupdict() | {value[1:]: query[name] for name, value in asked if value[:1] == ":"}
                further = f"?{parts.query}" if parts.query and not asked else ""
                self.send_response(301)
                self.send_header("Location", _filled(target, words) + further)
                self.end_headers()
                return
        super().do_GET()

    def log_message(self, *args: object) -> None:
        """Nothing."""


def _says(said: str | None, value: str) -> bool:
    """Whether what a query says of a name is what a rule asks for: a value, or any for a placeholder."""
    return said is not None and (value[:1] == ":" or unquote(value) == said)


def _filled(target: str, words: dict[str, str]) -> str:
    return re.sub(r":(\w+)", lambda one: quote(words[one[1]]), target)
