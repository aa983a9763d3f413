"""Footnotes: the list that WordPress keeps beside the post."""

from pathlib import Path

import pytest

from migrate.content.clean import clean
from migrate.content.render import render
from migrate.markdown.convert import to_markdown
from migrate.model.rest_of_site import Link
from migrate.options import Options
from tests.support.blog import Blog, Post
from tests.support.stored_blocks import context, rendered

NOTES = '[{"id":"a1","content":"A <em>\\"note\\"</em>"},{"id":"b2","content":"Another"}]'
LIST = (
    '<ol class="wp-block-footnotes"><li id="a1">A <em>"note"</em> <a href="#a1-link">↩︎</a></li>'
    '<li id="b2">Another <a href="#b2-link">↩︎</a></li></ol>'
)


def with_notes(meta: str) -> str:
    return rendered("<!-- wp:footnotes /-->", context(meta=(("footnotes", meta),)))


def test_the_notes_are_a_numbered_list_with_links_back() -> None:
    assert with_notes(NOTES) == LIST


def test_notes_with_escaped_quotes_are_read_too() -> None:
    assert with_notes(NOTES.replace("\\", "\\\\").replace('"', '\\"')) == LIST


RAIN = '<p>Rain<sup id="r1"><a href="#n1">1</a></sup>.</p>'
ALL_DAY = '<li id="n1">All day. <a href="#r1">back</a></li>'


def converted(html: str) -> str:
    given = context()
    tree = clean(html, given)
    return to_markdown(tree, Link, options=given.options, report=given.report)


@pytest.mark.parametrize("after", ["", "<p>The end.</p>"])
def test_notes_that_a_text_lists_itself_are_footnotes(after: str) -> None:
    written = converted(f"{RAIN}<div><hr><ol>{ALL_DAY}</ol></div>{after}")
    assert written.split() == ["Rain[^1].", *after[3:-4].split(), "[^1]:", "All", "day."]


@pytest.mark.parametrize(
    "html",
    [
        f"{RAIN}<ol>{ALL_DAY}{ALL_DAY}</ol>",
        f"{RAIN}<ol>{ALL_DAY}<li>And a thing.</li></ol>",
        f"{RAIN}<ol>{ALL_DAY} words between</ol>",
        f'{RAIN}<ol><li id="n1">All day.</li></ol>',
        f'{RAIN}<ol>{ALL_DAY}</ol><p><a href="#n1">The note on rain</a></p>',
        f"{RAIN}<ul>{ALL_DAY}</ul>",
        f"<details><summary>More</summary>{RAIN}</details><ol>{ALL_DAY}</ol>",
        f"{RAIN}<ol>{ALL_DAY.replace('All day', '<p>All</p><h3>day</h3>')}</ol>",
        '<p><sup id="r1"><a href="#n1">the whole story</a></sup></p><ol>' + ALL_DAY + "</ol>",
    ],
)
def test_a_list_that_is_surely_none_of_notes_or_cannot_be_one_stays(html: str) -> None:
    written = converted(html)
    assert "[^" not in written
    assert "day" in written


LATE = '<p>Late<a href="#n1" name="r1">[1]</a>.</p>'
BY_SHIP = '<p><a href="#r1" name="n1">[1]</a> By ship.</p>'


@pytest.mark.parametrize(
    "html",
    [
        LATE + BY_SHIP,
        f"{LATE}<div><hr>{BY_SHIP}</div>",
        LATE + '<p id="n1">1. By ship. <a href="#r1">back</a></p>',
        LATE.replace(".</p>", '<a href="#n1" name="r2">[1]</a>.</p>').replace("[1]</a><a", "[1]</a>,<a") + BY_SHIP,
    ],
)
def test_notes_in_paragraphs_are_footnotes(html: str) -> None:
    assert converted(html) in {"Late[^1].\n\n[^1]: By ship.", "Late[^1],[^1].\n\n[^1]: By ship."}


def test_the_way_back_from_a_note_is_no_lost_word(tmp_path: Path) -> None:
    in_paragraphs = LATE + '<p id="n1">1. By ship. <a href="#r1">back up</a></p>'
    in_list = f"{RAIN}<ol>{ALL_DAY.replace('>back<', '>back up<')}</ol>"
    blog = Blog(tmp_path).write(Post(1, content=in_paragraphs), Post(2, content=in_list))
    assert blog.run("migrate").status == 0
    assert "back up" not in blog.body(Post(1)) + blog.body(Post(2))


@pytest.mark.parametrize(
    "html",
    [
        LATE + BY_SHIP.replace("#r1", "#r2"),
        f'{LATE}{BY_SHIP}<p><a href="#n1">The note on ships</a></p>',
        f"<table><tr><td colspan=2>{LATE}</td></tr><tr><td>x</td><td>y</td></tr></table>{BY_SHIP}",
        f"<table><tr><td><ul><li>{LATE}</li></ul></td><td>x</td></tr></table>{BY_SHIP}",
        f"<table><caption>Ships</caption><tr><td>{LATE}</td><td>x</td></tr></table>{BY_SHIP}",
        LATE + LATE.replace("1", "2") + BY_SHIP + "<p>And more.</p>" + BY_SHIP.replace("1", "2"),
        LATE + BY_SHIP.replace("ship", 'ship<a href="#n2" name="r2">[2]</a>'),
        LATE + "<p>By ship.</p>",
        BY_SHIP + '<h2 id="r1">Ships</h2>',
        LATE + '<p id="n1"></p><p id="n1"><a href="#r1">1</a></p><p id="x"> <br> </p><p>By ship.</p>',
    ],
)
def test_paragraphs_that_are_surely_no_notes_or_cannot_be_footnotes_stay(html: str) -> None:
    written = converted(html)
    assert "[^" not in written
    assert "hip" in written


def test_the_reference_in_the_text_is_kept_without_what_the_editor_needs() -> None:
    stored = '<p>A<sup data-fn="a1" class="fn"><a href="#a1" id="a1-link">1</a></sup></p>'
    html = rendered(f"<!-- wp:paragraph -->{stored}<!-- /wp:paragraph -->")
    assert html == '<p>A<sup><a href="#a1" id="a1-link">1</a></sup></p>'


@pytest.mark.parametrize("meta", ["", "[", "7", "{}", "[7, null]", '[[[["x"]]]]', "[" * 100_000])
def test_meta_that_holds_no_notes_makes_none(meta: str) -> None:
    assert with_notes(meta) == ""


def test_a_note_with_values_of_other_types_is_empty() -> None:
    assert (
        with_notes('[{"id":{},"content":null}]')
        == '<ol class="wp-block-footnotes"><li id=""> <a href="#-link">↩︎</a></li></ol>'
    )


def as_tree(stored: str) -> str:
    """What stored text with the two notes becomes, as Markdown."""
    given = context(meta=(("footnotes", NOTES),))
    tree = clean(render(stored + "<!-- wp:footnotes /-->", given), given)
    return to_markdown(tree, Link, Options(), lambda *_: None)


def raised(name: str) -> str:
    return f'<sup data-fn="{name}" class="fn"><a href="#{name}" id="{name}-link">1</a></sup>'


def test_what_the_text_refers_to_is_a_footnote_and_the_other_notes_stay_listed() -> None:
    assert as_tree(f"<p>Tide{raised('a1')}.</p>") == ('Tide[^1].\n\n1. Another [↩︎](#b2-link)\n\n[^1]: A _"note"_')


def test_a_note_referred_to_twice_is_one_note() -> None:
    assert as_tree(f"<p>Tide{raised('b2')}, ebb{raised('a1')}, flood{raised('b2')}.</p>") == (
        'Tide[^1], ebb[^2], flood[^1].\n\n[^1]: Another\n[^2]: A _"note"_'
    )


@pytest.mark.parametrize(
    "around",
    [
        "<table><tr><td>Ebb{}</td><td>Neap</td></tr><tr><td colspan=2>Flood</td></tr></table>",
        "<details><summary>Ebb</summary><p>Low{}</p></details>",
        '<div class="wp-block-columns"><p>Ebb{}</p></div>',
    ],
)
def test_where_one_reference_cannot_be_a_footnote_none_is(around: str) -> None:
    text = as_tree(f"<p>Tide{raised('a1')}.</p>{around.format(raised('b2'))}")
    assert "[^1]" not in text
    assert "[1](#a1)" in text


OFF = '{"metadata":{"blockVisibility":false}}'


@pytest.mark.parametrize(
    "around",
    [
        "[private]{}[/private]",
        f"<!-- wp:paragraph {OFF} --><p>{'{}'}</p><!-- /wp:paragraph -->",
        '[et_pb_text disabled="on"]{}[/et_pb_text]',
        "<!-- wp:jetpack/paywall /-->{}",
    ],
)
def test_a_note_that_visitors_did_not_see_is_not_said_again_by_its_name(around: str) -> None:
    hidden = around.replace("{}", 'a[ref name="x"]Quokka[/ref]')
    text = f'<!-- wp:paragraph --><p>b[ref name="x" /]</p><!-- /wp:paragraph -->\n\n{hidden}'
    assert "Quokka" not in rendered(text, context(content=text))


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ('a[ref name="x"]Quokka[/ref] b[ref name="x" /]', "a[^1] b[^1]\n\n[^1]: Quokka"),
        ('a[ref name="x"]Quokka[/ref] b[ref name="x"]Emu[/ref]', "a[^1] b[^2]\n\n[^1]: Quokka\n[^2]: Emu"),
        ('a[ref name="x" g="1"]Quokka[/ref] b[ref name="x" g="1"]Emu[/ref]', "a[^1] b[^2]\n\n[^1]: Quokka\n[^2]: Emu"),
    ],
)
def test_a_note_is_one_with_the_first_of_its_name_unless_it_says_something_else(text: str, written: str) -> None:
    given = context(content=text)
    tree = clean(render(text, given), given)
    assert to_markdown(tree, Link, options=given.options, report=given.report) == written
