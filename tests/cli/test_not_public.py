"""What visitors did not see: what the owner may choose, and what a run says of it."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from migrate.hugo.build import build
from migrate.state_folder import NOTES
from tests.support.blog import Blog, Post
from tests.support.wxr_exports import record

OPEN = Post(11, "Open", "For all.")
HALF = Post(12, "Half", "For all. [private]For editors.[/private]")
DRAFT = Post(13, "Not yet", "Nobody knows.", status="draft", slug="not-yet")
LOCKED = Post(14, "Locked", "Behind a word.", password="x", slug="locked")
PAID = Post(15, "Paid", "For payers.", meta=(("_members_access_role", "editor"),), slug="paid")


@pytest.fixture
def choosing(blog: Blog) -> Any:
    """A blog with these lines in its options."""

    def written(*lines: str) -> Blog:
        blog.site.mkdir(exist_ok=True)
        (blog.site / "wxr2hugo.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")
        return blog

    return written


def test_hidden_parts_stay_in_the_file_unless_the_owner_says_otherwise(blog: Blog) -> None:
    blog.write(HALF).run("migrate")
    assert blog.body(HALF) == 'For all. {{< wp-hidden why="members" >}}For editors.{{< /wp-hidden >}}'


def test_hidden_parts_can_be_left_out_of_the_file_and_the_base(choosing: Any) -> None:
    blog = choosing("[content]", 'hidden = "drop"')
    run = blog.write(HALF).run("migrate")
    assert blog.body(HALF) == "For all."
    assert "W131" in run.messages
    assert not [path for path, data in blog.files().items() if b"For editors" in data]


def test_lines_for_the_options_are_shown_only_where_the_owner_has_chosen_nothing_yet(choosing: Any) -> None:
    blog = choosing("[select]", 'status = ["publish", "draft"]').write(OPEN, DRAFT)
    assert "read it, there and in .wxr2hugo/base/.\n" in blog.run("migrate").messages
    assert "Lines for wxr2hugo.toml:\n  [select]" in choosing().write(OPEN.but(title="New"), DRAFT).run("sync").messages


def test_what_members_saw_can_be_shown_to_all(choosing: Any) -> None:
    blog = choosing("[content]", 'hidden = "show"')
    run = blog.write(HALF, PAID, DRAFT).run("migrate")
    assert blog.body(HALF) == "For all. For editors."
    assert "draft" not in blog.text(PAID)
    assert "draft: true" in blog.text(DRAFT)
    assert "W131" not in run.messages


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("layouts/_default/index.json", "{{ range site.RegularPages }}{{ .RawContent | jsonify }}{{ end }}"),
        ("layouts/single.md", "{{ .Title }}"),
        ("themes/acme/layouts/index.html", "{{ $.Page.RawContent }}"),
        ("go.mod", "require github.com/imfing/hextra v0.9.0"),
    ],
)
def test_where_a_template_prints_files_as_they_are_hidden_parts_are_in_none(blog: Blog, path: str, text: str) -> None:
    file = blog.site / path
    file.parent.mkdir(parents=True)
    file.write_text(text, encoding="utf-8")
    run = blog.write(HALF).run("migrate")
    assert blog.body(HALF) == "For all."
    assert "W137" in run.messages
    assert path in run.messages


def test_other_templates_change_nothing(blog: Blog) -> None:
    for path in ("layouts/index.html", "layouts/shortcodes/raw.html", "themes/acme/layouts/index.html"):
        (blog.site / path).parent.mkdir(parents=True, exist_ok=True)
        (blog.site / path).write_text("{{ .RawContent }}" if "shortcodes" in path else "{{ .Content }}", "utf-8")
    run = blog.write(HALF).run("migrate")
    assert "wp-hidden" in blog.text(HALF)
    assert "W137" not in run.messages


def test_items_that_were_not_public_can_be_left_out(choosing: Any) -> None:
    blog = choosing("[select]", 'status = ["publish"]')
    run = blog.write(OPEN, DRAFT, LOCKED, PAID).run("migrate")
    assert [path for path in blog.files() if path.startswith("content/posts/2")] == [OPEN.path]
    assert re.search(r"W139 .* \(3\)\n +draft\n +private, 2 times\n", run.messages)
    assert "Everybody who can read" not in run.messages
    assert blog.run("diff", "--exit-code").status == 0


def test_an_item_that_is_public_no_more_is_a_draft_whatever_is_selected(choosing: Any) -> None:
    blog = choosing("[select]", 'status = ["publish"]')
    blog.write(OPEN, HALF).run("migrate")
    blog.write(OPEN, HALF.but(status="private")).run("sync")
    assert "draft: true" in blog.text(HALF)
    assert json.loads(blog.run("diff", "--format", "json").output)["summary"]["orphan"] == 0


def test_a_run_says_what_lies_in_the_folder_that_visitors_did_not_see(blog: Blog) -> None:
    blog.write(OPEN, HALF, DRAFT, LOCKED)
    would = blog.run("migrate", "--dry-run").messages
    assert "The folder would hold what visitors did not see: 2 items" in would
    said = blog.run("migrate").messages
    items = "2 items (drafts, private, for members, or scheduled)"
    assert f"The folder holds what visitors did not see: {items} and 1 hidden part" in said
    assert "Everybody who can read the repository can read it, there and in .wxr2hugo/base/" in said
    assert 'status = ["publish"]' in said
    assert 'hidden = "drop"' in said


def test_a_private_picture_that_a_text_shows_by_its_address_is_not_told_as_left_out(blog: Blog) -> None:
    address = "https://blog.example/wp-content/uploads/2020/05/face.jpg"
    private = Post(97, type="attachment", status="private", attachment=address)
    blog.write(Post(1, content=f'<img class="wp-image-97" src="{address}">'), private)
    assert "W134" not in blog.run("migrate").messages
    assert "/wp-content/uploads/2020/05/face.jpg" in blog.body(Post(1))
    blog.write(Post(1, content='[gallery ids="97"]'), private)
    assert "W134" in blog.run("sync").messages
    assert "face.jpg" not in blog.body(Post(1))


def test_a_run_without_anything_new_says_it_in_one_line(blog: Blog) -> None:
    blog.write(OPEN, DRAFT, LOCKED).run("migrate")
    for again in (blog.export_again, lambda: None):
        again()
        counts, said = blog.run("sync").messages.splitlines()
        assert counts.startswith("0 created") and said.startswith("The folder still holds what visitors did not see")
        assert "2 items (drafts, private, for members, or scheduled)" in said and "wxr2hugo inspect" in said
    news = blog.write(OPEN, DRAFT, LOCKED, PAID).run("sync").messages
    assert "3 items" in news and 'status = ["publish"]' in news


def test_a_run_says_nothing_of_it_where_all_was_public(blog: Blog) -> None:
    assert "visitors did not see" not in blog.write(OPEN).run("migrate").messages


def test_inspect_tells_before_a_migration_what_that_will_tell(blog: Blog) -> None:
    hidden = '<!-- wp:paragraph {"metadata":{"blockVisibility":false}} --><p>x</p><!-- /wp:paragraph -->'
    refers = '<!-- wp:block {"ref":21} /-->[gallery ids="22"]'
    file = Post(22, type="attachment", status="trash", attachment="https://blog.example/wp-content/uploads/a.jpg")
    blog.write(
        HALF,
        PAID,
        LOCKED,
        Post(16, "Hidden", hidden, meta=(("_thumbnail_id", "22"),)),
        Post(17, "Odd", status="embargo", tags=("secret",)),
        Post(20, "Refers", refers),
        Post(21, type="wp_block", status="draft"),
        file,
    )
    told = {line for line in blog.run("inspect").messages.splitlines() if line.startswith("W13")}
    assert told == {line for line in blog.run("migrate").messages.splitlines() if line.startswith("W13")}
    assert [line[:4] for line in sorted(told)] == ["W130", "W131", "W132", "W133", "W134", "W136", "W138"]


def test_what_was_public_and_is_so_no_more_goes_with_its_category(blog: Blog) -> None:
    secret = Post(18, "Merger", "We merge.", slug="merger", categories=("Mergers",))
    hidden = OPEN.but(content="For all.\n\n[private]We merge.[/private]")
    blog.write(hidden.but(content="For all.\n\nWe merge."), secret).run("migrate")
    blog.write(hidden, secret.but(status="private")).run("sync")
    assert build(blog.site, blog.folder / "public").clean
    live = [path for path in (blog.folder / "public").rglob("*") if path.is_file()]
    assert not [path for path in live if b"merge" in path.read_bytes().lower() or "merge" in str(path)]
    blog.write(hidden, secret).run("sync")
    assert "draft" not in blog.text("content/categories/mergers/_index.md")


def test_one_item_that_visitors_did_not_see_is_said_as_one(blog: Blog) -> None:
    said = blog.write(Post(1), Post(2, status="draft")).run("migrate").messages
    assert "did not see: 1 item (a draft, private, for members, or scheduled)." in said


@pytest.mark.parametrize("kind", ["user_request", "shop_order", "feedback", "sfwd-transactions", "acme_order"])
@pytest.mark.parametrize("beside", [(), ("publish",)])
def test_who_only_ordered_or_asked_something_has_no_page_until_he_writes(
    blog: Blog, kind: str, beside: tuple[str, ...]
) -> None:
    asked = Post(21, "Please", "Delete me.", type=kind, slug="please")
    wrote = [Post(22, "Walk", status=status) for status in beside]
    head = record("author", author_id="9", author_login="buyer", author_display_name="Bo Buyer")
    blog.write(OPEN, asked, *wrote, head=head)
    by_buyer = [blog.export.read_text("utf-8").split("<item>")[0], OPEN.wxr().removeprefix("<item>")]
    by_buyer += [one.wxr().removeprefix("<item>").replace("robin", "buyer") for one in (asked, *wrote)]
    blog.export.write_text("<item>".join(by_buyer) + "</channel></rss>", "utf-8")
    said = blog.run("migrate").messages
    assert (blog.site / "content/author/buyer").exists() is bool(beside)
    assert ("author/buyer" in said) is not bool(beside)
    if not beside:
        assert not [name for name, data in blog.files().items() if b"buyer" in data.lower() and name != NOTES]


@pytest.mark.parametrize(
    ("field", "is_hidden"),
    [
        ('<input type="hidden" name="token" value="1">', True),
        ('<input type="email" name="to"><input>', True),
        ('<input type="checkbox" id="more">', False),
        ('<button type="button">More</button>', False),
        ('<input type="Submit" value="More">', False),
    ],
)
def test_fields_in_which_people_write_open_nothing_that_is_hidden(blog: Blog, field: str, is_hidden: bool) -> None:
    said = blog.write(OPEN.but(content=f'<p style="display:none">Not seen.</p>{field}')).run("migrate").messages
    assert ("wp-hidden" in blog.body(OPEN)) is is_hidden
    assert ("W130" in said) is is_hidden
