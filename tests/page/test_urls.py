"""The `url` of front matter is escaped, and read back as the address that it was."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from migrate.page.urls import escaped, unescaped

paths = st.text(st.sampled_from("/ab:%25\\é#") | st.characters(exclude_categories=["Cs"]), max_size=20)


@given(paths)
def test_any_address_comes_back_from_front_matter(path: str) -> None:
    assert unescaped(escaped(path)) == path


@pytest.mark.parametrize(("path", "url"), [("/a:b%2Fc/", r"/a\:b%252Fc/"), ("/100%25/", "/100%25/"), ("/a/", "/a/")])
def test_a_percent_sign_is_escaped_only_beside_a_colon(path: str, url: str) -> None:
    assert escaped(path) == url
