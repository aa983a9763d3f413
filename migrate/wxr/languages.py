"""Texts in several languages in one field, as qTranslate, WP Multilang and WPGlobus store them: one of them is read.

It is the site's language, or the first where a text has no words in that. What stands between the marks of no language
belongs to all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from migrate.diagnostics import Code, Diagnostics
from migrate.model import Author, Item, Term, term_reference

_CODE = r"[a-z]{2,3}(?:[-_][A-Za-z]{2,4})?"
_MARK = re.compile(
    rf"<!--:(?P<a>{_CODE})?-->|\[:(?P<b>{_CODE})?\]|\{{:(?P<c>{_CODE})?\}}|\[(?P<end>/)?lang_(?P<d>{_CODE})\]"
)
"""The start of a language, or without a code the end of all."""


class OneLanguage:
    """Takes one language out of everything that is read."""

    def __init__(self, language: str, diagnostics: Diagnostics) -> None:
        """`language` is that of the site, as its export names it: `de-DE`."""
        self._language = language
        self._diagnostics = diagnostics

    def of(self, record: Author | Term | Item) -> Author | Term | Item:
        """The record with one language in each of its texts; the same record where none has several."""
        if isinstance(record, Item):
            return self._item(record)
        if isinstance(record, Term) and (_is_marked(record.name) or _is_marked(record.description)):
            name, description = (in_one_language(one, self._language)[0] for one in (record.name, record.description))
            return replace(record, name=name, description=description)
        return record

    def _item(self, item: Item) -> Item:
        if any(_is_marked(one.name) for one in item.terms):
            named = ((one, in_one_language(one.name, self._language)[0]) for one in item.terms)
            item = item._replace(terms=tuple(term_reference(one.taxonomy, one.slug, name) for one, name in named))
        if not (_is_marked(item.title) or _is_marked(item.content) or _is_marked(item.excerpt)):
            return item
        texts = [in_one_language(one, self._language) for one in (item.title, item.content, item.excerpt)]
        left_out = sorted({code for _, others in texts for code in others})
        title, content, excerpt = (text for text, _ in texts)
        if left_out:
            detail = f"{title or item.key}: {', '.join(left_out)}"
            place = {"file": item.file, "line": item.line, "wordpress_id": item.id}
            self._diagnostics.report(Code.LANGUAGES_LEFT_OUT, detail, **place)  # type: ignore[arg-type]
        meta = tuple((key, in_one_language(value, self._language)[0]) for key, value in item.meta)
        return item._replace(title=title, content=content, excerpt=excerpt, meta=meta)


def in_one_language(text: str, language: str) -> tuple[str, tuple[str, ...]]:
    """A text in one language, and the languages of the words that are left out."""
    if not _is_marked(text):
        return text, ()
    parts = list(_parts(text))
    spoken = list(dict.fromkeys(code for code, words in parts if code and words.strip()))
    if not spoken or not _is_meant(text):
        return text, ()
    chosen = _chosen(spoken, language.lower().replace("_", "-"))
    kept = "".join(words for code, words in parts if code in {"", chosen})
    return kept, tuple(code for code in spoken if code != chosen)


def _is_marked(text: str) -> bool:
    # Spelled out, and the sign alone is looked for first: every text of an export is asked.
    return (
        ("[" in text and ("[:" in text or "[lang_" in text))
        or ("{" in text and "{:" in text)
        or ("<!" in text and "<!--:" in text)
    )


def _is_meant(text: str) -> bool:
    """Whether marks are no words of the text: something ends them, or the text begins with the first of several."""
    marks = list(_MARK.finditer(text))
    opened = {mark.lastgroup for mark in marks if mark.lastgroup} - {"end"}
    closed = any(mark.lastgroup is None or mark["end"] for mark in marks)
    return bool(opened) and (closed or (len(marks) > 1 and not text[: marks[0].start()].strip()))


def _parts(text: str) -> Iterator[tuple[str, str]]:
    """Each piece of a text with its language; empty: all of them."""
    code, start = "", 0
    for mark in _MARK.finditer(text):
        yield code, text[start : mark.start()]
        said = mark["a"] or mark["b"] or mark["c"] or ("" if mark["end"] else mark["d"])
        code, start = (said or "").lower(), mark.end()
    yield code, text[start:]


def _chosen(spoken: list[str], language: str) -> str:
    """The site's language, whatever its country, or the first."""
    exact = (code for code in spoken if code.replace("_", "-") == language)
    alike = (code for code in spoken if code[:2] == language[:2] and code[2:3] in {"", "-", "_"})
    return next(exact, None) or next(alike, None) or spoken[0]
