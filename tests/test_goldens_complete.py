"""Every shortcode and every block that a handler answers for has a golden that shows what becomes of it."""

from __future__ import annotations

import re
from pathlib import Path

import migrate.content  # noqa: F401  # fills the registry
from migrate.content.registry import REGISTRY

GOLDENS = Path(__file__).parent.parent / "fixtures" / "goldens"
STORED = "\n".join(path.read_text("utf-8").partition("-- markdown --")[0] for path in sorted(GOLDENS.rglob("*.txt")))
USED_SHORTCODES = frozenset(re.findall(r"\[([a-zA-Z][\w-]*)", STORED))
USED_BLOCKS = frozenset(
    name if "/" in name else f"core/{name}" for name in re.findall(r"<!-- wp:([a-z][a-z0-9/-]*)", STORED)
)
BUILDERS = ("et_pb_row", "et_pb_column", "et_pb_blurb", "vc_row", "vc_column", "vc_btn", "fusion_text", "fusion_button")
FAMILIES = ("cc", "cci", "cc_php", *BUILDERS)
"""Names of each kind that a pattern of the registry stands for."""


def test_every_shortcode_has_a_golden() -> None:
    assert [name for name in (*REGISTRY.shortcodes, *REGISTRY.code, *FAMILIES) if name not in USED_SHORTCODES] == []


def test_every_block_has_a_golden() -> None:
    assert [name for name in REGISTRY.blocks if name not in USED_BLOCKS] == []
