"""Where the page of a term lies: in the folder that Hugo finds by its name or, where no folder may have that, aside.

Hugo binds a term to its page by path: the term in lower case, each space a dash, below the key of its taxonomy. What
begins with a dot or a hash, or ends in a tilde, Hugo does not see, and other names Windows cannot store. The pages of
such terms lie in `assets/terms`, named by their slugs, and a content adapter beside the other pages binds them.
"""

from __future__ import annotations

import re
import unicodedata

from migrate.model.export import Term
from migrate.page.places import Languages
from migrate.site.decide.paths.paths import MOST_BYTES, cut, is_storable, place, safe_part, short_mark

_ADAPTER = "_content.gotmpl"
_ASSETS = "assets/"
_ASIDE = f"{_ASSETS}terms"
_FOLDER = re.compile(rf"{_ASIDE}(?:\.([^/]+))?/(.+)/[^/]+")
"""The language, where that is not the default one, and the key of the taxonomy."""
_DROPPED, _STEPS = re.compile(r"[^\w.\\#+~%-]"), re.compile(r"\.+")
_CONTROL = re.compile("[\x00-\x1f\x7f\ud800-\udfff]+")


def clean_name(name: str) -> str:
    """A term's name as front matter holds it: one line, composed, no part of it a step out of the site's folders."""
    name = unicodedata.normalize("NFC", " ".join(_CONTROL.sub(" ", name).split()))
    if any(part.strip(". ") == "" for part in name.split("/")):
        name = name.replace("/", "-").strip(".") or name.replace(".", "-")
    if "." in name and any(_STEPS.fullmatch(_DROPPED.sub("", part)) for part in name.split("/")):
        name = name.replace("/", "-").replace(".", "-")  # of `..!` Hugo keeps the step alone
    return cut(name, MOST_BYTES)


def binding(key: str, name: str) -> str:
    """What two names have in common that Hugo, or a disk blind to letter case, takes for one."""
    return place(f"content/{key}/{_folder(name)}")


def looked_for(key: str, name: str) -> str:
    """The file in which Hugo would look for the term's page, whether there can be one or not."""
    return f"content/{key}/{_folder(name)}/_index.md"


def bound(key: str, name: str) -> str:
    """The same file; empty where Hugo, or some system, can have none of that name."""
    return looked_for(key, name) if all(map(_is_seen, _folder(name).split("/"))) else ""


def aside(key: str, term: Term) -> str:
    """The file of the page of a term whose name no folder may have."""
    mark, language = short_mark(f"{key}/{term.slug}"), term.language and f".{term.language}"
    ending = f"{language}.md"
    name = safe_part(term.slug.lower(), mark, MOST_BYTES - len(ending)) or mark
    return f"{_ASIDE}{language}/{key}/{name}{ending}"


def is_aside(path: str) -> bool:
    """Whether the page of a term lies aside."""
    return _FOLDER.fullmatch(path) is not None


def adapter_file(path: str, files: Languages) -> tuple[str, str]:
    """The content adapter that binds the page of a term which lies aside, and the folder of assets that it reads."""
    found = _FOLDER.fullmatch(path)
    language, key = found.groups("") if found else ("", "")
    adapter = files.placed(f"content/{key}/{_ADAPTER}", language or files.default)
    return adapter, path.rpartition("/")[0].removeprefix(_ASSETS)


def _folder(name: str) -> str:
    """The folder, or folders one in another, that Hugo makes of a name: in lower case, letter by letter, as Go does it.

    The end of a word makes no difference there.
    """
    return (name.lower() if name.isascii() else "".join(one.lower()[:1] for one in name)).replace(" ", "-")


def _is_seen(name: str) -> bool:
    """Whether a folder can have this name everywhere, and Hugo sees it."""
    return is_storable(name) and name[0] not in ".#" and name[-1] != "~" and name != _ADAPTER
