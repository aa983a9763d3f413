"""What each kind of fault means and what to do about it, for `explain` and the reference."""

from __future__ import annotations

from typing import NamedTuple


class FaultKind(NamedTuple):
    """Faults of one kind."""

    meaning: str
    remedy: str


_BY_HAND = "Mend the file by hand, or run again with --guarantee, which writes the block in a safer form."

KINDS = {
    "public": FaultKind(
        "Words of a draft, a private item or a hidden part stand in the site as it goes live.",
        "Do not publish the site: take the words out of the named page, or out of the template that shows them.",
    ),
    "text": FaultKind("Words are missing, doubled, changed or in a different order.", _BY_HAND),
    "heading": FaultKind("A heading is missing, is plain text, or has a different level.", _BY_HAND),
    "list": FaultKind("A list begins, ends, nests or counts otherwise.", _BY_HAND),
    "quote": FaultKind("A quotation begins or ends elsewhere.", _BY_HAND),
    "table": FaultKind("Cells, rows or the caption of a table stand otherwise.", _BY_HAND),
    "code": FaultKind("Code is not the same to the character.", _BY_HAND),
    "emphasis": FaultKind("Words are emphasised that were not, or no more.", _BY_HAND),
    "link": FaultKind(
        "A link of an item leads elsewhere or is gone; in the built site, nothing is where a link leads.",
        "Mend the link in the named file or page; wxr2hugo media brings files that are not there yet.",
    ),
    "image": FaultKind(
        "A picture is a different one, stands differently or has lost its description; in the built site, its file is"
        " missing.",
        "Bring the files with wxr2hugo media; mend the rest in the named file.",
    ),
    "media": FaultKind("A recording, film, embed or formula is a different one, or is missing.", _BY_HAND),
    "front_matter": FaultKind(
        "Hugo reads something else in the front matter than WordPress said, or the page is in no list.",
        "Compare the front matter of the named file with what was expected.",
    ),
    "address": FaultKind(
        "Nothing answers at an address that the old site had, something else does, or two pages share one.",
        "Look at url, slug and aliases of the named file, and at the rules for the server.",
    ),
    "fragment": FaultKind(
        "A link leads to a place that its page does not have.", "Mend the part of the link behind #."
    ),
    "head": FaultKind(
        "The head of a page says otherwise than that of the old page: title, description, canonical address.",
        "Look at the named page's front matter and at the theme's template of the head.",
    ),
    "file": FaultKind(
        "A file that wxr2hugo wrote beside the pages is gone or changed.",
        "Let wxr2hugo sync write it again, or leave it if the change is meant.",
    ),
    "config": FaultKind(
        "A setting of the configuration differs from what was written.",
        "Put it back as named, or leave it if the change is meant.",
    ),
    "warning": FaultKind(
        "Something to know that needs nobody: Hugo's warnings, and links that led nowhere on the old site either.",
        "Nothing, unless readers should find something there.",
    ),
}
"""In the order in which a page is judged, then what concerns the site as a whole."""
