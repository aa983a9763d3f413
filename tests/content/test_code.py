"""Code, however a plugin stored it: the fence, its language, its options, and the code decoded once."""

import json

import pytest

from migrate.content.clean import clean
from migrate.content.render import render
from migrate.content.shared.highlighting import language
from migrate.tree import FENCE
from tests.support.picture_library import shown
from tests.support.stored_blocks import context, rendered


def fences(stored: str) -> list[tuple[str, str, str]]:
    """Language, options and code of every fence."""
    given = context()
    root = clean(render(stored, given), given)
    found = [one for one in root.elements() if one.tag == FENCE]
    return [(one.get("language"), one.get("options"), one.text()) for one in found]


@pytest.mark.parametrize(
    ("stored", "name"),
    [
        ('[code language="php"]x[/code]', "php"),
        ('[code lang="jscript"]x[/code]', "javascript"),
        ("[sourcecode lang=golang]x[/sourcecode]", "go"),
        ("[source]x[/source]", ""),
        ("[code=c#]x[/code]", "csharp"),
        ("[python]x[/python]", "python"),
        ("[text]x[/text]", ""),
        ('[cc lang="bash"]x[/cc]', "bash"),
        ("[cc_java]x[/cc_java]", "java"),
        ("[ccnLe_php]x[/ccnLe_php]", "php"),
        ('[crayon lang="c++"]x[/crayon]', "cpp"),
        ('[enlighter lang="html"]x[/enlighter]', "html"),
        ('<pre class="brush: ruby; gutter: false">x</pre>', "ruby"),
        ('<pre class="lang:vim decode:true">x</pre>', "vim"),
        ('<pre class="EnlighterJSRAW" data-enlighter-language="golang">x</pre>', "go"),
        ('<pre class="EnlighterJSRAW" data-enlighter-language="generic">x</pre>', ""),
        ('<pre lang="perl" line="1">x</pre>', "perl"),
        ('<code lang="perl">\nx\n</code>', "perl"),
        ('<pre><code class="language-rust">x</code></pre>', "rust"),
        ('<pre class="language-rust"><code>x</code></pre>', "rust"),
        ('<pre><code class="hljs css">x</code></pre>', "css"),
        ('<pre><code class="css hljs">x</code></pre>', "css"),
        ('<pre class="prism" data-lang="SQL"><code>x</code></pre>', "sql"),
        ("<pre>x</pre>", ""),
    ],
)
def test_every_highlighter_names_its_language(stored: str, name: str) -> None:
    assert fences(stored) == [(name, "", "x")]


@pytest.mark.parametrize(
    ("stored", "options"),
    [
        ('[code lang="c" highlight="1,3-5"]x[/code]', 'hl_lines=[1, "3-5"]'),
        ('[code lang="c" firstline="10" highlight="12"]x[/code]', "linenos=true, hl_lines=[3], linenostart=10"),
        ('[code lang="c" gutter="true"]x[/code]', "linenos=true"),
        ('[code lang="c" gutter="false"]x[/code]', ""),
        ('[code lang="c" highlight="x;y" firstline="z"]x[/code]', ""),
        (
            '<pre class="brush: c; first-line: 3; highlight: [3, 4]">x</pre>',
            "linenos=true, hl_lines=[1, 2], linenostart=3",
        ),
        ('<pre class="lang:c mark:2,4-5 start-line:1">x</pre>', 'hl_lines=[2, "4-5"]'),
        ('<pre lang="c" line="7">x</pre>', "linenos=true, linenostart=7"),
        ('<pre><code class="language-c line-numbers">x</code></pre>', "linenos=true"),
    ],
)
def test_options_that_hugo_knows_are_carried_over(stored: str, options: str) -> None:
    assert fences(stored) == [("c", options, "x")]


@pytest.mark.parametrize(
    "stored",
    [
        '[code]\nif (a &lt; b &amp;&amp; c) {\n\n    d = "&amp;lt;";\n}\n[/code]',
        '<pre>if (a &lt; b &amp;&amp; c) {\n\n    d = "&amp;lt;";\n}</pre>',
        "<pre class='brush: c'>\nif (a &lt; b &amp;&amp; c) {\n\n    d = \"&amp;lt;\";\n}</pre>",
        '<pre><code>if (a &lt; b &amp;&amp; c) {<br>\n    d = "&amp;lt;";<br />}</code></pre>'.replace(
            "{<br>", "{<br><br>"
        ).replace("\n", ""),
    ],
)
def test_code_is_decoded_once_with_blank_lines_and_indentation(stored: str) -> None:
    assert fences(stored)[0][2] == 'if (a < b && c) {\n\n    d = "&lt;";\n}'


@pytest.mark.parametrize("tag", ["xmp", "listing"])
def test_what_html_had_for_code_before_pre_is_code_too(tag: str) -> None:
    assert fences(f"<!-- wp:html --><{tag}>if x:\n\n    go</{tag}><!-- /wp:html -->") == [("", "", "if x:\n\n    go")]


def test_code_stored_in_the_raw_is_not_decoded() -> None:
    assert fences('[html]<p title="&amp;">a\n\nb</p>[/html]')[0][2] == '<p title="&amp;">a\n\nb</p>'
    assert fences('<pre lang="html"><p>a\n\n  b</p></pre>')[0][2] == "<p>a\n\n  b</p>"


def test_shortcodes_and_blocks_in_code_are_code() -> None:
    assert fences("[code][gallery] [[x]] <!-- more -->[/code]")[0][2] == "[gallery] [[x]] <!-- more -->"


@pytest.mark.parametrize("stored", ["use [text] here", "an [array[c]] of [code]", "[[code]x[/code]]"])
def test_a_name_without_closing_tag_or_escaped_is_prose(stored: str) -> None:
    assert fences(stored) == []


def test_a_code_shortcode_does_not_swallow_blocks() -> None:
    stored = "<!-- wp:paragraph --><p>[code]</p><!-- /wp:paragraph --><!-- wp:html --><p>[/code]</p><!-- /wp:html -->"
    assert rendered(stored) == "<p>[code]</p><p>[/code]</p>"


def test_code_inside_a_line_stays_there() -> None:
    assert rendered('a [cci lang="c"]x[0] &lt; 1[/cci] b') == "<p>a <code>x&#91;0] &lt; 1</code> b</p>"
    assert shown('<p>a <span class="lang:c crayon-inline">x &lt; 1</span></p>') == "<p>a <code>x &lt; 1</code></p>"


def test_a_title_stands_above_the_code() -> None:
    assert "<p><strong>main.c</strong></p>" in shown('[code lang="c" title="main.c"]x[/code]')


def test_preformatted_text_with_a_link_stays_html() -> None:
    assert shown('<pre>a <a href="/b/">b</a></pre>') == '<pre>a <a href="/b/">b</a></pre>'


def test_colours_of_a_highlighter_are_not_kept() -> None:
    stored = '<pre class="hljs"><code><span class="token"><b>int</b></span> <i>a</i>;</code></pre>'
    assert fences(stored) == [("", "", "int a;")]


def test_line_numbers_beside_code_are_left_out() -> None:
    stored = (
        '<div class="wp_syntax"><table><tr><td class="line_numbers"><pre>1\n2</pre></td>'
        '<td class="code"><pre class="c">a\nb</pre></td></tr></table></div>'
    )
    assert fences(stored) == [("c", "", "a\nb")]


def block(name: str, html: str, **attributes: object) -> str:
    return f"<!-- wp:{name} {json.dumps(attributes)} -->{html}<!-- /wp:{name} -->"


@pytest.mark.parametrize(
    ("stored", "expected"),
    [
        (block("code", "<pre class='wp-block-code'><code>a &lt; &#91;b]</code></pre>"), ("", "", "a < [b]")),
        (
            block("code", "<pre><code>x</code></pre>", language="php", highlightedLines="1-2", showLineNumbers=True),
            ("php", 'linenos=true, hl_lines=["1-2"]', "x"),
        ),
        (
            block("syntaxhighlighter/code", "<pre>x</pre>", language="cpp", firstLineNumber="4"),
            ("cpp", "linenos=true, linenostart=4", "x"),
        ),
        (
            block(
                "kevinbatdorf/code-block-pro", "<div><pre class='shiki'>coloured</pre><textarea>x</textarea></div>"
            ).replace("{}", json.dumps({"code": "a < b\n\n  c", "language": "js"}).replace("<", "\\u003c")),
            ("javascript", "", "a < b\n\n  c"),
        ),
        (
            block("enlighter/codeblock", '<pre class="EnlighterJSRAW" data-enlighter-language="c">x</pre>'),
            ("c", "", "x"),
        ),
    ],
)
def test_code_blocks_say_language_and_options_in_their_json(stored: str, expected: tuple[str, str, str]) -> None:
    assert fences(stored) == [expected]


@pytest.mark.parametrize("name", ["", None, "none", "a b", "<x>", "c" * 50, "text/plain", "null\n"])
def test_what_names_no_language_is_plain_text(name: object) -> None:
    assert language(name) in {"", "null"}
