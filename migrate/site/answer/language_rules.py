"""What a web server must know of the languages of the old site beside the default one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from migrate.model.decided import LanguageRule
from migrate.model.export import BESIDE
from migrate.site.collect.indexed_item import IndexedItem
from migrate.site.decide.languages.languages import SiteLanguages
from migrate.site.decide.paths.choice import POSTS
from migrate.site.decide.paths.paths import day

_FEEDS = ("feed/", "feed/atom/", "feed/rss2/", "feed/rss/", "feed/rdf/", "comments/feed/")


def language_rules(languages: SiteLanguages) -> Iterator[LanguageRule]:
    """How addresses said their language that did not begin with it."""
    roots, prefixes = languages.roots, languages.files.prefix
    for host, code in roots.hosts.items():
        yield LanguageRule(code, prefixes(code), host)
    for one in languages.known if roots.asks else ():
        if prefix := prefixes(one.code):
            yield LanguageRule(one.code, prefix)


def moved_in_languages(
    languages: SiteLanguages, public: Iterable[IndexedItem], lists: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    """Feeds, archives by date, and front pages of the other languages: from where to where."""
    dates: dict[str, set[str]] = defaultdict(set)
    for entry in public:
        if entry.type == "post" and (found := day(entry.date)):
            year, month, number = found.split("-")
            dates[languages.of(entry)].update((f"{year}/", f"{year}/{month}/", f"{year}/{month}/{number}/"))
    for one in languages.known:
        front, home = languages.roots.front(one.code), f"{languages.files.prefix(one.code)}/"
        if one.is_default or front == languages.roots.front(languages.default):
            continue
        yield from ((front + feed, f"{home}index.xml") for feed in _FEEDS)
        posts = lists.get(f"{POSTS}{BESIDE}{one.code}", f"{home}{POSTS}/")
        yield from ((front + date, posts) for date in sorted(dates[one.code]))
        if front != home:
            yield front, home
