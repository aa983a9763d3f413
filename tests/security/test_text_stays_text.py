"""Text that looks like markup is text in whatever it stands and behind whatever HTML, as browsers read the page."""

from __future__ import annotations

import os
from dataclasses import replace

import pytest
from active_html import active_html
from goldens_library import ITEM, GoldenLibrary
from hugo_build import render_bodies
from nested_html import Crossed, crossed, nested
from selectolax.lexbor import LexborHTMLParser

from migrate.content.clean import clean
from migrate.content.context import Context
from migrate.content.render import render
from migrate.markdown.convert import to_markdown
from migrate.options import Options

POSTS = int(os.environ.get("CROSSED_POSTS", "600"))
SEED = int(os.environ.get("CROSSED_SEED", "1"))
"""How many posts of each kind, and which: more than the few seconds of a usual run allow."""
FROM_A_STRANGER = "evil.example"


def markdown_of(stored: str) -> str:
    library = GoldenLibrary()
    context = Context(replace(ITEM, content=stored), library, Options())
    return to_markdown(clean(render(stored, context), context), library.link, context.options, context.report)


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[Crossed, str]]:
    """Each post with the page that Hugo makes of it."""
    posts = [*crossed(POSTS, SEED), *nested(POSTS, SEED)]
    built = render_bodies(tmp_path_factory.mktemp("crossed") / "site", [markdown_of(one.stored) for one in posts])
    return list(zip(posts, built, strict=True))


def made_of_text(page: str) -> list[str]:
    """What runs in a page, and its pictures of strangers."""
    pictures = [one for one in LexborHTMLParser(page).css("img") if FROM_A_STRANGER in (one.attributes["src"] or "")]
    return active_html(page) + [f"a picture: {one.html}" for one in pictures]


def test_no_text_runs_or_loads_whatever_stands_before_or_around_it(pages: list[tuple[Crossed, str]]) -> None:
    assert not {post.stored: found for post, page in pages if (found := made_of_text(page))}
