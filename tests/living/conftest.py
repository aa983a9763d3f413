"""What the tests of the living site share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.support.media_server import Server


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """A server that answers as a test wants, and that need not be waited for."""
    monkeypatch.setattr("time.sleep", lambda seconds: None)
    running = Server()
    yield running
    running.shutdown()
    running.server_close()
