"""What all the ways to store code have in common: names of languages, and options that Hugo's highlighter knows."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import unescape

_CHROMA = {
    "plaintext": "text plain plaintext none raw generic default txt nohighlight no-highlight text/plain auto",
    "bat": "dos batch cmd",
    "cpp": "c++",
    "csharp": "c# c-sharp",
    "diff": "patch udiff",
    "erlang": "erl",
    "fsharp": "f# f-sharp",
    "go": "golang",
    "html": "markup html5 html4strict xhtml html-xml",
    "java": "java5 javafx jfx",
    "javascript": "js jscript node nodejs",
    "objective-c": "objc obj-c",
    "perl": "pl",
    "powershell": "ps ps1 posh",
    "python": "py",
    "ruby": "rb ror rails",
    "vb.net": "vbnet vb",
    "xml": "xslt xsl",
}
_NAMES = {alias: name for name, aliases in _CHROMA.items() for alias in aliases.split()}
_LANGUAGE_NAMES = """
actionscript3 arduino as3 bash c cf clojure coldfusion cpp csharp css delphi diff erl erlang fsharp go golang groovy
haskell html java javafx javascript jfx js jscript json matlab matlabkey objc pascal patch perl php pl plain powershell
ps py python r rails rb ror ruby scala shell splus sql swift text typescript vb vbnet xhtml xml xslt yaml yml
"""
LANGUAGES = frozenset(_LANGUAGE_NAMES.split())
"""Names that highlighters take for languages wherever they stand: as a shortcode, as a class."""
_LANGUAGE = re.compile(r"[\w+#.-]{1,40}")
_BLANK_START = re.compile(r"\A(?:[ \t]*\n)+")
_LINES = re.compile(r"(\d{1,6})(?:\s*-\s*(\d{1,6}))?")


def language(name: object) -> str:
    """What Hugo's highlighter calls a language; empty for plain text and for what is no name at all."""
    plain = str(name or "").strip().lower().removeprefix("lang:").removeprefix("lang-").removeprefix("language-")
    known = _NAMES.get(plain, plain if _LANGUAGE.fullmatch(plain) else "")
    return "" if known == "plaintext" else known


def decoded(stored: str) -> str:
    """Code as its author wrote it. Stored code without a raw `<` is in entities, any other is not."""
    return stored if "<" in stored else unescape(stored)


def trimmed(code: str) -> str:
    """Code without blank lines around it; indentation stays."""
    return _BLANK_START.sub("", code).rstrip()


def options(*, numbers: bool = False, start: object = "", highlighted: object = "") -> str:
    """What stands in braces after a fence's language. Highlighted lines count as readers see them numbered."""
    first = int(str(start)) if re.fullmatch(r"\d{1,6}", str(start)) else 1
    lines = list(_line_ranges(str(highlighted or ""), first))
    parts = []
    if numbers or first > 1:
        parts.append("linenos=true")
    if lines:
        parts.append(f"hl_lines=[{', '.join(lines)}]")
    if first > 1:
        parts.append(f"linenostart={first}")
    return ", ".join(parts)


def _line_ranges(text: str, first: int) -> Iterable[str]:
    for match in _LINES.finditer(text):
        start = int(match[1]) - first + 1
        end = int(match[2]) - first + 1 if match[2] else start
        if 0 < start <= end:
            yield f'"{start}-{end}"' if end > start else str(start)
