"""The exports that come with the project are sound, and so is what makes them."""

from __future__ import annotations

import runpy
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from lxml import etree

from migrate.wxr.repair import repair
from migrate.wxr.repair_log import RepairLog
from tests.support.wxr_exports import Reading, write

FIXTURES = Path(__file__).parents[2] / "fixtures"
EXAMPLE = FIXTURES / "example" / "export.xml"


def generated(posts: int) -> str:
    return "".join(runpy.run_path(str(FIXTURES / "generate.py"))["export"](posts))


def test_the_example_is_well_formed_and_reads_without_a_word() -> None:
    etree.parse(EXAMPLE)
    result = Reading(EXAMPLE)
    assert (result.codes, result.export.truncated) == ([], False)
    types = Counter(f"{one.type} {one.status}" for one in result.items)
    assert types["post publish"] == 8
    assert types["post draft"] == types["post private"] == 1
    assert types["page publish"] == 2
    assert types["wp_block publish"] == 1
    assert types["nav_menu_item publish"] == 4


def test_the_example_needs_no_repair() -> None:
    log = RepairLog()
    assert repair(EXAMPLE.read_bytes(), log, is_head=True) == EXAMPLE.read_bytes()
    assert not log.counts


def test_generated_exports_are_well_formed_and_always_the_same(tmp_path: Path) -> None:
    text = generated(40)
    etree.fromstring(text.encode())
    assert text == generated(40)
    result = Reading(write(tmp_path, text))
    assert (len([one for one in result.items if one.type == "post"]), result.codes) == (40, [])


@pytest.mark.parametrize("posts", [0, 1])
def test_generated_exports_may_be_tiny(tmp_path: Path, posts: int) -> None:
    assert len(Reading(write(tmp_path, generated(posts))).items) == posts


PEAK = """
import sys
from pathlib import Path
from migrate.diagnostics import Diagnostics
from migrate.wxr import Export
for _ in Export([Path(sys.argv[1])], Diagnostics()).read():
    pass
print(Path("/proc/self/status").read_text().partition("VmHWM:")[2].split()[0])
"""


def peak(export: Path) -> int:
    """Kilobytes of memory that a process needs to read an export."""
    return int(subprocess.run([sys.executable, "-c", PEAK, export], capture_output=True, check=True, text=True).stdout)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux tells the peak of a process's memory")
def test_memory_stays_flat_however_long_the_export(tmp_path: Path) -> None:
    short, long = write(tmp_path, generated(300), "short.xml"), write(tmp_path, generated(3000), "long.xml")
    assert long.stat().st_size - short.stat().st_size > 16 << 20
    assert peak(long) - peak(short) < 8 << 10
