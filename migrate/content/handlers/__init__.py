"""One small function for each shortcode and block, found through the registry. Importing this package registers all."""

from migrate.content.handlers import code  # noqa: F401
