"""`wxr2hugo config`: what holds for a site, and what its Hugo configuration lacks."""

from __future__ import annotations

import tomllib

from tests.support.blog import Blog, Post, call

WALK = Post(11, "The long way", "We left.", "the-long-way", day="2020-05-04", categories=("Hills",))


def shown(blog: Blog) -> str:
    done = call("config", "--site", str(blog.site))
    assert done.status == 0
    return done.output


def test_every_option_has_its_value_and_its_source(blog: Blog) -> None:
    blog.site.mkdir()
    (blog.site / "wxr2hugo.toml").write_text("[content]\nhtml = 'drop'\n[shortcodes]\n'su note' = 'notice'\n")
    text = shown(blog)
    assert 'html = "drop"  # wxr2hugo.toml\n' in text and "max_delete = -1  # default\n" in text
    options = tomllib.loads(text)
    assert options["urls"]["redirects"] == ["nginx.conf", "_redirects"]
    assert options["shortcodes"] == {"su note": "notice"}
    (blog.site / "wxr2hugo.toml").write_text(text)
    assert tomllib.loads(shown(blog)) == options


def test_what_hugos_configuration_lacks_can_be_pasted(blog: Blog) -> None:
    assert "migrate writes one" in shown(blog)
    blog.site.mkdir()
    file = blog.site / "hugo.toml"
    file.write_text("title = 'Mine'\n")
    assert blog.write(WALK).run("migrate").status == 0
    assert "# hugo.toml lacks markup.goldmark.renderer.unsafe, taxonomies:\n" in shown(blog)
    file.write_text(file.read_text() + shown(blog).partition(" lacks ")[2].partition("\n")[2])
    assert shown(blog).endswith("# The Hugo configuration lacks nothing that the content needs.\n")


def test_the_configuration_that_comes_along_lacks_nothing(blog: Blog) -> None:
    blog.write(WALK).run("migrate")
    assert "lacks nothing" in shown(blog)
