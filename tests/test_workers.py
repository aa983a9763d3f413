"""All cores at work: the same result whatever their number, no hang when a worker dies, an orderly end on Ctrl-C."""

from __future__ import annotations

import filecmp
import multiprocessing
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import migrate.pipeline.conversions as conversions
import migrate.pipeline.survey as survey_module
from migrate.diagnostics import Diagnostics, MigrateError
from migrate.model.export import Item
from migrate.options import Options
from migrate.pipeline.convert import convert
from migrate.pipeline.survey import survey
from migrate.state_folder import NOTES, STANDING
from migrate.workers import WAITING, Job, in_order, meanwhile
from migrate.wxr.read import Export
from tests.support.blog import call
from tests.support.processes import WITHIN, started, wait_for_work

POSTS = 200
GENERATOR = Path(__file__).parents[1] / "fixtures" / "generate.py"
POISONED = 50
"""Place of the item that kills whatever process works on it."""

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="workers are forked, and so poisoned, on Linux only")


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An export large enough for several portions."""
    path = tmp_path_factory.mktemp("generated") / "export.xml"
    subprocess.run([sys.executable, GENERATOR, str(POSTS), path], check=True)
    return path


@pytest.fixture(scope="module")
def sound(exported: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site that one process makes of it."""
    site = tmp_path_factory.mktemp("sound") / "site"
    migrated(exported, site, 1)
    return site


def migrated(export: Path, site: Path, jobs: int) -> str:
    """What the command says; its exit status is 0 or 1."""
    run = call("migrate", str(export), "--site", str(site), "--jobs", str(jobs))
    assert run.status in (0, 1), run.messages
    return run.messages


def files_of(site: Path) -> list[str]:
    return sorted(str(path.relative_to(site)) for path in site.rglob("*") if path.is_file())


def assert_same(one: Path, other: Path) -> None:
    """Processes that are not forked share no notes, so that `standing` names none either."""
    names = [name for name in files_of(one) if name != NOTES]
    assert names == [name for name in files_of(other) if name != NOTES]
    assert one.joinpath(STANDING).read_text().split()[:2] == other.joinpath(STANDING).read_text().split()[:2]
    names.remove(STANDING)
    _, differing, unreadable = filecmp.cmpfiles(one, other, names, shallow=False)
    assert not differing
    assert not unreadable


def square(base: int, task: int) -> int:
    if task == base:
        os._exit(1)
    return task * task


def leave_a_trace(folder: Path, task: int) -> int:
    (folder / str(task)).touch()
    return task


def wait_for_ever(_: int, task: int) -> int:
    time.sleep(600)
    return task


def within(is_so: Callable[[], bool]) -> None:
    """Wait until something is so."""
    latest = time.monotonic() + WITHIN
    while not is_so():
        assert time.monotonic() < latest
        time.sleep(0.01)


def nothing(task: int) -> Iterator[int]:
    yield -task


def descendants(number: int) -> set[int]:
    try:
        children = Path(f"/proc/{number}/task/{number}/children").read_text().split()
    except OSError:
        return set()
    return {int(child) for child in children} | {one for child in children for one in descendants(int(child))}


def is_alive(number: int) -> bool:
    try:
        return "\nState:\tZ" not in Path(f"/proc/{number}/status").read_text()
    except OSError:
        return False


# Order and limits


def test_workers_that_cannot_be_forked_make_the_same_site(
    exported: Path, sound: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on Windows and macOS, where all that a worker needs is sent to it."""
    monkeypatch.setattr(multiprocessing, "get_all_start_methods", lambda: ["spawn"])
    migrated(exported, tmp_path / "site", 2)
    assert_same(tmp_path / "site", sound)


def test_results_come_in_the_order_of_the_tasks() -> None:
    assert list(in_order(Job(square, -1, nothing), range(50), 3)) == [one * one for one in range(50)]


def test_no_more_tasks_are_taken_than_can_wait() -> None:
    taken: list[int] = []
    results = in_order(Job(square, -1, nothing), (taken.append(one) or one for one in range(100)), 2)  # type: ignore[func-returns-value]
    next(results)
    assert len(taken) <= 2 * WAITING + 1
    results.close()  # type: ignore[attr-defined]


def test_a_worker_that_dies_costs_its_own_task_only() -> None:
    expected = [-7 if one == 7 else one * one for one in range(30)]
    assert list(in_order(Job(square, 7, nothing), range(30), 2)) == expected


@pytest.mark.parametrize("jobs", [1, 2, 3])
def test_tasks_that_are_begun_beforehand_are_answered_in_their_order_too(jobs: int) -> None:
    with meanwhile(Job(square, -1, nothing), range(20), jobs) as results:
        assert list(results) == [one * one for one in range(20)]


def test_they_are_at_work_before_anybody_asks(tmp_path: Path) -> None:
    with meanwhile(Job(leave_a_trace, tmp_path, nothing), range(4), 2) as results:
        within(lambda: len(list(tmp_path.iterdir())) == 4)
        assert list(results) == [0, 1, 2, 3]


def test_one_of_them_whose_worker_dies_costs_no_other() -> None:
    with meanwhile(Job(square, 7, nothing), range(9), 2) as results:
        assert list(results) == [-7 if one == 7 else one * one for one in range(9)]


def test_nobody_waits_for_those_that_nobody_asks_for() -> None:
    before = descendants(os.getpid())
    with meanwhile(Job(wait_for_ever, -1, nothing), range(4), 2):
        assert len(descendants(os.getpid()) - before) == 2
    assert descendants(os.getpid()) == before


@pytest.mark.parametrize("jobs", [2, 3])
def test_the_number_of_jobs_changes_no_byte(exported: Path, sound: Path, tmp_path: Path, jobs: int) -> None:
    migrated(exported, tmp_path, jobs)
    assert_same(tmp_path, sound)


def test_one_job_works_without_processes(exported: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("migrate.workers._Pool", None)
    assert survey(Export([exported], Diagnostics()), Options(), 1).entries


# Death


@pytest.mark.parametrize("death", [lambda: os._exit(3), lambda: os.kill(os.getpid(), signal.SIGKILL)])
def test_a_post_that_kills_its_worker_is_named_and_all_others_are_there(
    exported: Path, sound: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, death: Callable[[], None]
) -> None:
    items = [one for one in Export([exported], Diagnostics()).read() if isinstance(one, Item) and one.type == "post"]
    poisoned = items[POISONED]

    def poisoned_convert(item: Item, *others: Any) -> object:
        if item.key == poisoned.key:
            death()
        return convert(item, *others)

    monkeypatch.setattr(conversions, "convert", poisoned_convert)
    said = migrated(exported, tmp_path / "site", 2)
    assert "E100" in said
    assert f"the worker process died (WordPress id {poisoned.id}," in said
    lost = set(files_of(sound)) - set(files_of(tmp_path / "site"))
    assert {Path(one).parts[0] for one in lost if not one.startswith(".")} <= {"data"}
    pages = [one for one in files_of(sound) if one.startswith("content")]
    (path,) = filecmp.cmpfiles(sound, tmp_path / "site", pages, shallow=False)[1]
    assert (tmp_path / "site" / path).read_text().endswith(f"wordpress_id: {poisoned.id}\n---\n")


def test_an_export_that_kills_its_reader_ends_the_run_with_a_message(
    exported: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(survey_module, "read_portion_as", lambda make, portion: os._exit(3))
    with pytest.raises(MigrateError, match=r"export\.xml: the process that read lines 1\d* to \d+ was ended"):
        survey(Export([exported], Diagnostics()), Options(), 2)


# Ctrl-C


@pytest.mark.parametrize("delay", [0.0, 0.3, 0.7])
def test_an_interrupt_ends_all_at_once_and_the_next_run_completes_the_site(
    exported: Path, sound: Path, tmp_path: Path, delay: float
) -> None:
    site = tmp_path / "site"
    command = [sys.executable, "-m", "migrate", "migrate", str(exported), "--site", str(site), "--jobs", "2"]
    with started(command, stderr=subprocess.PIPE) as process:
        wait_for_work(process, site)
        time.sleep(delay)
        family = descendants(process.pid)
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=60)  # what the system writes to the disk just then, nothing interrupts
    # A run whose last line is said already may end as if nothing had been.
    assert process.returncode == 130 or b"created" in said, said.decode()
    assert b"Traceback" not in said
    latest = time.monotonic() + WITHIN
    while any(map(is_alive, family)):
        assert time.monotonic() < latest
        time.sleep(0.02)
    migrated(exported, site, 2)
    assert_same(site, sound)
