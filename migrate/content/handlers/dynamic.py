"""Blocks that WordPress fills when somebody looks: lists of what the site holds, and the parts of its templates.

Lists become shipped shortcodes that list from the new site. What needs a server, or belongs to a template, is reported.
"""

from __future__ import annotations

from html import escape
from typing import Any

from migrate.content import own_elements
from migrate.content.context import Context
from migrate.content.nodes import Block
from migrate.content.registry import REGISTRY, handles
from migrate.content.render import render_blocks
from migrate.content.shared.attributes import flag, number, text, web_address
from migrate.diagnostics import Code
from migrate.model.export import OWN_TAXONOMIES


@handles("core/latest-posts", "a8c/blog-posts", "newspack-blocks/homepage-articles", void=True)
def latest_posts(block: Block, context: Context) -> str:
    """The newest posts, or those that the block chooses by number, order and name of a category."""
    return _posts(
        block.attributes,
        dates=flag(block.attributes.get("displayPostDate")),
        excerpts=flag(block.attributes.get("displayPostContent")),
    )


@handles("core/query")
def query(block: Block, context: Context) -> str:
    """A list of posts in place of the template that WordPress fills for each; what stands around it is kept."""
    stored = block.attributes.get("query")
    choice: dict[str, Any] = stored if isinstance(stored, dict) else {}
    if text(choice.get("postType")) not in {"", "post"} or choice.get("taxQuery"):
        context.report(Code.DYNAMIC_BLOCK, f"{block.name}: its choice of posts")
    listing = _posts(choice, dates=_holds(block, "core/post-date"), excerpts=_holds(block, "core/post-excerpt"))
    return render_blocks(_with_listing(block, listing, context), context)


@handles("core/terms-query")
def terms_query(block: Block, context: Context) -> str:
    """A list of terms in place of the template that WordPress fills for each; what stands around it is kept."""
    stored = block.attributes.get("termQuery", block.attributes)
    listing = _terms(stored if isinstance(stored, dict) else {}, "category", _holds(block, "core/term-count"))
    if not _holds(block, "core/term-template"):
        return listing
    return render_blocks(_with_listing(block, listing, context), context)


_FILLED = frozenset({"core/post-template", "core/term-template"})
_LISTS = frozenset({"core/query", "core/terms-query"})


def _with_listing(block: Block, listing: str, context: Context) -> list[str | Block]:
    return [one if isinstance(one, str) else _part_of_query(one, listing, context) for one in block.inner]


def _part_of_query(block: Block, listing: str, context: Context) -> str | Block:
    if block.name in _FILLED:
        return listing
    if block.name.startswith("core/query-"):
        context.replaced.append(block.whole)  # what is said where nothing was found, most of all
        return ""
    return block if block.name in _LISTS else block._replace(inner=_with_listing(block, listing, context))


def _posts(choice: dict[str, Any], *, dates: bool, excerpts: bool) -> str:
    arguments = {
        "count": str(_first_number(choice, "postsToShow", "perPage", otherwise=5)),
        "order": "asc" if text(choice.get("order")).lower() == "asc" else "",
        "by": "title" if text(choice.get("orderBy")) == "title" else "",
        "category": _category(choice.get("categories")),
        "dates": "true" if dates else "",
        "excerpts": "true" if excerpts else "",
    }
    return own_elements.shortcode("wp-latest-posts", arguments)


def _first_number(attributes: dict[str, Any], *names: str, otherwise: int) -> int:
    return next((number(attributes[name], otherwise) for name in names if name in attributes), otherwise)


def _category(categories: object) -> str:
    first = categories[0] if isinstance(categories, list) and categories else None
    return text(first.get("name") or first.get("value")) if isinstance(first, dict) else ""


def _holds(block: Block, name: str) -> bool:
    return any(inner.name == name or _holds(inner, name) for inner in block.blocks)


@handles("core/archives", "core/calendar", void=True)
def archives(block: Block, context: Context) -> str:
    """The posts by month, or as the block says."""
    by = text(block.attributes.get("type"))
    return own_elements.shortcode("wp-archives", {"by": by if by == "yearly" else ""})


@handles("core/categories", void=True)
def categories(block: Block, context: Context) -> str:
    """The terms of a taxonomy, categories where none is named."""
    return _terms(block.attributes, "category", flag(block.attributes.get("showPostCounts")))


@handles("core/tag-cloud", void=True)
def tag_cloud(block: Block, context: Context) -> str:
    """The terms of a taxonomy, tags where none is named."""
    return _terms(block.attributes, "post_tag", flag(block.attributes.get("showTagCounts")))


def _terms(choice: dict[str, Any], otherwise: str, counts: bool) -> str:
    taxonomy = text(choice.get("taxonomy")) or otherwise
    arguments = {"taxonomy": OWN_TAXONOMIES.get(taxonomy, taxonomy), "counts": "true" if counts else ""}
    return own_elements.shortcode("wp-terms", arguments)


@handles("core/form-submission-notification", shows=False)
def answer_of_a_form(block: Block, context: Context) -> str:
    """What only those saw who had sent the form."""
    context.replaced.append(block.whole)
    return ""


@handles("core/site-title", void=True)
def site_title(block: Block, context: Context) -> str:
    """The name of the site, linked to its home page."""
    return own_elements.shortcode("wp-site-title")


@handles("core/site-tagline", void=True)
def site_tagline(block: Block, context: Context) -> str:
    """The line below the name of the site."""
    return own_elements.shortcode("wp-site-tagline")


@handles("core/rss", void=True)
def feed(block: Block, context: Context) -> str:
    """A link to the feed, which WordPress would fetch."""
    context.report(Code.DYNAMIC_BLOCK, block.name)
    address = web_address(block.attributes.get("feedURL"))
    return f'<p><a href="{escape(address)}">{escape(address)}</a></p>' if address else ""


@handles(
    "core/search",
    "core/loginout",
    "core/latest-comments",
    "core/icon",
    "core/breadcrumbs",
    "core/site-logo",
    "core/avatar",
    "core/read-more",
    "core/post-author",
    "core/post-author-biography",
    "core/post-author-name",
    "core/post-comments",
    "core/post-comments-count",
    "core/post-comments-form",
    "core/post-comments-link",
    "core/post-content",
    "core/post-date",
    "core/post-excerpt",
    "core/post-featured-image",
    "core/post-navigation-link",
    "core/post-terms",
    "core/post-time-to-read",
    "core/post-title",
    "core/query-title",
    "core/query-total",
    "core/query-pagination-next",
    "core/query-pagination-numbers",
    "core/query-pagination-previous",
    "core/term-count",
    "core/term-description",
    "core/term-name",
    "core/comments-title",
    "core/comments-pagination-next",
    "core/comments-pagination-numbers",
    "core/comments-pagination-previous",
    "core/comment-author-avatar",
    "core/comment-author-name",
    "core/comment-content",
    "core/comment-date",
    "core/comment-edit-link",
    "core/comment-reply-link",
    "jetpack/subscriptions",
    void=True,
    shows=False,
)
@handles(
    "core/post-comment",
    "core/post-template",
    "core/query-no-results",
    "core/query-pagination",
    "core/term-template",
    "core/comments-pagination",
    "core/comment-template",
    "jetpack/mailchimp",
    "kadence/form",
    "kadence/advanced-form",
    "jetpack/donations",
    "jetpack/recurring-payments",
    "jetpack/simple-payments",
    shows=False,
)
def left_out(block: Block, context: Context) -> str:
    """What needs WordPress at every visit, or stands in templates alone."""
    context.report(Code.DYNAMIC_BLOCK, block.name)
    context.replaced.append(block.whole)
    return ""


@handles(
    "core/comments",
    "core/comments-query-loop",
    "core/widget-group",
    "jetpack/contact-form",
    "jetpack/related-posts",
    shows=False,
)
def around_what_is_filled(block: Block, context: Context) -> str:
    """What authors wrote around the parts that need WordPress at every visit."""
    context.report(Code.DYNAMIC_BLOCK, block.name)
    filled = REGISTRY.left_out
    own = [one for one in block.blocks if one.name not in filled and not one.name.startswith("jetpack/")]
    return render_blocks(own, context)
