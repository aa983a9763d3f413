"""The site that the goldens stand in: a few attachments, two pages that can be linked to, one that cannot."""

from __future__ import annotations

from migrate.model.rest_of_site import Attachment, Link, Listed, StoredBlock
from tests.support.items import UPLOADS, file_of_library, item
from tests.support.rest_of_site import NothingElse

PAGES = {
    "/2019/05/04/first-words/": "2019-05-04-first-words.md",
    "/about/": "/about.md",
    "/guides/setup/": "/guides/setup.md",
}
"""Published addresses, and what relref takes for each."""

_PICTURE = file_of_library(
    7,
    "2019/05/harbour.jpg",
    link="https://blog.example/harbour/",
    title="Harbour",
    caption="The harbour at dawn",
    alt="Boats in a harbour",
    date="2019-05-04 10:00:00",
    width=1600,
    height=900,
)
ATTACHMENTS = (
    _PICTURE,
    _PICTURE._replace(
        id=8,
        url=UPLOADS + "2019/05/mill.png",
        link="https://blog.example/mill/",
        title="Mill",
        caption="",
        alt="",
        menu_order=1,
        file="2019/05/mill.png",
    ),
    _PICTURE._replace(
        id=9,
        url=UPLOADS + "2019/05/waves.mp3",
        link="https://blog.example/waves/",
        title="Waves",
        caption="",
        alt="",
        menu_order=2,
        file="2019/05/waves.mp3",
        width=0,
        height=0,
    ),
    _PICTURE._replace(
        id=10,
        url=UPLOADS + "2019/05/ferry.mp4",
        link="https://blog.example/ferry/",
        title="Ferry",
        caption="",
        alt="",
        menu_order=3,
        file="2019/05/ferry.mp4",
    ),
)

ITEM = item(
    title="Golden",
    link="https://blog.example/2019/06/01/golden/",
    creator="ada",
    content="",
    date="2019-06-01 10:00:00",
    date_gmt="2019-06-01 08:00:00",
    modified="",
    modified_gmt="",
    slug="golden",
    meta=(("footnotes", '[{"content":"A note with <em>stress</em>.","id":"f1"}]'),),
)
"""The post that every golden is the text of."""


class GoldenLibrary(NothingElse):
    """Answers for the site of the goldens."""

    def attachment(self, attachment_id: int) -> Attachment | None:
        return next((one for one in ATTACHMENTS if one.id == attachment_id), None)

    def attachments_of(self, post_id: int) -> tuple[Attachment, ...]:
        return ATTACHMENTS if post_id == ITEM.id else ()

    def reusable_block(self, block_id: int) -> StoredBlock | None:
        blocks = {
            50: "<!-- wp:paragraph --><p>Shared words.</p><!-- /wp:paragraph -->",
            51: '<!-- wp:block {"ref":51} /-->',
            52: '[gallery ids="7,8"]',
            53: "<h3>Soup</h3>\n\n<ul><li>1 l water</li></ul>\n\n<ol><li>Boil it.</li></ol>",
        }
        return StoredBlock(blocks[block_id], True) if block_id in blocks else None

    def table(self, number: int) -> StoredBlock | None:
        rows = "<table><thead><tr><th>Boat</th></tr></thead><tbody><tr><td>Row</td></tr></tbody></table>"
        return StoredBlock(rows, True)

    def listed(self, post_id: int) -> Listed | None:
        return Listed(30, "About", "https://blog.example/about/", 0, 1) if post_id == 30 else None

    def children_of(self, post_id: int) -> tuple[Listed, ...]:
        about = Listed(30, "About", "https://blog.example/about/", 0, 1)
        guide = Listed(31, "Guides", "https://blog.example/guides/setup/", 0, 2)
        return (about, guide) if post_id == 0 else ()

    def media(self, url: str) -> str:
        return url.removeprefix("https://blog.example").removeprefix("http://blog.example")

    def link(self, href: str) -> Link:
        path = self.media(href)
        page, hash_sign, fragment = path.partition("#")
        reference = PAGES.get(page, "")
        return Link(path, f"{reference}{hash_sign}{fragment}" if reference else "")
