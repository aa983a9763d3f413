"""The Markdown of one page: one small method for each element, found by its name as markdownify finds them.

What markdownify answers itself is not repeated here: how a method is found, headings by their level, rules, quotations,
captions, the edges of the document. The methods below differ from its own because
- emphasis, code, links and breaks are marks until their block is whole: whether `**` opens depends on its neighbours;
- items, rows and definitions know neither their parents nor their siblings in a tree that is walked in one go, and
  markdownify counts an item's number by looking at all before it;
- an element that Markdown has no sign for keeps its tags, with its attributes, where markdownify leaves its text alone;
- what Hugo reads besides Markdown (shortcodes, ids of headings, options of fences) markdownify does not know.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from markdownify import ATX, BACKSLASH

from migrate.diagnostics import Code
from migrate.markdown import containers, lists, tables
from migrate.markdown.anchors import Anchors
from migrate.markdown.code import code_as_html, fence
from migrate.markdown.destinations import destination, shortcode, title
from migrate.markdown.hidden import Part, put_in, sign
from migrate.markdown.html_blocks import in_line
from migrate.markdown.inline import label
from migrate.markdown.marks import (
    BREAK,
    CODE,
    DELETED,
    DELETED_END,
    DIVIDER,
    EM,
    EM_END,
    END,
    FIRST,
    LAST,
    LINK,
    NOTHING,
    STRONG,
    STRONG_END,
    TARGET,
    final,
    plain,
    tag,
    verbatim,
)
from migrate.markdown.prepare import BOUNDARY, prepare, to_line
from migrate.markdown.raw import HtmlWriter, open_tag
from migrate.markdown.references import References
from migrate.markdown.typography import to_the_letter
from migrate.markdown.walk import DOCUMENT, NOBODY, Parents, Walk
from migrate.model.rest_of_site import Link, WantedAnchor
from migrate.options import Options
from migrate.page.labels import note, used_note
from migrate.patterns import rare_pattern
from migrate.tree import MORE, Element, Node, parse

if TYPE_CHECKING:
    from bs4 import BeautifulSoup

_AUTOLINK = rare_pattern(r"(?:https?://[^\s<>\\{}`\"]+|[A-Za-z0-9.+_-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)$")
"""What can stand in `<…>`: an address of the web or, without its scheme, one of mail."""
_ANY_MARK = re.compile(f"[{FIRST}-{LAST}]")
_MAY_BE_CHOSEN = frozenset(
    ("autolinks", "bullets", "code_language", "code_language_callback", "convert", "strip", "strip_document")
)


def to_markdown(
    tree: Element,
    resolve: Callable[[str], Link],
    options: Options,
    report: Callable[[Code, str], None],
    wanted: Iterable[WantedAnchor] = (),
    hidden: Sequence[Part] = (),
) -> str:
    """The Markdown body of a page, without a line end at its end. The tree is used up.

    `resolve` answers where an address leads on the new site; `report` is told what Markdown cannot say, and which links
    of the page or of others (`wanted`) lead to places that it does not have. `hidden` are the parts that visitors did
    not see, by the number that stands in the tree in place of each.
    """
    converter = one_converter()

    def apart(part: Element) -> str:
        converter.begin(lambda href: Link(resolve(href).url), options, report, None)
        return converter.convert_soup(part)

    converter.begin(resolve, options, report, wanted)
    body = converter.convert_soup(tree)
    return put_in(body, hidden, apart) if hidden else body


@cache
def one_converter() -> Converter:
    """The converter of this process, for all its pages: to set one up takes as long as converting a page."""
    return Converter()


def _as_it_is(href: str) -> Link:
    return Link(href)


def _nobody(code: Code, detail: str) -> None:
    """Whoever converts HTML alone asks for no diagnostics."""


class Converter(Walk):
    """markdownify's converter for Hugo: `Converter().convert("<p>…</p>")` gives Markdown.

    Of markdownify's options those may be chosen that leave the Markdown to be what Hugo reads: `autolinks`, `bullets`
    (the second is for a list that follows another at once), `code_language`, `code_language_callback`, `convert`,
    `strip`, `strip_document`. Any other raises `ValueError`.
    """

    def __init__(self, **chosen: object) -> None:
        if unread := sorted(chosen.keys() - _MAY_BE_CHOSEN):
            raise ValueError(f"not for Hugo's Markdown to choose: {', '.join(unread)}")
        given: dict[str, Any] = {"bullets": "*-", "code_language_callback": _language, **chosen}
        super().__init__(heading_style=ATX, newline_style=BACKSLASH, **given)
        self.is_altered = type(self) is not Converter or not chosen.keys().isdisjoint(("convert", "strip"))
        self.begin(_as_it_is, Options(), _nobody)

    def begin(
        self,
        resolve: Callable[[str], Link],
        options: Options,
        report: Callable[[Code, str], None],
        wanted: Iterable[WantedAnchor] | None = (),
    ) -> None:
        """Say where the next page stands. Arguments are those of `to_markdown`; with None nothing in it is a target."""
        self.resolve = resolve
        self.report = report
        self.links = options.links
        self.smart = options.smart != "unicode"
        self.wanted = wanted

    def convert(self, html: str) -> str:
        """The Markdown of some HTML."""
        return self.convert_soup(parse(html))

    def convert_soup(self, soup: Element | BeautifulSoup) -> str:
        """The Markdown of a tree, which is used up. One of Beautiful Soup's is read anew."""
        root = soup if isinstance(soup, Element) else parse(str(soup))
        own = [WantedAnchor(fragment, f"#{fragment}") for fragment in prepare(root)]
        self.references = References(self.resolve, self.links)
        self.html = HtmlWriter(self.references.attribute)
        self.places = Anchors([] if self.wanted is None else [*own, *self.wanted])
        self.notes: dict[str, tuple[int, str]] = {}
        divider = next((child for child in root.children if isinstance(child, Element) and child.tag == MORE), None)
        if divider:
            divider.attributes["top"] = ""
        root.tag = DOCUMENT
        return self.process_tag(root)

    def convert__document_(self, el: Element, text: str, parent_tags: Parents) -> str:
        """The whole body with its footnotes and references."""
        body = super().convert__document_(el, text, parent_tags)  # type: ignore[misc]
        for one in self.places.missing(body):
            self.report(Code.PLACE_NOWHERE, f"{one.link} (on {one.page})" if one.page else one.link)
        notes = "\n".join([note(*one) + "\n" * ("\n" in one[1]) for one in self.notes.values()]).rstrip("\n")
        # Calls stand in the foot of most pages, and in the body of few: it alone is read for them sooner.
        return "\n\n".join([final(part) for part in (body, notes, self.references.foot()) if part])

    # Inline elements

    def convert_b(self, el: Element, text: str, parent_tags: Parents) -> str:
        """Strong text."""
        return text if "strong" in parent_tags else f"{STRONG}{text}{STRONG_END}"

    convert_strong = convert_b

    def convert_em(self, el: Element, text: str, parent_tags: Parents) -> str:
        """Emphasis."""
        return text if "em" in parent_tags else f"{EM}{text}{EM_END}"

    convert_i = convert_em

    def convert_del(self, el: Element, text: str, parent_tags: Parents) -> str:
        """Text struck through."""
        return text if "del" in parent_tags else f"{DELETED}{text}{DELETED_END}"

    convert_s = convert_strike = convert_del

    def convert_br(self, el: Element, text: str, parent_tags: Parents) -> str:
        """A line break."""
        return BREAK

    def convert_code(self, el: Element, text: str, parent_tags: Parents) -> str:
        """Code in a line; with formatting or a link inside it is HTML, because a code span holds neither."""
        if "code" in parent_tags:
            return text
        lines = text.split(BREAK)
        if any(map(_ANY_MARK.search, lines)):
            return self._kept(Element("code"), to_the_letter(text), parent_tags)
        if ("{" in text and "_apart" in parent_tags) or ("\\" in text and "_argument" in parent_tags):
            return BREAK.join([verbatim(code_as_html(line.strip())) if line.strip() else "" for line in lines])
        return BREAK.join([f"{CODE}{line}{END}" if line else "" for line in lines])

    convert_tt = convert_code

    def _kept(self, el: Element, text: str, parent_tags: Parents) -> str:
        """An inline element for which Markdown has no sign: its tags stay around its text."""
        if not text:
            return ""
        self.report(Code.RAW_HTML, el.tag)
        return f"{tag(_in_cell(open_tag(el), parent_tags))}{text}{tag(f'</{el.tag}>')}"

    convert_sub = convert_sup = convert_mark = convert_ins = convert_u = convert_small = convert_cite = _kept
    convert_abbr = convert_acronym = convert_dfn = convert_bdo = convert_q = _kept
    convert_kbd = convert_samp = convert_var = _kept
    convert_ruby = convert_rb = convert_rt = convert_rp = _kept

    def _anchor(self, el: Element) -> str:
        """A place that a link leads to."""
        name = next((one for one in (el.get("id"), el.get("name")) if one in self.places.wanted), "")
        if not name:
            return ""
        self.report(Code.RAW_HTML, "a")
        return verbatim(open_tag(Element("a", {"id": name})) + "</a>")

    def convert_a(self, el: Element, text: str, parent_tags: Parents) -> str:
        """A link, an anchor, or both."""
        anchor = self._anchor(el) if "id" in el.attributes or "name" in el.attributes else ""
        href = el.get("href").strip()
        if not href or "a" in parent_tags or not text.strip():
            return anchor + text
        target = self.link_end(el, numbered="_apart" not in parent_tags)
        is_address = href == (text if "://" in text else f"mailto:{text}") and target == f"]({href})"
        if is_address and _AUTOLINK.match(text) and self.options["autolinks"]:
            return f"{anchor}{verbatim(f'<{text}>')}"
        return f"{anchor}{LINK}{text}{TARGET}{target}{END}"

    def link_end(self, el: Element, *, numbered: bool = True) -> str:
        """The end of a link, from the bracket that closes its text."""
        return self.references.target(el.get("href").strip(), el.get("title"), numbered=numbered)

    def convert_img(self, el: Element, text: str, parent_tags: Parents) -> str:
        """A picture."""
        if not el.get("src"):
            return plain(el.get("alt"))
        alt = _in_cell(label(plain(el.get("alt")), smart=self.smart), parent_tags)
        return verbatim(f"![{alt}]({destination(el.get('src'))}{title(el.get('title'))})")

    def _inline_html(self, el: Element, text: str, parent_tags: Parents) -> str:
        """An element that stays HTML with all it holds."""
        self.report(Code.RAW_HTML, el.tag)
        return verbatim(in_line(_in_cell(self.html.inline(el), parent_tags), el.tag))

    convert_iframe = convert_video = convert_audio = convert_object = convert_embed = convert_canvas = _inline_html
    convert_svg = convert_math = _inline_html
    convert_select = convert_textarea = convert_button = convert_input = _inline_html

    # Blocks

    convert_p = None
    """A paragraph is its text. To have markdownify set it between empty lines takes 4 % of all writing."""

    def convert_hN(self, n: int, el: Element, text: str, parent_tags: Parents) -> str:  # noqa: N802
        """A heading, with its id where somebody may need it; markdownify would make one space of two in its code."""
        return f"{'#' * n} {text}{self.places.heading(el, text, apart='_apart' in parent_tags)}" if text else ""

    def convert_pre(self, el: Element, text: str, parent_tags: Parents) -> str:
        """Preformatted text: a fence, or HTML where something in it is formatted or linked."""
        if any(element.tag in _FORMATS_CODE for element in el.elements()):
            return self.raw_block(Element("pre", None, el.children))
        language = self.options["code_language_callback"](el) or self.options["code_language"]
        return fence(_lines(el), language, apart="_apart" in parent_tags)

    def convert__fence(self, el: Element, text: str, parent_tags: Parents) -> str:
        """Code whose language a handler knows."""
        return fence(el.text(), el.get("language"), el.get("options"), apart="_apart" in parent_tags)

    def convert__more(self, el: Element, text: str, parent_tags: Parents) -> str:
        """The place at which lists cut the text; inside another block Hugo would cut that in two."""
        return DIVIDER if "top" in el.attributes else ""

    def convert__shortcode(self, el: Element, text: str, parent_tags: Parents) -> str:
        """A call of a Hugo shortcode."""
        nested = "_apart" in parent_tags
        written = shortcode(el, text, nested=nested)
        if "inline" not in el.attributes:
            return written
        begins_line = nested and "a" not in parent_tags
        return verbatim(in_line(written, el.get("shortcode")) if begins_line else written)

    def convert__hidden(self, el: Element, text: str, parent_tags: Parents) -> str:
        """The sign of a part that visitors did not see."""
        written = sign(el.get("number"))
        return verbatim(written) if "inline" in el.attributes else written

    def convert__note(self, el: Element, text: str, parent_tags: Parents) -> str:
        """A footnote. Hugo finds none from inside a shortcode: there it stands in parentheses."""
        if "_apart" in parent_tags:
            to_line(el)
            text = self.inline(el.children, parent_tags)
            return f" ({text})" if text.strip() else ""
        blocks = self.blocks(el, NOBODY)
        if not blocks:
            return ""
        name = el.get("name") or f" {len(self.notes)}"  # no id begins with a space
        line = blocks[0][1].replace("\\\n", "<br>") if len(blocks) == 1 and blocks[0][0] == "p" else self.join(blocks)
        number, _ = self.notes.setdefault(name, (len(self.notes) + 1, line))
        return verbatim(used_note(number))

    def convert_ul(self, el: Element, text: str, parent_tags: Parents) -> str:
        """A list with bullets."""
        return lists.bullet_list(self, el, parent_tags, meets="_meets" in parent_tags)

    convert_menu = convert_dir = convert_ul

    def convert_ol(self, el: Element, text: str, parent_tags: Parents) -> str:
        """A numbered list."""
        return lists.numbered_list(self, el, parent_tags, meets="_meets" in parent_tags)

    def convert_dl(self, el: Element, text: str, parent_tags: Parents) -> str:
        """A list of definitions; a comment keeps two of them apart."""
        if not lists.is_definition_list(el):
            return self.raw_block(el)
        written = lists.definition_list(self, el, parent_tags)
        return f"{NOTHING}\n\n{written}" if "_meets" in parent_tags and written else written

    def convert_table(self, el: Element, text: str, parent_tags: Parents) -> str:
        """A table."""
        return tables.table(self, el, parent_tags)

    def _raw(self, el: Element, text: str, parent_tags: Parents) -> str:
        """An element that stays HTML, on lines of its own."""
        return self.raw_block(el)

    convert_form = convert_script = convert_style = _raw

    def convert__raw(self, el: Element, text: str, parent_tags: Parents) -> str:
        """A block in its safest form."""
        parts = [one for one in el.children if isinstance(one, Element)]
        return "\n\n".join([containers.safest(self, one, parent_tags) for one in parts])

    def convert_figure(self, el: Element, text: str, parent_tags: Parents) -> str:
        """A figure."""
        return containers.figure(self, el, parent_tags)

    def convert_details(self, el: Element, text: str, parent_tags: Parents) -> str:
        """Content that opens on a click."""
        return containers.details(self, el, parent_tags)


_FORMATS_CODE = frozenset(
    ["b", "strong", "em", "i", "a", "del", "s", "mark", "u", "ins", "sub", "sup", "img", "iframe"]
)
_LANGUAGE = rare_pattern(r"(?:^|\s)lang(?:uage)?-([\w+#.-]+)")


def _in_cell(written: str, parents: Parents) -> str:
    """A tag or a label, with no pipe if a cell holds it: Goldmark would leave the backslash that escapes it."""
    return written.replace("|", "&#124;") if "_cell" in parents else written


def _language(el: Element) -> str:
    for element in el.elements():
        if element.tag in ("pre", "code"):
            found = _LANGUAGE.search(element.get("class"))
            if found:
                return found[1]
    return ""


def _lines(el: Element) -> str:
    """The text of preformatted content, with breaks and blocks as line ends."""
    parts: list[str] = []
    stack: list[Node] = list(reversed(el.children))
    while stack:
        node = stack.pop()
        if isinstance(node, str):
            parts.append(node)
        elif node.tag == "br":
            parts.append("\n")
        elif node.tag in ("p", "div", "li", "tr", BOUNDARY):
            if parts and not parts[-1].endswith("\n"):
                parts.append("\n")
            stack += ["\n", *reversed(node.children)] if node.children else []
        else:
            stack += reversed(node.children)
    return "".join(parts)
