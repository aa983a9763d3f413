"""`[terms.rename]`: categories and tags get other names, or become one; what led to them still does."""

from __future__ import annotations

import pytest

from migrate.diagnostics import MigrateError
from migrate.hugo.build import build
from tests.support.blog import HOST, Blog, Post
from tests.support.wxr_exports import record

HEAD = "".join(
    [
        record("category", term_id="2", category_nicename="baking", cat_name="Baking"),
        record("category", term_id="3", category_nicename="bread", cat_name="Bread"),
        record("category", term_id="4", category_nicename="rye", category_parent="baking", cat_name="Rye"),
        record("category", term_id="5", category_nicename="loaves", cat_name="Loaves"),
        record("tag", term_id="9", tag_slug="salty", tag_name="salty"),
    ]
)
FIRST = Post(1, categories=("Baking", "Bread"), tags=("salty",))
SECOND = Post(2, categories=("Rye", "Loaves"), content=f'<a href="{HOST}/category/baking/">More</a>')


def migrated(blog: Blog, *rows: str) -> str:
    """Migrate with this table; what was told."""
    blog.site.mkdir()
    (blog.site / "wxr2hugo.toml").write_text("[terms.rename]\n" + "\n".join(rows), "utf-8")
    done = blog.write(FIRST, SECOND, head=HEAD).run("migrate")
    assert done.status == 0
    built = build(blog.site, blog.folder / "public")
    assert built.clean, built
    return done.messages


def test_a_term_with_another_name_keeps_its_address(blog: Blog) -> None:
    migrated(blog, 'salty = "Salt"')
    assert "tags:\n- Salt\n" in blog.text(FIRST)
    assert "url: /tag/salty/\n" in blog.text("content/tags/salt/_index.md")


def test_terms_become_one_and_all_that_led_to_them_leads_there(blog: Blog) -> None:
    migrated(blog, 'Baking = "Bread"', '"category/loaves" = "Bread"')
    assert "categories: Bread\n" in blog.text(FIRST)
    assert "categories:\n- Rye\n- Bread\n" in blog.text(SECOND)
    page = blog.text("content/categories/bread/_index.md")
    assert "aliases:\n- /category/baking/\n- /category/loaves/\n" in page
    assert not (blog.site / "content/categories/baking").exists()
    assert "url: /category/baking/rye/\n" in blog.text("content/categories/rye/_index.md")
    rules = blog.text("redirects/_redirects")
    assert "/ cat=2 /category/bread/ 301!" in rules
    assert "/category/loaves/feed/ /category/bread/index.xml 301" in rules
    assert (blog.folder / "public/category/baking/index.html").is_file()


def test_several_become_one_of_a_name_that_none_had(blog: Blog) -> None:
    migrated(blog, 'baking = "Kitchen"', 'bread = "Kitchen"')
    assert "categories: Kitchen\n" in blog.text(FIRST)
    assert "aliases:\n- /category/bread/\n" in blog.text("content/categories/kitchen/_index.md")


def test_terms_that_become_a_part_of_each_other_end_the_run(blog: Blog) -> None:
    with pytest.raises(MigrateError, match="makes category/baking and category/bread a part of each other"):
        migrated(blog, 'Baking = "Bread"', 'Bread = "Baking"')
    assert not (blog.site / "content").exists()


def test_a_term_that_is_not_there_is_told_and_its_own_name_changes_nothing(blog: Blog) -> None:
    told = migrated(blog, 'Baking = "Baking"', '"category/none" = "Some"')
    assert "W540" in told
    assert "category/none" in told
    assert "- Baking\n" in blog.text(FIRST)


def test_a_name_may_be_several_words_and_hold_any_sign(blog: Blog) -> None:
    migrated(blog, """salty = 'Salt & "pepper", at home'""")
    assert """tags:\n- Salt & "pepper", at home\n""" in blog.text(FIRST)


@pytest.mark.parametrize("blank", ["", " "])
def test_a_name_of_nothing_is_refused(blog: Blog, blank: str) -> None:
    with pytest.raises(MigrateError, match=r"\[terms.rename\] salty is .*, which is no name"):
        migrated(blog, f'salty = "{blank}"')


def test_a_table_that_says_something_else_is_refused(blog: Blog) -> None:
    with pytest.raises(MigrateError, match=r"\[terms.rename\] maps names to names"):
        migrated(blog, "Baking = 3")
