"""A real WordPress for tests: Debian's files, a database of its own, PHP's own server; gone when the test ends."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

FILES = Path(__file__).parent / "wordpress"
DEBIAN = Path("/usr/share/wordpress")
PASSWORD = "long way home"
NEEDED = ("php", "mariadbd", "mariadb-install-db", "mariadb")
_PATIENCE = 60.0


def is_installed() -> bool:
    """Whether this machine has what it takes."""
    return DEBIAN.is_dir() and all(shutil.which(one) for one in NEEDED)


class WordPress:
    """One that runs."""

    def __init__(self, folder: Path, home: str, environment: dict[str, str]) -> None:
        self.folder = folder
        self.home = home
        self._environment = environment

    def php(self, script: str, *arguments: str) -> str:
        """Run one of our scripts with WordPress loaded. Returns what it prints."""
        line = ["php", str(FILES / script), str(self.folder), *arguments]
        done = subprocess.run(line, env=self._environment, capture_output=True, text=True, check=False, timeout=300)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout


@contextmanager
def running_wordpress(aside: Path, items: int) -> Iterator[WordPress]:
    """A WordPress with so many items and those of `fill.php`."""
    folder, port = aside / "www", _free_port()
    _lay_out(folder)
    home = f"http://127.0.0.1:{port}"
    environment = os.environ | {"HARBOUR_SOCKET": str(aside / "db.sock"), "HARBOUR_HOME": home}
    with _database(aside), _served(folder, port, environment):
        wordpress = WordPress(folder, home, environment)
        wordpress.php("fill.php", str(items), PASSWORD)
        yield wordpress


def _lay_out(folder: Path) -> None:
    shutil.copytree(DEBIAN, folder, ignore=shutil.ignore_patterns("wp-content", "wp-config.php"))
    plugin, theme = folder / "wp-content/plugins/harbour", folder / "wp-content/themes/harbour"
    plugin.mkdir(parents=True)
    theme.mkdir(parents=True)
    shutil.copy(FILES / "plugin.php", plugin / "harbour.php")
    shutil.copy(FILES / "theme-index.php", theme / "index.php")
    (theme / "style.css").write_text("/*\nTheme Name: Harbour\n*/\n", encoding="utf-8")
    shutil.copy(FILES / "wp-config.php", folder / "wp-config.php")


@contextmanager
def _database(aside: Path) -> Iterator[None]:
    data, address = aside / "db", aside / "db.sock"
    user = f"--user={os.environ.get('USER') or 'root'}"
    install = ["mariadb-install-db", "--no-defaults", f"--datadir={data}", "--skip-test-db", user]
    subprocess.run([*install, "--auth-root-authentication-method=normal"], capture_output=True, check=True, timeout=120)
    line = ["mariadbd", "--no-defaults", f"--datadir={data}", f"--socket={address}", "--skip-networking", user]
    with _kept_running(line, dict(os.environ), aside / "db.log"):
        client = ["mariadb", "--no-defaults", f"--socket={address}", "-uroot", "-e"]
        _wait(lambda: _succeeds([*client, "create database if not exists wordpress"]))
        yield


@contextmanager
def _served(folder: Path, port: int, environment: dict[str, str]) -> Iterator[None]:
    line = ["php", "-S", f"127.0.0.1:{port}", "-t", str(folder), str(FILES / "router.php")]
    with _kept_running(line, environment, folder.parent / "php.log"):
        _wait(lambda: _accepts(port))
        yield


@contextmanager
def _kept_running(line: list[str], environment: dict[str, str], log: Path) -> Iterator[None]:
    with log.open("wb") as file:
        process = subprocess.Popen(line, env=environment, stdout=file, stderr=file, stdin=subprocess.DEVNULL)
        try:
            yield
        finally:
            process.terminate()
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _wait(is_ready: Callable[[], bool]) -> None:
    deadline = time.monotonic() + _PATIENCE
    while not is_ready():
        assert time.monotonic() < deadline, "the server does not start"
        time.sleep(0.2)


def _succeeds(line: list[str]) -> bool:
    return subprocess.run(line, capture_output=True, check=False).returncode == 0


def _accepts(port: int) -> bool:
    with socket.socket() as trial:
        return trial.connect_ex(("127.0.0.1", port)) == 0


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])
