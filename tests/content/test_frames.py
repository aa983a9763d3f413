"""What stands in a frame, an object or an embed: known players and the site's own; what forms and links may keep."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from migrate.content.context import Context
from migrate.model.rest_of_site import Link
from tests.support.picture_library import Pictures, cleaned
from tests.support.stored_blocks import context


@dataclass
class Site(Pictures):
    """A site with a published page and one that is not."""

    def link(self, href: str) -> Link:
        path = href.removeprefix("https://blog.example")
        return Link(path, "about.md" if path == "/about/" else "")


def site() -> Context:
    return context(Site(), id=1)


STRANGERS = (
    "https://evil.example/x",
    "https://evil.example/login.pdf",
    "//evil.example/film.mp4",
    "https://evil.example\\@www.youtube.com/embed/abcdefghij0",
    "https://evil.example\\.youtube.com/x",
    "https://www.youtube.com@evil.example/embed/abcdefghij0",
    "https://www.youtube.com:pass@evil.example/x",
    "https://www.youtube.com.evil.example/embed/abcdefghij0",
    "https://notyoutube.com/embed/abcdefghij0",
    "https://evil.example#www.youtube.com/embed/abcdefghij0",
    "https://evil.example?@www.youtube.com/",
    "https:\\\\evil.example/x.pdf",
    "/\\evil.example/x.pdf",
    "\\\\evil.example/x.pdf",
    "/\t/evil.example/x.pdf",
    "https:evil.example/x.pdf",
    "https:/evil.example/x.pdf",
    "https://127.1/x.pdf",
    "https://www.youtube.com:8443/x",
    "https://www.youtube.com.:443/x",
    "https://ｙoutube.com.evil.example/x",
    "https://sites.google.com/view/evil",
    "https://web.archive.org/web/2020/https://evil.example/",
    "https://evil.wordpress.com/",
    "ftp://www.youtube.com/x.pdf",
    "javascript:alert(1)//www.youtube.com/embed/x",
    "data:text/html,<script>alert(1)</script>",
    "blob:https://www.youtube.com/x",
    "/wp-content/uploads/x.svg",
    "/wp-content/uploads/x.SVG?a.pdf#b.pdf",
    "/wp-content/uploads/x.html",
    "/wp-content/uploads/x.pdf/../x.html",
    "/wp-content/uploads/x.pdf/%2e%2e/x.xhtml",
    "/wp-content/uploads/x%2ehtml",
    "/wp-content/uploads/x.swf",
    "/wp-content/uploads/x.xml",
    "/wp-content/uploads/x",
    "/wp-content/uploads/x.pdf/",
    "/wp-content/uploads/x.unheardof",
    "https://blog.example/draft/",
)


@pytest.mark.parametrize("address", STRANGERS)
@pytest.mark.parametrize("tag", ["iframe src", "embed src", "object data"])
def test_what_a_stranger_shows_is_no_part_of_the_page(tag: str, address: str) -> None:
    name = tag.partition(" ")[0]
    tree = cleaned(f"<{tag}='{address}' type='text/html' width='9'></{name}>", site())
    assert f"<{name}" not in tree and ":shortcode" not in tree and "<script" not in tree


def test_an_object_is_judged_by_what_its_parameters_say() -> None:
    tree = cleaned("<object><param name='Movie' value='https://evil.example/x.swf'><p>a</p></object>", site())
    assert tree == '<a href="https://evil.example/x.swf">https://evil.example/x.swf</a>'
    known = "<object data='https://www.flickr.com/x' codebase='//evil.example/'>{}</object>"
    assert cleaned(known.format("<param name='src' value='//evil.example/'>a"), site()) == (
        '<object data="https://www.flickr.com/x">a</object>'
    )


@pytest.mark.parametrize(
    ("address", "written"),
    [
        ("https://www.flickr.com/photos/x", "https://www.flickr.com/photos/x"),
        ("//embedr.flickr.com/x", "//embedr.flickr.com/x"),
        ("https://omny.fm/shows/x/y/embed", "https://omny.fm/shows/x/y/embed"),
        ("https://player.fireside.fm/v2/x", "https://player.fireside.fm/v2/x"),
        (" HTTPS:\\\\a@WWW.Flickr.com:443\\x", "https://www.flickr.com/x"),
        ("https://blog.example/about/", "/about/"),
        ("https://blog.example/wp-content/uploads/paper.pdf#page=2", "/media/paper.pdf#page=2"),
        ("/wp-content/uploads/song.mp3", "/wp-content/uploads/song.mp3"),
        ("paper.PDF", "paper.PDF"),
    ],
)
@pytest.mark.parametrize("tag", ["iframe src", "embed src", "object data"])
def test_known_players_and_what_the_site_itself_shows_stay(tag: str, address: str, written: str) -> None:
    tree = cleaned(f"<{tag}='{address}'></{tag.partition(' ')[0]}>", site())
    assert f'<{tag}="{written}">' in tree


def test_a_page_of_the_site_is_shown_as_what_its_server_says_it_is() -> None:
    assert "type" not in cleaned("<object data='/a.pdf' type='text/html'></object>", site())
    assert 'type="application/pdf"' in cleaned("<object data='/a.pdf' type='application/pdf'></object>", site())


@pytest.mark.parametrize(
    ("stored", "safe", "told"),
    [
        ("<form action='/s'><input name=q></form>", '<form><input name="q"></input></form>', ["<form> /s"]),
        ("<form><input type=' PASSWORD '>a</form>", "<form>a</form>", ["<input> password"]),
        ("<form><input type=Hidden name=_wpnonce value=1>a</form>", "<form>a</form>", ["<input> hidden"]),
        ("<button formaction='//evil.example/'>a</button>", "a", ["<button> //evil.example/"]),
        ("<form><button formaction=x>a</button></form>", "<form><button>a</button></form>", ["<button> x"]),
        ("<p><input type=image formaction=x></p>", '<p><input type="image"></input></p>', ["<input> x"]),
        ("<form><input name=q></form>", '<form><input name="q"></input></form>', []),
    ],
)  # fmt: skip
def test_a_form_sends_nothing_anywhere(stored: str, safe: str, told: list[str]) -> None:
    given = site()
    assert cleaned(stored, given) == safe
    assert [one.detail for one in given.diagnostics if one.code.id == "W125"] == told
