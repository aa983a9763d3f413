"""The grammar of shortcodes, by `<name|attributes|content>` for each that is found."""

import pytest

from migrate.content.grammar.shortcodes import parse_attributes, replace_shortcodes
from migrate.content.nodes import Shortcode


def told(shortcode: Shortcode) -> str:
    named = [f"{key}={value}" for key, value in shortcode.attributes.items()]
    return f"<{shortcode.name}|{','.join([*named, *shortcode.positional])}|{shortcode.content}>"


def replaced(text: str, *, in_tags: bool = False) -> str:
    return replace_shortcodes(text, lambda name: name in {"a", "b", "a-b", "box"}, told, in_tags=in_tags)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("x [a] y", "x <a||None> y"),
        ("[a/] [a /]", "<a||None> <a||None>"),
        ("[a]in[/a]", "<a||in>"),
        ("[a][/a]", "<a||>"),
        ("[a]1[/a] [a]2[/a]", "<a||1> <a||2>"),
        ("[a][b]1[/b][/a]", "<a||[b]1[/b]>"),
        ("[a]1[a]2[/a]3[/a]", "<a||1[a]2>3[/a]"),
        ("[a] [b]1[/b]", "<a||None> <b||1>"),
        ("[a-b x]", "<a-b|x|None>"),
        ("[a=http://x.example/?v=1]", "<a|=http://x.example/?v=1|None>"),
        ("[ab] [unknown x=1] [a_] [A] [1] []", "[ab] [unknown x=1] [a_] [A] [1] []"),
        ("[a", "[a"),
        ("[a x=']'] y", "<a|x='|None>'] y"),
        ("[box]un[closed", "<box||None>un[closed"),
    ],
)
def test_known_names_are_replaced_and_all_else_is_prose(text: str, expected: str) -> None:
    assert replaced(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[[a]]", "[a]"),
        ("[[a x=1]in[/a]]", "[a x=1]in[/a]"),
        ("[[a]", "[<a||None>"),
        ("[a]]", "<a||None>]"),
        ("[[unknown]]", "[[unknown]]"),
    ],
)
def test_double_brackets_escape_a_known_name(text: str, expected: str) -> None:
    assert replaced(text) == expected


def test_a_bracket_in_a_tag_is_no_shortcode_unless_asked_for() -> None:
    text = '<i title="[a]">[a]</i>'
    assert replaced(text) == '<i title="[a]"><a||None></i>'
    assert replaced("[a]1 <x[/a]>", in_tags=True) == "<a||1 <x>>"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<p>[a]</p>", "<a||None>"),
        ("<p> [a]x[/a]\n</p>", "<a||x>"),
        ("<p>[a] x</p>", "<p><a||None> x</p>"),
        ("<p>x [a]</p>", "<p>x <a||None></p>"),
        ('<p class="c">[a]</p>', '<p class="c"><a||None></p>'),
    ],
)
def test_a_shortcode_alone_in_a_paragraph_takes_its_place(text: str, expected: str) -> None:
    assert replaced(text) == expected


@pytest.mark.parametrize(
    ("text", "named", "positional"),
    [
        ('a="1 2" b=\'3 "4"\' c=5', {"a": "1 2", "b": '3 "4"', "c": "5"}, ()),
        ('ID="1"', {"id": "1"}, ()),
        ("one \"two three\" 'four'", {}, ("one", "two three", "four")),
        ("a = 1  b\u00a0c\u200bd", {"a": "1"}, ("b", "c", "d")),
        ("a=”1” b=“2 3” c=&#8221;4&#8243; d=&quot;5&quot;", {"a": "1", "b": "2 3", "c": "4", "d": "5"}, ()),
        ('a="x &quot;y&quot;"', {"a": "x &quot;y&quot;"}, ()),
        (r'a="1\n2" b="\x41\\"', {"a": "1\n2", "b": "A\\"}, ()),
        ('a="<b>1</b>" b="1 <2"', {"a": "<b>1</b>", "b": ""}, ()),
        ("=http://x.example/?a=b", {}, ("=http://x.example/?a=b",)),
        ("", {}, ()),
    ],
)
def test_attributes(text: str, named: dict[str, str], positional: tuple[str, ...]) -> None:
    assert parse_attributes(text) == (named, positional)
