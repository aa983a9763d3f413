"""What is said: what comes next, what needs a person by name, what is wrong by name, in the tense that is true."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from migrate.cli.app import COMMANDS
from migrate.cli.ending import run
from migrate.diagnostics import Code, MigrateError
from migrate.state_folder import STATE
from migrate.verify.kinds import KINDS
from tests.support.blog import Blog, Post, call
from tests.support.json_schemas import follows

LOAF = Post(1, title="Loaf", content="Flour.\n\nThen salt.\n\nThen time.", slug="loaf")
WALK = Post(2, title="Walk", content="We went out.", slug="walk")
PICTURE = Post(
    3, title="crumb", type="attachment", status="inherit",
    attachment="https://blog.example/wp-content/uploads/2020/04/crumb.jpg",
)  # fmt: skip


@pytest.fixture
def blog(blog: Blog) -> Blog:
    return blog.write(LOAF, WALK)


@pytest.fixture
def torn(blog: Blog) -> Blog:
    """A site with an open conflict."""
    blog.run("migrate")
    blog.edit(LOAF, "Then salt.", "Then sea salt.")
    blog.write(LOAF.but(content=LOAF.content.replace("salt", "no salt")), WALK)
    return blog


def refused(*line: str) -> str:
    """What is said of a run that could not be made."""
    with pytest.raises(MigrateError) as error:
        call(*line)
    return f"{error.value.message}\n{error.value.hint}"


# What comes next


def test_a_migration_ends_with_the_commands_that_come_next(blog: Blog) -> None:
    said = blog.write(LOAF, PICTURE).run("migrate").messages
    assert said.endswith(f"  hugo server --source {blog.site}\n")
    assert f"  wxr2hugo media {blog.export} --site {blog.site} " in said


def test_media_that_are_all_there_are_not_asked_for(blog: Blog) -> None:
    blog.write(LOAF, PICTURE).run("migrate")
    there = blog.site / "static/wp-content/uploads/2020/04/crumb.jpg"
    there.parent.mkdir(parents=True)
    there.write_bytes(b"x")
    assert "wxr2hugo media" not in blog.write(LOAF.but(title="Bread"), PICTURE).run("sync").messages


def test_a_dry_run_says_what_would_be(blog: Blog) -> None:
    said = blog.run("migrate", "--dry-run").messages
    assert "Would be: " in said and "Next would come:\n" in said and "wxr2hugo media" in said
    assert "Would be: " in blog.run("diff").messages
    assert "Would be" not in blog.run("migrate").messages


def test_a_diff_ends_with_the_command_that_does_it(blog: Blog) -> None:
    said = blog.write(Post(1, "Bread")).run("diff", "--same-site").messages
    assert f"Next would come:\n  wxr2hugo migrate {blog.export} --site {blog.site} --same-site\n" in said
    blog.run("migrate")
    said = blog.write().run("diff", "--prune").messages
    assert f"Next would come:\n  wxr2hugo sync {blog.export} --site {blog.site} --prune\n" in said
    said = blog.run("diff", "--conflict", "theirs", "--prune", "--max-delete", "3").messages
    assert f" sync {blog.export} --site {blog.site} --conflict theirs --max-delete 3 --prune\n" in said
    assert "Next" not in blog.write(Post(1, "Bread")).run("diff").messages


def test_a_result_in_a_file_says_where_it_is(blog: Blog) -> None:
    page = blog.folder / "report.html"
    blog.write(Post(1, "Bread"))
    for command in ("inspect", "diff"):
        assert f"Written: {page}" in blog.run(command, "--format", "html", "--output", str(page)).messages


def test_a_configuration_of_the_owner_is_the_first_thing_that_comes_next(blog: Blog) -> None:
    blog.site.mkdir()
    (blog.site / "hugo.toml").write_text('title = "Mine"\ntheme = "mine"\n', "utf-8")
    said = blog.write(Post(1, "Bread")).run("migrate").messages
    assert f"Next:\n  wxr2hugo config --site {blog.site}    shows again what to paste" in said


def test_what_to_do_at_the_host_comes_last(blog: Blog) -> None:
    said = blog.write(Post(1, "Bread")).run("migrate", "--host", "github").messages
    assert said.rstrip().endswith("push the repository, and set the source of Pages to GitHub Actions")


def test_a_conflict_is_named_with_the_ways_to_settle_it(torn: Blog) -> None:
    said = torn.run("sync").messages
    assert f"In conflict, for a person to settle:\n  {LOAF.path}\n" in said
    assert f"wxr2hugo resolve {LOAF.path} --site {torn.site} " in said
    assert f"wxr2hugo diff {LOAF.path} --site {torn.site} " in said
    assert f"In conflict, for a person to settle:\n  {LOAF.path}\n" in torn.run("sync").messages


def test_an_orphan_is_named_with_the_way_to_delete_it(blog: Blog) -> None:
    blog.run("migrate")
    said = blog.write(LOAF).run("sync").messages
    assert f"No longer in the export, and kept:\n  {WALK.path}\n" in said and "--prune" in said


def test_a_path_with_a_space_is_said_as_a_shell_reads_it(blog: Blog) -> None:
    said = call("migrate", str(blog.export), "--site", str(blog.folder / "my site")).messages
    assert f"hugo server --source '{blog.folder}/my site'" in said


# Conflicts without the export


@pytest.mark.parametrize("name", [LOAF.path, "1"])
def test_the_diff_of_an_open_conflict_needs_no_export(torn: Blog, name: str) -> None:
    torn.run("sync")
    shown = call("diff", name, "--site", str(torn.site)).output
    assert "-Then sea salt.\n+Then no salt.\n" in shown


def test_a_name_that_is_neither_export_nor_conflict_is_said(torn: Blog) -> None:
    assert "nothing.md: has no open conflict" in refused("diff", "nothing.md", "--site", str(torn.site))


def test_conflicts_are_settled_by_id_or_all_at_once(torn: Blog) -> None:
    torn.run("sync")
    assert call("resolve", "1", "--theirs", "--site", str(torn.site)).messages == f"settled {LOAF.path}\n"
    assert "Then no salt." in torn.text(LOAF)
    assert call("resolve", "--all", "--site", str(torn.site)).messages == "no conflict is open\n"


def test_a_file_that_holds_markers_is_not_settled(torn: Blog) -> None:
    torn.run("sync", "--conflict", "markers")
    assert "still holds conflict markers" in refused("resolve", LOAF.path, "--site", str(torn.site))
    torn.edit(LOAF, "<<<<<<< yours\n", "")
    torn.edit(LOAF, "=======\nThen no salt.\n>>>>>>> WordPress\n", "")
    assert call("resolve", "--all", "--site", str(torn.site)).status == 0
    assert torn.run("sync").status == 0


def test_resolve_asks_which(torn: Blog) -> None:
    assert "--all" in refused("resolve", "--site", str(torn.site))


GIT = "<<<<<<< HEAD\n{}\n=======\n{}\n>>>>>>> branch\n"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("title: Loaf\n", GIT.format("title: A loaf", "title: The loaf")),
        ("Then time.\n", GIT.format("Then rest.", "Then a walk.")),
        ("Then time.\n", GIT.format("Then rest.\n||||||| parent\nThen time.", "Then a walk.").replace("\n", "\r\n")),
    ],
)
def test_resolve_refuses_a_file_in_which_git_left_its_markers(torn: Blog, old: str, new: str) -> None:
    torn.run("sync")
    torn.edit(LOAF, old, new)
    assert "still holds conflict markers" in refused("resolve", LOAF.path, "--site", str(torn.site))


def test_resolve_takes_markers_in_code_for_text(torn: Blog) -> None:
    torn.run("sync")
    torn.edit(LOAF, "Then time.\n", f"```\n{GIT.format('a', 'b')}```\n")
    assert torn.run("resolve", LOAF.path).status == 0


@pytest.mark.parametrize("named", [LOAF.path, "content/essays/bread.md", "1"])
@pytest.mark.parametrize("option", [[], ["--theirs"]])
def test_a_conflict_is_settled_where_its_file_was_moved_to(torn: Blog, named: str, option: list[str]) -> None:
    torn.run("sync")
    moved = torn.site / "content/essays/bread.md"
    moved.parent.mkdir()
    (torn.site / LOAF.path).rename(moved)
    assert "+Then no salt." in call("diff", named, "--site", str(torn.site)).output
    assert torn.run("resolve", named, *option).messages == "settled content/essays/bread.md\n"
    assert not (torn.site / LOAF.path).exists()
    assert ("Then no salt." if option else "Then sea salt.") in torn.text("content/essays/bread.md")
    assert torn.run("sync").status == 0
    assert torn.run("status").output == f"R  {LOAF.path} -> content/essays/bread.md\n"


# Status


def test_status_shows_edits_until_wordpress_has_them_too(blog: Blog) -> None:
    blog.run("migrate")
    assert "All is clean" in blog.run("status").messages
    blog.edit(LOAF, "Then salt.", "Then sea salt.")
    blog.run("sync")
    assert blog.run("status").output == f"M  {LOAF.path}\n"
    blog.write(LOAF.but(content=LOAF.content.replace("salt", "sea salt")), WALK).run("sync")
    assert blog.run("status").output == ""


def test_status_does_not_call_clean_what_it_cannot_know(blog: Blog) -> None:
    blog.write(Post(1)).run("migrate")
    (blog.site / STATE).unlink()
    for form in ("text", "json"):
        said = blog.run("status", "--format", form).messages
        assert "clean" not in said and "after the next sync" in said
    blog.run("sync")
    assert "All is clean" in blog.run("status").messages


def test_status_shows_orphans_until_they_are_back(blog: Blog) -> None:
    blog.run("migrate")
    blog.write(LOAF).run("sync")
    assert f" ? {WALK.path}\n" in blog.run("status").output
    described = json.loads(blog.run("status", "--format", "json").output)
    follows(described, "status")
    assert [one["path"] for one in described["files"] if one["orphan"]] == [WALK.path]
    blog.write(LOAF, WALK).run("sync")
    assert blog.run("status").output == ""


# Which folder


def test_a_file_in_place_of_the_site_is_said(blog: Blog) -> None:
    for command in ("status", "migrate", "sync", "diff", "media"):
        exports = [] if command == "status" else [str(blog.export)]
        for site in (blog.export, blog.export / "site", blog.export / "my" / "site"):
            assert f"{blog.export}: is a file, no folder" in refused(command, *exports, "--site", str(site))


def test_a_link_to_nothing_in_place_of_the_site_is_said(blog: Blog, tmp_path: Path) -> None:
    link = tmp_path / "link"
    link.symlink_to(tmp_path / "gone")
    for site in (link, link / "site"):
        assert f"{link}: is a link that leads nowhere" in refused("migrate", str(blog.export), "--site", str(site))


def test_a_folder_in_a_site_is_told_from_the_site(blog: Blog, monkeypatch: pytest.MonkeyPatch) -> None:
    blog.run("migrate")
    monkeypatch.chdir(blog.site / "content/posts")
    assert f"--site {blog.site}" in refused("migrate", str(blog.export))
    assert f"--site {blog.site}" in refused("sync", str(blog.export))
    assert f"--site {blog.site}" in refused("status")
    assert f"--site {blog.site}" in refused("migrate", str(blog.export), "--site", ".")


def test_a_folder_of_other_things_is_asked_about(blog: Blog, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = blog.folder / "documents"
    folder.mkdir()
    (folder / "letter.odt").write_bytes(b"")
    monkeypatch.chdir(folder)
    assert "letter.odt" in refused("migrate", str(blog.export))
    assert [path.name for path in folder.iterdir()] == ["letter.odt"]
    assert call("migrate", str(blog.export), "--site", ".").status == 0


def test_beside_the_export_alone_a_site_can_be(blog: Blog, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(blog.folder)
    assert call("migrate", "export.xml").status == 0
    assert Path("hugo.toml").is_file()


def test_a_site_right_below_is_named(blog: Blog, monkeypatch: pytest.MonkeyPatch) -> None:
    blog.run("migrate")
    monkeypatch.chdir(blog.folder)
    assert "--site site" in refused("status")


# What is wrong


def test_a_diff_of_a_site_never_migrated_says_so(blog: Blog) -> None:
    assert "was never migrated; this is what migrate would make of it" in blog.run("diff").messages


def test_a_name_of_nothing_in_the_site_is_said(blog: Blog) -> None:
    blog.run("migrate")
    assert "content/typo.md: is no file" in refused(
        "diff", str(blog.export), "content/typo.md", "--site", str(blog.site)
    )
    assert call("diff", str(blog.export), "1", "--site", str(blog.site)).status == 0


def test_a_value_of_the_wrong_kind_is_answered_with_what_is_expected(blog: Blog) -> None:
    blog.run("migrate")
    (blog.site / "wxr2hugo.toml").write_text('[content]\ntypes = "book"\n')
    assert 'expected a list of names, such as ["book"]' in refused("sync", str(blog.export), "--site", str(blog.site))


def test_what_migrate_recommends_it_has(blog: Blog) -> None:
    blog.run("migrate")
    blog.write(LOAF, host="https://elsewhere.example")
    assert "--same-site" in refused("migrate", str(blog.export), "--site", str(blog.site))
    assert blog.run("migrate", "--same-site").status == 0


def test_without_a_terminal_nothing_is_asked() -> None:
    assert "wxr2hugo migrate export.xml" in refused("migrate")


def test_diagnostics_name_the_file_count_what_is_alike_and_end_with_what_to_do(blog: Blog) -> None:
    said = blog.write(LOAF.but(content="H<sub>2</sub>O, " * 40)).run("migrate").messages
    assert f"    {LOAF.path}: sub (WordPress id 1, export.xml:" in said
    assert "40 times)\n" in said
    assert f"    What to do: {Code.RAW_HTML.remedy}\n" in said


def test_every_code_can_be_explained() -> None:
    assert call("explain", "w104").output.endswith(f"What to do: {Code.RAW_HTML.remedy}\n")
    assert {line.split()[0] for line in call("explain").output.splitlines()} == {code.id for code in Code} | set(KINDS)
    assert "wxr2hugo explain lists" in refused("explain", "X1")
    assert "Did you mean table?" in refused("explain", "tabel")


@pytest.mark.parametrize("said", ["W104,E201", "W104: HTML that, E201 x", "W104 E201"])
def test_codes_are_found_in_what_was_copied_from_a_message(said: str) -> None:
    lines = call("explain", said).output
    assert lines.startswith("W104 (") and "\nE201 (" in lines


def test_a_number_alone_is_asked_about() -> None:
    assert "Did you mean W104?" in refused("explain", "104")


@pytest.mark.parametrize("command", ["inspect", "diff", "verify", "comments"])
@pytest.mark.parametrize("named", ["export.xml", "../export.xml", "."])
def test_no_result_takes_the_place_of_the_export(
    blog: Blog, command: str, named: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    blog.run("migrate")
    place = blog.site if named.startswith("..") else blog.folder
    monkeypatch.chdir(place)
    before = blog.export.read_bytes()
    output = str(blog.export) if named == "." else named
    options = {"comments": ["--to", "isso"]}.get(command, [])
    options += [] if command == "inspect" else ["--site", str(blog.site)]
    assert "this is the export" in refused(command, named, "--output", output, *options)
    assert blog.export.read_bytes() == before


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (["migrat"], "No such command 'migrat'. Did you mean 'migrate'?"),
        (["migrate", "x.xml", "--jobs", "many"], "Invalid value for '--jobs' / '-j': it should be a whole number"),
        (["migrate", "x.xml", "--jobs", "9" * 6000], "Invalid value for '--jobs' / '-j'"),
        (["migrate", "x.xml", "--jobs", "-1"], "Invalid value for '--jobs' / '-j': it should be at least 0"),
        (["sync", "x.xml", "--site", ""], "--site is empty"),
        (["verify", "x.xml", "--against="], "--against is empty"),
        (["migrate", ""], "an argument is empty"),
        (["sync", "x.xml", "--conflict", "mine"], "'mine' is not one of 'keep', 'markers', 'theirs'"),
        (["status", "--sight", "s"], "No such option: --sight"),
        (["migrate", "https://blog.example/export.xml"], "an address is no export"),
        (["migrate", "exprot.xml"], "exprot.xml: No such file or directory"),
    ],
)
def test_a_line_that_cannot_be_read_is_answered_in_two_lines(
    line: list[str], said: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("migrate.cli.ending.listen", lambda: None)
    monkeypatch.setattr("migrate.cli.ending.ignore_stopping", lambda: None)
    assert run(line) == 2
    shown = capsys.readouterr().err.splitlines()
    assert said in shown[0] and len(shown) == 2


@pytest.mark.parametrize("command", COMMANDS, ids=lambda one: one.__name__)
def test_help_says_what_a_command_does_in_one_whole_line_and_knows_no_types_of_python(
    command: Callable[..., None],
) -> None:
    name = command.__name__
    (line,) = [one for one in call("--help").output.splitlines() if one.split()[:1] == [name]]
    assert line.endswith(".") and not line.endswith("...")
    assert not re.search(r"<(str|list|Path)", call(name, "--help").output)
