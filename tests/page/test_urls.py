"""The `url` of front matter is escaped, and read back as the address that it was."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from migrate.page.urls import escaped, picture, unescaped

paths = st.text(st.sampled_from("/ab:%25\\é#") | st.characters(exclude_categories=["Cs"]), max_size=20)


@given(paths)
def test_any_address_comes_back_from_front_matter(path: str) -> None:
    assert unescaped(escaped(path)) == path


@pytest.mark.parametrize(("path", "url"), [("/a:b%2Fc/", r"/a\:b%252Fc/"), ("/100%25/", "/100%25/"), ("/a/", "/a/")])
def test_a_percent_sign_is_escaped_only_beside_a_colon(path: str, url: str) -> None:
    assert escaped(path) == url


@pytest.mark.parametrize(
    ("address", "spelled"),
    [
        ("https://cdn.example/50%/[a].jpg?x={y}#z", "https://cdn.example/50%25/%5Ba%5D.jpg?x=%7By%7D#z"),
        ("https://bücher.example:8080/a%20b (c).jpg", "https://bücher.example:8080/a%20b (c).jpg"),
        ("//cdn.example/a.jpg", "//cdn.example/a.jpg"),
        ("/wp-content/uploads/a:b.jpg", "/wp-content/uploads/a:b.jpg"),
        ("beside.jpg", "beside.jpg"),
        ("<!--[if", "<!--%5Bif"),
        ("https://[bad/a.jpg", ""),
        ("https://a b.example/a.jpg", ""),
        ("https://a.example:port/a.jpg", ""),
        ("one two: three", ""),
        ("", ""),
    ],
)
def test_a_picture_is_spelled_so_that_hugo_can_read_it_or_left_out(address: str, spelled: str) -> None:
    assert picture(address) == spelled
