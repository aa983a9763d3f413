"""One look at a text finds its tags where all are usual; whoever knows them comes to the same as whoever searches."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from migrate.content.grammar.autop import autop
from migrate.content.grammar.odd_tags import mended_tags
from migrate.content.grammar.protected import split_regions
from migrate.usual_tags import may_hold, usual_tags

PIECES = [
    *("<p>", "</p>", "<br />", "<br/>", "<hr>", "<pre>", "</pre>", "<ul>\n", "<li>", "</ul>", "<b>", "</b>"),
    *('<a href="x">', "<a href='x' b>", '<a href="x" y=z>', '<div\nclass="a">', "<!--more-->", "<!-- a -->"),
    *("<object>", "<param name='x'>", "</object>", "<source src='x'>", "<script>", "</script>", "<option>"),
    *("<P>", "<Hr>", '<a href="x>', "<a b", "<", ">", "'", '"', "a", " ", "\n", "\n\n"),
]
TEXTS = st.lists(st.sampled_from(PIECES)).map("".join)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ('<p>a <a href="x">b</a><br /></p>', {"p", "a", "br"}),
        ("<!-- wp:x --><p class='a' hidden>b</p>", {"p", "wp"}),
        ("<!--more a--><!-- /wp:x --><!--X-->", {"more", ""}),
        ("no tag", set()),
    ],
)
def test_usual_tags_are_known_by_their_names_and_comments_by_the_word_that_they_begin_with(
    text: str, names: set[str]
) -> None:
    found = usual_tags(text)
    assert found and found.names - {None} == names


@pytest.mark.parametrize("text", ["a < b", '<a href="x>', "<P>", "<a b c>", '<a href="<b>">', "<!-- <b> -->", "<ſ>"])
def test_of_a_text_with_another_tag_nothing_is_known(text: str) -> None:
    assert usual_tags(text) is None
    assert may_hold(None, "script")


@given(TEXTS)
def test_who_knows_the_tags_comes_to_the_same_as_who_searches(text: str) -> None:
    if found := usual_tags(text):
        unusual = "< "
        assert mended_tags(text + unusual) == text + unusual
        assert autop(text, found.names) == autop(text)
        names = ("pre", "script")
        assert list(split_regions(text, names, found.names)) == list(split_regions(text, names))
