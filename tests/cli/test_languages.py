"""Sites in several languages: each has its pages, addresses, terms and menus, and translations know each other."""

from __future__ import annotations

import json
import tomllib
from dataclasses import dataclass
from pathlib import Path

import pytest

from migrate.hugo.build import build
from tests.support.blog import HOST, Blog, Post
from tests.support.nginx import Server, needs_nginx
from tests.support.translated import (
    A_PROPOS,
    ABOUT,
    ACCUEIL,
    BILINGUAL,
    BY_FOLDER,
    CONTACT,
    CONTACT_FR,
    ENGLISH,
    FRENCH,
    FRONT,
    IN_ONE_FIELD,
    POLYLANG,
    PROMENADE,
    QTRANSLATE,
    SECOND,
    WALK,
    group,
    joined,
    marked,
    term,
)


@dataclass
class Shown:
    """A migrated blog, and what Hugo made of it."""

    blog: Blog
    public: Path
    warnings: tuple[str, ...]

    def page(self, address: str) -> str:
        return (self.public / address.strip("/") / "index.html").read_text("utf-8")


def shown(blog: Blog, folder: Path) -> Shown:
    built = build(blog.site, folder)
    assert built.status == 0, built.errors
    return Shown(blog, folder, built.warnings)


@pytest.fixture(scope="module")
def polylang(tmp_path_factory: pytest.TempPathFactory) -> Shown:
    blog = Blog(tmp_path_factory.mktemp("polylang")).write(*BILINGUAL, head=POLYLANG)
    assert blog.run("migrate").status == 0
    return shown(blog, tmp_path_factory.mktemp("public"))


def test_each_language_has_its_folder(polylang: Shown) -> None:
    assert "Une promenade" in polylang.blog.text("content/fr/posts/2020-05-04-promenade.md")
    assert "A walk" in polylang.blog.text("content/en/posts/2020-05-04-walk.md")
    configuration = tomllib.loads(polylang.blog.text("hugo.toml"))
    assert configuration["defaultContentLanguage"] == "en"
    french = configuration["languages"]["fr"]
    assert (french["label"], french["locale"], french["contentDir"]) == ("Français", "fr-FR", "content/fr")


def test_hugo_builds_every_language_without_a_word(polylang: Shown) -> None:
    assert polylang.warnings == ()


def test_addresses_stay_as_they_were_in_every_language(polylang: Shown) -> None:
    for address in ("/2020/05/04/walk/", "/fr/2020/05/04/promenade/", "/about/", "/fr/about/", "/category/news/"):
        assert (polylang.public / address.strip("/") / "index.html").is_file(), address
    assert (polylang.public / "fr/category/nouvelles/index.html").is_file()
    assert (polylang.public / "fr/category/photos-fr/index.html").is_file()
    assert "Bonjour" not in polylang.page("/")


def test_translations_lead_to_each_other(polylang: Shown) -> None:
    page = polylang.page("/2020/05/04/walk/")
    assert 'hreflang="fr-FR" href="https://blog.example/fr/2020/05/04/promenade/"' in page
    assert 'hreflang="en-GB" href="https://blog.example/2020/05/04/walk/"' in polylang.page("/fr/2020/05/04/promenade/")


def test_links_across_languages_find_their_page(polylang: Shown) -> None:
    text = polylang.blog.text("content/en/posts/2020-05-04-walk.md")
    assert '{{< relref path="2020-05-04-promenade.md" lang="fr" >}}' in text
    assert '{{< relref "2020-05-04-second.md" >}}' in text
    assert '<a href="/fr/2020/05/04/promenade/">French</a>' in polylang.page("/2020/05/04/walk/")
    assert '{{< relref "/about.md" >}}' in polylang.blog.text("content/fr/posts/2020-05-04-promenade.md")


def test_pages_at_one_place_that_are_no_translations_do_not_know_each_other(polylang: Shown) -> None:
    assert 'rel="alternate" hreflang' not in polylang.page("/contact/")
    assert 'translationKey: "15"' in polylang.blog.text("content/fr/contact.md").replace("'", '"')
    assert CONTACT_FR.id == 15


def test_older_addresses_of_a_language_lead_to_its_page(polylang: Shown) -> None:
    assert "aliases:\n- /2020/05/04/marche/" in polylang.blog.text("content/fr/posts/2020-05-04-promenade.md")
    assert "/fr/2020/05/04/promenade/" in polylang.page("/fr/2020/05/04/marche/")


def test_every_language_has_its_menu(polylang: Shown) -> None:
    languages = tomllib.loads(polylang.blog.text("hugo.toml"))["languages"]
    names = {code: [one["name"] for one in languages[code]["menus"]["main"]] for code in languages}
    assert names == {"en": ["About", "News"], "fr": ["À propos", "Nouvelles"]}


def test_the_state_and_the_plan_name_the_language(polylang: Shown) -> None:
    lines = map(json.loads, polylang.blog.text(".wxr2hugo/state.jsonl").splitlines())
    assert {line.get("wordpress_id"): line.get("language") for line in lines if line.get("kind") == "content"}[
        2
    ] == "fr"


def test_verify_finds_every_item_as_it_should_be(polylang: Shown) -> None:
    assert polylang.blog.run("verify").output.startswith("8 identical, 0 differs")


def test_a_second_run_finds_nothing_to_do(polylang: Shown) -> None:
    polylang.blog.export_again()
    assert json.loads(polylang.blog.run("diff", "--format", "json").output)["changes"] == []


def test_files_may_say_their_language_by_their_name(tmp_path: Path) -> None:
    blog = Blog(tmp_path).write(*BILINGUAL, head=POLYLANG)
    blog.site.mkdir()
    (blog.site / "wxr2hugo.toml").write_text('[languages]\nlayout = "suffixes"\n')
    assert blog.run("migrate").status == 0
    assert (blog.site / "content/posts/2020-05-04-promenade.fr.md").is_file()
    assert (blog.site / "content/categories/nouvelles/_index.fr.md").is_file()
    site = shown(blog, tmp_path / "public")
    assert site.warnings == ()
    assert '<a href="/fr/2020/05/04/promenade/">French</a>' in site.page("/2020/05/04/walk/")
    blog.export_again()
    assert json.loads(blog.run("diff", "--format", "json").output)["changes"] == []


def test_a_language_that_comes_later_leaves_the_pages_that_are_there(tmp_path: Path) -> None:
    blog = Blog(tmp_path).write(WALK.but(content="Out."), SECOND)
    blog.run("migrate")
    blog.edit(SECOND, "Further.", "Much further.")
    blog.write(WALK, PROMENADE, SECOND, A_PROPOS, head=POLYLANG)
    assert blog.run("sync").status == 0
    assert "Much further." in blog.text("content/posts/2020-05-04-second.md")
    assert (blog.site / "content/posts/2020-05-04-promenade.fr.md").is_file()
    assert shown(blog, tmp_path / "public").warnings == ()


def test_edits_in_both_languages_stay_and_nothing_comes_twice(tmp_path: Path) -> None:
    blog = Blog(tmp_path).write(*BILINGUAL, head=POLYLANG)
    blog.run("migrate")
    blog.edit("content/en/posts/2020-05-04-walk.md", "In [French]", "Mine: in [French]")
    blog.edit("content/fr/posts/2020-05-04-promenade.md", "En [anglais]", "À moi : en [anglais]")
    (blog.site / "content/fr/posts/2020-05-04-promenade.md").rename(blog.site / "content/fr/posts/ailleurs.md")
    changed = [PROMENADE.but(title="Une longue promenade"), WALK.but(title="A long walk")]
    blog.write(*changed, *(one for one in BILINGUAL if one.id > 2), head=POLYLANG)
    assert blog.run("sync").status == 0
    text = blog.text("content/fr/posts/ailleurs.md")
    assert "À moi" in text and "Une longue promenade" in text
    assert "Mine: in" in blog.text("content/en/posts/2020-05-04-walk.md")
    assert 'relref path="/posts/ailleurs.md" lang="fr"' in blog.text("content/en/posts/2020-05-04-walk.md")
    posts = sorted(path.relative_to(blog.site).as_posix() for path in (blog.site / "content").rglob("posts/*.md"))
    assert posts == [
        "content/en/posts/2020-05-04-second.md",
        "content/en/posts/2020-05-04-walk.md",
        "content/fr/posts/ailleurs.md",
    ]


def test_what_is_wrong_with_languages_is_told_and_builds(tmp_path: Path) -> None:
    wrong = term(60, "post_translations", "pll_broken", description='a:2:{s:2:"en";i:1')
    head = POLYLANG + wrong + group("pll_double", en=40, fr=2)
    blog = Blog(tmp_path).write(
        *(WALK, PROMENADE, SECOND.but(terms=())),
        SECOND.but(id=40, slug="double", terms=(ENGLISH, joined("pll_walk"))),
        SECOND.but(id=41, slug="strange", terms=(("language", "../x", "Strange"), joined("pll_broken"))),
        SECOND.but(id=42, slug="copy", terms=(ENGLISH,), meta=(("_icl_lang_duplicate_of", "43"),)),
        SECOND.but(id=43, slug="copie", terms=(FRENCH,), meta=(("_icl_lang_duplicate_of", "42"),)),
        head=head,
    )
    told = blog.run("migrate").messages
    assert all(code in told for code in ("W520", "W521", "W522", "W523", "W524")), told
    assert shown(blog, tmp_path / "public").warnings == ()


@pytest.fixture(scope="module")
def in_one_field(tmp_path_factory: pytest.TempPathFactory) -> Shown:
    blog = Blog(tmp_path_factory.mktemp("qtranslate")).write(*IN_ONE_FIELD, head=QTRANSLATE)
    text = blog.export.read_text("utf-8").replace(
        "<title>A journal</title>", f"<title>{marked('Log', 'Carnet')}</title>"
    )
    blog.export.write_text(text, "utf-8")
    assert blog.run("migrate").status == 0
    return shown(blog, tmp_path_factory.mktemp("public"))


def test_an_item_that_holds_several_languages_becomes_a_page_in_each(in_one_field: Shown) -> None:
    french = in_one_field.blog.text("content/fr/posts/2020-05-04-walk.md")
    assert all(line in french for line in ("title: Une promenade", "summary: Court.", "categories: Nouvelles"))
    assert "url: /fr/2020/05/04/walk/" in french and "Out" not in french
    assert "title: A walk" in in_one_field.blog.text("content/en/posts/2020-05-04-walk.md")
    assert not (in_one_field.blog.site / "content/en/posts/2020-05-04-seulement.md").exists()
    assert "En français." in in_one_field.page("/fr/2020/05/04/seulement/")
    assert in_one_field.warnings == ()


def test_links_in_each_language_stay_in_it(in_one_field: Shown) -> None:
    assert '<a href="/fr/about/">nous</a>' in in_one_field.page("/fr/2020/05/04/walk/")
    assert '<a href="/about/">us</a>' in in_one_field.page("/2020/05/04/walk/")


def test_terms_menus_and_the_name_of_the_site_are_in_each_language(in_one_field: Shown) -> None:
    languages = tomllib.loads(in_one_field.blog.text("hugo.toml"))["languages"]
    names = {code: [(one["name"], one["url"]) for one in languages[code]["menus"]["main"]] for code in languages}
    assert names == {
        "en": [("Us", "/about/"), ("News", "/category/news/")],
        "fr": [("Nous", "/fr/about/"), ("Nouvelles", "/fr/category/news/")],
    }
    assert (languages["en"]["title"], languages["fr"]["title"]) == ("Log", "Carnet")
    assert "Tout." in in_one_field.page("/fr/category/news/")


def test_verify_and_a_second_run_know_pages_of_one_item_apart(in_one_field: Shown) -> None:
    assert in_one_field.blog.run("verify").output.startswith("5 identical, 0 differs")
    in_one_field.blog.export_again()
    assert json.loads(in_one_field.blog.run("diff", "--format", "json").output)["changes"] == []


def test_a_lost_state_is_found_again_in_every_language(tmp_path: Path) -> None:
    blog = Blog(tmp_path).write(*IN_ONE_FIELD, head=QTRANSLATE)
    blog.run("migrate")
    before = sorted(path.relative_to(blog.site).as_posix() for path in (blog.site / "content").rglob("*.md"))
    (blog.site / ".wxr2hugo/state.jsonl").unlink()
    blog.run("migrate")
    after = sorted(path.relative_to(blog.site).as_posix() for path in (blog.site / "content").rglob("*.md"))
    assert before == after
    blog.edit("content/fr/posts/2020-05-04-walk.md", "Dehors", "Loin dehors")
    walk = IN_ONE_FIELD[0].but(title=marked("A long walk", "Une longue promenade"))
    blog.write(walk, *IN_ONE_FIELD[1:], head=QTRANSLATE)
    assert blog.run("sync").status == 0
    text = blog.text("content/fr/posts/2020-05-04-walk.md")
    assert "Une longue promenade" in text and "Loin dehors" in text
    assert "A long walk" in blog.text("content/en/posts/2020-05-04-walk.md")


def test_the_language_of_a_folder_counts_where_wpml_was(tmp_path: Path) -> None:
    blog = Blog(tmp_path).write(*BY_FOLDER)
    assert blog.run("migrate").status == 0
    assert "url: /fr/2020/05/04/promenade/" in blog.text("content/fr/posts/2020-05-04-promenade.md")
    assert (blog.site / "content/fr/a-propos.md").is_file()
    assert (blog.site / "content/fr/categories/nouvelles/_index.md").is_file()
    assert shown(blog, tmp_path / "public").warnings == ()
    assert blog.run("verify").output.startswith("4 identical, 0 differs")


def test_a_folder_with_the_name_of_a_language_is_none_where_no_plugin_says_so(tmp_path: Path) -> None:
    blog = Blog(tmp_path).write(*(one.but(meta=()) for one in BY_FOLDER))
    blog.run("migrate")
    assert (blog.site / "content/posts/2020-05-04-promenade.md").is_file()
    assert "languages" not in tomllib.loads(blog.text("hugo.toml"))


def test_pages_offer_the_other_languages(polylang: Shown) -> None:
    offered = '<a href="{}" hreflang="fr-FR" lang="fr-FR">Français</a>'
    assert offered.format("/fr/2020/05/04/promenade/") in polylang.page("/2020/05/04/walk/")
    assert offered.format("/fr/") in polylang.page("/2020/05/04/second/")
    assert '<a href="/fr/">' in polylang.page("/fr/about/")


@needs_nginx
def test_addresses_that_said_their_language_otherwise_lead_there(in_one_field: Shown, tmp_path: Path) -> None:
    server = Server(tmp_path, in_one_field.public, in_one_field.blog.site / "redirects/nginx.conf")
    try:
        led = {
            "/about/?lang=fr": "/fr/about/",
            "/?lang=fr": "/fr/",
            "/2020/05/04/walk/?x=1&lang=fr": "/fr/2020/05/04/walk/",
            "/fr/feed/": "/fr/index.xml",
            "/fr/2020/05/": "/fr/posts/",
            "/?p=1": "/2020/05/04/walk/",
            "/?p=2": "/fr/2020/05/04/seulement/",
            "/?cat=4": "/category/news/",
        }
        assert {address: server.get(address) for address in led} == {old: (301, new) for old, new in led.items()}
        stay = ("/fr/about/?lang=fr", "/about/?lang=en", "/fr/2020/05/04/walk/", "/fr/", "/fr/category/news/feed/")
        assert {address: server.get(address)[0] for address in stay} == dict.fromkeys(stay, 200)
    finally:
        server.stop()


def test_of_two_hosts_each_may_have_shown_a_language(tmp_path: Path) -> None:
    there = "https://fr.blog.example"
    walk = BY_FOLDER[0].but(content=f'See <a href="{there}/2020/05/04/promenade/">French</a>.')
    blog = Blog(tmp_path).write(walk, BY_FOLDER[1].but(folder="2020/05/04/"))
    text = blog.export.read_text("utf-8").replace(f"<link>{HOST}/2020/05/04/prom", f"<link>{there}/2020/05/04/prom")
    blog.export.write_text(text, "utf-8")
    assert blog.run("migrate").status == 0
    assert "url: /fr/2020/05/04/promenade/" in blog.text("content/fr/posts/2020-05-04-promenade.md")
    assert 'path="2020-05-04-promenade.md" lang="fr"' in blog.text("content/en/posts/2020-05-04-walk.md")
    rule = "if ($host = fr.blog.example) { return 301 https://blog.example/fr$request_uri; }"
    assert rule in blog.text("redirects/nginx.conf")


def test_a_parameter_may_have_told_the_language(tmp_path: Path) -> None:
    french = BY_FOLDER[1].but(folder="2020/05/04/")
    blog = Blog(tmp_path).write(BY_FOLDER[0], french)
    text = blog.export.read_text("utf-8").replace("promenade/</link>", "promenade/?lang=fr</link>")
    blog.export.write_text(text, "utf-8")
    assert blog.run("migrate").status == 0
    assert "url: /fr/2020/05/04/promenade/" in blog.text("content/fr/posts/2020-05-04-promenade.md")
    assert "lang=fr" in blog.text("redirects/nginx.conf")


def test_a_site_with_languages_of_its_own_keeps_its_folders(tmp_path: Path) -> None:
    blog = Blog(tmp_path).write(*BILINGUAL, head=POLYLANG)
    (blog.site / "content/english").mkdir(parents=True)
    own = """baseURL = "https://blog.example/"
[languages.en]
contentDir = "content/english"
[languages.fr]
contentDir = "content/french"
"""
    (blog.site / "hugo.toml").write_text(own)
    told = blog.run("migrate")
    assert told.status == 0
    assert (blog.site / "content/english/posts/2020-05-04-walk.md").is_file()
    assert (blog.site / "content/french/posts/2020-05-04-promenade.md").is_file()
    assert blog.text("hugo.toml") == own
    assert "languages.fr.menus.main" in told.messages


def test_what_a_configuration_lacks_of_languages_is_shown_to_paste(tmp_path: Path) -> None:
    blog = Blog(tmp_path).write(*BILINGUAL, head=POLYLANG)
    blog.site.mkdir()
    (blog.site / "hugo.toml").write_text('baseURL = "https://blog.example/"\ntitle = "Mine"\n[params]\nx = 1\n')
    told = blog.run("migrate").messages
    assert (blog.site / "content/posts/2020-05-04-walk.md").is_file()
    assert (blog.site / "content/posts/2020-05-04-promenade.fr.md").is_file()
    assert "[languages.fr]" in told and 'defaultContentLanguage = "en"' in told and "À propos" in told


SHAPES = {
    "front pages": ((FRONT, ACCUEIL, WALK, PROMENADE), HOST, "content/fr/_index.md", "/fr/"),
    "every language in a folder": (
        (WALK.but(folder="en/2020/05/04/"), PROMENADE, ABOUT.but(folder="en/"), A_PROPOS),
        HOST,
        "content/en/about.md",
        "/en/about/",
    ),
    "no language in any address": (
        (WALK, PROMENADE.but(folder="2020/05/04/"), ABOUT, A_PROPOS.but(folder="", slug="a-propos")),
        HOST,
        "content/fr/a-propos.md",
        "/a-propos/",
    ),
    "the site in a folder": (
        (WALK, PROMENADE, ABOUT, A_PROPOS),
        "https://blog.example/blog",
        "content/fr/about.md",
        "/blog/fr/about/",
    ),
}


@pytest.mark.parametrize(("posts", "host", "path", "address"), SHAPES.values(), ids=SHAPES)
def test_whatever_shape_addresses_have_they_stay(
    tmp_path: Path, posts: tuple[Post, ...], host: str, path: str, address: str
) -> None:
    blog = Blog(tmp_path).write(*posts, head=POLYLANG, host=host)
    front = blog.export.read_text("utf-8").replace(f"<link>{HOST}/frpage-13/", f"<link>{HOST}/fr/")
    blog.export.write_text(front.replace(f"<link>{HOST}/fr/page-13/", f"<link>{HOST}/fr/"), "utf-8")
    assert blog.run("migrate").status == 0
    assert (blog.site / path).is_file()
    site = shown(blog, tmp_path / "public")
    assert site.warnings == ()
    assert (site.public / address.strip("/") / "index.html").is_file()
    assert blog.run("verify").output.startswith("4 identical, 0 differs")


def test_what_one_language_holds_no_more_stays_and_is_pruned_on_request(tmp_path: Path) -> None:
    blog = Blog(tmp_path).write(*BILINGUAL, head=POLYLANG)
    blog.run("migrate")
    blog.write(*(one for one in BILINGUAL if one.id != 2), head=POLYLANG)
    assert json.loads(blog.run("diff", "--format", "json").output)["summary"]["orphan"] == 1
    assert blog.run("sync").status == 0
    assert shown(blog, tmp_path / "public").warnings == ()
    assert blog.run("sync", "--prune").status == 0
    assert not (blog.site / "content/fr/posts/2020-05-04-promenade.md").exists()
    assert "/fr/2020/05/04/promenade/" in blog.text("content/en/posts/2020-05-04-walk.md")
    assert shown(blog, tmp_path / "later").warnings == ()


def test_a_term_that_one_language_has_no_more_keeps_its_address(tmp_path: Path) -> None:
    sea = ("post_tag", "sea", "Sea")
    english, french = (
        Post(n, f"Post {n}", "Words.", f"post-{n}", terms=(one, sea)) for n, one in ((1, ENGLISH), (2, FRENCH))
    )
    blog = Blog(tmp_path).write(english, french, CONTACT, head=POLYLANG)
    blog.run("migrate")
    blog.write(french, CONTACT, head=POLYLANG).run("sync")
    assert "url: /tag/sea/" in blog.text("content/en/tags/sea/_index.md")
    assert shown(blog, tmp_path / "public").warnings == ()


@pytest.mark.parametrize("layout", ["folders", "suffixes"])
def test_a_featured_picture_lies_beside_the_pages_of_every_language(blog: Blog, layout: str) -> None:
    address = f"{HOST}/wp-content/uploads/2020/05/view.jpg"
    view = Post(5, "View", type="attachment", status="inherit", attachment=address)
    pages = [one.but(meta=(*one.meta, ("_thumbnail_id", "5"))) for one in (ABOUT, A_PROPOS)]
    uploads = blog.folder / "uploads/2020/05"
    uploads.mkdir(parents=True)
    (uploads / "view.jpg").write_bytes(b"x")
    blog.site.mkdir(exist_ok=True)
    (blog.site / "wxr2hugo.toml").write_text(f'[languages]\nlayout = "{layout}"\n[paths]\nbundles = true\n', "utf-8")
    others = [one for one in BILINGUAL if one not in (ABOUT, A_PROPOS)]
    blog.write(*others, *pages, view, head=POLYLANG).run("migrate")
    found = sorted(path for path in (blog.site / "content").rglob("index*.md") if "about" in str(path))
    assert len(found) == 2
    assert blog.run("media", "--from", str(blog.folder / "uploads")).status == 0
    for file in found:
        assert "images:\n- view.jpg\n" in file.read_text("utf-8")
        assert (file.parent / "view.jpg").is_file()
    assert blog.run("verify").status == 0
