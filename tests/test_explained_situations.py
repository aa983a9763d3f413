"""The examples of diagnostics that need more than an item: damaged exports, sites with files of their owner, runs that
meet trouble. Each is made as the example says it, and the run says of it what the example says.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

import pytest

from migrate.cli import configuration
from migrate.diagnostics import Code
from migrate.explanations import EXPLANATIONS
from migrate.hugo import build as building
from migrate.living.store import SeenItem, Store
from migrate.sync.apply import apply
from tests.support.blog import HOST, Blog, Post, call
from tests.support.media_server import Server
from tests.support.old_wordpress import page
from tests.support.rest_server import RestServer, Shown
from tests.support.translated import ENGLISH, FRENCH, POLYLANG, PROMENADE, SECOND, WALK, group, joined, term
from tests.support.wxr_exports import export
from tests.test_explanations import ITEMS, TEXTS

UPLOADS = f"{HOST}/wp-content/uploads/2020/05"


@dataclass(frozen=True)
class Situation:
    """A blog to make the example with."""

    blog: Blog
    source: str
    """What the example says that stood there."""
    patch: pytest.MonkeyPatch

    def write(self, path: str, text: str) -> None:
        """Put a file into the site."""
        file = self.blog.site / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")

    def migrated(self, *posts: Post, head: str = "", options: tuple[str, ...] = ()) -> str:
        """What a migration of these posts says."""
        return self.blog.write(*posts, head=head).run("migrate", "--verbose", *options).messages

    def read(self, text: str) -> str:
        """What a migration of an export with this text says."""
        self.blog.export.write_text(text, "utf-8")
        return self.blog.run("migrate", "--verbose").messages


Maker: TypeAlias = Callable[[Situation], str]
MAKERS: dict[Code, Maker] = {}


def of(code: Code) -> Callable[[Maker], Maker]:
    def kept(maker: Maker) -> Maker:
        MAKERS[code] = maker
        return maker

    return kept


# Reading


@of(Code.ITEM_LOST)
def _(made: Situation) -> str:
    return made.read(export(Post(1).wxr(), made.source, Post(2).wxr()))


@of(Code.ITEM_DAMAGED)
def _(made: Situation) -> str:
    whole = Post(1, content="The whole text").wxr()
    return made.read(
        export(re.sub("<content:encoded>.*</content:encoded>", made.source.split("\n")[1], whole), Post(2).wxr())
    )


@of(Code.REPAIRED)
def _(made: Situation) -> str:
    return made.read(export(re.sub("<title>.*</title>", made.source, Post(1).wxr()))) + made.blog.text(Post(1))


@of(Code.NO_EXPORT)
def _(made: Situation) -> str:
    for path in re.findall(r"exports/\S+\.xml", made.source):
        file = made.blog.folder / path
        file.parent.mkdir(exist_ok=True)
        file.write_text("<urlset/>" if "sitemap" in path else export(Post(1).wxr()), "utf-8")
    return call("migrate", str(made.blog.folder / "exports"), "--site", str(made.blog.site)).messages


@of(Code.TRUNCATED)
def _(made: Situation) -> str:
    return made.read(export(Post(1).wxr(), Post(2).wxr()).partition("<wp:post_type>")[0])


# Content


@of(Code.CONVERSION_FAILED)
def _(made: Situation) -> str:
    def failing(*given: object, **options: object) -> str:
        raise RuntimeError("stranded")

    made.patch.setattr("migrate.pipeline.convert.to_markdown", failing)
    return made.migrated(Post(1), options=("--jobs", "1"))


@of(Code.SAFER_FORM)
def _(made: Situation) -> str:
    return made.migrated(Post(1, content=made.source), options=("--guarantee",))


@of(Code.NOT_IDENTICAL)
def _(made: Situation) -> str:
    stored, _, setting = made.source.partition(", and in hugo.toml ")
    made.write("hugo.toml", setting)
    return made.migrated(Post(1, content=stored), options=("--guarantee",))


@of(Code.NOT_BUILT)
def _(made: Situation) -> str:
    made.write("hugo.toml", "")
    made.write("i18n/en.toml", made.source)
    return made.migrated(Post(1), options=("--guarantee",))


@of(Code.FILE_UNREADABLE)
def _(made: Situation) -> str:
    made.write("hugo.toml", "")
    made.write("content/mine.md", made.source)
    return made.migrated(Post(1), options=("--guarantee",))


@of(Code.NESTING)
def _(made: Situation) -> str:
    tags, words = made.source.split("… (some hundred times)")
    return made.migrated(Post(1, content=tags * 200 + words)) + made.blog.text(Post(1))


@of(Code.BUILT_FOR_SOME)
def _(made: Situation) -> str:
    name, _, value = made.source.partition(": ")
    return made.migrated(Post(1, content="", meta=((name, value),)))


# Not for visitors


@of(Code.PART_NOT_PUBLIC)
def _(made: Situation) -> str:
    block = Post(98, type="wp_block", status="draft")
    return made.migrated(Post(1, content=made.source.partition(",")[0]), block)


@of(Code.MENU_ENTRY_NOT_PUBLIC)
def _(made: Situation) -> str:
    menu = (("nav_menu", "main-menu", "Main menu"),)
    link = (("_menu_item_type", "custom"), ("_menu_item_url", f"{HOST}/a/"))
    entry = Post(5, "Prices", type="nav_menu_item", status="draft", terms=menu, meta=link)
    return made.migrated(Post(1), entry)


@of(Code.HIDDEN_LEFT_OUT)
def _(made: Situation) -> str:
    path, _, text = made.source.partition(" holds ")
    made.write(path, text)
    return made.migrated(Post(1, content="For all. [members_only]For some.[/members_only]"))


@of(Code.NOT_SELECTED)
def _(made: Situation) -> str:
    made.write("wxr2hugo.toml", made.source.partition(",")[0].replace("] ", "]\n"))
    return made.migrated(Post(1), Post(2, status="draft"))


# Addresses


@of(Code.DUPLICATE_ADDRESS)
def _(made: Situation) -> str:
    about = Post(1, "About", type="page", slug="about")
    return made.migrated(about, Post(2, "About us", slug="about").but(type="page"), Post(3))


# The Hugo site


@of(Code.CONFIGURATION_LACKS)
def _(made: Situation) -> str:
    made.write("hugo.toml", "")
    return made.migrated(Post(1))


@of(Code.MENUS_LEFT)
def _(made: Situation) -> str:
    made.write("hugo.toml", "")
    menu = (("nav_menu", "main-menu", "Main menu"),)
    entry = Post(
        5,
        "Prices",
        type="nav_menu_item",
        terms=menu,
        meta=(("_menu_item_type", "custom"), ("_menu_item_url", f"{HOST}/a/")),
    )
    return made.migrated(Post(1), entry)


@of(Code.CONFIGURATION_GUESSED)
def _(made: Situation) -> str:
    made.write("hugo.toml", made.source.partition(" in ")[0])
    return made.migrated(Post(1))


@of(Code.HUGO_UNFIT)
def _(made: Situation) -> str:
    old = made.blog.folder / "hugo"
    old.write_text(f"#!/bin/sh\necho '{made.source.partition('answers ')[2]}'\n", "utf-8")
    old.chmod(0o755)
    for room in (building, configuration):
        made.patch.setattr(room, "candidates", lambda: iter([old]))
    return made.migrated(Post(1))


@of(Code.THEME_MISSING)
def _(made: Situation) -> str:
    made.write("hugo.toml", made.source.partition(" in ")[0])
    return made.migrated(Post(1))


@of(Code.THEME_FILE_IS_YOURS)
def _(made: Situation) -> str:
    made.write("hugo.toml", 'theme = "PaperMod"')
    made.write(made.source.partition(",")[0], "mine")
    return made.migrated(Post(1), options=("--theme", "papermod"))


@of(Code.THEME_FILES_LEFT)
def _(made: Situation) -> str:
    made.write("hugo.toml", 'theme = "PaperMod"')
    return made.migrated(Post(1))


@of(Code.PRESET_FITS)
def _(made: Situation) -> str:
    made.write("hugo.toml", made.source.partition(" in ")[0])
    made.write("wxr2hugo.toml", "")
    return made.migrated(Post(1))


@of(Code.SHORTCODE_MISSING)
def _(made: Situation) -> str:
    made.write("wxr2hugo.toml", made.source)
    return made.migrated(Post(1))


@of(Code.HOST_LIMIT)
def _(made: Situation) -> str:
    parts = "<!--nextpage-->".join(["One."] * 150)
    return made.migrated(*(Post(at, content=parts) for at in range(1, 16)), options=("--host", "cloudflare"))


@of(Code.HOST_ADDRESSES)
def _(made: Situation) -> str:
    return made.migrated(Post(1), options=tuple(made.source.partition(",")[0].split()))


@of(Code.HOST_SCRIPT)
def _(made: Situation) -> str:
    made.write("hugo.toml", "")
    made.write("layouts/home.html", "mine")
    return made.migrated(Post(1), options=tuple(made.source.partition(",")[0].split()))


@of(Code.OWN_PAGE_HIDDEN)
def _(made: Situation) -> str:
    made.write("hugo.toml", "")
    made.write(made.source.partition(" of ")[0], "---\ntitle: Mine\n---\n")
    return made.migrated(Post(1, "Contact", type="page", slug="contact", parent=0, folder="").but(status="publish"))


@of(Code.CONTENT_ELSEWHERE)
def _(made: Situation) -> str:
    made.write("hugo.toml", made.source.partition(" in ")[0])
    return made.migrated(Post(1))


# Media


def media(made: Situation, *posts: Post, files: tuple[str, ...] = ()) -> str:
    """What bringing the media of these posts from a folder with these files says."""
    folder = made.blog.folder / "uploads"
    for name in files:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(b"x")
    folder.mkdir(exist_ok=True)
    return made.blog.write(*posts).run("media", "--from", str(folder)).messages


def shows(name: str, **fields: Any) -> Post:
    return Post(1, content=f'<img src="{UPLOADS}/{name}">', **fields)


@of(Code.MEDIA_FAILED)
def _(made: Situation) -> str:
    return media(made, shows("hill.jpg"))


@of(Code.MEDIA_REFUSED)
def _(made: Situation) -> str:
    made.write("hugo.toml", "")
    (made.blog.site / "static").symlink_to(made.blog.folder)
    return media(made, shows("hill.jpg"), files=("2020/05/hill.jpg",))


@of(Code.MEDIA_CASE)
def _(made: Situation) -> str:
    names = re.findall(r"2020/05/\w+\.jpg", made.source)
    pictures = "".join(f'<img src="{HOST}/wp-content/uploads/{name}">' for name in names)
    return media(made, Post(1, content=pictures), files=tuple(names))


@of(Code.MEDIA_PAGE)
def _(made: Situation) -> str:
    game = Post(2, "game", type="attachment", status="inherit", attachment=f"{HOST}{made.source}")
    return media(made, Post(1, content=f'<a href="{HOST}{made.source}">Play</a>'), game)


PLAN = Post(2, "plan", "", type="attachment", status="inherit", parent=1, attachment=f"{UPLOADS}/plan.jpg")


@of(Code.MEDIA_UNKNOWN)
def _(made: Situation) -> str:
    return media(made, shows("plan.jpg", status="draft"), PLAN, Post(3))


@of(Code.MEDIA_STILL_PUBLIC)
def _(made: Situation) -> str:
    media(made, shows("plan.jpg"), PLAN, Post(3), files=("2020/05/plan.jpg",))
    return media(made, shows("plan.jpg", status="private"), PLAN, Post(3))


# The living site


@of(Code.TERM_TO_RENAME_UNKNOWN)
def _(made: Situation) -> str:
    made.write("wxr2hugo.toml", made.source)
    return made.migrated(Post(1))


@contextmanager
def answering(*shown: Shown) -> Iterator[tuple[Server, RestServer]]:
    server = Server()
    try:
        yield server, RestServer(server, *shown)
    finally:
        server.shutdown()
        server.server_close()


def fetched(made: Situation, server: Server) -> str:
    made.patch.setattr("time.sleep", lambda seconds: None)
    return call("fetch", server.url("/"), "--rendered", "--allow-private", "--site", str(made.blog.site)).messages


@of(Code.NOT_SEEN)
def _(made: Situation) -> str:
    with answering(Shown(1, "", slug="a-walk")) as (server, rest):
        rest.breaks = {1}
        return fetched(made, server)


@of(Code.NOT_LISTED)
def _(made: Situation) -> str:
    with answering(Shown(1, "<p>x</p>")) as (server, _):
        server.routes["/wp-json/wp/v2/posts"] = page("Forbidden", 403)
        return fetched(made, server)


def seen(made: Situation, stored: str, html: str, **fields: Any) -> str:
    """What a migration of this text says where visitors saw that HTML."""
    made.blog.site.mkdir()
    Store(made.blog.site).write(SeenItem(1, fields.get("type", "post"), "", "", title="", html=html))
    post = Post(1, content=stored, **fields)
    return made.migrated(post) + made.blog.text(post)


@of(Code.PART_SEEN)
def _(made: Situation) -> str:
    stored, _, html = made.source.partition(", on the page ")
    return seen(made, f"Before.\n\n{stored}\n\nBehind.", f"<p>Before.</p>{html}<p>Behind.</p>")


@of(Code.PART_UNSURE)
def _(made: Situation) -> str:
    stored, _, html = made.source.partition(", on the page ")
    return seen(made, f"Before.\n\n{stored}\n\nBehind.", f"<p>Before.</p>{html}<p>Behind.</p>")


@of(Code.PAGE_SEEN)
def _(made: Situation) -> str:
    return seen(made, "", made.source.partition("shows ")[2], type="page")


# Keeping in step


@of(Code.CHANGED_MEANWHILE)
def _(made: Situation) -> str:
    made.migrated(Post(1, slug="a-walk"))

    def applying(*given: Any, **options: Any) -> None:
        made.blog.edit(made.source.partition(",")[0], "We went", "Mine: we went")
        apply(*given, **options)

    made.patch.setattr("migrate.cli.running.apply", applying)
    return made.blog.write(Post(1, content="We went far.", slug="a-walk")).run("sync").messages


@of(Code.BROKEN_LINK)
def _(made: Situation) -> str:
    made.migrated(Post(1, slug="a-walk"), Post(2))
    link, _, path = made.source.partition(" in ")
    made.write(path, f"{link}\n")
    return made.blog.write(Post(1, slug="a-walk", status="draft"), Post(2)).run("sync").messages


@of(Code.FILE_REPLACED)
def _(made: Situation) -> str:
    made.migrated(Post(1), Post(2))
    made.write(Post(1).path, "---\n{draft: false, wordpress_id: 1, url: /2020/05/04/post-1/, title: [\n---\n\nMine.\n")
    return made.blog.write(Post(1, status="private"), Post(2)).run("sync").messages


@of(Code.STATE_DAMAGED)
def _(made: Situation) -> str:
    made.migrated(Post(1))
    line, _, path = made.source.partition(" in ")
    made.write(path, f"{made.blog.text(path)}{line}\n")
    made.blog.export_again()
    return made.blog.run("sync").messages


# Languages


@of(Code.LANGUAGE_NOT_SAID)
def _(made: Situation) -> str:
    return made.migrated(WALK, PROMENADE, SECOND.but(terms=()), head=POLYLANG)


@of(Code.LANGUAGE_UNKNOWN)
def _(made: Situation) -> str:
    (slug,) = re.findall('nicename="(.*)"', made.source)
    return made.migrated(WALK, PROMENADE, SECOND.but(terms=(("language", slug, "Strange"),)), head=POLYLANG)


@of(Code.TRANSLATIONS_DOUBLED)
def _(made: Situation) -> str:
    double = SECOND.but(id=40, slug="double", terms=(ENGLISH, joined("pll_walk")))
    return made.migrated(WALK, PROMENADE, double, head=POLYLANG + group("pll_double", en=40, fr=2))


@of(Code.TRANSLATIONS_UNREADABLE)
def _(made: Situation) -> str:
    (text,) = re.findall(">(.*)<", made.source)
    wrong = term(60, "post_translations", "pll_5e", description=text)
    return made.migrated(WALK, PROMENADE, head=POLYLANG + wrong)


@of(Code.TRANSLATIONS_IN_A_RING)
def _(made: Situation) -> str:
    one, other = re.findall(r"\d+", made.source)[:2]
    copies = (
        SECOND.but(id=int(one), slug="copy", terms=(ENGLISH,), meta=(("_icl_lang_duplicate_of", other),)),
        SECOND.but(id=int(other), slug="copie", terms=(FRENCH,), meta=(("_icl_lang_duplicate_of", one),)),
    )
    return made.migrated(WALK, PROMENADE, *copies, head=POLYLANG)


@of(Code.LAYOUT_SETTLED)
def _(made: Situation) -> str:
    made.migrated(WALK, PROMENADE, head=POLYLANG)
    made.write("wxr2hugo.toml", made.source.partition(",")[0].replace("] ", "]\n"))
    made.blog.export_again()
    return made.blog.run("sync").messages


@pytest.mark.parametrize("code", MAKERS, ids=lambda code: code.id)
def test_a_situation_given_as_example_is_told_of_as_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: Code
) -> None:
    example = EXPLANATIONS[code]
    said = MAKERS[code](Situation(Blog(tmp_path), example.source, monkeypatch))
    assert f"{code.id} {code.sentence}" in said
    assert all(line in said for line in example.outcome.splitlines()), said


def test_every_example_is_tried() -> None:
    assert {*TEXTS, *ITEMS, *MAKERS} == set(Code)
