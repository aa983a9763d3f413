"""What is created is created on all cores: the same site, the same care, and a fault in one process ends the run."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from migrate.diagnostics import Code, MigrateError
from migrate.sync.apply import apply
from migrate.sync.state.disk import survey_disk
from migrate.sync.state.state import State
from tests.support.invented import Post, QuickFiles, Site

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere processes do not share what is planned")
POSTS = [Post(number, f"Post {number}", body=f"The words of {number}.\n" * 50) for number in range(1, 41)]


@pytest.fixture(autouse=True)
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.modules[apply.__module__], "_BATCH", 3)


def new_site(root: Path, jobs: int) -> Site:
    site = Site(root, jobs=jobs).wordpress(*POSTS)
    root.mkdir()
    return site


def test_the_site_is_looked_at_on_all_cores_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = new_site(tmp_path / "site", 1)
    site.sync()
    site.replace(3, "The words", "My words")
    site.replace(4, "---\n", "---\ndraft: true\n")
    site.path(5).unlink()
    site.move(6, "content/elsewhere/six.md")
    expected = survey_disk(site.root, State.load(site.root))
    assert not expected.files["5"].path and expected.files["4"].draft and "elsewhere" in expected.files["6"].path
    monkeypatch.setattr("migrate.sync.state.disk._TOGETHER", 7)
    assert survey_disk(site.root, State.load(site.root), jobs=3) == expected


class FaultyFiles(QuickFiles):
    """Something goes wrong where a certain file is about to be written."""

    def __init__(self, site: Path, name: str, fault: Callable[[], None]) -> None:
        super().__init__(site)
        self.name = name
        self.fault = fault

    def _perform(self, path: str, operation: Callable[..., Any], *arguments: Any) -> None:
        super()._perform(path, self.fault if self.name in path else operation, *arguments)


def full_disk(*_: object) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def death(*_: object) -> None:
    os._exit(3)


def test_the_site_is_the_same_whatever_the_number_of_processes(tmp_path: Path) -> None:
    one, three = new_site(tmp_path / "one", 1), new_site(tmp_path / "three", 3)
    one.sync()
    three.sync()
    assert three.snapshot() == one.snapshot()
    assert len(three.content()) == len(POSTS)


def test_a_file_that_appeared_meanwhile_is_left_alone_and_named(tmp_path: Path) -> None:
    site = new_site(tmp_path / "site", 3)
    site.meanwhile = lambda: site.write(POSTS[20].desired, "Mine.\n")
    site.sync()
    assert site.read(POSTS[20].desired) == "Mine.\n"
    assert [one.code for one in site.diagnostics.found] == [Code.CHANGED_MEANWHILE]
    assert len(site.content()) == len(POSTS)


@pytest.mark.parametrize(("fault", "said"), [(full_disk, "No space left"), (death, "was ended")])
def test_a_fault_in_one_process_ends_the_run_and_the_next_one_carries_on(
    tmp_path: Path, fault: Callable[[], None], said: str
) -> None:
    site, sound = new_site(tmp_path / "site", 3), new_site(tmp_path / "sound", 1)
    with pytest.raises(MigrateError, match=said) as error:
        site.sync(FaultyFiles(site.root, "post-30.md", fault))
    assert "carries on" in error.value.hint
    site.sync()
    sound.sync()
    assert site.snapshot() == sound.snapshot()
