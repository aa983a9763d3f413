"""Words, pictures and sound that readers saw and no text holds: fields of builders and plugins, settings of blocks."""
