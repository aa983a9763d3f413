"""Text that no person wrote: it never raises, and time grows with its length alone."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from migrate.content.clean import clean
from migrate.content.render import render
from tests.support.picture_library import Pictures
from tests.support.stored_blocks import Site, context

SHORTCODES = "[caption] [/caption] [gallery] [code] [/code] [[ ]] [php] [video] [embed] [a_b $latex\\"
BLOCKS = '<!--wp:group--> <!--/wp:group--> <!--wp:image{ {"id":11} /--> --> <!--more--> <!--'
HTML = "<p> </p> <pre> <img-src=x> <figure> <a-href=' < > \" &lt; & <script> https://youtu.be/abcdefghij0"
CHARACTERS = [" ", "\n", "\n\n", "text", "é", "\ufdd0", "\ud800", "\0", "<!-- wp:group -->", "<!-- /wp:group -->"]
PIECES = st.sampled_from([*f"{SHORTCODES} {BLOCKS} {HTML}".split(), *CHARACTERS])


def converted(stored: str, site: Site) -> None:
    given = context(site, id=1)
    clean(render(stored, given), given)


@given(st.one_of(st.text(), st.lists(PIECES, max_size=30).map("".join)))
def test_any_text_is_converted(stored: str) -> None:
    converted(stored, Pictures())


REPEATED = """\
[gallery|[gallery]|[caption]|[caption |[code]|[/caption]|[a][b]|[[gallery]]|[my_box a=1]|a=“|$latex |&lt;| |\\n \\n|\
<!-- wp:group -->|<!-- wp:x {|<!-- /wp:group -->|<!--more |<!--more-->|<!--|https://x.example/\\n|https://|\
<div>|<p><font a=1>|<a href='|<img |<pre>|<pre lang=c>|<pre>x</pre>|<td>|<ul><li>|<blockquote><cite>|<figure>|\
<object>|<select>|<noscript>|<svg>|<br>\\n|<option> |<b><i><p>|\
<script type="math/tex">|<span class=MathJax_Preview>x</span> |[form a=1 token="""


@pytest.mark.parametrize("piece", [one.replace("\\n", "\n") for one in REPEATED.split("|")])
def test_time_grows_with_length_alone(piece: str) -> None:
    """Eight times the text may take twenty times as long: quadratic would be sixty-four, and much slower."""
    short, long = (piece * (20_000 // len(piece)), piece * (160_000 // len(piece)))
    base = elapsed(short)
    assert elapsed(long) < max(20 * base, 0.15)


def elapsed(stored: str) -> float:
    start = time.process_time()
    converted(stored, Site())
    return time.process_time() - start


def test_attributes_without_end_take_linear_time() -> None:
    attributes = " ".join(f"a{number}=1" for number in range(50_000))
    assert elapsed(f"<p {attributes}>x") < 2
    assert elapsed(f"[gallery {attributes}]") < 2


def test_a_shortcode_of_spaces_that_stays_as_text_takes_linear_time() -> None:
    assert elapsed(f"[contact-thing a=1{' ' * 50_000}b]") < 2


def test_formatting_that_differs_in_each_paragraph_does_not_multiply() -> None:
    assert elapsed("".join(f"<p><font size={number}>x" for number in range(5000))) < 3


@pytest.mark.parametrize("name", ["x{}_private", "vc_x{}", "et_pb_x{}", "fusion_x{}"])
def test_shortcodes_known_by_a_pattern_do_not_run_out_of_calls(name: str) -> None:
    """There is no end of such names. What stands too deep is kept, and shown to nobody."""
    names = [name.format(one) for one in range(2_000)]
    stored = "".join(f"[{one}]" for one in names) + "Deep." + "".join(f"[/{one}]" for one in reversed(names))
    given = context(Pictures(), id=1)
    assert "Deep." not in render(stored, given)
    assert any("Deep." in part.html for part in given.hidden)
