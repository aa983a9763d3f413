"""The closed table of everything this tool may have to tell about an export or a site.

A diagnostic concerns one place; a `MigrateError` ends the run. Codes never change their meaning: scripts rely on them.
W0xx reading, W1xx content and Markdown, W2xx addresses and links, W3xx the Hugo site, W4xx media, W5xx keeping in step;
E… of the same hundreds: something needs a person.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import Enum, StrEnum


class MigrateError(Exception):
    """The run cannot go on: usage, configuration, no readable export. Printed without a traceback; exit status 2."""

    def __init__(self, message: str, hint: str = "") -> None:
        # Both are arguments of the exception, so that it comes whole out of another process.
        super().__init__(message, hint)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return self.message


class Severity(StrEnum):
    """How much a diagnostic asks of the reader."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"
    """Something needs a person: the run ends with exit status 1."""


class Code(Enum):
    """Every diagnostic there is: its number, its severity, and the sentence that heads its group in a report."""

    # Reading
    ITEM_LOST = ("E001", Severity.ERROR, "items could not be read and are left out")
    ITEM_DAMAGED = ("E003", Severity.ERROR, "items hold damaged XML; what could be read of them was kept")
    REPAIRED = ("W001", Severity.WARNING, "places of an export were repaired before reading")
    NO_EXPORT = ("W002", Severity.WARNING, "files among the exports hold no export and were skipped")
    TRUNCATED = ("E002", Severity.ERROR, "the export ends early; what comes after the end is missing")

    # Content
    CONVERSION_FAILED = ("E100", Severity.ERROR, "items could not be converted; this is a fault of wxr2hugo")
    UNKNOWN_SHORTCODE = ("W101", Severity.WARNING, "shortcodes of plugins stay as text")
    UNKNOWN_BLOCK = ("W102", Severity.INFO, "blocks of plugins were kept by their inner HTML")
    DYNAMIC_BLOCK = (
        "W103",
        Severity.WARNING,
        "blocks that WordPress fills on request have no counterpart and were left out",
    )
    RAW_HTML = ("W104", Severity.INFO, "HTML that Markdown cannot say was kept as HTML")
    REUSABLE_BLOCK = (
        "W105",
        Severity.WARNING,
        "reusable blocks and patterns that the export does not hold, or that hold themselves, were left out",
    )
    BACKGROUND = ("W106", Severity.INFO, "pictures that stood only in the background of a text were left out")
    ICON = ("W111", Severity.INFO, "small drawings that only decorate the text beside them were left out")

    PATTERN_CHANGED = ("W110", Severity.WARNING, "synced patterns are shown without what single posts change in them")
    ACTIVE_HTML = ("W107", Severity.WARNING, "HTML that runs was left out or became a link")
    LIST_NUMBERS = ("W112", Severity.INFO, "lists with letters, Roman numbers or other counts are numbered plainly")
    NESTING = ("W108", Severity.WARNING, "tags nested beyond reason were left out, their text was kept")
    LIST_EMPTY = ("W109", Severity.INFO, "galleries and playlists show nothing: the export holds none of their files")

    # Addresses and links
    DUPLICATE_ADDRESS = (
        "E201",
        Severity.ERROR,
        "published items have the address of another; they are at an address of their own",
    )
    ADDRESS_UNUSABLE = ("W202", Severity.WARNING, "items have an address that Hugo cannot serve; it was left out")
    SLUG_UNUSABLE = ("W203", Severity.WARNING, "slugs cannot be part of an address and were left out")
    LINK_NOWHERE = ("W204", Severity.WARNING, "links into the site lead nowhere")
    LINK_UNPUBLISHED = ("W205", Severity.INFO, "links lead to items that are not published")
    TERM_WITHOUT_PAGE = (
        "W206",
        Severity.WARNING,
        "terms have names to which Hugo can bind no page; their old addresses are left to redirects",
    )
    TERM_RENAMED = ("W207", Severity.INFO, "terms of one name are told apart by their slugs")
    PLACE_NOWHERE = ("W208", Severity.WARNING, "links lead to places that their page does not have")

    # The Hugo site
    CONFIGURATION_LACKS = ("W301", Severity.WARNING, "settings that the content needs are missing in the configuration")

    # Media
    MEDIA_FAILED = ("E401", Severity.ERROR, "media files could not be brought; the next run tries them again")
    MEDIA_REFUSED = ("E402", Severity.ERROR, "media files have names or places that are not safe to write")
    MEDIA_CASE = ("W401", Severity.WARNING, "media files whose names differ in case only are one file on some disks")

    # Keeping in step
    CHANGED_MEANWHILE = ("E501", Severity.ERROR, "files changed while the run was at work; they wait for the next run")
    BROKEN_LINK = ("E502", Severity.ERROR, "links in files that you wrote or edited find no page; Hugo would fail")

    @property
    def id(self) -> str:
        """The number, as `W101`."""
        return self.value[0]

    @property
    def severity(self) -> Severity:
        """What it asks of the reader."""
        return self.value[1]

    @property
    def sentence(self) -> str:
        """What it says, as a heading over the places it concerns."""
        return self.value[2]


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One message about one place."""

    code: Code
    detail: str
    """What exactly: the name, the address, the word. May be empty."""
    file: str = ""
    line: int = 0
    wordpress_id: int = 0


@dataclass(slots=True)
class Diagnostics:
    """Collects diagnostics in the order they come. Passed down explicitly; there is no global one."""

    found: list[Diagnostic] = field(default_factory=list)

    def report(self, code: Code, detail: str = "", *, file: str = "", line: int = 0, wordpress_id: int = 0) -> None:
        """Add one."""
        self.found.append(Diagnostic(code, detail, file, line, wordpress_id))

    def extend(self, others: Iterable[Diagnostic]) -> None:
        """Add those that another part of the run collected."""
        self.found.extend(others)

    def __iter__(self) -> Iterator[Diagnostic]:
        return iter(self.found)

    @property
    def need_a_person(self) -> bool:
        """Whether any of them asks for exit status 1."""
        return any(one.code.severity is Severity.ERROR for one in self.found)
