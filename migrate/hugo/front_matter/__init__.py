"""Which keys of front matter an item gets, and what they hold."""
