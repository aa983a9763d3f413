"""How a run ends, whatever happens: what is said, and the status of the process."""

from __future__ import annotations

import os
import re
import signal
import sys
import traceback
from collections.abc import Sequence
from glob import glob
from itertools import pairwise
from pathlib import Path

import typer

from migrate.cli import console, faults
from migrate.cli.outcome import DONE, IMPOSSIBLE
from migrate.diagnostics import MigrateError
from migrate.system_errors import explained

Usage: type[typer.BadParameter] = typer.BadParameter.__mro__[1]
"""What Typer raises for any line that it cannot read; it does not name the class itself."""
_AGAIN = 1.5
"""Seconds after which a run that was told to stop and did not is told again."""


class Stopped(KeyboardInterrupt):
    """The system asked the run to end, as Ctrl-C does."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = number


def run(arguments: Sequence[str]) -> int:
    """Do what the command line asks for. Returns the status to end with; nothing is ever raised."""
    _complete_streams()
    listen()
    try:
        status = _command(arguments)
        sys.stdout.flush()
    except BaseException as error:
        ignore_stopping()
        status = _ended(error)
    ignore_stopping()
    console.settle()
    return status


def _command(arguments: Sequence[str]) -> int:
    # Typer's own way to run a command has its own ideas of Ctrl-C and closed pipes.
    from migrate.cli.app import app_of

    _check_filled(arguments)
    command = typer.main.get_command(app_of(*arguments[:1]))  # to describe all takes a while
    try:
        with command.make_context("wxr2hugo", _expanded(arguments)) as context:
            command.invoke(context)
    except typer.Exit as ending:
        return ending.exit_code
    return DONE


def _check_filled(arguments: Sequence[str]) -> None:
    """Raises MigrateError for what is empty, as variables are that nobody set: it is not the current folder."""
    for before, one in pairwise(["", *arguments]):
        name = one.removesuffix("=")
        if not one or (name.startswith("--") and "=" not in name and name != one):
            what = (before if before.startswith("--") else "an argument") if not one else name
            raise MigrateError(f"{what} is empty", "Is a variable in the line not set? The current folder is a dot.")


def _expanded(arguments: Sequence[str]) -> list[str]:
    """As shells do it; those of Windows leave it to the program."""
    if os.name != "nt":
        return list(arguments)
    return [name for one in arguments for name in sorted(glob(one)) or [one]]  # noqa: PTH207 (patterns may be absolute)


def _ended(error: BaseException) -> int:
    """Say what ended the run. Returns the status."""
    match error:
        case KeyboardInterrupt() | typer.Abort():
            if isinstance(error, typer.Abort):  # the line of a question is not at its end
                console.say()
            console.fail("interrupted", "nothing is half done: run the same command again to go on")
            return 128 + getattr(error, "number", signal.SIGINT)
        case BrokenPipeError():
            return DONE
        case SystemExit():
            return error.code if isinstance(error.code, int) else DONE
        case Usage():
            _say_usage(error)
        case MigrateError():
            console.fail(error.message, error.hint)
        case MemoryError():
            console.fail("the memory does not suffice", "Run again with --jobs 1, or with less beside it.")
        case OSError():
            explanation = explained(str(error.filename or "disk"), error)
            console.fail(explanation.message, explanation.hint)
        case _:
            _report_fault(error)
    if not _has_folder():
        console.fail("the current folder is gone", "Change to another one (cd), and run the command there.")
    return IMPOSSIBLE


_WORDS = (
    (r"Value error, ", ""),
    (r"Input should be a valid integer, unable to parse string as an integer", "it should be a whole number"),
    (r"'[^']*' is not a valid integer(?: range)?", "it should be a whole number"),
    (r"-?\d+ is not in the range x>=(\d+)\.", r"it should be at least \1"),
    (r"Input should be ", "it should be "),
    (r"greater than or equal to", "at least"),
)
"""What the library says of values, in its versions, and how people say it."""


def _say_usage(error: typer.BadParameter) -> None:
    """What in the line cannot be read; for a line without anything the help."""
    message = error.format_message()
    if message.startswith("Usage:"):
        console.say(message)
        return
    for theirs, ours in _WORDS:
        message = re.sub(theirs, ours, message)
    console.fail(message, f"{error.ctx.command_path if error.ctx else 'wxr2hugo'} --help says what there is.")


def _report_fault(error: BaseException) -> None:
    trace = "".join(traceback.format_exception(error))
    path = faults.keep(trace)
    what = f"{type(error).__name__}: {error}".splitlines()[0]
    console.fail(
        f"this is a fault of wxr2hugo: {what}",
        f"Please report it with what is in {path}" if path else "No file could be written that says where it is.",
    )


def _has_folder() -> bool:
    try:
        Path.cwd()
    except OSError:
        return False
    return True


def _complete_streams() -> None:
    """Give every standard stream that is not there a place where nothing happens: no other file may get its number.

    Standard input stays None: who asks for it is told.
    """
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)
    nowhere = Path(os.devnull)
    sys.stdout = sys.stdout or nowhere.open("w", encoding="utf-8")
    sys.stderr = sys.stderr or nowhere.open("w", encoding="utf-8")
    console.prepare()


def listen() -> None:
    """Let the system end a run as Ctrl-C does.

    What nohup ignores stays so. Shells ignore SIGINT for what they run beside themselves: who sends it there means it.
    """

    def stop(number: int, frame: object) -> None:
        # What comes up while Python takes an object down is swallowed: it comes again until the run has heard it.
        if hasattr(signal, "setitimer"):
            signal.signal(signal.SIGALRM, lambda *_: stop(number, frame))
            signal.setitimer(signal.ITIMER_REAL, _AGAIN)
        raise Stopped(number)

    sys.unraisablehook = _report_swallowed
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None and (name == "SIGINT" or signal.getsignal(number) is not signal.SIG_IGN):
            signal.signal(number, stop)


def _report_swallowed(swallowed: sys.UnraisableHookArgs) -> None:
    if not isinstance(swallowed.exc_value, KeyboardInterrupt):
        sys.__unraisablehook__(swallowed)


def ignore_stopping() -> None:
    """The run is at its end: nothing more may come between."""
    for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGALRM"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.SIG_IGN)
