"""The example as README's first command makes it, looked at by a browser: where Chromium is installed."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from migrate.hugo.build import build
from tests.support.blog import call
from tests.support.browser import CHROMIUM, seen, served

EXAMPLE = Path(__file__).parents[2] / "fixtures" / "example"
WIDTHS = (390, 820, 1440)
AXE, VNU = os.environ.get("AXE_CORE", ""), os.environ.get("VNU_JAR", "")
LIGHTHOUSE = os.environ.get("LIGHTHOUSE", "")
"""Where axe-core's script, the checker of HTML and Lighthouse's program lie; without one its test is left out."""
LOOK = """<!doctype html><meta charset="utf-8"><body><script>
const pause = (time) => new Promise((resolve) => setTimeout(resolve, time));
async function open(address, width) {
  const frame = document.createElement("iframe");
  frame.style = `width: ${width}px; height: 900px; border: 0`;
  const loaded = new Promise((resolve) => (frame.onload = resolve));
  frame.src = address;
  document.body.append(frame);
  await loaded;
  return frame.contentWindow;
}
async function barriers(page) {
  const script = page.document.createElement("script");
  const loaded = new Promise((resolve) => (script.onload = resolve));
  script.src = "/axe.js";
  page.document.head.append(script);
  await loaded;
  return (await page.axe.run(page.document, { resultTypes: ["violations"] })).violations.map((one) => one.id);
}
async function look(address, width) {
  const page = await open(address, width);
  const root = page.document.documentElement;
  const asked = page.performance.getEntriesByType("resource").map((entry) => entry.name);
  const images = [...page.document.images];
  for (const image of images) image.loading = "eager";
  await Promise.all(images.map((image) => image.decode().catch(() => 0)));
  const broken = images.filter((image) => !image.naturalWidth).map((image) => image.src);
  const unsized = images.filter((image) => !image.getAttribute("height")).map((image) => image.src);
  const barred = AXE && width === WIDTHS[0] ? await barriers(page) : [];
  const seen = { address, width, barred, wide: root.scrollWidth - root.clientWidth, asked, broken, unsized };
  page.frameElement.remove();
  return seen;
}
async function search(words) {
  const page = await open("/", 820);
  page.document.querySelector("[data-open=search]").click();
  const field = page.document.querySelector("#search input");
  field.value = words;
  field.dispatchEvent(new page.Event("input", { bubbles: true }));
  await pause(1000);
  return [...page.document.querySelectorAll("#search li a")].map((link) => link.textContent);
}
async function switched() {
  const first = await open("/", 820);
  const before = first.getComputedStyle(first.document.documentElement).backgroundColor;
  first.document.querySelector("[data-scheme-switch]").click();
  const after = (await open("/about/", 820)).document.documentElement;
  return [before, getComputedStyle(after).backgroundColor, after.dataset.scheme];
}
async function widened() {
  const page = await open("/", 390);
  const menu = page.document.getElementById("menu");
  page.document.querySelector(".menu-button").click();
  const narrow = menu.matches(":popover-open");
  page.frameElement.style.width = "1000px";
  await pause(500);
  return [narrow, menu.matches(":popover-open"), page.getComputedStyle(menu).display];
}
async function missing() {
  const page = await open("/", 820);
  page.document.querySelector("main").innerHTML = '<p><img src="/gone.jpg" alt="Gone" width="150" height="150"></p>';
  await pause(500);
  const { width, height } = page.document.querySelector("main img").getBoundingClientRect();
  return [width, height];
}
(async () => {
  const found = { pages: [] };
  for (const address of ADDRESSES) for (const width of WIDTHS) found.pages.push(await look(address, width));
  found.search = { rye: await search("RYE loaf"), nothing: await search("zebra") };
  found.switched = await switched();
  found.widened = await widened();
  found.missing = await missing();
  return found;
})()
  .catch((error) => ({ error: error.stack }))
  .then((found) => fetch("/found", { method: "POST", body: JSON.stringify(found) }));
</script>"""

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built example, with its pictures."""
    site = tmp_path_factory.mktemp("example") / "site"
    export = str(EXAMPLE / "export.xml")
    assert call("migrate", export, "--site", str(site)).status == 0
    assert call("media", export, "--site", str(site), "--from", str(EXAMPLE / "uploads")).status == 0
    assert build(site, site / "public").clean
    return site / "public"


@pytest.fixture(scope="module")
def found(public: Path, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """What the browser saw of every page."""
    pages = [f"/{path.relative_to(public).parent.as_posix()}/" for path in public.rglob("index.html")]
    addresses = [
        one.replace("/./", "/") for one in pages if "http-equiv" not in (public / f".{one}/index.html").read_text()
    ]
    script = (
        f"const ADDRESSES = {json.dumps(sorted(addresses))}, WIDTHS = {json.dumps(WIDTHS)}, AXE = {int(bool(AXE))};"
    )
    if AXE:
        shutil.copy(AXE, public / "axe.js")
    (public / "look.html").write_text(LOOK.replace("<script>", f"<script>{script}", 1), "utf-8")
    return seen(public, "look.html", tmp_path_factory.mktemp("profile"))


def test_no_page_is_wider_than_its_window(found: dict[str, Any]) -> None:
    assert len(found["pages"]) > 20 * len(WIDTHS)
    assert not [(page["address"], page["width"]) for page in found["pages"] if page["wide"] > 0]


def test_every_picture_of_the_example_is_there_and_has_its_size(found: dict[str, Any]) -> None:
    assert not {image for page in found["pages"] for image in page["broken"] + page["unsized"]}


def test_no_page_asks_another_host_or_loads_the_index_of_the_search(found: dict[str, Any]) -> None:
    asked = {address for page in found["pages"] for address in page["asked"]}
    assert asked
    assert not [one for one in asked if not one.startswith("http://127.0.0.1") or "/search/" in one]


def test_the_search_finds_what_holds_all_words(found: dict[str, Any]) -> None:
    assert found["search"]["rye"][0] == "A loaf for the long walk"
    assert found["search"]["nothing"] == []


def test_light_and_dark_stay_as_somebody_chose(found: dict[str, Any]) -> None:
    before, after, scheme = found["switched"]
    assert before != after
    assert scheme in {"light", "dark"}


def test_a_menu_opened_on_a_narrow_window_closes_when_that_grows_wide(found: dict[str, Any]) -> None:
    assert found["widened"] == [True, False, "block"]


def test_a_picture_that_is_missing_keeps_its_place(found: dict[str, Any]) -> None:
    assert found["missing"] == [150, 150]


@pytest.mark.skipif(not AXE, reason="AXE_CORE does not say where axe-core lies")
def test_nothing_bars_anybody(found: dict[str, Any]) -> None:
    assert not [(page["address"], page["barred"]) for page in found["pages"] if page["barred"]]


@pytest.mark.skipif(
    not VNU or not shutil.which("java"), reason="VNU_JAR does not say where vnu lies, or Java is missing"
)
def test_every_page_is_html_as_the_standard_has_it(public: Path) -> None:
    pages = [str(page) for page in public.rglob("*.html") if page.name != "look.html"]
    command = ["java", "-Xss4m", "-jar", VNU, "--errors-only", "--skip-non-html", *pages]
    assert subprocess.run(command, capture_output=True, text=True, check=False).stderr == ""


@pytest.mark.skipif(not LIGHTHOUSE, reason="LIGHTHOUSE does not say where its program lies")
@pytest.mark.parametrize("address", ["", "2024/01/14/a-loaf-for-the-long-walk/"])
def test_lighthouse_has_nothing_to_say_and_nothing_jumps(public: Path, address: str) -> None:
    with served(public) as host:
        flags = ["--quiet", "--output=json", "--chrome-flags=--headless=new --no-sandbox --disable-gpu"]
        command = [LIGHTHOUSE, f"{host}/{address}", *flags]
        settings = {**os.environ, "CHROME_PATH": str(CHROMIUM)}
        told = subprocess.run(command, env=settings, capture_output=True, check=True)
    report = json.loads(told.stdout)
    scores = {name: round(100 * category["score"]) for name, category in report["categories"].items()}
    quick = scores.pop("performance")
    assert scores == {"accessibility": 100, "best-practices": 100, "seo": 100}
    assert report["audits"]["cumulative-layout-shift"]["numericValue"] == 0
    assert quick > 95, "what a busy machine takes off"
