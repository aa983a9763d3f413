"""Moves a WordPress site to Hugo, keeps the two in step, and can show beforehand what it would do."""

__version__ = "0.1.0"
