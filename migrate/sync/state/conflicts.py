"""Conflicts that wait for a person: where their proposals lie, and how one is settled."""

from __future__ import annotations

from pathlib import PurePosixPath

from migrate.state_folder import CONFLICTS


def conflict_path(path: str) -> str:
    """Where the proposal for the file at `path` lies."""
    return f"{CONFLICTS}/{path}"


def kept_path(path: str, content: str) -> str:
    """Where the user's file is kept whose words had to give way; by content, so that none replaces an earlier one."""
    name = PurePosixPath(path)
    return conflict_path(str(name.with_name(f"{name.stem}.yours-{content[:8]}{name.suffix}")))
