"""Embedded films, sound and posts: a built-in of Hugo, or the shipped `wp-embed`; never a script, never the network."""

import pytest

from migrate.content.shared.players import player
from tests.support.stored_blocks import Site, context, rendered, reported


def embed_block(address: str, caption: str = "", name: str = "embed") -> str:
    figcaption = f"<figcaption>{caption}</figcaption>" if caption else ""
    return (
        f'<!-- wp:{name} {{"url":"{address}"}} --><figure class="wp-block-embed">'
        f'<div class="wp-block-embed__wrapper">\n{address}\n</div>{figcaption}</figure><!-- /wp:{name} -->'
    )


@pytest.mark.parametrize(
    ("address", "arguments"),
    [
        ("https://www.youtube.com/watch?v=abcdefghij0", 'id="abcdefghij0"'),
        ("http://youtube.com/watch?feature=x&v=abcdefghij0#t=90", 'id="abcdefghij0" start="90"'),
        ("https://m.youtube.com/watch?v=abcdefghij0&t=1m30s", 'id="abcdefghij0" start="90"'),
        ("https://youtu.be/abcdefghij0?t=1h0m5s", 'id="abcdefghij0" start="3605"'),
        ("https://www.youtube.com/shorts/abcdefghij0", 'id="abcdefghij0"'),
        ("https://www.youtube-nocookie.com/embed/abcdefghij0?start=7", 'id="abcdefghij0" start="7"'),
    ],
)
def test_a_film_on_youtube_is_hugos_own_shortcode(address: str, arguments: str) -> None:
    assert rendered(embed_block(address)) == f'<div :shortcode="youtube" {arguments}></div>'


@pytest.mark.parametrize(
    "address",
    [
        "https://vimeo.com/123456",
        "https://player.vimeo.com/video/123456?title=0",
        "https://vimeo.com/channels/some/123456",
        "https://vimeo.com/groups/some/videos/123456",
    ],
)
def test_a_film_on_vimeo_is_hugos_own_shortcode(address: str) -> None:
    assert rendered(embed_block(address)) == '<div :shortcode="vimeo" id="123456"></div>'


@pytest.mark.parametrize(
    ("address", "frame"),
    [
        ("https://www.dailymotion.com/video/x1y2z3", "https://www.dailymotion.com/embed/video/x1y2z3"),
        ("https://dai.ly/x1y2z3", "https://www.dailymotion.com/embed/video/x1y2z3"),
        ("https://www.ted.com/talks/some_talk", "https://embed.ted.com/talks/some_talk"),
        ("https://open.spotify.com/intl-de/track/1a2b?si=9", "https://open.spotify.com/embed/track/1a2b"),
        ("https://soundcloud.com/a/b", "https://w.soundcloud.com/player/?url=https%3A%2F%2Fsoundcloud.com%2Fa%2Fb"),
        (
            "https://www.mixcloud.com/a/b/",
            "https://player-widget.mixcloud.com/widget/iframe/?feed=https%3A%2F%2Fwww.mixcloud.com%2Fa%2Fb%2F",
        ),
        ("https://videopress.com/v/AbC?x=1", "https://videopress.com/embed/AbC"),
        ("https://www.scribd.com/document/77/Name", "https://www.scribd.com/embeds/77/content"),
        ("https://archive.org/details/some.film", "https://archive.org/embed/some.film"),
        ("https://www.loom.com/share/0a1b", "https://www.loom.com/embed/0a1b"),
        ("https://codepen.io/me/pen/xYz", "https://codepen.io/me/embed/xYz"),
        ("https://podcasts.apple.com/us/podcast/x/id1", "https://embed.podcasts.apple.com/us/podcast/x/id1"),
        ("https://vimeo.com/123456/0a1b2c", "https://player.vimeo.com/video/123456?h=0a1b2c"),
        (
            "https://www.youtube.com/playlist?list=PL0-a",
            "https://www.youtube.com/embed/videoseries?list=PL0-a",
        ),
        ("http://maps.google.co.uk/maps?q=x&output=embed", "https://maps.google.co.uk/maps?q=x&output=embed"),
        ("https://www.google.com/maps/embed?pb=1", "https://www.google.com/maps/embed?pb=1"),
        ("https://docs.google.com/forms/d/e/1/viewform", "https://docs.google.com/forms/d/e/1/viewform"),
        ("https://www.youtube.com.evil.example/watch?v=abcdefghij0", ""),
        ("https://evil.example/open.spotify.com/track/1", ""),
        ("https://evil.example\\@www.google.com/maps/embed?pb=1", ""),
        ("https://google.evil.io/maps/embed?pb=1", ""),
        ("https://www.google.com/url?q=https://evil.example&output=embed", ""),
        ("https:\\\\dai.ly\\x1y2z3", "https://www.dailymotion.com/embed/video/x1y2z3"),
        ("https://w.soundcloud.com/player/?url=x&a=b", "https://w.soundcloud.com/player/?url=x&a=b"),
        ("http://open.spotify.com/embed/track/1?si=2", "https://open.spotify.com/embed/track/1?si=2"),
        ("https://giphy.com/embed/x", "https://giphy.com/embed/x"),
        ("https://twitter.com/someone/status/1", ""),
    ],
)
def test_a_frame_is_made_where_the_address_tells_the_player(address: str, frame: str) -> None:
    assert player(address) == frame


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("core-embed/twitter", "https://twitter.com/someone/status/1"),
        ("core-embed/facebook", "https://www.facebook.com/1/posts/2/"),
        ("core-embed/instagram", "https://www.instagram.com/p/abc/"),
        ("core-embed/wordpress-tv", "https://wordpress.tv/2018/10/14/a-talk/"),
        ("embed", "https://gist.github.com/someone/0123456789"),
        ("embed", "https://unheard-of.example/thing"),
    ],
)
def test_what_only_its_service_can_show_is_its_address(name: str, address: str) -> None:
    assert rendered(embed_block(address, name=name)) == f'<div :shortcode="wp-embed" url="{address}"></div>'


def test_a_player_stands_beside_the_address() -> None:
    assert rendered(embed_block("https://dai.ly/x1")) == (
        '<div :shortcode="wp-embed" url="https://dai.ly/x1" player="https://www.dailymotion.com/embed/video/x1"></div>'
    )


def test_an_address_that_is_a_player_is_said_once() -> None:
    address = "https://open.spotify.com/embed/track/1?si=2"
    assert rendered(embed_block(address)) == f'<div :shortcode="wp-embed" player="{address}"></div>'


def test_a_list_of_films_is_no_film() -> None:
    address = "https://www.youtube.com/embed/videoseries?list=PL0"
    assert rendered(embed_block(address)) == f'<div :shortcode="wp-embed" player="{address}"></div>'


def test_the_caption_is_kept() -> None:
    assert rendered(embed_block("https://vimeo.com/1", "A <em>film</em>")) == (
        '<figure><div :shortcode="vimeo" id="1"></div><figcaption>A <em>film</em></figcaption></figure>'
    )


def test_an_embedded_page_of_the_site_itself_is_a_plain_link() -> None:
    own = "https://blog.example/about/"
    given = context(Site(own=(own,)))
    assert rendered(embed_block(own), given) == f'<p><a href="{own}">{own}</a></p>'


def test_an_address_in_the_html_alone_is_found() -> None:
    stored = "<!-- wp:embed --><figure><div>https://vimeo.com/1?a=1&amp;b=2</div></figure><!-- /wp:embed -->"
    assert rendered(stored) == '<div :shortcode="vimeo" id="1"></div>'


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "//", "http://[", "https://a b"])
def test_what_is_no_address_of_the_web_makes_no_embed(address: str) -> None:
    html = rendered(f'<!-- wp:embed {{"url":"{address}"}} --><figure>x</figure><!-- /wp:embed -->')
    assert html == "<figure>x</figure>"


@pytest.mark.parametrize(
    ("stored", "expected"),
    [
        ("[youtube https://www.youtube.com/watch?v=abcdefghij0&w=640]", '"youtube" id="abcdefghij0"'),
        ("[youtube=http://www.youtube.com/watch?v=abcdefghij0]", '"youtube" id="abcdefghij0"'),
        ("[youtube abcdefghij0]", '"youtube" id="abcdefghij0"'),
        ("[vimeo 123456 w=640 h=360]", '"vimeo" id="123456"'),
        ('[vimeo id="123456"]', '"vimeo" id="123456"'),
        ("[vimeo https://vimeo.com/123456]", '"vimeo" id="123456"'),
        ("[tweet 1234]", '"wp-embed" url="https://twitter.com/i/status/1234"'),
        ("[tweet https://twitter.com/a/status/1]", '"wp-embed" url="https://twitter.com/a/status/1"'),
        ("[twitter-timeline username=someone]", '"wp-embed" url="https://twitter.com/someone"'),
        ("[gist 0a1b2c]", '"wp-embed" url="https://gist.github.com/0a1b2c"'),
        ('[gist id="0a1b" file="my file.py"]', '"wp-embed" url="https://gist.github.com/0a1b#file-my-file-py"'),
        ("[instagram url=https://www.instagram.com/p/a]", '"wp-embed" url="https://www.instagram.com/p/a"'),
        ('[facebook url="https://www.facebook.com/1/posts/2"]', '"wp-embed" url="https://www.facebook.com/1/posts/2"'),
        ("[flickr video=https://www.flickr.com/photos/a/1]", '"wp-embed" url="https://www.flickr.com/photos/a/1"'),
        ("[polldaddy poll=12]", '"wp-embed" url="https://poll.fm/12"'),
    ],
)
def test_shortcodes_of_wordpress_com_embed(stored: str, expected: str) -> None:
    assert f"<div :shortcode={expected}></div>" in rendered(stored)


@pytest.mark.parametrize(
    ("stored", "frame"),
    [
        ("[dailymotion id=x1y2z3]", "https://www.dailymotion.com/embed/video/x1y2z3"),
        ("[ted id=some_talk lang=en]", "https://embed.ted.com/talks/some_talk"),
        ("[spotify spotify:album:1a2b]", "https://open.spotify.com/embed/album/1a2b"),
        ("[slideshare id=123&amp;doc=name-1&amp;w=425]", "https://www.slideshare.net/slideshow/embed_code/123"),
        ("[scribd id=77 key=key-x mode=list]", "https://www.scribd.com/embeds/77/content"),
        ("[wpvideo AbCd w=640]", "https://videopress.com/embed/AbCd"),
        ("[bandcamp width=350 album=99 size=large]", "https://bandcamp.com/EmbeddedPlayer/album=99/"),
        (
            '[soundcloud url="https://api.soundcloud.com/tracks/9" params="color=1" /]',
            "https://w.soundcloud.com/player/?url=https%3A%2F%2Fapi.soundcloud.com%2Ftracks%2F9",
        ),
        (
            "[googlemaps https://maps.google.com/maps?q=a&amp;output=embed]",
            "https://maps.google.com/maps?q=a&amp;output=embed",
        ),
        (
            '[googleapps domain="docs" dir="document/d/1/pub" query="embedded=true" /]',
            "https://docs.google.com/document/d/1/pub?embedded=true",
        ),
    ],
)
def test_shortcodes_of_wordpress_com_play(stored: str, frame: str) -> None:
    assert f'player="{frame}"' in rendered(stored)


@pytest.mark.parametrize("stored", ["[youtube]", "[houzz=nothing]", "[vimeo id='\"><script>']"])
def test_a_shortcode_that_names_nothing_stays_as_text(stored: str) -> None:
    assert stored in rendered(stored)
    assert reported(stored) != []


MESSAGE = "https://twitter.com/robin/status/12"
ANSWER = (
    '<blockquote class="twitter-tweet"><p>Open again</p>&mdash; Robin <a href="https://twitter.com/robin/status/12?x=y">'
    '2024</a></blockquote><script async src="https://platform.twitter.com/widgets.js"></script>'
)


@pytest.mark.parametrize("stored", [embed_block(MESSAGE), f"[embed]{MESSAGE}[/embed]"])
def test_the_words_that_a_service_once_answered_are_quoted(stored: str) -> None:
    shown = rendered(stored, context(meta=(("_oembed_time_ab", "1"), ("_oembed_ab", ANSWER))))
    assert ANSWER.partition("<script")[0] in shown
    assert "<script" not in shown


@pytest.mark.parametrize(
    "answer", ["{{unknown}}", '<iframe src="https://x.example/"></iframe>', ANSWER.replace("/12", "/13")]
)
def test_what_answers_something_else_or_frames_a_stranger_is_not_shown(answer: str) -> None:
    shown = rendered(embed_block(MESSAGE), context(meta=(("_oembed_ab", answer),)))
    assert shown == '<div :shortcode="wp-embed" url="https://twitter.com/robin/status/12"></div>'


PHOTO = "https://photos.example/p/1"


@pytest.mark.parametrize(
    ("address", "answer", "shows"),
    [
        (PHOTO, f'<a href="{PHOTO}"><img src="/1.jpg" alt="Boats"></a>', f'<a href="{PHOTO}"><img src="/1.jpg" alt='),
        (
            "https://other.example/tides/",
            '<blockquote class="wp-embedded-content"><a href="https://other.example/tides/">Tides</a></blockquote>\n\n'
            '<iframe src="https://other.example/tides/embed/"></iframe>',
            '<a href="https://other.example/tides/">Tides</a>',
        ),
    ],
)
def test_pictures_and_titles_that_a_service_answered_are_shown_without_its_frame(
    address: str, answer: str, shows: str
) -> None:
    shown = rendered(embed_block(address), context(meta=(("_oembed_ab", answer),)))
    assert shows in shown
    assert "<iframe" not in shown and "<br" not in shown


def test_answers_for_addresses_that_differ_behind_the_question_mark_are_told_apart() -> None:
    first, second = (f"https://wall.example/post?id={number}&amp;x=1" for number in (1, 2))
    answers = [
        f'<blockquote><a href="{one}">{name}</a></blockquote>' for one, name in ((first, "Ebb"), (second, "Flood"))
    ]
    shown = rendered(
        embed_block(second) + embed_block(first), context(meta=tuple((f"_oembed_{one[30:50]}", one) for one in answers))
    )
    assert shown.index("Flood") < shown.index("Ebb")


def test_a_caption_stands_below_an_answer_that_ends_in_a_script() -> None:
    block = embed_block(MESSAGE).replace("</figure>", "<figcaption>Said in May</figcaption></figure>")
    shown = rendered(block, context(meta=(("_oembed_ab", f"{ANSWER}\n"),)))
    assert shown.endswith("</blockquote><figcaption>Said in May</figcaption></figure>")
