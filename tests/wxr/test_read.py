"""What comes out of an export."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from migrate.diagnostics import MigrateError
from migrate.model.export import Author, Comment, Term, TermReference
from migrate.site.collect.item_digest import item_digest
from migrate.wxr import segments as segment_module
from tests.support.examples import examples
from tests.support.wxr_exports import NAMESPACES, Reading, cdata, element, export, item, record, write

FULL_ITEM = """<item>
<title><![CDATA[Rye & <em>salt</em>]]></title>
<link>https://blog.example/2021/03/rye/</link>
<pubDate>Mon, 01 Mar 2021 08:00:00 +0000</pubDate>
<dc:creator><![CDATA[rowan]]></dc:creator>
<guid isPermaLink="false">https://blog.example/?p=12</guid>
<description></description>
<content:encoded><![CDATA[  <p>Knead.</p>
]]></content:encoded>
<excerpt:encoded><![CDATA[ Short. ]]></excerpt:encoded>
<wp:post_id>12</wp:post_id>
<wp:post_date><![CDATA[2021-03-01 09:00:00]]></wp:post_date>
<wp:post_date_gmt><![CDATA[2021-03-01 08:00:00]]></wp:post_date_gmt>
<wp:post_modified><![CDATA[2021-03-02 09:00:00]]></wp:post_modified>
<wp:post_modified_gmt><![CDATA[2021-03-02 08:00:00]]></wp:post_modified_gmt>
<wp:comment_status><![CDATA[open]]></wp:comment_status>
<wp:ping_status><![CDATA[open]]></wp:ping_status>
<wp:post_name><![CDATA[rye-%c3%a9]]></wp:post_name>
<wp:status><![CDATA[publish]]></wp:status>
<wp:post_parent>3</wp:post_parent>
<wp:menu_order>-2</wp:menu_order>
<wp:post_type><![CDATA[recipe]]></wp:post_type>
<wp:post_password><![CDATA[crumb]]></wp:post_password>
<wp:is_sticky>1</wp:is_sticky>
<wp:attachment_url><![CDATA[https://blog.example/rye.jpg]]></wp:attachment_url>
<category domain="category" nicename="brot-%c3%a4"><![CDATA[Salt &amp; Rye]]></category>
<category domain="post_tag" nicename="rye"><![CDATA[rye]]></category>
<wp:postmeta><wp:meta_key><![CDATA[_wp_old_slug]]></wp:meta_key><wp:meta_value><![CDATA[a]]></wp:meta_value></wp:postmeta>
<wp:postmeta><wp:meta_key><![CDATA[_wp_old_slug]]></wp:meta_key><wp:meta_value><![CDATA[b]]></wp:meta_value></wp:postmeta>
<wp:comment>
<wp:comment_id>5</wp:comment_id>
<wp:comment_author><![CDATA[A. Reader]]></wp:comment_author>
<wp:comment_author_email><![CDATA[reader@example.org]]></wp:comment_author_email>
<wp:comment_author_url>https://example.org</wp:comment_author_url>
<wp:comment_author_IP><![CDATA[192.0.2.7]]></wp:comment_author_IP>
<wp:comment_date><![CDATA[2021-03-03 09:00:00]]></wp:comment_date>
<wp:comment_date_gmt><![CDATA[2021-03-03 08:00:00]]></wp:comment_date_gmt>
<wp:comment_content><![CDATA[Mine rose!]]></wp:comment_content>
<wp:comment_approved><![CDATA[1]]></wp:comment_approved>
<wp:comment_type><![CDATA[comment]]></wp:comment_type>
<wp:comment_parent>4</wp:comment_parent>
<wp:comment_user_id>0</wp:comment_user_id>
</wp:comment>
</item>"""


def read(folder: Path, text: str | bytes) -> Reading:
    return Reading(write(folder, text))


def test_every_field_of_an_item_is_read(tmp_path: Path) -> None:
    one = read(tmp_path, export(FULL_ITEM)).item
    assert (one.id, one.type, one.status, one.parent, one.menu_order) == (12, "recipe", "publish", 3, -2)
    assert one.title == "Rye & <em>salt</em>"
    assert (one.link, one.guid) == ("https://blog.example/2021/03/rye/", "https://blog.example/?p=12")
    assert (one.creator, one.password, one.sticky, one.comment_status) == ("rowan", "crumb", True, "open")
    assert (one.content, one.excerpt) == ("  <p>Knead.</p>\n", " Short. ")
    assert (one.date, one.date_gmt) == ("2021-03-01 09:00:00", "2021-03-01 08:00:00")
    assert (one.modified, one.modified_gmt) == ("2021-03-02 09:00:00", "2021-03-02 08:00:00")
    assert one.published == "Mon, 01 Mar 2021 08:00:00 +0000"
    assert one.slug == "rye-%c3%a9"
    assert one.attachment_url == "https://blog.example/rye.jpg"
    assert one.terms == (
        TermReference("category", "brot-ä", "Salt & Rye"),
        TermReference("post_tag", "rye", "rye"),
    )
    assert one.meta == (("_wp_old_slug", "a"), ("_wp_old_slug", "b"))
    assert one.comments == (
        Comment(
            id=5,
            author="A. Reader",
            author_url="https://example.org",
            date_gmt="2021-03-03 08:00:00",
            content="Mine rose!",
            approved="1",
            type="comment",
            parent=4,
            date="2021-03-03 09:00:00",
        ),
    )


def test_the_place_of_an_item_is_named(tmp_path: Path) -> None:
    text = export(item(), FULL_ITEM)
    place = text[: text.index(FULL_ITEM)].count("\n") + 1
    assert [(one.file, one.line) for one in read(tmp_path, text).items][1] == ("export.xml", place)


def test_lines_are_right_far_into_a_large_file(tmp_path: Path) -> None:
    text = export(*[item(content="crumb\n" * 5000) for _ in range(40)], FULL_ITEM)
    assert read(tmp_path, text).items[-1].line == text[: text.index(FULL_ITEM)].count("\n") + 1


def test_the_channel_tells_of_the_site(tmp_path: Path) -> None:
    (channel,) = read(tmp_path, export(head="<generator>https://wordpress.org/?v=6.4</generator>")).channels
    assert (channel.title, channel.description, channel.language) == ("A journal", "Walks & bread", "en-GB")
    assert (channel.link, channel.base_blog_url) == ("https://blog.example", "https://blog.example")
    assert (channel.wxr_version, channel.generator) == ("1.2", "https://wordpress.org/?v=6.4")
    assert channel.file == "export.xml"


def test_authors_and_terms_are_read_with_their_names_unescaped_once(tmp_path: Path) -> None:
    head = (
        record(
            "author", author_id="2", author_login="rowan", author_email="r@example.org", author_display_name="R &amp; B"
        )
        + record(
            "category", term_id="3", category_nicename="bread", category_parent="food", cat_name="Bread &amp;amp; &lt;"
        )
        + record("tag", term_id="4", tag_slug="caf%c3%a9", tag_name="Café", tag_description="Where")
        + record("term", term_id="5", term_taxonomy="nav_menu", term_slug="main", term_name="Main")
    )
    result = read(tmp_path, export(head=head))
    assert result.authors == [Author(2, "rowan", "R & B")]
    assert result.terms == [
        Term(3, "category", "bread", "Bread &amp; <", "food"),
        Term(4, "post_tag", "café", "Café", description="Where"),
        Term(5, "nav_menu", "main", "Main"),
    ]


def test_terms_keep_their_meta(tmp_path: Path) -> None:
    meta = record("termmeta", meta_key="colour", meta_value="red") + record("termmeta", meta_key="icon", meta_value="x")
    head = f"<wp:term>{element('wp:term_taxonomy', 'crust')}{element('wp:term_slug', 'thin')}{meta}</wp:term>"
    assert read(tmp_path, export(head=head)).terms[0].meta == (("colour", "red"), ("icon", "x"))


def test_a_term_without_a_name_is_called_by_its_slug(tmp_path: Path) -> None:
    head = record("category", term_id="3", category_nicename="bread")
    assert read(tmp_path, export(head=head)).terms[0].name == "bread"


def test_no_mail_address_and_no_machine_address_leaves_the_reader(tmp_path: Path) -> None:
    head = record("author", author_id="2", author_login="rowan", author_email="rowan@example.org")
    result = read(tmp_path, export(FULL_ITEM, head=head))
    everything = repr((result.channels, result.authors, result.terms, result.items))
    assert "example.org'" not in everything.replace("https://example.org'", "")
    assert "@" not in everything
    assert "192.0.2.7" not in everything


@pytest.mark.parametrize("scheme", ["http", "https"])
@pytest.mark.parametrize("version", ["1.0", "1.1", "1.2", "9.9"])
def test_every_spelling_of_the_namespaces_is_understood(tmp_path: Path, scheme: str, version: str) -> None:
    base = f"{scheme}://wordpress.org/export/{version}/"
    spelled = read(tmp_path, export(FULL_ITEM, namespaces=NAMESPACES | {"wp": base, "excerpt": f"{base}excerpt/"})).item
    assert (spelled.id, spelled.excerpt, spelled.content) == (12, " Short. ", "  <p>Knead.</p>\n")


def test_other_prefixes_for_the_same_namespaces_are_understood(tmp_path: Path) -> None:
    text = export(FULL_ITEM).replace("wp:", "w:").replace("excerpt:encoded", "e:encoded").replace(":excerpt=", ":e=")
    assert read(tmp_path, text).item.excerpt == " Short. "


def test_undeclared_prefixes_are_understood(tmp_path: Path) -> None:
    text = export(FULL_ITEM, head='<atom:link href="https://blog.example/feed/"/>', namespaces={"wp": NAMESPACES["wp"]})
    result = read(tmp_path, text)
    assert (result.item.id, result.item.excerpt, result.item.content) == (12, " Short. ", "  <p>Knead.</p>\n")
    assert result.codes == []


def test_names_of_foreign_elements_are_not_taken_for_ours(tmp_path: Path) -> None:
    strange = "<media:title>other</media:title><atom:link>other</atom:link><itunes:author>other</itunes:author>"
    one = read(tmp_path, export(item(title="ours", inside=strange))).item
    assert (one.title, one.link) == ("ours", "https://blog.example/7/")


def test_an_export_of_the_first_version_is_read(tmp_path: Path) -> None:
    old = """<item>
<title>Fish &amp; chips &#8211; &lt;b&gt;again&lt;/b&gt;</title>
<pubDate>Tue, 05 Jun 2007 10:00:00 +0000</pubDate>
<category>Kitchen Tales</category>
<category domain="category" nicename="kitchen-tales">Kitchen Tales</category>
<category domain="tag">sour dough</category>
<category domain="tag" nicename="sour-dough">sour dough</category>
<content:encoded><![CDATA[Once.]]></content:encoded>
<wp:post_date>2007-06-05 12:00:00</wp:post_date>
<wp:status>publish</wp:status>
<wp:post_type>post</wp:post_type>
</item>"""
    base = "http://wordpress.org/export/1.0/"
    head = record("tag", tag_slug="sour-dough", tag_name="sour dough")
    names = NAMESPACES | {"wp": base, "excerpt": f"{base}excerpt/"}
    result = read(tmp_path, export(old, head=head, namespaces=names, version="<wp:version>1.0</wp:version>"))
    assert result.channels[0].wxr_version == "1.0"
    assert result.terms == [Term(0, "post_tag", "sour-dough", "sour dough")]
    assert result.item.title == "Fish & chips – <b>again</b>"
    assert result.item.id == 0
    assert result.item.terms == (
        TermReference("category", "kitchen-tales", "Kitchen Tales"),
        TermReference("post_tag", "sour-dough", "sour dough"),
    )


def test_fields_padded_with_blanks_are_stripped_but_never_content(tmp_path: Path) -> None:
    padded = "<item>\n<title>\n  <![CDATA[Crust]]>\n</title><content:encoded> <![CDATA[ a ]]> </content:encoded>"
    padded += "<wp:post_id>\n 9 \n</wp:post_id><wp:status>\n<![CDATA[draft]]>\n</wp:status></item>"
    one = read(tmp_path, export(padded)).item
    assert (one.title, one.id, one.status, one.content) == ("Crust", 9, "draft", "  a  ")


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2021-03-01 09:00:00", "2021-03-01 09:00:00"),
        ("2021-03-01T09:00:00Z", "2021-03-01 09:00:00"),
        ("2021-03-01T09:00:00+02:00", "2021-03-01 07:00:00"),
        ("2021-03-01", "2021-03-01 00:00:00"),
        ("0000-00-00 00:00:00", ""),
        ("2021-02-30 00:00:00", ""),
        ("0001-01-01T00:00:00+14:00", ""),
        ("yesterday", ""),
        ("", ""),
    ],
)
def test_dates_have_one_form_or_none(tmp_path: Path, written: str, meant: str) -> None:
    assert read(tmp_path, export(item(post_date_gmt=written))).item.date_gmt == meant


@pytest.mark.parametrize("written", ["", "x", "1e3", "9" * 400, "0x10", "1 2"])
def test_what_is_no_number_counts_as_none(tmp_path: Path, written: str) -> None:
    assert read(tmp_path, export(item(post_parent=written))).item.parent == 0


def test_markup_that_a_program_forgot_to_escape_is_kept_as_text(tmp_path: Path) -> None:
    bare = (
        "<item><title>T</title><content:encoded>One <p>two<br/></p> &amp; <a href='#'/>three</content:encoded></item>"
    )
    assert read(tmp_path, export(bare)).item.content == 'One <p>two<br></p> &amp; <a href="#"></a>three'


TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\ufffe\uffff", min_codepoint=32))
SPICY = st.lists(TEXT | st.sampled_from(["]]>", "<![CDATA[", "</item>", "<item>", "</channel>", "&amp;", "\n"])).map(
    "".join
)


@given(SPICY, SPICY, SPICY, SPICY)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_any_text_of_any_field_survives(tmp_path: Path, title: str, text: str, value: str, comment: str) -> None:
    inside = record("postmeta", meta_key="k", meta_value=value) + record("comment", comment_content=comment)
    result = read(tmp_path, export(item(title=title, content=text, inside=inside)))
    one = result.item
    assert (one.title, one.content) == (title.strip(), text)
    assert (one.meta, one.comments[0].content) == ((("k", value),), comment)
    assert result.codes == []


def test_text_that_speaks_of_exports_does_not_end_the_item(tmp_path: Path) -> None:
    text = "Then came ]]></content:encoded></item></channel></rss> and <item><title>no</title>."
    result = read(tmp_path, export(item(content=text), item(post_id=8)))
    assert [one.content for one in result.items] == [text, "We went out."]
    assert result.codes == []


def test_several_files_are_one_site(tmp_path: Path) -> None:
    head = record("author", author_login="rowan") + record("category", category_nicename="bread", cat_name="Bread")
    first = write(tmp_path, export(item(post_id=1), head=head), "a.xml")
    second = write(tmp_path, export(item(post_id=2), item(post_id=1), head=head), "b.xml")
    result = Reading(first, second)
    assert [one.file for one in result.channels] == ["a.xml", "b.xml"]
    assert (len(result.authors), len(result.terms)) == (1, 1)
    assert [(one.id, one.file) for one in result.items] == [(1, "a.xml"), (2, "b.xml"), (1, "b.xml")]


def test_terms_that_the_export_repeats_come_once(tmp_path: Path) -> None:
    head = record("category", category_nicename="bread", cat_name="Bread")
    head += record("term", term_taxonomy="category", term_slug="bread", term_name="Bread")
    assert len(read(tmp_path, export(head=head)).terms) == 1


def test_an_export_can_be_read_again_and_complains_once(tmp_path: Path) -> None:
    result = read(tmp_path, export(item(content="a\x01")))
    assert result.codes == ["W001"]
    again = [one for one in result.export.read() if one in result.items]
    assert (again, result.codes) == (result.items, ["W001"])


def test_a_reading_broken_off_does_not_silence_the_next(tmp_path: Path) -> None:
    result = read(tmp_path, export(item(content="a\x01"), item(post_id=8)))
    next(result.export.read())
    list(result.export.read())
    assert result.codes == ["W001"]


# Broken in places


def test_an_export_that_ends_early_keeps_its_complete_items(tmp_path: Path) -> None:
    text = export(item(post_id=1), item(post_id=2, content="This one is cut off right here, in its text"))
    result = read(tmp_path, text[: text.index("right here")])
    assert [one.id for one in result.items] == [1]
    assert result.export.truncated
    assert result.codes == ["E002"]
    assert result.diagnostics.found[0].line == text[: text.rindex("<item>")].count("\n") + 1


def test_an_export_that_ends_between_items_is_known_to(tmp_path: Path) -> None:
    text = export(item(post_id=1), item(post_id=2))
    result = read(tmp_path, text[: text.index("</channel>")])
    assert (len(result.items), result.export.truncated, result.codes) == (2, True, ["E002"])


def test_a_complete_export_is_not_truncated(tmp_path: Path) -> None:
    assert not read(tmp_path, export(item())).export.truncated


@pytest.mark.parametrize("tail", ["\n\n", "<!-- cached -->", "<br /><b>Warning</b>: x & y", "\0\0\0"])
def test_what_follows_the_export_does_no_harm(tmp_path: Path, tail: str) -> None:
    result = read(tmp_path, export(item()) + tail)
    assert (len(result.items), result.export.truncated) == (1, False)


def test_exports_glued_together_are_read_to_the_end(tmp_path: Path) -> None:
    result = read(tmp_path, export(item(post_id=1)) + export(item(post_id=2)))
    assert [one.id for one in result.items] == [1, 2]
    assert not result.export.truncated


def test_a_broken_item_costs_no_other(tmp_path: Path) -> None:
    broken = item(post_id=2).replace("</content:encoded>", "</content:encod>")
    result = read(tmp_path, export(item(post_id=1), broken, item(post_id=3)))
    assert [one.id for one in result.items] == [1, 2, 3]
    assert result.codes == ["E003"]
    assert result.diagnostics.found[0].wordpress_id == 2


def test_an_item_without_an_end_is_ended_by_the_next(tmp_path: Path) -> None:
    open_ended = item(post_id=1).removesuffix("</item>")
    result = read(tmp_path, export(open_ended, item(post_id=2), item(post_id=3).removesuffix("</item>")))
    assert [one.id for one in result.items] == [1, 2, 3]
    assert result.codes == ["E003", "E003"]


def test_items_that_ran_into_one_are_both_there_and_named(tmp_path: Path) -> None:
    """Without the tags between them they are one well-formed item to any parser."""
    first, second = item(post_id=1, title="First", content="a"), item(post_id=2, title="Second", content="b")
    together = first.strip().removesuffix("</item>") + second.strip().removeprefix("<item>")
    result = read(tmp_path, export(together, item(post_id=3)))
    assert [(one.id, one.title, one.content) for one in result.items[:2]] == [(1, "First", "a"), (2, "Second", "b")]
    assert [one.id for one in result.items] == [1, 2, 3]
    assert [(one.code.id, one.wordpress_id) for one in result.diagnostics] == [("E003", 1), ("E003", 2)]


def test_a_term_whose_name_holds_an_end_of_an_item_is_lost_with_every_version_of_the_parser(tmp_path: Path) -> None:
    broken = '<category domain="category" nicename="one</item>s"><![CDATA[One]]></category>'
    result = read(tmp_path, export(item(post_id=1, inside=broken), item(post_id=2)))
    assert [(one.id, one.terms) for one in result.items] == [(1, ()), (2, ())]
    assert "E003" in {one.code.id for one in result.diagnostics}


@pytest.mark.parametrize("start", ["<item&>", "", "<"])
def test_an_item_with_a_damaged_start_is_kept_and_named(tmp_path: Path, start: str) -> None:
    damaged = start + item(post_id=2).removeprefix("<item>")
    result = read(tmp_path, export(item(post_id=1), damaged, item(post_id=3)))
    assert [one.id for one in result.items] == [1, 2, 3]
    assert [(one.code.id, one.wordpress_id) for one in result.diagnostics if one.code.id != "W001"] == [("E003", 2)]


@pytest.mark.parametrize("mark", ["<!--", "<?", "<![CDATA["])
def test_a_stray_opening_swallows_one_item_at_most(tmp_path: Path, mark: str) -> None:
    items = [item(post_id=n, content="<p>bread</p>" * 300) for n in range(1, 9)]
    items[2] = items[2].replace("<wp:post_id>", f"{mark}<wp:post_id>")
    assert {1, 2, 5, 6, 7, 8} <= {one.id for one in read(tmp_path, export(*items)).items}


def test_entities_that_nobody_declared_are_harmless(tmp_path: Path) -> None:
    result = read(tmp_path, export(item(post_id=1, inside="<? &a; > <wp:status>&b;</wp:status> ?>"), item(post_id=2)))
    assert [one.id for one in result.items] == [1, 2]


def test_an_item_of_nothing_is_told_as_lost(tmp_path: Path) -> None:
    result = read(tmp_path, export(item(), "<item><<<</item", "</item>"))
    assert len(result.items) == 1
    assert "E001" in result.codes


def test_an_item_beyond_all_bounds_is_left_out_and_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(segment_module, "LARGEST_ITEM", 2 << 20)
    huge = (
        item(post_id=2)
        .replace("We went out.", "</item> crumb\n" * 300_000)
        .replace("<title>", "<wp:post_id>2</wp:post_id><title>")
    )
    text = export(item(post_id=1), huge, FULL_ITEM)
    result = read(tmp_path, text)
    assert [one.id for one in result.items] == [1, 12]
    assert result.items[1].line == text[: text.index(FULL_ITEM)].count("\n") + 1
    (lost,) = result.diagnostics
    assert (lost.code.id, lost.wordpress_id, lost.line) == ("E001", 2, text[: text.index(huge)].count("\n") + 1)


def test_absurd_depth_and_width_are_survived(tmp_path: Path) -> None:
    deep = item(post_id=1, inside="<wp:a>" * 50_000)
    wide = item(post_id=2, inside="<wp:a/>" * 100_000)
    attributes = item(post_id=3, inside="<wp:a " + " ".join(f'a{n}="{n}"' for n in range(20_000)) + "/>")
    result = read(tmp_path, export(deep, wide, attributes, item(post_id=4)))
    assert [one.id for one in result.items] == [1, 2, 3, 4]


@given(st.data())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=examples(300))
def test_bytes_changed_at_random_never_crash_the_reader(tmp_path: Path, data: st.DataObject) -> None:
    text = bytearray(export(FULL_ITEM, item(post_id=3), head=record("category", category_nicename="a")).encode())
    for _ in range(data.draw(st.integers(1, 12))):
        place = data.draw(st.integers(0, len(text) - 1))
        noise = data.draw(
            st.binary(max_size=3) | st.sampled_from([b"<", b">", b"]]>", b"<![CDATA[", b"&", b"<item>", b"</item>"])
        )
        text[place : place + data.draw(st.integers(0, 40))] = noise
    try:
        read(tmp_path, bytes(text))
    except MigrateError as error:
        assert error.message.startswith("export.xml: ")


# The digest


def digest(folder: Path, text: str) -> str:
    return item_digest(read(folder, text).item)


def test_the_digest_is_the_same_wherever_the_item_stands(tmp_path: Path) -> None:
    base = digest(tmp_path, export(FULL_ITEM))
    moved = item_digest(Reading(write(tmp_path, export(item(), FULL_ITEM), "other.xml")).items[1])
    newer = export(FULL_ITEM.replace("<description></description>", ""), version="<wp:wxr_version>1.3</wp:wxr_version>")
    assert {base, moved, digest(tmp_path, newer)} == {base}
    assert len(base) == 32


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<em>salt", "<em>SALT"),
        ("Knead.", "Knead!"),
        (" Short. ", "Short"),
        ("2021-03-01 09", "2021-03-01 10"),
        ("rye-%c3%a9", "rye"),
        ("[publish]", "[draft]"),
        (
            "_wp_old_slug]]></wp:meta_key><wp:meta_value><![CDATA[a",
            "_wp_old_slug]]></wp:meta_key><wp:meta_value><![CDATA[c",
        ),
        ("Mine rose!", "Mine fell."),
        ("Salt &amp;amp; Rye", "Salt"),
        ('nicename="rye"', 'nicename="barley"'),
        ("[recipe]", "[post]"),
        ("<wp:is_sticky>1", "<wp:is_sticky>0"),
    ],
)
def test_the_digest_changes_with_what_wordpress_says(tmp_path: Path, before: str, after: str) -> None:
    text = FULL_ITEM.replace("&amp; Rye", "&amp;amp; Rye")
    assert before in text
    assert digest(tmp_path, export(text)) != digest(tmp_path, export(text.replace(before, after)))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("reader@example.org", "other@example.org"),
        ("192.0.2.7", "192.0.2.8"),
        ("Mon, 01 Mar 2021 08:00:00 +0000", "Mon, 01 Mar 2021 09:00:00 +0100"),
        ("</item>", record("postmeta", meta_key="_edit_last", meta_value="4") + "</item>"),
        ("</item>", record("postmeta", meta_key="_oembed_1f", meta_value="{{unknown}}") + "</item>"),
        ("</item>", record("comment", comment_id="9", comment_content="Buy!", comment_approved="0") + "</item>"),
        ("<![CDATA[Knead", "Knead"),
    ],
)
def test_the_digest_overlooks_what_means_nothing(tmp_path: Path, before: str, after: str) -> None:
    text = FULL_ITEM.replace("  <p>Knead.</p>", "<![CDATA[Knead.").replace("<![CDATA[<![CDATA[", "<![CDATA[")
    assert before in text
    changed = text.replace(before, after)
    if before == "<![CDATA[Knead":
        changed = changed.replace("]]></content:encoded>", "</content:encoded>")
    assert digest(tmp_path, export(text)) == digest(tmp_path, export(changed))


def test_text_that_moves_from_field_to_field_changes_the_digest(tmp_path: Path) -> None:
    assert digest(tmp_path, export(item(title="ab", content="c"))) != digest(
        tmp_path, export(item(title="a", content="bc"))
    )


def test_names_of_terms_are_stored_escaped_but_titles_are_not(tmp_path: Path) -> None:
    tagged = item(
        title="C++ &amp; C#", inside=f'<category domain="post_tag" nicename="c">{cdata("C++ &amp; C#")}</category>'
    )
    one = read(tmp_path, export(tagged)).item
    assert (one.title, one.terms[0].name) == ("C++ &amp; C#", "C++ & C#")


def test_the_description_is_the_text_where_another_program_left_the_content_empty(tmp_path: Path) -> None:
    described = "<description><![CDATA[<p>Words.</p>]]></description>"
    blank = "<content:encoded><![CDATA[ ]]></content:encoded>"
    assert read(tmp_path, export(f"<item>{described}{blank}</item>")).item.content == "<p>Words.</p>"
    full = "<content:encoded><![CDATA[More.]]></content:encoded>"
    assert read(tmp_path, export(f"<item>{described}{full}</item>")).item.content == "More."
