"""Blocks of pictures, sound and film keep what they show."""

import pytest

from tests.support.stored_blocks import rendered, reported

FIGURE = '<figure class="wp-block-image"><img src="/a.jpg" alt="A"/><figcaption>Caption</figcaption></figure>'
COVER_TEXT = '<div class="wp-block-cover__inner-container"><p>Text</p></div>'


@pytest.mark.parametrize(
    ("name", "html"),
    [
        ("image", FIGURE),
        ("gallery", f'<ul class="wp-block-gallery"><li>{FIGURE}</li></ul>'),
        ("audio", '<figure class="wp-block-audio"><audio controls src="/a.mp3"></audio></figure>'),
        ("video", '<figure class="wp-block-video"><video controls src="/a.mp4"></video></figure>'),
        ("media-text", f'<div class="wp-block-media-text">{FIGURE}<div><p>x</p></div></div>'),
    ],
)
def test_a_figure_is_kept_as_stored(name: str, html: str) -> None:
    assert rendered(f'<!-- wp:{name} {{"id":5}} -->{html}<!-- /wp:{name} -->') == html


def test_a_gallery_of_image_blocks_keeps_their_order() -> None:
    images = "".join(
        f'<!-- wp:image --><figure><img src="/{one}.jpg"/></figure><!-- /wp:image -->' for one in ("b", "a")
    )
    stored = f"<!-- wp:gallery --><figure>{images}<figcaption>All</figcaption></figure><!-- /wp:gallery -->"
    assert rendered(stored) == (
        '<figure><figure><img src="/b.jpg"/></figure><figure><img src="/a.jpg"/></figure>'
        "<figcaption>All</figcaption></figure>"
    )


def test_a_cover_shows_its_picture_and_its_text() -> None:
    html = f'<div class="wp-block-cover"><img alt="" src="/a.jpg"/>{COVER_TEXT}</div>'
    stored = f'<!-- wp:cover {{"url":"/a.jpg"}} -->{html}<!-- /wp:cover -->'
    assert rendered(stored) == html
    assert reported(stored) == []


def test_a_cover_shows_a_picture_with_words_of_its_own_that_only_its_style_names() -> None:
    html = f'<div style="background-image:url(/a.jpg)">{COVER_TEXT}</div>'
    stored = f'<!-- wp:cover {{"url":"/a.jpg","alt":"\\u0022Sea\\u0022"}} -->{html}<!-- /wp:cover -->'
    assert rendered(stored) == f'<p><img src="/a.jpg" alt="&quot;Sea&quot;"></p>{html}'
    assert reported(stored) == []


def test_a_cover_shows_no_picture_that_a_browser_would_run() -> None:
    stored = f'<!-- wp:cover {{"url":"javascript:x()","alt":"Sea"}} --><div>{COVER_TEXT}</div><!-- /wp:cover -->'
    assert rendered(stored) == f"<div>{COVER_TEXT}</div>"


def test_a_film_that_is_only_behind_a_cover_is_no_picture() -> None:
    stored = (
        '<!-- wp:cover {"url":"/a/film","backgroundType":"embed-video","alt":"Sea"} --><div>x</div><!-- /wp:cover -->'
    )
    assert rendered(stored) == "<div>x</div>"
    assert reported(stored) == ["W106 /a/film"]


def test_a_picture_that_only_the_settings_of_a_cover_name_is_reported() -> None:
    assert reported(f'<!-- wp:cover {{"url":"/a.jpg"}} --><div>{COVER_TEXT}</div><!-- /wp:cover -->') == ["W106 /a.jpg"]
