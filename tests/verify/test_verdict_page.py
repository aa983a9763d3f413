"""The judgement as a page: whatever an export says stays text, and nothing outside the file is asked for."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from datetime import UTC, datetime
from hashlib import sha256

from migrate.report.verdict_page import verdict_page
from migrate.tree import attributes, parse
from migrate.verify.kinds import KINDS
from migrate.verify.verdict import Fault, Judgement, Result, SiteFault, Verdict

HOSTILE = '</script><script>alert(1)</script><img src=x onerror="alert(2)">&amp;'


def verdict(number: int, year: int, *faults: Fault) -> Verdict:
    result = Result.DIFFERS if faults else Result.IDENTICAL
    return Verdict(number, HOSTILE, "content/a.md", "/a/", result, faults, "post", "ada", f"{year:04}-05-04 10:00:00")


def page_of(*items: Verdict, site: tuple[SiteFault, ...] = ()) -> str:
    return verdict_page(Judgement(0, (), items, site), HOSTILE)


def test_hostile_text_stays_text() -> None:
    fault = Fault("text", HOSTILE, HOSTILE)
    page = page_of(verdict(1, 2020, fault), site=(SiteFault("link", HOSTILE, HOSTILE),))
    elements = list(parse(page).elements())
    scripts = [one for one in elements if one.tag == "script"]
    assert [one.get("type") for one in scripts] == ["application/json", ""]
    assert not any(one.tag == "img" or "onerror" in one.attributes for one in elements)
    item = json.loads(scripts[0].text())["items"][0]
    assert (item["title"], item["parts"]) == (HOSTILE, [{"name": "text", "expected": HOSTILE, "found": HOSTILE}])
    assert HOSTILE in next(one for one in elements if one.tag == "h1").text()


def test_only_the_script_that_comes_with_the_page_may_run_and_nothing_is_loaded() -> None:
    page = page_of(verdict(1, 2020))
    script = re.findall(r"<script>(.*?)</script>", page, re.S)
    digest = b64encode(sha256(script[0].encode()).digest()).decode()
    assert len(script) == 1
    assert f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{digest}'" in page
    addresses = attributes(page, dict.fromkeys(("src", "href", "srcset", "data", "poster"), ()))
    assert [one for one in addresses if not one[2].startswith("#")] == []


def test_the_verdict_is_a_sentence_that_says_what_is_wrong() -> None:
    fault = Fault("text", "a", "b")
    missing = verdict(3, 2020)._replace(result=Result.MISSING)
    wrong = SiteFault("link", "/a/", "/b/: nothing is there")
    warning = wrong._replace(kind="warning")
    assert "Every item is as it should be." in page_of(verdict(1, 2020), site=(warning,))
    edited = verdict(4, 2020, fault)._replace(result=Result.EDITED)
    assert "Every item is as it should be, but for 1 changed by hand." in page_of(verdict(1, 2020), edited)
    said = "1 item is missing; 2 items are not as in WordPress; 1 thing is wrong in the built site."
    assert said in page_of(verdict(1, 2020, fault), verdict(2, 2020, fault), missing, site=(wrong, warning))


def test_what_hugo_said_stands_at_the_top_where_it_could_not_build() -> None:
    page = verdict_page(Judgement(1, ("error: <b>",), (verdict(1, 2020),), ()), "A blog")
    assert "Hugo could not build the site as it goes live." in page and "error: &lt;b&gt;" in page


def test_each_kind_of_fault_is_explained_with_how_many_items_have_it() -> None:
    page = parse(page_of(verdict(1, 2020, Fault("list", "a", "b"), Fault("list", "c", "d"))))
    cells = [one.text() for one in page.elements() if one.tag == "td"]
    assert cells[:3] == ["list", "A list begins, ends, nests or counts otherwise.", "1"]


def test_what_people_changed_is_told_of_the_item_and_not_as_a_fault_to_mend() -> None:
    page = page_of(verdict(1, 2020, Fault("text", "a", "b"))._replace(result=Result.EDITED))
    assert KINDS["text"].remedy not in page and '"codes": ["text"]' in page


def test_faults_of_the_built_site_stand_above_warnings() -> None:
    warning, wrong = SiteFault("warning", "/a/", "#no"), SiteFault("link", "/b/", "/c/: nothing is there")
    page = page_of(verdict(1, 2020), site=(warning, wrong, warning))
    tables = [re.findall(r"<tr[^>]*><td[^>]*>(.*?)</td>", table) for table in page.split("<h2 ")]
    assert [one for one in tables if one] == [["link"], ["link"], ["/a/", "/a/"]]


def test_the_gravest_kinds_of_faults_come_first_those_of_the_built_site_among_them() -> None:
    faults = [Fault(kind, "a", "b") for kind in ("address", "text", "text", "public")]
    page = page_of(verdict(1, 2020, *faults), site=(SiteFault("file", "", "gone"), SiteFault("address", "", "double")))
    rows = re.findall(r"<tr[^>]*><td[^>]*>(.*?)</td>" + r"<td[^>]*>(.*?)</td>" * 3, page)
    told = [(kind, items, site) for kind, _, items, site in rows]
    assert told[:4] == [("public", "1", ""), ("text", "1", ""), ("address", "1", "1"), ("file", "", "1")]


def test_signs_among_the_words_of_a_fault_are_explained() -> None:
    meaning = "¶ and tags say where parts of a text begin and end."
    assert meaning in page_of(verdict(1, 2020, Fault("list", "a <li> ¶ b", "a b")))
    assert meaning not in page_of(verdict(1, 2020, Fault("list", "a", "b")))


def test_a_site_without_items_says_so() -> None:
    page = page_of()
    assert "The export holds no item that becomes a page." in page and '<div class="tools" hidden>' in page


def test_a_year_without_items_leaps_to_the_eye() -> None:
    page = parse(page_of(verdict(1, 2018), verdict(2, 2020)))
    years = [one for one in page.elements() if one.tag == "li" and "20" in one.text()]
    assert [(one.text(), one.get("class")) for one in years] == [("12018", ""), ("02019", "none"), ("12020", "")]
    assert "Nothing is from 2019." in page.text()


def test_years_without_items_are_named_together() -> None:
    page = page_of(*(verdict(year, year) for year in (2009, 2012, 2014, 2016)))
    assert "Nothing is from 2010, 2011, 2013 and 2015." in page


def test_no_year_to_come_or_before_there_were_sites_is_missed() -> None:
    page = page_of(*(verdict(number, year) for number, year in enumerate((206, 1991, 1993, 9999), 1)))
    shown = re.findall(r'class="year">(\d+)', page)
    assert shown == ["206", *(str(year) for year in range(1990, datetime.now(UTC).year + 1)), "9999"]
