"""Sites for the themes of other people: what a preset writes beside front matter, and what stays the owner's."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from migrate.choices import preset as presets
from migrate.choices.preset import PRESETS, Preset, preset, preset_for
from migrate.diagnostics import MigrateError
from migrate.hugo.build import build
from tests.support.blog import HOST, Blog, Post, Run
from tests.support.hugo_samples import write
from tests.support.translated import ENGLISH, FRENCH, POLYLANG, group, joined
from tests.support.wxr_exports import element

AUTHOR = "<wp:author>{}{}<wp:author_id>3</wp:author_id></wp:author>".format(
    element("wp:author_login", "robin"), element("wp:author_display_name", "Robin Hill")
)
PICTURE = Post(
    5, "A view", type="attachment", status="inherit", attachment=f"{HOST}/wp-content/uploads/2020/05/view.jpg"
)  # fmt: skip
WALK = Post(
    11, "The long way", "We left.", "the-long-way", categories=("Hills",), tags=("far",), comments=("Well walked.",),
    meta=(("_thumbnail_id", "5"),),
)  # fmt: skip
SETTINGS = 'title = "Mine"\n[markup.goldmark.renderer]\nunsafe = true\n'


def entry(number: int, name: str, parent: int = 0) -> Post:
    """An entry of the menu of the old site."""
    told = {"type": "custom", "url": f"{HOST}/{name.lower()}/", "menu_item_parent": str(parent)}
    return Post(
        number, name, type="nav_menu_item", terms=(("nav_menu", "primary", "Primary"),),
        meta=tuple((f"_menu_item_{key}", value) for key, value in told.items()),
    )  # fmt: skip


EXPORT = (WALK, PICTURE, entry(21, "Tours"), entry(22, "Maps", parent=21))


def hooks(theme: Preset) -> dict[str, str]:
    """A theme that calls for comments and styles where the real one does, and for nothing else of its own."""
    _, _, comments = theme.comments.partition("partials/")
    styles = theme.styles.partition("partials/")[2] if theme.styles.endswith(".html") else ""
    head = f'{{{{ partial "{styles}" . }}}}' if styles else _style_sheet(theme.styles.removeprefix("assets/"))
    page = f'{head}{{{{ .Content }}}}{{{{ partial "{comments}" . }}}}'
    parts = ("sidebar", "components/blog-pager", "utils/page-description")
    return {
        "layouts/all.html": "{{ .Title }}",
        "layouts/page.html": page,
        "layouts/all.json": "{}",
        "layouts/baseof.html": '{{ block "main" . }}{{ end }}',
        **{f"layouts/_partials/{name}.html": "" for name in parts},
    }


def _style_sheet(path: str) -> str:
    return f'<style>{{{{ (resources.Get "{path}").Content | safeCSS }}}}</style>'


def migrated(folder: Path, name: str) -> Blog:
    """A new site for a theme."""
    blog = Blog(folder).write(*EXPORT, head=AUTHOR)
    assert blog.run("migrate", "--theme", name).status == 0
    return blog


@pytest.mark.parametrize("name", PRESETS)
def test_a_new_site_shows_comments_and_styles_where_the_theme_calls_for_them(tmp_path: Path, name: str) -> None:
    theme = preset(name)
    assert theme
    blog = migrated(tmp_path, name)
    write(blog.site / "themes" / theme.title, hooks(theme))
    done = build(blog.site, tmp_path / "public", "--printPathWarnings")
    assert (done.status, done.warnings) == (0, ())
    page = (tmp_path / "public" / WALK.address.strip("/") / "index.html").read_text("utf-8")
    assert "<h2>Comments (1)</h2>" in page and "Well walked." in page
    assert 'img[src$="#alignright"] { float: right' in page
    assert blog.run("diff", "--exit-code").status == 0


@pytest.mark.parametrize("name", PRESETS)
def test_a_new_site_is_configured_for_the_theme(tmp_path: Path, name: str) -> None:
    theme = preset(name)
    assert theme
    blog = Blog(tmp_path).write(*EXPORT, head=AUTHOR)
    done = blog.run("migrate", "--theme", theme.title)
    assert f"git clone --depth 1 {theme.source} {blog.site}/themes/{theme.title}\n" in done.messages
    configuration = tomllib.loads(blog.text("hugo.toml"))
    assert configuration["theme"] == theme.title
    assert not (blog.site / "themes").exists()
    below = [one.get("parent", "") for one in configuration["menus"]["main"] if one["name"] == "Maps"]
    assert below == ["menu-21" if theme.menu_levels > 1 else ""]
    assert "{" not in json.dumps(_texts(configuration))
    for path in theme.paths:
        assert (blog.site / path).is_file()


def test_entries_deeper_than_the_theme_draws_move_up(tmp_path: Path) -> None:
    deep = (entry(21, "Tours"), entry(22, "Maps", parent=21), entry(23, "Old", parent=22), entry(24, "Rare", parent=23))
    blog = Blog(tmp_path).write(WALK, *deep)
    assert blog.run("migrate", "--theme", "hextra").status == 0
    entries = tomllib.loads(blog.text("hugo.toml"))["menus"]["main"]
    assert {one["name"]: one.get("parent") for one in entries} == {
        "Tours": None, "Maps": "menu-21", "Old": "menu-21", "Rare": "menu-21"
    }  # fmt: skip


def test_a_menu_too_long_for_a_row_keeps_its_first_level_and_the_rest_stands_beside_it(tmp_path: Path) -> None:
    tours = entry(21, "Tours")
    below = [entry(30 + number, f"Hill {number}", parent=21) for number in range(9)]
    about = Post(
        20, "About", type="nav_menu_item", terms=(("nav_menu", "primary", "Primary"),),
        meta=(("_menu_item_type", "custom"), ("_menu_item_url", "#"), ("_menu_item_menu_item_parent", "0")),
    )  # fmt: skip
    blog = Blog(tmp_path).write(WALK, about, entry(22, "Us", parent=20), tours, *below)
    assert blog.run("migrate", "--theme", "ananke").status == 0
    menus = tomllib.loads(blog.text("hugo.toml"))["menus"]
    assert {one["name"] for one in menus["main"]} == {"Us", "Tours"}
    assert {one["name"] for one in menus["more"]} == {"About", *(post.title for post in below)}
    other = Blog(tmp_path / "other")
    other.folder.mkdir()
    assert other.write(WALK, tours, *below).run("migrate", "--theme", "terminal").status == 0
    assert len(tomllib.loads(other.text("hugo.toml"))["menus"]["main"]) == 10


@pytest.mark.parametrize("name", PRESETS)
def test_what_a_theme_is_told_of_posts_follows_where_they_are(tmp_path: Path, name: str) -> None:
    blog = Blog(tmp_path).write(WALK)
    write(blog.site, {"wxr2hugo.toml": f'[theme]\npreset = "{name}"\n[paths]\nposts = "content/notes/{{slug}}.md"\n'})
    assert blog.run("migrate").status == 0
    settings = blog.text("hugo.toml")
    assert tomllib.loads(settings)["params"]["mainSections"] == ["notes"]
    theme = preset(name)
    written = settings + "".join(map(blog.text, (theme.files if theme else None) or ()))
    for old in ('"posts"', "/posts"):
        assert old not in written.replace('identifier = "posts"', "")


@pytest.mark.parametrize("layout", ["folders", "suffixes"])
def test_pages_for_search_come_in_each_language_and_the_menu_of_each_leads_to_them(tmp_path: Path, layout: str) -> None:
    walk, promenade = (
        WALK.but(terms=(ENGLISH, joined("g"))),
        WALK.but(id=12, slug="p", terms=(FRENCH, joined("g")), folder="fr/"),
    )
    blog = Blog(tmp_path).write(walk, promenade, head=POLYLANG + group("g", en=11, fr=12))
    write(blog.site, {"wxr2hugo.toml": f'[theme]\npreset = "papermod"\n[languages]\nlayout = "{layout}"\n'})
    assert blog.run("migrate").status == 0
    write(blog.site / "themes/PaperMod", {
        "layouts/all.html": "{{ range site.Menus.main }}{{ .Name }}: {{ .URL }}{{ end }}", "layouts/all.json": "{}",
    })  # fmt: skip
    assert build(blog.site, tmp_path / "public").clean
    for folder, said in (("", "Search: /search/"), ("fr/", "Rechercher: /fr/search/")):
        for page in ("search", "archives"):
            assert (tmp_path / "public" / folder / page / "index.html").read_text("utf-8") == said
    assert blog.run("diff", "--exit-code").status == 0


def _texts(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [text for one in value.values() for text in _texts(one)]
    if isinstance(value, list):
        return [text for one in value for text in _texts(one)]
    return [value] if isinstance(value, str) and "/**" not in value else []


def test_words_around_the_content_are_in_the_language_of_the_site(tmp_path: Path) -> None:
    blog = Blog(tmp_path).write(*EXPORT)
    blog.export.write_text(re.sub("<language>.*?<", "<language>de-DE<", blog.export.read_text("utf-8")), "utf-8")
    assert blog.run("migrate", "--theme", "papermod").status == 0
    assert "title: Suche\n" in blog.text("content/search.md")
    assert "<h2>Kommentare (" in blog.text("layouts/_partials/wp-comments.html")


def test_in_a_repository_the_theme_comes_as_a_submodule(tmp_path: Path) -> None:
    blog = Blog(tmp_path).write(WALK)
    (blog.site / ".git").mkdir(parents=True)
    said = blog.run("migrate", "--theme", "stack").messages
    assert f"git -C {blog.site} submodule add https://github.com/CaiJimmy/hugo-theme-stack themes/" in said


def configured(folder: Path, settings: str = 'theme = "PaperMod"\n', **files: str) -> Blog:
    """A site of the owner's with that theme."""
    blog = Blog(folder).write(*EXPORT, head=AUTHOR)
    write(blog.site, {"hugo.toml": settings + SETTINGS, "themes/PaperMod/layouts/all.html": "", **files})
    return blog


def codes(run: Run) -> set[str]:
    return {line[:4] for line in run.messages.splitlines() if line[:1] in "EW" and line[1:4].isdigit()}


@pytest.mark.parametrize(
    ("settings", "name"),
    [
        ('theme = "PaperMod"\n', "papermod"),
        ('theme = ["mine", "hugo-theme-stack"]\n', "stack"),
        ('module.imports = [{path = "github.com/theNewDynamic/gohugo-theme-ananke/v2"}]\n', "ananke"),
        ('module.imports = [{path = "github.com/imfing/hextra"}]\n', "hextra"),
    ],
)
def test_a_site_with_a_known_theme_gets_its_preset(tmp_path: Path, settings: str, name: str) -> None:
    blog = configured(tmp_path, settings)
    assert blog.run("migrate").status == 0
    assert blog.text("wxr2hugo.toml") == f'[theme]\npreset = "{name}"\n'
    assert "categories:\n- Hills\n" in blog.text(WALK)


def test_nothing_is_chosen_where_the_owner_has_said_anything(tmp_path: Path) -> None:
    blog = configured(tmp_path, **{"wxr2hugo.toml": "[front_matter]\nformat = 'toml'\n"})
    done = blog.run("migrate")
    assert "cover" not in blog.text(WALK)
    assert "W308" in codes(done) and "papermod" in done.messages


def test_a_site_migrated_before_is_told_which_line_to_add(tmp_path: Path) -> None:
    blog = configured(tmp_path, "")
    assert "W308" not in codes(blog.run("migrate"))
    write(blog.site, {"hugo.toml": 'theme = "PaperMod"\n' + SETTINGS})
    assert "W308" in codes(blog.run("sync"))
    assert not (blog.site / "wxr2hugo.toml").exists()
    write(blog.site, {"wxr2hugo.toml": '[theme]\npreset = ""\n'})
    assert "W308" not in codes(blog.run("sync"))


def test_small_files_come_into_a_site_of_the_owners_only_when_asked_for(tmp_path: Path) -> None:
    blog = configured(tmp_path)
    assert "W307" in codes(blog.run("migrate"))
    assert not (blog.site / "layouts/_partials/comments.html").exists()
    assert "W307" not in codes(blog.run("migrate", "--theme", "papermod"))
    assert blog.text("layouts/_partials/comments.html") == '{{ partial "wp-comments.html" . }}\n'
    blog.export_again()
    done = blog.run("sync")
    assert "W307" not in codes(done) and "0 orphans" in done.messages
    assert (blog.site / "content/search.md").exists()


@pytest.mark.parametrize("theirs", ["layouts/partials/comments.html", "layouts/_partials/comments.html"])
def test_a_partial_of_the_owners_stays_and_the_line_is_shown(tmp_path: Path, theirs: str) -> None:
    blog = configured(tmp_path, **{theirs: "mine", "content/search/index.md": "---\ntitle: Mine\n---\n"})
    done = blog.run("migrate", "--theme", "papermod")
    assert done.status == 0 and "W306" in codes(done)
    assert '{{ partial "wp-comments.html" . }}' in done.messages
    assert blog.text(theirs) == "mine"
    partials = blog.site.glob("layouts/*partials/comments.html")
    assert [str(path.relative_to(blog.site)) for path in partials] == [theirs]
    assert not (blog.site / "content/search.md").exists()
    assert (blog.site / "content/archives.md").exists()
    assert blog.run("diff", "--exit-code").status == 0
    write(blog.site, {theirs: '<hr>\n{{ partial "wp-comments.html" . }}\n'})
    assert "W306" not in codes(blog.run("sync"))


def test_a_page_of_the_old_site_keeps_its_place(tmp_path: Path) -> None:
    page = Post(31, "Search", "How to search.", "search", type="page")
    blog = Blog(tmp_path).write(WALK, page, Post(32, "All of it", "Here.", "archives", type="book", folder=" "))
    blog.export.write_text(blog.export.read_text("utf-8").replace("/ archives/", "/archives/"), "utf-8")
    assert blog.run("migrate", "--theme", "papermod").status == 0
    assert "How to search." in blog.text("content/search.md")
    assert "url: /archives/\n" in blog.text("content/book/archives.md")
    assert not (blog.site / "content/archives.md").exists()


def test_what_content_needs_of_the_configuration_is_shown_to_paste(tmp_path: Path) -> None:
    blog = configured(tmp_path, 'theme = "PaperMod"\noutputs.home = ["HTML", "RSS"]\n')
    said = blog.run("migrate").messages
    assert 'home = ["html", "rss", "json"]' in said
    assert "comments = true" in said and "ShowReadingTime" not in said
    write(blog.site, {"hugo.toml": 'theme = "PaperMod"\nparams.comments = false\n' + SETTINGS})
    assert "comments = true" not in blog.run("sync").messages


def test_a_theme_that_is_asked_for_and_not_in_use_is_part_of_what_lacks(tmp_path: Path) -> None:
    said = configured(tmp_path, "").run("migrate", "--theme", "stack").messages
    assert 'theme = "hugo-theme-stack"\n' in said
    assert "git clone --depth 1 https://github.com/CaiJimmy/hugo-theme-stack" in said


def test_a_theme_that_is_chosen_later_takes_the_place_of_ours(tmp_path: Path) -> None:
    blog = Blog(tmp_path).write(*EXPORT, head=AUTHOR)
    assert blog.run("migrate").status == 0
    done = blog.run("migrate", "--theme", "stack")
    assert done.status == 0 and "0 orphans" in done.messages
    assert tomllib.loads(blog.text("hugo.toml"))["theme"] == "hugo-theme-stack"
    assert "image: /wp-content/uploads/2020/05/view.jpg\n" in blog.text(WALK)


def test_a_theme_that_is_named_but_not_there_is_told(tmp_path: Path) -> None:
    blog = configured(tmp_path, 'theme = "stack"\n')
    done = blog.run("migrate")
    assert done.status == 0 and "W305" in codes(done)


def test_after_a_dry_run_the_next_command_names_the_theme(tmp_path: Path) -> None:
    blog = Blog(tmp_path).write(*EXPORT)
    said = blog.run("migrate", "--theme", "PaperMod", "--dry-run").messages
    assert f"wxr2hugo migrate {blog.export} --site {blog.site} --theme papermod\n" in said


@pytest.mark.parametrize("command", ["migrate", "diff", "inspect"])
def test_an_unknown_theme_ends_the_run_before_anything_is_written(tmp_path: Path, command: str) -> None:
    blog = Blog(tmp_path).write(WALK)
    with pytest.raises(MigrateError, match="no preset for the theme twentyten") as raised:
        blog.run(command, "--theme", "twentyten")
    assert "papermod" in raised.value.hint
    assert not blog.site.exists()


def test_diff_announces_what_migrate_with_the_theme_does(tmp_path: Path) -> None:
    blog = Blog(tmp_path).write(*EXPORT)
    plan = json.loads(blog.run("diff", "--theme", "papermod", "--format", "json").output)
    blog.run("migrate", "--theme", "papermod")
    assert all((blog.site / one["path"]).is_file() for one in plan["changes"])
    assert "layouts/_partials/comments.html" in {one["path"] for one in plan["changes"]}


def test_an_edit_and_a_newer_export_meet_in_the_keys_of_the_theme(tmp_path: Path) -> None:
    blog = migrated(tmp_path, "papermod")
    blog.edit(WALK, "title: The long way", "title: The very long way")
    blog.edit("layouts/_partials/comments.html", "{{ partial", "<hr>{{ partial")
    newer = Post(12, "Short", "We came back.", "short", meta=(("_thumbnail_id", "5"),))
    blog.write(*EXPORT[1:], WALK.but(content="We left at dawn."), newer, head=AUTHOR)
    assert blog.run("sync").status == 0
    assert "title: The very long way\n" in blog.text(WALK) and "We left at dawn." in blog.text(WALK)
    assert "cover:\n  image: /wp-content/uploads/2020/05/view.jpg\n" in blog.text(newer)
    assert blog.text("layouts/_partials/comments.html").startswith("<hr>")


def test_a_preset_with_a_wrong_key_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(presets, "_read", lambda name: {"about": {"titel": name}})
    preset.cache_clear()
    with pytest.raises(MigrateError, match=r"stack.toml: unknown key \[about\] titel"):
        preset("stack")
    preset.cache_clear()


@pytest.mark.parametrize("name", ["", "v2", "github.com/somebody/else", "stack-of-cards"])
def test_other_names_are_no_theme_of_ours(name: str) -> None:
    assert preset_for([name]) == ""


def test_inspect_says_what_a_preset_means(tmp_path: Path) -> None:
    said = Blog(tmp_path).write(WALK).run("inspect", "--theme", "Stack").output
    assert "For the theme Stack" in said and "images as image" in said
    assert "layouts/_partials/comments/include.html" in said and "draws none below" in said
