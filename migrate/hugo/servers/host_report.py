"""What is to be told of the host that was chosen: its limits, and what cannot answer there."""

from __future__ import annotations

from pathlib import Path

from migrate.diagnostics import Code, Diagnostics
from migrate.hugo.raw_text import own_templates
from migrate.hugo.servers.hosts import PARTIAL, host_files
from migrate.model.decided import Redirects

_CALL = """{{ if .IsHome }}{{ partial "wordpress-addresses.html" . }}{{ end }}"""


def report_host(
    host: str, redirects: Redirects, base_url: str, site: Path, diagnostics: Diagnostics, *, other_theme: bool
) -> None:
    """Say it; `other_theme`: the site's theme is not ours, and may not call the script."""
    made = host_files(host, redirects, base_url)
    if made.too_many:
        diagnostics.report(Code.HOST_LIMIT, f"{host}: {made.too_many} more")
    for one in made.unanswered:
        diagnostics.report(Code.HOST_ADDRESSES, one)
    name = PARTIAL.rpartition("/")[2].encode()
    if PARTIAL in made.files and other_theme and not any(name in path.read_bytes() for path in own_templates(site)):
        diagnostics.report(Code.HOST_SCRIPT, host, paste=_CALL)
