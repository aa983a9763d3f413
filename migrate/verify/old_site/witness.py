"""The living site as a witness: what it shows, what it names, and where it leads who asks."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator
from typing import TYPE_CHECKING, NamedTuple

from migrate.model.decided import Redirects
from migrate.verify.old_site.heads import NO_ADDRESSES, OldAddresses
from migrate.verify.verdict import Fault

if TYPE_CHECKING:
    from migrate.verify.built.build import Built
    from migrate.verify.item.item import Judged
    from migrate.verify.old_site.against import Shown

Ask = Callable[[str], str | None]
"""Where visitors end who ask the living site for a path: a path, empty where nothing is; None: that cannot be told."""


def silent(path: str) -> None:
    """Nobody can be asked."""


class Witness(NamedTuple):
    """A living site, as far as it was asked."""

    shown: Shown | None = None
    """What it shows of each item."""
    addresses: OldAddresses = NO_ADDRESSES
    """What it names."""
    ask: Ask = silent


NO_WITNESS = Witness()


def asked_paths(redirects: Redirects) -> dict[str, str]:
    """Where the rules lead who asks the front page for an item or a term, as addresses without readable paths do."""
    items = {f"{name}={number}": path for number, path in redirects.items for name in ("p", "page_id", "attachment_id")}
    terms = {f"cat={number}": path for number, path in redirects.categories}
    terms |= {f"author={number}": path for number, path in redirects.authors}
    for name, before in redirects.words:
        slugs = (path.removeprefix(before).strip("/") for path in redirects.lists if path.startswith(before))
        terms |= {f"{name}={slug}": f"{before}{slug}/" for slug in slugs}
    return items | terms | {f"{name}={slug}": path for name, slug, path in redirects.named}


def lives_on(path: str, ask: Ask) -> bool:
    """Whether something is on the living site at a path to which a text leads and at which nothing is here."""
    return "#" not in path and path != "/" and bool(ask(path))


def never_shown(judged: Judged, heads: Container[str], live: Built, ask: Ask) -> Iterator[Fault]:
    """That an item is published here, and the living site has no page of it for visitors: its `heads` lack it."""
    path = judged.unwitnessed
    if not path or path in heads or not live.answers(judged.verdict.url):
        return
    led = ask(path)
    if led is not None and led.rstrip("/") != path.rstrip("/"):
        instead = f"leads visitors to {led} in place of it" if led else "shows visitors no page of it"
        yield Fault("public", f"nowhere: the old site {instead}", judged.verdict.url)
