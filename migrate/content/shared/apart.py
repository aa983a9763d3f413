"""Sets parts of a text apart that visitors did not see, with a sign in their place."""

from __future__ import annotations

import re

from migrate.content import own_elements
from migrate.content.context import Context, HiddenPart
from migrate.diagnostics import Code
from migrate.patterns import rare_pattern
from migrate.visibility.parts import Audience

CODES = {Audience.MEMBERS: Code.MEMBERS_PART, Audience.NOBODY: Code.BLOCK_HIDDEN}
"""What is told of parts that few saw."""
_BLOCK_TAG = rare_pattern(r"</?(?:p|div|ul|ol|li|table|h[1-6]|pre|blockquote|figure|hr)[\s>/]", re.I)


def set_apart(html: str, audience: Audience, name: str, context: Context) -> str:
    """What stands in the text in place of a part with this audience, as the owner chose; `name` says what hid it."""
    if context.options.hidden == "show" or audience is Audience.VISITORS:
        return html
    if not html.strip():
        return ""
    context.report(CODES[audience], name)
    if context.options.hidden == "drop":
        context.left_out.append(html)
        return ""
    context.hidden.append(HiddenPart(audience, html))
    return own_elements.hidden(len(context.hidden) - 1, inline=not _BLOCK_TAG.search(html))
