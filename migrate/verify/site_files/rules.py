"""Redirect rules as a server reads them, asked for every old address that only a rule can answer."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import zip_longest
from pathlib import Path
from urllib.parse import quote, unquote

from migrate.model.decided import Redirects
from migrate.options import Options
from migrate.site.decide.media.media import is_file
from migrate.verify.built.build import Built
from migrate.verify.site_files.nginx import led_by_nginx
from migrate.verify.verdict import SiteFault

_FOLDER = "redirects"
_NGINX = "nginx.conf"
_OF_HOSTS = {
    "netlify": "static/_redirects",
    "nginx": f"{_FOLDER}/{_NGINX}",
    "apache": "static/.htaccess",
    "caddy": f"{_FOLDER}/Caddyfile",
}
"""Where hosts look for rules that answer every old address."""
Answering = Callable[[str, str], str | None]
"""Where a path (decoded) with a query leads; empty: nowhere; None: only the server itself could say it."""
_RETURN = re.compile(r"return 301 ([^;]+);")
_IF = re.compile(r'if \(\$request_uri ~ "(.+)"\) \{(.*)')
_ASKED = re.compile(
    r"\^(?:[\w/-]|\\x[0-9a-f]{2})*/\?\(\?:index\\\.php\)\?\\\?\(\?:\[\^#\]\*&\)\?(?:\w+|\(\?:\w+(?:\|\w+)*\))="
    r"(?:0\*\(\?<wordpress_bucket>\[0-9\]\*\?\)\(\?<wordpress_number>\[0-9\]\{1,2\}\)"
    r"|\(\?<wordpress_word>\[A-Za-z0-9%_/-\]\+\)|\[0-9\]\{4,8\}|\[a-z0-9\]\+)\(\?:\[&#\]\|\$\)"
)
"""The patterns that this tool writes. Others may be no patterns to Python, or keep it busy for ever."""
_EXACT = re.compile(r'location = "(.+)" \{ (?:internal; )?return 301 ([^;]+); \}')
_LONG = re.compile(r'location ~ "\^((?:[\w/-]|\\x[0-9a-f]{2})+)\$" \{ return 301 ([^;]+); \}')
"""An exact place whose name nginx would be too long, as this tool writes it."""
_PREFIX = re.compile(r"location (/-wordpress/\S+/) \{(.*)")
_REWRITE = re.compile(r"rewrite /([0-9]+)\$ (\S+) permanent;")
_QUESTION = re.compile(r"rewrite \^ (\S+)\? last;")
_PERMANENT = ("301", "308")
_PART = re.compile(r":([a-z]\w*)|\*", re.ASCII)
"""What stands in a rule for a part of an address."""
_BY_PATTERN = re.compile(r".*/(?:feed/|[0-9]{4}/(?:[0-9]{2}/){0,2})", re.DOTALL)
"""What nginx answers by patterns, which are not read."""
_ESCAPED = re.compile(r"\\(.)")
_BY_CODE = re.compile(r"\\x([0-9a-f]{2})")
_VARIABLE = re.compile(r"\$(\w+)")


def rule_faults(site: Path, options: Options, redirects: Redirects, live: Built) -> Iterator[SiteFault]:
    """Old addresses that the rules lead elsewhere, or nowhere, and files of rules that are not there."""
    of_host = _OF_HOSTS.get(options.host, "")
    for name in dict.fromkeys(filter(None, (*(f"{_FOLDER}/{one}" for one in options.redirects), of_host))):
        if not (site / name).is_file() and any(_asked(redirects, live)):
            yield SiteFault("address", "", f"{name}, with the rules for old addresses, is not there")
    for name, read in asked_rules(options).items():
        file = site / name
        if not file.is_file():
            continue
        asked = list(_asked(redirects, live))
        for (path, query, target), led in zip(asked, _led(file, read, asked, live), strict=True):
            if led is not None and unquote(led) != unquote(target):
                address = f"{path}?{query}" if query else path
                yield SiteFault("address", address, f"{name} leads to {led or 'nothing'} in place of {target}")


def _led(
    file: Path, read: Callable[[str], Answering], asked: Sequence[tuple[str, str, str]], live: Built
) -> Iterable[str | None]:
    """Where a file of rules leads what is asked: a real nginx says it where there is one."""
    if file.name == _NGINX and live.is_there:
        addresses = [f"{_sent(path)}?{query}" if query else _sent(path) for path, query, _ in asked]
        told = led_by_nginx(file, live.folder, addresses)
        if told is not None:
            return told
    answer = read(file.read_text("utf-8", "replace"))
    return (answer(path, query) for path, query, _ in asked)


def _sent(path: str) -> str:
    """A path as browsers send it: they leave more signs as they are than must be."""
    return quote(path, safe="/:@!$&'()*+,;=~")


def asked_rules(options: Options) -> dict[str, Callable[[str], Answering]]:
    """The files of rules that are asked for every old address, with what reads them."""
    of_host = {_OF_HOSTS["netlify"]: _netlify} if options.host == "netlify" else {}
    return {f"{_FOLDER}/{name}": read for name, read in _READERS.items()} | of_host


def _asked(redirects: Redirects, live: Built) -> Iterator[tuple[str, str, str]]:
    """Path, query and target of what only a rule answers."""
    front = f"{redirects.folder}/"
    for old, new in redirects.moved:
        if not live.answers(old):
            yield old, "", new
    for number, new in redirects.items:
        name = "attachment_id" if is_file(new) else "p"
        yield front, f"{name}={number}", new
    yield from ((front, f"cat={number}", new) for number, new in redirects.categories)
    yield from ((front, f"author={number}", new) for number, new in redirects.authors)
    yield from ((front, f"{name}={quote(slug)}", new) for name, slug, new in redirects.named)
    yield from ((one, "", redirects.posts) for one in redirects.dates if not live.answers(one))
    yield f"{redirects.folder}/feed/", "", "/index.xml"


def _netlify(text: str) -> Answering:
    """The rules of a `_redirects` file, the first that fits."""
    rules: dict[tuple[str, str], tuple[int, str]] = {}
    patterns: list[tuple[int, re.Pattern[str], str]] = []
    for at, line in enumerate(text.splitlines()):
        parts = line.split()
        if not parts or parts[0].startswith("#") or not parts[-1].startswith(_PERMANENT):
            continue
        asked = "&".join(parts[1:-2])
        if _PART.search(parts[0] + asked):
            patterns.append((at, _with_parts(unquote(parts[0]), unquote(asked)), parts[-2]))
        else:
            rules.setdefault((unquote(parts[0]).rstrip("/"), unquote(asked)), (at, parts[-2]))

    def answer(path: str, query: str) -> str:
        at, target = rules.get((path.rstrip("/"), unquote(query)), (sys.maxsize, ""))
        for before, pattern, led in patterns:
            if before > at:
                break
            if fits := pattern.fullmatch(f"{path}?{unquote(query)}"):
                return _PART.sub(lambda part: fits.groupdict("").get(part[1] or "splat", ""), led)
        return target

    return answer


def _with_parts(path: str, query: str) -> re.Pattern[str]:
    """What fits a rule with signs for parts: `:name` for one of them, `*` for all that follows."""
    known: set[str] = set()

    def sign(text: str, part: str) -> str:
        pieces = _PART.split(text)  # text, name of a part (None: all that follows), text, …
        fitting = (_group(name or "splat", part if name else ".*", known) for name in pieces[1::2])
        return "".join(map("".join, zip_longest(map(re.escape, pieces[::2]), fitting, fillvalue="")))

    asked = rf"\?{sign(query, '[^&]+')}" if query else r"\?.*"
    return re.compile(f"{sign(path.rstrip('/'), '[^/?]+')}/?{asked}")


def _group(name: str, pattern: str, known: set[str]) -> str:
    """A part of a pattern, by its name the first time that it comes."""
    if name in known:
        return pattern
    known.add(name)
    return f"(?P<{name}>{pattern})"


def _nginx(text: str) -> Answering:
    """The rules of a configuration of nginx: what is asked of the front page, and exact places."""
    asked: list[tuple[re.Pattern[str], str, str]] = []
    places: dict[str, str] = {}
    lines = iter(text.splitlines())
    for line in lines:
        if found := _EXACT.match(line):
            places[_ESCAPED.sub(r"\1", found[1])] = found[2]
        elif found := _LONG.match(line):
            places[_BY_CODE.sub(lambda code: chr(int(code[1], 16)), found[1])] = found[2]
        elif found := _IF.match(line):
            body = f"{found[2]} {next(lines, '') if not found[2].strip() else ''}"
            question, target = _QUESTION.search(body), _RETURN.search(body)
            if _ASKED.fullmatch(found[1]):
                pattern = re.compile(found[1].replace("(?<", "(?P<"))
                asked.append((pattern, question[1] if question else "", target[1] if target else ""))
        elif found := _PREFIX.match(line):
            places |= _bucket(found[1], found[2], lines)

    def answer(path: str, query: str) -> str | None:
        uri = f"{quote(path)}?{query}"
        for pattern, question, target in asked if query else ():
            if fits := pattern.search(uri):
                inner = _VARIABLE.sub(lambda name: fits.groupdict("").get(name[1], ""), question)
                return target or places.get(unquote(inner)) or _worded(places, inner)
        return places.get(path, None if _BY_PATTERN.fullmatch(path) else "")

    return answer


def _bucket(prefix: str, rest: str, lines: Iterator[str]) -> dict[str, str]:
    """The numbers in one place, up to its end; or where a word leads."""
    if target := _RETURN.search(rest):
        return {prefix: target[1]}
    found: dict[str, str] = {}
    for line in lines:
        if line == "}":
            break
        if rule := _REWRITE.search(line):
            found[f"{prefix}{rule[1]}"] = rule[2]
    return found


def _worded(places: dict[str, str], asked: str) -> str:
    """Where a word leads that no place of its own names."""
    before, _, word = asked.rpartition("/")
    return places.get(f"{before}/", "").replace("$wordpress_word", word)


_READERS: dict[str, Callable[[str], Answering]] = {"_redirects": _netlify, _NGINX: _nginx}
"""The files that are read; those for Apache and Caddy are not."""
