"""What plugins tell search engines of a category stands on its page, as far as the export holds it."""

from __future__ import annotations

from migrate.hugo.build import build
from tests.support.blog import HOST, Blog, Post
from tests.support.wxr_exports import element, record

RANK_MATH = (
    ("rank_math_title", "%term% %sep% all of them %sep% %sitename%"),
    ("rank_math_description", "Loaves of <b>all</b> kinds"),
    ("rank_math_robots", 'a:1:{i:0;s:7:"noindex";}'),
    ("rank_math_canonical_url", "https://elsewhere.example/bread/"),
)
FRAMEWORK = (
    'a:4:{s:8:"doctitle";s:11:"Rye, by hand";s:11:"description";s:8:"Dark one";s:7:"noindex";i:0;s:8:"nofollow";i:1;}'
)
CUT = 'a:2:{s:8:"doctitle";s:400:"Rye'


def category(number: int, slug: str, name: str, *meta: tuple[str, str], about: str = "") -> str:
    kept = "".join(
        f"<wp:termmeta>{element('wp:meta_key', key)}{element('wp:meta_value', value)}</wp:termmeta>"
        for key, value in meta
    )
    fields = {"term_id": str(number), "category_nicename": slug, "cat_name": name, "category_description": about}
    return record("category", **fields).replace("</wp:category>", f"{kept}</wp:category>")


def test_title_description_canonical_address_and_robots_of_a_category(blog: Blog) -> None:
    head = category(3, "bread", "Bread", *RANK_MATH, about="What we bake.")
    head += category(4, "rye", "Rye", ("autodescription-term-settings", FRAMEWORK))
    head += category(
        5, "cut", "Cut", ("autodescription-term-settings", CUT), ("rank_math_title", "Cut \udcff short"[:3])
    )
    blog.write(Post(1, categories=("Bread", "Rye", "Cut")), head=head)
    assert blog.run("migrate").status == 0
    assert blog.text("content/categories/bread/_index.md") == (
        "---\n"
        "canonicalURL: https://elsewhere.example/bread/\n"
        "description: What we bake.\n"
        "robots: noindex\n"
        "seo_description: Loaves of all kinds\n"
        "seo_title: Bread - all of them - A journal\n"
        "sitemap:\n"
        "  disable: true\n"
        "title: Bread\n"
        "url: /category/bread/\n"
        "---\n"
    )
    assert "robots: nofollow\n" in blog.text("content/categories/rye/_index.md")
    assert "seo_title: Rye, by hand" in blog.text("content/categories/rye/_index.md")
    assert "seo" not in blog.text("content/categories/cut/_index.md")
    built = build(blog.site, blog.folder / "public")
    assert built.clean, built
    page = (blog.folder / "public/category/bread/index.html").read_text("utf-8")
    assert "<title>Bread - all of them - A journal</title>" in page
    assert '<meta name="robots" content="noindex">' in page
    assert '<meta name="description" content="Loaves of all kinds">' in page
    assert "What we bake." in page
    assert f"{HOST}/category/bread/" not in (blog.folder / "public/sitemap.xml").read_text("utf-8")


def test_a_description_that_links_or_marks_something_is_the_text_of_the_page_of_its_term(blog: Blog) -> None:
    about = f'On <em>bread</em>, as in <a href="{HOST}/?p=1">a walk</a>.\n\n<script>x()</script>{{{{< x >}}}} All.'
    blog.write(Post(1, categories=("Bread",)), head=category(3, "bread", "Bread", about=about))
    assert blog.run("migrate").status == 0
    assert blog.text("content/categories/bread/_index.md") == (
        "---\ntitle: Bread\nurl: /category/bread/\n---\n\n"
        "On _bread_, as in [a walk][1].\n\n{\\{< x >}} All.\n\n"
        '[1]: {{< relref "2020-05-04-post-1.md" >}}\n'
    )
    built = build(blog.site, blog.folder / "public")
    assert built.clean, built
    page = (blog.folder / "public/category/bread/index.html").read_text("utf-8")
    assert '<p>On <em>bread</em>, as in <a href="/2020/05/04/post-1/">a walk</a>.</p>' in page
    assert '<meta name="description" content="On bread, as in a walk. {{&lt; x &gt;}} All.">' in page


def test_the_picture_of_a_category_comes_along(blog: Blog) -> None:
    head = record("term", term_id="7", term_taxonomy="product_cat", term_slug="oars", term_name="Oars").replace(
        "</wp:term>",
        f"<wp:termmeta>{element('wp:meta_key', 'thumbnail_id')}{element('wp:meta_value', '9')}</wp:termmeta></wp:term>",
    )
    picture = Post(9, "Oar", "", type="attachment", status="inherit", attachment=f"{HOST}/wp-content/uploads/oar.jpg")
    oar = Post(2, "Oar", type="product", folder="product/", terms=(("product_cat", "oars", "Oars"),))
    assert blog.write(oar, picture, head=head).run("migrate").status == 0
    assert "images:\n- /wp-content/uploads/oar.jpg\n" in blog.text("content/product_cat/oars/_index.md")
