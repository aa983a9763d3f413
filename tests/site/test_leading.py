"""Pages that only lead elsewhere: their addresses, links to them and entries of menus lead where they led."""

from typing import Any

import pytest

from migrate.hugo.servers.redirects import redirect_files
from migrate.options import REDIRECTS
from migrate.site.collect.leading import leads_to
from tests.support.site_builders import item, page
from tests.support.site_builders import site as site_of

ELSEWHERE = "https://other.example/x/?a=1&b=$2;}#top"


def leading(number: int, slug: str, target: str, **fields: Any) -> Any:
    return page(number, slug, meta=(("_links_to", target),), **fields)


@pytest.mark.parametrize(
    ("meta", "address"),
    [
        ((("_links_to", "https://other.example/"),), "https://other.example/"),
        ((("_links_to", "/about/"),), "/about/"),
        ((("_pprredirect_url", "https://other.example/"), ("_pprredirect_active", "1")), "https://other.example/"),
        ((("_pprredirect_url", "https://other.example/"),), ""),
        ((("_yoast_wpseo_redirect", "https://other.example/"),), "https://other.example/"),
        (
            (("_seopress_redirections_value", "https://other.example/"), ("_seopress_redirections_enabled", "yes")),
            "https://other.example/",
        ),
        ((("_links_to", "javascript:alert(1)"),), ""),
        ((("_links_to", "https://other.example/\nx"),), ""),
        ((("_links_to", ""),), ""),
        ((("redirect", "https://other.example/"),), ""),
        ((("redirect", "https://other.example/"), ("_genesis_noindex", "1")), "https://other.example/"),
    ],
)
def test_plugins_say_where_a_page_leads(meta: tuple[tuple[str, str], ...], address: str) -> None:
    assert leads_to(page(2, "go", meta=meta)) == address


def test_links_and_rules_lead_where_the_page_led() -> None:
    site = site_of(page(1, "about"), leading(2, "old", "https://blog.example/about/"), leading(3, "out", ELSEWHERE))
    assert site.links.resolve("https://blog.example/old/")[0].reference == "/about.md"
    assert site.links.resolve("/?page_id=3")[0].url == ELSEWHERE
    moved = dict(site.redirects.moved)
    assert moved == {"/old/": "/about/", "/out/": ELSEWHERE}
    for text in redirect_files(site.redirects, REDIRECTS).values():
        assert "https://other.example/x/?a=1&b=%242%3B%7D" in text.replace("\\%", "%")


def test_a_chain_leads_to_its_end_and_a_ring_leads_nowhere() -> None:
    one, two = leading(1, "one", "https://blog.example/two/"), leading(2, "two", "https://blog.example/three/")
    assert dict(site_of(one, two, page(3, "three")).redirects.moved) == {"/one/": "/three/", "/two/": "/three/"}
    ring = site_of(one, two, leading(3, "three", "http://www.blog.example/one"))
    assert ring.redirects.moved == ()
    assert ring.links.resolve("/one/")[0].url == "/one/"


def test_what_is_not_published_leads_nowhere() -> None:
    site = site_of(leading(2, "old", "https://other.example/", status="draft"), item(3))
    assert site.redirects.moved == ()
    assert site.pages["2"].leads_to == ""
