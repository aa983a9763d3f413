"""Three-way merge of whole documents. Pure: texts in, a text out.

For a clean result m of base b, the user's u and the source's s it holds that merging (b, m, s) gives m again: a run
that was killed after writing m but before remembering it comes to the same site.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable
from dataclasses import dataclass

from migrate.choices.on_conflict import OnConflict
from migrate.page.keys import UnreadableError
from migrate.page.parts import Parts, Syntax, parted
from migrate.page.syntaxes import KEYS
from migrate.sync.merge.body import Body, merge_body
from migrate.sync.merge.front_matter import Front, FrontMatter, merge_front
from migrate.sync.merge.json_values import merge_json
from migrate.sync.merge.markdown_scan import fences_balance, marked, paired_shortcodes, shortcodes_balance
from migrate.sync.merge.references import inline, merged_foot, number

_BYTE_ORDER_MARK = "\ufeff"


@dataclass(frozen=True, slots=True)
class Merged:
    """What the file shall hold, and whether both sides' changes are in it unharmed."""

    text: str
    clean: bool


@dataclass(frozen=True, slots=True)
class _Bodies:
    """Bodies merged with their references taken apart; no foot: they were not taken apart."""

    body: Body
    foot: tuple[str, ...] | None

    def finished(self, text: str) -> str:
        """The text with its references put in again."""
        return text if self.foot is None else number(text, self.foot)


def merge(base: str, user: str, new: str, on_conflict: OnConflict = OnConflict.KEEP, suffix: str = ".md") -> Merged:
    r"""Merge the texts of one document; `suffix` of its path tells how to check that the result is sound.

    All texts have `\n` as line end. In a conflict `text` is what `on_conflict` makes of it.
    """
    if new in (base, user):
        return Merged(user, True)
    if user == base:
        return Merged(new, True)
    before, after = parted(base), parted(new)
    if _is_page(before, suffix) and _is_page(after, suffix):
        merged = _merge_pages(before, parted(user), after, on_conflict)
    else:
        merged = _merge_plain(base, _ended(user), new, on_conflict, suffix)
    return _with_mark(merged, user) if merged.clean or merged.text else Merged(user, False)


def _ended(text: str) -> str:
    return text if text.endswith("\n") or not text else text + "\n"


def _with_mark(merged: Merged, user: str) -> Merged:
    mark = _BYTE_ORDER_MARK if user.startswith(_BYTE_ORDER_MARK) and not merged.text.startswith("\ufeff") else ""
    return Merged(mark + merged.text, merged.clean)


def _is_page(parts: Parts, suffix: str) -> bool:
    """Whether a document has front matter: data and templates may begin with a brace too."""
    return parts.syntax is Syntax.YAML or (parts.syntax in KEYS and suffix not in _NO_PAGES)


def _with_room(user: Parts, new: Parts) -> Parts:
    """A page from which somebody took the front matter may get some again."""
    if user.syntax is not Syntax.NONE:
        return user
    return new._replace(front="{}" if new.syntax is Syntax.JSON else "", body=user.body)


def _page(user: Parts, front: str, body: str, new: Parts) -> Parts:
    """The user's page with other front matter, in its syntax, and another body."""
    room = _with_room(user, new)
    return (user if front == room.front else room._replace(front=front))._replace(body=body)


def _merge_pages(base: Parts, user: Parts, new: Parts, on_conflict: OnConflict) -> Merged:
    """A merge of pages. An empty text that is not clean says: leave the user's file."""
    bodies = _merge_bodies(base.body, user.body, new.body)
    try:
        front = _merge_fronts(base, user, new, on_conflict is OnConflict.THEIRS)
    except UnreadableError:
        return _unmergeable(new, on_conflict)
    if front.conflicts or not bodies.body.clean:
        return _in_conflict(user, front, bodies, new, on_conflict)
    page = _page(user, front.text, bodies.finished(bodies.body.theirs), new)
    if _sound(base, new, page) and _stable(base, page, new):
        return Merged(page.text, True)
    return _unmergeable(new, on_conflict)


def _merge_bodies(base: str, user: str, new: str) -> _Bodies:
    if new in (base, user):
        return _Bodies(Body((user,)), None)
    if user == base:
        return _Bodies(Body((new,)), None)
    sides = inline(_ended(base)), inline(_ended(user)), inline(_ended(new))
    return _Bodies(merge_body(sides[0].text, sides[1].text, sides[2].text), merged_foot(*sides))


def _merge_fronts(base: Parts, user: Parts, new: Parts, theirs: bool = False) -> FrontMatter:
    """Raises UnreadableError where the user's cannot be edited key by key."""
    user = _with_room(user, new)
    if user.syntax not in KEYS:
        raise UnreadableError
    before, mine, after = (Front(side.front, KEYS[side.syntax]) for side in (base, user, new))
    return merge_front(before, mine, after, theirs)


def _in_conflict(user: Parts, front: FrontMatter, bodies: _Bodies, new: Parts, on_conflict: OnConflict) -> Merged:
    if on_conflict is OnConflict.MARKERS and not bodies.body.clean:
        return Merged(_page(user, front.text, bodies.finished(bodies.body.marked), new).text, False)
    if on_conflict is OnConflict.THEIRS:
        page = _page(user, front.text, bodies.finished(bodies.body.theirs), new)
        return Merged(page.text, False) if _parses(page) else _unmergeable(new, on_conflict)
    return Merged("", False)


def _unmergeable(new: Parts, on_conflict: OnConflict) -> Merged:
    return Merged(new.text if on_conflict is OnConflict.THEIRS else "", False)


def _stable(base: Parts, page: Parts, new: Parts) -> bool:
    """Whether a second merge of the same would leave the result alone."""
    bodies = _merge_bodies(base.body, page.body, new.body)
    front = _merge_fronts(base, page, new)
    clean = bodies.body.clean and not front.conflicts
    return clean and _page(page, front.text, bodies.finished(bodies.body.theirs), new) == page


def _parses(page: Parts) -> bool:
    return page.syntax is Syntax.NONE or KEYS[page.syntax].values(page.front) is not None


def _sound(base: Parts, new: Parts, page: Parts) -> bool:
    """Front matter parses, shortcodes and fences balance, no line of an unsettled conflict is left."""
    paired = paired_shortcodes(base.body, new.body, page.body)
    balanced = fences_balance(page.body) and shortcodes_balance(page.body, paired)
    return _parses(page) and balanced and not marked(page.body)


_NO_PAGES = frozenset({".json", ".toml", ".html", ".css", ".js"})
_CHECKS: dict[str, Callable[[str], object]] = {".json": json.loads, ".toml": tomllib.loads}


def _merge_plain(base: str, user: str, new: str, on_conflict: OnConflict, suffix: str) -> Merged:
    """Data, configuration and templates: by lines only, for a word more or less is another meaning there."""
    if suffix == ".json" and (merged := merge_json(base, user, new)) is not None:
        return Merged(merged, True)
    body = merge_body(base, user, new, words=False)
    if body.clean and _valid(body.theirs, suffix) and _same_again(base, body.theirs, new):
        return Merged(body.theirs, True)
    if on_conflict is OnConflict.THEIRS:
        return Merged(body.theirs if _valid(body.theirs, suffix) else new, False)
    return Merged("", False)


def _same_again(base: str, merged: str, new: str) -> bool:
    again = merge_body(base, merged, new, words=False)
    return again.clean and again.theirs == merged


def _valid(text: str, suffix: str) -> bool:
    try:
        _CHECKS.get(suffix, str)(text)
    except (ValueError, RecursionError):
        return False
    return True
