"""Where a block of HTML ends, by the rules of CommonMark, decides whether the next line of a list is read as text."""

from __future__ import annotations

import pytest

from migrate.markdown.html_blocks import goes_on


@pytest.mark.parametrize(
    "markdown",
    [
        "<div>\na\n</div>",
        "a\n\n<pre>\nb",
        "<!-- a",
        "<?php a",
        "<![CDATA[a",
        "<!DOCTYPE a",
        "<my-box>",
        "<TEXTAREA>",
    ],
)
def test_a_block_that_nothing_has_ended_goes_on(markdown: str) -> None:
    assert goes_on(markdown)


@pytest.mark.parametrize(
    "markdown",
    ["a < b", "<b>a</b>", "<div>a</div>\n\nb", "<!-- a -->", "<?a?>", "<!A>", "<script>\na\n</script>", "<my-box>a"],
)
def test_text_and_what_has_ended_do_not(markdown: str) -> None:
    assert not goes_on(markdown)
