"""The configuration of a site as Hugo sees it: asked of Hugo itself, and read from the files where that fails."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from migrate.diagnostics import MigrateError
from migrate.hugo.config.config_files import ROOTS, ConfigFile, config_files, for_language, look_up, merged
from migrate.model.decided import LanguageChoice
from migrate.page.places import Languages
from migrate.page.references import CONTENT

_OFFLINE = {"HUGO_MODULE_PROXY": "off", "GOPROXY": "off", "GOFLAGS": "-mod=mod", "GOTOOLCHAIN": "local"}
"""Modules come from what is there already: nothing is loaded."""
_SECONDS = 60
_MODULES = ("go.mod", "go.sum")


@dataclass(frozen=True, slots=True)
class Seen:
    """The settings for the language that migrated pages are in, and the files they may be changed in."""

    settings: Mapping[str, Any]
    """With names in lower case."""
    language: str
    """That language, where the configuration speaks of languages."""
    files: list[ConfigFile] = field(default_factory=list)
    guessed: str = ""
    """Why Hugo could not be asked; empty: it was."""

    def at(self, *path: str) -> Any:
        """The value of a setting; None where there is none."""
        return look_up(self.settings, path)


class Answer(NamedTuple):
    """What Hugo says of a site."""

    settings: dict[str, Any]
    """Its whole configuration for the language of migrated pages, with names in lower case; empty: it cannot say."""
    reason: str = ""
    """Why it could not."""


def ask(site: Path, hugo: Path) -> Answer:
    """Ask `hugo`, a program, about a site. Nothing is written in the site, and nothing loaded from anywhere."""
    try:
        return Answer(_asked(site, hugo))
    except MigrateError as error:
        return Answer({}, str(error))


def see(site: Path, answer: Answer) -> Seen:
    """The configuration as `answer` has it, and what the files say of it.

    Raises MigrateError for a configuration that cannot be read at all.
    """
    files = config_files(site)
    own = merged(files)
    settings = answer.settings or own
    language = _language(settings)
    spoken = own.get("languages")
    known = language if isinstance(spoken, dict) and language.lower() in spoken else ""
    return Seen(answer.settings or for_language(own, language), known, files, answer.reason)


def languages(site: Path) -> Languages:
    """How the files of a site say which language each page is in, as far as they can be read."""
    try:
        own = merged(config_files(site))
    except MigrateError:
        return Languages()
    spoken = own.get("languages")
    named: dict[str, Any] = spoken if isinstance(spoken, dict) else {}
    folders = {str(look_up(settings, ("contentdir",)) or "").strip("./"): name for name, settings in named.items()}
    in_folder = own.get("defaultcontentlanguageinsubdir") is True
    return Languages(_default(own).lower(), frozenset(named), folders, in_folder=in_folder)


def language_choice(spoken: Languages, *, is_own: bool) -> LanguageChoice:
    """What a configuration settles of languages; `is_own`: it is the user's, whose pages stay where they are."""
    if not spoken.names:
        return LanguageChoice(layout="suffixes" if is_own else "")
    folders = tuple((one, name) for one, name in spoken.folders.items() if one.startswith(f"{CONTENT}/"))
    return LanguageChoice(spoken.default, "folders" if folders else "suffixes", folders, spoken.in_folder)


def fingerprint(site: Path, hugo: Path | None) -> str:
    """Changes whenever Hugo may see another configuration, or is another itself (hexadecimal)."""
    state = hugo.stat() if hugo else None
    parts = [str(hugo), str(state and (state.st_mtime_ns, state.st_size))]
    parts += sorted(f"{name}={value}" for name, value in os.environ.items() if name.startswith("HUGO"))
    found = blake2b(repr(parts).encode("utf-8", "surrogateescape"), digest_size=16)
    themes = sorted(path for path in (site / "themes").glob("*") if path.is_dir())
    for folder in (site, *themes):
        named = [folder / name for name in (*ROOTS, "theme.toml", "go.mod", "_vendor/modules.txt")]
        for file in (*named, *sorted(folder.joinpath("config").rglob("*"))):
            if file.is_file():
                found.update(repr((str(file), file.read_bytes())).encode("utf-8", "surrogateescape"))
    return found.hexdigest()


def _language(settings: Mapping[str, Any]) -> str:
    """The language of the pages in `content`: the default one, unless a mount says another."""
    default = _default(settings)
    mounts = look_up(settings, ("module", "mounts"))
    for mount in mounts if isinstance(mounts, list) else []:
        if look_up(mount, ("source",)) == look_up(mount, ("target",)) == CONTENT:
            said = look_up(mount, ("sites", "matrix", "languages")) or look_up(mount, ("lang",)) or default
            names = [said] if isinstance(said, str) else said
            return default if default in names else str(names[0])
    return default


def _default(settings: Mapping[str, Any]) -> str:
    return str(settings.get("defaultcontentlanguage") or "en")


def _asked(site: Path, hugo: Path) -> dict[str, Any]:
    """What Hugo says for the language of the pages: it speaks of one language at a time, first of the default one."""
    with _place(site) as place:
        settings = _said(hugo, place)
        language = _language(settings)
        return settings if language == _default(settings) else _said(hugo, place, "--lang", language)


def _said(hugo: Path, place: Path, *arguments: str) -> dict[str, Any]:
    done = _run([hugo, "config", "--format", "json", "--source", place, *arguments])
    answer = re.search(r"^\{.*", done.stdout, re.DOTALL | re.MULTILINE)
    try:
        settings = json.loads(answer[0]) if answer and not done.returncode else None
    except ValueError:
        settings = None
    if not isinstance(settings, dict):
        raise MigrateError(f"Hugo does not understand it: {_first_line(done.stderr or done.stdout)}")
    return settings


def _run(command: list[str | Path]) -> subprocess.CompletedProcess[str]:
    offline = os.environ | _OFFLINE
    try:
        return subprocess.run(
            command, capture_output=True, encoding="utf-8", errors="replace", env=offline, timeout=_SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise MigrateError(f"Hugo could not be asked: {error}") from error


@contextmanager
def _place(site: Path) -> Iterator[Path]:
    """Where Hugo is asked: the site, but for one with modules a copy of its configuration, for they are rewritten."""
    if not (site / "go.mod").is_file():
        yield site
        return
    with TemporaryDirectory() as folder:
        place = Path(folder)
        for name in (*ROOTS, *_MODULES):
            if (site / name).is_file():
                shutil.copyfile(site / name, place / name)
        if (site / "config").is_dir():
            shutil.copytree(site / "config", place / "config")
        for name in ("themes", "_vendor"):
            if (site / name).is_dir():
                (place / name).symlink_to((site / name).resolve(), target_is_directory=True)
        yield place


def _first_line(text: str) -> str:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return next((line for line in lines if line.startswith(("ERROR", "Error"))), (lines or ["it says nothing"])[0])
