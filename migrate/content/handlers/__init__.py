"""One small function for each shortcode and block, found through the registry. Importing this package registers all."""

from migrate.content.handlers import (  # noqa: F401
    code,
    dynamic,
    embeds,
    footnotes,
    images,
    jetpack,
    layout,
    links,
    math,
    recipe,
    reusable,
    text,
    wordpress_com,
)
