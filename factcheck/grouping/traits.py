"""What grouping looks at of an article, in numbers, and how much each of its keys weighs among all the articles.

A number stands for a key by its place among all keys in order, so that numbers sort as the keys do. Weights are whole numbers: sums of
their products are exact in whatever order they are made.
"""

from __future__ import annotations

import hashlib
import math
from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache
from itertools import chain
from operator import mul
from typing import NamedTuple

from factcheck.claims import Reading
from factcheck.events import published
from factcheck.values import gazetteer

UNSEEN = 300  # articles of other news that stand beside those given, so that a small folder does not call its event common
LARGE = 2000  # articles from which frequencies are rounded: those of the day before then weigh the same with ten more
UNIT = 1 << 26  # the length of a vector
STRONGEST = 25  # keys of an article that propose other articles

Vector = dict[int, int]


class Kind(NamedTuple):
    """What a kind of key tells: the part of all articles that typically carry one such key, its weight, and what two articles that
    share it have in common."""

    common: float
    weight: float
    telling: float


KINDS = {
    "n:": Kind(0.0008, 1.0, 2.0),
    "p:": Kind(0.01, 1.0, 2.0),
    "c:": Kind(0.05, 0.4, 2.0),
    "w:": Kind(0.008, 1.0, 2.0),
    "k:": Kind(0.1, 0.8, 1.0),
    "v:": Kind(0.08, 0.5, 0.5),
    "d:": Kind(0.02, 0.7, 0.5),
    "a:": Kind(0.02, 1.0, 1.0),
    "f:": Kind(0.1, 1.2, 0.5),
}
WELL_KNOWN = Kind(0.05, 0.7, 2.0)  # people and organisations that are in the news every day


class Traits(NamedTuple):
    """``day``: of publication, 0 when unknown. ``placed``: it begins with a place inside a country that it names. ``keys``: numbers of
    the keys that tell of what it is, ascending; ``counts``: in how many statements each stands. ``name``: the same for articles of the
    same content."""

    day: int
    placed: bool
    keys: Sequence[int]
    counts: Sequence[int]
    name: str = ""


class Numbered(NamedTuple):
    """Articles in numbers, and the keys that the numbers stand for, in order."""

    spelled: Sequence[str]
    traits: Sequence[Traits]


def numbered(readings: Sequence[Reading]) -> Numbered:
    """Readings in numbers."""
    spelled = sorted({key for reading in readings for key in telling(reading.keys)})
    numbers = {key: number for number, key in enumerate(spelled)}
    return Numbered(spelled, [_traits(reading, numbers) for reading in readings])


def _traits(reading: Reading, numbers: Mapping[str, int]) -> Traits:
    keys = telling(reading.keys)
    day = published(reading)
    found = array("I", map(numbers.__getitem__, keys))
    return Traits(day.toordinal() if day else 0, placed(reading), found, array("I", map(reading.keys.__getitem__, keys)))


def telling(keys: Iterable[str]) -> list[str]:
    """The keys that grouping looks at, in order."""
    return sorted(key for key in keys if key[:2] in KINDS)


def placed(reading: Reading) -> bool:
    """Whether an article begins with a place inside a country."""
    return any("p:" + place in reading.keys for place in reading.places)


class Archive:
    """Articles with their vectors, which are made when they are first asked for. ``lengths``: what their weights are divided by, where that
    is known."""

    def __init__(self, articles: Numbered) -> None:
        self.spelled, self.traits = articles
        self.rarity = _rarities(articles)
        self.lengths: dict[int, float] = {}
        self._places = bisect_left(self.spelled, "p:"), bisect_left(self.spelled, "p;")
        self._vectors: dict[int, Vector] = {}
        most = max((max(traits.counts, default=0) for traits in self.traits), default=0)
        self._told = [0.0, *(1 + math.log(count) for count in range(1, most + 1))]  # by how many statements a key stands in

    def vector(self, number: int) -> Vector:
        """The weights of an article's keys."""
        known = self._vectors.get(number)
        return known if known is not None else self._vectors.setdefault(number, self._made(number))

    def _made(self, number: int) -> Vector:
        traits = self.traits[number]
        raw = list(map(mul, map(self.rarity.__getitem__, traits.keys), map(self._told.__getitem__, traits.counts)))
        norm = self.lengths[number] = math.sqrt(math.fsum(map(mul, raw, raw))) or 1.0
        return dict(zip(traits.keys, map(round, [UNIT * x / norm for x in raw]), strict=True))

    def common(self, a: int, b: int) -> tuple[Collection[int], int]:
        """The keys that two articles share, and the product of their vectors. Of one whose length is known nothing else is weighed."""
        one, two = (a, b) if b in self.lengths and b not in self._vectors else (b, a)
        vector, other = self.vector(one), self._vectors.get(two)
        if other is None and two not in self.lengths:
            other = self.vector(two)
        keys = vector.keys() & (self.traits[two].keys if other is None else other.keys())
        weights = self._some(two, keys) if other is None else other
        return keys, sum([vector[key] * weights[key] for key in keys])

    def _some(self, number: int, keys: Iterable[int]) -> Vector:
        """The weights of some of an article's keys."""
        _, _, its, counts, _ = self.traits[number]
        rarity, told, length = self.rarity, self._told, self.lengths[number]
        return {key: round(UNIT * (rarity[key] * told[counts[bisect_left(its, key)]]) / length) for key in keys}

    def strongest(self, number: int) -> list[tuple[int, int]]:
        """The keys of an article that weigh most, with their weights."""
        return sorted(self.vector(number).items(), key=lambda weighed: (-weighed[1], weighed[0]))[:STRONGEST]

    def sign(self, number: int) -> int:
        """The same for vectors of the same content: what an article is made of, and how rare each of it is."""
        traits = self.traits[number]
        levels = array("d", map(self.rarity.__getitem__, traits.keys)).tobytes()
        return int.from_bytes(hashlib.blake2b(traits.name.encode() + levels, digest_size=8).digest(), "little", signed=True)

    def places(self, number: int) -> Sequence[int]:
        """The places inside a country that an article names."""
        keys, (first, last) = self.traits[number].keys, self._places
        return keys[bisect_left(keys, first) : bisect_left(keys, last)]

    def apart(self, a: int, b: int) -> bool:
        """Whether both articles begin with places inside a country, and share no such place."""
        both = self.traits[a].placed and self.traits[b].placed
        return both and set(self.places(a)).isdisjoint(self.places(b))


def _rarities(articles: Numbered) -> Sequence[float]:
    """How much each key weighs by its rarity. A key is rare by the articles given and by the unseen ones, which carry it as often as its
    kind."""
    total, spread = len(articles.traits), Counter[int](chain.from_iterable(traits.keys for traits in articles.traits))
    rounded = total > LARGE
    all_told = (_middle(total, 1) if rounded else total) + UNSEEN
    rarity, known = [0.0] * len(articles.spelled), gazetteer.well_known()

    @cache
    def weight(kind: Kind, count: int) -> float:
        told = _middle(count, 2) if rounded else count
        return kind.weight * max(0.0, math.log(all_told / (told + UNSEEN * kind.common)))

    for key, count in spread.items():
        spelled = articles.spelled[key]
        rarity[key] = weight(WELL_KNOWN if spelled.startswith("n:") and spelled[2:] in known else KINDS[spelled[:2]], count)
    return rarity


def _middle(count: int, bits: int) -> int:
    """A number for all from a power of two on, or of four for two bits, to the next one: their middle, as ratios go."""
    least = 1 << (count.bit_length() - 1) // bits * bits
    return least * 2 if bits == 2 else least * 3 // 2
