"""Numbers of lists: those that Markdown can say are kept, the others are reported."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from migrate.diagnostics import Code
from migrate.markdown.convert import to_markdown
from migrate.model.rest_of_site import Link
from migrate.options import Options
from migrate.tree import Element, parse
from tests.support.hugo_build import render_bodies

OUT_OF_TURN = [
    '<ol><li>1</li><li value="2">2</li><li value="5">5</li><li>6</li><li value="1">1</li></ol>',
    '<ol start="4"><li value="7">7</li><li value="x">8</li><li value="-2">9</li></ol>',
    '<ol><li><p>1</p><p>more</p></li><li value="9"><p>9</p></li></ol>',
    '<ul><li>x<ol><li>1</li><li value="3">3</li></ol></li><li>y</li></ul>',
    '<ol><li value="3">3</li><li value="2">2</li><li value="1">1</li></ol>',
    '<ol><li>1</li></ol><ol><li>1</li><li value="4">4</li></ol>',
]


def markdown(html: str) -> tuple[str, list[str]]:
    """The Markdown, and what is said about numbers."""
    said: list[str] = []
    text = to_markdown(
        parse(html), Link, Options(), lambda code, detail: said.append(detail) if code is Code.LIST_NUMBERS else None
    )
    return text, said


def numbers(tree: Element) -> list[tuple[int, str]]:
    """Each item of a numbered list as a browser counts it, with the first number in its text."""
    found = []
    for one in tree.elements():
        number = int(one.get("start", "1"))
        for child in one.children if one.tag == "ol" else ():
            if isinstance(child, Element):
                found.append((number, re.findall(r"\d+", child.text())[0]))
                number += 1
    return found


def test_numbers_out_of_turn_stay_what_they_are(tmp_path: Path) -> None:
    bodies = [markdown(html)[0] for html in OUT_OF_TURN]
    for page in render_bodies(tmp_path, bodies):
        shown = numbers(parse(page))
        assert shown
        assert all(str(number) == text for number, text in shown), page


def test_numbers_in_turn_make_one_list() -> None:
    assert markdown('<ol><li value="1">a</li><li value="2">b</li></ol>') == ("1. a\n2. b", [])


@pytest.mark.parametrize(
    ("attributes", "said"),
    [
        ('type="a"', "type=a"),
        ('type="I" reversed', "type=I"),
        ("reversed", "reversed"),
        ('start="-3"', "start=-3"),
        ('style="list-style-type:upper-alpha"', "list-style-type"),
    ],
)
def test_numbers_that_markdown_cannot_say_are_reported(attributes: str, said: str) -> None:
    assert markdown(f"<ol {attributes}><li>a</li></ol>") == ("1. a", [said])
    assert markdown('<ol type="1"><li>a</li></ol>') == ("1. a", [])
