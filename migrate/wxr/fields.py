"""Names the elements of an export, whichever of its spellings a file uses.

WXR 1.0 to 1.2 differ in their namespaces, each of them exists with http and https, and files without any declaration
are met; a name's family and its local part always say what is meant.
"""

from __future__ import annotations

_FAMILIES = (
    ("/excerpt", "excerpt:"),
    ("wordpress.org/export", "wp:"),
    ("purl.org/rss/1.0/modules/content", "content:"),
    ("purl.org/dc/elements", "dc:"),
)
_FOREIGN = "foreign:"
_FAMILY_NAMES = frozenset({_FOREIGN, *(name for _, name in _FAMILIES)})
_OLD_NAMES = {"wp:version": "wp:wxr_version", "wp:author_name": "wp:author_display_name"}


def family(namespace: str) -> str:
    """What namespaces of this kind are called; families stand for themselves."""
    if namespace in _FAMILY_NAMES:
        return namespace
    return next((name for part, name in _FAMILIES if part in namespace), _FOREIGN)


class FieldNames(dict[str, str]):
    """From an element's tag as lxml gives it to `wp:post_id`, `content:encoded` or `title`; learned tag by tag."""

    def __missing__(self, tag: str) -> str:
        """Work a name out once. Foreign elements get a name that nothing asks for."""
        name = _name(tag)
        # An export can invent any number of names; only so many are worth remembering.
        if len(self) < 1000:
            self[tag] = name
        return name


def _name(tag: str) -> str:
    # lxml gives functions for tags of what is no element: entities that no repair caught.
    if not isinstance(tag, str):
        return ""
    if not tag.startswith("{"):
        return _OLD_NAMES.get(tag, tag)
    namespace, _, local = tag[1:].partition("}")
    name = family(namespace) + local
    return _OLD_NAMES.get(name, name)
