"""Footnotes: the block stands for a list that WordPress keeps as JSON in the post's meta.

The text refers to a note with `<sup data-fn="ID" class="fn"><a href="#ID" id="ID-link">1</a></sup>`; the list entry's
id is that ID, and it links back. Both are given here as WordPress shows them.
"""

from __future__ import annotations

import json
import re
from html import escape
from typing import Any

from migrate.content import own_elements
from migrate.content.context import Context
from migrate.content.hidden import seen_of
from migrate.content.nodes import Block, Shortcode
from migrate.content.registry import filters, handles
from migrate.content.render import one_line, render_shortcodes
from migrate.content.shared.attributes import text
from migrate.patterns import rare_pattern

_REFERENCE = rare_pattern(r'<sup data-fn="[^"<>]*" class="fn">')
_IN_BRACKETS = rare_pattern(
    r"(?:(?<!\s)\s++)?+\(\(((?:(?!\(\(|\)\)|</?(?:p|div|li|t[dhr]|h[1-6]|blockquote)\b).)++)\)\)(?!\))", re.S
)
_BEGINS_LINE = rare_pattern(r"<(?:p|div|li|t[dh]|h[1-6]|blockquote|br)\b[^<>]*>\s*\Z")
_TAG = rare_pattern(r"<[^<>]*>")
_SENTENCE = rare_pattern(r"[\"'“‘]?[A-ZÀ-ÖØ-Þ\d]\S*\s+\S+\s.*[.!?…][\"'”’]?", re.S)
_NUMBERED = rare_pattern(r"(?<=[^\s>])\[(?P<number>\d{1,3})\. (?P<note>[^\[\]]*[^\W\d_]{2,}\s[^\[\]]+)\]")
_LONGEST_LINE_START = 100
_SLASHED = rare_pattern(r"\\(.)", re.S)


@handles("core/footnotes", void=True)
def footnotes(block: Block, context: Context) -> str:
    """The notes of the post, numbered, each with a link back to where it is referred to."""
    notes = "".join(_note(one) for one in _stored(context.item.meta_value("footnotes")))
    return f'<ol class="wp-block-footnotes">{notes}</ol>' if notes else ""


@handles(
    *(
        f"shortcode:{name}"
        for name in ("efn_note", "footnote", "fn", "inline_footnote", "mfn", "modern_footnote", "ref", "sidenote")
    )
)
def note_in_the_sentence(shortcode: Shortcode, context: Context) -> str:
    """What a plugin for footnotes takes out of the sentence in which it is written.

    Without an end it is no note, unless it has the name of one: that is meant then.
    """
    first = _named_note(shortcode, context)
    content = shortcode.content or first
    if content is None:
        return shortcode.source
    name = f"{shortcode.name} {shortcode.attributes['name']}" if first and content == first else ""
    return own_elements.note(one_line(render_shortcodes(content, context)), name)


def _named_note(shortcode: Shortcode, context: Context) -> str | None:
    """The words of the note that has the name of this one, the first in the text."""
    name = shortcode.attributes.get("name", "")
    if not name:
        return None
    said = rf"""\[{shortcode.name}\s[^\[\]]*?name=["']?{re.escape(name)}["']?\s*\](.+?)\[/{shortcode.name}\]"""
    stored = context.item.content
    found = re.search(said, stored if context.options.hidden == "show" else seen_of(stored), re.S)
    return found[1] if found else None


@handles("shortcode:references", "shortcode:efn_reference", "shortcode:efn_references")
def place_of_the_notes(shortcode: Shortcode, context: Context) -> str:
    """Where plugins list the notes. Those of Hugo stand at the foot of the page."""
    has_notes = any(f"[{name}" in context.item.content for name in ("ref", "efn_note"))
    return "" if has_notes else shortcode.source


@filters("[1. ")
def numbered_notes(html: str, context: Context) -> str:
    """Notes with their numbers, `word[1. As it was.]`, where the numbers are those of notes: one after the other."""
    found = list(_NUMBERED.finditer(html))
    if [one["number"] for one in found] != [str(place) for place in range(1, len(found) + 1)]:
        return html
    return _NUMBERED.sub(lambda one: own_elements.note(one_line(one["note"].strip())), html)


@filters("((")
def note_in_brackets(html: str, context: Context) -> str:
    """A sentence in double brackets behind others is a note, as several plugins have it; all else stays prose."""
    return _IN_BRACKETS.sub(_note_or_prose, html) if "))" in html else html


def _note_or_prose(found: re.Match[str]) -> str:
    before = found.string[max(found.start() - _LONGEST_LINE_START, 0) : found.start()]
    is_note = before.strip() and not _BEGINS_LINE.search(before) and _SENTENCE.fullmatch(_TAG.sub("", found[1]).strip())
    return own_elements.note(one_line(found[1].strip())) if is_note else found[0]


@filters("data-fn=")
def plain_references(html: str, context: Context) -> str:
    """References without the attributes that only the editor needs."""
    return _REFERENCE.sub("<sup>", html)


def _note(note: dict[str, Any]) -> str:
    name = escape(text(note.get("id")))
    return f'<li id="{name}">{text(note.get("content"))} <a href="#{name}-link">↩︎</a></li>'


def _stored(meta: str) -> list[dict[str, Any]]:
    """The notes of a meta value. Some exports hold it with every quote and backslash escaped once more."""
    for json_text in (meta, _SLASHED.sub(r"\1", meta)):
        try:
            notes = json.loads(json_text)
        except (ValueError, RecursionError):
            continue
        return [note for note in notes if isinstance(note, dict)] if isinstance(notes, list) else []
    return []
