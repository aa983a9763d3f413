"""A site judged against what the living WordPress shows: what plugins and texturing make of a text is no difference."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import pytest

from migrate.cli.suit import Trial
from migrate.cli.trial import tried
from migrate.content.seen.added import added_around
from migrate.diagnostics import Diagnostics
from migrate.verify.old_site.witness import Witness
from migrate.verify.verdict import Judgement
from tests.support.blog import Blog, Post

UPLOADS = "https://blog.example/wp-content/uploads"
FILM = "https://www.youtube.com/watch?v=abcdefghijk"
SHARING = '<div class="robsshare"><a href="https://elsewhere.example/?u={}">Share</a></div>'
STORED = {
    1: '<p>It\'s "so" -- 10x20 :)</p>',
    2: f'<p>See <img src="{UPLOADS}/a.jpg" alt="A boat" /> here.</p>',
    3: '<p>To <a href="https://blog.example/2020/05/04/post-1/">the first</a>.</p>',
    4: "<p>[unknown_plugin]</p>",
    5: "<p>One two three.</p>",
    6: "<p>Not shown.</p>",
    7: "<form><textarea>One\ntwo</textarea></form>",
    9: '[gallery ids="900"]<p>So ;-)<span>yes</span></p>',
    8: '<!-- wp:query --><div class="wp-block-query"><!-- wp:post-template /--></div><!-- /wp:query -->'
    "<!-- wp:calendar /-->",
    10: '[gallery ids="900,901" columns="2" link="none"]',
    11: f'{FILM}\n\n<!-- wp:embed {{"url":"{FILM}"}} --><figure class="wp-block-embed"><div '
    f'class="wp-block-embed__wrapper">\n{FILM}\n</div></figure><!-- /wp:embed -->',
    13: "One.\n\n<!--nextpage-->\n\nTwo.",
    12: "<!-- wp:latest-comments /--><!-- wp:loginout /--><p>Talk.</p>",
}
SHOWN = {
    1: '<p>It&#8217;s &#8220;so&#8221; &#8212; 10&#215;20 <img src="x.png" alt="🙂" class="wp-smiley" /></p>',
    2: f'<p>See <img src="data:image/gif;base64,AA" data-src="{UPLOADS}/a-300x200.jpg" alt="A boat" class="lazyload">'
    f'<noscript><img src="{UPLOADS}/a-300x200.jpg" alt="A boat"></noscript> here.</p>',
    3: '<p>To <a href="https://blog.example/?p=1">the first</a>.</p>',
    4: "<p>Twelve boats are for sale.</p>",
    5: "<p>One two four.</p>",
    7: "<form><textarea>One<br />\ntwo</textarea></form>",
    9: f'<div class="gallery"><dl class="gallery-item"><dt class="gallery-icon"><a href="{UPLOADS}/a.jpg">'
    f'<img src="{UPLOADS}/a-150x150.jpg" alt=""></a></dt></dl></div><p>So <img class="wp-smiley" alt="😉">yes</p>',
    8: '<div class="wp-block-query"><ul class="wp-block-post-template"><li><h2>A walk</h2></li></ul>'
    '<nav class="wp-block-query-pagination"><a href="?query-page=2">Next Page</a></nav></div>'
    '<div class="wp-block-calendar"><table><caption>May 2020</caption></table></div>',
    10: '<div class="gallery gallery-columns-2">'
    + "".join(f'<figure class="gallery-item"><img src="{UPLOADS}/{n}.jpg"></figure>' for n in "ab")
    + "</div>",
    11: f'<p><a href="{FILM}">{FILM}</a></p><figure class="wp-block-embed"><div class="wp-block-embed__wrapper">\n'
    f"{FILM}\n</div></figure>",
    13: '<p>One.</p><nav class="page-links">Page 1 <a href="2/">Page 2</a></nav>',
    12: '<ol class="wp-block-latest-comments"><li>Jo on A walk</li></ol><div class="wp-block-loginout">'
    '<a href="/wp-login.php">Log in</a></div><p>Talk.</p>',
}


@dataclass
class Living:
    """What a living site shows, by the keys of its items."""

    texts: Mapping[str, str]
    added: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        self.added = added_around(self.texts.values())

    def html(self, key: str) -> str | None:
        return self.texts.get(key)


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Judgement:
    blog = Blog(tmp_path_factory.mktemp("against"))
    pictures = [
        Post(900 + at, name, "", name, "attachment", attachment=f"{UPLOADS}/{name}.jpg") for at, name in enumerate("ab")
    ]
    blog.write(*(Post(number, content=text) for number, text in STORED.items()), *pictures).run("migrate")
    living = Living({str(number): html + SHARING.format(number) for number, html in SHOWN.items()})
    trial = Trial([blog.export], blog.site, (), 1, 10**9)
    return tried(trial, Diagnostics(), Witness(living))


@pytest.fixture
def faults(told: Judgement) -> dict[int, list[str]]:
    return {one.wordpress_id: [fault.found for fault in one.faults] for one in told.items}


@pytest.mark.parametrize("number", (1, 2, 3, 6, 7, 8, 9, 10, 11, 12, 13))
def test_the_same_text_is_identical_however_wordpress_shows_it(number: int, faults: dict[int, list[str]]) -> None:
    assert faults[number] == []


@pytest.mark.parametrize("number", (4, 5))
def test_what_readers_saw_otherwise_differs(number: int, faults: dict[int, list[str]]) -> None:
    assert len(faults[number]) == 1


def test_what_is_around_every_text_is_told_once(told: Judgement) -> None:
    said = [one for one in told.site if "around every text" in one.detail]
    assert [one.kind for one in said] == ["warning"] and "“robsshare”" in said[0].detail


def test_what_a_text_stores_itself_is_not_taken_for_an_addition() -> None:
    texts = [f'<p>{number}</p><h2 class="wp-block-heading">Thanks</h2>' for number in range(5)]
    assert added_around(texts) == {"Thanks"}
    assert added_around(texts[:2]) == frozenset()
