"""Pages that only lead elsewhere: Page Links To, Quick Page/Post Redirect, and the redirects of SEO plugins."""

from __future__ import annotations

from collections.abc import Mapping

from migrate.browser import read_address
from migrate.model.export import Item
from migrate.site.addresses import bare

_FIELDS = (
    ("_links_to", "", ""),
    ("_pprredirect_url", "_pprredirect_active", "1"),
    ("_yoast_wpseo_redirect", "", ""),
    ("_seopress_redirections_value", "_seopress_redirections_enabled", "yes"),
)
"""The field with the address, and a field that has to have a value for that to count."""
_FRAMEWORK, _MARKS = "redirect", ("_tsf_", "_genesis_")
"""The field of The SEO Framework, whose name anybody might use, and how its other fields begin."""
_NAMES = frozenset({_FRAMEWORK, *(field for field, _, _ in _FIELDS)})


def leads_to(item: Item) -> str:
    """The address to which WordPress sent who asked for an item; empty: none that a browser follows."""
    if _NAMES.isdisjoint([key for key, _ in item.meta]):
        return ""
    meta: Mapping[str, str] = dict(reversed(item.meta))
    known_by_others = any(key.startswith(_MARKS) for key in meta)
    for field, switch, on in (*_FIELDS, *([(_FRAMEWORK, "", "")] if known_by_others else [])):
        address = meta.get(field, "").strip()
        known = read_address(address) if address.startswith(("http://", "https://", "/")) else None
        if known and address.isprintable() and " " not in address and (not switch or meta.get(switch) == on):
            return address if address != item.link else ""
    return ""


def ends(pages: Mapping[str, tuple[str, str]]) -> dict[str, str]:
    """Where pages lead in the end, by key, of their links and where each leads. What leads in a ring is left out."""
    by_link = {_bare(link): address for link, address in pages.values()}
    found = {}
    for key, (link, address) in pages.items():
        seen = {_bare(link)}
        while (step := _bare(address)) in by_link and step not in seen:
            seen.add(step)
            address = by_link[step]
        if step not in seen:
            found[key] = address
    return found


def _bare(address: str) -> str:
    return bare(address).rstrip("/")
