"""HTML as handlers write it: escaped text and attributes, and the own elements that stand for what HTML cannot say.

Each function here has its counterpart in `tree.parse`, which gives the element the tag that the converter knows.
"""

from __future__ import annotations

from html import escape

from migrate.patterns import rare_pattern
from migrate.tree import MARK

_OWN_TAG = rare_pattern(rf"(?s)<(span|div|pre) {MARK}[^<>]*+>((?:(?!<\1[\s>]).)*?)</\1>")
"""An own element without another of its tag inside."""
_LEFT_OPEN = rare_pattern(rf"<(?:span|div|pre) {MARK}[^<>]*+>|{MARK}")


def attribute_list(attributes: dict[str, str]) -> str:
    """Attributes as they stand in a tag, with a leading space; those with an empty value are left out."""
    return "".join(f' {name}="{escape(value)}"' for name, value in attributes.items() if value)


def shortcode(name: str, arguments: dict[str, str] | None = None, inner: str = "", *, inline: bool = False) -> str:
    """A call of a Hugo shortcode with named arguments (lower case) and, if `inner` is given, HTML as its content."""
    tag = "span" if inline else "div"
    return f'<{tag} {MARK}shortcode="{escape(name)}"{attribute_list(arguments or {})}>{inner}</{tag}>'


def fence(code: str, language: str = "", options: str = "") -> str:
    """A fenced code block of plain (decoded) text. `options` is what stands in braces after the language."""
    arguments = attribute_list({"language": language, "options": options})
    return f'<pre {MARK}fence=""{arguments}>\n{escape(code, quote=False)}</pre>'


def hidden(number: int, *, inline: bool) -> str:
    """The place of a part that visitors did not see; the part itself lies in `Context.hidden`, by this number."""
    tag = "span" if inline else "div"
    return f'<{tag} {MARK}hidden="" number="{number}"></{tag}>'


def part(number: int) -> str:
    """The place of a part that only a plugin can show; the part itself lies in `Context.parts`, by this number."""
    return f'<span {MARK}part="{number}"></span>'


def note(html: str, name: str = "") -> str:
    """A footnote: a number where it stands in the line, and this HTML of one line at the foot of the page.

    Those of one name are one, with the words of the first.
    """
    return f'<span {MARK}note=""{attribute_list({"name": name})}>{html}</span>' if html else ""


def more(*, inline: bool = False) -> str:
    """The place at which lists cut the text; `inline` where it may stand in the middle of a paragraph."""
    tag = "span" if inline else "div"
    return f'<{tag} {MARK}more=""></{tag}>'


def words(text: str) -> str:
    """What own elements say, in place of their tags, in a text in which no browser reads tags."""
    while MARK in text and (said := _OWN_TAG.sub(r" \2", text)) != text:
        text = said
    return _LEFT_OPEN.sub(" ", text) if MARK in text else text
