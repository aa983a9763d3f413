"""The languages of a site, what they are called, and which items are the same in several."""
