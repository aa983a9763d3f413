"""Exports of blogs in several languages, in the ways in which plugins store them."""

from __future__ import annotations

from collections.abc import Mapping

from tests.support.blog import HOST, Post
from tests.support.wxr_exports import record

ENGLISH, FRENCH = ("language", "en", "English"), ("language", "fr", "Français")


def serialized(values: Mapping[str, int | str]) -> str:
    """A mapping as PHP stores it."""
    pairs = "".join(f"{_php(key)}{_php(value)}" for key, value in values.items())
    return f"a:{len(values)}:{{{pairs}}}"


def _php(value: int | str) -> str:
    return f"i:{value};" if isinstance(value, int) else f's:{len(value.encode())}:"{value}";'


def term(number: int, taxonomy: str, slug: str, name: str = "", description: str = "", parent: str = "") -> str:
    """A term of any taxonomy, as the head of an export has it."""
    return record(
        "term",
        term_id=str(number),
        term_taxonomy=taxonomy,
        term_slug=slug,
        term_parent=parent,
        term_name=name or slug,
        term_description=description,
    )


def group(name: str, **items: int) -> str:
    """Items that Polylang takes for translations of each other."""
    return term(sum(items.values()), "post_translations", name, description=serialized(items))


def joined(name: str) -> tuple[str, str, str]:
    """What an item carries that belongs to such a group."""
    return "post_translations", name, name


def menu_entry(number: int, menu: str, title: str = "", **fields: str) -> Post:
    """An entry of a menu."""
    meta = tuple((f"_menu_item_{key}", value) for key, value in fields.items())
    return Post(number, title, "", type="nav_menu_item", terms=(("nav_menu", menu, menu),), meta=meta)


POLYLANG = "".join(
    [
        term(2, "language", "en", "English", serialized({"locale": "en_GB", "rtl": 0, "flag_code": "gb"})),
        term(3, "language", "fr", "Français", serialized({"locale": "fr_FR", "rtl": 0, "flag_code": "fr"})),
        term(4, "category", "news", "News"),
        term(5, "category", "nouvelles", "Nouvelles"),
        term(6, "category", "photos", "Photos"),
        term(7, "category", "photos-fr", "Photos"),
        term(8, "term_translations", "pll_t1", description=serialized({"en": 4, "fr": 5})),
        term(9, "term_translations", "pll_t2", description=serialized({"en": 6, "fr": 7})),
        term(20, "nav_menu", "top", "Top"),
        term(21, "nav_menu", "haut", "Haut"),
        group("pll_walk", en=1, fr=2),
        group("pll_about", en=10, fr=11),
        group("pll_front", en=12, fr=13),
    ]
)
NEWS, NOUVELLES = ("category", "news", "News"), ("category", "nouvelles", "Nouvelles")
PHOTOS, PHOTOS_FR = ("category", "photos", "Photos"), ("category", "photos-fr", "Photos")
IN_FRENCH = "fr/2020/05/04/"
WALK = Post(
    1,
    "A walk",
    f'In <a href="{HOST}/fr/2020/05/04/promenade/">French</a>, a <a href="{HOST}/2020/05/04/second/">second</a>.',
    "walk",
    terms=(ENGLISH, joined("pll_walk"), NEWS, PHOTOS),
    comments=("Lovely.",),
)
PROMENADE = Post(
    2,
    "Une promenade",
    f'En <a href="{HOST}/2020/05/04/walk/">anglais</a>, <a href="{HOST}/fr/about/">nous</a>.',
    "promenade",
    folder=IN_FRENCH,
    terms=(FRENCH, joined("pll_walk"), NOUVELLES, PHOTOS_FR),
    meta=(("_wp_old_slug", "marche"),),
)
SECOND = Post(3, "A second walk", "Further.", "second", terms=(ENGLISH, NEWS))
ABOUT = Post(10, "About", "Us.", "about", type="page", terms=(ENGLISH, joined("pll_about")))
A_PROPOS = Post(11, "À propos", "Nous.", "about", type="page", folder="fr/", terms=(FRENCH, joined("pll_about")))
FRONT = Post(12, "Home", "Welcome.", "home", type="page", is_front=True, terms=(ENGLISH, joined("pll_front")))
ACCUEIL = Post(13, "Accueil", "Bienvenue.", "", type="page", folder="fr", terms=(FRENCH, joined("pll_front")))
CONTACT = Post(14, "Contact", "Write.", "contact", type="page", terms=(ENGLISH,))
CONTACT_FR = Post(15, "Contact fr", "Autre chose.", "contact", type="page", folder="fr/", terms=(FRENCH,))
MENUS = (
    menu_entry(30, "top", type="post_type", object="page", object_id="10"),
    menu_entry(31, "top", type="taxonomy", object="category", object_id="4"),
    menu_entry(32, "haut", type="post_type", object="page", object_id="11"),
    menu_entry(33, "haut", type="taxonomy", object="category", object_id="5"),
)
BILINGUAL = (WALK, PROMENADE, SECOND, ABOUT, A_PROPOS, FRONT, CONTACT, CONTACT_FR, *MENUS)


def marked(english: str, french: str) -> str:
    """Two languages in one text, as qTranslate stores them."""
    return f"[:en]{english}[:fr]{french}[:]"


QTRANSLATE = "".join(
    [
        term(4, "category", "news", marked("News", "Nouvelles"), marked("All news.", "Tout.")),
        term(20, "nav_menu", "top", "Top"),
    ]
)
IN_ONE_FIELD = (
    Post(
        1,
        marked("A walk", "Une promenade"),
        marked(f'Out, then <a href="{HOST}/about/">us</a>.', f'Dehors, puis <a href="{HOST}/fr/about/">nous</a>.'),
        "walk",
        excerpt=marked("Short.", "Court."),
        terms=(("category", "news", marked("News", "Nouvelles")),),
        comments=("Lovely.",),
    ),
    Post(2, "[:fr]Seulement[:]", "[:fr]En français.[:]", "seulement"),
    Post(10, "{:en}About{:}{:fr}À propos{:}", "{:en}Us.{:}{:fr}Nous.{:}", "about", type="page"),
    menu_entry(30, "top", marked("Us", "Nous"), type="post_type", object="page", object_id="10"),
    menu_entry(31, "top", "", type="taxonomy", object="category", object_id="4"),
)
WPML_FIELD = (("_wpml_media_has_media", "1"),)
BY_FOLDER = (
    Post(1, "A walk", f'See <a href="{HOST}/fr/2020/05/04/promenade/">French</a>.', "walk", meta=WPML_FIELD),
    Post(2, "Une promenade", "Dehors.", "promenade", folder=IN_FRENCH, terms=(NOUVELLES,), meta=WPML_FIELD),
    Post(10, "About", "Us.", "about", type="page"),
    Post(11, "À propos", "Nous.", "a-propos", type="page", folder="fr/"),
)
