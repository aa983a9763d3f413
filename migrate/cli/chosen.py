"""The arguments of commands that take exports and, after them, what of the site is asked about."""

from __future__ import annotations

from pathlib import Path

EXPORT_ENDINGS = {".xml", ".wxr", ".gz", ".zip"}


def exports_and_chosen(arguments: list[str], site: Path) -> tuple[list[str], list[str]]:
    """The exports, and after them what in the site is to be shown."""
    split = next((n for n, one in enumerate(arguments) if not _is_export(one, site)), len(arguments))
    return arguments[:split], arguments[split:]


def _is_export(argument: str, site: Path) -> bool:
    path = Path(argument)
    if argument == "-" or path.suffix in EXPORT_ENDINGS:
        return True
    return path.exists() and not path.resolve().is_relative_to(site.resolve())
