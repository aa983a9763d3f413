"""HTML that runs, Markdown that would become HTML that runs, and calls of Hugo: none of it comes out of content."""

from __future__ import annotations

import pytest

from migrate.hugo.build import build
from tests.support.active_html import active_html
from tests.support.blog import Blog, Post
from tests.support.hostile_pieces import BLOCKS, HUGO, MARKDOWN, NAMES, RUNS, SHORTCODES, TAGS

EVERYTHING = (*MARKDOWN, *HUGO, *RUNS, *TAGS, *SHORTCODES, *BLOCKS, *NAMES)
LINK = "[x](javascript:alert(1))"
NESTED = (
    f"<details><summary>a</summary><details><summary>{LINK}</summary><pre>b\n\n{LINK}\n\n</pre></details></details>",
    f"<details><summary>a</summary><audio src=a.mp3>{LINK}</audio><video src=b.mp4>{LINK}</video></details>",
    f"<details><summary>a</summary>$latex \\text{{{LINK}}}$</details>",
    "<details><summary>a</summary><figure class='gallery columns-3'><img src=a><img src=b>"
    f"<pre>x\n\n{LINK}</pre></figure></details>",
    f"<dl><p><figure><img src=x><figcaption>{LINK} <b>c</b></figcaption></figure></dl>",
    "<details><summary>{{% nosuch %}}</summary><code>{{&lt; nosuch &gt;}}</code> {{% nosuch %}}"
    "<!-- wp:latest-posts /--></details>",
    "<svg><foreignObject><script>alert(1)</script></foreignObject></svg><script<[embed]https://youtu.be/abcdefghij0[/embed]x",
)


def posts() -> list[Post]:
    """Every piece as content, title, excerpt and comment of a post of its own."""
    return [
        Post(
            number, title=f"{piece} end", content=f"start {piece}", excerpt=piece, comments=(piece,), slug=f"p{number}"
        )
        for number, piece in enumerate((*EVERYTHING, *NESTED), 1)
    ]


def test_nothing_that_strangers_write_runs_on_the_new_site(blog: Blog) -> None:
    blog.write(*posts())
    run = blog.run("migrate", "--jobs", "1", "--verbose")
    assert run.status in (0, 1) and "E100" not in run.messages
    built = build(blog.site, blog.folder / "public")
    assert built.clean, built
    pages = {path: path.read_text("utf-8") for path in (blog.folder / "public").rglob("*.html") if path.is_file()}
    assert len(pages) > len(EVERYTHING)
    assert not {path.parent.name: found for path, text in pages.items() if (found := active_html(text))}


def test_the_check_itself_sees_what_runs() -> None:
    assert (
        active_html("<script>x</script>")
        and active_html("<p onclick=x>")
        and active_html("<a href='java\tscript:x'>y</a>")
    )
    assert not active_html(
        "<p><a href='https://x.example/'>[x](javascript:alert(1))</a><img src='data:image/png;base64,AA'>"
    )


@pytest.mark.parametrize(
    "script",
    [
        "<script>document.documentElement.classList.add('js')</script>",
        '<script type="application/ld+json" src="/js/x.js"></script>',
        '<script src="/js/wxr2hugo.min.js" integrity="" defer></script>',
        '<script src="//evil.example/js/wxr2hugo.js" integrity="" defer></script>',
    ],
)
def test_the_check_itself_knows_the_scripts_of_the_theme_from_others(script: str) -> None:
    assert active_html(script)
    assert not active_html('<script type="application/ld+json">{"@graph": []}</script>')


@pytest.mark.parametrize(
    "address", ["//evil.example/x.pdf", "/\\evil.example/", "x.svg", "https://evil.example/a.pdf", "/a.html?x.pdf"]
)
@pytest.mark.parametrize("tag", ["iframe src", "embed src", "object data"])
def test_the_check_itself_sees_what_strangers_show(tag: str, address: str) -> None:
    assert active_html(f"<{tag}='{address}'>")
    assert not active_html(
        f"<{tag}='/files/a.pdf'><{tag}='https://blog.example/about/'><{tag}='https://w.soundcloud.com/player/?url=x'>"
    )
