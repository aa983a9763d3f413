"""`wxr2hugo comments`: what was public, read back by the rules of each system's own importer."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import datetime
from hashlib import sha1
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest

from migrate.cli.commands.comments import System
from migrate.comments.systems import comment_systems
from migrate.diagnostics import MigrateError
from tests.support.blog import Run, call
from tests.support.wxr_exports import export, item, record

WP = "{http://wordpress.org/export/1.0/}"
HOST = "https://blog.example"
MAIL, MACHINE = "ann@secret.example", "203.0.113.7"


def comment(id: int, content: str, parent: int = 0, author: str = "Ann &amp; Bo", **fields: str) -> str:
    known = {
        "comment_id": str(id),
        "comment_author": author,
        "comment_author_email": MAIL,
        "comment_author_url": "http://ann.example/",
        "comment_author_IP": MACHINE,
        "comment_date": f"2020-05-04 12:00:{id % 60:02d}",
        "comment_date_gmt": f"2020-05-04 10:00:{id % 60:02d}",
        "comment_content": content,
        "comment_approved": "1",
        "comment_type": "comment",
        "comment_parent": str(parent),
    }
    return record("comment", **known | fields)


def post(id: int, title: str, *comments: str, **fields: str) -> str:
    known = {
        "post_date": "2020-05-04 11:00:00",
        "post_date_gmt": "2020-05-04 09:00:00",
        "post_name": f"post-{id}",
        "status": "publish",
        "post_type": "post",
        "comment_status": "open",
    }
    return item(title, post_id=id, inside="".join(comments), **known | fields)


POSTS = (
    post(
        1,
        "Bread & salt",
        comment(11, 'First <b>word</b>, "quoted": 1 < 2 ]]> x^2\nand a line'),
        comment(12, "An answer to @ann in #4 <code>@code #5</code>", 11),
        comment(13, "And one to that\n\n<pre>if a:\n\n    b</pre>", 12, author=""),
        comment(14, "Held back", approved="no", comment_approved="0"),
        comment(15, "To what was held back", 14),
    ),
    post(2, "", comment(21, "A ring", 22), comment(22, "of two", 21), comment_status="closed").replace(
        "example/2/", "example/caf%C3%A9/"
    ),
    post(3, "A draft", comment(31, "Nobody saw it"), status="draft"),
    post(4, "Locked", comment(41, "Nobody saw it"), post_password="word"),
    post(
        5, "Twice", comment(11, "<script>alert(1)</script> the same id <img src=x onerror=y>", comment_date_gmt="never")
    ),
    post(6, "Nothing said", comment(61, "<script>only</script>")),
)
PATHS = ["/1/", "/caf%C3%A9/", "/5/"]


def written(folder: Path, system: System, *arguments: str, posts: tuple[str, ...] = POSTS) -> str:
    return run(folder, system, *arguments, posts=posts).output


def run(folder: Path, system: System, *arguments: str, posts: tuple[str, ...] = POSTS) -> Run:
    file = folder / "export.xml"
    file.write_text(export(*posts), "utf-8")
    return call("comments", str(file), "--to", system.value, "--site", str(folder / "site"), *arguments)


class Imported(NamedTuple):
    """A comment as it arrives elsewhere."""

    path: str
    parent: str
    author: str
    text: str


Arrived = dict[str, Imported]
"""Comments by the id that they have there."""


def from_xml(text: str) -> Iterator[tuple[ElementTree.Element, ElementTree.Element]]:
    """Threads with their comments, as Disqus documents them and Isso reads them: every field is there."""
    assert "http://wordpress.org/export/1.0/" in text
    for thread in ElementTree.fromstring(text).findall("channel/item"):
        assert (thread.findtext("title") or "").strip(), "Isso passes by what has no title"
        datetime.strptime(thread.findtext(f"{WP}post_date_gmt") or "", "%Y-%m-%d %H:%M:%S")
        assert thread.findtext(f"{WP}comment_status") in {"open", "closed"}
        before: set[str] = set()
        for one in thread.findall(f"{WP}comment"):
            for field in ("id", "author", "author_email", "author_url", "author_IP", "content", "approved", "parent"):
                assert one.find(f"{WP}comment_{field}") is not None, field
            datetime.strptime(one.findtext(f"{WP}comment_date_gmt") or "", "%Y-%m-%d %H:%M:%S")
            assert one.findtext(f"{WP}comment_approved") == "1"
            assert one.findtext(f"{WP}comment_content")
            assert one.findtext(f"{WP}comment_parent") in {"0", *before}, "an answer comes after what it answers"
            before.add(one.findtext(f"{WP}comment_id") or "")
            yield thread, one


def imported_from_xml(text: str) -> Arrived:
    found = [
        (
            one.findtext(f"{WP}comment_id") or "",
            Imported(
                urlsplit(thread.findtext("link") or "").path,
                (one.findtext(f"{WP}comment_parent") or "").replace("0", "")
                and str(one.findtext(f"{WP}comment_parent")),
                one.findtext(f"{WP}comment_author") or "",
                one.findtext(f"{WP}comment_content") or "",
            ),
        )
        for thread, one in from_xml(text)
    ]
    assert len(found) == len(dict(found)), "ids are of one comment each"
    return dict(found)


def imported_by_remark42(text: str) -> Arrived:
    """A line of what is known of the site, then a line each; the site's id is taken from the lines."""
    first, *rest = [json.loads(line) for line in text.splitlines()]
    assert first["version"] == 1
    assert isinstance(first["users"], list)
    arrived: Arrived = {}
    for one in rest:
        assert one["id"] not in arrived
        assert one["locator"]["site"] == "remark"
        assert one["user"]["name"] and one["user"]["id"] and not one["user"].get("ip")
        datetime.fromisoformat(one["time"])
        arrived[one["id"]] = Imported(
            urlsplit(one["locator"]["url"]).path, one["pid"], one["user"]["name"], one["text"]
        )
    return arrived


def imported_by_commento(text: str) -> Arrived:
    """Fields that are empty are refused; who comments has to be among the commenters, but for nobody."""
    whole = json.loads(text)
    assert whole["version"] == 1
    names = {"anonymous": "Anonymous"}
    for one in whole["commenters"]:
        assert all(one[field] for field in ("email", "name", "link", "photo", "provider"))
        names[one["commenterHex"]] = one["name"]
    assert len({one["email"] for one in whole["commenters"]}) == len(whole["commenters"])
    arrived: Arrived = {}
    below: dict[str, list[dict[str, Any]]] = {}
    for one in whole["comments"]:
        below.setdefault(one["parentHex"], []).append(one)
    waiting = ["root"]
    while waiting:
        parent = waiting.pop()
        for one in below.pop(parent, []):
            assert one["state"] == "approved" and one["markdown"] and one["domain"] == "blog.example"
            datetime.fromisoformat(one["creationDate"])
            arrived[one["commentHex"]] = Imported(
                one["url"], parent.removeprefix("root"), names[one["commenterHex"]], one["markdown"]
            )
            waiting.append(one["commentHex"])
    assert not below, "every answer answers something"
    return arrived


def imported_from_giscus(text: str) -> Arrived:
    """What GitHub is told, found again by the path of the page as giscus does, strictly or not."""
    arrived: Arrived = {}
    for one in json.loads(text):
        assert one["title"] == re.sub(r"\.\w+$", "", urlsplit(one["url"]).path[1:])
        assert sha1(one["title"].encode()).hexdigest() in one["body"]
        for number, first in enumerate(one["comments"]):
            name = f"{one['title']}{number}"
            arrived[name] = Imported(f"/{one['title']}", "", first["author"], first["body"])
            for below, answer in enumerate(first["replies"]):
                assert "replies" not in answer, "GitHub knows one level of answers"
                arrived[f"{name}.{below}"] = Imported(f"/{one['title']}", name, answer["author"], answer["body"])
    return arrived


IMPORTERS = {
    System.DISQUS: imported_from_xml,
    System.ISSO: imported_from_xml,
    System.REMARK42: imported_by_remark42,
    System.COMMENTO: imported_by_commento,
    System.GISCUS: imported_from_giscus,
}
everywhere = pytest.mark.parametrize("system", list(System))


def of(arrived: Arrived, words: str) -> tuple[str, Imported]:
    """The one comment that holds these words."""
    [found] = [(id, one) for id, one in arrived.items() if words in one.text]
    return found


def test_every_system_that_may_be_named_is_there() -> None:
    assert list(comment_systems("remark")) == [one.value for one in System]


@everywhere
def test_each_importer_gets_the_public_comments_of_published_pages_at_the_addresses_of_the_new_site(
    tmp_path: Path, system: System
) -> None:
    arrived = IMPORTERS[system](written(tmp_path, system))
    assert list(dict.fromkeys(one.path for one in arrived.values())) == PATHS
    assert len(arrived) == 7
    assert {one.author for one in arrived.values()} == {"Ann & Bo", "Anonymous"}


@everywhere
def test_answers_stay_below_what_they_answer_and_rings_are_broken(tmp_path: Path, system: System) -> None:
    arrived = IMPORTERS[system](written(tmp_path, system))
    first, _ = of(arrived, "First")
    answer, found = of(arrived, "An answer to")
    assert found.parent == first
    assert of(arrived, "And one to that")[1].parent == (first if system is System.GISCUS else answer)
    assert not of(arrived, "To what was held back")[1].parent
    assert sorted(bool(of(arrived, words)[1].parent) for words in ("A ring", "of two")) == [False, True]


@everywhere
def test_nothing_says_from_where_anybody_wrote_and_nothing_runs(tmp_path: Path, system: System) -> None:
    text = written(tmp_path, system)
    for private in (MAIL, MACHINE, "secret.example", "Held back", "Nobody saw it", "script", "onerror"):
        assert private not in text


def test_disqus_and_remark42_get_the_html_that_our_theme_shows(tmp_path: Path) -> None:
    for system in (System.DISQUS, System.REMARK42):
        _, found = of(IMPORTERS[system](written(tmp_path, system)), "First")
        assert found.text == '<p>First <strong>word</strong>, "quoted": 1 &lt; 2 ]]&gt; x^2<br>\nand a line</p>'


def test_disqus_knows_a_thread_by_its_address(tmp_path: Path) -> None:
    threads = [thread for thread, _ in from_xml(written(tmp_path, System.DISQUS))]
    name = threads[0].findtext("{http://www.disqus.com/}thread_identifier")
    assert name == threads[0].findtext("link") == f"{HOST}/1/"


def test_isso_and_commento_get_markdown_without_html(tmp_path: Path) -> None:
    isso, commento = (IMPORTERS[one](written(tmp_path, one)) for one in (System.ISSO, System.COMMENTO))
    assert of(isso, "First")[1].text == 'First **word**, "quoted": 1 < 2 ]]> x\\^2  \nand a line'
    assert of(commento, "First")[1].text == 'First **word**, "quoted": 1 < 2 ]]> x^2  \nand a line'
    assert of(isso, "And one")[1].text == "And one to that\n\n```\nif a:\n\n    b\n```"
    assert of(commento, "And one")[1].text == "And one to that\n\n    if a:\n    \n        b"


def test_on_github_nobody_is_called_and_each_comment_names_who_wrote_it(tmp_path: Path) -> None:
    _, found = of(imported_from_giscus(written(tmp_path, System.GISCUS)), "An answer to")
    assert found.text == (
        "**[Ann & Bo](http://ann.example/)**, 2020-05-04:\n\nAn answer to @<!-- -->ann in #<!-- -->4 `@code #5`"
    )


def test_closed_comments_stay_closed_where_the_format_can_say_so(tmp_path: Path) -> None:
    meta = json.loads(written(tmp_path, System.REMARK42).splitlines()[0])
    assert meta["posts"] == [{"url": f"{HOST}{PATHS[1]}", "read_only": True}]
    assert [one["locked"] for one in json.loads(written(tmp_path, System.GISCUS))] == [False, True, False]


def test_addresses_are_those_of_the_site_that_the_configuration_names(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "hugo.toml").write_text('baseURL = "https://new.example/log/"\n')
    assert "<link>https://new.example/log/1/</link>" in written(tmp_path, System.DISQUS)
    asked = written(tmp_path, System.DISQUS, "--base-url", "https://other.example")
    assert "<link>https://other.example/1/</link>" in asked
    with pytest.raises(MigrateError, match="no address of a site"):
        written(tmp_path, System.DISQUS, "--base-url", "other")


def test_a_run_says_how_much_there_is_and_what_comes_next(tmp_path: Path) -> None:
    file = tmp_path / "backup.json"
    found = run(tmp_path, System.REMARK42, "--output", str(file), "--site-id", "log")
    assert found.output == ""
    assert "7 comments on 3 pages" in found.messages
    assert f"remark42 restore --file={file} --path=. --site=log" in found.messages
    assert '"site": "log"' in file.read_text("utf-8")


@everywhere
def test_an_export_without_comments_makes_a_file_that_can_be_read(tmp_path: Path, system: System) -> None:
    assert IMPORTERS[system](written(tmp_path, system, posts=(post(1, "Alone"),))) == {}


def test_nothing_is_written_where_there_is_no_export(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "page.xml").write_text("<html>Please log in</html>", "utf-8")
    (tmp_path / "old.xml").write_text("kept", "utf-8")
    line = ["comments", str(tmp_path / "page.xml"), "--site", str(tmp_path), "--to", "isso"]
    for output in ([], ["--output", str(tmp_path / "old.xml")]):
        with pytest.raises(MigrateError, match="web page"):
            call(*line, *output)
    assert capsys.readouterr().out == ""
    assert (tmp_path / "old.xml").read_text("utf-8") == "kept"
