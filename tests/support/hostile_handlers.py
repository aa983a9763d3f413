"""A call of every block and shortcode that has a handler, its attributes and its HTML full of what strangers wrote."""

from __future__ import annotations

import json
from collections.abc import Iterator
from random import Random

import migrate.content  # noqa: F401  # registers the handlers
from migrate.content.registry import REGISTRY

ADDRESSES = (
    *(
        "https://evil.example/x.pdf",
        "//evil.example/x.html",
        "https://evil.example\\@www.youtube.com/embed/abcdefghij0",
    ),
    *(
        "https://google.evil.io/maps/embed?pb=1",
        "/\\evil.example/x.pdf",
        "https:evil.example/x.mp4",
        "https://evil.example/a.mp3",
    ),
    *(
        "javascript:alert(1)",
        " java\tscript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "/files/x.svg",
        "/files/x.html",
    ),
    *(
        '"><img src=x onerror=alert(1)>',
        "' onmouseover=alert(1) x='",
        "x](javascript:alert(1))",
        "{{< nosuch >}}",
        "1",
        "true",
    ),
    *(
        'https://www.youtube.com/watch?v=abcdefghij0"onload=x',
        'https://vimeo.com/1/"><script>alert(1)</script>',
        "</script><svg onload=x>",
    ),
)
_NAMES = """
address alt anchor author avatar backgroundImage background caption class className content file fileName feedURL href
html
icon id ids image imageUrl images img label language latex link linkDestination linkUrl mediaLink mediaUrl mp3 mp4 name
overlay photo player playlist poster query ref rel service site slug source src summary tagName target text title type
uniqueID url user username value video videoUrl width height
"""
NAMES = _NAMES.split()
_INSIDE = (
    *(
        "{}",
        "<a href='{}'>{}</a>",
        "<img src='{}' alt='{}'>",
        "<iframe src='{}'></iframe>",
        "<object data='{}'></object>",
    ),
    *(
        "<embed src='{}'>",
        "<video src='{}' poster='{}'></video>",
        "<audio><source src='{}'></audio>",
        "<form action='{}'>{}</form>",
    ),
    *(
        "<div data-src='{}' data-url='{}'>{}</div>",
        "<figure><img src=a.png><figcaption>{}</figcaption></figure>",
        "<ul><li>{}</li></ul>",
    ),
)


def handled(random: Random) -> Iterator[str]:
    """Without end: every handler is called before one of them is called again."""
    families = ("et_pb_blurb", "et_pb_code", "vc_btn", "vc_column", "vc_raw_html", "fusion_imageframe", "fusion_title")
    names = [*REGISTRY.blocks, *(f"shortcode:{name}" for name in (*REGISTRY.shortcodes, *families))]
    while True:
        for name in random.sample(names, len(names)):
            given = {one: random.choice(ADDRESSES) for one in random.sample(NAMES, 12)}
            inside = "".join(random.choices(_INSIDE, k=2))
            inside = "".join(part + random.choice(ADDRESSES) for part in inside.split("{}"))
            yield _shortcode(name, given, inside) if name.startswith("shortcode:") else _block(name, given, inside)


def _block(name: str, given: dict[str, str], inside: str) -> str:
    name = name.removeprefix("core/")
    attributes = json.dumps(given).replace("--", "\\u002d\\u002d").replace("<", "\\u003c").replace(">", "\\u003e")
    return f"<!-- wp:{name} {attributes} --><div>{inside}</div><!-- /wp:{name} -->"


def _shortcode(name: str, given: dict[str, str], inside: str) -> str:
    name = name.removeprefix("shortcode:")
    attributes = " ".join(f"{key}='{value}'" if '"' in value else f'{key}="{value}"' for key, value in given.items())
    return f"[{name} {attributes}]{inside}[/{name}]"
