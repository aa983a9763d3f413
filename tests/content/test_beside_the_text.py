"""Words that WordPress keeps beside the text: in fields of builders, in settings of blocks."""

import base64
import json
from dataclasses import replace
from pathlib import Path

import pytest

from migrate.account.known_fields import OF_BUILDERS
from migrate.content.beside_text.builders import _FIELDS
from migrate.content.context import Context
from migrate.options import Options
from tests.support.blog import Blog, Post
from tests.support.items import file_of_library
from tests.support.picture_library import Pictures
from tests.support.stored_blocks import context, rendered
from tests.support.time_limit import within

WIDGET = '[{"elType":"widget","settings":{"title":"Moss","header_size":"h2","align":"center"}}]'
SERIALIZED = 'a:1:{i:0;a:2:{s:4:"name";s:4:"text";s:8:"settings";a:1:{s:4:"text";s:11:"<p>Moss</p>";}}}'


def with_field(key: str, value: str) -> Context:
    return context(meta=((key, value),))


def codes(given: Context) -> list[str]:
    return [one.code.id for one in given.diagnostics]


@pytest.mark.parametrize(
    ("key", "value", "html"),
    [
        ("_elementor_data", WIDGET, "<h2>Moss</h2>"),
        ("_bricks_page_content_2", SERIALIZED, "<p>Moss</p>"),
        ("panels_data", SERIALIZED, "<p>Moss</p>"),
        ("_fl_builder_data", SERIALIZED, "<p>Moss</p>"),
        (
            "_fl_builder_data",
            '[{"settings":{"photo_src":"/a.jpg","link_type":"url","link_url":"https://moss.example/"}}]',
            '<figure><a href="https://moss.example/"><img src="/a.jpg" alt=""></a></figure>',
        ),
        ("_cornerstone_data", '[{"_type":"text","content":"<p>Moss</p>"}]', "<p>Moss</p>"),
        ("_zionbuilder_page_elements", '[{"options":{"content":"<p>Moss</p>"}}]', "<p>Moss</p>"),
        ("_themify_builder_settings_json", '[{"mod_settings":{"content_text":"<p>Moss</p>"}}]', "<p>Moss</p>"),
        ("mfn-page-items", base64.b64encode(SERIALIZED.encode()).decode(), "<p>Moss</p>"),
        ("tve_updated_post", "<div><p>Moss</p></div>", "<div><p>Moss</p></div>"),
        ("ct_builder_json", '{"children":[{"options":{"ct_content":"Moss"}}]}', "<p>Moss</p>"),
        ("ct_builder_shortcodes", """[ct_text ct_options='{"ct_id":2}']Moss[/ct_text]""", "<p>Moss</p>"),
        ("ct_builder_shortcodes", """[ct_text ct_options='{"ct_content":"Moss"}'][/ct_text]""", "<p>Moss</p>"),
    ],
)
def test_an_empty_page_shows_what_its_builder_keeps(key: str, value: str, html: str) -> None:
    assert rendered("", with_field(key, value)) == html


def test_headings_of_a_text_that_nobody_ended_take_no_time() -> None:
    with within():
        rendered("<h2>" * 40_000, with_field("_elementor_data", WIDGET))


def test_what_is_packed_twice_is_read() -> None:
    page = base64.b64encode(b'{"items":[{"value":{"text":"<p>Moss</p>"}}]}').decode()
    field = f'a:1:{{s:11:"editor_data";s:{len(page)}:"{page}";}}'
    assert rendered("", with_field("brizy", field)) == "<p>Moss</p>"


def test_a_text_that_says_all_stays_alone() -> None:
    assert rendered("<p>Moss</p>", with_field("_elementor_data", WIDGET)) == "<p>Moss</p>"


def test_a_text_that_lacks_something_gets_that_alone() -> None:
    data = '[{"settings":{"title":"Moss"}},{"settings":{"title":"Walls"}}]'
    assert rendered("<p>Moss in autumn</p>", with_field("_elementor_data", data)) == (
        "<p>Moss in autumn</p><h3>Walls</h3>"
    )


def test_what_a_text_lacks_stands_where_the_builder_has_it() -> None:
    shown = ("<p>Moss in every autumn</p>", "/a.jpg", "<ul><li>one of the walls</li><li>two</li></ul>", "/b.jpg")
    data = json.dumps([{"settings": {"image" if one[0] == "/" else "editor": one}} for one in ("/top.jpg", *shown)])
    text = "<p>Moss in every autumn</p>\n<ul><li>one of the walls</li><li>two</li></ul>\nGrown by hand"
    picture = '<figure><img src="/{}.jpg" alt=""></figure>'
    assert rendered(text, with_field("_elementor_data", data)).replace("\n", "") == (
        f"{picture.format('top')}<p>Moss in every autumn</p>{picture.format('a')}"
        f"<ul><li>one of the walls</li><li>two</li></ul>{picture.format('b')}<p>Grown by hand</p>"
    )


def test_what_a_text_lacks_stands_behind_a_form_that_has_what_comes_before_it() -> None:
    data = json.dumps([{"settings": {"editor": "Houses by the sea"}}, {"settings": {"image": "/a.jpg"}}])
    form = "<form><select><option>Houses by the sea</option><option>Boats</option></select> <b>Search</b></form>"
    assert rendered(f"{form}\n\n<p>Moss</p>", with_field("_elementor_data", data)).replace("\n", "") == (
        f'{form}<figure><img src="/a.jpg" alt=""></figure><p>Moss</p>'
    )


def test_a_heading_keeps_the_level_that_it_has_in_the_text() -> None:
    data = '[{"settings":{"title":"Moss"}},{"settings":{"title":"Walls"}},{"settings":{"image":"/a.jpg"}}]'
    assert rendered('<h5 class="a"><b>Moss</b></h5>', with_field("_elementor_data", data)) == (
        '<h5>Moss</h5><h3>Walls</h3><figure><img src="/a.jpg" alt=""></figure>'
    )


def test_a_button_keeps_its_address_and_a_picture_its_text() -> None:
    data = '[{"settings":{"text":"Go","link":{"url":"/walls/"}}},{"image":{"url":"https://a.example/b.jpg","alt":"B"}}]'
    html = rendered("", with_field("_elementor_data", data))
    assert '<a href="/walls/">Go</a>' in html
    assert '<img src="https://a.example/b.jpg" alt="B">' in html


@pytest.mark.parametrize(
    ("setting", "html"),
    [
        ({"text": "Moss", "tag": "h2"}, "<h2>Moss</h2>"),
        ({"ct_content": "Moss", "original": {"tag": "h1"}}, "<h1>Moss</h1>"),
        ({"button": "Go", "link": {"url": "/moss/"}}, '<p><a href="/moss/">Go</a></p>'),
        ({"shortcode": "[embed]https://a.example/moss[/embed]"}, "https://a.example/moss"),
        ({"hosted_url": {"url": "https://a.example/moss.mp4"}}, '<source src="https://a.example/moss.mp4"'),
        ({"youtube_url": "https://youtu.be/abcdefghij0", "video_type": "vimeo"}, ""),
        ({"text": "center", "label": "yes"}, ""),
        ({"title_text": "Moss"}, "<h3>Moss</h3>"),
        ({"flex_align_items": "flex start", "flex_justify_content": "space-between", "presetTitle": "Container"}, ""),
        ({"carousel_name": "Image Carousel", "ma_el_animation_name": "fade-in", "box_name": "slide-in-left"}, ""),
    ],
)
def test_an_element_is_what_its_settings_say(setting: dict[str, object], html: str) -> None:
    shown = rendered("", with_field("_elementor_data", json.dumps([{"settings": setting}])))
    assert html in shown and bool(html) == bool(shown)


def test_the_text_of_a_line_is_shown_where_the_line_has_one() -> None:
    line = {"widgetType": "divider", "settings": {"text": "Moss"}}
    assert rendered("", with_field("_elementor_data", json.dumps([line]))) == ""
    worded = {"widgetType": "divider", "settings": {"text": "Moss", "look": "line_text"}}
    assert rendered("", with_field("_elementor_data", json.dumps([worded]))) == "<p>Moss</p>"


def test_a_picture_of_a_builder_is_the_file_of_today() -> None:
    file = file_of_library(11, "ash-2.jpg")
    data = '[{"settings":{"image":{"url":"https://old.example/uploads/ash.jpg","id":11}}}]'
    given = replace(with_field("_elementor_data", data), library=Pictures(attachments=(file,)))
    assert rendered(f'<img src="{file.url}">', given).count("<img") == 1


def test_a_page_keeps_its_pictures_where_its_builder_names_others() -> None:
    data = json.dumps([{"settings": {"title": "Moss", "image": {"url": "https://old.example/moss.jpg"}}}])
    html = rendered('<h2>Moss</h2><img src="/uploads/moss-7.jpg">', with_field("_elementor_data", data))
    assert html.startswith("<h2>Moss</h2>") and "moss-7.jpg" in html and "old.example/moss.jpg" in html


def test_a_film_of_a_builder_is_played() -> None:
    data = '[{"settings":{"youtube_url":"https://youtu.be/abcdefghij0"}}]'
    assert "abcdefghij0" in rendered("", with_field("_elementor_data", data))
    beside = with_field("_elementor_data", data)
    assert rendered("<p>https://youtu.be/abcdefghij0</p>", beside).count("abcdefghij0") == 1


def test_a_picture_known_by_its_number_is_shown() -> None:
    stored = '<!-- wp:acf/x {"data":{"photo":11,"count":11,"_photo":"field_1"}} /-->'
    assert rendered(stored, context(Pictures())).count("<img") == 1


@pytest.mark.parametrize(
    ("key", "value"),
    [
        (
            "_elementor_data",
            '[{"settings":{"title":"Moss","e_display_conditions":["login"]},"x":[{"text":"On"}]}]',
        ),
        (
            "_bricks_page_content_2",
            '[{"id":"a","settings":{"_conditions":[1]}},{"id":"b","parent":"a","settings":{"text":"Moss"}}]',
        ),
        (
            "_elementor_data",
            '[{"settings":{"title":"Moss","hide_desktop":"hidden-desktop","hide_tablet":"hidden-tablet",'
            '"hide_mobile":"hidden-phone"}}]',
        ),
        ("_elementor_data", '[{"settings":{"title":"Moss","jedv_conditions":[{"jedv_condition":"user-role"}]}}]'),
        ("_elementor_data", '[{"settings":{"title":"Moss","eael_ext_content_protection":"yes"}}]'),
        ("_fl_builder_data", '[{"settings":{"text":"Moss","visibility_display":"logged_in"}}]'),
        ("_fl_builder_data", '[{"settings":{"text":"Moss","visibility_display":"0"}}]'),
    ],
)
def test_what_a_condition_shows_to_some_stays_out_and_is_told(key: str, value: str) -> None:
    given = with_field(key, value)
    assert rendered("", given) == ""
    assert codes(given) == ["W161"]


@pytest.mark.parametrize(
    "setting", ['"visibility_display":"logged_out"', '"hide_mobile":"hidden-phone"', '"visibility_display":""']
)
def test_what_visitors_saw_on_some_screen_is_shown(setting: str) -> None:
    html = rendered("", with_field("_elementor_data", f'[{{"settings":{{"title":"Moss",{setting}}}}}]'))
    assert html == "<h3>Moss</h3>"


def test_data_that_cannot_be_read_is_told() -> None:
    given = with_field("_elementor_data", '[{"cut')
    assert rendered("", given) == ""
    assert codes(given) == ["W160"]


@pytest.mark.parametrize(
    ("settings", "html"),
    [
        ({"panelTitle": "How deep?"}, "<h3>How deep?</h3>"),
        ({"data": {"quote": "Best", "_quote": "field_1", "author": "Lee"}}, "<p>Best</p><p>Lee</p>"),
        ({"rows": [{"label": "Moss", "url": "/moss/"}]}, '<p><a href="/moss/">Moss</a></p>'),
        ({"anything": "Moss grows on walls"}, "<p>Moss grows on walls</p>"),
        ({"x": "<p>Moss</p>"}, "<p>Moss</p>"),
        (
            {"imageUrl": "https://a.example/b.jpg", "imageAlt": "B"},
            '<figure><img src="https://a.example/b.jpg" alt="B"></figure>',
        ),
        ({"title": {"innerContent": {"desktop": {"value": "Moss"}}}}, "<h3>Moss</h3>"),
        ({"text": "Go", "linkUrl": "/moss/"}, '<p><a href="/moss/">Go</a></p>'),
        ({"rows": "%5B%7B%22title%22:%22High%20water%22%7D%5D"}, "<h3>High water</h3>"),
        ({"x": '{"title":"High water"}'}, "<h3>High water</h3>"),
        ({"x": base64.b64encode(b"<p>Moss grows</p>").decode()}, "<p>Moss grows</p>"),
        ({"note": "Mind%20the%20moss", "image": "/wp-content/a%20b"}, "<p>Mind the moss</p>"),
    ],
)
def test_words_and_pictures_in_the_settings_of_unknown_blocks_are_shown(settings: dict[str, object], html: str) -> None:
    assert rendered(f"<!-- wp:acme/x {json.dumps(settings)} /-->") == html


@pytest.mark.parametrize(
    "settings",
    [
        {"textAlign": "center", "titleColor": "#fff", "titleTag": "h3", "contentWidth": "wide", "text_color": "red"},
        {"fontFamily": "Roboto, Open Sans, Arial", "style": {"css": "color: red; top: 1px"}, "id": "one two three"},
        {"link": "https://a.example/", "backgroundImage": "https://a.example/b.jpg", "uniqueId": "ab12"},
        {"nothing_found_message": "Nothing is here yet", "no_more_items_text": "There are no more boats"},
        {"overlay_content": "social_icons", "latitude_text": "This is latitude", "box_title": "Default title"},
        {"x": "c29tZXRoaW5nd2l0aG91dHdvcmRz", "y": "Donaudampfschifffahrt", "z": "[moss", "w": "100%"},
    ],
)
def test_settings_of_the_look_are_no_words(settings: dict[str, object]) -> None:
    given = context()
    assert rendered(f"<!-- wp:acme/x {json.dumps(settings)} /-->", given) == ""
    assert codes(given) == ["W103"]


def test_what_a_block_shows_itself_is_not_said_twice() -> None:
    assert rendered('<!-- wp:acme/x {"text":"Moss"} --><p>Moss</p><!-- /wp:acme/x -->') == "<p>Moss</p>"


@pytest.mark.parametrize(
    ("choice", "html"),
    [
        ("nothing", ""),
        ("content", "<p>On</p>"),
        ("footnote", '<span :note="">On</span>'),
        ("hero", 'shortcode="hero" pretitle="Moss"'),
    ],
)
def test_the_owner_says_what_becomes_of_a_block(choice: str, html: str) -> None:
    given = replace(context(), options=Options(blocks=(("acme/x", choice),)))
    stored = '<!-- wp:acme/x {"pretitle":"Moss"} --><p>On</p><!-- /wp:acme/x -->'
    assert html in rendered(stored, given) and ("On" in rendered(stored, given)) == (choice != "nothing")


def bound(attribute: str, key: str = "note") -> str:
    return json.dumps({"metadata": {"bindings": {attribute: {"source": "core/post-meta", "args": {"key": key}}}}})


def test_a_bound_block_shows_its_field() -> None:
    stored = f"<!-- wp:paragraph {bound('content')} --><p></p><!-- /wp:paragraph -->"
    assert rendered(stored, with_field("note", "High water")) == "<p>High water</p>"


def test_what_a_field_takes_the_place_of_is_no_lost_word(tmp_path: Path) -> None:
    stored = f"<!-- wp:heading {bound('content')} --><h2>Write here</h2><!-- /wp:heading --><p>Walls</p>"
    post = Post(1, content=stored, meta=(("note", "High water"),))
    blog = Blog(tmp_path).write(post)
    done = blog.run("migrate")
    assert (done.status, "Write here" in done.messages) == (0, False)
    assert "## High water" in blog.body(post)


def test_settings_of_builders_and_blocks_that_may_be_names_are_told() -> None:
    given = with_field("_bricks_page_content_2", '[{"settings":{"text":"Moss","meta":"Anna Moss","font":"Open Sans"}}]')
    assert rendered("", given) == "<p>Moss</p>"
    assert [one.detail for one in given.diagnostics] == ["_bricks_page_content_2: “Anna Moss”"]
    given = context()
    rendered('<!-- wp:acme/card {"by":{"who":"Anna Moss","easing":"ease in","short":"Moss"}} /-->', given)
    assert "acme/card: “Anna Moss”" in [one.detail for one in given.diagnostics]


def test_a_bound_picture_shows_its_field() -> None:
    stored = f'<!-- wp:image {bound("url")} --><figure><img src="/old.png" alt=""/></figure><!-- /wp:image -->'
    assert 'src="/moss.png"' in rendered(stored, with_field("note", "/moss.png"))


def test_a_field_that_wordpress_keeps_back_is_not_shown() -> None:
    stored = f"<!-- wp:paragraph {bound('content', '_note')} --><p></p><!-- /wp:paragraph -->"
    assert "High" not in rendered(stored, with_field("_note", "High water"))


def test_what_a_form_sends_and_to_whom_is_not_shown() -> None:
    form = {
        "widgetType": "form",
        "settings": {
            "form_fields": [{"field_label": "Your question for us"}],
            "submit_actions": ["email"],
            "email_to": "owner@a.example, other@a.example and more",
            "email_subject": "New message from the shop",
            "email_content": "<p>[all-fields]</p>",
            "success_message": "The form was sent successfully.",
        },
    }
    assert rendered("", with_field("_elementor_data", json.dumps([form]))) == "<p>Your question for us</p>"


def test_an_item_of_any_type_that_a_builder_made_is_a_page(blog: Blog) -> None:
    assert frozenset(_FIELDS) == OF_BUILDERS
    stored = json.dumps([{"elType": "widget", "settings": {"editor": "<p>Stones by the water.</p>"}}])
    walls = Post(2, "Walls", "", "walls", type="portfolio", folder="portfolio/", meta=(("_elementor_data", stored),))
    blog.write(walls).run("migrate")
    assert blog.body("content/portfolio/walls.md") == "Stones by the water."
