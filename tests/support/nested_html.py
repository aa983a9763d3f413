"""Posts made by crossing what holds text, what stays HTML, what follows it and text that only looks like markup."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from itertools import product

RAW, TEXT = "{raw}", "{text}"
CONTAINERS = f"""
{RAW}{TEXT}
<p>{RAW}{TEXT}</p>
<p>x<br>{RAW}<br>{TEXT}</p>
<p><b>{RAW}</b>{TEXT}</p>
<h2>{RAW}{TEXT}</h2>
<ul><li>{RAW}{TEXT}</li></ul>
<ul><li>{RAW}</li><li>{TEXT}</li></ul>
<ul><li>one<ul><li>{RAW}{TEXT}</li><li>x</li></ul></li></ul>
<ul><li>a<ol><li>b<ul><li>{RAW}</li></ul></li></ol>{TEXT}</li></ul>
<ol start="7"><li>{RAW}{TEXT}</li><li value="3">x</li></ol>
<ul><li><input type="checkbox">{RAW}{TEXT}</li></ul>
<ul><li><blockquote>{RAW}{TEXT}</blockquote></li></ul>
<blockquote><ul><li>{RAW}{TEXT}</li></ul></blockquote>
<blockquote>{RAW}</blockquote>{TEXT}
<dl><dt>t{RAW}</dt><dd>{TEXT}</dd></dl>
<dl><dt>t</dt><dd>{RAW}</dd><dd>{TEXT}</dd></dl>
<dl><dt>t</dt><dd>{RAW}</dd><dt>{TEXT}</dt><dd>z</dd></dl>
<dl><dt>{RAW}{TEXT}</dt><dd>z</dd></dl>
<table><tr><td>{RAW}{TEXT}</td><td>b</td></tr></table>
<table><tr><td>{RAW}</td><td>{TEXT}</td></tr></table>
<table><tr><td colspan="2">{RAW}{TEXT}</td><td>b</td></tr></table>
<table><caption>{RAW}{TEXT}</caption><tr><td>a</td></tr></table>
<ul><li><table><caption>{RAW}</caption><tr><td>a</td></tr></table>{TEXT}</li></ul>
<figure><img src="/a.png"><figcaption>{RAW}{TEXT}</figcaption></figure>
<figure>{RAW}<figcaption>{TEXT}</figcaption></figure>
<ul><li><figure>{RAW}<figcaption>c</figcaption></figure>{TEXT}</li></ul>
<figure class="wp-block-gallery"><figure><img src="/a.png"><figcaption>{RAW}{TEXT}</figcaption></figure></figure>
<details><summary>{RAW}{TEXT}</summary>d</details>
<details><summary>s</summary>{RAW}{TEXT}</details>
<details><summary>s</summary><details><summary>{RAW}</summary>{TEXT}</details></details>
<ul><li><details><summary>s</summary><ul><li>{RAW}{TEXT}</li></ul></details></li></ul>
<details><summary>s</summary><ul><li>{RAW}</li><li>{TEXT}</li></ul></details>
<details><summary>s</summary><dl><dt>t</dt><dd>{RAW}</dd><dd>{TEXT}</dd></dl></details>
<details><summary>s</summary><table><tr><td>{RAW}{TEXT}</td><td>b</td></tr></table></details>
<details><summary>s</summary><table><caption>{RAW}{TEXT}</caption><tr><td>a</td></tr></table></details>
<details><ul><li><figure><img src="/a.png"><figcaption>{RAW}{TEXT}</figcaption></figure></li></ul></details>
<!-- wp:columns --><div><!-- wp:column --><div>{RAW}{TEXT}</div><!-- /wp:column --></div><!-- /wp:columns -->
[box_of_a_plugin]{RAW}{TEXT}[/box_of_a_plugin]
<pre><b>x</b>{RAW}{TEXT}</pre>
<form>{RAW}<p>{TEXT}</p></form>
""".strip().splitlines()
KEPT_AS_HTML = """
<table><tr><td rowspan="2">a</td><td>b</td></tr></table>
<form><input name="a"></form>
<figure><img src="/f.png"><figcaption>c</figcaption></figure>
<figure><pre>x</pre><figcaption>c</figcaption></figure>
<svg><circle r="1"/></svg>
<math><mi>x</mi></math>
<textarea>a</textarea>
<textarea></textarea>
<input name="q">
<select><option>o</option></select>
<button>b</button>
<audio src="/a.mp3"></audio>
<iframe src="https://www.youtube.com/embed/abcdefghij0"></iframe>
<iframe src="https://player.vimeo.com/video/7"></iframe>
<object data="/a.pdf"></object>
<embed src="/a.pdf">
<canvas></canvas>
<pre><b>a</b>&#10;&#10;b</pre>
<pre><b>k</b><textarea>z</textarea>&#10;&#10;q</pre>
<kbd>k</kbd>
<abbr title="t">a</abbr>
<code>c</code>
<dl><dd>x</dd></dl>
<details><summary>q</summary>r</details>
<table><caption>c</caption><tr><td>t</td></tr></table>
<hr>
$latex a^2$
<!-- wp:site-title /-->
<meter value="1"></meter>
""".strip().splitlines()
FOLLOWERS = """
{}
<p>{}</p>
<ul><li>{}</li></ul>
<ol><li>{}</li></ol>
<pre>{}</pre>
<blockquote>{}</blockquote>
<h2>{}</h2>
<img src="/b.png" alt="{}">
<code>{}</code>
<b>{}</b>
<br>{}
<kbd>{}</kbd>
<textarea>{}</textarea>
<dl><dt>{}</dt><dd>x</dd></dl>
<table><tr><td>{}</td><td>b</td></tr></table>
<details><summary>x</summary>{}</details>
<figure><img src="/c.png"><figcaption>{}</figcaption></figure>
[thing_of_a_plugin x="{}"]
""".strip().splitlines()
PAYLOADS = (
    '<img src=x onerror="alert(1)">',
    "a\n\n<img src=x onerror=alert(1)>\n\n<script>alert(2)</script>",
    "<!-- --><img src=x onerror=alert(1)><!-- x -->",
    "</textarea></pre></script><img src=x onerror=alert(1)>",
    "[click](javascript:alert(1))",
    "![c](//evil.example/t.gif)",
    "<javascript:alert(1)>",
    "`<img src=x onerror=alert(1)>",
)


@dataclass(frozen=True)
class Crossed:
    """A post and the text in it that must be shown as text."""

    stored: str
    payload: str


def _shown(payload: str) -> str:
    """Text as it is stored; a bracket would end a shortcode's attribute."""
    return escape(payload).replace("[", "&#91;").replace("]", "&#93;")


def crossed(number: int, seed: int) -> Iterator[Crossed]:
    """So many of all the crossings, chosen by the seed."""
    chance = random.Random(seed)
    everything = list(product(CONTAINERS, KEPT_AS_HTML, FOLLOWERS, PAYLOADS))
    for container, raw, follower, payload in chance.sample(everything, min(number, len(everything))):
        text = follower.replace("{}", _shown(payload))
        yield Crossed(container.replace(RAW, raw).replace(TEXT, text), payload)


def nested(number: int, seed: int) -> Iterator[Crossed]:
    """Posts in which containers stand in one another, up to five deep."""
    chance = random.Random(seed)
    for _ in range(number):
        payload = chance.choice(PAYLOADS)
        text = chance.choice(FOLLOWERS).replace("{}", _shown(payload))
        for _ in range(chance.randint(2, 5)):
            text = chance.choice(CONTAINERS).replace(RAW, chance.choice(KEPT_AS_HTML)).replace(TEXT, text)
        yield Crossed(text, payload)
