"""One registry: a name has one answer."""

from __future__ import annotations

import pytest

from migrate.content.registry import HandlerKind, Registry


def answer(*_: object) -> str:
    return ""


@pytest.mark.parametrize("kind", HandlerKind, ids=lambda kind: kind.value)
def test_a_second_answer_for_a_name_is_refused(kind: HandlerKind) -> None:
    registry = Registry()
    registry.add(kind, "name", answer)
    with pytest.raises(ValueError, match=r"a second answer for the .* name"):
        registry.add(kind, "name", answer)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ((HandlerKind.SHORTCODE, "php"), (HandlerKind.CODE, "php")),
        ((HandlerKind.CODE, "php"), (HandlerKind.SHORTCODE, "php")),
        ((HandlerKind.CODE_FAMILY, "cc_.+"), (HandlerKind.SHORTCODE, "cc_php")),
    ],
)
def test_code_shortcodes_share_their_names(first: tuple[HandlerKind, str], second: tuple[HandlerKind, str]) -> None:
    registry = Registry()
    registry.add(*first, answer)
    with pytest.raises(ValueError, match="second answer"):
        registry.add(*second, answer)


def test_a_block_may_be_called_as_a_shortcode_is() -> None:
    registry = Registry()
    registry.add(HandlerKind.SHORTCODE, "gallery", answer)
    registry.add(HandlerKind.BLOCK, "gallery", answer)
    assert registry.is_shortcode("gallery")


def test_a_family_answers_for_whole_names() -> None:
    registry = Registry()
    registry.add(HandlerKind.CODE_FAMILY, "cc(_.+)?", answer)
    assert registry.is_code("cc_php")
    assert not registry.is_code("success")
