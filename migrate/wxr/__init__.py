"""Reads WordPress exports (WXR): from bytes to items."""

from migrate.wxr.read import Export

__all__ = ["Export"]
