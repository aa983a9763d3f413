"""A part that visitors did not see stays unseen in whatever it stands, and whatever stands in it."""

from __future__ import annotations

import re
from itertools import product

import pytest

import migrate.content  # noqa: F401  # registers the handlers
from migrate.content.clean import clean
from migrate.content.context import Context
from migrate.content.render import render
from migrate.markdown.convert import to_markdown
from migrate.options import Options
from tests.support.goldens_library import ITEM, GoldenLibrary

WORD = "quokka"
HIDDEN = re.compile(r"\{\{< wp-hidden .*?>\}\}(.*?)\{\{< /wp-hidden >\}\}", re.S)
PARTS = (
    "[private]{}[/private]",
    '[mepr-active membership="3"]{}[/mepr-active]',
    '\n<!-- wp:group {"metadata":{"blockVisibility":false}} -->\n<div>{}</div>\n<!-- /wp:group -->\n',
    '\n<!-- wp:acme/box {"blockVisibility":{"hideBlock":true}} -->{}<!-- /wp:acme/box -->\n',
)
INSIDE = (
    f"{WORD}",
    f"<p>{WORD}</p>",
    f"</p><p>{WORD}",
    f"</li><li>{WORD}",
    f"</td><td>{WORD}</tr></table>{WORD}",
    f"</div></section>{WORD}",
    f"<b><a href='/x'>{WORD}",
    f"<table><tr><td>{WORD} | {WORD}",
    f"<pre>{WORD}\n\n{WORD}</pre>",
    f"```\n{WORD}\n```",
    f"<!--more-->{WORD}<!--nextpage-->{WORD}",
    f'<img src="/wp-content/uploads/{WORD}.jpg" alt="{WORD}">',
    f'[gallery ids="7"] {WORD} [restrict]{WORD}[/restrict]',
    f"{{{{< /wp-hidden >}}}}{WORD}{{{{% x %}}}}",
    f"https://youtu.be/abcdefghijk\n{WORD}",
    f"<details><summary>{WORD}</summary>{WORD}",
    f"<form>{WORD}<textarea>{WORD}",
    f"$latex {WORD}$ \\{WORD}\\",
)
AROUND = (
    "a {} b",
    "<p>a <strong>{}</strong> <a href='/about/'>{}</a> b</p>",
    "<ul><li>a {}</li>{}<li><ol><li>{}</li></ol></li></ul>",
    "<blockquote><p>a {}</p></blockquote>",
    "<table><tr><td>a {}</td><td>b</td></tr>{}</table>",
    "<dl><dt>a {}</dt><dd>{}</dd></dl>",
    "<details><summary>a {}</summary>{}</details>",
    "<figure><img src='/a.jpg'><figcaption>a {}</figcaption></figure>",
    "<pre>a {} b</pre><p><code>a {} b</code></p>",
    "<h2>a {}</h2>",
    "[su_note]{}[/su_note]",
    "<form><label>a {}</label><select><option>{}</option></select></form>",
    "<video src='/a.mp4'>{}</video><iframe>{}</iframe><svg><text>{}</text></svg>",
    "<p title='{}'>b</p><ruby>a<rt>{}</rt></ruby>",
    "<p><a href='/about/' title='a {}'>b</a> <img src='/{}.jpg' alt='{} c'></p>",
    "<!-- wp:image --><figure><img src='/a.jpg' alt='{}'/></figure><!-- /wp:image -->",
    "<!-- wp:list --><ul><!-- wp:list-item --><li>{}</li><!-- /wp:list-item -->{}</ul><!-- /wp:list -->",
    "<!-- wp:gallery --><figure>{}</figure><!-- /wp:gallery -->",
    "<!-- wp:code --><pre><code>{}</code></pre><!-- /wp:code -->",
    "<!-- wp:media-text --><div>{}</div><!-- /wp:media-text -->",
    "<!-- wp:table --><figure><table><tr><td>{}</td></tr></table><figcaption>{}</figcaption><!-- /wp:table -->",
    "<!-- wp:details --><details><summary>a {}</summary>{}</details><!-- /wp:details -->",
    "<!-- wp:navigation -->{}<!-- /wp:navigation -->",
    "<!-- wp:query --><div>{}<!-- wp:post-template -->{}<!-- /wp:post-template --></div><!-- /wp:query -->",
)


def converted(html: str, hidden: str) -> str:
    library = GoldenLibrary()
    context = Context(ITEM._replace(content=html), library, Options(hidden=hidden))
    tree = clean(render(html, context), context)
    parts = [(part.why, clean(part.html, context)) for part in context.hidden]
    return to_markdown(tree, library.link, context.options, context.report, hidden=parts)


@pytest.mark.parametrize("around", AROUND)
def test_no_word_of_a_hidden_part_stands_outside_of_it(around: str) -> None:
    for part, inside in product(PARTS, INSIDE):
        html = around.replace("{}", part.replace("{}", inside))
        kept = converted(html, "hide")
        assert WORD not in HIDDEN.sub("", kept), html
        assert not any("{{<" in one or "{{%" in one or "<!--more-->" in one for one in HIDDEN.findall(kept)), html
        assert WORD not in converted(html, "drop"), html
