"""`wxr2hugo fetch`: from the WordPress that still runs, its export or what visitors see of each item."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from migrate.cli.arguments import LARGEST_EXPORT, AllowPrivate, MaxSize, SitePath, Verbose
from migrate.cli.old_site import failures_told, opened

if TYPE_CHECKING:
    from http.cookiejar import CookieJar

    from migrate.living.login import Account
    from migrate.web.session import Session

_PASSWORD = "WXR2HUGO_PASSWORD"
_PARTIAL = (
    "WordPress tells of no category, tag or menu by itself in an export of single types: what is known of them stays."
)
_TYPE = re.compile(r"[a-z0-9_-]{1,40}")


To = Annotated[Path | None, typer.Option("--to", metavar="FILE", help="Bring its export to this file.")]
User = Annotated[
    str | None, typer.Option("--user", metavar="NAME", help=f"Who logs in; password: {_PASSWORD} or a question.")
]
CookieFile = Annotated[
    Path | None,
    typer.Option("--cookie-file", metavar="FILE", help="Cookies of a browser that is logged in (Netscape format)."),
]
Types = Annotated[
    str | None,
    typer.Option("--types", metavar="TYPE,…", help="Only items of these types; the file says that it is a part."),
]
Login = Annotated[str, typer.Option("--login", metavar="PATH", help="Where the login page is, if it was moved.")]
Rendered = Annotated[bool, typer.Option("--rendered", help="Bring what visitors see of each item into the site.")]
Everything = Annotated[bool, typer.Option("--all", help="With --rendered: ask anew for all, not for what changed.")]


def fetch(
    address: Annotated[str, typer.Argument(metavar="URL", help="The address of the WordPress site.")],
    to: To = None,
    user: User = None,
    cookie_file: CookieFile = None,
    types: Types = None,
    login: Login = "",
    rendered: Rendered = False,
    site: SitePath = None,
    everything: Everything = False,
    allow_private: AllowPrivate = False,
    max_size: MaxSize = LARGEST_EXPORT,
    verbose: Verbose = False,
) -> None:
    """Ask the WordPress that still runs.

    With --to: log in and bring the export that WordPress makes itself; sync FILE follows.

    With --rendered: bring what visitors see of each item, which migrate and sync take for what only plugins can show.
    Run again, it asks for what changed.

    A name and password for the web server itself go into WXR2HUGO_BASIC.
    """
    from migrate.diagnostics import MigrateError

    if (to is None) == (not rendered):
        raise MigrateError("say what to fetch", "--to FILE brings the export, --rendered what visitors see.")
    with failures_told(address):
        if to is None:
            status = _fetch_rendered(address, site, anew=everything, allow_private=allow_private, verbose=verbose)
            raise typer.Exit(status)
        account, kinds = _account(user, cookie_file), _types(types)
        session = opened(address, _cookies(cookie_file), allow_private=allow_private, wants_login=True)
        _fetch_export(session, to, account, login, types=kinds, largest=max_size * 1_000_000)


def _cookies(file: Path | None) -> CookieJar:
    """The cookies in a file of a browser's. Raises MigrateError for what is none."""
    from http.cookiejar import CookieJar, LoadError, MozillaCookieJar

    from migrate.diagnostics import MigrateError
    from migrate.system_errors import explained

    if file is None:
        return CookieJar()
    jar = MozillaCookieJar(str(file))
    try:
        jar.load(ignore_discard=True, ignore_expires=False)
    except LoadError as error:
        raise MigrateError(
            f"{file}: is no cookie file in Netscape format", "Its first line is: # Netscape HTTP Cookie File"
        ) from error
    except OSError as error:
        raise explained(str(file), error) from error
    return jar


def _account(user: str | None, cookie_file: Path | None) -> Account | None:
    """Who logs in; nobody where a browser did."""
    from migrate.cli.console import is_terminal
    from migrate.diagnostics import MigrateError
    from migrate.living.login import Account

    if cookie_file is not None:
        return None
    if not user:
        raise MigrateError(
            "say who logs in: --user NAME, or --cookie-file FILE", "WordPress gives its export to nobody else."
        )
    password = os.environ.get(_PASSWORD)
    if not password and not is_terminal(sys.stdin):
        raise MigrateError(f"no password for {user}", f"Give it in {_PASSWORD}: nobody can be asked here.")
    return Account(user, password or typer.prompt(f"Password of {user}", hide_input=True, err=True))


def _types(text: str | None) -> Sequence[str]:
    from migrate.diagnostics import MigrateError

    found = [one.strip() for one in (text or "").split(",") if one.strip()]
    for one in found:
        if not _TYPE.fullmatch(one):
            raise MigrateError(f"{one}: is no type", "--types post,page names types as WordPress has them.")
    return list(dict.fromkeys(found))


def _fetch_export(
    session: Session, to: Path, account: Account | None, login: str, *, types: Sequence[str], largest: int
) -> None:
    from migrate.cli import console
    from migrate.living.export import ExportFile
    from migrate.living.login import log_in
    from migrate.living.where import below

    try:
        admin = log_in(session, account, login) if account else below(session.home, "wp-admin/")
        with console.progress() as progress:
            found = ExportFile(to, largest).bring(
                session, admin, types, lambda size: progress.show("bytes", size, None, f"{size / 1e6:,.1f} MB")
            )
    finally:
        session.close()
    kinds = ", ".join(f"{count:,} {kind}" for kind, count in sorted(found.items()))
    console.say(f"{to}: {found.total():,} items ({kinds or 'none'}), {session.requests} requests")
    if types:
        console.say(_PARTIAL)
    first = "after a migrate of the whole export" if types else "the first time: migrate"
    console.say(f"Next:\n  wxr2hugo sync {to} --site DIR    ({first})")


def _fetch_rendered(address: str, site: Path | None, *, anew: bool, allow_private: bool, verbose: bool) -> int:
    """Returns the exit status."""
    from migrate.cli import console
    from migrate.cli.outcome import exit_status
    from migrate.cli.place import site_folder
    from migrate.diagnostics import Diagnostics
    from migrate.living.rendered import RenderedBringer
    from migrate.living.store import Store
    from migrate.sync.lock import lock

    folder, diagnostics = site_folder(site), Diagnostics()
    session = opened(address, allow_private=allow_private, wants_login=False)
    try:
        with lock(folder), console.progress() as progress:
            bringer = RenderedBringer(
                session, Store(folder), diagnostics, anew, lambda done, all_: progress.show("items", done, all_)
            )
            brought = bringer.bring()
    finally:
        session.close()
    console.show_diagnostics(diagnostics, verbose=verbose)
    console.say(
        f"{brought.asked:,} items from {brought.source}: {brought.changed:,} brought, {brought.deleted:,} deleted,"
        f" {brought.failed:,} failed, {session.requests:,} requests"
    )
    console.say(f"Next:\n  wxr2hugo sync EXPORT --site {folder}    (the first time: migrate)")
    return exit_status(diagnostics, failed=brought.failed)
