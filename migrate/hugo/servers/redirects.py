"""Rules for web servers that lead old addresses to new ones, in four dialects.

Every address is percent-encoded before it is written, so nothing that an export says can end a rule or begin another.
What many rules have in common is said once; rules for pages by number are found in buckets of a hundred, because nginx
tries the rules of one place one after the other.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from urllib.parse import quote, unquote

from migrate.browser import read_address
from migrate.hugo.servers import language_redirects
from migrate.model import Redirects
from migrate.site.decide.media import is_file

_FEED = "feed(?:/(?:feed|rss2?|rdf|atom))?/?"
_ARCHIVE = "[0-9][0-9][0-9][0-9](?:/[0-9][0-9]?)?(?:/[0-9][0-9]?)?(?:/page/[0-9]+|/feed(?:/[a-z0-9]+)?)?/?"
"""Without braces, which mean something else to Caddy."""
_LIST_FEEDS = ("feed/", "feed/atom/", "feed/rss2/")
"""For servers that cannot look whether a list has a feed."""
_FURTHER = "(?:comment-page-[0-9]+|page/[0-9]+|amp|embed|trackback)/?"
"""What WordPress hangs on the address of an item or a list."""
_SCRIPT = "(?:/index\\.php)?"
"""Stands in all addresses of sites whose server could not rewrite them."""
_BELOW_ITEMS = ("feed", "feed/:kind", "comment-page-1", "embed", "trackback")
"""The commonest of these, for servers without regular expressions."""
_WORD = "[A-Za-z0-9%_/-]+"
_BELOW = "[^/\\x00-\\x1f\\x5c][^\\x00-\\x1f\\x5c]*"
"""A path after its first slash, with nothing in it that could make it another host or another header."""
_BARE = re.compile(r"[A-Za-z0-9/_-]")
_AS_IT_IS = re.compile(r"[A-Za-z0-9/._~%-]*")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_NUMBERED = (("items", "p|page_id|attachment_id"), ("categories", "cat"), ("authors", "author"))
_NGINX_NAME = 255
"""Bytes: nginx counts those of a location's name in one (`ngx_http_location_tree_node_t`)."""
_NETLIFY_ADVISES = 10_000
"""Rules at most: https://docs.netlify.com/manage/routing/redirects/overview/."""
_CLOUDFLARE_TAKES = 2000
"""Rules without a query or placeholders: https://developers.cloudflare.com/pages/configuration/redirects/."""


def redirect_files(redirects: Redirects, names: Iterable[str]) -> dict[str, str]:
    """The texts of the files with these names (`options.REDIRECTS`), by name."""
    return {name: "\n".join([*_WRITERS[name](redirects), ""]) for name in names}


def _nginx(redirects: Redirects) -> Iterator[str]:
    folder = _pattern(redirects.folder)
    yield "# Old addresses of this site, for nginx: include this file in the server block."
    yield from _nginx_questions(redirects, folder)
    yield from language_redirects.nginx(redirects)
    for kind, _ in _NUMBERED:
        yield from _nginx_buckets(kind, getattr(redirects, kind))
    yield from _nginx_words(redirects)
    for old, new in redirects.moved:
        if place := _nginx_place(old):
            yield f"location {place} {{ return 301 {as_asked(new)}; }}"
    if folder:
        yield f'location ~ "^{folder}{_SCRIPT}/page/[0-9]+/?$" {{ return 301 /; }}'
    yield f'location ~ "^{folder}/index\\.php/?(?:page/[0-9]+/?)?$" {{ return 301 /; }}'
    yield f'location ~ "^{folder}{_SCRIPT}/{_ARCHIVE}$" {{ try_files $uri $uri/index.html @wordpress_posts; }}'
    yield f"location @wordpress_posts {{ return 301 {as_asked(redirects.posts)}; }}"
    yield f'location ~ "^{folder}{_SCRIPT}/(?:comments/)?{_FEED}$" {{ return 301 /index.xml; }}'
    yield f'location ~ "^(?<wordpress_list>/{_BELOW})/{_FEED}$" {{'
    yield "    try_files $wordpress_list/index.xml @wordpress_list;"
    yield "}"
    yield f'location ~ "^/(?:{_BELOW}/)?{_FURTHER}$" {{'
    yield "    try_files $uri $uri/index.html @wordpress_list;"
    yield "}"
    yield "location @wordpress_list {"
    yield f'    rewrite "^(/{_BELOW}?)?/(?:{_FEED}|{_FURTHER})$" $1/ permanent;'
    yield "}"


def _nginx_questions(redirects: Redirects, folder: str) -> Iterator[str]:
    """What the front page is asked by number or word; the answer is looked up in an internal location."""
    front = rf"^{folder}/?(?:index\.php)?\?(?:[^#]*&)?"
    for kind, names in _NUMBERED:
        number = f"(?:{names})=0*(?<wordpress_bucket>[0-9]*?)(?<wordpress_number>[0-9]{{1,2}})"
        yield f'if ($request_uri ~ "{front}{number}(?:[&#]|$)") {{'
        yield f"    rewrite ^ /-wordpress/{kind}/_$wordpress_bucket/$wordpress_number? last;"
        yield "}"
    for name, _ in redirects.words:
        yield f'if ($request_uri ~ "{front}{name}=(?<wordpress_word>{_WORD})(?:[&#]|$)") {{'
        yield f"    rewrite ^ /-wordpress/{name}/$wordpress_word? last;"
        yield "}"
    yield f'if ($request_uri ~ "{front}m=[0-9]{{4,8}}(?:[&#]|$)") {{ return 301 {as_asked(redirects.posts)}; }}'
    yield f'if ($request_uri ~ "{front}feed=[a-z0-9]+(?:[&#]|$)") {{ return 301 /index.xml; }}'


def _nginx_words(redirects: Redirects) -> Iterator[str]:
    for name, before in redirects.words:
        yield f"location /-wordpress/{name}/ {{ internal; return 301 {as_asked(before)}$wordpress_word/; }}"
    for name, slug, new in redirects.named:
        for word in _spellings(slug):
            yield f'location = "/-wordpress/{name}/{word}" {{ internal; return 301 {as_asked(new)}; }}'


def _nginx_buckets(kind: str, numbered: Iterable[tuple[int, str]]) -> Iterator[str]:
    for bucket, rules in groupby(numbered, key=lambda one: one[0] // 100):
        yield f"location /-wordpress/{kind}/_{bucket or ''}/ {{"
        yield "    internal;"
        for number, new in rules:
            digits = f"{number % 100:02}" if bucket else str(number)
            yield f"    rewrite /{digits}$ {as_asked(new)} permanent;"
        yield "    return 404;"
        yield "}"


def _netlify(redirects: Redirects) -> Iterator[str]:
    """Cloudflare wants rules with placeholders last; both hosts take the first rule that fits."""
    plain, questions = [rule(*one) for one in plain_rules(redirects)], list(_netlify_questions(redirects))
    yield "# Old addresses of this site, for Netlify and Cloudflare Pages: publish this file as /_redirects."
    yield "# Only Netlify knows rules with a query; Cloudflare skips them."
    if len(plain) > _CLOUDFLARE_TAKES:
        yield f"# Of the {len(plain)} rules without one Cloudflare takes the first {_CLOUDFLARE_TAKES}."
    if len(plain) + len(questions) > _NETLIFY_ADVISES:
        yield f"# More than {_NETLIFY_ADVISES} rules may be too many for Netlify: leave out some with a query then."
    yield from plain
    yield from questions
    yield from language_redirects.netlify(redirects)
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
    yield from ((f"{one}{feed}", f"{one}index.xml") for feed in _LIST_FEEDS for one in redirects.lists)
    yield from ((one, redirects.posts) for one in redirects.dates)


def rule(old: str, new: str) -> str:
    """A rule for `_redirects`."""
    return f"{as_asked(old)} {as_asked(new)} 301"


def _netlify_questions(redirects: Redirects) -> Iterator[str]:
    folder = as_asked(redirects.folder)
    for number, new in redirects.items:
        names = ("attachment_id",) if is_file(new) else ("p", "page_id")
        yield from (f"{folder}/ {name}={number} {as_asked(new)} 301!" for name in names)
    for kind, name in _NUMBERED[1:]:
        yield from (f"{folder}/ {name}={number} {as_asked(new)} 301!" for number, new in getattr(redirects, kind))
    yield from (f"{folder}/ {name}={as_asked(slug)} {as_asked(new)} 301!" for name, slug, new in redirects.named)
    yield from (f"{folder}/ {name}=:slug {as_asked(before)}:slug/ 301!" for name, before in redirects.words)
    yield f"{folder}/ m=:month {as_asked(redirects.posts)} 301!"
    yield f"{folder}/ feed=:kind /index.xml 301!"


def _apache(redirects: Redirects) -> Iterator[str]:
    folder = _pattern(redirects.folder.lstrip("/") + "/" if redirects.folder else "")
    script = "(?:index\\.php/)?"
    questions = list(_apache_questions(redirects, folder))
    yield "# Old addresses of this site, for Apache: Include this file in the <Directory> of the virtual host."
    yield "# It may be the .htaccess too, but Apache reads that for every request: on large sites that takes time."
    yield "RewriteEngine On"
    yield "RewriteCond %{QUERY_STRING} ^$"
    yield f"RewriteRule ^ - [S={len(questions) // 2}]"
    yield from questions
    yield from language_redirects.apache(redirects)
    for old, new in redirects.moved:
        yield f'RewriteRule "^{_pattern(old.strip("/"))}/?$" "{_apache_url(new)}" [R=301,L,NE]'
    if folder:
        yield f'RewriteRule "^{folder}{script}page/[0-9]+/?$" "/" [R=301,L]'
    yield f'RewriteRule "^{folder}index\\.php/?(?:page/[0-9]+/?)?$" "/" [R=301,L]'
    yield "RewriteCond %{REQUEST_FILENAME}/index.html !-f"
    yield f'RewriteRule "^{folder}{script}{_ARCHIVE}$" "{_apache_url(redirects.posts)}" [R=301,L,NE]'
    yield f'RewriteRule "^{folder}{script}(?:comments/)?{_FEED}$" "/index.xml" [R=301,L]'
    yield "RewriteCond %{DOCUMENT_ROOT}/$1/index.xml -f"
    yield f'RewriteRule "^({_BELOW})/{_FEED}$" "/$1/index.xml" [R=301,L]'
    yield f'RewriteRule "^({_BELOW})/{_FEED}$" "/$1/" [R=301,L]'
    yield "RewriteCond %{REQUEST_FILENAME}/index.html !-f"
    yield f'RewriteRule "^({_BELOW})/{_FURTHER}$" "/$1/" [R=301,L]'
    yield "RewriteCond %{REQUEST_FILENAME}/index.html !-f"
    yield f'RewriteRule "^{_FURTHER}$" "/" [R=301,L]'


def _apache_questions(redirects: Redirects, folder: str) -> Iterator[str]:
    """Each question is a condition and a rule."""
    asked = [
        (f"(?:{names})=0*{number}", _apache_url(new))
        for kind, names in _NUMBERED
        for number, new in getattr(redirects, kind)
    ]
    asked += [(f"{name}={word}", _apache_url(new)) for name, slug, new in redirects.named for word in _spellings(slug)]
    asked += [(f"{name}=({_WORD})", f"{_apache_url(before)}%1/") for name, before in redirects.words]
    asked += [("m=[0-9]{4,8}", _apache_url(redirects.posts)), ("feed=[a-z0-9]+", "/index.xml")]
    for question, new in asked:
        yield f'RewriteCond %{{QUERY_STRING}} "(?:^|&){question}(?:&|$)"'
        yield f'RewriteRule "^{folder}(?:index\\.php)?$" "{new}" [R=301,L,NE,QSD]'


def _caddy(redirects: Redirects) -> Iterator[str]:
    yield "# Old addresses of this site, for Caddy: import this file in the site block."
    for kind, names in _NUMBERED:
        answers = [f"\t{number} {as_asked(new)}" for number, new in getattr(redirects, kind)]
        yield from _caddy_question(redirects, kind, f"(?:{names})=0*([0-9]+)", answers)
    for name, before in redirects.words:
        named = [(slug, new) for one, slug, new in redirects.named if one == name]
        answers = [f"\t{word} {as_asked(new)}" for slug, new in named for word in _spellings(slug)]
        answers.append(f'\t"~^(.+)$" "{as_asked(before)}${{1}}/"')
        yield from _caddy_question(redirects, name, f"{name}=({_WORD})", answers)
    yield from _caddy_question(redirects, "month", "m=([0-9]+)", [f'\t"~." {as_asked(redirects.posts)}'])
    yield from _caddy_question(redirects, "kind", "feed=([a-z0-9]+)", ['\t"~." /index.xml'])
    yield from (f'redir "{as_asked(old)}" "{as_asked(new)}" 301' for old, new in redirects.moved)
    yield from language_redirects.caddy(redirects)
    yield from _caddy_lists(redirects)


def _caddy_question(redirects: Redirects, name: str, question: str, answers: Iterable[str]) -> Iterator[str]:
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


def _caddy_lists(redirects: Redirects) -> Iterator[str]:
    folder = _pattern(redirects.folder)
    yield "@wordpress_archive {"
    yield f"\tpath_regexp ^{folder}{_SCRIPT}/{_ARCHIVE}$"
    yield "\tnot file {path} {path}/index.html"
    yield "}"
    yield f"redir @wordpress_archive {as_asked(redirects.posts)} 301"
    script = _SCRIPT if folder else "/index\\.php"
    yield f"@wordpress_front path_regexp ^{folder}{script}/page/[0-9]+/?$"
    yield "redir @wordpress_front / 301"
    yield f"redir {as_asked(redirects.folder)}/index.php / 301"
    yield f"@wordpress_feed path_regexp ^{folder}{_SCRIPT}/(?:comments/)?{_FEED}$"
    yield "redir @wordpress_feed /index.xml 301"
    for one in redirects.lists:
        yield from (f'redir "{as_asked(one)}{feed}" "{as_asked(one)}index.xml" 301' for feed in _LIST_FEEDS)
    yield f"@wordpress_item path_regexp wordpress_item ^(/{_BELOW})/{_FEED}$"
    yield "redir @wordpress_item {re.wordpress_item.1}/ 301"
    yield "@wordpress_further {"
    yield f"\tpath_regexp wordpress_further ^(/{_BELOW})?/{_FURTHER}$"
    yield "\tnot file {path} {path}/index.html"
    yield "}"
    yield "redir @wordpress_further {re.wordpress_further.1}/ 301"


def as_asked(path: str) -> str:
    """An address as a browser asks for it: nothing but letters, digits and `/-._~%` stands in it."""
    if _AS_IT_IS.fullmatch(path):
        return path
    if path.startswith(("http://", "https://")) and (elsewhere := read_address(path)):
        return f"{elsewhere.scheme}://{elsewhere.host}{quote(elsewhere.rest.partition('#')[0], safe='/%?=&+,~')}"
    return quote(path.partition("#")[0] if path.startswith("/") else path, safe="/%")


def _apache_url(path: str) -> str:
    """The same where a percent sign stands for what a condition found."""
    return as_asked(path).replace("%", "\\%")


def _spellings(slug: str) -> list[str]:
    """A slug as WordPress spells it in an address, and as browsers do."""
    return sorted({as_asked(slug), as_asked(slug).lower()})


def _pattern(path: str) -> str:
    """A regular expression that matches exactly this decoded path, made of signs that mean nothing to any server."""
    return "".join(one if _BARE.fullmatch(one) or ord(one) > 0x7F else f"\\x{ord(one):02x}" for one in path)


def _nginx_place(path: str) -> str:
    """A path as a location: the server decodes requests before it compares. Empty: it has no such name.

    One longer than a name may be is a pattern: nginx would find neither it nor its neighbours.
    """
    name = unquote(path)
    if _CONTROL.search(name) or "\ufffd" in name:
        return ""
    if len(name.encode()) > _NGINX_NAME:
        return f'~ "^{_pattern(name)}$"'
    escaped = name.replace("\\", "\\\\").replace('"', '\\"')
    return f'= "{escaped}"'


_WRITERS: dict[str, Callable[[Redirects], Iterator[str]]] = {
    "nginx.conf": _nginx,
    "_redirects": _netlify,
    "htaccess": _apache,
    "Caddyfile": _caddy,
}
