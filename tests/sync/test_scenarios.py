"""What a user lives through: an export is migrated, files are edited by hand, another export comes."""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from migrate.diagnostics import Code, MigrateError
from migrate.hugo.build import build
from migrate.model.documents import Conversion, Kind, Outline
from migrate.report.stat import status_lines
from migrate.state_folder import STANDING, STATE
from migrate.sync.lock import lock
from migrate.sync.plan.changes import Reason
from migrate.sync.plan.plan import Plan
from migrate.sync.resolve import resolve
from migrate.sync.state.disk import survey_disk
from migrate.sync.state.state import State
from migrate.sync.status import status
from tests.support.invented import Extra, InventedSource, Post, Site, actions, quick, settled


def test_a_first_migration_writes_every_document_and_a_second_run_nothing(site: Site) -> None:
    assert sorted(path for path in site.content()) == [f"content/posts/2020-01-02-post-{n}.md" for n in (1, 2, 3)]
    with settled(site):
        pass
    assert site.source and site.source.converted == []


def test_what_changed_in_wordpress_only_is_updated(site: Site) -> None:
    site.edit_upstream(3, title="Another title")
    with settled(site):
        plan = site.sync()
    assert actions(plan) == [("update", "2020-01-02-post-3.md")]
    assert plan.unchanged == 2
    assert "title: Another title\n" in site.post(3)
    assert site.source and site.source.converted == []


def test_edits_in_different_paragraphs_are_merged(site: Site) -> None:
    site.replace(3, "First paragraph.", "First paragraph, polished by hand.")
    site.edit_upstream(3, body="First paragraph.\n\nSecond paragraph.\n\nThird paragraph, longer.\n")
    with settled(site):
        plan = site.sync()
    assert actions(plan) == [("merge", "2020-01-02-post-3.md")]
    assert "polished by hand" in site.post(3) and "Third paragraph, longer." in site.post(3)


def test_edits_of_one_sentence_are_a_conflict_that_leaves_the_file_alone(site: Site) -> None:
    site.replace(3, "Second paragraph.", "Second words.")
    site.edit_upstream(3, body="First paragraph.\n\nSecond sentence.\n\nThird paragraph.\n")
    before = site.post(3)
    with settled(site):
        plan = site.sync()
    assert actions(plan) == [("conflict", "2020-01-02-post-3.md")]
    assert plan.needs_a_person and plan.has_changes
    assert site.post(3) == before
    assert "Second sentence." in site.read(".wxr2hugo/conflicts/content/posts/2020-01-02-post-3.md")
    again = site.sync()
    assert again.needs_a_person and not again.has_changes


NEW_THIRD = "First paragraph.\n\nSecond sentence.\n\nThird paragraph, longer.\n"
PROPOSAL = ".wxr2hugo/conflicts/content/posts/2020-01-02-post-3.md"


def in_conflict(site: Site, **policy: Any) -> Plan:
    """Post 3 gets the same sentence changed on both sides, and a harmless change upstream."""
    site.replace(3, "Second paragraph.", "Second words.")
    site.edit_upstream(3, body=NEW_THIRD)
    return site.sync(**policy)


def test_a_resolved_conflict_counts_as_agreed_and_later_changes_merge(site: Site) -> None:
    in_conflict(site)
    with settled(site):
        assert resolve(quick(site.root), State.load(site.root), ["content/posts/2020-01-02-post-3.md"]) == [
            "content/posts/2020-01-02-post-3.md"
        ]
    assert not (site.root / PROPOSAL).exists()
    assert "Second words." in site.post(3)
    site.edit_upstream(3, title="Renamed")
    with settled(site):
        assert actions(site.sync()) == [("merge", "2020-01-02-post-3.md")]
    assert "title: Renamed" in site.post(3) and "Second words." in site.post(3)


def test_deleting_the_proposal_settles_a_conflict_too(site: Site) -> None:
    in_conflict(site)
    (site.root / PROPOSAL).unlink()
    with settled(site):
        plan = site.sync()
    assert not plan.needs_a_person and actions(plan) == []
    site.edit_upstream(3, title="Renamed")
    with settled(site):
        assert actions(site.sync()) == [("merge", "2020-01-02-post-3.md")]


def test_resolving_with_theirs_takes_the_document_of_wordpress(site: Site) -> None:
    in_conflict(site)
    with settled(site):
        resolve(quick(site.root), State.load(site.root), [PROPOSAL], theirs=True)
    assert "Second sentence." in site.post(3) and "Second words." not in site.post(3)


def test_resolving_what_is_in_no_conflict_is_an_error(site: Site) -> None:
    with pytest.raises(MigrateError, match="no open conflict"):
        resolve(quick(site.root), State.load(site.root), ["content/posts/2020-01-02-post-1.md"])


NEWEST = "First paragraph.\n\nNewest sentence.\n\nThird paragraph, longer.\n"


def changed(before: dict[str, bytes], after: dict[str, bytes]) -> set[str]:
    return {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}


def test_the_proposal_of_an_open_conflict_follows_wordpress_and_nothing_else_is_written(site: Site) -> None:
    in_conflict(site)
    before = site.snapshot()
    site.edit_upstream(3, body=NEWEST)
    with settled(site):
        plan = site.sync()
    assert actions(plan) == [("conflict", "2020-01-02-post-3.md")] and plan.needs_a_person and not plan.has_changes
    assert "Newest sentence." in site.read(PROPOSAL)
    assert changed(before, site.snapshot()) - {STANDING} == {PROPOSAL, ".wxr2hugo/proposed/3", STATE}
    settled_before = site.snapshot()
    site.sync()
    assert site.snapshot() == settled_before


def test_a_conflict_is_resolved_with_what_wordpress_says_today(site: Site) -> None:
    in_conflict(site)
    site.edit_upstream(3, body=NEWEST)
    site.sync()
    resolve(quick(site.root), State.load(site.root), ["content/posts/2020-01-02-post-3.md"], theirs=True)
    assert "Newest sentence." in site.post(3)
    site.edit_upstream(3, title="Later")
    with settled(site):
        assert actions(site.sync()) == [("update", "2020-01-02-post-3.md")]


def test_a_proposal_that_followed_is_the_base_of_what_comes_after_the_conflict(site: Site) -> None:
    in_conflict(site)
    site.edit_upstream(3, body=NEWEST)
    site.sync()
    (site.root / PROPOSAL).unlink()
    with settled(site):
        assert not site.sync().needs_a_person
    assert "Second words." in site.post(3)
    site.edit_upstream(3, title="Later")
    with settled(site):
        assert actions(site.sync()) == [("merge", "2020-01-02-post-3.md")]
    assert "Second words." in site.post(3) and "title: Later" in site.post(3)


def test_a_proposal_follows_in_the_run_that_unpublishes_the_page_too(site: Site) -> None:
    in_conflict(site)
    site.edit_upstream(3, body=NEWEST, status="draft")
    with settled(site):
        site.sync()
    assert "draft: true" in site.post(3) and "Second words." in site.post(3)
    assert "draft: true" in site.read(PROPOSAL) and "Newest sentence." in site.read(PROPOSAL)


def test_markers_stand_in_the_body_and_never_in_the_front_matter(site: Site) -> None:
    site.replace(3, "title: A title", "title: My title")
    site.edit_upstream(3, title="Their title")
    with settled(site, on_conflict="markers"):
        plan = in_conflict(site, on_conflict="markers")
    assert plan.needs_a_person
    front, body = site.post(3).split("---\n")[1:]
    assert "<<<<<<<" not in front and "title: My title" in front
    assert "<<<<<<< yours\nSecond words.\n=======\nSecond sentence.\n>>>>>>> WordPress\n" in body
    assert "Third paragraph, longer." in body


def test_markers_are_not_written_twice(site: Site) -> None:
    first_state = (site.root / ".wxr2hugo/state.jsonl").read_bytes()
    in_conflict(site, on_conflict="markers")
    (site.root / ".wxr2hugo/state.jsonl").write_bytes(first_state)
    before = site.content()
    plan = site.sync(on_conflict="markers")
    assert plan.needs_a_person
    assert site.content() == before


def test_theirs_gives_way_only_where_the_edits_collide_and_keeps_the_users_file(site: Site) -> None:
    site.replace(3, "First paragraph.", "My first paragraph.")
    with settled(site, on_conflict="theirs"):
        plan = in_conflict(site, on_conflict="theirs")
    assert actions(plan) == [("conflict", "2020-01-02-post-3.md")] and not plan.needs_a_person
    assert "My first paragraph." in site.post(3) and "Second sentence." in site.post(3)
    kept = [data for path, data in site.snapshot().items() if ".yours-" in path]
    assert len(kept) == 1 and b"Second words." in kept[0]


def test_front_matter_is_merged_by_key_and_keeps_the_users_order_and_comments(site: Site) -> None:
    text = site.post(1).replace(
        "tags:\n- red\n- blue\ntitle: A title\n",
        "# mine\ntitle: A title # short\nweight: 5\ntags:\n- blue # the best\n- red\n- green\n",
    )
    site.write(site.path(1), text)
    site.edit_upstream(1, tags=("blue", "violet"), title="Longer title")
    with settled(site):
        plan = site.sync()
    assert actions(plan) == [("merge", "2020-01-02-post-1.md")]
    assert (
        "---\n# mine\ntitle: Longer title # short\nweight: 5\ntags:\n- blue # the best\n- green\n- violet\nurl:"
        in site.post(1)
    )


def test_a_key_that_both_sides_changed_is_a_conflict(site: Site) -> None:
    site.replace(1, "title: A title", "title: My title")
    site.edit_upstream(1, title="Their title")
    assert actions(site.sync()) == [("conflict", "2020-01-02-post-1.md")]


def test_the_same_edit_on_both_sides_is_no_change(site: Site) -> None:
    site.replace(3, "title: A title", "title: Same")
    site.edit_upstream(3, title="Same")
    with settled(site):
        assert actions(site.sync()) == []


def test_a_hand_edit_alone_is_left_as_it_is(site: Site) -> None:
    site.replace(3, "Third", "The third")
    before = site.content()
    with settled(site):
        assert actions(site.sync()) == []
    assert site.content() == before


def test_links_are_renumbered_around_the_users_own_references(site: Site) -> None:
    site.replace(2, "First paragraph.", "First paragraph, see [my source][2].")
    site.write(site.path(2), site.post(2) + "[2]: https://example.org/mine\n")
    site.edit_upstream(2, links=(1, 3))
    with settled(site):
        plan = site.sync()
    assert actions(plan) == [("merge", "2020-01-02-post-2.md")]
    text = site.post(2)
    assert "[my source][2]" in text and "[2]: https://example.org/mine\n" in text
    assert "[number 0][1]" in text and '[1]: {{< relref "2020-01-02-post-1.md" >}}\n' in text
    assert "[number 1][3]" in text and '[3]: {{< relref "2020-01-02-post-3.md" >}}\n' in text


def test_a_new_slug_moves_the_file_keeps_edits_and_relinks(site: Site) -> None:
    site.replace(1, "Third", "My third")
    old = site.path(1)
    site.edit_upstream(1, slug="renamed")
    with settled(site):
        plan = site.sync()
    assert actions(plan) == [("update", "2020-01-02-post-2.md"), ("move", "2020-01-02-renamed.md")]
    assert next(iter(plan.changes)).reasons == (Reason.LINKS,)
    assert list(plan.changes)[1].origin == "content/posts/2020-01-02-post-1.md"
    assert not old.exists() and "My third" in site.post(1)
    assert "aliases:\n- /2020/01/02/post-1/\n" in site.post(1)
    assert 'relref "2020-01-02-renamed.md"' in site.post(2)


def test_a_post_renamed_twice_keeps_all_its_old_addresses(site: Site) -> None:
    for slug in ("once", "twice"):
        site.edit_upstream(1, slug=slug)
        with settled(site):
            site.sync()
    assert "aliases:\n- /2020/01/02/post-1/\n- /2020/01/02/once/\n" in site.post(1)


def test_what_a_person_wrote_below_the_references_comes_together_with_another_target(site: Site) -> None:
    site.edit_upstream(3, body="Third.\n")
    site.edit_upstream(1, links=(3,))
    site.sync()
    site.write(site.path(1), site.post(1) + "\nA word of mine.\n")
    site.edit_upstream(3, slug="renamed")
    with settled(site):
        assert ("merge", "2020-01-02-post-1.md") in actions(site.sync())
    assert "A word of mine." in site.post(1) and 'relref "2020-01-02-renamed.md"' in site.post(1)


def test_a_file_takes_the_name_that_another_leaves(site: Site) -> None:
    site.edit_upstream(1, slug="away", title="One")
    site.edit_upstream(3, slug="post-1", title="Three")
    with settled(site):
        site.sync()
    assert "title: One" in site.post(1) and "title: Three" in site.post(3)
    assert len(site.content()) == 3


def test_files_that_exchange_their_names_lose_nothing(site: Site) -> None:
    site.edit_upstream(1, slug="post-3", title="One")
    site.edit_upstream(3, slug="post-1", title="Three")
    site.sync()
    with settled(site):
        site.sync()
    together = b"".join(site.content().values())
    assert b"title: One" in together and b"title: Three" in together and len(site.content()) == 3


def test_a_move_with_a_conflict_is_a_conflict_and_the_file_is_where_links_lead(site: Site) -> None:
    site.replace(1, "Second paragraph.", "Second words.")
    site.edit_upstream(1, slug="renamed", body=NEW_THIRD)
    with settled(site):
        plan = site.sync()
    assert ("conflict", "2020-01-02-renamed.md") in actions(plan)
    assert "Second words." in site.post(1)
    assert 'relref "2020-01-02-renamed.md"' in site.post(2)


def test_a_file_the_user_moved_is_followed(site: Site) -> None:
    site.move(1, "content/essays/mine.md")
    with settled(site):
        plan = site.sync()
    assert actions(plan) == [("update", "2020-01-02-post-2.md")]
    assert 'relref "/essays/mine.md"' in site.post(2)
    site.edit_upstream(1, slug="other", title="New title")
    with settled(site):
        site.sync()
    assert "title: New title" in site.read("content/essays/mine.md")
    assert not site.path(1).exists()


def test_of_two_files_with_one_id_the_one_in_its_place_is_ours(site: Site) -> None:
    site.write("content/copy.md", site.post(1))
    site.edit_upstream(1, title="New title")
    with settled(site):
        assert actions(site.sync()) == [("update", "2020-01-02-post-1.md")]
    assert "title: A title" in site.read("content/copy.md")


def test_a_file_the_user_deleted_stays_deleted_and_links_to_it_go(site: Site) -> None:
    site.path(1).unlink()
    with settled(site):
        plan = site.sync()
    assert actions(plan) == [("update", "2020-01-02-post-2.md")]
    assert "relref" not in site.post(2)
    site.edit_upstream(1, title="Still there")
    with settled(site):
        assert actions(site.sync()) == []
    assert not site.path(1).exists()


def test_a_deleted_file_that_is_put_back_is_ours_again(site: Site) -> None:
    text = site.post(1)
    site.path(1).unlink()
    site.sync()
    site.write(site.path(1), text)
    site.edit_upstream(1, title="New title")
    with settled(site):
        site.sync()
    assert "title: New title" in site.post(1)
    assert "relref" in site.post(2)


def test_a_post_taken_back_to_draft_becomes_a_draft_and_links_to_it_go(site: Site) -> None:
    site.edit_upstream(1, status="draft")
    with settled(site):
        site.sync()
    assert "draft: true\n" in site.post(1) and "relref" not in site.post(2)
    site.edit_upstream(1, status="publish")
    with settled(site):
        site.sync()
    assert "draft" not in site.post(1) and "relref" in site.post(2)


def test_unpublishing_is_applied_even_in_a_conflict(site: Site) -> None:
    site.replace(3, "Second paragraph.", "Second words.")
    site.edit_upstream(3, body=NEW_THIRD, status="private")
    with settled(site):
        plan = site.sync()
    assert actions(plan) == [("conflict", "2020-01-02-post-3.md")]
    assert "draft: true\n" in site.post(3) and "Second words." in site.post(3)


def test_unpublishing_is_applied_to_a_conflict_that_is_open(site: Site) -> None:
    in_conflict(site)
    site.edit_upstream(3, status="private")
    with settled(site):
        plan = site.sync()
    assert plan.has_changes
    assert "draft: true\n" in site.post(3) and "Second words." in site.post(3)


def test_a_draft_made_by_hand_loses_its_links(site: Site) -> None:
    site.replace(1, "title:", "draft: true\ntitle:")
    with settled(site):
        plan = site.sync()
    assert actions(plan) == [("update", "2020-01-02-post-2.md")]
    assert "relref" not in site.post(2) and "draft: true" in site.post(1)


def test_what_is_gone_from_the_export_is_an_orphan_and_its_links_stay(site: Site) -> None:
    del site.posts[1]
    with settled(site):
        plan = site.sync()
    assert actions(plan) == [("orphan", "2020-01-02-post-1.md")] and not plan.has_changes
    assert 'relref "2020-01-02-post-1.md"' in site.post(2)


def test_an_orphan_that_the_user_moved_is_followed_by_those_that_link_to_it(site: Site) -> None:
    site.edit_upstream(1, links=(2,))
    site.sync()
    del site.posts[1]
    site.move(2, "content/posts/moved.md")
    del site.posts[2]
    with settled(site):
        site.sync()
    assert 'relref "/posts/moved.md"' in site.read("content/posts/2020-01-02-post-1.md")


def test_prune_deletes_only_what_nobody_edited(site: Site) -> None:
    site.replace(3, "Third", "My third")
    posts = dict(site.posts)
    site.wordpress(posts[2])
    with settled(site, prune=True):
        plan = site.sync(prune=True)
    assert actions(plan) == [
        ("delete", "2020-01-02-post-1.md"),
        ("update", "2020-01-02-post-2.md"),
        ("orphan", "2020-01-02-post-3.md"),
    ]
    assert "relref" not in site.post(2)
    assert (site.root / posts[3].desired).exists() and not (site.root / posts[1].desired).exists()


def test_a_post_takes_the_name_of_one_that_is_pruned_in_the_same_run(site: Site) -> None:
    site.edit_upstream(1, slug="post-2", title="Renamed")
    del site.posts[2]
    with settled(site, prune=True):
        site.sync(prune=True)
    assert "title: Renamed" in site.read("content/posts/2020-01-02-post-2.md") and len(site.content()) == 2


def test_prune_removes_folders_that_get_empty(site: Site) -> None:
    site.wordpress()
    site.sync(prune=True)
    assert not (site.root / "content/posts").exists()


def test_prune_stops_at_a_number(site: Site) -> None:
    site.wordpress()
    with pytest.raises(MigrateError, match="3 files are gone") as raised:
        site.sync(prune=True, max_delete=2)
    assert "--max-delete 3" in raised.value.hint
    assert len(site.content()) == 3


def test_a_truncated_export_prunes_nothing(site: Site) -> None:
    site.wordpress()
    site.settings = {"truncated": True}
    with pytest.raises(MigrateError, match="ends early"):
        site.sync(prune=True)
    assert [action for action, _ in actions(site.sync())] == ["orphan"] * 3


def test_an_orphan_that_comes_back_is_taken_up_again(site: Site) -> None:
    kept = site.posts.pop(1)
    site.sync()
    site.posts[1] = kept
    with settled(site):
        assert actions(site.sync()) == []
    site.edit_upstream(1, title="Back")
    assert actions(site.sync()) == [("update", "2020-01-02-post-1.md")]


def test_another_sites_export_is_refused_unless_it_is_the_same_site(site: Site) -> None:
    site.settings = {"base_url": "https://example.org"}
    with pytest.raises(MigrateError, match=r"example\.org"):
        site.sync()
    with settled(site, same_site=True):
        site.sync(same_site=True)
    assert State.load(site.root).base_url == "https://example.org"


def test_the_same_host_with_www_or_https_is_the_same_site(site: Site) -> None:
    site.settings = {"base_url": "http://www.blog.example"}
    with settled(site):
        site.sync()


def test_two_exports_in_one_sync_with_new_posts_create_files(site: Site) -> None:
    site.posts[4] = Post(4, links=(2,))
    site.posts[5] = Post(5, links=(4,))
    with settled(site):
        plan = site.sync()
    assert actions(plan) == [("create", "2020-01-02-post-4.md"), ("create", "2020-01-02-post-5.md")]


def test_a_users_own_file_keeps_its_name(site: Site) -> None:
    site.write("content/posts/2020-01-02-post-4.md", "Mine.\n")
    site.posts[4] = Post(4)
    with settled(site):
        plan = site.sync()
    assert actions(plan) == [("create", "2020-01-02-post-4-4.md")]
    assert site.read("content/posts/2020-01-02-post-4.md") == "Mine.\n"


def test_a_users_own_file_that_cannot_be_avoided_is_a_conflict(site: Site) -> None:
    site.settings = {"ignore_taken": True}
    site.write("content/posts/2020-01-02-post-4.md", "Mine.\n")
    site.posts[4] = Post(4)
    with settled(site):
        plan = site.sync()
    assert actions(plan) == [("conflict", "2020-01-02-post-4.md")] and plan.needs_a_person
    assert site.read("content/posts/2020-01-02-post-4.md") == "Mine.\n"
    (site.root / "content/posts/2020-01-02-post-4.md").rename(site.root / "content/mine.md")
    with settled(site):
        assert actions(site.sync()) == [("create", "2020-01-02-post-4.md")]
    assert site.read("content/mine.md") == "Mine.\n"


def test_a_file_that_equals_the_new_document_is_taken_over(site: Site) -> None:
    site.settings = {"ignore_taken": True}
    site.posts[4] = Post(4)
    site.write(site.path(4), InventedSource(site.posts).text(site.posts[4]))
    with settled(site):
        assert actions(site.sync()) == []
    assert "4" in State.load(site.root).entries


def test_windows_line_ends_of_a_file_are_kept(site: Site) -> None:
    site.path(3).write_bytes(site.post(3).replace("\n", "\r\n").encode())
    with settled(site):
        assert actions(site.sync()) == []
    site.edit_upstream(3, title="New title")
    with settled(site):
        assert actions(site.sync()) == [("update", "2020-01-02-post-3.md")]
    data = site.path(3).read_bytes()
    assert b"title: New title\r\n" in data and data.count(b"\n") == data.count(b"\r\n")
    site.path(3).write_bytes(data.replace(b"Third", b"My third"))
    site.edit_upstream(3, title="Newer title")
    with settled(site):
        assert actions(site.sync()) == [("merge", "2020-01-02-post-3.md")]
    data = site.path(3).read_bytes()
    assert b"My third" in data and b"Newer title\r\n" in data and data.count(b"\n") == data.count(b"\r\n")


def test_text_of_any_script_is_merged(site: Site) -> None:
    site.edit_upstream(3, body="Früh am Morgen. \u2028Ende.\n\n第一段。第二句。\n\n🙂 Ünïcode\n")
    site.sync()
    site.replace(3, "🙂", "🙂🙃")
    site.edit_upstream(3, body="Früh am Abend. \u2028Ende.\n\n第一段。第二句。\n\n🙂 Ünïcode\n")
    with settled(site):
        assert actions(site.sync()) == [("merge", "2020-01-02-post-3.md")]
    assert "am Abend. \u2028Ende." in site.post(3) and "🙂🙃" in site.post(3)


def test_both_sides_edit_one_paragraph_in_different_places(site: Site) -> None:
    site.edit_upstream(3, body="The quick brown fox jumps over the lazy dog.\n")
    site.sync()
    site.replace(3, "quick", "very quick")
    site.edit_upstream(3, body="The quick brown fox jumps over the sleeping dog.\n")
    with settled(site):
        assert actions(site.sync()) == [("merge", "2020-01-02-post-3.md")]
    assert "The very quick brown fox jumps over the sleeping dog.\n" in site.post(3)


def test_a_post_edited_twice_between_two_syncs_is_one_update(site: Site) -> None:
    site.edit_upstream(3, title="Once")
    site.edit_upstream(3, title="Twice")
    with settled(site):
        assert actions(site.sync()) == [("update", "2020-01-02-post-3.md")]


def test_a_newer_converter_changes_what_nobody_edited_and_can_be_held_back(site: Site) -> None:
    site.settings = {"converter": "2"}
    with settled(site, only_wordpress=True):
        plan = site.sync(only_wordpress=True)
    assert actions(plan) == [] and plan.unchanged == 3
    site.edit_upstream(1, title="New title")
    plan = site.sync(only_wordpress=True)
    assert [change.reasons for change in plan.changes] == [(Reason.WORDPRESS, Reason.CONVERTER)]
    with settled(site):
        plan = site.sync()
    assert [change.reasons for change in plan.changes] == [(Reason.CONVERTER,)] * 2


def test_other_options_that_change_nothing_are_remembered_without_a_change(site: Site) -> None:
    site.settings = {"options": "0b"}
    with settled(site):
        plan = site.sync()
    assert actions(plan) == []
    assert site.source and site.source.converted == []


def test_configuration_and_data_follow_the_same_rules(site: Site) -> None:
    lines = "".join(f"key{number} = {number}\n" for number in range(12))
    site.extras = (Extra("config:hugo.toml", "hugo.toml", lines), Extra("data:c", "data/c.json", "{}\n", Kind.DATA))
    with settled(site):
        assert actions(site.sync()) == [("create", "c.json"), ("create", "hugo.toml")]
    site.write("hugo.toml", lines.replace("key1 = 1", "key1 = 100"))
    site.extras = (Extra("config:hugo.toml", "hugo.toml", lines.replace("key9 = 9", "key9 = 900")), site.extras[1])
    with settled(site):
        assert actions(site.sync()) == [("merge", "hugo.toml")]
    assert "key1 = 100\n" in site.read("hugo.toml") and "key9 = 900\n" in site.read("hugo.toml")
    (site.root / "data/c.json").unlink()
    with settled(site):
        assert actions(site.sync()) == []
    assert not (site.root / "data/c.json").exists()


def test_a_merge_that_is_no_valid_toml_is_a_conflict(site: Site) -> None:
    lines = "".join(f"key{number} = {number}\n" for number in range(12))
    site.extras = (Extra("config:hugo.toml", "hugo.toml", lines),)
    site.sync()
    site.write("hugo.toml", lines + "extra = 1\n")
    site.extras = (Extra("config:hugo.toml", "hugo.toml", "extra = 2\n" + lines),)
    assert actions(site.sync()) == [("conflict", "hugo.toml")]


def test_term_pages_without_an_id_are_followed_by_their_content(site: Site) -> None:
    site.extras = (
        Extra("term:category/news", "content/categories/news/_index.md", "---\ntitle: News\n---\n", Kind.TERM),
    )
    site.sync()
    (site.root / "content/categories/news").rename(site.root / "content/categories/noticias")
    site.extras = (replace(site.extras[0], text="---\ntitle: The news\n---\n"),)
    with settled(site):
        site.sync()
    assert site.read("content/categories/noticias/_index.md") == "---\ntitle: The news\n---\n"


def test_a_lost_state_is_rebuilt_and_nothing_is_overwritten(site: Site) -> None:
    site.replace(3, "Third", "My third")
    before = site.content()
    (site.root / ".wxr2hugo/state.jsonl").unlink()
    with settled(site):
        plan = site.sync()
    assert actions(plan) == [("conflict", "2020-01-02-post-3.md")] and plan.unchanged == 2
    assert next(iter(plan.changes)).reasons == (Reason.WORDPRESS,)
    assert site.content() == before


def test_a_lost_state_finds_files_where_the_user_put_them(site: Site) -> None:
    site.move(1, "content/essays/mine.md")
    site.sync()
    before = site.content()
    (site.root / ".wxr2hugo/state.jsonl").unlink()
    with settled(site):
        assert actions(site.sync()) == []
    assert site.content() == before


def test_a_deleted_base_makes_a_conflict_and_not_a_guess(site: Site) -> None:
    site.replace(3, "Third", "My third")
    (site.root / ".wxr2hugo/base/3").unlink()
    site.edit_upstream(3, title="New title")
    with settled(site):
        assert actions(site.sync()) == [("conflict", "2020-01-02-post-3.md")]


def test_the_state_of_a_newer_version_is_refused(site: Site) -> None:
    site.write(".wxr2hugo/state.jsonl", '{"base_url": "", "format": 99}\n')
    with pytest.raises(MigrateError, match="newer wxr2hugo"):
        site.sync()


def test_the_state_is_the_same_bytes_for_the_same_inputs(site: Site, tmp_path: Path) -> None:
    other = Site(tmp_path / "other", dict(reversed(site.posts.items())))
    other.root.mkdir()
    other.sync()
    assert other.snapshot() == site.snapshot()


def test_an_item_that_cannot_be_converted_stays_as_it_is(site: Site) -> None:
    class Failing(InventedSource):
        def convert(self, keys: Container[str]) -> Iterator[Conversion]:
            return super().convert([key for key in map(str, self.posts) if key in keys and key != "3"])

    site.kind = Failing
    site.edit_upstream(3, title="New title")
    site.posts[4] = Post(4)
    assert actions(site.sync()) == [("create", "2020-01-02-post-4.md")]
    assert "title: A title" in site.post(3)
    site.kind = InventedSource
    with settled(site):
        assert actions(site.sync()) == [("update", "2020-01-02-post-3.md")]


def test_a_file_that_is_no_text_is_never_touched(site: Site) -> None:
    site.path(3).write_bytes(b"---\ntitle: \xff\n---\n\xfe\n")
    site.edit_upstream(3, title="New title")
    with settled(site):
        assert actions(site.sync()) == [("conflict", "2020-01-02-post-3.md")]
    assert site.path(3).read_bytes() == b"---\ntitle: \xff\n---\n\xfe\n"


def test_a_file_changed_while_the_run_is_at_work_is_left_for_the_next(site: Site) -> None:
    site.edit_upstream(3, title="New title")
    site.meanwhile = lambda: site.replace(3, "Third", "My third")
    site.sync()
    assert [one.code for one in site.diagnostics] == [Code.CHANGED_MEANWHILE]
    assert "My third" in site.post(3)
    site.meanwhile = lambda: None
    with settled(site):
        assert actions(site.sync()) == [("merge", "2020-01-02-post-3.md")]
    assert "My third" in site.post(3) and "New title" in site.post(3)


def test_a_file_that_appears_in_a_new_folder_while_the_run_is_at_work_is_left(tmp_path: Path) -> None:
    site = Site(tmp_path).wordpress(Post(1), Post(2))
    site.meanwhile = lambda: site.write(site.path(2), "Mine.\n")
    site.sync()
    assert [one.code for one in site.diagnostics] == [Code.CHANGED_MEANWHILE]
    assert site.post(2) == "Mine.\n" and "title: A title" in site.post(1)


def test_a_first_migration_asks_for_no_outlines(tmp_path: Path) -> None:
    class Unasked(InventedSource):
        def outlines(self, items: frozenset[str] | None = None) -> Iterator[Outline]:
            raise AssertionError

    site = Site(tmp_path, kind=Unasked).wordpress(Post(1), Post(2))
    assert len(actions(site.sync())) == 2
    site.kind = InventedSource
    with settled(site):
        pass


def test_status_shows_what_differs_from_wordpress_until_it_no_longer_does(site: Site) -> None:
    in_conflict(site)
    site.replace(3, "Third", "My third")
    site.path(1).unlink()
    site.move(2, "content/two.md")
    found = status(survey_disk(site.root, State.load(site.root)))
    assert list(status_lines(found)) == [
        "D  content/posts/2020-01-02-post-1.md",
        "MC content/posts/2020-01-02-post-3.md",
        "R  content/posts/2020-01-02-post-2.md -> content/two.md",
    ]
    site.sync()
    found = status(survey_disk(site.root, State.load(site.root)))
    assert list(status_lines(found)) == [
        "D  content/posts/2020-01-02-post-1.md",
        " C content/posts/2020-01-02-post-3.md",
        "R  content/posts/2020-01-02-post-2.md -> content/two.md",
    ]


def test_two_runs_at_once_are_refused(site: Site) -> None:
    with lock(site.root), pytest.raises(MigrateError, match="another run"), lock(site.root):
        pass


def test_a_run_that_writes_nothing_leaves_nothing(tmp_path: Path) -> None:
    with lock(tmp_path):
        pass
    assert list(tmp_path.iterdir()) == []


def test_diff_writes_nothing_and_announces_what_sync_does(site: Site) -> None:
    site.replace(3, "Third", "My third")
    site.edit_upstream(3, title="New title")
    site.edit_upstream(1, slug="renamed")
    site.posts[4] = Post(4)
    before = site.snapshot()
    announced = site.diff()
    assert site.snapshot() == before
    done = site.sync()
    assert actions(announced) == actions(done) and announced.summary == done.summary


def test_a_users_own_link_that_would_break_the_build_is_named_and_not_changed(site: Site) -> None:
    one, three = '{{< relref "2020-01-02-post-1.md#top" >}}', '{{< ref "/posts/2020-01-02-post-3.md" >}}'
    mine = f"Mine.\n\nSee [one]({one}), [three]({three}).\n"
    site.write("content/mine.md", mine)
    site.sync()
    assert list(site.diagnostics) == []
    site.edit_upstream(1, slug="renamed")
    site.edit_upstream(3, status="draft")
    for _ in range(2):
        site.sync()
        assert [(one.code, one.detail, one.file, one.line) for one in site.diagnostics] == [
            (Code.BROKEN_LINK, "2020-01-02-post-1.md#top", "content/mine.md", 3),
            (Code.BROKEN_LINK, "/posts/2020-01-02-post-3.md", "content/mine.md", 3),
        ]
    assert site.read("content/mine.md") == mine


@pytest.mark.parametrize(
    ("reference", "finds"),
    [
        ("2020-01-02-POST-1.md", True),
        ("/Posts/2020-01-02-post-1.md#top", True),
        ("posts/2020-01-02-post-1.md", True),
        ("../posts/2020-01-02-post-1.md", True),
        ("./mine.md", True),
        ("/2020-01-02-post-1.md", False),
        ("./2020-01-02-post-1.md", False),
        ("osts/2020-01-02-post-1.md", False),
    ],
)
def test_links_of_the_users_are_judged_as_hugo_does(site: Site, reference: str, finds: bool) -> None:
    site.write("content/notes/mine.md", f'---\ntitle: Mine\n---\n[one]({{{{< relref "{reference}" >}}}})\n')
    site.sync()
    assert (list(site.diagnostics) == []) is finds
    (site.root / "hugo.toml").touch()
    assert (build(site.root, site.root.parent / "public").status == 0) is finds


def test_a_link_added_by_hand_to_a_migrated_file_is_looked_at_too(site: Site) -> None:
    site.replace(3, "Third", '[My]({{< relref "2020-01-02-post-1.md" >}}) third')
    site.path(1).unlink()
    site.sync()
    assert [(one.detail, one.file) for one in site.diagnostics] == [("2020-01-02-post-1.md", site.posts[3].desired)]


def test_an_orphan_means_the_page_that_it_meant_when_a_person_gives_a_file_the_same_name(site: Site) -> None:
    del site.posts[2]
    site.sync()
    site.write("content/notes/2020-01-02-post-1.md", "Mine.\n")
    with settled(site):
        site.sync()
    assert '{{< relref "/posts/2020-01-02-post-1.md" >}}' in site.read("content/posts/2020-01-02-post-2.md")


def test_an_orphan_follows_the_pages_it_links_to(site: Site) -> None:
    del site.posts[2]
    site.edit_upstream(1, slug="renamed")
    with settled(site):
        plan = site.sync()
    orphan = "content/posts/2020-01-02-post-2.md"
    assert actions(plan)[0] == ("update", "2020-01-02-post-2.md")
    assert next(iter(plan.changes)).reasons == (Reason.LINKS,)
    assert '[1]: {{< relref "2020-01-02-renamed.md" >}}' in site.read(orphan)
    site.write(orphan, site.read(orphan).replace("Third", "My third"))
    site.edit_upstream(1, status="draft")
    with settled(site):
        assert ("merge", "2020-01-02-post-2.md") in actions(site.sync())
    assert "[1]: /2020/01/02/renamed/" in site.read(orphan) and "My third" in site.read(orphan)


def test_half_a_character_does_not_stop_the_run(site: Site) -> None:
    site.edit_upstream(3, body="Half \ud83d a character.\n")
    with settled(site):
        site.sync()
    assert "Half \ufffd a character." in site.post(3)


def test_a_lost_state_publishes_no_draft_and_leaves_nothing_public_that_is_no_longer(site: Site) -> None:
    site.replace(3, "title:", "draft: true\ntitle:")
    site.edit_upstream(1, status="draft")
    before = site.post(1)
    (site.root / ".wxr2hugo/state.jsonl").unlink()
    assert [action for action, _ in actions(site.sync())][:1] == ["conflict"]
    assert site.post(1) == before.replace("tags:", "draft: true\ntags:", 1)
    assert "draft: true" in site.post(3)


def test_a_data_file_of_an_item_does_not_hide_where_its_page_went(site: Site) -> None:
    site.extras = (Extra("comments:1", "data/comments/1.json", "{}\n", Kind.DATA, 1),)
    site.sync()
    site.move(1, "content/one.md")
    (site.root / "data/comments/1.json").unlink()
    site.edit_upstream(1, title="New title")
    with settled(site):
        site.sync()
    assert "title: New title" in site.read("content/one.md")
    assert not (site.root / "data/comments/1.json").exists()
