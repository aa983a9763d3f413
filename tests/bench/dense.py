"""Writes an export like those of real sites: `python -m tests.bench.dense 1000 dense.xml`, from the root of the tree.

Posts are short (some 3 KB) and full of markup: galleries as shortcodes and as blocks, captions, code, lists of pages,
text without spaces between its words, addresses that stand alone. Of the comments one in eight carries markup. The same
number always gives the same bytes.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator

from fixtures.generate import (
    CATEGORIES,
    SITE,
    WORDS,
    address,
    bullets,
    field,
    heading,
    item,
    main,
    moment,
    picture,
    picture_address,
    prose,
    quotation,
    record,
    sentence,
    table,
)

_SIGNS = "山川雨風花鳥月雪朝夕道橋石木草火水土空海町店本話人心手足目耳"
_EACH = 3
"""One of so many posts brings pictures, for itself and those behind it."""
_PICTURES = 6


def _paragraph(chance: random.Random, number: int) -> str:
    return f"<!-- wp:paragraph -->\n<p>{prose(chance, number)}</p>\n<!-- /wp:paragraph -->"


def _signs(chance: random.Random, number: int) -> str:
    text = "、".join("".join(chance.choices(_SIGNS, k=chance.randint(8, 30))) for _ in range(4))
    return f"<!-- wp:paragraph -->\n<p><strong>{text[:4]}</strong>{text[4:]}。</p>\n<!-- /wp:paragraph -->"


def _shown(chance: random.Random, number: int) -> list[int]:
    """The numbers of some pictures."""
    return chance.sample(_pictures(number), k=4)


def _pictures(number: int) -> list[int]:
    """Those of a post, or of the nearest before it that has some."""
    return [(number - (number - 1) % _EACH) * 10 + place for place in range(_PICTURES)]


def _id(one: int) -> int:
    """The id of a picture, as the generator gives it."""
    return one * 10 + 1


def _gallery_shortcode(chance: random.Random, number: int) -> str:
    ids = ",".join(str(_id(one)) for one in _shown(chance, number))
    return f'<!-- wp:shortcode -->\n[gallery ids="{ids}" columns="2" link="file"]\n<!-- /wp:shortcode -->'


def _gallery(chance: random.Random, number: int) -> str:
    pictures = "\n".join(
        f'<!-- wp:image {{"id":{_id(one)},"sizeSlug":"large"}} -->\n<figure class="wp-block-image size-large">'
        f'<img src="{picture_address(one)}" alt="" class="wp-image-{_id(one)}"/>'
        f"<figcaption>{sentence(chance)}</figcaption></figure>\n<!-- /wp:image -->"
        for one in _shown(chance, number)
    )
    return (
        '<!-- wp:gallery {"linkTo":"none"} -->\n<figure class="wp-block-gallery has-nested-images columns-default">'
        f"{pictures}</figure>\n<!-- /wp:gallery -->"
    )


def _caption(chance: random.Random, number: int) -> str:
    one = _pictures(number)[0]
    shown = (
        f'<img class="size-medium wp-image-{_id(one)}" src="{picture_address(one)}" alt="x" width="300" height="200" />'
    )
    return f'[caption id="attachment_{_id(one)}" align="aligncenter" width="300"]{shown} {sentence(chance)}[/caption]'


def _code(chance: random.Random, number: int) -> str:
    lines = [f"    {chance.choice(WORDS)}[{at}] = &amp;{chance.choice(WORDS)}-&gt;next; /* [x] */" for at in range(8)]
    inside = "\n".join(lines)
    return f'<!-- wp:code -->\n<pre class="wp-block-code"><code lang="c">{inside}</code></pre>\n<!-- /wp:code -->'


def _page_list(chance: random.Random, number: int) -> str:
    return "<!-- wp:page-list /-->"


def _alone(chance: random.Random, number: int) -> str:
    return f"https://video.example/watch?v={number}"


def _in_block(name: str, made: Callable[[random.Random, int], str]) -> Callable[[random.Random, int], str]:
    return lambda chance, number: f"<!-- wp:{name} -->\n{made(chance, number)}\n<!-- /wp:{name} -->"


PARTS: tuple[tuple[Callable[[random.Random, int], str], int], ...] = (
    (_paragraph, 24),
    (_in_block("heading", heading), 8),
    (_in_block("list", bullets), 6),
    (_in_block("quote", quotation), 4),
    (_in_block("table", table), 3),
    (_code, 4),
    (_signs, 5),
    (_gallery, 2),
    (_gallery_shortcode, 2),
    (_caption, 3),
    (_alone, 1),
    (_page_list, 1),
)
_WEIGHTS = [weight for _, weight in PARTS]


def _comments(chance: random.Random, number: int) -> Iterator[str]:
    for place in range(1, chance.randint(1, 6)):
        text = "\n\n".join(sentence(chance) for _ in range(chance.randint(1, 3)))
        if chance.random() < 1 / 8:
            text = f'<blockquote>{text}</blockquote> <a href="https://example.org/" rel="nofollow">this</a> &amp; that'
        fields = {
            "id": number * 10 + place,
            "author": chance.choice(WORDS).title(),
            "date_gmt": f"{moment(number):%Y-%m-%d %H:%M:%S}",
            "content": text,
            "approved": "1",
            "type": "comment",
            "parent": 0,
        }
        yield record("wp:comment", {f"wp:comment_{name}": value for name, value in fields.items()})


def _page(number: int) -> str:
    """A page for the lists of pages."""
    chance = random.Random(-number)
    fields: dict[str, object] = {"status": "publish", "post_type": "page", "post_name": f"page-{number}"}
    words = " ".join(chance.choices(WORDS, k=2)).title()
    return item(number * 10 + 9, words, f"{SITE}/page-{number}/", moment(number), _paragraph(chance, 1), fields, "")


def post(number: int) -> Iterator[str]:
    """A post, its pictures, and now and then a page."""
    chance = random.Random(number)
    if number % _EACH == 1:
        yield from map(picture, _pictures(number))
    if number % 25 == 1:
        yield _page(number)
    made = [make for make, _ in chance.choices(PARTS, _WEIGHTS, k=chance.randint(4, 12))]
    content = "\n\n".join(make(chance, number) for make in made)
    category = chance.choice(CATEGORIES)
    rest = [field("category", category, f' domain="category" nicename="{category}"'), *_comments(chance, number)]
    fields: dict[str, object] = {"status": "publish", "post_type": "post", "post_name": f"post-{number}"}
    title = " ".join(chance.choices(WORDS, k=4)).capitalize()
    yield item(number * 10, title, address(number), moment(number), content, fields, "".join(rest))


if __name__ == "__main__":
    main(post)
