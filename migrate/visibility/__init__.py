"""Who could see what on the old site: all that WordPress and its plugins say about it besides status and password.

One table for each place where they say it: `items` for whole items, `parts` for shortcodes and blocks in a text. A new
plugin is a line in one of them. Where a condition is not understood, it counts as one that visitors did not meet: what
shows too little is told and mended, what was shown cannot be taken back.
"""
