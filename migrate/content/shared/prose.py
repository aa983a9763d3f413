"""Words, pictures and buttons in data that plugins keep beside the text, as HTML: what of it readers saw.

Builders and blocks name their settings as they like. What a setting is, its name says in the end (`panelTitle`,
`button_text`), and a value that reads as a sentence or is HTML is one whatever its name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from html import escape, unescape
from typing import Any

from migrate.content.shared.encoded import decoded, is_encoded
from migrate.patterns import rare_pattern
from migrate.words import lost_words

_DEEPEST = 40
_MOST_WORK = 20_000_000
_TITLE = frozenset(["title", "heading", "headline"])
_SIDES = frozenset({"_a", "_b"})
"""How Elementor tells front and back of a box."""
_BUTTONS = frozenset({"btn", "button"})
_LINKED = _TITLE | {"text", "label", "button"}
"""What names a setting that a link beside it stands behind."""
_BELOW_TITLES = frozenset({"sub", "job"})
_WORDS = frozenset(
    re.findall(
        r"\w+",
        "text title subtitle heading headline subheading label author quote caption content description desc question"
        " answer message excerpt summary body copy editor html cite citation job role price number prefix suffix note"
        " name paragraph testimonial features bio intro alert tagline button period",
    )
)
"""What the last word of a setting's name is where readers saw its value, however short."""
_NO_WORDS = re.compile(
    r"^_|^e?mail[_A-Z-]|^(?:submit|form)[_-]?actions?|^webhook|(?:success|error|required|invalid|server)[_-]?message"
    r"|^(?:admin|editor|editorial|internal|private|staff|developer)[_-]?(?:note|comment|label|memo|description|text)s?$"
    r"|^(?:to|cc|bcc|recipients?|reply_?to|from_?name|subject|form_?name|redirect_?to)$"
    r"|nothing_?found|not_?found|(?:^|_)no_?(?:more|results?|posts?|items?|products?)(?![a-z])"
    r"|(?:password|passwd|secret|token)s?$|background|justify|animation|preset_?(?:title|icon)|carousel_name|^flex_|^(?:tablet|phone|mobile|hover|id|ref|type|name|eltype|widgettype|mode|metadata|lock|anchor|classname|class|template|isinner|globals|cid|slug"
    r"|parent|node|version|alt|alt_?text|image_?alt|encoded|__dynamic__|__globals__)$"
    r"|(?:css|class|classes|style|styles|color|colour|font|family|typography|animation|align|alignment|size|width|height|unit"
    r"|position|tag|icon|transition|shadow|border|radius|padding|margin|breakpoint|offset|line_type|selector|attributes|nonce|key|taxonomy|categor(?:y|ies)|_cats?|_alt"
    r"|posttype|orderby|order|originalname|langname|admin_label|layout|format|conditions?|uid|uuid|hash|mobile|tablet|phone|hover)$",
    re.I,
)
_BETWEEN = frozenset({"value", "desktop", "innerContent", "default"})
"""What stands between the name of a setting and what it is."""
_PART = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")
_HTML = rare_pattern(
    r"<(?:p|h[1-6]|ul|ol|div|span|br|strong|em|b|i|a|img|blockquote|table|figure|iframe|video)\b[^<>]*>", re.I
)
_NOT_IN_LINE = rare_pattern(r"<(?!/?(?:span|strong|em|b|i)\b)", re.I)
_SENTENCE = rare_pattern(r"[^\W\d_]{2,}[,;:]?(?:\s+\S+){2,}")
_NAME = rare_pattern(r"[^\W\d_]{2,}(?:[ ,.'’&-]+[^\W\d_]+)*[ ,]+[^\W\d_]+[.!?]?")
_MACHINE = rare_pattern(r"[{};]|^\s*[\[<]|^#|:\s*\d|\bvar\(|^\S+$|\d(?:px|em|rem|fr|%)\b")
_PICTURE = rare_pattern(r"(?:https?:)?/[^\s\"'<>]+\.(?:jpe?g|png|gif|webp|avif|svg)(?:\?[^\s\"'<>]*)?", re.I)
_PLAYED = rare_pattern(r"(?:https?:)?/[^\s\"'<>]+\.(mp4|m4v|webm|ogv|mov|mp3|m4a|ogg|wav|flac)(?:\?[^\s\"'<>]*)?", re.I)
_SOUNDS = frozenset({"mp3", "m4a", "ogg", "wav", "flac"})
_SHORTCODES = rare_pattern(r"\s*\[[a-z][^\]]*\].*", re.S | re.I)
_WATCHED = rare_pattern(
    r"https?://(?:www\.)?(?:youtube\.com|youtu\.be|vimeo\.com|dailymotion\.com|videopress\.com)/\S+", re.I
)
_VIDEO_KEY = rare_pattern(r"(youtube|vimeo|dailymotion|videopress)_url")
_SWITCHES = frozenset(
    re.findall(r"\w+", "yes no true false on off none default auto left right center top bottom inherit")
)
"""Values that choose something, and that readers saw nowhere."""
_LINKS = (
    *("link", "url", "href", "linkUrl", "buttonUrl", "button_link", "link_url", "buttonLink", "linkExternal"),
    *("button_url", "link_option_url"),
)
_NUMBERS = ("price", "ending_number")
_BEFORE = ("prefix", "pricePrefix", "price_prefix", "currency_symbol", "currencySymbol")
_BEHIND = ("suffix", "priceSuffix", "price_suffix", "period", "pricePeriod")
_CURRENCIES = {"dollar": "$", "euro": "€", "pound": "£", "yen": "¥", "franc": "₣", "real": "R$", "rupee": "₨"}
_OFF = {"visible": False, "isVisible": False, "hidden": True, "isHidden": True}
"""What says of an entry of a list that readers did not see it."""
_LEVELS = ("header_size", "tag", "title_size", "level", "titleTag")
_LEVEL = rare_pattern(r"h[1-6]")
_ADDRESS = rare_pattern(r"(?:https?:)?//[^\s\"'<>\]\[]+")
_TAG = rare_pattern(r"<[^<>]*>")
_NO_TAG = rare_pattern(r"<(?!/?[a-zA-Z][^<>]*>)")
_SHORT = 3
_TOKEN = re.compile(r"[a-z]+(?:-[a-z0-9]+)+|[a-z]+(?:_[a-z0-9]+)+")
"""One of several values that a program knows."""
_FILLER = rare_pattern(r"(?:this is|default)(?: the| an?)? ([\w ]+)", re.I)
"""What stands in a setting before anybody says something there: no more than what the setting is."""
_BOX_TITLE = "title_text"
"""The title of a box with an icon or a picture, whose level Elementor keeps where it is another than usual."""


def prose(value: object, name: str = "", depth: int = 0) -> Iterator[str]:
    """Pieces of HTML for all in a value that readers saw, in its order; `name` is that of the setting that holds it."""
    if depth > _DEEPEST:
        return
    if isinstance(value, dict):
        yield from _of_mapping(value, name, depth)
    elif isinstance(value, list):
        for one in value:
            plain = decoded(one) if isinstance(one, str) else one
            if isinstance(plain, dict) and _is_off(plain):
                continue
            if isinstance(plain, str):
                yield from _picture(plain, {}) if _PICTURE.fullmatch(plain) else _sentence(plain)
            else:
                yield from prose(plain, name, depth + 1)


def unseen_prose(value: object, depth: int = 0) -> Iterator[str]:
    """The same for those entries of lists that somebody hid from readers: `prose` passes them over."""
    if isinstance(value, dict) and depth <= _DEEPEST:
        if depth and _is_off(value):
            yield from _of_mapping({key: one for key, one in value.items() if key not in _OFF}, "", depth)
        else:
            for one in value.values():
                yield from unseen_prose(one, depth + 1)
    elif isinstance(value, list) and depth <= _DEEPEST:
        for one in value:
            yield from unseen_prose(one, depth + 1)


def _is_off(value: Mapping[str, Any]) -> bool:
    return any(value.get(key) is off for key, off in _OFF.items())


def names(value: object, depth: int = 0) -> Iterator[str]:
    """Settings that may be words for readers, or not: two or more, of which the first has a capital letter."""
    if isinstance(value, dict) and depth <= _DEEPEST and not (depth and _is_off(value)):
        for key, one in value.items():
            if isinstance(key, str) and not _is_no_word(key) and not _is_filler(one, _parts(key)):
                yield from names(one, depth + 1)
    elif isinstance(value, list) and depth <= _DEEPEST:
        for one in value:
            yield from names(one, depth + 1)
    elif isinstance(value, str) and value[:1].isupper() and _NAME.fullmatch(value):
        yield _paragraph(value)


def is_wordy(key: str, value: object) -> bool:
    """Whether a setting of this name may hold words. Cheap: most blocks have settings, and hardly any of them do."""
    match value:
        case str():
            return (" " in value or _names_words(key) or is_encoded(value)) and not _is_no_word(key)
        case dict() | list():
            return bool(value) and not _is_no_word(key)
        case _:
            return False


def _names_words(key: str) -> bool:
    return not _WORDS.isdisjoint(_parts(key)[-1:])


@lru_cache(maxsize=2_000)
def _parts(key: str) -> tuple[str, ...]:
    """The words that the name of a setting is put together from, in small letters."""
    parts = tuple(part.lower() for part in _PART.findall(key))
    return parts[:-1] if key[-2:] in _SIDES else parts


@lru_cache(maxsize=2_000)
def _is_no_word(key: str) -> bool:
    return _NO_WORDS.search(key) is not None


def plain_words(piece: str) -> str:
    """What readers read of a piece of HTML, on one line."""
    return " ".join(unescape(_TAG.sub(" ", piece)).split())


def missing(pieces: Iterator[str], html: str) -> list[str]:
    """Those pieces whose words or pictures some HTML does not show."""
    found = list(dict.fromkeys(pieces))
    if len(found) * len(html) > _MOST_WORK:
        return found  # to say something twice is better than not to end
    return [piece for piece in found if not _shows(html, piece)]


def _shows(html: str, piece: str) -> bool:
    if piece.startswith("["):
        return piece in html or any(found in html for found in _ADDRESS.findall(piece))
    picture = _PICTURE.search(piece)
    if picture and picture[0].rpartition("/")[2] not in html:
        return False
    words = _TAG.sub("", piece).strip()
    return words in html if len(words) <= _SHORT else lost_words(piece, html) is None


def _of_mapping(value: Mapping[str, Any], name: str, depth: int) -> Iterator[str]:
    if value.get("field_type") == "hidden":
        return
    value = _with_whole_numbers(value)
    for key, one in value.items():
        if not isinstance(key, str) or _is_no_word(key):
            continue
        called = name if key in _BETWEEN else key
        plain = decoded(one) if isinstance(one, str) else one
        if isinstance(plain, str):
            yield from _said(called, plain, value)
        else:
            yield from prose(plain, called, depth + 1)


def _with_whole_numbers(value: Mapping[str, Any]) -> Mapping[str, Any]:
    """Settings in which what stands before and behind a price or a counted number is one with it."""
    number = next((key for key in _NUMBERS if key in value), "")
    if not number or not isinstance(value[number], str | int | float):
        return value
    before = next((str(one) for key in _BEFORE if (one := value.get(key)) and isinstance(one, str)), "")
    behind = next((str(one) for key in _BEHIND if (one := value.get(key)) and isinstance(one, str)), "")
    space = " " if behind[:1].isalpha() else ""
    whole = f"{_CURRENCIES.get(before.strip(), before)}{value[number]}{space}{behind}".strip()
    rest = {key: one for key, one in value.items() if key not in {*_BEFORE, *_BEHIND}}
    return {("number" if key == number else key): (whole if key == number else one) for key, one in rest.items()}


def _said(key: str, text: str, beside: Mapping[str, Any]) -> Iterator[str]:
    """A setting with this name and text, with its neighbours."""
    parts = _parts(key)
    last = parts[-1] if parts else ""
    value = text.strip()
    if _PICTURE.fullmatch(value):
        yield from _picture(value, beside)
    elif value.startswith(("http://", "https://", "/")) and " " not in value:
        yield from _played(key, value, beside)
    elif _chooses(value, last) or _is_filler(value, parts):
        return
    elif last == "shortcode" and _SHORTCODES.fullmatch(text):
        yield value
    elif _HTML.search(text) and (_NOT_IN_LINE.search(text) or last not in _LINKED or not _link(beside)):
        yield text
    elif _LEVEL.fullmatch(key):
        yield _heading(text, {**beside, "tag": key})
    elif key == "title" and "target" in beside and (address := _address(beside.get("url"))):
        yield f'<p><a href="{escape(address)}">{_escaped(text)}</a></p>'
    elif key[-2:] in _SIDES and last == "text" and parts[0] not in _BUTTONS:
        yield f"<h3>{_escaped(text)}</h3>" if parts[0] == "title" else _paragraph(text)
    elif last == "title" and parts[0] in _BUTTONS:
        yield _button(text, _with_own_link(key, beside))
    elif key == _BOX_TITLE or _is_title(parts) or (last in {"text", "content"} and _level(beside)):
        yield _heading(text, beside)
    elif last in _WORDS:
        yield _button(text, _with_own_link(key, beside)) if last in {"text", "label", "button"} else _paragraph(text)
    else:
        yield from _sentence(text)


def _chooses(value: str, last: str) -> bool:
    """Whether a value says something to a program alone; `last` is the last part of the setting's name."""
    is_token = last in {"name", "content"} and _TOKEN.fullmatch(value) is not None
    is_switch = not value or value.lower() in _SWITCHES or _LEVEL.fullmatch(value) is not None
    return is_switch or is_token or value.startswith(("field_", "#"))


def _is_filler(value: object, parts: tuple[str, ...]) -> bool:
    found = _FILLER.fullmatch(value) if isinstance(value, str) else None
    return found is not None and set(found[1].lower().split()) <= {*parts, *_TITLE, "text"}


def _is_title(parts: tuple[str, ...]) -> bool:
    """Whether the name of a setting, in its parts, is that of a title and of nothing below one."""
    return parts[-1:] != () and parts[-1] in _TITLE and not _BELOW_TITLES.intersection(parts)


def _played(key: str, address: str, beside: Mapping[str, Any]) -> Iterator[str]:
    """What is heard or watched at an address, as the shortcode of WordPress for it."""
    if found := _PLAYED.fullmatch(address):
        yield f'[{"audio" if found[1].lower() in _SOUNDS else "video"} src="{address}"]'
    elif _WATCHED.fullmatch(address) and key not in _LINKS:
        # Elementor keeps an address for each kind, and which of them it shows.
        kind = _VIDEO_KEY.fullmatch(key)
        if kind is None or beside.get("video_type", "youtube") == kind[1]:
            yield f"[embed]{address}[/embed]"


def _sentence(text: str) -> Iterator[str]:
    if _HTML.search(text):
        yield text
    elif _SENTENCE.search(text) and not _MACHINE.search(text):
        yield _paragraph(text)


def _heading(text: str, beside: Mapping[str, Any]) -> str:
    level = _level(beside) or "h3"
    return f"<{level}>{_linked(text, beside)}</{level}>"


def _level(beside: Mapping[str, Any]) -> str:
    """The tag of a heading, where what stands beside its words names one."""
    original = beside.get("original")  # of Oxygen
    places = (beside, original) if isinstance(original, Mapping) else (beside,)
    levels = (str(place.get(key, "")).lower() for place in places for key in _LEVELS)
    return next((one for one in levels if _LEVEL.fullmatch(one)), "")


def _with_own_link(key: str, beside: Mapping[str, Any]) -> Mapping[str, Any]:
    """The neighbours of `button_two_text`, with `button_two_url` as their link."""
    stem = key.rpartition("_")[0]
    own = stem and next((one for end in ("url", "link") if (one := beside.get(f"{stem}_{end}"))), None)
    return {**beside, "link": own} if own else beside


def _button(text: str, beside: Mapping[str, Any]) -> str:
    return f"<p>{_linked(text, beside)}</p>"


def _link(beside: Mapping[str, Any]) -> str:
    return next((found for key in _LINKS if (found := _address(beside.get(key)))), "")


def _linked(text: str, beside: Mapping[str, Any]) -> str:
    address = _link(beside)
    shown = _escaped(text)
    return f'<a href="{escape(address)}">{shown}</a>' if address else shown


def _address(value: object) -> str:
    if isinstance(value, Mapping):
        value = "" if value.get("title") else value.get("url") or value.get("href")  # one with words of its own
    return value.strip() if isinstance(value, str) and value.strip().startswith(("http", "/", "mailto:", "#")) else ""


def _picture(address: str, beside: Mapping[str, Any]) -> Iterator[str]:
    alternative = next((one for key in ("alt", "imageAlt", "image_alt") if isinstance(one := beside.get(key), str)), "")
    image = f'<img src="{escape(address)}" alt="{escape(alternative)}">'
    link = _address(beside.get("link_url")) if beside.get("link_type") == "url" else ""  # Beaver Builder's
    shown = f'<a href="{escape(link)}">{image}</a>' if link else image
    yield f"<figure>{shown}</figure>"


def _paragraph(text: str) -> str:
    return f"<p>{_escaped(text).strip()}</p>".replace("\n\n", "</p><p>").replace("\n", "<br>")


def _escaped(text: str) -> str:
    """Text of a setting; what is HTML in it stays."""
    return _NO_TAG.sub("&lt;", text) if "&" in text or "<" in text else escape(text, quote=False)
