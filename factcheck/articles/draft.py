"""What a reader of one format hands on: articles without an identity yet, and what could not be read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import BinaryIO, NamedTuple

from factcheck.articles.metadata import NOTHING, Fields


class Limits(NamedTuple):
    """How much is read at most. ``file_bytes``: of one file, and of one line of JSON Lines, in bytes; larger ones are skipped.
    ``named_rows``: how many unreadable rows of one file are named one by one; the others are counted. ``articles``: how many of one
    feed, list or file of JSON Lines; the others are counted. ``text``: of one article, in code points; a longer one is skipped, as
    reading takes a hundred times its size in memory."""

    file_bytes: int = 50_000_000
    named_rows: int = 100
    articles: int = 200_000
    text: int = 2_000_000


class Draft(NamedTuple):
    """One article as its format gives it. ``row``: its 1-based line or rank among several in one file, 0 when it is the whole file."""

    text: str
    sha256: str
    fields: Fields = NOTHING
    row: int = 0
    encoding: str = "utf-8"


class Broken(NamedTuple):
    """A part of a file that was not read. ``where``: what to put behind the path (":17", "#3", or "" for the file itself)."""

    where: str
    reason: str


class UnreadableError(Exception):
    """A whole input cannot be read; its text is the reason, one sentence without the path."""


Reader = Callable[[BinaryIO, Limits], Iterator[Draft | Broken]]


def whole(stream: BinaryIO, limits: Limits) -> bytes:
    """All bytes of a stream; UnreadableError when it is larger than the limit (at most one byte more is read) or empty."""
    data = stream.read(limits.file_bytes + 1)
    if len(data) > limits.file_bytes:
        raise UnreadableError(too_large(limits))
    if not data:
        raise UnreadableError("The file is empty.")
    return data


def long_text(part: Draft, limits: Limits) -> Broken | None:
    """What is said of an article whose text is above the limit; None for any other."""
    if len(part.text) <= limits.text:
        return None
    return Broken(f"#{part.row}" if part.row else "", f"Its text is longer than the limit of {limits.text:,} characters.")


def too_large(limits: Limits) -> str:
    """The reason for an input above the limit."""
    return f"It is larger than the limit of {limits.file_bytes:,} bytes."
