"""`wxr2hugo media`: the pictures that the pages show are there."""

from __future__ import annotations

from tests.support.blog import HOST, Blog, Post
from tests.support.time_limit import within

UPLOADS = f"{HOST}/wp-content/uploads"
LOAF = Post(
    12,
    "Bread",
    f'<img src="{UPLOADS}/2020/04/crumb-300x200.jpg" /> <a href="/wp-content/uploads/2020/04/recipe.pdf">recipe</a>'
    f' <img src="https://elsewhere.example/x.jpg" /> <img src="{UPLOADS}/2020/04/beside.png?w=500" />',
    "bread",
)
CRUMB = Post(30, "crumb", "", "crumb", type="attachment", status="inherit", attachment=f"{UPLOADS}/2020/04/crumb.jpg")


def test_files_of_the_library_and_those_only_texts_name_are_copied_from_a_folder(blog: Blog) -> None:
    uploads = blog.folder / "backup/uploads/2020/04"
    uploads.mkdir(parents=True)
    for name in ("crumb.jpg", "crumb-300x200.jpg", "recipe.pdf", "beside.png", "unused.jpg"):
        (uploads / name).write_bytes(name.encode())
    blog.write(LOAF, CRUMB).run("migrate")
    done = blog.run("media", "--from", str(blog.folder / "backup"))
    assert done.status == 0, done.messages
    brought = blog.site / "static/wp-content/uploads/2020/04"
    assert sorted(path.name for path in brought.iterdir()) == ["beside.png", "crumb.jpg", "recipe.pdf"]
    for name in ("crumb.jpg", "recipe.pdf", "beside.png"):
        assert f"(/wp-content/uploads/2020/04/{name})" in blog.text(LOAF)


def test_a_file_whose_name_holds_spaces_and_brackets_comes_along(blog: Blog) -> None:
    uploads = blog.folder / "uploads/2020/04"
    uploads.mkdir(parents=True)
    (uploads / "two loaves (1).jpg").write_bytes(b"x")
    post = LOAF.but(content=f'<img src="{UPLOADS}/2020/04/two%20loaves%20(1).jpg" />')
    assert blog.write(post).run("media", "--from", str(blog.folder / "uploads")).status == 0
    assert (blog.site / "static/wp-content/uploads/2020/04/two loaves (1).jpg").is_file()


def test_a_picture_written_as_text_takes_no_time_to_look_through(blog: Blog) -> None:
    post = LOAF.but(content=f'<img src="data:image/png;base64,{"iVBORw0/" * 200_000}" />')
    with within():
        done = blog.write(post).run("media", "--dry-run")
    assert done.messages.startswith("Would be: 0 copied, 0 downloaded")


def test_a_file_that_is_nowhere_is_named_and_the_others_come(blog: Blog) -> None:
    uploads = blog.folder / "uploads/2020/04"
    uploads.mkdir(parents=True)
    (uploads / "crumb.jpg").write_bytes(b"x")
    done = blog.write(LOAF, CRUMB).run("media", "--from", str(blog.folder / "uploads"))
    assert done.status == 1
    assert "recipe.pdf" in done.messages and "1 copied" in done.messages


def test_a_dry_run_says_what_would_come(blog: Blog) -> None:
    blog.write(LOAF, CRUMB).run("migrate")
    assert "Would be: 0 copied, 3 downloaded, 0 present, 0 failed, 0.0 MB\n" in blog.run("media", "--dry-run").messages
    assert not (blog.site / "static").exists()


def test_files_of_which_visitors_could_not_know_stay_away_until_their_item_is_published(blog: Blog) -> None:
    uploads = blog.folder / "uploads/2020/04"
    uploads.mkdir(parents=True)
    names = ("plan.pdf", "shared.jpg", "named.png")
    for name in names:
        (uploads / name).write_bytes(b"x")
    secret = Post(5, "Plan", f'<a href="{UPLOADS}/2020/04/named.png">n</a>', "plan", status="private")
    files = [
        Post(
            40 + at,
            name,
            "",
            name,
            type="attachment",
            status="inherit",
            parent=5,
            attachment=f"{UPLOADS}/2020/04/{name}",
        )
        for at, name in enumerate(names)
    ]
    shows = LOAF.but(content='[gallery ids="41"]')
    done = blog.write(shows, secret, *files).run("media", "--from", str(blog.folder / "uploads"))
    brought = blog.site / "static/wp-content/uploads/2020/04"
    assert [path.name for path in brought.iterdir()] == ["shared.jpg"]
    assert "W402" in done.messages and "plan.pdf" in done.messages
    blog.write(shows, secret.but(status="publish"), *files).run("media", "--from", str(blog.folder / "uploads"))
    assert sorted(path.name for path in brought.iterdir()) == sorted(names)
    done = blog.write(shows, secret.but(status="private"), *files).run("media", "--from", str(blog.folder / "uploads"))
    still = done.messages.partition("W403")[2]
    assert "static/wp-content/uploads/2020/04/plan.pdf" in still and "Delete" in still
    assert "W402" not in done.messages and "shared.jpg" not in still
    (brought / "plan.pdf").unlink()
    again = blog.run("media", "--from", str(blog.folder / "uploads")).messages
    assert "plan.pdf" in again.partition("W402")[2] and not (brought / "plan.pdf").exists()


def test_only_what_shows_files_by_their_numbers_brings_those_of_drafts(blog: Blog) -> None:
    """A number in prose, in a price or in a part for members names no file, and a private file is shown by none."""
    uploads = blog.folder / "uploads/2020/04"
    uploads.mkdir(parents=True)
    draft = Post(50, "Plan", status="draft")
    files = [
        CRUMB.but(id=number, slug=f"f{number}", parent=50, attachment=f"{UPLOADS}/2020/04/{number}.jpg")
        for number in range(61, 71)
    ]
    files[6] = files[6].but(status="private")
    for number in range(61, 71):
        (uploads / f"{number}.jpg").write_bytes(b"%d" % number)
    texts = (
        'We were 61, and paid 62. [private][gallery ids="63"][/private]',
        '[gallery ids="64, 65"] <!-- wp:image {"id":66} /--> [gallery ids="67"] <b class="wp-image-68">x</b>',
    )
    meta = (("_price", "62"), ("_thumbnail_id", "69"), ("_gallery_ids", "70,1"))
    blog.write(draft, *files, *(Post(number, content=text, meta=meta) for number, text in enumerate(texts, 51)))
    blog.run("media", "--from", str(blog.folder / "uploads"))
    brought = {path.stem for path in (blog.site / "static").rglob("*.jpg")}
    assert brought == {"64", "65", "66", "68", "69", "70"}


def test_files_that_a_plugin_hands_out_to_some_are_not_brought(blog: Blog) -> None:
    """Whoever knew their address got nothing: a server that serves static/ would give them to everybody."""
    guarded = ("woocommerce_uploads/2020/05/album.zip", "wpcf7_uploads/letter.pdf", "_pda/plan.pdf", "edd/book.pdf")
    for name in (*guarded, "2020/05/open.pdf"):
        (blog.folder / "uploads" / name).parent.mkdir(parents=True, exist_ok=True)
        (blog.folder / "uploads" / name).write_bytes(b"x")
    files = [
        CRUMB.but(id=60 + number, slug=f"g{number}", attachment=f"{UPLOADS}/{name}")
        for number, name in enumerate((*guarded, "2020/05/open.pdf"))
    ]
    (blog.folder / "uploads/edd/seen.jpg").write_bytes(b"x")
    links = "".join(f'<a href="{UPLOADS}/{name}">x</a>' for name in guarded) + f'<img src="{UPLOADS}/edd/seen.jpg">'
    blog.write(*files, Post(51, content=links)).run("migrate")
    done = blog.run("media", "--from", str(blog.folder / "uploads"))
    brought = sorted(path.name for path in (blog.site / "static").rglob("*") if path.is_file())
    assert brought == ["open.pdf", "seen.jpg"]
    assert "album.zip" in done.messages.partition("W402")[2]
    rules = [path for path in (blog.site / "redirects").iterdir() if b"woocommerce" in path.read_bytes()]
    assert rules == []


def test_what_people_sent_with_an_order_is_not_brought(blog: Blog) -> None:
    (blog.folder / "uploads").mkdir()
    (blog.folder / "uploads/sent.jpg").write_bytes(b"x")
    sent = CRUMB.but(parent=70, attachment=f"{UPLOADS}/sent.jpg")
    order = Post(70, "Order", type="shop_order", status="wc-completed")
    blog.write(LOAF, order, sent).run("migrate")
    blog.run("media", "--from", str(blog.folder / "uploads"))
    assert not (blog.site / "static/wp-content/uploads/sent.jpg").exists()
