"""The converter is markdownify's: it can be used alone, is set by its options, and finds its methods as it does."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from markdownify import MarkdownConverter

import migrate.content  # noqa: F401  # registers the handlers
from migrate.content.clean import clean
from migrate.content.context import Context
from migrate.content.render import render
from migrate.diagnostics import Code
from migrate.markdown.convert import Converter, one_converter, to_markdown
from migrate.markdown.walk import ELEMENTS
from migrate.model.rest_of_site import Link
from migrate.options import Options
from migrate.tree import Element, parse
from tests.support.goldens_library import ITEM, GoldenLibrary

FIXTURES = Path(__file__).parents[2] / "fixtures"
GOLDENS = [path.read_text("utf-8") for path in sorted((FIXTURES / "goldens").rglob("*.txt"))]
EXAMPLE = (FIXTURES / "example" / "export.xml").read_text("utf-8")
STORED = [text.partition("-- html --\n")[2].partition("-- markdown --")[0] for text in GOLDENS]
STORED += re.findall(r"<content:encoded><!\[CDATA\[(.*?)\]\]>", EXAMPLE, re.DOTALL)
INHERITED = {"convert_blockquote", "convert_hr", "convert__document_"}
"""The methods for elements that markdownify's own are right for."""
METHODS = [name for name in dir(MarkdownConverter) if re.match("convert_[a-z_]+$", name)]


def markdown(html: str, **options: Any) -> str:
    return Converter(**options).convert(html)


def test_anybody_can_convert_html() -> None:
    assert markdown(
        "<h2>Boats</h2><p>A <b>red</b> one.</p><blockquote><p>a<p>b</blockquote><hr><figcaption>Below</figcaption>"
    ) == ("## Boats\n\nA **red** one.\n\n> a\n>\n> b\n\n---\n\nBelow")


def test_a_tree_of_beautiful_soup_is_taken_too() -> None:
    assert Converter().convert_soup(BeautifulSoup("<p>A <i>b</i></p>", "html.parser")) == "A _b_"


def test_the_options_of_markdownify_are_read() -> None:
    assert markdown("<ul><li>a</ul><ul><li>b</ul>", bullets="+*") == "+ a\n\n* b"
    assert markdown('<a href="https://a.example/">https://a.example/</a>') == "<https://a.example/>"
    assert markdown('<a href="https://a.example/">https://a.example/</a>', autolinks=False).startswith("[")
    assert markdown("<p>a <b>b</b> <i>c</i></p>", strip=["b"]) == "a b _c_"
    assert markdown("<p>a <b>b</b> <i>c</i></p>", convert=["b"]) == "a **b** c"
    assert markdown("<pre>x</pre>", code_language="go") == "```go\nx\n```"
    assert markdown("<pre id=go>x</pre>", code_language_callback=lambda pre: pre.get("id")) == "```go\nx\n```"


def test_what_hugo_decides_is_no_option() -> None:
    with pytest.raises(ValueError, match="heading_style, wrap"):
        Converter(wrap=True, heading_style="underlined")


def test_a_page_knows_nothing_of_the_page_before() -> None:
    def convert(html: str) -> str:
        return to_markdown(parse(html), lambda href: Link(href, "a.md"), Options(), lambda *_: None)

    page = '<p>a<span \ufdd0note="">b</span> <a href="/c/">c</a></p><h2>d</h2>'
    assert convert(page) == convert(page)
    assert "[^1]: b" in convert(page)
    assert convert("<h2>d</h2>") == "## d"


def test_markdownify_finds_a_method_for_every_element_that_has_one() -> None:
    found: Callable[[str], object] = Converter().get_conv_fn  # type: ignore[attr-defined]  # unknown to its stub
    assert [name for name in sorted(ELEMENTS - {"p"}) if not found(name)] == []


def test_every_method_of_ours_is_one_for_an_element() -> None:
    ours = {name.removeprefix("convert_") for name in vars(Converter) if name.startswith("convert_")} - {"soup", "hN"}
    assert ours <= {re.sub(r"[\[\]:-]", "_", name) for name in ELEMENTS}


NO_ELEMENTS = sorted({name.removeprefix("convert_") for name in dir(Converter) if "convert_" in name} - ELEMENTS)
"""What look-up by name would find besides: `soup`, `list`, `fn_cache`, …"""


@pytest.mark.parametrize(
    "tag", [*filter(str.isidentifier, NO_ELEMENTS), "fn-cache", "h0", "h7", "h1x", "hn", "x:shortcode", "kept"]
)
def test_no_tag_of_an_export_reaches_a_method_that_was_not_meant_for_it(tag: str) -> None:
    assert to_markdown(Element("body", {}, [Element(tag, {}, ["b"])]), Link, Options(), fail) == "b"


def fail(code: Code, detail: str) -> None:
    pytest.fail(f"{code.id} {detail}")


@pytest.mark.parametrize("tag", [*sorted(one for one in ELEMENTS if not one.isidentifier()), "_more", "_document_"])
def test_no_parser_makes_the_tag_of_an_element_of_ours(tag: str) -> None:
    assert [one.tag for one in parse(f"<p>a</p><{tag}>b</{tag}>").elements()] == ["body", "p"]


# What it carries


def converted(stored: str) -> str:
    context = Context(ITEM, GoldenLibrary(), Options())
    return to_markdown(clean(render(stored, context), context), context.library.link, Options(), context.report)


@pytest.fixture(scope="module")
def written() -> list[str]:
    """All that the goldens and the bundled example store, as it is written."""
    return [converted(stored) for stored in STORED]


@pytest.fixture
def fresh() -> Iterator[None]:
    """A converter that looks its methods up anew, and another one for those who come behind."""
    one_converter.cache_clear()
    yield
    one_converter.cache_clear()


@pytest.mark.usefixtures("fresh")
def test_what_is_inherited_gives_results(
    monkeypatch: pytest.MonkeyPatch, record_property: Callable[[str, object], None]
) -> None:
    results: Counter[str] = Counter()
    for name in METHODS:
        monkeypatch.setattr(MarkdownConverter, name, counted(name, getattr(MarkdownConverter, name), results))
    for stored in STORED:
        converted(stored)
    record_property("inherited", dict(results))
    assert set(results) == INHERITED
    assert results["convert__document_"] >= len(STORED)
    assert results["convert_blockquote"] > 10


def counted(name: str, method: Callable[..., str], results: Counter[str]) -> Callable[..., str]:
    def count(*given: object, **named: object) -> str:
        results[name] += 1
        return method(*given, **named)

    return count


@pytest.mark.usefixtures("fresh")
@pytest.mark.parametrize(
    ("inherited", "otherwise", "at_least"),
    [
        ("convert_blockquote", None, 10),
        ("convert_hr", None, 5),
        ("get_conv_fn", lambda self, name: None, 200),
    ],
)
def test_without_it_the_goldens_fail(
    inherited: str, otherwise: object, at_least: int, written: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(MarkdownConverter, inherited, otherwise)
    failing = sum(converted(stored) != before for stored, before in zip(STORED, written, strict=True))
    assert failing >= at_least
