"""Where links lead, and the numbered references at the foot of a page."""

from __future__ import annotations

from collections.abc import Callable

from migrate.markdown.destinations import destination, relref, title
from migrate.markdown.marks import plain
from migrate.markdown.raw import escape_on_line
from migrate.model.rest_of_site import Link, parted_reference
from migrate.page.labels import definition, used

_MOST_USES = 1000
"""Hugo looks up a label ever more slowly: 20,000 uses of one cost fourteen seconds. Beyond this, links are inline."""


class References:
    """The links of one page."""

    def __init__(self, resolve: Callable[[str], Link], style: str) -> None:
        self.resolve = resolve
        self.style = style
        self._numbers: dict[str, int] = {}
        self._uses: dict[str, int] = {}

    def target(self, href: str, hint: str, *, numbered: bool) -> str:
        """The end of a link, from the bracket that closes its text. Numbers do not work everywhere."""
        link = self.resolve(href)
        ending = title(hint)
        if not link.reference or self.style == "url":
            return f"]({destination(link.url)}{ending})"
        if self.style == "markdown" and not parted_reference(link.reference)[0]:
            return f"]({destination(_file(link.reference))}{ending})"
        # A file of another language can be named in a call alone: Hugo looks a bare one up in that of the text.
        target = relref(link.reference) + ending
        uses = self._uses[target] = self._uses.get(target, 0) + 1
        if not numbered or self.style != "reference" or uses > _MOST_USES:
            return f"]({target})"
        return f"]{used(self._numbers.setdefault(target, len(self._numbers) + 1))}"

    def attribute(self, href: str) -> str:
        """What stands between the quotation marks of an `href` in HTML, where Markdown links are not read."""
        link = self.resolve(href)
        if not link.reference or self.style in ("url", "markdown"):
            return escape_on_line(plain(link.url))
        return relref(link.reference)

    def foot(self) -> str:
        """The definitions, a line each, in the order of first use."""
        return "\n".join([definition(number, target) for target, number in self._numbers.items()])


def _file(reference: str) -> str:
    """The file that a reference names, of a folder the page in it."""
    path, sign, fragment = reference.partition("#")
    return f"{path if path.endswith('.md') else f'{path}/index.md'}{sign}{fragment}"
