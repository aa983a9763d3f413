"""Files of rules that lead old addresses to new ones, one for each kind of server."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from migrate.hugo.servers.apache import apache
from migrate.hugo.servers.caddy import caddy
from migrate.hugo.servers.netlify import netlify
from migrate.hugo.servers.nginx import nginx
from migrate.model.decided import Redirects

_WRITERS: dict[str, Callable[[Redirects], Iterator[str]]] = {
    "nginx.conf": nginx,
    "_redirects": netlify,
    "htaccess": apache,
    "Caddyfile": caddy,
}


def redirect_files(redirects: Redirects, names: Iterable[str]) -> dict[str, str]:
    """The texts of the files with these names (`options.REDIRECTS`), by name."""
    return {name: "\n".join([*_WRITERS[name](redirects), ""]) for name in names}
