"""What the tests share: makers of items, blogs, sites and exports, and those who look at what came out."""
