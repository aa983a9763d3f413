"""What stands in a folder already: whether it is a Hugo site, and what its configuration lacks."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from migrate.hugo.config import CONTENT_SETTINGS, all_taxonomies, toml_key, toml_value

_NAMES = ("hugo.toml", "hugo.yaml", "hugo.yml", "hugo.json", "config.toml", "config.yaml", "config.yml", "config.json")


def is_new_site(site: Path) -> bool:
    """Whether there is no Hugo configuration yet."""
    return not site.joinpath("config").is_dir() and not any(
        entry.stem in {"hugo", "config"} and entry.is_file() for entry in (site.iterdir() if site.is_dir() else ())
    )


def lacks(site: Path, taxonomies: Sequence[str] = ()) -> list[str]:
    """What must be added to the configuration of an existing site so that migrated content shows as it should."""
    try:
        found = _read(site)
    except (OSError, ValueError, yaml.YAMLError) as error:
        return [f"the configuration cannot be read: {error}"]
    wanted = [
        f"{name} = {toml_value(value)}" for name, value in CONTENT_SETTINGS.items() if _look_up(found, name) != value
    ]
    return wanted + _lacking_taxonomies(found, taxonomies)


def _lacking_taxonomies(found: Mapping[str, Any], taxonomies: Sequence[str]) -> list[str]:
    known = found.get("taxonomies") or {"category": "categories", "tag": "tags"}
    wanted = all_taxonomies(taxonomies)
    have = {str(one).lower() for one in known.values()} if isinstance(known, dict) else set()
    if have.issuperset(wanted.values()):
        return []
    listed = ", ".join(f"{toml_key(one)} = {toml_value(many)}" for one, many in wanted.items() if many not in have)
    rest = "" if "taxonomies" in found else ", and with them Hugo's own two, category and tag"
    return [f"taxonomies: {listed}{rest}"]


def _read(site: Path) -> dict[str, Any]:
    """The settings of a site with names in lower case, as Hugo compares them; later files win."""
    found: dict[str, Any] = {}
    for file in _files(site):
        settings = _parse(file)
        if file.parent != site and file.stem not in {"hugo", "config"}:
            settings = {file.stem.lower(): settings}
        found = _merge(found, settings)
    return found


def _files(site: Path) -> Iterator[Path]:
    yield from [site / name for name in _NAMES if site.joinpath(name).is_file()][:1]
    for environment in ("_default", "production"):
        folder = site / "config" / environment
        yield from sorted(file for file in folder.glob("*") if file.suffix in {".toml", ".yaml", ".yml", ".json"})


def _parse(file: Path) -> dict[str, Any]:
    text = file.read_text("utf-8-sig")
    if file.suffix == ".toml":
        settings: object = tomllib.loads(text)
    else:
        settings = json.loads(text) if file.suffix == ".json" else yaml.load(text, yaml.CSafeLoader)
    return _lower(settings) if isinstance(settings, dict) else {}


def _lower(settings: Mapping[Any, Any]) -> dict[str, Any]:
    return {str(key).lower(): _lower(value) if isinstance(value, dict) else value for key, value in settings.items()}


def _merge(first: dict[str, Any], second: Mapping[str, Any]) -> dict[str, Any]:
    merged = dict(first)
    for key, value in second.items():
        mine = merged.get(key)
        merged[key] = _merge(mine, value) if isinstance(mine, dict) and isinstance(value, dict) else value
    return merged


def _look_up(settings: Mapping[str, Any], name: str) -> object:
    value: Any = settings
    for part in name.lower().split("."):
        value = value.get(part) if isinstance(value, dict) else None
    return value
