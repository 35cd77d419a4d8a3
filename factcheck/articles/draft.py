"""What a reader of one format hands on: articles without an identity yet, and what could not be read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import BinaryIO, NamedTuple

from factcheck.articles.metadata import NOTHING, Fields


class Limits(NamedTuple):
    """How much is read at most. ``file_bytes``: of one file, and of one line of JSON Lines, in bytes; larger ones are skipped.
    ``named_rows``: how many unreadable rows of one file are named one by one; the others are counted. ``articles``: how many of one
    feed, list or file of JSON Lines; the others are counted."""

    file_bytes: int = 50_000_000
    named_rows: int = 100
    articles: int = 200_000


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


def too_large(limits: Limits) -> str:
    """The reason for an input above the limit."""
    return f"It is larger than the limit of {limits.file_bytes:,} bytes."
