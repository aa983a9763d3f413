"""Pictures and files keep their paths; what WordPress made of a picture becomes the picture."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from migrate.options import Options
from migrate.site.decide.media.media import source
from tests.support.site_builders import BASE, attachment, channel, item, site

UPLOADS = "/wp-content/uploads/2020/05"


@pytest.fixture(scope="module")
def media() -> Any:
    known = [
        attachment(5, "2020/05/a.jpg"),
        attachment(6, "2020/05/big-scaled.jpg", original="big.jpg"),
        attachment(7, "2020/05/crop-e1600000000000.png"),
        attachment(8, "2020/05/my photo (1).jpg"),
        attachment(9, "2020/05/paper.pdf"),
        attachment(10, "2020/05/20x20.gif"),
        attachment(11, "2020/05/huge-scaled.jpg"),
    ]
    posts = [item(1, guid="https://jo.wordpress.com/?p=1")]
    return site(*known, *posts, options=Options(hosts=("old.example",))).media


@pytest.mark.parametrize(
    ("url", "address"),
    [
        (f"{BASE}{UPLOADS}/a.jpg", f"{UPLOADS}/a.jpg"),
        (f"http://www.blog.example{UPLOADS}/a-300x200.jpg", f"{UPLOADS}/a.jpg"),
        (f"//old.example{UPLOADS}/a-300x200.jpg?w=200", f"{UPLOADS}/a.jpg"),
        (f"{UPLOADS}/a-150x150.jpg", f"{UPLOADS}/a.jpg"),
        (f"{BASE}{UPLOADS}/a-scaled.jpg", f"{UPLOADS}/a.jpg"),
        (f"{BASE}{UPLOADS}/a-e1600000000000-300x200.jpg", f"{UPLOADS}/a.jpg"),
        (f"{BASE}{UPLOADS}/big-scaled.jpg", f"{UPLOADS}/big.jpg"),
        (f"{BASE}{UPLOADS}/big-1024x683.jpg", f"{UPLOADS}/big.jpg"),
        (f"{BASE}{UPLOADS}/huge-300x200.jpg", f"{UPLOADS}/huge-scaled.jpg"),
        (f"{BASE}{UPLOADS}/huge.jpg", f"{UPLOADS}/huge-scaled.jpg"),
        (f"{BASE}{UPLOADS}/crop-e1600000000000-300x200.png", f"{UPLOADS}/crop-e1600000000000.png"),
        (f"https://i0.wp.com/blog.example{UPLOADS}/a.jpg?resize=300%2C200&ssl=1", f"{UPLOADS}/a.jpg"),
        ("https://i2.wp.com/jo.files.wordpress.com/2020/05/a.jpg?w=640", f"{UPLOADS}/a.jpg"),
        ("https://jo.files.wordpress.com/2020/05/a-300x200.jpg", f"{UPLOADS}/a.jpg"),
        ("https://jo.files.wordpress.com/2011/01/gone.jpg?w=300", "/wp-content/uploads/2011/01/gone.jpg"),
        (f"{BASE}{UPLOADS}/my%20photo%20(1)-300x200.jpg", f"{UPLOADS}/my%20photo%20%281%29.jpg"),
        (f"{BASE}{UPLOADS}/%e6%97%a5.jpg", f"{UPLOADS}/日.jpg"),
        (f"{BASE}{UPLOADS}/unknown-300x200.jpg", f"{UPLOADS}/unknown-300x200.jpg"),
        (f"{BASE}{UPLOADS}/20x20.gif", f"{UPLOADS}/20x20.gif"),
        (f"{BASE}/files/old.doc", "/files/old.doc"),
        (f"{BASE}/a/../../..{UPLOADS}/a.jpg", f"{UPLOADS}/a.jpg"),
    ],
)
def test_every_spelling_of_a_file_leads_to_its_place_on_the_new_site(media: Any, url: str, address: str) -> None:
    assert media.address(url) == address


@pytest.mark.parametrize(
    "url",
    [
        "https://elsewhere.example/wp-content/uploads/2020/05/a.jpg",
        "https://i0.wp.com/elsewhere.example/a.jpg",
        "https://other.files.wordpress.com/2020/05/a.jpg",
        "data:image/png;base64,AAAA",
        f"ftp://blog.example{UPLOADS}/a.jpg",
        f"{BASE}/image.php?id=5",
        "http://[bad/a.jpg",
        "a.jpg",
        "",
    ],
)
def test_what_is_no_file_of_the_site_is_left_as_it_is(media: Any, url: str) -> None:
    assert media.address(url) == url


SERVED = f"{UPLOADS}/boat.jpg"


@pytest.fixture(scope="module")
def elsewhere() -> Any:
    """A site of which some files lie on other hosts."""
    files = [
        attachment(5, "2020/05/boat.jpg", attachment_url="https://pier.files.wordpress.com/2020/05/boat.jpg"),
        attachment(6, "2020/05/sail.jpg", attachment_url="http://cdn.example/b/wp-content/uploads/2020/05/sail.jpg"),
        attachment(7, "mast.jpg", attachment_url="https://bucket.example/mast.jpg?v=2"),
        attachment(8, "2020/05/page.html"),
        attachment(9, "2020/05/own.jpg"),
    ]
    unnamed = item(10, type="attachment", attachment_url="https://quay.files.wordpress.com/2021/06/chart.pdf")
    return site(*files, unnamed).media


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("https://pier.files.wordpress.com/2020/05/boat.jpg?w=300", SERVED),
        ("http://pier.files.wordpress.com/2020/05/boat-300x200.jpg", SERVED),
        ("https://i0.wp.com/pier.files.wordpress.com/2020/05/boat.jpg?resize=3,2", SERVED),
        ("https://pier.files.wordpress.com/2019/01/other.jpg", "/wp-content/uploads/2019/01/other.jpg"),
        ("https://cdn.example/b/wp-content/uploads/2020/05/sail-300x200.jpg", f"{UPLOADS}/sail.jpg"),
        ("//cdn.example/b/wp-content/uploads/x/other.pdf", "/wp-content/uploads/x/other.pdf"),
        ("https://bucket.example/mast-300x200.jpg", "/wp-content/uploads/mast.jpg"),
        ("http://quay.files.wordpress.com/2021/06/chart.pdf", "/wp-content/uploads/2021/06/chart.pdf"),
        (f"https://xy.i.optimole.com/cb:a/w:300/q:auto/{BASE}{UPLOADS}/own-300x200.jpg", f"{UPLOADS}/own.jpg"),
        ("https://spcdn.example/spai/w_3+q_l/https:/pier.files.wordpress.com/2020/05/boat.jpg", SERVED),
        (f"{BASE}/cdn-cgi/image/width=300,quality=75{UPLOADS}/own.jpg", f"{UPLOADS}/own.jpg"),
        (f"{BASE}/wp-content/themes/t/timthumb.php?src={BASE}{UPLOADS}/own.jpg&w=300", f"{UPLOADS}/own.jpg"),
        (f"https://images.weserv.nl/?w=300&url=blog.example{UPLOADS}/own.jpg", f"{UPLOADS}/own.jpg"),
    ],
)
def test_hosts_of_attachments_and_servers_of_pictures_serve_the_sites_files(
    elsewhere: Any, url: str, address: Any
) -> None:
    assert elsewhere.address(url) == address


@pytest.mark.parametrize(
    "url",
    [
        "https://bucket.example/unknown.jpg",
        "https://cdn.example/other/2020/05/boat.jpg.exe/x",
        f"https://web.archive.org/web/2020/{BASE}{UPLOADS}/own.jpg",
        f"https://share.example/?media={BASE}{UPLOADS}/own.jpg",
        "https://x.i.optimole.com/w:300/https://other.example/wp-content/uploads/a.jpg",
    ],
)
def test_on_other_hosts_only_what_the_export_vouches_for_is_the_sites(elsewhere: Any, url: str) -> None:
    assert elsewhere.address(url) == url


def test_what_lies_elsewhere_is_brought_from_there_and_pages_are_only_named(elsewhere: Any) -> None:
    assert {path: source(one) for path, one in elsewhere.files().items()} == {
        f"static{SERVED}": "https://pier.files.wordpress.com/2020/05/boat.jpg",
        f"static{UPLOADS}/own.jpg": f"{BASE}{UPLOADS}/own.jpg",
        f"static{UPLOADS}/sail.jpg": "http://cdn.example/b/wp-content/uploads/2020/05/sail.jpg",
        "static/wp-content/uploads/2021/06/chart.pdf": "https://quay.files.wordpress.com/2021/06/chart.pdf",
        "static/wp-content/uploads/mast.jpg": "https://bucket.example/mast.jpg?v=2",
    }
    assert elsewhere.pages() == [f"{BASE}{UPLOADS}/page.html"]


@given(st.text(max_size=60))
def test_any_text_is_an_address(media: Any, text: Any) -> None:
    assert isinstance(media.address(text), str)
    assert isinstance(media.address(f"{BASE}/{text}"), str)


def test_files_are_listed_with_their_place_and_where_they_can_be_had(media: Any) -> None:
    files = {path: source(one) for path, one in media.files().items()}
    assert files[f"static{UPLOADS}/a.jpg"] == f"{BASE}{UPLOADS}/a.jpg"
    assert files[f"static{UPLOADS}/big.jpg"] == f"{BASE}{UPLOADS}/big.jpg"
    assert f"static{UPLOADS}/my photo (1).jpg" in files


@pytest.mark.parametrize(
    "name",
    ["../../../etc/passwd.txt", "%2e%2e/%2e%2e/x.jpg", "a%2Fb.jpg", "a%00b.jpg", "a%5C..%5Cb.jpg", "x" * 300 + ".jpg"],
)
def test_no_file_of_the_library_is_listed_outside_its_folder(name: Any) -> None:
    for path in site(attachment(5, f"2020/05/{name}")).media.files():
        first, *folders = path.split("/")
        assert first == "static"
        assert not {"", ".", ".."} & set(folders)
        assert "\\" not in path
        assert "\x00" not in path


def test_without_attachments_in_the_export_files_still_leave_the_old_host() -> None:
    assert site(item(1)).media.address(f"{BASE}{UPLOADS}/a-300x200.jpg") == f"{UPLOADS}/a-300x200.jpg"


def test_in_a_folder_files_stay_below_it() -> None:
    made = site(head=channel(f"{BASE}/blog"))
    assert made.media.address(f"{BASE}/blog{UPLOADS}/a.jpg") == f"/blog{UPLOADS}/a.jpg"
    assert made.media.address(f"{BASE}/shop/a.jpg") == f"{BASE}/shop/a.jpg"


def test_the_featured_image_comes_with_its_alternative_text() -> None:
    picture = attachment(5, "2020/05/a.jpg")
    found = site(item(1, meta=(("_thumbnail_id", "5"),)), picture).pages["1"]
    assert found.image == f"{UPLOADS}/a.jpg"
    assert site(item(1, meta=(("_thumbnail_id", "6"),)), picture).pages["1"].image == ""


@pytest.mark.parametrize("address", ["http://x/" * 20_000, "https://wsrv.nl/?url=" * 20_000])
def test_servers_of_pictures_that_name_each_other_have_an_end(address: str) -> None:
    made = site(attachment(5, "2020/05/a.jpg"), item(1)).media
    assert made.address(address) == address
    assert made.address(f"https://wsrv.nl/?url=i0.wp.com/blog.example{UPLOADS}/a.jpg") == f"{UPLOADS}/a.jpg"
