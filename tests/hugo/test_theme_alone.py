"""The theme without a migration: the site that its README gives a newcomer."""

from __future__ import annotations

import re
from pathlib import Path

from migrate.hugo.build import build
from migrate.hugo.shipped import theme_files
from tests.support.hugo_samples import shown

README = theme_files()["themes/wxr2hugo/README.md"]


def test_the_site_of_its_readme_is_built_from_the_theme_alone(tmp_path: Path) -> None:
    config, post = re.findall(r"```(?:toml|markdown)\n(.*?)```", README, re.S)[:2]
    for path, text in {**theme_files(), "hugo.toml": config, "content/posts/first.md": post}.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, "utf-8")
    assert build(tmp_path, tmp_path / "public").clean
    home, first = shown(tmp_path, "/"), shown(tmp_path, "/posts/first/")
    assert 'data-accent="green" data-type="book"' in home
    assert "The first loaf" in home
    assert "It began with flour." in first
    assert '<a rel="author" href="/author/juniper/">' in first


def test_its_readme_names_every_option() -> None:
    templates = "".join(text for path, text in theme_files().items() if "/layouts/" in path)
    used = set(re.findall(r"site\.Params\.(\w+)", templates)) - {"mainSections"}
    assert used == set(re.findall(r"^\| `(\w+)` \|", README.partition("## Front matter")[0], re.M))
