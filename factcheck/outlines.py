"""What is looked at of all articles at once, in compact form: what grouping and the search for shared texts take, and what a report counts.

Outlines of some articles make a shelf: keys stand in it as numbers, by their places among all its keys in order. A shelf becomes bytes
and comes back within microseconds for each article, so that those of an archive can be kept between runs.
"""

from __future__ import annotations

import json
import sys
import zlib
from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import date
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

from factcheck import grouping, origins
from factcheck.claims import Reading
from factcheck.grouping import Numbered, Traits
from factcheck.model import Article
from factcheck.origins import Marks, Sketch
from factcheck.packing import DamagedError, joined, parted

if TYPE_CHECKING:
    from factcheck.cache import Cache

_MORE, _FEWER = 1 / 32, 1 / 4  # part of the articles on a shelf that have to come or go for it to be made anew
_WIDTHS = ("I", "I", "I", "I", "I", "Q", "Q")  # how wide the numbers of each column are
_PLACED = (True, False, True, True, True, False, False)  # whether they stand for keys


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

    keys: Sequence[int]
    counts: Sequence[int]
    words: Sequence[int]
    names: Sequence[int]
    facts: Sequence[int]
    sentences: Sequence[int]
    runs: Sequence[int]


class Column(NamedTuple):
    """One row of each outline, one behind the other, and where each begins and the last one ends."""

    numbers: array[int]
    bounds: Sequence[int]

    def row(self, place: int) -> array[int]:
        return self.numbers[self.bounds[place] : self.bounds[place + 1]]


class Shelf(NamedTuple):
    """Outlines: what has been found out about their articles, and their rows by column; and the keys that numbers in them stand for, in
    order."""

    spelled: Sequence[str]
    heads: Sequence[Head]
    columns: Sequence[Column]

    def outline(self, place: int) -> Outline:
        """The outline of one article."""
        return Outline(*(column.row(place) for column in self.columns))


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
        outlines.append(Outline(placed(own), counts, placed(one.words), placed(one.names), placed(one.facts), one.sentences, one.runs))
    columns = [_column(width, rows) for width, rows in zip(_WIDTHS, zip(*outlines, strict=True) if outlines else [()] * 7, strict=True)]
    return Shelf(spelled, list(map(_head, articles)), columns)


def _column(width: str, rows: Iterable[Sequence[int]]) -> Column:
    numbers, bounds = array(width), [0]
    for row in rows:
        numbers.extend(row)
        bounds.append(len(numbers))
    return Column(numbers, bounds)


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
    most = max(shelves, key=lambda one: len(one.spelled), default=Shelf((), (), ()))
    others = set(chain.from_iterable(one.spelled for one in shelves if one is not most)).difference(most.spelled)
    spelled = sorted([*most.spelled, *sorted(others)])  # two rows in order, which are soon one
    numbers = {key: number for number, key in enumerate(spelled)}
    moved = [_moved(one, [numbers[key] for key in one.spelled]) for one in shelves]
    heads = list(chain.from_iterable(one.heads for one in shelves))
    columns = zip(*moved, strict=True) if moved else [()] * len(_WIDTHS)
    return Shelf(spelled, heads, [_behind(width, several) for width, several in zip(_WIDTHS, columns, strict=False)])


def _moved(kept: Shelf, there: Sequence[int] | Mapping[int, int]) -> list[Column]:
    """The columns with the numbers that their keys have elsewhere."""
    both = zip(kept.columns, _PLACED, strict=False)
    return [Column(array("I", map(there.__getitem__, one.numbers)), one.bounds) if placed else one for one, placed in both]


def _behind(width: str, columns: Iterable[Column]) -> Column:
    """Columns one behind the other."""
    numbers, bounds = array(width), [0]
    for column in columns:
        at = len(numbers)
        bounds += [at + bound for bound in column.bounds[1:]]
        numbers += column.numbers
    return Column(numbers, bounds)


def ordered(kept: Shelf, places: Sequence[int]) -> Shelf:
    """A shelf of some of the outlines, in the order of their places, with the same numbers."""
    if list(places) == list(range(len(kept.heads))):
        return kept
    columns = [_column(width, map(column.row, places)) for width, column in zip(_WIDTHS, kept.columns, strict=False)]
    return Shelf(kept.spelled, [kept.heads[place] for place in places], columns)


def chosen(kept: Shelf, places: Sequence[int]) -> Shelf:
    """A shelf of some of the outlines alone, with no other keys than theirs."""
    some = ordered(kept, places)
    used = sorted(set(chain.from_iterable(column.numbers for column, placed in zip(some.columns, _PLACED, strict=True) if placed)))
    spelled = [kept.spelled[number] for number in used]
    return Shelf(spelled, some.heads, _moved(some, {number: place for place, number in enumerate(used)}))


def for_grouping(kept: Shelf) -> Shelf:
    """A shelf with nothing but what `traits` looks at."""
    return kept._replace(columns=kept.columns[:2])


# ------------------------------------------------------------------------------------------------- bytes


def packed(kept: Shelf) -> bytes:
    """A shelf as bytes."""
    bounds = b"".join(array("I", column.bounds).tobytes() for column in kept.columns)
    told = json.dumps([sys.byteorder, list(kept.spelled), kept.heads], separators=(",", ":")).encode("ascii")
    return joined([zlib.compress(told, 1), bounds, *(column.numbers.tobytes() for column in kept.columns)])


def unpacked(data: bytes) -> Shelf:
    """The shelf that `packed` has made bytes of; DamagedError for any other bytes."""
    try:
        told, bounds, *numbers = parted(data)
        order, spelled, heads = json.loads(zlib.decompress(told))
        if order != sys.byteorder:
            raise DamagedError("the bytes of another machine")
        size, ends = len(heads) + 1, array("I", bounds)
        columns = [
            Column(array(width, one), ends[at * size : (at + 1) * size])
            for at, (width, one) in enumerate(zip(_WIDTHS, numbers, strict=True))
        ]
        if any(len(column.bounds) != size or column.bounds[-1] != len(column.numbers) for column in columns):
            raise DamagedError("more or less than the outlines")
        return Shelf(list(map(sys.intern, spelled)), list(map(_told, heads)), columns)
    except (zlib.error, ValueError, TypeError, IndexError, KeyError, AttributeError, RecursionError) as error:
        raise DamagedError(f"{type(error).__name__}: {error}") from None


def _told(row: Sequence[Any]) -> Head:
    lang, published, basis, left_out, figures, placed, credits, handed = row
    return Head(lang, published, basis, left_out, figures, placed, tuple(credits), tuple(handed))


# ------------------------------------------------------------------------------------------------- shelves


class Shelved(NamedTuple):
    """Where on a shelf that is kept articles stand, by their numbers, how many stand on it, and what fetches it; None where it is gone."""

    places: Mapping[int, int]
    size: int
    fetched: Callable[[], Shelf | None]


NO_SHELF = Shelved({}, 0, lambda: None)


def shelved(names: Sequence[str], cache: Cache) -> Shelved:
    """The shelf on which articles stand, or most of them: it is found by the first names among theirs, and it holds to be that of the same
    articles and some more or fewer."""
    there = cache.first(cache.of_archive("shelf", names))
    told = cache.get([there]).get(there) if there else None
    with suppress(UnicodeDecodeError):
        place = {name: place for place, name in enumerate((told or b"").decode("ascii").split())}
        return Shelved(
            {number: place[name] for number, name in enumerate(names) if name in place},
            len(place),
            partial(_fetched, there, len(place), cache),
        )
    return NO_SHELF


def _fetched(there: bytes | None, size: int, cache: Cache) -> Shelf | None:
    """A shelf of so many articles."""
    key = cache.key("outlines", (there or b"").hex())
    with suppress(DamagedError):
        kept = unpacked(cache.get([key]).get(key, b""))
        return kept if len(kept.heads) == size else None
    return None


def in_order(kept: Shelf | None, places: Mapping[int, int], more: Mapping[int, Shelf]) -> Shelf:
    """All outlines in the order of their articles: those on a shelf, by their places on it, and others, each on its own, by number."""
    at = len(kept.heads) if kept else 0
    both = together([*([kept] if kept else []), *more.values()])
    place = {**places, **{number: at + own for own, number in enumerate(more)}}
    return ordered(both, [place[number] for number in range(len(place))])


def worth_keeping(found: Shelved, more: int) -> bool:
    """Whether a shelf is made anew: where there is none, or too many articles have come or gone since."""
    return more > found.size * _MORE or found.size - len(found.places) > found.size * _FEWER


def keep(made: Shelf, names: Sequence[str], cache: Cache) -> None:
    """Keep the outlines of all articles, to be found by any of their first names."""
    there = cache.key("names", *names)
    cache.put(there, "names", "\n".join(names).encode("ascii"))
    cache.put(cache.key("outlines", there.hex()), "outlines", packed(made))
    for key in cache.of_archive("shelf", names):
        cache.put(key, "shelf", there)


# ---------------------------------------------------------------------------------------------- looked at


def traits(kept: Shelf, names: Sequence[str]) -> Numbered:
    """What grouping looks at. ``names``: the same for articles of the same content."""
    keys, counts = kept.columns[:2]
    told = [Traits(_day(head.published), head.placed, keys.row(at), counts.row(at), names[at]) for at, head in enumerate(kept.heads)]
    return Numbered(kept.spelled, told)


def marks(kept: Shelf, articles: Sequence[Article]) -> list[Marks]:
    """What the search for shared texts looks at, of the first articles that are given."""
    words, names, facts, sentences, runs = kept.columns[2:]
    found = []
    for at, (article, head) in enumerate(zip(articles, kept.heads, strict=False)):
        rows = sentences.row(at), runs.row(at), words.row(at), names.row(at), facts.row(at)
        found.append(Marks(article.id, _day(head.published), *rows, frozenset(head.credits), frozenset(head.handed)))
    return found


def _day(published: str | None) -> int:
    try:
        return date.fromisoformat((published or "")[:10]).toordinal()
    except ValueError:
        return 0
