"""What whole runs of the command share."""

from __future__ import annotations

from pathlib import Path

import pytest
from blog import Blog
from hypothesis import settings

# How long an example takes says nothing on a machine that does other work besides.
settings.register_profile("suite", deadline=None)
settings.load_profile("suite")


@pytest.fixture
def blog(tmp_path: Path) -> Blog:
    """A blog that nobody exported yet."""
    return Blog(tmp_path)
