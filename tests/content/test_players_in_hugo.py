"""The shortcodes for pictures and players in the real Hugo: what they show, and that no argument breaks out of them."""

import re
from html import unescape
from pathlib import Path

import pytest

from migrate.hugo.build import build
from migrate.hugo.shipped import shortcode_files

CALLS = {
    "figure": r"""{{< wp-figure src="/a.jpg" alt="An \"a\" & <b>" link="/b/" class="alignleft" width="300" >}}
A **bold** [link](https://x.example/)

and more
{{< /wp-figure >}}""",
    "unsafe-figure": r"""{{< wp-figure src="/a.jpg" link="javascript:alert(1)" class="\"><script>" >}}
x
{{< /wp-figure >}}""",
    "caption": """text

{{< wp-caption >}}
A _caption_
{{< /wp-caption >}}""",
    "caption-of-blocks": """{{< wp-caption >}}
One

* two
{{< /wp-caption >}}""",
    "gallery": """{{< wp-gallery columns="2" >}}
![a](/a.jpg)

{{< wp-figure src="/b.jpg" >}}
B
{{< /wp-figure >}}

{{< figure src="/c.jpg" alt="c" caption="C" >}}
{{< /wp-gallery >}}""",
    "gallery-list": """{{< wp-gallery >}}
* ![a](/a.jpg)
* {{< wp-figure src="/b.jpg" >}}
  One

  Two
  {{< /wp-figure >}}
* ![c](/c.jpg)
{{< /wp-gallery >}}""",
    "audio": '{{< wp-audio src="/a.mp3" loop="true" >}}',
    "audio-formats": '{{< wp-audio mp3="/a.mp3" ogg="/a.ogg" >}}',
    "video": '{{< wp-video mp4="/f.mp4" poster="/p.jpg" muted="true" track="/t.vtt" srclang="en" text="No <b>" >}}',
    "columns": """{{< wp-columns >}}
{{< wp-column width="66%" >}}
**Left** {{< wp-image src="/a.jpg" alt="An \\"a\\" [x]" class="alignright" width="20" >}}

{{< wp-align to="center" >}}
_Mid_
{{< /wp-align >}}
{{< /wp-column >}}

{{< wp-column >}}
Right
{{< /wp-column >}}
{{< /wp-columns >}}""",
    "in-details": """{{< details summary="More" >}}
{{< wp-columns >}}
{{< wp-column >}}
One
{{< /wp-column >}}

{{< wp-column >}}
Two
{{< /wp-column >}}
{{< /wp-columns >}}

{{< wp-buttons >}}
[Go](/go/)
{{< /wp-buttons >}}

{{< wp-file src="/a.pdf" name="A_b_" button="Get" >}}
{{< /details >}}""",
    "backgrounds": """{{< wp-background color="#cf2e2e" >}}
On **red**

{{< wp-background color="#fcb900" >}}
On yellow
{{< /wp-background >}}
{{< /wp-background >}}

{{< wp-background src="/a_b.jpg" >}}
### On a picture
{{< /wp-background >}}

{{< wp-background >}}
On a shade
{{< /wp-background >}}""",
    "hostile-look": """{{< wp-background src="/a.jpg'); color: red; x: url('" color="red;x:y" >}}
Dusk
{{< /wp-background >}}

{{< wp-image src="/x.jpg" alt="\\"><script>" class="x\\" onload=\\"y" width="x1" >}}

{{< wp-file src="javascript:alert(1)" name="<script>" >}}""",
}
CONFIG = """baseURL = "https://blog.example/"
disableKinds = ["rss", "sitemap", "home", "section", "taxonomy", "term"]
[markup.goldmark.renderer]
unsafe = true
"""


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Each call as Hugo shows it, by its name above."""
    site = tmp_path_factory.mktemp("site")
    files = {"hugo.toml": CONFIG, "layouts/page.html": "{{ .Content }}", **shortcode_files()}
    files |= {f"content/{name}.md": f"---\ntitle: {name}\n---\n{call}\n" for name, call in CALLS.items()}
    for path, text in files.items():
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_text(text, encoding="utf-8")
    result = build(site, site / "public")
    assert result.clean, result
    return {name: Path(site / "public" / name / "index.html").read_text("utf-8").strip() for name in CALLS}


def test_a_figure_shows_picture_link_and_caption(pages: dict[str, str]) -> None:
    assert pages["figure"] == (
        '<figure class="alignleft"><a href="/b/"><img src="/a.jpg" alt="An &#34;a&#34; &amp; &lt;b&gt;" width="300" '
        'loading="lazy"></a><figcaption><p>A <strong>bold</strong> <a href="https://x.example/">link</a></p> '
        "<p>and more</p></figcaption></figure>"
    )


def test_no_argument_runs(pages: dict[str, str]) -> None:
    assert "javascript" not in pages["unsafe-figure"]
    assert "<script>" not in pages["unsafe-figure"]
    assert "No &lt;b&gt;" in pages["video"]


def test_words_on_a_background_can_be_read(pages: dict[str, str]) -> None:
    shown, hostile = unescape(pages["backgrounds"]), unescape(pages["hostile-look"])
    assert 'style="color: #fff; background: #cf2e2e;' in shown
    assert 'style="color: #111; background: #fcb900;' in shown
    assert "#333 url('/a_b.jpg') center / cover" in shown
    assert "<h3" in shown
    assert "rgba(128, 128, 128, 0.15)" in shown
    assert "url('/a.jpg;color:red;x:url') center" in hostile


def test_a_caption_stands_below_what_it_is_about(pages: dict[str, str]) -> None:
    assert '<p class="wp-caption-text">A <em>caption</em></p>' in pages["caption"]


def test_a_caption_of_several_blocks_stands_in_no_paragraph(pages: dict[str, str]) -> None:
    shown = pages["caption-of-blocks"]
    assert '<figure class="wp-caption"><figcaption class="wp-caption-text"><p>One</p>' in shown
    assert shown.endswith("</ul></figcaption></figure>")


def test_a_gallery_shows_pictures_with_and_without_captions(pages: dict[str, str]) -> None:
    assert "repeat(2," in pages["gallery"]
    assert pages["gallery"].count("<img") == 3
    assert pages["gallery"].count("<figcaption>") == 2


def test_captions_do_not_end_the_list_of_a_gallery(pages: dict[str, str]) -> None:
    assert pages["gallery-list"].count("<ul>") == 1
    assert pages["gallery-list"].count("<li>") == 3


def test_players(pages: dict[str, str]) -> None:
    assert pages["audio"] == '<audio controls src="/a.mp3" loop></audio>'
    assert pages["audio-formats"] == (
        '<audio controls><source src="/a.mp3"><source src="/a.ogg">https://blog.example/a.mp3</audio>'
    )
    assert pages["video"] == (
        '<video controls poster="/p.jpg" muted><source src="/f.mp4"><track src="/t.vtt" srclang="en">'
        "No &lt;b&gt;</video>"
    )


def test_columns_stand_side_by_side_and_hold_markdown(pages: dict[str, str]) -> None:
    shown = pages["columns"]
    assert shown.count('class="wp-column"') == 2
    assert "<strong>Left</strong>" in shown
    assert 'alt="An &#34;a&#34; [x]"' in shown
    assert 'width="20"' in shown
    assert "float: right" in shown
    assert '<div style="text-align: center">' in unescape(shown)
    assert "<em>Mid</em>" in unescape(shown)


def test_looks_survive_in_another_shortcode(pages: dict[str, str]) -> None:
    shown = unescape(pages["in-details"])
    assert shown.count('class="wp-column"') == 2
    assert re.search(r"One\s*</p>.*Two", shown, re.S)
    assert re.search(r'<a style="[^"]*inline-block[^"]*" href="/go/">Go</a>', shown)
    assert ">A_b_</a>" in shown
    assert "download" in shown


def test_no_address_leaves_the_tag_that_it_stands_in(pages: dict[str, str]) -> None:
    assert "<script" not in pages["hostile-look"]
    assert ' onload="' not in pages["hostile-look"]
    assert 'href="javascript' not in pages["hostile-look"]
