"""How alike two articles are, and how alike articles on one event have to be."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from factcheck.grouping.proposals import Proposal
from factcheck.grouping.traits import KINDS, UNIT, Archive, Traits, Vector

ALIKE = 0.08  # cosine of two articles' weighted keys from which they are taken to tell one event
DISTANCE = 0.14  # how much more is asked of articles each time that the days between them double
DENSITY = 0.20  # the same each time that the articles of those days double, from SPARSE on
SPARSE = 5
YEAR = 365  # articles further apart are on a new event of the kind, unless they are FAR times as alike
FAR = 2.5
ELSEWHERE = 5.0  # how many times as alike articles must be that begin with places of their own and share none
ELSEWHERE_KNOWN = 2.0  # the same where they share at least three kinds of facts: a headline may end in the town of its station
FACTS = {3: 0.45, 4: 0.2}  # part of it that is asked of articles that share facts of so many kinds
IN_COMMON = 3.0  # what two articles of one event share at least: "killed", "people" and "Tuesday" are not enough
PART = 0.1  # part of what is asked that the strongest keys of both must reach
LEAST = round(PART * ALIKE * UNIT * UNIT)  # what is asked of the strongest keys of any two
SLACK = 0.7  # part of what is asked from which pairs are kept: with some articles fewer, less is asked of the others


class Span(NamedTuple):
    """From the first to the last day of some articles, and how many articles were published before it and until its end."""

    first: int
    last: int
    before: int
    until: int


class Alike(NamedTuple):
    """Two articles that are as alike as is asked of them: the cosine, how many times more or less is asked of them because of where they
    begin and because of the facts that they share, and whether they begin with places of their own. None of it changes with what
    other articles there are, as long as their keys weigh the same."""

    a: int
    b: int
    part: float
    cosine: float
    elsewhere: float
    facts: float
    apart: bool


def cosine(a: Vector, b: Vector) -> float:
    """Dot product; the cosine where both are of length UNIT."""
    return sum([a[key] * b[key] for key in a.keys() & b.keys()]) / (UNIT * UNIT)


def _far(days: int) -> float:
    """The cosine that is asked of articles between which lie so many days, if these had few articles."""
    return ALIKE * ((1 + DISTANCE * math.log2(1 + days)) * (FAR if days > YEAR else 1))


class Calendar:
    """When articles were published, and what is asked of them by that. Those without a day may be of any, and count for every day.

    Articles on one event stand close in time. The more days lie between two articles, and the more articles were published in these
    days, the more occasions has chance.
    """

    def __init__(self, traits: Sequence[Traits]) -> None:
        days = sorted(article.day for article in traits if article.day)
        self.total = len(traits)
        undated = self.total - len(days)
        known = {0: None} | {day: Span(day, day, bisect_left(days, day), undated + bisect_right(days, day)) for day in set(days)}
        self.spans: list[Span | None] = [known[article.day] for article in traits]
        self._far: dict[int, float] = {}
        self._dense = [1 + DENSITY * math.log2(max(1.0, articles / SPARSE)) for articles in range(self.total + 1)]

    def asked(self, a: Span | None, b: Span | None) -> float:
        """The cosine that is asked of articles of two spans."""
        if a is None or b is None:
            days, articles = 0, self.total
        else:
            days = max(a.last, b.last) - min(a.first, b.first)
            articles = max(a.until, b.until) - min(a.before, b.before)
        return self._asked(days, articles)

    def _asked(self, days: int, articles: int) -> float:
        """The cosine that is asked where there are so many days, and so many articles in them."""
        return (self._far.get(days) or self._far.setdefault(days, _far(days))) * self._dense[articles]

    def asked_of(self, a: int, b: int) -> float:
        """The same of two articles."""
        one, two = self.spans[a], self.spans[b]
        if one is None or two is None:
            return self.asked(one, two)
        early, late = (one, two) if one.first <= two.first else (two, one)  # each of one day
        return self._asked(late.first - early.first, late.until - early.before)

    def joined(self, a: Span | None, b: Span | None) -> Span | None:
        """The span of both."""
        if a is None or b is None:
            return None
        return Span(min(a.first, b.first), max(a.last, b.last), min(a.before, b.before), max(a.until, b.until))


def times(pair: Alike, asked: float) -> float:
    """How many times as alike as is asked two articles are."""
    return pair.cosine / (asked * pair.elsewhere * pair.facts)


def holds(pair: Alike, asked: float) -> bool:
    """Whether two articles are as alike as is asked."""
    return pair.part >= PART * asked and pair.cosine >= asked * pair.elsewhere * pair.facts


def bearable(gone: int) -> bool:
    """Whether so many articles fewer, wherever they stood, leave more asked of any two than the part from which pairs are kept."""
    return 1 / (1 + DENSITY * math.log2(1 + gone / SPARSE)) > SLACK


def judged(
    proposals: Iterable[Proposal], place: Callable[[int], int], archive: Archive, calendar: Calendar, slack: float = 1.0
) -> Iterator[Alike]:
    """The pairs among the proposed ones that hold. ``place``: the number of an article by its place in order; ``slack``: the part of what
    is asked that is enough."""
    lowest, asked_of = min(FACTS.values()), calendar.asked_of
    for part, one, two in proposals:
        a, b = place(one), place(two)
        asked, share = slack * asked_of(a, b), part / (UNIT * UNIT)
        if share < PART * asked:
            continue
        common, product = archive.common(a, b)
        told = product / (UNIT * UNIT)
        if told < asked * lowest or ((apart := archive.apart(a, b)) and told < asked * lowest * ELSEWHERE_KNOWN):
            continue
        shared = [archive.spelled[key] for key in common]
        kinds = facts(shared)
        elsewhere = (ELSEWHERE_KNOWN if kinds in FACTS else ELSEWHERE) if apart else 1.0
        pair = Alike(min(a, b), max(a, b), share, told, elsewhere, FACTS.get(kinds, 1.0), apart)
        if holds(pair, asked) and enough(shared):
            yield pair


def facts(shared: Iterable[str]) -> int:
    """How many kinds of facts two articles share: a name or a place, a day, an age, a toll."""
    kinds = {"n:" if key.startswith("p:") else key[:2] for key in shared if not key.startswith("d:") or key[2:6].isdigit()}
    return len(kinds & {"n:", "d:", "a:", "f:"})


def enough(shared: Iterable[str]) -> bool:
    """Whether shared keys tell an event: a name or a rare word counts for two, a concept for one, a common word or a date for half."""
    return math.fsum(KINDS[key[:2]].telling for key in shared) >= IN_COMMON
