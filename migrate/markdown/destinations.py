"""Addresses, titles and shortcode arguments: what stands between parentheses and quotation marks."""

from __future__ import annotations

import re

from migrate.markdown.marks import CALL, CALL_END, LINE_END, plain
from migrate.model.rest_of_site import parted_reference
from migrate.patterns import rare_pattern
from migrate.tree import Element

_SPACES = re.compile(r"[ \t\n\r\f]+")
_UNSAFE_IN_ADDRESS = re.compile(r"[\x00-\x20\x7f<>\\`{|}]")
_USUAL_IN_ADDRESS = bytes(sign for sign in range(ord("!"), 0x7F) if sign not in b"<>\\`{|}()")
"""Signs that stand in an address as they are, whatever is beside them."""
_ENTITY = re.compile(r"&(?=#?\w{1,32};)")
_UNSAFE_IN_TITLE = re.compile(r"[\"\\`<]|&(?=#?\w{1,32};)|\{(?=\{[<%])")
_BRACES = re.compile(r"(?:\{|&#123;)(\\?)(?=(?:\{|&#123;)(?!\{* ?[^\W_]))")
_BRACES_AT_EDGE = rare_pattern(r"(?:\{\\|&#123;)(?=\{)|\{(?=\{(?:[<%*_~]|$))")
_NAMES_WITHOUT_CONTENT = """
figure vimeo wp-archives wp-audio wp-embed wp-file wp-image wp-latest-posts wp-math wp-site-tagline wp-site-title
wp-terms wp-video youtube
"""
_WITHOUT_CONTENT = frozenset(_NAMES_WITHOUT_CONTENT.split())
"""Shortcodes that break the build if they have an end; broken HTML may still have put something into them."""
_PLAYERS = {"vimeo": "https://player.vimeo.com/video/", "youtube": "https://www.youtube.com/embed/"}
"""Hugo's own shortcodes that answer several lines, and where their players are."""
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_WITH_CONTENT = frozenset({"details", "wp-caption", "wp-figure", "wp-gallery", "wp-table"})
"""Shortcodes that break the build if they have none; what they held may have found another place."""
_UNUSUAL_IN_ARGUMENT = re.compile('[\t\n\r\f"\\\\{\ufdd0-\ufdef]|  ')
"""What is not written as it stands."""
_LOOSE_CALL = re.compile(r"\{(?=\{[<%])")


def destination(address: str) -> str:
    """An address as the destination of a link or an image."""
    if not address.isascii() or address.encode().translate(None, _USUAL_IN_ADDRESS):
        address = _without_unsafe(address.strip(" \t\n\r\f"))
    return _ENTITY.sub("&amp;", address) if "&" in address and ";" in address else address


def _without_unsafe(address: str) -> str:
    if _UNSAFE_IN_ADDRESS.search(address):
        address = _UNSAFE_IN_ADDRESS.sub(lambda found: f"%{ord(found[0]):02X}", address.replace("\n", ""))
    if ("(" in address or ")" in address) and not _is_balanced(address):
        address = address.replace("(", "%28").replace(")", "%29")
    return plain(address)


def _is_balanced(address: str) -> bool:
    depth = 0
    for character in address:
        depth += (character == "(") - (character == ")")
        if depth < 0 or depth > 20:
            return False
    return depth == 0


def title(text: str) -> str:
    """A title with its quotation marks and the space before them, or nothing."""
    text = _SPACES.sub(" ", plain(text)).strip(" ") if text else ""
    if not text:
        return ""
    return ' "' + _UNSAFE_IN_TITLE.sub(lambda found: f"&#{ord(found[0])};" if found[0] != '"' else r"\"", text) + '"'


def argument(value: str) -> str:
    """A shortcode's argument, quoted.

    In double quotes Hugo does not take a backslash before a backtick or at the end, and drops every backslash as soon
    as one stands before a quotation mark; between backticks all is literal. What looks like a call is broken up: a
    template may hand the value to Markdown, where it would run.
    """
    if not _UNUSUAL_IN_ARGUMENT.search(value):
        return f'"{value}"'
    value = _LOOSE_CALL.sub("{\u200b", _SPACES.sub(" ", plain(value)))
    if "\\" in value and ('"' in value or "`" in value or value[-1] == "\\"):
        if "`" not in value:
            return f"`{value}`"
        value = value.replace("\\", "")
    return '"' + value.replace('"', r"\"") + '"'


def without_backslashes(markdown: str) -> str:
    """Markdown for an argument, which can hold all but backslashes beside backticks: signs escaped by their numbers."""
    return _ESCAPED.sub(lambda found: f"&#{ord(found[1])};", markdown) if "`" in markdown else markdown


def call(name: str, arguments: dict[str, str], inner: str | None = None) -> str:
    """A shortcode with named arguments and, unless `inner` is None, content between its two tags."""
    opening = f"{CALL} {name}{''.join([f' {key}={argument(value)}' for key, value in arguments.items()])} {CALL_END}"
    if inner is None:
        return opening
    return f"{opening}{inner}{CALL} /{name} {CALL_END}"


def shortcode(element: Element, inner: str, *, nested: bool = False) -> str:
    """The call that an own element stands for: in a line, or on lines of its own.

    An element that holds anything, be it nothing that can be written, gets an end: Hugo demands or refuses one
    according to what the shortcode does with its content.
    """
    arguments = {key: value for key, value in element.attributes.items() if key not in ("shortcode", "inline")}
    name = element.get("shortcode")
    if nested:
        arguments, inner = shield_all(arguments), shield(inner)
        if name in _PLAYERS:
            name, arguments = "wp-embed", _played(name, arguments)
    if not element.children:
        return call(name, arguments, "" if name in _WITH_CONTENT else None)
    if name in _WITHOUT_CONTENT:
        gap = "" if nested or not inner or "inline" in element.attributes else "\n\n"
        return f"{call(name, arguments)}{gap}{inner}"
    return call(name, arguments, inner) if "inline" in element.attributes else block_call(name, arguments, inner)


def _played(name: str, arguments: dict[str, str]) -> dict[str, str]:
    start = arguments.get("start", "")
    return {"player": f"{_PLAYERS[name]}{arguments.get('id', '')}{f'?start={start}' if start else ''}"}


def block_call(name: str, arguments: dict[str, str], inner: str) -> str:
    """A shortcode on lines of its own, around `inner` (Markdown blocks)."""
    return call(name, arguments, f"\n{inner}\n".replace("\n", LINE_END))


def shield(inner: str) -> str:
    """Content of a shortcode that stands in another: it is read again as HTML, when no escaping is left of it.

    Two braces beside each other would then call a shortcode as soon as a tag follows, so a sign nobody sees parts them,
    unless a word is behind them: no tag can come between, and code is copied.
    """
    return _BRACES.sub("{\u200b\\1", inner)  # the backslash may be one of code


def shield_all(arguments: dict[str, str]) -> dict[str, str]:
    """The same for arguments, sparing braces that only other text can follow: formulas are full of them."""
    return {name: _BRACES_AT_EDGE.sub("{\u200b", value) for name, value in arguments.items()}


def relref(reference: str) -> str:
    """A call of relref; it stands where an address stands."""
    language, named = parted_reference(reference)
    quoted = plain(named).replace("\\", "%5C").replace('"', "%22").replace("{", "%7B")
    arguments = f'path="{quoted}" lang="{language}"' if language else f'"{quoted}"'
    return f"{CALL} relref {arguments} {CALL_END}"
