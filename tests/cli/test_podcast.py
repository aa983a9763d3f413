"""A podcast keeps its feeds: by the rules of RSS 2.0 and of Apple, at the addresses that directories know."""

from __future__ import annotations

import re
from email.utils import parsedate_to_datetime
from pathlib import Path
from xml.etree import ElementTree

import pytest

from migrate.hugo.build import build
from tests.support.blog import HOST, Blog, Post
from tests.support.wxr_exports import element, record

ITUNES = "{http://www.itunes.com/dtds/podcast-1.0.dtd}"
ATOM = "{http://www.w3.org/2005/Atom}"
UPLOADS = f"{HOST}/wp-content/uploads"
TIDES, WINDS = ("series", "tides", "Tides"), ("series", "winds", "Winds & such")


def meta(key: str, value: str) -> str:
    return f"<wp:termmeta>{element('wp:meta_key', key)}{element('wp:meta_value', value)}</wp:termmeta>"


HEAD = "".join(
    [
        record(
            "term",
            term_id="7",
            term_taxonomy="series",
            term_slug="tides",
            term_name="Tides",
            term_description="All about <b>tides</b>.",
        ).replace("</wp:term>", f"{meta('podcast_series_image_settings', '90')}</wp:term>"),
        record("term", term_id="8", term_taxonomy="series", term_slug="winds", term_name="Winds &amp; such"),
    ]
)
COVER = Post(90, "Cover", "", type="attachment", status="inherit", attachment=f"{UPLOADS}/tides.jpg")


def simple(number: int, series: tuple[str, str, str], *more: tuple[str, str]) -> Post:
    """An episode of Seriously Simple Podcasting."""
    file = (("audio_file", f"{UPLOADS}/{number}.mp3"), ("filesize_raw", f"100{number}"))
    return Post(
        number,
        f"Episode <i>{number}</i> & more",
        "Notes.",
        type="podcast",
        folder="podcast/",
        day=f"2020-05-0{number}",
        meta=(*file, ("duration", f"00:1{number}:00"), *more),
        terms=(series,),
        guid=f"http://old.example/?p={number}",
    )


POWERPRESS = (
    f"{HOST}/5.m4a?a=1&b=2\n5005\naudio/x-m4a\n"
    'a:5:{s:8:"duration";s:5:"12:34";s:10:"episode_no";i:5;s:6:"season";s:1:"2";s:5:"image";s:29:"https://media.example/five.jpg"'
    ';s:12:"episode_type";s:7:"trailer";}'
)
EPISODES = (
    simple(1, TIDES, ("itunes_title", "The first"), ("itunes_episode_number", "1"), ("explicit", "on")),
    simple(2, TIDES, ("ssp_original_guid", "tag:elsewhere,2")),
    simple(3, WINDS, ("cover_image", f"{UPLOADS}/three.png")),
    Post(
        4,
        "Plain",
        "Notes.",
        meta=(("enclosure", "https://media.example/4.mp3\n4004\naudio/mpeg"),),
        categories=("Cast",),
    ),
    Post(5, "Press", "Notes.", meta=(("enclosure", POWERPRESS),), categories=("Cast",)),
)
SAID = """
[params.podcast]
author = "The harbour"
owner = "Kim"
category = ["Society & Culture > Documentary", "Arts"]
image = "/cover.jpg"
[params.podcast.series.winds]
title = "All winds"
explicit = true
"""


@pytest.fixture(scope="module")
def blog(tmp_path_factory: pytest.TempPathFactory) -> Blog:
    """A built site with five episodes of two plugins and of WordPress itself, and a post that is none."""
    blog = Blog(tmp_path_factory.mktemp("podcast"))
    blog.write(*EPISODES, Post(6, "No episode"), COVER, Post(7, "Soon", status="draft", terms=(TIDES,)), head=HEAD)
    assert blog.run("migrate").status == 0
    with (blog.site / "hugo.toml").open("a", encoding="utf-8") as configuration:
        configuration.write(SAID)
    built = build(blog.site, blog.site / "public")
    assert built.clean, built
    return blog


def channel(path: Path) -> ElementTree.Element:
    """A feed that keeps the rules: what Apple requires of a show and of an episode, and what RSS does."""
    root = ElementTree.parse(path).getroot()
    assert (root.tag, root.get("version")) == ("rss", "2.0")
    [found] = root
    for name in ("title", "link", "description", "language", f"{ITUNES}author", f"{ITUNES}owner/{ITUNES}name"):
        assert (found.findtext(name) or "").strip(), name
    assert found.findtext(f"{ITUNES}explicit") in {"true", "false"}
    assert found.findtext(f"{ITUNES}type") in {"episodic", "serial"}
    assert all(one.get("text") for one in found.iter(f"{ITUNES}category"))
    assert found.find(f"{ITUNES}category") is not None
    [itself] = found.findall(f"{ATOM}link")
    assert itself.get("rel") == "self"
    assert (itself.get("href") or "").endswith(path.as_posix().partition("/public")[2])
    for image in found.iter(f"{ITUNES}image"):
        assert re.fullmatch(r"https://\S+\.(?:jpg|png)", image.get("href") or "")
    items = found.findall("item")
    for one in items:
        _keeps_the_rules(one)
    guids = [one.findtext("guid") for one in items]
    assert len(set(guids)) == len(guids)
    return found


def _keeps_the_rules(one: ElementTree.Element) -> None:
    assert one.findtext("title")
    [enclosure] = one.findall("enclosure")
    assert re.fullmatch(r"https://\S+", enclosure.get("url") or "")
    assert (enclosure.get("length") or "").isdigit()
    assert re.fullmatch(r"(?:audio|video)/[\w.+-]+", enclosure.get("type") or "")
    assert parsedate_to_datetime(one.findtext("pubDate") or "")
    assert re.fullmatch(r"(?:(?:\d+:)?\d{1,2}:\d\d|\d+)", one.findtext(f"{ITUNES}duration", "0"))
    assert one.findtext(f"{ITUNES}explicit") in {"true", "false"}
    assert one.findtext(f"{ITUNES}episodeType", "full") in {"full", "trailer", "bonus"}
    assert len(one.findall(f"{ITUNES}author")) <= 1


def test_the_feed_holds_every_episode_with_the_guid_that_it_had(blog: Blog) -> None:
    found = channel(blog.site / "public/podcast.xml")
    assert sorted(one.findtext("guid") or "" for one in found.findall("item")) == [
        "http://old.example/?p=1",
        "http://old.example/?p=3",
        f"{HOST}/?p=4",
        f"{HOST}/?p=5",
        "tag:elsewhere,2",
    ]
    categories = [one.get("text") for one in found.iter(f"{ITUNES}category")]
    assert categories == ["Society & Culture", "Documentary", "Arts"]


def test_episodes_have_what_each_plugin_said_of_them(blog: Blog) -> None:
    items = {one.findtext("guid"): one for one in channel(blog.site / "public/podcast.xml").findall("item")}
    first, press = items["http://old.example/?p=1"], items[f"{HOST}/?p=5"]
    assert first.findtext("title") == "Episode 1 & more"
    assert first.findtext(f"{ITUNES}title") == "The first"
    assert first.findtext(f"{ITUNES}explicit") == "true"
    assert next(first.iter("enclosure")).attrib == {
        "url": f"{UPLOADS}/1.mp3", "length": "1001", "type": "audio/mpeg",
    }  # fmt: skip
    assert [press.findtext(f"{ITUNES}{name}") for name in ("episode", "season", "duration", "episodeType")] == [
        "5", "2", "12:34", "trailer",
    ]  # fmt: skip
    assert next(press.iter(f"{ITUNES}image")).get("href") == "https://media.example/five.jpg"


def test_each_series_has_its_own_feed_with_its_picture_and_words(blog: Blog) -> None:
    tides, winds = (channel(blog.site / f"public/series/{name}/index.xml") for name in ("tides", "winds"))
    assert [one.findtext("guid") for one in tides.findall("item")] == ["tag:elsewhere,2", "http://old.example/?p=1"]
    assert (tides.findtext("title"), tides.findtext("description")) == ("Tides", "All about tides.")
    assert tides.find(f"{ITUNES}image").get("href") == f"{UPLOADS}/tides.jpg"  # type: ignore[union-attr]
    assert (winds.findtext("title"), winds.findtext(f"{ITUNES}explicit")) == ("All winds", "true")
    assert winds.find(f"{ITUNES}image").get("href") == f"{HOST}/cover.jpg"  # type: ignore[union-attr]


def test_the_feed_of_a_category_of_episodes_is_a_podcast_too_and_that_of_everything_is_not(blog: Blog) -> None:
    assert len(channel(blog.site / "public/category/cast/index.xml").findall("item")) == 2
    plain = (blog.site / "public/index.xml").read_text("utf-8")
    assert "itunes" not in plain
    assert "No episode" in plain
    assert plain.count("<enclosure") >= 2


def test_old_addresses_of_the_feeds_lead_to_them(blog: Blog) -> None:
    rules = blog.text("redirects/_redirects")
    for old, new in (
        ("/feed/podcast/", "/podcast.xml"),
        ("/feed/podcast/tides", "/series/tides/index.xml"),
        ("/feed/podcast/winds/", "/series/winds/index.xml"),
        ("/series/tides/feed/", "/series/tides/index.xml"),
    ):
        assert f"{old} {new} 301" in rules


def test_a_site_without_series_gets_no_feed_of_them(tmp_path: Path) -> None:
    other = Blog(tmp_path).write(EPISODES[3], Post(9, "Read", terms=(TIDES,)))
    assert other.run("migrate").status == 0
    assert (other.site / "layouts/podcast.xml").is_file()
    assert not (other.site / "layouts/series").exists()


def test_a_file_that_only_the_text_links_is_in_the_plain_feed_alone(tmp_path: Path) -> None:
    link = f"<p>Hear <a href='{UPLOADS}/8.mp3'>it</a>.</p>"
    blog = Blog(tmp_path).write(Post(8, "Heard", link, meta=(("enclosure", f"{UPLOADS}/8.mp3\n8008\naudio/mpeg\n"),)))
    assert blog.run("migrate").status == 0
    assert not (blog.site / "layouts/podcast.xml").exists()
    assert "/feed/podcast/" not in blog.text("redirects/_redirects")
    assert build(blog.site, blog.site / "public").clean
    assert f'<enclosure url="{UPLOADS}/8.mp3"' in (blog.site / "public/index.xml").read_text("utf-8")
