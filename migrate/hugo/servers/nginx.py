"""Old addresses as rules of nginx.

Rules for pages by number are found in buckets of a hundred, because nginx tries the rules of one place one after the
other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from urllib.parse import unquote

from migrate.hugo.servers.rule_parts import (
    ARCHIVE,
    BELOW,
    FEED,
    FURTHER,
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

_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_LONGEST_NAME = 255
"""Bytes: nginx counts those of a location's name in one (`ngx_http_location_tree_node_t`)."""


def nginx(redirects: Redirects) -> Iterator[str]:
    """The lines of a file for the server block."""
    folder = pattern(redirects.folder)
    yield "# Old addresses of this site, for nginx: include this file in the server block."
    yield from _questions(redirects, folder)
    yield from _languages(redirects)
    for kind, _ in NUMBERED:
        yield from _buckets(kind, getattr(redirects, kind))
    yield from _words(redirects)
    for old, new in redirects.moved:
        if place := _place(old):
            yield f"location {place} {{ return 301 {as_asked(new)}; }}"
    if folder:
        yield f'location ~ "^{folder}{SCRIPT}/page/[0-9]+/?$" {{ return 301 /; }}'
    yield f'location ~ "^{folder}/index\\.php/?(?:page/[0-9]+/?)?$" {{ return 301 /; }}'
    yield f'location ~ "^{folder}{SCRIPT}/{ARCHIVE}$" {{ try_files $uri $uri/index.html @wordpress_posts; }}'
    yield f"location @wordpress_posts {{ return 301 {as_asked(redirects.posts)}; }}"
    yield f'location ~ "^{folder}{SCRIPT}/(?:comments/)?{FEED}$" {{ return 301 /index.xml; }}'
    yield f'location ~ "^(?<wordpress_list>/{BELOW})/{FEED}$" {{'
    yield "    try_files $wordpress_list/index.xml @wordpress_list;"
    yield "}"
    yield f'location ~ "^/(?:{BELOW}/)?{FURTHER}$" {{'
    yield "    try_files $uri $uri/index.html @wordpress_list;"
    yield "}"
    yield "location @wordpress_list {"
    yield f'    rewrite "^(/{BELOW}?)?/(?:{FEED}|{FURTHER})$" $1/ permanent;'
    yield "}"


def _questions(redirects: Redirects, folder: str) -> Iterator[str]:
    """What the front page is asked by number or word; the answer is looked up in an internal location."""
    front = rf"^{folder}/?(?:index\.php)?\?(?:[^#]*&)?"
    for kind, names in NUMBERED:
        number = f"(?:{names})=0*(?<wordpress_bucket>[0-9]*?)(?<wordpress_number>[0-9]{{1,2}})"
        yield f'if ($request_uri ~ "{front}{number}(?:[&#]|$)") {{'
        yield f"    rewrite ^ /-wordpress/{kind}/_$wordpress_bucket/$wordpress_number? last;"
        yield "}"
    for name, _ in redirects.words:
        yield f'if ($request_uri ~ "{front}{name}=(?<wordpress_word>{WORD})(?:[&#]|$)") {{'
        yield f"    rewrite ^ /-wordpress/{name}/$wordpress_word? last;"
        yield "}"
    yield f'if ($request_uri ~ "{front}m=[0-9]{{4,8}}(?:[&#]|$)") {{ return 301 {as_asked(redirects.posts)}; }}'
    yield f'if ($request_uri ~ "{front}feed=[a-z0-9]+(?:[&#]|$)") {{ return 301 /index.xml; }}'


def _words(redirects: Redirects) -> Iterator[str]:
    for name, before in redirects.words:
        yield f"location /-wordpress/{name}/ {{ internal; return 301 {as_asked(before)}$wordpress_word/; }}"
    for name, slug, new in redirects.named:
        for word in spellings(slug):
            yield f'location = "/-wordpress/{name}/{word}" {{ internal; return 301 {as_asked(new)}; }}'


def _buckets(kind: str, numbered: Iterable[tuple[int, str]]) -> Iterator[str]:
    for bucket, rules in groupby(numbered, key=lambda one: one[0] // 100):
        yield f"location /-wordpress/{kind}/_{bucket or ''}/ {{"
        yield "    internal;"
        for number, new in rules:
            digits = f"{number % 100:02}" if bucket else str(number)
            yield f"    rewrite /{digits}$ {as_asked(new)} permanent;"
        yield "    return 404;"
        yield "}"


def _place(path: str) -> str:
    """A path as a location: the server decodes requests before it compares. Empty: it has no such name.

    One longer than a name may be is a pattern: nginx would find neither it nor its neighbours.
    """
    name = unquote(path)
    if _CONTROL.search(name) or "\ufffd" in name:
        return ""
    if len(name.encode()) > _LONGEST_NAME:
        return f'~ "^{pattern(name)}$"'
    escaped = name.replace("\\", "\\\\").replace('"', '\\"')
    return f'= "{escaped}"'


def _languages(redirects: Redirects) -> Iterator[str]:
    """Lines within a server block that answers for all hosts. The rest of a request is taken as it came, encoded."""
    for rule in sound_languages(redirects):
        if rule.host:
            yield f"if ($host = {rule.host}) {{ return 301 {main_host(redirects)}{rule.prefix}$request_uri; }}"
        else:
            asked = rf"^(?!{rule.prefix}[/?])(?<wordpress_path>/[^?#]*)\?(?:[^#]*&)?lang={rule.code}(?:[&#]|$)"
            yield f'if ($request_uri ~ "{asked}") {{ return 301 {rule.prefix}$wordpress_path; }}'
