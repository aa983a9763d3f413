"""Recipes of WP Recipe Maker and Tasty Recipes: on the page as visitors saw them, and told to search engines."""

from __future__ import annotations

import json
import re

from migrate.hugo.build import build
from tests.support.blog import HOST, Blog, Post
from tests.support.translated import ENGLISH, FRENCH, POLYLANG


def php(value: object) -> str:
    """A value as PHP serializes it."""
    if isinstance(value, str):
        return f's:{len(value.encode())}:"{value}";'
    entries = value.items() if isinstance(value, dict) else enumerate(value)  # type: ignore[arg-type]
    inner = "".join(f"{f'i:{key};' if isinstance(key, int) else php(key)}{php(one)}" for key, one in entries)
    return f"a:{len(value)}:{{{inner}}}"  # type: ignore[arg-type]


NEEDED = php(
    [
        {"name": "Dough", "ingredients": [{"amount": "500", "unit": "g", "name": "rye flour", "notes": "dark"}]},
        {"name": "", "ingredients": [{"amount": "1", "unit": "", "name": "<a href='https://salt.example/'>salt</a>"}]},
    ]
)
DONE = php([{"name": "Bake", "instructions": [{"text": "<p>Mix & wait.</p>"}, {"text": "Bake."}]}])
MAKER = Post(
    30,
    "Rye & more",
    "A dark loaf.",
    type="wprm_recipe",
    meta=(
        *(("wprm_ingredients", NEEDED), ("wprm_instructions", DONE), ("wprm_notes", "Keeps a week.")),
        *(("wprm_prep_time", "15"), ("wprm_cook_time", "90"), ("wprm_total_time", "0")),
        *(("wprm_servings", "2"), ("wprm_servings_unit", "loaves")),
    ),
)
TASTY = Post(
    31,
    "Soup",
    "",
    type="tasty_recipe",
    meta=(
        *(("description", "<p>Warm.</p>"), ("ingredients", "<ul><li>1 l water</li><li>salt</li></ul>")),
        *(("instructions", "<ol><li>Boil it.</li></ol>"), ("prep_time", "1 hour 10 minutes"), ("yield", "4 bowls")),
    ),
)
BREAD = Post(1, "Bread", 'Read on.\n\n[wprm-recipe id="30"]\n\nEnd.')
BOWL = Post(2, "Bowl", '<!-- wp:wp-tasty/tasty-recipe {"id":31,"lastUpdated":1} /-->')


def recipe_on(blog: Blog, post: Post) -> dict[str, object]:
    """What search engines are told of the recipe on a page."""
    html = (blog.folder / f"public{post.address}index.html").read_text("utf-8")
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', html, re.S)
    assert found
    [recipe] = [one for one in json.loads(found[1])["@graph"] if one["@type"] == "Recipe"]
    return recipe  # type: ignore[no-any-return]


def test_a_recipe_stands_in_the_post_that_shows_it(blog: Blog) -> None:
    blog.write(BREAD, MAKER, BOWL, TASTY)
    assert blog.run("migrate").status == 0
    assert blog.body(BREAD) == (
        "Read on.\n\n### Rye & more\n\nA dark loaf.\n\n"
        "* Prep Time: 15 minutes\n* Cook Time: 1 hour 30 minutes\n* Servings: 2 loaves\n\n"
        "#### Dough\n\n* 500 g rye flour dark\n\n- 1 [salt](https://salt.example/)\n\n"
        "#### Bake\n\n1. Mix & wait.\n\n2. Bake.\n\nKeeps a week.\n\nEnd."
    )
    assert blog.body(BOWL) == (
        "### Soup\n\nWarm.\n\n* Prep Time: 1 hour 10 minutes\n* Servings: 4 bowls\n\n- 1 l water\n- salt\n\n1. Boil it."
    )


def test_search_engines_are_told_what_is_needed_and_done(blog: Blog) -> None:
    blog.write(BREAD, MAKER, BOWL, TASTY)
    assert blog.run("migrate").status == 0
    built = build(blog.site, blog.folder / "public")
    assert built.clean, built
    bread, bowl = recipe_on(blog, BREAD), recipe_on(blog, BOWL)
    assert bread["recipeIngredient"] == ["500 g rye flour dark", "1 salt"]
    assert [one["text"] for one in bread["recipeInstructions"]] == ["Mix & wait.", "Bake."]  # type: ignore[attr-defined]
    assert (bread["name"], bread["prepTime"], bread["cookTime"]) == ("Rye & more", "PT15M", "PT90M")
    assert "totalTime" not in bread
    assert bread["recipeYield"] == "2 loaves"
    assert (bowl["recipeIngredient"], bowl["prepTime"]) == (["1 l water", "salt"], "PT70M")


def test_a_recipe_that_is_not_public_is_nowhere_and_one_cut_short_keeps_its_words(blog: Blog) -> None:
    cut = MAKER.but(meta=(("wprm_ingredients", NEEDED[: len(NEEDED) // 2]),))
    blog.write(BREAD, cut, BOWL, TASTY.but(status="draft"))
    assert blog.run("migrate").status == 0
    assert "rye flour" in blog.body(BREAD)
    assert "recipe:" not in blog.text(BOWL)
    assert "water" not in blog.text(BOWL)
    assert HOST not in blog.body(BOWL)


def test_labels_are_in_the_language_of_the_site_and_follow_it(blog: Blog) -> None:
    shortcode = '[recipe servings="2"][recipe-ingredients]- Salz[/recipe-ingredients][/recipe]'
    soup = Post(3, "Suppe", f"{shortcode}\n\n<!-- wp:navigation --><!-- wp:home-link /--><!-- /wp:navigation -->")
    blog.write(BREAD, MAKER, soup)
    assert blog.run("migrate").status == 0
    assert "* Servings: 2\n\n#### Ingredients\n" in blog.body(soup)
    blog.export.write_text(blog.export.read_text("utf-8").replace("<language>en-GB<", "<language>de-DE<"), "utf-8")
    assert blog.run("sync").status == 0
    assert "* Vorbereitungszeit: 15 Minuten\n* Kochzeit: 1 Stunde 30 Minuten\n* Portionen: 2 l" in blog.body(BREAD)
    assert blog.body(soup) == "* Portionen: 2\n\n#### Zutaten\n\n* Salz\n\n- [Startseite](/)"


def test_labels_are_in_the_language_of_the_text_where_a_site_has_several(blog: Blog) -> None:
    french = Post(3, "Pain", '[wprm-recipe id="30"]', slug="pain", terms=(FRENCH,))
    blog.write(BREAD.but(terms=(ENGLISH,)), MAKER, french, head=POLYLANG)
    assert blog.run("migrate").status == 0
    assert "* Temps de préparation\u00a0: 15 minutes" in blog.body("content/fr/posts/2020-05-04-pain.md")
    assert "* Prep Time: 15 minutes" in blog.body("content/en/posts/2020-05-04-post-1.md")
