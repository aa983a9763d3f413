"""The first question: where the site is, as it names itself, asked without any secret."""

from __future__ import annotations

from collections.abc import Callable

from migrate.diagnostics import MigrateError
from migrate.living.login import at_wordpress_com
from migrate.living.where import is_wordpress_com
from migrate.web.client import Address
from migrate.web.network import Network
from migrate.web.session import Secrets, Session

_LARGEST_PAGE = 16 << 20


def open_session(
    home: Address,
    network: Network,
    secrets: Secrets,
    *,
    wants_login: bool,
    sleep: Callable[[float], object] | None = None,
) -> Session:
    """A conversation with a site. Where it leads to its encrypted self, that is asked from then on.

    Raises:
        MigrateError: secrets are at hand and the site is elsewhere, or would get them in the open.
        FetchError: it does not answer.

    """
    if wants_login and is_wordpress_com(home.host):
        raise at_wordpress_com()
    asking = Session(home, network, sleep=sleep)
    try:
        opening = asking.read(home, "text/html", most=_LARGEST_PAGE)
    finally:
        asking.close()
    there = opening.address
    keeps_secrets = wants_login or secrets.any
    if keeps_secrets and _is_elsewhere(home, there):
        raise MigrateError(
            f"{home}: leads to {there.host}, and a password goes to the host that you named and nowhere else",
            f"If that is your site, name it: {there.copy_with(query=None)}",
        )
    home_there = home.copy_with(scheme=there.scheme, host=there.host, port=there.port)
    session = Session(home_there, network, secrets, sleep)
    session.requests, session.opening = asking.requests, opening
    if keeps_secrets and not session.is_safe:
        session.close()
        raise MigrateError(
            f"{home}: is not encrypted, so no password is sent",
            "Use https://. Plain HTTP is taken on this machine alone.",
        )
    return session


def _is_elsewhere(home: Address, there: Address) -> bool:
    """Whether a site led to another place than its own encrypted self."""
    if home.scheme == "http" and there.scheme == "https":
        return home.host != there.host
    return (home.scheme, home.host, home.port) != (there.scheme, there.host, there.port)
