r"""Formulas become the shipped `wp-math`."""

import pytest

from tests.support.stored_blocks import rendered, reported
from tests.support.time_limit import within


def formula(tex: str) -> str:
    return f'<span :shortcode="wp-math" tex="{tex}"></span>'


@pytest.mark.parametrize(
    ("stored", "tex"),
    [
        (r"$latex E=mc^2$", "E=mc^2"),
        (r"$latex \frac{a}{b}&fg=cc0000&s=2$", r"\frac{a}{b}"),
        (r"$latex a \&amp; b &lt; c$", r"a \&amp; b &lt; c"),
        (r"$latex \text{5\$}$", r"\text{5\$}"),
        (r"$latex=x$", "x"),
        (r"[latex]x^2[/latex]", "x^2"),
        ("[latex]a\nb[/latex]", "a b"),
    ],
)
def test_formulas_in_the_text(stored: str, tex: str) -> None:
    assert rendered(f"one {stored} two") == f"<p>one {formula(tex)} two</p>"


@pytest.mark.parametrize("prose", ["$latex", "costs $5 and $6", "$latex alone</p><p>and $5", "<code>$latex x$</code>"])
def test_prose_with_dollars_stays(prose: str) -> None:
    assert "wp-math" not in rendered(prose)


def test_a_formula_block_stands_alone() -> None:
    stored = '<!-- wp:math {"latex":"x <\\n y"} --><div><math><mi>x</mi></math></div><!-- /wp:math -->'
    assert rendered(stored) == '<div :shortcode="wp-math" tex="x &lt; y" display="true"></div>'


def test_a_formula_block_without_tex_keeps_its_html() -> None:
    assert rendered("<!-- wp:math --><math><mi>x</mi></math><!-- /wp:math -->") == "<math><mi>x</mi></math>"


@pytest.mark.parametrize(
    ("stored", "shown"),
    [
        (
            'a <math data-latex="b^2"><semantics><msup><mi>b</mi><mn>2</mn></msup>'
            '<annotation encoding="application/x-tex">b^2</annotation></semantics></math> c',
            f"a {formula('b^2')} c",
        ),
        ("<math><mi>a</mi></math> b", "<math><mi>a</mi></math> b"),
    ],
)
def test_mathml_that_carries_its_tex_becomes_a_formula(stored: str, shown: str) -> None:
    assert rendered(f"<!-- wp:paragraph --><p>{stored}</p><!-- /wp:paragraph -->") == f"<p>{shown}</p>"


def alone(tex: str) -> str:
    return f'<div :shortcode="wp-math" tex="{tex}" display="true"></div>'


@pytest.mark.parametrize(
    ("stored", "shown"),
    [
        (r"[latexpage]a \(x_1 * y\) b", f"<p>a {formula('x_1 * y')} b</p>"),
        (r"[mathjax]\[ a \\[2pt] b_1 &lt; c \]", "<p>" + alone(r"a \\[2pt] b_1 &lt; c") + "</p>"),
        ("[latexpage]$$ E = mc^2 $$", f"<p>{alone('E = mc^2')}</p>"),
        ("[latexpage]\n$a^2$ and $5", f"<p>{formula('a^2')} and $5</p>"),
        ("[mathjax]$x$", f"<p>{formula('x')}</p>"),
        ("[katex]a_b[/katex] [katex display=true]c[/katex]", f"<p>{formula('a_b')} {alone('c')}</p>"),
        ('<p><span class="katex-eq" data-katex-display="false">x_1</span></p>', f"<p>{formula('x_1')}</p>"),
    ],
)
def test_formulas_are_set_where_the_site_evidently_used_them(stored: str, shown: str) -> None:
    assert rendered(stored) == shown


def test_a_block_of_katex_stands_alone() -> None:
    html = "<div class='katex-eq'><pre>x_1 &lt; y</pre></div>"
    assert rendered(f"<!-- wp:katex/display-block -->{html}<!-- /wp:katex/display-block -->") == alone("x_1 &lt; y")


def test_other_formulas_stay_and_are_told() -> None:
    stored = r"a \(x_1\) b \[ y^2 \] c $$ z_1 $$"
    assert rendered(stored) == f"<p>{stored}</p>"
    assert sorted(reported(stored)) == [r"W142 $$ z_1 $$", r"W142 \(x_1\)", r"W142 \[ y^2 \]"]


@pytest.mark.parametrize("prose", ["$a^2$", "$$5 or $$6", r"the sign \(x\)", r"<code>\(a_b\)</code>", "pid $$ and $$"])
def test_signs_that_only_look_like_delimiters_stay(prose: str) -> None:
    assert "wp-math" not in rendered(prose)
    assert not reported(prose)


@pytest.mark.parametrize("opening", ["$latex ", r"\(", r"\[a", "$$", "[latexpage]$a "])
def test_many_openings_without_an_end_take_no_time(opening: str) -> None:
    with within():
        rendered(opening * 50_000)
