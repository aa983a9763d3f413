"""Options that are each sound alone, together: the site builds, items are where they were, and nothing is left over."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import fields
from html import unescape
from itertools import product
from pathlib import Path
from random import Random

import pytest

from migrate.choices.preset import PRESETS, preset
from migrate.diagnostics import MigrateError
from migrate.hugo.build import build
from migrate.options import FILE_NAME, HOSTS, Options, SyncOptions
from migrate.options_file import choices, load
from tests.cli.test_themes import hooks
from tests.support.blog import HOST, Blog, Post
from tests.support.examples import SEED, examples
from tests.support.hugo_samples import write
from tests.support.translated import ABOUT, BILINGUAL, ENGLISH, FRENCH, IN_FRENCH, POLYLANG, WALK, menu_entry

ACROSS = Post(
    40,
    "Croisée",
    f'<a href="{HOST}/about/">About</a>, <a href="{HOST}/contact/">contact</a>, <a href="{HOST}/fr/about/">nous</a>, '
    f'<a href="{HOST}/">home</a>.',
    "croisee",
    folder=IN_FRENCH,
    terms=(FRENCH,),
)
US = f'<a href="{HOST}/about/">Us</a>.'
SAME = tuple(
    Post(number, f"Same {number}", "Words.", "same", folder=f"{folder}{number}/", terms=(language,))
    for number, folder, language in ((50, "", ENGLISH), (51, "", ENGLISH), (52, "fr/", FRENCH), (53, "fr/", FRENCH))
)


def migrated(folder: Path, chosen: str, *posts: Post, head: str = POLYLANG) -> Blog:
    """A sound site with these choices."""
    blog = Blog(folder).write(*posts, head=head)
    blog.site.mkdir(exist_ok=True)
    (blog.site / FILE_NAME).write_text(chosen, "utf-8")
    assert blog.run("migrate").status == 0
    built = build(blog.site, folder / "public", "--printPathWarnings")
    assert built.clean, built
    assert ", 0 differs, 0 missing" in blog.run("verify").output
    blog.export_again()
    assert blog.run("diff", "--exit-code").status == 0
    return blog


@pytest.mark.parametrize("links", ["reference", "inline", "markdown", "url"])
def test_links_lead_across_languages_however_they_are_written(tmp_path: Path, links: str) -> None:
    migrated(tmp_path, f'[markdown]\nlinks = "{links}"\n', *BILINGUAL, ACROSS)
    page = (tmp_path / "public/fr/2020/05/04/croisee/index.html").read_text("utf-8")
    for address in ("/about/", "/contact/", "/fr/about/", "/"):
        assert f'<a href="{address}">' in page


@pytest.mark.parametrize(("bundles", "ending"), [("false", ".md"), ("true", "/index.md")])
def test_links_that_name_files_lead_somewhere_in_a_new_site(tmp_path: Path, bundles: str, ending: str) -> None:
    others = (
        '<a href="tel:+12">Call</a>, <a href="#">top</a>, '
        '<a href="https://other.example/" title="A &lt;b&gt; &quot;c&quot;">b</a>.'
    )
    about = ABOUT.but(content=f'<a href="{HOST}/2020/05/04/walk/#here">Out</a>. {others}')
    chosen = f'[markdown]\nlinks = "markdown"\n[paths]\nbundles = {bundles}\n'
    blog = migrated(tmp_path, chosen, about, WALK.but(content=US), head="")
    assert f"[Us](/about{ending})" in blog.text(f"content/posts/2020-05-04-walk{ending}")
    assert f"[Out](/posts/2020-05-04-walk{ending}#here)" in blog.text(f"content/about{ending}")
    page = (tmp_path / "public/about/index.html").read_text("utf-8")
    assert '<a href="/2020/05/04/walk/#here">Out</a>' in page
    assert '<a href="#">top</a>' in page and '<a href="tel:+12">Call</a>' in unescape(page)
    assert 'title="A &lt;b&gt; &#34;c&#34;">b</a>' in page


@pytest.mark.parametrize(
    ("choices", "english", "french"),
    [
        ("", "posts/2020-05-04-same-51.md", "posts/2020-05-04-same-53.fr.md"),
        ("bundles = true", "posts/2020-05-04-same-51/index.md", "posts/2020-05-04-same-53/index.fr.md"),
        ('posts = "content/{slug}/index.md"', "same-51/index.md", "same-53/index.fr.md"),
        ('posts = "content/fr/{slug}.md"', "fr/same-51.md", "fr/same-53.fr.md"),
    ],
)
def test_files_that_say_their_language_by_their_name_say_it_wherever_they_lie(
    tmp_path: Path, choices: str, english: str, french: str
) -> None:
    blog = migrated(tmp_path, f'[languages]\nlayout = "suffixes"\n[paths]\n{choices}\n', *SAME)
    for path in (english, french, english.replace("-51", ""), french.replace("-53", "")):
        assert (blog.site / "content" / path).is_file()
    assert (tmp_path / "public/fr/53/same/index.html").is_file()


def test_translations_of_a_page_that_is_a_folder_lie_in_it(tmp_path: Path) -> None:
    blog = migrated(tmp_path, '[languages]\nlayout = "suffixes"\n[paths]\nbundles = true\n', *BILINGUAL)
    assert {path.name for path in (blog.site / "content/about").iterdir()} == {"index.md", "index.fr.md"}


CHOICES: dict[str, tuple[str, ...]] = {
    "[languages]": ("", 'layout = "suffixes"'),
    "[paths]": ("", "bundles = true", 'posts = "content/{year}/{slug}.md"', 'posts = "content/{category}/{date}.md"'),
    "[site]": ("", *(f'host = "{host}"' for host in HOSTS)),
    "[front_matter]": ("", 'format = "toml"\nterms = "list"', 'format = "json"\nauthor = "name"\nparents = true'),
    "[select]": ("", 'status = ["publish"]', "exclude = [3]"),
    "[markdown]": ("", 'links = "url"', 'links = "inline"'),
    "[content]": ("", 'hidden = "drop"'),
}
SECRET = "quokka"
PRIVATE = (
    Post(60, "Quokka draft", SECRET, "quokka-draft", status="draft", terms=(("category", SECRET, SECRET),)),
    Post(61, SECRET, SECRET, "quokka-private", status="private", comments=(SECRET,), folder="fr/", terms=(FRENCH,)),
    Post(62, SECRET, SECRET, "quokka-password", password=SECRET, excerpt=SECRET),
    Post(63, "Partly", f"Open {{{{< x >}}}}.\n\n[private]{SECRET}[/private]\n\nEnd.", "partly", terms=(ENGLISH,)),
    menu_entry(64, "top", SECRET, type="post_type", object="post", object_id="60"),
)


@pytest.mark.parametrize("number", range(examples(3)))
def test_whatever_is_chosen_a_site_is_sound_and_stays_so(tmp_path: Path, number: int) -> None:
    """Nothing private is shown, what a diff says is what a sync does, and what was written by hand stays."""
    random = Random(number + 1000 * SEED)
    name = random.choice(["", *PRESETS])
    chosen = {table: random.choice(values) for table, values in CHOICES.items()}
    text = "".join(f"{table}\n{value}\n" for table, value in chosen.items())
    if theme := preset(name):
        write(tmp_path / "site/themes" / theme.title, hooks(theme))
        text += f'[theme]\npreset = "{name}"\n'
    posts = [*BILINGUAL, ACROSS, *SAME, *PRIVATE] if random.random() < 0.7 else [WALK, ABOUT, *PRIVATE]
    blog = migrated(tmp_path, text, *posts)
    assert secrets_in(tmp_path / "public") == []
    by_hand = next(path for path in (blog.site / "content").rglob("*.md") if "Partly" in path.read_text("utf-8"))
    by_hand.write_text(f"{by_hand.read_text('utf-8').rstrip()}\n\nBy hand.\n", "utf-8")
    newer = {1: WALK.but(content=f"{WALK.content}\n\nMore."), 10: ABOUT.but(content=SECRET, status="draft")}
    blog.write(*(newer.get(one.id, one) for one in posts), head=POLYLANG)
    before = blog.files()
    announced = {one["path"] for one in json.loads(blog.run("diff", "--format", "json").output)["changes"]}
    assert blog.run("sync").status == 0
    after = blog.files()
    assert announced == {path for path in after if path[:9] != ".wxr2hugo" and before.get(path) != after[path]}
    assert "By hand." in by_hand.read_text("utf-8")
    assert build(blog.site, tmp_path / "later", "--printPathWarnings").clean
    assert secrets_in(tmp_path / "later") == []
    assert blog.run("diff", "--exit-code").status == 0


def secrets_in(public: Path) -> list[str]:
    """The files of a built site that say what visitors may not know."""
    files = [path for path in public.rglob("*") if path.is_file()]
    return [
        str(path) for path in files if SECRET in str(path.relative_to(public)) or SECRET.encode() in path.read_bytes()
    ]


ODD = (
    "true",
    "-1",
    "nan",
    '""',
    '"\\u0000"',
    '"a b"',
    '"{{< x >}}"',
    "[]",
    "[1]",
    "[[]]",
    "{}",
    "{a = {b = [1, {}]}}",
    "12:00:00",
)


@pytest.mark.parametrize("kind", [Options, SyncOptions])
def test_a_value_of_any_kind_is_taken_or_named(tmp_path: Path, kind: type) -> None:
    """No value that somebody writes into the file is a fault of ours."""
    places = [(one.metadata["table"], one.metadata["key"]) for one in fields(kind)]
    taken = 0
    for (table, key), value in product(places, ODD):
        for name in ("x", "images", "lastmod") if key == "NAME" else (key,):
            (tmp_path / FILE_NAME).write_text(f"[{table}]\n{name} = {value}\n", "utf-8")
            with suppress(MigrateError):
                load(tmp_path)
                assert choices(tmp_path)
                taken += 1
    assert taken


def test_the_name_of_a_shortcode_is_one_that_hugo_reads(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_text('[shortcodes]\nbox = "my/box"\n', "utf-8")
    assert load(tmp_path)[0].shortcodes == (("box", "my/box"),)
    (tmp_path / FILE_NAME).write_text("[shortcodes]\nbox = 'box >}} {{< y'\n", "utf-8")
    with pytest.raises(MigrateError, match=r"box is .* no name"):
        load(tmp_path)
