"""Rules for addresses of the old site that said their language by a parameter or by a host of their own.

They hold for every address there was: what comes behind the host, or before the parameter, stays as it was asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from migrate.browser import read_address
from migrate.model import LanguageRule, Redirects

_HOST = re.compile(r"[a-z0-9.-]+(?::\d+)?")
_CODE = re.compile(r"[a-z0-9_-]+")


def nginx(redirects: Redirects) -> Iterator[str]:
    """Lines within a server block that answers for all hosts. The rest of a request is taken as it came, encoded."""
    for rule in _sound(redirects):
        if rule.host:
            yield f"if ($host = {rule.host}) {{ return 301 {_main(redirects)}{rule.prefix}$request_uri; }}"
        else:
            asked = rf"^(?!{rule.prefix}[/?])(?<wordpress_path>/[^?#]*)\?(?:[^#]*&)?lang={rule.code}(?:[&#]|$)"
            yield f'if ($request_uri ~ "{asked}") {{ return 301 {rule.prefix}$wordpress_path; }}'


def netlify(redirects: Redirects) -> Iterator[str]:
    """Cloudflare skips those with a query, and knows no hosts."""
    for rule in _sound(redirects):
        if rule.host:
            yield f"https://{rule.host}/* {_main(redirects)}{rule.prefix}/:splat 301!"
        else:
            yield f"{rule.prefix}/* lang={rule.code} {rule.prefix}/:splat 200"
            yield f"/* lang={rule.code} {rule.prefix}/:splat 301!"


def apache(redirects: Redirects) -> Iterator[str]:
    """Lines for a directory."""
    for rule in _sound(redirects):
        prefix = rule.prefix.lstrip("/")
        if rule.host:
            yield f'RewriteCond %{{HTTP_HOST}} "^{re.escape(rule.host)}$" [NC]'
            yield f'RewriteRule "^(.*)$" "{_main(redirects)}{rule.prefix}/$1" [R=301,L]'
        else:
            yield f'RewriteCond %{{QUERY_STRING}} "(?:^|&)lang={rule.code}(?:&|$)"'
            yield f'RewriteRule "^(?!{prefix}/)(.*)$" "{rule.prefix}/$1" [R=301,L,QSD]'


def caddy(redirects: Redirects) -> Iterator[str]:
    """Lines within a site block that answers for all hosts."""
    for number, rule in enumerate(_sound(redirects), 1):
        name = f"@wordpress_language{number}"
        if rule.host:
            yield f"{name} host {rule.host}"
            yield f"redir {name} {_main(redirects)}{rule.prefix}{{uri}} 301"
        else:
            yield f"{name} {{"
            yield f"\tquery lang={rule.code}"
            yield f"\tnot path {rule.prefix}/*"
            yield "}"
            yield f"redir {name} {rule.prefix}{{path}} 301"


def _sound(redirects: Redirects) -> Iterator[LanguageRule]:
    """Those of which nothing can end a rule or begin another."""
    for rule in redirects.languages:
        if _CODE.fullmatch(rule.code) and (not rule.host or (_HOST.fullmatch(rule.host) and _main(redirects))):
            yield rule


def _main(redirects: Redirects) -> str:
    """Scheme and host of the site."""
    address = read_address(redirects.main)
    return f"{address.scheme}://{address.host}" if address and _HOST.fullmatch(address.host) else ""
