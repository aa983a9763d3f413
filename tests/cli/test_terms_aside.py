"""Terms whose names no folder can have on every system: their pages lie aside, and a content adapter binds them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from migrate.hugo.build import BuildResult, build
from migrate.hugo.shipped import term_adapter
from migrate.site.decide.paths.paths import is_storable
from tests.support.blog import HOST, Blog, Post
from tests.support.translated import BILINGUAL, POLYLANG, term
from tests.support.wxr_exports import record

NAMES = (
    *(".NET", "#wifi", "CON", "what?", "trail.", "home~", "AC/DC.", "a:b", '"q"', "<b>x</b>", "a|b", "star*", "a\\b"),
    *("{{< x >}}", "{{ now }}", "`tick`.", "'{{%'?", "...", ". .", "😀.", "con/x.y", "nul.tar.gz", "100%.", "%zz~"),
    *("İI?", "ΣΑΣ?", "a b  c?", "_content.gotmpl", "日" * 66 + "?", "null.", "- x?", "x # y:", "x=y:", "&amp;?"),
)
LIST = '{{ .Title }}|{{ .Description }}|{{ .Content }}|{{ range .Pages }}<a href="{{ .RelPermalink }}">{{ end }}'
PAGE = '{{ .Title }}{{ range .GetTerms "tags" }}|{{ .RelPermalink }}{{ end }}'
NET, PAGE_OF_NET, ADAPTER = "content/tags/net/_index.md", "assets/terms/tags/net.md", "content/tags/_content.gotmpl"


def tag(number: int, slug: str, name: str, description: str = "") -> str:
    return record("tag", term_id=str(number), tag_slug=slug, tag_name=name, tag_description=description)


def tagged(blog: Blog, name: str, description: str = "", slug: str = "net") -> Blog:
    """Export a post with one tag."""
    return blog.write(Post(1, terms=(("post_tag", slug, name),)), head=tag(len(slug), slug, name, description))


def files(blog: Blog) -> list[str]:
    """The pages of tags, and what binds them."""
    folders = (blog.site / "assets/terms", blog.site / "content/tags")
    found = (path for folder in folders for path in folder.rglob("*") if path.is_file())
    return sorted(path.relative_to(blog.site).as_posix() for path in found)


def counted(blog: Blog, *arguments: str) -> str:
    """How a sync ends; the diff before it has said the same."""
    told = blog.run("diff", "--format", "stat", *arguments)
    run = blog.run("sync", *arguments)
    ending = next(line for line in run.messages.splitlines() if " unchanged" in line)
    assert ending in told.messages
    return ending


@pytest.fixture(scope="module")
def named(tmp_path_factory: pytest.TempPathFactory) -> Blog:
    """A blog with a tag of each of those names, each on a post of its own."""
    blog = Blog(tmp_path_factory.mktemp("named"))
    terms = [("post_tag", f"t{number}", name) for number, name in enumerate(NAMES)]
    about = f'Of <em>it</em> {{{{< y >}}}} {{{{ now }}}}, <a href="{HOST}/2020/05/04/p0/">there</a>.'
    head = "".join(tag(number + 1, slug, name, about) for number, (_, slug, name) in enumerate(terms))
    blog.write(
        *(Post(number + 1, f"Post {number}", "", f"p{number}", terms=(one,)) for number, one in enumerate(terms)),
        head=head,
    )
    assert blog.run("migrate").status == 0
    return blog


@pytest.fixture(scope="module")
def public(named: Blog, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("public")
    built = build(named.site, folder)
    assert built.clean, built
    return folder


@pytest.mark.parametrize("number", range(len(NAMES)), ids=NAMES)
def test_the_page_of_a_term_with_any_name_is_at_its_old_address_and_lists_its_posts(public: Path, number: int) -> None:
    page = (public / f"tag/t{number}/index.html").read_text("utf-8")
    assert f'href="/2020/05/04/p{number}/"' in page
    assert "<p>Of <em>it</em> {{&lt; y &gt;}} {{ now }}, " in page
    assert f'href="/tag/t{number}/"' in (public / f"2020/05/04/p{number}/index.html").read_text("utf-8")


def test_no_page_is_where_hugo_would_have_put_them_and_the_map_of_the_site_holds_them_as_any(public: Path) -> None:
    assert [path.name for path in (public / "tags").iterdir() if path.is_dir()] == []
    sitemap = (public / "sitemap.xml").read_text("utf-8")
    assert sitemap.count(f"{HOST}/tag/t") == len(NAMES)
    assert "<priority>" not in sitemap


def test_every_file_of_such_a_site_can_be_stored_everywhere(named: Blog) -> None:
    assert all(map(is_storable, Path(path).parts) for path in named.files())


def test_such_a_site_is_proved_as_any_other(named: Blog) -> None:
    proof = named.run("verify")
    assert proof.status == 0, proof.output
    assert f"{len(NAMES)} identical" in proof.output


def test_a_second_run_finds_nothing_to_do(named: Blog) -> None:
    named.export_again()
    before = named.files_without_notes()
    assert counted(named).startswith("0 created, 0 updated, 0 merged, 0 conflicts, 0 moved, 0 deleted, 0 orphans")
    assert named.files_without_notes() == before


def test_a_page_goes_aside_with_what_was_written_in_it_and_comes_back(blog: Blog) -> None:
    tagged(blog, "Net").run("migrate")
    assert files(blog) == [NET]
    blog.edit(NET, "url:", "mine: yes\nurl:")
    assert ", 1 moved," in counted(tagged(blog, ".NET", "Words"))
    assert files(blog) == [PAGE_OF_NET, ADAPTER]
    assert blog.text(PAGE_OF_NET) == (
        "---\ndescription: Words\nterm: .NET\ntitle: .NET\nmine: yes\nurl: /tag/net/\n---\n"
    )
    assert ", 1 moved," in counted(tagged(blog, "Net", "Words"))
    assert blog.text(NET) == "---\ndescription: Words\ntitle: Net\nmine: yes\nurl: /tag/net/\n---\n"


def test_a_new_name_of_that_kind_leaves_the_page_in_its_place(blog: Blog) -> None:
    tagged(blog, ".NET").run("migrate")
    assert ", 0 moved," in counted(tagged(blog, ".NET 8"))
    assert "term: .NET 8\n" in blog.text(PAGE_OF_NET)


def test_edits_of_both_sides_are_merged_by_key_and_the_same_one_is_a_conflict(blog: Blog) -> None:
    tagged(blog, ".NET", "One").run("migrate")
    blog.edit(PAGE_OF_NET, "title: .NET", "title: Dot net")
    assert ", 1 merged, 0 conflicts," in counted(tagged(blog, ".NET", "Two"))
    blog.edit(PAGE_OF_NET, "Two", "Mine")
    assert ", 1 conflict," in counted(tagged(blog, ".NET", "Three"))
    assert blog.run("resolve", PAGE_OF_NET, "--theirs").status == 0
    assert "description: Three\n" in blog.text(PAGE_OF_NET)


def test_a_page_that_is_gone_from_the_export_is_bound_as_long_as_it_is_there(blog: Blog) -> None:
    tagged(blog, ".NET").run("migrate")
    assert ", 1 orphan," in counted(tagged(blog, "Bread", slug="bread"))
    assert {PAGE_OF_NET, ADAPTER} <= {*files(blog)}
    blog.edit(PAGE_OF_NET, "title: .NET", "title: Mine")
    counted(blog, "--prune")
    assert {PAGE_OF_NET, ADAPTER} <= {*files(blog)}
    blog.edit(PAGE_OF_NET, "title: Mine", "title: .NET")
    counted(blog, "--prune")
    assert files(blog) == ["content/tags/bread/_index.md"]


def test_an_adapter_of_the_users_own_is_a_conflict_until_it_is_settled(blog: Blog) -> None:
    (blog.site / ADAPTER).parent.mkdir(parents=True)
    (blog.site / ADAPTER).write_text("{{- /* mine */ -}}\n")
    assert tagged(blog, ".NET").run("migrate").status == 1
    assert blog.text(ADAPTER) == "{{- /* mine */ -}}\n"
    (blog.site / ADAPTER).write_text("{{- /* mine */ -}}\n" + term_adapter("terms/tags"))
    assert blog.run("resolve", ADAPTER).status == 0
    assert blog.run("sync").status == 0
    assert blog.text(ADAPTER).startswith("{{- /* mine */ -}}\n")


def test_without_a_state_nothing_is_written_anew(blog: Blog) -> None:
    tagged(blog, ".NET").run("migrate")
    before = blog.files_without_notes()
    shutil.rmtree(blog.site / ".wxr2hugo")
    assert blog.run("migrate").status == 0
    assert blog.files_without_notes() == before


def test_a_term_of_which_nobody_may_know_is_not_shown(blog: Blog) -> None:
    post = Post(2, tags=(".secret",))
    blog.write(Post(1), post).run("migrate")
    blog.write(Post(1), post.but(status="draft")).run("sync")
    assert "draft: true\n" in blog.text("assets/terms/tags/secret.md")
    assert build(blog.site, blog.folder / "public").clean
    assert not any(b"secret" in path.read_bytes() for path in (blog.folder / "public").rglob("*.*ml"))


def test_a_term_of_which_only_an_item_to_come_speaks_waits_for_it(blog: Blog) -> None:
    blog.write(Post(1), Post(2, tags=(".soon",), status="future", day="2099-05-04")).run("migrate")
    assert "publishDate: 2099-05-04" in blog.text("assets/terms/tags/soon.md")
    assert build(blog.site, blog.folder / "public").clean
    assert not any(b"soon" in path.read_bytes() for path in (blog.folder / "public").rglob("*.*ml"))


def test_a_taxonomy_that_the_owners_configuration_lacks_has_no_adapter_which_would_end_the_build(blog: Blog) -> None:
    blog.site.mkdir()
    (blog.site / "hugo.toml").write_text(f'baseURL = "{HOST}/"\ntitle = "Mine"\n')
    blog.write(Post(1, terms=(("genre", "net", ".NET"), ("post_tag", "net", ".NET")))).run("migrate")
    assert laid_out(blog, LIST, PAGE).status == 0
    assert not (blog.site / "content/genre").exists()
    (blog.site / "hugo.toml").write_text(f'baseURL = "{HOST}/"\n[taxonomies]\ngenre = "genre"\ntag = "tags"\n')
    assert counted(blog).startswith("1 created, 0 updated")
    assert laid_out(blog, LIST, PAGE).status == 0
    assert (blog.folder / "public/genre/net/index.html").read_text("utf-8").startswith(".NET||")


def test_hugo_names_the_file_whose_front_matter_cannot_be_read(blog: Blog) -> None:
    tagged(blog, ".NET").run("migrate")
    blog.edit(PAGE_OF_NET, "title: .NET", "<<<<<<< HEAD\ntitle: .NET\n=======")
    built = build(blog.site, blog.folder / "public")
    assert built.status != 0 and f"{PAGE_OF_NET}: its front matter cannot be read" in built.errors[0]


def laid_out(blog: Blog, of_lists: str, of_pages: str) -> BuildResult:
    """Build the site with layouts of the owner's."""
    (blog.site / "layouts").mkdir(exist_ok=True)
    for name, text in {"list.html": of_lists, "single.html": of_pages, "home.html": ""}.items():
        (blog.site / "layouts" / name).write_text(text)
    return build(blog.site, blog.folder / "public")


@pytest.mark.parametrize("layout", ["folders", "suffixes"])
def test_each_language_has_its_own(blog: Blog, layout: str) -> None:
    blog.site.mkdir()
    (blog.site / "wxr2hugo.toml").write_text(f'[languages]\nlayout = "{layout}"\n')
    english, french = ("category", "net", ".NET"), ("category", "net-fr", ".NET")
    first, second, *others = BILINGUAL
    spoken = [first.but(terms=(*first.terms, english)), second.but(terms=(*second.terms, french))]
    head = POLYLANG + term(31, "category", "net", ".NET") + term(32, "category", "net-fr", ".NET", "En français")
    assert blog.write(*spoken, *others, head=head).run("migrate").status == 0
    assert blog.run("verify").status == 0
    assert "En français" in blog.text("assets/terms.fr/categories/net-fr.fr.md")
    assert "En français" not in blog.text("assets/terms/categories/net.md")


def test_the_adapter_reads_front_matter_of_all_kinds_and_says_what_it_cannot_read(blog: Blog) -> None:
    pages = {
        "yaml.md": "---\r\n# a: <b>\r\nterm: .a\r\ntitle: A\r\nurl: /a/\r\n---\r\n\r\n**x**\r\n\r\n---\r\n\r\ny\r\n",
        "toml.md": '+++\nterm = "B?"\ntitle = "a = {b}"\nurl = "/b/"\n+++\n',
        "json.md": '{\n  "term": "#c",\n  "title": "}",\n  "url": "/c/"\n}\n\n}\n',
        "draft.md": "---\ndraft: true\nterm: d?\ntitle: D\nurl: /d/\n---\n",
        "late.md": "---\npublishDate: 2099-01-02T00:00:00+09:00\nterm: f?\nurl: /f/\n---\n",
        "over.md": '+++\nterm = "g?"\nExpiryDate = 2001-02-03\nurl = "/g/"\n+++\n',
        "bare.md": "---\ntitle: E\n---\n",
        "none.md": "Words.\n",
    }
    for name, text in pages.items():
        path = blog.site / "assets/terms/tags" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    (blog.site / "content/tags").mkdir(parents=True)
    (blog.site / ADAPTER).write_text(term_adapter("terms/tags"))
    (blog.site / "hugo.toml").write_text(f'baseURL = "{HOST}/"\ndisableKinds = ["RSS"]\n')
    built = laid_out(blog, LIST, PAGE)
    assert built.status == 0, built
    assert [said.split(":")[0] for said in built.warnings] == [
        f"assets/terms/tags/{one}.md" for one in ("bare", "none")
    ]
    found = {path.parent.name: path.read_text("utf-8") for path in (blog.folder / "public").glob("?/index.html")}
    assert found == {"a": "A||<p><strong>x</strong></p>\n<hr>\n<p>y</p>\n|", "b": "a = {b}|||", "c": "}||<p>}</p>\n|"}
