"""Signs are found all at once as each is by itself."""

from hypothesis import given
from hypothesis import strategies as st

from migrate.content.signs import Signs

SIGNS = ("<amp-", "data-fn=", "<math", "a", "((", "[1. ", "[a]", "\\(", "\\[", "$$", "$a", "-a-", "--")
PIECES = sorted({*SIGNS, *(one[:-1] for one in SIGNS), *(one[1:] for one in SIGNS), " ", "é", "’"})


@given(st.lists(st.sampled_from(PIECES)).map("".join))
def test_every_sign_that_stands_in_a_text_is_found_and_no_other(text: str) -> None:
    assert Signs(SIGNS).within(text) == {sign for sign in SIGNS if sign in text}


def test_where_there_are_no_signs_none_is_found() -> None:
    assert Signs(()).within("$a") == set()
