"""Who wrote an item, where a plugin for several authors says so."""

from posixpath import normpath
from typing import Any

import pytest

from migrate.model.export import Term
from tests.support.site_builders import author, carries, item
from tests.support.site_builders import site as site_of

JO, SAM = author("jo", "Jo Doe", 1), author("sam.b", "Sam Bee", 2)


def guest(number: Any, login: Any, name: Any, **fields: Any) -> Any:
    """A guest of Co-Authors Plus."""
    meta = (("cap-display_name", name), ("cap-user_login", login), ("cap-user_email", "a@private.example"))
    meta += fields.pop("meta", ())
    return item(number, type="guest-author", slug=f"cap-{login}", content="", title=name, meta=meta, **fields)


def by(*slugs: Any, **fields: Any) -> Any:
    return item(7, terms=tuple(carries("author", slug, slug) for slug in slugs), **fields)


def pages_of_authors(site: Any) -> Any:
    return {page.key.removeprefix("term:author/"): (page.title, page.url) for page in site.term_pages}


def test_co_authors_stand_in_their_order_and_a_guest_has_a_page_at_the_old_address() -> None:
    site = site_of(by("cap-sam-b", "cap-lee"), guest(90, "lee", "Lee Guest"), JO, SAM)
    assert site.pages["7"].authors == ("sam.b", "lee")
    assert pages_of_authors(site)["lee"] == ("Lee Guest", "/author/lee/")
    assert "90" not in site.pages


def test_without_such_terms_the_creator_wrote_it() -> None:
    assert site_of(item(7), JO, SAM).pages["7"].authors == ("jo",)


def test_slugs_of_the_first_versions_are_logins() -> None:
    assert site_of(by("sam-b"), JO, SAM).pages["7"].authors == ("sam.b",)


def test_a_guest_that_is_another_name_of_an_account_is_that_account() -> None:
    site = site_of(by("cap-sammy"), guest(90, "sammy", "Sammy", meta=(("cap-linked_account", "sam.b"),)), JO, SAM)
    assert site.pages["7"].authors == ("sam.b",)
    assert pages_of_authors(site)["sam.b"][0] == "Sammy"


def test_terms_of_publishpress_mean_the_user_that_they_name_or_a_guest() -> None:
    user = Term(31, "author", "samuel", "Samuel", meta=(("user_id", "2"), ("user_email", "sam@private.example")))
    stranger = Term(32, "author", "kit-w", "Kit W.")
    site = site_of(by("samuel", "kit-w"), user, stranger, JO, SAM)
    assert site.pages["7"].authors == ("sam.b", "kit-w")
    assert pages_of_authors(site)["kit-w"] == ("Kit W.", "/author/kit-w/")


def test_fields_of_molongui_mean_users_and_guests_by_their_numbers() -> None:
    one = item(
        7,
        meta=(("_molongui_main_author", "guest-90"), ("_molongui_author", "guest-90"), ("_molongui_author", "user-2")),
    )
    mail = ("_molongui_guest_author_mail", "kit@private.example")
    stranger = item(90, type="guest_author", slug="kit", title="Kit W.", content="Sails.", meta=(mail,))
    site = site_of(one, stranger, JO, SAM)
    assert site.pages["7"].authors == ("kit", "sam.b")
    assert next(page for page in site.term_pages if page.title == "Kit W.").description == "Sails."


def test_a_name_in_a_field_is_a_guest_unless_it_is_an_address() -> None:
    assert site_of(item(7, meta=(("sfly_guest_author_names", "Kit W."),)), JO).pages["7"].authors == ("kit-w",)
    assert site_of(item(7, meta=(("sfly_guest_author_names", "a@b.example"),)), JO).pages["7"].authors == ("jo",)


@pytest.mark.parametrize("status", ["draft", "private", "pending"])
def test_a_guest_of_unpublished_items_alone_has_no_page(status: str) -> None:
    site = site_of(by("cap-lee", status=status), item(8), guest(90, "lee", "Lee Guest"), JO)
    assert site.pages["7"].authors == ("lee",)
    assert "lee" not in pages_of_authors(site)


def test_a_guest_who_wrote_nothing_has_no_page() -> None:
    assert "lee" not in pages_of_authors(site_of(item(7), by("cap-jo"), guest(90, "lee", "Lee Guest"), JO))


def test_what_is_known_of_a_guest_who_is_not_public_stays_unsaid() -> None:
    site = site_of(by("cap-lee"), guest(90, "lee", "Lee Secret", status="draft"), JO)
    assert pages_of_authors(site)["lee"] == ("cap-lee", "/author/lee/")


@pytest.mark.parametrize("slug", ["cap-../../x", "cap-", "", "cap-a/b", "cap-" + "x" * 500, "cap-{{< x >}}"])
def test_no_word_for_an_author_leads_out_of_the_site(slug: Any) -> None:
    site = site_of(by(slug), JO)
    assert len(site.pages["7"].authors) == 1
    assert all(normpath(page.path).startswith(("content/author/", "assets/terms/author/")) for page in site.term_pages)
