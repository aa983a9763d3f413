"""Blocks, shortcodes and looks in the account: handled, left to what is stored, or not in the site."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from migrate.account.line import AccountLine
from migrate.account.tally import Tally
from migrate.diagnostics import Code, Diagnostic
from migrate.options import Options
from migrate.site.answer.site import Site
from migrate.visibility.parts import audience_by_name

_STORED = "of plugins: shown as far as their HTML and settings say anything, else left out"
_ON_REQUEST = "WordPress fills them when somebody looks"
_THEME = "the theme says how texts look"
_AS_TEXT = "of plugins: they stay as text"
_FAULT = "could not be converted, a fault of wxr2hugo: their pages hold the title alone, or what they held before"
_CHOOSE = "[shortcodes] says what each becomes"


def text_lines(tally: Tally, options: Options, unknown: Mapping[str, int]) -> Iterator[AccountLine]:
    """Every block and shortcode; `unknown` are the shortcodes that stay as text."""
    chosen = dict(options.blocks)
    for name, count in sorted(tally.blocks.items()):
        yield _chosen("blocks", name, count, chosen[name]) if name in chosen else _block(name, count)
    chosen = dict(options.shortcodes)
    for name, count in sorted(tally.shortcodes.items()):
        if name in chosen:
            yield _chosen("shortcodes", name, count, chosen[name])
        elif is_handled(name):
            yield AccountLine("shortcodes", name, count, True)
    for name, count in sorted(unknown.items()):
        yield AccountLine("shortcodes", name, count, False, _AS_TEXT, how=_CHOOSE)
    yield from [AccountLine("looks", name, count, False, _THEME) for name, count in tally.looks.items() if count]


def lines_of_faults(site: Site, told: Iterable[Diagnostic]) -> Iterator[AccountLine]:
    """The items whose texts could not be converted, by their titles."""
    for one in told:
        if one.code is Code.CONVERSION_FAILED:
            entry = site.index.entries.get(str(one.wordpress_id))
            yield AccountLine("texts", (entry and entry.title) or one.detail, one.count, False, _FAULT)


def is_handled(shortcode: str) -> bool:
    """Whether anything answers for a shortcode of this name."""
    from migrate.content.registry import REGISTRY  # a run that converts nothing needs none of it

    return REGISTRY.is_shortcode(shortcode) or audience_by_name(shortcode) is not None


def _chosen(kind: str, name: str, count: int, choice: str) -> AccountLine:
    return AccountLine(kind, name, count, choice != "nothing", f"as [{kind}] says")


def _block(name: str, count: int) -> AccountLine:
    from migrate.content.registry import REGISTRY

    if name in REGISTRY.left_out:
        return AccountLine("blocks", name, count, False, _ON_REQUEST)
    return AccountLine("blocks", name, count, True, "" if name in REGISTRY.blocks else _STORED)
