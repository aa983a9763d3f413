"""The canary law: a word of its own in every field, and each is on a page, told, or private by design."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from migrate.content.registry import REGISTRY
from migrate.hugo.build import build
from migrate.state_folder import NOTES
from tests.support.blog import call
from tests.support.canary import OF_FAMILIES, canary_export
from tests.support.canary_fields import Words
from tests.support.canary_items import export_in_languages

PRIVATE = {
    "author_email": "a mail address",
    "comment_author_email": "a mail address",
    "comment_author_IP": "the address of a machine",
    "comment held back": "visitors did not see it",
    "item post_password": "a password",
    "text behind a password": "it is a draft",
}
"""What may stand on no page and in no message."""
MACHINE = {
    "item guid": "the name of an item for programs",
    "item post_name": "a part of the address, which the link says whole",
    "base_site_url": "where WordPress itself lay",
    "menu name": "how the owner tells menus apart",
    "core/file: href": "the same as in the link that its HTML holds",
    "core/home-link: url": "it leads home whatever it says",
    "core/home-link: link": "it leads home whatever it says",
}
"""What no reader read, and nobody has to bring."""
TOLD_AS = {
    "author_first_name": "first and last names",
    "author_last_name": "first and last names",
    "item ping_status": "ping_status",
    "item comment_status": "comments closed",
    "item format name": "item format",
    "comment_approved": "not approved",
    "commentmeta value": "commentmeta key",
    "termmeta value": "termmeta key",
    "term that nothing has": "term_taxonomy",
    "attachment title": "description of a file",
    "attachment content": "description of a file",
    "menu description": "description of a menu entry",
    "menu title attribute": "hint of a menu entry",
    "menu classes": "_menu_item_classes",
    "menu xfn": "_menu_item_xfn",
    "menu target": "_menu_item_target",
    "premium-content/subscriber-view: inside": "premium-content/subscriber-view",
}
"""What is told by another name than its own, which may be the word of another field."""
_WORD = re.compile(r"q[bcdfghklmnprstvwz]{4}q")


@dataclass
class Found:
    """Where the words of the canary are."""

    words: dict[str, str]
    """By field."""
    shown: set[str]
    """Those that are on a page, or told."""
    told: str
    """What is said of the export, but for what is in the site anyway."""
    names: set[str]
    """What the account names as a flag, or as not in the site."""
    files: str
    """All that lies in the folder of the site."""

    def is_found(self, field: str) -> bool:
        if self.words[field] in self.shown or field.removeprefix("field ") in self.names:
            return True
        name = TOLD_AS.get(field, "-")
        return name in self.told or self.words.get(name, "-") in self.shown


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Found:
    words = Words()
    return _migrated(tmp_path_factory.mktemp("canary"), canary_export(words), words)


def _migrated(folder: Path, text: str, words: Words) -> Found:
    export, site = folder / "export.xml", folder / "site"
    export.write_text(text, "utf-8")
    messages = call("migrate", str(export), "--site", str(site), "--verbose").messages.partition("In the site")[0]
    inspection = json.loads(call("inspect", "--format", "json", str(export)).output)
    left = [one for one in inspection["account"] if one["kind"] == "flags" or not one["in_site"]]
    notes = site / NOTES  # for this machine alone, and not of text
    files = "".join(path.read_text("utf-8") for path in site.rglob("*") if path.is_file() and path != notes)
    assert build(site, site / "public").status == 0
    pages = "".join(path.read_text("utf-8") for path in (site / "public").rglob("*.html")).lower()
    told = f"{messages}\n{json.dumps(left)}\n{json.dumps(inspection['site'])}"
    return Found(words.of, set(_WORD.findall(pages + told)), told, {one["name"] for one in left}, files)


def test_every_word_is_on_a_page_or_told(found: Found) -> None:
    lost = [name for name in found.words.keys() - PRIVATE.keys() - MACHINE.keys() if not found.is_found(name)]
    assert sorted(lost) == []
    assert len(found.words) > 4_000


def test_every_word_of_a_site_in_several_languages_is_on_a_page_or_told(tmp_path: Path) -> None:
    words = Words()
    found = _migrated(tmp_path, export_in_languages(words), words)
    own = {name for name in words.of if ":" in name or "language" in name or name in {"french term", "entry of a menu"}}
    assert len(own) > 15
    assert sorted(name for name in own if not found.is_found(name)) == []


def test_what_is_private_is_on_no_page_and_in_no_message(found: Found) -> None:
    assert [field for field in PRIVATE if found.words[field] in found.shown] == []
    in_drafts = {"text behind a password"}
    assert [field for field in PRIVATE.keys() - in_drafts if found.words[field] in found.files] == []


def test_all_by_which_handlers_are_found_is_in_the_law() -> None:
    words = Words()
    canary_export(words)
    names = {field.partition(":")[0] for field in words.of}
    assert {*REGISTRY.blocks, *(f"[{name}]" for name in (*REGISTRY.shortcodes, *REGISTRY.code))} <= names
    for family in (*REGISTRY.shortcode_families, *REGISTRY.families):
        assert any(re.fullmatch(family, name) for name in OF_FAMILIES), family
