"""Words are conserved: what a stored text shows is in its file, or the run says where it was."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from migrate.content.grammar.odd_tags import mended_tags
from migrate.words import lost_words, texts_between_tags
from tests.support.blog import Blog, Post
from tests.support.time_limit import within

PIECES = [
    *(
        "<p>",
        "</p>",
        "<br/>",
        "<br />",
        '<a href="x">',
        '<a href="x > y">',
        "<a b",
        "<b and c>",
        "<input checked>",
        "<o:p>",
    ),
    *("<!--", "<!-- wp:x -->", "-->", "</", "<?", "<", ">", "a ", "=", "/", "\n", " ", "<a-b c=d>", "<h1\nid='a'>"),
]
TEXT = "Moss grows\n<p class='a'>on the <b>north</b> side</p>\nof old walls."


def test_words_in_an_attribute_that_nothing_closed_are_lost() -> None:
    stored = '<q cite="moss grows</q> here <i title="x">there</i>'
    lost = lost_words(stored, '<q cite="moss grows&lt;/q"> here _there_</q>\n')
    assert lost and "moss grows" in lost.words


def test_words_that_are_all_there_are_not_missed() -> None:
    assert lost_words(TEXT, "Moss grows\n\non the **north** side\n\nof old walls.\n") is None


def test_the_first_lost_words_are_named_with_their_line() -> None:
    lost = lost_words(TEXT, "Moss grows\n\non the **north** side\n")
    assert lost and (lost.words, lost.line) == ("of old walls.", 3)


@pytest.mark.parametrize(
    "stored",
    [
        '<!-- wp:acme/x {"words":"unseen"} -->Moss<!-- /wp:acme/x -->',
        "Moss<script>unseen()</script><style>.unseen {}</style>",
        '<img alt="unseen > seen" src="unseen.jpg">Moss',
        '<div data-x="<b>unseen</b>" hidden>Moss</div>',
        "<input type=checkbox checked disabled>Moss",
        "<o:p unseen>Moss</o:p>",
        '[plugin unseen="1" other]Moss[/plugin]',
        "https://unseen.example/watch?v=1\nMoss",
        "<?php unseen ?>Moss",
        "<![CDATA[unseen <b unseen>Moss",
        "[video src=a.mp4]unseen <b>words</b>[/video]Moss",
        "Mo\u00adss",
    ],
)
def test_what_no_reader_saw_as_words_is_none(stored: str) -> None:
    assert lost_words(stored, "Moss") is None


@pytest.mark.parametrize(
    ("stored", "written"),
    [
        ("R&amp;D and AT&#38;T", "R&D and AT&T"),
        ("snake_case <b>wo</b>rd", r"snake\_case **wo**rd"),
        ("a &amp;lt; b", r"a \&lt; b"),
        ("日本語 text", "&#26085;本語 text"),
    ],
)
def test_words_count_however_they_are_written(stored: str, written: str) -> None:
    assert lost_words(stored, written) is None


@pytest.mark.parametrize(
    ("stored", "words"),
    [
        ("Moss <!-- an open comment", "open comment"),
        ('Moss <a href="x>on walls</a>', "on walls"),
        ("Moss <mail me@moss.example now> today", "mail me@moss.example now today"),
        ("Moss <!-- an open comment <!--more--> and on", "an open comment and on"),
        ('Moss <!-- an "open" comment >', 'an "open" comment'),
        ("Moss <!-- wp:quote <p>on walls</p> -->", "on walls"),
        ("<iframe src=x>Moss on <iframe src=x></iframe>", "on"),
        ("Moss a < walls > b", "walls"),
        ("Moss <on[/at> walls", "on"),
        ("Moss <a \n on> walls", "on"),
    ],
)
def test_text_that_a_parser_takes_for_markup_is_missed(stored: str, words: str) -> None:
    lost = lost_words(stored, "Moss")
    assert lost and words in f"{lost.words}"


@given(st.text(alphabet="<>\"'=/ !-ab[]&;\n"), st.text(alphabet="ab<> \n"))
def test_any_text_can_be_read(stored: str, written: str) -> None:
    lost_words(stored, written)
    mended_tags(stored)


@given(st.lists(st.sampled_from(PIECES)).map("".join))
def test_a_quick_look_at_usual_tags_finds_the_texts_that_a_closer_one_finds(stored: str) -> None:
    closely = texts_between_tags(f"{stored}< ")  # a `<` behind all tags is none of them
    if closely:
        closely[-1] = closely[-1].removesuffix("< ")
    assert texts_between_tags(stored) == closely


@pytest.mark.parametrize("piece", ["<!--", "<a b='", "<a b=\"<a c='", "<script>", "<a ", "<x y", '<a b="<" c="', "[a "])
def test_reading_takes_no_longer_than_the_text_is_long(piece: str) -> None:
    text = piece * (400_000 // len(piece))
    with within():
        lost_words(text, "Moss")
        mended_tags(text)


@pytest.mark.parametrize(
    ("stored", "meant"),
    [
        ('<a href="/x/>moss</a> and <b class="y">walls</b>', '<a href="/x/">moss</a> and <b class="y">walls</b>'),
        ('<img src="a.jpg />moss <b>on</b> walls', '<img src="a.jpg" />moss <b>on</b> walls'),
        ("<a title='x>moss</a>", "<a title='x'>moss</a>"),
        ("if moss <wall and <b>roof</b>", "if moss &lt;wall and <b>roof</b>"),
        ("moss <a and walls", "moss &lt;a and walls"),
        ('moss <a href="x', 'moss &lt;a href="x'),
    ],
)
def test_a_tag_ends_where_wordpress_ends_it(stored: str, meant: str) -> None:
    assert mended_tags(stored) == meant


@pytest.mark.parametrize(
    "stored",
    [
        '<div data-x="<b>moss</b>" class="y">walls</div>',
        "<img alt='a > b' src=x>",
        '<a href="x"" >moss</a> "walls" <b>on</b>',
        "<p <b>moss</b>",
        "2 < 3 and <br/>",
        "<p\nclass=a>moss</p\n>",
    ],
)
def test_other_tags_stay_as_they_are(stored: str) -> None:
    assert mended_tags(stored) == stored


def test_a_run_that_loses_words_says_where_and_asks_for_a_person(tmp_path: Path) -> None:
    blog = Blog(tmp_path).write(Post(1, content="Moss grows.\n\nOn walls.<!-- so it was kept\nuntil autumn came"))
    run = blog.run("migrate")
    assert run.status == 1
    assert "E110" in run.messages and "“so it was kept until autumn came” in line 3" in run.messages


@pytest.mark.parametrize(("kept", "status"), [("until autumn", 1), ("until <!--more--> autumn", 1), ("-->", 0)])
def test_an_inspection_tells_of_words_that_an_open_comment_takes_along(tmp_path: Path, kept: str, status: int) -> None:
    blog = Blog(tmp_path).write(Post(1, content=f"Moss grows.\n\nOn walls.<!-- so it was kept {kept}"))
    inspection, migration = blog.run("inspect"), blog.run("migrate")
    assert (inspection.status, migration.status) == (status, status)
    for run in (inspection, migration):
        assert ("“so it was kept until" in run.messages and "in line 3 of the text" in run.messages) == bool(status)


@pytest.mark.parametrize(
    ("stored", "choice"),
    [
        ("Moss. [ad]Buy walls today[/ad]", '[shortcodes]\nad = "nothing"\n'),
        ("<!-- wp:acme/ad -->\nBuy walls today\n<!-- /wp:acme/ad -->", '[blocks]\n"acme/ad" = "nothing"\n'),
        ("<!-- wp:verse -->\n<pre>Buy walls today</pre>\n<!-- /wp:verse -->", '[blocks]\n"core/verse" = "nothing"\n'),
    ],
)
def test_what_the_owner_leaves_out_is_no_loss(tmp_path: Path, stored: str, choice: str) -> None:
    blog = Blog(tmp_path).write(Post(1, content=stored))
    blog.site.mkdir()
    (blog.site / "wxr2hugo.toml").write_text(choice)
    assert blog.run("migrate").status == 0
    assert "walls" not in blog.body(blog.posts[0])


@pytest.mark.parametrize("tag", ["h1", "div"])
def test_an_attribute_without_a_value_makes_no_words_of_a_tag(tag: str) -> None:
    assert lost_words(f"<{tag} data-break>Moss</{tag}>", "Moss") is None


def test_the_labels_of_a_form_that_is_told_as_left_out_are_no_loss(tmp_path: Path) -> None:
    form = "<!-- wp:kadence/form --><form><label>Harbour of arrival</label><button>Embark</button></form>"
    blog = Blog(tmp_path).write(Post(1, content=f"{form}<!-- /wp:kadence/form -->\n<p>Moss.</p>"))
    run = blog.run("migrate")
    assert run.status == 0
    assert "W103" in run.messages and "E110" not in run.messages


@pytest.mark.parametrize("stored", ["[gallery ids='1,[2]']", "[gallery ids='7[8'] Moss"])
def test_a_bracket_in_the_value_of_a_shortcode_ends_nothing(stored: str) -> None:
    assert lost_words(stored, "Moss '\\]") is None
    assert lost_words(f"{stored} grows", "Moss '\\]") is not None
