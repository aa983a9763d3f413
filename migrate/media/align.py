"""Which folder of a source stands for which folder of the site.

People give the uploads folder, the folder above it, a whole installation, or an archive with a folder of its own around
everything. Names alone would be ambiguous (every month may have a `logo.png`), so all files vote for one alignment.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Alignment:
    """A folder of the source and the folder of the site that it stands for. Both end in `/` unless they are the top."""

    source: str
    site: str

    def source_name(self, path: str) -> str | None:
        """The name in the source of a path of the site; None if the path is elsewhere."""
        return self.source + path[len(self.site) :] if path.startswith(self.site) else None


def align(names: Iterable[str], paths: Iterable[str]) -> list[Alignment]:
    """Find the folder of the source that fits best, and the folders of the site that it stands for, the best first.

    They are several where a site had addresses of more than one kind for its uploads. A name votes together with the
    path with which it has the longest end in common, the more the longer that is. Names that fit several paths equally
    well do not vote.
    """
    ends = _unique_ends(paths)
    depth = max((end.count("/") for end in ends), default=0) + 1
    votes: Counter[Alignment] = Counter()
    for name in names:
        parts = name.split("/")
        for start in range(max(0, len(parts) - depth), len(parts)):
            end = "/".join(parts[start:])
            if end in ends:
                path = ends[end]
                if path is not None:
                    votes[Alignment(name[: -len(end)], path[: -len(end)])] += len(parts) - start
                break
    ranked = sorted(votes, key=lambda one: (-votes[one], len(one.source), one.source, one.site))
    return [one for one in ranked if one.source == ranked[0].source]


def _unique_ends(paths: Iterable[str]) -> Mapping[str, str | None]:
    """Every end of every path, with the path that it belongs to; None where it belongs to several."""
    ends: dict[str, str | None] = {}
    for path in paths:
        parts = path.split("/")
        for start in range(len(parts)):
            end = "/".join(parts[start:])
            ends[end] = None if end in ends else path
    return ends
