"""RSS and Atom: one article per item."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from typing import BinaryIO
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from factcheck.articles.decode import decode
from factcheck.articles.draft import Broken, Draft, Limits, UnreadableError, whole
from factcheck.articles.markup import without_tags
from factcheck.articles.metadata import clean, fields

_ATOM = "{http://www.w3.org/2005/Atom}"
_RSS_1 = "{http://purl.org/rss/1.0/}"
_DUBLIN_CORE = "{http://purl.org/dc/elements/1.1/}"
_CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
_TOO_DEEP = "The XML is nested too deeply."
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_BEFORE_ROOT = re.compile(r"\s+|<\?.*?\?>|<!--.*?-->", re.DOTALL)
_DECLARED = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s{0,9}=\s{0,9}["']([A-Za-z0-9._-]{1,40})["']""")


def read_feed(stream: BinaryIO, limits: Limits) -> Iterator[Draft | Broken]:
    """A .xml, .rss or .atom file: the items of an RSS 1.0 or 2.0 or Atom feed, numbered from 1."""
    data = whole(stream, limits)
    declared = _DECLARED.match(data)
    text, encoding = decode(data, declared[1].decode("ascii") if declared else None)
    root = _parsed(text)
    try:
        found = _records(root)
    except RecursionError:
        raise UnreadableError(_TOO_DEEP) from None
    if not found:
        raise UnreadableError("The feed has no items.")
    yield from (_article(record, rank, encoding) for rank, record in enumerate(found, 1))


def _records(root: Element) -> list[dict[str, object]]:
    if root.tag == f"{_ATOM}feed":
        return [_entry(item, root) for item in root.iter(f"{_ATOM}entry")]
    if root.tag in ("rss", "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}RDF"):
        return [_item(item, root) for tag in ("item", f"{_RSS_1}item") for item in root.iter(tag)]
    raise UnreadableError("The XML is neither RSS nor Atom.")


def _parsed(text: str) -> Element:
    """The root of a document without a DOCTYPE: no entity can be declared, none can grow or reach outside."""
    at = 0
    while match := _BEFORE_ROOT.match(text, at):
        at = match.end()
    if text[at : at + 9].upper() == "<!DOCTYPE":
        raise UnreadableError("The XML has a DOCTYPE, which is not read for safety.")
    try:
        return ElementTree.fromstring(text)
    except ElementTree.ParseError as error:
        line, column = error.position
        raise UnreadableError(f"The XML is broken at line {line}, column {column + 1}.") from None


def _article(record: dict[str, object], rank: int, encoding: str) -> Draft | Broken:
    text = clean(str(record.get("text") or ""))
    if not text.strip():
        return Broken(f"#{rank}", "The item has no text.")
    return Draft(text, hashlib.sha256(text.encode("utf-8")).hexdigest(), fields(record, "feed"), rank, encoding)


def _item(item: Element, root: Element) -> dict[str, object]:
    channel = _child(root, "channel", f"{_RSS_1}channel")
    channel = root if channel is None else channel
    return {
        "text": without_tags(_text(item, _CONTENT) or _text(item, "description", f"{_RSS_1}description")),
        "title": without_tags(_text(item, "title", f"{_RSS_1}title")),
        "outlet": _text(item, "source") or _text(channel, "title", f"{_RSS_1}title"),
        "published": _text(item, "pubDate", f"{_DUBLIN_CORE}date"),
        "url": _text(item, "link", f"{_RSS_1}link"),
        "lang": _text(item, f"{_DUBLIN_CORE}language") or _text(channel, "language", f"{_DUBLIN_CORE}language"),
    }


def _entry(entry: Element, feed: Element) -> dict[str, object]:
    source = _child(entry, f"{_ATOM}source")
    links = [link for link in entry.iter(f"{_ATOM}link") if link.get("rel", "alternate") == "alternate"]
    return {
        "text": _construct(_child(entry, f"{_ATOM}content")) or _construct(_child(entry, f"{_ATOM}summary")),
        "title": _construct(_child(entry, f"{_ATOM}title")),
        "outlet": (_text(source, f"{_ATOM}title") if source is not None else "") or _text(feed, f"{_ATOM}title"),
        "published": _text(entry, f"{_ATOM}published") or _text(entry, f"{_ATOM}updated"),
        "url": links[0].get("href") if links else None,
        "lang": entry.get(_LANG) or feed.get(_LANG),
    }


def _construct(element: Element | None) -> str:
    """The text of an Atom text construct: plain, escaped HTML, or XHTML elements."""
    if element is None:
        return ""
    kind = element.get("type", "text")
    if kind == "xhtml":
        for inner in element.iter():
            inner.tag = inner.tag.rpartition("}")[2]  # else every tag is written with a prefix
        return without_tags(ElementTree.tostring(element, encoding="unicode", method="html"))
    text = "".join(element.itertext())
    return without_tags(text) if "html" in kind else text.strip()


def _child(element: Element, *tags: str) -> Element | None:
    return next((found for tag in tags if (found := element.find(tag)) is not None), None)


def _text(element: Element, *tags: str) -> str:
    child = _child(element, *tags)
    return "" if child is None else "".join(child.itertext()).strip()
