"""What the tests of media share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.media_bringer import Bringer
from tests.support.media_server import Server


@pytest.fixture
def server() -> Iterator[Server]:
    running = Server()
    yield running
    running.shutdown()
    running.server_close()


@pytest.fixture
def bringer(tmp_path: Path, server: Server) -> Bringer:
    site = tmp_path / "site"
    site.mkdir()
    return Bringer(site, server)
