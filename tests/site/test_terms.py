"""Terms go by their names, each has a page, and Hugo binds the two."""

import subprocess
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from migrate.hugo.build import find
from migrate.hugo.shipped import term_adapter
from migrate.model.documents import Kind
from migrate.model.export import Term
from migrate.page.places import ONE_LANGUAGE
from migrate.page.yaml_writer import dump
from migrate.site.decide.bylines import nicename
from migrate.site.decide.paths.paths import is_storable
from migrate.site.decide.term_pages import ends_at_the_top
from migrate.site.decide.terms.files import adapter_file, bound, clean_name, is_aside
from migrate.site.decide.terms.terms import taxonomy_key
from tests.support.site_builders import BASE, author, carries, category, diagnosed, item, page, placed, site, tag
from tests.support.time_limit import within


def pages_of(*records: Any, **more: Any) -> Any:
    return {one.key: one for one in site(*records, **more).term_pages}


def test_a_category_keeps_name_description_and_address_below_its_parents() -> None:
    found = pages_of(category("news", "News"), category("local", "Local & Co", 2, "news", "All <b>local</b>"))
    local = found["term:category/local"]
    assert (local.name, local.title, local.description) == ("Local & Co", "Local & Co", "All <b>local</b>")
    assert (local.path, local.url) == ("content/categories/local-&-co/_index.md", "/category/news/local/")


def test_parents_in_a_circle_end() -> None:
    found = pages_of(category("a", "A", 1, "b"), category("b", "B", 2, "a"))
    assert found["term:category/a"].url == "/category/b/a/"


def test_tags_authors_and_custom_taxonomies_have_their_addresses() -> None:
    made = site(
        tag("x", "X"),
        author("Jo.Doe", "Jo Doe"),
        Term(9, "genre", "jazz", "Jazz"),
        item(1, terms=(carries("genre", "jazz", "Jazz"),)),
    )
    found = {one.key: (one.path, one.title, one.url) for one in made.term_pages}
    assert found["term:post_tag/x"] == ("content/tags/x/_index.md", "X", "/tag/x/")
    assert found["term:author/Jo.Doe"] == ("content/author/jo.doe/_index.md", "Jo Doe", "/author/jo-doe/")
    assert found["term:genre/jazz"] == ("content/genre/jazz/_index.md", "Jazz", "/genre/jazz/")
    assert made.pages["1"].taxonomies == (("genre", ("Jazz",)),)


def test_what_has_neither_name_nor_slug_is_no_term() -> None:
    carried = (carries("category", "", ""), carries("category", "a", "A"))
    made = site(category("", ""), category("a", "A", 2), item(1, terms=carried))
    assert [one.key for one in made.term_pages if one.taxonomy == "categories"] == ["term:category/a"]
    assert not made.redirects.named


def test_a_term_names_the_one_above_it_where_its_address_does_not() -> None:
    shelves = [Term(1, "shelf", "a", "Aa"), Term(2, "shelf", "b", "Bb", "a"), Term(3, "shelf", "c", "Cc", "missing")]
    shelves += [Term(4, "shelf", "d", "Dd", "e"), Term(5, "shelf", "e", "Ee", "d"), Term(6, "shelf", "f", "Ff", "f")]
    goods = [Term(7, "product_cat", "g", "Gg"), Term(8, "product_cat", "h", "Hh", "g")]
    carried = tuple(carries(one.taxonomy, one.slug, one.name) for one in (*shelves, *goods))
    found = pages_of(*shelves, *goods, item(1, terms=carried))
    parents = {key: one.parent for key, one in found.items() if one.parent}
    assert parents == {"term:shelf/b": "Aa"}, "a ring has no top, and a shop's addresses say it"
    assert found["term:product_cat/h"].url == "/product-category/g/h/"


@pytest.mark.parametrize(
    "taxonomy", ["nav_menu", "post_format", "language", "post_translations", "wp_theme", "elementor_library_type"]
)
def test_what_only_wordpress_uses_is_no_taxonomy(taxonomy: str) -> None:
    made = site(Term(9, taxonomy, "x", "X"), item(1, terms=(carries(taxonomy, "x", "X"),)))
    assert made.pages["1"].taxonomies == ()
    assert taxonomy not in made.terms.taxonomies()


@pytest.mark.parametrize(
    ("taxonomy", "key"), [("Genre!", "genre"), ("title", "title-terms"), ("book", "book-terms"), ("***", "")]
)
def test_the_key_of_a_taxonomy_is_no_other_key_and_no_section(taxonomy: str, key: str) -> None:
    assert taxonomy_key(taxonomy, {"book"}) == key
    assert taxonomy_key(taxonomy_key(taxonomy, {"book"})) == key


def test_terms_that_only_items_name_have_pages_too() -> None:
    found = pages_of(item(1, terms=(carries("category", "%e6%97%a5", "日"), carries("post_tag", "x", "X"))))
    assert found["term:category/日"].url == "/category/日/"
    assert found["term:post_tag/x"].name == "X"


@pytest.mark.parametrize(
    ("first", "second"), [("C", "C"), ("PHP", "php"), ("a b", "a-b"), ("Cafe\u0301", "Café"), ("ß", "SS")]
)
def test_two_names_that_are_one_to_hugo_or_to_a_disk_are_told_apart(first: str, second: str) -> None:
    records = (
        tag("one", first, 1),
        tag("two", second, 2),
        item(1, terms=(carries("post_tag", "one", first), carries("post_tag", "two", second))),
    )
    made, said = diagnosed(*records)
    renamed = f"{clean_name(second)} (two)"
    assert made.pages["1"].tags == (clean_name(first), renamed)
    assert ("TERM_RENAMED", f"post_tag {second}: {renamed}") in said


def test_the_older_term_keeps_the_name_whatever_the_order_of_the_export() -> None:
    names = [
        {one.key: one.name for one in site(*order).term_pages}
        for order in ((tag("a", "X", 2), tag("b", "x", 1)), (tag("b", "x", 1), tag("a", "X", 2)))
    ]
    assert names[0] == names[1]
    assert names[0]["term:post_tag/b"] == "x"


def test_who_has_a_name_from_an_earlier_run_keeps_it() -> None:
    before = placed("term:post_tag/b", "content/tags/x/_index.md", kind=Kind.TERM)
    found = pages_of(tag("a", "X"), tag("b", "X"), placed=[before])
    assert (found["term:post_tag/b"].name, found["term:post_tag/a"].name) == ("X", "X (a)")


def test_a_name_that_one_term_leaves_is_free_for_another_in_the_same_run() -> None:
    before = placed("term:post_tag/a", "content/tags/news/_index.md", kind=Kind.TERM)
    found = pages_of(tag("a", "Old news", 1), tag("b", "News", 2), placed=[before])
    assert found["term:post_tag/a"].path == "content/tags/old-news/_index.md"
    assert found["term:post_tag/b"].path == "content/tags/news/_index.md"


def test_a_name_stays_taken_where_its_page_cannot_go_elsewhere() -> None:
    before = placed("term:post_tag/a", "content/tags/news/_index.md", kind=Kind.TERM)
    found = pages_of(tag("a", "Old", 1), tag("b", "News", 2), placed=[before], taken=["content/tags/old/_index.md"])
    assert found == {}


@pytest.mark.parametrize(("first", "second"), [("X", "Y"), (".x", "CON"), ("x?", "Y")])
def test_terms_that_change_names_do_it_one_after_the_other(first: str, second: str) -> None:
    names, pages = {"a": first, "b": second}, pages_of(tag("a", first, 1), tag("b", second, 2))
    swapped = tag("a", second, 1), tag("b", first, 2)
    for _ in range(2):
        now = [placed(key, one.path, kind=Kind.TERM) for key, one in pages.items()]
        pages = pages_of(*swapped, placed=now)
        assert len({one.path for one in pages.values()}) == 2
        assert all(one.name in {names["a"], names["b"], f"{second} (a)", f"{first} (b)"} for one in pages.values())
    assert (pages["term:post_tag/a"].name, pages["term:post_tag/b"].name) == (second, first)


def test_a_page_that_the_user_made_for_a_term_with_any_name_stays_the_terms() -> None:
    assert pages_of(tag("x", "CON"), taken=["content/tags/con/_index.md"]) == {}


def test_c_sharp_and_c_plus_plus_stay_apart() -> None:
    found = pages_of(tag("c", "C#"), tag("c-2", "C++"), tag("c-3", "C"))
    assert {one.path for one in found.values()} == {f"content/tags/{name}/_index.md" for name in ("c", "c#", "c++")}


def test_a_page_with_the_address_of_a_term_keeps_it() -> None:
    found = pages_of(category("news", "News"), page(1, "news", address="/category/news/"))
    assert found["term:category/news"].url == "/categories/news/"


def test_two_authors_whose_words_in_addresses_are_one_have_addresses_of_their_own() -> None:
    found = pages_of(author("jo."), author("jo", number=2))
    assert {one.name: one.url for one in found.values()} == {"jo": "/author/jo/", "jo.": "/author/jo-2/"}


def test_a_file_of_the_users_own_is_never_a_terms() -> None:
    assert "term:post_tag/x" not in pages_of(tag("x", "X"), taken=["content/tags/x/_index.md"])


@pytest.mark.parametrize(
    "name",
    [
        *(".NET", "# hash", "a\\b", "home~", "CON", "lpt1.txt", "Aux.", "what?", "a:b", '"q"', "<b>", "a|b", "star*"),
        *("trail.", "AC/DC.", "con/a", "_content.gotmpl", "GIT~1", "COM\u00b9"),
    ],
)
def test_a_term_with_a_name_that_no_folder_can_have_everywhere_has_its_page_aside(name: str) -> None:
    made = site(tag("x", name, 1), item(1, terms=(carries("post_tag", "x", name),)))
    found = {one.key: one for one in made.term_pages}["term:post_tag/x"]
    assert made.pages["1"].tags == (name,)
    assert (found.path, found.name, found.url) == ("assets/terms/tags/x.md", name, "/tag/x/")
    assert not made.redirects.moved


@pytest.mark.parametrize("name", ["C#", "console", "a.b", "x~1", "NUL-1", "com10", "~git", "日本"])
def test_a_name_that_a_folder_can_have_has_one(name: str) -> None:
    assert pages_of(tag("x", name))["term:post_tag/x"].path == f"content/tags/{name.lower()}/_index.md"


@pytest.mark.parametrize("slug", ["con", "a.b", "index", "日本", "😀", "x" * 300, "../../x", "Net", ""])
def test_a_page_aside_is_named_by_the_slug_as_all_systems_can_store_it(slug: str) -> None:
    pages = pages_of(tag(slug, ".NET"), tag("net", ".Net 2"), tag("net-2", "#net"))
    paths = [one.path for one in pages.values() if one.taxonomy == "tags"]
    assert len({path.casefold() for path in paths}) == len(paths)
    for path in paths:
        folder, _, name = path.rpartition("/")
        assert folder == "assets/terms/tags"
        assert is_storable(name) and len(name.encode()) <= 200 and not set(name[:-3]) & set("./\\")


def test_a_page_aside_keeps_its_place_while_its_name_stays_one_of_those() -> None:
    before = placed("term:post_tag/net", "assets/terms/tags/net.md", kind=Kind.TERM)
    pages = [pages_of(tag("Net", ".N", 1), tag("net", name, 2), placed=[before]) for name in (".NET", ".NET 8")]
    assert {one["term:post_tag/net"].path for one in pages} == {"assets/terms/tags/net.md"}


@given(st.text(max_size=300))
def test_no_name_leads_out_of_its_folder_or_gets_too_long(name: Any) -> None:
    clean = clean_name(name)
    assert clean_name(clean) == clean
    path = bound("tags", clean) if clean else ""
    if path:
        assert path.startswith("content/tags/")
        assert path.endswith("/_index.md")
        assert not {"", ".", ".."} & set(path.split("/"))
        assert all(map(is_storable, path.split("/")))


@pytest.mark.parametrize(
    ("login", "word"),
    [("jo", "jo"), ("Jo Doe", "jo-doe"), ("jo.doe@mail", "jo-doemail"), ("Müller", "muller"), ("a--b", "a-b")],
)
def test_the_word_for_an_author_is_made_as_wordpress_makes_it(login: str, word: str) -> None:
    assert nicename(login) == word


NAMES = [
    *(
        "C#",
        "C++",
        "C++ & C#",
        "- dash",
        ": colon",
        '"quoted"',
        "1.0",
        "a, b",
        "AC/DC",
        "a / b",
        "what?",
        "100%",
        "a%2Fb",
    ),
    *(
        "İstanbul",
        "STRASSE ß",
        "ΣΑΣ",
        "日本 語",
        "trail.",
        "a  b",
        "_index",
        "index",
        "page.md",
        "con",
        "<b>",
        "a|b",
        "star*",
    ),
    *(
        "~home",
        "@me",
        "[x]",
        "{y}",
        "$z",
        "null",
        "true",
        "2020",
        "Name (slug)",
        "😀 smile",
        "--",
        "..",
        "../../x",
        "a\tb",
        "x--y",
        "x y",
    ),
    *("ﬁne", "a\u00a0b", "y" * 300),
    *(".NET", "# wifi", "back\\slash", "home~", "AC/DC.", ".a/.b", "nul.md", "a?.xml", "#x.de.html", "`{{< x >}}`"),
    *("{{ printf }}", "50%.", "%zz~", "...", "😀.", "con.gotmpl", "日" * 66 + "."),
]


def test_hugo_binds_every_name_to_its_page(tmp_path: Path) -> None:
    tags = [tag(f"t{number}", name, number + 1) for number, name in enumerate(NAMES)]
    posts = [
        item(number + 1, slug=f"p{number}", link=f"{BASE}/p{number}/", terms=(carries("post_tag", f"t{number}", name),))
        for number, name in enumerate(NAMES)
    ]
    made = site(*tags, *posts)
    (tmp_path / "layouts").mkdir()
    (tmp_path / "layouts/single.html").write_text('{{ range .GetTerms "tags" }}{{ .RelPermalink }}{{ end }}')
    (tmp_path / "layouts/list.html").write_text("list")
    (tmp_path / "hugo.toml").write_text(
        'baseURL = "/"\n[taxonomies]\nauthor = "author"\ncategory = "categories"\ntag = "tags"\n'
    )
    for term in made.term_pages:
        lay(tmp_path, term)
    for one in made.pages.values():
        write(tmp_path / one.path, {"tags": list(one.tags), "author": "jo", "url": one.url})
    done = subprocess.run(
        [find(), "--source", tmp_path, "--printPathWarnings"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "WARN" not in done.stdout + done.stderr
    found = [(tmp_path / f"public/p{number}/index.html").read_text("utf-8") for number in range(len(NAMES))]
    assert found == [f"/tag/t{number}/" for number in range(len(NAMES))]
    assert not (tmp_path.parent / "x").exists()


def lay(site: Path, term: Any) -> None:
    aside = is_aside(term.path)
    write(site / term.path, {"title": term.title, "url": term.url, "term": term.name if aside else ""})
    if aside:
        adapter, folder = adapter_file(term.path, ONE_LANGUAGE)
        (site / adapter).parent.mkdir(parents=True, exist_ok=True)
        (site / adapter).write_text(term_adapter(folder), "utf-8")


def write(path: Any, fields: Any) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(dump({key: value for key, value in fields.items() if value}), "utf-8")


@pytest.mark.parametrize(("last", "ends"), [("end", True), ("c0", False)], ids=["a line", "a ring"])
def test_terms_below_each_other_without_end_take_time_by_their_number_alone(last: str, ends: bool) -> None:
    many = 100_000
    above = {f"c{one}": f"c{one + 1}" for one in range(many)} | {f"c{many}": last, "d": "e"}
    with within():
        found = ends_at_the_top(above)
    assert found == dict.fromkeys(above, ends) | {"d": True}
