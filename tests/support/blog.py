"""A small blog in WordPress that tests let change between two exports, and the command that migrates it."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any, cast

import pytest
from typer.main import get_command
from typer.testing import CliRunner

from migrate.cli.app import app_of
from migrate.state_folder import NOTES, STANDING
from tests.support.wxr_exports import cdata, element, export

HOST = "https://blog.example"


@dataclass(frozen=True)
class Post:
    """An item as its author sees it; the rest follows as WordPress would have it."""

    id: int
    title: str = "A walk"
    content: str = "We went out."
    slug: str = ""
    type: str = "post"
    status: str = "publish"
    day: str = "2020-05-04"
    parent: int = 0
    folder: str = ""
    """What stands before the slug: of a page its parent, of others what stands there in place of the date."""
    password: str = ""
    categories: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    meta: tuple[tuple[str, str], ...] = ()
    comments: tuple[str, ...] = ()
    attachment: str = ""
    terms: tuple[tuple[str, str, str], ...] = ()
    """Taxonomy, slug and name of terms whose slug does not follow from the name."""
    excerpt: str = ""
    guid: str = ""
    """Another than WordPress makes of the id."""
    modified: str = ""
    """The day of its last change, where an export is to tell one."""
    is_front: bool = False
    is_closed: bool = False
    """To comments."""

    @property
    def name(self) -> str:
        return self.slug or f"{self.type}-{self.id}"

    @property
    def address(self) -> str:
        if self.is_front:
            return "/"
        if self.type == "page" or self.folder:
            return f"/{self.folder}{self.name}/"
        return f"/{self.day.replace('-', '/')}/{self.name}/"

    @property
    def path(self) -> str:
        """Where its Markdown is expected."""
        if self.is_front:
            return "content/_index.md"
        if self.type == "page":
            return f"content/{self.folder}{self.name}.md"
        return f"content/posts/{self.day}-{self.name}.md"

    def but(self, **changes: object) -> Post:
        return replace(self, **changes)  # type: ignore[arg-type]

    def wxr(self) -> str:
        public = self.status in {"publish", "private", "inherit"}
        link = f"{HOST}{self.address}" if public else f"{HOST}/?p={self.id}"
        fields = {
            "post_date": f"{self.day} 10:00:00",
            "post_date_gmt": f"{self.day} 09:00:00" if public else "0000-00-00 00:00:00",
            "comment_status": "closed" if self.is_closed else "open",
            "post_name": self.name if public or self.slug else "",
            "status": self.status,
            "post_parent": str(self.parent),
            "post_type": self.type,
            "post_password": self.password,
        }
        if self.modified:
            fields["post_modified_gmt"] = f"{self.modified} 09:00:00"
        if self.attachment:
            fields["attachment_url"] = self.attachment
        return "\n".join(
            [
                "<item>",
                element("title", self.title),
                f"<link>{link}</link>",
                element("dc:creator", "robin"),
                f'<guid isPermaLink="false">{self.guid or f"{HOST}/?p={self.id}"}</guid>',
                element("content:encoded", self.content),
                element("excerpt:encoded", self.excerpt),
                f"<wp:post_id>{self.id}</wp:post_id>",
                *(element(f"wp:{name}", text) for name, text in fields.items()),
                *(_term("category", name) for name in self.categories),
                *(_term("post_tag", name) for name in self.tags),
                *(_named_term(*one) for one in self.terms),
                *(
                    f"<wp:postmeta>{element('wp:meta_key', key)}{element('wp:meta_value', value)}</wp:postmeta>"
                    for key, value in self.meta
                ),
                *(_comment(self.id * 100 + number, text) for number, text in enumerate(self.comments)),
                "</item>",
            ]
        )


def _term(taxonomy: str, name: str) -> str:
    return _named_term(taxonomy, "".join(sign if sign.isalnum() else "-" for sign in name.lower()), name)


def _named_term(taxonomy: str, slug: str, name: str) -> str:
    return f'<category domain="{taxonomy}" nicename="{slug}">{cdata(name)}</category>'


def _comment(number: int, text: str) -> str:
    fields = {
        "comment_id": str(number),
        "comment_author": "Kim",
        "comment_author_email": "kim@private.example",
        "comment_author_IP": "192.0.2.77",
        "comment_date_gmt": "2020-06-01 08:00:00",
        "comment_content": text,
        "comment_approved": "1",
        "comment_parent": "0",
    }
    return "<wp:comment>" + "".join(element(f"wp:{name}", value) for name, value in fields.items()) + "</wp:comment>"


@dataclass
class Run:
    """What one call of the command gave."""

    status: int
    output: str
    messages: str


def call(*line: str) -> Run:
    """Run the command. What ends it with exit status 2 is raised."""
    with CliRunner().isolation() as (output, messages, _):
        with pytest.raises(SystemExit) as ended:
            _command(line[0]).main(line, "wxr2hugo")
        sys.stdout.flush()
        sys.stderr.flush()
        return Run(cast(int, ended.value.code), output.getvalue().decode(), messages.getvalue().decode())


@cache
def _command(name: str) -> Any:
    """To describe a command takes longer than a small run."""
    return get_command(app_of(name))


@dataclass
class Blog:
    """An export on disk and the site made from it."""

    folder: Path
    posts: list[Post] = field(default_factory=list)

    @property
    def site(self) -> Path:
        return self.folder / "site"

    @property
    def export(self) -> Path:
        return self.folder / "export.xml"

    def write(self, *posts: Post, head: str = "", host: str = HOST) -> Blog:
        """Export the blog with these posts; `head` holds authors and terms, `host` may end in a folder."""
        self.posts = list(posts)
        text = export(*(post.wxr() for post in posts), head=head)
        self.export.write_text(text.replace(HOST, host), encoding="utf-8")
        return self

    def export_again(self) -> None:
        """Export the same in other bytes, so that no run can tell at once that nothing is new."""
        self.export.write_bytes(self.export.read_bytes() + b"\n")

    def run(self, command: str, *arguments: str) -> Run:
        """Call the command on the export and the site."""
        exports = [] if command in {"status", "resolve"} else [str(self.export)]
        line = [command, *exports, *arguments, *([] if command == "inspect" else ["--site", str(self.site)])]
        return call(*line)

    def run_alone(self, command: str, *arguments: str) -> Run:
        """The same in this process and no other."""
        return self.run(command, "--jobs", "1", *arguments)

    def text(self, post: Post | str) -> str:
        """A file of the site."""
        return (self.site / (post if isinstance(post, str) else post.path)).read_text(encoding="utf-8")

    def body(self, post: Post | str) -> str:
        """What stands below the front matter."""
        return self.text(post).split("\n---\n", 1)[1].strip()

    def edit(self, post: Post | str, old: str, new: str) -> None:
        """Change a file of the site by hand."""
        text = self.text(post)
        assert old in text
        (self.site / (post if isinstance(post, str) else post.path)).write_text(text.replace(old, new), "utf-8")

    def files(self) -> dict[str, bytes]:
        """Every file of the site with its bytes, state included."""
        return {
            path.relative_to(self.site).as_posix(): path.read_bytes()
            for path in sorted(self.site.rglob("*"))
            if path.is_file() and path.name != "lock"
        }

    def files_without_notes(self) -> dict[str, bytes]:
        """The same without what a run notes for the next one on this machine, which tells how the export was cut."""
        found = {path: data for path, data in self.files().items() if path != NOTES}
        state, *made_from = found.get(STANDING, b"none").split()
        return found | {STANDING: b"%b and %d" % (state, len(made_from))}
