"""The folder in a site in which this tool remembers what it did: the name of everything in it, relative to the site."""

from __future__ import annotations

FOLDER = ".wxr2hugo"
STATE = f"{FOLDER}/state.jsonl"
STANDING = f"{FOLDER}/standing"
"""Digests of the state as the last run on this machine left it, and of what that run was made from. May be lost."""
JOURNAL = f"{FOLDER}/journal.jsonl"
"""What a run that has not ended is about to create and to move: after a kill it tells our files from the user's."""
LOCK = f"{FOLDER}/lock"
BASE = f"{FOLDER}/base"
"""Documents as they were made at the last run."""
PROPOSED = f"{FOLDER}/proposed"
"""The documents of open conflicts, by key."""
CONFLICTS = f"{FOLDER}/conflicts"
"""The same for people to read, by path."""
MEDIA = f"{FOLDER}/media.jsonl"
"""Which media files were brought from where."""
RENDERED = f"{FOLDER}/rendered"
"""What visitors of the old site see of each item, a file an item."""
TAKEN = f"{FOLDER}/taken.jsonl"
"""What the last run took of that, for runs without it."""
FAULTS = f"{FOLDER}/faults.log"
"""Tracebacks of faults of this tool in the last run that had any."""
TEMPORARY = f"{FOLDER}/tmp"
CONFIGURATION = f"{TEMPORARY}/configuration.json"
"""What Hugo said of the user's configuration: asked again when that changed, or when this is lost."""
NOTES = f"{TEMPORARY}/notes"
"""What pass one noted of the portions of the last export: those with the same bytes are not read again."""
RUN_TEMPORARY = f"{TEMPORARY}/run"
"""What files shall hold, until it takes its place: gone when a run ends."""
ASIDE = f"{RUN_TEMPORARY}/aside"
"""Documents of a first migration as they will lie in the site, until whole folders of them take their place there."""
MEDIA_TEMPORARY = f"{TEMPORARY}/media"
"""Media files that are not whole yet: a later run goes on with them."""
FOR_GIT = {
    f"{FOLDER}/.gitattributes": (
        b"* -text",
        b"/state.jsonl merge=union",
        b"/media.jsonl merge=union",
        b"/taken.jsonl merge=union",
    ),
    f"{FOLDER}/.gitignore": (b"/faults.log", b"/lock", b"/tmp/", b"/standing"),
}
"""Lines of small files that tell git what to do with the folder: what two machines did merges, and line ends stay."""
