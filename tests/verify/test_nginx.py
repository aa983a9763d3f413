"""A real nginx is asked where rules lead, and does nothing else, whoever wrote the file."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

import pytest

from migrate.hugo.servers.redirects import redirect_files
from migrate.model.decided import LanguageRule, Redirects
from migrate.options import Options
from migrate.verify.site_files.nginx import led_by_nginx
from migrate.verify.site_files.rules import asked_rules
from tests.support.nginx import needs_nginx

RULE = 'location = "/a" { return 301 /b/; }'
HARMS = (
    "access_log FILE combined;",
    "error_log FILE debug;",
    "include FILE;",
    "location = /x { proxy_pass http://127.0.0.1:1; access_log FILE; }",
    "location /x ${ access_log FILE; }",
    "location = /x # }\n{ access_log FILE; }",
    "# a remark\raccess_log FILE;",
    'set $x "a\\\\";access_log FILE;#";',
    '"access_log" FILE;',
    "break;access_log FILE;",
    "listen 127.0.0.1:18999; autoindex on; root /;",
    "} access_log FILE;",
)
"""`FILE` stands for one that is not there."""


@needs_nginx
@pytest.mark.parametrize("harm", HARMS)
def test_rules_that_do_more_than_to_lead_reach_no_nginx(harm: str, tmp_path: Path) -> None:
    rules, written = tmp_path / "nginx.conf", tmp_path / "written"
    rules.write_bytes(f"{harm.replace('FILE', str(written))}\n{RULE}\n".encode())
    assert led_by_nginx(rules, tmp_path, ["/a"]) in (None, ["/b/"])
    assert not written.exists()


@needs_nginx
def test_an_owner_may_add_rules_that_lead(tmp_path: Path) -> None:
    rules = tmp_path / "nginx.conf"
    own = '# Mine: "x\nif ($request_uri ~* "^/C[0-9]{2}\\?") { set $to /d/; return 308 $to; }\nlocation /x {break;}'
    rules.write_text(f"{own}\n{RULE}\n", "utf-8")
    assert led_by_nginx(rules, tmp_path, ["/a", "/c12?x"]) == ["/b/", "/d/"]


@needs_nginx
def test_rules_that_this_tool_writes_reach_it_whatever_the_addresses(tmp_path: Path) -> None:
    evil = "\"; } access_log /x; # $uri ${x} \\ {x} %0a<>|^`'*?&;"
    made = Redirects(
        folder=f"/blog {evil}",
        posts=f"/{evil}/",
        words=(("tag", "/tag/"),),
        items=((5, f"/new{evil}/"), (123, "/x/")),
        categories=(),
        authors=(),
        named=(("tag", f"slug{evil}", f"/new{evil}/"),),
        moved=((f"/old{evil}/", f"/new{evil}/"), ('/old"; }$x\\/', "/fine/")),
        lists=(),
        dates=(),
        depths=(3,),
        languages=(LanguageRule("fr", "/fr", ""), LanguageRule("de", "/de", "de.blog.example")),
        main="https://blog.example",
    )
    rules = tmp_path / "nginx.conf"
    rules.write_text(redirect_files(made, ["nginx.conf"])["nginx.conf"], "utf-8")
    assert led_by_nginx(rules, tmp_path, ["/old%22;%20%7D$x%5C/"]) == ["/fine/"]


LONG = ("/" + "low-water-" * 13 + "й" * 70 + ".a/", "/" + "low-water-" * 13 + "x" * 130 + "/")


@pytest.mark.parametrize("by_server", [pytest.param(True, marks=needs_nginx), False])
def test_old_addresses_longer_than_a_name_may_be_are_led_with_their_neighbours(by_server: bool, tmp_path: Path) -> None:
    asked = ["/low/", *LONG, "/low-water-a/"]
    moved = tuple((one, f"/new/{at}/") for at, one in enumerate(asked))
    made = Redirects("", "/", (), (), (), (), (), moved, (), (), ())
    rules = tmp_path / "nginx.conf"
    rules.write_text(redirect_files(made, ["nginx.conf"])["nginx.conf"], "utf-8")
    read = asked_rules(Options())["redirects/nginx.conf"](rules.read_text("utf-8"))
    led = (
        led_by_nginx(rules, tmp_path, [quote(one) for one in asked]) if by_server else [read(one, "") for one in asked]
    )
    assert led == [f"/new/{at}/" for at in range(4)]


QUESTION = "^/?(?:index\\.php)?\\?(?:[^#]*&)?m=[0-9]{4,8}(?:[&#]|$)"
OWN = (
    'if ($request_uri ~ "(") {\n    return 301 /x;\n}',
    'if ($request_uri ~ "(a+)+$") { return 301 /x; }',
    'if ($request_uri ~ "^/a") {',
    f'if ($request_uri ~ "{QUESTION}") {{\n    rewrite ^ /$x? last;\n}}',
)


@pytest.mark.parametrize("rule", OWN)
def test_rules_of_the_owner_are_no_trouble_where_there_is_none(rule: str) -> None:
    read = asked_rules(Options())["redirects/nginx.conf"]
    assert read(rule)("/" + "a" * 5000, "m=2020&x=!") == ""
