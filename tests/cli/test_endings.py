"""Every way a run can end, as a process: what is said, the status, and that nothing is half done."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.support.blog import Blog, Post
from tests.support.processes import WITHIN, started, wait_for_work

COMMAND = [sys.executable, "-m", "migrate"]
POST = Post(1, content="Some words.")

pytestmark = pytest.mark.skipif(os.name == "nt", reason="shells and signals of POSIX")


def many() -> list[Post]:
    return [Post(number, content=f"Words of {number}. " * 400, slug=f"post-{number}") for number in range(1, 60)]


def ended(blog: Blog, line: str, **options: Any) -> tuple[int, str]:
    """Status and messages of a shell line; `$W` is the command, `$E` the export, `$S` the site."""
    environment = {
        **os.environ, "W": " ".join(COMMAND), "E": str(blog.export), "S": str(blog.site),
        "PYTHONPATH": str(Path(__file__).parents[2]),
    }  # fmt: skip
    environment |= options.pop("env", {})
    done = subprocess.run(
        ["bash", "-c", line], capture_output=True, text=True, check=False, timeout=60, env=environment, **options
    )
    assert "Traceback" not in done.stderr and "Exception ignored" not in done.stderr
    return done.returncode, done.stderr


# Signals


@pytest.mark.parametrize(("number", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)])
def test_a_run_that_is_stopped_says_that_nothing_is_half_done(blog: Blog, number: signal.Signals, status: int) -> None:
    blog.write(*many())
    command = [*COMMAND, "migrate", str(blog.export), "--site", str(blog.site), "--jobs", "2"]
    with started(command, stderr=subprocess.PIPE, text=True) as process:
        wait_for_work(process, blog.site)
        process.send_signal(number)
        _, said = process.communicate(timeout=WITHIN)
    assert process.returncode == status, said
    assert said == "interrupted\n  nothing is half done: run the same command again to go on\n"
    assert blog.run("migrate").status == 0


# Standard streams


def test_a_reader_that_has_read_enough_is_no_failure(blog: Blog) -> None:
    blog.write(*many())
    assert ended(blog, "$W diff $E --site $S | head -1; exit ${PIPESTATUS[0]}")[0] == 0


def test_with_standard_output_closed_the_work_is_done(blog: Blog) -> None:
    blog.write(POST)
    assert ended(blog, "$W migrate $E --site $S >&-")[0] == 0
    assert ended(blog, "$W status --site $S >&-")[0] == 0
    assert ended(blog, "$W diff $E --site $S >&-")[0] == 0


@pytest.mark.parametrize("place", ["2>&-", "2>/dev/full", "2> >(exit)"])
def test_with_nowhere_to_say_anything_the_work_is_done(blog: Blog, place: str) -> None:
    blog.write(POST)
    assert ended(blog, f"$W migrate $E --site $S {place}")[0] == 0
    assert blog.text(POST)


def test_a_result_that_cannot_be_written_is_said(blog: Blog) -> None:
    blog.write(POST)
    status, said = ended(blog, "$W diff $E --site $S >/dev/full")
    assert status == 2
    assert "standard output: No space left on device" in said


def test_an_export_from_a_closed_standard_input_is_none(blog: Blog) -> None:
    status, said = ended(blog, "$W migrate - --site $S <&-")
    assert status == 2
    assert said.startswith("standard input: it is closed\n")


def test_standard_input_named_twice_is_read_once(blog: Blog) -> None:
    blog.write(POST)
    assert ended(blog, "$W migrate - - --site $S < $E")[0] == 0
    assert blog.text(POST)


def test_all_streams_closed_still_migrates(blog: Blog) -> None:
    blog.write(POST)
    assert ended(blog, "$W migrate $E --site $S <&- >&- 2>&-")[0] == 0
    assert blog.text(POST)


# Surroundings


def test_a_folder_that_is_gone_is_named_where_it_is_needed(blog: Blog) -> None:
    blog.write(POST)
    gone = "mkdir $S.gone; cd $S.gone; rmdir $S.gone; "
    status, said = ended(blog, f"{gone}$W migrate $E")
    assert status == 2
    assert "the current folder is gone" in said
    assert ended(blog, f"{gone}$W migrate $E --site $S")[0] == 0


def test_nobody_needs_a_home(blog: Blog) -> None:
    blog.write(POST)
    assert ended(blog, "env -u HOME $W migrate $E --site $S")[0] == 0


def test_text_that_a_locale_cannot_say_is_no_failure(blog: Blog) -> None:
    spring = POST.but(title="Frühling, 春, 🌷", slug="春")
    blog.write(spring)
    locale = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    for command in ("diff", "migrate", "sync"):
        assert ended(blog, f"$W {command} $E --site $S", env=locale)[0] == 0
    assert "春" in blog.text(spring)


# Faults


def test_media_of_an_export_that_ends_early_need_a_person(blog: Blog) -> None:
    text = blog.write(POST).export.read_text()
    blog.export.write_text(text[: text.index("</item>")])
    status, said = ended(blog, "$W media $E --site $S")
    assert status == 1
    assert "E002" in said


def test_a_fault_of_ours_names_the_file_with_its_traceback(blog: Blog) -> None:
    blog.write(POST)
    broken = "import migrate.pipeline.convert as c; c.to_markdown = None; from migrate.cli import main; main()"
    status, said = ended(blog, f'{sys.executable} -c "{broken}" migrate $E --site $S')
    assert status == 1
    path = blog.site / ".wxr2hugo/faults.log"
    assert "E100" in said and str(path) in said
    assert "TypeError: 'NoneType' object is not callable" in path.read_text()
    assert "faults.log" in blog.text(".wxr2hugo/.gitignore")


def test_a_fault_that_ends_the_run_names_the_file_with_its_traceback(blog: Blog) -> None:
    blog.write(POST)
    broken = "import migrate.sync.plan.planner as p; p.make_plan = None; from migrate.cli import main; main()"
    status, said = ended(blog, f'{sys.executable} -c "{broken}" diff $E --site $S')
    assert status == 2
    path = Path(said.split()[-1])
    assert "Traceback" in path.read_text()
    path.unlink()


def test_a_pipe_among_the_files_is_passed_by(blog: Blog) -> None:
    blog.write(POST).run("migrate")
    os.mkfifo(blog.site / "content/posts/pipe.md")
    blog.write(POST.but(title="Another")).export_again()
    assert ended(blog, "timeout 20 $W sync $E --site $S")[0] == 0
    assert ended(blog, "timeout 20 $W status --site $S")[0] == 0
    assert "title: Another" in blog.text(POST)


@pytest.mark.parametrize("place", [".wxr2hugo/state.jsonl", ".wxr2hugo/media.jsonl", ".wxr2hugo/taken.jsonl"])
def test_a_pipe_in_the_place_of_what_is_remembered_holds_nobody_up(blog: Blog, place: str) -> None:
    blog.write(POST).run("migrate")
    (blog.site / place).unlink(missing_ok=True)
    os.mkfifo(blog.site / place)
    blog.write(POST.but(title="Another")).export_again()
    is_state = place.endswith("state.jsonl")
    for line in ("diff $E", "sync $E"):
        status, said = ended(blog, f"timeout 20 $W {line} --site $S")
        assert (status, "is no plain file" in said) == ((2, True) if is_state else (0, False))
    for line in ("status", "media $E -n"):
        assert ended(blog, f"timeout 20 $W {line} --site $S")[0] == 0
