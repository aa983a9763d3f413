"""An export as the source of documents: outlined after one pass over it, converted in a second one on request."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Container, Iterator, Mapping

from migrate import __version__
from migrate.diagnostics import Diagnostics
from migrate.hugo.comments import comments_path
from migrate.model import Conversion, Document, Kind, Outline, Placed
from migrate.site.index import Index
from migrate.site.site import Site
from migrate.source.convert import COMMENTS
from migrate.source.documents import site_documents
from migrate.source.passes import Watch, Work, convert_all
from migrate.wxr.read import Export


class WordPressSource:
    """Implements `model.Source` for an export and the site that it becomes."""

    converter = f"wxr2hugo {__version__}"

    def __init__(
        self,
        export: Export,
        index: Index,
        placed: Mapping[str, Placed],
        taken: Collection[str],
        diagnostics: Diagnostics,
        *,
        configured: bool,
        jobs: int,
    ) -> None:
        """`placed` and `taken` are what stands in the site; `configured`: its configuration is the user's own."""
        self._export = export
        self._placed = placed
        self._taken = taken
        self._options = index.options
        self.options = index.options.digest
        """Digest of the choices that change what is written."""
        self._diagnostics = diagnostics
        self._jobs = jobs
        self.site = Site(index, index.options, placed, taken, diagnostics)
        self._own = {
            document.key: (document, source)
            for document, source in site_documents(self.site, index.options, configured=configured)
        }
        self.watch: Watch[Conversion] = iter

    @property
    def base_url(self) -> str:
        """Scheme, host and folder of the old site."""
        channel = self.site.index.channel
        return (channel.base_blog_url or channel.link) if channel else ""

    @property
    def truncated(self) -> bool:
        """Whether the export ends early."""
        return self._export.truncated

    def outlines(self) -> list[Outline]:
        """Every document: those of the items in the order of the export, then those of the site as a whole."""
        entries = self.site.index.entries
        outlines = []
        for key, page in self.site.pages.items():
            entry = entries[key]
            source = _digest(entry.digest, self.site.decisions(key))
            url = page.url if page.published else ""
            outlines.append(
                Outline(key, Kind.CONTENT, page.path, page.desired, url, page.published, entry.title, entry.id, source)
            )
            if entry.has_comments:
                path = comments_path(entry.id, page)
                outlines.append(
                    Outline(COMMENTS + key, Kind.DATA, path, path, "", True, entry.title, entry.id, entry.digest)
                )
        return outlines + [_own_outline(document, source) for document, source in self._own.values()]

    def without(self, keys: frozenset[str]) -> None:
        """Documents of an earlier run that are about to be deleted: nothing may link to them any more."""
        placed = {key: one for key, one in self._placed.items() if key not in keys}
        self.site = Site(self.site.index, self._options, placed, self._taken, self._diagnostics)

    def answers(self, lookups: tuple[str, ...]) -> str:
        """Digest of today's answers to what a conversion asked in an earlier run."""
        return self.site.answers(lookups)

    def convert(self, keys: Container[str]) -> Iterator[Conversion]:
        """The documents with these keys. The export is only read again if an item is among them."""
        index, work = self.site.index, Work(self.site, self._options)
        wanted = (index.entries[key] for key in self.site.pages if key in keys or COMMENTS + key in keys)
        for conversions, diagnostics in convert_all(self._export, wanted, keys, work, self._jobs):
            self._diagnostics.extend(diagnostics)
            yield from self.watch(conversions)
        nothing = self.site.answers(())
        for key, (document, _) in self._own.items():
            if key in keys:
                yield Conversion(document, (), nothing)


def _digest(*parts: str) -> str:
    return hashlib.blake2b("\0".join(parts).encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()


def _own_outline(document: Document, source: str) -> Outline:
    return Outline(
        document.key, document.kind, document.path, document.path, "", True, document.title, 0, _digest(source)
    )
