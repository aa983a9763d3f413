"""The custom fields in which plugins for search engines keep what they say, and the signs of their templates."""

from __future__ import annotations

import re
from typing import NamedTuple

_TWO_SIGNS = re.compile(r"%%([\w-]+)%%")
_ONE_SIGN = re.compile(r"%([a-z_]+)(?:\([^()%]*\))?%")
_HASH = re.compile(r"#((?:post|page|site|author|category|taxonomy|current|separator)_\w+|tagline|permalink)\b")


class Plugin(NamedTuple):
    """The custom fields of one plugin, by what they say; empty where it has none of the kind."""

    variable: re.Pattern[str]
    """What stands in its templates for something else."""
    title: str = ""
    description: str = ""
    canonical: str = ""
    robots: tuple[tuple[str, str, str], ...] = ()
    """Field, value, and what that says to robots; of the value `*` the field holds a list of such words itself."""
    pictures: tuple[str, ...] = ()
    """Fields that hold the number of an attachment or the address of a picture, the best first."""


def _switches(prefix: str, value: str, **fields: str) -> tuple[tuple[str, str, str], ...]:
    return tuple((prefix + field, value, word) for word, field in fields.items())


PLUGINS = {
    "Yoast SEO": Plugin(
        _TWO_SIGNS,
        *("_yoast_wpseo_title", "_yoast_wpseo_metadesc", "_yoast_wpseo_canonical"),
        robots=(
            *_switches("_yoast_wpseo_meta-robots-", "1", noindex="noindex", nofollow="nofollow"),
            ("_yoast_wpseo_meta-robots-adv", "*", ""),
        ),
        pictures=(
            *("_yoast_wpseo_opengraph-image-id", "_yoast_wpseo_opengraph-image"),
            *("_yoast_wpseo_twitter-image-id", "_yoast_wpseo_twitter-image"),
        ),
    ),
    "Rank Math": Plugin(
        _ONE_SIGN,
        *("rank_math_title", "rank_math_description", "rank_math_canonical_url"),
        robots=(("rank_math_robots", "*", ""),),
        pictures=(
            *("rank_math_facebook_image_id", "rank_math_facebook_image"),
            *("rank_math_twitter_image_id", "rank_math_twitter_image"),
        ),
    ),
    "All in One SEO": Plugin(
        _HASH,
        *("_aioseo_title", "_aioseo_description", "_aioseo_canonical_url"),
        robots=(
            *_switches("_aioseo_", "1", noindex="noindex", nofollow="nofollow"),
            *_switches("_aioseo_robots_", "1", noindex="noindex", nofollow="nofollow"),
        ),
        pictures=("_aioseo_og_image_custom_url", "_aioseo_og_image_url", "_aioseo_twitter_image_custom_url"),
    ),
    "All in One SEO Pack": Plugin(
        _ONE_SIGN,
        *("_aioseop_title", "_aioseop_description", "_aioseop_custom_link"),
        robots=_switches("_aioseop_", "on", noindex="noindex", nofollow="nofollow"),
        pictures=("_aioseop_opengraph_settings",),
    ),
    "SEOPress": Plugin(
        _TWO_SIGNS,
        *("_seopress_titles_title", "_seopress_titles_desc", "_seopress_robots_canonical"),
        robots=_switches(
            *("_seopress_robots_", "yes"),
            noindex="index",
            nofollow="follow",
            noarchive="archive",
            nosnippet="snippet",
            noimageindex="imageindex",
        ),
        pictures=(
            *("_seopress_social_fb_img_attachment_id", "_seopress_social_fb_img"),
            *("_seopress_social_twitter_img_attachment_id", "_seopress_social_twitter_img"),
        ),
    ),
    "The SEO Framework": Plugin(
        _ONE_SIGN,
        *("_genesis_title", "_genesis_description", "_genesis_canonical_uri"),
        robots=_switches("_genesis_", "1", noindex="noindex", nofollow="nofollow", noarchive="noarchive"),
        pictures=("_social_image_id", "_social_image_url"),
    ),
    "SmartCrawl": Plugin(
        _TWO_SIGNS,
        *("_wds_title", "_wds_metadesc", "_wds_canonical"),
        robots=_switches("_wds_meta-robots-", "1", noindex="noindex", nofollow="nofollow"),
    ),
    "Slim SEO": Plugin(
        _TWO_SIGNS,
        *("_slim_seo_title", "_slim_seo_description", "_slim_seo_canonical"),
        robots=_switches("_slim_seo_", "1", noindex="noindex"),
        pictures=("_slim_seo_facebook_image", "_slim_seo_twitter_image"),
    ),
    "SEO Ultimate": Plugin(
        _TWO_SIGNS,
        title="_su_title",
        description="_su_description",
        robots=_switches("_su_meta_robots_", "1", noindex="noindex", nofollow="nofollow"),
    ),
    "WP Meta SEO": Plugin(
        _ONE_SIGN,
        *("_metaseo_metatitle", "_metaseo_metadesc", "_metaseo_metacanonical"),
        robots=(("_metaseo_metaindex", "*", ""), ("_metaseo_metafollow", "*", "")),
    ),
    "Jetpack": Plugin(
        _TWO_SIGNS,
        title="jetpack_seo_html_title",
        description="advanced_seo_description",
        robots=_switches("jetpack_seo_", "1", noindex="noindex"),
    ),
}
"""Every plugin that is known, those in front first where several say something."""
LIST_OF_A_POST = "slim_seo"
"""Where Slim SEO keeps everything of a post."""
FIELDS = frozenset(
    name
    for one in PLUGINS.values()
    for name in (one.title, one.description, one.canonical, *(robot[0] for robot in one.robots), *one.pictures)
    if name
) | {LIST_OF_A_POST}
"""All custom fields that are looked at."""
