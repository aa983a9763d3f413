"""Builds one item, author or term from its element."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from lxml import etree

from migrate.model.export import NO_ID, Author, Comment, Item, Term, TermReference, term_reference
from migrate.wxr.fields import FieldNames
from migrate.wxr.values import in_utc, local, name, number, slug

Element = Any
"""An lxml element; lxml has no types of its own."""
_DECLARATION = re.compile(r' xmlns:[\w.-]+="[^"]*"')
_SEVERAL = frozenset({"wp:postmeta", "category", "wp:comment"})
"""What an item may have any number of."""
_SECOND_TEXT = "description of the item"
_OLD_TAXONOMIES = {"": "category", "tag": "post_tag"}


class Builder:
    """Makes values of the model out of elements. `slugs`: what terms were declared with, by taxonomy and name."""

    def __init__(self, names: FieldNames, slugs: Mapping[tuple[str, str], str]) -> None:
        self._names = names
        self._slugs = slugs

    def fields(self, element: Element) -> dict[str, str]:
        """The text of every child by its name; of several alike, the last."""
        names = self._names
        return {names[child.tag]: _mixed_text(child) if len(child) else child.text or "" for child in element}

    def author(self, element: Element) -> Author:
        """An author. The mail address is not even read."""
        get = self.fields(element).get
        login = get("wp:author_login", "").strip()
        return Author(number(get("wp:author_id", "")), login, name(get("wp:author_display_name", "")) or login)

    def term(self, element: Element, taxonomy: str) -> Term:
        """A term of `taxonomy`, or of the one it names itself."""
        get = self.fields(element).get
        if not taxonomy:
            taxonomy = get("wp:term_taxonomy", "").strip()
            taxonomy = _OLD_TAXONOMIES.get(taxonomy, taxonomy)
        stored = get("wp:category_nicename") or get("wp:tag_slug") or get("wp:term_slug") or ""
        title = name(get("wp:cat_name") or get("wp:tag_name") or get("wp:term_name") or "")
        parent = slug(get("wp:category_parent") or get("wp:term_parent") or "")
        about = get("wp:category_description") or get("wp:tag_description") or get("wp:term_description") or ""
        term_slug = slug(stored) or _slug_of(title)
        meta = tuple(self._meta(child) for child in element if self._names[child.tag] == "wp:termmeta")
        return Term(
            id=number(get("wp:term_id", "")),
            taxonomy=taxonomy,
            slug=term_slug,
            name=title or term_slug,
            parent=parent,
            description=about,
            meta=meta,
        )

    def items(self, element: Element, file: str, line: int) -> list[Item]:
        """The item with everything in it; several where the tags between them are gone."""
        item, repeats = self._item(element, file, line)
        parts = self._apart(element) if repeats else []
        return [self._item(part, file, line)[0] for part in parts] if len(parts) > 1 else [item]

    def _item(self, element: Element, file: str, line: int) -> tuple[Item, bool]:
        """An item, and whether it has something twice that an item has once."""
        names = self._names
        text: dict[str, str] = {}
        categories, meta, comments = [], [], []
        for child in element:
            field = names[child.tag]
            if field == "wp:postmeta":
                meta.append(self._meta(child))
            elif field == "category":
                categories.append(_named_term(child.get("domain", ""), child.get("nicename", ""), child.text or ""))
            elif field == "wp:comment":
                comments.append(self._comment(child))
            else:
                text[field] = _mixed_text(child) if len(child) else child.text or ""
        values = _scalars(text)
        values["terms"] = self._references(categories)
        values["meta"] = (*meta, *_second_text(text))
        values["comments"] = tuple(comments)
        once = len(element) - len(categories) - len(meta) - len(comments)
        return Item(**values, file=file, line=line), len(text) != once

    def _apart(self, element: Element) -> list[Element]:
        """Items that ran into one: after the number of one, what comes again is the next one's."""
        children = [(self._names[child.tag], child) for child in element]
        if [field for field, _ in children].count("wp:post_id") < 2:
            return [element]
        parts: list[Element] = [etree.Element("item")]
        seen: set[str] = set()
        for field, child in children:
            if field in seen and "wp:post_id" in seen and field not in _SEVERAL:
                parts.append(etree.Element("item"))
                seen = set()
            seen.add(field)
            parts[-1].append(child)
        return parts

    def _references(self, named: list[tuple[str, str, str]]) -> tuple[TermReference, ...]:
        """The terms of an item, each once. Old exports repeat a term without its slug, or know none at all."""
        own = {(taxonomy, title): nicename for taxonomy, title, nicename in reversed(named) if nicename}
        references: dict[tuple[str, str], TermReference] = {}
        for taxonomy, title, nicename in named:
            if not nicename:
                known = (taxonomy, title)
                nicename = self._slugs.get(known) or own.get(known) or _slug_of(title)
            if nicename and (taxonomy, nicename) not in references:
                references[taxonomy, nicename] = term_reference(taxonomy, nicename, title or nicename)
        return tuple(references.values())

    def _meta(self, element: Element) -> tuple[str, str]:
        names, key, value = self._names, "", ""
        for child in element:
            field = names[child.tag]
            text = _mixed_text(child) if len(child) else child.text or ""
            if field == "wp:meta_key":
                key = text.strip()
            elif field == "wp:meta_value":
                value = text
        return key, value

    def _comment(self, element: Element) -> Comment:
        fields = self.fields(element)
        get = fields.get
        return Comment(
            id=number(get("wp:comment_id", "")),
            author=get("wp:comment_author", "").strip(),
            author_url=get("wp:comment_author_url", "").strip(),
            date_gmt=in_utc(get("wp:comment_date_gmt", "")),
            content=get("wp:comment_content", ""),
            approved=get("wp:comment_approved", "").strip(),
            type=get("wp:comment_type", "").strip(),
            parent=number(get("wp:comment_parent", "")),
            date=local(get("wp:comment_date", "")),
            fields=self._names_of_meta(element) if "wp:commentmeta" in fields else (),
        )

    def _names_of_meta(self, comment: Element) -> tuple[str, ...]:
        """What plugins keep of a comment, by key."""
        return tuple([self._meta(child)[0] for child in comment if self._names[child.tag] == "wp:commentmeta"])


# A site has few terms, each of them many times.
@lru_cache(maxsize=10_000)
def _named_term(domain: str, nicename: str, text: str) -> tuple[str, str, str]:
    """Taxonomy, name and slug of a term that an item carries."""
    return _OLD_TAXONOMIES.get(domain, domain), name(text), slug(nicename)


def _scalars(text: dict[str, str]) -> dict[str, Any]:
    """The fields of an item that it has once, from the text of its elements."""
    get = text.get
    content, description = get("content:encoded", ""), get("description", "").strip()  # other programs fill the second
    return {
        "id": number(get("wp:post_id", "")) or NO_ID,
        "type": get("wp:post_type", "").strip() or "post",
        "status": get("wp:status", "publish").strip(),
        "title": get("title", "").strip(),
        "link": get("link", "").strip(),
        "guid": get("guid", "").strip(),
        "creator": get("dc:creator", "").strip(),
        "content": content if content and not content.isspace() else description or content,
        "excerpt": get("excerpt:encoded", ""),
        "published": get("pubDate", "").strip(),
        "date": local(get("wp:post_date", "")),
        "date_gmt": in_utc(get("wp:post_date_gmt", "")) or in_utc(get("wp:post_date", ""), zoned=True),
        "modified": local(get("wp:post_modified", "")),
        "modified_gmt": in_utc(get("wp:post_modified_gmt", "")) or in_utc(get("wp:post_modified", ""), zoned=True),
        "comment_status": get("wp:comment_status", "").strip(),
        "slug": get("wp:post_name", "").strip(),
        "parent": number(get("wp:post_parent", "")),
        "menu_order": number(get("wp:menu_order", "")),
        "password": get("wp:post_password", "").strip(),
        "sticky": get("wp:is_sticky", "").strip() == "1",
        "attachment_url": get("wp:attachment_url", "").strip(),
    }


def _second_text(text: dict[str, str]) -> Iterator[tuple[str, str]]:
    """What other programs say in the description beside a text: told and brought as a custom field is."""
    description = text.get("description", "").strip()
    if not description:
        return
    content, excerpt = text.get("content:encoded", ""), text.get("excerpt:encoded", "")
    if content.strip() and description not in content and description != excerpt.strip():
        yield _SECOND_TEXT, description


def _mixed_text(element: Element) -> str:
    """All text of an element with the markup in it, where a program forgot to escape that."""
    children = "".join(etree.tostring(child, encoding="unicode", method="html") for child in element)
    return (element.text or "") + _DECLARATION.sub("", children)


def _slug_of(title: str) -> str:
    """The slug of a term that was exported without one, as near to WordPress' own as no other rule is known."""
    return "-".join(title.lower().split())
