"""Text that looks like markup is text in whatever it stands and behind whatever HTML, as browsers read the page."""

from __future__ import annotations

from html import escape

import pytest
from selectolax.lexbor import LexborHTMLParser

from migrate.content.clean import clean
from migrate.content.context import Context
from migrate.content.render import render
from migrate.markdown.convert import to_markdown
from migrate.options import Options
from tests.support.active_html import active_html
from tests.support.examples import SEED, examples
from tests.support.goldens_library import ITEM, GoldenLibrary
from tests.support.hugo_build import build, page, render_bodies, rendered
from tests.support.meaning import TYPOGRAPHY
from tests.support.nested_html import Crossed, crossed, nested

POSTS = examples(600)
"""How many posts of each kind, and which: more than the few seconds of a usual run allow."""
FROM_A_STRANGER = "evil.example"


def markdown_of(stored: str) -> str:
    library = GoldenLibrary()
    context = Context(ITEM._replace(content=stored), library, Options())
    return to_markdown(clean(render(stored, context), context), library.link, context.options, context.report)


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[Crossed, str]]:
    """Each post with the page that Hugo makes of it."""
    posts = [*crossed(POSTS, SEED), *nested(POSTS, SEED)]
    built = render_bodies(tmp_path_factory.mktemp("crossed") / "site", [markdown_of(one.stored) for one in posts])
    return list(zip(posts, built, strict=True))


def made_of_text(shown: str) -> list[str]:
    """What runs in a page, and its pictures of strangers."""
    pictures = [one for one in LexborHTMLParser(shown).css("img") if FROM_A_STRANGER in (one.attributes["src"] or "")]
    return active_html(shown) + [f"a picture: {one.html}" for one in pictures]


def test_no_text_runs_or_loads_whatever_stands_before_or_around_it(pages: list[tuple[Crossed, str]]) -> None:
    assert not {post.stored: found for post, shown in pages if (found := made_of_text(shown))}


SHORTCODES_THAT_STAY = (
    '[press url="https://x.example/a/"]Go[/press]',
    "[go_there href='https://x.example/b']there[/go_there]",
    "[watch_it]https://x.example/w?v=a_b_c[/watch_it]",
    '[mark x="[click](javascript:alert(1))"]',
    "[mark [click](javascript:alert(1))]",
    '[mark x="![c](//evil.example/t.gif)"]',
    '[mark x="![c](https://evil.example/t.gif)" y="https://x.example/a_b_c"]',
    '[mark mail="me@x.example" www="www.x.example" a="*b* _c_ ~~d~~ `e`"]',
    '[mark x="<b>"][mark_2 y=1](javascript:alert(1))',
    "[[mark_3 x='https://x.example/']] {{ .Title }} {% tag %} {{{ x }}} %%name%%",
    "[x]: javascript:alert(1)",
    "[^1] [^1]: note [ 1 ] [1]",
)


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> dict[str, LexborHTMLParser]:
    """Each shortcode with what Hugo makes of it, in a paragraph, a cell, and beside a link."""
    around = "<p>{0}</p><table><tr><td>{0}</td><td></td></tr></table><p>{0}<a href='/about/'>1</a>{0}</p>"
    site = tmp_path_factory.mktemp("kept") / "site"
    bodies = [markdown_of(around.replace("{0}", escape(one, quote=False))) for one in SHORTCODES_THAT_STAY]
    pages = {f"p{number}.md": page(f"/p{number}/", body) for number, body in enumerate(bodies)}
    build(site, pages | {"about.md": page("/about/", "Here.")})
    return {one: LexborHTMLParser(rendered(site, f"p{number}")) for number, one in enumerate(SHORTCODES_THAT_STAY)}


@pytest.mark.parametrize("stored", SHORTCODES_THAT_STAY)
def test_a_shortcode_that_stays_is_shown_sign_by_sign(stored: str, kept: dict[str, LexborHTMLParser]) -> None:
    body = kept[stored].body
    assert body and body.text().translate(TYPOGRAPHY).count(stored) == 4


@pytest.mark.parametrize("stored", SHORTCODES_THAT_STAY)
def test_nothing_arises_in_a_shortcode_that_stays(stored: str, kept: dict[str, LexborHTMLParser]) -> None:
    assert {node.tag for node in kept[stored].css("body *")} == {"p", "table", "thead", "tbody", "tr", "th", "a"}
    assert [node.text() for node in kept[stored].css("a")] == ["1"]
