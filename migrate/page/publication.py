"""Whether Hugo leaves a content file out, and how a file is made one that it leaves out.

Hugo 0.168 takes keys without regard to case. What `draft` holds goes through `cast.ToBool`; a date that it cannot read
ends the build. A file that may be left out counts as left out: a link to it that is no reference works either way,
while a reference to a page that is not there ends the build.

Not looked at: what a site's configuration or the list page of a folder hands down to its pages, and files that a
configuration ignores.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time
from email.utils import parsedate_to_datetime

from migrate.page.keys import KeyLines, Keys, UnreadableError, lowered
from migrate.page.parts import Parts, Syntax, parted
from migrate.page.syntaxes import KEYS
from migrate.patterns import rare_pattern

Settings = list[tuple[str, object]]

_TRUE = frozenset({"1", "t", "T", "TRUE", "true", "True"})
_FALSE = frozenset({"0", "f", "F", "FALSE", "false", "False"})
"""What Go's `strconv.ParseBool` takes for true and for false."""
_PUBLISHED_AT = ("publishdate", "pubdate", "published", "date", "lastmod", "modified")
"""What tells from when on a page is shown; the first that is there counts."""
_EXPIRES_AT = ("expirydate", "unpublishdate")
_UNRENDERED = ("never", "link", False, 0, "0")
_DRAFT_LINE = rare_pattern(r"^[\"']?draft[\"']?[ \t]*[:=].*\n", re.MULTILINE | re.IGNORECASE)


def is_left_out(text: str, now: datetime | None = None) -> bool:
    """Whether Hugo leaves the page out today (`now`), or may do so some day though nobody changes it."""
    parts = parted(text)
    if parts.syntax is Syntax.NONE:
        return False
    try:
        return _hides(_settings(parts), now or datetime.now(UTC))
    except UnreadableError:
        return True


def as_draft(text: str) -> str | None:
    """The page as one that Hugo surely leaves out; None where it cannot be edited so that this is certain."""
    if is_surely_draft(text):
        return text
    parts = parted(text)
    edits = (edit(parts) for edit in (_with_key, _with_line))
    return next((edited.text for edited in edits if edited and is_surely_draft(edited.text)), None)


def is_surely_draft(text: str) -> bool:
    """Whether the page says in one way only that it is a draft."""
    drafts = _drafts(parted(text))
    return bool(drafts) and all(value is True for value in drafts)


def without_draft(text: str) -> str:
    """The page without `draft`; as it is where that cannot be taken away alone."""
    parts = parted(text)
    for edit in (_without_key, _without_line):
        edited = edit(parts)
        if edited and _settings_but_draft(edited) == _settings_but_draft(parts) and not _drafts(edited):
            return edited.body if edited.syntax is Syntax.YAML and not edited.front else edited.text
    return text


def _settings(parts: Parts) -> Settings:
    if parts.syntax not in KEYS:
        raise UnreadableError
    return KEYS[parts.syntax].settings(parts.front)


def _given(settings: Settings, name: str) -> list[object]:
    """What is said of a name. Of spellings that differ in case any may count, for Hugo has no order among them."""
    return [value for key, value in dict(settings).items() if lowered(key) == name]


def _hides(settings: Settings, now: datetime) -> bool:
    return (
        any(map(_is_true, [*_given(settings, "draft"), *_given(settings, "headless")]))
        or any(map(_is_false, _given(settings, "published")))
        or any(_is_to_come(value, now) for value in _first_given(settings, _PUBLISHED_AT))
        or bool(_first_given(settings, _EXPIRES_AT))
        or any(map(_is_unrendered, [*_given(settings, "build"), *_given(settings, "_build")]))
        or any(_hides(one, now) for one in _cascades(settings))
    )


def _is_true(value: object) -> bool:
    """As `cast.ToBool`: unknown words are false."""
    if isinstance(value, bool | int | float):
        return bool(value)
    return isinstance(value, str) and value in _TRUE


def _is_false(value: object) -> bool:
    """As `cast.ToBoolE`: `published`, which may be a date, makes a draft only where it surely says no."""
    return value in _FALSE if isinstance(value, str) else value is None or value in (False, 0)


def _first_given(settings: Settings, names: Sequence[str]) -> list[object]:
    given = ([value for value in _given(settings, name) if value not in (None, "")] for name in names)
    return next(filter(None, given), [])


def _is_to_come(value: object, now: datetime) -> bool:
    moment = _moment(value)
    return moment is None or moment > now


def _moment(value: object) -> datetime | None:
    """A time as Hugo reads it, in UTC where no zone is said; None where it is none."""
    try:
        if isinstance(value, int) and not isinstance(value, bool):
            return datetime.fromtimestamp(value, UTC)
        if isinstance(value, date) and not isinstance(value, datetime):
            value = datetime.combine(value, time())
        found = value if isinstance(value, datetime) else _parsed(value)
        return found if found.tzinfo else found.replace(tzinfo=UTC)
    except (ValueError, TypeError, OverflowError, OSError):
        return None


def _parsed(value: object) -> datetime:
    text = str(value)
    return datetime.fromisoformat(text) if text[:1].isdigit() and text[4:5] == "-" else parsedate_to_datetime(text)


def _is_unrendered(value: object) -> bool:
    """Whether `build` keeps the page from being written. What is no mapping ends the build."""
    if not isinstance(value, dict):
        return value is not None
    return any(one in _UNRENDERED for one in _given(list(value.items()), "render") if not isinstance(one, list | dict))


def _cascades(settings: Settings) -> Iterator[Settings]:
    """What a page hands down holds for itself too."""
    for value in _given(settings, "cascade"):
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, dict):
                yield list(one.items())


def _drafts(parts: Parts) -> list[object]:
    try:
        return _given(_settings(parts), "draft")
    except UnreadableError:
        return []


def _settings_but_draft(parts: Parts) -> Settings | None:
    try:
        return [(key, value) for key, value in _settings(parts) if lowered(key) != "draft"]
    except UnreadableError:
        return None


def _with_key(parts: Parts) -> Parts | None:
    without = _segments_but_draft(parts)
    if without is None:
        return None
    keys, segments = without
    names = sorted({*(one.name for one in segments if one.key), "draft"})
    front = keys.rendered(keys.put(segments, keys.segment("draft", True), names))
    return parts._replace(front=front)


def _without_key(parts: Parts) -> Parts | None:
    without = _segments_but_draft(parts)
    return parts._replace(front=without[0].rendered(without[1])) if without else None


def _segments_but_draft(parts: Parts) -> tuple[Keys, list[KeyLines]] | None:
    """None where the front matter cannot be edited key by key."""
    if parts.syntax not in KEYS:
        return None
    keys = KEYS[parts.syntax]
    try:
        return keys, [one for one in keys.segments(parts.front) if one.name != "draft"]
    except UnreadableError:
        return None


def _with_line(parts: Parts) -> Parts | None:
    """As the last line: what is merged into a mapping counts unless it is said again below."""
    if parts.syntax is Syntax.NONE and not parts.body.lstrip("\ufeff \t\n\r\f\v").startswith(("---", "+++", "{", "#+")):
        return Parts(Syntax.YAML, "---\n", "draft: true\n", "---\n", parts.body)
    if parts.syntax is not Syntax.YAML:
        return None
    return parts._replace(front=_DRAFT_LINE.sub("", parts.front) + "draft: true\n")


def _without_line(parts: Parts) -> Parts | None:
    return parts._replace(front=_DRAFT_LINE.sub("", parts.front)) if parts.syntax is Syntax.YAML else None
