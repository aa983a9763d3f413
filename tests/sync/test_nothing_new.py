"""Nothing new in WordPress, in the site and in the tool is known from digests, and then nothing else is looked at."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from migrate.model.documents import Conversion, Outline
from migrate.page.publication import is_left_out
from migrate.state_folder import STANDING, STATE
from migrate.sync.resolve import resolve
from migrate.sync.state.state import State
from tests.support.invented import InventedSource, Site, quick, settled


class Asked(Exception):
    """Somebody wanted to know what the documents are."""


class Silent(InventedSource):
    """Can be told apart from another, and cannot be asked for more."""

    def outlines(self, items: frozenset[str] | None = None) -> Iterator[Outline]:
        raise Asked


def in_conflict(site: Site) -> None:
    site.replace(1, "Second paragraph.", "My paragraph.")
    site.edit_upstream(1, body="First paragraph.\n\nTheir paragraph.\n\nThird paragraph.\n")
    site.sync()


def settle(site: Site) -> None:
    resolve(quick(site.root), State.load(site.root), [site.posts[1].desired])


def looks(site: Site, **policy: Any) -> bool:
    """Whether a run asks what the documents are."""
    usual, site.kind = site.kind, Silent
    try:
        site.diff(**policy)
    except Asked:
        return True
    finally:
        site.kind = usual
    return False


@pytest.mark.parametrize("policy", [{}, {"prune": True}, {"on_conflict": "theirs"}, {"only_wordpress": True}])
def test_after_a_run_that_left_nothing_to_do_the_same_source_is_not_even_outlined(
    site: Site, policy: dict[str, object]
) -> None:
    assert not looks(site, **policy)


def test_all_documents_then_count_as_unchanged(site: Site) -> None:
    assert site.diff().summary["unchanged"] == 3


def test_what_a_person_did_and_a_run_has_seen_is_the_new_peace(site: Site) -> None:
    site.replace(1, "Second paragraph.", "My paragraph.")
    site.path(2).unlink()
    assert looks(site)
    site.sync()
    assert not looks(site)
    assert site.diff().summary["unchanged"] == 3


CHANGES: dict[str, Callable[[Site], object]] = {
    "a post is another": lambda site: site.edit_upstream(1, title="Another"),
    "a post is gone": lambda site: site.posts.pop(3),
    "the source tells something each time": lambda site: site.settings.update(tells=True),
    "the converter is newer": lambda site: site.settings.update(converter="2"),
    "the options are others": lambda site: site.settings.update(options="0b"),
    "a file was edited": lambda site: site.replace(1, "Second", "My"),
    "a file was deleted": lambda site: site.path(1).unlink(),
    "a file was moved": lambda site: site.move(1, "content/posts/moved.md"),
    "a file of the user's has a name of ours": lambda site: site.write("content/notes/2020-01-02-post-1.md", "Mine"),
    "the state is lost": lambda site: (site.root / STATE).unlink(),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_whatever_may_change_a_document_is_looked_at(site: Site, change: Callable[[Site], object]) -> None:
    change(site)
    assert looks(site)


def test_a_file_of_the_users_with_a_name_of_its_own_changes_nothing(site: Site) -> None:
    site.write("content/notes/mine.md", "Mine")
    assert not looks(site)


def test_an_open_conflict_is_looked_at_until_it_is_settled(site: Site) -> None:
    in_conflict(site)
    assert looks(site)
    settle(site)
    assert not looks(site)


def test_a_change_that_came_while_a_conflict_was_open_is_settled_with_it(site: Site) -> None:
    in_conflict(site)
    site.edit_upstream(1, title="Changed while a conflict was open")
    site.sync()
    settle(site)
    assert not looks(site)


def test_what_only_a_newer_converter_would_propose_is_looked_at_when_the_conflict_is_settled(site: Site) -> None:
    in_conflict(site)
    site.settings["converter"] = "2"
    site.sync(only_wordpress=True)
    settle(site)
    assert looks(site)


def test_orphans_are_looked_at_each_time(site: Site) -> None:
    del site.posts[3]
    with settled(site):
        site.sync()
    assert looks(site)


def test_what_only_a_newer_converter_would_change_is_not_forgotten(site: Site) -> None:
    site.settings["converter"] = "2"
    site.sync(only_wordpress=True)
    assert looks(site)


def test_links_to_a_draft_of_the_users_that_is_none_any_more_are_looked_at(site: Site) -> None:
    site.write(site.path(1), site.post(1).replace("---\n", "---\ndraft: true\nbroken: [\n", 1))
    site.sync()
    assert "/?p=1" in site.post(2)
    site.edit_upstream(1, title="Another")
    site.sync(on_conflict="theirs")
    assert "draft: true" not in site.post(1)
    assert looks(site)
    site.sync()
    assert "relref" in site.post(2) and not looks(site)


def test_links_to_a_page_whose_date_to_come_has_passed_are_looked_at(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.write(site.path(1), site.post(1).replace("---\n", "---\npublishDate: 2999-01-01\n", 1))
    site.sync()
    assert "/?p=1" in site.post(2) and not looks(site)
    later = partial(is_left_out, now=datetime(2999, 1, 2, tzinfo=UTC))
    monkeypatch.setattr("migrate.sync.state.disk.is_left_out", later)
    assert looks(site)
    site.sync()
    assert "relref" in site.post(2) and not looks(site)


def test_a_document_that_could_not_be_made_is_tried_again(site: Site) -> None:
    class Failing(InventedSource):
        def convert(self, keys: object) -> Iterator[Conversion]:
            return iter(())

    site.edit_upstream(1, title="Cannot be made")
    site.kind = Failing
    site.sync()
    site.kind = InventedSource
    assert looks(site)


def test_a_file_that_changed_while_the_run_was_at_work_is_looked_at_again(site: Site) -> None:
    site.edit_upstream(1, title="Another")
    site.meanwhile = lambda: site.replace(1, "Second", "My")
    site.sync()
    site.meanwhile = lambda: None
    assert looks(site)


def test_a_run_that_finds_nothing_new_of_another_source_writes_nothing(site: Site) -> None:
    before = site.snapshot()
    site.settings["tells"] = True
    site.sync()
    assert site.snapshot() == before


def test_the_state_of_an_older_version_is_brought_up_to_date_without_a_change(site: Site) -> None:
    before, (_, *rest) = site.snapshot(), (site.root / STATE).read_bytes().splitlines(keepends=True)
    head = b'{"base_url": "https://blog.example", "format": 1, "source": "0123456789abcdef0123456789abcdef"}\n'
    (site.root / STATE).write_bytes(b"".join([head, *rest]))
    (site.root / STANDING).unlink()
    assert looks(site)
    with settled(site):
        assert not site.sync().has_changes
    assert site.snapshot() == before


def test_another_source_that_changes_nothing_is_the_one_remembered(site: Site) -> None:
    site.settings["base_url"] = "http://blog.example"
    assert looks(site)
    with settled(site):
        assert not site.sync().has_changes
    assert not looks(site)


def test_a_run_that_has_nothing_to_do_writes_nothing(site: Site) -> None:
    times = {path: path.stat().st_mtime_ns for path in Path(site.root).rglob("*") if path.is_file()}
    site.sync()
    assert {path: path.stat().st_mtime_ns for path in times} == times
