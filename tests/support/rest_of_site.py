"""What the content of one item may ask about the rest of the site, where there is nothing else."""

from __future__ import annotations

from migrate.model.rest_of_site import Attachment, AuthorPage, Link, Listed, RestOfSite, StoredBlock, WantedAnchor
from migrate.model.seen import NOTHING_SEEN, SeenText


class NothingElse(RestOfSite):
    """A site with nothing but the item itself. Tests answer what matters to them."""

    def attachment(self, attachment_id: int) -> Attachment | None:
        return None

    def attachment_in_text(self, attachment_id: int) -> Attachment | None:
        return self.attachment(attachment_id)

    def attachments_of(self, post_id: int) -> tuple[Attachment, ...]:
        return ()

    def reusable_block(self, block_id: int) -> StoredBlock | None:
        return None

    def named_block(self, name: str) -> int:
        return 0

    def table(self, number: int) -> StoredBlock | None:
        return None

    def listed(self, post_id: int) -> Listed | None:
        return None

    def children_of(self, post_id: int) -> tuple[Listed, ...]:
        return ()

    def title_of(self, item_id: int) -> str:
        return ""

    def keeps_back(self, item_id: int) -> bool:
        return False

    def author(self, login: str) -> AuthorPage | None:
        return None

    def media(self, url: str) -> str:
        return url

    def link(self, href: str) -> Link:
        return Link(href)

    def seen(self) -> SeenText:
        return NOTHING_SEEN

    def language(self) -> str:
        return ""

    def wanted(self) -> tuple[WantedAnchor, ...]:
        return ()
