"""Why each diagnostic comes, and an example of it that is true."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import NamedTuple

import pytest

from migrate import verify
from migrate.diagnostics import Code
from migrate.explanations import EXPLANATIONS
from migrate.verify.kinds import KINDS
from migrate.verify.reading import differences
from tests.support.blog import Blog, Post, call
from tests.support.json_schemas import FOLDER

TEXTS = (
    *(Code.WORDS_LOST, Code.UNKNOWN_SHORTCODE, Code.UNKNOWN_BLOCK, Code.DYNAMIC_BLOCK, Code.RAW_HTML),
    *(Code.REUSABLE_BLOCK, Code.BACKGROUND, Code.ICON, Code.PATTERN_CHANGED, Code.ACTIVE_HTML, Code.FORM),
    *(Code.LIST_NUMBERS, Code.LIST_EMPTY, Code.BLOCK_HIDDEN, Code.MEMBERS_PART, Code.MEDIA_NOT_PUBLIC),
    *(Code.HEADING_ALIGNMENT, Code.FORMULA, Code.SETTING_UNSEEN, Code.SETTINGS_UNREAD, Code.LINK_NOWHERE),
    *(Code.LINK_UNPUBLISHED, Code.PLACE_NOWHERE, Code.LANGUAGES_LEFT_OUT),
)
"""Codes whose example is the text of a post."""
OTHERS = (
    Post(96, "Soon", status="draft"),
    Post(97, "face", type="attachment", status="trash", attachment="https://blog.example/wp-content/uploads/face.jpg"),
    Post(
        98, type="wp_block",
        content='<!-- wp:paragraph {"metadata":{"name":"Greeting"}} --><p>Hello all</p><!-- /wp:paragraph -->',
    ),
)  # fmt: skip
"""What the examples refer to."""

ITEMS = {
    Code.PICTURE_UNKNOWN: [Post(1, meta=(("_thumbnail_id", "99"),))],
    Code.BUILDER_UNREAD: [Post(2, meta=(("_elementor_data", '[{"cut'),))],
    Code.MEMBERS_ITEM: [Post(3, meta=(("_members_access_role", "subscriber"),))],
    Code.STATUS_UNKNOWN: [Post(4, status="archived")],
    Code.NAMES_NOT_PUBLIC: [Post(5, status="draft", categories=("Plans",))],
    Code.ADDRESS_UNUSABLE: [Post(6, type="page", slug="sitemap.xml")],
    Code.SLUG_UNUSABLE: [Post(7, slug="index.html")],
    Code.TERM_RENAMED: [Post(8, terms=(("category", "news", "News"), ("category", "news-2", "News")))],
    Code.POSTS_PAGE_UNKNOWN: [
        Post(9, type="page", is_front=True),
        *(Post(number, type="page", content="", slug=slug) for number, slug in ((10, "news"), (11, "diary"))),
    ],
    Code.FIELD_BROKEN: [Post(12, meta=(("_product_attributes", 'a:1:{s:6:"colour";a:3:{s:4:"na'),))],
}
"""The items of examples that need more than a text."""


class Told(NamedTuple):
    """What a migration says of one item, and makes of its text."""

    codes: set[str]
    text: str


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[Code, Told]:
    posts = {code: Post(number, code.id, EXPLANATIONS[code].source) for number, code in enumerate(TEXTS, start=1)}
    blog = Blog(tmp_path_factory.mktemp("explained")).write(*posts.values(), *OTHERS)
    diagnostics = json.loads(blog.run("diff", "--format", "json").output)["diagnostics"]
    blog.run("migrate")
    of_each = {code: [one for one in diagnostics if one["wordpress_id"] == post.id] for code, post in posts.items()}
    return {
        code: Told(
            {one["code"] for one in of_each[code]},
            "\n".join([blog.body(post), *(one["message"] for one in of_each[code])]),
        )
        for code, post in posts.items()
    }


def test_every_diagnostic_is_explained() -> None:
    assert list(EXPLANATIONS) == list(Code)


def test_an_explanation_is_a_sentence_with_an_example_of_few_lines() -> None:
    for code, explanation in EXPLANATIONS.items():
        assert explanation.cause[0].isupper() and explanation.cause.endswith("."), code.id
        assert len(explanation.source.split("\n")) <= 5 and len(explanation.outcome.split("\n")) <= 4, code.id
        assert explanation.source.strip() and explanation.outcome.strip(), code.id


@pytest.mark.parametrize("code", TEXTS, ids=lambda code: code.id)
def test_a_text_given_as_example_is_told_of_with_this_code_and_becomes_what_is_said(
    told: dict[Code, Told], code: Code
) -> None:
    assert code.id in told[code].codes
    assert EXPLANATIONS[code].outcome in told[code].text


def test_items_given_as_examples_are_told_of_as_is_said(tmp_path: Path) -> None:
    blog = Blog(tmp_path).write(*(post for posts in ITEMS.values() for post in posts))
    diagnostics = json.loads(blog.run("diff", "--format", "json").output)["diagnostics"]
    messages = {one["message"] for one in diagnostics}
    assert {f"{code.sentence}: {EXPLANATIONS[code].outcome}" for code in ITEMS} <= messages


def test_explain_says_why_for_example_and_what_to_do() -> None:
    said = call("explain", "w150").output
    explanation = EXPLANATIONS[Code.SETTING_UNSEEN]
    assert f"  Why: {explanation.cause}\n" in said
    assert "  For example: Teaser.\n\n               <!--more Read on at ebb-->\n" in said
    assert f"  Result: {explanation.outcome}\n" in said


def test_messages_point_once_to_what_tells_more(tmp_path: Path) -> None:
    blog = Blog(tmp_path).write(Post(1, content="H<sub>2</sub>O [acme_map]"))
    said = blog.run("migrate").messages
    assert said.count("wxr2hugo explain") == 1
    assert "    wxr2hugo explain W101 tells more\n" in said
    assert "wxr2hugo explain" not in blog.write(Post(1)).run("sync").messages


def test_kinds_of_faults_are_explained_too() -> None:
    said = call("explain", "Text", "W101").output
    assert said.startswith(f"text (a fault that verify finds): {KINDS['text'].meaning}\n  What to do: ")
    assert "W101 (warning)" in said


def test_every_kind_of_fault_that_is_found_can_be_explained() -> None:
    named = re.compile(r"""Fault\(\s*"([a-z_]+)""")
    code = "\n".join(path.read_text("utf-8") for path in Path(verify.__file__).parent.rglob("*.py"))
    found = set(named.findall(code)) | set(differences._KINDS.values())
    assert found <= set(KINDS)
    schema = json.loads((FOLDER / "verdict.schema.json").read_text("utf-8"))
    assert schema["properties"]["site"]["items"]["properties"]["kind"]["enum"] == list(KINDS)
    assert {"public", "text", "table", "address", "warning"} <= found
