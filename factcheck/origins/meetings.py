"""Which articles of an archive have marks in common, when some have come or gone: only what these change is looked at again.

An archive as it was is kept until it has changed too much. Places are those of articles in the order of their days.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from itertools import chain, pairwise
from typing import Any, NamedTuple, Protocol

from factcheck import packing
from factcheck.packing import DamagedError

CROWD = 24  # articles with a mark beyond which it proposes to each the NEXT before it alone
NEXT = 3
GONE = -1  # the place of an article that is not there any more
NEVER = (1 << 32) - 1
_MORE = 1 / 32  # part of the articles that have to come or go for the archive to be looked at anew
_WIDTHS = "qIQIIIIIIIII"  # how wide the numbers are, in the order of the columns

Pair = tuple[int, int]
Rows = Sequence[Sequence[int]]  # the marks of each article


class Limits(NamedTuple):
    """Of each article the first key that is not among its rarest: how many articles have it, and the key; NEVER where there is none."""

    counts: Sequence[int]
    keys: Sequence[int]


class Rarest(NamedTuple):
    """The rarest keys of each article, the limits of its words and of its names, and how many articles have each key."""

    rows: Rows
    limits: tuple[Limits, Limits]
    spread: Mapping[int, int]


class Old(NamedTuple):
    """An archive as it was. ``signs``: of its articles; ``keys``: those that are counted, and their ``counts``; ``runs`` and ``rare``: the
    marks of each article, the last as numbers of keys, as those of ``limits`` are; ``by_runs``, ``by_keys``: which articles have met."""

    signs: Sequence[int]
    keys: Sequence[str]
    counts: Sequence[int]
    runs: Rows
    rare: Rows
    limits: tuple[Limits, Limits]
    by_runs: Collection[Pair]
    by_keys: Collection[Pair]

    @classmethod
    def of(
        cls, signs: Sequence[int], spelled: Sequence[str], runs: Rows, rare: Rarest, met: tuple[Collection[Pair], Collection[Pair]]
    ) -> Old:
        """An archive as it is. ``met``: the articles that have met by their runs, and by their keys."""
        used = sorted(rare.spread)
        number = {key: place for place, key in enumerate(used)} | {NEVER: NEVER}
        limits = [Limits(counts, [number[key] for key in keys]) for counts, keys in rare.limits]
        rows = [[number[key] for key in row] for row in rare.rows]
        counts = [rare.spread[key] for key in used]
        return cls(signs, [spelled[key] for key in used], counts, runs, rows, (limits[0], limits[1]), *met)

    def packed(self) -> bytes:
        """The archive as bytes."""
        columns = [self.signs, self.counts, *_column(self.runs), *_column(self.rare), *chain(*self.limits)]
        columns += [list(chain.from_iterable(pairs)) for pairs in (self.by_runs, self.by_keys)]
        return packing.in_columns(self.keys, _WIDTHS, columns)


def unpacked(data: bytes) -> Old:
    """The archive that `Old.packed` has made bytes of; DamagedError for any other bytes."""
    return packing.of_columns(data, _WIDTHS, _of_columns)


def _of_columns(keys: Any, numbers: Sequence[array[Any]]) -> Old:
    signs, counts, *columns = numbers
    limits = Limits(*columns[4:6]), Limits(*columns[6:8])
    pairs = [set(zip(one[::2], one[1::2], strict=True)) for one in columns[8:]]
    found = Old(signs, keys, counts, _rows_of(*columns[:2]), _rows_of(*columns[2:4]), limits, pairs[0], pairs[1])
    if {len(found.runs), len(found.rare), *map(len, chain(*limits))} != {len(signs)} or len(counts) != len(keys):
        raise DamagedError("more or less than an archive")
    return found


def _column(rows: Rows) -> tuple[Sequence[int], Sequence[int]]:
    """Rows one behind the other, and where they end."""
    numbers, ends = list(chain.from_iterable(rows)), list[int]()
    for row in rows:
        ends.append(len(row) + (ends[-1] if ends else 0))
    return numbers, ends


def _rows_of(numbers: array[int], ends: array[int]) -> Rows:
    return [numbers[start:end] for start, end in pairwise([0, *ends])]


class Memory(Protocol):
    """Where an archive is kept."""

    def asked(self) -> Old | None:
        """The archive that is most like the one at hand, as it was."""

    def keep(self, old: Old) -> None:
        """Keep the archive at hand."""


# ------------------------------------------------------------------------------------------------- marks


def width(crowd: int) -> int:
    """How far in its row a mark of so many articles brings each together with others."""
    return CROWD if crowd <= CROWD else NEXT


class Change(NamedTuple):
    """How the articles at hand stand to those of an old archive: where each of these stands now, and which ones are new."""

    now: Sequence[int]
    new: frozenset[int]


def change(old: Old, signs: Sequence[int]) -> Change | None:
    """What has changed; None where that is too much, or where articles stand in another order."""
    place = {sign: at for at, sign in enumerate(signs)}
    now = [place.get(sign, GONE) for sign in old.signs]
    there = [at for at in now if at != GONE]
    new = frozenset(range(len(signs))).difference(there)
    few = len(new) + now.count(GONE) <= len(signs) * _MORE
    return Change(now, new) if few and there == sorted(there) and len(place) == len(signs) else None


def met_again(
    was: Rows, now: Rows, known: Collection[Pair], change: Change, changed: Collection[int], least: int, near: Callable[[int, int], bool]
) -> Iterator[Pair]:
    """The pairs of articles that share so many marks. ``was``, ``now``: the marks before and now; ``known``: the pairs before;
    ``changed``: articles whose marks are not those that they were, or that are new; ``near``: whether two may meet, the earlier first."""
    left = [(row, at) for row, at in enumerate(change.now) if at == GONE or at in changed]
    placed = _rows(now, {mark for marks in chain((was[row] for row, _ in left), map(now.__getitem__, changed)) for mark in marks})
    moved = _moved(_crowds(placed, was, left, change, changed), placed, changed)
    both = ((change.now[a], change.now[b]) for a, b in known)
    yield from ((a, b) for a, b in both if GONE not in (a, b) and not (a in changed or b in changed or (a, b) in moved))
    placed |= _rows(now, {mark for a, b in moved for mark in set(now[a]).intersection(now[b])}.difference(placed)) if moved else {}
    for at in changed:
        shared: dict[int, int] = defaultdict(int)
        for row in map(placed.__getitem__, now[at]):
            here, far = row.index(at), width(len(row))
            for other in row[max(0, here - far) : here + far + 1]:
                shared[other] += 1
        several = (other for other, count in shared.items() if count >= least and other != at)
        pairs = ((min(at, other), max(at, other)) for other in several if not (other in changed and other < at))
        yield from ((a, b) for a, b in pairs if near(a, b))
    for a, b in moved:
        common = map(placed.__getitem__, set(now[a]).intersection(now[b]))
        if near(a, b) and sum(row.index(b) - row.index(a) <= width(len(row)) for row in common) >= least:
            yield a, b


def _rows(articles: Rows, told: Collection[int]) -> dict[int, list[int]]:
    """The articles of some marks, in order."""
    found: dict[int, list[int]] = {mark: [] for mark in told}
    some = frozenset(told)
    for number, marks in enumerate(articles):
        for mark in some.intersection(marks):
            found[mark].append(number)
    return found


def _crowds(
    after: Mapping[int, Sequence[int]], was: Rows, left: Sequence[tuple[int, int]], change: Change, changed: Collection[int]
) -> dict[int, Sequence[int]]:
    """The articles that marks of many had, in the order that they had, from those that they have now. ``left``: those that are gone or
    whose marks were others, by their places before and now."""
    were: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for place in left:
        for mark in was[place[0]]:
            were[mark].append(place)
    before = {at: row for row, at in enumerate(change.now)}
    found = dict[int, Sequence[int]]()
    for mark, row in after.items():
        gone = were.get(mark, ())
        if len(row) + len(gone) > CROWD:
            same = [at for at in row if at not in changed]
            found[mark] = [at for _, at in sorted([*((before[at], at) for at in same), *gone])] if gone else same
    return found


def _moved(before: Mapping[int, Sequence[int]], after: Mapping[int, Sequence[int]], changed: Collection[int]) -> set[Pair]:
    """Pairs of articles that are as they were and that a mark of many has brought together before, or does now, but not both times."""
    found: set[Pair] = set()
    for mark, was in before.items():
        now = after[mark]
        if max(len(was), len(now)) > CROWD and was != now:
            far = width(len(was)), width(len(now))
            if far[0] == far[1]:
                was, now = _differing(was, now, far[0])
            found |= _together(was, far[0], changed) ^ _together(now, far[1], changed)
    return found


def _differing(was: Sequence[int], now: Sequence[int], far: int) -> tuple[Sequence[int], Sequence[int]]:
    """Two rows without what both begin and end with, but for so many that meet what differs."""
    size, begin, end = min(len(was), len(now)), 0, 0
    while begin < size and was[begin] == now[begin]:
        begin += 1
    while end < size - begin and was[-1 - end] == now[-1 - end]:
        end += 1
    first, last = max(0, begin - far), max(0, end - far)
    return was[first : len(was) - last], now[first : len(now) - last]


def _together(row: Sequence[int], far: int, changed: Collection[int]) -> set[Pair]:
    pairs = ((a, b) for at, a in enumerate(row) for b in row[at + 1 : at + 1 + far])
    return {(a, b) for a, b in pairs if a != GONE and b != GONE and a not in changed and b not in changed}
