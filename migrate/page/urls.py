r"""Addresses in front matter as Hugo reads them.

In `url` it takes `:name` for a placeholder, and decodes what has `\:` once more. Pictures it parses and looks for among
the files of the page, and what is no address or no pattern to it ends the build.
"""

from __future__ import annotations

import re
from urllib.parse import quote

_ENDS_THE_BUILD = re.compile(r"%(?![0-9A-Fa-f]{2})|[\x00-\x1f\x7f\[\]{}\\]")
_PARSED = re.compile(
    r"""(?:https?:)?//(?:[\w.~:-]*@)?[^\s/?#@:%<>"^`|]+(?::\d*)?(?:[/?#].*)?"""  # of another host
    r"|/(?!/).*|[^:/?#]+",  # of the site, or a file beside the page
    re.I,
)


def escaped(path: str) -> str:
    """A decoded, root-relative address as `url` takes it."""
    return path.replace("%", "%25").replace(":", r"\:") if ":" in path else path


def unescaped(url: str) -> str:
    """The address that a `url` means: the inverse of `escaped`."""
    return url.replace(r"\:", ":").replace("%25", "%") if r"\:" in url else url


def picture(address: str) -> str:
    """The address of a picture in a spelling that every theme can hand to Hugo; empty: there is none."""
    spelled = _ENDS_THE_BUILD.sub(lambda sign: quote(sign[0]), address)
    return spelled if _PARSED.fullmatch(spelled) else ""
