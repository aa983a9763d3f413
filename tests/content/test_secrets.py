"""What only a plugin read of a shortcode that stays as text: passwords, keys, recipients of letters."""

from __future__ import annotations

import pytest

from migrate.content.grammar.unknown_shortcodes import without_secrets
from tests.support.time_limit import within


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ('[door password="Moss" color=red]', "[door color=red]"),
        ("[door color=red api_key='Moss x' ]", "[door color=red ]"),
        ("[door api-key=Moss]in[/door]", "[door]in[/door]"),
        ("[door access_token=“Moss” /]", "[door /]"),
        ('[door to="/about/" email="a@b.example"]', '[door to="/about/" email="a@b.example"]'),
        ('[acme_form to="a@b.example" subject="Moss" title="Write"]', '[acme_form title="Write"]'),
        ('[contact-us email_to="a@b.example"]', "[contact-us]"),
        ('[other password="Moss"]', '[other password="Moss"]'),
        ('[[door password="Moss"]]', '[[door password="Moss"]]'),
        ("a door password=Moss", "a door password=Moss"),
    ],
)
def test_what_only_a_plugin_read_of_a_shortcode_is_not_shown(text: str, shown: str) -> None:
    assert without_secrets(text, {"door", "acme_form", "contact-us"}) == shown


@pytest.mark.parametrize("piece", ["[door password=", " password", 'a="', "[door to=x ", "password=", "a_"])
def test_it_takes_no_time_whatever_stands_there(piece: str) -> None:
    with within():
        without_secrets(f"[door {piece * 100_000}]", {"door"})
