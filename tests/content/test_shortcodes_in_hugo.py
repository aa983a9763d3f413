"""The shipped shortcodes in the real Hugo: each is used by a handler, builds without a warning, and is safe."""

import re
from pathlib import Path

import pytest

import migrate.content
from migrate.hugo.build import build
from migrate.hugo.shipped import shortcode_files

CONTENT = Path(migrate.content.__file__).parent
CALLS = {
    "link": '{{< wp-embed url="https://poll.fm/1?a=1&b=<" >}}',
    "frame": '{{< wp-embed url="https://a.example/x" player="https://a.example/p?u=%3A" >}}',
    "running": '{{< wp-embed url="javascript:alert(1)" player="javascript:alert(2)" >}}',
    "running-link": '{{< wp-embed url="javascript:alert(1)" >}}',
    "formula": 'so {{< wp-math tex="\\frac{a}{b} < c" >}} it is',
    "display": '{{< wp-math tex="x^2" display="true" >}}',
    "faulty": '{{< wp-math tex="\\frac{a" >}}',
    "endless": '{{< wp-math tex="\\def\\a{\\a\\a}\\a" >}}',
    "newest": '{{< wp-latest-posts count="2" dates="true" excerpts="true" >}}',
    "by-title": '{{< wp-latest-posts order="asc" by="title" >}}',
    "of-category": '{{< wp-latest-posts count="9" category="C++ & co" >}}',
    "months": "{{< wp-archives >}}",
    "years": '{{< wp-archives by="yearly" >}}',
    "categories": '{{< wp-terms taxonomy="categories" counts="true" >}}',
    "tags": '{{< wp-terms taxonomy="tags" >}}',
    "no-taxonomy": '{{< wp-terms taxonomy="none" >}}',
    "title": "{{< wp-site-title >}}",
    "tagline": "{{< wp-site-tagline >}}",
    "video": '{{< youtube id="abcdefghij0" start="9" >}}{{< vimeo id="1" >}}',
}
CONFIG = """baseURL = "https://blog.example/"
title = "A & <b>"
disableKinds = ["rss", "sitemap"]
[markup.goldmark.renderer]
unsafe = true
[params]
description = "Just <i>words</i>"
"""


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Each call as Hugo shows it, by its name above."""
    site = tmp_path_factory.mktemp("site")
    files = {"hugo.toml": CONFIG, **shortcode_files()}
    files |= {f"layouts/{name}.html": "{{ .Content }}" for name in ("home", "page", "section", "taxonomy", "term")}
    files |= {f"content/{name}.md": f"---\ntitle: {name}\n---\n{call}\n" for name, call in CALLS.items()}
    for number in (1, 2, 3):
        categories = "C++ & co" if number < 3 else "Other"
        files[f"content/posts/p{number}.md"] = (
            f"---\ntitle: Post {4 - number} <x>\ndate: 202{number}-03-01T00:00:00Z\ncategories: {categories}\n"
            "tags:\n- one\nsummary: Short <b>words</b>\n---\ntext\n"
        )
    for path, text in files.items():
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_text(text, encoding="utf-8")
    result = build(site, site / "public")
    assert result.clean, result
    return {name: (site / f"public/{name}/index.html").read_text(encoding="utf-8") for name in CALLS}


def posts(html: str) -> list[str]:
    return re.findall(r"Post \d", html)


def test_every_shipped_shortcode_is_used() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in CONTENT.parent.rglob("*.py"))
    named_by_their_tags = {"wp-audio", "wp-video"}
    unused = {Path(path).stem for path in shortcode_files() if f'"{Path(path).stem}"' not in code}
    assert unused <= named_by_their_tags | {"wp-answer"}


def test_every_shortcode_that_is_used_is_shipped() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in CONTENT.parent.rglob("*.py"))
    called = set(re.findall(r'shortcode\(\s*"(wp-[a-z-]+)"', code))
    assert called <= {Path(path).stem for path in shortcode_files()}


def test_an_address_is_a_link_that_reads_as_the_address(pages: dict[str, str]) -> None:
    assert 'href="https://poll.fm/1?a=1&amp;b=%3c"' in pages["link"]
    assert ">https://poll.fm/1?a=1&amp;b=&lt;</a>" in pages["link"]


def test_a_player_is_a_frame(pages: dict[str, str]) -> None:
    assert '<iframe src="https://a.example/p?u=%3A" title="https://a.example/x"' in pages["frame"]


@pytest.mark.parametrize("name", ["running", "running-link"])
def test_an_address_that_runs_does_not(pages: dict[str, str], name: str) -> None:
    assert not re.search(r"(?:src|href)=\"?javascript", pages[name])


def test_no_shortcode_brings_a_script(pages: dict[str, str]) -> None:
    assert "<script" not in "".join(html for html in pages.values())


def test_formulas_are_mathml(pages: dict[str, str]) -> None:
    assert "<mfrac><mi>a</mi><mi>b</mi></mfrac>" in pages["formula"]
    assert 'display="block"' in pages["display"]


@pytest.mark.parametrize("name", ["faulty", "endless"])
def test_a_formula_with_a_fault_is_shown_as_it_is(pages: dict[str, str], name: str) -> None:
    assert "katex-error" in pages[name]


def test_the_newest_posts_come_first(pages: dict[str, str]) -> None:
    assert posts(pages["newest"]) == ["Post 1", "Post 2"]
    assert "March 1, 2023</time><div>Short words</div>" in pages["newest"]


def test_posts_by_title_and_of_one_category(pages: dict[str, str]) -> None:
    assert posts(pages["by-title"]) == ["Post 1", "Post 2", "Post 3"]
    assert posts(pages["of-category"]) == ["Post 2", "Post 3"]


def test_archives_count_the_posts(pages: dict[str, str]) -> None:
    assert re.findall(r"<summary>(.*?)</summary>", pages["months"]) == [
        "March 2023 (1)",
        "March 2022 (1)",
        "March 2021 (1)",
    ]
    assert "<summary>2023 (1)</summary>" in pages["years"]


def test_terms_are_linked_and_counted(pages: dict[str, str]) -> None:
    assert re.findall(r">([^<>]+)</a> \((\d)\)", pages["categories"]) == [("C++ &amp; Co", "2"), ("Other", "1")]
    assert "One" in pages["tags"]
    assert "<li>" not in pages["no-taxonomy"]


def test_the_site_names_itself(pages: dict[str, str]) -> None:
    assert ">A &amp; &lt;b&gt;</a>" in pages["title"]
    assert "Just &lt;i&gt;words&lt;/i&gt;" in pages["tagline"]
