"""What YAML front matter means to Hugo: the types that goccy/go-yaml gives to scalars, and the order of merged keys."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime

import yaml

from migrate.page.keys import UnreadableError

_TRUE, _FALSE = frozenset({"true", "True", "TRUE"}), frozenset({"false", "False", "FALSE"})
_NOTHING = frozenset({"", "~", "null", "Null", "NULL"})
_WHOLE = re.compile(r"[-+]?(?:0x[0-9a-fA-F_]+|0o[0-7_]+|0b[01_]+|0[0-7_]*|[1-9][0-9_]*)")
_OCTAL = re.compile(r"[-+]?0[0-7_]+")
_FRACTION = re.compile(r"[-+]?(?:[0-9][0-9_]*\.[0-9_]*|\.[0-9][0-9_]*)(?:[eE][-+]?[0-9]+)?")
_BEYOND = re.compile(r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")
_TIME = re.compile(r"\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[-+]\d\d:\d\d)")
_TAG = "tag:yaml.org,2002:"


def settings(front: str) -> list[tuple[str, object]]:
    """The keys and values of front matter as Hugo reads them; of a merged key and one of its own the later counts.

    Raises UnreadableError for what is no mapping, or says a key twice: both end Hugo's build.
    """
    try:
        node = yaml.compose(front, Loader=yaml.CBaseLoader)
        return list(_Reader().pairs(node)) if node else []
    except (yaml.YAMLError, ValueError, RecursionError, TypeError) as error:
        raise UnreadableError from error


class _Reader:
    """Reads each node once, however many aliases lead to it."""

    def __init__(self) -> None:
        self._known: dict[int, object] = {}

    def pairs(self, node: yaml.Node) -> Iterator[tuple[str, object]]:
        """Keys and values, those of merged mappings where these are merged."""
        if not isinstance(node, yaml.MappingNode):
            raise UnreadableError
        known: set[str] = set()
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode) or key.value in known:
                raise UnreadableError
            known.add(key.value)
            if key.value == "<<" and not key.style:
                yield from self._merged(value)
            else:
                yield key.value, self.value(value)

    def value(self, node: yaml.Node) -> object:
        """The value of a node."""
        if isinstance(node, yaml.ScalarNode):
            return _scalar(node)
        if id(node) not in self._known:
            self._known[id(node)] = None
            if isinstance(node, yaml.MappingNode):
                self._known[id(node)] = dict(self.pairs(node))
            else:
                self._known[id(node)] = [self.value(one) for one in node.value]
        return self._known[id(node)]

    def _merged(self, node: yaml.Node) -> Iterator[tuple[str, object]]:
        for one in node.value if isinstance(node, yaml.SequenceNode) else [node]:
            yield from self.pairs(one)


def _scalar(node: yaml.ScalarNode) -> object:
    text = node.value
    if node.tag == f"{_TAG}bool":
        return text not in _FALSE
    if node.style:
        return text
    if text in _NOTHING or node.tag == f"{_TAG}null":
        return None
    if text in _TRUE or text in _FALSE:
        return text in _TRUE
    return _number_or_time(text)


def _number_or_time(text: str) -> object:
    """The text itself where it is neither."""
    with suppress(ValueError):
        if _WHOLE.fullmatch(text):
            digits = text.replace("_", "")
            return int(digits, 8) if _OCTAL.fullmatch(text) else int(digits, 0)
        if _FRACTION.fullmatch(text):
            return float(text.replace("_", ""))
        if _BEYOND.fullmatch(text):
            return float(text.replace(".", ""))
        if _TIME.fullmatch(text):
            return datetime.fromisoformat(text)
    return text
