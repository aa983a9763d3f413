"""The export that WordPress makes at Tools > Export: asked for, streamed to a file, and named once it is whole."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import IO
from urllib.parse import urlencode

from migrate.diagnostics import Diagnostics, MigrateError
from migrate.living.login import at_wordpress_com
from migrate.living.merge import merged
from migrate.living.where import below, is_wordpress_com
from migrate.model.export import Item
from migrate.text import one_line
from migrate.tree import parse
from migrate.web.client import Address, Answer, failures_named
from migrate.web.retry import FetchError
from migrate.web.session import Session, body_of
from migrate.wxr.read import Export

ALL = "all"
_FORM = {"post": "posts", "page": "pages"}
"""Types that have another name in the form."""
_EVERYTHING = {
    **dict.fromkeys(("cat", "post_author", "post_start_date", "post_end_date", "post_status"), "0"),
    **dict.fromkeys(("page_author", "page_start_date", "page_end_date", "page_status"), "0"),
    **dict.fromkeys(("attachment_start_date", "attachment_end_date"), "0"),
}
"""What the form of WordPress sends where nothing is chosen: without it a WordPress that shows warnings writes some
into the export."""
_AS_BROWSERS = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
"""To who asks for XML alone WordPress says in XML why there is no export."""
_FEED = re.compile(rb"<rss[\s>]")
_HEAD = 1 << 16
_LARGEST_PAGE = 1 << 20
_DIED = re.compile(r"wp-die-message|id=.error-page|wp-die", re.I)
Watch = Callable[[int], None]


class ExportFile:
    """The file that an export is brought to. It appears only whole; what came of one that is not stays beside it."""

    def __init__(self, target: Path, largest: int) -> None:
        self.target = target
        self.part = target.with_name(f"{target.name}.part")
        self._largest = largest

    def bring(self, session: Session, admin: Address, types: Sequence[str], watch: Watch) -> Counter[str]:
        """Bring the export, of these types alone if there are any. Returns how many items of each type came.

        Raises:
            MigrateError: it could not be had, or is not whole. The message names what is left of it.
            FetchError: the site does not answer.

        """
        found: Counter[str] = Counter()
        whole: list[Path] = []
        try:
            for kind in types or [ALL]:
                part = self._part(len(whole)) if types else self.part
                self._receive(session, admin, kind, part, watch)
                found += _checked(part, kind, self._largest)
                whole.append(part)
            if types:
                merged(whole, self.part, types)
            self.part.replace(self.target)
        finally:
            for one in whole:
                one.unlink(missing_ok=True)
        return found

    def _part(self, number: int) -> Path:
        return self.part.with_name(f"{self.part.name}{number + 1}")

    def _receive(self, session: Session, admin: Address, kind: str, part: Path, watch: Watch) -> None:
        asked = {"download": "true", "content": _FORM.get(kind, kind), **_EVERYTHING, "submit": "Download"}
        address = below(admin, f"export.php?{urlencode(asked)}")
        with session.answer(address, _AS_BROWSERS) as answer:
            pieces = answer.iter_bytes()
            with failures_named():
                head = _head(pieces)
            if answer.status_code != 200 or not _FEED.search(head):
                raise _no_export(session, answer, head)
            with part.open("wb") as file:
                size = _write(file, head, self._largest, 0)
                try:
                    with failures_named():
                        for piece in pieces:
                            size = _write(file, piece, self._largest, size)
                            watch(size)
                except FetchError as error:
                    raise MigrateError(f"the export breaks off: {error}", _stays(part)) from error


def _head(pieces: Iterator[bytes]) -> bytes:
    """As much of an answer as it takes to see whether it is a feed."""
    head = b""
    for piece in pieces:
        head += piece
        if len(head) > _HEAD or _FEED.search(head):
            break
    return head


def _write(file: IO[bytes], piece: bytes, largest: int, before: int) -> int:
    """Add a piece. Returns the size so far."""
    if before + len(piece) > largest:
        raise MigrateError(f"the export is larger than {largest:,} bytes", "Allow more with --max-size.")
    file.write(piece)
    return before + len(piece)


def _checked(part: Path, kind: str, largest: int) -> Counter[str]:
    """How many items of each type a file holds. Raises MigrateError unless it is whole and of the type asked for."""
    export = Export([part], Diagnostics(), largest)
    found = Counter(one.type for one in export.read() if isinstance(one, Item))
    if export.truncated:
        raise MigrateError(f"the export ends in the middle, after {found.total():,} items", _stays(part))
    others = found.keys() - {kind}
    if kind != ALL and others:
        part.unlink()
        raise MigrateError(
            f"WordPress knows no type {kind} that can be exported: it answers with {', '.join(sorted(others))}",
            "--types takes the names of types as WordPress has them: post, page, attachment, product, …",
        )
    return found


def _stays(part: Path) -> str:
    return f"What came is in {part}; the same command asks again. Large sites: wp export on the server, or --types."


def _no_export(session: Session, answer: Answer, head: bytes) -> MigrateError:
    """Why there is a page in place of the export."""
    address = answer.request.url
    text = (head + _rest(answer)).decode("utf-8", "replace")
    if is_wordpress_com(address.host):
        return at_wordpress_com()
    if not session.is_home(address):
        return MigrateError(f"leads to {address.host} in place of an export", "Name the site as it names itself.")
    if "wp-login.php" in address.path or 'name="pwd"' in text:
        return MigrateError(
            "the site asks for a login in place of an export: nobody is logged in",
            "Cookies of a browser live for some days only: save them anew, and with all that begin with wordpress_.",
        )
    if answer.status_code in (200, 403, 500) and _DIED.search(text):
        said = _message(text)
        return MigrateError(
            "this account may not export" + (f": {said}" if said else ""),
            "Tools > Export needs the right to export, as administrators have it.",
        )
    return MigrateError(f"there is no export at {address.copy_with(query=None)} (answer {answer.status_code})", "")


def _rest(answer: Answer) -> bytes:
    try:
        return body_of(answer, _LARGEST_PAGE)
    except Exception:  # the body was begun or is broken: what is there has to do
        return b""


def _message(text: str) -> str:
    body = parse(text)
    found = next((one for one in body.elements() if "wp-die-message" in one.classes), None)
    return " ".join(one_line((found or body).text()).split())[:200]
