from pathlib import Path

import pytest

from tests.support.invented import Post, Site


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """A site that was migrated from three posts, of which the second links to the first."""
    site = Site(tmp_path / "site")
    site.wordpress(Post(1, tags=("red", "blue")), Post(2, links=(1,)), Post(3))
    site.root.mkdir()
    site.sync()
    return site
