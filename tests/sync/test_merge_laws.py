"""What must hold for every merge, tried on random texts."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from migrate.choices.on_conflict import OnConflict
from migrate.sync.merge.body import Body, merge_body
from migrate.sync.merge.markdown_scan import fences_balance
from migrate.sync.merge.merge import merge
from migrate.sync.merge.references import inline, number
from migrate.text import lines
from tests.support.examples import examples

WORDS = st.sampled_from(["alpha", "beta", "gamma", "delta", "ünï", "第一。第二", "*em*", "`x[a][1]`", "[1]", "42"])
SENTENCE = st.lists(WORDS, min_size=1, max_size=6).map(" ".join)
LINK = st.builds(lambda text, label: f"[{text}][{label}]", st.sampled_from("abcdef"), st.integers(1, 4))
PARAGRAPH = st.one_of(
    SENTENCE, st.builds("{} {} {}".format, SENTENCE, LINK, SENTENCE), st.just("```\ncode [a][1]\n```")
)
TARGETS = ["one.md", "two.md", "three.md", "four.md"]
FRONT = st.fixed_dictionaries(
    {"title": SENTENCE},
    optional={
        "draft": st.just("true"),
        "tags": st.lists(st.sampled_from(["red", "green", "blue"]), min_size=1, unique=True).map(
            lambda tags: "".join(f"\n- {tag}" for tag in tags)
        ),
        "weight": st.integers(0, 9).map(str),
        "custom": st.sampled_from(["x # comment", "'quoted'", "\n  nested: 1", "[a, b]"]),
    },
)


def page(front: dict[str, str], paragraphs: list[str], order: list[int]) -> str:
    body = "\n\n".join(paragraphs)
    used = sorted({int(label) for label in re.findall(r"\]\[(\d)\]", body)})
    foot = "".join(f'[{label}]: {{{{< relref "{TARGETS[order[label - 1]]}" >}}}}\n' for label in used)
    head = "".join(f"{key}: {value}\n" if value[0] != "\n" else f"{key}:{value}\n" for key, value in front.items())
    return f"---\n{head}---\n\n{body}\n" + (f"\n{foot}" if foot else "")


PAGES = st.builds(page, FRONT, st.lists(PARAGRAPH, min_size=1, max_size=6), st.permutations(range(4)))


@st.composite
def edited(draw: st.DrawFn, base: str) -> str:
    """The page after a few edits of whole lines or single words, as people make them."""
    result = lines(base)
    start = result.index("---\n", 1) + 1
    for _ in range(draw(st.integers(0, 3))):
        place = draw(st.integers(start, len(result)))
        kind = draw(st.sampled_from(["insert", "delete", "word", "title"]))
        if kind == "insert":
            result.insert(place, f"{draw(SENTENCE)}\n")
        elif kind == "delete" and place < len(result):
            del result[place]
        elif kind == "word" and place < len(result):
            result[place] = result[place].replace("alpha", draw(WORDS), 1)
        elif kind == "title":
            result = [re.sub(r"^title: .*", f"title: {draw(SENTENCE)}", line) for line in result]
    return "".join(result)


@st.composite
def three(draw: st.DrawFn) -> tuple[str, str, str]:
    base = draw(PAGES)
    side = st.one_of(edited(base), edited(base), PAGES)
    return base, draw(side), draw(side)


@given(PAGES, PAGES, st.sampled_from(OnConflict))
def test_what_only_one_side_changed_is_taken_as_it_is(base: str, other: str, policy: OnConflict) -> None:
    assert merge(base, base, other, policy).text == other
    assert merge(base, other, base, policy).text == other
    assert merge(base, other, other, policy).text == other


@given(three())
@settings(max_examples=examples(300))
def test_merging_again_changes_nothing(sides: tuple[str, str, str]) -> None:
    base, user, new = sides
    for policy in (OnConflict.KEEP, OnConflict.THEIRS):
        merged = merge(base, user, new, policy)
        if merged.clean:
            again = merge(base, merged.text, new, policy)
            assert again.clean and again.text == merged.text


@given(three())
@settings(max_examples=examples(200))
def test_a_conflict_keeps_the_users_text_to_the_byte(sides: tuple[str, str, str]) -> None:
    merged = merge(*sides)
    assert merged.clean or merged.text == sides[1]


def body(sides: list[str], words: bool) -> Body:
    base, user, new = sides
    return merge_body(base, user, new, words)


@given(st.lists(SENTENCE), st.lists(SENTENCE), st.lists(SENTENCE), st.booleans())
def test_no_line_and_no_word_comes_from_nowhere(base: list[str], user: list[str], new: list[str], words: bool) -> None:
    sides = ["".join(f"{line}\n" for line in side) for side in (base, user, new)]
    text = body(sides, words).marked
    known = set().union(*(side.split() if words else lines(side) for side in sides))
    marks = {
        "<<<<<<<",
        "yours",
        "=======",
        ">>>>>>>",
        "WordPress",
        "<<<<<<< yours\n",
        "=======\n",
        ">>>>>>> WordPress\n",
    }
    assert set(text.split() if words else lines(text)) <= known | marks


@given(st.lists(SENTENCE), st.lists(SENTENCE), st.lists(SENTENCE))
def test_no_line_of_the_user_that_wordpress_did_not_touch_is_lost(
    base: list[str], user: list[str], new: list[str]
) -> None:
    sides = ["".join(f"{line}\n" for line in side) for side in (base, user, new)]
    text = body(sides, words=False).marked
    assert set(lines(sides[1])) - set(lines(sides[0])) <= set(lines(text))


def links(text: str) -> dict[str, set[str]]:
    """Link texts and where they lead."""
    targets = dict(re.findall(r"^\[(\d+)\]: (.*)$", text, re.MULTILINE))
    prose = re.sub(r"```\n.*?```|`[^`]*`", "", text, flags=re.DOTALL)
    found: dict[str, set[str]] = {}
    for name, label in re.findall(r"\[([a-z])\]\[(\d+)\]", prose):
        found.setdefault(name, set()).add(targets.get(label, ""))
    return found


def readings(text: str) -> set[str]:
    """The text as either side of its conflicts has it."""
    conflict = re.compile(r"<<<<<<< yours\n(.*?)=======\n(.*?)>>>>>>> WordPress\n", re.DOTALL)
    return {conflict.sub(side, text) for side in (r"\1", r"\2")}


@given(three(), st.sampled_from(OnConflict))
@settings(max_examples=examples(300))
def test_no_link_of_either_side_changes_its_target(sides: tuple[str, str, str], policy: OnConflict) -> None:
    assume(all(fences_balance(side) for side in sides))
    _, user, new = sides
    before, after = links(user), links(new)
    for reading in readings(merge(*sides, policy).text):
        # What one side fenced, the other may have opened: only a person can tell then what is code.
        assume(fences_balance(reading))
        for name, targets in links(reading).items():
            assert targets <= before.get(name, set()) | after.get(name, set())


@given(PAGES)
def test_references_taken_apart_and_numbered_keep_their_targets(text: str) -> None:
    body = text.split("---\n", 2)[2]
    apart = inline(body)
    again = number(apart.text, apart.foot)
    assert links(again) == links(body)
    apart = inline(again)
    assert number(apart.text, apart.foot) == again


UNIQUE = [f"line {number}\n" for number in range(20)]
EDITS = st.dictionaries(st.integers(0, 19), st.sampled_from(["", "changed\n", "two\nlines\n"]), max_size=4)


def git_merge(folder: Path, sides: list[str]) -> tuple[str, bool]:
    for name, text in zip(("base", "user", "new"), sides, strict=True):
        (folder / name).write_text(text)
    command = ["git", "merge-file", "-p", "user", "base", "new"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    return done.stdout, done.returncode == 0


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("merge-file")


@given(EDITS, EDITS)
@settings(max_examples=examples(60), deadline=None)
@example({3: "changed\n"}, {4: ""})
@example({3: "changed\n"}, {5: ""})
def test_lines_merge_as_git_merges_them(folder: Path, user: dict[int, str], new: dict[int, str]) -> None:
    sides = ["".join(edits.get(number, line) for number, line in enumerate(UNIQUE)) for edits in ({}, user, new)]
    expected, clean = git_merge(folder, sides)
    merged = body(sides, words=False)
    assert merged.clean == clean
    assume(clean)
    assert merged.theirs == expected
