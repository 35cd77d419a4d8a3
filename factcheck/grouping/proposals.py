"""Which articles may be on one event: those that share one of their strongest keys. Never all pairs.

Articles are met in the order of their days, so that a key of many proposes articles that are close in time.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

CROWD = 40  # a key that more articles carry proposes to each only the last few before it
NEXT = 4

Strong = Sequence[tuple[int, int]]  # the strongest keys of an article with their weights, the strongest first


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
    width = {key: reach(len(row)) for key, row in rows(strong).items()}
    before: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for b, found in enumerate(strong):
        shared: dict[int, int] = defaultdict(int)
        for key, weight in found:
            row = before[key]
            for a, other in row[-width[key] :]:
                shared[a] += other * weight
            row.append((b, weight))
        yield from [Proposal(part, a, b) for a, part in shared.items() if part >= least]


def rows(strong: Iterable[Strong]) -> dict[int, list[int]]:
    """The articles of each key, in order."""
    found: dict[int, list[int]] = defaultdict(list)
    for number, keys in enumerate(strong):
        for key, _ in keys:
            found[key].append(number)
    return found


class Row(NamedTuple):
    """The articles of one key in order, with its weights in them."""

    members: list[int]
    weights: list[int]


def met_anew(strong: Sequence[Strong], new: Collection[int], moved: Iterable[tuple[int, int]], least: int) -> Iterator[Proposal]:
    """Of what `met` gives the pairs with one of the ``new`` articles, and the ``moved`` pairs of others."""
    moved = list(moved)
    told = {key for number in chain(new, *moved) for key, _ in strong[number]}
    placed = _rows(strong, told)
    for number in new:
        shared: dict[int, int] = defaultdict(int)
        for key, weight in strong[number]:
            members, weights = placed[key]
            at, far = bisect_left(members, number), reach(len(members))
            first, last = max(0, at - far), at + far + 1
            for other, its in zip(members[first:last], weights[first:last], strict=True):
                shared[other] += its * weight
        others = (other for other in shared if other != number and not (other in new and other < number))
        yield from (Proposal(shared[o], min(o, number), max(o, number)) for o in others if shared[o] >= least)
    for a, b in moved:
        part = sum(_adds(placed[key], a, b) for key in dict(strong[a]).keys() & dict(strong[b]).keys())
        if part >= least:
            yield Proposal(part, a, b)


def _rows(strong: Iterable[Strong], told: Iterable[int]) -> Mapping[int, Row]:
    """The articles of some keys."""
    found = {key: Row([], []) for key in told}
    for number, keys in enumerate(strong):
        for key, weight in keys:
            if key in found:
                row = found[key]
                row.members.append(number)
                row.weights.append(weight)
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
