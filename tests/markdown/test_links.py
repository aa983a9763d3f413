"""Links: references at the foot, and where they cannot be."""

from __future__ import annotations

import pytest

from migrate.content.own_elements import shortcode
from migrate.markdown.convert import to_markdown
from migrate.model.rest_of_site import Link
from migrate.options import Options
from migrate.tree import parse

PAGES = {"/about/": "/about.md", "/first/": "2019-05-04-first.md"}


def markdown_of(html: str, links: str = "reference") -> str:
    def resolve(href: str) -> Link:
        return Link(href, PAGES.get(href, ""))

    return to_markdown(parse(html), resolve, Options(links=links), lambda *_: None)


def test_references_are_numbered_by_first_use_and_stand_at_the_foot() -> None:
    html = '<p><a href="/first/">one</a> <a href="/about/">two</a> <a href="/first/">three</a></p>'
    assert markdown_of(html) == (
        '[one][1] [two][2] [three][1]\n\n[1]: {{< relref "2019-05-04-first.md" >}}\n[2]: {{< relref "/about.md" >}}'
    )


def test_links_to_what_is_not_published_are_inline() -> None:
    assert markdown_of('<p><a href="/draft/">x</a></p>') == "[x](/draft/)"


@pytest.mark.parametrize(
    "style, expected",
    [
        ("inline", '[x]({{< relref "/about.md" >}} "T")'),
        ("markdown", '[x](/about.md "T")'),
        ("url", '[x](/about/ "T")'),
    ],
)
def test_the_owner_chooses_how_links_are_written(style: str, expected: str) -> None:
    assert markdown_of('<p><a href="/about/" title="T">x</a></p>', style) == expected


def test_a_title_is_part_of_the_reference() -> None:
    html = '<p><a href="/about/">a</a> <a href="/about/" title="T">b</a></p>'
    assert markdown_of(html).endswith('[1]: {{< relref "/about.md" >}}\n[2]: {{< relref "/about.md" >}} "T"')


def test_a_label_is_not_used_without_end() -> None:
    markdown = markdown_of("<p>" + '<a href="/about/">x</a> ' * 1500 + "</p>")
    assert markdown.count("[x][1]") == 1000
    assert markdown.count("[x]({{< relref") == 500


def test_links_inside_shortcodes_are_inline() -> None:
    html = shortcode("wp-caption", {}, '<a href="/about/">x</a>') + '<p><a href="/about/">y</a></p>'
    assert markdown_of(html) == (
        '{{< wp-caption >}}\n[x]({{< relref "/about.md" >}})\n{{< /wp-caption >}}\n\n'
        '[y][1]\n\n[1]: {{< relref "/about.md" >}}'
    )


def test_links_inside_html_call_relref_in_their_attribute() -> None:
    html = '<table><tr><td colspan="2"><a href="/about/">x</a></td></tr></table>'
    assert '<a href="{{< relref "/about.md" >}}">x</a>' in markdown_of(html)


def test_a_number_in_brackets_is_no_reference() -> None:
    assert markdown_of('<p>See [1] and <a href="/about/">x</a>.</p>').startswith(r"See \[1] and [x][1].")


def test_a_link_in_a_link_is_text() -> None:
    tree = parse("<p></p>")
    inner = parse('<a href="/b">b</a>').children
    tree.children = parse('<p><a href="/a">a</a></p>').children
    link = tree.children[0].children[0]  # type: ignore[union-attr]
    link.children += inner  # type: ignore[union-attr]
    assert to_markdown(tree, Link, Options(), lambda *_: None) == "[ab](/a)"


def test_an_anchor_is_kept_only_where_a_link_leads_to_it() -> None:
    assert markdown_of('<p><a name="x"></a>a <a name="y"></a><a href="#x">b</a></p>') == '<a id="x"></a>a [b](#x)'
