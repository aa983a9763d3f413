"""Files that belong to the site as a whole, held against what this tool has them say."""

from __future__ import annotations

from pathlib import Path

import pytest

from migrate.model.documents import Document, Identity, Kind
from migrate.text import digest
from migrate.verify.site_files.own_files import OwnFiles, own_faults

CONFIG, RULES = "hugo.toml", "redirects/nginx.conf"
TEXTS = {CONFIG: 'title = "Tides"\n\n[params]\nsea = "North"\n', RULES: "# Old addresses\nfirst a;\nsecond b;\n"}


def said(site: Path, path: str, text: str | None, *, base: str = "") -> list[tuple[str, str]]:
    """What is wrong with a file that holds this, by kind; None: it is gone. `base` is what the last run left of it."""
    if text is not None:
        (site / path).parent.mkdir(exist_ok=True)
        (site / path).write_text(text, "utf-8")
    document = Document(Identity(f"config:{path}", Kind.CONFIG), path, TEXTS[path])
    bases = {document.identity.key: digest(base.encode())} if base else {}
    files = OwnFiles(site, paths={}, bases=bases, asked=(), copies={})
    return [(fault.kind, fault.detail) for fault in own_faults([document], files)]


@pytest.mark.parametrize("path", TEXTS)
def test_a_file_as_it_was_made_or_as_the_last_run_left_it_is_well(path: str, tmp_path: Path) -> None:
    assert said(tmp_path, path, TEXTS[path]) == []
    assert said(tmp_path, path, "older", base="older") == []


def test_a_file_that_is_gone_is_a_fault_and_a_warning_where_it_was_known(tmp_path: Path) -> None:
    assert said(tmp_path, CONFIG, None) == [("file", "hugo.toml is not there")]
    assert said(tmp_path, CONFIG, None, base="x") == [("warning", "hugo.toml is not there")]


def test_settings_that_differ_are_named_each_with_what_it_should_be(tmp_path: Path) -> None:
    changed = TEXTS[CONFIG].replace("North", "South").replace('title = "Tides"\n', "draft = true\n")
    assert said(tmp_path, CONFIG, changed) == [
        ("config", "hugo.toml: draft: True in place of nothing"),
        ("config", "hugo.toml: params.sea: South in place of North"),
        ("config", "hugo.toml: title: nothing in place of Tides"),
    ]


def test_a_configuration_that_cannot_be_read_says_where_it_breaks_off(tmp_path: Path) -> None:
    (found, *_) = [detail for _, detail in said(tmp_path, CONFIG, "title = [") if "syntax" in detail]
    assert found.startswith("hugo.toml: syntax: ") and "at end of document" in found


def test_rules_that_are_lost_or_stand_in_another_order_are_named_and_others_may_stand_between(tmp_path: Path) -> None:
    assert said(tmp_path, RULES, "# Mine\nfirst a;\nmine;\nsecond   b;\n") == []
    assert said(tmp_path, RULES, "second b;\n") == [("address", f"{RULES}: lacks first a;")]
    assert said(tmp_path, RULES, "second b;\nfirst a;\n") == [
        ("address", f"{RULES}: has its rules in a different order")
    ]
