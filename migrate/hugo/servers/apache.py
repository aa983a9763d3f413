"""Old addresses as rules of Apache's mod_rewrite."""

from __future__ import annotations

import re
from collections.abc import Iterator

from migrate.hugo.servers.rule_parts import (
    ARCHIVE,
    BELOW,
    FEED,
    FURTHER,
    NUMBERED,
    WORD,
    as_asked,
    main_host,
    pattern,
    sound_languages,
    spellings,
)
from migrate.model.decided import Redirects


def apache(redirects: Redirects) -> Iterator[str]:
    """The lines of a file for a directory."""
    folder = pattern(redirects.folder.lstrip("/") + "/" if redirects.folder else "")
    script = "(?:index\\.php/)?"
    questions = list(_questions(redirects, folder))
    yield "# Old addresses of this site, for Apache: Include this file in the <Directory> of the virtual host."
    yield "# It may be the .htaccess too, but Apache reads that for every request: on large sites that takes time."
    yield "RewriteEngine On"
    yield "RewriteCond %{QUERY_STRING} ^$"
    yield f"RewriteRule ^ - [S={len(questions) // 2}]"
    yield from questions
    yield from _languages(redirects)
    for old, new in redirects.moved:
        yield f'RewriteRule "^{pattern(old.strip("/"))}/?$" "{_url(new)}" [R=301,L,NE]'
    if folder:
        yield f'RewriteRule "^{folder}{script}page/[0-9]+/?$" "/" [R=301,L]'
    yield f'RewriteRule "^{folder}index\\.php/?(?:page/[0-9]+/?)?$" "/" [R=301,L]'
    yield "RewriteCond %{REQUEST_FILENAME}/index.html !-f"
    yield f'RewriteRule "^{folder}{script}{ARCHIVE}$" "{_url(redirects.posts)}" [R=301,L,NE]'
    yield f'RewriteRule "^{folder}{script}(?:comments/)?{FEED}$" "/index.xml" [R=301,L]'
    yield "RewriteCond %{DOCUMENT_ROOT}/$1/index.xml -f"
    yield f'RewriteRule "^({BELOW})/{FEED}$" "/$1/index.xml" [R=301,L]'
    yield f'RewriteRule "^({BELOW})/{FEED}$" "/$1/" [R=301,L]'
    yield "RewriteCond %{REQUEST_FILENAME}/index.html !-f"
    yield f'RewriteRule "^({BELOW})/{FURTHER}$" "/$1/" [R=301,L]'
    yield "RewriteCond %{REQUEST_FILENAME}/index.html !-f"
    yield f'RewriteRule "^{FURTHER}$" "/" [R=301,L]'


def _questions(redirects: Redirects, folder: str) -> Iterator[str]:
    """Each question is a condition and a rule."""
    asked = [
        (f"(?:{names})=0*{number}", _url(new)) for kind, names in NUMBERED for number, new in getattr(redirects, kind)
    ]
    asked += [(f"{name}={word}", _url(new)) for name, slug, new in redirects.named for word in spellings(slug)]
    asked += [(f"{name}=({WORD})", f"{_url(before)}%1/") for name, before in redirects.words]
    asked += [("m=[0-9]{4,8}", _url(redirects.posts)), ("feed=[a-z0-9]+", "/index.xml")]
    for question, new in asked:
        yield f'RewriteCond %{{QUERY_STRING}} "(?:^|&){question}(?:&|$)"'
        yield f'RewriteRule "^{folder}(?:index\\.php)?$" "{new}" [R=301,L,NE,QSD]'


def _url(path: str) -> str:
    """The same where a percent sign stands for what a condition found."""
    return as_asked(path).replace("%", "\\%")


def _languages(redirects: Redirects) -> Iterator[str]:
    """Lines for a directory."""
    for rule in sound_languages(redirects):
        prefix = rule.prefix.lstrip("/")
        if rule.host:
            yield f'RewriteCond %{{HTTP_HOST}} "^{re.escape(rule.host)}$" [NC]'
            yield f'RewriteRule "^(.*)$" "{main_host(redirects)}{rule.prefix}/$1" [R=301,L]'
        else:
            yield f'RewriteCond %{{QUERY_STRING}} "(?:^|&)lang={rule.code}(?:&|$)"'
            yield f'RewriteRule "^(?!{prefix}/)(.*)$" "{rule.prefix}/$1" [R=301,L,QSD]'
