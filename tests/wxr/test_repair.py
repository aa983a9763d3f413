"""What is mended in the bytes of an export before the parser sees them."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from migrate.wxr.encoding import decode
from migrate.wxr.repair import repair
from migrate.wxr.repair_log import RepairLog
from tests.support.wxr_exports import Reading, export, item, pieces, write


def repaired(data: bytes | str, cuts: Iterable[int] = (), log: RepairLog | None = None) -> bytes:
    """A whole export, its bytes coming in chunks that are cut there."""
    data = data.encode() if isinstance(data, str) else data
    log = log or RepairLog()
    return repair(b"".join(decode(pieces(data, cuts), log).chunks), log, is_head=True)


def kinds(data: bytes | str) -> dict[str, list[int]]:
    """The lines of each kind of repair."""
    log = RepairLog()
    repaired(data, log=log)
    return log.lines


def content(data: bytes | str) -> str:
    """The first post's text, as a strict parser reads the repaired export."""
    root = etree.fromstring(repaired(data))
    return str(root.findtext(".//{http://purl.org/rss/1.0/modules/content/}encoded"))


def raw(text: str) -> str:
    """An export whose one post holds this text unescaped in its CDATA section."""
    return export(item(content="HERE")).replace("HERE", text)


def titled(xml: str) -> str:
    """An export whose one title is this XML."""
    return export(item(title="HERE")).replace("<![CDATA[HERE]]>", xml)


def title(data: str) -> str:
    return str(etree.fromstring(repaired(data)).findtext(".//item/title"))


@pytest.mark.parametrize("character", ["\0", "\x01", "\x0b", "\x1f", "\ufffe", "\uffff"])
def test_a_forbidden_character_costs_nothing_but_itself(character: str) -> None:
    assert content(raw(f"before{character}after")) == "beforeafter"


def test_repairs_are_told_with_their_line() -> None:
    damaged = raw("one\ntwo\x01\nthree")
    line = damaged[: damaged.index("\x01")].count("\n") + 1
    assert kinds(damaged) == {"control characters removed": [line]}


def test_a_million_repairs_name_only_the_first_places() -> None:
    log = RepairLog()
    repaired(raw("\x01\n" * 1000), log=log)
    assert log.counts == {"control characters removed": 1000}
    repaired(titled("a & b " * 5000), log=log)
    assert log.counts["bare ampersands escaped"] == 5000
    assert len(log.lines["bare ampersands escaped"]) == 3


@pytest.mark.parametrize(
    "junk",
    [
        "\n\n  \n",
        "<br />\n<b>Warning</b>: Cannot modify header in <b>/srv/index.php</b> on line <b>2</b><br />\n",
        "Deprecated: something < & > \x00 else\n\n",
        '<!DOCTYPE rss [ <!ENTITY a "aaaa"> ]>\n',
    ],
)
def test_what_stands_before_the_export_is_dropped_and_lines_stay(junk: str) -> None:
    clean = export(item())
    result = repaired(junk + clean)
    assert result[result.index(b"<rss") :] == clean[clean.index("<rss") :].encode()
    assert result[: result.index(b"<rss")].strip() == b""
    assert result.count(b"\n") == (junk + clean).count("\n")


def test_no_document_type_reaches_the_parser() -> None:
    bomb = '<!DOCTYPE rss [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
    data = titled("&b;").replace("<rss", f"{bomb}\n<rss", 1)
    assert b"DOCTYPE" not in repaired(data)
    assert title(data) == "&b;"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_wide_and_marked_encodings_are_read(encoding: str) -> None:
    assert content_of_any(raw("größer 🥖").encode(encoding)) == "größer 🥖"


@pytest.mark.parametrize("encoding", ["iso-8859-1", "windows-1252", "iso-8859-15", "koi8-r", "shift_jis"])
def test_a_declared_encoding_is_honoured(encoding: str) -> None:
    text = {"koi8-r": "хлеб", "shift_jis": "パン"}.get(encoding, "größer")
    data = raw(text).replace('encoding="UTF-8"', f'encoding="{encoding}"')
    assert content_of_any(data.encode(encoding)) == text


def content_of_any(data: bytes) -> str:
    # The declaration names the encoding the bytes had before.
    result = re.sub(rb"\A[^<]*<\?xml[^>]*\?>", b"", repaired(data))
    return str(etree.fromstring(result).findtext(".//{http://purl.org/rss/1.0/modules/content/}encoded"))


@pytest.mark.parametrize("name", ["no-such-thing", "utf-16", "rot13", "idna", "zip", "ascii"])
def test_an_encoding_that_cannot_be_meant_is_utf_8(name: str) -> None:
    assert content_of_any(raw("größer").replace('encoding="UTF-8"', f'encoding="{name}"').encode()) == "größer"


def test_bytes_that_are_no_utf_8_are_read_as_windows_1252() -> None:
    data = raw("caf\xe9 \x93crumb\x94 and grün").encode("latin-1").replace(b"gr\xfcn", "grün".encode())
    assert content(data) == "café “crumb” and grün"


def test_surrogates_become_the_character_they_stand_for() -> None:
    pair = "\ud83e\udd56".encode("utf-8", "surrogatepass")
    alone = "\ud83e".encode("utf-8", "surrogatepass")
    assert content(raw("HERE").encode().replace(b"HERE", pair + b" " + alone)) == "🥖 \ufffd"


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("bread & butter", "bread & butter"),
        ("bread&nbsp;butter", "bread\xa0butter"),
        ("caf&eacute; &copy; &AMP; &LT;", "café © & <"),
        ("&unknown; &#8217; &amp; &lt;b&gt;", "&unknown; ’ & <b>"),
        ("&#1;&#0;&#xFFFF;&#55357;x", "x"),
        ("&#99999999999;", "&#99999999999;"),
        ("a < b and <3", "a < b and <3"),
        ("?a=1&b=2", "?a=1&b=2"),
        ("a ]]> b", "a ]]> b"),
    ],
)
def test_text_outside_of_sections_says_what_it_meant(written: str, meant: str) -> None:
    assert title(titled(written)) == meant


@pytest.mark.parametrize(
    "text",
    [
        "<script>//<![CDATA[\ngo();\n//]]></script> and more <b>text</b>",
        "one <![CDATA[ a ]]> two <![CDATA[ b ]]> three",
        "<![CDATA[ a <![CDATA[ b ]]> c ]]> d",
        "stray ]]> end",
        "stray ]]> end ]]> of all",
        "stray ]]></script> end",
    ],
)
def test_sections_that_close_early_are_joined(text: str) -> None:
    assert content(raw(text)) == text


@pytest.mark.parametrize(
    "xml",
    [
        "<![CDATA[a]]]]><![CDATA[>b]]>",
        "<![CDATA[a]]>]]&gt;<![CDATA[b]]>",
        "<![CDATA[a <![CDATA[ b]]>",
        "<![CDATA[a]]> and <![CDATA[b]]>",
        "<![CDATA[a & b < c]]> &amp; d",
        "a <!-- & < ]]> <![CDATA[ --> b",
        "a <?php & < ]]> ?> b",
        "&#13;&#x1F956;&#129366;&#xE000;&quot;&apos;",
    ],
)
def test_proper_xml_is_left_alone(xml: str) -> None:
    data = titled(xml).encode()
    assert repaired(data) == data
    assert repaired(data, range(len(data))) == data


@pytest.mark.parametrize("tail", ["<", "<it", "<![CDATA[", "<![CDATA[ a ]]", "<!-- a", "&", "&am", "\xc3"])
def test_an_export_may_end_anywhere(tail: str) -> None:
    data = export(item()).removesuffix("</channel>\n</rss>\n") + tail
    assert repaired(data.encode("latin-1"))


def test_a_section_that_never_closes_flows_through() -> None:
    endless = raw("HERE").partition("HERE")[0] + "x\n" * 3_000_000
    assert repaired(endless) == endless.encode()


HAZARDS = st.sampled_from(
    [
        *(
            "<![CDATA[",
            "]]>",
            "]]",
            ">",
            "<",
            "&",
            "&amp;",
            "&nbsp;",
            "&#8217;",
            "&#x1;",
            ";",
            "<!--",
            "-->",
            "<?",
            "?>",
        ),
        *(
            "</title>",
            "</content:encoded>",
            "<item>",
            "</item>",
            "</script>",
            "\n",
            " ",
            "text",
            "é",
            "🥖",
            "\x01",
            "\ufffe",
        ),
        *("<rss>", "<!DOCTYPE a>", "</channel>", "</rss>"),
    ]
)
TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00\r\ufffe\uffff", min_codepoint=32))


@given(st.lists(HAZARDS, max_size=60).map("".join), st.lists(st.integers(0, 20_000), max_size=12))
@settings(deadline=None)
def test_where_the_stream_is_cut_never_matters(text: str, cuts: list[int]) -> None:
    data = (raw(text) + "crumb " * 700).encode() * 3
    assert repaired(data, cuts) == repaired(data)


@given(st.binary(max_size=400), st.lists(st.integers(0, 800), max_size=8))
def test_any_bytes_come_out_as_utf_8_that_xml_allows(noise: bytes, cuts: list[int]) -> None:
    result = repaired(b"<?xml version='1.0'?><rss>" + noise, cuts)
    assert re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", result.decode()) is None
    assert result == repaired(b"<?xml version='1.0'?><rss>" + noise)


@given(TEXT, TEXT, st.lists(st.integers(0, 3000), max_size=12))
def test_a_clean_export_passes_byte_for_byte(heading: str, text: str, cuts: list[int]) -> None:
    data = export(item(title=heading, content=text)).encode()
    assert repaired(data, cuts) == data


@given(st.lists(HAZARDS, max_size=40).map("".join))
def test_repairing_twice_changes_nothing_more(text: str) -> None:
    once = repaired(raw(text))
    assert repaired(once) == once


def test_a_byte_order_mark_is_told() -> None:
    assert kinds(codecs.BOM_UTF8 + export().encode()) == {"byte order mark removed": [1]}


def test_half_a_character_by_its_number_does_not_stop_the_reader(tmp_path: Path) -> None:
    broken = export(item("Kept")).replace("<rss version", "<rss <!-- <i>&#xD800;&#55357;</i> --> version")
    assert Reading(write(tmp_path, broken)).items
    inside = export(item("Kept", content="&#xD83D; stays"), head="<!-- & --><x y='<'>&#57343;</x>")
    assert Reading(write(tmp_path, inside)).item.content == "&#xD83D; stays"
