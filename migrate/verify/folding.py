"""Signs that are the same to a reader, however they were typed."""

from __future__ import annotations

import re

_FOLDED = str.maketrans(
    {"“": '"', "”": '"', "‘": "'", "’": "'", "–": "--", "—": "---", "…": "...", "«": "<<", "»": ">>"}
    | {"\u200b": "", "\ufeff": ""}
)
"""Typographic signs as what Hugo's typographer makes them of."""
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
    return text if text.isascii() else text.translate(_FOLDED)


def typed_names(html: str) -> str:
    """HTML with the same signs where Hugo's typographer wrote their names."""
    return _NAME.sub(lambda found: _NAMED[found[1]], html) if "&" in html else html


def as_shown(text: str) -> str:
    """A text such that WordPress' texturing and smilies are the same as what was typed."""
    plain = _QUOTES.sub('"', _DASHES.sub("-", typed(text).translate(_TEXTURED)))
    return _ANY_SMILEY.sub(lambda found: _SMILIES[found[0]], plain)
