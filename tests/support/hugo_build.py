"""Pages built by the real Hugo, as a test hands them over: their content alone, without a theme."""

from __future__ import annotations

from pathlib import Path

from migrate.hugo import build as hugo_build
from migrate.hugo.shipped import shortcode_files

CONFIGURATION = """\
baseURL = "https://blog.example/"
title = "Test"
disableKinds = ["taxonomy", "term", "RSS", "sitemap", "home", "section"]
[markup.goldmark.renderer]
unsafe = true
[markup.highlight]
codeFences = false
"""


def page(url: str, body: str) -> str:
    """A content file with an address and a Markdown body."""
    return f"---\ntitle: Test\nurl: {url}\n---\n\n{body}\n"


def build(site: Path, pages: dict[str, str], shortcodes: dict[str, str] | None = None) -> None:
    """Build a site of these content files, by path. Hugo may not complain about anything."""
    files = {"layouts/page.html": "{{ .Content }}", "hugo.toml": CONFIGURATION, **shortcode_files()}
    files |= {f"layouts/_shortcodes/{name}.html": template for name, template in (shortcodes or {}).items()}
    files |= {f"content/{name}": text for name, text in pages.items()}
    for name, text in files.items():
        path = site / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    built = hugo_build.build(site, site / "public")
    assert built.clean, built


def render_bodies(site: Path, bodies: list[str]) -> list[str]:
    """The HTML of Markdown bodies, all in one build."""
    build(site, {f"posts/p{number}.md": page(f"/p{number}/", body) for number, body in enumerate(bodies)})
    return [rendered(site, f"p{number}") for number in range(len(bodies))]


def rendered(site: Path, name: str) -> str:
    """What Hugo made of the page with this address. It writes no file for a page without content."""
    path = site / "public" / name / "index.html"
    return path.read_text("utf-8") if path.exists() else ""
