"""Pictures that lie beside their pages: copies of files that were brought already."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

from migrate.media.safe_paths import SafePaths, unsafe
from migrate.state_folder import MEDIA_TEMPORARY

_CONTENT = "content/"


def put_beside(site: Path, pictures: Mapping[str, str]) -> int:
    """Copy files of the site to the folders of their pages; answers how many. What is there stays as it is.

    `pictures` has where each comes from (`static/...`) by where it goes (`content/...`); its page has to be there.
    """
    root, temporary = site.resolve(), SafePaths(site).make_temporary() if pictures else site / MEDIA_TEMPORARY
    count = 0
    for path, origin in pictures.items():
        target, source = site / path, site / origin
        is_safe = path.startswith(_CONTENT) and not unsafe(f"static/{path}") and not unsafe(origin)
        if not is_safe or target.exists() or not source.is_file() or not target.parent.is_dir():
            continue
        if target.parent.resolve().is_relative_to(root):
            part = temporary / "beside"
            shutil.copyfile(source, part)
            part.replace(target)
            count += 1
    return count
