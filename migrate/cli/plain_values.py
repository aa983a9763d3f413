"""Values on a command line that need no reading: Typer has pydantic read them all, which takes long to come.

And its help, which names the arguments as they are written here.
"""

from __future__ import annotations

import os
import re
from functools import partial
from pathlib import Path
from typing import Any

from typer.core import TyperCommand, TyperGroup

_NUMBER = re.compile(r"[0-9]{1,18}")


class PlainCommand(TyperCommand):
    """A command that takes plain values as they are; others, and what is wrong with them, are Typer's."""

    def get_params(self, ctx: Any) -> list[Any]:
        """What can stand on its line."""
        return _taking_plain(super().get_params(ctx))


class PlainGroup(TyperGroup):
    """The options in front of a command, whose plain values are taken as they are too."""

    def get_params(self, ctx: Any) -> list[Any]:
        """What can stand on its line."""
        return _taking_plain(super().get_params(ctx))


def _taking_plain(parameters: list[Any]) -> list[Any]:
    for one in parameters:
        if one.param_type_name == "argument":
            one.get_usage_pieces = partial(_usage, one)
            one.display_type_rich = _no_type  # a type of Python says nothing to who types
        by_typer = one.process_value
        if hasattr(one, "type_descriptor") and not isinstance(by_typer, partial):  # no Typer before 0.29 asks pydantic
            one.process_value = partial(_processed, one, by_typer)
    return parameters


def _usage(argument: Any, context: Any) -> list[str]:
    return [argument.metavar or argument.name]


def _no_type(ctx: Any) -> str:
    return ""


def _processed(parameter: Any, by_typer: Any, context: Any, value: Any) -> Any:
    plain = value if value is None or value is parameter.default else _plain(parameter, value)
    if plain is None and (value is not None or parameter.required):
        return by_typer(context, value)
    return parameter.callback(context, parameter, plain) if parameter.callback else plain


def _plain(parameter: Any, value: Any) -> Any:
    """What a text of the command line says; None where Typer has to look at it."""
    wanted = parameter.type_descriptor.annotation
    if wanted in (str, list[str]):
        return value or None
    if wanted is Path and value and (os.access(value, os.R_OK) or not os.path.lexists(value)):
        return Path(value)
    if wanted is int and _NUMBER.fullmatch(value) and int(value) >= (parameter.min or 0):
        return int(value)
    return None
