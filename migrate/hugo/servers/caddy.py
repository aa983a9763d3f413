"""Old addresses as rules of Caddy."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from migrate.hugo.servers.rule_parts import (
    ARCHIVE,
    BELOW,
    FEED,
    FURTHER,
    LIST_FEEDS,
    NUMBERED,
    SCRIPT,
    WORD,
    as_asked,
    main_host,
    pattern,
    sound_languages,
    spellings,
)
from migrate.model.decided import Redirects


def caddy(redirects: Redirects) -> Iterator[str]:
    """The lines of a file for the site block."""
    yield "# Old addresses of this site, for Caddy: import this file in the site block."
    for kind, names in NUMBERED:
        answers = [f"\t{number} {as_asked(new)}" for number, new in getattr(redirects, kind)]
        yield from _question(redirects, kind, f"(?:{names})=0*([0-9]+)", answers)
    for name, before in redirects.words:
        named = [(slug, new) for one, slug, new in redirects.named if one == name]
        answers = [f"\t{word} {as_asked(new)}" for slug, new in named for word in spellings(slug)]
        answers.append(f'\t"~^(.+)$" "{as_asked(before)}${{1}}/"')
        yield from _question(redirects, name, f"{name}=({WORD})", answers)
    yield from _question(redirects, "month", "m=([0-9]+)", [f'\t"~." {as_asked(redirects.posts)}'])
    yield from _question(redirects, "kind", "feed=([a-z0-9]+)", ['\t"~." /index.xml'])
    yield from (f'redir "{as_asked(old)}" "{as_asked(new)}" 301' for old, new in redirects.moved)
    yield from _languages(redirects)
    yield from _lists(redirects)


def _question(redirects: Redirects, name: str, question: str, answers: Iterable[str]) -> Iterator[str]:
    folder = as_asked(redirects.folder)
    yield f"map {{query}} {{wordpress_{name}_asked}} {{"
    yield f'\t"~(?:^|&){question}(?:&|$)" "${{1}}"'
    yield '\tdefault ""'
    yield "}"
    yield f"map {{wordpress_{name}_asked}} {{wordpress_{name}}} {{"
    yield from answers
    yield '\tdefault ""'
    yield "}"
    yield f"@wordpress_{name} {{"
    yield f"\tpath {folder}/ {folder}/index.php"
    yield f'\texpression `{{wordpress_{name}}} != ""`'
    yield "}"
    yield f"redir @wordpress_{name} {{wordpress_{name}}} 301"


def _lists(redirects: Redirects) -> Iterator[str]:
    folder = pattern(redirects.folder)
    yield "@wordpress_archive {"
    yield f"\tpath_regexp ^{folder}{SCRIPT}/{ARCHIVE}$"
    yield "\tnot file {path} {path}/index.html"
    yield "}"
    yield f"redir @wordpress_archive {as_asked(redirects.posts)} 301"
    script = SCRIPT if folder else "/index\\.php"
    yield f"@wordpress_front path_regexp ^{folder}{script}/page/[0-9]+/?$"
    yield "redir @wordpress_front / 301"
    yield f"redir {as_asked(redirects.folder)}/index.php / 301"
    yield f"@wordpress_feed path_regexp ^{folder}{SCRIPT}/(?:comments/)?{FEED}$"
    yield "redir @wordpress_feed /index.xml 301"
    for one in redirects.lists:
        yield from (f'redir "{as_asked(one)}{feed}" "{as_asked(one)}index.xml" 301' for feed in LIST_FEEDS)
    yield f"@wordpress_item path_regexp wordpress_item ^(/{BELOW})/{FEED}$"
    yield "redir @wordpress_item {re.wordpress_item.1}/ 301"
    yield "@wordpress_further {"
    yield f"\tpath_regexp wordpress_further ^(/{BELOW})?/{FURTHER}$"
    yield "\tnot file {path} {path}/index.html"
    yield "}"
    yield "redir @wordpress_further {re.wordpress_further.1}/ 301"


def _languages(redirects: Redirects) -> Iterator[str]:
    """Lines within a site block that answers for all hosts."""
    for number, rule in enumerate(sound_languages(redirects), 1):
        name = f"@wordpress_language{number}"
        if rule.host:
            yield f"{name} host {rule.host}"
            yield f"redir {name} {main_host(redirects)}{rule.prefix}{{uri}} 301"
        else:
            yield f"{name} {{"
            yield f"\tquery lang={rule.code}"
            yield f"\tnot path {rule.prefix}/*"
            yield "}"
            yield f"redir {name} {rule.prefix}{{path}} 301"
