"""All commands together: each imports what is heavy only when it runs."""

from __future__ import annotations

from typing import Annotated

import typer

from migrate import __version__
from migrate.cli.commands import (
    comments,
    config,
    diff,
    explain,
    fetch,
    inspect,
    media,
    migrate,
    resolve,
    status,
    sync,
    verify,
)
from migrate.cli.plain_values import PlainCommand, PlainGroup


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"wxr2hugo {__version__}")
        raise typer.Exit


def wxr2hugo(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and end.")
    ] = False,
) -> None:
    """Move a WordPress site to Hugo, keep the two in step, and see beforehand what would happen."""


COMMANDS = (
    *(migrate.migrate, sync.sync, diff.diff, status.status, resolve.resolve, inspect.inspect, media.media),
    *(verify.verify, fetch.fetch, comments.comments, config.config, explain.explain),
)


def app_of(*names: str) -> typer.Typer:
    """The command line with those of the commands that are named here, where each is one; else with all."""
    app = typer.Typer(
        name="wxr2hugo",
        cls=PlainGroup,
        no_args_is_help=True,
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback()(wxr2hugo)
    for command in [one for one in COMMANDS if one.__name__ in names] or COMMANDS:
        app.command(cls=PlainCommand)(command)
    return app


app = app_of()
