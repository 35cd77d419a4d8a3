"""Plain text and Markdown: the file is the article."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from typing import BinaryIO

from factcheck.articles.decode import decode
from factcheck.articles.draft import Draft, Limits, UnreadableError, whole
from factcheck.articles.metadata import NOTHING, Fields, fields

_FRONT = re.compile(r"---[ \t]*\r?\n")
_END = re.compile(r"(?:---|\.\.\.)[ \t]*")
_ENTRY = re.compile(r"([A-Za-z_][\w-]*)[ \t]*:(?:[ \t]+(.*))?")
_MOST_LINES = 200


def read_text(stream: BinaryIO, limits: Limits) -> Iterator[Draft]:
    """A .txt file: its text is the decoded file, to the last line end."""
    text, draft = _decoded(stream, limits)
    yield _with(draft, text, NOTHING)


def read_markdown(stream: BinaryIO, limits: Limits) -> Iterator[Draft]:
    """A .md file: its text is what follows the front matter (`key: value` lines between two lines `---`), or the decoded file
    when it has none. Spans count from there."""
    text, draft = _decoded(stream, limits)
    record, start = front_matter(text)
    yield _with(draft, text[start:], fields(record, "front matter"))


def _decoded(stream: BinaryIO, limits: Limits) -> tuple[str, Draft]:
    data = whole(stream, limits)
    text, encoding = decode(data)
    return text, Draft("", hashlib.sha256(data).hexdigest(), encoding=encoding)


def _with(draft: Draft, text: str, told: Fields) -> Draft:
    if not text.strip():
        raise UnreadableError("The file has no text.")
    return Draft(text, draft.sha256, told, encoding=draft.encoding)


def front_matter(text: str) -> tuple[dict[str, object], int]:
    """The entries of the front matter and where the text behind it starts; ({}, 0) when the file does not begin with one.

    A small part of YAML: one entry per line, quoted or not; lists, nested entries and comments are passed over. Anything
    else between the marks means that the first line is a rule across the page, not front matter.
    """
    opening = _FRONT.match(text)
    if not opening:
        return {}, 0
    record: dict[str, object] = {}
    at = opening.end()
    for _ in range(_MOST_LINES):
        end = text.find("\n", at)
        line = text[at : len(text) if end < 0 else end].rstrip("\r")
        at = len(text) if end < 0 else end + 1
        if _END.fullmatch(line):
            return (record, at) if record else ({}, 0)
        if entry := _ENTRY.fullmatch(line):
            record.setdefault(entry[1].lower(), _unquoted((entry[2] or "").strip()))
        elif line.strip() and not line.startswith((" ", "\t", "#", "- ")):
            break
        if end < 0:
            break
    return {}, 0


def _unquoted(value: str) -> str:
    return value[1:-1] if len(value) >= 2 and value[0] in "\"'" and value[-1] == value[0] else value
