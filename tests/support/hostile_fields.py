"""A blog in whose export every field that anybody may fill holds what somebody would like to run."""

from __future__ import annotations

import re
from collections.abc import Iterator
from random import Random

from tests.support.active_html import FORGED
from tests.support.hostile_grid import TEXTS
from tests.support.hostile_pieces import RUNS
from tests.support.wxr_exports import element, export, record

_ATTRIBUTES = (
    '"><script>alert(1)</script>',
    "'><img src=x onerror=alert(1)>",
    '" onmouseover="alert(1)" x="',
    "</title><script>alert(1)</script>",
    "</textarea></style></script><svg onload=alert(1)>",
    "--><script>alert(1)</script><!--",
    "]]><script>alert(1)</script>",
    "javascript:alert(1)",
    " java\tscript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    f"[x](//{FORGED}/)",
    f"![x](//{FORGED}/x.gif)",
    f"<{FORGED}:x>",
    "{{< nosuch >}}",
    '{{< youtube "abcdefghij0" >}}',
    "{{ .Site.Title | safeHTML }}",
    "\n---\n+++\ntitle: x\n",
    '\n"x" = "y"\n[markup]\n',
    f"x\n/y //{FORGED}/ 301",
    f"//{FORGED}/x",
    f"\\\\{FORGED}/x",
    "https://evil.example\\@blog.example/x",
    f"/%0d%0aLocation:%20//{FORGED}/",
    "../../../etc/passwd",
    "<b>bold</b> &lt;script&gt;alert(1)&lt;/script&gt;",
    "<?xml version='1.0'?><?xml-stylesheet href='javascript:x'?>",
)
ADDRESSES = (
    *("javascript:alert(1)", " java\tscript:alert(1)", "\x01javascript:alert(1)", "JaVaScRiPt:alert(1)", "vbscript:x"),
    *(
        "data:text/html,<script>alert(1)</script>",
        "blob:https://blog.example/x",
        "//evil.example/",
        "https://evil.example/",
    ),
    *(
        "\\\\evil.example\\x",
        "https://evil.example\\@blog.example/",
        "/about/",
        "#x",
        "?p=900000",
        "mailto:a@b.example",
        "tel:1",
    ),
)
PAYLOADS = (*_ATTRIBUTES, *TEXTS, *RUNS)
META = (
    *(
        "_wp_attachment_image_alt",
        "_wp_attached_file",
        "_wp_attachment_metadata",
        "_wp_old_slug",
        "_wp_old_date",
        "_thumbnail_id",
    ),
    *(
        "_wp_page_template",
        "_edit_last",
        "enclosure",
        "footnotes",
        "_oembed_0123456789abcdef",
        "_links_to",
        "_links_to_target",
    ),
    *(
        "_yoast_wpseo_title",
        "_yoast_wpseo_metadesc",
        "_yoast_wpseo_canonical",
        "_yoast_wpseo_opengraph-image",
        "_yoast_wpseo_redirect",
    ),
    *(
        "_yoast_wpseo_primary_category",
        "_yoast_wpseo_bctitle",
        "_yoast_wpseo_meta-robots-noindex",
        "_yoast_wpseo_twitter-image",
    ),
    *(
        "rank_math_title",
        "rank_math_description",
        "rank_math_canonical_url",
        "rank_math_facebook_image",
        "rank_math_robots",
    ),
    *(
        "_aioseo_title",
        "_aioseo_description",
        "_aioseop_description",
        "_seopress_titles_desc",
        "_seopress_robots_canonical",
    ),
    *(
        "_genesis_description",
        "_genesis_canonical_uri",
        "_seopress_redirections_value",
        "_event_start",
        "_EventStartDate",
        "_EventVenueID",
    ),
    *(
        "_price",
        "_sku",
        "_product_attributes",
        "_stock_status",
        "audio_file",
        "duration",
        "episode_number",
        "cover_image",
        "itunes_image",
    ),
    *(
        "geo_latitude",
        "_menu_item_url",
        "_menu_item_target",
        "_menu_item_classes",
        "_menu_item_xfn",
        "_menu_item_object",
        "_menu_item_type",
    ),
    *(
        "_ppma_authors_name",
        "_format_quote_source_name",
        "_format_link_url",
        "_format_video_embed",
        "custom field",
        "_acf",
        "recipe",
    ),
)
_IS_ADDRESS = re.compile("image|file|enclosure|canonical|links_to|redirect|link_url")
TYPES = (
    *("post",) * 8,
    *(
        "page",
        "page",
        "attachment",
        "attachment",
        "attachment",
        "nav_menu_item",
        "nav_menu_item",
        "wp_block",
        "wp_navigation",
    ),
    *("product", "tribe_events", "podcast", "portfolio", "recipe", "custom_css", "wp_template"),
)


class HostileFields:
    """The same blog for the same random numbers. `items` are in the export as well."""

    def __init__(self, random: Random, count: int) -> None:
        self.random = random
        self.count = count

    def export(self, *items: str) -> str:
        """The whole export, these items among the others."""
        head = "".join([*(self._author(number) for number in range(6)), *(self._term(number) for number in range(40))])
        own = [self._item(900_000 + number) for number in range(self.count)]
        return (
            export(*items, *own, head=head)
            .replace("<title>A journal</title>", element("title", self.one()), 1)
            .replace("<description>Walks &amp; bread</description>", element("description", self.one()), 1)
            .replace("en-GB", "en-GB", 1)
        )

    def one(self) -> str:
        """A payload, often with an ordinary word on either side."""
        payload = self.random.choice(PAYLOADS)
        return payload if self.random.random() < 0.5 else f"word {payload} word"

    def address(self) -> str:
        """A payload for a field in which any address may stand."""
        return self.one().replace(f"//{FORGED}/", "//evil.example/").replace(f"\\\\{FORGED}/", "\\\\evil.example/")

    def name(self, number: int) -> str:
        """A payload that no other has."""
        return f"{self.one()}{number}"

    def _author(self, number: int) -> str:
        return record(
            "author",
            author_id=str(number + 1),
            author_login=self.name(number) if number else "robin",
            author_email=f"{self.one()}@private.example",
            author_display_name=self.one(),
            author_first_name=self.one(),
            author_last_name=self.one(),
        )

    def _term(self, number: int) -> str:
        kind = self.random.choice(("category", "tag", "term"))
        prefix = {"category": "cat", "tag": "tag", "term": "term"}[kind]
        fields = {f"{prefix}_name": self.one(), f"{prefix}_description": self.one(), "term_id": str(number + 1)}
        slug = f"slug-{number}" if number % 2 else self.name(number)
        fields["category_nicename" if kind == "category" else f"{prefix}_slug"] = slug
        if kind == "term":
            fields["term_taxonomy"] = self.random.choice(
                ("portfolio_type", "nav_menu", "post_format", "product_cat", self.one())
            )
        inside = "".join(self._meta("termmeta", key) for key in ("description", self.one()))
        return record(kind, **fields).replace(f"</wp:{kind}>", f"{inside}</wp:{kind}>")

    def _meta(self, tag: str, key: str) -> str:
        one = self.address if _IS_ADDRESS.search(key) else self.one
        return record(tag, meta_key=key, meta_value=self.random.choice((one(), one(), self._packed(), "1", "900003")))

    def _packed(self) -> str:
        """A payload as plugins keep it: serialized by PHP, or as JSON in a field."""
        text = self.one()
        return self.random.choice(
            (
                f'a:1:{{s:4:"file";s:{len(text.encode())}:"{text}";}}',
                '[{"id":"f1","content":"'
                + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ").replace("\t", " ")
                + '"}]',
                f"https://blog.example/wp-content/uploads/{text}.mp3\n1\naudio/mpeg\na:0:{{}}",
            )
        )

    def _comment(self, number: int) -> str:
        return record(
            "comment",
            comment_id=str(number),
            comment_author=self.one(),
            comment_author_email="kim@private.example",
            comment_author_url=self.one(),
            comment_author_IP="192.0.2.77",
            comment_date="2020-06-01 08:00:00",
            comment_date_gmt=self.random.choice(("2020-06-01 08:00:00", self.one())),
            comment_content=self.one(),
            comment_approved="1",
            comment_type=self.random.choice(("", "comment", "pingback", self.one())),
            comment_parent=self.random.choice(("0", str(number - 1), self.one())),
        )

    def _item(self, number: int) -> str:
        kind = self.random.choice(TYPES)
        place = self.random.choice(
            (f"/2020/05/04/p{number}/", f"/2020/05/04/p{number}/", f"/{self.name(number)}/", self.name(number))
        )
        slug = self.random.choice((f"p{number}", self.name(number)))
        own = f"https://blog.example/wp-content/uploads/{self.name(number)}.jpg"
        file = self.random.choice((own, own, self.address(), self.random.choice(ADDRESSES)))
        fields = {
            "post_id": str(number),
            "post_date": "2020-05-04 10:00:00",
            "post_date_gmt": "2020-05-04 09:00:00",
            "comment_status": self.random.choice(("open", self.one())),
            "ping_status": self.random.choice(("open", self.one())),
            "post_name": slug,
            "status": "inherit" if kind == "attachment" else "publish",
            "post_parent": self.random.choice(("0", str(number - 1))),
            "menu_order": str(number % 7),
            "post_type": kind,
            "post_password": "",
            "is_sticky": "0",
            **({"attachment_url": file} if kind == "attachment" else {}),
        }
        return "\n".join(self._parts(number, place, fields))

    def _parts(self, number: int, place: str, fields: dict[str, str]) -> Iterator[str]:
        yield "<item>"
        yield element("title", self.one())
        yield element("link", f"https://blog.example{place}")
        yield element("dc:creator", self.random.choice(("robin", self.one())))
        yield element("guid", self.random.choice((f"https://blog.example/?p={number}", self.one())))
        yield element("description", self.one())
        yield element("content:encoded", f"{self._shown()} {self.one()}")
        yield element("excerpt:encoded", self.random.choice(("", self.one())))
        yield from (element(f"wp:{name}", text) for name, text in fields.items())
        for domain in self.random.sample(
            ("category", "post_tag", "portfolio_type", "post_format", "nav_menu", "author", "x"), 3
        ):
            slug = self.one().replace('"', "").replace("<", "").replace("&", "").replace("\n", "")
            yield element("category", self.one(), f' domain="{domain}" nicename="{slug}"')
        yield from (self._meta("postmeta", key) for key in self.random.sample((*META, self.one()), 12))
        yield record("postmeta", meta_key="_thumbnail_id", meta_value=str(self.random.randint(900_000, number)))
        if fields["post_type"] == "nav_menu_item":
            yield element("category", self.one(), ' domain="nav_menu" nicename="main"')
            yield record("postmeta", meta_key="_menu_item_type", meta_value="custom")
            yield record("postmeta", meta_key="_menu_item_url", meta_value=self.random.choice(ADDRESSES))
        yield from (self._comment(number * 10 + place) for place in range(self.random.randint(0, 3)))
        yield "</item>"

    def _shown(self) -> str:
        """What prints fields of other items."""
        return self.random.choice(
            (
                *(
                    "[gallery]",
                    "[playlist]",
                    '<!-- wp:latest-posts {"displayPostContent":true} /-->',
                    "<!-- wp:footnotes /-->",
                ),
                *(
                    "<!-- wp:site-title /-->",
                    "<!-- wp:site-tagline /-->",
                    "<!-- wp:categories /-->",
                    "<!-- wp:archives /-->",
                ),
                *(
                    "<!-- wp:tag-cloud /-->",
                    "<!-- wp:page-list /-->",
                    '<!-- wp:navigation {"ref":900004} /-->',
                    "words",
                ),
                *(
                    '<!-- wp:block {"ref":900005} /-->',
                    "<details><summary>a</summary><!-- wp:site-title /--></details>",
                ),
                *("<!-- wp:post-title /-->", "<!-- wp:post-author-name /-->", "<!-- wp:latest-comments /-->", "words"),
                f'[gallery ids="{",".join(str(900_000 + one) for one in range(0, self.count, 9))}"]',
                *(f'<img class="wp-image-{900_000 + one}" src="a.png">' for one in (0, 3, 6)),
            )
        )
