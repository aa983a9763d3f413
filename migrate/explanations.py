"""What `explain` and the reference say of each diagnostic beyond its own line: why it comes, and an example.

The table of codes itself is in `diagnostics.py`; that one every run reads, this one only who asks.
"""

from __future__ import annotations

from dataclasses import dataclass

from migrate.diagnostics import Code


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a diagnostic comes, and one case of it."""

    cause: str
    """A sentence."""
    source: str
    """What stood in WordPress, in the export or in the site."""
    outcome: str
    """What is said of it, as the message names it, or what is written of it."""


EXPLANATIONS = {
    # Reading
    Code.ITEM_LOST: Explanation(
        "An item's XML is so broken, or the item so large, that nothing of it can be trusted.",
        "<item><<<<</item",
        "its XML is gone",
    ),
    Code.ITEM_DAMAGED: Explanation(
        "A tag of an item ends wrongly or not at all, as after an edit by hand or a transfer that lost bytes.",
        "<title>A walk</title>\n<content:encoded>The whole text</content:encod>",
        "A walk",
    ),
    Code.REPAIRED: Explanation(
        "XML forbids some signs, and plugins write them all the same: control characters, wrong bytes, a bare &.",
        "<title>Salt & Pepper</title>",
        "bare ampersands escaped",
    ),
    Code.NO_EXPORT: Explanation(
        "A folder or archive was named, and a file in it looks like XML but is something else.",
        "exports/site.xml and exports/sitemap.xml, called with: wxr2hugo migrate exports",
        "sitemap.xml: this is no WordPress export",
    ),
    Code.TRUNCATED: Explanation(
        "The server stopped while it made the export (time or memory ran out), or the download broke off.",
        "The file ends in the middle of an item, without </channel></rss>.",
        "an item is cut off",
    ),
    # Content
    Code.CONVERSION_FAILED: Explanation(
        "The text brought wxr2hugo to a fault of its own.",
        "An item “A walk”, whose conversion raises a RuntimeError.",
        "A walk: RuntimeError",
    ),
    Code.WORDS_LOST: Explanation(
        "A browser takes what follows an open quotation mark, comment or < for a tag, and shows none of it.",
        "On walls.<!-- so it was kept",
        "“so it was kept” in line 1 of the text",
    ),
    Code.SAFER_FORM: Explanation(
        "With --guarantee every block is built with Hugo and compared; this one came out otherwise than it was.",
        '<ol><li>One</li><li value="7">Seven</li></ol>',
        "html: “One Seven”",
    ),
    Code.NOT_IDENTICAL: Explanation(
        "The theme or Hugo shows something else than the old text, even where the block stands as plain HTML.",
        "H<sub>2</sub>O, and in hugo.toml markup.goldmark.renderer.unsafe = false",
        "emphasis: “H2 (sub)O” becomes “H2O”",
    ),
    Code.NOT_BUILT: Explanation(
        "A file that Hugo reads for every page, such as one of translations, ends its build: nothing can be judged.",
        "= Home",
        "i18n/en.toml",
    ),
    Code.FILE_UNREADABLE: Explanation(
        "Hugo cannot read a page, shortcode or partial of yours, such as a page with broken front matter, and so builds"
        " no other page either.",
        "---\ntitle: [\n---",
        "content/mine.md",
    ),
    Code.UNKNOWN_SHORTCODE: Explanation(
        "A plugin filled this shortcode on the old site, and nobody has said what stands for it in Hugo.",
        '[acme_map lat="48.1"]',
        "acme_map",
    ),
    Code.UNKNOWN_BLOCK: Explanation(
        "The block is a plugin's, and what it holds as HTML is all that is known of it.",
        "<!-- wp:acme/note --><p>Closed on Sundays.</p><!-- /wp:acme/note -->",
        "Closed on Sundays.",
    ),
    Code.DYNAMIC_BLOCK: Explanation(
        "The export holds the block's name and settings only: its content was made anew for every visitor.",
        "<!-- wp:acme/latest-news /-->",
        "acme/latest-news",
    ),
    Code.RAW_HTML: Explanation(
        "Markdown has no sign for this element, and Hugo shows HTML that stands in Markdown.",
        "Water is H<sub>2</sub>O.",
        "Water is H<sub>2</sub>O.",
    ),
    Code.REUSABLE_BLOCK: Explanation(
        "The text refers to a block by its number, and no item of that number is in the export.",
        '<!-- wp:block {"ref":99} /-->',
        "core/block 99",
    ),
    Code.BACKGROUND: Explanation(
        "The picture decorated a box for which the theme's page has no such place.",
        '<!-- wp:cover {"url":"/hill.jpg"} --><div class="wp-block-cover">Up there.</div><!-- /wp:cover -->',
        "/hill.jpg",
    ),
    Code.ICON: Explanation(
        "An SVG drawing without a title stood beside words that say the same.",
        '<p><svg viewBox="0 0 9 9"></svg> Call us</p>',
        "Call us",
    ),
    Code.PATTERN_CHANGED: Explanation(
        "A synced pattern is one text for all posts; this post had put words of its own into it.",
        '<!-- wp:block {"ref":98,"content":{"Greeting":{"content":"Hello Ada"}}} /-->',
        "core/block 98",
    ),
    Code.ACTIVE_HTML: Explanation(
        "Scripts, objects and addresses that run would act on the new site in the name of whoever wrote them.",
        "<script>count()</script>",
        "<script>",
    ),
    Code.FORM: Explanation(
        "The form sent to the old WordPress, which will not answer any more.",
        '<form action="/post.php"><input name="mail"></form>',
        "<form> /post.php",
    ),
    Code.LIST_NUMBERS: Explanation(
        "Lists of Markdown count with Arabic numbers only.",
        '<ol type="a"><li>Flour</li><li>Salt</li></ol>',
        "1. Flour\n2. Salt",
    ),
    Code.NESTING: Explanation(
        "Tags that nobody closed pile up until each stands in hundreds of others.",
        "<em>" * 3 + "… (some hundred times)Deep down.",
        "_Deep down._",
    ),
    Code.LIST_EMPTY: Explanation(
        "The shortcode names files by number, and none of them is in the export.",
        '[gallery ids="99"]',
        '[gallery ids="99"]',
    ),
    Code.PICTURE_UNKNOWN: Explanation(
        "The post names its featured picture by number, and the export has no attachment of that number.",
        "_thumbnail_id: 99",
        "A walk: attachment 99",
    ),
    Code.BUILDER_UNREAD: Explanation(
        "A page builder keeps its pages beside the text, and what it kept is cut off or broken.",
        '_elementor_data: [{"cut',
        "_elementor_data",
    ),
    Code.BUILT_FOR_SOME: Explanation(
        "The builder showed the element only to some, such as who was logged in, and the new site knows nobody.",
        '_fl_builder_data: [{"settings":{"text":"Moss","visibility_display":"logged_in"}}]',
        "_fl_builder_data",
    ),
    # Not for visitors
    Code.BLOCK_HIDDEN: Explanation(
        "The editor, a plugin or a style of its own hid the part from everybody, and nothing in the text opens it.",
        '<!-- wp:paragraph {"metadata":{"blockVisibility":false}} --><p>For later.</p><!-- /wp:paragraph -->',
        "core/paragraph",
    ),
    Code.MEMBERS_PART: Explanation(
        "A plugin for members showed the part only to who had logged in or paid.",
        "Read on. [members_only]The whole story.[/members_only]",
        "[members_only]",
    ),
    Code.MEMBERS_ITEM: Explanation(
        "A rule of a plugin for members stood before the whole item.",
        "A published post with the field _members_access_role: subscriber",
        "A walk: _members_access_role",
    ),
    Code.PART_NOT_PUBLIC: Explanation(
        "The pattern or menu is a draft or in the trash, so that WordPress showed nothing there.",
        '<!-- wp:block {"ref":98} /-->, and item 98 is a draft.',
        "core/block 98",
    ),
    Code.MEDIA_NOT_PUBLIC: Explanation(
        "A gallery or featured picture names by its number an attachment that is private or in the trash.",
        '[gallery ids="97"]',
        "attachment 97",
    ),
    Code.MENU_ENTRY_NOT_PUBLIC: Explanation(
        "The entry of a menu is a draft or in the trash.",
        "A nav_menu_item “Prices” of the menu main-menu, with the status draft.",
        "main-menu: Prices",
    ),
    Code.STATUS_UNKNOWN: Explanation(
        "A plugin gave the item a status of its own, of which nobody but it knows whether it is public.",
        "<wp:status>archived</wp:status>",
        "A walk: archived",
    ),
    Code.HIDDEN_LEFT_OUT: Explanation(
        "The theme prints files as they are, so that what a shortcode hides on the page would be read there.",
        "layouts/index.json holds {{ .RawContent }}",
        "layouts/index.json",
    ),
    Code.NOT_SELECTED: Explanation(
        "The owner chose which items come along.",
        '[select] status = ["publish"], and a draft in the export',
        "draft",
    ),
    Code.NAMES_NOT_PUBLIC: Explanation(
        "A page of the term or author would tell of items that nobody could see.",
        "The category “Plans”, in which only a draft is.",
        "category/plans",
    ),
    Code.HEADING_ALIGNMENT: Explanation(
        "Markdown has no sign for where a heading stands on its line.",
        '<h2 style="text-align:center">Bread</h2>',
        "## Bread",
    ),
    Code.FORMULA: Explanation(
        "Whether $ began a formula was up to a script of the old theme, and the export does not hold themes.",
        r"Euler: $$e^{i\pi}+1=0$$",
        r"$$e^{i\pi}+1=0$$",
    ),
    Code.SETTING_UNSEEN: Explanation(
        "A block or shortcode keeps words in its settings, and its HTML does not show them; a plugin may have.",
        "Teaser.\n\n<!--more Read on at ebb-->\n\nThe rest.",
        "<!--more-->: “Read on at ebb”",
    ),
    Code.SETTINGS_UNREAD: Explanation(
        "The settings of a block are JSON, and here they are none, as after a search and replace in the database.",
        '<!-- wp:cover {"url":} --><p>Come in.</p><!-- /wp:cover -->',
        'core/cover {"url":}',
    ),
    # Addresses and links
    Code.DUPLICATE_ADDRESS: Explanation(
        "Two published items of the export have the same address; Hugo would overwrite one of them with the other.",
        "A page “About” and another page, both with the link https://blog.example/about/",
        "/about/ is the address of 1 (About)",
    ),
    Code.ADDRESS_UNUSABLE: Explanation(
        "Hugo makes files of addresses, and no file can have this name, or Hugo writes it for itself.",
        "<link>https://blog.example/sitemap.xml/</link>",
        "/sitemap.xml/",
    ),
    Code.SLUG_UNUSABLE: Explanation(
        "Hugo makes file names of slugs, and this one is a name of Hugo's own or no single safe part of a path.",
        "<wp:post_name>index.html</wp:post_name>",
        "index.html",
    ),
    Code.LINK_NOWHERE: Explanation(
        "No item of the export has or had the address, and no file of the media library.",
        '<a href="/no-such-page/">more</a>',
        "[more](/no-such-page/)",
    ),
    Code.LINK_UNPUBLISHED: Explanation(
        "The item is a draft, private or to come; a reference to it would break Hugo's build.",
        '<a href="/?p=96">soon</a>',
        "/?p=96",
    ),
    Code.TERM_RENAMED: Explanation(
        "WordPress tells terms apart by their slugs, Hugo by their names.",
        "Two categories “News”, with the slugs news and news-2",
        "category News: News (news-2)",
    ),
    Code.PLACE_NOWHERE: Explanation(
        "The part of the link behind # names a place that neither the text nor a heading of the page has.",
        '<a href="#prices">prices</a>',
        "[prices](#prices)",
    ),
    Code.LANGUAGES_LEFT_OUT: Explanation(
        "Plugins such as qTranslate keep all languages in one text; this one is written in part for all of them.",
        "Write this: [:en]Hello[:de]Hallo[:]",
        "Write this: Hello",
    ),
    Code.POSTS_PAGE_UNKNOWN: Explanation(
        "WordPress keeps which page lists the posts in a setting that exports do not hold; empty pages can be it.",
        "A front page, and two published pages without text: News and Diary",
        "/diary/, /news/",
    ),
    # The Hugo site
    Code.CONFIGURATION_LACKS: Explanation(
        "The site has a configuration of its own, which is never changed, and it lacks what migrated pages need.",
        "hugo.toml without [markup.goldmark.renderer] unsafe = true",
        "[markup.goldmark.renderer]\nunsafe = true",
    ),
    Code.MENUS_LEFT: Explanation(
        "The old site has menus, and the configuration is the owner's.",
        "hugo.toml without [menus], and a menu with the entry “Prices”",
        '[[menus.main]]\nidentifier = "menu-5"\nname = "Prices"',
    ),
    Code.CONFIGURATION_GUESSED: Explanation(
        "Hugo could not say what it reads, so that settings of themes and modules are not known.",
        'theme = "acme" in hugo.toml, and no such theme',
        "Hugo does not understand it",
    ),
    Code.HUGO_UNFIT: Explanation(
        "No hugo is on PATH or beside wxr2hugo, or one that is too old.",
        "hugo version answers v0.92.0",
        "hugo is Hugo 0.92.0, but Hugo",
    ),
    Code.THEME_MISSING: Explanation(
        "The configuration names a theme, and no folder of that name is in themes/.",
        'theme = "acme" in hugo.toml',
        "acme",
    ),
    Code.THEME_FILE_IS_YOURS: Explanation(
        "A file that would show migrated content is at this place already, and it is not from wxr2hugo.",
        "layouts/partials/comments.html, written by the owner",
        'layouts/partials/comments.html\n{{ partial "wp-comments.html" . }}',
    ),
    Code.THEME_FILES_LEFT: Explanation(
        "The site was there before, and nobody has said that its looks may be added to.",
        "migrate into a site with the theme PaperMod, without --theme",
        "layouts/_partials/comments.html",
    ),
    Code.PRESET_FITS: Explanation(
        "Themes read front matter of their own, and for this one it is known which.",
        'theme = "PaperMod" in hugo.toml, no preset in wxr2hugo.toml',
        "PaperMod",
    ),
    Code.SHORTCODE_MISSING: Explanation(
        "The options say that a shortcode or block becomes this one, and neither the site nor its theme has it.",
        '[shortcodes]\nsu_note = "notice"',
        "layouts/_shortcodes/notice.html",
    ),
    Code.HOST_LIMIT: Explanation(
        "Some hosts read only so many rules, and the old site has more addresses than that.",
        "--host cloudflare, and 15 posts of 150 pages each",
        "cloudflare: 249 more",
    ),
    Code.HOST_ADDRESSES: Explanation(
        "The host has no rules, only files, and no file can answer for this address as it was.",
        "--host github, and the feed /feed/",
        "/feed/",
    ),
    Code.HOST_SCRIPT: Explanation(
        "A host without rules does not look at what stands behind ?, so that the page itself has to.",
        "--host github, with a theme of the owner's",
        '{{ if .IsHome }}{{ partial "wordpress-addresses.html" . }}{{ end }}',
    ),
    Code.OWN_PAGE_HIDDEN: Explanation(
        "A file that is not from WordPress has, by its name or url, an address of the old site.",
        "content/contact.md of the owner, and a page /contact/ in the export",
        "content/contact.md: /contact/ is also the address of content/contact-1.md",
    ),
    Code.CONTENT_ELSEWHERE: Explanation(
        "The configuration mounts another folder as content, and Hugo does not look into content/.",
        'contentDir = "texts" in hugo.toml',
        "texts",
    ),
    # Media
    Code.MEDIA_FAILED: Explanation(
        "The old server does not have the file or did not send all of it, or the uploads folder lacks it.",
        "/wp-content/uploads/2020/05/hill.jpg, and media --from a folder that does not hold it",
        "static/wp-content/uploads/2020/05/hill.jpg: is not in what --from names",
    ),
    Code.MEDIA_REFUSED: Explanation(
        "The place of the file would be out of the site, or no file can have its name.",
        "static/ is a link to a folder elsewhere",
        "static/wp-content/uploads/2020/05/hill.jpg: a symbolic link leads out of the site",
    ),
    Code.MEDIA_CASE: Explanation(
        "Disks of macOS and Windows take Hill.jpg and hill.jpg for one file; the old server had two.",
        "uploads/2020/05/Hill.jpg and uploads/2020/05/hill.jpg",
        "static/wp-content/uploads/2020/05/Hill.jpg and static/wp-content/uploads/2020/05/hill.jpg",
    ),
    Code.MEDIA_PAGE: Explanation(
        "An attachment is HTML or a program, and on the new site it would run in the name of the owner.",
        "/wp-content/uploads/2020/05/game.html",
        "https://blog.example/wp-content/uploads/2020/05/game.html",
    ),
    Code.MEDIA_UNKNOWN: Explanation(
        "Nobody who visits the new site needs the file, and who knew its address could read it.",
        "A picture, plan.jpg, that only a draft shows.",
        "static/wp-content/uploads/2020/05/plan.jpg",
    ),
    Code.MEDIA_STILL_PUBLIC: Explanation(
        "The file was brought while an item that shows it was public; the item is not any more.",
        "A post was made private after its picture, plan.jpg, had been brought.",
        "static/wp-content/uploads/2020/05/plan.jpg",
    ),
    # The living site
    Code.FIELD_BROKEN: Explanation(
        "WordPress stores lists with the length of each part, and a search and replace made the lengths wrong.",
        '_product_attributes: a:1:{s:6:"colour";a:3:{s:4:"na',
        "_product_attributes",
    ),
    Code.TERM_TO_RENAME_UNKNOWN: Explanation(
        "The options rename a term, and no term of the export has the name that is to be replaced.",
        '[terms.rename]\n"Recipies" = "Recipes"',
        "Recipies",
    ),
    Code.NOT_SEEN: Explanation(
        "The old site did not answer for the item, or not with a page that can be told to be the item's.",
        "/a-walk/ answers 500",
        "/a-walk/: answers 500",
    ),
    Code.NOT_LISTED: Explanation(
        "The REST API of the old site answered with an error in the middle of a list.",
        "/wp-json/wp/v2/posts answers 403",
        "post: answers 403",
    ),
    Code.PART_SEEN: Explanation(
        "Only a plugin could fill the part, and fetch --rendered had brought what visitors saw there.",
        '[chart id="1"], on the page a table',
        "chart",
    ),
    Code.PART_UNSURE: Explanation(
        "On the page that visitors saw nothing, or too much, can be what the plugin put there.",
        '[chart id="1"], on the page <canvas></canvas><script>draw()</script>',
        "chart",
    ),
    Code.PAGE_SEEN: Explanation(
        "The export holds no text of the page, because a builder made it; fetch --rendered had brought the page.",
        "A page with an empty text, for which the old site shows <p>Ships at six.</p>",
        "Ships at six.",
    ),
    # Keeping in step
    Code.CHANGED_MEANWHILE: Explanation(
        "Somebody, or an editor that saves by itself, wrote the file between the look at it and the writing.",
        "content/posts/2020-05-04-a-walk.md, saved while sync was at work",
        "content/posts/2020-05-04-a-walk.md",
    ),
    Code.BROKEN_LINK: Explanation(
        "The file refers to a page that moved, was deleted or is not published any more, and it is yours to change.",
        '[walk]({{< relref "2020-05-04-a-walk.md" >}}) in content/mine.md',
        "content/mine.md:1: 2020-05-04-a-walk.md",
    ),
    Code.FILE_REPLACED: Explanation(
        "What is not public has to go at once, and front matter changed by hand left no safe way to say draft.",
        "A post that became private, in a file whose front matter cannot be read.",
        "yours is kept at .wxr2hugo/conflicts/content/posts/",
    ),
    Code.STATE_DAMAGED: Explanation(
        "A merge of branches, or an edit, left lines in .wxr2hugo/state.jsonl that cannot be read.",
        "<<<<<<< HEAD in .wxr2hugo/state.jsonl",
        "1 line could not be read",
    ),
    # Languages
    Code.LANGUAGE_NOT_SAID: Explanation(
        "Some items of the export have a language of WPML or Polylang, this one has none.",
        'A post “A second walk” without <category domain="language">, beside others with one',
        "A second walk",
    ),
    Code.LANGUAGE_UNKNOWN: Explanation(
        "What the item says cannot be a language of Hugo's, or no other item has it.",
        'A post “A second walk” with <category domain="language" nicename="x y">',
        "A second walk: x y",
    ),
    Code.TRANSLATIONS_DOUBLED: Explanation(
        "A group of translations holds one item in each language; this one holds two in one.",
        "Two English posts, “A walk” and “A second walk”, and a French one in one group",
        "A second walk (en); it is A walk that is",
    ),
    Code.TRANSLATIONS_UNREADABLE: Explanation(
        "Polylang stores which items belong together as a list, and the list is cut short or broken.",
        '<wp:term_description>a:2:{s:2:"en</wp:term_description>',
        "post_translations pll_5e",
    ),
    Code.TRANSLATIONS_IN_A_RING: Explanation(
        "Each item is marked as the copy of the other, so that none is the original.",
        "Post 42, “A second walk”, is a duplicate of 43, and post 43 of 42.",
        "A second walk",
    ),
    Code.LAYOUT_SETTLED: Explanation(
        "The options of the site ask for a layout of languages that its files do not have.",
        '[languages] layout = "suffixes", in a site with files such as content/de/about.md',
        "folders",
    ),
}
"""For each code; a test holds that none is left out."""
