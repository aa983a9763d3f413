"""What visitors saw of events and products beside their texts is on the pages of our theme."""

from __future__ import annotations

from migrate.hugo.build import build
from tests.support.blog import HOST, Blog, Post

PLACE = (("_VenueAddress", "1 Quay St"), ("_VenueCity", "Port"), ("_VenueZip", "12345"), ("_VenueCountry", "Norway"))
PIER = Post(8, "The pier", "", type="tribe_venue", folder="venue/", meta=PLACE)
REGATTA = Post(
    10,
    "Regatta",
    "Come all.",
    type="tribe_events",
    folder="event/",
    meta=(("_EventStartDate", "2021-07-03 09:00:00"), ("_EventVenueID", "8")),
)
OAR = Post(
    11,
    "Red oar",
    "A fine oar.",
    type="product",
    folder="product/",
    excerpt="Light & <b>strong</b>.",
    meta=(("_price", "12.50"), ("_sku", "OAR-1"), ("_stock_status", "outofstock")),
)


def page(blog: Blog, post: Post) -> str:
    return (blog.folder / f"public{post.address}index.html").read_text("utf-8").partition("<main")[2]


def test_an_event_says_where_it_is_and_a_product_what_stands_beside_its_price(blog: Blog) -> None:
    blog.write(PIER, REGATTA, OAR)
    assert blog.run("migrate").status == 0
    built = build(blog.site, blog.folder / "public")
    assert built.clean, built
    assert "The pier · 1 Quay St, 12345 Port, Norway" in " ".join(page(blog, REGATTA).split())
    oar = page(blog, OAR)
    assert "Light &amp; strong." in oar
    assert all(seen in oar for seen in ("12.50", "OAR-1", "✗"))


def test_the_address_of_a_place_that_is_not_public_is_nowhere(blog: Blog) -> None:
    blog.write(PIER.but(status="private"), REGATTA)
    assert blog.run("migrate").status == 0
    assert "Quay" not in blog.text("content/tribe_events/tribe_events-10.md")


def test_what_a_plugin_keeps_of_its_own_may_hold_several_languages(blog: Blog) -> None:
    recipe = Post(30, "[:en]Soup[:de]Suppe[:]", "[:en]Warm.[:de]Warme.[:]", type="wprm_recipe")
    blog.write(
        Post(1, "[:en]Day[:de]Tag[:]", '[:en]Eat [wprm-recipe id="30"][:de]Iss [wprm-recipe id="30"][:]'), recipe
    )
    assert blog.run("migrate").status == 0
    assert "Soup" in blog.text("content/en/posts/2020-05-04-post-1.md")
    assert HOST not in blog.text("content/en/posts/2020-05-04-post-1.md")


def test_a_list_that_is_cut_short_is_told_and_breaks_nothing(blog: Blog) -> None:
    cut = OAR.but(meta=(*OAR.meta, ("_product_attributes", 'a:1:{s:6:"colour";a:3:{s:4:"na')))
    blog.write(cut, Post(1, meta=(("layout", "x"), ("cascade", "{{< y >}}"), ("url", "/z/"))))
    told = blog.run("migrate")
    assert told.status == 0
    assert "W541" in told.messages
    assert "_product_attributes" in told.messages
    assert build(blog.site, blog.folder / "public").clean
    keys = {line.partition(":")[0] for line in blog.text("content/posts/2020-05-04-post-1.md").splitlines()}
    assert not {"layout", "cascade"} & keys
