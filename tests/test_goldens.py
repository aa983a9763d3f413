"""Every file in fixtures/goldens: stored WordPress text, the Markdown it becomes, and what is said about it.

Each case passes four nets: exactly this Markdown; the real Hugo renders it to what the HTML meant; what Hugo rendered
becomes the same Markdown again; exactly these diagnostics. Where a shortcode, the divider of the summary or an option
of a fence stands between, the second net asks that no word is lost and the third does not apply.

UPDATE_GOLDENS=1 in the environment writes the Markdown and diagnostics of today into the files, to be read and judged.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from migrate.content.clean import clean
from migrate.content.context import Context
from migrate.content.render import render
from migrate.markdown.convert import to_markdown
from migrate.options import Options
from migrate.tree import FENCE, HIDDEN, MORE, NOTE, SHORTCODE, parse
from tests.support.goldens_library import ITEM, PAGES, GoldenLibrary
from tests.support.hugo_build import build, page
from tests.support.meaning import meaning, words

GOLDENS = Path(__file__).parent.parent / "fixtures" / "goldens"
CASES = sorted(GOLDENS.rglob("*.txt"))
SECTION = re.compile(r"^-- (html|markdown|diagnostics) --\n", re.MULTILINE)


@dataclass(frozen=True)
class Golden:
    """A case as it stands in its file."""

    html: str
    markdown: str
    diagnostics: str


@dataclass(frozen=True)
class Converted:
    """A case as it comes out today."""

    markdown: str
    diagnostics: str
    expected: list[object]
    words: list[str]
    reversible: bool


def read_golden(path: Path) -> Golden:
    sections = dict(zip(*[iter(SECTION.split(path.read_text("utf-8"))[1:])] * 2, strict=True))
    return Golden(*[sections.get(name, "").strip("\n") for name in ("html", "markdown", "diagnostics")])


def convert(html: str) -> Converted:
    library = GoldenLibrary()
    context = Context(ITEM._replace(content=html), library, Options())
    tree = clean(render(html, context), context)
    expected, said = meaning(tree, library), words(tree)
    own = [element for element in tree.elements() if element.tag in (SHORTCODE, MORE, NOTE, FENCE, HIDDEN)]
    reversible = not context.hidden and all(element.tag == FENCE and not element.get("options") for element in own)
    hidden = [(part.why, clean(part.html, context)) for part in context.hidden]
    markdown = to_markdown(tree, library.link, context.options, context.report, hidden=hidden)
    codes = sorted({one.code.id for one in context.diagnostics})
    return Converted(markdown, "\n".join(codes), expected, said, reversible)


def name_of(path: Path) -> str:
    return str(path.relative_to(GOLDENS).with_suffix(""))


@pytest.fixture(scope="module")
def converted() -> dict[Path, Converted]:
    results = {path: convert(read_golden(path).html) for path in CASES}
    if os.environ.get("UPDATE_GOLDENS"):
        assert "PYTEST_XDIST_WORKER" not in os.environ, "one process alone writes goldens: leave out -n"
        for path, one in results.items():
            html = read_golden(path).html
            text = f"-- html --\n{html}\n-- markdown --\n{one.markdown}\n-- diagnostics --\n{one.diagnostics}\n"
            path.write_text(text.rstrip("\n") + "\n", "utf-8")
    return results


@pytest.fixture(scope="module")
def rendered(converted: dict[Path, Converted], tmp_path_factory: pytest.TempPathFactory) -> dict[Path, str]:
    """All cases as Hugo renders them, in one build."""
    site = tmp_path_factory.mktemp("goldens")
    pages = {f"goldens/{name_of(path)}.md": page(f"/{name_of(path)}/", one.markdown) for path, one in converted.items()}
    for url, reference in PAGES.items():
        pages[("posts/" if reference[0] != "/" else "") + reference.lstrip("/")] = page(url, "Here.")
    build(site, pages)
    return {path: (site / "public" / name_of(path) / "index.html").read_text("utf-8") for path in converted}


each_golden = pytest.mark.parametrize("path", CASES, ids=name_of)


@each_golden
def test_text_becomes_exactly_this_markdown(path: Path, converted: dict[Path, Converted]) -> None:
    assert converted[path].markdown == read_golden(path).markdown


@each_golden
def test_exactly_these_diagnostics_are_given(path: Path, converted: dict[Path, Converted]) -> None:
    assert converted[path].diagnostics == read_golden(path).diagnostics


@each_golden
def test_hugo_renders_what_the_html_meant(
    path: Path, converted: dict[Path, Converted], rendered: dict[Path, str]
) -> None:
    tree = parse(rendered[path])
    if converted[path].reversible:
        assert meaning(tree) == converted[path].expected
    else:
        missing = set(converted[path].words) - set(words(tree))
        assert not missing


@each_golden
def test_what_hugo_rendered_becomes_the_same_markdown_again(
    path: Path, converted: dict[Path, Converted], rendered: dict[Path, str]
) -> None:
    if not converted[path].reversible:
        pytest.skip("a shortcode has no way back")
    again = to_markdown(parse(rendered[path]), GoldenLibrary().link, Options(), lambda *_: None)
    assert again == converted[path].markdown
