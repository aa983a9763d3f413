"""What whole runs of the command share."""

from __future__ import annotations

from pathlib import Path

import pytest
from blog import Blog


@pytest.fixture
def blog(tmp_path: Path) -> Blog:
    """A blog that nobody exported yet."""
    return Blog(tmp_path)
