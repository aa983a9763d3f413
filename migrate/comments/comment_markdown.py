"""The HTML of a comment as Markdown that every system reads alike: no HTML in it, no backslash at the end of a line."""

from __future__ import annotations

import re
from collections.abc import Callable

from migrate.diagnostics import Code
from migrate.markdown.convert import to_markdown
from migrate.model.rest_of_site import Link
from migrate.options import Options
from migrate.tree import parse

_FENCE = re.compile(r"(?P<quote>(?:> ?)*)(?P<fence>`{3,}).*")
_MARKS = re.compile("`+")
_SIGN = re.compile(r"\\.|`+|<https?://[^<>\s]*>|\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*\)")
"""What is escaped, what may begin code, and addresses."""
_AS_STORED = Options(smart="unicode")
"""No system but Hugo makes quotation marks of straight ones."""


def comment_markdown(html: str, *, change: Callable[[str], str] = str, indents: bool = False) -> str:
    """The Markdown of a comment.

    `change` is asked for the text outside of code and addresses; with `indents` code is indented, for systems that know
    no fences.
    """
    lines: list[str] = []
    fence = ""
    for line in to_markdown(parse(html), Link, options=_AS_STORED, report=_nobody).splitlines():
        found = _FENCE.fullmatch(line)
        if fence:
            quote, marks = fence.partition("`")[0], fence.lstrip("> ")
            inner = line.removeprefix(quote) if line.startswith(quote) else line.removeprefix(quote.rstrip())
            ends = inner.strip() == marks
            lines += [] if indents and ends else [f"{quote}    {inner}" if indents else line]
            fence = "" if ends else fence
        elif found:
            fence = found["quote"] + found["fence"]
            lines += [] if indents else [line]
        else:
            lines.append(_outside_code(_broken(line), change))
    return "\n".join(lines)


def _broken(line: str) -> str:
    """A line that ends with a break says so by two spaces: older readers of Markdown know no other sign."""
    backslashes = len(line) - len(line.rstrip("\\"))
    return f"{line[:-1]}  " if backslashes % 2 else line


def _outside_code(line: str, change: Callable[[str], str]) -> str:
    """The line with what is neither code nor an address changed."""
    parts: list[str] = []
    at = start = 0
    while found := _SIGN.search(line, start):
        end = start = found.end()
        if found[0][0] == "`":
            end = _end_of_code(line, found)
        if end > start or found[0][0] in "<]":
            parts += (change(line[at : found.start()]), line[found.start() : end])
            at = start = end
    return "".join([*parts, change(line[at:])])


def _end_of_code(line: str, begin: re.Match[str]) -> int:
    """Where the code ends that these marks begin; where they begin none, their own end."""
    ends = (one.end() for one in _MARKS.finditer(line, begin.end()) if one[0] == begin[0])
    return next(ends, begin.end())


def _nobody(code: Code, detail: str) -> None:
    """What Markdown cannot say of a comment there is nobody to tell of: there is nothing of the kind in one."""
