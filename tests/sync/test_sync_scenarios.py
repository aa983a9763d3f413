"""What a user lives through: an export is migrated, files are edited by hand, another export comes."""

from __future__ import annotations

from invented import Site, actions, settled


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
