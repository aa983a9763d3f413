"""A site brought to trial: built with the real Hugo, and judged."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from migrate.cli import console
from migrate.cli.suit import Suit, Trial, suit_of_few, whole_suit
from migrate.cli.workspace import item_cache
from migrate.diagnostics import Diagnostics
from migrate.hugo.build import Build
from migrate.page.references import CONTENT
from migrate.verify.build import begin_live, build_few, build_items, build_live, built_live, judging_layouts
from migrate.verify.verdict import Judgement
from migrate.verify.witness import NO_WITNESS, Witness

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
    suit, is_part = suit_of_few(trial, diagnostics)
    suit = suit.with_witness(witness)
    found = _quickly(suit, scratch / "few")
    if found is None and is_part:
        suit = whole_suit(trial, diagnostics, None).with_witness(witness)
    return found or _thoroughly(suit, scratch / "all", trial, None)


def _quickly(suit: Suit, scratch: Path) -> Judgement | None:
    """The judgement on a few items, built without the others; None where it would be another with all of them."""
    built = build_few(suit.court.around.site, scratch, judging_layouts(suit.court.options), suit.only)
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
