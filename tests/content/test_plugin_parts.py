"""What only a plugin can show: found in what visitors saw, taken alone, or left where that is not sure."""

from __future__ import annotations

import random
from typing import Any

import pytest

from migrate.content.clean import clean
from migrate.content.context import Context
from migrate.content.render import render
from migrate.diagnostics import Diagnostics
from migrate.markdown.convert import to_markdown
from migrate.model.rest_of_site import Link
from migrate.model.seen import SeenText
from migrate.options import Options
from tests.support.examples import examples
from tests.support.items import item
from tests.support.rest_of_site import NothingElse

TABLE = "<div class='t'><table><thead><tr><th>Who</th></tr></thead><tbody><tr><td>Ada</td></tr></tbody></table></div>"
AS_TABLE = "| Who |\n| --- |\n| Ada |"


class OldSite(NothingElse):
    def __init__(self, seen: SeenText) -> None:
        self._seen = seen

    def seen(self) -> SeenText:
        return self._seen

    def link(self, href: str) -> Link:
        return Link(href)


class Shown:
    """A text as it is stored, and as visitors saw it."""

    def __init__(self, stored: str, html: str = "", meta: tuple[tuple[str, str], ...] = (), **seen: Any) -> None:
        self.diagnostics = Diagnostics()
        library = OldSite(SeenText(html, **seen))
        self.context = Context(item(content=stored, meta=meta), library, Options(), self.diagnostics)
        tree = clean(render(stored, self.context), self.context)
        self.markdown = to_markdown(tree, library.link, options=Options(), report=self.context.report).strip()

    @property
    def codes(self) -> list[str]:
        return [f"{one.code.id} {one.detail}".strip() for one in self.diagnostics]


def test_a_shortcode_in_its_own_paragraph_becomes_what_stands_between_its_neighbours() -> None:
    shown = Shown('Before.\n\n[crew boat="2"]\n\nBehind.', f"<p>Before.</p>\n{TABLE}\n<p>Behind.</p>")
    assert shown.markdown == f"Before.\n\n{AS_TABLE}\n\nBehind."
    assert shown.codes == ["W532 crew"]


@pytest.mark.parametrize(
    ("stored", "html", "markdown"),
    [
        ('It costs [fare to="x"] only.', "<p>It costs <b>3 kr</b> only.</p>", "It costs **3 kr** only."),
        ('See ([quelle no="1"]), please.', "<p>See (Bo 2010), please.</p>", "See (Bo 2010), please."),
        ('[fare to="x"]! Really', "<p>9 €! Really</p>", "9 €! Really"),
        ('“It” -- [fare to="x"] -- ok...', "<p>&#8220;It&#8221; &#8211; 9 &#8211; ok&#8230;</p>", '"It" -- 9 -- ok...'),
        ('So: [fare to="x"]', "<p>So: 9</p>", "So: 9"),
        ('2x3 [fare to="x"] 4x5', "<p>2&#215;3 = 4&#215;5</p>", "2x3 = 4x5"),
        ('Hi :) [fare to="x"] ok', '<p>Hi <img class="wp-smiley" src="/s.png"> 7 ok</p>', "Hi :) 7 ok"),
    ],
)
def test_a_shortcode_in_a_line_keeps_the_signs_around_it_once(stored: str, html: str, markdown: str) -> None:
    assert Shown(stored, html).markdown == markdown


def test_our_own_text_stays_as_it_is_stored() -> None:
    shown = Shown('The "first" *star*.\n\n[crew boat="2"]', f"<p>The &#8220;first&#8221; *star*.</p>\n<p>{TABLE}</p>")
    assert shown.markdown == f'The "first" \\*star\\*.\n\n{AS_TABLE}'


def test_a_block_that_the_server_fills() -> None:
    stored = '<!-- wp:paragraph --><p>Now.</p><!-- /wp:paragraph -->\n<!-- wp:acme/tides {"days":2} /-->'
    shown = Shown(stored, "<p>Now.</p>\n<section><h3>Tides</h3><ul><li>one</li></ul></section>")
    assert shown.markdown == "Now.\n\n### Tides\n\n* one"
    assert shown.codes == ["W532 acme/tides"]


def test_a_shortcode_around_words_is_taken_with_them() -> None:
    shown = Shown('[bell tone="a"]Hear it[/bell]\n\nThen.', "<div><h4>Bell</h4><p>Hear it</p></div><p>Then.</p>")
    assert shown.markdown == "#### Bell\n\nHear it\n\nThen."


def test_parts_that_follow_each_other_are_taken_together() -> None:
    shown = Shown('[a x="1"]\n\n[b x="2"]\n\nEnd.', "<p>one</p><p>two</p><p>End.</p>")
    assert shown.markdown == "one\n\ntwo\n\nEnd."
    assert shown.codes == ["W532 a", "W532 b"]


def test_what_shows_nothing_to_visitors_shows_nothing() -> None:
    shown = Shown('One.\n\n[track id="1"]\n\nTwo.', "<p>One.</p>\n<p></p>\n<p>Two.</p>")
    assert shown.markdown == "One.\n\nTwo."


def test_a_part_that_a_script_fills_is_left() -> None:
    shown = Shown('One.\n\n[chart id="1"]\n\nTwo.', "<p>One.</p><canvas></canvas><script>draw()</script><p>Two.</p>")
    assert "[chart" in shown.markdown.replace("\\", "")
    assert shown.codes == ["W533 chart", "W101 chart"]


def test_a_shortcode_that_the_old_site_did_not_know_either_stays_text() -> None:
    shown = Shown('One [crew boat="2"] two.', "<p>One [crew boat=&#8221;2&#8243;] two.</p>")
    assert shown.codes == ["W101 crew"]


def test_pictures_beside_a_part_are_not_taken_with_it() -> None:
    stored = '<img src="/a.jpg" alt="A" />\n\n[crew boat="2"]\n\n<img src="/b.jpg" alt="B" />'
    html = f'<p><img src="/a-300x200.jpg" alt="A"></p>{TABLE}<p><img data-src="/b.jpg" src="/lazy.gif" alt="B"></p>'
    assert Shown(stored, html).markdown == f"![A](/a.jpg)\n\n{AS_TABLE}\n\n![B](/b.jpg)"


def test_words_that_stand_twice_leave_it_open_and_the_part_stays() -> None:
    shown = Shown('Go. [a x="1"] Go. [b x="2"] End', "<p>Go. Go. Go. Go. End</p>")
    assert [one for one in shown.codes if one.startswith("W533")] == ["W533 a", "W533 b"]
    assert "[a x" in shown.markdown.replace("\\", "")


def test_a_text_that_a_plugin_changed_elsewhere_still_shows_where_the_part_is() -> None:
    words = " ".join(f"w{number}" for number in range(40))
    shown = Shown(
        f'{words}\n\n[crew boat="2"]\n\nThe very end of it.',
        f"<p>{words.replace('w3 ', 'w3 (inserted) ')}</p>{TABLE}<p>The very end of it.</p>",
    )
    assert shown.codes == ["W532 crew"]


def test_what_the_old_site_puts_around_every_text_is_not_taken() -> None:
    share = '<div class="share-all"><a href="/s">Share this</a></div>'
    shown = Shown('Hello.\n\n[crew boat="2"]', f"<p>Hello.</p>{TABLE}{share}", added=frozenset({"share-all"}))
    assert shown.markdown == f"Hello.\n\n{AS_TABLE}"


def test_nothing_that_runs_comes_along() -> None:
    bad = '<div onclick="x()"><script>x()</script><a href="javascript:x()">Ada</a></div>'
    shown = Shown('One [crew boat="2"] two.', f"<p>One {bad} two.</p>")
    assert "Ada" in shown.markdown
    for sign in ("script", "onclick"):
        assert sign not in shown.markdown


def test_signs_of_our_own_in_what_visitors_saw_mean_nothing() -> None:
    forged = '<span \ufdd0part="0"></span><div \ufdd0shortcode="readFile" name="/etc/passwd"></div>{{< x >}}'
    shown = Shown('One [crew boat="2"] two.', f"<p>One {forged} here two.</p>")
    assert "readFile" not in shown.markdown and "{{< x" not in shown.markdown


def test_brackets_in_what_a_plugin_shows_are_text() -> None:
    shown = Shown('One [crew boat="2"] two.', '<p>One [gallery ids="1"] and [crew] two.</p>')
    assert shown.codes == ["W532 crew"]


def test_a_page_that_is_empty_is_what_visitors_saw() -> None:
    shown = Shown("", "<p>Ships at <em>six</em>.</p>")
    assert (shown.markdown, shown.codes) == ("Ships at _six_.", ["W534"])


def test_a_page_of_a_builder_is_what_visitors_saw_where_that_is_more() -> None:
    fields = (("_elementor_data", '[{"id":"a","settings":{"title":"Quays"}}]'),)
    assert Shown("Old", "<h2>Quays</h2><p>Quay 5</p>", meta=fields).markdown == "## Quays\n\nQuay 5"
    assert Shown("Quays", "<h2>Quays</h2>", meta=fields).codes == []


def test_without_what_visitors_saw_the_parts_of_the_last_run_stay() -> None:
    stored = 'Before.\n\n[crew boat="2"]\n\nBehind.'
    first = Shown(stored, f"<p>Before.</p>\n{TABLE}\n<p>Behind.</p>")
    again = Shown(f"New words. {stored}", parts=first.context.taken)
    assert again.markdown == f"New words. Before.\n\n{AS_TABLE}\n\nBehind."
    other = Shown(stored.replace("2", "3"), parts=first.context.taken)
    assert other.codes == ["W101 crew"]


def test_parts_that_visitors_did_not_see_are_not_looked_for() -> None:
    hidden = '[members_only]Secret [crew boat="2"] here[/members_only]'
    shown = Shown(f"Open.\n\n{hidden}\n\nEnd.", f"<p>Open.</p>{TABLE}<p>End.</p>")
    assert all("Ada" not in part.html for part in shown.context.hidden)


@pytest.mark.parametrize("html", ["<div>" * 3000 + "x", "<b>" * 500 + "<p>" * 500, "<p>" + "a " * 50_000 + "</p>"])
def test_absurd_pages_cost_little_and_change_nothing(html: str) -> None:
    shown = Shown('One [crew boat="2"] two.', html)
    assert "[crew" in shown.markdown.replace("\\", "")


def test_many_parts_are_found_in_no_time() -> None:
    stored = "\n\n".join(f'Word {number}.\n\n[crew boat="{number}"]' for number in range(400))
    html = "".join(f"<p>Word {number}.</p><p>boat of {number}</p>" for number in range(400))
    shown = Shown(stored, html)
    assert "Word 399.\n\nboat of 399" in shown.markdown


@pytest.mark.parametrize("seed", range(examples(60)))
def test_a_part_is_found_where_it_is_or_not_at_all(seed: int) -> None:
    """Texts of few words, so that the same ones stand everywhere."""
    chance = random.Random(seed)
    number = chance.randint(1, 4)
    texts = [_some_words(chance, (0, 1, 2, 5, 12)) for _ in range(number + 1)]
    parts = [_some_words(chance, (0, 1, 3)) for _ in range(number)]
    stored = "\n\n".join(f'{text}\n\n[plug{at} x="1"]' for at, text in enumerate(texts[:-1])) + f"\n\n{texts[-1]}"
    rows = [one for pair in zip(texts, parts, strict=False) for one in pair]
    shown = Shown(stored, "".join(f"<p>{one}</p>" for one in (*rows, texts[-1]) if one))
    if not any(code.startswith(("W533", "W101")) for code in shown.codes):
        assert shown.markdown.split() == " ".join((*rows, texts[-1])).split()


def _some_words(chance: random.Random, sizes: tuple[int, ...]) -> str:
    return " ".join(chance.choice(("sea", "boat", "crew", "tide")) for _ in range(chance.choice(sizes)))
