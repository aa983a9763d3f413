"""Signs that are the same to a reader, however they were typed."""

from __future__ import annotations

import re

_FOLDED = str.maketrans(
    {"“": '"', "”": '"', "‘": "'", "’": "'", "–": "--", "—": "---", "…": "...", "«": "<<", "»": ">>"}
    | {"\u200b": "", "\ufeff": ""}
)
"""Typographic signs as what Hugo's typographer makes them of."""
_QUOTED = re.compile("[‘“”]")
_TURNED = re.compile(r"(?<=\w)‘(?=\w)|(?<=\w)“(?=\s|$)|(?<=\s)”(?=\w)")
"""Quotation marks as it turns none: they are read as they stand."""
_KEPT = str.maketrans({"‘": "\ue000", "“": "\ue001", "”": "\ue002"})
_AGAIN = str.maketrans({"\ue000": "‘", "\ue001": "“", "\ue002": "”"})
_TEXTURED = str.maketrans({"′": "'", "″": '"', "„": '"', "\u00a0": " ", "×": "x", "™": "(tm)", "\ufe0f": ""})
"""What WordPress makes of typed signs besides, as these."""
_NAMED = {"rsquo": "'", "lsquo": "'", "ldquo": '"', "rdquo": '"', "hellip": "...", "ndash": "--", "mdash": "---"}
_NAME = re.compile(f"&({'|'.join(_NAMED)});")
_DASHES = re.compile("-{2,}")
_QUOTES = re.compile("''|``")
_SMILIES = {
    sign: smiley
    for smiley, signs in {
        "🙂": ":) :-) :smile:",
        "🙁": ":( :-( :sad:",
        "😀": ":D :-D :grin:",
        "😉": ";) ;-) :wink:",
        "😛": ":P :-P :razz:",
        "😮": ":o :-o :eek:",
        "😯": "8O 8-O :shock:",
        "😎": "8) 8-) :cool:",
        "😡": ":x :-x :mad:",
        "😐": ":| :-| :neutral:",
        "😕": ":? :-? :???:",
        "😥": ":cry:",
        "😆": ":lol:",
        "😳": ":oops:",
        "🙄": ":roll:",
        "👿": ":evil:",
        "😈": ":twisted:",
        "❗": ":!:",
        "❓": ":?:",
        "💡": ":idea:",
        "➡": ":arrow:",
        ":mrgreen:": ":mrgreen:",
    }.items()
    for sign in signs.split()
}

_ANY_SMILEY = re.compile("|".join(map(re.escape, sorted(_SMILIES, key=len, reverse=True))))
"""Wherever it stands: what parted it from its neighbours for WordPress may be gone."""


def typed(text: str) -> str:
    """A text with the signs from which Hugo's typographer makes others."""
    if text.isascii():
        return text
    if _QUOTED.search(text) and (kept := _TURNED.sub(lambda mark: mark[0].translate(_KEPT), text)) != text:
        return kept.translate(_FOLDED).translate(_AGAIN)
    return text.translate(_FOLDED)


def typed_names(html: str) -> str:
    """HTML with the same signs where Hugo's typographer wrote their names."""
    return _NAME.sub(lambda found: _NAMED[found[1]], html) if "&" in html else html


def as_shown(text: str) -> str:
    """A text such that WordPress' texturing and smilies are the same as what was typed."""
    plain = _QUOTES.sub('"', _DASHES.sub("-", typed(text).translate(_TEXTURED)))
    return _ANY_SMILEY.sub(lambda found: _SMILIES[found[0]], plain)
