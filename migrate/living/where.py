"""Where a living site is, and what is below it."""

from __future__ import annotations

from migrate.diagnostics import MigrateError
from migrate.web.client import Address, web_address
from migrate.web.retry import FetchError

_WORDPRESS_COM = "wordpress.com"


def site_address(text: str) -> Address:
    """The address of a site as somebody types it, ending in a slash. Raises MigrateError for what is none."""
    try:
        url = web_address(text if "://" in text else f"https://{text}")
    except FetchError as error:
        raise MigrateError(f"{text}: {error}", "Name the site as a browser does: https://example.org/blog/") from error
    path = url.path if url.path.endswith("/") else f"{url.path}/"
    return url.copy_with(path=path.removesuffix("wp-admin/"), query=None)


def below(base: Address, path: str) -> Address:
    """An address below the folder of another one, or in it. `path` may hold a query."""
    return base.copy_with(path=base.path.rpartition("/")[0] + "/", query=None).join(f"./{path.lstrip('/')}")


def is_wordpress_com(host: str) -> bool:
    """Whether a host is one of WordPress.com's own."""
    return host == _WORDPRESS_COM or host.endswith(f".{_WORDPRESS_COM}")
