"""The whole way with a WordPress that runs: fetch, migrate, edits in WordPress, fetch, sync, verify."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from migrate.diagnostics import MigrateError
from migrate.living.store import Store
from tests.support.blog import Run, call
from tests.support.wordpress_server import PASSWORD, WordPress, is_installed, running_wordpress

ITEMS = int(os.environ.get("WORDPRESS_ITEMS", "0"))
pytestmark = pytest.mark.skipif(
    not ITEMS or not is_installed(), reason="asks for a WordPress on this machine: .ci/wordpress brings one"
)


@pytest.fixture(scope="module")
def wordpress(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WordPress]:
    with running_wordpress(tmp_path_factory.mktemp("wordpress"), ITEMS) as running:
        yield running


def asked(what: str, *line: str) -> Run:
    """Run a command and say how long it took."""
    started = time.monotonic()
    done = call(*line)
    told = next((one for one in reversed(done.messages.splitlines()) if "requests" in one or "created" in one), "")
    print(f"{what}: {time.monotonic() - started:.1f} s  {told}")
    return done


def test_a_living_site_comes_whole_and_stays_in_step(
    wordpress: WordPress, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WXR2HUGO_PASSWORD", PASSWORD)
    export, site = tmp_path / "export.xml", tmp_path / "site"
    log_in = (wordpress.home, "--to", str(export), "--user", "harbourmaster", "--allow-private")
    look = (wordpress.home, "--rendered", "--site", str(site), "--allow-private")
    against = (str(export), "--site", str(site), "--against", wordpress.home, "--allow-private")

    assert asked("export", "fetch", *log_in).status == 0
    assert asked("what visitors see", "fetch", *look).status == 0
    again = asked("what visitors see, again", "fetch", *look)
    assert " 0 brought, 0 deleted" in again.messages
    assert_nothing_private(site)
    migrated = asked("migrate", "migrate", str(export), "--site", str(site))
    assert migrated.status == 0 and "W533" not in migrated.messages
    assert_as_visitors_saw_them(site)
    assert_all_identical(asked("verify", "verify", *against))

    wordpress.php("edit.php")
    asked("export", "fetch", *log_in)
    changed = asked("what visitors see, after edits", "fetch", *look)
    assert " 3 brought, 2 deleted" in changed.messages
    assert asked("sync", "sync", str(export), "--site", str(site)).status == 0
    assert "Stavanger costs **27 crowns** now." in text(site, "trip-1")
    assert "| Cleo | boat 2 |" in text(site, "trip-new")
    assert "draft: true" in text(site, "trip-2") and "High water" not in text(site, "trip-2")
    assert text(site, "another-name")
    assert_all_identical(asked("verify", "verify", *against))
    assert_stays_without_what_was_fetched(export, site)


def test_an_account_that_may_not_export_is_told(
    wordpress: WordPress, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WXR2HUGO_PASSWORD", PASSWORD)
    line = ("fetch", wordpress.home, "--to", str(tmp_path / "x.xml"), "--user", "guest", "--allow-private")
    with pytest.raises(MigrateError, match="may not export"):
        call(*line)
    assert list(tmp_path.iterdir()) == []


def text(site: Path, slug: str) -> str:
    found = [one for one in (site / "content").rglob("*.md") if re.fullmatch(rf"(?:[\d-]+-)?{slug}", one.stem)]
    return found[0].read_text(encoding="utf-8")


def assert_nothing_private(site: Path) -> None:
    kept = list(Store(site).all())
    assert kept and not [one for one in kept if one.html.strip() == ""]
    numbers = {int(found[1]) for one in kept if (found := re.search(r"trip-(\d+)/$", one.address))}
    assert numbers == {number for number in range(1, ITEMS + 1) if number % 29 and number % 31}


def assert_as_visitors_saw_them(site: Path) -> None:
    assert "to Oslo costs **12 crowns** and is worth it." in text(site, "trip-1")
    assert "### Tides\n\n* High water of day 1" in text(site, "trip-2")
    assert "#### The bell rings\n\nHear the bell number 3\n\nAll hands" in text(site, "trip-3")
    assert "| Skipper | boat 1 |" in text(site, "trip-4")
    assert "| Ada | boat 2 |" in text(site, "trip-6")
    assert "1. North pier" in text(site, "timetable")
    assert "## Where to moor\n\nAt the long quay.\n\nMoored at quay" in text(site, "quays")
    whole = "".join(one.read_text(encoding="utf-8") for one in (site / "content").rglob("*.md"))
    for sign in ("Share this text", "alert(", "onclick", "<script"):
        assert sign not in whole


def assert_all_identical(verified: Run) -> None:
    """Items, and all that the old site names, lists and says of its pages."""
    assert verified.status == 0, verified.output
    assert re.search(r"\d+ identical, 0 differs, 0 missing, 0 edited", verified.output), verified.output
    assert "by the old site, and nothing" not in verified.output, verified.output
    assert "\n    head " not in verified.output, verified.output


def assert_stays_without_what_was_fetched(export: Path, site: Path) -> None:
    """A colleague who has not asked the old site changes nothing."""
    before = {path: path.read_bytes() for path in (site / "content").rglob("*.md")}
    (site / ".wxr2hugo/rendered").rename(site.parent / "aside")
    assert call("sync", str(export), "--site", str(site)).status == 0
    assert {path: path.read_bytes() for path in (site / "content").rglob("*.md")} == before
