"""Who wrote an item: its creator, unless a plugin for several authors names others."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import unquote

from migrate.model.export import Author, Term, TermReference
from migrate.site.collect.guests import AUTHORS, CO_AUTHOR
from migrate.site.collect.index import Index
from migrate.site.collect.indexed_item import IndexedItem

_NOT_IN_NICENAMES = re.compile(r"[^\w-]+")
_DASHES = re.compile(r"-{2,}")


class Bylines:
    """The authors of every item by their logins, and what is known of each author."""

    def __init__(self, index: Index) -> None:
        self.authors: dict[str, Author] = dict(index.authors)
        """Users by login, and guests by a word that no user has."""
        self.users = frozenset(index.authors)
        """The logins of those who have an account."""
        self.about: dict[str, str] = {}
        """What guests say of themselves, by login: HTML."""
        self._is_needed = AUTHORS in index.entries.taxonomies()
        self._logins: dict[str, str] = {}
        """By every word that means an author."""
        if self._is_needed:
            self._learn(index)

    def of(self, entry: IndexedItem) -> tuple[str, ...]:
        """The logins of those who wrote an item, in their order."""
        if self._is_needed:
            named = dict.fromkeys(map(self._login, (one for one in entry.terms if one.taxonomy == AUTHORS)))
            if logins := tuple(filter(None, named)):
                return logins
        return (entry.creator,)

    def _learn(self, index: Index) -> None:
        for author in index.authors.values():
            self._call(
                author.login, nicename(author.login), author.login, *([f"user-{author.id}"] if author.id else [])
            )
        for guest in index.guests.values():
            login = guest.linked if guest.linked in self.authors else guest.login
            known = self.authors.get(login)
            self.authors[login] = Author(known.id if known else 0, login, guest.name)
            self.about[login] = guest.about
            self._call(login, guest.login, nicename(guest.login), f"guest-{guest.id}")
        users = {author.id: author.login for author in index.authors.values() if author.id}
        for (taxonomy, slug), term in index.terms.items():
            if taxonomy == AUTHORS:
                self._learn_term(slug, term, users)

    def _learn_term(self, slug: str, term: Term, users: dict[int, str]) -> None:
        """PublishPress Authors names the user of a term in its fields."""
        numbers = (value for key, value in term.meta if key.startswith("user_id") and value.isdecimal())
        if login := next(filter(None, (users.get(int(number[:18])) for number in numbers)), ""):
            self._call(login, slug)
        else:
            self._login(TermReference(AUTHORS, slug, term.name))

    def _call(self, login: str, *words: str) -> None:
        for word in words:
            self._logins.setdefault(word.lower(), login)

    def _login(self, reference: TermReference) -> str:
        """Whom a term means; one that nothing else tells of is a guest."""
        slug = unquote(reference.slug).lower()
        word = slug.removeprefix(CO_AUTHOR)
        login = self._logins.get(slug) or self._logins.get(word)
        if login is None:
            login = self._logins[slug] = word
            self.authors.setdefault(word, Author(0, word, reference.name or word))
        return login


def nicename(login: str) -> str:
    """The word for an author in addresses, as WordPress makes it of the login: no accents, dashes for dots."""
    letters = unicodedata.normalize("NFKD", login.lower())
    ascii_only = "".join(one for one in letters if not unicodedata.combining(one))
    return _DASHES.sub("-", _NOT_IN_NICENAMES.sub("", re.sub(r"[\s.]+", "-", ascii_only))).strip("-")
