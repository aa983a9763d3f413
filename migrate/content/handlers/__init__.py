"""One small function for each shortcode and block, found through the registry. Importing this package registers all."""

from migrate.content.handlers import (  # noqa: F401
    code,
    dynamic,
    embeds,
    files,
    footnotes,
    images,
    jetpack,
    kadence,
    layout,
    links,
    math,
    media,
    own_html,
    page_builders,
    recipe,
    reusable,
    served,
    stored_items,
    text,
    wordpress_com,
)
