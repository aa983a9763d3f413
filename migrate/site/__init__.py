"""What one item must know of all others: paths, addresses, links, terms, media, menus."""
