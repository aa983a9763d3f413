"""What migrated content needs of a site's configuration, and what of it a configuration lacks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from migrate.choices.preset import preset_for
from migrate.hugo.config.config import (
    PODCAST,
    SiteSettings,
    all_taxonomies,
    content_settings,
    entry_table,
    is_list_of_tables,
    language_table,
    named_menus,
    over,
    preset_config,
)
from migrate.hugo.config.config_files import for_language, look_up, merged, named_themes, taxonomies
from migrate.hugo.config.seen import Seen
from migrate.site.answer.menus import MenuEntry

_CONTENT = "content"
_KINDS = ("page", "section", "taxonomy", "term", "home", "rss")


class Need(NamedTuple):
    """One setting as it should be."""

    path: tuple[str, ...]
    """The keys that lead to it."""
    value: Any
    """Tables and lists of tables are added to what is there, everything else takes its place."""


def lacking(seen: Seen, wanted: SiteSettings) -> list[Need]:
    """What has to be added or changed so that migrated content shows as it should."""
    needs = [
        Need(tuple(name.split(".")), value)
        for name, value in content_settings(wanted).items()
        if seen.at(*name.split(".")) != value
    ]
    needs += _languages(seen, wanted)
    needs += _theme(seen, wanted)
    needs += _taxonomies(seen, wanted)
    needs += _sections(seen, wanted.post_sections)
    needs += _kinds(seen, over({"": ["html", "rss"]}, {"": _home(wanted)})[""])
    if wanted.podcast and not isinstance(seen.at("outputFormats", "podcast"), dict):
        needs.append(Need(("outputFormats", "podcast"), PODCAST))
    needs += _of_preset(seen, preset_config(wanted), [need.path for need in needs])
    if seen.at("disableAliases"):
        needs.append(Need(("disableAliases",), False))
    return [Need(_place(seen, need.path), need.value) for need in needs]


def lacking_menus(seen: Seen, wanted: SiteSettings) -> list[Need]:
    """The entries of the old site's menus that the configuration does not hold."""
    found = [
        Need(_place(seen, ("menus", menu)), [entry_table(entry) for entry in missing])
        for menu, entries in named_menus(wanted.menus).items()
        if (missing := list(_missing(seen.at("menus", menu), entries)))
    ]
    own = merged(seen.files)
    for one in wanted.languages:
        for menu, entries in named_menus(one.menus).items():
            path = ("languages", one.code, "menus", menu)
            if missing := list(_missing(look_up(own, path), entries)):
                found.append(Need(path, [entry_table(entry) for entry in missing]))
    return found


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


def _languages(seen: Seen, wanted: SiteSettings) -> Iterator[Need]:
    """The languages of which the configuration does not speak; the default one is among them if it speaks of none."""
    own = merged(seen.files)
    if wanted.languages and look_up(own, ("defaultContentLanguage",)) is None:
        yield Need(("defaultContentLanguage",), wanted.languages[0].code)
    for weight, one in enumerate(wanted.languages, 1):
        if look_up(own, ("languages", one.code)) is None:
            table = language_table(one, weight)
            yield Need(("languages", one.code), {name: value for name, value in table.items() if name != "menus"})


def _theme(seen: Seen, wanted: SiteSettings) -> Iterator[Need]:
    """The theme of the preset, where the configuration names another one or none."""
    if wanted.preset and preset_for(named_themes(merged(seen.files))) != preset_for([wanted.preset.title]):
        yield Need(("theme",), wanted.preset.title)


def _of_preset(seen: Seen, config: Mapping[str, Any], known: Sequence[tuple[str, ...]]) -> Iterator[Need]:
    """What content needs in the theme of a preset, where the owner has not said otherwise; lists are made longer."""
    own = for_language(merged(seen.files), seen.language)
    for path, value in _leaves(config, ()):
        there = None if is_list_of_tables(value) else seen.at(*path)
        there = look_up(own, path) if there is None else there
        missing = value
        if isinstance(value, list) and isinstance(there, list):
            have = {_comparable(one) for one in there}
            missing = [one for one in value if _comparable(one) not in have]
            value = missing if is_list_of_tables(value) or not missing else [*there, *missing]
        elif there == value or look_up(own, path) is not None:
            missing = None
        if missing not in (None, []) and path not in known:
            yield Need(path, value)


def _leaves(table: Mapping[str, Any], path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Any]]:
    for key, value in table.items():
        if isinstance(value, Mapping):
            yield from _leaves(value, (*path, key))
        else:
            yield (*path, key), value


def _comparable(value: Any) -> str:
    """The same for values that Hugo takes for one."""
    if isinstance(value, Mapping):
        return repr(sorted((str(key).lower(), _comparable(one)) for key, one in value.items()))
    return str(value).lower()


def _taxonomies(seen: Seen, wanted: SiteSettings) -> Iterator[Need]:
    known = taxonomies({"taxonomies": seen.at("taxonomies")})
    have = {str(many).lower() for many in known.values()}
    missing = {one: many for one, many in all_taxonomies(wanted).items() if many.lower() not in have}
    if missing:
        yield Need(("taxonomies",), known | missing)


def _sections(seen: Seen, sections: Sequence[str]) -> Iterator[Need]:
    """Themes show the posts of the main sections; where none are named, those of the largest."""
    for path in (("params", "mainSections"), ("mainSections",)):
        named = seen.at(*path)
        named = [named] if isinstance(named, str) else named
        if isinstance(named, list) and named and (missing := [one for one in sections if one not in named]):
            yield Need(path, [*named, *missing])
            return


def _home(wanted: SiteSettings) -> list[str]:
    """The formats in which the home page has to come besides those that are its own."""
    asked = look_up(preset_config(wanted), ("outputs", "home")) or []
    return [*asked, *(["podcast"] if wanted.podcast else [])]


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
