"""Words that no export holds are in the language of the site, for every language that the theme speaks."""

import tomllib
from importlib.resources import files

import pytest

from migrate.wording import labels, theme_words

THEME = {one.name.removesuffix(".toml") for one in (files("migrate.hugo") / "theme/i18n").iterdir()}
TABLE = tomllib.loads((files("migrate") / "labels.toml").read_text("utf-8"))
SAME_AS_IN_ENGLISH = {
    *(("ca", "ingredients"), ("ca", "notes"), ("fr", "source"), ("fr", "minute"), ("fr", "minutes")),
}


def test_labels_are_known_in_each_language_of_the_theme() -> None:
    assert TABLE.keys() == THEME
    for language, words in TABLE.items():
        assert words.keys() == TABLE["en"].keys(), language
        assert all(word.strip() for word in words.values()), language


def test_no_label_is_english_where_the_language_is_not() -> None:
    english = TABLE["en"]
    same = {(language, key) for language, words in TABLE.items() for key in words if words[key] == english[key]}
    assert {one for one in same if one[0] != "en" and one[1] != "colon"} == SAME_AS_IN_ENGLISH


@pytest.mark.parametrize(
    ("language", "ingredients", "home"),
    [
        ("de-DE", "Zutaten", "Startseite"),
        ("de_CH_informal", "Zutaten", "Startseite"),
        ("pt-BR", "Ingredientes", "Início"),
        ("zh_TW", "食材", "首頁"),
        ("", "Ingredients", "Home"),
        ("tlh", "Ingredients", "Home"),
        ("../en", "Ingredients", "Home"),
    ],
)
def test_a_language_is_known_as_wordpress_names_it(language: str, ingredients: str, home: str) -> None:
    assert labels(language)["ingredients"] == ingredients
    assert theme_words(language)["home"] == home
