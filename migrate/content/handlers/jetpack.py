"""Blocks of Jetpack whose stored HTML does not say what they show."""

from __future__ import annotations

from html import escape
from typing import Any

from migrate.content.context import Context
from migrate.content.nodes import Block
from migrate.content.registry import handles
from migrate.content.render import render_inner
from migrate.content.shared.attributes import number, text


@handles("jetpack/map")
def place_list(block: Block, context: Context) -> str:
    """The places marked on a map, each a link to a map; newer versions store such a list themselves."""
    points = block.attributes.get("points")
    if "<li" in block.html or not isinstance(points, list):
        return render_inner(block, context)
    return f"<ul>{''.join(_place(point) for point in points if isinstance(point, dict))}</ul>"


@handles("jetpack/tiled-gallery", "jetpack/slideshow")
def pictures(block: Block, context: Context) -> str:
    """Tiles and slides: a gallery as WordPress has them itself."""
    columns = number(block.attributes.get("columns"), 0)
    name = f"wp-block-gallery columns-{columns}" if columns else "wp-block-gallery"
    return f'<figure class="{name}">{render_inner(block, context)}</figure>'


def _place(point: dict[str, Any]) -> str:
    title = text(point.get("title")) or text(point.get("placeTitle"))
    caption = text(point.get("caption"))
    label = escape(": ".join(filter(None, (title, caption))))
    coordinates = point.get("coordinates")
    if not isinstance(coordinates, dict):
        return f"<li>{label}</li>"
    place = f"{text(coordinates.get('latitude'))},{text(coordinates.get('longitude'))}"
    address = f"https://www.google.com/maps/search/?api=1&query={place}"
    return f'<li><a href="{escape(address)}">{label or escape(place)}</a></li>'
