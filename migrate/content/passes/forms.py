"""Forms stay to be read: what is typed into them goes nowhere, and nothing asks for a password or
carries what no visitor saw.

A button outside of every form did something by a script alone, which does not come along: its words stay.
"""

from __future__ import annotations

from collections.abc import Sequence

from migrate.content.context import Context
from migrate.content.transform import replace_elements, within
from migrate.diagnostics import Code
from migrate.tree import Element, Node, Tree

_FORMS = frozenset({"form"})
_LEFT_OUT = frozenset({"hidden", "password"})


def disarm_forms(tree: Tree, context: Context) -> None:
    """Take out where forms and their buttons send to, and fields for passwords or hidden ones. Nothing with `keep`."""
    if context.options.html == "keep":
        return
    for element in tree.elements:
        for name in ("action", "formaction"):
            if (address := element.attributes.pop(name, None)) is not None:
                context.report(Code.FORM, f"<{element.tag}> {address}".rstrip())
    replace_elements(tree, {"input": _without_unseen}, context)
    _open_buttons(tree, context)


def _open_buttons(tree: Tree, context: Context) -> None:
    inside = within(tree, _FORMS) if "button" in tree.tags else set()

    def rule(button: Element, context: Context) -> Sequence[Node]:
        return [button] if id(button) in inside else [" ", *button.children, " "]

    replace_elements(tree, {"button": rule}, context)


def _without_unseen(element: Element, context: Context) -> Sequence[Node]:
    kind = element.get("type").strip().lower()
    if kind not in _LEFT_OUT:
        return [element]
    context.report(Code.FORM, f"<input> {kind}")
    return ()
