"""What may be asked of single keys of front matter, and what is refused with its reason."""

from __future__ import annotations

from pathlib import Path

import pytest

import migrate
from migrate.choices.front_matter_keys import KeyChoice
from migrate.choices.preset import PRESETS
from migrate.diagnostics import MigrateError
from migrate.options import Options
from migrate.options_file import load


def read(site: Path, text: str) -> Options:
    (site / "wxr2hugo.toml").write_text(text, "utf-8")
    return load(site)[0]


def test_every_table_is_read(tmp_path: Path) -> None:
    options = read(
        tmp_path,
        "[front_matter]\nformat = 'toml'\norder = ['title']\n"
        "[front_matter.keys]\nimages = 'cover.image'\nlastmod = ''\n"
        "comments = {key = 'hideComments', not = true}\n"
        "author_url = {key = 'link', slash = false, shape = 'list'}\n"
        "[front_matter.fields]\n_event_start = 'event.start'\n"
        "[front_matter.add]\nlayout = 'post'\nday = 2020-05-04\na.b = {c = 1, d = [true]}\n",
    )
    assert (options.format, options.order) == ("toml", ("title",))
    assert options.keys == (
        KeyChoice("images", "cover.image"),
        KeyChoice("lastmod", ""),
        KeyChoice("comments", "hideComments", negated=True),
        KeyChoice("author_url", "link", "list", False),
    )
    assert options.custom_fields == (("_event_start", "event.start"),)
    assert options.added == (("layout", "post"), ("day", "2020-05-04"), ("a.b.c", 1), ("a.b.d", [True]))


def test_the_digest_changes_with_each_choice_and_with_nothing_else(tmp_path: Path) -> None:
    texts = [
        "",
        "[front_matter]\nformat = 'yaml'\n",
        "[front_matter]\nformat = 'json'\n",
        "[front_matter.keys]\nimages = 'a'\n",
        "[front_matter.keys]\nimages = 'b'\n",
        "[front_matter.fields]\nx = 'y'\n",
        "[front_matter.add]\nx = 1\n",
        "[front_matter.add]\nx = '1'\n",
    ]
    digests = [read(tmp_path, text).digest for text in texts]
    assert digests[0] == digests[1] == Options().digest
    assert len(set(digests)) == len(texts) - 1


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("[front_matter.keys]\nurl = 'link'\n", "can be neither renamed nor dropped, for it holds the page at", ""),
        ("[front_matter.keys]\nDraft = ''\n", "for it keeps out of the site what is not published", ""),
        ("[front_matter.keys]\nsummary = 'Title'\n", "Title cannot be added, for lists and menus", ""),
        ("[front_matter.keys]\nsummary = 'date.of'\n", "date cannot be added", ""),
        ("[front_matter.add]\nwordpress_id = 1\n", "wordpress_id cannot be added, for sync knows the page by it", ""),
        ("[front_matter.add]\nslug.x = 1\n", "slug cannot be added", ""),
        ("[front_matter.add]\nexpiryDate = 2020-01-01\n", "expiryDate in its own way, and pages could vanish", ""),
        ("[front_matter.fields]\n_x = 'outputs'\n", "outputs in its own way", ""),
        ("[front_matter.keys]\nimages = 'cover'\ntags = 'Cover'\n", "images and [front_matter.keys] tags would", ""),
        ("[front_matter.keys]\nimages = 'cover'\nimage_alt = 'cover.alt'\n", "both be cover and cover.alt", ""),
        ("[front_matter.keys]\nimages = 'tags'\n", "the key tags that is written of itself would both be tags", "drop"),
        ("[front_matter.fields]\n_a = 'x'\n_b = 'x'\n", "_a and [front_matter.fields] _b would both be x", ""),
        ("[front_matter.add]\nauthor = 'me'\n", "would both be author", ""),
        ("[front_matter.keys]\nimages = {key = 'a', shape = 'map'}\n", "shape is 'map'", "string, list"),
        ("[front_matter.keys]\nimages = {key = 'a', shap = 'list'}\n", "unknown word shap", "did you mean shape?"),
        ("[front_matter.keys]\nimages = {key = 'a', not = 'no'}\n", "negated is 'no'", "true or false"),
        ("[front_matter.keys]\nimages = {shape = 'list'}\n", "images is {'shape'", "expected a name"),
        ("[front_matter.keys]\nimages = 3\n", "images is 3", "expected a name"),
        ("[front_matter.keys]\nimages = 'cover..image'\n", "'cover..image' is no name", "cover.image"),
        ("[front_matter.fields]\n_x = ''\n", "_x is ''", "event.start"),
        ("[front_matter.add]\nx = inf\n", "x is inf", "a number"),
        ("[front_matter]\nkeys = 3\n", "[front_matter.keys] is 3", "a table"),
        ("[front_matter]\nformat = 'xml'\n", "format is 'xml'", "yaml, toml, json"),
        ("[front_matter]\nformats = 'yaml'\n", "unknown key", "did you mean [front_matter] format?"),
        ("[shortcode]\nnote = 'notice'\n", "unknown key", "did you mean [shortcodes] note?"),
        ("front_matter = 3\n", "unknown key front_matter", ""),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_with_the_reason(tmp_path: Path, text: str, message: str, hint: str) -> None:
    with pytest.raises(MigrateError) as raised:
        read(tmp_path, text)
    assert message in raised.value.message
    assert hint in raised.value.hint


def test_a_key_that_was_dropped_leaves_its_name_to_another(tmp_path: Path) -> None:
    assert read(tmp_path, "[front_matter.keys]\ndescription = ''\nsummary = 'description'\n").keys


def test_each_preset_is_a_file_that_can_be_read(tmp_path: Path) -> None:
    assert sorted(path.stem for path in Path(migrate.__file__).parent.glob("presets/*.toml")) == list(PRESETS)
    for name in PRESETS:
        assert load(tmp_path, name)[0].terms == "list"


def test_what_the_file_says_wins_over_the_preset(tmp_path: Path) -> None:
    options = read(
        tmp_path, "[theme]\npreset = 'papermod'\n[front_matter]\nauthor = 'slug'\n[front_matter.keys]\nimages = 'og'\n"
    )
    assert (options.terms, options.author) == ("list", "slug")
    assert {one.source: one.key for one in options.keys} == {
        "images": "og",
        "comments": "comments_open",
        "image_alt": "cover.alt",
        "image_caption": "cover.caption",
    }
    with pytest.raises(MigrateError, match="preset is 'nosuch'"):
        read(tmp_path, "[theme]\npreset = 'nosuch'\n")
