"""What a host needs to build the site and to answer its old addresses, where that host looks for it.

A host without rules gets a small page at each old address that a page can answer, and a script on the home page for
those that ask by number.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.resources import files
from itertools import islice
from urllib.parse import urlsplit

from migrate.hugo.build import OLDEST
from migrate.hugo.servers.netlify import plain_rules, rule, rules_below_items
from migrate.hugo.servers.redirects import redirect_files
from migrate.hugo.servers.rule_parts import as_asked
from migrate.model.decided import Redirects

PARTIAL = "layouts/_partials/wordpress-addresses.html"
"""The script for hosts on which nothing else can answer `/?p=12`; our theme calls it on the home page."""
ADDRESSES = "static/wordpress-addresses.json"
_CLOUDFLARE_STATIC, _CLOUDFLARE_DYNAMIC = 2000, 100
"""https://developers.cloudflare.com/pages/configuration/redirects/"""
_GITLAB_RULES, _GITLAB_BYTES = 1000, 64 * 1024
"""https://docs.gitlab.com/user/project/pages/redirects/"""
_LONGEST_RULE = 1000
_LONGEST_NAME = 58
_FILE_NAME = re.compile(r"""[^\x00-\x1f\x7f<>:"|?*\\/]{0,199}[^\x00-\x1f\x7f<>:"|?*\\/ .]""")
"""A name that every system can store."""


@dataclass(frozen=True, slots=True)
class HostFiles:
    """What lies in the site for one host."""

    files: dict[str, str]
    """Path in the site to text."""
    too_many: int = 0
    """How many rules are more than the host takes; what a page can answer of them is answered so."""
    unanswered: tuple[str, ...] = ()
    """Kinds of old addresses that cannot answer there, each with the one that does."""


def host_files(host: str, redirects: Redirects, base_url: str) -> HostFiles:
    """The files for one of `options.HOSTS`; `base_url` is that of the new site."""
    return _HOSTS[host](redirects, base_url)


def _netlify(redirects: Redirects, base_url: str) -> HostFiles:
    rules = redirect_files(redirects, ["_redirects"])["_redirects"]
    return HostFiles({"netlify.toml": _shipped("netlify.toml"), "static/_redirects": rules})


def _cloudflare(redirects: Redirects, base_url: str) -> HostFiles:
    """Rules as many as it takes: feeds first, for which no page can stand; none that look at a query."""
    found = sorted(plain_rules(redirects), key=lambda one: not one[1].endswith(".xml"))
    fitting = [one for one in found if len(rule(*one)) <= _LONGEST_RULE]
    taken = set(fitting[:_CLOUDFLARE_STATIC])
    below = list(rules_below_items(redirects))
    lines = [
        "# Old addresses of this site, for Cloudflare Pages.",
        *(rule(*one) for one in fitting[:_CLOUDFLARE_STATIC]),
        *below[:_CLOUDFLARE_DYNAMIC],
    ]
    pages = _pages(redirects, (one for one in found if one not in taken))
    return HostFiles(
        {"wrangler.toml": _shipped("wrangler.toml", NAME=_project(base_url)), "static/_redirects": _text(lines)}
        | pages
        | _script(redirects),
        too_many=len(found) - len(taken) + max(0, len(below) - _CLOUDFLARE_DYNAMIC),
    )


def _github(redirects: Redirects, base_url: str) -> HostFiles:
    made = {".github/workflows/hugo.yaml": _shipped("github.yaml")}
    feeds = tuple(f"{old} ({new} does)" for old, new in islice(plain_rules(redirects), 7) if new.endswith(".xml"))
    lists = ("feed/ of a list (its index.xml does)",) if redirects.lists else ()
    return HostFiles(
        made | _pages(redirects, plain_rules(redirects)) | _script(redirects),
        unanswered=(*feeds, *lists, *_FURTHER),
    )


def _gitlab(redirects: Redirects, base_url: str) -> HostFiles:
    """Rules for feeds alone: a page is quicker found, and stands wherever there is room for few rules."""
    found = list(plain_rules(redirects))
    feeds = [rule(*one) for one in found if one[1].endswith(".xml")]
    rules = _within(feeds[:_GITLAB_RULES], _GITLAB_BYTES)
    pages = _pages(redirects, (one for one in found if not one[1].endswith(".xml")))
    made = {".gitlab-ci.yml": _shipped("gitlab.yml"), "static/_redirects": _text(rules)}
    return HostFiles(made | pages | _script(redirects), too_many=len(feeds) - len(rules), unanswered=_FURTHER)


def _nginx(redirects: Redirects, base_url: str) -> HostFiles:
    return HostFiles(_rules(redirects, "nginx.conf"))


def _apache(redirects: Redirects, base_url: str) -> HostFiles:
    rules = redirect_files(redirects, ["htaccess"])["htaccess"]
    return HostFiles({"static/.htaccess": f"DirectoryIndex index.html\nErrorDocument 404 /404.html\n{rules}"})


def _caddy(redirects: Redirects, base_url: str) -> HostFiles:
    address = urlsplit(base_url).netloc or ":80"
    address = f"http://{address}" if base_url.startswith("http://") else address
    return HostFiles({"Caddyfile": _shipped("Caddyfile", ADDRESS=address)} | _rules(redirects, "Caddyfile"))


_HOSTS: dict[str, Callable[[Redirects, str], HostFiles]] = {
    "netlify": _netlify,
    "cloudflare": _cloudflare,
    "github": _github,
    "gitlab": _gitlab,
    "nginx": _nginx,
    "apache": _apache,
    "caddy": _caddy,
}
_FURTHER = ("page/2/ of a list (the list does)", "feed/, amp/, embed/ of a page (the page does)")


def _rules(redirects: Redirects, name: str) -> dict[str, str]:
    return {f"redirects/{name}": redirect_files(redirects, [name])[name]}


def _pages(redirects: Redirects, moved: Iterator[tuple[str, str]]) -> dict[str, str]:
    """A page at each old address, by path; at none that some file system cannot store."""
    front = f"{redirects.folder}/"
    found = {path: _page(new, asks=old == front) for old, new in moved if (path := _page_path(old))}
    # Where a file is there can be no folder.
    folders = {folder for path in found for folder in _folders(path)}
    return {path: text for path, text in found.items() if path not in folders}


def _page_path(address: str) -> str:
    parts = address.strip("/").split("/")
    if not all(map(_FILE_NAME.fullmatch, parts)):
        return ""
    is_file = "." in parts[-1] and not address.endswith("/")
    if is_file and not parts[-1].endswith((".html", ".htm")):
        return ""
    return "/".join(["static", *parts, *([] if is_file else ["index.html"])])


def _folders(path: str) -> Iterator[str]:
    while path := path.rpartition("/")[0]:
        yield path


def _page(target: str, *, asks: bool) -> str:
    """A page that leads on, as Hugo makes them of aliases; where a front page was, with what is asked of it."""
    address = html.escape(as_asked(target))
    feed = f'<link rel="alternate" type="application/rss+xml" href="{address}">' if target.endswith(".xml") else ""
    script = '<script>location.search && location.replace("/" + location.search)</script>' if asks else ""
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{address}</title>{script}{feed}'
        f'<link rel="canonical" href="{address}"><meta name="robots" content="noindex">'
        f'<meta http-equiv="refresh" content="0; url={address}"></head></html>\n'
    )


def _script(redirects: Redirects) -> dict[str, str]:
    """The script on the home page, and what it looks up."""
    items = {str(number): as_asked(new) for number, new in redirects.items}
    named: dict[str, dict[str, str]] = {}
    for name, slug, new in redirects.named:
        named.setdefault(name, {})[slug] = as_asked(new)
    known = {
        "numbers": {
            **dict.fromkeys(("p", "page_id", "attachment_id"), items),
            "cat": {str(number): as_asked(new) for number, new in redirects.categories},
            "author": {str(number): as_asked(new) for number, new in redirects.authors},
        },
        "named": named,
        "words": {name: as_asked(before) for name, before in redirects.words},
        "lists": {"m": as_asked(redirects.posts), "feed": "/index.xml"},
    }
    text = json.dumps(known, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return {PARTIAL: _shipped("wordpress-addresses.html"), ADDRESSES: f"{text}\n"}


def _within(lines: list[str], most: int) -> list[str]:
    """As many lines as have room."""
    room, taken = most, []
    for line in lines:
        room -= len(line.encode()) + 1
        if room < 0:
            break
        taken.append(line)
    return taken


def _text(lines: list[str]) -> str:
    return "\n".join([*lines, ""])


def _project(base_url: str) -> str:
    name = re.sub("[^a-z0-9]+", "-", urlsplit(base_url).netloc.lower()).strip("-")
    return name[:_LONGEST_NAME].strip("-") or "my-site"


def _shipped(name: str, **values: str) -> str:
    """A file that comes with this tool, with values put in."""
    text = (files("migrate.hugo") / "host_files" / name).read_text("utf-8")
    for key, value in {"HUGO": ".".join(map(str, OLDEST)), **values}.items():
        text = text.replace(f"@{key}@", value)
    return text
