r"""The `url` of front matter: Hugo reads `:name` in it as a placeholder, and decodes what has `\:` once more."""

from __future__ import annotations


def escaped(path: str) -> str:
    """A decoded, root-relative address as `url` takes it."""
    return path.replace("%", "%25").replace(":", r"\:") if ":" in path else path


def unescaped(url: str) -> str:
    """The address that a `url` means: the inverse of `escaped`."""
    return url.replace(r"\:", ":").replace("%25", "%") if r"\:" in url else url
