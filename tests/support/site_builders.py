"""Short ways to say what an export holds."""

from typing import Any

from migrate.diagnostics import Diagnostics
from migrate.model.documents import Home, Identity, Kind, Placed
from migrate.model.export import Author, Channel, Term, TermReference
from migrate.options import Options
from migrate.site.answer.site import decided_site
from migrate.site.collect.index import Index
from tests.support.items import BASE as BASE  # noqa: PLC0414  # they belong together
from tests.support.items import item as item  # noqa: PLC0414


def channel(base: Any = BASE, link: Any = "") -> Any:
    return Channel("A &amp; B", link or base, "", "en-US", base, "1.2", "", "export.xml")


def page(number: Any, slug: Any, parent: Any = 0, address: Any = "", **fields: Any) -> Any:
    return item(number, type="page", slug=slug, parent=parent, link=f"{BASE}{address or f'/{slug}/'}", **fields)


def attachment(number: Any, file: Any, *, parent: Any = 0, link: Any = "", original: Any = "", **fields: Any) -> Any:
    metadata = f's:14:"original_image";s:{len(original)}:"{original}";' if original else ""
    size = 's:5:"width";i:640;s:6:"height";i:480;'
    return item(
        number,
        type="attachment",
        status="inherit",
        parent=parent,
        link=link or f"{BASE}/file-{number}/",
        guid=f"{BASE}/wp-content/uploads/{file}",
        meta=(("_wp_attached_file", file), ("_wp_attachment_metadata", f"a:3:{{{size}{metadata}}}")),
        **{"attachment_url": f"{BASE}/wp-content/uploads/{file}"} | fields,
    )


def category(slug: Any, name: Any, number: Any = 0, parent: Any = "", description: Any = "") -> Any:
    return Term(number, "category", slug, name, parent, description)


def tag(slug: Any, name: Any, number: Any = 0) -> Any:
    return Term(number, "post_tag", slug, name)


def carries(taxonomy: Any, slug: Any, name: Any) -> Any:
    return TermReference(taxonomy, slug, name)


def author(login: Any, name: Any = "", number: Any = 1) -> Any:
    return Author(number, login, name or login)


def placed(key: Any, path: Any, **fields: Any) -> Any:
    identity = Identity(
        key, fields.pop("kind", Kind.CONTENT), int(key) if key.isdigit() else 0, fields.pop("title", "")
    )
    home = Home(fields.pop("assigned", path), fields.pop("desired", path))
    known = {"identity": identity, "home": home, "path": path, "url": "", "former_urls": (), "published": True}
    return Placed(**known | fields)


def site(
    *records: Any, options: Any = None, placed: Any = (), taken: Any = (), head: Any = None, diagnostics: Any = None
) -> Any:
    """The site of an export with these records."""
    index = Index(options or Options())
    for record in (head or channel(), *records):
        index.add(record)
    return decided_site(index, {one.key: one for one in placed}, taken, diagnostics)


def diagnosed(*records: Any, **more: Any) -> Any:
    """The site, and what there is to say about it: code and detail."""
    diagnostics = Diagnostics()
    made = site(*records, diagnostics=diagnostics, **more)
    return made, [(one.code.name, one.detail) for one in diagnostics]
