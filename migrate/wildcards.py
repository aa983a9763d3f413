"""Names with `*` for any letters: `_elementor_*`."""

from __future__ import annotations

from fnmatch import fnmatchcase


def fits(name: str, pattern: str) -> bool:
    """Whether a name is of this pattern, as `fnmatch` says it: that compiles each, of which there are hundreds here."""
    if "[" in pattern or "?" in pattern:
        return fnmatchcase(name, pattern)
    first, *others = pattern.split("*")
    if not others:
        return name == pattern
    *between, last = others
    place, end = len(first), len(name) - len(last)
    if not (place <= end and name.startswith(first) and name.endswith(last)):
        return False
    for part in between:
        found = name.find(part, place, end)
        if found < 0:
            return False
        place = found + len(part)
    return True
