"""A page is referred to in one way, which Hugo reads as that page; where it would not, there is no reference."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from migrate.hugo.build import build
from migrate.page.references import calls, reference, replaced_calls
from tests.support.hugo_samples import write

SIGNS = "a b|a%41b|a%b|a%20b|a#b|a?b|a:b|a&b|a+b|a=b|a;b|a@b|a~b|a!b|a$b|a'b|a(b)|a[b]|a,b|a*b|a|a^b|é|日本|aB|a.b|a.de"
SIGNS += '|a.en|_x|-x|.x|x |a<b|a`b|a\\b|a{b}|{{x}}|{{< x >}}|İ|ß|100%|a%2fb|a\tb|a"b|404|...|http:x|a\u00a0b'
NAMES = [*SIGNS.split("|"), "a|b"]
PATHS = [
    *(f"content/f{n}/{name}.md" for n, name in enumerate(NAMES)),
    *(f"content/posts/2020-01-02-p{n}-{name}.md" for n, name in enumerate(NAMES)),
    *(f"content/d{n}-{name}/x{n}.md" for n, name in enumerate(NAMES)),
    "content/bundle/index.md", "content/list/_index.md", "content/posts/2020-01-02-B.md", "content/m/x.markdown",
]  # fmt: skip


@pytest.mark.parametrize(
    ("path", "is_unique", "expected"),
    [
        ("content/posts/2020-01-02-bread.md", True, "2020-01-02-bread.md"),
        ("content/posts/2020-01-02-bread.md", False, "/posts/2020-01-02-bread.md"),
        ("content/about.md", True, "/about.md"),
        ("content/posts/2020-01-02-a:b.md", True, "/posts/2020-01-02-a:b.md"),
        ("content/posts/2020-01-02-100%.md", True, ""),
        ("content/posts/.2020-01-02-x.md", True, ""),
        ("data/2020-01-02-x.json", True, ""),
    ],
)
def test_a_dated_name_stands_alone_where_it_means_one_file(path: str, is_unique: bool, expected: str) -> None:
    assert reference(path, is_unique) == expected


def test_hugo_finds_every_page_that_a_reference_names(tmp_path: Path) -> None:
    site = {path: f"---\ntitle: x\nurl: /t{n}/\n---\n" for n, path in enumerate(PATHS)}
    named = {n: reference(path, is_unique=True) for n, path in enumerate(PATHS)}
    links = [f'[t{n}]({{{{< relref "{name}" >}}}})\n' for n, name in named.items() if name]
    site["content/all.md"] = "\n".join(links)
    kinds = 'disableKinds = ["taxonomy", "term", "rss", "sitemap", "404"]\nbaseURL = "/"\n'
    site |= {"hugo.toml": kinds, "layouts/page.html": "{{ .Content }}"}
    write(tmp_path, site | {"layouts/home.html": "", "layouts/section.html": ""})
    assert not build(tmp_path, tmp_path / "public").errors
    page = (tmp_path / "public/all/index.html").read_text("utf-8")
    assert [n for n, name in named.items() if name and f'<a href="/t{n}/">t{n}</a>' not in page] == []
    plain = {path for n, path in enumerate(PATHS) if not named[n]}
    assert all(set(path) & set('%#?"`\\{}<>\t') or "/." in path for path in plain)


@given(st.text(max_size=20), st.sampled_from(['{{< relref "a.md#x" >}}', "{{% ref `/b.md` %}}", "{{<relref c.md>}}"]))
def test_calls_are_found_and_replaced_where_they_stand(text: str, call: str) -> None:
    text = text.replace("{", "")
    found = list(calls(f"{text}{call}{text}"))
    assert [(one.start, one.end) for one in found] == [(len(text), len(text) + len(call))]
    assert replaced_calls(text + call + text, lambda one: f"<{one.target}{one.fragment}>") in {
        f"{text}<{target}>{text}" for target in ("a.md#x", "/b.md", "c.md")
    }


@pytest.mark.parametrize("text", ['{{< relref path="a.md" outputFormat="amp" >}}', '{{< relref "a.md" "amp" >}}'])
def test_a_call_with_further_arguments_is_found_and_left_as_it_is(text: str) -> None:
    assert [one.target for one in calls(text)] == ["a.md"]
    assert replaced_calls(text, lambda _: "") == text


def test_a_call_with_a_language_keeps_it() -> None:
    call = next(calls('{{< relref path="a.md#b" lang="en" >}}'))
    assert (call.target, call.fragment, call.language, call.plain) == ("a.md", "#b", "en", True)
    assert call.with_target("b.md", "fr") == '{{< relref path="b.md#b" lang="fr" >}}'
