"""Blogs on which authors in WordPress and a person in the site go on working at random: the real command, and Hugo.

A failure names the number of its life.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from random import Random

import pytest

from migrate.hugo.build import build
from tests.support.blog import HOST, Blog, Post
from tests.support.examples import examples

LIVES = examples(3)
SLUGS = ("bread", "walk", "river", "the-way", "stone", "a", "Über", "posts-x", "bread-2")
TAGS = ("rye", "Rye", ".rye", "CON", "rye?", "Rye bread")
"""Names of tags: some are no names of folders everywhere."""
POLICIES = ((), (), (), ("--prune", "--max-delete", "1000"), ("--conflict", "theirs"), ("--conflict", "markers"))


class Authors:
    """Write, rename, hide and delete posts and pages in WordPress, and link them to each other."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.posts: dict[int, Post] = {}
        self.last = 10
        self.tags = {"rye": TAGS[0], "oat": "Oat"}
        for _ in range(random.randint(3, 8)):
            self.write()

    def work(self) -> None:
        often = (self.write, self.edit, self.edit, self.rename, self.date, self.hide, self.delete)
        self.random.choice((*often, self.welcome, self.call))()

    def write(self) -> None:
        self.last += 1
        kind = self.random.choice(["post", "post", "page"])
        post = Post(self.last, f"Title {self.last}", self.text(), type=kind, day=self.day())
        self.save(post.but(status=self.random.choice(["publish", "publish", "draft", "future"]), slug=self.slug()))

    def edit(self) -> None:
        self.save(self.one().but(content=self.text()))

    def rename(self) -> None:
        post, slug = self.one(), self.slug()
        self.save(post.but(slug=slug, meta=(*post.meta, ("_wp_old_slug", post.slug))))

    def date(self) -> None:
        self.save(self.one().but(day=self.day()))

    def hide(self) -> None:
        self.save(self.one().but(status=self.random.choice(["publish", "draft", "private", "trash"])))

    def delete(self) -> None:
        if len(self.posts) > 1:
            del self.posts[self.one().id]

    def welcome(self) -> None:
        """Another page, or none, becomes the front page."""
        for post in list(self.posts.values()):
            self.save(post.but(is_front=False))
        pages = [post for post in self.posts.values() if post.type == "page" and post.status == "publish"]
        if pages and self.random.random() < 0.8:
            self.save(self.random.choice(pages).but(is_front=True))

    def call(self) -> None:
        """A tag gets another name, perhaps that of the other one, which gets its own."""
        slug, name = self.random.choice(["rye", "oat"]), self.random.choice([*TAGS, *self.tags.values()])
        other = "oat" if slug == "rye" else "rye"
        if name.lower() == self.tags[other].lower():
            self.tags[other] = self.tags[slug]
        self.tags[slug] = name

    def exported(self) -> list[Post]:
        terms = tuple(("post_tag", slug, name) for slug, name in self.tags.items())
        return [post.but(terms=terms[: 1 + post.id % 2]) for post in self.posts.values()]

    def one(self) -> Post:
        return self.random.choice(list(self.posts.values()))

    def save(self, post: Post) -> None:
        """As WordPress does, which gives no address twice."""
        if all(post.address != other.address for other in self.posts.values() if other.id != post.id):
            self.posts[post.id] = post

    def text(self) -> str:
        lines = [f"Sentence {self.random.randint(1, 99)} of it." for _ in range(self.random.randint(1, 4))]
        for post in self.random.sample(list(self.posts.values()), min(2, len(self.posts))):
            href = self.random.choice([HOST + post.address, post.address, f"/?p={post.id}"])
            lines.append(f'See <a href="{href}">that</a>.')
        return "\n\n".join(lines)

    def slug(self) -> str:
        return self.random.choice(SLUGS)

    def day(self) -> str:
        return f"2020-0{self.random.randint(1, 9)}-1{self.random.randint(0, 9)}"


class Person:
    """Works in the files of the site, with words that no other has."""

    def __init__(self, random: Random, content: Path) -> None:
        self.random = random
        self.content = content
        self.words: set[str] = set()

    def work(self) -> None:
        aside = self.content.parent / "assets/terms"
        file = self.random.choice(sorted([*self.content.rglob("*.md"), *aside.rglob("*.md")]))
        self.random.choice([self.append, self.append, self.change, self.draft, self.move, self.delete, self.add])(file)

    def word(self) -> str:
        word = f"mine{len(self.words)}z{self.random.randint(0, 1 << 30)}"
        self.words.add(word)
        return word

    def append(self, file: Path) -> None:
        file.write_text(f"{file.read_text()}\n{self.word()}\n")

    def change(self, file: Path) -> None:
        if "Sentence" in (text := file.read_text()):
            file.write_text(text.replace("Sentence", self.word(), 1))

    def draft(self, file: Path) -> None:
        if "draft: true" not in (text := file.read_text()):
            file.write_text(text.replace("---\n", "---\ndraft: true\n", 1))

    def move(self, file: Path) -> None:
        target = self.content / "elsewhere" / file.name
        if file.name != "_index.md" and not target.exists():
            target.parent.mkdir(exist_ok=True)
            file.rename(target)

    def delete(self, file: Path) -> None:
        if file.name != "_index.md":
            self.words -= set(re.findall(r"mine\d+z\d+", file.read_text()))
            file.unlink()

    def add(self, file: Path) -> None:
        """A file of their own, with a name that another has."""
        target = self.content / "notes" / file.name
        if file.name != "_index.md" and not target.exists():
            target.parent.mkdir(exist_ok=True)
            target.write_text(f"---\ntitle: Mine\n---\n\n{self.word()}\n")


@pytest.mark.parametrize("life", range(LIVES))
def test_whatever_happens_nothing_is_lost_and_the_site_builds(blog: Blog, life: int) -> None:
    random = Random(life)
    authors, person = Authors(random), Person(random, blog.site / "content")
    blog.write(*authors.exported()).run("migrate")
    for _ in range(5):
        for _ in range(random.randint(0, 3)):
            authors.work()
        for _ in range(random.randint(0, 3)):
            person.work()
        blog.write(*authors.exported())
        keeps_in_step(blog, person, random.choice(POLICIES))


def keeps_in_step(blog: Blog, person: Person, policy: tuple[str, ...]) -> None:
    """What a diff announces is what a sync does; it does all there is to do, loses no word and leaves a sound site."""
    before = blog.files()
    announced = json.loads(blog.run("diff", "--format", "json", *policy).output)["changes"]
    assert blog.files() == before
    done = blog.run("sync", *policy)
    assert done.status in (0, 1), done.messages
    changed = {path for path, data in (before.items() ^ blog.files().items()) if not path.startswith(".wxr2hugo")}
    places = {path for one in announced if one["action"] != "orphan" for path in (one["path"], one["from"])}
    assert changed <= places
    assert person.words <= set(re.findall(r"mine\d+z\d+", "".join(map(str, blog.files().values()))))
    if any(one["action"] == "move" for one in announced):
        blog.run("sync", *policy)  # links to what could not move at once
    after = blog.files()
    blog.run("sync", *policy)
    assert blog.files() == after
    blog.export_again()
    again = blog.run("diff", "--exit-code", "--format", "stat", *policy)
    assert again.status == 0, again.output
    if "E502" not in done.messages:
        assert build(blog.site, blog.folder / "public").status == 0
