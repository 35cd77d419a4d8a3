"""Which reader an input gets: by the ending of its name, or by how it begins where there is no name."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from importlib import import_module
from typing import BinaryIO, cast

from factcheck.articles import plain, rows
from factcheck.articles.draft import Broken, Draft, Limits, Reader, UnreadableError


def _late(module: str, name: str) -> Reader:
    """A reader whose module is loaded when it is first called: few runs meet its format, every run would pay for the import."""

    def read(stream: BinaryIO, limits: Limits) -> Iterator[Draft | Broken]:
        return cast(Reader, getattr(import_module(f"factcheck.articles.{module}"), name))(stream, limits)

    return read


_FEEDS, _PAGES = _late("feeds", "read_feed"), _late("pages", "read_page")
READERS: dict[str, Reader] = {
    ".atom": _FEEDS,
    ".htm": _PAGES,
    ".html": _PAGES,
    ".json": rows.read_json,
    ".jsonl": rows.read_lines,
    ".md": plain.read_markdown,
    ".ndjson": rows.read_lines,
    ".rss": _FEEDS,
    ".txt": plain.read_text,
    ".xml": _FEEDS,
}
BY_LINE = frozenset({rows.read_lines})  # never held as a whole, so that a limit of size holds for each line

_FEED = re.compile(rb"<(?:\?xml|rss|feed|rdf:RDF)[\s>]")
_PAGE = re.compile(rb"<(?:!doctype\s+html|html)[\s>]", re.IGNORECASE)
_OBJECT = re.compile(rb"[\[{]")


def by_content(data: bytes) -> Reader:
    """The reader for bytes without a name: a page, a feed, JSON, JSON Lines, else plain text."""
    start = data[:1000].removeprefix(b"\xef\xbb\xbf").lstrip()
    if _PAGE.match(start):
        return _PAGES
    if _FEED.match(start):
        return _FEEDS
    if _OBJECT.match(start) and _is_json(data):
        return rows.read_json
    return plain.read_text


def _is_json(data: bytes) -> bool:
    """Whether a value stands at the start: a text may begin with "[Paris]", so that the bracket alone does not tell."""
    try:
        rows.loads(data.decode("utf-8-sig", "replace"))
    except json.JSONDecodeError as error:
        return error.doc.startswith('{"') or (error.msg == "Extra data" and error.doc[: error.pos].endswith("\n"))
    except UnreadableError:  # nested too deeply: no text begins like that
        return True
    return True
