"""The theme: pictures that lie in the site come in the size that a window has room for."""

from __future__ import annotations

from pathlib import Path
from shutil import copy

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

from migrate.hugo.build import build
from migrate.page.yaml_writer import dump
from tests.support.hugo_samples import built, shown

UPLOADS = Path(__file__).parents[2] / "fixtures" / "example" / "uploads" / "2024"
BOAT = "/wp-content/uploads/boat.jpg"
TEXT = f"""![Boat]({BOAT})

{{{{< wp-image src="{BOAT}" alt="Small" width="320" class="alignleft" >}}}}

{{{{< wp-figure src="{BOAT}" alt="Framed" >}}}}
By the *sea*
{{{{< /wp-figure >}}}}

![Text](/wp-content/uploads/text.jpg) ![Far](https://other.example/boat.jpg)

![Copy](/wp-content/uploads/gone-300x200.jpg) ![Gone](/wp-content/uploads/gone.jpg) ![Not a size](/gone-1200x4000.jpg)

{{{{< wp-image src="/wp-content/uploads/gone-300x200.jpg" alt="Half" width="150" >}}}}
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with a large picture in static/, one beside its page, and a file that only says it is one."""
    site = tmp_path_factory.mktemp("pictures")
    for folder in ("static/wp-content/uploads", "content/posts/bundle"):
        (site / folder).mkdir(parents=True)
        copy(UPLOADS / "08/ridge-morning.jpg", site / folder / "boat.jpg")
    (site / "static/wp-content/uploads/text.jpg").write_text("no picture at all")
    files = {"content/posts/one.md": dump({"title": "One", "url": "/one/", "images": [BOAT]}) + "\n" + TEXT}
    files["content/posts/bundle/index.md"] = dump({"title": "Two", "url": "/two/"}) + "\n![Beside](boat.jpg)\n"
    assert built(site, files).clean
    return site


def image(site: Path, address: str, alt: str) -> LexborNode:
    """The picture with an alternative text on a page."""
    return next(one for one in LexborHTMLParser(shown(site, address)).css("img") if one.attributes["alt"] == alt)


@pytest.mark.parametrize(("address", "alt"), [("/one/", "Boat"), ("/one/", "Framed"), ("/two/", "Beside"), ("/", "")])
def test_large_pictures_have_smaller_copies_and_a_size(site: Path, address: str, alt: str) -> None:
    found = image(site, address, alt).attributes
    assert (found["width"], found["height"], found["decoding"]) == ("1600", "900", "async")
    copies = [one.split(" ") for one in (found["srcset"] or "").split(", ")]
    assert [width for _, width in copies] == ["480w", "960w", "1600w"]
    assert all((site / "public" / one.lstrip("/")).read_bytes()[8:12] == b"WEBP" for one, _ in copies)


def test_a_picture_made_smaller_by_its_author_has_the_height_that_goes_with_it(site: Path) -> None:
    found = image(site, "/one/", "Small").attributes
    assert (found["width"], found["height"], found["sizes"]) == ("320", "180", "320px")
    assert "float: left" in (found["style"] or "")


@pytest.mark.parametrize("alt", ["Text", "Far"])
def test_what_is_no_picture_of_the_site_has_none(site: Path, alt: str) -> None:
    assert not {"srcset", "width"} & set(image(site, "/one/", alt).attributes)


@pytest.mark.parametrize(("alt", "size"), [("Copy", ("300", "200")), ("Half", ("150", "100"))])
def test_a_copy_that_is_not_there_has_the_size_that_its_name_says(site: Path, alt: str, size: tuple[str, str]) -> None:
    found = image(site, "/one/", alt).attributes
    assert (found["width"], found["height"]) == size
    assert "class" not in found


@pytest.mark.parametrize("alt", ["Gone", "Not a size"])
def test_a_picture_that_is_not_there_has_room_kept_for_it(site: Path, alt: str) -> None:
    found = image(site, "/one/", alt).attributes
    assert found["class"] == "absent"
    assert "width" not in found


def test_owners_say_which_widths_are_made(site: Path) -> None:
    config = (site / "hugo.toml").read_text()
    (site / "hugo.toml").write_text(f"{config}\n[params]\npicture_widths = []\n")
    assert build(site, site / "public").clean
    (site / "hugo.toml").write_text(config)
    found = image(site, "/one/", "Boat").attributes
    assert (found["width"], found.get("srcset")) == ("1600", None)
