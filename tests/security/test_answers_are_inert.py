"""What shortcodes print of the site stays text wherever they stand, also where Hugo reads their answer once more."""

from __future__ import annotations

import json
from itertools import product

import pytest
from selectolax.lexbor import LexborHTMLParser

from migrate.hugo.build import build
from migrate.hugo.shipped import shortcode_files
from tests.support.active_html import active_html
from tests.support.meaning import TYPOGRAPHY

NAME = (
    "[x](javascript:alert(1)) ![y](//evil.example/t.gif) <img src=x onerror=alert(1)> {{< no >}} {{% no %}} *a* `b` | c"
)
LONG = f"{NAME}\n\n<javascript:alert(1)>\n\n{NAME}"
CALLS = (
    "wp-site-title",
    "wp-site-tagline",
    'wp-terms taxonomy="categories" counts="true"',
    'wp-latest-posts dates="true" excerpts="true"',
    "wp-archives",
)
PLACES = (
    "@",
    "word @ word",
    "* @\n* @",
    "> @",
    "| @ | @ |\n| --- | --- |",
    "t\n: @\n: @",
    "{{< details >}}\n@\n{{< /details >}}",
    "{{< details >}}\nword @ word\n{{< /details >}}",
    "{{< details >}}\n* @\n* @\n{{< /details >}}",
    "{{< details >}}\n| @ | @ |\n| --- | --- |\n{{< /details >}}",
    "{{< details >}}\nt\n: @\n: @\n{{< /details >}}",
    "{{< details >}}\n{{< wp-figure src=`/a.png` >}}\nword @ word\n{{< /wp-figure >}}\n{{< /details >}}",
    "{{< wp-gallery >}}\n{{< wp-caption >}}\nword @ word\n{{< /wp-caption >}}\n{{< /wp-gallery >}}",
    "{{< wp-table >}}\nword @ word\n\n| @ |\n| --- |\n{{< /wp-table >}}",
    "{{< details >}}\n{{< wp-table >}}\nword @ word\n\n| @ |\n| --- |\n{{< /wp-table >}}\n{{< /details >}}",
)


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], str]:
    """Each place with each call in it, as Hugo shows it."""
    site = tmp_path_factory.mktemp("inert")
    said = {"title": NAME, "params": {"description": LONG}, "markup": {"goldmark": {"renderer": {"unsafe": True}}}}
    files = {"hugo.json": json.dumps({"baseURL": "https://blog.example/", **said}), **shortcode_files()}
    files |= {f"layouts/{name}.html": "{{ .Content }}" for name in ("home", "page", "section", "taxonomy", "term")}
    post = {"title": NAME, "date": "2020-05-04", "categories": ["One"], "summary": LONG, "url": "/post/"}
    files |= {"content/posts/p.md": json.dumps(post), "content/categories/one/_index.md": json.dumps({"title": NAME})}
    cases = list(product(PLACES, CALLS))
    for number, (place, call) in enumerate(cases):
        head = json.dumps({"title": "x", "url": f"/c{number}/"})
        files[f"content/c{number}.md"] = f"{head}\n\n{place.replace('@', f'{{{{< {call} >}}}}')}\n"
    for path, text in files.items():
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_text(text, "utf-8")
    result = build(site, site / "public")
    assert result.clean, result
    return {case: (site / f"public/c{number}/index.html").read_text("utf-8") for number, case in enumerate(cases)}


@pytest.mark.parametrize("call", CALLS)
def test_nothing_that_a_shortcode_prints_runs_or_loads(call: str, pages: dict[tuple[str, str], str]) -> None:
    for place in PLACES:
        assert not active_html(pages[place, call]), place
        assert all(
            (one.attributes.get("src") or "") == "/a.png" for one in LexborHTMLParser(pages[place, call]).css("img")
        ), place


@pytest.mark.parametrize("call", [one for one in CALLS if one != "wp-site-tagline"])
def test_a_name_is_printed_sign_by_sign(call: str, pages: dict[tuple[str, str], str]) -> None:
    for place in PLACES:
        body = LexborHTMLParser(pages[place, call]).body
        assert body and " ".join(body.text().translate(TYPOGRAPHY).split()).count(NAME) >= place.count("@"), place
