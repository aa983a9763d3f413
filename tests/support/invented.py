"""A source of invented documents, and a site that is kept in step with it, for the tests of this folder."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cached_property
from hashlib import blake2b
from pathlib import Path
from typing import Any

from migrate.choices.on_conflict import OnConflict
from migrate.diagnostics import Diagnostics
from migrate.model.decided import Page
from migrate.model.documents import Conversion, Home, Identity, Kind, Lay, Outline, Placed, Text
from migrate.model.export import Channel, Item
from migrate.model.rest_of_site import RestOfSite
from migrate.model.source import Identified
from migrate.pipeline.outlines import conversion, page_outline
from migrate.report.stat import stat
from migrate.report.structured import plan_json
from migrate.site.answer.questions import Questions, answers, decisions
from migrate.site.answer.site import Site as DecidedSite
from migrate.site.answer.site import decided_site
from migrate.site.collect.index import Index
from migrate.state_folder import FOLDER
from migrate.sync.apply import apply
from migrate.sync.broken_links import report_broken_links
from migrate.sync.files import Files
from migrate.sync.lock import lock
from migrate.sync.plan.changes import Changes
from migrate.sync.plan.nothing_new import plan_without_news
from migrate.sync.plan.plan import Plan, Policy
from migrate.sync.plan.planner import make_plan
from migrate.sync.spool import Spool, open_spool
from migrate.sync.state.disk import survey_disk
from migrate.sync.state.state import State
from tests.support.items import BASE, item


@dataclass(frozen=True)
class Post:
    """What WordPress says of one post. `links` are ids of posts that its body links to."""

    id: int
    title: str = "A title"
    body: str = "First paragraph.\n\nSecond paragraph.\n\nThird paragraph.\n"
    slug: str = ""
    tags: tuple[str, ...] = ()
    status: str = "publish"
    links: tuple[int, ...] = ()

    @property
    def desired(self) -> str:
        return f"content/posts/2020-01-02-{self.slug or f'post-{self.id}'}.md"

    @property
    def url(self) -> str:
        return f"/2020/01/02/{self.slug or f'post-{self.id}'}/" if self.published else ""

    @property
    def published(self) -> bool:
        return self.status == "publish"

    def item(self, base: str = BASE) -> Item:
        """As an export holds it."""
        return item(
            self.id,
            title=self.title,
            content=f"{self.body} {self.tags} {self.links}",
            slug=self.slug or f"post-{self.id}",
            status=self.status,
            date="2020-01-02 10:00:00",
            link=f"{base}{self.url or f'/?p={self.id}'}",
        )


@dataclass(frozen=True)
class Extra:
    """A document that is not content: configuration, data, a term page."""

    key: str
    path: str
    text: str
    kind: Kind = Kind.CONFIG
    id: int = 0


@dataclass
class InventedSource:
    """Posts in a plain form of its own; where they go, and where links lead, is decided as for every export."""

    posts: dict[int, Post]
    extras: tuple[Extra, ...] = ()
    placed: Mapping[str, Placed] = field(default_factory=dict)
    taken: frozenset[str] = frozenset()
    base_url: str = BASE
    truncated: bool = False
    partial: bool = False
    options: str = "0a"
    converter: str = "1"
    converted: list[str] = field(default_factory=list)
    ignore_taken: bool = False
    tells: bool = False
    """Whether it has something to tell each time."""
    lay: Lay | None = None
    """Lays the documents of posts aside as soon as they are made."""

    @cached_property
    def site(self) -> DecidedSite:
        index = Index()
        index.add(Channel(link=self.base_url, base_blog_url=self.base_url))
        for post in self.posts.values():
            index.add(post.item(self.base_url))
        return decided_site(index, self.placed, () if self.ignore_taken else self.taken)

    def identity(self) -> str:
        says = (sorted(self.posts.items()), self.extras, self.base_url, self.ignore_taken)
        return "" if self.tells or self.truncated else _digest(repr(says))

    def noted(self) -> str:
        return ""

    def noted_before(self) -> str:
        return ""

    def with_other_texts(self) -> frozenset[str] | None:
        return None

    def identified(self) -> Identified:
        return Identified()

    def outlines(self, items: frozenset[str] | None = None) -> Iterator[Outline]:
        for entry, page in self.site.pages.contents(items):
            yield page_outline(entry, page, decisions(page))
        yield from map(_outline_of_extra, self.extras if items is None else ())

    def without(self, keys: frozenset[str]) -> None:
        self.placed = {key: place for key, place in self.placed.items() if key not in keys}
        del self.site

    @contextmanager
    def answering(self, lookups: Sequence[Text]) -> Iterator[Iterator[str]]:
        yield (answers(self.site, json.loads(str(asked) or "[]")) for asked in lookups)

    def convert(self, keys: Container[str]) -> Iterator[Conversion]:
        for entry, page in self.site.pages.contents():
            if entry.key in keys:
                self.converted.append(entry.key)
                post = self.posts[entry.id]
                rest = Questions(self.site, post.item(self.base_url))
                text = self._text(post, page, rest)
                made = conversion(page_outline(entry, page, decisions(page)), text, rest.lookups, rest.answers)
                yield self.lay(made) if self.lay else made
        for extra in self.extras:
            if extra.key in keys:
                self.converted.append(extra.key)
                yield conversion(_outline_of_extra(extra), extra.text, (), answers(self.site, ()))

    def text(self, post: Post) -> str:
        return self._text(post, self.site.pages[str(post.id)], Questions(self.site, post.item(self.base_url)))

    def _text(self, post: Post, page: Page, rest: RestOfSite) -> str:
        front = [_listed("aliases", page.aliases)]
        front += ["draft: true\n"] if not page.published else []
        front += [_listed("tags", post.tags)]
        front += [f"title: {post.title}\n"]
        front += [f"url: {page.url}\n"] if page.url else []
        return f"---\n{''.join(front)}wordpress_id: {post.id}\n---\n\n{self._body(post, rest)}"

    def _body(self, post: Post, rest: RestOfSite) -> str:
        body = post.body if self.converter == "1" else post.body.replace("paragraph", f"passage{self.converter}")
        links = [rest.link(f"{self.base_url}/?p={number}") for number in post.links]
        references = list(filter(None, (link.reference for link in links)))
        for number, link in enumerate(links):
            label = f"[{references.index(link.reference) + 1}]" if link.reference else f"({link.url})"
            body += f"\nSee [number {number}]{label}.\n"
        foot = "".join(f'[{number}]: {{{{< relref "{name}" >}}}}\n' for number, name in enumerate(references, 1))
        return f"{body}\n{foot}" if foot else body


@dataclass
class Site:
    """A site folder, what WordPress says, and the commands that a user has."""

    root: Path
    posts: dict[int, Post] = field(default_factory=dict)
    extras: tuple[Extra, ...] = ()
    settings: dict[str, object] = field(default_factory=dict)
    """Attributes of the source that are not the usual ones."""
    source: InventedSource | None = None
    kind: type[InventedSource] = InventedSource
    meanwhile: Callable[[], None] = lambda: None
    """What somebody does in the site between the plan and its execution."""
    jobs: int = 1

    def wordpress(self, *posts: Post) -> Site:
        """WordPress now holds exactly these."""
        self.posts = {post.id: post for post in posts}
        return self

    def edit_upstream(self, number: int, **changes: object) -> None:
        self.posts[number] = replace(self.posts[number], **changes)  # type: ignore[arg-type]

    def sync(self, files: Files | None = None, **policy: Any) -> Plan:
        with lock(self.root), open_spool(self.root) as spool:
            plan = self._plan(spool, policy)
            self.listed = list(stat(plan, Files(self.root), spool))
            self.meanwhile()
            apply(plan, files or quick(self.root), spool, self.diagnostics, self.jobs)
            return _kept(plan)

    def diff(self, **policy: Any) -> Plan:
        with open_spool() as spool:
            plan = self._plan(spool, policy)
            self.listed = list(stat(plan, Files(self.root), spool))
            self.json = json.loads("".join(plan_json(plan, [], Files(self.root), spool)))
            return _kept(plan)

    def _plan(self, spool: Spool, policy: dict[str, object]) -> Plan:
        state = State.load(self.root, spool)
        disk = survey_disk(self.root, state)
        self.source = self.kind(self.posts, self.extras, disk.placed(), disk.taken, **self.settings)  # type: ignore[arg-type]
        if isinstance(policy.get("on_conflict"), str):
            policy["on_conflict"] = OnConflict(str(policy["on_conflict"]))
        plan = plan_without_news(self.source, state, disk, spool)
        plan = plan or make_plan(self.source, state, disk, Policy(**policy), spool)  # type: ignore[arg-type]
        self.diagnostics = Diagnostics()
        report_broken_links(plan, disk, Files(self.root), spool, self.diagnostics)
        return plan

    @contextmanager
    def looking_closely(self) -> Iterator[None]:
        """In the block no run can tell at once that there is nothing to do."""
        self.settings["tells"] = True
        yield
        del self.settings["tells"]

    def path(self, number: int) -> Path:
        return self.root / self.posts[number].desired

    def read(self, path: str | Path) -> str:
        return (self.root / path).read_text("utf-8")

    def post(self, number: int) -> str:
        return self.path(number).read_text("utf-8")

    def write(self, path: str | Path, text: str) -> None:
        place = self.root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, "utf-8")

    def replace(self, number: int, old: str, new: str) -> None:
        """What an editor does to the file of a post."""
        before = self.post(number)
        assert old in before
        self.write(self.path(number), before.replace(old, new))

    def move(self, number: int, target: str) -> None:
        (self.root / target).parent.mkdir(parents=True, exist_ok=True)
        self.path(number).rename(self.root / target)

    def snapshot(self) -> dict[str, bytes]:
        """Every file of the site."""
        return {
            path.relative_to(self.root).as_posix(): path.read_bytes()
            for path in sorted(self.root.rglob("*"))
            if path.is_file() and path.name != "lock"
        }

    def content(self) -> dict[str, bytes]:
        """Every file that is the user's to see."""
        return {path: data for path, data in self.snapshot().items() if not path.startswith(FOLDER)}


class QuickFiles(Files):
    """Leaves the flush to the system: no power is cut in these tests."""

    def flush(self) -> None:
        pass


def quick(root: Path) -> Files:
    return QuickFiles(root)


def actions(plan: Plan) -> list[tuple[str, str]]:
    """What happens to which file."""
    return [(str(change.action), Path(change.path).name) for change in plan.changes]


@contextmanager
def settled(site: Site, **policy: Any) -> Iterator[None]:
    """After the block another sync changes no byte, whether or not it can tell so at once."""
    yield
    before = site.snapshot()
    with site.looking_closely():
        plan = site.diff(**policy)
    assert not plan.has_changes, actions(plan)
    plan = site.sync(**policy)
    assert not plan.has_changes, actions(plan)
    assert site.snapshot() == before


def _kept(plan: Plan) -> Plan:
    """The plan with changes that can still be read when its spool is gone."""
    changes = Changes(Spool(io.BytesIO()))
    for change in plan.changes:
        changes.add(change)
    return plan._replace(changes=changes)


def _outline_of_extra(extra: Extra) -> Outline:
    identity = Identity(extra.key, extra.kind, extra.id, extra.key)
    return Outline(identity, Home(extra.path, extra.path), "", True, _digest(extra.text))


def _listed(key: str, values: tuple[str, ...]) -> str:
    return "".join([f"{key}:\n", *(f"- {value}\n" for value in values)]) if values else ""


def _digest(*texts: str) -> str:
    return blake2b("\0".join(texts).encode(), digest_size=8).hexdigest()
