"""Random edits on both sides: no word of the user's is lost, and a diff announces exactly what sync does."""

from __future__ import annotations

import re
import shutil
import tempfile
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from migrate.diagnostics import Code
from migrate.state_folder import STATE
from migrate.sync.merge.markdown_scan import marked
from migrate.sync.resolve import resolve
from migrate.sync.state.state import State
from tests.support.examples import examples
from tests.support.invented import Post, Site, actions, quick

NUMBERS = range(1, 6)
SLUGS = ["", "alpha", "beta", "post-1", "post-2"]
PARAGRAPHS = ["First one here.", "Second one here.", "Third one here.", "Fourth one here."]


@st.composite
def upstream(draw: st.DrawFn) -> tuple[str, int, object]:
    kind = draw(st.sampled_from(["title", "body", "slug", "status", "tags", "links", "remove", "add"]))
    number = draw(st.integers(1, 7))
    values: dict[str, st.SearchStrategy[object]] = {
        "title": st.sampled_from(["One", "Two", "Three"]),
        "body": st.lists(st.sampled_from([*PARAGRAPHS, "Third one here, longer."]), min_size=1, max_size=5).map(
            lambda paragraphs: "\n\n".join(paragraphs) + "\n"
        ),
        "slug": st.sampled_from(SLUGS),
        "status": st.sampled_from(["publish", "draft", "private"]),
        "tags": st.lists(st.sampled_from(["red", "green", "blue"]), unique=True).map(tuple),
        "links": st.lists(st.integers(1, 6), max_size=3, unique=True).map(tuple),
    }
    return kind, number, draw(values[kind]) if kind in values else None


BY_HAND = st.tuples(
    st.sampled_from(["append", "insert", "word", "title", "key", "draft", "delete", "move", "crlf", "own", "tag"]),
    st.integers(1, 6),
    st.integers(0, 30),
)
POLICY = st.fixed_dictionaries(
    {}, optional={"prune": st.booleans(), "on_conflict": st.sampled_from(["keep", "markers", "theirs"])}
)
ROUND = st.tuples(st.lists(upstream(), max_size=4), st.lists(BY_HAND, max_size=4), POLICY, st.booleans())


class Person:
    """Edits files and remembers the words that they wrote."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.count = 0

    def word(self) -> str:
        self.count += 1
        return f"mine{self.count}z"

    def edit(self, kind: str, number: int, place: int) -> None:
        entry = State.load(self.site.root).entries.get(str(number))
        path = self.site.root / entry.path if entry and entry.path else None
        if kind == "own":
            self.site.write(f"content/posts/2020-01-02-{SLUGS[place % 5] or 'own'}.md.bak", self.word())
        elif path and path.is_file():
            self._edit_file(kind, path, place)

    def _edit_file(self, kind: str, path: Path, place: int) -> None:
        text = path.read_bytes().decode()
        lines = text.split("\n")
        body = lines.index("---", 1) + 1 if "---" in lines[1:] else 0
        spot = min(len(lines) - 1, body + place)
        if kind == "append":
            text = f"{text}\n{self.word()} {self.word()}\n"
        elif kind == "insert":
            text = "\n".join([*lines[:spot], self.word(), *lines[spot:]])
        elif kind == "word":
            text = "\n".join([*lines[:spot], lines[spot].replace("one", self.word(), 1), *lines[spot + 1 :]])
        elif kind == "title":
            text = re.sub(r"(?m)^title: .*?(\r?)$", rf"title: {self.word()}\1", text, count=1)
        elif kind in ("key", "draft"):
            added = "draft: true\n" if kind == "draft" else f"custom{place}: {self.word()} # {self.word()}\n"
            text = text.replace("title:", f"{added}title:", 1) if added[:6] not in text else text
        elif kind == "tag":
            text = text.replace("tags:\n", f"tags:\n- {self.word()}\n", 1)
        elif kind == "crlf":
            text = text.replace("\r\n", "\n").replace("\n", "\r\n")
        if kind == "delete":
            path.unlink()
        elif kind == "move":
            path.rename(path.with_name(f"moved{place}-{path.name}"))
        else:
            path.write_bytes(text.encode())


def words(site: Site) -> set[str]:
    return set(re.findall(r"mine\d+z", "\n".join(data.decode() for data in site.snapshot().values())))


def change_upstream(site: Site, kind: str, number: int, value: object) -> None:
    if kind == "add" or number not in site.posts:
        site.posts.setdefault(number, Post(number, body="\n\n".join(PARAGRAPHS) + "\n", tags=("red",)))
    elif kind == "remove":
        del site.posts[number]
    else:
        wanted = {post.desired for post in site.posts.values() if post.id != number}
        site.edit_upstream(number, **{kind: value})
        if site.posts[number].desired in wanted:
            site.edit_upstream(number, slug=f"{site.posts[number].slug}-{number}")


@given(st.lists(ROUND, min_size=1, max_size=3))
@settings(max_examples=examples(60), deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_random_edits_on_both_sides(rounds: list[Any]) -> None:
    root = Path(tempfile.mkdtemp())
    try:
        site = Site(root)
        links = {1: (2,), 3: (1, 2)}
        body = "\n\n".join(PARAGRAPHS) + "\n"
        site.wordpress(*(Post(number, body=body, tags=("red",), links=links.get(number, ())) for number in NUMBERS))
        site.sync()
        person = Person(site)
        for changes, edits, policy, settle in rounds:
            for edit in edits:
                person.edit(*edit)
            for change in changes:
                change_upstream(site, *change)
            check_round(site, policy)
            if settle:
                settle_all(site)
    finally:
        shutil.rmtree(root)


def check_round(site: Site, policy: dict[str, Any]) -> None:
    before, written = site.snapshot(), words(site)
    announced = site.diff(**policy)
    listed, described = site.listed, site.json
    assert site.snapshot() == before
    done = site.sync(**policy)
    assert actions(done) == actions(announced) and site.listed == listed
    assert written <= words(site)
    changed, conflicts = changed_files(before, site.content()), files_of(described, "conflict")
    assert changed - conflicts == files_of(described, "create", "update", "merge", "move", "delete") - conflicts
    assert all(one.code is Code.BROKEN_LINK for one in site.diagnostics)
    assert_links_find_pages(site)
    after = site.snapshot()
    with site.looking_closely():
        found = site.diff(**policy)
    again = site.sync(**policy)
    assert actions(again) == actions(found)
    if not any(change.origin for change in done.changes):
        assert not again.has_changes and site.snapshot() == after
    else:
        settled = site.snapshot()
        assert not site.sync(**policy).has_changes and site.snapshot() == settled
    assert (site.root / STATE).read_bytes() == b"".join(State.load(site.root).lines())


def assert_links_find_pages(site: Site) -> None:
    """No link in a file that nobody edited leads to a page that is not there or is a draft."""
    entries = State.load(site.root).entries.values()
    paths = [entry.path for entry in entries if entry.path and "draft: true" not in site.read(entry.path)]
    public = {spelled for path in paths for spelled in (Path(path).name, path.removeprefix("content"))}
    for entry in entries:
        if entry.path and entry.disk == entry.base:
            assert set(re.findall(r'relref "(.*?)"', site.read(entry.path))) <= public


def changed_files(before: dict[str, bytes], after: dict[str, bytes]) -> set[str]:
    names = {*after, *(path for path in before if not path.startswith(".wxr2hugo"))}
    return {name for name in names if before.get(name) != after.get(name)}


def files_of(described: dict[str, Any], *kinds: str) -> set[str]:
    """Paths that a plan names. A conflict may leave its file as it is."""
    changes = [change for change in described["changes"] if change["action"] in kinds]
    return {change[name] for change in changes for name in ("path", "from") if change[name]}


def settle_all(site: Site) -> None:
    """Each file as it stands, but where it holds markers as WordPress proposes: a person would have to edit it."""
    for theirs in (True, False):
        state = State.load(site.root)
        open_ones = [entry.path for entry in state.entries.values() if entry.conflict and entry.path]
        resolve(quick(site.root), state, [path for path in open_ones if marked(site.read(path)) == theirs], theirs)
