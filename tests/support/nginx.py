"""A real nginx on this machine that serves a folder with the rules of a migrated site."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from tests.support.web_servers import Program, free_port

PROGRAM = shutil.which("nginx", path=os.environ.get("PATH", "") + ":/usr/sbin:/usr/local/sbin")
"""Debian keeps it where only the administrator's PATH leads."""
needs_nginx = pytest.mark.skipif(not PROGRAM, reason="nginx is not installed")


class Server(Program):
    """nginx in a folder of its own, with the rules in the simplest server block that a user can have."""

    def __init__(self, folder: Path, root: Path, rules: Path) -> None:
        port = free_port()
        temporary = "".join(
            f"{kind}_temp_path {folder}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        )
        configuration = folder / "nginx.conf"
        configuration.write_text(
            f"daemon off; master_process off; pid {folder}/pid; error_log {folder}/error.log; events {{}}\n"
            f"http {{ access_log off; {temporary} types {{ text/html html; text/xml xml; }}\n"
            f"server {{ listen 127.0.0.1:{port}; root {root}; include {rules}; }} }}\n"
        )
        command = [str(PROGRAM), "-c", str(configuration), "-p", str(folder), "-e", str(folder / "error.log")]
        super().__init__(port, command, folder)
