"""Laws: any text survives the way to Markdown and through Hugo, and nothing in a text can break a build."""

from __future__ import annotations

import re
import tempfile
from html import escape
from pathlib import Path

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from migrate.content.own_elements import fence, more, shortcode
from migrate.markdown.convert import to_markdown
from migrate.model.rest_of_site import Link
from migrate.options import Options
from migrate.tree import Element, parse
from tests.support.examples import MANY, examples
from tests.support.hugo_build import render_bodies
from tests.support.meaning import TYPOGRAPHY

SIGNS = [
    *"*_~`[]()<>!#+-=|\\&;:\"'.,$@{}/^%0 1aé日\u00a0\n",
    *["**", "__", "~~", "``", "```", "![", "](", "[1]", "[^1]:", "# ", "- ", "1. ", "> ", "---", "===", "...", "{.x}"],
    *[
        "{{<",
        "{{%",
        ">}}",
        "%}}",
        "{{</*",
        "*/>}}",
        "<!--more-->",
        "&amp;",
        "&#35;",
        "<b>",
        "<script>alert(1)</script>",
        "</p>",
        "www.x.com",
        "word",
    ],
    *["http://example.org/a_b*c*", "me@example.org", "“", "”", "‘", "’", "–", "—", "…"],
]
texts = st.lists(st.sampled_from(SIGNS), min_size=1, max_size=12).map("".join)
by_hugo = settings(max_examples=examples(2), deadline=None, derandomize=not MANY, phases=[Phase.generate])
"""One build an example, of many texts at once: a build costs far more than a page."""
pages_of_text = st.lists(texts, min_size=80, max_size=80)


def markdown_of(html: str) -> str:
    return to_markdown(parse(html), Link, Options(), lambda *_: None)


def rendered(bodies: list[str]) -> list[str]:
    with tempfile.TemporaryDirectory() as folder:
        return render_bodies(Path(folder) / "site", bodies)


def said(html: str) -> str:
    return " ".join(parse(html).text().translate(TYPOGRAPHY).split())


def inline(part: str, other: str) -> list[str]:
    one, two = escape(part), escape(other)
    return [
        f"<p>{one}<b>{two}</b>{one}</p>",
        f"<p><em>{one}</em>{two}<del>{one}</del><b>{two}</b></p>",
        f'<p><a href="https://example.org/{one}" title="{two}">{one}</a>{two}</p>',
        f"<p><code>{one}</code>{two}<code>{one}</code></p>",
        f'<p><img src="https://example.org/{one}" alt="{two}" title="{one}">{two}</p>',
        f"<h2>{one}<br>{two}</h2><ul><li>{one}</li><li><p>{two}</p></li></ul>",
        f"<table><tr><td>{one}</td><td><p>{two}</p><ul><li>{one}</li></ul></td></tr></table>",
        f"<dl><dt>x{one}</dt><dd>{two}</dd></dl><blockquote>{one}</blockquote><pre>{two}</pre>",
        f'<table><tr><td colspan="2" title="{one}">{two}<td>b</tr></table><p><abbr title="{one}">{two}</abbr></p>',
    ]


def wrapped(part: str, other: str) -> list[str]:
    """The same inside shortcodes, whose content Hugo reads once more with every level."""
    body = "".join(inline(part, other))
    caption = shortcode("wp-caption", {}, f"x{escape(part)}")
    return [
        shortcode("wp-gallery", {"columns": part}, body) if part.isdigit() else shortcode("wp-gallery", {}, body),
        f"<details><summary>x{escape(part)}</summary>{body}<details><summary>{escape(other)}</summary>{body}</details></details>",
        f"<ul><li>{shortcode('wp-gallery', {}, caption + body)}</li></ul>{more()}<p>{escape(part)}</p>",
        fence(f"{part}\n{other}", "php") + f"<details><summary>x</summary>{fence(other, part)}</details>",
    ]


@by_hugo
@given(pages_of_text)
def test_any_text_reads_the_same_after_hugo(pages: list[str]) -> None:
    html = [f"<p>{escape(text)}</p>" for text in pages]
    for before, after in zip(html, rendered([markdown_of(one) for one in html]), strict=True):
        assert said(after) == said(before)


@by_hugo
@given(st.lists(st.tuples(texts, texts), min_size=8, max_size=8))
def test_any_text_in_any_element_reads_the_same_after_hugo(pairs: list[tuple[str, str]]) -> None:
    html = [one for part, other in pairs for one in inline(part, other)[:4]]
    for before, after in zip(html, rendered([markdown_of(one) for one in html]), strict=True):
        assert said(after).replace(" ", "") == said(before).replace(" ", "")


@by_hugo
@given(st.lists(st.tuples(texts, texts), min_size=8, max_size=8))
def test_no_text_anywhere_breaks_the_build(pairs: list[tuple[str, str]]) -> None:
    bodies = [markdown_of(one) for part, other in pairs for one in inline(part, other) + wrapped(part, other)]
    for html in rendered(bodies):
        assert "<script>alert" not in html


TAGS = ["p", "b", "em", "a", "code", "h2", "ul", "ol", "li", "table", "tr", "td", "blockquote", "pre", "dl", "dt", "dd"]
TAGS += [
    "div",
    "span",
    "figure",
    "figcaption",
    "details",
    "summary",
    "br",
    "hr",
    "img",
    "sub",
    "iframe",
    "form",
    "soup",
]
TAGS += [":shortcode", ":fence", ":more"]
attributes = st.dictionaries(
    st.sampled_from(["href", "src", "alt", "start", "colspan", "id", "class"]), texts, max_size=2
)
trees = st.recursive(
    texts,
    lambda children: st.builds(Element, st.sampled_from(TAGS), attributes, st.lists(children, max_size=4)),
    max_leaves=25,
)
OURS = re.compile(r"\{\{<(?:/\*.*?\*/| [^{}]*? )>\}\}|\{\{%/\*.*?\*/%\}\}", re.DOTALL)


@settings(max_examples=examples(150), deadline=None, derandomize=not MANY)
@given(st.lists(trees, min_size=1, max_size=3))
def test_any_tree_can_be_written(children: list[Element | str]) -> None:
    markdown = to_markdown(Element("body", {}, children), lambda href: Link(href, "x.md"), Options(), lambda *_: None)
    assert markdown == markdown.strip("\n")


@settings(max_examples=examples(150), deadline=None, derandomize=not MANY)
@given(texts, texts)
def test_a_text_makes_no_shortcode(part: str, other: str) -> None:
    for html in inline(part, other):
        left = OURS.sub("", markdown_of(html))
        assert not re.search(r"\{\{[<%] ?\w", left), left


def test_a_backtick_alone_finds_none_in_a_picture_or_a_tag() -> None:
    body = markdown_of('<p>x ` y <img src="/a.png" alt="a`b"> and <abbr title="q`r">z</abbr></p>')
    (html,) = rendered([body])
    assert 'alt="a`b"' in html
    assert "<code" not in html
