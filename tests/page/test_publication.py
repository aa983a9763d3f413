"""Whether a page is left out is decided as Hugo decides it, and what WordPress takes back is left out for certain."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from migrate.hugo.build import build
from migrate.page.publication import as_draft, is_left_out, without_draft
from tests.support.hugo_samples import write

VALUES = r"""true True TRUE tRUE truE yes Yes YES y Y on ON 1 '1' "1" 'true' "True" 'T' T t 2 -1 +1 01 017 08 00 0
'0' '2'
1.0 0.5 0.0 .5 1. 1e3 1.5e3 1.e3 0x1 0o1 0b1 0x0 0X1 1_0 _1 +0x1 .nan .inf nan null ~ [] [true] {a:·1}
!!bool·true !!bool·yes !!str·true &a·true false False off no n 'false' 'yes' '·true' 2020-01-01 "\x74rue" 1:30"""
KEYS = r"""draft Draft DRAFT 'draft' "draft" "dr\x61ft" headless Headless draſt ᴅraft params.draft"""
DATES = r"""date Date publishDate publishdate PubDate published lastmod modified expiryDate expirydate unpublishdate"""
TIMES = r"""2099-01-01 '2099-01-01' 2099-01-01T10:00:00+02:00 4070908800 2099 2001-02-03 '' null"""
YAML = [
    *(f"draft: {value.replace('·', ' ')}" for value in VALUES.split()),
    *(f"{key}: true" for key in KEYS.split()),
    *(f"{key}: {time}" for key in DATES.split() for time in TIMES.split()),
    "date: 2099-01-01\npublishDate: 2001-01-01", "date: 2001-01-01\npublishDate: 2099-01-01",
    "publishDate: 2001-01-01\npubdate: 2099-01-01", "publishDate: ''\npubdate: 2099-01-01",
    *(f"pubdate: 2001-01-01\npublished: {value}" for value in ("true", "false", "0", "'false'", "no", "null", "''")),
    "date: Mon, 02 Jan 2099 15:04:05 GMT", "date: 2001-01-01 10:00:00 +0100", "date: 2099-01-01 10:00:00",
    *(f"build: {{render: {value}}}" for value in ("never", "link", "always", "NEVER", "false", "true", "0", "null")),
    "build: {Render: never}", "BUILD: {render: never}", "build: {list: never}", "build: null",
    "cascade: {draft: true}", "cascade:\n- build: {render: never}", "params: {draft: true}",
    "base: &a\n  draft: true\n<<: *a", "<<: {draft: true}\ndraft: false", "draft: false\n<<: {draft: true}",
    "<<: {draft: false}\ndraft: true", "<<: [{draft: true}]", "x: &a true\ndraft: *a", "? draft\n: true",
    "{draft: true, title: x}", "draft:\ttrue", "draft: |-\n  true", "draft: |\n  true", "draft:\n  true",
    "# draft: true",
]  # fmt: skip
TOML = r"""draft = true|Draft = true|"draft" = true|draft = 1|draft = 0|draft = "T"|draft = 'yes'|draft = 1.0|
draft = [true]|draft.x = true|[x]~draft = true|date = 2099-01-01|date = 2099-01-01T00:00:00|date = "2099-01-01"|
draft = 2020-01-01|
draft = '''~true'''|build.render = 'never'|[build]~render = 'link'|expiryDate = 2001-01-01|headless = true"""
JSON = r"""{"draft": true}|{"Draft": true}|{"draft": 1}|{"draft": "1"}|{"draft": "yes"}|{"draft": 0.5}|{"draft": null}|
{"dr\u0061ft": true}|{"draft": false, "draft": true}|{"draft": true, "draft": false}|{"title": "}", "draft": true}|
{"a": {"b": "\"}"}, "draft": true}|{"date": "2099-01-01"}|{"build": {"render": "never"}}"""
HEADS = ["---\n", " ---\n", "\n\n---\n", "\ufeff---\n", "--- \n", "\t---\n"]
ENDS = ["---\n", "---", "--- \n", "---x\n", "----\n"]
PAGES = [
    *(f"---\n{front}\n---\nBody\n" for front in YAML),
    *(f"+++\n{front}\n+++\nBody\n".replace("~", "\n") for front in TOML.replace("\n", "").split("|")),
    *(f"{front}\nBody\n" for front in JSON.replace("\n", "").split("|")),
    *(f"{head}draft: true\n{end}Body\n" for head in HEADS for end in ENDS),
    '\n {"draft": true}Body\n', "Body\n", "\u00a0---\ndraft: true\n---\n", "---\n---\nBody\n", "#+draft: true\nBody\n",
    "Body\n---\ndraft: true\n---\n", "---\r\ndraft: true\r\n---\r\nBody\r\n",
]  # fmt: skip
"""Every one is read by Hugo without an error."""


def is_clean(folder: Path, pages: dict[str, str]) -> bool:
    """Whether Hugo builds a site of these pages without a word."""
    kinds = 'disableKinds = ["taxonomy", "term", "rss", "sitemap", "404", "section"]\n'
    write(folder, pages | {"hugo.toml": kinds, "layouts/page.html": "Page", "layouts/home.html": ""})
    return build(folder, folder / "public").clean


def test_a_page_is_left_out_exactly_where_hugo_leaves_it_out(tmp_path: Path) -> None:
    assert is_clean(tmp_path, {f"content/p{n}.md": page for n, page in enumerate(PAGES)})
    by_hugo = {page: not (tmp_path / f"public/p{n}/index.html").exists() for n, page in enumerate(PAGES)}
    by_us = {page: is_left_out(page.replace("\r\n", "\n")) for page in PAGES}
    to_expire = {page for page in PAGES if re.search("expir|unpubl", page, re.IGNORECASE) and not by_hugo[page]}
    assert {page for page in PAGES if by_us[page] != by_hugo[page]} <= to_expire
    assert len(set(by_hugo.values())) == 2


UNPUBLISHED = [
    ("---\ntitle: A\n---\nB\n", "---\ndraft: true\ntitle: A\n---\nB\n"),
    ("---\naliases: x\n# mine\ntitle: A\n---\nB\n", "---\naliases: x\ndraft: true\n# mine\ntitle: A\n---\nB\n"),
    ("---\nDraft: false\ntitle: A\n---\n", "---\ndraft: true\ntitle: A\n---\n"),
    ("---\n'DRAFT': no\na: 1\ndraft: false\n---\n", "---\na: 1\ndraft: true\n---\n"),
    ("---\nx: &a 1\ny: *a\n---\nB\n", "---\nx: &a 1\ny: *a\ndraft: true\n---\nB\n"),
    ("---\nx: &a\n  draft: false\n<<: *a\n---\n", "---\nx: &a\n  draft: false\n<<: *a\ndraft: true\n---\n"),
    ("\ufeff---\ntitle: A\n---\n", "\ufeff---\ndraft: true\ntitle: A\n---\n"),
    ("\n\n---\ntitle: A\n---x\n", "\n\n---\ndraft: true\ntitle: A\n---x\n"),
    (
        "+++\ntitle = 'A' # mine\n[params]\nx = 1\n+++\n",
        "+++\ndraft = true\ntitle = 'A' # mine\n[params]\nx = 1\n+++\n",
    ),
    ("+++\nDraft = false\n[draft2]\n+++\n", "+++\ndraft = true\n[draft2]\n+++\n"),
    ("+++\n[draft]\nx = 1\n+++\n", "+++\ndraft = true\n+++\n"),
    ('{"title": "A", "x": [1]}\nB\n', '{"title": "A", "x": [1], "draft": true}\nB\n'),
    ('{"cover": 1, "title": "A"}\n', '{"cover": 1, "draft": true, "title": "A"}\n'),
    ('{\n  "Draft": false,\n  "title": "A"\n}\nB\n', '{\n  "title": "A",\n  "draft": true\n}\nB\n'),
    ("{}\nB\n", '{"draft": true}\nB\n'),
    ("B\n", "---\ndraft: true\n---\nB\n"),
    ("---\n---\nB\n", "---\ndraft: true\n---\nB\n"),
]


@pytest.mark.parametrize(("page", "draft"), UNPUBLISHED)
def test_a_page_is_made_a_draft_in_its_own_syntax(page: str, draft: str) -> None:
    assert as_draft(page) == draft and as_draft(draft) == draft


@pytest.mark.parametrize(
    "page",
    ["---\n{draft: false, title: A}\n---\n", "---\nnever closed\n",
        "---\ndraft: false\ntitle: A\ntitle: B\n---\n", '{"draft": false\nB\n', "#+draft: false\nB\n",
     "+++\nx = 1\nx = 2\n+++\n", '{"draft": false, "draft": false}\n', "---\n- draft\n---\n", "---\na: '\n---\n"],
)  # fmt: skip
def test_a_page_that_cannot_be_edited_for_certain_is_not_edited(page: str) -> None:
    assert as_draft(page) is None


def test_hugo_leaves_out_all_that_was_made_a_draft(tmp_path: Path) -> None:
    pages = [*PAGES, *(page for page, _ in UNPUBLISHED)]
    drafts = {page: as_draft(page) for page in pages if "\r" not in page and "published" not in page}
    site = {f"content/p{n}.md": draft for n, draft in enumerate(drafts.values()) if draft}
    assert is_clean(tmp_path, site | {"content/public.md": "Public"})
    assert [path.parent.name for path in tmp_path.glob("public/p*/index.html")] == ["public"]
    assert [page for page, draft in drafts.items() if draft is None] == [
        '{"draft": true, "draft": false}\nBody\n',
        "#+draft: true\nBody\n",
    ]


@pytest.mark.parametrize("page", [page for page, _ in UNPUBLISHED if "raft" not in page and page != "---\n---\nB\n"])
def test_a_draft_that_is_published_again_is_the_page_that_it_was(page: str) -> None:
    assert without_draft(as_draft(page) or "") == page
