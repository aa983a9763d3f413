"""What a call of a shortcode should show, as the judge of a page expects it."""

from __future__ import annotations

import pytest

from migrate.tree import SHORTCODE, Element, as_html
from migrate.verify.reading.shortcodes import CALL, shown


def expected(name: str, text: str = "", /, **arguments: str) -> str:
    call = Element(SHORTCODE, {"shortcode": name, **arguments}, [text] if text else [])
    return "".join(map(as_html, shown(call).children))


@pytest.mark.parametrize(
    ("html", "called"),
    [
        (expected("wp-file", src="/a.pdf", name="Tides"), '<div><a href="/a.pdf">Tides</a></div>'),
        (
            expected("wp-file", src="/a.pdf", name="Tides", button="Download"),
            '<div><a href="/a.pdf">Tides</a><a href="/a.pdf">Download</a></div>',
        ),
        (expected("wp-embed", url="https://a.example/"), '<p><a href="https://a.example/">https://a.example/</a></p>'),
        (expected("wp-embed", player="https://a.example/"), '<iframe src="https://a.example/"></iframe>'),
        (expected("youtube", id="x", start="9"), '<iframe src="https://www.youtube.com/embed/x?start=9"></iframe>'),
        (expected("wp-math", tex="x^2"), "<math>x^2</math>"),
        (expected("wp-terms"), '<div class="wp-terms"></div>'),
        (expected("wp-align", "Ebb"), "<div>Ebb</div>"),
    ],
)
def test_what_comes_with_this_tool_shows_what_it_holds_or_names(html: str, called: str) -> None:
    assert html == called


def test_a_shortcode_of_the_owners_is_its_name_with_what_it_is_given() -> None:
    call = Element(SHORTCODE, {"shortcode": "note", "b": "2", "a": "1", "inline": "true"}, ["Ebb"])
    (held,) = shown(call).children
    assert isinstance(held, Element)
    assert held.get(CALL) == '["note",{"a":"1","b":"2"}]' and held.text() == "Ebb"
