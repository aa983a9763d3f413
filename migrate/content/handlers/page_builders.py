"""Elements of page builders that store shortcodes: Divi, WPBakery and Avada.

What stands in an element is content, and what its arguments say is found as in the settings of unknown blocks.
"""

from __future__ import annotations

import base64
import binascii
import re
from html import escape, unescape
from urllib.parse import unquote

from migrate.content.context import Context, PluginPart
from migrate.content.grammar.shortcodes import replace_shortcodes
from migrate.content.grammar.unknown_shortcodes import unknown_shortcodes
from migrate.content.handlers.ultimate import OF_THEMES
from migrate.content.nodes import Shortcode
from migrate.content.registry import handles
from migrate.content.render import is_known_shortcode, one_line, render_content, render_shortcodes
from migrate.content.seen.plugin_parts import plugin_part
from migrate.content.shared.encoded import decoded_data
from migrate.content.shared.picture_numbers import with_pictures
from migrate.content.shared.prose import prose
from migrate.diagnostics import Code
from migrate.patterns import rare_pattern

_BUILDERS = "et_pb|vc|fusion"
_SMALL = "(?:button|btn|imageframe|title|single_image)"
_IS_SMALL = rare_pattern(rf"(?:\w+_)?{_SMALL}")
_LINKS = ("link", "url", "href")
_CHOICES = rare_pattern(
    r"(?:show|use|add|hide|enable|disable|meta|custom|admin)_\w+|title_text|\w*more_text|posts_number"
)
"""Arguments that say how something is shown, and what readers saw at most where the pointer rests."""
_ON_REQUEST = rare_pattern(
    r"\w*_(?:blog|portfolio|shop|sidebar|search|login|signup|map|posts|recent_posts|contact_form|countdown_timer"
    r"|\w*grid|wp_\w+|widget\w*|comments|menu|events|post_\w+)"
)
_RULES = {
    "et_pb_divider": ("show_divider", "off"),
    "fusion_separator": ("style_type", "none"),
    "vc_separator": ("", ""),
}
"""Elements that draw a line, and the argument with which they are mere space."""
_RAW = frozenset({"vc_raw_html", "fusion_code"})
_CODE = frozenset({"et_pb_code", "et_pb_fullwidth_code"})
"""Elements that keep HTML as it is, in early versions as entities."""
_PLAYERS = {"fusion_youtube": "https://www.youtube.com/watch?v=", "fusion_vimeo": "https://vimeo.com/"}
_OF_PEOPLE = ("_person", "_team_member")
_PERSON = {"name": "title", "title": "role", "position": "role"}
"""What such elements call the name of somebody, and what that one does."""
_COUNTED = ("milestone", "subject")
"""An element of a counted number, and what it calls that which is counted: forms call that of their letters so."""
_LINE_END = rare_pattern(r"(?:<|&lt;)!-- ?\[et_pb_line_break_holder\] ?--(?:>|&gt;)")
_PICTURE = rare_pattern(r"\s*(?:https?:)?/[^\s<>\"']+\.(?:jpe?g|png|gif|webp|avif)(?:\?[^\s<>\"']*)?\s*", re.I)
_NUMBERS = rare_pattern(r"\d+(?:,\s*\d+)+")
_TAG = rare_pattern(r"tag:(h[1-6])\b")
_SHARE = rare_pattern(r"\s(?:type|width)=\W{0,6}(\d)[_/](\d)")
_WHOLE = 100
_DEEPEST = 20
"""Elements of others within each other."""


@handles(f"shortcodes:(?:{_BUILDERS})_[a-z][\\w-]*")
def element(shortcode: Shortcode, context: Context) -> str:
    """What stands in it, and the words and pictures that its arguments name."""
    if shortcode.name in _RULES:
        key, space = _RULES[shortcode.name]
        return "" if key and shortcode.attributes.get(key) == space else "<hr>"
    content = _content(shortcode, context)
    if _ON_REQUEST.fullmatch(shortcode.name):
        context.report(Code.DYNAMIC_BLOCK, f"[{shortcode.name}]")
        return content
    said = [_played(piece, context) for piece in dict.fromkeys(prose(with_pictures(_settings(shortcode), context)))]
    parts = [content, *said] if shortcode.name.endswith("_testimonial") else [*said, content]
    return "\n".join(["<div>", *parts, "</div>"])


def _played(piece: str, context: Context) -> str:
    """What a setting says, with the galleries and players in it shown."""
    return render_shortcodes(piece, context.deeper()) if "[" in piece and context.depth < _DEEPEST else piece


@handles(f"shortcodes:(?:{_BUILDERS}|fusion_builder)_row(?:_inner)?")
def row(shortcode: Shortcode, context: Context) -> str:
    """Columns that share one line of the page stand side by side; a row of others is what stands in it."""
    column = re.compile(rf"\[{shortcode.name.replace('_row', '_column')}(?![\w-])([^\]]*+)")
    shares = [_share(found[1]) for found in column.finditer(shortcode.content or "")]
    beside = len(shares) > 1 and all(shares) and sum(shares) <= _WHOLE + 1
    return f"<div{' class=wp-block-columns' if beside else ''}>{_content(shortcode, context)}</div>"


@handles(f"shortcodes:(?:{_BUILDERS}|fusion_builder)_column(?:_inner)?")
def column(shortcode: Shortcode, context: Context) -> str:
    """One column of a row."""
    share = _share(shortcode.source.partition("]")[0])
    width = f' style="flex-basis:{share}%"' if share else ""
    return f'<div class="wp-block-column"{width}>{_content(shortcode, context)}</div>'


@handles(
    "shortcode:fullwidth",
    "shortcode:one_full",
    "shortcodes:(?:(?:one|two|three|four|five|column|col)[_-]){1,2}(?:half|thirds?|fourths?|quarters?|fifths?|sixths?)"
    "(?:[_-](?:first|last))?",
)
def part_of_theme(shortcode: Shortcode, context: Context) -> str:
    """What stands in a row or a column of a theme, as Avada and others had them before there were builders."""
    if shortcode.content is None:
        context.report(Code.UNKNOWN_SHORTCODE, shortcode.name)
        return shortcode.source
    return f"<div>{_content(shortcode, context)}</div>"


@handles(f"shortcodes:(?:{_BUILDERS})_{_SMALL}")
def small_element(shortcode: Shortcode, context: Context) -> str:
    """A button, picture or heading whose words or address are its content; else as any other element."""
    content = one_line(_content(shortcode, context)).strip()
    address = _target(unescape(next((one for name in _LINKS if (one := shortcode.attributes.get(name))), "")))
    if not content:
        return element(shortcode._replace(content=None), context)
    if _PICTURE.fullmatch(content):
        content = f'<img src="{content}" alt="{shortcode.attributes.get("alt", "")}">'
    if shortcode.name.endswith("title"):
        size = shortcode.attributes.get("size", "")
        level = size if size in set("123456") else "2"
        return f"<h{level}>{content}</h{level}>"
    return f'<p><a href="{escape(address)}">{content}</a></p>' if address else f"<p>{content}</p>"


def _content(shortcode: Shortcode, context: Context) -> str:
    stored = shortcode.content or ""
    if shortcode.name in _RAW:
        stored = _unpacked(stored)
    elif shortcode.name == "vc_raw_js":
        return ""
    stored = _LINE_END.sub("\n", stored) if "line_break_holder" in stored else stored
    if shortcode.name in _CODE and stored.lstrip().startswith("&lt;"):
        stored = unescape(stored)
    return _with_extensions(render_content(shortcode._replace(content=stored), context), context)


def _with_extensions(html: str, context: Context) -> str:
    """What stands in an element, with the elements that a theme or plugin added to the builder read as its own."""
    if "[" not in html or context.depth >= _DEEPEST:
        return html
    added = frozenset(
        unknown_shortcodes(html, lambda name: name not in OF_THEMES and is_known_shortcode(name, context))
    )
    return (
        replace_shortcodes(html, added.__contains__, lambda one: _extension(one, context.deeper())) if added else html
    )


def _extension(shortcode: Shortcode, context: Context) -> str:
    if shortcode.name == "li_item":
        shown = f"<li>{_content(shortcode, context)}</li>"
    else:
        shown = (small_element if _IS_SMALL.fullmatch(shortcode.name) else element)(shortcode, context)
    if shortcode.name in OF_THEMES:
        return shown  # what tells of it is told
    return plugin_part(PluginPart(shortcode.name, shortcode.source, shown, Code.UNKNOWN_SHORTCODE), context)


def _unpacked(stored: str) -> str:
    """HTML that an element keeps in base64, percent signs and all; any other as it is."""
    try:
        return unquote(base64.b64decode(re.sub(r"<[^>]*>|\s", "", stored), validate=True).decode("utf-8"))
    except (ValueError, binascii.Error):
        return stored


def _settings(shortcode: Shortcode) -> dict[str, object]:
    settings: dict[str, object] = {}
    for name, stored in shortcode.attributes.items():
        name, value = _usual(shortcode.name, name, unescape(stored))
        if name == "sum":
            name, value = "price", _price(value, shortcode.attributes)
        if _CHOICES.fullmatch(name):
            continue
        if _NUMBERS.fullmatch(value) and "_id" not in name.replace("gallery_ids", "").replace("image_ids", ""):
            settings["shortcode"] = f'[gallery ids="{value}"]'
        elif found := _TAG.search(value):
            settings["tag"] = found[1]
        elif value.startswith("%5B"):
            settings[name] = decoded_data(unquote(value))
        else:
            settings[name] = _target(value)
    return settings


def _price(number: str, beside: dict[str, str]) -> str:
    """What a table of prices shows."""
    per = beside.get("per", "")
    return f"{beside.get('currency', '')}{number}{f' / {per}' if per else ''}"


def _usual(element: str, name: str, value: str) -> tuple[str, str]:
    """An argument as other elements call it."""
    if name == "id" and element in _PLAYERS:
        return "src", _PLAYERS[element] + value
    if element.endswith(_OF_PEOPLE):
        return _PERSON.get(name, name), value
    if name == "percent" and element == "et_pb_counter":
        return "number", f"{value.rstrip('%')}%"
    if name == "linktext":
        return "link_text", value
    if (element, name) == _COUNTED:
        return "caption", value
    if name == "link" and element.endswith("_video"):
        return "src", value
    return ("text" if name == "title" and element.endswith(("_btn", "_button")) else name), value


def _target(value: str) -> str:
    """The address in what WPBakery says of a link; any other value as it is."""
    return unquote(value.partition("|")[0].removeprefix("url:")) if value.startswith("url:") else value


def _share(arguments: str) -> int:
    """How much of a hundred of its row a column takes; 0: it does not say."""
    found = _SHARE.search(unescape(arguments))
    return _WHOLE * int(found[1]) // int(found[2]) if found and int(found[2]) else 0
