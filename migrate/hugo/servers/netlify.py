"""Old addresses as lines of a `_redirects` file, as Netlify and Cloudflare Pages read it."""

from __future__ import annotations

from collections.abc import Iterator

from migrate.hugo.servers.rule_parts import (
    LIST_FEEDS,
    NUMBERED,
    as_asked,
    main_host,
    sound_languages,
)
from migrate.model.decided import Redirects
from migrate.site.decide.media.media import is_file

_BELOW_ITEMS = ("feed", "feed/:kind", "comment-page-1", "embed", "trackback")
"""The commonest of these, for servers without regular expressions."""
_NETLIFY_ADVISES = 10_000
"""Rules at most: https://docs.netlify.com/manage/routing/redirects/overview/."""
_CLOUDFLARE_TAKES = 2000
"""Rules without a query or placeholders: https://developers.cloudflare.com/pages/configuration/redirects/."""


def netlify(redirects: Redirects) -> Iterator[str]:
    """The lines of it. Both hosts take the first rule that fits; Cloudflare wants those with placeholders last."""
    plain, questions = [rule(*one) for one in plain_rules(redirects)], list(_questions(redirects))
    yield "# Old addresses of this site, for Netlify and Cloudflare Pages: publish this file as /_redirects."
    yield "# Only Netlify knows rules with a query; Cloudflare skips them."
    if len(plain) > _CLOUDFLARE_TAKES:
        yield f"# Of the {len(plain)} rules without one Cloudflare takes the first {_CLOUDFLARE_TAKES}."
    if len(plain) + len(questions) > _NETLIFY_ADVISES:
        yield f"# More than {_NETLIFY_ADVISES} rules may be too many for Netlify: leave out some with a query then."
    yield from plain
    yield from questions
    yield from _languages(redirects)
    yield from rules_below_items(redirects)


def rules_below_items(redirects: Redirects) -> Iterator[str]:
    """What WordPress hangs on the addresses of items, as rules with placeholders for `_redirects`."""
    of_dates = range(1, 4) if redirects.dates else ()
    for depth in sorted({*redirects.depths, *of_dates}):
        item = "".join(f"/:part{number}" for number in range(1, depth + 1))
        yield from (f"{item}/{below}/ {item}/ 301" for below in _BELOW_ITEMS)
    if redirects.folder:
        yield f"{as_asked(redirects.folder)}/page/* / 301"


def plain_rules(redirects: Redirects) -> Iterator[tuple[str, str]]:
    """Old address and new one, decoded, of all that needs no look at a query: feeds of the whole site first."""
    for feed in ("feed", "feed/atom", "feed/rss", "feed/rss2", "feed/rdf", "comments/feed", "comments/feed/atom"):
        yield f"{redirects.folder}/{feed}/", "/index.xml"
    yield f"{redirects.folder}/index.php", "/"
    yield from redirects.moved
    yield from ((f"{one}{feed}", f"{one}index.xml") for feed in LIST_FEEDS for one in redirects.lists)
    yield from ((one, redirects.posts) for one in redirects.dates)


def rule(old: str, new: str) -> str:
    """A rule for `_redirects`."""
    return f"{as_asked(old)} {as_asked(new)} 301"


def _questions(redirects: Redirects) -> Iterator[str]:
    folder = as_asked(redirects.folder)
    for number, new in redirects.items:
        names = ("attachment_id",) if is_file(new) else ("p", "page_id")
        yield from (f"{folder}/ {name}={number} {as_asked(new)} 301!" for name in names)
    for kind, name in NUMBERED[1:]:
        yield from (f"{folder}/ {name}={number} {as_asked(new)} 301!" for number, new in getattr(redirects, kind))
    yield from (f"{folder}/ {name}={as_asked(slug)} {as_asked(new)} 301!" for name, slug, new in redirects.named)
    yield from (f"{folder}/ {name}=:slug {as_asked(before)}:slug/ 301!" for name, before in redirects.words)
    yield f"{folder}/ m=:month {as_asked(redirects.posts)} 301!"
    yield f"{folder}/ feed=:kind /index.xml 301!"


def _languages(redirects: Redirects) -> Iterator[str]:
    """Cloudflare skips those with a query, and knows no hosts."""
    for one in sound_languages(redirects):
        if one.host:
            yield f"https://{one.host}/* {main_host(redirects)}{one.prefix}/:splat 301!"
        else:
            yield f"{one.prefix}/* lang={one.code} {one.prefix}/:splat 200"
            yield f"/* lang={one.code} {one.prefix}/:splat 301!"
