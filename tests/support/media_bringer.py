"""A way to run `bring` on one site, most often against a server of the test."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from migrate.diagnostics import Diagnostics
from migrate.media.bring import bring
from migrate.media.media_file import BringOptions, MediaFile, Summary
from tests.support.media_server import Server


@dataclass
class Bringer:
    """Runs `bring` on one site and remembers what it said."""

    site: Path
    server: Server | None = None
    slept: list[float] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def __call__(self, *wanted: MediaFile | str, **settings: Any) -> Summary:
        """Names of files stand for pictures below /f/ of the server."""
        diagnostics = Diagnostics()
        chosen = replace(BringOptions(allow_private=True, sleep=self.slept.append, timeout=5.0), **settings)
        summary = bring(self.site, [self.wanted(one) for one in wanted], chosen, diagnostics)
        self.complaints = [f"{one.code.id} {one.detail}" for one in diagnostics]
        return summary

    def wanted(self, one: MediaFile | str) -> MediaFile:
        if isinstance(one, MediaFile):
            return one
        return MediaFile(f"static/f/{one}", (self.server.url(f"/f/{one}"),) if self.server else ())

    def file(self, name: str) -> Path:
        return self.site / "static" / "f" / name

    def manifest(self) -> str:
        return (self.site / ".wxr2hugo" / "media.jsonl").read_text(encoding="utf-8")

    def leftovers(self) -> list[str]:
        return sorted(one.name for one in (self.site / ".wxr2hugo" / "tmp" / "media").iterdir())
