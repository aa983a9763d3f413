"""Finds for every block the form in which Hugo brings it back as WordPress showed it, before anything is written.

All documents are made and built in a temporary folder. Where an item does not come back, its blocks at fault take the
next safer form, then those beside them, until the item is identical or no form is left.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from migrate.content.safer import forms_in, forms_text, mark_blocks
from migrate.hugo.config.existing import missing_themes
from migrate.model.documents import Conversion, Kind
from migrate.options import Options
from migrate.pipeline.conversions import WantedPortion, wanted_portions
from migrate.pipeline.truth import truth
from migrate.pipeline.wordpress import WordPressSource
from migrate.site.answer.site import Site
from migrate.verify.built.build import Built, build_items
from migrate.verify.built.layouts import judging_layouts
from migrate.verify.built.surroundings import Surroundings
from migrate.verify.item.content import faulty_blocks
from migrate.verify.item.item import judge_item
from migrate.verify.item.site_file import SiteFile
from migrate.verify.verdict import Result, Verdict
from migrate.workers import Job, in_order
from migrate.wxr.item_cache import ItemCache
from migrate.wxr.portions import read_again
from migrate.wxr.read import Export

_ROUNDS = 8
"""Builds after which no more forms are tried: two forms for blocks at fault, two for those beside them, twice."""


class Shortfall(NamedTuple):
    """An item that does not come back as it was."""

    key: str
    verdict: Verdict
    blocks: tuple[str, ...] = ()
    """The names of the blocks at fault."""
    beside: tuple[str, ...] = ()
    forms: Mapping[str, tuple[str, ...]] = {}
    """The forms that each block of it may have, by name."""


class Assured(NamedTuple):
    """What a search for forms came to."""

    forms: dict[str, str]
    """By the key of items; see `model.documents.Outline`."""
    short: tuple[Shortfall, ...] = ()
    """Items that come back in no form."""
    errors: tuple[str, ...] = ()
    """What Hugo said if it could not build the site; then nothing was tried."""
    unread: tuple[str, ...] = ()
    """What it said of files of the owner's that ended a build and were left out, and what templates complained of."""


@dataclass(frozen=True, slots=True)
class _Bench:
    """What items are judged with before they are written."""

    site: Site
    options: Options
    around: Surroundings
    paths: Mapping[str, str]
    cache: ItemCache | None


@dataclass(frozen=True, slots=True)
class Assurance:
    """A search for forms. Writes in `scratch` alone."""

    source: WordPressSource
    export: Export
    options: Options
    folder: Path | None
    """The site, resolved; None: what is made becomes one."""
    scratch: Path
    jobs: int
    cache: ItemCache | None = None
    paths: dict[str, str] = field(default_factory=dict)
    """Where documents lie, by key."""

    def forms(self) -> Assured:
        """The forms in which items come back, from those of earlier runs on."""
        kept = dict(self.source.forms)
        forms = {key: forms_in(text) for key, text in kept.items()}
        built = self._built(None)
        unread = tuple(
            error for file, error in built.unread.items() if self.folder and file.is_relative_to(self.folder)
        )
        unread += built.result.complaints
        if _has_failed(built):
            return Assured(kept, errors=built.result.errors)
        short = {one.key: one for one in self._short(built, frozenset(self.source.site.pages))}
        first = {key: (one, dict(forms.get(key, {}))) for key, one in short.items()}
        faulty: set[tuple[str, str]] = set()
        for _ in range(_ROUNDS):
            faulty |= {(key, name) for key, one in short.items() for name in one.blocks}
            changed = [key for key, one in short.items() if _take_next_forms(one, forms.setdefault(key, {}))]
            if not changed:
                break
            self.source.write_in(_texts(forms))
            built = self._built(frozenset(changed))
            if _has_failed(built):
                return Assured(kept, errors=built.result.errors)
            again = {one.key: one for one in self._short(built, frozenset(changed))}
            short = {key: again.get(key, one) for key, one in short.items() if key not in changed or key in again}
        for key, one in short.items():
            for name in (*one.blocks, *(name for name in one.beside if (key, name) not in faulty)):
                forms[key].pop(name, None)  # it did not help
        # What is written in the same forms as at first has the faults that it had then.
        told = (first[key][0] if forms[key] == first[key][1] else one for key, one in short.items())
        return Assured(_texts(forms), tuple(told), unread=unread)

    def _built(self, keys: Collection[str] | None) -> Built:
        """The documents with these keys (None: all) made anew, and the site built with them."""
        planned = self.scratch / "planned"
        made = [planned / self._put(planned, one) for one in self.source.drafted(keys)]
        for name in () if self.folder else missing_themes(planned):
            (planned / "themes" / name).mkdir(parents=True)  # it comes when the site is there
        site, over = (self.folder, planned) if self.folder else (planned, None)
        return build_items(site, self.scratch, judging_layouts(self.options), made if keys else [], over)

    def _put(self, planned: Path, one: Conversion) -> str:
        outline = one.outline
        file = planned / outline.path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(one.data)
        if outline.identity.kind is Kind.CONTENT:
            self.paths[outline.key] = outline.path
        return outline.path

    def _short(self, built: Built, keys: Collection[str]) -> Iterator[Shortfall]:
        planned = (self.scratch / "planned").resolve()
        around = Surroundings(planned, built.base_url, built, None)
        bench = _Bench(self.source.site, self.options, around, self.paths, self.cache)
        job = Job(_short_in_portion, bench, lambda wanted: iter([list[Shortfall]()]))
        for found in in_order(job, wanted_portions(self.export, bench.site.pages.entries(), keys), self.jobs):
            yield from found


def _has_failed(built: Built) -> bool:
    """Whether nothing can be judged by a build."""
    return bool(built.result.status) and not built.result.complaints


def _texts(forms: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    return {key: forms_text(of_item) for key, of_item in forms.items() if of_item}


def _take_next_forms(short: Shortfall, forms: dict[str, str]) -> bool:
    """Give the blocks at fault their next form; where they have none left, those beside them. Whether any had one."""
    return any(sum(_take_next(short, name, forms) for name in names) for names in (short.blocks, short.beside))


def _take_next(short: Shortfall, name: str, forms: dict[str, str]) -> bool:
    possible = short.forms.get(name, ())
    further = possible[possible.index(forms[name]) + 1 :] if forms.get(name) in possible else possible
    if further:
        forms[name] = further[0]
    return bool(further)


def _short_in_portion(bench: _Bench, wanted: WantedPortion) -> list[Shortfall]:
    found = []
    for item in read_again(wanted.portion, wanted.documents, bench.cache):
        if item.key not in bench.paths:
            continue  # it could not be converted, which is told
        expected = truth(item, bench.site, bench.options)
        file = SiteFile(bench.paths[item.key])
        forms = mark_blocks(expected.tree)
        verdict = judge_item(expected, file, bench.around).verdict
        if verdict.result is Result.DIFFERS:
            found.append(Shortfall(item.key, verdict, *faulty_blocks(expected, file, bench.around), forms))
    return found
