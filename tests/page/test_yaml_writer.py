"""Front matter is plain where that is safe, and every reader takes it for the text that it is."""

from __future__ import annotations

import json
import timeit
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from migrate.hugo.build import build
from migrate.page.parts import parted
from migrate.page.yaml_writer import dump, scalar
from migrate.sync.merge.merge import merge
from tests.support.examples import examples
from tests.support.hugo_samples import write

WORDS = """yes No ON off y N true TRUE null Null ~ nan .NaN inf Infinity +inf .inf -.INF = << - -- --- ... . ! & * ? : |
> % @ ` [ ] { } , # ' " 0o7 0b11 0x1F 0x1p-2 1e3 1.5e+3 1_000 0755 08 1. .5 +1 -0 1.2.3 2001-01-01 12:30 190:20:30
2001-01-01T00:00:00Z 20010101 +++ !!str &a *a #x -x ?x :x x: x:y C# C++ {{< {{% /*"""
TEXTS = [
    *WORDS.split(), "", " ", " lead", "trail ", "a: b", "a #b", "- x", "? x", ": x", "--- a", "... a", "%YAML 1.2",
    "!!str x",
    "{{< x >}}", "{{% x %}}", "{{ .Title }}", "[x]", "{a: b}", "a, b", "a':", "it''s", "'q'", '"q"', "a\\b", "a\\",
    "\\u0041", "a\nb", "a\n\nb\n", "a\tb", "a\rb", "a\r\nb", "\0", "\x01x", "\x7f", "\x85", "a\u2028b", "\u2029",
    "\ufeffx", "\u200b", "\xa0x", "\u00ad", "\ufffe", "\uffff", "😀 hi", "👨\u200d👩", "日本", "é: x", "\u3000",
    "2001-12-14 21:59:43.10 -5", "1 000", "k: |", "<b>&amp;</b>", "\U0010ffff", "x\ud7ff", "a" * 3000, "a b " * 500,
]  # fmt: skip
nasty = st.text(
    st.sampled_from("ab01-:#'\"\\ ,[]{}&*!|>%@`=<~?.+_\n\t\r\0\x1b\x85\u2028\ufeffé😀eExXoOtTyYnN"), max_size=8
)
anything = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)


def front_of(document: str) -> str:
    return parted(document).front


def generated(count: int) -> list[str]:
    texts: list[str] = []

    @settings(max_examples=count, database=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
    @given(nasty | anything)
    def collect(text: str) -> None:
        texts.append(text)

    collect()
    return texts


def test_a_post_looks_as_the_house_style_wants_it() -> None:
    fields = {
        "title": "Salt, bread & butter", "tags": ["Sea", "C#", "1984"], "date": datetime(2020, 5, 1, 10, tzinfo=UTC),
        "categories": "Food", "comments": True, "wordpress_id": 7, "url": "/2020/05/salt/",
    }  # fmt: skip
    assert dump(fields) == (
        "---\ncategories: Food\ncomments: true\ndate: 2020-05-01T10:00:00Z\ntags:\n- Sea\n- C#\n- '1984'\n"
        "title: Salt, bread & butter\nurl: /2020/05/salt/\nwordpress_id: 7\n---\n"
    )


@pytest.mark.parametrize(
    "text", ["Walking a Fine Line", 'What\'s "new"?', "C++", "3 Tips", "日本", "😀", "x, y", "a]b"]
)
def test_ordinary_text_stands_plain(text: str) -> None:
    assert scalar(text) == text


def test_a_time_is_written_with_its_distance_from_greenwich_even_in_the_first_years() -> None:
    assert scalar(datetime(800, 1, 2, 3, 4, 5, tzinfo=timezone(timedelta(hours=2)))) == "0800-01-02T03:04:05+02:00"
    assert scalar(datetime(2020, 1, 2, 3, 4, 5, tzinfo=UTC)) == "2020-01-02T03:04:05Z"


@settings(max_examples=examples(400))
@given(nasty | anything)
def test_no_text_becomes_another_type_or_text_for_a_yaml_1_1_reader(text: str) -> None:
    document = dump({"key": text, "list": [text, "z"]})
    assert yaml.load(front_of(document), yaml.CSafeLoader) == {"key": text, "list": [text, "z"]}


def test_any_title_and_term_reaches_hugo_unchanged(tmp_path: Path) -> None:
    texts = TEXTS + generated(400)
    site = {
        f"content/p{n}.md": dump({"title": text, "description": text, "tags": [text, "z", text], "url": f"/p{n}/"})
        for n, text in enumerate(texts)
    }
    site["hugo.toml"] = 'disableKinds = ["taxonomy", "term", "rss", "sitemap", "404", "section"]\n'
    site["layouts/page.html"] = "{{ dict `title` .Title `tags` .Params.tags `d` .Description | jsonify | safeHTML }}"
    site["layouts/home.html"] = ""
    write(tmp_path, site)
    assert build(tmp_path, tmp_path / "public").clean
    for n, text in enumerate(texts):
        seen = json.loads(tmp_path.joinpath(f"public/p{n}/index.html").read_text("utf-8"))
        assert seen == {"title": text, "tags": [text, "z", text], "d": text}


OURS = "---\ntags:\n- a\n- gone\n---\n"
USERS = (
    "---\ntags:\n- a # mine\n- gone\n---\n",
    "---\nTags: [a, gone]\n---\n",
    "---\ntags:\n    - 'a'\n    # mine\n    - gone\n---\n",
    "+++\ntags = ['a', 'gone'] # mine\n+++\n",
    '{"tags": ["a", "gone"]}\n',
)


def test_any_name_that_is_merged_into_a_list_of_the_user_reaches_hugo_unchanged(tmp_path: Path) -> None:
    names = [name for name in [*TEXTS, *generated(60)] if name != "a"]
    pages = [(name, merge(OURS, user, dump({"tags": ["a", name]}))) for name in names for user in USERS]
    assert all(merged.clean for _, merged in pages)
    site = {f"content/p{n}.md": merged.text for n, (_, merged) in enumerate(pages)}
    site["hugo.toml"] = 'disableKinds = ["taxonomy", "term", "rss", "sitemap", "404", "section"]\n'
    write(tmp_path, site | {"layouts/page.html": "{{ .Params.tags | jsonify | safeHTML }}", "layouts/home.html": ""})
    assert build(tmp_path, tmp_path / "public").clean
    for n, (name, _) in enumerate(pages):
        seen = tmp_path.joinpath(f"public/p{n}/index.html").read_text("utf-8")
        assert json.loads(seen) == ["a", name]


def test_writing_takes_less_than_a_sixth_of_a_millisecond() -> None:
    fields = {
        "title": "Bread: butter",
        "tags": ["a", "b", "1984", "d"],
        "url": "/2020/05/01/x/",
        "date": datetime.now(UTC),
    }
    fields |= {f"key{n}": "some ordinary text" for n in range(8)}
    assert min(timeit.repeat(lambda: dump(fields), number=200, repeat=5)) / 200 < 0.00015


def test_mappings_stand_below_their_key_and_come_back_the_same() -> None:
    values = {
        "a": {"b": "no", "list": ["x: y", "z"], "deep": {"c d": "1"}},
        "l": [{"name": "Colour", "value": "- red"}],
    }
    text = dump(values)
    assert text.startswith(
        "---\na:\n  b: 'no'\n  list:\n  - 'x: y'\n  - z\n  deep:\n    c d: '1'\nl:\n- name: Colour\n"
    )
    assert yaml.safe_load(front_of(text)) == values
