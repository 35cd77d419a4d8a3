"""Groups of articles: the most alike are joined first, as long as groups are alike on average."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence

from factcheck.grouping.likeness import Alike, Calendar, cosine, times
from factcheck.grouping.traits import Archive, Vector

AVERAGE = 0.95  # part of it that all articles of two groups must reach on average for the groups to be joined
PARTY = 10  # articles of a group that tell where it is

Joined = dict[tuple[int, int], tuple[float, bool]]  # of two groups: the sum of the cosines, and whether most tell of other places


class Joining:
    """Articles that are joined step by step. ``signs``: the same for articles of the same content and weights; ``known``: what was
    found before about groups of such articles, and what is found now."""

    def __init__(self, archive: Archive, calendar: Calendar, signs: Sequence[int], known: Joined | None = None) -> None:
        self.archive, self.calendar = archive, calendar
        self.before = known or {}
        self.found: Joined = {}
        self._signs = list(signs)
        self._parent = list(range(len(signs)))
        self._members = [[number] for number in range(len(signs))]
        self._spans = list(calendar.spans)
        self._sums: dict[int, Counter[int]] = {}

    def groups(self, pairs: Iterable[Alike]) -> list[list[int]]:
        """Numbers by group, ascending; groups in the order of their first number.

        The most alike pairs are joined first, and only while the articles of both groups are alike on average for the days that both
        cover: a chain of articles that each resemble the next does not become one event.
        """
        ordered = sorted((-times(pair, self.calendar.asked_of(pair.a, pair.b)), pair.a, pair.b, pair) for pair in pairs)
        for _, a, b, pair in ordered:
            one, two = sorted((self._root(a), self._root(b)))
            if one != two and self._fit(one, two, pair):
                self._join(one, two)
        return [sorted(self._members[root]) for root in range(len(self._parent)) if self._parent[root] == root]

    def _root(self, number: int) -> int:
        parent = self._parent
        while parent[number] != number:
            parent[number] = parent[parent[number]]
            number = parent[number]
        return number

    def _fit(self, one: int, two: int, pair: Alike) -> bool:
        """Whether two groups are alike on average, and not most of their articles begin with places of their own."""
        size = len(self._members[one]), len(self._members[two])
        if size == (1, 1):
            return True
        likeness, parted = self._between(one, two)
        asked = AVERAGE * math.sqrt(pair.facts) * self.calendar.asked(self._spans[one], self._spans[two])
        return likeness / (size[0] * size[1]) >= asked and (pair.apart or not parted)

    def _between(self, one: int, two: int) -> tuple[float, bool]:
        key = self._signs[one], self._signs[two]
        if key not in self.found:
            self.found[key] = self.before.get(key) or (cosine(self._sum(one), self._sum(two)), self._parted(one, two))
        return self.found[key]

    def _sum(self, root: int) -> Vector:
        """The sum of the vectors of a group."""
        members = self._members[root]
        if len(members) == 1:
            return self.archive.vector(root)
        if root not in self._sums:
            self._sums[root] = total = Counter[int]()
            for number in members:
                total.update(self.archive.vector(number))
        return self._sums[root]

    def _parted(self, one: int, two: int) -> bool:
        """Whether most articles of two groups begin with places of their own: what joins them is an article that tells of both."""
        left, right = self._members[one][:PARTY], self._members[two][:PARTY]
        return 2 * sum(self.archive.apart(a, b) for a in left for b in right) > len(left) * len(right)

    def _join(self, one: int, two: int) -> None:
        if one in self._sums:
            self._sums[one].update(self._sum(two))
        self._sums.pop(two, None)
        self._parent[two] = one
        self._members[one] += self._members[two]
        self._spans[one] = self.calendar.joined(self._spans[one], self._spans[two])
        self._signs[one] = hash((self._signs[one], self._signs[two]))
