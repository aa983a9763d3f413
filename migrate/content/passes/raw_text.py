"""Elements in which a browser shows tags as text: `<plaintext>`, `<xmp>`, `<textarea>`."""

from __future__ import annotations

from migrate.content.context import Context
from migrate.content.own_elements import words
from migrate.tree import Tree

_SHOWS_TAGS = frozenset({"noframes", "plaintext", "textarea", "xmp"})


def own_elements_to_words(tree: Tree, context: Context) -> None:
    """What our own elements say, in place of their tags, which no reader may see."""
    for holder in tree.elements:
        for element in holder.elements() if holder.tag in _SHOWS_TAGS else ():
            element.children = [words(one) if isinstance(one, str) else one for one in element.children]
