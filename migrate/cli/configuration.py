"""The user's own configuration: Hugo is asked about it on the first run, and again when it changed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from migrate.diagnostics import Code, Diagnostics, MigrateError
from migrate.hugo.build import candidates, unfit
from migrate.hugo.config.config import SiteSettings
from migrate.hugo.config.lacking_report import report_lacking
from migrate.hugo.config.seen import Answer, Seen, ask, fingerprint, see
from migrate.state_folder import CONFIGURATION
from migrate.sync.files import Files


class _Looked(NamedTuple):
    """What was found out."""

    answer: Answer
    unfit: str
    """What is wrong with the Hugo there is; empty: nothing."""


def report_configuration(files: Files, wanted: SiteSettings, diagnostics: Diagnostics, *, writes: bool) -> None:
    """Say what an existing configuration lacks, and whether there is a Hugo that shows what is written.

    With `writes` the answer is kept, so that the next run need not ask.
    """
    looked = _look(files, writes)
    if looked.unfit:
        diagnostics.report(Code.HUGO_UNFIT, looked.unfit)
    try:
        report_lacking(see(files.site, looked.answer), wanted, diagnostics)
    except MigrateError as error:
        diagnostics.report(Code.CONFIGURATION_LACKS, f"the configuration cannot be read: {error}")


def seen_configuration(site: Path) -> Seen:
    """The configuration as it is now. Raises MigrateError where it cannot be read."""
    return see(site, _look(Files(site), writes=False).answer)


def _look(files: Files, writes: bool) -> _Looked:
    name = fingerprint(files.site, next(candidates(), None))
    looked = _kept(files, name)
    if looked is None:
        looked = _look_anew(files.site)
        if writes:
            kept = {"fingerprint": name, "settings": looked.answer.settings}
            kept |= {"reason": looked.answer.reason, "unfit": looked.unfit}
            files.write(CONFIGURATION, json.dumps(kept, sort_keys=True).encode())
    return looked


def _look_anew(site: Path) -> _Looked:
    program = next(candidates(), None)
    answer = ask(site, program) if program else Answer({}, "there is no Hugo that could be asked")
    return _Looked(answer, unfit(our_theme=False))


def _kept(files: Files, name: str) -> _Looked | None:
    try:
        kept: Mapping[str, Any] = json.loads(files.read(CONFIGURATION) or b"{}")
        if kept["fingerprint"] == name:
            return _Looked(Answer(dict(kept["settings"]), str(kept["reason"])), str(kept["unfit"]))
    except (ValueError, KeyError, TypeError):
        pass
    return None
