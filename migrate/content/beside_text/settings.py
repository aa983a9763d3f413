"""Words in the settings of a block or shortcode that what stands in its place does not show: told, never lost."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain
from typing import Any

from migrate.content.context import Context
from migrate.content.shared.prose import is_wordy, missing, names, plain_words, prose
from migrate.diagnostics import Code

_HINT = "placeholder"
"""What an editor shows where nothing was written yet."""
_SHOWN = 60
"""Signs of such words by which people know them again."""


def report_unseen(name: str, settings: Mapping[str, Any], html: str, context: Context) -> None:
    """Tell of the words in these settings that the HTML in their place lacks."""
    if not any(is_wordy(key, value) for key, value in settings.items()):  # most say how, not what
        return
    told = {key: value for key, value in settings.items() if key != _HINT}
    report_missing(name, chain(prose(told), names(told)), html, context)


def report_missing(name: str, pieces: Iterator[str], html: str, context: Context) -> None:
    """Tell of those pieces of what is kept under a name that some HTML lacks."""
    for piece in missing(pieces, html):
        words = plain_words(piece)
        if not words.isnumeric() and words:
            context.report(Code.SETTING_UNSEEN, f"{name}: “{words[:_SHOWN]}”")
