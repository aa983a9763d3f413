"""`wxr2hugo sync`, `diff`, `status` and `resolve` on a blog whose authors go on writing."""

from __future__ import annotations

import json

import pytest

from migrate.diagnostics import MigrateError
from migrate.hugo.build import build
from tests.support.blog import HOST, Blog, Post
from tests.support.json_schemas import follows

LOAF = Post(12, "Bread", "Flour and water.\n\nThen salt.\n\nThen time.", "bread", day="2020-04-01", tags=("rye",))
WALK = Post(11, "The way", f'After <a href="{HOST}/2020/04/01/bread/">the loaf</a> we left.', "the-way")
REF = '[1]: {{< relref "2020-04-01-bread.md" >}}'


@pytest.fixture
def migrated(blog: Blog) -> Blog:
    assert blog.write(LOAF, WALK).run("migrate").status == 0
    return blog


def sync(blog: Blog, *posts: Post, status: int = 0, options: tuple[str, ...] = ()) -> dict[str, object]:
    """Sync with a changed export; gives what the diff announced. A second sync changes no byte, and Hugo builds.

    Nor does one find anything to do if the bytes of the export are others and it has to look.
    """
    blog.write(*posts)
    announced = json.loads(blog.run("diff", "--format", "json", *options).output)
    follows(announced, "plan")
    done = blog.run("sync", *options)
    assert done.status == status, done.messages
    after = blog.files()
    blog.run("sync", *options)
    assert blog.files() == after
    blog.export_again()
    assert blog.run("diff", "--exit-code", *options).status == 0
    assert build(blog.site, blog.folder / "public").clean
    return {change["path"]: change["action"] for change in announced["changes"]}


def test_an_edit_in_wordpress_arrives(migrated: Blog) -> None:
    assert sync(migrated, LOAF.but(content="Flour, water, rye."), WALK) == {LOAF.path: "update"}
    assert migrated.body(LOAF) == "Flour, water, rye."


def test_an_export_that_says_the_same_an_hour_later_is_not_even_parsed(
    migrated: Blog, monkeypatch: pytest.MonkeyPatch
) -> None:
    def parsed(*arguments: object, **named: object) -> None:
        raise AssertionError

    monkeypatch.setattr("migrate.pipeline.wordpress.survey", parsed)
    text = migrated.export.read_text()
    migrated.export.write_text(text.replace("<channel>", "<channel><pubDate>Mon, 01 Jan 2024</pubDate>"))
    for command in ("sync", "diff"):
        assert "0 orphans, " in migrated.run(command).messages
    with pytest.raises(AssertionError):
        migrated.write(LOAF).run("sync")


def test_what_is_wrong_with_an_export_or_its_items_is_said_each_time(blog: Blog) -> None:
    blog.write(LOAF, WALK.but(slug="bread", day="2020-04-01"))
    assert ["E201" in blog.run(command).messages for command in ("migrate", "sync", "sync")] == [True] * 3
    blog.export.write_text(blog.export.read_text().partition("</channel>")[0])
    for _ in range(2):
        done = blog.run("sync")
        assert (done.status, "E002" in done.messages) == (1, True)


def test_what_only_a_pruned_page_asked_for_goes_with_it(blog: Blog) -> None:
    """A list stood aside for the address of its page."""
    parent = Post(21, "Walks", slug="walks", type="page")
    child = Post(22, "Hills", slug="hills", type="page", parent=21, folder="walks/")
    blog.write(parent, child).run("migrate")
    sync(blog, child)
    aside = blog.site / "content/walks/_index.md"
    assert "all-walks" in aside.read_text()
    done = sync(blog, child, options=("--prune",))
    assert {path: action for path, action in done.items() if path.startswith("content/")} == {
        parent.path: "delete",
        "content/walks/_index.md": "delete",
    }


def test_another_page_becomes_the_front_page(blog: Blog) -> None:
    first, second = Post(21, "Welcome", slug="welcome", type="page"), Post(22, "Hello", slug="hello", type="page")
    blog.write(first.but(is_front=True), second).run("migrate")
    front = second.but(is_front=True)
    assert sync(blog, first, front).items() >= {first.path: "move", front.path: "move"}.items()
    assert ("title: Welcome" in blog.text(first), "title: Hello" in blog.text(front)) == (True, True)
    assert sync(blog, first, second)[second.path] == "move"


def test_a_scheduled_post_that_somebody_made_a_draft_stays_one_on_its_day(blog: Blog) -> None:
    blog.write(LOAF.but(status="future"), WALK).run("migrate")
    blog.edit(LOAF, "---\nauthor", "---\ndraft: true\nauthor")
    sync(blog, LOAF, WALK)
    assert "draft: true" in blog.text(LOAF)
    assert f"[the loaf]({LOAF.address})" in blog.text(WALK)


def test_a_draft_that_somebody_worked_on_is_linked_once_it_is_published(blog: Blog) -> None:
    blog.write(LOAF.but(status="draft", slug="bread"), WALK).run("migrate")
    blog.edit(LOAF, "Then salt.", "Then sea salt.")
    sync(blog, LOAF, WALK)
    assert "draft: true" not in blog.text(LOAF) and "sea salt" in blog.text(LOAF)
    assert REF in blog.text(WALK)


def test_what_is_wrong_with_items_is_said_once_in_a_run_that_prunes(blog: Blog) -> None:
    twin = WALK.but(slug="bread", day="2020-04-01")
    blog.write(LOAF, twin, WALK.but(id=13)).run("migrate")
    said = json.loads(blog.write(LOAF, twin).run("diff", "--prune", "--format", "json").output)
    assert [one["code"] for one in said["diagnostics"]].count("E201") == 1


def test_edits_of_both_sides_come_together(migrated: Blog) -> None:
    migrated.edit(LOAF, "Flour and water.", "Flour and very cold water.")
    assert sync(migrated, LOAF.but(content=LOAF.content.replace("time", "patience")), WALK) == {LOAF.path: "merge"}
    assert migrated.body(LOAF) == "Flour and very cold water.\n\nThen salt.\n\nThen patience."


def test_a_conflict_leaves_the_file_alone_until_it_is_resolved(migrated: Blog) -> None:
    migrated.edit(LOAF, "Then salt.", "Then sea salt.")
    changed = LOAF.but(content=LOAF.content.replace("Then salt.", "Then no salt."))
    assert sync(migrated, changed, WALK, status=1) == {LOAF.path: "conflict"}
    assert "Then sea salt." in migrated.text(LOAF)
    assert "Then no salt." in migrated.text(f".wxr2hugo/conflicts/{LOAF.path}")
    waiting = migrated.run("status")
    assert waiting.output.split() == ["C", LOAF.path]
    assert f"wxr2hugo resolve PATH --site {migrated.site} settles it" in waiting.messages
    assert migrated.run("resolve", LOAF.path).status == 0
    assert sync(migrated, changed, WALK) == {}
    assert "Then sea salt." in migrated.text(LOAF)


def test_a_new_slug_moves_the_file_keeps_the_edit_and_the_old_address_and_links_again(migrated: Blog) -> None:
    migrated.edit(LOAF, "Then salt.", "Then sea salt.")
    renamed = LOAF.but(slug="sourdough")
    assert sync(migrated, renamed, WALK)[renamed.path] == "move"
    assert not (migrated.site / LOAF.path).exists()
    text = migrated.text(renamed)
    assert "Then sea salt." in text and "aliases:\n- /2020/04/01/bread/\n" in text
    assert '{{< relref "2020-04-01-sourdough.md" >}}' in migrated.text(WALK)


def test_a_link_to_what_is_no_longer_published_becomes_plain(migrated: Blog) -> None:
    assert REF in migrated.text(WALK)
    actions = sync(migrated, LOAF.but(status="private"), WALK)
    assert (actions[LOAF.path], actions[WALK.path]) == ("update", "update")
    assert "draft: true" in migrated.text(LOAF)
    assert "relref" not in migrated.text(WALK) and "[the loaf](/2020/04/01/bread/)" in migrated.text(WALK)
    sync(migrated, LOAF, WALK)
    assert REF in migrated.text(WALK)


def test_a_file_that_was_moved_by_hand_is_followed_and_linked(migrated: Blog) -> None:
    target = migrated.site / "content/posts/kitchen/loaf.md"
    target.parent.mkdir()
    (migrated.site / LOAF.path).rename(target)
    sync(migrated, LOAF.but(content="New."), WALK)
    assert migrated.body("content/posts/kitchen/loaf.md") == "New."
    assert "loaf.md" in migrated.text(WALK).split("relref")[1]
    assert not (migrated.site / LOAF.path).exists()


def test_a_file_that_was_deleted_by_hand_stays_deleted_and_is_linked_no_more(migrated: Blog) -> None:
    (migrated.site / LOAF.path).unlink()
    sync(migrated, LOAF.but(content="New."), WALK)
    assert not (migrated.site / LOAF.path).exists()
    assert "relref" not in migrated.text(WALK)


def test_a_page_made_a_draft_by_hand_is_linked_no_more(migrated: Blog) -> None:
    migrated.edit(LOAF, "comments: true\n", "comments: true\ndraft: true\n")
    sync(migrated, LOAF, WALK)
    assert "relref" not in migrated.text(WALK)


def test_the_status_of_a_narrowed_diff_is_that_of_what_it_shows(migrated: Blog) -> None:
    migrated.write(LOAF.but(content="Flour alone."), WALK)
    for name, status in ((LOAF.path, 1), (str(LOAF.id), 1), (WALK.path, 0), (str(WALK.id), 0), ("content/posts", 1)):
        run = migrated.run("diff", name, "--exit-code")
        assert run.status == status
        assert f"Would be: 0 created, {status} updated," in run.messages


def test_a_dash_is_standard_output(migrated: Blog, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(migrated.folder)
    migrated.write(LOAF.but(content="Flour alone."), WALK)
    assert "+Flour alone." in migrated.run("diff", "--output", "-").output
    assert not (migrated.folder / "-").exists()


def test_the_address_of_what_is_pruned_is_free_in_the_same_run(blog: Blog) -> None:
    first, second = Post(1, slug="first"), Post(2, slug="second")
    blog.write(first, second).run("migrate")
    blog.write(second.but(slug="first"))
    kept, pruned = blog.run("diff"), blog.run("sync", "--prune")
    assert "E201" in kept.messages and "E201" not in pruned.messages
    assert pruned.status == 0
    assert f"url: {first.address}\n" in blog.text(first)


def test_what_is_gone_is_an_orphan_until_it_is_pruned(migrated: Blog) -> None:
    assert sync(migrated, WALK)[LOAF.path] == "orphan"
    assert (migrated.site / LOAF.path).is_file() and REF in migrated.text(WALK)
    assert sync(migrated, WALK, options=("--prune",))[LOAF.path] == "delete"
    assert not (migrated.site / LOAF.path).exists() and "relref" not in migrated.text(WALK)


def test_prune_refuses_a_truncated_export(migrated: Blog) -> None:
    text = migrated.export.read_text()
    migrated.export.write_text(text[: text.index("we left")])
    with pytest.raises(MigrateError):
        migrated.run("sync", "--prune")
    assert (migrated.site / WALK.path).is_file()


def test_another_sites_export_is_refused_unless_it_is_said_to_be_the_same(migrated: Blog) -> None:
    migrated.export.write_text(migrated.export.read_text().replace("blog.example", "other.example"))
    before = migrated.files()
    with pytest.raises(MigrateError):
        migrated.run("sync")
    assert migrated.files() == before
    assert migrated.run("sync", "--same-site").status == 0


def test_a_new_post_does_not_take_the_place_of_a_users_own_file(migrated: Blog) -> None:
    new = Post(20, "Rye", "Dark.", "rye", day="2020-06-01")
    own = migrated.site / new.path
    own.write_text("---\ntitle: Mine\n---\n\nMine.\n")
    sync(migrated, LOAF, WALK, new)
    assert own.read_text().endswith("Mine.\n")
    assert migrated.body("content/posts/2020-06-01-rye-20.md") == "Dark."


def test_a_lost_state_overwrites_nothing(migrated: Blog) -> None:
    migrated.edit(LOAF, "Then salt.", "Then sea salt.")
    (migrated.site / ".wxr2hugo/state.jsonl").unlink()
    migrated.write(LOAF, WALK)
    assert migrated.run("sync").status == 1
    assert "Then sea salt." in migrated.text(LOAF)
    assert migrated.text(WALK).count("relref") == 1


def test_a_lost_state_of_an_untouched_site_is_found_again(migrated: Blog) -> None:
    before = migrated.files()
    (migrated.site / ".wxr2hugo/state.jsonl").unlink()
    done = migrated.run("sync")
    assert done.status == 0, done.messages + migrated.run("status").output
    assert migrated.files() == before


def test_a_users_own_file_with_a_link_that_would_break_the_build_is_named(migrated: Blog) -> None:
    own = migrated.site / "content/posts/mine.md"
    own.write_text('---\ntitle: Mine\n---\n\n[bread]({{< relref "2020-04-01-bread.md" >}})\n')
    assert migrated.run("sync").status == 0
    migrated.write(LOAF.but(status="draft"), WALK)
    done = migrated.run("sync")
    assert done.status == 1
    assert "content/posts/mine.md:5" in done.messages
    assert "relref" in own.read_text()


def test_terms_and_configuration_follow_the_same_rules(migrated: Blog) -> None:
    migrated.edit("hugo.toml", 'title = "A journal"', 'title = "My journal"')
    (migrated.site / "content/tags/rye/_index.md").unlink()
    actions = sync(migrated, LOAF.but(tags=("rye", "salt")), WALK)
    assert actions["content/tags/salt/_index.md"] == "create"
    assert 'title = "My journal"' in migrated.text("hugo.toml")
    assert not (migrated.site / "content/tags/rye/_index.md").exists()


def test_diff_writes_nothing_and_says_why(migrated: Blog) -> None:
    before = migrated.files()
    migrated.write(LOAF.but(content="Rye."), WALK)
    shown = migrated.run("diff")
    assert shown.status == 0 and "+Rye." in shown.output and "(wordpress)" in shown.output
    assert migrated.run("diff", "--exit-code").status == 1
    assert migrated.run("diff", "--format", "stat").output.startswith(f"M {LOAF.path}")
    assert migrated.run("diff", "11").output == ""
    assert migrated.files() == before


def test_diff_shows_only_the_paths_and_ids_that_are_asked_for(migrated: Blog, monkeypatch: pytest.MonkeyPatch) -> None:
    migrated.write(LOAF.but(content="Rye."), WALK.but(content="We stayed."))
    monkeypatch.chdir(migrated.site)
    for chosen in (LOAF.path, "12"):
        shown = migrated.run("diff", chosen).output
        assert "+Rye." in shown and "We stayed" not in shown
    assert "We stayed" in migrated.run("diff", "content/posts").output


def test_a_changed_option_is_named_as_the_reason(migrated: Blog) -> None:
    (migrated.site / "wxr2hugo.toml").write_text('[markdown]\nlinks = "inline"\n')
    changes = json.loads(migrated.run("diff", "--format", "json").output)["changes"]
    assert [(one["path"], one["reasons"]) for one in changes] == [(WALK.path, ["options"])]


def test_sync_needs_an_earlier_migration(blog: Blog) -> None:
    blog.write(LOAF)
    with pytest.raises(MigrateError, match="never migrated"):
        blog.run("sync")
    assert blog.run("diff", "--format", "stat").status == 0
    assert not blog.site.exists()


def test_an_unknown_key_in_the_configuration_names_the_nearest(blog: Blog) -> None:
    blog.site.mkdir()
    (blog.site / "wxr2hugo.toml").write_text('[markdown]\nlink = "inline"\n')
    with pytest.raises(MigrateError) as refused:
        blog.write(LOAF).run("migrate")
    assert "[markdown] link" in refused.value.message and "[markdown] links" in refused.value.hint


def test_the_short_address_of_an_orphan_answers_as_long_as_its_page_stands(migrated: Blog) -> None:
    rule = f"/ p={WALK.id} {WALK.address} 301!"
    migrated.write(LOAF).run("sync")
    assert rule in migrated.text("redirects/_redirects")
    migrated.run("sync", "--prune")
    assert rule not in migrated.text("redirects/_redirects")


def test_a_draft_alone_has_the_clock_of_the_documents_that_its_export_does_not_hold(migrated: Blog) -> None:
    draft = Post(13, "Salt", slug="salt", status="draft", day="2020-04-02")
    migrated.write(draft).run("sync")
    assert "date: 2020-04-02T10:00:00+01:00\n" in migrated.text(draft)
    later = Post(14, "Rye", slug="rye", status="draft", day="2020-04-03")
    migrated.edit(LOAF, "+01:00", "+05:00")
    migrated.write(later).run("sync")
    assert "date: 2020-04-03T10:00:00+01:00\n" in migrated.text(later), "not by the hand of a person"


def test_diff_ends_as_sync_would_where_a_link_leads_out_of_the_site(migrated: Blog) -> None:
    posts = migrated.site / "content/posts"
    posts.rename(migrated.folder / "elsewhere")
    posts.symlink_to(migrated.folder / "elsewhere")
    assert migrated.run("diff").status == 0
    migrated.write(LOAF, WALK.but(content="We left."))
    for command in (["sync"], ["sync", "--dry-run"], ["diff"]):
        with pytest.raises(MigrateError, match="leads out of the site"):
            migrated.run(*command)


def test_a_reply_of_a_forum_is_called_by_its_topic_and_follows_its_name(blog: Blog) -> None:
    topic = Post(21, "Which tar?", "Which do you use?", "tar", type="topic", folder="forums/topic/")
    reply = Post(22, "", "Birch.", "22", type="reply", folder="forums/reply/", parent=21)
    path, german = "content/reply/22.md", "<language>de-DE</language>"
    blog.write(topic, reply, head=german).run("migrate")
    assert "\ntitle: 'Antwort auf: Which tar?'\n" in blog.text(path)
    blog.write(topic.but(title="Which pitch?"), reply, head=german).run("sync")
    assert "\ntitle: 'Antwort auf: Which pitch?'\n" in blog.text(path)
    blog.write(topic.but(status="private"), reply, head=german).run("sync")
    assert "\ntitle: ''\n" in blog.text(path)


def test_what_is_pruned_no_longer_tells_the_clock_in_the_same_run(blog: Blog) -> None:
    told, waits = Post(1, day="2020-05-04"), Post(2, status="future", day="2099-05-04", tags=("rye",))
    blog.write(told, waits).run("migrate")
    assert "publishDate: 2099-05-04T10:00:00+01:00" in blog.text("content/tags/rye/_index.md")
    blog.write(waits).run("sync", "--prune")
    after = blog.files_without_notes()
    blog.export_again()
    blog.run("sync", "--prune")
    assert blog.files_without_notes() == after
