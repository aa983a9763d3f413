"""The documents that belong to the site as a whole: pages of terms, configuration, theme, shortcodes, redirects."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Sequence

from migrate.choices.preset import Preset, preset
from migrate.content.hidden import without_hidden
from migrate.content.shared.hiding import is_unseen, may_hide
from migrate.hugo.comment_html import comment_html
from migrate.hugo.config.config import LanguageSettings, SiteSettings, base_url, configuration, named_menus
from migrate.hugo.dates import local
from migrate.hugo.front_matter.fields import term_fields
from migrate.hugo.front_matter.search_engines import search_fields_of_term
from migrate.hugo.plain_text import plain_text
from migrate.hugo.preset_files import preset_files
from migrate.hugo.servers.redirects import redirect_files
from migrate.hugo.shipped import podcast_files, shortcode_files, term_adapter, theme_files
from migrate.markdown.convert import to_markdown
from migrate.model.decided import Redirects
from migrate.model.documents import Document, Identity, Kind, Marks
from migrate.model.export import BESIDE, Channel
from migrate.model.rest_of_site import Attachment
from migrate.options import Options
from migrate.page.front_writer import written
from migrate.page.parts import Syntax
from migrate.page.places import as_place, places
from migrate.patterns import rare_pattern
from migrate.pipeline.ownership import Ownership
from migrate.site.answer.menus import MenuEntry
from migrate.site.answer.site import Site
from migrate.site.decide.languages.languages import SiteLanguage
from migrate.site.decide.media.media import encoded
from migrate.site.decide.private_lists import list_file, list_key
from migrate.site.decide.terms.files import adapter_file, is_aside
from migrate.site.decide.terms.terms import TermPage, renamed_keys
from migrate.tree import parse

Made = tuple[Document, str]
"""A document with its source: its own text, or that it is shipped."""


_BUILDS = (".toml", ".yaml", ".yml", "Caddyfile")
"""How files are called that say how the site is built and served."""
_MARKED = rare_pattern(r"<(?:a|em|strong|b|i|cite|code|blockquote|ul|ol)\b", re.I)
_NOT_SHOWN: dict[str, object] = {"build": {"list": "never", "render": "never"}}
"""The fields of a list of which visitors may not know."""
SHIPPED = "shipped"
"""Stands for the source of a file that comes with this tool and in which WordPress has no say."""


def _lists(site: Site, options: Options, owner: Ownership) -> Iterator[Made]:
    """The pages of terms, and the lists of sections and taxonomies whose own address a page of the old site has."""
    for page in site.term_pages:
        if "[" in page.description and options.hidden != "show":
            page = page._replace(description=without_hidden(page.description))
        draft = _not_yet(page, site) if page.since else {"draft": True} if page.hidden else {}
        joined = {"translationKey": page.joined} if page.joined else {}
        named = {"term": page.name} if is_aside(page.path) else {}
        former = page.former
        if page.language:
            former = tuple(filter(None, (site.languages.own_alias(page.language, one) for one in former)))
        said = _said_to_search_engines(page, site) if page.meta else {}
        body = _described(page, site, options) if "<" in page.description else ""
        plain = "" if body else page.description
        found = term_fields(page.title, plain, page.url, former, page.parent) | said | draft | joined | named
        text = written(found, Syntax(options.format), options.order) + (f"\n{body}\n" if body else "")
        marks = Marks(term_id=page.term_id)
        identity = Identity(page.key, Kind.TERM, title=page.title, language=page.language)
        yield Document(identity, page.path, text, url=page.url, marks=marks), text
    files = site.languages.files
    for name in dict.fromkeys((*site.moved_lists, *site.private_lists)):
        section, _, code = name.partition(BESIDE)
        said = term_fields(section.capitalize(), "", site.moved_lists.get(name, ""))
        found = _NOT_SHOWN if site.private_lists.get(name) else said
        text = written(found, Syntax(options.format), options.order)
        # By its lack of a title a later run knows a list that once was hidden.
        title = "" if name in site.private_lists else section
        identity = Identity(list_key(name), Kind.TERM, title=title, language=code or files.default)
        yield Document(identity, list_file(name, files), text), text


def _not_yet(page: TermPage, site: Site) -> dict[str, object]:
    """What keeps the page of a term from visitors until the first item has come that has it."""
    date = local(page.since, "", site.index.clock.near)
    return {"publishDate": date} if date else {"draft": True}


def _adapters(site: Site, options: Options, owner: Ownership) -> Iterator[Made]:
    """What binds the pages of terms that lie aside, as long as there is one in the site."""
    for path, folder in sorted({adapter_file(one, site.languages.files) for one in filter(is_aside, site.term_files)}):
        text = term_adapter(folder)
        if owner.has_taxonomy(folder.partition("/")[2]):
            yield _own(Kind.CONFIG, path, text), text


def _described(page: TermPage, site: Site, options: Options) -> str:
    """What is said of a term, where it links or marks something; plain words are a field. Nothing in it may run."""
    hides = options.hidden != "show" and may_hide(page.description)
    if not hides and not _MARKED.search(page.description):
        return ""
    return to_markdown(
        parse(comment_html(page.description, is_unseen) if hides else comment_html(page.description)),
        lambda href: site.links.resolve(href, page.url)[0],
        options=options,
        report=lambda _, __: None,
    )


def _said_to_search_engines(page: TermPage, site: Site) -> dict[str, object]:
    address = f"{new_address(site).rstrip('/')}{page.old_address}"
    found = search_fields_of_term(page.meta, plain_text(page.title), address, site.title, _PicturesOfSite(site))
    return {key: value for key, value in found.items() if value}


class _PicturesOfSite:
    """Where the pictures of the site are, for pages that are no items."""

    def __init__(self, site: Site) -> None:
        self._site = site

    def attachment(self, attachment_id: int) -> Attachment | None:
        """The attachment with this id, if visitors could see it."""
        return self._site.attachment(attachment_id)

    def media(self, url: str) -> str:
        """The address at which a picture will be on the new site."""
        return self._site.media.address(url)


def redirect_documents(site: Site, options: Options, owner: Ownership) -> Iterator[Made]:
    """The rules for web servers that the site needs, and what its host needs."""
    return documents_of_rules(site.redirects, new_address(site), options)


def documents_of_rules(redirects: Redirects, address: str, options: Options) -> Iterator[Made]:
    """The same from what is known, `address` being that of the new site.

    One at a time: of a large site each fills tens of megabytes.
    """
    for name in dict.fromkeys(options.redirects):
        text = redirect_files(redirects, [name])[name]
        yield _own(Kind.DATA, f"redirects/{name}", text), text
    if options.host:
        yield from _host(redirects, address, options)


def _host(redirects: Redirects, address: str, options: Options) -> Iterator[Made]:
    """What the host needs that was chosen, but for rules that are written for all."""
    from migrate.hugo.servers.hosts import host_files

    for path, text in host_files(options.host, redirects, address).files.items():
        if path.removeprefix("redirects/") not in options.redirects:
            yield _own(Kind.CONFIG if path.endswith(_BUILDS) else Kind.DATA, path, text), text


def _frame(site: Site, options: Options, owner: Ownership) -> Iterator[Made]:
    """What Hugo needs to show the rest."""
    shipped = shortcode_files() | (podcast_files(series=site.has_series) if site.has_episodes else {})
    if not owner.configured:
        text = configuration(settings(site))
        yield _own(Kind.CONFIG, "hugo.toml", text), text
        by_file = options.links == "markdown"
        shipped |= theme_files(links_by_file=by_file) if owner.has_our_theme or not options.preset else {}
    for path, text in shipped.items():
        yield _own(Kind.CONFIG, path, text), SHIPPED


def _of_preset(site: Site, options: Options, owner: Ownership) -> Iterator[Made]:
    """The small files that the theme wants."""
    for path, text in wanted_preset_files(site).items():
        if owner.owners is None:
            continue
        other = owner.owners.get(site.languages.files.plain(path))
        if other is None or other.data == text.encode():
            yield _own(Kind.CONFIG, path, text), text
    for path, text in _author_data(site).items():
        yield _own(Kind.DATA, path, text), text


def _author_data(site: Site) -> dict[str, str]:
    """What readers call the authors, as data files by path, for a theme that takes the names from there."""
    found = settings(site)
    if not found.preset or not found.preset.author_data:
        return {}
    pages = f"content/{found.renamed.get('author', 'author')}/"
    return {
        f"{found.preset.author_data}/{page.path.split('/')[2]}.json": _json({"name": page.title})
        for page in site.term_pages
        if page.path.startswith(pages) and not page.hidden
    }


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def wanted_preset_files(site: Site) -> dict[str, str]:
    """Those of the preset by path, but for pages in whose place, or at whose address, one of the old site is."""
    languages = site.languages.files
    found = preset_files(settings(site), languages)
    pages = {places(path, "", languages)[0]: path for path in found if path.startswith("content/")}
    if pages:
        shown = [page for _, page in site.pages.contents()]
        taken = {page.path for page in shown} | {pages.get(as_place(page.url.lower())) for page in shown}
        found = {path: text for path, text in found.items() if path not in taken}
    return found


Part = Callable[[Site, Options, Ownership], Iterator[Made]]
PARTS: tuple[Part, ...] = (
    _lists,
    _adapters,
    redirect_documents,
    _frame,
    _of_preset,
)
"""What makes all of them, in order."""


def _own(kind: Kind, path: str, text: str) -> Document:
    return Document(Identity(f"{kind}:{path}", kind), path, text)


def new_address(site: Site) -> str:
    """Scheme and host of the new site, as its configuration names them."""
    channel = site.index.channel or Channel()
    return base_url(channel.base_blog_url or channel.link)


def settings(site: Site) -> SiteSettings:
    """What a configuration says of the site."""
    channel = site.index.channel or Channel()
    theme = preset(site.index.options.preset)
    return SiteSettings(
        title=channel.title,
        base_url=channel.base_blog_url or channel.link,
        language=channel.language,
        description=channel.description,
        taxonomies=tuple(dict.fromkeys(site.terms.taxonomies().values())),
        podcast=site.has_episodes,
        renamed=renamed_keys(site.index.options),
        menus=_menus(site, "", theme),
        post_sections=site.post_sections,
        preset=theme,
        languages=tuple(_language(one, site, theme) for one in site.languages.known),
        in_folder=site.languages.files.in_folder,
        links_by_file=site.index.options.links == "markdown",
        icon=encoded((channel.icon and site.media.of_library(channel.icon)) or site.media.made_as.get("site-icon", "")),
        logo=encoded(site.media.made_as.get("custom-logo", "")),
    )


def _menus(site: Site, language: str, theme: Preset | None) -> dict[str, Sequence[MenuEntry]]:
    shown = named_menus({menu.slug: menu.entries for menu in site.menus if menu.language == language})
    levels = theme.menu_levels if theme else 0
    drawn = {name: _drawn(entries, levels) for name, entries in shown.items()}
    if theme and levels == 1 and 0 < theme.menu_entries < len(drawn.get("main", ())):
        kept = _of_the_top(shown["main"])
        drawn["main"], drawn["more"] = (
            tuple(one for one in drawn["main"] if (one.identifier in kept) is stays) for stays in (True, False)
        )
    return {name: entries for name, entries in drawn.items() if entries}


def _of_the_top(entries: Sequence[MenuEntry]) -> set[str]:
    """What stays of a menu that is too long in a row: its first level, and what is below entries without a page."""
    headings = {"", *(one.identifier for one in entries if not one.url.strip("#/"))}
    return {one.identifier for one in entries if one.parent in headings and one.identifier not in headings}


def _language(language: SiteLanguage, site: Site, theme: Preset | None) -> LanguageSettings:
    folders = {name: folder for folder, name in site.languages.files.folders.items()}
    called = {code: names for code, *names in (site.index.channel.called if site.index.channel else ())}
    title, description = called.get(language.code, ("", ""))
    return LanguageSettings(
        code=language.code,
        label=language.name,
        locale=language.locale,
        right_to_left=language.right_to_left,
        folder=folders.get(language.code, ""),
        menus=_menus(site, language.code, theme),
        title=title,
        description=description,
    )


def _drawn(entries: Sequence[MenuEntry], levels: int) -> tuple[MenuEntry, ...]:
    """The entries as a theme draws them that knows so many levels (0: any): deeper ones move up to the last of them."""
    above = {entry.identifier: entry.parent for entry in entries}
    ways = {entry.identifier: [entry.parent] for entry in entries if entry.parent and levels}
    for way in ways.values():
        while above.get(way[-1]):
            way.append(above[way[-1]])
    parents = {name: "" if levels == 1 else way[-(levels - 1) :][0] for name, way in ways.items()}
    return tuple(one._replace(parent=parents.get(one.identifier, one.parent)) for one in entries)
