"""WordPress' shortcodes for pictures, sound and film, and stored HTML for them, in the tree that becomes Markdown."""

import pytest

from migrate.model.rest_of_site import Link
from tests.support.items import UPLOADS, file_of_library
from tests.support.picture_library import Pictures, shown
from tests.support.stored_blocks import Site, context, reported

PICTURE = f'<img src="{UPLOADS}a-300x200.jpg" alt="A">'

SMALLER = '<img src="/media/a.jpg" alt="A" class="size-medium"></img>'


class Linking(Pictures):
    """A site on which /page/ is a published page."""

    def link(self, href: str) -> Link:
        return Link("/page/", "page.md") if href.endswith("/page/") else Link(href)


@pytest.mark.parametrize(
    "stored",
    [
        f'[caption id="attachment_1" align="alignleft" width="300"]{PICTURE} Two words[/caption]',
        f'[caption align="alignleft" width="300" caption="Two words"]{PICTURE}[/caption]',
        f'[wp_caption align=alignleft width="300"]{PICTURE}<br />\nTwo words[/wp_caption]',
        f"<div class='wp-caption alignleft' style='width: 300px'>{PICTURE}<p class=wp-caption-text>Two words</p></div>",
        f'<figure class="alignleft" style="width:300px">{PICTURE}<figcaption>Two words</figcaption></figure>',
    ],
)
def test_a_plain_caption_is_an_argument_of_hugos_figure(stored: str) -> None:
    assert shown(stored) == (
        '<:shortcode shortcode="figure" src="/media/a.jpg" alt="A" class="alignleft" width="300" caption="Two words">'
        "</:shortcode>"
    )


@pytest.mark.parametrize(
    "caption", ["<em>Two</em> words", "Two *words*", "_Two_ words", "1. words", "see x.example", "a -- b", "“x”: [y]"]
)
def test_a_caption_that_markdown_would_read_differently_is_content(caption: str) -> None:
    assert shown(f"<figure>{PICTURE}<figcaption>{caption}</figcaption></figure>") == (
        f'<:shortcode shortcode="wp-figure" src="/media/a.jpg" alt="A">{caption}</:shortcode>'
    )


def test_a_picture_without_alternative_text_gets_none_from_its_caption() -> None:
    stored = f'<figure><img src="{UPLOADS}a.jpg" alt=""><figcaption>Words</figcaption></figure>'
    assert shown(stored) == '<:shortcode shortcode="wp-figure" src="/media/a.jpg">Words</:shortcode>'


def test_a_picture_without_caption_stays_plain() -> None:
    assert shown(f"<figure>{PICTURE}</figure>") == f"<div>{SMALLER}</div>"
    assert shown(f'[caption width="300"]{PICTURE}[/caption]') == SMALLER


def test_a_link_around_the_picture_is_kept() -> None:
    stored = f'<figure><a href="https://x.example/">{PICTURE}</a><figcaption>Words</figcaption></figure>'
    assert 'link="https://x.example/"' in shown(stored)


def test_a_link_to_a_page_of_the_site_stays_a_link_with_the_caption_below() -> None:
    stored = f'<figure><a href="/page/">{PICTURE}</a><figcaption>Words</figcaption></figure>'
    assert shown(stored, context(Linking())) == (
        f'<div><a href="/page/">{SMALLER}</a><:shortcode shortcode="wp-caption">Words</:shortcode></div>'
    )


def test_a_caption_of_something_else_stands_below_it() -> None:
    stored = "<figure><table><tr><td>x</td><td>y</td></tr></table><figcaption>Words</figcaption></figure>"
    assert shown(stored).endswith('</table><:shortcode shortcode="wp-caption">Words</:shortcode></div>')


def names(stored: str, site: Site | None = None) -> list[str]:
    """The pictures of a gallery by their alternative texts or titles, in order."""
    tree = shown(stored, context(site or Pictures(), id=1))
    return [part.partition('"')[0] for part in tree.split('src="/media/')[1:]]


@pytest.mark.parametrize(
    ("attributes", "pictures"),
    [
        ("", ["cedar.png", "birch.jpg", "ash.jpg"]),
        ('ids="11,15"', ["ash.jpg", "cedar.png"]),
        ('ids="11, 99, 12"', ["ash.jpg", "birch.jpg"]),
        ('include="11,12"', ["birch.jpg", "ash.jpg"]),
        ('exclude="12"', ["cedar.png", "ash.jpg"]),
        ('order="DESC"', ["ash.jpg", "birch.jpg", "cedar.png"]),
        ('orderby="title"', ["cedar.png", "ash.jpg", "birch.jpg"]),
        ('orderby="ID" order="DESC"', ["cedar.png", "birch.jpg", "ash.jpg"]),
        ('ids="12,11" orderby="rand"', ["birch.jpg", "ash.jpg"]),
        ('ids="11,13,14,12"', ["ash.jpg", "birch.jpg"]),
    ],
)
def test_a_gallery_shows_the_pictures_it_names_in_the_order_it_asks_for(attributes: str, pictures: list[str]) -> None:
    assert names(f"[gallery link=none {attributes}]") == pictures


def test_a_gallery_has_columns_links_and_captions() -> None:
    tree = shown('[gallery columns="2" ids="11,12" link="file"]')
    assert tree.startswith('<div><:shortcode shortcode="wp-gallery" columns="2"><:shortcode shortcode="wp-figure"')
    assert f'link="{UPLOADS}ash.jpg">Ash <em>tree</em></:shortcode>' in tree
    assert f'<a href="{UPLOADS}birch.jpg"><img src="/media/birch.jpg" alt="A birch"></img></a>' in tree


def test_pictures_of_a_gallery_lead_to_their_own_pages_unless_told_otherwise() -> None:
    assert '<a href="https://blog.example/12/">' in shown('[gallery ids="12"]')
    assert "<a " not in shown('[gallery ids="12" link="none"]')


def test_a_gallery_of_another_post() -> None:
    other = file_of_library(21, "elm.jpg", parent=2)
    assert names('[gallery id="2"]', Pictures(attachments=(other,))) == ["elm.jpg"]


@pytest.mark.parametrize("stored", ["[gallery]", '[playlist ids="1"]', "[audio]", "[video]"])
def test_what_has_no_files_is_reported(stored: str) -> None:
    assert reported(stored) == [f"W109 {stored}"]


@pytest.mark.parametrize(
    ("stored", "arguments"),
    [
        (f'[audio src="{UPLOADS}a.mp3"]', 'mp3="/media/a.mp3"'),
        (f'[audio mp3="{UPLOADS}a.mp3" ogg="{UPLOADS}a.ogg" loop="on" autoplay="off"]',
         'mp3="/media/a.mp3" ogg="/media/a.ogg" loop="true"'),
        ("[audio]", 'mp3="/media/song.mp3"'),
        (f"[embed]{UPLOADS}b.wav[/embed]", 'wav="/media/b.wav"'),
        (f'<audio controls src="{UPLOADS}a.mp3"></audio>', 'src="/media/a.mp3"'),
    ],
)  # fmt: skip
def test_sound(stored: str, arguments: str) -> None:
    assert f'<:shortcode shortcode="wp-audio" {arguments}></:shortcode>' in shown(stored)


def test_a_film_with_poster_size_and_tracks() -> None:
    stored = (
        f'[video width="640" height="360" mp4="{UPLOADS}f.mp4" webm="{UPLOADS}f.webm" poster="{UPLOADS}p.jpg"]\n'
        f'<track src="{UPLOADS}f.vtt" kind="subtitles" srclang="de"><track src="/g.vtt">[/video]'
    )
    assert shown(stored) == (
        '<:shortcode shortcode="wp-video" mp4="/media/f.mp4" webm="/media/f.webm" poster="/media/p.jpg" width="640" '
        'height="360" track="/media/f.vtt" kind="subtitles" srclang="de" track2="/g.vtt">'
        "</:shortcode>"
    )


def test_a_stored_film_keeps_its_switches_and_the_text_inside() -> None:
    stored = '<p><video muted loop><source src="/f.mp4"><source src="/f.odd">no <b>film</b></video></p>'
    assert shown(stored) == (
        '<p><:shortcode shortcode="wp-video" mp4="/f.mp4" src="/f.odd" loop="true" muted="true" text="no film">'
        "</:shortcode></p>"
    )


def test_a_playlist_is_a_list_of_its_tracks() -> None:
    assert shown('[playlist ids="13,11"]') == f'<ol><li><a href="{UPLOADS}song.mp3">Song &amp; dance</a></li></ol>'
    assert shown('[playlist type="video"]') == f'<ol><li><a href="{UPLOADS}film.mp4">Film</a></li></ol>'


def test_an_embedded_address_is_shown() -> None:
    assert shown("[embed width=1]https://youtu.be/abcdefghij0[/embed]") == (
        '<:shortcode shortcode="youtube" id="abcdefghij0"></:shortcode>'
    )


def test_a_mere_word_in_an_embed_stays() -> None:
    assert shown("<p>[embed]word[/embed] x</p>") == "<p>word x</p>"


@pytest.mark.parametrize(
    "stored",
    [
        '<img src="data:image/gif;base64,R0" data-src="/a.jpg">',
        '<img src="/blank.gif" data-lazy-src="/a.jpg">',
        '<img src="/wp-content/plugins/x/grey.gif" data-original="/a.jpg">',
        '<img src="//:0" data-hi-res-src="/a.jpg">',
        '<img data-original="/a.jpg">',
        '<img srcset="/b.jpg 300w, /a.jpg 1024w, /c.jpg 600w" src="">',
        '<img src="/a.jpg" data-orig-file="/full.jpg" srcset="/b.jpg 2x">',
        '<picture><source srcset="/a.webp"><img src="/a.jpg"></picture>',
        '<picture><source srcset="/a.jpg 1x, /b.jpg 0.5x"><img></picture>',
        '<img src="data:," data-src="/a.jpg"><noscript><img src="/a.jpg"></noscript>',
    ],
)
def test_a_picture_that_loads_late_has_its_real_address(stored: str) -> None:
    tree = shown(stored)
    assert tree.count("<img") == 1
    assert ' src="/a.jpg"' in tree


@pytest.mark.parametrize(
    ("stored", "alt"),
    [
        (f'<img class="wp-image-12" src="{UPLOADS}birch-300x200.jpg">', 'alt="A birch"'),
        (f'<img class="wp-image-12" src="{UPLOADS}birch.jpg" alt="">', 'alt=""'),
        (f'<img class="wp-image-12" src="{UPLOADS}birch.jpg" alt="own">', 'alt="own"'),
        (f'<img class="wp-image-12" src="{UPLOADS}another.jpg">', '/media/another.jpg"></img>'),
    ],
)
def test_a_picture_without_a_text_has_that_of_the_library_if_it_is_the_attachment(stored: str, alt: str) -> None:
    assert alt in shown(stored)


def test_what_only_browsers_without_scripts_show_stays() -> None:
    assert "<b>x</b>" in shown("<div>a</div><noscript><b>x</b></noscript>")


@pytest.mark.parametrize(
    "stored",
    [
        '<p>a <img src="https://s.w.org/images/core/emoji/72x72/1f600.png" alt="😀" class="wp-smiley"> b</p>',
        '<p>a <img class="emoji" src="/e.png" alt="😀"> b</p>',
    ],
)
def test_pictures_of_emoji_are_text_again(stored: str) -> None:
    assert shown(stored) == "<p>a 😀 b</p>"
