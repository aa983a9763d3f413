"""Which files `media` brings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from migrate.cli import console
from migrate.cli.request import Request
from migrate.diagnostics import Code, Diagnostics
from migrate.living.seen import OldSite
from migrate.media.media_file import MediaFile
from migrate.model.export import Item
from migrate.pipeline.media_files import pictures_beside, wanted_files
from migrate.pipeline.survey import survey
from migrate.site.answer.site import decided_site
from migrate.site.decide.paths.shapes import PathShapes
from migrate.sync.state.disk import survey_disk
from migrate.sync.state.state import State
from migrate.wxr.read import Entity, Export


class WantedMedia(NamedTuple):
    """What `media` brings."""

    files: list[MediaFile]
    beside: dict[str, str]
    """Which of them lie beside their pages too, by where: the place of each below `static/`."""


def _with_taken(records: Iterable[Entity], seen: OldSite) -> Iterator[Entity]:
    """What an export holds, the texts of items with what was taken for them from what visitors saw: it names files."""
    for one in records:
        taken = "\n".join(seen.taken(one.key).values()) if isinstance(one, Item) else ""
        yield one._replace(content=f"{one.content}\n{taken}") if taken and isinstance(one, Item) else one


def wanted_media(request: Request, diagnostics: Diagnostics) -> WantedMedia:
    """The files that the pages of the export need, from its library or beside it."""
    export = Export(request.exports, diagnostics, request.max_size)
    with console.progress() as progress:
        index = survey(export, request.options, request.processes, progress.counting("reading"))
        is_bundled = PathShapes(request.options).bundles
        stays = is_bundled or request.options.is_partial
        placed = survey_disk(request.site, State.load(request.site)).placed() if stays else {}
        site = decided_site(index, placed)
        channel = site.index.channel
        base_url = (channel.base_blog_url or channel.link) if channel else ""
        for page in site.media.pages():
            diagnostics.report(Code.MEDIA_PAGE, page)
        records = _with_taken(export.read(), OldSite(request.site))
        files = wanted_files(site, progress.counting("looking for files")(records), base_url)
    for path in files.withheld:
        lies_there = (request.site / path).is_file()
        diagnostics.report(Code.MEDIA_STILL_PUBLIC if lies_there else Code.MEDIA_UNKNOWN, path)
    beside = pictures_beside(site) if is_bundled else {}
    return WantedMedia([MediaFile(path, urls) for path, urls in files.addresses.items()], beside)
