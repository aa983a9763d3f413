"""One item to its documents: the way of a single post through all the parts."""

from __future__ import annotations

import traceback
from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple

from migrate.content.clean import clean
from migrate.content.context import Context
from migrate.content.safer import Run, forms_in, forms_text, write_safer
from migrate.diagnostics import HIDING, LEFT_OUT, Code, Diagnostics
from migrate.hugo.comments import comments_file
from migrate.hugo.dates import local
from migrate.hugo.front_matter.fields import without_empty
from migrate.markdown.convert import to_markdown
from migrate.model.decided import Page
from migrate.model.documents import COMMENTS, Conversion, Lay
from migrate.model.export import Item
from migrate.options import Options
from migrate.page.front_writer import written
from migrate.page.parts import Syntax
from migrate.page.urls import escaped
from migrate.php import unserialized
from migrate.pipeline.not_public import report_item
from migrate.pipeline.outlines import comments_outline, conversion, page_outline
from migrate.pipeline.truth import cleaned, front_matter, is_told
from migrate.site.answer.questions import Questions, decisions
from migrate.site.answer.site import Site
from migrate.site.collect.indexed_item import IndexedItem
from migrate.text import plain_line
from migrate.tree import Element
from migrate.words import lost_words
from migrate.wxr.item_cache import ItemCache

_LISTS = frozenset({"_product_attributes", "rank_math_robots", "wprm_ingredients", "wprm_instructions"})
"""Custom fields in which PHP keeps a list of what stands on pages."""
_SHOWN = 40
"""Letters of a block by which people know it again."""


class ConvertContext(NamedTuple):
    """What all items are converted with."""

    site: Site
    options: Options
    cache: ItemCache | None = None
    """Where items lie that pass one kept."""
    forms: Mapping[str, str] = {}
    """The forms of blocks that are not written as Markdown, by the key of their item; see `model.documents.Outline`."""
    lay: Lay | None = None
    """Where documents are written as soon as they are made."""


def convert(item: Item, keys: Collection[str], work: ConvertContext, diagnostics: Diagnostics) -> list[Conversion]:
    """Those documents of an item that are asked for by `keys`.

    Where conversion fails there is a diagnostic, and of a page what is known without its text: one bad post never
    stops a run.
    """
    if item.key not in keys and COMMENTS + item.key not in keys:
        return []  # others may start in its line
    decided = work.site.pages.content(item.key)
    made: list[Conversion] = []
    try:
        if item.key in keys:
            made.append(_page(item, decided, work, diagnostics))
    except Exception as error:
        _report_fault(error, item, diagnostics)
        made += without_text(item.key, keys, work.site, work.options)
    try:
        if decided[0].has_comments and COMMENTS + item.key in keys:
            made.extend(_comments(item, *decided, work.site))
    except Exception as error:
        _report_fault(error, item, diagnostics)
    return made


def without_text(key: str, keys: Collection[str], site: Site, options: Options) -> list[Conversion]:
    """The page of an item that could not be converted, if it is asked for by `keys`: links to it have to hold.

    It says where the page was and what it is called, and nothing in which the fault may be.
    """
    if key not in keys:
        return []
    entry, page = site.pages.content(key)
    found = {
        "aliases": list(page.aliases),
        "date": local(entry.date, "", site.index.clock.near),
        "draft": not entry.public or page.withheld,
        "slug": page.slug,
        "title": entry.title,
        "url": escaped(page.url),
        "wordpress_id": entry.id,
    }
    text = written(without_empty(found), Syntax(options.format), options.order)
    return [conversion(page_outline(entry, page, ""), text, (), "")._replace(failed=True)]


def _report_fault(error: Exception, item: Item, diagnostics: Diagnostics) -> None:
    where = traceback.extract_tb(error.__traceback__)[-1]
    detail = f"{plain_line(item.title) or item.key}: {type(error).__name__}: {error} ({where.name}:{where.lineno})"
    trace = "".join(traceback.format_exception(error))
    diagnostics.report(
        Code.CONVERSION_FAILED, detail, file=item.file, line=item.line, wordpress_id=item.id, trace=trace
    )


def _page(item: Item, decided: tuple[IndexedItem, Page], work: ConvertContext, diagnostics: Diagnostics) -> Conversion:
    (entry, page), site, options = decided, work.site, work.options
    view = Questions(site, item, diagnostics)
    tree, context = cleaned(item, view, options, diagnostics)
    report_item(entry, item, site, context.report)
    forms = _safer(tree, work.forms[item.key], context) if item.key in work.forms else ""
    hidden = [(part.why, clean(part.html, context)) for part in context.hidden]
    body = to_markdown(tree, view.link, options=options, report=context.report, wanted=view.wanted(), hidden=hidden)
    _report_lost(item, body, context)
    _report_broken_fields(item, context)
    head = written(front_matter(item, page, site, options, view), Syntax(options.format), options.order)
    text = head + (f"\n{body.rstrip()}\n" if body.strip() else "")
    outline = page_outline(entry, page, decisions(page), forms)
    return conversion(outline, text, view.lookups, view.answers, context.taken)


def _safer(tree: Element, forms: str, context: Context) -> str:
    """Put blocks into the forms in which they are known to come back. Answers those that were."""

    def tell(form: str, run: Run) -> None:
        words = " ".join(Element("p", {}, run).text().split())
        context.report(Code.SAFER_FORM, f"{form}: “{words[:_SHOWN]}”" if words else form)

    return forms_text(write_safer(tree, forms_in(forms), tell))


def _report_lost(item: Item, body: str, context: Context) -> None:
    """Tell of words that the stored text shows and the body does not, unless they were left out for a reason."""
    lost = lost_words(item.content, "\n".join([body, *context.replaced]) if context.replaced else body)
    if lost and not is_told(context, LEFT_OUT | (HIDING if context.options.hidden == "drop" else set())):
        context.report(Code.WORDS_LOST, f"“{lost.words}” in line {lost.line} of the text")


def _report_broken_fields(item: Item, context: Context) -> None:
    """Tell of lists that PHP serialized and nobody can read any more, among those that stand on pages."""
    for key, value in item.meta:
        if key in _LISTS and value[:2] == "a:" and unserialized(value) is None:
            context.report(Code.FIELD_BROKEN, key)


def _comments(item: Item, entry: IndexedItem, page: Page, site: Site) -> Iterator[Conversion]:
    """The data file with the item's comments, if visitors saw any."""
    rest = Questions(site, item)
    made = comments_file(item, page, site.index.clock.near, rest.language)
    if made:
        yield conversion(comments_outline(entry, page), made[1], rest.lookups, rest.answers)
