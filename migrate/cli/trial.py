"""A site brought to trial: built with the real Hugo, and judged."""

from __future__ import annotations

from collections.abc import Collection
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from migrate.cli import console
from migrate.cli.suit import Suit, Trial, as_it_stands, part_suit, whole_suit
from migrate.cli.workspace import item_cache
from migrate.diagnostics import Diagnostics
from migrate.hugo.build import Build
from migrate.options import Options
from migrate.page.references import CONTENT
from migrate.verify.built.build import (
    Built,
    begin_few,
    begin_live,
    build_items,
    build_live,
    built_few,
    built_live,
)
from migrate.verify.built.layouts import judging_layouts
from migrate.verify.old_site.witness import NO_WITNESS, Witness
from migrate.verify.verdict import Judgement

_BY_OTHERS = frozenset({"link", "image", "media", "address", "front_matter"})
"""Kinds of faults that other pages may have a part in: where they lead on from, and what they hand down."""


def tried(trial: Trial, diagnostics: Diagnostics, witness: Witness = NO_WITNESS) -> Judgement:
    """The judgement, where there is a living site by what that shows, names and answers.

    Raises MigrateError where there is nothing to judge, or nothing to judge it with.
    """
    with TemporaryDirectory(prefix="wxr2hugo-") as scratch:
        if trial.chosen:
            return _few_tried(trial, diagnostics, Path(scratch), witness)
        folder = Path(scratch) / "all"
        with item_cache(Path(scratch)) as cache, begin_live(trial.folder, folder) as live:
            suit = whole_suit(trial, diagnostics, cache).with_witness(witness)
            return _thoroughly(suit, folder, trial, live)


def _few_tried(trial: Trial, diagnostics: Diagnostics, scratch: Path, witness: Witness) -> Judgement:
    """The judgement on the chosen items, from as little as can be."""
    with ExitStack() as stack:
        there = as_it_stands(trial, diagnostics, stack, few=True)
        only = there.files_of(trial.chosen) if there.is_as_left else []
        begun = stack.enter_context(_begin_few(there.options, trial, scratch / "part", only)) if only else None
        part = part_suit(trial, there) if only else None
        if part and begun:
            found = _quickly(part.with_witness(witness), built_few(begun, scratch / "part"))
            if found:
                return found
    suit = whole_suit(trial, diagnostics, None).with_witness(witness)
    if part is None:
        with _begin_few(suit.court.options, trial, scratch / "few", suit.only) as begun:
            found = _quickly(suit, built_few(begun, scratch / "few"))
        if found:
            return found
    return _thoroughly(suit, scratch / "all", trial, None)


def _begin_few(options: Options, trial: Trial, scratch: Path, only: Collection[Path]) -> Build:
    return begin_few(trial.folder, scratch, judging_layouts(options), only)


def _quickly(suit: Suit, built: Built) -> Judgement | None:
    """The judgement on a few items, built without the others; None where it would be another with all of them."""
    found = None if built.result.status or built.result.warnings else suit.judged(built, None, 1)
    faults = [fault for one in found.items for fault in one.faults] if found else []
    return None if any(fault.kind in _BY_OTHERS for fault in faults) else found


def _thoroughly(suit: Suit, scratch: Path, trial: Trial, begun: Build | None) -> Judgement:
    """The judgement by the whole site. It began to be built as it goes live before the export was read."""
    folder = suit.court.around.site
    console.step("building the site with Hugo")
    live = built_live(begun, scratch) if begun else None
    items = build_items(folder, scratch, judging_layouts(suit.court.options), suit.only if trial.chosen else ())
    are_pages = all(one.is_relative_to(folder / CONTENT) for one in items.unread)
    if live and live.result.status and items.unread and are_pages:
        again = build_live(folder, scratch / "again", items.unread)
        live = replace(again, result=live.result, unread=items.unread) if again.result.status == 0 else live
    console.step(f"comparing {len(suit.keys):,} item{'s' * (len(suit.keys) != 1)}")
    return suit.judged(items, live, trial.processes)
