"""What stands in a folder already: whether it is a Hugo site, and whether a person was at work there."""

from __future__ import annotations

from pathlib import Path

from migrate.diagnostics import MigrateError
from migrate.hugo.config.config_files import config_files, for_language, merged, taxonomies

_FRESH = {"baseURL", "locale", "languageCode", "title"}  # older ones write the language otherwise
"""All that `hugo new site` writes."""


def is_new_site(site: Path) -> bool:
    """Whether there is no Hugo configuration yet."""
    return not site.joinpath("config").is_dir() and not any(
        entry.stem in {"hugo", "config"} and entry.is_file() for entry in (site.iterdir() if site.is_dir() else ())
    )


def fresh_configuration(site: Path) -> str:
    """The configuration in a folder that `hugo new site` has just made, as a path; empty where a person was at work."""
    try:
        files = config_files(site)
    except MigrateError:
        return ""
    made = len(files) == 1 and files[0].values.keys() <= _FRESH
    made = made and str(files[0].values.get("baseURL")).startswith("https://example.org")
    used = any(any((site / folder).glob("*")) for folder in ("content", "themes", "config"))
    return files[0].path if made and not used else ""


def configured_title(site: Path) -> str:
    """The name that a person or this tool gave a site; empty where none did."""
    try:
        settings = merged(config_files(site)) if not fresh_configuration(site) else {}
    except MigrateError:
        return ""
    title = for_language(settings, str(settings.get("defaultcontentlanguage") or "en")).get("title")
    return title.strip() if isinstance(title, str) else ""


def known_taxonomies(site: Path) -> frozenset[str]:
    """The keys, in lower case, of what is a taxonomy to Hugo in every language of a site."""
    try:
        settings = merged(config_files(site))
    except MigrateError:
        return frozenset()
    spoken = settings.get("languages")
    languages = map(str, spoken) if isinstance(spoken, dict) and spoken else [""]
    found = (taxonomies(for_language(settings, one)).values() for one in languages)
    return frozenset.intersection(*(frozenset(str(key).lower() for key in keys) for keys in found))


def missing_themes(site: Path) -> list[str]:
    """The themes that a configuration names and that are not in the site; modules come from elsewhere."""
    try:
        settings = merged(config_files(site))
    except MigrateError:
        return []
    folder = site / str(settings.get("themesdir") or "themes")
    named = settings.get("theme")
    names = [str(one) for one in (named if isinstance(named, list) else [named]) if one]
    return [name for name in names if "/" not in name and not (folder / name).is_dir()]
