"""What plugins keep in items of their own stands where others show it."""

import json
from pathlib import Path

import pytest

from migrate.site.collect.stored_parts import stored_part
from tests.support.blog import Blog, Post
from tests.support.time_limit import within
from tests.support.wxr_exports import Reading, export, write

ROWS = json.dumps([["Boat", "Price"], ["Row", "5"], ["Wreck", "0"]])
TABLE = Post(8, type="tablepress_table", content=ROWS, title="Prices")


def shown(tmp_path: Path, text: str, *others: Post) -> str:
    blog = Blog(tmp_path).write(Post(1, content=text), *others)
    blog.run("migrate")
    return blog.body(blog.posts[0])


def test_the_only_table_is_shown(tmp_path: Path) -> None:
    assert "| Row | 5 |" in shown(tmp_path, "[table id=7 /]", TABLE)


def test_rows_and_columns_that_were_hidden_stay_so(tmp_path: Path) -> None:
    hidden = (("_tablepress_table_visibility", '{"rows":[1,1,0],"columns":[1,0]}'),)
    text = shown(tmp_path, "[table id=7 /]", TABLE.but(meta=hidden))
    assert "Row" in text and "Wreck" not in text and "Price" not in text


def test_cells_reach_over_others_and_the_name_is_shown_where_the_table_says_so(tmp_path: Path) -> None:
    rows = json.dumps([["Boat", "#colspan#"], ["Row", "Five"], ["#rowspan#", "Six"]])
    options = (
        (
            "_tablepress_table_options",
            '{"table_head":true,"print_name":true,"print_description":true,"print_description_position":"below"}',
        ),
    )
    text = shown(tmp_path, "[table id=7 /]", TABLE.but(content=rows, meta=options, excerpt="All in euros."))
    assert 'colspan="2"' in text and 'rowspan="2"' in text and "#" not in text.replace("## Prices", "")
    assert text.startswith("## Prices") and text.endswith("All in euros.")


def test_a_long_table_is_looked_through_once(tmp_path: Path) -> None:
    rows = [["Boat", "Price", "Tide"]] * 20_000
    (made,) = Reading(write(tmp_path, export(TABLE.but(content=json.dumps(rows)).wxr()))).items
    with within(4):
        stored = stored_part(made)
    assert stored and stored.text.count("<tr>") == len(rows)


def test_of_several_tables_none_is_guessed(tmp_path: Path) -> None:
    assert shown(tmp_path, "[table id=7 /]", TABLE, TABLE.but(id=9)) == "[table id=7 /]"


def test_several_tables_are_told_by_their_order_where_texts_show_all_of_them(tmp_path: Path) -> None:
    other = TABLE.but(id=10, content=json.dumps([["Tide"], ["High"]]))
    text = shown(tmp_path, "[table id=3 /]\n\n[table id='7']", other, TABLE)
    assert text.index("| Row | 5 |") < text.index("| High |")


def test_a_table_that_is_not_public_is_left_out(tmp_path: Path) -> None:
    assert shown(tmp_path, "Moss.\n\n[table id=7 /]", TABLE.but(status="private")) == "Moss."


@pytest.mark.parametrize(
    ("kind", "name", "key", "value"),
    [
        ("foogallery", "foogallery", "foogallery_attachments", 'a:1:{i:0;s:1:"5";}'),
        ("modula-gallery", "modula", "modula-images", 'a:1:{i:0;a:1:{s:2:"id";i:5;}}'),
        ("envira", "envira-gallery", "_eg_gallery_data", 'a:1:{s:7:"gallery";a:1:{i:5;a:1:{s:5:"title";s:1:"x";}}}'),
    ],
)
def test_a_gallery_of_a_plugin_shows_its_pictures(tmp_path: Path, kind: str, name: str, key: str, value: str) -> None:
    picture = Post(
        5, type="attachment", status="inherit", attachment="https://blog.example/wp-content/uploads/moss.jpg"
    )
    gallery = Post(6, type=kind, content="", meta=((key, value),))
    assert "/wp-content/uploads/moss.jpg" in shown(tmp_path, f'[{name} id="6"]', picture, gallery)


def test_what_a_plugin_keeps_is_found_by_its_slug_too(tmp_path: Path) -> None:
    opening = Post(6, type="content_block", slug="opening", content="Open at ebb.")
    gallery = Post(
        7, type="envira", slug="opening", meta=(("_eg_gallery_data", 'a:1:{s:7:"gallery";a:1:{i:5;a:0:{}}}'),)
    )
    text = "[content_block slug=opening]\n\n[content_block opening]\n\n[content_block slug=closing]"
    assert shown(tmp_path, text, gallery, opening).split("\n\n") == [
        "Open at ebb.",
        "Open at ebb.",
        "[content_block slug=closing]",
    ]


def test_a_gallery_of_a_plugin_says_what_the_plugin_keeps_of_its_pictures(tmp_path: Path) -> None:
    address = "https://blog.example/wp-content/uploads/moss.jpg"
    picture = Post(5, type="attachment", status="inherit", attachment=address)
    words = 'a:3:{s:2:"id";i:5;s:3:"alt";s:10:"Green moss";s:7:"caption";s:20:"On <b>walls</b>--old";}'
    gallery = Post(6, type="modula-gallery", content="", meta=(("modula-images", f"a:1:{{i:0;{words}}}"),))
    text = shown(tmp_path, '[modula id="6"]', picture, gallery)
    assert "Green moss" in text and "On **walls**" in text


def test_a_template_of_elementor_shows_what_its_field_holds(tmp_path: Path) -> None:
    data = json.dumps([{"settings": {"title": "Walls", "editor": "<p>Moss--grows</p>"}}])
    template = Post(6, type="elementor_library", content="", meta=(("_elementor_data", data),))
    assert shown(tmp_path, '[elementor-template id="6"]', template) == "### Walls\n\nMoss--grows"


def test_a_recipe_says_what_is_needed_and_done(tmp_path: Path) -> None:
    needed = (
        'a:1:{i:0;a:1:{s:11:"ingredients";a:1:{'
        'i:0;a:3:{s:6:"amount";s:1:"1";s:4:"unit";s:1:"l";s:4:"name";s:5:"water";}}}}'
    )
    done = 'a:1:{i:0;a:1:{s:12:"instructions";a:1:{i:0;a:1:{s:4:"text";s:8:"Boil it.";}}}}'
    recipe = Post(6, type="wprm_recipe", title="Soup", content="Warm.", meta=(("wprm_ingredients", needed),))
    text = shown(tmp_path, '[wprm-recipe id="6"]', recipe.but(meta=(*recipe.meta, ("wprm_instructions", done))))
    assert text.split("\n\n") == ["### Soup", "Warm.", "* 1 l water", "1. Boil it."]


@pytest.mark.parametrize(
    "around",
    [
        "[private]{}[/private]",
        '<!-- wp:group {"metadata":{"blockVisibility":false}} --><div>{}</div><!-- /wp:group -->',
        "<!-- wp:jetpack/paywall /-->{}",
    ],
)
def test_search_engines_hear_nothing_of_a_recipe_that_visitors_did_not_see(tmp_path: Path, around: str) -> None:
    blog = Blog(tmp_path)
    recipe = Post(6, type="wprm_recipe", title="Quokka", content="Warm.", meta=(("wprm_type", "food"),))
    blog.write(
        Post(1, content=around.replace("{}", '[wprm-recipe id="6"]')), Post(2, content="[wprm-recipe id=6]"), recipe
    )
    blog.run("migrate")
    assert "\nrecipe:" not in blog.text(blog.posts[0]) and "\nrecipe:" in blog.text(blog.posts[1])


def test_a_featured_picture_that_the_export_lacks_is_told(tmp_path: Path) -> None:
    blog = Blog(tmp_path).write(Post(1, meta=(("_thumbnail_id", "15"),)))
    assert "W162" in blog.run("inspect").messages
    assert "A walk: attachment 15" in blog.run("migrate").messages
