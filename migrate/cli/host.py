"""The host at which the site will live: asked for on the command line, then kept in the site's own file."""

from __future__ import annotations

import difflib
from pathlib import Path

from migrate.cli.request import Wishes
from migrate.cli.theme import choose_theme
from migrate.diagnostics import MigrateError
from migrate.options import FILE_NAME, HOSTS
from migrate.options_file import load
from migrate.sync.files import Files


def going_by(wishes: Wishes, site: Path, theme: str | None, host: str | None) -> Wishes:
    """The wishes with a theme and a host. Raises MigrateError for one that is not known, as `choose_theme`."""
    return wishes._replace(theme=choose_theme(site, theme), host=_known(host))


def check_host(site: Path, host: str | None) -> None:
    """Raises MigrateError for a host that is not known, or where a file of the owner's says otherwise."""
    if _known(host) and (site / FILE_NAME).exists() and (named := load(site)[0].host) != host:
        says = f"names another host, {named}" if named else "names no host"
        raise MigrateError(f"{site / FILE_NAME}: is yours, and {says}", f'Say host = "{host}" there, under [site].')


def keep_host(site: Path, host: str) -> None:
    """Write down what was asked for, below what this run has written there before."""
    if host and load(site)[0].host != host:
        said = Files(site).read(FILE_NAME) or b""
        Files(site).write(FILE_NAME, said + (b"\n" if said else b"") + _lines(host).encode())


def _known(host: str | None) -> str:
    if host and host not in HOSTS:
        near = difflib.get_close_matches(host, HOSTS, n=1, cutoff=0.5)
        hint = f"Did you mean {near[0]}? " if near else ""
        raise MigrateError(f"--host {host}: there is no such host here", f"{hint}There is: {', '.join(HOSTS)}")
    return host or ""


def _lines(host: str) -> str:
    return f'[site]\nhost = "{host}"\n'
