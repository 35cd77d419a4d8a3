"""Which articles may be on one event: those that share one of their strongest keys. Never all pairs.

Articles are met in the order of their days, so that a key of many proposes articles that are close in time.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain, compress, pairwise, repeat
from typing import NamedTuple

CROWD = 40  # a key that more articles carry proposes to each only the last few before it
NEXT = 4

Strong = Sequence[tuple[int, int]]  # the strongest keys of an article with their weights, the strongest first


class Strongest(NamedTuple):
    """The strongest keys of many articles with their weights, one article behind the other, and where each begins and the last one ends."""

    keys: array[int]
    weights: array[int]
    bounds: array[int]

    @classmethod
    def of(cls, articles: Iterable[Strong]) -> Strongest:
        """Those of some articles."""
        made = cls(array("i"), array("I"), array("I", [0]))
        for found in articles:
            made.put(found)
        return made

    def put(self, found: Strong) -> None:
        """Those of one article more."""
        self.keys.extend(key for key, _ in found)
        self.weights.extend(weight for _, weight in found)
        self.bounds.append(len(self.keys))

    def take(self, other: Strongest, place: int) -> None:
        """Those of one article more, from others."""
        first, last = other.bounds[place], other.bounds[place + 1]
        self.keys.extend(other.keys[first:last])
        self.weights.extend(other.weights[first:last])
        self.bounds.append(len(self.keys))

    def row_keys(self, place: int) -> array[int]:
        """The keys of one article."""
        return self.keys[self.bounds[place] : self.bounds[place + 1]]

    def row(self, place: int) -> Strong:
        """Those of one article."""
        first, last = self.bounds[place], self.bounds[place + 1]
        return list(zip(self.keys[first:last], self.weights[first:last], strict=True))


class Proposal(NamedTuple):
    """Two articles by their places in order, and what the keys that have brought them together add to their likeness."""

    part: int
    a: int
    b: int


def reach(crowd: int) -> int:
    """How far in its row a key of so many articles brings each together with others."""
    return CROWD if crowd <= CROWD else NEXT


def met(strong: Sequence[Strong], least: int) -> Iterator[Proposal]:
    """Pairs of articles, given in order, that share at least one of their strongest keys, unless that adds less than is asked of any."""
    width = {key: reach(count) for key, count in Counter(key for found in strong for key, _ in found).items()}
    before: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for b, found in enumerate(strong):
        shared: dict[int, int] = defaultdict(int)
        for key, weight in found:
            row = before[key]
            for a, other in row[-width[key] :]:
                shared[a] += other * weight
            row.append((b, weight))
        yield from [Proposal(part, a, b) for a, part in shared.items() if part >= least]


class Row(NamedTuple):
    """The articles of one key in order, with its weights in them."""

    members: list[int]
    weights: list[int]


def met_anew(
    strong: Strongest, new: Collection[int], moved: Collection[tuple[int, int]], placed: Mapping[int, Row], least: int
) -> Iterator[Proposal]:
    """Of what `met` gives the pairs with one of the ``new`` articles, and the ``moved`` pairs of others. ``placed``: the articles of the
    keys of those that are new."""
    for number in new:
        shared: dict[int, int] = defaultdict(int)
        for key, weight in strong.row(number):
            members, weights = placed[key]
            at, far = bisect_left(members, number), reach(len(members))
            first, last = max(0, at - far), at + far + 1
            for other, its in zip(members[first:last], weights[first:last], strict=True):
                shared[other] += its * weight
        near = [other for other, part in shared.items() if part >= least and other != number and not (other < number and other in new)]
        yield from [Proposal(shared[other], min(other, number), max(other, number)) for other in near]
    common = {(a, b): set(strong.row_keys(a)).intersection(strong.row_keys(b)) for a, b in moved}
    every = {**placed, **rows(strong, set(chain.from_iterable(common.values())).difference(placed))} if moved else placed
    for (a, b), keys in common.items():
        part = sum(_adds(every[key], a, b) for key in keys)
        if part >= least:
            yield Proposal(part, a, b)


def rows(strong: Strongest, told: Collection[int]) -> Mapping[int, Row]:
    """The articles of some keys."""
    keys, weights, bounds = strong
    found = {key: Row([], []) for key in told}
    places = array("I", chain.from_iterable(repeat(place, last - first) for place, (first, last) in enumerate(pairwise(bounds))))
    for at in compress(range(len(keys)), map(found.__contains__, keys)):
        members, its = found[keys[at]]
        members.append(places[at])
        its.append(weights[at])
    return found


def _adds(row: Row, a: int, b: int) -> int:
    """What a key adds to the likeness of two of its articles: nothing where they stand too far from each other."""
    one, two = bisect_left(row.members, a), bisect_left(row.members, b)
    return row.weights[one] * row.weights[two] if two - one <= reach(len(row.members)) else 0


def moved(before: Mapping[int, Sequence[int]], after: Mapping[int, Sequence[int]], new: Collection[int]) -> set[tuple[int, int]]:
    """Pairs of articles that are not new and that a key of many has brought together before, or does now, but not both times.

    ``before``: the rows of keys as they were, their articles by their places now; one that is no more has a place below 0.
    """
    found: set[tuple[int, int]] = set()
    for key in before.keys() | after.keys():
        was, now = before.get(key, ()), after.get(key, ())
        if max(len(was), len(now)) > CROWD and was != now:
            found |= _together(was, new) ^ _together(now, new)
    return found


def _together(row: Sequence[int], new: Collection[int]) -> set[tuple[int, int]]:
    far = reach(len(row))
    pairs = chain.from_iterable(((a, b) for b in row[at + 1 : at + 1 + far]) for at, a in enumerate(row))
    return {(a, b) for a, b in pairs if a >= 0 and b >= 0 and a not in new and b not in new}
