"""Blocks of Jetpack whose stored HTML does not say what they show."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Any

from migrate.content.context import Context
from migrate.content.nodes import Block
from migrate.content.registry import handles
from migrate.content.render import render_inner
from migrate.content.shared.attributes import number, text
from migrate.diagnostics import Code

_MOST_STARS = 10


@handles("jetpack/map")
def place_list(block: Block, context: Context) -> str:
    """The places marked on a map, each a link to a map; newer versions store such a list themselves."""
    points = block.attributes.get("points")
    if "<li" in block.html or not isinstance(points, list):
        return render_inner(block, context)
    return f"<ul>{''.join(_place(point) for point in points if isinstance(point, dict))}</ul>"


@handles("jetpack/rating-star")
def stars(block: Block, context: Context) -> str:
    """The stars of a rating, halves of them too; the stored HTML rounds them."""
    rating = block.attributes.get("rating", 1)
    halves = round(rating * 2) if isinstance(rating, int | float) and 0 <= rating <= _MOST_STARS else 0
    return f"<p>{'★' * (halves // 2)}{'½' * (halves % 2)}</p>" if halves else ""


@handles("jetpack/business-hours")
def opening_hours(block: Block, context: Context) -> str:
    """The days on which something is open, and when; the settings alone hold them."""
    days = block.attributes.get("days")
    told = [day for day in days if isinstance(day, dict)] if isinstance(days, list) else []
    lines = ((text(day.get("name")), ", ".join(_hours(day.get("hours")))) for day in told)
    shown = "".join(f"<dt>{escape(name)}</dt><dd>{escape(hours)}</dd>" for name, hours in lines if name and hours)
    if not shown:
        context.report(Code.DYNAMIC_BLOCK, block.name)
    return f"<dl>{shown}</dl>" if shown else ""


def _hours(stored: object) -> Iterator[str]:
    for one in stored if isinstance(stored, list) else ():
        if isinstance(one, dict) and (opening := text(one.get("opening"))) and (closing := text(one.get("closing"))):
            yield f"{opening}–{closing}"


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
