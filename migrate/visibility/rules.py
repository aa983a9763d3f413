"""Rules of plugins that items and terms are or hold, and that say of other items who may read them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple, Protocol
from urllib.parse import unquote

from migrate.model.export import Item, Term, TermReference
from migrate.visibility.items import restricted

TYPE = "memberpressrule"
_TAXONOMIES = {"category": "category", "tag": "post_tag"}
_KINDS = {taxonomy: kind for kind, taxonomy in _TAXONOMIES.items()}
_IN_FORUMS = ("forum", "topic", "reply")
"""What stands in forums, each below what comes before it."""
_BETWEEN = re.compile(r"[\s,]+")


class MemberRule(NamedTuple):
    """One rule of MemberPress."""

    kind: str
    """`all`, `all_post`, `single_page`, `parent_page`, `category`, `tag`, `tax_genre||cpt_book`, …"""
    about: str
    """Numbers or slugs that it names; of the rules for all, those that it leaves alone."""

    def keeps(self, item: int, post_type: str, parent: int, terms: Iterable[TermReference]) -> bool:
        """Whether only members may read an item with this number, type, parent and terms."""
        named = _named(self.about)
        kind, _, of = self.kind.partition("||")[0].partition("_")
        if kind == "all":
            return str(item) not in named and of in {"", "content", post_type, f"{post_type}s"}
        if kind == "single":
            return str(item) in named and of == post_type
        if kind == "parent":
            return str(parent) in named and of == post_type
        taxonomy = of if kind == "tax" else _TAXONOMIES.get(kind)
        return any(
            one.taxonomy == taxonomy and not named.isdisjoint((one.slug, unquote(one.slug), one.name)) for one in terms
        )


@lru_cache(maxsize=1_000)
def _named(about: str) -> frozenset[str]:
    """The numbers or slugs in a list, which is asked about for each item and may name thousands."""
    return frozenset(_BETWEEN.split(about.strip()))


def member_rule(item: Item) -> MemberRule | None:
    """The rule that an item is, if it is one in force."""
    if item.type != TYPE or item.status != "publish":
        return None
    return MemberRule(item.meta_value("_mepr_rules_type"), item.meta_value("_mepr_rules_content"))


def rule_of_term(term: Term) -> MemberRule | None:
    """The rule that a plugin keeps in the fields of a term: only members read what has it."""
    if not term.meta or not restricted("", term.meta):
        return None
    return MemberRule(_KINDS.get(term.taxonomy, f"tax_{term.taxonomy}"), unquote(term.slug))


class Post(Protocol):
    """As much of an item as rules about forums ask for."""

    @property
    def id(self) -> int:
        """Its number."""

    @property
    def type(self) -> str:
        """Its type."""

    @property
    def parent(self) -> int:
        """The number of what it is below."""

    @property
    def public(self) -> bool:
        """Whether everybody can read it, as it says itself."""


def rules_of_forums(posts: Iterable[Post]) -> Iterator[MemberRule]:
    """The rules that forums of bbPress are which are not public: what is below them says of itself that it is."""
    below: dict[str, dict[int, int]] = {kind: {} for kind in _IN_FORUMS}
    kept = set[int]()
    for post in posts:
        if post.type in below:
            below[post.type][post.id] = post.parent
            kept.update([post.id] if post.type == "forum" and not post.public else [])
    for kind in _IN_FORUMS:
        of_kind, more = below[kind], kept
        while more := {number for number, parent in of_kind.items() if parent in more} - kept:
            kept |= more
        yield MemberRule(f"parent_{kind}", " ".join(map(str, sorted(kept))))


def with_slugs(rule: MemberRule, slugs: Mapping[str, str]) -> MemberRule:
    """A rule about terms that it names by their numbers, by their slugs."""
    if rule.kind not in _TAXONOMIES and not rule.kind.startswith("tax_"):
        return rule
    return rule._replace(about=" ".join(slugs.get(one, one) for one in _BETWEEN.split(rule.about.strip())))
