"""What is found in the files of a built site is the same whichever of them were looked through before."""

from __future__ import annotations

import json
from collections.abc import Sequence
from html import escape
from pathlib import Path
from random import Random

import pytest

from migrate.hugo.build import BuildResult
from migrate.verify.built.build import Built
from migrate.verify.reading.phrases import SoughtPhrases
from migrate.verify.site_files.live import LookedThrough, look_through
from migrate.verify.site_files.live_files import LiveFiles
from tests.support.examples import SEED, examples

SECRETS = frozenset({"a hut by the sea", "mushrooms", "grün ist die heide", "one two three four five six seven eight"})
LINES = (
    *("<p>A hut by the sea</p>", "<p>A hut", "by the sea</p>", "<p>A hut <em>by the</em> sea</p>", "<em>A hut by</em>"),
    *("<em>the sea</em>", "<!-- a hut by the sea -->", "<p>Mushrooms</p>", '<a href="/tag/mushrooms/">x</a>'),
    *("<p>one two three <b>four</b> five six", "seven eight</p>", "<p>one two three four five six seven eight</p>"),
    *("<p>Grün ist die Heide</p>", "<p>Gr&uuml;n ist die Heide</p>", "text alone", '<p title="5" tall">It is</p>'),
    *('<li><a href="/0/">one</a></li>', '<p><a href="/gone/">g</a></p>', "<p>by the <a href=/gone/>sea</a></p>"),
    *('<P><A HREF="/gone/">G</A></P>', "<p><a href='/gone/'>g</a></p>", '<p><a href="../0/">up</a></p>'),
    *('<p><a href="#here">h</a></p>', '<h2 id="here">Here</h2>', '<p><a href="/0/#here">h</a></p>'),
    *('<p><a href="1/">down</a></p>', '<p><a href="https://blog.example/gone/">g</a></p>', '<p><a href="/0/" >'),
    *(
        '<p><img src="/a.png" srcset="/a.png 1x, /gone.png 2x"></p>',
        "<script>",
        "</script>",
        "<pre>",
        "</pre>",
        "",
        " ",
    ),
    *('<p title="', '">', '<img alt="', '" src="/gone.png">', "<a href='", "'>", '<p title="</p>', "<p>it's</p>"),
)


def looked_through(folder: Path, items: frozenset[str], paths: Sequence[str]) -> LookedThrough:
    """What some files come to, if nobody looked at any before."""
    files = LiveFiles(
        live=Built(folder, BuildResult(0, (), ())),
        site=folder.parent,
        base_url="https://blog.example/",
        answered=(),
        dead={},
        phrases=SoughtPhrases(SECRETS),
        items=items,
        paths=paths,
    )
    (found,) = look_through(files, 1)
    return found


def as_in_a_feed(text: str) -> str:
    """A text as Hugo writes it into a feed."""
    lines = escape(text, quote=False).replace('"', "&#34;").replace("'", "&#39;").replace("\n", "&#xA;")
    return f"<rss><description>{lines}</description></rss>"


def test_files_that_share_lines_are_found_at_fault_as_each_alone_is(tmp_path: Path) -> None:
    random = Random(SEED)
    pages = [f"{number}/index.html" for number in range(6)]
    for path in pages:
        (tmp_path / path).parent.mkdir()
    paths = [*pages, "index.xml"]
    for _ in range(examples(100)):
        lines = random.sample(LINES, 12)
        for path in paths:
            text = random.choice(["\n", "\n", ""]).join(random.choices(lines, k=random.randint(1, 14)))
            (tmp_path / path).write_text(text if path in pages else as_in_a_feed(text), "utf-8")
        items = frozenset(f"/{number}/" for number in range(6) if random.random() < 0.5)
        together = looked_through(tmp_path, items, paths)
        alone = [looked_through(tmp_path, items, [path]) for path in paths]
        assert {*together.faults} == {fault for one in alone for fault in one.faults}
        assert {*together.phrases} == {phrase for one in alone for phrase in one.phrases}


def test_an_attribute_that_ends_in_a_line_known_from_elsewhere_is_read_whole(tmp_path: Path) -> None:
    for number, text in enumerate(['<h2 id="x">x</h2>\n', '<a href="\n<h2 id="x">x</h2>\n']):
        (tmp_path / str(number)).mkdir()
        (tmp_path / f"{number}/index.html").write_text(text, "utf-8")
    found = looked_through(tmp_path, frozenset(), ["0/index.html", "1/index.html"])
    assert [fault.page for fault in found.faults] == ["/1/"]


def test_an_index_of_all_texts_is_looked_through_in_parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("migrate.verify.site_files.live._LARGE", 100)
    (tmp_path / "live").mkdir()
    texts = [f"Text {number} of many." for number in range(30)]
    for at in range(30):
        said = [*texts[:at], "Here stood a hut by the sea.", *texts[at:]]
        for separator in (", ", ",\n"):
            (tmp_path / "live/index.json").write_text(f"[{separator.join(map(json.dumps, said))}]", "utf-8")
            found = looked_through(tmp_path / "live", frozenset(), ["index.json"])
            assert found.phrases == {"a hut by the sea": "/index.json"}
    parted = json.dumps([*texts, "A hut", "by the sea"], indent=1)
    (tmp_path / "live/index.json").write_text(parted, "utf-8")
    assert not looked_through(tmp_path / "live", frozenset(), ["index.json"]).phrases
