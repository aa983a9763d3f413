"""The documents that belong to the site as a whole: pages of terms, configuration, theme, shortcodes, redirects."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from migrate.hugo.config import Settings, configuration
from migrate.hugo.fields import term_fields
from migrate.hugo.front_matter import dump
from migrate.hugo.redirects import redirect_files
from migrate.hugo.shipped import shortcode_files, theme_files
from migrate.model import Channel, Document, Kind
from migrate.options import Options
from migrate.site.site import Site

SHIPPED = "shipped"
"""Stands for the source of a file that comes with this tool and in which WordPress has no say."""


def site_documents(site: Site, options: Options, *, configured: bool) -> Iterator[tuple[Document, str]]:
    """Each document with its source: its own text, or that it is shipped.

    `configured` says that the site's configuration is the user's own: then neither one nor a theme is written.
    """
    made = chain(_terms(site), _lists(site), _redirects(site, options))
    shipped = shortcode_files()
    if not configured:
        made = chain(made, [_own(Kind.CONFIG, "hugo.toml", configuration(_settings(site)))])
        shipped |= theme_files()
    yield from ((document, document.text) for document in made)
    yield from ((_own(Kind.CONFIG, path, text), SHIPPED) for path, text in shipped.items())


def _terms(site: Site) -> Iterator[Document]:
    for page in site.term_pages:
        text = dump(term_fields(page.title, page.description, page.url))
        yield Document(page.key, Kind.TERM, page.path, text, page.title)


def _lists(site: Site) -> Iterator[Document]:
    """The lists of sections and taxonomies whose own address a page of the old site has."""
    for name, url in (site.moved_sections | site.moved_taxonomies).items():
        text = dump(term_fields(name.capitalize(), "", url))
        yield Document(f"list:{name}", Kind.TERM, f"content/{name}/_index.md", text, name)


def _redirects(site: Site, options: Options) -> Iterator[Document]:
    """One at a time: of a large site each fills tens of megabytes."""
    redirects = site.redirects
    for name in dict.fromkeys(options.redirects):
        yield _own(Kind.DATA, f"redirects/{name}", redirect_files(redirects, [name])[name])


def _own(kind: Kind, path: str, text: str) -> Document:
    return Document(f"{kind}:{path}", kind, path, text)


def _settings(site: Site) -> Settings:
    channel = site.index.channel or Channel(*[""] * len(Channel.__slots__))
    return Settings(
        title=channel.title,
        base_url=channel.base_blog_url or channel.link,
        language=channel.language,
        description=channel.description,
        taxonomies=tuple(dict.fromkeys(site.terms.taxonomies().values())),
        menus={menu.slug: menu.entries for menu in site.menus},
    )
