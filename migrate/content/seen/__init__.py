"""Parts of a text that only a plugin can show, taken from what visitors of the old site saw."""
