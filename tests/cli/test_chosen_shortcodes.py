"""Shortcodes of Hugo that the owner names for those of plugins: whoever has to write one is told."""

from __future__ import annotations

import pytest

from tests.support.blog import Blog, Post


def told(blog: Blog, *options: str) -> bool:
    done = blog.run("migrate", *options)
    assert ("layouts/_shortcodes/notice.html" in done.messages) == ("W309" in done.messages)
    return "W309" in done.messages


def chosen(blog: Blog, name: str) -> Blog:
    blog.site.mkdir()
    (blog.site / "wxr2hugo.toml").write_text(f'[shortcodes]\nnote = "{name}"\n', "utf-8")
    return blog.write(Post(1, content="[note]Water it.[/note]"))


def place(blog: Blog, path: str, text: str) -> None:
    (blog.site / path).parent.mkdir(parents=True, exist_ok=True)
    (blog.site / path).write_text(text, "utf-8")


def test_a_template_that_has_yet_to_be_written_is_named_until_it_is_there(blog: Blog) -> None:
    chosen(blog, "notice")
    assert told(blog, "--dry-run") and told(blog) and told(blog)
    place(blog, "layouts/_shortcodes/notice.html", "{{ .Inner }}")
    assert not told(blog)


@pytest.mark.parametrize("folder", ["layouts/shortcodes", "themes/acme/layouts/_shortcodes"])
def test_a_template_may_lie_in_the_older_folder_or_in_a_theme(folder: str, blog: Blog) -> None:
    place(chosen(blog, "notice"), f"{folder}/notice.html", "{{ .Inner }}")
    assert not told(blog)


@pytest.mark.parametrize("name", ["nothing", "content", "details", "wp-caption"])
def test_what_hugo_or_this_tool_brings_needs_no_template(name: str, blog: Blog) -> None:
    assert not told(chosen(blog, name))


@pytest.mark.parametrize("settings", ['theme = "acme"', '[[module.imports]]\npath = "example.org/acme"'])
def test_nothing_is_said_where_a_theme_that_is_elsewhere_may_have_it(settings: str, blog: Blog) -> None:
    place(chosen(blog, "notice"), "hugo.toml", settings)
    assert not told(blog)
