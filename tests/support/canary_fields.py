"""A word of its own in every field that WordPress' exporter writes, one item for whatever could hide another."""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass, field

from tests.support.wxr_exports import NAMESPACES, cdata, element, record

_SIGNS = "bcdfghklmnprstvwz"


@dataclass
class Words:
    """Gives each field a word that stands nowhere else, and knows them all."""

    of: dict[str, str] = field(default_factory=dict)

    def __call__(self, name: str) -> str:
        """The word of a field; always the same one."""
        number, spelled = len(self.of), ""
        for _ in range(4):
            number, sign = divmod(number, len(_SIGNS))
            spelled += _SIGNS[sign]
        return self.of.setdefault(name, f"q{spelled}q")


_META = """
_yoast_wpseo_title _yoast_wpseo_metadesc _yoast_wpseo_opengraph-title _yoast_wpseo_opengraph-description
_yoast_wpseo_twitter-title _yoast_wpseo_twitter-description _yoast_wpseo_focuskw _yoast_wpseo_bctitle
rank_math_title rank_math_description rank_math_facebook_title rank_math_facebook_description rank_math_focus_keyword
rank_math_breadcrumb_title _aioseo_title _aioseo_description _aioseo_og_title _aioseo_og_description _aioseo_keywords
_aioseop_title _aioseop_description _aioseop_keywords _seopress_titles_title _seopress_titles_desc
_seopress_social_fb_title _seopress_social_fb_desc _seopress_analysis_target_kw
_genesis_title _genesis_description _open_graph_title _open_graph_description _wds_title _wds_metadesc
jetpack_seo_html_title advanced_seo_description
_EventCost mec_cost evcal_subtitle evcal_location_name evcal_organizer _sku _purchase_note _button_text
sfly_guest_author_names itunes_title itunes_summary itunes_subtitle cover_image_alt
_wp_page_template _acme_secret mood
"""
"""Fields of plugins that hold words."""
BESIDE = {
    "_Event": {"_EventStartDate": "2020-05-04 10:00:00"},
    "mec_": {"mec_start_date": "2020-05-04"},
    "evcal_": {"evcal_srow": "1588586400"},
    "_sku": {"_price": "12"},
    "_product": {"_price": "12"},
}
"""What else an item has that has a field whose name begins so."""
_ADDRESSES = """
_yoast_wpseo_canonical rank_math_canonical_url _aioseo_canonical_url _aioseop_custom_link _seopress_robots_canonical
_genesis_canonical_uri _EventURL
"""
"""Fields of plugins that hold addresses."""
_OEMBED = "_oembed_0123456789abcdef0123456789abcdef"
DATA = {
    "_elementor_data": '[{"settings":{"title":"%s"},"widgetType":"heading"}]',
    "_fl_builder_data": 'a:1:{i:0;a:1:{s:4:"text";s:6:"%s";}}',
    "_bricks_page_content_2": 'a:1:{i:0;a:1:{s:4:"text";s:6:"%s";}}',
    "ct_builder_json": '{"children":[{"options":{"ct_content":"<p>%s</p>"}}]}',
    "panels_data": 'a:1:{s:7:"widgets";a:1:{i:0;a:1:{s:4:"text";s:6:"%s";}}}',
    "_breakdance_data": '{"tree_json_string":"{\\"data\\":{\\"text\\":\\"<p>%s</p>\\"}}"}',
    "_product_attributes": 'a:1:{s:4:"wood";a:4:{s:4:"name";s:4:"Wood";s:5:"value";s:6:"%s";s:10:"is_visible";i:1;'
    's:11:"is_taxonomy";i:0;}}',
    "footnotes": '[{"content":"%s","id":"0f1a"}]',
    _OEMBED: '<blockquote>%s <a href="https://other.example/x">it</a></blockquote>',
    "rows_0_heading": "%s",
    "enclosure": "https://sounds.example/%s.mp3\n1234\naudio/mpeg\n",
    "audio_file": "https://sounds.example/%s.mp3",
}
"""What plugins keep in a shape of their own, and WordPress for its blocks."""
_TEXTS = {"footnotes": "<!-- wp:footnotes /-->", _OEMBED: "https://other.example/x"}


class Export:
    """Makes the items of such an export, each with a number of its own."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self.number = 0
        """That of the last item."""

    def item(self, text: str = "", inside: str = "", **fields: str) -> str:
        """An item as WordPress exports it, published unless a field says otherwise."""
        self.number += 1
        number, kind = self.number, fields.get("post_type", "post")
        address = fields.pop("link", f"https://canary.example/item-{number}/")
        own = {
            "post_id": str(number),
            "post_date": "2020-05-04 10:00:00",
            "post_date_gmt": "2020-05-04 09:00:00",
            "post_modified": "2020-05-04 10:00:00",
            "post_modified_gmt": "2020-05-04 09:00:00",
            "comment_status": "open",
            "ping_status": "open",
            "post_name": f"item-{number}",
            "status": "publish",
            "post_parent": "0",
            "menu_order": "0",
            "post_type": kind,
            "post_password": "",
            "is_sticky": "0",
        }
        outer = {tag: fields.pop(tag, "") for tag in ("title", "creator", "guid", "description", "excerpt")}
        rest = "".join(element(f"wp:{name}", value) for name, value in {**own, **fields}.items())
        return (
            f"<item>{element('title', outer['title'])}<link>{address}</link>"
            f"<pubDate>Mon, 04 May 2020 09:00:00 +0000</pubDate>{element('dc:creator', outer['creator'] or 'robin')}"
            f'<guid isPermaLink="false">{outer["guid"]}</guid><description>{outer["description"]}</description>'
            f"{element('content:encoded', text)}{element('excerpt:encoded', outer['excerpt'])}{rest}{inside}</item>"
        )

    def items(self) -> Iterator[str]:
        """A post in which all is said, and others for what it cannot say."""
        w = self.words
        yield self.item(
            f"<p>{w('item content')}</p>",
            terms(w) + comments(w),
            title=w("item title"),
            creator=w("author login"),
            guid=f"https://{w('item guid')}.example/?p=1",
            excerpt=w("item excerpt"),
            link=f"https://canary.example/{w('item link')}/",
            post_name=w("item post_name"),
            ping_status=w("item ping_status"),
        )
        yield self.item("", description=w("item description"))
        yield self.item("<p>x</p>", comment_status=w("item comment_status"))
        yield self.item("<p>x</p>", status=w("item status"))
        yield self.item("", post_type=w("item post_type"))
        yield self.item(f"<p>{w('text behind a password')}</p>", post_password=w("item post_password"))
        yield self.item("<p>x</p>", category("post_format", f"post-format-{w('item format')}", w("item format name")))
        yield self.attachment()
        yield self.item(f'[gallery ids="{self.number}" link="file"]')
        yield self.entry_of_a_menu()
        yield from self.with_meta()

    def attachment(self) -> str:
        """A picture of the library."""
        w = self.words
        return self.item(
            w("attachment content"),
            meta("_wp_attachment_image_alt", w("attachment alt")) + meta("acme_credit", w("field acme_credit")),
            post_type="attachment",
            status="inherit",
            title=w("attachment title"),
            excerpt=w("attachment excerpt"),
            attachment_url=f"https://canary.example/wp-content/uploads/{w('attachment_url')}.jpg",
        )

    def entry_of_a_menu(self) -> str:
        """An entry that leads elsewhere, with all that the screen for menus asks for."""
        w = self.words
        keys = ("classes", "xfn", "target")
        return self.item(
            w("menu description"),
            category("nav_menu", "main", "Main")
            + meta("_menu_item_type", "custom")
            + meta("_menu_item_url", f"https://{w('menu url')}.example/")
            + "".join(meta(f"_menu_item_{key}", w(f"menu {key}")) for key in keys),
            post_type="nav_menu_item",
            title=w("menu title"),
            excerpt=w("menu title attribute"),
        )

    def with_meta(self) -> Iterator[str]:
        """A post for each custom field."""
        w = self.words
        values = {key: f"Moss {w(f'field {key}')} grows" for key in _META.split()}
        values |= {key: f"https://other.example/{w(f'field {key}')}/" for key in _ADDRESSES.split()}
        values |= {key: shape % w(f"field {key}") for key, shape in DATA.items()}
        packed = json.dumps({"text": f"<p>{w('field brizy')}</p>"}).encode()
        values["brizy"] = json.dumps([b64encode(packed).decode()])
        for key, value in values.items():
            beside = [one for start, fields in BESIDE.items() if key.startswith(start) for one in fields.items()]
            kind = "product" if ("_price", "12") in beside else "post"
            inside = "".join(meta(*one) for one in [(key, value), *beside])
            yield self.item(_TEXTS.get(key, "<p>x</p>"), inside, post_type=kind)


def meta(key: str, value: str) -> str:
    return record("postmeta", meta_key=key, meta_value=value)


def category(domain: str, slug: str, name: str) -> str:
    return f'<category domain="{domain}" nicename="{slug}">{cdata(name)}</category>'


def terms(w: Words) -> str:
    """The terms of an item."""
    known = [("category", "cat"), ("post_tag", "tag")]
    named = [category(domain, w(f"{kind} slug"), w(f"{kind} name")) for domain, kind in known]
    return (
        "".join(named)
        + category("acme_shelf", w("term slug"), w("term name"))
        + category(w("category domain"), "acme", w("name in a domain"))
    )


def comments(w: Words) -> str:
    """A comment that visitors saw and one that they did not."""
    fields = {
        "comment_id": "1",
        "comment_author": w("comment_author"),
        "comment_author_email": f"{w('comment_author_email')}@private.example",
        "comment_author_url": f"https://{w('comment_author_url')}.example/",
        "comment_author_IP": w("comment_author_IP"),
        "comment_date": "2020-06-01 09:00:00",
        "comment_date_gmt": "2020-06-01 08:00:00",
        "comment_content": w("comment_content"),
        "comment_approved": "1",
        "comment_type": "comment",
        "comment_parent": "0",
        "comment_user_id": "0",
    }
    kinds = {"comment_id": "2", "comment_type": w("comment_type"), "comment_content": "x"}
    held = {"comment_id": "3", "comment_approved": w("comment_approved"), "comment_content": w("comment held back")}
    more = record("commentmeta", meta_key=w("commentmeta key"), meta_value=w("commentmeta value"))
    return "".join(
        record("comment", **given).replace("</wp:comment>", f"{more}</wp:comment>")
        for given in (fields, fields | kinds, fields | held)
    )


def _head(w: Words) -> str:
    more = record("termmeta", meta_key=w("termmeta key"), meta_value=w("termmeta value"))
    author = record(
        "author",
        author_id="7",
        author_login=w("author login"),
        author_email=f"{w('author_email')}@private.example",
        author_display_name=w("author_display_name"),
        author_first_name=w("author_first_name"),
        author_last_name=w("author_last_name"),
    )
    cat = record(
        "category",
        term_id="3",
        category_nicename=w("cat slug"),
        category_parent="",
        cat_name=w("cat name"),
        category_description=w("category_description"),
    )
    tag = record(
        "tag", term_id="4", tag_slug=w("tag slug"), tag_name=w("tag name"), tag_description=w("tag_description")
    )
    term = record(
        "term",
        term_id="5",
        term_taxonomy="acme_shelf",
        term_slug=w("term slug"),
        term_parent="",
        term_name=w("term name"),
        term_description=w("term_description"),
    )
    unused = record(
        "term", term_id="6", term_taxonomy=w("term_taxonomy"), term_slug="x", term_name=w("term that nothing has")
    )
    menu = record("term", term_id="8", term_taxonomy="nav_menu", term_slug="main", term_name=w("menu name"))
    closed = [one.replace(end, f"{more}{end}") for one, end in ((cat, "</wp:category>"), (term, "</wp:term>"))]
    return author + "".join(closed) + tag + unused + menu


def whole_export(w: Words, items: list[str]) -> str:
    """The export with its head."""
    declared = "".join(f' xmlns:{prefix}="{address}"' for prefix, address in NAMESPACES.items())
    return (
        f'<?xml version="1.0" encoding="UTF-8" ?>\n<rss version="2.0"{declared}><channel>'
        f"<title>{w('channel title')}</title><link>https://canary.example</link>"
        f"<description>{w('channel description')}</description><pubDate>Mon, 04 May 2020 09:00:00 +0000</pubDate>"
        f"<language>eo</language><wp:wxr_version>1.2</wp:wxr_version>"
        f"<wp:base_site_url>https://{w('base_site_url')}.example</wp:base_site_url>"
        f"<wp:base_blog_url>https://canary.example</wp:base_blog_url>{_head(w)}"
        f"<generator>https://{w('generator')}.example</generator>{''.join(items)}</channel></rss>"
    )
