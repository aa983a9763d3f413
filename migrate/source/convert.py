"""One item to one document: the way of a single post through all the parts."""

from __future__ import annotations

import traceback

from migrate.content.clean import clean
from migrate.content.context import Context
from migrate.content.render import render
from migrate.diagnostics import Code, Diagnostics
from migrate.hugo.fields import fields
from migrate.hugo.front_matter import dump
from migrate.markdown.convert import to_markdown
from migrate.model import Conversion, Document, Item, Kind
from migrate.options import Options
from migrate.site.site import Site


def convert(item: Item, site: Site, options: Options, diagnostics: Diagnostics) -> Conversion | None:
    """The document of an item, or None, with a diagnostic, where conversion fails: one bad post never stops a run."""
    try:
        return _convert(item, site, options, diagnostics)
    except Exception as error:
        where = traceback.extract_tb(error.__traceback__)[-1]
        detail = f"{item.title or item.key}: {type(error).__name__}: {error} ({where.name}:{where.lineno})"
        diagnostics.report(
            Code.CONVERSION_FAILED, detail, file=item.file, line=item.line, wordpress_id=item.id
        )
        return None


def _convert(item: Item, site: Site, options: Options, diagnostics: Diagnostics) -> Conversion:
    page = site.pages[item.key]
    view = site.view(item)
    context = Context(item, view, options, diagnostics)
    tree = clean(render(item.content, context), context)
    body = to_markdown(tree, view.link, options, context.report)
    front_matter = fields(item, page, options)
    text = dump(front_matter) + (f"\n{body.rstrip()}\n" if body.strip() else "")
    document = Document(item.key, Kind.CONTENT, page.path, text, str(front_matter["title"]), item.id)
    return Conversion(document, view.lookups, view.answers)
