"""Comments as XML in the manner of WordPress' own export, which Disqus documents as its format and Isso imports too.

Isso's own formats keep no answers, this one does.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import escape

from migrate.comments.comment_markdown import comment_markdown
from migrate.comments.discussion import Discussion, Remark, stamp

_HEAD = """\
<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0"
  xmlns:content="http://purl.org/rss/1.0/modules/content/"
  xmlns:dsq="http://www.disqus.com/"
  xmlns:dc="http://purl.org/dc/elements/1.1/"
  xmlns:wp="http://wordpress.org/export/1.0/"
>
<channel>"""
_NOT_IN_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def disqus(discussions: Iterable[Discussion]) -> Iterator[str]:
    """For Disqus. Its threads are known by the addresses of pages, where a site says nothing else."""
    return _document(discussions, is_disqus=True)


def isso(discussions: Iterable[Discussion]) -> Iterator[str]:
    """For `isso import -t wordpress`, which reads the texts as Markdown."""
    return _document(discussions, is_disqus=False)


def _document(discussions: Iterable[Discussion], *, is_disqus: bool) -> Iterator[str]:
    yield _HEAD
    for one in discussions:
        yield "<item>"
        yield _element("title", one.title)
        yield _element("link", one.address)
        yield _data("content:encoded", "")
        if is_disqus:
            yield _element("dsq:thread_identifier", one.address)
        yield _element("wp:post_date_gmt", stamp(one.date))
        yield _element("wp:comment_status", "open" if one.is_open else "closed")
        for remark in one.remarks:
            yield from _comment(remark, remark.html if is_disqus else comment_markdown(remark.html, change=_unraised))
        yield "</item>"
    yield "</channel>\n</rss>"


def _comment(remark: Remark, text: str) -> Iterator[str]:
    """One comment. Both systems want every field to be there; who wrote from where stays empty."""
    yield "<wp:comment>"
    yield _element("wp:comment_id", str(remark.id))
    yield _element("wp:comment_author", remark.author)
    yield _element("wp:comment_author_email", "")
    yield _element("wp:comment_author_url", remark.website)
    yield _element("wp:comment_author_IP", "")
    yield _element("wp:comment_date_gmt", remark.stamp)
    yield _data("wp:comment_content", text)
    yield _element("wp:comment_approved", "1")
    yield _element("wp:comment_parent", str(remark.parent))
    yield "</wp:comment>"


def _unraised(text: str) -> str:
    """Isso raises what follows such a sign."""
    return text.replace("^", r"\^")


def _element(name: str, text: str) -> str:
    return f"<{name}>{escape(_NOT_IN_XML.sub('', text), quote=False)}</{name}>"


def _data(name: str, text: str) -> str:
    inner = _NOT_IN_XML.sub("", text).replace("]]>", "]]]]><![CDATA[>")
    return f"<{name}><![CDATA[{inner}]]></{name}>"
