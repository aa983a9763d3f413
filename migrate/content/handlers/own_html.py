"""Blocks whose own HTML says everything; what is in them is given in order."""

from __future__ import annotations

from migrate.content.context import Context
from migrate.content.nodes import Block
from migrate.content.registry import handles
from migrate.content.render import render_inner

_OWN_HTML = """
core/paragraph core/heading core/list core/list-item core/quote core/pullquote core/verse core/preformatted core/table
core/table-of-contents core/details core/freeform core/html core/missing
core/image core/gallery core/media-text core/audio core/video
core/columns core/column core/text-columns core/buttons core/button core/separator core/accordion core/accordion-item
core/accordion-panel core/accordion-content core/tabs core/form core/form-input core/form-submit-button
kadence/accordion kadence/advancedbtn kadence/advancedheading kadence/column kadence/iconlist kadence/image
kadence/infobox kadence/listitem kadence/rowlayout kadence/spacer kadence/tab kadence/tabs
premium-content/container premium-content/logged-out-view premium-content/subscriber-view jetpack/paywall
"""
"""Who sees what a block for payers holds or parts (`premium-content/…`, the paywall) is decided before."""


@handles(*_OWN_HTML.split(), as_stored=True)
def own_html(block: Block, context: Context) -> str:
    """The block as it is stored, with the blocks in it rendered in their places."""
    return render_inner(block, context)
