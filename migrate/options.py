"""What the owner of a site may choose, read from `wxr2hugo.toml` and overruled by the command line."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Options:
    """Every choice that changes what is written. One table in the README lists the keys of the file."""

    content_types: tuple[str, ...] = ()
    """[content] types: custom types that come along although they have no address."""
    html: str = "safe"
    """[content] html: what becomes of HTML that runs: `keep`, `safe` or `drop`."""
    smart: str = "ascii"
    """[markdown] smart: `ascii` writes typographic signs as Hugo's typographer restores them, `unicode` keeps them."""
    links: str = "reference"
    """[markdown] links: `reference`, `inline`, `markdown` or `url`."""
    shortcodes: dict[str, str] = field(default_factory=dict)
    """[shortcodes]: an unknown shortcode's name to a Hugo shortcode's, to `content`, or to `nothing`."""
    hosts: tuple[str, ...] = ()
    """[urls] hosts: other hosts of the same site."""
    redirects: tuple[str, ...] = ("nginx.conf", "_redirects")
    """[urls] redirects: the files written to `redirects/`."""
