"""Blocks whose words WordPress takes from elsewhere: a field of the same item, or what a post says in a pattern."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from html import escape

from migrate.content.context import Context
from migrate.content.nodes import Block
from migrate.patterns import rare_pattern

_OVERRIDES = "core/pattern-overrides"
_ALL = "__default"
"""All attributes of a block that a post may say something else in."""
_SOURCES = frozenset({"core/post-meta", "acf/field", "meta-box/field"})
_HOLDS_WORDS = rare_pattern(r"<(p|h[1-6]|a|figcaption)\b[^<>]*>")
_LINK = re.compile(r"(<a)\b([^<>]*>)")
_PICTURE = re.compile(r"(<img)\b([^<>]*>)")
_BOUND_ATTRIBUTES = {"url": "src", "alt": "alt", "title": "title"}


def bound(block: Block, context: Context) -> Block:
    """The block with the values of the fields that it is bound to; as it is, where it is bound to none."""
    metadata = block.attributes.get("metadata")
    bindings = metadata.get("bindings") if isinstance(metadata, Mapping) else None
    if not isinstance(metadata, Mapping) or not isinstance(bindings, Mapping):
        return block
    stored = block.inner
    own = context.own_words.get(str(metadata.get("name")))
    own_words = own if isinstance(own, Mapping) else {}
    for_all = dict.fromkeys(own_words, bindings[_ALL]) if _ALL in bindings else {}
    for name, binding in {**for_all, **bindings}.items():
        value = _value(binding, context, own_words.get(name))
        if value:
            block = block._replace(inner=_filled(block, str(name), value))
    if block.inner is not stored:
        context.replaced.extend(one for one in stored if isinstance(one, str))
    return block


def _value(binding: object, context: Context, own_words: object) -> str:
    source = binding.get("source") if isinstance(binding, Mapping) else None
    if source == _OVERRIDES:
        return own_words if isinstance(own_words, str) else ""
    if not isinstance(binding, Mapping) or source not in _SOURCES:
        return ""
    arguments = binding.get("args")
    key = arguments.get("key") if isinstance(arguments, Mapping) else None
    # WordPress shows no field whose name begins so.
    return context.item.meta_value(key).strip() if isinstance(key, str) and not key.startswith("_") else ""


def _filled(block: Block, name: str, value: str) -> list[str | Block]:
    """What a block holds, with the value of one of its attributes."""
    if name in {"content", "text"}:
        return _with_words(block, value)
    attribute = "href" if name == "url" and block.name == "core/button" else _BOUND_ATTRIBUTES.get(name)
    if not attribute:
        return block.inner
    setting, own = re.compile(rf"""\s{attribute}=(?:"[^"]*"|'[^']*')"""), f' {attribute}="{escape(value)}"'
    tag = _LINK if attribute == "href" else _PICTURE
    return _changed(block, tag, lambda found: f"{found[1]}{own}{setting.sub('', found[2])}")


def _with_words(block: Block, value: str) -> list[str | Block]:
    """What a block holds, with other words in the first tag that holds some."""
    for at, one in enumerate(block.inner):
        tag = _HOLDS_WORDS.search(one) if isinstance(one, str) else None
        if tag and isinstance(one, str) and (end := one.find(f"</{tag[1]}>", tag.end())) >= 0:
            return [*block.inner[:at], f"{one[: tag.end()]}{value}{one[end:]}", *block.inner[at + 1 :]]
    return block.inner


def _changed(block: Block, pattern: re.Pattern[str], answer: Callable[[re.Match[str]], str]) -> list[str | Block]:
    """What a block holds, with an answer in the place of the first match."""
    inner = block.inner
    at = next((at for at, one in enumerate(inner) if isinstance(one, str) and pattern.search(one)), -1)
    return inner if at < 0 else [*inner[:at], pattern.sub(answer, str(inner[at]), count=1), *inner[at + 1 :]]
