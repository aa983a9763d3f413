"""What two readings of one text have not in common, as faults."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import islice

from migrate.verify.reading.reading import STRUCTURE
from migrate.verify.reading.row import GAP, GLUED, LINE_BREAK, LOOK, SIGN
from migrate.verify.verdict import Fault

_LONGEST = 20_000
"""Signs beyond which readings are compared line by line: finding the best match would take too long."""
_AROUND = 3
"""Words shown before and behind what differs."""
_MOST = 100
"""Faults named of one item."""
_KINDS = {
    name: kind
    for kind, names in {
        "heading": "h1 h2 h3 h4 h5 h6",
        "list": "ul ol li dl dt dd box",
        "quote": "blockquote",
        "table": "table tr td caption",
        "code": "pre :",
        "image": "img figcaption columns",
        "media": "media math list call",
        "link": "note a",
        "emphasis": "strong em del sub sup mark ins u kbd q cite small abbr var samp dfn bdo rt",
    }.items()
    for name in names.split()
}
_SPACED = {True: "apart", False: "close to each other", None: ""}
Span = tuple[int, int, int, int]


def content_faults(expected: Sequence[str], found: Sequence[str]) -> list[Fault]:
    """What differs between what should be read and what is, in order."""
    if expected == found:
        return []
    moved = _joined(expected) == _joined(found)
    faults = (fault for span in spans(expected, found) for fault in _faults(expected, found, span, moved))
    named = list(dict.fromkeys(islice(faults, _MOST)))
    others = _misplaced(expected, found) if moved else _exchanged(expected, found)
    kinds = {fault.kind for fault in named}
    named += [one for one in others if one.kind not in kinds]
    return named or [Fault("text", _shown(expected, 0, len(expected), ""), _shown(found, 0, len(found), ""))]


def spacing_faults(expected: Sequence[bool | None], found: Sequence[bool | None]) -> Iterator[Fault]:
    """The first list whose items stand apart and should not, or the other way round."""
    if len(expected) == len(found):
        for at, (one, other) in enumerate(zip(expected, found, strict=True), 1):
            if None not in (one, other) and one != other:
                yield Fault("list", f"list {at} with items {_SPACED[one]}", f"items {_SPACED[other]}")
                return


def _misplaced(expected: Sequence[str], found: Sequence[str]) -> Iterator[Fault]:
    """Of the same words those that stand in something else: one fault a kind."""
    seen: set[str] = set()
    for (word, place), (_, other) in zip(_places(expected), _places(found), strict=False):
        kind = next((_kind(one, [], []) for one in {*place} ^ {*other}), "") if place != other else ""
        if kind and kind not in seen:
            seen.add(kind)
            yield Fault(kind, f"{word} in {_way(place)}", f"{word} in {_way(other)}")


def _exchanged(expected: Sequence[str], found: Sequence[str]) -> Iterator[Fault]:
    """Of what stands in entries, cells, headings and quotes the same in another order: one fault a kind."""
    wanted, others = _held(expected), _held(found)
    for kind, texts in wanted.items():
        if texts != others.get(kind) and sorted(texts) == sorted(others.get(kind, ())):
            at = next(at for at, (one, other) in enumerate(zip(texts, others[kind], strict=True)) if one != other)
            yield Fault(kind, texts[at], others[kind][at])


def _held(signs: Sequence[str]) -> dict[str, list[str]]:
    """The words that stand directly in each element around them, in order, by the kind of the element."""
    held: dict[str, list[str]] = defaultdict(list)
    stack: list[str] = []
    words: list[str] = []
    for sign in signs:
        name = _name(sign) if sign.startswith(SIGN) else ""
        if name in STRUCTURE:
            if words and stack:
                held[_kind(stack[-1], [], [])].append(" ".join(words))
            words = []
            if sign.startswith(f"{SIGN}/"):
                _leave(stack, name)
            else:
                stack.append(sign)
        elif not name:
            words.append(sign.partition(LOOK)[0])
    return held


def _leave(stack: list[str], name: str) -> None:
    """Take off an element that ends, and what is still open in it."""
    while stack and _name(stack.pop()) != name:
        pass


def _places(signs: Sequence[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Every word with the elements in which it stands."""
    stack: list[str] = []
    for sign in signs:
        if not sign.startswith((SIGN, GLUED)):
            yield sign.partition(LOOK)[0], tuple(stack)
        elif sign.startswith(f"{SIGN}/"):
            _leave(stack, _name(sign))
        elif _name(sign) in STRUCTURE:
            stack.append(sign)


def _way(place: Sequence[str]) -> str:
    return " ".join(f"<{one[1:]}>" for one in place) or "no element"


def _name(sign: str) -> str:
    return sign[1:].split(maxsplit=1)[0].removeprefix("/")


def spans(expected: Sequence[str], found: Sequence[str]) -> Iterator[Span]:
    """Where the readings differ: from, to in the one, from, to in the other."""
    start = _common(expected, found)
    end = min(_common(list(reversed(expected)), list(reversed(found))), len(expected) - start, len(found) - start)
    left, right = expected[start : len(expected) - end], found[start : len(found) - end]
    if len(left) + len(right) > _LONGEST:
        yield start, len(expected) - end, start, len(found) - end
        return
    for name, *at in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if name != "equal":
            yield at[0] + start, at[1] + start, at[2] + start, at[3] + start


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    return next(
        (at for at, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]), min(len(one), len(other))
    )


def _faults(expected: Sequence[str], found: Sequence[str], span: Span, moved: bool) -> Iterator[Fault]:
    left, right = expected[span[0] : span[1]], found[span[2] : span[3]]
    kinds = dict.fromkeys([*_of_words(left, right, moved), *_of_signs(left, right)])
    if not kinds and not moved:
        kinds["text"] = None
    if (not kinds or "text" in kinds) and _is_in_cell(expected, span[0]) and _is_in_cell(found, span[2]):
        kinds["table"] = None
    for kind in kinds:
        yield Fault(kind, _shown(expected, *span[:2], kind), _shown(found, *span[2:], kind))


def _is_in_cell(signs: Sequence[str], at: int) -> bool:
    """Whether what stands at a place stands in a table."""
    edges = (sign for sign in reversed(signs[:at]) if sign.startswith((f"{SIGN}td", f"{SIGN}/td", f"{SIGN}/table")))
    return next(edges, "").startswith(f"{SIGN}td")


def _of_words(left: Sequence[str], right: Sequence[str], moved: bool) -> Iterator[str]:
    """The kinds of faults in the words of a difference. `moved`: in all the text the words are the same."""
    if _joined(left) != _joined(right):
        looks = [look for side in (left, right) for _, look, _ in _words(side)]
        if not moved:
            yield "code" if all("code" in look.split() for look in looks) else "text"
            yield from _new_looks(left, right)
        return
    for (look, link), (other_look, other_link) in zip(_letters(left), _letters(right), strict=False):
        if link != other_link:
            yield "link"
        if look != other_look:
            yield _of_looks({*look.split()} ^ {*other_look.split()})


def _new_looks(left: Sequence[str], right: Sequence[str]) -> Iterator[str]:
    """The kinds of what words on one side alone are: signs that were escaped make words look otherwise."""
    (looks, links), (others, other_links) = (
        ({name for _, look, _ in _words(side) for name in look.split()}, {link for *_, link in _words(side) if link})
        for side in (left, right)
    )
    if left and right and looks != others:
        yield _of_looks(looks ^ others)
    if links != other_links:
        yield "link"


def _of_looks(names: Iterable[str]) -> str:
    """The kind of a difference in these looks; what explains a word is read."""
    tags = [name.partition("=")[0] for name in names]
    return "code" if "code" in tags else "emphasis" if len(tags) == len({*tags}) else "text"


def _joined(signs: Iterable[str]) -> str:
    """The words alone."""
    return " ".join(word for word, *_ in _words(signs)).replace(f" {GLUED}", "")


def _letters(signs: Iterable[str]) -> list[tuple[str, str]]:
    """How each letter looks, and where it links."""
    return [(look, link) for word, look, link in _words(signs) for _ in word.removeprefix(GLUED)]


def _words(signs: Iterable[str]) -> list[tuple[str, str, str]]:
    """Words with look and link."""
    found: list[tuple[str, str, str]] = []
    for sign in signs:
        if not sign.startswith(SIGN):
            word, _, rest = sign.partition(LOOK)
            look, _, link = rest.partition(LOOK)
            found.append((word, look, link))
    return found


def _of_signs(left: Sequence[str], right: Sequence[str]) -> Iterator[str]:
    """The kinds of faults in what stands around words."""
    mine, others = (Counter(one for one in side if one.startswith(SIGN)) for side in (left, right))
    lacking, extra = list((mine - others).elements()), list((others - mine).elements())
    for sign in (*lacking, *extra):
        if sign not in (GAP, LINE_BREAK):
            yield _kind(sign, lacking, extra)


def _kind(sign: str, lacking: list[str], extra: list[str]) -> str:
    name = _name(sign)
    if name == "img" and _unlinked(lacking) == _unlinked(extra):
        return "link"
    return _KINDS.get(name, "text")


def _unlinked(signs: Iterable[str]) -> list[str]:
    return sorted(sign.rpartition(LOOK)[0] for sign in signs if sign.startswith(f"{SIGN}img"))


def _shown(signs: Sequence[str], start: int, end: int, kind: str) -> str:
    """A part of a reading with a few words around it, as people read it."""
    before, after = _near(signs[max(start - 8, 0) : start])[-_AROUND:], _near(signs[end : end + 8])[:_AROUND]
    part = [_plain(one, kind) for one in signs[start:end]]
    return " ".join(filter(None, [*before, *part, *after])).replace(f" {GLUED}", "")


def _near(signs: Sequence[str]) -> list[str]:
    return [one.partition(LOOK)[0] for one in signs if not one.startswith(SIGN)]


def _plain(sign: str, kind: str) -> str:
    if sign == GAP:
        return "¶"
    if sign.startswith(f"{SIGN}: "):
        return sign[3:]
    if sign.startswith(SIGN):
        return f"<{' '.join(sign[1:].replace(LOOK, ' ').split())}>"
    word, _, rest = sign.partition(LOOK)
    look, _, link = rest.partition(LOOK)
    beside = link if kind == "link" else look if kind in {"emphasis", "code"} else ""
    return f"{word} ({beside})" if beside else word
