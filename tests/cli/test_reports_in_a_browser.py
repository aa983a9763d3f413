"""The HTML reports, used by a browser: where Chromium is installed."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import Any

import pytest

from migrate.report.html_page import Report, ReportItem, report_page
from migrate.report.verdict_page import verdict_page
from migrate.verify.verdict import Fault, Judgement, Result, Verdict
from tests.support.blog import Blog, Post
from tests.support.browser import CHROMIUM, seen

HOSTILE = "<img src=x onerror=parent.ran=1><script>parent.ran=1</script>"
REPORTS = ("verify", "diff", "inspect", "large", "packed")
LONG = "Moss " * 300
AXE = os.environ.get("AXE_CORE", "")
BARRED = """<!doctype html><meta charset="utf-8"><body><script>
async function look(name, width) {
  const frame = document.createElement("iframe");
  frame.style = `width: ${width}px; height: 900px`;
  const loaded = new Promise((resolve) => (frame.onload = resolve));
  frame.src = `/${name}-open.html`;
  document.body.append(frame);
  await loaded;
  const { violations } = await frame.contentWindow.axe.run(frame.contentDocument);
  return violations.map((one) => [width, one.id, one.nodes[0].html]);
}
(async () => {
  const found = {};
  for (const name of REPORTS) found[name] = [...(await look(name, 1280)), ...(await look(name, 390))];
  return found;
})()
  .catch((error) => ({ error: error.stack }))
  .then((found) => fetch("/found", { method: "POST", body: JSON.stringify(found) }));
</script>"""
USE = """<!doctype html><meta charset="utf-8"><body><script>
window.ran = 0;
const pause = (time) => new Promise((resolve) => setTimeout(resolve, time));
async function open(name) {
  const frame = document.createElement("iframe"), before = performance.now(), said = [];
  frame.style = "width: 390px; height: 900px";
  const loaded = new Promise((resolve) => (frame.onload = resolve));
  frame.src = `/${name}.html`;
  document.body.append(frame);
  await loaded;
  frame.contentWindow.onerror = (message) => said.push(message);
  const isPacked = frame.contentDocument.getElementById("packed");
  while (isPacked && !frame.contentDocument.body.dataset.unpacked) await pause(5);
  return { page: frame.contentDocument, view: frame.contentWindow, said, took: performance.now() - before };
}
async function use(name) {
  const { page, view, said, took } = await open(name);
  const shown = () => page.getElementById("shown").textContent, all = shown();
  const [search, ...selects] = page.querySelectorAll("#filters input, #filters select");
  page.body.dispatchEvent(new view.KeyboardEvent("keydown", { key: "/", bubbles: true }));
  const focused = page.activeElement === search;
  const before = performance.now();
  search.value = "second walk";
  search.dispatchEvent(new view.Event("input"));
  const filtered = performance.now() - before, found = shown();
  search.value = "";
  search.dispatchEvent(new view.Event("input"));
  const filters = {};
  for (const select of selects) {
    const name = select.parentElement.firstChild.textContent;
    select.selectedIndex = 1;
    select.dispatchEvent(new view.Event("change"));
    filters[name] = [select.value, shown()];
    select.selectedIndex = 0;
    select.dispatchEvent(new view.Event("change"));
  }
  const first = page.querySelector("#list details");
  first.open = true;
  await pause(50);
  const opened = first.innerText, marks = [...first.querySelectorAll("mark")].map((mark) => mark.textContent);
  const switched = page.querySelector("#filters button");
  const wide = first.querySelectorAll("tr:last-child td").length;
  switched?.click();
  const narrow = first.querySelectorAll("tr:last-child td").length;
  first.open = false;
  view.dispatchEvent(new view.Event("beforeprint"));
  const printed = [first.open];
  view.dispatchEvent(new view.Event("afterprint"));
  printed.push(first.open);
  const none = [], empty = page.getElementById("none"), look = () => none.push(!empty.hidden, shown());
  search.value = "nowhere at all";
  search.dispatchEvent(new view.Event("input"));
  look();
  page.getElementById("clear").click();
  look();
  const count = page.querySelector("#counts button"), counted = [];
  for (const _ of "ab") {
    count.click();
    counted.push([count.getAttribute("aria-pressed"), selects[0].value, shown()]);
  }
  const code = page.querySelector("table[data-filter] button"), led = [];
  if (code) {
    code.click();
    led.push(code.textContent, shown(), page.activeElement.value === code.textContent);
  }
  const choices = [...selects[0].options].map((one) => one.text);
  const live = page.querySelector("[role=status][aria-live]") === page.getElementById("shown");
  const asked = view.performance.getEntriesByType("resource").map((entry) => entry.name);
  const over = page.documentElement.scrollWidth - page.documentElement.clientWidth;
  return { all, focused, filtered, found, filters, opened, marks, columns: [wide, narrow],
    printed, none, counted, led, choices, live, asked, over, said, took };
}
(async () => {
  const told = {};
  for (const name of REPORTS) told[name] = await use(name);
  return { ...told, ran: window.ran };
})()
  .catch((error) => ({ error: error.stack }))
  .then((found) => fetch("/found", { method: "POST", body: JSON.stringify(found) }));
</script>"""

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a report of each kind, on a site in which one post changed."""
    folder = tmp_path_factory.mktemp("reports")
    blog = Blog(tmp_path_factory.mktemp("blog"))
    posts = [Post(1, "Second walk", "<p>We went out.</p>"), Post(2, HOSTILE, "<p>[unknown_thing]</p>", type="page")]
    blog.write(*posts).run("migrate")
    blog.write(posts[0].but(content="<p>We stayed out.</p>"), posts[1])
    for name in REPORTS[:3]:
        blog.run(name, "--format", "html", "--output", str(folder / f"{name}.html"))
    fault = Fault("text", "We went out", "We stayed out")
    many = [
        Verdict(number, f"A walk {number}", "content/a.md", "/a/", Result.DIFFERS, (fault,), "post", "robin", "2020")
        for number in range(10_000)
    ]
    large = Judgement(0, (), (many[0]._replace(title="Second walk"), *many[1:]), ())
    (folder / "large.html").write_text(verdict_page(large, "A large site"), "utf-8")
    text = "--- a/a.md\n+++ b/a.md\n@@ -1,1 +1,1 @@\n" + f"-We went out. {LONG}\n+We stayed out. {LONG}\n" * 200
    ones = [
        ReportItem("update", number, title, "a.md", parts=[{"text": text}])
        for number, title in ((1, "Second walk"), (2, HOSTILE))
    ]
    packed = Report("A site", "what would change", "2 files would change.", True, [("update", 2)], ones)
    (folder / "packed.html").write_text(report_page(packed), "utf-8")
    return folder


@pytest.fixture(scope="module")
def used(reports: Path, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """What the browser saw while it used each report."""
    script = f"const REPORTS = {json.dumps(REPORTS)};"
    (reports / "use.html").write_text(USE.replace("<script>", f"<script>{script}", 1), "utf-8")
    return seen(reports, "use.html", tmp_path_factory.mktemp("profile"))


@pytest.mark.parametrize("name", REPORTS)
def test_no_report_asks_for_anything_or_is_wider_than_its_window(name: str, used: dict[str, Any]) -> None:
    assert (used[name]["asked"], used[name]["said"], used[name]["over"]) == ([], [], 0)


def test_nothing_of_an_export_runs(used: dict[str, Any]) -> None:
    assert used["ran"] == 0


@pytest.mark.parametrize("name", REPORTS)
def test_the_search_is_one_key_away_and_finds_all_words(name: str, used: dict[str, Any]) -> None:
    assert used[name]["focused"]
    assert used[name]["found"].startswith("1 of ")


def test_items_are_filtered_by_what_they_are_and_what_is_said_of_them(used: dict[str, Any]) -> None:
    assert used["verify"]["filters"]["Result"] == ["differs", "1 of 2 items"]
    assert used["verify"]["filters"]["Fault"] == ["text", "1 of 2 items"]
    assert used["diff"]["filters"]["Action"] == ["update", "1 of 1 items"]
    assert used["diff"]["filters"]["Reason"] == ["wordpress", "1 of 1 items"]
    assert used["inspect"]["filters"]["Type"] == ["page", "1 of 2 items"]
    assert used["inspect"]["filters"]["Author"][1] == "2 of 2 items"


def test_changed_words_are_marked_side_by_side_or_below_each_other(used: dict[str, Any]) -> None:
    assert used["verify"]["marks"] == ["stayed", "went"]
    assert used["diff"]["marks"] == ["went", "stayed"]
    assert used["diff"]["columns"] == [1, 2]  # a narrow window begins with the one below the other


def test_texts_that_are_packed_are_unpacked_and_found(used: dict[str, Any], reports: Path) -> None:
    assert used["packed"]["marks"][:2] == ["went", "stayed"]
    assert len((reports / "packed.html").read_text("utf-8")) < 100_000


def test_a_code_in_a_table_leads_to_its_items(used: dict[str, Any]) -> None:
    assert used["verify"]["led"] == ["text", "1 of 2 items", True]


def test_the_filters_say_how_many_items_each_choice_has(used: dict[str, Any]) -> None:
    assert used["verify"]["choices"] == ["all", "differs (1)", "identical (1)"]


@pytest.mark.skipif(not AXE, reason="AXE_CORE does not say where axe-core lies")
def test_nothing_bars_anybody(reports: Path, tmp_path: Path) -> None:
    axe = Path(AXE).read_text("utf-8")
    looked_at = REPORTS[:-1]  # what is packed looks as what is not
    for name in looked_at:
        page = re.sub(r"<meta http-equiv[^>]*>", "", (reports / f"{name}.html").read_text("utf-8"))
        opened = 'for (const one of [...document.querySelectorAll("#list details")].slice(0, 5)) one.open = true;'
        (tmp_path / f"{name}-open.html").write_text(f"{page}<script>{axe}</script><script>{opened}</script>", "utf-8")
    script = f"const REPORTS = {json.dumps(looked_at)};"
    (tmp_path / "barred.html").write_text(BARRED.replace("<script>", f"<script>{script}", 1), "utf-8")
    assert seen(tmp_path, "barred.html", tmp_path / "profile") == {name: [] for name in looked_at}


def test_what_a_search_does_not_find_is_said_and_all_is_one_button_away(used: dict[str, Any]) -> None:
    assert used["verify"]["none"] == [True, "0 of 2 items", False, "2 of 2 items"]


def test_what_is_counted_at_the_top_is_a_filter_too(used: dict[str, Any]) -> None:
    assert used["verify"]["counted"] == [["true", "differs", "1 of 2 items"], ["false", "", "2 of 2 items"]]
    assert all(used[name]["live"] for name in REPORTS)


def test_what_is_listed_stands_open_on_paper_and_is_closed_again(used: dict[str, Any]) -> None:
    assert used["diff"]["printed"] == [True, False]


def test_ten_thousand_items_open_in_two_seconds_and_are_filtered_at_once(used: dict[str, Any]) -> None:
    assert used["large"]["all"] == "10,000 of 10,000 items; the first 100 are below"
    assert used["large"]["took"] < 2_000
    assert used["large"]["filtered"] < 200
