"""Bare addresses in text: what Hugo links of them is what a reader takes for the address, and all text stays."""

from __future__ import annotations

import random
from html import escape

import pytest
from selectolax.lexbor import LexborHTMLParser

from migrate.markdown.convert import to_markdown
from migrate.model.rest_of_site import Link
from migrate.options import Options
from migrate.tree import parse
from tests.support.examples import SEED, examples
from tests.support.hugo_build import render_bodies
from tests.support.meaning import TYPOGRAPHY

_ADDRESSES = """
https://x.example/ https://x.example https://x.example/a_b_c https://x.example/a_b*c https://x.example/a(b)
http://x.example/?a=b&c=d#e https://x.example/a~b https://x.example/$a!b https://x.example/größe
http://x.example:8080/a/b.html ftp://x.example/a.zip https://www.x.example/www.a https://x.example/@me
https://x.example/a--b...c https://x.example/a;b https://x.example/(a)/b_(c)
"""
_NO_LINKS = """
www.x.example me@x.example a.@x.example x/y@x.example a-@x.example http://localhost/a_b http://é.example/
HTTP://X.EXAMPLE/
"""
_BEFORE = """ " ' “ ‘ ( [ < > a = * _ ~ -- ... - . é : / ] ` ! & “( """
_BEHIND = """
 " ' ” ’ ) ] < > . , ; : ! ? * _ ~ ". ", ”, ”. ). "] '] [/b] … 。 ` { } | \\ &lt; &amp;x ... ?! "b" ”)
"""
ADDRESSES, NO_LINKS = _ADDRESSES.split(), _NO_LINKS.split()
"""`NO_LINKS`: what stays text, and Hugo would make links of some."""
BEFORE, BEHIND = ["", *_BEFORE.split()], ["", *_BEHIND.split()]


def texts(number: int, seed: int) -> list[str]:
    """Texts with two addresses between signs of all kinds."""
    chance = random.Random(seed)

    def address() -> str:
        return chance.choice(BEFORE) + chance.choice(ADDRESSES + NO_LINKS) + chance.choice(BEHIND)

    return [
        f"{chance.choice(['', 'so '])}{address()}{chance.choice([' ', ' and ', chr(10)])}{address()}"
        for _ in range(number)
    ]


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, LexborHTMLParser]:
    """What Hugo makes of each text."""
    written = texts(examples(400), SEED)
    bodies = [to_markdown(parse(f"<p>{escape(one)}</p>"), Link, Options(), lambda *_: None) for one in written]
    built = render_bodies(tmp_path_factory.mktemp("addresses") / "site", bodies)
    return {text: LexborHTMLParser(page) for text, page in zip(written, built, strict=True)}


def words(text: str) -> str:
    return "".join(text.translate(TYPOGRAPHY).split())


def test_all_text_is_shown(pages: dict[str, LexborHTMLParser]) -> None:
    assert not [text for text, page in pages.items() if not page.body or words(page.body.text()) != words(text)]


def test_a_link_is_a_whole_address_and_nothing_else(pages: dict[str, LexborHTMLParser]) -> None:
    links = {link.text() for page in pages.values() for link in page.css("a")}
    assert links == set(ADDRESSES)
