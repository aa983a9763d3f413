"""An address means what a browser takes it for: compared, where Node is there, with the URL standard's own reading."""

from __future__ import annotations

import json
import shutil
import subprocess
from random import Random

import pytest

from migrate.browser import read_address

PIECES = (
    *(
        "http:",
        "https:",
        "HTTPS:",
        "javascript:",
        "ftp:",
        "x:",
        "//",
        "/",
        "\\",
        "\\\\",
        "///",
        "@",
        ":",
        "?",
        "#",
        ".",
    ),
    *("evil.example", "www.youtube.com", "YouTube.com", "user", "user:word", ":80", ":443", ":0443", ":8080", ":99999"),
    *("\t", "\n", " ", "\x00", "\x01", "\x1f", "\x7f", "\xa0", "\xad", "%2e", "%2E", "%2f", "%5c", "%40", "%00", "%"),
    *(
        "127.1",
        "0x7f.1",
        "2130706433",
        "0x7f000001",
        "[::1]",
        "1.2.3.4.",
        "a.1",
        "ｙｏｕｔｕｂｅ.com",
        "é.example",
        "。",
    ),
    *("xn--e1afmkfd", "..", "a_b", "-", "|", "^", "<", "path/a.pdf", "embed/x", "K", "ſ", "ß.example", "&amp;", "٣"),
)
SCRIPT = """
const read = (base) => (text) => {
  try {
    const url = new URL(text, base);
    const host = url.host;
    url.username = url.password = "";
    return [host, url.href];
  } catch { return null }
};
const input = JSON.parse(require("fs").readFileSync(0, "utf8"));
console.log(JSON.stringify(["http", "https"].map(one => input.map(read(`${one}://blog.example/a/b`)))));
"""


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("https://www.youtube.com/embed/x", "www.youtube.com"),
        ("//www.youtube.com/embed/x", "www.youtube.com"),
        ("https://evil.example\\@www.youtube.com/embed/x", "evil.example"),
        ("https://evil.example\\.youtube.com/x", "evil.example"),
        ("https://www.youtube.com@evil.example/x", "evil.example"),
        ("https://a@b@evil.example/x", "evil.example"),
        ("\\\\evil.example/x", "evil.example"),
        ("/\\evil.example/x", "evil.example"),
        ("/\t/evil.example/x", "evil.example"),
        (" \x01https:\n//EVIL.example:443/x", "evil.example"),
        ("https:////evil.example/x", "evil.example"),
        ("https://www.youtube.com:8443/x", "www.youtube.com:8443"),
        ("https://www.youtube.com./x", "www.youtube.com."),
        ("https://www%2eyoutube%2Ecom/x", "www.youtube.com"),
        ("/wp-content/uploads/a.pdf", ""),
        ("a.pdf", ""),
        ("?p=1", ""),
        ("", ""),
    ],
)
def test_the_host_is_the_one_that_a_browser_asks(address: str, host: str) -> None:
    found = read_address(address)
    assert found and found.host == host


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "mailto:a@b.example",
        "data://www.youtube.com/x",
        "https:/evil.example/x",
        "https:evil.example/x",
        "https://127.1/x",
        "https://0x7f000001/x",
        "https://[::1]/x",
        "https://ｙoutube.com/x",
        "https://you\xadtube.com/x",
        "https://youtube.com%2f.evil.example/x",
        "https://youtube.com:99999/x",
        "https://@/x",
    ],
)
def test_what_is_no_plain_host_of_the_web_is_nobodys(address: str) -> None:
    assert read_address(address) is None


def test_the_text_of_an_address_is_in_plain_spelling() -> None:
    found = read_address(" HTTPS:\\\\a@WWW.YouTube.com:443\\embed\\x?a\\b")
    assert found and found.text == "https://www.youtube.com/embed/x?a\\b"
    found = read_address("/files/%2e%2e/./a%20b.pdf?x.svg#.html")
    assert found and found.path == "/a b.pdf"


@pytest.mark.skipif(not shutil.which("node"), reason="the URL standard is asked through Node")
def test_an_address_that_is_read_is_what_the_url_standard_reads() -> None:
    """Host and whole address, on a page reached with and without encryption."""
    random = Random(4)
    every = ["".join(random.choices(PIECES, k=random.randint(1, 7))) for _ in range(20_000)]
    every += [f"{start}{one}" for start in ("https://", "http://", "//", "/\\") for one in every[:5000]]
    pairs = [(address, found) for address in every if (found := read_address(address))]
    meant = answers([address for address, _ in pairs])
    written = answers([found.text for _, found in pairs])
    assert len(pairs) > 10_000
    for (address, found), one, other in zip(pairs * 2, meant, written, strict=True):
        if one and not (":" in found.host and not found.scheme):  # which port goes without saying is not said then
            assert one[0] == (found.host or "blog.example"), address
            assert other == one or not found.scheme, address


def answers(addresses: list[str]) -> list[list[str] | None]:
    """Host and address by the URL standard, None where it knows none: on a page of http, then on one of https."""
    done = subprocess.run(
        ["node", "-e", SCRIPT], input=json.dumps(addresses), capture_output=True, text=True, check=True
    )
    return [one for page in json.loads(done.stdout) for one in page]
