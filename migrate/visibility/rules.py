"""Rules of membership plugins that are items themselves, and say of others who may read them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from migrate.model import Item, TermReference

TYPE = "memberpressrule"
_TAXONOMIES = {"category": "category", "tag": "post_tag"}
_BETWEEN = re.compile(r"[\s,]+")


class MemberRule(NamedTuple):
    """One rule of MemberPress."""

    kind: str
    """`all`, `all_post`, `single_page`, `parent_page`, `category`, `tag`, `tax_genre||cpt_book`, …"""
    about: str
    """Numbers or slugs that it names; of the rules for all, those that it leaves alone."""

    def keeps(self, item: int, post_type: str, parent: int, terms: Iterable[TermReference]) -> bool:
        """Whether only members may read an item with this number, type, parent and terms."""
        named = frozenset(_BETWEEN.split(self.about.strip()))
        kind, _, of = self.kind.partition("||")[0].partition("_")
        if kind == "all":
            return str(item) not in named and of in {"", "content", post_type, f"{post_type}s"}
        if kind == "single":
            return str(item) in named and of == post_type
        if kind == "parent":
            return str(parent) in named and of == post_type
        taxonomy = of if kind == "tax" else _TAXONOMIES.get(kind)
        return any(one.taxonomy == taxonomy and not named.isdisjoint((one.slug, one.name)) for one in terms)


def member_rule(item: Item) -> MemberRule | None:
    """The rule that an item is, if it is one in force."""
    if item.type != TYPE or item.status != "publish":
        return None
    return MemberRule(item.meta_value("_mepr_rules_type"), item.meta_value("_mepr_rules_content"))


def with_slugs(rule: MemberRule, slugs: Mapping[str, str]) -> MemberRule:
    """A rule about terms that it names by their numbers, by their slugs."""
    if rule.kind not in _TAXONOMIES and not rule.kind.startswith("tax_"):
        return rule
    return rule._replace(about=" ".join(slugs.get(one, one) for one in _BETWEEN.split(rule.about.strip())))
