"""Text that stood on a colour or a picture."""

from dataclasses import replace

import pytest

from migrate.content.clean import clean
from migrate.options import Options
from tests.support.stored_blocks import context

BEFORE = "<p>Before.</p>"


def box(inside: str, style: str = "background-color:#cf2e2e", name: str = "wp-block-group has-background") -> str:
    return f'<div class="{name}" style="{style}">{inside}</div>'


def calls(html: str, **options: str) -> list[dict[str, str]]:
    """The arguments of the calls that a page gets."""
    given = replace(context(), options=Options(**options))  # type: ignore[arg-type]
    found = [one.attributes for one in clean(BEFORE + html, given).elements() if one.get("shortcode")]
    return [{name: value for name, value in one.items() if name != "shortcode"} for one in found]


def said(html: str, **options: str) -> list[str]:
    given = replace(context(), options=Options(**options))  # type: ignore[arg-type]
    clean(BEFORE + html, given)
    return [f"{one.code.id} {one.detail}" for one in given.diagnostics]


@pytest.mark.parametrize(
    ("style", "color"),
    [
        ("background-color:#CF2E2E", {"color": "#cf2e2e"}),
        ("color:#000;background:#0a5", {"color": "#00aa55"}),
        ("background:linear-gradient(135deg,#fff,#000)", {}),
        ("background-color:rgb(1,2,3)", {}),
    ],
)
def test_a_colour_is_said_as_hugo_can_read_it_and_others_are_a_shade(style: str, color: dict[str, str]) -> None:
    assert calls(box("<p>Tide</p>", style)) == [color]


@pytest.mark.parametrize(
    "address", ["/a.jpg", "'/a.jpg'", "&quot;/a.jpg&quot;", "  /a.jpg  ", "/a.jpg)no-repeat;color:url(/b.jpg"]
)
def test_a_picture_is_read_as_style_sheets_spell_it(address: str) -> None:
    cover = box("<p>Tide</p>", f"background-image:url({address})", "wp-block-cover")
    assert calls(cover) == [{"src": "/a.jpg"}]


@pytest.mark.parametrize(
    "html",
    [
        box("<h2>A section</h2><p>Tide</p>"),
        box("<p> </p>"),
        box("<p>Tide</p>", "background:#fff"),
        box("<p>Tide</p>", "", "wp-block-group"),
        f"<ul><li>{box('<p>Tide</p>')}</li></ul>",
        box("<p>Tide</p>", "background-image:url(javascript:x)", "wp-block-cover"),
        box('<img src="/a.jpg"><p>Tide</p>', "", "wp-block-cover"),
    ],
)
def test_what_is_no_box_or_could_be_none_stays_plain(html: str) -> None:
    assert calls(html) == []


def test_a_box_around_all_of_a_page_is_none() -> None:
    tree = clean(box("<p>Tide</p><p>Ebb</p>"), context())
    assert not [one for one in tree.elements() if one.get("shortcode")]


def test_a_picture_that_finds_no_place_is_told() -> None:
    cover = box("<p>Tide</p>", "background-image:url(/a.jpg)", "wp-block-cover")
    assert said(f"<blockquote>{cover}</blockquote>") == ["W106 /a.jpg"]
    assert said(cover) == []


@pytest.mark.parametrize("name", ["data-bg", "data-background-image"])
@pytest.mark.parametrize("value", ["/a.jpg", "url(/a.jpg)", "url('/a.jpg')"])
def test_a_picture_that_a_script_puts_behind_a_cover_is_behind_it(name: str, value: str) -> None:
    assert calls(f'<div class="wp-block-cover" {name}="{value}"><p>Tide</p></div>') == [{"src": "/a.jpg"}]


@pytest.mark.parametrize(
    "html",
    [
        '<div data-bg="/a.jpg"></div>',
        '<section data-background-image="url(/a.jpg)"><p>Tide</p></section>',
        box("<p>Tide</p>", "background-image:url(/a.jpg)", "hero"),
        box("<p>Tide</p>", "background-image:url(/a.jpg)", "hero") * 2,
    ],
)
def test_a_picture_behind_what_is_no_box_is_told_once(html: str) -> None:
    assert calls(html) == []
    assert said(html) == ["W106 /a.jpg"]


@pytest.mark.parametrize(
    "html",
    [
        box('<img src="/a-300x200.jpg">', "background-image:url(/a.jpg)", "hero"),
        '<div data-background="dark"><p>Tide</p></div>',
        '<div data-bg="javascript:x/a.jpg"><p>Tide</p></div>',
        '<div data-bg="#a.jpg"><p>Tide</p></div>',
    ],
)
def test_what_is_shown_too_or_is_no_picture_is_not_told(html: str) -> None:
    assert said(html) == []


def test_nothing_is_placed_by_choice() -> None:
    assert calls(box("<p>Tide</p>"), alignment="drop") == []
