"""What the style sheets of a site hide of the texts in it, as far as that can be said without a browser."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path

from migrate.content.shared.stylesheets import Selector, hiding_selectors
from migrate.tree import parse, whole_elements
from migrate.verify.built.build import Built

_HELD = 'style, link[rel~="stylesheet"][href]'
_FOR_OTHERS = re.compile(r"\bprint\b|width")
"""In what a sheet is for: not every screen."""
_FOR_LISTENERS = re.compile(r"screen-reader|sr-only|visually-?hidden")


def hidden_by_sheets(live: Built, site: Path) -> tuple[Selector, ...]:
    """What the sheets that the front page names hide on every screen and show by no other rule."""
    sheets = "\n".join(_sheets(_text(live.file("/")), live, site))
    found = hiding_selectors(sheets) if sheets else ()
    return tuple(one for one in found if not any(map(_FOR_LISTENERS.search, one.names)))


def _sheets(page: str, live: Built, site: Path) -> Iterator[str]:
    for tag, given, text in whole_elements(page, _HELD) if page else ():
        if _FOR_OTHERS.search(given.get("media") or ""):
            continue
        if tag == "style":
            yield text
        else:
            name = re.sub(r"^(?:https?:)?//[^/]*|[?#].*", "", given.get("href") or "").lstrip("/")
            places = (
                live.folder / name,
                *(one / name for one in chain([site / "static"], site.glob("themes/*/static"))),
            )
            yield next(filter(None, map(_text, places)), "")


def _text(file: Path) -> str:
    try:
        return file.read_text("utf-8", "replace")
    except (OSError, ValueError):
        return ""


def hides(selectors: Iterable[Selector], html: str) -> Iterator[str]:
    """What of these holds words in the text of an item."""
    likely = [one for one in selectors if all(name[1:] in html for name in one.names)]
    elements = list(parse(html).elements()) if likely else []
    for one in likely:
        if any(one.takes(element) and element.text().strip() for element in elements):
            yield "".join([one.tag, *sorted(one.names)])
