"""What hides an element from visitors in its own attributes."""

from __future__ import annotations

from functools import lru_cache

from migrate.patterns import rare_pattern
from migrate.tree import Element

_FAR = r"-\s*(?:\d{4}|\d{3}(?:\.\d+)?(?:r?em|%|v[wh]))"
_END = r"\s*(?:!\s*important\s*)?(?=;|$)"
_HIDES = rare_pattern(
    rf"""(?ix)(?:^|(?<=;))\s*(?:
    display\s*:\s*none
    | visibility\s*:\s*(?:hidden|collapse)
    | font-size\s*:\s*(?:0[a-z%.0]*|[12]px){_END}
    | opacity\s*:\s*(?:0|0?\.0\d*)%?{_END}
    | (?:left|right|top|bottom|text-indent)\s*:\s*{_FAR}
    | clip\s*:\s*rect\(\s*(?:\d{{3,}}|(?:[01](?:px|em)?[\s,]*){{4}}\))
    | clip-path\s*:\s*(?:inset\(\s*(?:[5-9]\d|100)%|circle\(\s*0)
    | transform\s*:\s*(?:scale(?:3d|x|y)?\(\s*0[\s,)]|translate(?:3d|x|y)?\([^)]*{_FAR})
    )[^;]*"""
)
"""Declarations that hide by themselves, far places among them."""
_NO_ROOM = rare_pattern(r"(?i)(?:^|(?<=;))\s*(?:max-)?(?:height|width)\s*:\s*[0-2](?:\.\d+)?(?:px|r?em|%)?\s*(?=;|$)")
_CUT_OFF = rare_pattern(r"(?i)overflow(?:-[xy])?\s*:\s*(?:hidden|clip)")
_FAR_MARGIN = rare_pattern(rf"(?i)(?:^|(?<=;))\s*margin-(?:left|top)\s*:\s*{_FAR}[^;]*")
_STYLE = rare_pattern(
    r"style(?:(?<=<style)\b"
    r"|(?<!\wstyle)\s*=[^<>]{0,500}?(?:none|hidden|collapse|font-size|opacity|clip|scale|-\s*\d{3}))"
)
_HIDDEN = rare_pattern(r"hidden(?<=\shidden)(?=[\s=/>])")
"""One of these stands in every text that hides something so, in lower case. What begins with a word is found fast."""
_GIVES_ROOM = "padding"
"""Beside no room or a far margin it makes the place that films and wide backgrounds stand in."""


def may_hide(html: str) -> bool:
    """Whether HTML may hold something that a style or an attribute hides; it says so of a few texts too many."""
    lower = html.lower() if "<" in html else ""
    return _STYLE.search(lower) is not None or _HIDDEN.search(lower) is not None


def is_unseen(element: Element) -> bool:
    """Whether browsers are told not to show an element."""
    given = element.attributes
    return "hidden" in given or ("style" in given and shown_style(given["style"]) != given["style"])


@lru_cache(maxsize=2_000)
def shown_style(style: str) -> str:
    """A style without what hides in it."""
    shown = _HIDES.sub("", style)
    if _GIVES_ROOM not in shown.lower():
        shown = _FAR_MARGIN.sub("", shown)
        if _CUT_OFF.search(shown):
            shown = _NO_ROOM.sub("", shown)
    return shown
