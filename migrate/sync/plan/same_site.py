"""Whether an export is of the blog that this site was made from: by host, port and folder, and by who is who."""

from __future__ import annotations

import re

from migrate.diagnostics import MigrateError
from migrate.model.source import Identified, Source
from migrate.sync.state.state import State

_ADDRESS = re.compile(r"\s*(?:([a-z][a-z0-9+.-]*):)?//(?:[^/?#@]*@)?([^/?#]+)([^?#]*)", re.I)
_USUAL_PORTS = re.compile(r"\.?(?::(?:80|443)?)?$")


def check_site(source: Source, state: State, who: Identified) -> None:
    """Raises MigrateError for the export of another blog. Scheme and `www.` never count."""
    before, now = _place(state.base_url), _place(source.base_url)
    if before and now and before != now:
        raise MigrateError(
            f"the export is of {source.base_url}, this site was made from {state.base_url}",
            "If the blog only changed its address, run again with --same-site.",
        )
    strange = who.strange + (0 if before and now else who.other_guids)
    if strange > who.known + who.strange - strange:
        raise MigrateError(
            f"the export is of another blog: {strange} of the ids that this site knows belong to different items in it",
            "If it is the same blog all the same, run again with --same-site.",
        )


def _place(url: str) -> str:
    """Host, port and folder; empty where the address tells no host."""
    found = _ADDRESS.match(url)
    if not found:
        return ""
    host = _USUAL_PORTS.sub("", found[2].lower()).removeprefix("www.")
    return f"{_ascii(host)}{re.sub('/+', '/', found[3]).rstrip('/')}"


def _ascii(host: str) -> str:
    """A host as the network knows it."""
    try:
        return host.encode("idna").decode()
    except UnicodeError:
        return host
