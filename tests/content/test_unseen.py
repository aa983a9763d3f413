"""What in the attributes of an element hides it from visitors, and what only looks so."""

import pytest

from migrate.content.shared.hiding import may_hide, shown_style
from migrate.content.shared.stylesheets import hiding_selectors, taken
from migrate.tree import parse
from tests.support.time_limit import within

HIDING = """
display: none
display:none !important
visibility:hidden
visibility: collapse
font-size:0
font-size: 1px
opacity:0
opacity: 0 !important
opacity:.01
left:-9999px
top: -120em
text-indent:-9999px
margin-left:-5000px
clip:rect(460px,auto,auto,475px)
clip: rect(1px, 1px, 1px, 1px)
clip-path: inset(50%)
transform:scale(0)
transform: translateX(-9999px)
height:0;overflow:hidden
overflow:hidden; max-height: 1px
width:1px;height:1px;overflow:hidden
""".strip().splitlines()
SEEN = """
display:block
font-size:0.9em
font-size:12px
opacity:0.5
left:-10px
margin-left:-20px
margin-left:-9999px;padding-left:9999px
text-indent:-2em
clip:rect(0,100px,100px,0)
transform:scale(0.5)
height:0;padding-bottom:56.25%;overflow:hidden
height:0
height:20px;overflow:hidden
background:url(display:none.png)
""".strip().splitlines()


@pytest.mark.parametrize("style", HIDING)
def test_what_a_style_hides(style: str) -> None:
    assert shown_style(f"color:red;{style}").replace("overflow:hidden", "").strip("; ") == "color:red"


@pytest.mark.parametrize(
    "html",
    [
        *(f'<p>a</p><p class="b" style="color:red;{style}">' for style in HIDING),
        *("<style>.a{}</style>", "<STYLE\ntype='a'>", "<p hidden>", "<b\nHIDDEN=''>", "<p STYLE = 'Opacity: 0'>"),
    ],
)
def test_a_quick_look_takes_every_text_for_doubtful_in_which_something_hides(html: str) -> None:
    assert may_hide(html)


@pytest.mark.parametrize(
    "html", ["a", "hidden style=none", "<p>what is hidden, has no style</p>", "<p data-hidden='1' style='color:red'>"]
)
def test_a_quick_look_takes_no_text_for_doubtful_that_only_speaks_of_hiding(html: str) -> None:
    assert not may_hide(html)


@pytest.mark.parametrize("style", SEEN)
def test_what_a_style_does_not_hide(style: str) -> None:
    assert shown_style(style) == style


@pytest.mark.parametrize(
    ("css", "names"),
    [
        (".a{display:none}", {".a"}),
        ("p.a.b , #c { color:red; visibility:hidden }", {".a", ".b", "#c"}),
        ("/* .x{display:none} */ .a{left:-9999px}", {".a"}),
        (".a p{display:none}", set()),
        ("p{display:none}", set()),
        ("@media (max-width:9px){.a{display:none}}", set()),
        ("@import 'x.css'; .a{display:none}", {".a"}),
        (".a{display:none} .on .a{display:block}", set()),
        (".a{display:none} .a{color:red}", {".a"}),
        (".a{display:none", set()),
        ("/* .a{display:none}", set()),
        ("@media print{.b{display:none} @supports (x:y){@layer z{.c{display:none}}}} .a{display:none}", {".a"}),
        (".b{color:red; .c{display:none}} .a{display:none}", {".a"}),
    ],
)
def test_what_a_style_sheet_hides_on_every_screen(css: str, names: set[str]) -> None:
    assert {name for one in hiding_selectors(css) for name in one.names} == names


@pytest.mark.parametrize("piece", ["a", "@", "/*", ".a{", "@x{a{}", ".a,", "}", ".a{display:none}"])
def test_a_style_sheet_of_any_length_is_read_once(piece: str) -> None:
    with within(1):
        hiding_selectors(piece * 30_000)
        hiding_selectors(f"{piece * 30_000}{{display:none}}")


def test_many_selectors_are_not_tried_on_all_of_many_elements() -> None:
    selectors = hiding_selectors(",".join(f".on.a{number}" for number in range(20_000)) + "{display:none}")
    elements = parse("".join(f'<p class="on b{number}">x</p>' for number in range(20_000)) + '<p class="a7 on">y</p>')
    with within():
        assert [one.text() for one in taken(elements.elements(), selectors)] == ["y"]
