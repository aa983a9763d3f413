"""Calls of shortcodes: their arguments, their content, and the places they stand in."""

from __future__ import annotations

from pathlib import Path

import pytest

from migrate.content.own_elements import fence, more, shortcode
from migrate.markdown.convert import to_markdown
from migrate.model.rest_of_site import Link
from migrate.options import Options
from migrate.tree import parse
from tests.support.hugo_build import build, page


def markdown_of(html: str, **options: str) -> str:
    return to_markdown(parse(html), Link, Options(**options), lambda *_: None)  # type: ignore[arg-type]


def test_a_shortcode_without_content_has_no_end() -> None:
    assert markdown_of(shortcode("youtube", {"id": "abc"})) == '{{< youtube id="abc" >}}'


def test_what_broken_html_put_into_a_call_without_an_end_stands_behind_it() -> None:
    assert markdown_of(shortcode("youtube", {"id": "abc"}, "<p>a</p>")) == '{{< youtube id="abc" >}}\n\na'


def test_a_value_loses_its_backslashes_where_no_quotes_can_hold_them() -> None:
    said = markdown_of(shortcode("wp-file", {"name": 'a\\b "c" `d`'}))
    assert said == '{{< wp-file name="ab \\"c\\" `d`" >}}'


def test_content_stands_on_lines_of_its_own() -> None:
    html = shortcode("wp-gallery", {"columns": "2"}, "<p>a</p><p>b</p>")
    assert markdown_of(html) == '{{< wp-gallery columns="2" >}}\na\n\nb\n{{< /wp-gallery >}}'


def test_a_picture_alone_in_a_paragraph_of_another_call_stands_there_as_it_is() -> None:
    picture = shortcode("wp-image", {"src": "/a.jpg"}, inline=True)
    html = shortcode("wp-column", {}, f"<p>{picture}</p><p>{picture}<br>a</p><p>b</p>")
    call = '{{< wp-image src="/a.jpg" >}}'
    assert (
        markdown_of(html) == f"{{{{< wp-column >}}}}\n{call}\n\n<span>{call}</span>\\\na\n\nb\n{{{{< /wp-column >}}}}"
    )


def test_content_is_not_indented_with_the_list_around_it() -> None:
    html = f"<ul><li>a<ul><li>{shortcode('wp-gallery', {}, '<p>b</p><p>c</p>')}</li></ul></li></ul>"
    assert markdown_of(html) == "* a\n  * {{< wp-gallery >}}\nb\n\nc\n{{< /wp-gallery >}}"


@pytest.mark.parametrize(
    "value, written",
    [
        ("plain", '"plain"'),
        ('say "yes"', r'"say \"yes\""'),
        ("a\\b", r'"a\b"'),
        ('a\\b "c"', '`a\\b "c"`'),
        ("ends\\", "`ends\\`"),
        ("two\nlines", '"two lines"'),
    ],
)
def test_an_argument_is_quoted_as_hugo_reads_it(value: str, written: str) -> None:
    assert markdown_of(shortcode("x", {"a": value})) == f"{{{{< x a={written} >}}}}"


def test_arguments_reach_the_template_as_they_are(tmp_path: Path) -> None:
    values = ["https://example.org/?a=1&b=2", "a\\b", 'a\\b "c"', "ends\\", r"\frac{{a}}{b}", '">}} x', "it's `so`"]
    calls = "\n\n".join(markdown_of(shortcode("show", {"a": value})) for value in values)
    build(tmp_path / "site", {"p.md": page("/p/", calls)}, {"show": '<i>{{ .Get "a" }}</i>'})
    text = parse((tmp_path / "site" / "public" / "p" / "index.html").read_text("utf-8")).text()
    assert text.strip().split("\n") == values


def test_the_divider_stands_alone_at_the_top_only() -> None:
    assert markdown_of(f"<p>a</p>{more()}<p>b</p>") == "a\n\n<!--more-->\n\nb"
    assert markdown_of(f"<ul><li>a{more()}b</li></ul>") == "* a\n\n  b"


def test_options_of_a_fence_stand_behind_its_language() -> None:
    assert markdown_of(fence("x", "go", "linenos=true")) == "```go {linenos=true}\nx\n```"


def test_typographic_signs_can_be_kept() -> None:
    assert markdown_of("<p>It’s — “so”</p>") == 'It\'s --- "so"'
    assert markdown_of("<p>It’s — “so”</p>", smart="unicode") == "It’s — “so”"
    table = "<table><caption>“A”</caption><tr><th>It’s</th></tr><tr><td><p>—</p></td></tr></table>"
    assert all(sign in markdown_of(table, smart="unicode") for sign in "“”’—")
    assert "“so”" in markdown_of("<dl><dt>“so”</dt><dd>It</dd></dl>", smart="unicode")
