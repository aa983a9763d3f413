"""The walk over a page's tree: markdownify's converter with another tree under it.

Elements are those of `migrate.tree`, whose children are elements and plain strings. Parents are a set that changes only
at the elements somebody asks about, nothing is searched for upwards, and inline text keeps marks until its block is
whole (see `marks`). Which method answers for an element is found by markdownify's own look-up, once for each of a
closed list of names: an export may hold `<soup>` and `<list>`, and markdownify has methods that are called so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, TypeAlias

from markdownify import MarkdownConverter

from migrate.diagnostics import Code
from migrate.markdown.bare_line import bare_line
from migrate.markdown.inline import InlineContext, placed, write
from migrate.markdown.marks import CALL, CALL_END, NOTHING, plain
from migrate.markdown.prepare import BLOCKS, BOUNDARY, MAY_BE_INLINE, is_block
from migrate.markdown.raw import HtmlWriter
from migrate.tree import FENCE, HIDDEN, MORE, NOTE, RAW, SHORTCODE, Element, Node

Block: TypeAlias = tuple[str, str]
"""The tag of a block and its Markdown."""
Parents: TypeAlias = frozenset[str]

DOCUMENT = "[document]"
"""What markdownify calls the root of a tree."""
STAND_ALONE = frozenset(["iframe", "video", "audio", "object", "embed", "canvas", "svg", "math"])
LISTS = frozenset(["ul", "ol", "menu", "dir", "dl"])
_ANSWERED = """
a abbr acronym b bdo blockquote br button cite code del details dfn em figcaption figure form h1 h2 h3 h4 h5 h6 hr i img
input ins kbd mark p pre q rb rp rt ruby s samp script select small strike strong style sub sup table textarea tt u var
"""
_ALWAYS_APART = STAND_ALONE | BLOCKS - MAY_BE_INLINE
ELEMENTS = STAND_ALONE | LISTS | {FENCE, HIDDEN, MORE, NOTE, RAW, SHORTCODE, DOCUMENT} | frozenset(_ANSWERED.split())
"""The elements that a method may answer for; of all others the text alone is kept."""
_HOLD_NOTHING = "table pre hr img br figure details form script style select textarea button input"
_NOTHING, _BLOCKS = "nothing", "blocks"
_CONTENT: dict[str, str | InlineContext] = {
    **dict.fromkeys((*LISTS, *STAND_ALONE, *_HOLD_NOTHING.split(), FENCE, MORE, NOTE, RAW, BOUNDARY), _NOTHING),
    **dict.fromkeys(("blockquote", "figcaption", SHORTCODE, DOCUMENT), _BLOCKS),
    **{f"h{level}": InlineContext.HEADING for level in range(1, 7)},
    "p": InlineContext.PARAGRAPH,
}
"""What the walk makes of an element's children: inline text with marks, or what stands here. Methods that are given
nothing look after the children themselves."""
_PARENTS = {
    "b": "strong", "strong": "strong", "em": "em", "i": "em", "del": "del", "s": "del", "strike": "del",
    "a": "a", "code": "code", "tt": "code", SHORTCODE: "_apart",
}  # fmt: skip
"""The elements whose descendants ask for them, and the name they ask by."""
NOBODY: Parents = frozenset()
_CACHE: dict[tuple[Parents, str], Parents] = {}


def _is_call(block: Block) -> bool:
    """Whether a paragraph is one call in a line: Hugo takes the paragraph around it away."""
    kind, text = block
    return kind == "p" and text.partition(CALL_END)[2] in ("", NOTHING) and text[0] == CALL


class Walk(MarkdownConverter):
    """What is the same for all elements. `report` is told what Markdown cannot say."""

    options: dict[str, Any]
    convert_fn_cache: dict[str, Callable[[Element, str, Parents], str] | None]
    get_conv_fn_cached: Callable[[str], object]
    report: Callable[[Code, str], None]
    link_end: Callable[[Element], str]
    html: HtmlWriter
    smart: bool
    is_altered: bool
    """Whether something else than our own methods answers for an element."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        for name in ELEMENTS:
            self.get_conv_fn_cached(name)

    def process_tag(self, node: Element, parent_tags: Parents = NOBODY) -> str:
        """One element: its children first, then its own method. Paragraphs and headings are given finished text."""
        name, children = node.tag, node.children
        content = _CONTENT.get(name)
        if content is _NOTHING:
            text = ""
        elif isinstance(content, InlineContext):
            text = self.line(children, parent_tags, content)
        elif content is not _BLOCKS and len(children) == 1 and isinstance(children[0], str):  # half of all elements
            text = children[0] if children[0].isascii() else plain(children[0])
        else:
            inside = self.within(parent_tags, _PARENTS[name]) if name in _PARENTS else parent_tags
            text = self.join(self.blocks(node, inside)) if content is _BLOCKS else self.inline(children, inside)
        method = self.convert_fn_cache.get(name)
        return text if method is None else method(node, text, parent_tags)

    def line(self, children: list[Node], parents: Parents, place: InlineContext = InlineContext.PARAGRAPH) -> str:
        """Inline children as a finished block."""
        written = None if parents or self.is_altered else bare_line(children, self.link_end, place.line_break)
        return placed(written, place) if written is not None else self.paragraph(self.inline(children, parents), place)

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
            elif child.tag in _ALWAYS_APART or (child.tag in MAY_BE_INLINE and is_block(child)):
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
                text = self.line(run, parents)
            elif run.tag in STAND_ALONE:
                kind, text = run.tag, self.raw_block(run)
            else:
                kind = run.tag
                meets = kind in LISTS and bool(found) and found[-1][0] == kind
                text = self.process_tag(run, self.within(parents, "_meets") if meets else parents).strip("\n")
                kind = f"{kind} again" if meets else kind
            if text:
                meets = (
                    text[0] == CALL and kind == "p" and bool(found) and _is_call(found[-1]) and _is_call((kind, text))
                )
                found.append((kind, f"{text}{NOTHING}" if meets else text))
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
