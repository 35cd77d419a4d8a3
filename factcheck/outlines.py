"""What is looked at of all articles at once, in compact form: what grouping and the search for shared texts take, and what a report counts.

Outlines of some articles make a shelf: keys stand in it as numbers, by their places among all its keys in order. A shelf becomes bytes
and comes back within microseconds for each article, so that those of an archive can be kept between runs.
"""

from __future__ import annotations

import json
import sys
import zlib
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import chain
from typing import Any, NamedTuple

from factcheck import grouping, origins
from factcheck.claims import Reading
from factcheck.grouping import Numbered, Traits
from factcheck.model import Article
from factcheck.origins import Marks, Sketch
from factcheck.packing import DamagedError

_NUMBERS = ("I", "I", "I", "I", "I", "Q", "Q")  # how wide the numbers of an outline's rows are, in their order
_BYTES = {"I": 4, "Q": 8}


class Head(NamedTuple):
    """What reading has found out about an article, and how many of its claims are figures."""

    lang: str | None
    published: str | None
    basis: str | None
    left_out: dict[str, int]
    figures: int
    placed: bool
    credits: tuple[str, ...]
    handed: tuple[int, ...]


class Outline(NamedTuple):
    """``keys`` and ``counts``: what grouping looks at; ``words`` to ``runs``: what the search for shared texts does."""

    head: Head
    keys: Sequence[int]
    counts: Sequence[int]
    words: Sequence[int]
    names: Sequence[int]
    facts: Sequence[int]
    sentences: Sequence[int]
    runs: Sequence[int]


class Shelf(NamedTuple):
    """Outlines, and the keys that their numbers stand for, in order."""

    spelled: Sequence[str]
    outlines: Sequence[Outline]


class Told(NamedTuple):
    """An article of which an outline is made."""

    reading: Reading
    sketch: Sketch
    figures: int


def shelf(articles: Sequence[Told]) -> Shelf:
    """The outlines of some articles."""
    keys = [grouping.telling(told.reading.keys) for told in articles]
    marks = [origins.told_marks(told.sketch) for told in articles]
    spelled = sorted({key for own, one in zip(keys, marks, strict=True) for row in (own, one.words, one.names, one.facts) for key in row})
    numbers = {key: number for number, key in enumerate(spelled)}

    def placed(row: Iterable[str]) -> Sequence[int]:
        return array("I", map(numbers.__getitem__, row))

    outlines = []
    for told, own, one in zip(articles, keys, marks, strict=True):
        counts = array("I", map(told.reading.keys.__getitem__, own))
        rows = (placed(own), counts, placed(one.words), placed(one.names), placed(one.facts), one.sentences, one.runs)
        outlines.append(Outline(_head(told), *rows))
    return Shelf(spelled, outlines)


def _head(told: Told) -> Head:
    article, reading, sketch = told.reading.article, told.reading, told.sketch
    placed = grouping.placed(reading)
    named = tuple(sorted(sketch.credits)), tuple(sorted(sketch.handed))
    return Head(article.lang, article.published, article.published_basis, reading.left_out, told.figures, placed, *named)


def together(shelves: Iterable[Shelf]) -> Shelf:
    """The outlines of several shelves on one."""
    shelves = list(shelves)
    if len(shelves) == 1:
        return shelves[0]
    spelled = sorted(set(chain.from_iterable(one.spelled for one in shelves)))
    numbers = {key: number for number, key in enumerate(spelled)}
    return Shelf(spelled, [outline for one in shelves for outline in _moved(one, numbers)])


def chosen(kept: Shelf, places: Sequence[int]) -> Shelf:
    """A shelf of some of the outlines alone."""
    outlines = [kept.outlines[place] for place in places]
    used = sorted({number for outline in outlines for row in _placed(outline) for number in row})
    numbers = {number: place for place, number in enumerate(used)}
    return Shelf([kept.spelled[number] for number in used], [_renumbered(outline, numbers) for outline in outlines])


def _placed(outline: Outline) -> tuple[Sequence[int], ...]:
    return outline.keys, outline.words, outline.names, outline.facts


def _moved(kept: Shelf, numbers: Mapping[str, int]) -> Iterator[Outline]:
    """The outlines with the numbers that their keys have elsewhere."""
    there = [numbers[key] for key in kept.spelled]
    return (_renumbered(outline, there) for outline in kept.outlines)


def _renumbered(outline: Outline, there: Sequence[int] | Mapping[int, int]) -> Outline:
    keys, words, names, facts = (array("I", map(there.__getitem__, row)) for row in _placed(outline))
    return outline._replace(keys=keys, words=words, names=names, facts=facts)


# ------------------------------------------------------------------------------------------------- bytes


def packed(kept: Shelf) -> bytes:
    """A shelf as bytes."""
    rows = [[array(width, row) for width, row in zip(_NUMBERS, outline[1:], strict=True)] for outline in kept.outlines]
    heads = [[*outline.head, [len(row) for row in own]] for outline, own in zip(kept.outlines, rows, strict=True)]
    told = zlib.compress(json.dumps([sys.byteorder, list(kept.spelled), heads], separators=(",", ":")).encode("ascii"), 1)
    return b"".join([len(told).to_bytes(4, "big"), told, *(row.tobytes() for own in rows for row in own)])


def unpacked(data: bytes) -> Shelf:
    """The shelf that `packed` has made bytes of; DamagedError for any other bytes."""
    try:
        start = 4 + int.from_bytes(data[:4], "big")
        order, spelled, heads = json.loads(zlib.decompress(data[4:start]))
        if order != sys.byteorder:
            raise DamagedError("the bytes of another machine")
        outlines, view = [], memoryview(data)
        for *told, lengths in heads:
            rows = []
            for width, length in zip(_NUMBERS, lengths, strict=True):
                rows.append(array(width))
                rows[-1].frombytes(view[start : start + length * _BYTES[width]])
                start += length * _BYTES[width]
            outlines.append(Outline(_told(told), *rows))
        if start != len(data):
            raise DamagedError("more or less than the outlines")
        return Shelf(spelled, outlines)
    except (zlib.error, ValueError, TypeError, IndexError, KeyError, AttributeError, RecursionError) as error:
        raise DamagedError(f"{type(error).__name__}: {error}") from None


def _told(row: Sequence[Any]) -> Head:
    lang, published, basis, left_out, figures, placed, credits, handed = row
    return Head(lang, published, basis, left_out, figures, placed, tuple(credits), tuple(handed))


# ---------------------------------------------------------------------------------------------- looked at


def traits(kept: Shelf, names: Sequence[str]) -> Numbered:
    """What grouping looks at. ``names``: the same for articles of the same content."""
    both = zip(kept.outlines, names, strict=True)
    return Numbered(kept.spelled, [Traits(_day(one.head.published), one.head.placed, one.keys, one.counts, name) for one, name in both])


def marks(kept: Shelf, articles: Sequence[Article]) -> list[Marks]:
    """What the search for shared texts looks at, of the first articles that are given."""
    return [_marks(one, article.id) for one, article in zip(kept.outlines, articles, strict=False)]


def _marks(one: Outline, document: str) -> Marks:
    head = one.head
    credits, handed = frozenset(head.credits), frozenset(head.handed)
    return Marks(document, _day(head.published), one.sentences, one.runs, one.words, one.names, one.facts, credits, handed)


def _day(published: str | None) -> int:
    try:
        return date.fromisoformat((published or "")[:10]).toordinal()
    except ValueError:
        return 0
