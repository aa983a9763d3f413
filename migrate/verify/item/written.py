"""What a file says beside what is read of its page: arguments of calls, languages of code, and HTML among Markdown.

A picture at another side, a film that starts by itself, a word in white: to the words of a page these are all the same.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import unescape
from itertools import chain

from migrate.page.parts import parted
from migrate.pipeline.truth import Truth
from migrate.tree import FENCE, HIDDEN, SHORTCODE, Element
from migrate.verify.reading.shortcodes import OF_CALL
from migrate.verify.verdict import Fault


def _by_name(names: Mapping[str, str]) -> dict[str, str]:
    """The kind of each name, of the names of each kind."""
    return {name: kind for kind, some in names.items() for name in some.split()}


_CALL = re.compile(
    r"""\{\{[<%]\s*([\w-]+)((?:\s+[\w-]+=(?:"(?:[^"\\]|\\.)*"|`[^`]*`|[^\s"`>]+))*)\s*/?[>%]\}\}""", re.DOTALL
)
_ARGUMENT = re.compile(r"""([\w-]+)=(?:"((?:[^"\\]|\\.)*)"|`([^`]*)`|([^\s"`>]+))""", re.DOTALL)
_DETAILS = "details"
_DETAILS_ANYHOW = re.compile(r"""\{\{< details\b(?:"(?:[^"\\]|\\.)*"|[^>"])*>\}\}|(?<!\\)<details\b[^<>]*>""")
"""What readers open, called for or written as HTML."""
_OPEN = re.compile(r"\sopen\b")
_IN_QUOTES = re.compile(r'"(?:[^"\\]|\\.)*"')
_CALLED = _by_name(
    {
        "image": "figure wp-figure wp-image wp-gallery",
        "media": "wp-embed wp-audio wp-video wp-latest-posts wp-archives wp-terms wp-site-title wp-site-tagline",
        "link": "wp-file wp-buttons",
        "text": "wp-align wp-background wp-column wp-columns wp-caption details",
    }
)
"""Shortcodes whose arguments say how something looks or plays, with the kind of what they hold."""
_HIDDEN_PART = "{{< wp-hidden"
_HIDDEN_PARTS = re.compile(rf"{re.escape(_HIDDEN_PART)}.*?\{{\{{< /wp-hidden >\}}\}}", re.DOTALL)
_READ = OF_CALL | {"src", "alt", "title", "link", "caption", "summary", "poster", "name", "button"}
"""What is seen in the page."""
_TO_KNOW = {"wp-background": "src", "wp-embed": "url"}
"""What is judged of a call although others have it in their pages: a picture behind words, a link without words."""
_FRAME = "player"
_UNSEEN_IN_VALUE = str.maketrans("", "", "\\\u200b")
"""Signs that a value has or lacks because of what stands beside it."""
_PICTURES = frozenset({"figure", "wp-figure", "wp-image"})
"""What a safer form may write as another one, or as HTML."""
_LANGUAGE = re.compile(r'<code class="language-([^"\s]+)[^<>]*>(?!</code>)')
_LANGUAGE_CLASS = "language-"
_FENCE = re.compile(r"^[ \t>*+\-\d.):]*?(`{3,}|~{3,})[^\n`{]*(?:\{([^\n]*)\})?[ \t]*$", re.MULTILINE)
"""The first or last line of a fence, with what stands in its braces."""
_ATTRIBUTE = re.compile(r"""([a-zA-Z][\w:.-]*)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'<>]+)))?""")
_LOOKS = frozenset({"style", "class"})
_HTML = re.compile(r"<(?<![\\`]<)([a-zA-Z][\w-]*)(\s[^<>]*)?/?>")
"""A tag that is neither escaped nor code; its first sign stands first, where a search is quickest."""
_KINDS = _by_name(
    {
        "media": "script style iframe object embed video audio source track applet link",
        "image": "img svg picture canvas",
        "link": "a area base meta",
        "heading": "h1 h2 h3 h4 h5 h6",
        "list": "ul ol li dl dt dd",
        "quote": "blockquote",
        "table": "table tr td th thead tbody tfoot caption colgroup col",
        "code": "pre code",
        "emphasis": "b big strong em i u s del ins mark sub sup small font kbd q cite",
    }
)
_JUDGED = frozenset({"href", "src", "srcset", "alt", "title", "poster", "data", "id", "name"})
"""Attributes that are compared in the page, or harm nobody."""
_HIDING = re.compile(
    r"screen-reader|sr-only|visually-?hidden|hidden|none|color|opacity|position|clip|overflow|indent|size|transform"
)
"""In a style or class: words may not be seen for it."""
_ALWAYS = frozenset({"br", "span", "a", "div", "p"})
"""Elements that part what else would be read as one, or hold a place; what they say is judged in the page."""
_AS_HTML = {FENCE: frozenset({"pre", "code"}), SHORTCODE: frozenset({"figure", "figcaption", "img"})}
"""What own elements may become where they stand among HTML."""
_CALLING = frozenset({SHORTCODE, "details"})
_CODE = frozenset({FENCE, "code"})
_SAYING = frozenset({SHORTCODE, "img"})
"""What stands as a call in the file, whose arguments may be text that looks like HTML."""
Look = tuple[tuple[str, str], ...]


def written_faults(truth: Truth, text: str, html: str, calls: bool) -> Iterator[Fault]:
    """What a file says otherwise. `text` is the file, `html` what Hugo made of it.

    `calls`: a shortcode should be called, or a part be hidden.
    """
    if truth.as_shown or not (calls or "{{" in text or "<" in text or "<code" in html):
        return
    elements, text = list(truth.tree.elements()), parted(text).body
    hidden, kept = sum(_hides_something(one, truth) for one in elements), text.count(_HIDDEN_PART)
    if kept < hidden:
        yield Fault("text", f"{hidden} hidden parts", f"{kept}")
    seen = _HIDDEN_PARTS.sub("", text) if kept else text
    yield from _calls(elements, seen)
    yield from _languages(elements, html)
    yield from _options(elements, seen)
    yield from _html_among_markdown(truth, elements, seen)


def _hides_something(element: Element, truth: Truth) -> bool:
    """Whether a part of the text is hidden that says something."""
    return element.tag == HIDDEN and bool(truth.hidden[int(element.get("number"))].text().strip())


def _calls(elements: Sequence[Element], text: str) -> Iterator[Fault]:
    wanted = _looks(_of_tree(one) for one in elements if one.tag in _CALLING)
    found = _looks(map(_of_text, _CALL.finditer(text)) if "{{" in text else ())
    for name in sorted(wanted.keys() | found.keys()):
        ours, theirs = wanted[name], found[name]
        if ours == theirs or (name in _PICTURES and _is_safer_form(ours, theirs, text)):
            continue
        if name == _DETAILS and ours == _details(text):
            continue
        pairs = zip([*ours, None], [*theirs, None], strict=False)
        one, other = next(((one, other) for one, other in pairs if one != other), (None, None))
        kind = "image" if "src" in dict((*(one or ()), *(other or ()))) else _CALLED[name]
        yield Fault(kind, _shown(name, one), _shown(name, other))


def _looks(calls: Iterable[tuple[str, Look]]) -> dict[str, list[Look]]:
    """How each call looks, by its name, in order."""
    found: dict[str, list[Look]] = defaultdict(list)
    for name, look in calls:
        if name in _CALLED and _FRAME not in dict(look):
            found[name].append(look)
    return found


def _of_tree(element: Element) -> tuple[str, Look]:
    if element.tag == "details":
        return _DETAILS, (("open", "true"),) if "open" in element.attributes else ()
    return element.get("shortcode"), _look(element.get("shortcode"), element.attributes.items())


def _details(text: str) -> list[Look]:
    """How all looks that readers open."""
    heads = (_IN_QUOTES.sub('""', one[0]) for one in _DETAILS_ANYHOW.finditer(text))
    return [(("open", "true"),) if _OPEN.search(head) else () for head in heads]


def _of_text(call: re.Match[str]) -> tuple[str, Look]:
    if call[1] not in _CALLED:
        return "", ()
    arguments = ((name, "".join(values)) for name, *values in _ARGUMENT.findall(call[2]))
    return call[1], _look(call[1], arguments)


def _look(called: str, arguments: Iterable[tuple[str, str]]) -> Look:
    """The arguments that are not seen in the page."""
    wanted = ((name, value) for name, value in arguments if name not in _READ or name == _TO_KNOW.get(called))
    return tuple(sorted((name, " ".join(value.translate(_UNSEEN_IN_VALUE).split())) for name, value in wanted))


def _shown(name: str, look: Look | None) -> str:
    return "no such call" if look is None else " ".join([name, *(f'{key}="{value}"' for key, value in look)])


def _is_safer_form(ours: list[Look], theirs: list[Look], text: str) -> bool:
    """Whether pictures may be called otherwise because their blocks are written in a safer form."""
    return "<figure" in text or (len(theirs) > len(ours) and not any("class" in dict(look) for look in theirs))


def _languages(elements: Iterable[Element], html: str) -> Iterator[Fault]:
    """The languages of code that are not those that it should be in."""
    code = [
        (language, one) for one in elements if one.tag in _CODE and (language := _language(one)) and one.text().strip()
    ]
    if any(language == "ruby" and "% " in one.text() for language, one in code):
        return  # its highlighter would change the code: it is said to be in another one
    wanted = Counter(language for language, _ in code)
    found = Counter(map(unescape, _LANGUAGE.findall(html)))
    if wanted != found:
        lacking, new = (", ".join(one.elements()) or "no language" for one in (wanted - found, found - wanted))
        yield Fault("code", f"code in {lacking}", f"code in {new}")


def _options(elements: Iterable[Element], text: str) -> Iterator[Fault]:
    """What is said in braces behind the language of code: numbers of lines, lines that stand out."""
    found = Counter(_options_in(text))
    wanted = Counter(one.get("options") for one in elements if one.tag == FENCE and one.get("options"))
    if found - wanted or (wanted - found and "<pre" not in text):
        yield Fault("code", *(", ".join(one) or "no options" for one in (wanted - found, found - wanted)))


def _options_in(text: str) -> Iterator[str]:
    end = ""
    for fence in _FENCE.finditer(text) if "```" in text or "~~~" in text else ():
        if not end:
            end = fence[1]
            yield from filter(None, [fence[2]])
        elif fence[1].startswith(end):
            end = ""


def _language(element: Element) -> str:
    """The language that code is in, if it says so."""
    if element.tag == FENCE:
        return element.get("language") or ("text" if element.get("options") else "")
    classes = element.classes if element.tag == "code" else ()
    return next((one.removeprefix(_LANGUAGE_CLASS) for one in classes if one.startswith(_LANGUAGE_CLASS)), "")


def _html_among_markdown(truth: Truth, elements: Sequence[Element], text: str) -> Iterator[Fault]:
    """Elements and attributes in a file that are neither in what it should say nor in code."""
    marks = list(_HTML.finditer(_IN_QUOTES.sub(_as_it_is, text) if '\\"' in text else text))
    if not marks:
        return
    tags = _ALWAYS.union(one.tag.lower() for one in elements)
    tags = tags.union(*(_AS_HTML[name] for name in tags & _AS_HTML.keys()))
    given = {(name.lower(), value.strip()) for one in elements for name, value in one.attributes.items()}
    given |= {("class", f"{_LANGUAGE_CLASS}{one.get('language')}") for one in elements if one.tag == FENCE}
    arguments = (one.attributes.values() for one in elements if one.tag in _SAYING)
    # Signs before quotation marks are gone in what is looked at.
    said = (truth.tree.text() + "".join(chain(*arguments))).replace("\\", "")
    for mark in marks:
        name = mark[1].lower()
        new = [one for one in _attributes(mark[2] or "") if one not in given]
        if (new or name not in tags) and mark[0].replace("\\", "") not in said:
            yield Fault(_kind_of(name, *(new or [("", "")])[0]), f"no {mark[0]}", mark[0])


def _as_it_is(argument: re.Match[str]) -> str:
    """What an argument of a call says, which may be HTML with quotation marks of its own."""
    return argument[0].replace('\\"', '"')


def _attributes(text: str) -> Iterator[tuple[str, str]]:
    """Names and values in a tag, but for those that are judged in the page."""
    for name, *values in _ATTRIBUTE.findall(text):
        if name.lower() not in _JUDGED:
            yield name.lower(), unescape("".join(values)).strip()


def _kind_of(tag: str, attribute: str, value: str) -> str:
    """The kind of what is new in a tag."""
    if tag in _KINDS and attribute not in _LOOKS:
        return _KINDS[tag]
    if attribute.startswith("on"):
        return "media"
    return "emphasis" if attribute in _LOOKS and not _HIDING.search(value.lower()) else "text"
