"""The content of an item beside what Hugo made of it: what differs, and in which of its blocks."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from html import escape, unescape

from migrate.pipeline.truth import Truth
from migrate.tree import MORE, Element, Node, parse
from migrate.verify.built.build import item_file
from migrate.verify.built.surroundings import Surroundings
from migrate.verify.item.plain import lost_things
from migrate.verify.item.site_file import SiteFile, printed_in
from migrate.verify.item.written import written_faults
from migrate.verify.reading.differences import content_faults, spacing_faults, spans
from migrate.verify.reading.folding import as_shown, typed
from migrate.verify.reading.reading import Read, read, words_before_notes
from migrate.verify.verdict import Fault

_BY_EDITOR = "h-"
"""Begins the ids that the editor of WordPress gives to headings by itself."""
_MORE_MARK = "<!--more-->"
_TAG = re.compile(r"<[^<>]*>")
_FEW = 6
"""Words that show where a beginning ends."""


def _dividers(truth: Truth, text: str, beginning: str, around: Surroundings) -> Iterator[Fault]:
    """Where the beginning ends that stands in lists, of which Hugo makes `beginning`."""
    tops = truth.tree.children
    end = next((at for at, one in enumerate(tops) if isinstance(one, Element) and one.tag == MORE), None)
    if truth.as_shown or end is None:
        return
    if _MORE_MARK not in text:
        yield Fault("text", _MORE_MARK, "nothing: lists show a different beginning")
        return
    # Of a text that begins with the mark lists show the excerpt.
    said = _letters("".join(_text_of(one) for one in tops[:end]))
    if beginning and said and said != _letters(_without_tags(beginning)):
        wanted, shown = (
            words_before_notes(read(tree, around.plain, around.plain, typed).signs)
            for tree in (Element("div", {}, tops[:end]), parse(beginning))
        )
        if wanted != shown:
            yield Fault("text", *(f"{' '.join(words[-_FEW:])} {_MORE_MARK}" for words in (wanted, shown)))


def _letters(text: str) -> str:
    """A text without white space, in the signs that Hugo's typographer makes others of."""
    return typed("".join(text.split()))


def _text_of(node: Node) -> str:
    return node if isinstance(node, str) else node.text()


def _without_tags(html: str) -> str:
    return unescape(_TAG.sub("", html))


def _lost_names(expected: Sequence[str], found: Sequence[str], html: str) -> Iterator[Fault]:
    """Headings to which nothing can lead any more, of those that a person named; links are followed elsewhere."""
    for name in [] if expected == found else expected:
        if not name.startswith(_BY_EDITOR) and name not in found and f'id="{escape(name)}"' not in html:
            yield Fault("link", f"#{name}", "no such place on the page")


def text_faults(truth: Truth, html: str, text: str, beginning: str, around: Surroundings) -> list[Fault]:
    """What of an item reads otherwise in the `html` that Hugo made of its file, which holds `text`.

    `beginning` is what Hugo shows of it in lists.
    """
    expected, found = _readings(truth, html, around)
    faults = [*content_faults(expected.signs, found.signs), *spacing_faults(expected.spacings, found.spacings)]
    if found.empty > expected.empty:
        faults.append(Fault("list", f"{expected.empty} empty items", f"{found.empty}"))
    faults += _dividers(truth, text, beginning, around)
    kinds = {fault.kind for fault in faults}
    others = (
        *_lost_names(expected.names, found.names, html),
        *lost_things(truth, html),
        *written_faults(truth, text, html, expected.calls),
    )
    return [*faults, *(one for one in others if one.kind not in kinds)]


def _readings(truth: Truth, html: str, around: Surroundings) -> tuple[Read, Read]:
    """What should be read, and what is."""
    fold = as_shown if truth.as_shown else typed
    wanted = read(truth.tree, lambda href: around.said(truth.site.link(href).url), around.plain, fold)
    return wanted, read(parse(html), around.plain, around.plain, fold)


def faulty_blocks(truth: Truth, file: SiteFile, around: Surroundings) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The names of the marked blocks of an item that do not come back as they were, and of those beside them."""
    printed = printed_in(item_file(around.items, around.site / file.path))
    if printed is None:
        return (), ()
    expected, found = _readings(truth, printed[1], around)
    blocks, starts = expected.blocks, [at for at, _ in expected.blocks]
    faulty: set[int] = set()
    for start, end, *_ in spans(expected.signs, found.signs):
        first = bisect_right(starts, start) - 1
        faulty.update(range(max(first, 0), max(first + 1, bisect_left(starts, end))))
    beside = {near for at in faulty for near in (at - 1, at + 1) if 0 <= near < len(blocks)} - faulty
    named = [tuple(blocks[at][1] for at in sorted(which) if at < len(blocks)) for which in (faulty, beside)]
    return named[0], named[1]
