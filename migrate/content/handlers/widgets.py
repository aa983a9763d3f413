"""Widgets of the time before blocks that stand among them: those of text say it in their settings."""

from __future__ import annotations

import base64
import binascii
from html import escape
from typing import Any

from migrate.content.beside_text.settings import report_missing
from migrate.content.context import Context
from migrate.content.nodes import Block
from migrate.content.registry import handles
from migrate.content.render import render_text
from migrate.content.shared.attributes import text
from migrate.content.shared.prose import prose
from migrate.diagnostics import Code
from migrate.php import unserialized

_OF_TEXT = {"text": "text", "custom_html": "content"}
"""The widgets that hold a text, and what they call it."""


@handles("core/legacy-widget", void=True)
def widget(block: Block, context: Context) -> str:
    """The title and text of a widget of text; what others show WordPress fills on request."""
    said = _settings(block.attributes.get("instance"))
    name = _OF_TEXT.get(text(block.attributes.get("idBase")), "")
    title, words = text(said.get("title")), text(said.get(name))
    if not name or not words:
        context.report(Code.DYNAMIC_BLOCK, block.name)
        report_missing(block.name, prose(said), "", context)
        return ""
    heading = f"<h2>{escape(title)}</h2>" if title else ""
    return heading + (render_text(words, context) if name == "text" else words)


def _settings(instance: Any) -> dict[str, Any]:
    """The settings, plain or as PHP serializes them in base64."""
    if not isinstance(instance, dict):
        return {}
    try:
        raw = instance.get("raw") or unserialized(base64.b64decode(text(instance.get("encoded"))).decode())
    except (ValueError, binascii.Error):
        return {}
    return raw if isinstance(raw, dict) else {}
