r"""Formulas become the shipped `wp-math`."""

import pytest
from stored_blocks import rendered


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


def test_many_openings_without_an_end_take_no_time() -> None:
    rendered("$latex " * 100_000)
