"""Paragraphs as WordPress makes them from classic posts: blank lines part paragraphs, line ends become breaks.

Text is cut into chunks: at blank lines, before the opening and after the closing of every block level tag. A chunk that
begins with such a tag gets no `<p>`, any other one does; what is left open there a browser, and so our parser, closes
where visitors saw it closed. `<pre>`, scripts and styles stay as they are.
"""

from __future__ import annotations

import re
from itertools import groupby

from migrate.content.grammar.protected import split_regions
from migrate.patterns import rare_pattern
from migrate.tree import MARK
from migrate.usual_tags import TagNames, may_hold

_NAMES = (
    "table thead tfoot caption col colgroup tbody tr td th div dl dd dt ul ol li pre form map area blockquote address "
    "math p h[1-6] hr fieldset legend section article aside hgroup header footer nav figure figcaption details menu "
    "summary"
)
_BLOCK = "|".join(
    f"{letter}(?:{'|'.join(name[1:] for name in names)})"
    for letter, names in groupby(sorted(_NAMES.split()), lambda name: name[0])
)
"""The names of block level tags, parted by their first letters: most tags are none, and one letter tells."""
_NEWLINE = "\ufdd1"
"""Stands for a line end inside a tag. Like MARK no character, but only ever seen in this module."""

_EDGE = rf"</(?:{_BLOCK})>|<hr\s*+/?>|<(?=(?:{_BLOCK})[\s/>])"
_BLOCK_EDGE, _ANY_BLOCK_EDGE = re.compile(_EDGE), re.compile(_EDGE, re.I)
"""The first is for names in small letters, and finds them in a third of the time."""
_MAY_CROSS_LINES = re.compile(r"<[^<>\n]*+\n|<!--")
_TAG = rare_pattern(r"<!--.*?(?:-->|\Z)|<[^>]*+", re.S)
"""As WordPress cuts tags: from each `<`, be it one of a sum or a heart, to the next `>`, if there is any."""
_TWO_BREAKS = re.compile(r"<br\s*+/?>\s*+<br\s*+/?>", re.I)
_TIGHT = (
    (("<option",), (rare_pattern(r"(?<!\s)\s*+(</?(?:option|optgroup)\b[^<>]*+>)\s*+", re.I),)),
    (
        ("</object>",),
        (
            rare_pattern(r"(?<!\s)\s*+(</?(?:param|embed)\b[^<>]*+>)\s*+", re.I),
            rare_pattern(r"(<object\b[^<>]*+>)\s++", re.I),
            rare_pattern(r"(?<!\s)\s++(</object>)", re.I),
        ),
    ),
    (
        ("<source", "<track"),
        (
            rare_pattern(r"(?<!\s)\s*+(<(?:source|track)\b[^<>]*+>)\s*+", re.I),
            rare_pattern(r"(<(?:audio|video)\b[^<>]*+>|\[(?:audio|video)\b[^\[\]]*+\])\s++", re.I),
            rare_pattern(r"(?<!\s)\s++(</(?:audio|video)>|\[/(?:audio|video)\])", re.I),
        ),
    ),
)
"""What has white space on neither side, where a text holds one of the signs before it."""
_TIGHT_TAGS = ("option", "object", "source", "track")
"""The tags in these signs."""
_BLANK_LINE = re.compile(r"\n\s*\n")
_FIRST_TAG = re.compile(rf"<(/?)({_BLOCK})(?:\s[^>]*+|/)?>\s*+", re.I)
_LAST_TAG = re.compile(rf"</({_BLOCK})>$", re.I)
_BREAK_AT_END = re.compile(r"<br\s*+/?>$", re.I)
_PLACEHOLDER = re.compile(rf"<(?:pre )?{MARK}(\d+)>")


def autop(text: str, tags: TagNames | None = None) -> str:
    """HTML with the paragraphs and breaks that WordPress adds to stored text when it shows a classic post.

    `tags` are those that it may hold besides our own, where they are known.
    """
    kept: list[str] = []
    pieces = []
    for piece, name in split_regions(text, ("pre", "script", "style", "textarea", "svg"), tags):
        if not name:
            pieces.append(piece)
        else:
            pieces.append(f"\n\n<pre {MARK}{len(kept)}>\n\n" if name == "pre" else f"<{MARK}{len(kept)}>")
            kept.append(piece)
    html = _paragraphs("".join(pieces), tags).replace(_NEWLINE, "\n")
    return _PLACEHOLDER.sub(lambda match: kept[int(match[1])], html) if kept else html


def _paragraphs(text: str, tags: TagNames | None) -> str:
    if _MAY_CROSS_LINES.search(text):
        text = _TAG.sub(lambda tag: tag[0].replace("\n", _NEWLINE), text)
    if may_hold(tags, "br"):
        text = _TWO_BREAKS.sub("\n\n", text)
    text = (_ANY_BLOCK_EDGE if tags is None else _BLOCK_EDGE).sub(_parted, text)
    for signs, patterns in _TIGHT if may_hold(tags, *_TIGHT_TAGS) else ():
        if any(sign in text for sign in signs):
            for pattern in patterns:
                text = pattern.sub(r"\1", text)
    chunks = [chunk.strip() for chunk in _BLANK_LINE.split(text)]
    return "\n".join([_paragraph(chunk) for chunk in chunks if chunk])


def _parted(edge: re.Match[str]) -> str:
    """A blank line before what opens a block, and behind what closes one; a rule does both."""
    tag = edge[0]
    if tag == "<":
        return "\n\n<"
    return f"{tag}\n\n" if tag.startswith("</") else f"\n\n{tag}\n\n"


def _paragraph(chunk: str) -> str:
    """One chunk with the `<p>` that it needs. A block level tag can only stand at its very start or end."""
    if not chunk.startswith("<") and not chunk.endswith(">"):
        return f"<p>{_with_breaks(chunk)}</p>"
    first = _FIRST_TAG.match(chunk)
    start = first.end() if first else 0
    last = _LAST_TAG.match(chunk, max(start, chunk.rfind("</"))) if chunk.endswith(">") else None
    end = last.start() if last else len(chunk)
    opening, closing = first[0].rstrip() if first else "<p>", last[0] if last else ""
    if first and first[2].lower() == "blockquote" and not first[1] and end > start:
        opening += "<p>"
    if opening.endswith("<p>") and closing.lower() != "</p>":
        closing = f"</p>{closing}"
    return f"{opening}{_with_breaks(chunk[start:end].strip())}{closing}"


def _with_breaks(text: str) -> str:
    if "\n" not in text:
        return text
    *lines, last = text.split("\n")
    # A break with a space behind it gets a second one, as WordPress gives it.
    broken = [
        line.strip() if line.endswith(">") and _BREAK_AT_END.search(line) else f"{line.strip()}<br />" for line in lines
    ]
    return "\n".join([*broken, last.strip()])
