"""Pass one: what is kept of every item for the others. Knows of no decisions."""
