"""What addresses ask for by name, as `?book=moby` and `?genre=tales`, beside the words that every WordPress knows."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from migrate.site.addresses import is_parameter
from migrate.site.collect.guests import AUTHORS
from migrate.site.decide.terms.terms import TermPage

Question = tuple[str, str]
"""A parameter and its value."""
WORDS = {"category": "category_name", "post_tag": "tag", AUTHORS: "author_name"}
"""The parameters that ask for terms of WordPress' own taxonomies."""


class Rules(NamedTuple):
    """What answers such questions, in the terms of `Redirects`."""

    words: tuple[tuple[str, str], ...]
    named: tuple[tuple[str, str, str], ...]


def terms_by_name(pages: Iterable[TermPage]) -> Iterator[tuple[Question, TermPage]]:
    """The pages of terms with what asks for them: the name of their taxonomy, if WordPress has no word for it."""
    for page in pages:
        taxonomy, _, slug = page.plain_key.removeprefix("term:").partition("/")
        name = WORDS.get(taxonomy, taxonomy)
        if page.url and is_parameter(name):
            yield (name, slug), page


def rules_by_name(asked: Mapping[Question, str]) -> Rules:
    """One rule for each parameter, and one for each address that is another than what that makes of its value."""
    fronts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for (name, value), address in asked.items():
        fronts[name][address.removesuffix(f"{value}/")] += address.endswith(f"/{value}/")
    words = {name: front.most_common(1)[0][0] if front.total() else f"/{name}/" for name, front in fronts.items()}
    named = ((name, value, address) for (name, value), address in asked.items() if address != f"{words[name]}{value}/")
    return Rules(tuple(sorted(words.items())), tuple(sorted(named)))
