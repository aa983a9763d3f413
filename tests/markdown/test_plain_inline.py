"""The quick ways for bare lines and usual inline text write what the way for all inline text writes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from migrate.markdown import inline, walk
from migrate.markdown.bare_line import bare_line
from migrate.markdown.convert import to_markdown
from migrate.markdown.inline import InlineContext, write
from migrate.markdown.marks import BREAK, CODE, EM, EM_END, END, LINK, STRONG, STRONG_END, TARGET, tag, verbatim
from migrate.markdown.plain_inline import as_it_stands
from migrate.model.rest_of_site import Link
from migrate.options import Options
from migrate.tree import Element, Node, parse

GOLDENS = Path(__file__).parents[2] / "fixtures" / "goldens"
_OUTSIDE = ["", "word", " ", "word ", "(", "é", "\u00a0", "!", "“", "<br>", "<img src=/i alt=x>", "<code>c</code>"]
_INSIDE = ["word", " word", "word ", "", "(word)", "<br>word", "<i>word</i>", '<a href="/a">word</a>', "<code>c</code>"]
_FORMATS = ["<b>{}</b>", "<i>{}</i>", "<del>{}</del>", '<a href="/a">{}</a>', "<sub>{}</sub>", "<code>{}</code>"]


def markdown_of(html: str) -> str:
    return to_markdown(parse(f"<p>{html}</p>"), lambda href: Link(href, "a.md"), Options(), lambda *_: None)


def test_all_ways_agree_whatever_stands_beside_a_mark(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [
        f"{before}{form.format(inside)}{after}"
        for before, form, inside, after in product(_OUTSIDE, _FORMATS, _INSIDE, _OUTSIDE)
    ]
    in_no_time = {text: markdown_of(text) for text in texts}
    monkeypatch.setattr(walk, "bare_line", lambda *_: None)
    quickly = {text: markdown_of(text) for text in texts}
    monkeypatch.setattr(inline, "as_it_stands", lambda *_: None)
    slowly = {text: markdown_of(text) for text in texts}
    assert quickly == slowly
    assert in_no_time == slowly


_PIECES = [
    "word",
    "a: b",
    " ",
    "",
    "  ",
    "\n",
    ":",
    "//",
    "&",
    "amp;",
    "www.",
    "!",
    "é",
    "“",
    "\u00a0",
    "@",
    "<",
    "_",
    "*",
    "1. ",
]
_ELEMENTS = ["b", "em", "code", "a", "br", "span"]
_CHILDREN = st.lists(
    st.sampled_from(_PIECES)
    | st.builds(
        lambda tag, text: Element(tag, {"href": "/a"} if tag == "a" else {}, [text] if tag != "br" else []),
        st.sampled_from(_ELEMENTS),
        st.sampled_from([one for one in _PIECES if one]),
    ),
    max_size=6,
)


@given(_CHILDREN, st.sampled_from(["p", "h2"]))
def test_a_bare_line_is_written_as_by_the_long_way(children: list[Node], tag: str) -> None:
    def written(bare: Callable[..., str | None]) -> str:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(walk, "bare_line", bare)
            return to_markdown(Element("body", {}, [Element(tag, {}, [*children])]), Link, Options(), lambda *_: None)

    assert written(bare_line) == written(lambda *_: None)


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("Moss grows, and <b>only</b> on <i>walls</i>.", "Moss grows, and **only** on _walls_."),
        (" AT&amp;T: é ", "AT&T: é"),
        ('see <a href="/c" title="d">the page</a>', "see [the page](/c)"),
        ("run <code>a`*b</code>.", "run ``a`*b``."),
        ("a<br>\nb", "a|b"),
        ("<b>a</b><br><i>b</i><br><code>c</code>", "**a**|_b_|`c`"),
    ],
)
def test_a_bare_line_is_written_in_no_time(html: str, markdown: str) -> None:
    paragraph = parse(f"<p>{html}</p>").children[0]
    assert isinstance(paragraph, Element)
    assert bare_line(paragraph.children, lambda _: "](/c)", "|") == markdown


@pytest.mark.parametrize(
    "html",
    ["a*b", "“a”", "a <b>b</b>c", "a<b> b</b>", '!<a href="/c">b</a>', "<b>a</b><i>b</i>", "<b><i>a</i></b>",
     "<br>a", "a<br>", "a <br>b",
     "a<br> b", "a<br>\n b", "a<br><br>b", "a<br>\n<br>b",
     '<a id="x" href="/c">a</a>', "<code> a</code>", "a  b", "www.a", "://a", "&amp;amp;", "a\u00a0"],
)  # fmt: skip
def test_any_other_line_is_left_to_the_other_ways(html: str) -> None:
    paragraph = parse(f"<p>{html}</p>").children[0]
    assert isinstance(paragraph, Element)
    assert bare_line(paragraph.children, str, "|") is None


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


def test_most_lines_of_real_text_take_a_quick_way(monkeypatch: pytest.MonkeyPatch) -> None:
    ways: Counter[str] = Counter()

    def counted(way: Callable[..., str | None]) -> Callable[..., str | None]:
        def written(*text: object) -> str | None:
            found = way(*text)
            ways[f"{way.__name__}: {'quick' if found is not None else 'slow'}"] += 1
            return found

        return written

    monkeypatch.setattr(walk, "bare_line", counted(bare_line))
    monkeypatch.setattr(inline, "as_it_stands", counted(as_it_stands))
    for golden in sorted(GOLDENS.rglob("*.txt")):
        html = golden.read_text("utf-8").partition("-- html --\n")[2].partition("\n-- ")[0]
        to_markdown(parse(html), Link, Options(), lambda *_: None)
    # On some versions of Python a group in the pattern did not match at all: nothing failed, everything was slow.
    assert ways["bare_line: quick"] > ways["as_it_stands: slow"], ways
    assert 2 * ways["as_it_stands: quick"] > ways["as_it_stands: slow"], ways


def test_white_space_at_the_ends_of_a_block_is_nothing() -> None:
    assert write("\f\n word \t\n", InlineContext.HEADING) == "word"


def test_white_space_between_blocks_is_no_paragraph() -> None:
    tree = parse("<p>a</p>\n\n <p>b</p>\n")
    assert to_markdown(tree, Link, Options(), lambda *_: None) == "a\n\nb"
