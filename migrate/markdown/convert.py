"""The tree of one page as Markdown: the walk, and one small method for each element.

The class is markdownify's converter with another tree: elements of `migrate.tree`, whose children are elements and
plain strings. Parents are a set that changes only at the elements somebody asks about, nothing is searched for
upwards, and inline text keeps marks until its block is whole (see `marks`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeAlias

from markdownify import MarkdownConverter

from migrate.diagnostics import Code
from migrate.markdown import lists, tables
from migrate.markdown.anchors import Anchors
from migrate.markdown.code import code_as_html, fence
from migrate.markdown.destinations import destination, shortcode, title, without_backslashes
from migrate.markdown.hidden import Part, put_in, sign
from migrate.markdown.html_blocks import in_line
from migrate.markdown.inline import InlineContext, label, write
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
from migrate.markdown.prepare import BOUNDARY, is_block, prepare
from migrate.markdown.raw import HtmlWriter, open_tag
from migrate.markdown.references import References
from migrate.model import Link, WantedAnchor
from migrate.options import Options
from migrate.tree import FENCE, HIDDEN, MORE, NOTE, SHORTCODE, Element, Node

Block: TypeAlias = tuple[str, str]
"""The tag of a block and its Markdown."""
Parents: TypeAlias = frozenset[str]

_NOBODY: Parents = frozenset()
_PARENTS = {
    "b": "strong", "strong": "strong", "em": "em", "i": "em", "del": "del", "s": "del", "strike": "del",
    "a": "a", "code": "code", "tt": "code", SHORTCODE: "_apart",
}  # fmt: skip
"""The elements whose descendants ask for them, and the name they ask by."""
_HOLD_BLOCKS = frozenset(("blockquote", "figcaption", SHORTCODE))
_HOLD_NOTHING = frozenset(
    [
        "ul",
        "ol",
        "menu",
        "dir",
        "dl",
        "table",
        "pre",
        "hr",
        "img",
        "br",
        "figure",
        "details",
        "form",
        "script",
        "style",
        "iframe",
        "video",
        "audio",
        "object",
        "embed",
        "canvas",
        "svg",
        "math",
        "select",
        "textarea",
        "button",
        "input",
    ]
) | {FENCE, MORE, BOUNDARY}
"""Elements whose methods look after the children themselves."""
_STAND_ALONE = frozenset(["iframe", "video", "audio", "object", "embed", "canvas", "svg", "math"])
_KEPT_INLINE = [
    "sub",
    "sup",
    "mark",
    "ins",
    "u",
    "kbd",
    "abbr",
    "acronym",
    "small",
    "cite",
    "q",
    "var",
    "samp",
    "dfn",
    "ruby",
    "rt",
    "rp",
    "rb",
    "bdo",
]
_AUTOLINK = re.compile(r"https?://[^\s<>\\{}`\"]+$")
_ANY_MARK = re.compile(f"[{FIRST}-{LAST}]")
_OPTIONS: dict[str, object] = MarkdownConverter(heading_style="atx", bullets="*", newline_style="backslash").options  # type: ignore[attr-defined]
_CACHE: dict[tuple[Parents, str], Parents] = {}


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

    def apart(part: Element) -> str:
        prepare(part)
        return Converter(lambda href: Link(resolve(href).url), options, report, Anchors([])).page(part)

    own = [WantedAnchor(fragment, f"#{fragment}") for fragment in prepare(tree)]
    body = Converter(resolve, options, report, Anchors([*own, *wanted])).page(tree)
    return put_in(body, hidden, apart) if hidden else body


class Converter(MarkdownConverter):
    """Converts one page. `places` are those that links lead to."""

    def __init__(
        self,
        resolve: Callable[[str], Link],
        options: Options,
        report: Callable[[Code, str], None],
        places: Anchors,
    ) -> None:
        # Setting up markdownify's options takes as long as converting two paragraphs, and none of them differs.
        self.options = _OPTIONS
        self.convert_fn_cache: dict[str, object] = {}
        self.report = report
        self.smart = options.smart != "unicode"
        self.references = References(resolve, options.links)
        self.html = HtmlWriter(self.references.attribute)
        self.places = places
        self.notes: list[str] = []
        """The footnotes so far."""

    def page(self, root: Element) -> str:
        """The whole body with its references."""
        divider = next((child for child in root.children if isinstance(child, Element) and child.tag == MORE), None)
        if divider:
            divider.attributes["top"] = ""
        body = self.join(self.blocks(root, _NOBODY))
        for one in self.places.missing(body):
            self.report(Code.PLACE_NOWHERE, f"{one.link} (on {one.page})" if one.page else one.link)
        notes = "\n".join([f"[^{number}]: {text}" for number, text in enumerate(self.notes, 1)])
        return final("\n\n".join(filter(None, (body, notes, self.references.foot()))))

    # The walk

    def process_tag(self, node: Element, parent_tags: Parents = _NOBODY) -> str:
        """One element: its children first, then its own method."""
        name = node.tag
        children = node.children
        if name in _HOLD_NOTHING:
            text = ""
        elif len(children) == 1 and isinstance(children[0], str) and name not in _HOLD_BLOCKS:
            text = plain(children[0])  # half of all elements
        else:
            inside = self.within(parent_tags, _PARENTS[name]) if name in _PARENTS else parent_tags
            text = self.join(self.blocks(node, inside)) if name in _HOLD_BLOCKS else self.inline(children, inside)
        method = _METHODS.get(name)
        return text if method is None else method(self, node, text, parent_tags)

    def inline(self, children: list[Node], parents: Parents) -> str:
        """Inline text with marks."""
        return "".join(
            [
                (child if child.isascii() else plain(child))
                if isinstance(child, str)
                else self.process_tag(child, parents)
                for child in children
            ]
        )

    def runs(self, node: Element) -> Iterator[Element | list[Node]]:
        """The children as blocks; inline children that stand together are one list."""
        run: list[Node] = []
        for child in node.children:
            if isinstance(child, str):
                if run or child.strip(" \t\n\r\f"):
                    run.append(child)
            elif child.tag in _STAND_ALONE or is_block(child):
                if run:
                    yield run
                    run = []
                yield child
            else:
                run.append(child)
        if run:
            yield run

    def blocks(self, node: Element, parents: Parents) -> list[Block]:
        """The Markdown of every block in an element, with its tag."""
        if "_meets" in parents:
            parents -= {"_meets"}
        found: list[Block] = []
        for run in self.runs(node):
            if isinstance(run, list):
                kind = "p"
                text = self.paragraph(self.inline(run, parents))
            elif run.tag in _STAND_ALONE:
                kind, text = run.tag, self.raw_block(run)
            else:
                kind = run.tag
                meets = bool(found) and found[-1][0] == kind and kind in _LISTS
                text = self.process_tag(run, self.within(parents, "_meets") if meets else parents)
                kind = f"{kind} again" if meets else kind
            if text:
                found.append((kind, text))
        return found

    def within(self, parents: Parents, name: str) -> Parents:
        """The set of parents with one more."""
        known = _CACHE.get((parents, name))
        if known is None:
            known = _CACHE[parents, name] = parents | {name}
        return known

    @staticmethod
    def join(blocks: list[Block]) -> str:
        """Blocks with a blank line between them."""
        return "\n\n".join([text for _, text in blocks])

    def paragraph(self, text: str, place: InlineContext = InlineContext.PARAGRAPH, line: str = "") -> str:
        """Inline text as a finished block, or as a part of a line."""
        return write(text, place, smart=self.smart, line=line)

    def raw_block(self, el: Element) -> str:
        """An element as HTML on lines of its own."""
        self.report(Code.RAW_HTML, el.tag)
        return self.html.block(el)

    # Inline elements

    def convert_b(self, el: Element, text: str, parent_tags: Parents) -> str:
        """Strong text."""
        return text if "strong" in parent_tags else f"{STRONG}{text}{STRONG_END}"

    def convert_em(self, el: Element, text: str, parent_tags: Parents) -> str:
        """Emphasis."""
        return text if "em" in parent_tags else f"{EM}{text}{EM_END}"

    def convert_del(self, el: Element, text: str, parent_tags: Parents) -> str:
        """Text struck through."""
        return text if "del" in parent_tags else f"{DELETED}{text}{DELETED_END}"

    def convert_br(self, el: Element, text: str, parent_tags: Parents) -> str:
        """A line break."""
        return BREAK

    def convert_code(self, el: Element, text: str, parent_tags: Parents) -> str:
        """Code in a line; with formatting or a link inside it is HTML, because a code span holds neither."""
        if "code" in parent_tags:
            return text
        lines = text.split(BREAK)
        if any(map(_ANY_MARK.search, lines)):
            return self.convert_kept(Element("code"), text, parent_tags)
        if ("{" in text and "_apart" in parent_tags) or ("\\" in text and "_argument" in parent_tags):
            return BREAK.join([verbatim(code_as_html(line.strip())) if line.strip() else "" for line in lines])
        return BREAK.join([f"{CODE}{line}{END}" if line else "" for line in lines])

    def convert_kept(self, el: Element, text: str, parent_tags: Parents) -> str:
        """An inline element for which Markdown has no sign: its tags stay around its text."""
        if not text:
            return ""
        self.report(Code.RAW_HTML, el.tag)
        return f"{tag(_in_cell(open_tag(el), parent_tags))}{text}{tag(f'</{el.tag}>')}"

    def convert_anchor(self, el: Element) -> str:
        """A place that a link leads to."""
        name = next((one for one in (el.get("id"), el.get("name")) if one in self.places.wanted), "")
        if not name:
            return ""
        self.report(Code.RAW_HTML, "a")
        return verbatim(open_tag(Element("a", {"id": name})) + "</a>")

    def convert_a(self, el: Element, text: str, parent_tags: Parents) -> str:
        """A link, an anchor, or both."""
        anchor = self.convert_anchor(el) if "id" in el.attributes or "name" in el.attributes else ""
        href = el.get("href").strip()
        if not href or "a" in parent_tags or not text.strip():
            return anchor + text
        target = self.references.target(href, el.get("title"), numbered="_apart" not in parent_tags)
        if text == href and target == f"]({href})" and _AUTOLINK.match(href):
            return f"{anchor}{verbatim(f'<{href}>')}"
        return f"{anchor}{LINK}{text}{TARGET}{target}{END}"

    def convert_img(self, el: Element, text: str, parent_tags: Parents) -> str:
        """A picture."""
        if not el.get("src"):
            return plain(el.get("alt"))
        alt = _in_cell(label(plain(el.get("alt")), smart=self.smart), parent_tags)
        return verbatim(f"![{alt}]({destination(el.get('src'))}{title(el.get('title'))})")

    def convert_inline_html(self, el: Element, text: str, parent_tags: Parents) -> str:
        """An element that stays HTML with all it holds."""
        self.report(Code.RAW_HTML, el.tag)
        return verbatim(in_line(_in_cell(self.html.inline(el), parent_tags), el.tag))

    # Blocks

    def convert_p(self, el: Element, text: str, parent_tags: Parents) -> str:
        """A paragraph."""
        return self.paragraph(text)

    def convert_heading(self, el: Element, text: str, parent_tags: Parents) -> str:
        """A heading, with its id where somebody may need it."""
        text = self.paragraph(text, InlineContext.HEADING)
        if not text:
            return ""
        return f"{'#' * int(el.tag[1])} {text}{self.places.heading(el, text, apart='_apart' in parent_tags)}"

    def convert_hr(self, el: Element, text: str, parent_tags: Parents) -> str:
        """A rule."""
        return "---"

    def convert_blockquote(self, el: Element, text: str, parent_tags: Parents) -> str:
        """A quotation."""
        return "> " + text.replace("\n", "\n> ").replace("> \n", ">\n") if text else ""

    def convert_pre(self, el: Element, text: str, parent_tags: Parents) -> str:
        """Preformatted text: a fence, or HTML where something in it is formatted or linked."""
        if any(element.tag in _FORMATS_CODE for element in el.elements()):
            return self.raw_block(Element("pre", None, el.children))
        return fence(_lines(el), _language(el), apart="_apart" in parent_tags)

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
        return verbatim(in_line(written, el.get("shortcode")) if nested else written)

    def convert__hidden(self, el: Element, text: str, parent_tags: Parents) -> str:
        """The sign of a part that visitors did not see."""
        written = sign(el.get("number"))
        return verbatim(written) if "inline" in el.attributes else written

    def convert__note(self, el: Element, text: str, parent_tags: Parents) -> str:
        """A footnote. Hugo finds none from inside a shortcode: there it stands in parentheses."""
        if "_apart" in parent_tags or not text.strip():
            return f" ({text})" if text.strip() else ""
        self.notes.append(self.paragraph(text).replace("\\\n", "<br>"))
        return verbatim(f"[^{len(self.notes)}]")

    def convert_ul(self, el: Element, text: str, parent_tags: Parents) -> str:
        """A list with bullets."""
        return lists.bullet_list(self, el, parent_tags, meets="_meets" in parent_tags)

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

    def convert_figure(self, el: Element, text: str, parent_tags: Parents) -> str:
        """A figure: a picture with its caption, or other content with one."""
        captions = [child for child in el.children if isinstance(child, Element) and child.tag == "figcaption"]
        content = Element("figure", None, [child for child in el.children if child not in captions])
        inner = self.join(self.blocks(content, parent_tags))
        caption = self.join([block for one in captions for block in self.blocks(one, parent_tags)])
        if not caption or not inner:
            return inner or caption
        self.report(Code.RAW_HTML, "figure")
        return f"<figure>\n\n{inner}\n\n<figcaption>\n\n{caption}\n\n</figcaption>\n</figure>"

    def convert_details(self, el: Element, text: str, parent_tags: Parents) -> str:
        """Content that opens on a click, by Hugo's own shortcode."""
        if "_apart" in parent_tags or _has_call_in_summary(el):
            return self.nested_details(el, parent_tags)
        parents = self.within(parent_tags, "_apart")
        arguments = {"shortcode": "details"}
        rest: list[Node] = [Element(BOUNDARY)]
        for child in el.children:
            if isinstance(child, Element) and child.tag == "summary":
                no_links = self.within(parents, "a")  # a call of relref cannot stand in an argument
                inside = self.within(no_links, "_argument")
                arguments["summary"] = without_backslashes(
                    self.paragraph(self.inline(child.children, inside), InlineContext.TERM)
                )
            else:
                rest.append(child)
        if "open" in el.attributes:
            arguments["open"] = "true"
        content = Element(SHORTCODE, arguments, rest)
        return shortcode(content, self.join(self.blocks(content, parents)))

    def nested_details(self, el: Element, parents: Parents) -> str:
        """The same as HTML: inside a shortcode what another one answers is read as Markdown a second time.

        Nor can a summary be an argument where it calls a shortcode itself.
        """
        summaries = [child for child in el.children if isinstance(child, Element) and child.tag == "summary"]
        content = Element("details", None, [child for child in el.children if child not in summaries])
        opening = "<details open>" if "open" in el.attributes else "<details>"
        head = "\n".join([opening, *map(self.html.block, summaries)])
        return f"{head}\n\n{self.join(self.blocks(content, parents))}\n\n</details>"


def _has_call_in_summary(details: Element) -> bool:
    summaries = [child for child in details.children if isinstance(child, Element) and child.tag == "summary"]
    return any(one.tag == SHORTCODE for summary in summaries for one in summary.elements())


_LISTS = frozenset(["ul", "ol", "menu", "dir", "dl"])
_FORMATS_CODE = frozenset(
    ["b", "strong", "em", "i", "a", "del", "s", "mark", "u", "ins", "sub", "sup", "img", "iframe"]
)
_LANGUAGE = re.compile(r"(?:^|\s)lang(?:uage)?-([\w+#.-]+)")


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


_Method: TypeAlias = Callable[[Converter, Element, str, Parents], str]
_METHODS: dict[str, _Method] = {
    "b": Converter.convert_b, "strong": Converter.convert_b, "em": Converter.convert_em, "i": Converter.convert_em,
    "del": Converter.convert_del, "s": Converter.convert_del, "strike": Converter.convert_del,
    "br": Converter.convert_br, "code": Converter.convert_code, "tt": Converter.convert_code,
    "a": Converter.convert_a, "img": Converter.convert_img, "p": Converter.convert_p, "hr": Converter.convert_hr,
    "blockquote": Converter.convert_blockquote, "pre": Converter.convert_pre, "table": Converter.convert_table,
    "ul": Converter.convert_ul, "menu": Converter.convert_ul, "dir": Converter.convert_ul, "ol": Converter.convert_ol,
    "dl": Converter.convert_dl, "figure": Converter.convert_figure, "details": Converter.convert_details,
    NOTE: Converter.convert__note, FENCE: Converter.convert__fence, MORE: Converter.convert__more,
    SHORTCODE: Converter.convert__shortcode, HIDDEN: Converter.convert__hidden,
    "form": lambda self, el, text, parents: self.raw_block(el),
    "script": lambda self, el, text, parents: self.raw_block(el),
    "style": lambda self, el, text, parents: self.raw_block(el),
    **dict.fromkeys(_KEPT_INLINE, Converter.convert_kept),
    **dict.fromkeys(("select", "textarea", "button", "input"), Converter.convert_inline_html),
    **dict.fromkeys(_STAND_ALONE, Converter.convert_inline_html),
    **{f"h{level}": Converter.convert_heading for level in range(1, 7)},
}  # fmt: skip
"""By tag. A closed table, so that no tag of an export meets a method that was not meant for it."""
