"""Bodies are merged by lines, then by words; references keep their targets; results are checked."""

from __future__ import annotations

import time

import pytest

from migrate.choices.on_conflict import OnConflict
from migrate.sync.merge.body import merge_body
from migrate.sync.merge.matching import matching
from migrate.sync.merge.merge import merge
from migrate.sync.merge.references import inline, number

HEAD = "---\ntitle: A\n---\n\n"


def bodies(base: str, user: str, new: str, policy: OnConflict = OnConflict.KEEP) -> tuple[str, bool]:
    merged = merge(HEAD + base, HEAD + user, HEAD + new, policy)
    return merged.text.removeprefix(HEAD), merged.clean


def test_edits_with_a_word_between_them_are_merged() -> None:
    assert bodies("one two three four\n", "1 two three four\n", "one two three 4\n") == ("1 two three 4\n", True)


@pytest.mark.parametrize(
    ("user", "new"),
    [
        ("1 two three four\n", "one 2 three four\n"),
        ("one two\n", "one four\n"),
        ("uno two three four\n", "eins two three four\n"),
    ],
)
def test_edits_of_neighbouring_words_are_a_conflict(user: str, new: str) -> None:
    assert bodies("one two three four\n", user, new) == (user, False)


def test_a_sentence_added_at_the_end_and_a_word_changed_before_it() -> None:
    assert bodies("One two three.\n", "One two three. More.\n", "Eins two three.\n") == (
        "Eins two three. More.\n",
        True,
    )


def test_a_paragraph_added_at_one_place_on_both_sides_is_a_conflict() -> None:
    assert not bodies("One.\n", "One.\n\nMine.\n", "One.\n\nTheirs.\n")[1]


def test_a_paragraph_added_below_one_that_was_written_anew_comes_along() -> None:
    base, new = "One two.\n\nThree four.\n", "One two.\n\nFive six. Seven.\n\nEight.\n"
    assert bodies(base, base + "\nMine.\n", new) == (f"{new}\nMine.\n", True)


def test_a_user_who_has_the_new_text_and_more_keeps_it() -> None:
    new = "Eins zwei drei.\n"
    assert bodies("One two three.\n", "Eins zwei und drei.\n", new) == ("Eins zwei und drei.\n", True)


def test_a_line_that_wordpress_deleted_and_the_user_wrote_anew_is_a_conflict() -> None:
    base = "One.\n\nTwo three.\n"
    assert not bodies(base, "One.\n\nEins zwei.\n", "One.\n")[1]


def test_a_word_that_wordpress_dropped_and_the_user_kept_is_a_conflict() -> None:
    assert not bodies("One two three.\n", "Eins zwei two drei.\n", "Eins zwei drei.\n")[1]


def test_a_shortcode_is_one_word() -> None:
    base = '{{< figure src="a.png" alt="x" >}}\n'
    user, new = base.replace("a.png", "b.png"), base.replace('"x"', '"y"')
    assert bodies(base, user, new) == (user, False)


def test_a_merge_that_leaves_a_shortcode_open_is_a_conflict() -> None:
    base = "{{< note >}}\n\none\n\n{{< /note >}}\n\ntwo\n"
    user = base.replace("{{< /note >}}\n\n", "").replace("two\n", "two\n\n{{< /note >}}\n")
    new = base.replace("one", "eins").replace("two\n", "two\n\nthree\n\n{{< note >}}\n\nmore\n\n{{< /note >}}\n")
    merged, clean = bodies(base, user, new)
    assert not clean and merged == user


def test_a_merge_that_leaves_a_fence_open_is_a_conflict() -> None:
    base = "```\ncode\n```\n\none\n\ntwo\n"
    assert bodies(base, base.replace("```\n\none", "\none"), base.replace("two", "zwei"))[1] is False


def test_quoted_delimiters_in_a_comment_shortcode_are_balanced() -> None:
    base = "`{{</* note */>}}`\n\none\n\ntwo\n"
    assert bodies(base, base.replace("one", "eins"), base.replace("two", "zwei"))[1]


def test_a_file_with_markers_left_in_it_does_not_merge() -> None:
    base = "one\n\ntwo\n"
    user = "<<<<<<< yours\none\n=======\nuno\n>>>>>>> WordPress\n\ntwo\n"
    assert bodies(base, user, "one\n\nzwei\n")[1] is False


def test_a_user_who_took_the_front_matter_away_keeps_it_away() -> None:
    assert merge(HEAD + "one\n\ntwo\n", "one\n\ntwo\n", HEAD + "one\n\nzwei\n").text == "one\n\nzwei\n"


def test_bodies_under_other_front_matter_are_merged() -> None:
    for user in ("+++\ntitle = 'A'\n+++\n\none\n", '{"title": "A"}\n\none\n'):
        merged = merge(HEAD + "one\n", user, HEAD + "eins\n")
        assert merged.clean and merged.text == user.replace("one", "eins")


def test_what_is_no_front_matter_for_hugo_is_no_page_to_merge() -> None:
    user, other = "{broken\n\none\n", "---\ntitle: B\n---\n\none\n"
    assert merge(HEAD + "one\n", user, other).text == user
    assert merge(HEAD + "one\n", user, other, OnConflict.THEIRS).text == other


def test_a_byte_order_mark_of_the_user_stays() -> None:
    merged = merge(HEAD + "one\n\ntwo\n", "\ufeff" + HEAD + "eins\n\ntwo\n", HEAD + "one\n\nzwei\n")
    assert merged.clean and merged.text == "\ufeff" + HEAD + "eins\n\nzwei\n"


def test_a_file_without_a_last_line_end_is_merged() -> None:
    assert bodies("one\n\ntwo\n", "eins\n\ntwo", "one\n\nzwei\n") == ("eins\n\nzwei\n", True)


REFERENCES = 'a [one][1] b [two][2]\n\n[1]: {{< relref "1.md" >}}\n[2]: {{< relref "2.md" >}}\n'


def test_numbers_give_way_to_targets() -> None:
    apart = inline(REFERENCES)
    assert apart.text == 'a [one][\0{{< relref "1.md" >}}\0] b [two][\0{{< relref "2.md" >}}\0]\n'
    assert number(apart.text, apart.foot) == REFERENCES


def test_references_in_code_stay_as_they_are() -> None:
    text = '`x[a][1]` and [b][1]\n\n```\n[c][1]\n```\n\n[1]: {{< relref "1.md" >}}\n'
    assert inline(text).text.count("\0") == 2
    assert number(inline(text).text) == text


def test_a_number_alone_that_led_to_a_page_still_leads_there() -> None:
    text = 'see [1] and \\[2\\]\n\n[1]: {{< relref "1.md" >}}\n'
    assert number(inline(text).text) == 'see [1][2] and \\[2\\]\n\n[2]: {{< relref "1.md" >}}\n'


def test_text_in_brackets_does_not_become_a_link() -> None:
    new = REFERENCES.replace("two", "zwei")
    merged, clean = bodies(
        REFERENCES,
        "Note [3] here.\n\n" + REFERENCES,
        new.replace("[zwei][2]", "[zwei][2] c [x][3]") + '[3]: {{< relref "3.md" >}}\n',
    )
    assert clean and "Note [3] here." in merged and "[x][4]" in merged and '[4]: {{< relref "3.md" >}}' in merged


def test_a_link_inserted_upstream_does_not_turn_the_users_links_round() -> None:
    new = "z [zero][1]\n\na [one][2] b [two][3]\n\n" + "".join(
        f'[{label}]: {{{{< relref "{target}.md" >}}}}\n' for label, target in ((1, 0), (2, 1), (3, 2))
    )
    user = REFERENCES.replace("[two][2]\n", "[two][2]\n\nMine, as [said][1].\n")
    merged, clean = bodies(REFERENCES, user, new)
    assert clean and "Mine, as [said][2]." in merged and '[2]: {{< relref "1.md" >}}' in merged


def test_large_texts_of_equal_lines_take_no_quadratic_time() -> None:
    base = "".join(f"line {number % 50}\n\n" for number in range(30_000))
    user, new = base.replace("line 7\n", "line seven\n"), "first\n\n" + base + "last\n"
    started = time.process_time()
    merge_body(base, user, new)
    merge_body("word " * 100_000, "Word " + "word " * 100_000, "word " * 100_000 + "end")
    assert time.process_time() - started < 10


def test_matching_is_ascending_and_equal() -> None:
    old, new = list("abcabcaab"), list("xbcaacbab")
    pairs = matching(old, new)
    assert pairs == sorted(pairs) and len({i for i, _ in pairs}) == len({j for _, j in pairs}) == len(pairs)
    assert all(old[i] == new[j] for i, j in pairs)


@pytest.mark.parametrize(
    ("user", "new", "expected"),
    [
        ("One. HAND\n\nTwo.\n", "One.\n\nNew.\n\nTwo.\n", "One. HAND\n\nNew.\n\nTwo.\n"),
        ("HAND one.\n\nTwo.\n", "New.\n\nOne.\n\nTwo.\n", "New.\n\nHAND one.\n\nTwo.\n"),
        ("One.\n\nTwo HAND.\n", "One.\n\nTwo.\n\nNew.\n", "One.\n\nTwo HAND.\n\nNew.\n"),
        ("One.\n\nHAND two.\n", "One.\n\nNew.\n\nTwo.\n\nMore.\n", "One.\n\nNew.\n\nHAND two.\n\nMore.\n"),
        ("One.\n\nMine.\n\nHAND two.\n", "One.\n\nTwo.\n\nNew.\n", "One.\n\nMine.\n\nHAND two.\n\nNew.\n"),
        ("One. HAND\n\nTwo.\n", "One.\n", "One. HAND\n"),
    ],
    ids=["behind", "before", "at the end", "around", "beside one of the user's", "deleted"],
)
def test_a_paragraph_that_came_or_went_beside_an_edited_one_comes_along(user: str, new: str, expected: str) -> None:
    assert bodies("One.\n\nTwo.\n", user, new) == (expected, True)
    assert bodies("One.\n\nTwo.\n", expected, new) == (expected, True)


def test_an_item_that_came_beside_an_edited_one_comes_along() -> None:
    assert bodies("- one\n- two\n", "- one\n- two, by hand\n", "- one\n- new\n- two\n") == (
        "- one\n- new\n- two, by hand\n",
        True,
    )


def test_a_paragraph_added_beside_one_that_was_deleted_is_a_conflict() -> None:
    assert not bodies("One.\n\nTwo.\n\nThree.\n", "One.\n\nThree.\n", "One.\n\nTwo.\n\nNew.\n\nThree.\n")[1]


def test_a_paragraph_that_wordpress_says_twice_is_not_taken_for_one_that_is_there() -> None:
    base = "One.\n\nTwo.\n\nTwo.\n"
    assert bodies(base, "One HAND.\n\nTwo.\n\nTwo.\n", "One.\n\nTwo.\n") == ("One HAND.\n\nTwo.\n", True)


def test_references_with_titles_get_other_numbers_too() -> None:
    foot = '\n[1]: {{< relref "a.md" >}} "A \\"title\\""\n'
    base = HEAD + "See [a][1] now.\n" + foot
    user = HEAD + "[c][2] See [a][1] now.\n" + foot + '[2]: {{< relref "c.md" >}} "C"\n'
    new = HEAD + "[b][1].\n\nSee [a][2] now.\n" + '\n[1]: {{< relref "b.md" >}} "B"\n' + foot[1:].replace("[1]", "[2]")
    merged = merge(base, user, new)
    assert merged.clean and merged.text == HEAD + (
        "[b][1].\n\n[c][2] See [a][3] now.\n\n"
        '[1]: {{< relref "b.md" >}} "B"\n[2]: {{< relref "c.md" >}} "C"\n[3]: {{< relref "a.md" >}} "A \\"title\\""\n'
    )
