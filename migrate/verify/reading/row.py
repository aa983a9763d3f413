"""The row of signs of a text while it grows: words with their look, and what stands around them."""

from __future__ import annotations

from collections.abc import Callable

SIGN, GLUED, LOOK = "\x02", "\x01", "\x03"
GAP, LINE_BREAK = f"{SIGN}|", f"{SIGN}br"
_HARD_SPACE = "\u00a0"
_HARD_SPACES = frozenset({"&nbsp;", f"{GLUED}&nbsp;"})


class SignRow:
    """Takes words and signs one after the other. `fold` gives signs that are the same to a reader one spelling."""

    def __init__(self, fold: Callable[[str], str]) -> None:
        self.signs: list[str] = []
        self.apart = True
        """Whether the next word stands apart from the last one."""
        self._fold = fold

    def words(self, text: str, look: str, link: str) -> None:
        """Add the words of a text, which look alike and link to one place."""
        if "code" not in look:
            text = self._fold(text)
        if _HARD_SPACE in text:
            return self._words_with_hard_spaces(text, look, link)
        pieces = text.split()
        if not pieces:
            self.apart |= bool(text)
            return
        self.apart |= text[0].isspace()
        end = f"{LOOK}{look}{LOOK}{link}" if look or link else ""
        if not self.apart:
            self._glue(pieces.pop(0), end)
        self.signs += [f"{piece}{end}" for piece in pieces] if end else pieces
        self.apart = text[-1].isspace()

    def indent(self, line: str) -> None:
        """Add the white space that a line begins with, if it holds words."""
        words = line.lstrip()
        if words and len(words) < len(line):
            self.signs.append(f"{SIGN}: {line[: -len(words)]}")

    def boundary(self) -> None:
        """Let what comes stand apart from what was, as paragraphs do."""
        signs = self.signs
        while signs and (signs[-1] == LINE_BREAK or signs[-1] in _HARD_SPACES):
            signs.pop()
        if signs and signs[-1] != GAP:
            signs.append(GAP)
        self.apart = True

    def alone(self, *signs: str) -> None:
        """Add signs that stand apart from all beside them."""
        self.boundary()
        self.signs += signs
        self.boundary()

    def line_break(self) -> None:
        """Begin a new line."""
        while self.signs and self.signs[-1] in _HARD_SPACES:
            self.signs.pop()
        if self.signs and self.signs[-1] == LINE_BREAK:
            self.signs[-1] = GAP  # an empty line divides paragraphs, however it was made
        elif self.signs and self.signs[-1] != GAP:
            self.signs.append(LINE_BREAK)
        self.apart = True

    def _words_with_hard_spaces(self, text: str, look: str, link: str) -> None:
        for at, part in enumerate(text.split(_HARD_SPACE)):
            if at:
                self._hard_space()
            self.words(part, look, link)

    def _hard_space(self) -> None:
        """A space at which no line ends; at the edges of a line nobody sees it."""
        if self.signs and not self.signs[-1].startswith(SIGN):
            self.signs.append("&nbsp;" if self.apart else f"{GLUED}&nbsp;")
            self.apart = False

    def _glue(self, piece: str, end: str) -> None:
        last = self.signs[-1]
        word, look, rest = last.partition(LOOK)
        if f"{look}{rest}" == end:
            self.signs[-1] = f"{word}{piece}{end}"
        else:
            self.signs.append(f"{GLUED}{piece}{end}")
