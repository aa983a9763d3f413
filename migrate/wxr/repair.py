"""Repairs the bytes of an export before the XML parser sees them.

libxml2's own recovery loses text without a word: one control character empties a whole post. So every defect known from
real exports is mended before. Bytes without defects stay as they are.
"""

from __future__ import annotations

from migrate.wxr.encoding import legal
from migrate.wxr.preamble import drop_preamble
from migrate.wxr.repair_log import RepairLog
from migrate.wxr.xml_repair import repair_markup


def repair(data: bytes, log: RepairLog, line: int = 1, *, is_head: bool = False) -> bytes:
    """The same as UTF-8 without what XML forbids. Line numbers stay those of the original.

    The data begin in `line`, outside of all sections; `is_head`: with the first byte of an export.
    """
    clean = legal(data, line, log)
    return repair_markup(drop_preamble(clean, log) if is_head else clean, line, log)
