"""Three-way merge of text by lines and, where both sides changed the same lines, line by line and by words."""

from __future__ import annotations

import re
from dataclasses import dataclass

from migrate.patterns import rare_pattern
from migrate.sync.merge.diff3 import Chunk, chunks
from migrate.sync.merge.lines import merge_lines
from migrate.sync.merge.markdown_scan import MARKS
from migrate.sync.merge.matching import matching
from migrate.sync.merge.references import MARK
from migrate.text import lines

_WORD = rare_pattern(
    rf"{MARK}[^{MARK}]*{MARK}"  # the target of a link
    r"|\{\{[<%](?:[^>%]|[>%](?!\}\}))*[>%]\}\}"  # a shortcode
    r"|\n|[^\S\n]+"
    rf"|(?:(?!\{{\{{[<%])[^\s{MARK}。、，！？])+[。、，！？]*"  # a word; a part of a sentence in scripts without blanks
    r"|.",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Body:
    """A merged text: what is settled, and in between what is not."""

    pieces: tuple[str | Chunk, ...]

    @property
    def clean(self) -> bool:
        """Whether everything is settled."""
        return all(isinstance(piece, str) for piece in self.pieces)

    @property
    def marked(self) -> str:
        """The text with both sides of each conflict between labelled lines."""
        return "".join(piece if isinstance(piece, str) else _between_marks(piece) for piece in self.pieces)

    @property
    def theirs(self) -> str:
        """The text with the new side in each conflict; the whole of it if nothing is in conflict."""
        return "".join(piece if isinstance(piece, str) else "".join(piece.new) for piece in self.pieces)


def merge_body(base: str, user: str, new: str, words: bool = True) -> Body:
    """Merge texts; with `words`, lines that both sides changed are merged word by word where edits lie apart."""
    if words and _has_it_already(base, user, new):
        return Body((user,))
    return _merged(base, user, new, words)


def _merged(base: str, user: str, new: str, words: bool = True) -> Body:
    return Body(tuple(_piece(chunk, words) for chunk in chunks(lines(base), lines(user), lines(new))))


def _has_it_already(base: str, user: str, new: str) -> bool:
    """Whether an earlier merge made the user's text: the new side's change can be taken out of it, and put in again.

    A second merge cannot always see that from the lines: every second one is blank, and any may be the one that came.
    """
    without = _merged(new, base, user)
    if not without.clean or without.theirs == user:
        return False
    again = _merged(base, without.theirs, new)
    return again.clean and again.theirs == user and _distance(base, without.theirs) < _distance(base, user)


def _distance(one: str, other: str) -> int:
    """How many words one has to take away and to add to make one of the other."""
    words, others = _WORD.findall(one), _WORD.findall(other)
    return len(words) + len(others) - 2 * len(matching(words, others))


def _piece(chunk: Chunk, words: bool) -> str | Chunk:
    if chunk.settled is not None:
        return "".join(chunk.settled)
    if not words:
        return chunk
    merged = merge_lines(chunk, _by_words)
    merged = _by_words(chunk) if merged is None else merged
    return chunk if merged is None else merged


def _by_words(chunk: Chunk) -> str | None:
    words = Chunk(*(tuple(_WORD.findall("".join(side))) for side in (chunk.base, chunk.user, chunk.new)))
    settled = [one.settled for one in _apart(chunks(words.base, words.user, words.new))]
    if None not in settled:
        return "".join(word for one in settled if one for word in one)
    return "".join(chunk.user) if _has_all_of_the_new(words) else None


def _has_all_of_the_new(chunk: Chunk) -> bool:
    """Whether the user's side is the new one with words added: what an earlier merge of the same made of it."""
    taken = {at for _, at in matching(chunk.new, chunk.user)}
    added = {word for at, word in enumerate(chunk.user) if at not in taken}
    dropped = set(chunk.base).difference(chunk.new)
    return any(map(_is_word, chunk.new)) and len(taken) == len(chunk.new) and added.isdisjoint(dropped)


def _apart(found: list[Chunk]) -> list[Chunk]:
    """Edits with only blanks or signs between them are one edit: two people changed the same phrase of a line."""
    joined: list[Chunk] = []
    for chunk in found:
        if _is_edit(chunk) and len(joined) > 1 and _is_edit(joined[-2]) and not _parts(joined[-1]):
            between = joined.pop()
            joined[-1] = joined[-1] + between + chunk
        else:
            joined.append(chunk)
    return joined


def _is_edit(chunk: Chunk) -> bool:
    """Whether the two sides are not of one mind."""
    return chunk.user != chunk.new


def _parts(chunk: Chunk) -> bool:
    """Whether a word, or the end of a line, lies in it."""
    return any(_is_word(word) or word == "\n" for word in chunk.base)


def _is_word(word: str) -> bool:
    return any(map(str.isalnum, word))


def _between_marks(chunk: Chunk) -> str:
    return "".join([MARKS[0], *chunk.user, MARKS[1], *chunk.new, MARKS[2]])
