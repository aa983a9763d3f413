"""Posts that cross containers, raw elements, what follows them, and text that means something to some reader."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from tests.support.active_html import FORGED
from tests.support.hostile_handlers import handled
from tests.support.hostile_pieces import BLOCKS, RUNS, SHORTCODES

TEXTS = (
    f"&lt;img src=//{FORGED}/x onerror=alert(1)&gt;",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    f"&lt;iframe src=//{FORGED}/&gt;&lt;/iframe&gt;",
    f"&lt;a href=//{FORGED}/ onclick=x&gt;x&lt;/a&gt;",
    f"[x](//{FORGED}/)",
    "[x](javascript:alert(1))",
    f"![x](//{FORGED}/x.gif)",
    f"&lt;{FORGED}:x&gt;",
    "&lt;javascript:alert(1)&gt;",
    f"[x][y]\n\n[y]: //{FORGED}/",
    f"x[^9]\n\n[^9]: &lt;img src=//{FORGED}/ onerror=x&gt;",
    "x {style=position:fixed onclick=x}",
    "# x {onclick=x style=position:fixed}",
    "```x {style=position:fixed onclick=x}\n\ny\n\n```",
    "--&gt;&lt;img src=x onerror=alert(1)&gt;",
    "]]&gt;&lt;img src=x onerror=alert(1)&gt;",
    "?&gt;&lt;img src=x onerror=alert(1)&gt;",
    "&lt;/pre&gt;&lt;/textarea&gt;&lt;/script&gt;&lt;/style&gt;&lt;img src=x onerror=alert(1)&gt;",
    "&quot; onmouseover=alert(1) x=&quot;",
    "' onmouseover=alert(1) x='",
    "&amp;lt;img src=x onerror=alert(1)&amp;gt;",
    '{{&lt; youtube id="abcdefghij0" &gt;}}',
    "{{&lt; nosuch &gt;}}&lt;img src=x onerror=x&gt;{{&lt; /nosuch &gt;}}",
    "{{% nosuch %}} {{ .Site.Title | safeHTML }}",
    f"\n\n\n&lt;div&gt;\n\n&lt;img src=//{FORGED}/ onerror=x&gt;",
    f"    &lt;p&gt;\n    [x](//{FORGED}/)",
    f"| a |\n|---|\n| [x](//{FORGED}/) |",
    f"a\\[x](//{FORGED}/)\\",
    f"`&lt;img src=//{FORGED}/ onerror=x&gt;`",
    f"\\(\\href{{javascript:x}}{{x}}\\) $$\\text{{[x](//{FORGED}/)}}$$",
    f"&lt;!-- wp:html --&gt;&lt;img src=//{FORGED}/ onerror=x&gt;",
    f"[foo x=&quot;[click](//{FORGED}/)&quot;]",
    f"[foo [click](//{FORGED}/)] [foo x='&lt;img src=//{FORGED}/ onerror=x&gt;']",
)
"""What is text for the parser of a browser."""

RAW = (
    *("<pre>{}</pre>", "<pre>a\n\n{}\n\nb</pre>", "<pre><code class='language-x'>{}</code></pre>", "<code>{}</code>"),
    *("<textarea>{}</textarea>", "<textarea>\n\n{}\n\n</textarea>", "<xmp>{}</xmp>", "<listing>{}</listing>"),
    *(
        "<details><summary>{}</summary>b</details>",
        "<details open><summary>a</summary>{}</details>",
        "<dl><dt>{}<dd>{}</dl>",
    ),
    *(
        "<table><tr><td rowspan=2>{}</table>",
        "<table><tr><td>{}<td>b<tr><td colspan=2>{}</table>",
        "<table><tr><td>{}</table>",
    ),
    *(
        "<video src=a.mp4>{}</video>",
        "<audio src=a.mp3>{}</audio>",
        "<object>{}</object>",
        "<object data=/a.pdf>{}</object>",
    ),
    *("<form><input name=a>{}</form>", "<form action=/x>{}<input type=password></form>", "<select><option>{}</select>"),
    *("<button formaction=x>{}</button>", "<fieldset><legend>{}</legend>{}</fieldset>", "<label>{}<input></label>"),
    *(
        "<svg><circle r=1 /></svg>{}",
        "<svg><text>{}</text></svg>",
        "<svg><title>{}</title></svg>",
        "<svg><desc>{}</desc></svg>",
    ),
    *(
        "<math><mi>x</mi></math>{}",
        "<math><mtext>{}</mtext></math>",
        "<math><annotation-xml encoding=text/html>{}</math>",
    ),
    *(
        "<iframe src=https://www.flickr.com/x>{}</iframe>",
        "<iframe src=https://youtu.be/x>{}</iframe>",
        "<noscript>{}</noscript>",
    ),
    *(
        "<div style='color:red'>{}</div>",
        "<ins>{}</ins>",
        "<sub>{}</sub>",
        "<abbr title='{}'>{}</abbr>",
        "<center>{}</center>",
    ),
    *(
        "<img src=a.png alt='{}' title='{}'>",
        "<a href='/x' title='{}'>{}</a>",
        "<p title='{}'>{}</p>",
        "<span lang=x>{}</span>",
    ),
    *(
        "<figure><img src=a.png><figcaption>{}</figcaption></figure>",
        "<ruby>{}<rt>{}</ruby>",
        "<mark>{}</mark>",
        "<q>{}</q>",
    ),
    *(
        "<!-- {} -->",
        "<!--{}",
        "<?php {} ?>",
        "<![CDATA[{}]]>",
        "<!x {}>",
        "</{}>",
        "<x-y {}>{}</x-y>",
        "<marquee>{}</marquee>",
    ),
    *(
        "<script>{}</script>",
        "<style>{}</style>",
        "<template>{}</template>",
        "<title>{}</title>",
        "<plaintext>{}",
        "{}",
    ),
    *(
        "<h3>{}</h3>",
        "<h2 id='{}'>{}</h2>",
        "<hr title='{}'>{}",
        "<center><font color=red>{}</font></center>",
        "<p>{}",
        "<b>{}",
    ),
    *(
        "[caption width=3]<img src=a.png>{}[/caption]",
        "[gallery ids='{}']{}",
        "[code]{}[/code]",
        "[foo x='{}']{}[/foo]",
    ),
    *("[embed]{}[/embed]", "[video mp4=a.mp4]{}[/video]", "[private]{}[/private]", "$latex {}$", "[latex]{}[/latex]"),
)
"""Elements with room for something inside."""

CONTAINERS = (
    *(
        "{}",
        "{}",
        "<p>{}</p>",
        "<p>a {} b</p>",
        "<div>{}</div>",
        "<div class=x><div>{}</div></div>",
        "<blockquote>{}</blockquote>",
    ),
    *(
        "<ul><li>{}</ul>",
        "<ul><li>a<ul><li>{}</ul></ul>",
        "<ol start=7><li><p>a</p>{}<li>b</ol>",
        "<ul><li><blockquote>{}</ul>",
    ),
    *(
        "<ol><li>a<ul><li>b<ol><li>{}</ol></ul></ol>",
        "<blockquote><ul><li>{}</ul></blockquote>",
        "<dl><dt>a<dd>{}</dl>",
    ),
    *(
        "<dl><dt>{}<dd>a</dl>",
        "<table><tr><td>{}</table>",
        "<table><tr><th>{}<td>b</table>",
        "<table><caption>{}</caption><tr><td>a</table>",
    ),
    *(
        "<table><tr><td><ul><li>{}</ul></table>",
        "<figure><img src=a.png><figcaption>{}</figcaption></figure>",
        "<h2>{}</h2>",
    ),
    *(
        "<details><summary>a</summary>{}</details>",
        "<details><summary>{}</summary>a</details>",
        "<details><ul><li>{}</ul></details>",
    ),
    *(
        "<figure class='gallery columns-3'><img src=a><img src=b>{}</figure>",
        "<a href=/x>{}</a>",
        "<b>{}</b>",
        "<em><b>{}</b></em>",
    ),
    *(
        "[caption width=3]<img src=a.png>{}[/caption]",
        "[foo]{}[/foo]",
        "[foo][bar]{}[/bar][/foo]",
        "[audio src=a.mp3]{}[/audio]",
    ),
    *(
        "<!-- wp:group --><div class=wp-block-group>{}</div><!-- /wp:group -->",
        "<!-- wp:freeform -->{}<!-- /wp:freeform -->",
    ),
    *(
        "<!-- wp:columns --><div><!-- wp:column --><div>{}</div><!-- /wp:column --></div><!-- /wp:columns -->",
        "<address>{}</address>",
    ),
    *(
        "<!-- wp:details --><details><summary>a</summary>{}</details><!-- /wp:details -->",
        "<!-- wp:html -->{}<!-- /wp:html -->",
    ),
    *(
        "<!-- wp:quote --><blockquote>{}<cite>{}</cite></blockquote><!-- /wp:quote -->",
        "<!-- wp:list --><ul><li>{}</ul><!-- /wp:list -->",
    ),
    *(
        '<!-- wp:cover {"url":"a.png"} --><div>{}</div><!-- /wp:cover -->',
        "<!-- wp:x/y -->{}<!-- /wp:x/y -->",
        "<pre>{}</pre>",
    ),
    *(
        "<center>{}</center>",
        "<section><aside>{}</aside></section>",
        "<form>{}</form>",
        "<label>{}</label>",
        "<button>{}</button>",
    ),
    *(
        "<sup>{}</sup>",
        "<li>{}",
        "<del>{}</del>",
        "<span>{}</span>",
        "<svg><switch>{}</switch></svg>",
        "<object>{}</object>",
    ),
)
"""What the elements stand in."""

FOLLOWERS = (
    *(
        "",
        "",
        "{}",
        " {}",
        "\n{}",
        "\n\n{}",
        "<br>{}",
        "<p>{}</p>",
        "<ul><li>{}</ul>",
        "<ol><li>{}</ol>",
        "<pre>{}</pre>",
    ),
    *(
        "<blockquote>{}</blockquote>",
        "<h3>{}</h3>",
        "<img src=a.png alt='{}'>",
        "<code>{}</code>",
        "<table><tr><td>{}</table>",
    ),
    *(
        "<dl><dt>{}</dl>",
        "<hr>{}",
        "<b>{}</b>",
        "<a href=/x>{}</a>",
        "<!--more-->{}",
        "<!-- wp:site-title /-->{}",
        "[foo]{}",
    ),
)
"""What stands behind the elements."""


def grid(random: Random, count: int) -> Iterator[str]:
    """Texts of posts; every list is gone through before one of its members comes again.

    In every third the element is a block or a shortcode that has a handler.
    """
    shuffled = {name: _endless(random, every) for name, every in _LISTS.items()}
    calls = handled(random)
    for number in range(count):
        content = (next(shuffled["raw"]) if number % 3 else next(calls)) + next(shuffled["followers"])
        for _ in range(random.choice((1, 1, 1, 2, 3))):
            content = next(shuffled["containers"]).replace("{}", content)
        yield "".join(part + next(shuffled["texts"]) for part in content.split("{}"))


_LISTS = {
    "texts": TEXTS + TEXTS + RUNS + SHORTCODES + BLOCKS,
    "raw": RAW,
    "containers": CONTAINERS,
    "followers": FOLLOWERS,
}


def _endless(random: Random, every: tuple[str, ...]) -> Iterator[str]:
    while True:
        yield from random.sample(every, len(every))
