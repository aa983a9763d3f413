"""Where posts were written that nobody else has to know of, the rest is not read, and nobody sees a difference."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import pytest

from migrate.pipeline.known_notes import KnownNotes, Topic
from migrate.pipeline.short_ways.few_texts import FewTexts
from migrate.pipeline.wordpress import WordPressSource
from migrate.state_folder import NOTES
from tests.cli.test_other_texts import Editors, live_twice
from tests.support.blog import HOST, Blog, Post
from tests.support.examples import examples

UPLOADS = f"{HOST}/wp-content/uploads"
POSTS = tuple(
    Post(number, f"Walk {number}", "We went out. " * 20, modified="2020-05-04", tags=("rye",), comments=("Nice.",))
    for number in range(101, 125)
)
HEAD = "<pubDate>Thu, 31 Dec 2020 09:00:00 +0000</pubDate>"
PICTURE = Post(150, "Boat", type="attachment", status="inherit", attachment=f"{UPLOADS}/boat.jpg")
NEWS = Post(160, "News", f'<p>See <a href="/2020/05/04/post-104/">that</a>, <a href="{HOST}/?p=120">this</a>.</p>')

pytestmark = pytest.mark.usefixtures("small_portions")


@pytest.fixture
def parts(monkeypatch: pytest.MonkeyPatch) -> list[frozenset[str]]:
    """The items that runs found to be new or others, and for which a part of the site was enough."""
    found: list[frozenset[str]] = []
    know = WordPressSource.know_few

    def noting(self: WordPressSource, few: FewTexts) -> None:
        found.append(few.keys)
        know(self, few)

    monkeypatch.setattr(WordPressSource, "know_few", noting)
    return found


def told_of_all(blog: Blog) -> list[bytes]:
    """What the last run noted of the site as a whole."""
    with (blog.site / NOTES).open("rb") as notes:
        known = KnownNotes(notes, None)
        return [known.told_before(topic) for topic in Topic]


@pytest.mark.parametrize(
    "news",
    [
        NEWS,
        NEWS.but(comments=("Ah.",), excerpt="In short"),
        NEWS.but(content=f'<img src="{UPLOADS}/boat-300x200.jpg">', meta=(("_thumbnail_id", "150"),)),
        NEWS.but(content="<!--nextpage-->".join("abc"), day="2020-06-05"),
        NEWS.but(type="page"),
        NEWS.but(
            content='[gallery ids="150"] <!-- wp:latest-posts /--> <a href="https://elsewhere.example/a/">far</a>'
        ),
        NEWS.but(
            content='<a href="#b">below</a> <a href="/tag/rye/">rye</a> <a href="/wp-content/uploads/boat.jpg">a</a>'
        ),
    ],
    ids=["links", "comments", "pictures", "parts", "a page", "a gallery", "other links"],
)
def test_a_new_post_is_all_that_is_new(blog: Blog, parts: list[frozenset[str]], news: Post) -> None:
    blog.write(*POSTS, PICTURE, head=HEAD).run_alone("migrate")
    blog.write(*POSTS[:-1], POSTS[-1].but(content="We stayed."), PICTURE, news, head=HEAD)
    announced = blog.run_alone("diff", "--format", "json")
    assert parts == [{"160", "124"}]
    told, notes = told_of_all(blog), (blog.site / NOTES).read_bytes()
    (blog.site / NOTES).unlink()
    assert blog.run_alone("diff", "--format", "json") == announced
    (blog.site / NOTES).write_bytes(notes)
    assert "1 updated" not in blog.run_alone("sync").messages
    assert "/?p=160" not in blog.text(news) and len(parts) == 2
    redirects = (blog.site / "redirects/_redirects").read_text()
    assert "p=160" in redirects and told_of_all(blog) != told
    assert "0 updated" in blog.run_alone("sync").messages


def test_of_the_next_one_the_same_is_true(blog: Blog, parts: list[frozenset[str]]) -> None:
    blog.write(*POSTS, PICTURE, head=HEAD).run_alone("migrate")
    for number in range(161, 164):
        more = tuple(NEWS.but(id=one, title=f"News {one}") for one in range(161, number + 1))
        blog.write(*POSTS, PICTURE, *more, head=HEAD).run_alone("sync")
    assert parts == [{"161"}, {"162"}, {"163"}]
    seen = told_of_all(blog)
    (blog.site / NOTES).unlink()
    blog.export_again()
    blog.run_alone("sync")
    assert told_of_all(blog) == seen


@pytest.mark.parametrize("parent", [0, 104, 160], ids=["none", "a post", "the new post"])
def test_so_is_a_file_that_came_with_it(blog: Blog, parts: list[frozenset[str]], parent: int) -> None:
    blog.write(*POSTS, PICTURE, head=HEAD).run_alone("migrate")
    file = Post(161, "Tree", type="attachment", status="inherit", attachment=f"{UPLOADS}/tree.jpg", parent=parent)
    text = (
        f'[gallery]<img src="{UPLOADS}/tree-300x200.jpg" class="wp-image-161"> <a href="{HOST}{file.address}">all</a>'
    )
    news = NEWS.but(content=text, meta=(("_thumbnail_id", "161"),))
    blog.write(*POSTS, PICTURE, news, file, head=HEAD)
    announced = blog.run_alone("diff", "--format", "json")
    assert parts == [{"160", "161"}]
    notes = (blog.site / NOTES).read_bytes()
    (blog.site / NOTES).unlink()
    assert blog.run_alone("diff", "--format", "json") == announced
    (blog.site / NOTES).write_bytes(notes)
    blog.run_alone("sync")
    assert "/wp-content/uploads/tree.jpg" in blog.text(news) and len(parts) == 2
    assert f"{file.address}" in (blog.site / "redirects/_redirects").read_text()


@pytest.mark.parametrize("host", ["netlify", "github", "nginx"])
@pytest.mark.parametrize(
    "news", [(), (NEWS,), (NEWS, PICTURE.but(id=161, attachment=f"{UPLOADS}/tree.jpg", parent=160))]
)
def test_so_where_a_host_has_rules_of_its_own_or_none(
    blog: Blog, parts: list[frozenset[str]], host: str, news: tuple[Post, ...]
) -> None:
    blog.write(*POSTS, PICTURE, head=HEAD).run_alone("migrate", "--host", host)
    blog.write(*POSTS[:-1], POSTS[-1].but(content="We stayed."), PICTURE, *news, head=HEAD)
    announced = blog.run_alone("diff", "--format", "json", "--host", host)
    assert len(parts) == 1
    (blog.site / NOTES).unlink()
    assert blog.run_alone("diff", "--format", "json", "--host", host) == announced


def test_what_a_person_did_meanwhile_is_known_to_the_next_run(blog: Blog, parts: list[frozenset[str]]) -> None:
    blog.write(*POSTS, head=HEAD).run_alone("migrate")
    (blog.site / "content/elsewhere").mkdir()
    (blog.site / POSTS[0].path).rename(blog.site / "content/elsewhere/walk.md")
    blog.run_alone("sync")
    seen = told_of_all(blog)
    (blog.site / NOTES).unlink()
    blog.export_again()
    blog.run_alone("sync")
    assert told_of_all(blog) == seen


def asked_for_by_address(news: Post) -> tuple[Post, ...]:
    return (*POSTS[:3], POSTS[3].but(content=f'<a href="{news.address}">soon</a>'), *POSTS[4:])


def asked_for_by_number(news: Post) -> tuple[Post, ...]:
    return (*POSTS[:3], POSTS[3].but(content=f'<a href="/?p={news.id}">soon</a>'), *POSTS[4:])


def asked_for_by_a_dead_address(news: Post) -> tuple[Post, ...]:
    return (*POSTS[:3], POSTS[3].but(content=f'<a href="/old/{news.name.upper()}">soon</a>'), *POSTS[4:])


def listed_with_others(news: Post) -> tuple[Post, ...]:
    return (*POSTS[:3], POSTS[3].but(content="<!-- wp:page-list /-->"), *POSTS[4:])


def shown_by_its_file(news: Post) -> tuple[Post, ...]:
    """The post comes with a picture, a copy of which another shows."""
    return (*POSTS[:3], POSTS[3].but(content=f'<img src="{UPLOADS}/tree-300x200.jpg">'), *POSTS[4:])


def headed_by_its_file(news: Post) -> tuple[Post, ...]:
    """The post comes with a picture that another was to have at its head."""
    return (*POSTS[:3], POSTS[3].but(meta=(("_thumbnail_id", "161"),)), *POSTS[4:])


def headed_by_its_file_at_first(news: Post) -> tuple[Post, ...]:
    """Nothing is noted of what stands at the head of an export."""
    return (POSTS[0].but(meta=(("_thumbnail_id", "161"),)), *POSTS[1:])


def with_a_picture_at_first(news: Post) -> tuple[Post, ...]:
    return (PICTURE.but(parent=news.id), *POSTS)


def in_a_menu(news: Post) -> tuple[Post, ...]:
    fields = (("_menu_item_type", "post_type"), ("_menu_item_object", "post"), ("_menu_item_object_id", f"{news.id}"))
    return (*POSTS, Post(90, "", type="nav_menu_item", terms=(("nav_menu", "main", "Main"),), meta=fields))


def where_another_was(news: Post) -> tuple[Post, ...]:
    return (*POSTS[:3], POSTS[3].but(day=news.day, meta=(("_wp_old_slug", news.name),)), *POSTS[4:])


def of_the_name_of_another(news: Post) -> tuple[Post, ...]:
    return (*POSTS[:3], POSTS[3].but(type="page", slug=f"{news.day}-{news.name}"), *POSTS[4:])


def with_a_picture_already(news: Post) -> tuple[Post, ...]:
    return (*POSTS, PICTURE.but(parent=news.id))


def among_episodes(news: Post) -> tuple[Post, ...]:
    """What an episode of a podcast means to others is a matter of all of them."""
    sound = (("enclosure", f"{UPLOADS}/walk.mp3\n1200\naudio/mpeg"),)
    return (*POSTS[:3], POSTS[3].but(meta=sound), *POSTS[4:])


def among_pages_alone(news: Post) -> tuple[Post, ...]:
    return tuple(post.but(type="page") for post in POSTS)


@pytest.mark.parametrize(
    "before",
    [
        asked_for_by_address,
        asked_for_by_number,
        asked_for_by_a_dead_address,
        listed_with_others,
        shown_by_its_file,
        headed_by_its_file,
        headed_by_its_file_at_first,
        with_a_picture_at_first,
        in_a_menu,
        where_another_was,
        of_the_name_of_another,
        with_a_picture_already,
        among_episodes,
        among_pages_alone,
    ],
)
def test_where_something_waited_for_it_all_is_looked_at(
    blog: Blog, parts: list[frozenset[str]], before: Callable[[Post], tuple[Post, ...]]
) -> None:
    news = Post(160, "News", slug="fresh-news", day="2020-06-05")
    news = news.but(type="page") if before is listed_with_others else news
    blog.write(*before(news), head=HEAD).run_alone("migrate")
    file = Post(161, "Tree", type="attachment", status="inherit", attachment=f"{UPLOADS}/tree.jpg", parent=news.id)
    blog.write(*before(news), news, file, head=HEAD)
    announced = blog.run_alone("diff", "--format", "json")
    assert "1 created" in announced.messages and not parts
    (blog.site / NOTES).unlink()
    assert blog.run_alone("diff", "--format", "json") == announced


@pytest.mark.parametrize(
    "news",
    [
        NEWS.but(tags=("oats",)),
        NEWS.but(type="page", parent=104, folder="post-104/"),
        NEWS.but(type="page", content=""),
        NEWS.but(type="page", slug="tags"),
        NEWS.but(type="page", is_front=True),
        NEWS.but(status="draft"),
        NEWS.but(status="future", day="2021-02-03"),
        NEWS.but(day="2021-02-03"),
        NEWS.but(password="secret"),
        PICTURE.but(id=161, attachment=f"{UPLOADS}/boat-scaled.jpg"),
        PICTURE.but(id=161, attachment=f"{UPLOADS}/post-104/more.jpg", parent=999),
        PICTURE.but(id=161, attachment="https://elsewhere.example/more.jpg"),
        PICTURE.but(id=161, attachment=f"{UPLOADS}/icon.jpg", meta=(("_wp_attachment_context", "site-icon"),)),
        NEWS.but(content='<a href="/2020/05/04/post-104/#there">there</a>'),
        NEWS.but(content='<a href="/2020/05/04/nowhere/">there</a>'),
        NEWS.but(content='<a href="/2020/05/">May</a>'),
        NEWS.but(content="<!-- wp:page-list /-->"),
        NEWS.but(terms=(("post_format", "post-format-aside", "Aside"),)),
        NEWS.but(slug="post-104"),
        NEWS.but(slug="news.html"),
        NEWS.but(id=104, slug="fresh"),
        NEWS.but(type="page", meta=(("_links_to", f"{HOST}/2020/05/04/post-104/"),)),
        PICTURE.but(id=161, attachment=f"{UPLOADS}/tree.jpg", status="private"),
        NEWS.but(guid=f"{HOST}/?p=104"),
    ],
    ids=lambda post: f"{post.type} {post.status} {post.day} {post.content[-20:]}",
)
def test_what_means_more_to_others_is_looked_at_with_them(blog: Blog, parts: list[frozenset[str]], news: Post) -> None:
    blog.write(*POSTS, PICTURE, head=HEAD).run_alone("migrate")
    blog.write(*POSTS, PICTURE, news, head=HEAD)
    announced = blog.run_alone("diff", "--format", "json")
    assert not parts
    (blog.site / NOTES).unlink()
    assert blog.run_alone("diff", "--format", "json") == announced


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<wp:post_id>160</wp:post_id>", ""),
        ("<wp:post_name><![CDATA[post-160]]></wp:post_name>", ""),
        (f"<link>{HOST}{NEWS.address}</link>", f"<link>{HOST}/?p=160</link>"),
    ],
    ids=["no number", "no slug", "no address of its own"],
)
def test_so_is_a_post_that_lacks_what_others_have(blog: Blog, parts: list[frozenset[str]], old: str, new: str) -> None:
    blog.write(*POSTS, PICTURE, head=HEAD).run_alone("migrate")
    text = blog.write(*POSTS, PICTURE, NEWS, head=HEAD).export.read_text()
    assert old in text
    blog.export.write_text(text.replace(old, new))
    announced = blog.run_alone("diff", "--format", "json")
    assert not parts
    (blog.site / NOTES).unlink()
    assert blog.run_alone("diff", "--format", "json") == announced


def test_where_an_export_was_made_before_the_dates_of_posts_all_are_looked_at(
    blog: Blog, parts: list[frozenset[str]]
) -> None:
    blog.write(*POSTS, head=HEAD).run_alone("migrate")
    news = NEWS.but(day="2020-02-03", content="We went out.")
    blog.write(*POSTS, news, head=HEAD.replace("Thu, 31 Dec", "Wed, 01 Apr"))
    announced = blog.run_alone("diff", "--format", "json")
    assert "publishDate: 2020-04-01" in announced.output and not parts
    (blog.site / NOTES).unlink()
    assert blog.run_alone("diff", "--format", "json") == announced


def test_files_that_were_brought_meanwhile_are_asked_for(blog: Blog, parts: list[frozenset[str]]) -> None:
    blog.write(*POSTS, PICTURE, head=HEAD).run_alone("migrate")
    file = blog.site / "static/wp-content/uploads/boat.jpg"
    file.parent.mkdir(parents=True)
    file.touch()
    blog.write(*POSTS, PICTURE, NEWS, head=HEAD)
    announced = blog.run_alone("diff", "--format", "json")
    assert not parts
    (blog.site / NOTES).unlink()
    assert blog.run_alone("diff", "--format", "json") == announced
    assert blog.run_alone("sync").status == 0
    blog.write(*POSTS, PICTURE, NEWS, NEWS.but(id=161), head=HEAD).run_alone("sync")
    assert parts == [{"161"}]


def copy_of(picture: str) -> str:
    """The address of a smaller one."""
    return picture.replace(".jpg", "-300x200.jpg")


class Writers(Editors):
    """Write posts, mostly, that others link to later, and some waited for."""

    def __init__(self, random: Random) -> None:
        self.coming: list[tuple[Post, Post]] = []
        self.waits = 0.2
        super().__init__(random)
        self.waits = 0.05  # what is new and waits is looked at with all others

    def work(self) -> None:
        self.random.choice((*(self.publish,) * 16, self.edit, self.rename, self.hide, self.delete, super().work))()

    def text(self) -> str:
        """Now and then it waits for something."""
        soon = [self.naming(*self.random.choice(self.planned()))] if self.random.random() < self.waits else []
        return "\n\n".join([self.linked(), *soon])

    def linked(self) -> str:
        """With links to what can be read, at its address of today."""
        read = [post for post in self.posts.values() if post.status == "publish" and post.id > 0]
        linked = self.random.sample(read, min(2, len(read)))
        hrefs = (self.random.choice([HOST + post.address, post.address, f"/?p={post.id}"]) for post in linked)
        links = [f'See <a href="{href}">that</a>.' for href in hrefs]
        return "\n\n".join([f"Sentence {self.random.randint(1, 99)} of it.", *links])

    def naming(self, post: Post, file: Post) -> str:
        """What waits for a post or page that comes later, or for the file that comes with it."""
        at, picture = post.address, file.attachment
        hrefs = (at, HOST + at, f"{at}#a", f"{at}feed/", f"/old/{post.name.upper()}", file.address, picture)
        numbered = (f"/?p={post.id}", f"/?page_id={post.id}", f"/?attachment_id={file.id}")
        return self.random.choice(
            [
                *(f'<a href="{href}">Soon</a>' for href in (*hrefs, *numbered)),
                f"[embed]{HOST}{at}[/embed]",
                f'<!-- wp:block {{"ref":{post.id}}} /-->',
                "<!-- wp:page-list /-->",
                f'<img src="{copy_of(picture)}">',
                f'<img class="wp-image-{file.id}" src="{UPLOADS}/else.jpg">',
                f'[gallery ids="{file.id}"]',
                f'[caption id="attachment_{file.id}"]<img src="{picture}"> Soon[/caption]',
            ]
        )

    def planned(self) -> list[tuple[Post, Post]]:
        """The posts and pages that come next, each with a file that may come with it."""
        while len(self.coming) < 3:
            self.last += 2
            slug = self.random.choice([*[f"news-{self.last}"] * 4, self.slug()])
            kind = self.random.choice(["post", "post", "post", "page"])
            post = Post(self.last, f"News {self.last}", slug=slug, day=self.day(), type=kind)
            self.coming.append((post, self.file_with(post)))
        return self.coming

    def file_with(self, post: Post) -> Post:
        """A picture, of a name that others may have too."""
        name = self.random.choice([f"pic-{post.id}", f"pic-{post.id}", f"pic-{post.id}-scaled", "walk"])
        file = Post(post.id - 1, name, slug=name, type="attachment", status="inherit", day=self.day())
        return file.but(attachment=f"{UPLOADS}/{name}.jpg", parent=self.random.choice([0, post.id, post.id]))

    def publish(self) -> None:
        post, file = self.planned().pop(0)
        tags = self.random.choice([*[("rye",)] * 8, (), ("Rye", "oats"), ("spelt",)])
        said = self.random.choice([(), ("Ah.",)])
        self.save(post.but(content=self.text(), tags=tags, modified=self.day(), comments=said))
        if self.random.random() < 0.4:
            self.illustrate(post.id, file)

    def illustrate(self, number: int, file: Post) -> None:
        """Put a picture at the end of a post, and perhaps in front of it."""
        self.save(file)
        if file.id in self.posts:
            text = self.random.choice([f'<img src="{copy_of(file.attachment)}">', "[gallery]", ""])
            meta = (("_thumbnail_id", f"{file.id}"),) if self.random.random() < 0.5 else ()
            post = self.posts.get(number, self.one())
            self.save(post.but(content=f"{post.content}\n\n{text}", meta=(*post.meta, *meta)))

    def one(self) -> Post:
        """Now and then it waits for a picture that comes later."""
        post = super().one()
        soon = (("_thumbnail_id", f"{self.random.choice(self.planned())[1].id}"),)
        return post.but(meta=soon) if not post.meta and self.random.random() < 0.1 else post


def test_lives_are_the_same_where_every_item_is_looked_at_each_time(tmp_path: Path, parts: list[Any]) -> None:
    for life in range(examples(2)):
        blogs = [Blog(tmp_path / str(life) / name) for name in ("few", "all")]
        for _ in live_twice(blogs, life, Writers, 7, "--jobs", "1", "--prune", "--max-delete", "999", by_hand=0.1):
            if (blogs[1].site / NOTES).is_file():  # not where all was as before, which digests tell alone
                assert told_of_all(blogs[0]) == told_of_all(blogs[1])
    assert len(parts) >= examples(2) // 2
