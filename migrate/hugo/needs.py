"""What migrated content needs of a site's configuration, and what of it a configuration lacks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from migrate.hugo.config import CONTENT_SETTINGS, PODCAST, SiteSettings, all_taxonomies, named_menus
from migrate.hugo.config_files import look_up, merged
from migrate.hugo.seen import Seen
from migrate.site.answer.menus import MenuEntry

POSTS = "posts"
"""The section of the posts."""
_CONTENT = "content"
_KINDS = ("page", "section", "taxonomy", "term", "home", "rss")


class Need(NamedTuple):
    """One setting as it should be."""

    path: tuple[str, ...]
    """The keys that lead to it."""
    value: Any
    """Tables and lists of tables are added to what is there, everything else takes its place."""


def is_list_of_tables(value: Any) -> bool:
    """Whether a value is written as one table after the other, as menus are."""
    return isinstance(value, list) and any(isinstance(one, Mapping) for one in value)


def lacking(seen: Seen, wanted: SiteSettings) -> list[Need]:
    """What has to be added or changed so that migrated content shows as it should."""
    needs = [
        Need(tuple(name.split(".")), value)
        for name, value in CONTENT_SETTINGS.items()
        if seen.at(*name.split(".")) != value
    ]
    needs += _taxonomies(seen, wanted)
    needs += _sections(seen)
    needs += _kinds(seen, ("html", "rss", "podcast") if wanted.podcast else ("html", "rss"))
    if wanted.podcast and not isinstance(seen.at("outputFormats", "podcast"), dict):
        needs.append(Need(("outputFormats", "podcast"), PODCAST))
    if seen.at("disableAliases"):
        needs.append(Need(("disableAliases",), False))
    return [Need(_place(seen, need.path), need.value) for need in needs]


def lacking_menus(seen: Seen, wanted: SiteSettings) -> list[Need]:
    """The entries of the old site's menus that the configuration does not hold."""
    return [
        Need(_place(seen, ("menus", menu)), [_entry(entry) for entry in missing])
        for menu, entries in named_menus(wanted.menus).items()
        if (missing := list(_missing(seen.at("menus", menu), entries)))
    ]


def content_elsewhere(seen: Seen) -> str:
    """The folder from which Hugo reads the pages, where no language reads them from `content`; else empty."""
    own = merged(seen.files)
    mounts = look_up(own, ("module", "mounts"))
    mounted = [one for one in mounts if isinstance(one, Mapping)] if isinstance(mounts, list) else []
    spoken = own.get("languages")
    languages = spoken.values() if isinstance(spoken, dict) and spoken else [own]
    folders = [look_up(one, ("contentDir",)) or own.get("contentdir") or _CONTENT for one in languages]
    found = [one.get("source") for one in mounted if one.get("target") == _CONTENT] or folders
    named = [str(one).strip("./") for one in found]
    return "" if _CONTENT in named else named[0]


def _place(seen: Seen, path: tuple[str, ...]) -> tuple[str, ...]:
    """Below the language where that speaks of the same: what stands at the top would count for nothing there."""
    special = ("languages", seen.language, *path) if seen.language else path
    return special if any(file.at(special[:3]) is not None for file in seen.files) else path


def _taxonomies(seen: Seen, wanted: SiteSettings) -> Iterator[Need]:
    known = seen.at("taxonomies")
    known = known if isinstance(known, dict) else {"category": "categories", "tag": "tags"}
    have = {str(many).lower() for many in known.values()}
    missing = {one: many for one, many in all_taxonomies(wanted).items() if many.lower() not in have}
    if missing:
        yield Need(("taxonomies",), known | missing)


def _sections(seen: Seen) -> Iterator[Need]:
    """Themes show the posts of the main sections; where none are named, those of the largest."""
    for path in (("params", "mainSections"), ("mainSections",)):
        named = seen.at(*path)
        named = [named] if isinstance(named, str) else named
        if isinstance(named, list) and named and POSTS not in named:
            yield Need(path, [*named, POSTS])
            return


def _kinds(seen: Seen, outputs: Sequence[str]) -> Iterator[Need]:
    """`outputs` are the formats in which the home page has to come; the first two do by themselves."""
    disabled = seen.at("disableKinds")
    if isinstance(disabled, list) and any(str(kind).lower() in _KINDS for kind in disabled):
        yield Need(("disableKinds",), [kind for kind in disabled if str(kind).lower() not in _KINDS])
    home = seen.at("outputs", "home")
    have = home if isinstance(home, list) else ["html", "rss"]
    missing = [name for name in outputs if name not in {str(one).lower() for one in have}]
    if missing:
        yield Need(("outputs", "home"), [*have, *missing])


def _missing(known: Any, entries: Sequence[MenuEntry]) -> Iterator[MenuEntry]:
    tables = [one for one in known if isinstance(one, dict)] if isinstance(known, list) else []
    have = {str(table.get(key)).strip("/") for table in tables for key in ("identifier", "url", "pageref", "pageRef")}
    for entry in entries:
        if entry.identifier not in have and entry.url.strip("/") not in have:
            yield entry


def _entry(entry: MenuEntry) -> Mapping[str, object]:
    values = {"identifier": entry.identifier, "name": entry.name, "url": entry.url, "weight": entry.weight}
    return values | ({"parent": entry.parent} if entry.parent else {})
