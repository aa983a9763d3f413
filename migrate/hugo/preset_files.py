"""The small files that a theme wants beside its own: pages, partials in the places that it calls, styles."""

from __future__ import annotations

from importlib.resources import files

from migrate.choices.preset import COMMENTS_PARTIAL
from migrate.hugo.config.config import SiteSettings, filled, words_of
from migrate.page.places import ONE_LANGUAGE, Languages
from migrate.page.references import CONTENT


def preset_files(settings: SiteSettings, languages: Languages = ONE_LANGUAGE) -> dict[str, str]:
    """Path in the site to text, for all files that the preset of a site wants; none without one.

    Pages come in each language of the site; `languages` says how their paths tell it.
    """
    preset = settings.preset
    if not preset:
        return {}
    found = dict(preset.files or {})
    if preset.comments:
        found |= {
            COMMENTS_PARTIAL: _shipped("wp-comments.html"),
            preset.comments: '{{ partial "wp-comments.html" . }}\n',
        }
    if preset.styles:
        styles = _shipped("wp-content.css")
        found[preset.styles] = f"<style>\n{styles}</style>\n" if preset.styles.endswith(".html") else styles
    several = settings.languages or (None,)
    return {
        languages.placed(path, one.code if one else ""): filled(text, words_of(settings, one))
        for path, text in found.items()
        for one in (several if path.startswith(f"{CONTENT}/") else (None,))
    }


def _shipped(name: str) -> str:
    return (files("migrate.hugo") / "for_themes" / name).read_text("utf-8")
