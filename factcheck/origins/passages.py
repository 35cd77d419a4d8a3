"""Which sentences of two articles are one passage: cut, moved, reworded or translated, it keeps its keys and most of its words.

A pure function of two sketches: what other articles there are changes nothing.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from factcheck.origins.sketches import GRAM, Sketch, Stretch, grams

ALIKE = 0.4  # share of the weighted content of two sentences that they have in common, from which they may be one passage
CHANCE = 0.45  # what two reports of one event that know nothing of each other often reach: only what is above tells
MOVED = 0.7  # what is asked of a passage that stands in another order
SHARED = 3.0  # the weight of what they share at the least: a name and a rare word
KEYS = 3  # content keys in common below which two sentences are not looked at
WORTH = 1.0  # the weight of what they share from which runs of words are looked for
RUN = 8  # words in common runs from which the words alone tell
HEARD = 0.25  # what a passage in quotation marks counts: whoever was there has heard it
CROWD = 25  # sentences of one article with a key beyond which it proposes none of them
WEIGHTS = {"n:": 2.0, "c:": 0.8, "k:": 1.0, "w:": 1.5, "v:": 0.6, "d:": 0.7, "q:": 1.5}
ONE_LANGUAGE = ("w:", "v:")  # keys that are stems of a language


class Aligned(NamedTuple):
    """One passage: its sentences (indices), how alike they are (0 to 1), how much it tells, and the words in common runs."""

    one: int
    two: int
    alike: float
    strength: float
    run: int


class Common(NamedTuple):
    """What two sentences have in common: the weight of their keys, and the words of the second in runs that the first has too."""

    weight: float
    run: int


def align(a: Sketch, b: Sketch) -> list[Aligned]:
    """The passages of two articles, by their place in the first; each sentence once, but for halves of a longer one."""
    cross = a.lang != b.lang
    weights = _weights(a, b, cross)
    totals = [[sum(weights.get(key, 0.0) for key in s.keys) for s in side.stretches] for side in (a, b)]
    found = []
    for one, two, common in _common(a, b, weights, cross):
        alike = _alike(common, totals[0][one], totals[1][two], a.stretches[one], b.stretches[two])
        if alike >= ALIKE and (common.weight >= SHARED or common.run >= RUN):
            found.append(_aligned(a, b, one, two, alike, common))
    return _in_order(_once(found))


def _aligned(a: Sketch, b: Sketch, one: int, two: int, alike: float, common: Common) -> Aligned:
    heard = max(a.stretches[one].quoted, b.stretches[two].quoted)
    own = 1 - heard * (1 - HEARD)
    return Aligned(one, two, alike, own * common.weight * max(0.0, (alike - CHANCE) / (1 - CHANCE)), common.run)


def _weights(a: Sketch, b: Sketch, cross: bool) -> dict[str, float]:
    """How much a key tells: little when many sentences of the two articles have it; words only within one language."""
    spread = Counter(key for side in (a, b) for stretch in side.stretches for key in stretch.keys)
    total = max(len(a.stretches) + len(b.stretches), 9)
    scale = math.log(total / 2)
    return {
        key: WEIGHTS.get(key[:2], 1.0) * max(0.15, min(1.0, math.log(total / count) / scale))
        for key, count in spread.items()
        if not (cross and key.startswith(ONE_LANGUAGE))
    }


def _common(a: Sketch, b: Sketch, weights: Mapping[str, float], cross: bool) -> Iterator[tuple[int, int, Common]]:
    """What every two sentences that may be one passage have in common."""
    places = _places((stretch.keys for stretch in a.stretches), weights)
    for two, stretch in enumerate(b.stretches):
        weight: dict[int, float] = defaultdict(float)
        count: dict[int, int] = defaultdict(int)
        for key in stretch.keys:
            for one in places.get(key, ()):
                weight[one] += weights[key]
                count[one] += 1
        for one, keys in count.items():
            if keys >= KEYS:
                told = not cross and weight[one] >= WORTH
                yield one, two, Common(weight[one], _run(a.stretches[one].words, stretch.words) if told else 0)


def _places(keys: Iterable[Sequence[str]], weights: Mapping[str, float]) -> dict[str, list[int]]:
    """The sentences of an article by their keys, without keys that most of them have."""
    places: dict[str, list[int]] = defaultdict(list)
    for number, found in enumerate(keys):
        for key in found:
            if key in weights:
                places[key].append(number)
    return {key: numbers for key, numbers in places.items() if len(numbers) <= CROWD}


def _run(one: tuple[int, ...], two: tuple[int, ...]) -> int:
    """How many words of the second sentence stand in runs of GRAM words that the first has too."""
    known = frozenset(grams(one))
    found = [at for at, gram in enumerate(grams(two)) if gram in known]
    return sum(min(GRAM, after - at) for at, after in pairwise([*found, GRAM + len(two)]))


def _alike(common: Common, left: float, right: float, one: Stretch, two: Stretch) -> float:
    """The share of the content in common; or that of the words of the shorter one, where the longer one has taken it in whole."""
    content = 2 * common.weight / (left + right) if left + right else 0.0
    shorter = min(len(one.words), len(two.words))
    words = min(1.0, common.run / shorter) if common.run >= RUN else 0.0
    return min(1.0, max(content, words))


def _once(found: Iterable[Aligned]) -> Iterator[Aligned]:
    """The strongest passage of each sentence; a sentence has two when it was split, or joined with another."""
    ones: set[int] = set()
    twos: set[int] = set()
    for passage in sorted(found, key=lambda p: (-p.strength, -p.alike, p.one + p.two, abs(p.one - p.two))):
        taken = (passage.one in ones) + (passage.two in twos)
        if taken == 0 or (taken == 1 and passage.run >= RUN and passage.alike >= MOVED):
            ones.add(passage.one)
            twos.add(passage.two)
            yield passage


def _in_order(found: Iterable[Aligned]) -> list[Aligned]:
    """The passages without weak ones that stand in another order than the rest."""
    passages = sorted(found, key=lambda p: (p.one, -p.two))
    kept = set(chain(passages))
    return sorted(p for p in passages if p in kept or p.alike >= MOVED)


def chain(passages: Sequence[Aligned]) -> list[Aligned]:
    """The longest run of passages, sorted by the first article, that stand in the same order in the second (patience sorting)."""
    tails: list[int] = []
    ends: list[int] = []
    back = [-1] * len(passages)
    for index, passage in enumerate(passages):
        at = bisect_left(ends, passage.two)
        back[index] = tails[at - 1] if at else -1
        ends[at : at + 1] = [passage.two]
        tails[at : at + 1] = [index]
    found = []
    index = tails[-1] if tails else -1
    while index >= 0:
        found.append(passages[index])
        index = back[index]
    return found[::-1]
