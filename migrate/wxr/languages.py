"""Texts in several languages in one field, as qTranslate, WP Multilang and WPGlobus store them.

An item becomes one in each language that it has words in. The site's language comes first, or else that of the first
words. What stands between the marks of no language belongs to all.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from migrate.diagnostics import Code, Diagnostics
from migrate.model.export import Author, Item, Term, term_reference
from migrate.patterns import rare_pattern
from migrate.text import plain_line

_CODE = r"[a-z]{2,3}(?:[-_][A-Za-z]{2,4})?"
_MARK = rare_pattern(
    rf"<!--:(?P<a>{_CODE})?-->|\[:(?P<b>{_CODE})?\]|\{{:(?P<c>{_CODE})?\}}|\[(?P<end>/)?lang_(?P<d>{_CODE})\]"
)
"""The start of a language, or without a code the end of all."""
_FEW = 20

_IN_ONE = frozenset(
    {"attachment", "revision", "customize_changeset", "oembed_cache", "custom_css", "elementor_library"}
    | {"wp_block", "wp_navigation", "wp_template", "wp_template_part", "wp_global_styles", "tablepress_table"}
)
"""Types whose items stand inside others, or beside them: these are read in one language."""


class TextsByLanguage:
    """Parts what is read by the languages of its texts."""

    def __init__(self, language: str, diagnostics: Diagnostics) -> None:
        """`language` is that of the site, as its export names it: `de-DE`."""
        self._language = language
        self._diagnostics = diagnostics

    def of(self, record: Author | Term | Item) -> Sequence[Author | Term | Item]:
        """The record in each of the languages of its texts; the same record alone where none has several."""
        if isinstance(record, Item):
            return self._items(record)
        if isinstance(record, Term) and (_is_marked(record.name) or _is_marked(record.description)):
            return list(self._terms(record))
        return (record,)

    def _terms(self, term: Term) -> Iterator[Term]:
        """A term as the site calls it, then as each of the languages does."""
        name, description = (in_one_language(one, self._language)[0] for one in (term.name, term.description))
        yield replace(term, name=name, description=description)
        for code in dict.fromkeys((*spoken_in(term.name), *spoken_in(term.description))):
            said = in_one_language(term.description, code, self._language)[0]
            yield replace(term, name=in_one_language(term.name, code)[0], description=said, language=plain_code(code))

    def _items(self, item: Item) -> Sequence[Item]:
        if not (
            _is_marked("\0".join([item.title, item.excerpt, *[one.name for one in item.terms]]))
            or _is_marked(item.content)
        ):
            return (item,)  # nearly all
        if any(_is_marked(one.name) for one in item.terms):
            named = ((one, in_one_language(one.name, self._language)[0]) for one in item.terms)
            item = item._replace(terms=tuple(term_reference(one.taxonomy, one.slug, name) for one, name in named))
        codes = list(dict.fromkeys(code for one in (item.title, item.content, item.excerpt) for code in spoken_in(one)))
        if not codes:
            return (item,)
        if item.type in _IN_ONE or not _is_parted(item):
            return (self._in_one(item),)
        first = _chosen(codes, plain_code(self._language))
        return [self._in(code, item, beside=code != first) for code in (first, *(one for one in codes if one != first))]

    def _in(self, code: str, item: Item, *, beside: bool) -> Item:
        """An item in one of its languages; where it is not that of the site, its address says so."""
        language = plain_code(code)
        is_own = not beside and _is_near(code, plain_code(self._language))
        link = item.link if is_own or not item.link else f"{item.link}{'&' if '?' in item.link else '?'}lang={language}"
        return item._replace(
            title=in_one_language(item.title, code, self._language)[0],
            content=_only(item.content, code),
            excerpt=_only(item.excerpt, code),
            link=link,
            meta=tuple((key, in_one_language(value, code, self._language)[0]) for key, value in item.meta),
            comments=() if beside else item.comments,
            language=language,
            beside=beside,
        )

    def _in_one(self, item: Item) -> Item:
        texts = [in_one_language(one, self._language) for one in (item.title, item.content, item.excerpt)]
        left_out = sorted({code for _, others in texts for code in others})
        title, content, excerpt = (text for text, _ in texts)
        if left_out:
            detail = f"{plain_line(title) or item.key}: {', '.join(left_out)}"
            self._diagnostics.report(
                Code.LANGUAGES_LEFT_OUT, detail, file=item.file, line=item.line, wordpress_id=item.id
            )
        meta = tuple((key, in_one_language(value, self._language)[0]) for key, value in item.meta)
        return item._replace(title=title, content=content, excerpt=excerpt, meta=meta)


def _is_parted(item: Item) -> bool:
    """Whether a plugin parts an item by languages: marks in the midst of a text may be what it is about."""
    return bool(spoken_in(item.title)) or _MARK.match(item.content.lstrip()) is not None


def plain_code(code: str) -> str:
    """The code of a language as addresses have it."""
    return code.lower().replace("_", "-")


def spoken_in(text: str) -> list[str]:
    """The languages of a text that has several, in their order; none for any other."""
    if not _is_marked(text) or not _is_meant(text):
        return []
    return list(dict.fromkeys(code for code, words in _parts(text) if code and words.strip()))


def _only(text: str, code: str) -> str:
    """What a text says in a language, and what it says in all; nothing of the others."""
    if not spoken_in(text):
        return text
    return "".join(words for spoken, words in _parts(text) if spoken in {"", code})


def in_one_language(text: str, language: str, otherwise: str = "") -> tuple[str, tuple[str, ...]]:
    """A text in one language, or else in another, or in its first; and the languages of the words that are left out."""
    if not _is_marked(text):
        return text, ()
    parts = list(_parts(text))
    spoken = spoken_in(text)
    if not spoken:
        return text, ()
    chosen = _chosen(spoken, plain_code(language), plain_code(otherwise))
    kept = "".join(words for code, words in parts if code in {"", chosen})
    return kept, tuple(code for code in spoken if code != chosen)


def _is_marked(text: str) -> bool:
    # Spelled out: every text of an export is asked.
    return (
        ("[" in text and (_holds(text, "[:") or _holds(text, "[lang_")))
        or ("{" in text and _holds(text, "{:"))
        or "<!--:" in text
    )


def _holds(text: str, mark: str) -> bool:
    """`mark in text`: where brackets are rare, to look at each of them takes a tenth of the time."""
    place = text.find(mark[0])
    for _ in range(_FEW):
        if place < 0 or text.startswith(mark, place):
            return place >= 0
        place = text.find(mark[0], place + 1)
    return place >= 0 and mark in text


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


def _chosen(spoken: list[str], *wanted: str) -> str:
    """The first of the wanted languages that is spoken, whatever its country, or the first that is."""
    exact = (code for language in wanted for code in spoken if plain_code(code) == language)
    near = (code for language in wanted for code in spoken if _is_near(code, language))
    return next(exact, None) or next(near, None) or spoken[0]


def _is_near(code: str, language: str) -> bool:
    """Whether two codes name one language, whatever the countries."""
    return code[:2] == language[:2] and code[2:3] in {"", "-", "_"}
