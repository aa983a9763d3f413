"""The two builds that a site is judged by. Both write in a temporary folder alone.

The one is the site as it goes live. The other has drafts and dates to come too, and a theme of its own that prints of
each page the content and what Hugo read in its front matter, each in a file by the path of its source: so nothing that
the theme of the site does around or to a text is taken for the text, and no page hides another at one address.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from migrate.diagnostics import MigrateError
from migrate.hugo.build import Build, BuildResult, begin_build, find
from migrate.hugo.chosen_shortcodes import FOLDERS
from migrate.hugo.config.config_files import ROOTS
from migrate.hugo.shipped import shortcode_files
from migrate.page.references import CONTENT
from migrate.verify.built.layouts import layout_files
from migrate.verify.built.needed import needed_mounts

_BASE = "base.txt"
_LAYOUTS = ("_shortcodes", "shortcodes", "_partials", "partials")
"""Folders of layouts that content may call upon."""
_SHORTCODES = frozenset(f"layouts/{folder}" for folder in FOLDERS)
_SHARED = frozenset({"content", "data", "i18n", "assets"})
_HTML = {kind: ["html"] for kind in ("home", "page", "section", "taxonomy", "term")}
_LIVE, _ITEMS = "live", "items"
_NOWHERE = "none"
_NAMED = re.compile(r'"([^"]+\.(?:md|markdown|html))(?::\d+)*"')
_LEFT_OUT = frozenset({CONTENT, "layouts"})
"""Folders in which a file may end a build; the rest of the site can be judged without it."""
_END_OF_PATH = re.compile("[?#]")
_ADDRESS = re.compile(r"^url: ([\w/.-]+)$", re.M)
_MOST_UNREAD = 5
"""Files left out; a site with more of them has to be mended before it can be judged."""
_HINT = "Mend what Hugo names (bring a theme that is missing), then run it again."


@dataclass(frozen=True, slots=True)
class Built:
    """A site, built."""

    folder: Path
    """Where Hugo wrote."""
    result: BuildResult
    unread: Mapping[Path, str] = field(default_factory=dict)
    """Pages that it cannot make and templates that it cannot read, left out so that the rest can be judged, and why."""

    def file(self, address: str) -> Path:
        """The file that answers at a decoded, root-relative address."""
        return Path(self._file(address))

    def _file(self, address: str) -> str:
        place = f"{self.folder}/{_END_OF_PATH.split(address, maxsplit=1)[0].strip('/')}"
        return place if os.path.isfile(place) else f"{place}/index.html"  # noqa: PTH113 (a path takes ten times as long)

    @property
    def is_there(self) -> bool:
        """Whether there is a site, be it without files that cannot be read."""
        return self.result.status == 0 or bool(self.unread)

    @property
    def base_url(self) -> str:
        """What Hugo takes for the address of the site, as the build of items says it."""
        try:
            return (self.folder / _BASE).read_text("utf-8").strip()
        except OSError:
            return "/"

    def lists(self, source: Path) -> bool:
        """Whether the page with this source is in lists of pages, as the build of items says it."""
        return str(source) in _listed(self.folder)

    def answers(self, address: str) -> bool:
        """Whether a file does."""
        return os.path.isfile(self._file(address))  # noqa: PTH113


@lru_cache(maxsize=2)
def _listed(folder: Path) -> frozenset[str]:
    """The sources of all pages that are in lists, in all languages."""
    return frozenset(line for file in folder.glob("listed-*.txt") for line in file.read_text("utf-8").split("\n"))


NOT_BUILT = Built(Path(os.devnull), BuildResult(1, (), ()))
"""Stands for a build that is yet to come."""


def build_live(site: Path, scratch: Path, without: Collection[Path] = ()) -> Built:
    """The site as it goes live, see `begin_live`."""
    with begin_live(site, scratch, without) as begun:
        return built_live(begun, scratch)


def built_live(begun: Build, scratch: Path) -> Built:
    """The same as soon as it is there."""
    return Built(scratch / _LIVE, begun.result())


def begin_live(site: Path, scratch: Path, without: Collection[Path] = ()) -> Build:
    """The site as it goes live, begun. Its own pictures are not copied, nor made smaller: they are there.

    Content files `without` which it is to be built are left out, and so is what refers to them.
    """
    static = {"HUGO_STATICDIR": _NOWHERE} if (site / "static").is_dir() else {}
    unwritten = {"HUGO_BUILD_BUILDSTATS_ENABLE": "false", "HUGO_BUILD_NOJSCONFIGINASSETS": "true"}
    environment = static | unwritten | {"HUGOxPARAMSxPICTURE_WIDTHS": "none"} | _resources(scratch)
    if without:
        names = (re.escape(one.relative_to(site.resolve() / CONTENT).as_posix()) for one in without)
        environment |= {"HUGO_IGNOREFILES": " ".join(f"/{name}$" for name in names)}
        environment |= {"HUGO_REFLINKSERRORLEVEL": "warning"}
    return begin_build(site.resolve(), scratch / _LIVE, *_beside(scratch), environment=environment)


def begin_few(site: Path, scratch: Path, chosen: Mapping[str, str], only: Collection[Path]) -> Build:
    """These content files alone, begun, in a site that has no other pages than they need."""
    return _begin_items(site, scratch, chosen, only, None, alone=True)


def built_few(begun: Build, scratch: Path) -> Built:
    """The same as soon as they are there."""
    return Built(scratch / _ITEMS, begun.result())


def build_items(
    site: Path, scratch: Path, chosen: Mapping[str, str], only: Collection[Path] = (), over: Path | None = None
) -> Built:
    """Each page by itself, see `item_file`. `chosen` are layouts for what is the owner's.

    With `only` no others than these content files are printed. What lies in the folder `over` takes the place of the
    site's own files. A file that ends the build is left out, also of later builds in the same folder.
    """
    unread: dict[Path, str] = {}
    roots = [one.resolve() for one in (site, over) if one]
    while True:
        with _begin_items(site, scratch, chosen, only, over) as begun:
            result = begun.result()
        found = _unreadable(result, roots)
        if found is None or found.file in unread or len(unread) == _MOST_UNREAD:
            return Built(scratch / _ITEMS, result, unread)
        unread[found.file] = found.error
        _write(scratch / "unread" / found.path, _stand_in(found))


class _Unreadable(NamedTuple):
    """A file that ended a build."""

    file: Path
    path: Path
    """Relative to the site."""
    error: str
    """What Hugo said of it."""


def _stand_in(found: _Unreadable) -> str:
    """What takes the place of a file that cannot be read: a page at its address, so that links lead there."""
    if found.path.parts[0] != CONTENT:
        return shortcode_files().get(found.path.as_posix(), "")
    address = _ADDRESS.search(found.file.read_text("utf-8", "replace"))
    return f"---\ntitle: unread\n{f'url: {address[1]}' if address else ''}\n---\n"


def _unreadable(result: BuildResult, roots: Collection[Path]) -> _Unreadable | None:
    """The first file below one of these folders that ended a build; a template before the page that calls it."""
    named = ((Path(found[1]), error) for error in result.errors for found in _NAMED.finditer(error))
    unreadable = [
        _Unreadable(file, file.relative_to(root), error)
        for file, error in named
        for root in roots
        if result.status and file.is_relative_to(root) and not _LEFT_OUT.isdisjoint(file.relative_to(root).parts)
    ]
    return min(unreadable, key=lambda found: found.path.parts[0] == CONTENT, default=None)


def _begin_items(
    site: Path,
    scratch: Path,
    chosen: Mapping[str, str],
    only: Collection[Path],
    over: Path | None,
    *,
    alone: bool = False,
) -> Build:
    layouts, folder = scratch / "layouts", scratch / _ITEMS
    found = list(_mounts(site.resolve(), [scratch / "unread", *([over] if over else [])]))
    own = [Path(one["source"]) for one in found if one["target"] in _SHORTCODES]
    for path, text in layout_files(chosen, own):
        _write(layouts / path, text)
    (scratch / "source").mkdir(parents=True, exist_ok=True)
    config = scratch / "judging.json"
    params = {"wxr2hugo_only": [str(one) for one in only]}
    mounts = [{"source": str(layouts), "target": "layouts"}, *(needed_mounts(found, only) if alone else found)]
    config.write_text(json.dumps(_SETTINGS | {"module": {"imports": [], "mounts": mounts}, "params": params}))
    files = [str(site.resolve() / name) for name in ROOTS if (site / name).is_file()][:1]
    arguments = [*_beside(scratch), "--config", ",".join([*files, str(config)])]
    if (site / "config").is_dir():
        arguments += ["--configDir", str(site.resolve() / "config")]
    return begin_build(scratch / "source", folder, *arguments, environment=_resources(scratch))


_SETTINGS: dict[str, object] = {
    "theme": [],
    "disableKinds": ["RSS", "sitemap", "robotsTXT", "404"],
    "markup": {"highlight": {"codeFences": False}},
    "outputs": _HTML,
    "buildDrafts": True,
    "buildFuture": True,
    "buildExpired": True,
    "refLinksErrorLevel": "warning",
}


def item_file(built: Built, source: Path) -> Path:
    """The file in which the build of items printed the page with this source."""
    name = hashlib.md5(str(source).encode("utf-8", "surrogateescape"), usedforsecurity=False).hexdigest()
    return built.folder / "items" / f"{name}.html"


def _beside(scratch: Path) -> list[str]:
    return ["--noBuildLock", "--cacheDir", str(scratch / "cache")]


def _resources(scratch: Path) -> dict[str, str]:
    return {"HUGO_RESOURCEDIR": str(scratch / "resources")}


def _mounts(site: Path, over: Collection[Path]) -> Iterator[dict[str, Any]]:
    """What pages are made of, in the site and in its themes, but not how these look. The first of two files counts."""
    for module in _modules(site):
        for mount in module["mounts"] or ():  # a theme may be empty
            own = Path(module["dir"], mount["source"])
            before = [one / own.relative_to(site) for one in over] if own.is_relative_to(site) else []
            for source in (*before, own):
                if mount["target"].partition("/")[0] in _SHARED:
                    yield {**mount, "source": str(source)}
                elif mount["target"] == "layouts":
                    yield from ({"source": f"{source}/{one}", "target": f"layouts/{one}"} for one in _LAYOUTS)


def _modules(site: Path) -> list[dict[str, Any]]:
    """The site and its themes, as Hugo knows them. Raises MigrateError where it does not."""
    command: list[str | Path] = [find(), "config", "mounts", "--source", site]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", errors="replace", check=False)
    if done.returncode:
        said = (done.stderr or done.stdout).strip().splitlines()
        raise MigrateError(f"{site}: Hugo cannot read the configuration: {said[-1] if said else ''}", _HINT)
    text, found = done.stdout[max(done.stdout.find("{"), 0) :], []
    decoder = json.JSONDecoder()
    while text.lstrip().startswith("{"):
        one, end = decoder.raw_decode(text.lstrip())
        found.append(one)
        text = text.lstrip()[end:]
    return found


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
