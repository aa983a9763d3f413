"""The keys of front matter that the owner names, held against an export."""

from __future__ import annotations

from collections.abc import Iterable

from migrate.choices.front_matter_keys import SOURCES
from migrate.site.collect.index import Index
from migrate.site.decide.selection import check_named
from migrate.site.decide.terms.terms import beside_type, taxonomy_key


def check_keys(index: Index, earlier: Iterable[str]) -> None:
    """Raises MigrateError for a key in `[front_matter.keys]` that is written of itself neither here nor earlier.

    `earlier` are the keys of the documents of earlier runs.
    """
    named = {one.source for one in index.options.keys} - SOURCES
    if named:
        terms = {one.taxonomy for one in index.entries.terms()} | {taxonomy for taxonomy, _ in index.terms}
        terms |= {key.removeprefix("term:").partition("/")[0] for key in earlier if key.startswith("term:")}
        keys = set(map(taxonomy_key, terms)) - {""}
        check_named("[front_matter.keys]", sorted(named), SOURCES | keys | {beside_type(key) for key in keys})
