"""Brings media files into the site: from a local folder or archive, or by download. Knows files and addresses only."""
