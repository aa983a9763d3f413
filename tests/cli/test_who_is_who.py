"""What a site, an item and a term are known by from one export to the next."""

from __future__ import annotations

import json
import re
from shutil import copytree, rmtree

import pytest

from migrate.cli.request import Wishes, sync_request
from migrate.cli.workspace import open_workspace
from migrate.diagnostics import MigrateError
from migrate.hugo.build import build
from migrate.sync.apply import apply
from tests.support.blog import HOST, Blog, Post
from tests.support.examples import MANY
from tests.support.mortal import Killed, MortalFiles
from tests.support.wxr_exports import element

LOAF = Post(11, "Bread", "Flour, water, salt.\n\nThen wait.", "bread", day="2020-04-01")
WALK = Post(12, "A walk", "We went out.", "walk", comments=("Nice.",))
PAGE = Post(13, "About", "Who we are.", "about", type="page")
NEW = Post(11, "Other news", "It rained.", "rain", day="2021-06-07", guid=f"{HOST}/?p=2000")


@pytest.fixture
def migrated(blog: Blog) -> Blog:
    blog.write(LOAF, WALK, PAGE)
    assert blog.run("migrate").status == 0
    return blog


def in_step(blog: Blog, *policy: str) -> dict[str, str]:
    """Bring the site in step; nothing is left to do then, and Hugo builds it. The changes as diff tells them."""
    changes = json.loads(blog.run("diff", "--format", "json", *policy).output)["changes"]
    assert blog.run("sync", *policy).status == 0
    blog.export_again()
    assert blog.run("diff", "--exit-code", *policy).output == ""
    done = build(blog.site, blog.folder / "public")
    assert (done.status, done.warnings) == (0, ())
    return {one["path"]: one["action"] for one in changes}


def given_anew(post: Post, number: int) -> Post:
    """As an importer does: another id, the guid as it was."""
    return post.but(id=number, guid=f"{HOST}/?p={post.id}")


def refused(blog: Blog) -> str:
    """Why all commands refuse the export and leave the site as it is."""
    before, messages = blog.files(), set()
    for command in ("migrate", "sync", "diff"):
        with pytest.raises(MigrateError) as told:
            blog.run(command)
        messages.add(f"{told.value} {told.value.hint}")
    assert blog.files() == before and len(messages) == 1
    return messages.pop()


@pytest.mark.parametrize("host", ["https://blog.example:8080", "https://blog.example/two", "https://other.example"])
def test_another_host_port_or_folder_is_another_site(migrated: Blog, host: str) -> None:
    migrated.write(LOAF, WALK, PAGE, host=host)
    assert "--same-site" in refused(migrated)
    assert migrated.run("migrate", "--same-site").status == 0


@pytest.mark.parametrize(
    "host", ["http://blog.example", "https://www.blog.example", "https://Blog.Example/", "http://blog.example:80"]
)
def test_scheme_www_and_usual_ports_never_count(migrated: Blog, host: str) -> None:
    migrated.export.write_text(migrated.export.read_text().replace(HOST, host))
    assert migrated.run("sync").status == 0


def without_address(blog: Blog) -> None:
    head, item, items = blog.export.read_text().partition("<item>")
    head = re.sub(r"<(link|wp:base_\w+_url)>.*?</\1>", "", head)
    blog.export.write_text(head + item + items)


def test_without_an_address_the_guids_of_known_ids_tell_another_blog(migrated: Blog) -> None:
    others = [
        Post(11, "Cars", "Fast.", "cars", day="2019-01-01"),
        Post(12, "Boats", "Slow.", "boats", day="2019-01-02"),
    ]
    migrated.write(*(post.but(guid=f"https://cars.example/?p={post.id}") for post in others))
    without_address(migrated)
    assert "another blog" in refused(migrated)
    assert migrated.run("sync", "--same-site").status in (0, 1)
    assert "Flour" in migrated.text(LOAF) and "Fast." in migrated.text(others[0])


def test_without_an_address_slugs_and_dates_alone_do_not_make_the_same_blog(migrated: Blog) -> None:
    migrated.write(*(post.but(guid=f"https://other.example/?p={post.id}") for post in (LOAF, WALK, PAGE)))
    without_address(migrated)
    assert "another blog" in refused(migrated)
    assert migrated.run("migrate", "--same-site").status == 0


def test_without_an_address_the_guids_of_known_ids_tell_the_same_blog(migrated: Blog) -> None:
    migrated.write(LOAF.but(content="Rye."), WALK, PAGE)
    without_address(migrated)
    assert migrated.run("sync").status == 0
    assert "Rye." in migrated.text(LOAF)


def test_an_id_given_anew_leaves_every_edit_where_it_was(migrated: Blog) -> None:
    migrated.edit(LOAF, "Then wait.", "Then wait, I say.")
    migrated.write(*(given_anew(post, post.id + 1000) for post in (LOAF, WALK, PAGE)), NEW)
    changes = in_step(migrated)
    assert changes[LOAF.path] == "merge" and changes[NEW.path] == "create"
    assert "Then wait, I say." in migrated.text(LOAF) and "wordpress_id: 1011" in migrated.text(LOAF)
    assert "wordpress_id: 11\n" in migrated.text(NEW)
    assert not (migrated.site / "data/comments/12.json").exists()
    assert "Nice." in migrated.text("data/comments/1012.json")


def test_ids_that_all_moved_by_one_mix_nothing_up(migrated: Blog) -> None:
    migrated.edit(WALK, "We went out.", "We went far out.")
    migrated.write(given_anew(LOAF, 12), given_anew(WALK, 13), given_anew(PAGE, 14))
    in_step(migrated)
    assert "We went far out." in migrated.text(WALK) and "wordpress_id: 13" in migrated.text(WALK)
    assert "Flour" in migrated.text(LOAF) and "Who we are." in migrated.text(PAGE)


def test_later_edits_merge_with_the_base_that_kept_its_place(migrated: Blog) -> None:
    migrated.write(given_anew(LOAF, 1011), WALK, PAGE, NEW)
    in_step(migrated)
    migrated.edit(LOAF, "Then wait.", "Then wait, I say.")
    migrated.edit(NEW, "It rained.", "It rained a lot.")
    migrated.write(given_anew(LOAF, 1011).but(title="Loaf"), WALK, PAGE, NEW.but(title="Newest"))
    assert in_step(migrated) == {LOAF.path: "merge", NEW.path: "merge"}
    assert "Then wait, I say." in migrated.text(LOAF) and "title: Loaf" in migrated.text(LOAF)
    assert "It rained a lot." in migrated.text(NEW) and "title: Newest" in migrated.text(NEW)


def test_without_guids_link_slug_and_date_tell_who_is_who(migrated: Blog) -> None:
    migrated.edit(LOAF, "Then wait.", "Then wait, I say.")
    migrated.write(LOAF.but(id=1011, guid="https://new.example/?p=1011"), WALK, PAGE, NEW)
    in_step(migrated)
    assert "Then wait, I say." in migrated.text(LOAF) and "wordpress_id: 1011" in migrated.text(LOAF)


def test_an_item_whose_id_slug_and_date_agree_is_the_same_whatever_its_guid(migrated: Blog) -> None:
    migrated.edit(LOAF, "Then wait.", "Then wait, I say.")
    migrated.write(LOAF.but(guid="https://new.example/?p=7", title="Loaf"), WALK, PAGE)
    assert in_step(migrated) == {LOAF.path: "merge"}


def test_an_item_that_got_another_slug_and_date_is_known_by_id_and_guid(migrated: Blog) -> None:
    moved = LOAF.but(slug="loaf", day="2021-01-01")
    migrated.write(moved, WALK, PAGE)
    assert in_step(migrated)[moved.path] == "move"


def test_a_known_id_of_another_item_leaves_the_old_one_as_an_orphan(migrated: Blog) -> None:
    migrated.write(WALK, PAGE, NEW)
    changes = json.loads(migrated.run("diff", "--format", "json").output)["changes"]
    actions = {one["path"]: one["action"] for one in changes}
    assert (actions[LOAF.path], actions[NEW.path]) == ("orphan", "create")
    assert migrated.run("sync").status == 0
    assert "Flour" in migrated.text(LOAF) and "It rained." in migrated.text(NEW)
    migrated.write(LOAF.but(id=40, guid=f"{HOST}/?p=11"), WALK, PAGE, NEW)
    assert "orphan" not in in_step(migrated).values()
    assert "wordpress_id: 40" in migrated.text(LOAF)


def test_the_old_address_by_number_of_an_orphan_stays(migrated: Blog) -> None:
    migrated.write(WALK, PAGE)
    assert migrated.run("sync").status == 0
    assert "p=11" in migrated.text("redirects/nginx.conf") or "11" in migrated.text("redirects/_redirects")


def term(slug: str, name: str = "News", number: int = 3) -> str:
    fields = {"term_id": str(number), "category_nicename": slug, "category_parent": "", "cat_name": name}
    return "<wp:category>" + "".join(element(f"wp:{key}", value) for key, value in fields.items()) + "</wp:category>"


NEWS = LOAF.but(terms=(("category", "news", "News"),))
CURRENT = LOAF.but(terms=(("category", "current", "News"),))


@pytest.mark.parametrize("policy", [(), ("--prune",)])
@pytest.mark.parametrize("heads", [(term("news"), term("current")), ("", "")], ids=["with ids", "without ids"])
def test_a_term_with_another_slug_answers_at_both_addresses(
    blog: Blog, policy: tuple[str, ...], heads: tuple[str, str]
) -> None:
    blog.write(NEWS, WALK, head=heads[0]).run("migrate")
    page = "content/categories/news/_index.md"
    blog.edit(page, "title: News", "title: My news")
    blog.write(CURRENT, WALK, head=heads[1])
    assert in_step(blog, *policy)[page] == "merge"
    assert "title: My news" in blog.text(page)
    assert "Bread" in (blog.folder / "public/category/current/index.html").read_text()
    assert "/category/current/" in (blog.folder / "public/category/news/index.html").read_text()


def test_terms_whose_ids_were_given_anew_are_known_by_their_slugs(blog: Blog) -> None:
    posts = (NEWS, WALK.but(terms=(("category", "sport", "Sport"),)))
    blog.write(*posts, head=term("news") + term("sport", "Sport", 4)).run("migrate")
    before = blog.text("content/categories/news/_index.md"), blog.text("content/categories/sport/_index.md")
    blog.write(*posts, head=term("sport", "Sport", 3) + term("news", "News", 4))
    in_step(blog)
    assert before == (blog.text("content/categories/news/_index.md"), blog.text("content/categories/sport/_index.md"))


def test_a_new_term_may_take_the_slug_that_another_left(blog: Blog) -> None:
    blog.write(NEWS, WALK, head=term("news")).run("migrate")
    sport = WALK.but(terms=(("category", "news", "Sport"),))
    blog.write(CURRENT, sport, head=term("current") + term("news", "Sport", 9))
    in_step(blog)
    assert "url: /category/current/" in blog.text("content/categories/news/_index.md")
    assert "url: /category/news/" in blog.text("content/categories/sport/_index.md")


@pytest.mark.parametrize("policy", [(), ("--prune",)])
@pytest.mark.parametrize(("news", "sport"), [("sport", "news"), ("sport", "games"), ("current", "news")])
def test_terms_may_pass_their_slugs_on(blog: Blog, policy: tuple[str, ...], news: str, sport: str) -> None:
    other = WALK.but(terms=(("category", "sport", "Sport"),))
    blog.write(NEWS, other, head=term("news") + term("sport", "Sport", 4)).run("migrate")
    blog.edit("content/categories/news/_index.md", "title: News", "title: My news")
    posts = (LOAF.but(terms=(("category", news, "News"),)), other.but(terms=(("category", sport, "Sport"),)))
    blog.write(*posts, head=term(news) + term(sport, "Sport", 4))
    in_step(blog, *policy)
    assert f"url: /category/{news}/" in blog.text("content/categories/news/_index.md")
    assert "title: My news" in blog.text("content/categories/news/_index.md")
    assert f"url: /category/{sport}/" in blog.text("content/categories/sport/_index.md")
    assert "Bread" in (blog.folder / f"public/category/{news}/index.html").read_text()


def killed_after(blog: Blog, writes: int) -> bool:
    """Whether a sync ended before it had made so many changes of the disk; else it was killed there."""
    wishes = Wishes(prune=False, max_delete=None, conflict=None, only=None, same_site=False)
    request = sync_request([str(blog.export)], blog.site, wishes, jobs=1, max_size=20_000)
    with open_workspace(request, writes=True, again=True) as one:
        try:
            apply(one.plan, MortalFiles(blog.site, writes), one.spool, one.diagnostics)
        except Killed:
            return False
    return True


def test_a_run_that_gives_ids_anew_may_be_killed_anywhere(migrated: Blog) -> None:
    migrated.edit(LOAF, "Then wait.", "Then wait, I say.")
    moved = given_anew(LOAF, 1011).but(slug="loaf", title="Loaf")
    migrated.write(moved, given_anew(WALK, 11), given_anew(PAGE, 12), NEW.but(id=13))
    waiting, writes = migrated.site.rename(migrated.folder / "waiting"), 0
    copytree(waiting, migrated.site)
    assert migrated.run("sync").status == 0
    whole = migrated.files()
    assert "Then wait, I say." in migrated.text(moved) and "wordpress_id: 1011" in migrated.text(moved)
    finished = False
    while not finished:
        rmtree(migrated.site)
        copytree(waiting, migrated.site)
        finished = killed_after(migrated, writes)
        assert migrated.run("sync").status == 0
        assert migrated.files() == whole, writes
        writes += 1 if MANY else 2
    assert writes > 20
