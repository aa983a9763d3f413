"""Items as an export holds them, of which a test says only what matters to it."""

from __future__ import annotations

from typing import Any

from migrate.model.export import Item
from migrate.model.rest_of_site import Attachment

BASE = "https://blog.example"
UPLOADS = f"{BASE}/wp-content/uploads/"
FIRST_DAY = "2020-05-04 10:00:00"


def item(number: int = 1, **fields: Any) -> Item:
    """A published post, unless its fields say something else."""
    slug = fields.get("slug", f"post-{number}")
    known: dict[str, Any] = {
        "id": number,
        "type": "post",
        "status": "publish",
        "title": f"Title {number}",
        "link": f"{BASE}/2020/05/04/{slug}/",
        "guid": f"{BASE}/?p={number}",
        "creator": "jo",
        "content": "Text.",
        "excerpt": "",
        "published": "",
        "date": FIRST_DAY,
        "date_gmt": FIRST_DAY,
        "modified": FIRST_DAY,
        "modified_gmt": FIRST_DAY,
        "comment_status": "open",
        "slug": slug,
        "parent": 0,
        "menu_order": 0,
        "password": "",
        "sticky": False,
        "attachment_url": "",
        "terms": (),
        "meta": (),
        "comments": (),
        "file": "export.xml",
        "line": number,
    }
    return Item(**known | fields)


def file_of_library(number: int, name: str = "a.jpg", **fields: Any) -> Attachment:
    """A file of the media library as galleries and captions see it."""
    known: dict[str, Any] = {
        "id": number,
        "url": f"{UPLOADS}{name}",
        "link": f"{BASE}/{number}/",
        "title": name.partition(".")[0].title(),
        "file": name,
        "parent": 1,
        "menu_order": 0,
        "width": 0,
        "height": 0,
    }
    texts = dict.fromkeys(("caption", "description", "alt", "date", "original"), "")
    return Attachment(**texts | known | fields)
