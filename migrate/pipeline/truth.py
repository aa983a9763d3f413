"""What a page should show: its cleaned tree and the fields of its front matter, before either is written."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from migrate.content.clean import clean
from migrate.content.context import Context
from migrate.content.hidden import seen_of, without_hidden
from migrate.content.render import render
from migrate.diagnostics import HIDING, LEFT_OUT, Code, Diagnostics
from migrate.hugo.front_matter.chosen_fields import chosen
from migrate.hugo.front_matter.fields import all_fields
from migrate.hugo.front_matter.seo_plugins import FIELDS
from migrate.hugo.front_matter.typed_fields import RECIPE, recipe_fields
from migrate.model.decided import Page
from migrate.model.export import Item
from migrate.options import Options
from migrate.site.answer.questions import Questions
from migrate.site.answer.site import Site
from migrate.tree import Element


class Truth(NamedTuple):
    """One item as readers should see it."""

    item: Item
    page: Page
    address: str
    """Where it should be: root-relative, decoded."""
    aliases: tuple[str, ...]
    """The older addresses that lead there, the same."""
    tree: Element
    hidden: tuple[Element, ...]
    """The parts that visitors did not see, by number, then those that the owner wants in no file."""
    fields: dict[str, object]
    site: Questions
    """Where its links and pictures lead."""
    as_shown: bool = False
    """Whether the tree is what a living WordPress shows: its texturing and smilies are no difference then."""
    is_told: bool = False
    """Whether something is left out of it on purpose, or not shown to visitors, and that is told."""
    replaced: str = ""
    """What is stored of it in places where visitors saw something else."""


def truth(item: Item, site: Site, options: Options) -> Truth:
    """What should be seen of an item that becomes a page."""
    _, page = site.pages.content(item.key)
    view = Questions(site, item)
    tree, context = cleaned(item, view, options, Diagnostics())
    aliases = tuple(site.languages.files.prefix(page.language) + one for one in page.aliases)
    hidden = [clean(part.html, context) for part in context.hidden]
    hidden += [clean(html, context) for html in context.left_out]
    head = front_matter(item, page, site, options, view)
    return Truth(
        item=item,
        page=page,
        address=site.address(item.key),
        aliases=aliases,
        tree=tree,
        hidden=tuple(hidden),
        fields=head,
        site=view,
        is_told=is_told(context, LEFT_OUT | HIDING),
        replaced="\n".join(context.replaced),
    )


def is_told(context: Context, reasons: Collection[Code]) -> bool:
    """Whether something was left out of an item's text on purpose, and told for one of these reasons."""
    item, options = context.item, context.options
    shortcodes = [f"[{name}" for name, choice in options.shortcodes if choice == "nothing"]
    blocks = [f"wp:{name.removeprefix('core/')} " for name, choice in options.blocks if choice == "nothing"]
    return any(beginning in item.content for beginning in (*shortcodes, *blocks)) or any(
        one.code in reasons and one.wordpress_id == item.id for one in context.diagnostics
    )


def cleaned(item: Item, view: Questions, options: Options, diagnostics: Diagnostics) -> tuple[Element, Context]:
    """The tree of an item, and what was found on the way: messages, and parts that visitors did not see."""
    context = Context(item, view, options, diagnostics)
    return clean(render(item.content, context), context), context


def front_matter(item: Item, page: Page, site: Site, options: Options, view: Questions) -> dict[str, object]:
    """The fields of a page's front matter."""
    if "[" in item.excerpt and options.hidden != "show":
        item = item._replace(excerpt=without_hidden(item.excerpt))
    if options.hidden != "show" and any("[" in value for key, value in item.meta if key in FIELDS):
        seen = ((key, without_hidden(value) if key in FIELDS else value) for key, value in item.meta)
        item = item._replace(meta=tuple(seen))
    found = all_fields(item, page, site.index.title, view.minutes_ahead, view)
    if RECIPE in item.content:
        found |= recipe_fields(item.content if options.hidden == "show" else seen_of(item.content), view)
    return chosen(found, item, page, view, options)
