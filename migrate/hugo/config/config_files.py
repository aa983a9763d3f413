"""The files in which a site's owner configured Hugo, read without Hugo: where each setting stands and what it says."""

from __future__ import annotations

import json
import os
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from migrate.system_errors import explained, unreadable

ROOTS = tuple(f"{stem}.{suffix}" for stem in ("hugo", "config") for suffix in ("toml", "yaml", "yml", "json"))
"""Files that Hugo looks for, in its order; it reads the first."""
_LANGUAGES = {".toml": "TOML", ".yaml": "YAML", ".yml": "YAML", ".json": "JSON"}
_BY_LANGUAGE = ("taxonomies", "menus", "outputs")
"""What a language that says anything of it says as a whole."""


class ConfigFile(NamedTuple):
    """One file of the configuration."""

    path: str
    """Relative to the site."""
    prefix: tuple[str, ...]
    """The table that the whole file is: `("params",)` for `config/_default/params.toml`."""
    values: Mapping[str, Any]

    @property
    def form(self) -> str:
        """`toml`, `yaml` or `json`."""
        return self.path.rpartition(".")[2].replace("yml", "yaml")

    def at(self, path: tuple[str, ...]) -> Any:
        """What the file says at a path of keys; None where it says nothing."""
        names = tuple(name.lower() for name in path)
        prefix = tuple(name.lower() for name in self.prefix)
        if names[: len(prefix)] != prefix[: len(names)]:
            return None
        return look_up(self.values, path[len(prefix) :])


def config_files(site: Path) -> list[ConfigFile]:
    """Those that a plain `hugo` reads; later ones win. Raises MigrateError for one that cannot be read."""
    return [_read(site, file) for file in _files(site)]


def merged(files: list[ConfigFile]) -> dict[str, Any]:
    """All that they say together, with names in lower case, as Hugo compares them."""
    found: dict[str, Any] = {}
    for file in files:
        settings = _lower(file.values)
        for name in reversed(file.prefix):
            settings = {name.lower(): settings}
        found = _merge(found, settings)
    return found


def named_themes(settings: Mapping[str, Any]) -> list[str]:
    """The themes that a configuration names, and the modules that it imports, with names in lower case."""
    theme = settings.get("theme")
    imports = look_up(settings, ("module", "imports"))
    found = theme if isinstance(theme, list) else [theme]
    found += [look_up(one, ("path",)) for one in (imports if isinstance(imports, list) else [])]
    return [str(one) for one in found if one]


def for_language(settings: dict[str, Any], language: str) -> dict[str, Any]:
    """The settings as they are for pages in one language."""
    own = settings.get("languages")
    special = own.get(language.lower()) if isinstance(own, dict) else None
    if not isinstance(special, dict):
        return settings
    return _merge(settings, special) | {name: special[name] for name in _BY_LANGUAGE if name in special}


def taxonomies(settings: Mapping[str, Any]) -> dict[str, Any]:
    """The taxonomies in settings with names in lower case; where none are named, those that Hugo knows by itself."""
    named = settings.get("taxonomies")
    return named if isinstance(named, dict) else {"category": "categories", "tag": "tags"}


def look_up(settings: Any, path: tuple[str, ...]) -> Any:
    """What stands at a path of keys, in whatever case they are written; None where nothing does."""
    for name in path:
        names = {str(key).lower(): key for key in settings} if isinstance(settings, Mapping) else {}
        settings = settings[names[name.lower()]] if name.lower() in names else None
    return settings


def _files(site: Path) -> Iterator[Path]:
    yield from [site / name for name in ROOTS if site.joinpath(name).is_file()][:1]
    for environment in ("_default", os.environ.get("HUGO_ENVIRONMENT") or "production"):
        folder = site / "config" / environment
        yield from sorted(file for file in folder.rglob("*") if file.suffix in _LANGUAGES and file.is_file())


def _read(site: Path, file: Path) -> ConfigFile:
    path = file.relative_to(site).as_posix()
    try:
        data = file.read_bytes()
    except OSError as error:
        raise explained(path, error) from error
    try:
        text = data.decode("utf-8-sig")
        if file.suffix == ".toml":
            values: object = tomllib.loads(text)
        else:
            values = json.loads(text) if file.suffix == ".json" else _from_yaml(text)
    except (ValueError, RecursionError) as error:
        raise unreadable(path, data, error, _LANGUAGES[file.suffix]) from error
    values = values if isinstance(values, dict) else {}
    return ConfigFile(path, _prefix(file), {_modern(str(key)): value for key, value in values.items()})


def _from_yaml(text: str) -> object:
    import yaml  # takes long to come, and most sites have no such file

    try:
        return yaml.load(text, yaml.CSafeLoader)
    except yaml.YAMLError as error:
        raise ValueError(str(error)) from error


def _prefix(file: Path) -> tuple[str, ...]:
    """What Hugo tells from the name: `menus.en.toml` holds the menus of one language."""
    stem, _, language = file.stem.partition(".")
    if stem.lower() in {"hugo", "config"}:
        return ("languages", language) if language else ()
    return ("languages", language, _modern(stem)) if language else (_modern(stem),)


def _modern(key: str) -> str:
    return "menus" if key.lower() == "menu" else key


def _lower(settings: Mapping[Any, Any]) -> dict[str, Any]:
    return {
        _modern(str(key).lower()): _lower(value) if isinstance(value, dict) else value
        for key, value in settings.items()
    }


def _merge(first: Mapping[str, Any], second: Mapping[str, Any]) -> dict[str, Any]:
    both = dict(first)
    for key, value in second.items():
        mine = both.get(key)
        both[key] = _merge(mine, value) if isinstance(mine, dict) and isinstance(value, dict) else value
    return both
