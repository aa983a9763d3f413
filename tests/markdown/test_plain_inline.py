"""The quick way for usual inline text writes what the way for all inline text writes."""

from __future__ import annotations

from collections import Counter
from itertools import product
from pathlib import Path

import pytest

from migrate.markdown import inline
from migrate.markdown.convert import to_markdown
from migrate.markdown.inline import InlineContext, write
from migrate.markdown.marks import BREAK, CODE, EM, EM_END, END, LINK, STRONG, STRONG_END, TARGET, tag, verbatim
from migrate.markdown.plain_inline import as_it_stands
from migrate.model import Link
from migrate.options import Options
from migrate.tree import parse

GOLDENS = Path(__file__).parents[2] / "fixtures" / "goldens"
_OUTSIDE = ["", "word", " ", "word ", "(", "é", "\u00a0", "!", "“", "<br>", "<img src=/i alt=x>", "<code>c</code>"]
_INSIDE = ["word", " word", "word ", "", "(word)", "<br>word", "<i>word</i>", '<a href="/a">word</a>', "<code>c</code>"]
_FORMATS = ["<b>{}</b>", "<i>{}</i>", "<del>{}</del>", '<a href="/a">{}</a>', "<sub>{}</sub>", "<code>{}</code>"]


def markdown_of(html: str) -> str:
    return to_markdown(parse(f"<p>{html}</p>"), lambda href: Link(href, "a.md"), Options(), lambda *_: None)


def test_both_ways_agree_whatever_stands_beside_a_mark(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [
        f"{before}{form.format(inside)}{after}"
        for before, form, inside, after in product(_OUTSIDE, _FORMATS, _INSIDE, _OUTSIDE)
    ]
    quickly = list(map(markdown_of, texts))
    monkeypatch.setattr(inline, "as_it_stands", lambda *_: None)
    assert dict(zip(texts, quickly, strict=True)) == {text: markdown_of(text) for text in texts}


@pytest.mark.parametrize(
    "text, markdown",
    [
        ("Plain text, nothing else: at all.", "Plain text, nothing else: at all."),
        (f"a {STRONG}b{STRONG_END} c", "a **b** c"),
        (f"({EM}b{EM_END})", "(_b_)"),
        (f"{STRONG}{EM}b{EM_END}{STRONG_END}", "**_b_**"),
        (f"a{LINK}b{TARGET}](/c){END}d", "a[b](/c)d"),
        (f"a{BREAK}\nb", "a|b"),
        (f"run {CODE}a`b{END}", "run ``a`b``"),
        (f"H{tag('<sub>')}2{tag('</sub>')}O {verbatim('![](/i)')}", "H<sub>2</sub>O ![](/i)"),
        ("AT&T & R&D", "AT&T & R&D"),
        ("I <3 snake_case, says @name", "I <3 snake_case, says @name"),
    ],
)
def test_usual_text_is_written_at_once(text: str, markdown: str) -> None:
    assert as_it_stands(text, "|") == markdown


@pytest.mark.parametrize(
    "text",
    ["a*b", "&amp;", "a  b", "a\nb", "http://e.com", "www.e.com", "“a”", "_a", "a_", "<b", "a@b",
     f"a{EM}b{EM_END}", f"{EM} b{EM_END}", f"{EM}{EM_END}", f"a!{LINK}b{TARGET}](/c){END}", f"a{BREAK}{BREAK}b",
     f"{BREAK}a", f"a{BREAK}", f"{CODE} a{END}", verbatim('<a id="x"></a>') + "b"],
)  # fmt: skip
def test_anything_unusual_is_left_to_the_long_way(text: str) -> None:
    assert as_it_stands(text, "|") is None


def test_most_paragraphs_of_real_text_take_the_quick_way(monkeypatch: pytest.MonkeyPatch) -> None:
    ways: Counter[str] = Counter()

    def counted(text: str, line_break: str) -> str | None:
        written = as_it_stands(text, line_break)
        ways["slow" if written is None else "quick"] += 1
        return written

    monkeypatch.setattr(inline, "as_it_stands", counted)
    for golden in sorted(GOLDENS.rglob("*.txt")):
        html = golden.read_text("utf-8").partition("-- html --\n")[2].partition("\n-- ")[0]
        to_markdown(parse(html), Link, Options(), lambda *_: None)
    # On some versions of Python a group in the pattern did not match at all: nothing failed, everything was slow.
    assert ways["quick"] > ways["slow"], ways


def test_white_space_at_the_ends_of_a_block_is_nothing() -> None:
    assert write("\f\n word \t\n", InlineContext.HEADING) == "word"


def test_white_space_between_blocks_is_no_paragraph() -> None:
    tree = parse("<p>a</p>\n\n <p>b</p>\n")
    assert to_markdown(tree, Link, Options(), lambda *_: None) == "a\n\nb"
