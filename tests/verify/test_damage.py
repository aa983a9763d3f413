"""Every kind of damage that can be done to a migrated site, each to a post of its own, found and named by its kind.

All of them share one site, which is judged twice: as it was made, and with all the damage in it.
"""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.support.blog import Blog, Post

PLAIN = Post(0)


@dataclass(frozen=True)
class Damage:
    """What happens to a file, and what kind of fault that must be called."""

    what: str
    kind: str
    stored: str
    old: str
    new: str
    post: Post = PLAIN
    """What the post has beside its text."""


UPLOADS = "https://blog.example/wp-content/uploads/2020/05"
TWO = "<p>First here.</p><p>Second there.</p>"
QUOTE = "<blockquote><p>Said so.</p></blockquote><p>Yes.</p>"
NUMBERS = "<ol><li>One</li><li>Two</li></ol>"
RENAMED = PLAIN.but(meta=(("_wp_old_slug", "before"),))
CLOSED = PLAIN.but(is_closed=True)
DRAFT = PLAIN.but(status="draft")
PICTURE = '<p><img src="https://blog.example/wp-content/uploads/2020/05/a.jpg" alt="A boat" /> at sea.</p>'
GALLERY = (
    '<!-- wp:gallery {"linkTo":"none"} --><figure class="wp-block-gallery has-nested-images columns-2">'
    f'<!-- wp:image --><figure class="wp-block-image"><img src="{UPLOADS}/a.jpg" alt="One"/></figure><!-- /wp:image -->'
    f'<!-- wp:image --><figure class="wp-block-image"><img src="{UPLOADS}/b.jpg" alt="Two"/></figure><!-- /wp:image -->'
    "</figure><!-- /wp:gallery -->"
)
CAPTION = (
    '<figure class="wp-block-image"><img src="https://blog.example/wp-content/uploads/2020/05/a.jpg" alt="A boat"/>'
    "<figcaption>The boat at noon</figcaption></figure>"
)
TABLE = (
    "<table><thead><tr><th>Name</th><th>Age</th></tr></thead><tbody><tr><td>Ada</td><td>36</td></tr></tbody></table>"
)
CODE = "<pre><code>if x:\n    go(1)\n</code></pre>"
LISTS = "<ul><li>One<ul><li>Inner</li></ul></li><li>Two</li></ul>"
FILM = "https://www.youtube.com/watch?v=dQw4w9WgXcQ"
PLAYER = "https://open.spotify.com/embed/track/4uLU6hMCjMI75M1A2tKUabc"
LINK = '<p>See <a href="https://blog.example/about/#history">the history</a> and <a href="https://other.example/a">more</a>.</p>'
TITLED = '<p>See <a href="https://other.example/a" title="Old words">more</a>.</p>'
BUTTON = (
    '<!-- wp:buttons --><div class="wp-block-buttons"><!-- wp:button --><div class="wp-block-button">'
    '<a class="wp-block-button__link" href="https://other.example/a">Go</a></div><!-- /wp:button --></div>'
    "<!-- /wp:buttons -->"
)
FILE = (
    f'<!-- wp:file {{"id":1}} --><div class="wp-block-file"><a href="{UPLOADS}/a.pdf">Paper</a></div><!-- /wp:file -->'
)
FIELDS = Post(0, categories=("News",), tags=("sea", "wind"), excerpt="In short.", slug="plain-name")

MARKED = '<table><tr><td colspan="2">See <a href="https://other.example/a">more</a></td></tr><tr><td>A</td><td>B</td></tr></table>'
RUBY = '<pre class="wp-block-code"><code class="language-ruby">puts 1</code></pre>'
ALIGNED = f'<p>Sea <img class="alignright" src="{UPLOADS}/a.jpg" alt="A boat" width="120" height="80" /> and land.</p>'
CENTERED = (
    '<!-- wp:paragraph {"align":"center"} --><p class="has-text-align-center">In the middle.</p><!-- /wp:paragraph -->'
)
COLUMNS = (
    '<!-- wp:columns --><div class="wp-block-columns"><!-- wp:column {"width":"30%"} -->'
    '<div class="wp-block-column" style="flex-basis:30%"><p>One.</p></div><!-- /wp:column -->'
    '<!-- wp:column {"width":"70%"} --><div class="wp-block-column"><p>Two.</p></div><!-- /wp:column -->'
    "</div><!-- /wp:columns -->"
)
COVER = (
    f'<!-- wp:cover {{"url":"{UPLOADS}/a.jpg"}} --><div class="wp-block-cover">'
    f'<img class="wp-block-cover__image-background" src="{UPLOADS}/a.jpg" alt=""/>'
    '<div class="wp-block-cover__inner-container"><p>At sea.</p></div></div><!-- /wp:cover -->'
)
SPACED = "<ul><li><p>One</p></li><li><p>Two</p></li></ul>"
EXPLAINED = '<p>Far <abbr title="At sea">AS</abbr> we were.</p>'
TURNED = '<p dir="rtl">Shalom.</p>'
TURNED_CALL = '{{< wp-align dir="rtl" >}}\nShalom.\n{{< /wp-align >}}'
CENTERED_CALL = '{{< wp-align to="center" >}}\nIn the middle.\n{{< /wp-align >}}'
COLUMNS_CALLS = (
    '{{< wp-columns >}}\n{{< wp-column width="30%" >}}\nOne.\n{{< /wp-column >}}\n\n'
    '{{< wp-column width="70%" >}}\nTwo.\n{{< /wp-column >}}\n{{< /wp-columns >}}'
)
FORM = (
    '<form><input type="text" placeholder="Name"><select><option>A</option><option selected>B</option></select></form>'
)
MARKED_CODE = '<pre>a <em>b</em> <a href="https://other.example/a">c</a></pre>'
DRAWING = '<p>A ship <svg width="5"><text>Hull</text></svg> here.</p>'
BEGINNING = "<p>One.</p><p>Two.</p><!--more--><p>Three.</p>"
CAPTIONED = (
    '<!-- wp:table --><figure class="wp-block-table"><table><tbody><tr><td>a</td></tr></tbody></table>'
    "<figcaption>About it</figcaption></figure><!-- /wp:table -->"
)
CAPTION_CALL = "{{< wp-caption >}}\nAbout it\n{{< /wp-caption >}}"
FOR_FEW = "[members-only]Few read of this blue whale.[/members-only]<p>All read this.</p>"
FOR_FEW_CALL = '{{< wp-hidden why="members" >}}\nFew read of this blue whale.\n{{< /wp-hidden >}}'

DAMAGES = (
    Damage("a word is gone", "text", "<p>One two three.</p>", "two ", ""),
    Damage("a word stands twice", "text", "<p>One two three.</p>", "two", "two two"),
    Damage("a word is another", "text", "<p>One two three.</p>", "two", "too"),
    Damage("two words change places", "text", "<p>One two three.</p>", "One two", "two One"),
    Damage("two words run together", "text", "<p>One two three.</p>", "One two", "Onetwo"),
    Damage("a sign is another", "text", "<p>It costs 30 € today.</p>", "€", "$"),
    Damage("an apostrophe is turned", "text", "<p>It's so.</p>", "It's", "It‘s"),
    Damage("the words behind an address go", "text", "<p>见“下载 http://other.example/a.ppd”等。</p>", "等", ""),
    Damage("quotation marks are turned", "text", "<p>They said “yes” then.</p>", '"yes"', "”yes“"),
    Damage("an entity is written out", "text", "<p>a &lt; b</p>", "<", "&amp;lt;"),
    Damage("a letter lost its accent", "text", "<p>The café.</p>", "é", "e"),
    Damage(
        "a paragraph is new",
        "text",
        TWO,
        "First here.\n\nSecond there.",
        "Second there.\n\nFirst here.",
    ),
    Damage("two paragraphs are one", "text", TWO, "here.\n\nSecond", "here. Second"),
    Damage("paragraphs change places", "text", TWO, "First here.\n\nSecond there.", "Second there.\n\nFirst here."),
    Damage("a paragraph is gone", "text", TWO, "\n\nSecond there.", ""),
    Damage("a line break is gone", "text", "<p>Rose<br>violet</p>", "\\\n", " "),
    Damage("a heading has another level", "heading", "<h2>Title</h2><p>Text.</p>", "## Title", "### Title"),
    Damage("a heading is a paragraph", "heading", "<h2>Title</h2><p>Text.</p>", "## Title", "Title"),
    Damage(
        "a list begins at another number",
        "list",
        '<ol start="3"><li>One</li><li>Two</li></ol>',
        "3. One\n4.",
        "1. One\n2.",
    ),
    Damage(
        "a numbered list has bullets", "list", "<ol><li>One</li><li>Two</li></ol>", "1. One\n2. Two", "* One\n* Two"
    ),
    Damage("an inner item is an outer one", "list", LISTS, "  * Inner", "* Inner"),
    Damage("an item is gone", "list", LISTS, "* Two", ""),
    Damage("two items are one", "list", "<ul><li>One</li><li>Two</li></ul>", "\n* Two", " Two"),
    Damage("a quote is undone", "quote", QUOTE, "> Said", "Said"),
    Damage(
        "a paragraph is in the quote",
        "quote",
        QUOTE,
        "\n\nYes",
        "\n>\n> Yes",
    ),
    Damage("cells change places", "table", TABLE, "Ada | 36", "36 | Ada"),
    Damage("a row is gone", "table", TABLE, "\n| Ada | 36 |", ""),
    Damage("a cell is empty", "table", TABLE, "Ada | 36 |", "Ada | |"),
    Damage("a line of code has another indent", "code", CODE, "    go", "  go"),
    Damage("a sign in code is another", "code", CODE, "go(1)", "go(2)"),
    Damage("code is a paragraph", "code", CODE, "```\n", ""),
    Damage("code in a line is plain", "code", "<p>Call <code>run</code> now.</p>", "`run`", "run"),
    Damage("code in a line is other code", "code", "<p>Call <code>run</code> now.</p>", "run", "ran"),
    Damage("emphasis is lost", "emphasis", "<p>One <em>two</em> three.</p>", "_two_", "two"),
    Damage("emphasis spreads", "emphasis", "<p>One <em>two</em> three.</p>", "_two_ three.", "_two three._"),
    Damage("emphasis is strong", "emphasis", "<p>One <em>two</em> three.</p>", "_two_", "**two**"),
    Damage("words are struck out", "emphasis", "<p>One two three.</p>", "two", "~~two~~"),
    Damage("a link leads elsewhere", "link", LINK, "https://other.example/a", "https://other.example/b"),
    Damage("a link is gone", "link", LINK, "[more](https://other.example/a)", "more"),
    Damage("a link is relative", "link", LINK, "https://other.example/a", "a"),
    Damage("a link leads to another page", "link", LINK, "/about.md#history", "/other.md#history"),
    Damage("the place in a page is lost", "link", LINK, "#history", ""),
    Damage("a link has other words in it", "link", LINK, "and [more]", "[and more]"),
    Damage("a picture is another", "image", PICTURE, "a.jpg", "b.jpg"),
    Damage("a picture has other words for it", "image", PICTURE, "A boat", "A ship"),
    Damage("a picture has no words for it", "image", PICTURE, "A boat", ""),
    Damage("a picture is gone", "image", PICTURE, "![A boat](/wp-content/uploads/2020/05/a.jpg)", ""),
    Damage("a caption is another", "text", CAPTION, "at noon", "at night"),
    Damage("a caption is gone", "image", CAPTION, ' caption="The boat at noon"', ""),
    Damage("a picture of a gallery is gone", "image", GALLERY, "![Two](/wp-content/uploads/2020/05/b.jpg)", ""),
    Damage("a film is another", "media", FILM, "dQw4w9WgXcQ", "aaaaaaaaaaa"),
    Damage("a film is gone", "media", f"<p>Look:</p>\n{FILM}", '{{< youtube id="dQw4w9WgXcQ" >}}', ""),
    Damage("a player of another service is another", "media", f'<p><iframe src="{PLAYER}"></iframe></p>', "abc", "abd"),
    Damage("the title is another", "front_matter", "<p>Text.</p>", "title: A walk", "title: A talk", FIELDS),
    Damage("the date is another", "front_matter", "<p>Text.</p>", "date: 2020-05-04T", "date: 2020-05-05T", FIELDS),
    Damage("the hour is another", "front_matter", "<p>Text.</p>", "+01:00", "+02:00", FIELDS),
    Damage("a tag is gone", "front_matter", "<p>Text.</p>", "- sea\n", "", FIELDS),
    Damage("a category is another", "front_matter", "<p>Text.</p>", "categories: News", "categories: Old", FIELDS),
    Damage("the author is another", "front_matter", "<p>Text.</p>", "author: robin", "author: kim", FIELDS),
    Damage("the summary is another", "front_matter", "<p>Text.</p>", "In short.", "At length.", FIELDS),
    Damage("comments are closed", "front_matter", "<p>Text.</p>", "comments: true", "comments: false", FIELDS),
    Damage("a post is a draft", "front_matter", "<p>Text.</p>", "---\nauthor", "---\ndraft: true\nauthor", FIELDS),
    Damage("a draft is public", "public", "<p>Not yet.</p>", "draft: true\n", "", DRAFT),
    Damage("the address is another", "address", "<p>Text.</p>", "url: /2020/05/04/post", "url: /2021/05/04/post"),
    Damage(
        "an old address is lost",
        "address",
        "<p>Text.</p>",
        "aliases:\n- /2020/05/04/before/\n",
        "",
        Post(0, meta=(("_wp_old_slug", "before"),)),
    ),
    Damage(
        "an inner quote is an outer one",
        "quote",
        "<blockquote><p>A.</p><blockquote><p>B.</p></blockquote></blockquote>",
        "> > B",
        "> B",
    ),
    Damage("items change places", "list", "<ul><li>One</li><li>Two</li></ul>", "* One\n* Two", "* Two\n* One"),
    Damage(
        "a term is its description", "list", "<dl><dt>Ship</dt><dd>Large</dd></dl>", "Ship\n: Large", "Large\n: Ship"
    ),
    Damage(
        "rows change places",
        "table",
        "<table><tr><th>N</th></tr><tr><td>a</td></tr><tr><td>b</td></tr></table>",
        "| a |\n| b |",
        "| b |\n| a |",
    ),
    Damage(
        "a column is gone", "table", TABLE, "| Name | Age |\n| --- | --- |\n| Ada | 36 |", "| Name |\n| --- |\n| Ada |"
    ),
    Damage("a table is text", "table", TABLE, "| Name | Age |\n| --- | --- |\n| Ada | 36 |", "Name Age\n\nAda 36"),
    Damage("a line of code is gone", "code", CODE, "    go(1)\n", ""),
    Damage("lines of code change places", "code", CODE, "if x:\n    go(1)", "    go(1)\nif x:"),
    Damage("an empty line in code is gone", "code", "<pre><code>a\n\nb</code></pre>", "a\n\nb", "a\nb"),
    Damage("a tab is spaces", "code", "<pre><code>a:\n\tb</code></pre>", "\tb", "    b"),
    Damage("a sign below the line is not", "emphasis", "<p>H<sub>2</sub>O</p>", "<sub>2</sub>", "2"),
    Damage("strong spreads", "emphasis", "<p>One <strong>two</strong> three.</p>", "**two** three.", "**two three.**"),
    Damage("a key is plain", "emphasis", "<p>Press <kbd>Enter</kbd> now.</p>", "<kbd>Enter</kbd>", "Enter"),
    Damage("a mark is gone", "emphasis", "<p>One <mark>two</mark>.</p>", "<mark>two</mark>", "two"),
    Damage("a heading is a heading and emphasized", "emphasis", "<h2>Title here</h2>", "Title here", "_Title_ here"),
    Damage("a question in a link is lost", "link", '<p><a href="https://other.example/a?b=1">more</a></p>', "?b=1", ""),
    Damage("a mail address is another", "link", '<p><a href="mailto:a@b.example">write</a></p>', "a@b", "c@b"),
    Damage("a link has another case", "link", '<p><a href="https://other.example/A">more</a></p>', "/A", "/a"),
    Damage(
        "a picture has a link",
        "link",
        PICTURE,
        "![A boat](/wp-content/uploads/2020/05/a.jpg)",
        "[![A boat](/wp-content/uploads/2020/05/a.jpg)](/x/)",
    ),
    Damage(
        "a picture lost its link",
        "link",
        f'<p><a href="https://other.example/"><img src="{UPLOADS}/a.jpg" alt="A"></a></p>',
        "[![A](/wp-content/uploads/2020/05/a.jpg)](https://other.example/)",
        "![A](/wp-content/uploads/2020/05/a.jpg)",
    ),
    Damage(
        "a picture stands twice",
        "image",
        PICTURE,
        "![A boat](/wp-content/uploads/2020/05/a.jpg)",
        "![A boat](/wp-content/uploads/2020/05/a.jpg) ![A boat](/wp-content/uploads/2020/05/a.jpg)",
    ),
    Damage(
        "pictures of a gallery change places",
        "image",
        GALLERY,
        "![One](/wp-content/uploads/2020/05/a.jpg)",
        "![Two](/wp-content/uploads/2020/05/b.jpg)",
    ),
    Damage("a recording is another", "media", f'[audio src="{UPLOADS}/a.mp3"]', "a.mp3", "b.mp3"),
    Damage("a film begins elsewhere", "media", "https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=30", "30", "40"),
    Damage("a summary is another", "text", "<details><summary>More</summary><p>Inside</p></details>", "More", "Less"),
    Damage("a rule is gone", "text", "<p>A</p><hr><p>B</p>", "\n\n---\n\n", "\n\n"),
    Damage(
        "a footnote says something else",
        "text",
        "<!-- wp:paragraph --><p>Said ((A note here.)) so.</p><!-- /wp:paragraph -->",
        "A note",
        "A remark",
    ),
    Damage("a formula is another", "media", "<p>$latex a^2$ is.</p>", "a^2", "a^3"),
    Damage(
        "a button leads elsewhere",
        "link",
        BUTTON,
        "other.example/a",
        "other.example/b",
    ),
    Damage(
        "a file is another",
        "link",
        FILE,
        "a.pdf",
        "b.pdf",
    ),
    Damage("a comment swallows words", "text", "<p>One two three.</p>", "two", "<!-- two -->"),
    Damage(
        "words are hidden by a style", "text", "<p>One two three.</p>", "two", '<span style="display:none">two</span>'
    ),
    Damage("words are a link's title", "text", "<p>One two three.</p>", "two three", '[two](/x/ "three")'),
    Damage("a word is in other letters", "text", "<p>One two three.</p>", "two", "twо"),
    Damage("a dash is a hyphen", "text", "<p>One \u2014 two.</p>", "One ---", "One -"),
    Damage("a number lost its digits", "text", "<p>It is 1,000,000 now.</p>", "1,000,000", "1,000"),
    Damage("capital letters are small", "text", "<p>NATO said.</p>", "NATO", "nato"),
    Damage("a description is new", "front_matter", "<p>Text.</p>", "author:", "description: Other\nauthor:"),
    Damage("a tag more", "front_matter", "<p>Text.</p>", "- sea\n", "- sea\n- land\n", FIELDS),
    Damage("tags change places", "front_matter", "<p>Text.</p>", "- sea\n- wind", "- wind\n- sea", FIELDS),
    Damage("a slug is another", "front_matter", "<p>Text.</p>", "slug: plain", "slug: fancy", FIELDS),
    Damage("it is pinned", "front_matter", "<p>Text.</p>", "author:", "sticky: true\nauthor:"),
    Damage("a picture for others is new", "front_matter", "<p>Text.</p>", "author:", "images:\n- /x.jpg\nauthor:"),
    Damage(
        "the last change is another",
        "front_matter",
        "<p>Text.</p>",
        "author:",
        "lastmod: 2024-01-01T00:00:00Z\nauthor:",
    ),
    Damage("it is not for search engines", "front_matter", "<p>Text.</p>", "author:", "robots: noindex\nauthor:"),
    Damage(
        "another page is said to be the original",
        "front_matter",
        "<p>Text.</p>",
        "author:",
        "canonicalURL: https://x.example/\nauthor:",
    ),
    Damage("it has expired", "address", "<p>Text.</p>", "author:", "expiryDate: 2021-01-01\nauthor:"),
    Damage("it comes later", "front_matter", "<p>Text.</p>", "author:", "publishDate: 2099-01-01\nauthor:"),
    Damage("it is not rendered", "address", "<p>Text.</p>", "author:", "build:\n  render: never\nauthor:"),
    Damage("an old address more", "front_matter", "<p>Text.</p>", "author:", "aliases:\n- /more/\nauthor:"),
    Damage("a summary is new", "front_matter", "<p>Text.</p>", "author:", "summary: Short\nauthor:"),
    Damage("the wordpress id is another", "front_matter", "<p>Text.</p>", "wordpress_id: ", "wordpress_id: 9"),
    Damage("comments are no longer closed", "front_matter", "<p>Text.</p>", "comments: false\n", "", CLOSED),
    Damage("a page has a layout of its own", "front_matter", "<p>Text.</p>", "author:", "layout: bare\nauthor:"),
    Damage("a page is of another type", "front_matter", "<p>Text.</p>", "author:", "type: note\nauthor:"),
    Damage("a page is called otherwise in lists", "front_matter", "<p>Text.</p>", "author:", "linkTitle: L\nauthor:"),
    Damage("a page is in no list", "front_matter", "<p>Text.</p>", "author:", "build:\n  list: never\nauthor:"),
    Damage("a page is a bundle without a page", "front_matter", "<p>Text.</p>", "author:", "headless: true\nauthor:"),
    Damage(
        "a page is not in the sitemap", "front_matter", "<p>Text.</p>", "author:", "sitemap:\n  disable: true\nauthor:"
    ),
    Damage("a page is written as other files", "front_matter", "<p>Text.</p>", "author:", "outputs: [json]\nauthor:"),
    Damage("a page hands down", "front_matter", "<p>Text.</p>", "author:", "cascade:\n  draft: true\nauthor:"),
    Damage("a page is in a menu", "front_matter", "<p>Text.</p>", "author:", "menus: main\nauthor:"),
    Damage("a page expires some day", "front_matter", "<p>Text.</p>", "author:", "expiryDate: 2099-01-01\nauthor:"),
    Damage("a theme is told to hide a page", "front_matter", "<p>Text.</p>", "author:", "hidden: true\nauthor:"),
    Damage("a page has key words", "front_matter", "<p>Text.</p>", "author:", "keywords: [a]\nauthor:"),
    Damage(
        "a theme is told among parameters", "front_matter", "<p>Text.</p>", "author:", "params: {hidden: 1}\nauthor:"
    ),
    Damage("a beginning ends nowhere", "text", "<p>One.</p><!--more--><p>Two.</p>", "<!--more-->", ""),
    Damage("a column stands on another side", "table", TABLE, "| --- | --- |", "| --- | ---: |"),
    Damage("a link is explained otherwise", "link", TITLED, "Old words", "New words"),
    Damage("a link is not explained", "link", TITLED, ' "Old words"', ""),
    Damage("a gallery has other columns", "image", GALLERY, 'columns="2"', 'columns="5"'),
    Damage("words are of no size", "text", "<p>One two three.</p>", "two", '<span style="font-size:0">two</span>'),
    Damage("words shine through", "text", "<p>One two three.</p>", "two", '<span style="opacity: 0">two</span>'),
    Damage("words are white", "text", "<p>One two three.</p>", "two", '<span style="color:#fff">two</span>'),
    Damage("words are for screen readers", "text", "<p>One two three.</p>", "two", '<b class="sr-only">two</b>'),
    Damage(
        "words are bold by a style", "emphasis", "<p>One two three.</p>", "two", '<i style="font-weight:bold">two</i>'
    ),
    Damage("words are big", "emphasis", "<p>One two three.</p>", "two", "<big>two</big>"),
    Damage("a program is in the text", "media", "<p>One two three.</p>", "three.", "three.<script>go()</script>"),
    Damage(
        "a frame is in the text", "media", "<p>One two three.</p>", "three.", '<iframe srcdoc="three"></iframe>three.'
    ),
    Damage("a click does something", "media", "<p>One two three.</p>", "two", '<span onclick="go()">two</span>'),
    Damage(
        "all addresses are of another site",
        "link",
        "<p>One two three.</p>",
        "One",
        '<base href="https://x.example/">One',
    ),
    Damage("a drawing is new", "image", "<p>One two three.</p>", "three.", "three.<svg></svg>"),
    Damage("an entry is a task", "list", "<ul><li>One</li><li>Two</li></ul>", "* One", "* [ ] One"),
    Damage("a link follows nobody", "link", MARKED, "<a href=", '<a rel="nofollow" href='),
    Damage("code is in another language", "code", RUBY, "```ruby", "```perl"),
    Damage("lines of code are numbered", "code", RUBY, "```ruby", "```ruby {linenos=true}"),
    Damage("an item is empty", "list", "<ul><li>One</li><li>Two</li></ul>", "* Two", "*\n* Two"),
    Damage("code is in no language", "code", RUBY, "```ruby", "```"),
    Damage("a picture lost its side", "image", ALIGNED, ' class="alignright"', ""),
    Damage("a picture has another width", "image", ALIGNED, 'width="120"', 'width="60"'),
    Damage("a picture with words is wider", "image", CAPTION, "{{< figure", '{{< figure width="900"'),
    Damage("words stand on another side", "text", CENTERED, 'to="center"', 'to="right"'),
    Damage("columns have other widths", "text", COLUMNS, 'width="30%"', 'width="70%"'),
    Damage("a picture behind words is another", "image", COVER, "/a.jpg", "/b.jpg"),
    Damage("sound begins again", "media", f'[audio src="{UPLOADS}/a.mp3"]', '.mp3" >}}', '.mp3" loop="true" >}}'),
    Damage(
        "what opens is open", "text", "<details><summary>More</summary><p>In</p></details>", '" >', '" open="true" >'
    ),
    Damage(
        "a list of posts is shorter", "media", '<!-- wp:latest-posts {"postsToShow":5} /-->', 'count="5"', 'count="1"'
    ),
    Damage(
        "a shortcode is text", "media", FILM, '{{< youtube id="dQw4w9WgXcQ" >}}', '{{</* youtube id="dQw4w9WgXcQ" */>}}'
    ),
    Damage("a space may end a line", "text", "<p>It is 10&nbsp;km.</p>", "10\u00a0km", "10 km"),
    Damage("a German quote is an English one", "text", "<p>„So“, he said.</p>", "„So“", '"So"'),
    Damage("items stand apart", "list", "<ul><li>One</li><li>Two</li></ul>", "* One\n", "* One\n\n"),
    Damage("items no longer stand apart", "list", SPACED, "* One\n\n", "* One\n"),
    Damage("nothing can lead to a heading", "link", '<h2 id="past">Long ago</h2>', " {#past}", ""),
    Damage("a word is explained otherwise", "text", EXPLAINED, "At sea", "At home"),
    Damage("a word is not explained", "emphasis", EXPLAINED, '<abbr title="At sea">AS</abbr>', "AS"),
    Damage("words run the other way", "text", TURNED, TURNED_CALL, "Shalom."),
    Damage("words stand on no side", "text", CENTERED, CENTERED_CALL, "In the middle."),
    Damage("columns are none", "text", COLUMNS, COLUMNS_CALLS, "One.\n\nTwo."),
    Damage("buttons are links", "link", BUTTON, "{{< wp-buttons >}}\n[Go]", "[Go]{{< wp-buttons >}}\n"),
    Damage("a field is gone", "text", FORM, '<input type="text" placeholder="Name">', ""),
    Damage("another option is chosen", "text", FORM, "<option selected>", "<option>"),
    Damage(
        "letters stand in order", "emphasis", '<p><bdo dir="rtl">abc</bdo> d</p>', '<bdo dir="rtl">abc</bdo>', "abc"
    ),
    Damage("a mark in code is gone", "emphasis", MARKED_CODE, "<em>b</em>", "b"),
    Damage("a link in code leads elsewhere", "link", MARKED_CODE, "other.example/a", "other.example/b"),
    Damage("a drawing is gone", "image", DRAWING, '<svg width="5"><text>Hull</text></svg>', ""),
    Damage("a drawing says something else", "image", DRAWING, "Hull", "Mast"),
    Damage(
        "a summary beside a beginning of nothing goes",
        "front_matter",
        "<!--more--><p>One.</p>",
        "In short.",
        "",
        FIELDS,
    ),
    Damage("a beginning ends earlier", "text", BEGINNING, "Two.\n\n<!--more-->", "<!--more-->\n\nTwo."),
    Damage("a sign is escaped no more", "emphasis", "<p>One *two* three.</p>", "\\*two\\*", "*two*"),
    Damage("a task is done", "list", "<ul><li>[x] One</li><li>Two</li></ul>", "\\[x]", "[x]"),
    Damage("a line in a cell is gone", "table", "<table><tr><td>a<br>b</td><td>c</td></tr></table>", "a<br>b", "a b"),
    Damage("the words below a table are text", "table", CAPTIONED, CAPTION_CALL, "About it"),
    Damage("a part that few saw is shown", "public", FOR_FEW, FOR_FEW_CALL, "Few read of this blue whale."),
    Damage("a part that few saw is gone", "text", FOR_FEW, FOR_FEW_CALL, ""),
)
PAGES = (
    Post(900, "About", '<h2 id="history">History</h2><p>Long ago.</p>', "about", "page"),
    Post(901, "Other", "<p>Other.</p>", "other", "page"),
)


def post_of(number: int, damage: Damage) -> Post:
    return damage.post.but(id=number, content=damage.stored, slug=damage.post.slug and f"{damage.post.slug}-{number}")


@dataclass
class Proof:
    """The site as it was made and as it was damaged, judged."""

    before: dict[str, object]
    status: int
    untouched: bool
    after: dict[int, dict[str, object]]
    paths: dict[int, str]


def judged(blog: Blog) -> tuple[int, dict[str, object]]:
    done = blog.run("verify", "--format", "json")
    return done.status, json.loads(done.output)


@pytest.fixture(scope="module")
def proof(tmp_path_factory: pytest.TempPathFactory) -> Proof:
    blog = Blog(tmp_path_factory.mktemp("damage"))
    posts = {number: post_of(number, damage) for number, damage in enumerate(DAMAGES, 1)}
    blog.write(*posts.values(), *PAGES).run("migrate")
    for name in ("a.jpg", "b.jpg", "a.mp3", "a.pdf"):
        picture = blog.site / "static/wp-content/uploads/2020/05" / name
        picture.parent.mkdir(parents=True, exist_ok=True)
        picture.write_bytes(b"picture")
    made = blog.files()
    status, before = judged(blog)
    untouched = blog.files() == made
    paths = {one["wordpress_id"]: one["path"] for one in before["items"]}  # type: ignore[attr-defined]
    for number, damage in enumerate(DAMAGES, 1):
        spoil(blog.site / paths[number], damage)
    shutil.rmtree(blog.site / ".wxr2hugo")
    _, after = judged(blog)
    return Proof(before, status, untouched, {one["wordpress_id"]: one for one in after["items"]}, paths)  # type: ignore[attr-defined]


def spoil(path: Path, damage: Damage) -> None:
    text = path.read_text("utf-8")
    assert damage.old in text, f"{damage.what}:\n{text}"
    path.write_text(text.replace(damage.old, damage.new, 1), "utf-8")


def test_a_site_as_it_was_made_is_identical(proof: Proof) -> None:
    assert [one for one in proof.before["items"] if one["faults"]] == []  # type: ignore[attr-defined]
    assert proof.before["site"] == []
    assert proof.before["summary"] == {"identical": len(DAMAGES) + len(PAGES), "differs": 0, "missing": 0, "edited": 0}
    assert proof.status == 0


def test_judging_writes_nothing_in_the_site(proof: Proof) -> None:
    assert proof.untouched


@pytest.mark.parametrize("number", range(1, len(DAMAGES) + 1), ids=[one.what for one in DAMAGES])
def test_damage_is_found_and_named_by_its_kind(number: int, proof: Proof) -> None:
    damage, verdict = DAMAGES[number - 1], proof.after[number]
    assert verdict["result"] == "differs"
    assert damage.kind in {fault["kind"] for fault in verdict["faults"]}, verdict  # type: ignore[attr-defined]


def test_what_was_not_damaged_is_still_identical(proof: Proof) -> None:
    assert {proof.after[page.id]["result"] for page in PAGES} == {"identical"}
