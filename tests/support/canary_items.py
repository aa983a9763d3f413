"""Words in items that plugins show by their number in others, in blocks of builders, and in several languages."""

from __future__ import annotations

import json
from collections.abc import Iterator

from tests.support.canary_fields import Export, Words, category, meta, whole_export
from tests.support.wxr_exports import record

_DIVI: dict[str, tuple[str, object]] = {
    "heading": ("title", "%s"),
    "text": ("content", "<p>%s</p>"),
    "button": ("button", {"text": "%s", "linkUrl": "https://other.example/"}),
    "blurb": ("title", {"text": "%s"}),
    "accordion-item": ("content", "<p>%s</p>"),
    "testimonial": ("author", "%s"),
    "pricing-table": ("subtitle", "%s"),
    "number-counter": ("title", "%s"),
    "cta": ("content", "<p>%s</p>"),
}
"""Modules of Divi 5, each with a setting and the shape of its words."""
ROWS = ("sections_0_heading", "rows_1_cells_0_text", "field_0_sub", "page_header_0_title", "blocks_2_layout_text")
"""Fields in the rows of Advanced Custom Fields; some are called as if they said how a page looks."""


def _picture(made: Export, of: str) -> str:
    """A picture that says nothing itself, for what a plugin says of it; that of FooGallery, which keeps no words."""
    of_plugin = of != "foogallery"
    return made.item(
        inside="" if of_plugin else meta("_wp_attachment_image_alt", made.words(f"{of}: alt")),
        post_type="attachment",
        status="inherit",
        excerpt="" if of_plugin else made.words(f"{of}: caption"),
        attachment_url=f"https://canary.example/wp-content/uploads/{of}.jpg",
    )


def _serialized(**said: str) -> str:
    pairs = "".join(f's:{len(key)}:"{key}";s:{len(value)}:"{value}";' for key, value in said.items())
    return f"a:{len(said)}:{{{pairs}}}"


def items_of_plugins(made: Export) -> Iterator[str]:
    """Items that others show by their number, and a post in which all these numbers stand."""
    w = made.words
    calls: list[str] = []

    def kept(call: str, kind: str, text: str = "", field: tuple[str, str] | None = None, **more: str) -> str:
        one = made.item(text, meta(*field) if field else "", post_type=kind, **more)
        calls.append(call.format(made.number))
        return one

    pictures: dict[str, int] = {}
    for kind in ("foogallery", "envira", "modula"):
        yield _picture(made, kind)
        pictures[kind] = made.number
    yield kept(
        "[foogallery id={}]", "foogallery", field=("foogallery_attachments", f"a:1:{{i:0;i:{pictures['foogallery']};}}")
    )
    own = _serialized(alt=w("envira: own alt"), caption=w("envira: own caption"), title=w("envira: own title"))
    data = f's:7:"gallery";a:1:{{i:{pictures["envira"]};{own}}}'
    yield kept("[envira-gallery id={}]", "envira", field=("_eg_gallery_data", f"a:1:{{{data}}}"))
    own = _serialized(id=str(pictures["modula"]), alt=w("modula: own alt"), caption=w("modula: own caption"))
    yield kept("[modula id={}]", "modula-gallery", field=("modula-images", f"a:1:{{i:0;{own}}}"))
    built = json.dumps([{"settings": {"editor": f"<p>{w('template: data')}</p>"}}])
    yield kept("[elementor-template id={}]", "elementor_library", w("template: text"), ("_elementor_data", built))
    yield kept("[content_block id={}]", "content_block", w("content block"))
    options = ("_tablepress_table_options", '{"print_name":true,"print_description":true}')
    rows = json.dumps([[w("table: head"), "x"], ["#rowspan#", w("table: cell")]])
    more = {"title": w("table: name"), "excerpt": w("table: description")}
    yield kept("[table id=7 /]", "tablepress_table", rows, options, **more)
    yield kept('<!-- wp:block {{"ref":{}}} /-->', "wp_block", f"<p>{w('pattern')}</p>")
    yield made.item("\n\n".join(calls))
    for module, (setting, shape) in _DIVI.items():
        words = json.loads(json.dumps(shape) % w(f"divi/{module}"))
        settings = json.dumps({setting: {"innerContent": {"desktop": {"value": words}}}})
        yield made.item(f"<!-- wp:divi/{module} {settings} /-->")
    yield made.item("<p>x</p>", "".join(meta(key, f"<p>Moss {w(f'field {key}')} grows</p>") for key in ROWS))
    yield made.item("<p>x</p>", description=w("description beside a text"))


def export_in_languages(w: Words) -> str:
    """An export of a site in two languages, by Polylang, with a post of qTranslate."""
    made = Export(w)
    groups = "".join(
        record(
            "term", term_id=str(number), term_taxonomy=taxonomy, term_slug=slug, term_name=name, term_description=about
        )
        for number, (taxonomy, slug, name, about) in enumerate(
            [
                ("language", "eo", "Esperanto", 'a:1:{s:6:"locale";s:2:"eo";}'),
                ("language", "fr", "Français", 'a:1:{s:6:"locale";s:5:"fr_FR";}'),
                ("category", "mousse", w("french term"), w("french term: description")),
            ],
            20,
        )
    )

    def said(code: str) -> str:
        return category("language", code, code) + category("post_translations", "pll_1", "pll_1")

    def item(code: str, **more: str) -> str:
        inside = said(code) + (category("category", "mousse", w("french term")) if code == "fr" else "")
        inside += meta("_yoast_wpseo_title", w(f"{code}: title for search engines"))
        return made.item(
            f"<p>{w(f'{code}: text')}</p>", inside, title=w(f"{code}: title"), excerpt=w(f"{code}: excerpt"), **more
        )

    entry = (
        category("nav_menu", "main", "Main")
        + meta("_menu_item_type", "custom")
        + meta("_menu_item_url", "https://canary.example/fr/")
    )
    mixed = "[:eo]{}[:fr]{}[:]"
    items = [
        item("eo"),
        item("fr", link="https://canary.example/fr/mousse/"),
        made.item(f"<p>{w('no language')}</p>"),
        made.item(f"<p>{w('a third language')}</p>", category("language", "de", "de")),
        made.item("", entry, post_type="nav_menu_item", title=w("entry of a menu")),
        made.item(
            mixed.format(w("mixed: eo"), w("mixed: fr")),
            title=mixed.format(w("mixed title: eo"), w("mixed title: fr")),
            excerpt=mixed.format(w("mixed excerpt: eo"), w("mixed excerpt: fr")),
        ),
    ]
    return whole_export(w, items).replace("<generator>", f"{groups}<generator>")
