"""What one pass over an export finds in texts, before anything is converted."""

import pytest

from migrate.options import Options
from migrate.pipeline.not_public import Inspected
from tests.support.items import item
from tests.support.time_limit import within


@pytest.mark.parametrize("piece", ["<!-- wp:navigation-link {", "<!-- wp:block {", "[gallery ids "])
def test_what_is_begun_and_never_ended_takes_no_time(piece: str) -> None:
    with within():
        Inspected(Options()).add(item(content=piece * 8_000), [])
