"""Front matter is edited key by key in the text that a person wrote, in YAML, TOML and JSON."""

from __future__ import annotations

import json
import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from migrate.choices.on_conflict import OnConflict
from migrate.page.json_keys import JSON
from migrate.page.keys import UnreadableError
from migrate.page.toml_keys import TOML
from migrate.sync.merge.merge import merge

TOML_FRONT = """# head
title = 'A' # mine
tags = [
  'x', # first
]
text = '''
[no table]
'''

[sitemap]
disable = true
# inside

[params.a]
x = 1
[params.b]
y = 2
"""


def test_every_toml_key_comes_with_its_lines_and_every_table_with_what_is_below_it() -> None:
    parts = TOML.segments(TOML_FRONT)
    assert [part.key for part in parts] == ["", "title", "tags", "text", "", "sitemap", "params"]
    assert TOML.rendered(parts) == TOML_FRONT
    assert TOML.values(TOML_FRONT) == {
        "title": "A", "tags": ["x"], "text": "[no table]\n", "sitemap": {"disable": "true"},
        "params": {"a": {"x": "1"}, "b": {"y": "2"}},
    }  # fmt: skip


@pytest.mark.parametrize(
    "front", ["a = 1\na = 2\n", "a = [1\n", "[a]\nx = 1\n[b]\n[a.c]\n", "A = 1\na = 1\n", "a 1\n", "[a]\nx = '''\n"]
)
def test_toml_that_cannot_be_edited_key_by_key_is_refused(front: str) -> None:
    with pytest.raises(UnreadableError):
        TOML.segments(front)


@pytest.mark.parametrize(
    "front", ['{"a": 1, "a": 2}', '{"a": 1, "A": 2}', '{"a": 1,}', "{a: 1}", "{", '{"a": [}', "{1: 2}", '{"a" 1}']
)
def test_json_that_cannot_be_edited_key_by_key_is_refused(front: str) -> None:
    with pytest.raises(UnreadableError):
        JSON.segments(front)


values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**60), 2**60) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=6,
)
fields = st.dictionaries(st.text("abcdxyz", min_size=1, max_size=2), values, max_size=5)


@given(fields, st.sampled_from([None, 1, 3]))
def test_json_cut_and_joined_is_the_same_text(values: dict[str, object], indent: int | None) -> None:
    front = json.dumps(values, indent=indent)
    assert JSON.rendered(JSON.segments(front)) == front


@given(fields, st.text(max_size=6), st.sampled_from([None, 2]))
def test_a_json_key_that_comes_and_goes_leaves_no_trace(
    values: dict[str, object], new: str, indent: int | None
) -> None:
    front = json.dumps(values, indent=indent)
    parts = JSON.segments(front)
    order = sorted({*values, "draft"})
    more = JSON.rendered(JSON.put(parts, JSON.segment("draft", new), order))
    assert json.loads(more) == values | {"draft": new}
    less = JSON.rendered([part for part in JSON.segments(more) if part.key != "draft"])
    assert less == front if values else json.loads(less) == {}


@given(
    st.dictionaries(
        st.text(min_size=1, max_size=4), st.booleans() | st.integers(-9, 9) | st.text() | st.lists(st.text())
    )
)
def test_what_is_written_as_toml_is_read_back(values: dict[str, object]) -> None:
    written = TOML.rendered([TOML.segment(key, value) for key, value in values.items()])
    assert tomllib.loads(written) == values


OURS = """---
categories: Food
date: 2020-01-02T03:04:05Z
tags:
- a
- b
title: Old
---

Text.
"""
THEIRS = """---
categories:
- Food
- Sea
date: 2020-01-02T03:04:05Z
lastmod: 2020-03-04T05:06:07+09:00
tags:
- a
- '0o17'
title: New
---

Other.
"""
USERS_TOML = """+++
title = 'Old' # mine
categories = 'Food'
date = 2020-01-02T03:04:05Z
tags = ['a', 'b', 'mine']

[params]
x = 1
+++

Text.
"""
MERGED_TOML = """+++
title = "New" # mine
categories = ["Food", "Sea"]
date = 2020-01-02T03:04:05Z
lastmod = 2020-03-04T05:06:07+09:00
tags = ["a", "mine", "0o17"]

[params]
x = 1
+++

Other.
"""
USERS_JSON = """{
  "title": "Old",
  "categories": "Food",
  "date": "2020-01-02T03:04:05Z",
  "tags": ["a", "b", "mine"]
}

Text.
"""
MERGED_JSON = """{
  "title": "New",
  "categories": ["Food", "Sea"],
  "date": "2020-01-02T03:04:05Z",
  "lastmod": "2020-03-04T05:06:07+09:00",
  "tags": ["a", "mine", "0o17"]
}

Other.
"""
USERS_YAML = """---
Title: Old
categories: Food # one
date: 2020-01-02T03:04:05Z
tags:
- a
- b # two
- mine
---

Text.
"""
MERGED_YAML = """---
title: New
categories: # one
- Food
- Sea
date: 2020-01-02T03:04:05Z
lastmod: 2020-03-04T05:06:07+09:00
tags:
- a
- mine
- '0o17'
---

Other.
"""
MERGED = {USERS_TOML: MERGED_TOML, USERS_JSON: MERGED_JSON, USERS_YAML: MERGED_YAML}


@pytest.mark.parametrize(("user", "result"), MERGED.items())
def test_front_matter_is_merged_by_key_in_the_syntax_that_the_user_chose(user: str, result: str) -> None:
    merged = merge(OURS, user, THEIRS)
    assert merged.clean and merged.text == result
    assert merge(OURS, result, THEIRS).text == result


@pytest.mark.parametrize("user", MERGED)
def test_what_both_sides_changed_is_a_conflict_in_every_syntax(user: str) -> None:
    mine = user.replace("Old", "Mine")
    kept = merge(OURS, mine, THEIRS)
    assert not kept.clean and kept.text == mine
    theirs = merge(OURS, mine, THEIRS, OnConflict.THEIRS)
    assert not theirs.clean and "New" in theirs.text and "mine" in theirs.text and theirs.text[0] == user[0]
