"""Blocks that hold others and have no sign in Markdown: figures, what opens on a click, blocks in their safest form."""

from __future__ import annotations

from migrate.diagnostics import Code
from migrate.markdown.destinations import shortcode, without_backslashes
from migrate.markdown.inline import InlineContext
from migrate.markdown.prepare import BOUNDARY
from migrate.markdown.raw import ONLY_ELEMENTS
from migrate.markdown.walk import Parents, Walk
from migrate.tree import NOTE, SHORTCODE, Element, Node


def figure(walk: Walk, element: Element, parents: Parents) -> str:
    """A picture with its caption, or other content with one."""
    captions, content = _parted(element, "figcaption")
    inner = walk.join(walk.blocks(content, parents))
    caption = walk.join([block for one in captions for block in walk.blocks(one, parents)])
    if not caption or not inner:
        return inner or caption
    walk.report(Code.RAW_HTML, "figure")
    return f"<figure>\n\n{inner}\n\n<figcaption>\n\n{caption}\n\n</figcaption>\n</figure>"


def details(walk: Walk, element: Element, parents: Parents) -> str:
    """Content that opens on a click, by Hugo's own shortcode.

    It is HTML inside of another shortcode, where what one answers is read as Markdown a second time, and where its
    summary calls one itself, which cannot be an argument.
    """
    summaries, content = _parted(element, "summary")
    if "_apart" in parents or any(one.tag == SHORTCODE for summary in summaries for one in summary.elements()):
        opening = "<details open>" if "open" in element.attributes else "<details>"
        head = "\n".join([opening, *map(walk.html.block, summaries)])
        return f"{head}\n\n{walk.join(walk.blocks(content, parents))}\n\n</details>"
    inside = walk.within(parents, "_apart")
    arguments = {"shortcode": "details"}
    for one in summaries:
        no_links = walk.within(inside, "a")  # a call of relref cannot stand in an argument
        said = walk.inline(one.children, walk.within(no_links, "_argument"))
        arguments["summary"] = without_backslashes(walk.paragraph(said, InlineContext.TERM))
    if "open" in element.attributes:
        arguments["open"] = "true"
    call = Element(SHORTCODE, arguments, [Element(BOUNDARY), *content.children])
    return shortcode(call, walk.join(walk.blocks(call, inside)))


def _parted(element: Element, tag: str) -> tuple[list[Element], Element]:
    """The children with a tag, and the element without them."""
    parts = [child for child in element.children if isinstance(child, Element) and child.tag == tag]
    rest = [child for child in element.children if isinstance(child, str) or child.tag != tag]
    return parts, Element(element.tag, None, rest)


def safest(walk: Walk, element: Element, parents: Parents) -> str:
    """An element as HTML, with Markdown in what holds a footnote: in HTML Hugo would find none."""
    if all(one.tag != NOTE for one in element.elements()):
        return walk.raw_block(element)
    if element.tag == "figure":
        return figure(walk, element, parents)
    if element.tag in ONLY_ELEMENTS:
        rows = [safest(walk, child, parents) for child in element.children if isinstance(child, Element)]
        return walk.html.around(element, "".join(rows))
    inner = "\n\n".join(filter(None, [_in_safest(walk, run, parents) for run in walk.runs(element)]))
    return inner if element.tag == "p" else walk.html.around(element, f"\n\n{inner}\n\n")


def _in_safest(walk: Walk, run: Element | list[Node], parents: Parents) -> str:
    if isinstance(run, list):
        return walk.paragraph(walk.inline(run, parents))
    return walk.process_tag(run, parents) if run.tag == SHORTCODE else safest(walk, run, parents)
