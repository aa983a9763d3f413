"""A WordPress site by somebody who wants its migration to fail: everything in it that can be chosen is a trap."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random

from tests.support.hostile_pieces import BLOCKS, HUGO, MARKDOWN, NAMES, RUNS, SHORTCODES, TAGS
from tests.support.wxr_exports import element, export, record

STATUSES = ("publish",) * 8 + ("draft", "private", "pending", "future", "trash", "<b>")
TYPES = ("post",) * 6 + ("page",) * 3 + ("attachment", "nav_menu_item", "wp_block", "feedback", "portfolio")
DATES = ("2020-05-04 10:00:00", "2019-12-31 23:59:59", "0000-00-00 00:00:00", "9999-99-99 99:99:99", "", "x", "-1")
IDS = ("0", "-1", "99999999999999999999", "1.5", "x", "")
META = (
    "_wp_old_slug",
    "_thumbnail_id",
    "_wp_attached_file",
    "_yoast_wpseo_metadesc",
    "_menu_item_url",
    "footnotes",
    "x",
)
PROSE = tuple(piece for piece in MARKDOWN + HUGO if not piece.startswith("<"))


@dataclass
class HostileBlog:
    """One blog, the same for the same seed. `words`: all that its readers must find again on the new site."""

    random: Random
    count: int
    words: list[str] = field(default_factory=list)

    def export(self) -> str:
        """The whole export."""
        items = [self.item(number) for number in range(1, self.count + 1)]
        head = "".join([*(self.author() for _ in range(3)), *(self.term() for _ in range(8))])
        return (
            export(*items, head=head)
            .replace("A journal", f"<![CDATA[{self.name()}]]>")
            .replace("Walks &amp; bread", f"<![CDATA[{self.mix()}]]>")
            .replace("en-GB", f"<![CDATA[{self.one('en-GB', 'de', *NAMES)}]]>")
        )

    def one(self, *choices: str) -> str:
        return self.random.choice(choices)

    def name(self) -> str:
        """A short text from which names are made."""
        return "".join(self.random.choices(NAMES + PROSE, k=self.random.randint(1, 2)))

    def mix(self, length: int = 6) -> str:
        """Anything at all."""
        kind: Sequence[str] = self.random.choice((MARKDOWN, HUGO, RUNS, TAGS, SHORTCODES, BLOCKS, NAMES))
        every = kind if self.random.random() < 0.3 else MARKDOWN + HUGO + RUNS + TAGS + SHORTCODES + BLOCKS
        gap = self.one("", " ", "\n", "\n\n")
        return gap.join(self.random.choices(every, k=self.random.randint(1, length)))

    def word(self, kind: str) -> str:
        """A new word that must be found again."""
        self.words.append(f"{kind}word{len(self.words)}x")
        return self.words[-1]

    def content(self, good: bool) -> str:
        """Of a good post: a paragraph that nothing can swallow, or prose throughout, before what is hostile."""
        if not good:
            return self.mix(14)
        if self.random.random() < 0.4:
            gap = self.one(" ", "", "\n", "\n\n")
            return gap.join(
                part for piece in self.random.choices(PROSE, k=8) for part in (self.word("prose"), piece, " ")
            )
        block = self.random.random() < 0.3
        first = (
            f"<!-- wp:paragraph --><p>{self.word('block')}</p><!-- /wp:paragraph -->" if block else self.word("body")
        )
        return f"{first}\n\n{self.mix(14)}"

    def author(self) -> str:
        return record("author", author_id="1", author_login=self.name(), author_display_name=self.name())

    def term(self) -> str:
        taxonomy = self.one("category", "post_tag", "nav_menu", self.name())
        names = {"term_slug": self.name(), "term_name": self.name(), "term_description": self.mix(3)}
        return record("term", term_id=str(self.random.randint(1, 9)), term_taxonomy=taxonomy, **names)

    def comment(self, number: int, good: bool) -> str:
        text = f"{self.word('comment')} {self.mix(4)}" if good else self.mix(4)
        return record(
            "comment",
            comment_id=str(number),
            comment_author=self.mix(1),
            comment_author_email="kim@private.example",
            comment_author_IP="192.0.2.77",
            comment_author_url=self.one(
                "javascript:alert(1)", "https://x.example/", " java\tscript:1", "data:,x", self.mix(1)
            ),
            comment_date_gmt=self.one(*DATES),
            comment_content=text,
            comment_approved="1" if good else self.one("0", "1", "spam", "x"),
            comment_parent=str(self.random.randint(0, 5)),
            comment_type=self.one("", "comment", "pingback") if good else self.name(),
        )

    def item(self, number: int) -> str:
        """A good post, page or neither: whatever is drawn."""
        good = self.random.random() < 0.5
        kind, status = (self.one("post", "page"), "publish") if good else (self.one(*TYPES), self.one(*STATUSES))
        slug = f"good-{number}" if good else self.name()
        fields = {
            "post_id": str(number) if good else self.one(str(number), str(number), *IDS),
            "post_date": DATES[0] if good else self.one(*DATES),
            "post_date_gmt": DATES[0] if good else self.one(*DATES),
            "comment_status": self.one("open", "closed", "x"),
            "post_name": slug,
            "status": status,
            "post_parent": "0" if good else self.one("0", "1", str(number), *IDS),
            "menu_order": self.one("0", "3", *IDS),
            "post_type": kind if self.random.random() < 0.95 or good else self.name(),
            "post_password": "" if good or self.random.random() < 0.8 else "secret",
            "attachment_url": self.one("", f"https://blog.example/wp-content/uploads/{self.name()}"),
        }
        title = (
            f"{self.word('title')} {self.mix(2) if self.random.random() < 0.4 else self.name()}"
            if good
            else self.mix(2)
        )
        return "\n".join(
            [
                "<item>",
                element("title", title if not good or "<" not in title else f"{title.partition('<')[0]}"),
                element(
                    "link",
                    f"https://blog.example/{number}/"
                    if good
                    else self.one(f"https://blog.example/{self.name()}", self.name()),
                ),
                element("dc:creator", self.name()),
                element("guid", self.name()),
                element("content:encoded", self.content(good)),
                element("excerpt:encoded", self.mix(3) if self.random.random() < 0.4 else ""),
                *(element(f"wp:{name}", text) for name, text in fields.items()),
                *(self._category() for _ in range(self.random.randint(0, 3))),
                *(
                    record(
                        "postmeta", meta_key=self.one(*META), meta_value=self.one(self.name(), self.mix(2), str(number))
                    )
                    for _ in range(2)
                ),
                *(self.comment(number * 10 + place, good) for place in range(self.random.randint(0, 2))),
                "</item>",
            ]
        )

    def _category(self) -> str:
        domain = self.one("category", "category", "post_tag", "portfolio_type", "nav_menu")
        slug = self.name().replace('"', "").replace("<", "").replace("&", "").replace("\n", "").replace("\x1b", "")
        return element("category", self.name(), f' domain="{domain}" nicename="{slug}"')
