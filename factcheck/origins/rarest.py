"""The rarest keys of articles, by which these meet, and which of them are others when some articles have come or gone."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from factcheck.origins.markings import Marks
from factcheck.origins.meetings import GONE, NEVER, Change, Limits, Old, Rarest

RARE = 20  # rarest keys of an article that propose others


def rarest(articles: Sequence[Marks]) -> Rarest:
    """The rarest keys of each article, words and names apart: names are all that two languages have in common."""
    spread = _spread(articles)
    ranked = sorted((count, key) for key, count in spread.items() if count > 1)
    rank = [0] * (max(spread, default=0) + 1)
    for place, (_, key) in enumerate(ranked, 1):
        rank[key] = place
    ranked = [(NEVER, NEVER), *ranked]
    both: list[list[list[int]]] = []
    for kind in ([article.words for article in articles], [article.names for article in articles]):
        both.append([sorted(filter(None, map(rank.__getitem__, keys)))[: RARE + 1] for keys in kind])
    rows = [[ranked[place][1] for place in chain(words[:RARE], names[:RARE])] for words, names in zip(*both, strict=True)]
    limits = [[ranked[places[RARE] if len(places) > RARE else 0] for places in kind] for kind in both]
    words, names = (Limits([count for count, _ in kind], [key for _, key in kind]) for kind in limits)
    return Rarest(rows, (words, names), spread)


def _spread(articles: Sequence[Marks]) -> Counter[int]:
    """How many articles have each key."""
    return Counter[int](chain.from_iterable(chain.from_iterable((article.words, article.names) for article in articles)))


# ------------------------------------------------------------------------------ in an archive that has changed


def rarest_again(old: Old, spelled: Sequence[str], articles: Sequence[Marks], change: Change) -> dict[int, Sequence[int]]:
    """The rarest keys of the articles that are new, or have others than they had, by their places among those of the archive.

    The rarest keys of an article are those that come before a limit, rare ones first. They are the same as long as none passes it."""
    counts = _Counts(old, spelled, articles, change)
    shifts = _Shifts(counts)
    found: dict[int, Sequence[int]] = {at: _rarest_of(articles[at], counts) for at in change.new}
    words, names = (list(zip(*limits, strict=True)) for limits in old.limits)
    for was, at in enumerate(change.now):
        if at == GONE:
            continue
        article = articles[at]
        if shifts.passed(article.words, words[was]) or shifts.passed(article.names, names[was]):
            row = _rarest_of(article, counts)
            if set(row) != set(old.rare[was]):
                found[at] = row
    return found


def _rarest_of(article: Marks, counts: _Counts) -> list[int]:
    """The rarest keys of one article."""
    return [counts.place(key) for keys in (article.words, article.names) for key in _first(keys, counts)]


def _first(keys: Sequence[int], counts: _Counts) -> list[int]:
    """The rarest of some keys."""
    told = ((counts.now(key), key) for key in keys)
    return [key for _, key in sorted(one for one in told if one[0] > 1)[:RARE]]


class _Counts:
    """How many articles had a key, and how many do now."""

    def __init__(self, old: Old, spelled: Sequence[str], articles: Sequence[Marks], change: Change) -> None:
        self._places = {key: place for place, key in enumerate(old.keys)}
        self._spelled, self._old = spelled, old.counts
        self._more = _spread([articles[at] for at in change.new])
        self._all = _spread(articles) if GONE in change.now else None

    def place(self, key: int) -> int:
        """Where a key stood among those of the archive; for each that was none of them a number of its own below 0."""
        return self._places.get(self._spelled[key], -1 - key)

    def before(self, key: int) -> int:
        """How many articles had a key."""
        place = self.place(key)
        return self._old[place] if place >= 0 else 0

    def now(self, key: int) -> int:
        """How many do."""
        return self.before(key) + self._more[key] if self._all is None else self._all[key]

    def shifted(self) -> Iterator[int]:
        """The keys that more or fewer articles have."""
        some = self._more if self._all is None else self._all
        return (key for key in some if self.before(key) != self.now(key))


class _Shift(NamedTuple):
    """Where a key stood among those of the archive, how many articles had it, and how many do now."""

    place: int
    before: int
    now: int

    def passed(self, limit: tuple[int, int]) -> bool:
        """Whether the key comes before a limit now and has not done so, or the other way round."""
        return (self.before > 1 and (self.before, self.place) < limit) != (self.now > 1 and (self.now, self.place) < limit)


class _Shifts:
    """The keys that more or fewer articles have than before."""

    def __init__(self, counts: _Counts) -> None:
        self._shifts = {key: _Shift(counts.place(key), counts.before(key), counts.now(key)) for key in counts.shifted()}
        self._alone = frozenset(key for key, shift in self._shifts.items() if min(shift.before, shift.now) <= 1)
        self._passing: dict[int, set[int]] = defaultdict(set)  # the others by all counts that they have passed
        for key in self._shifts.keys() - self._alone:
            _, *both = self._shifts[key]
            for count in range(min(both), max(both) + 1):
                self._passing[count].add(key)

    def passed(self, keys: Sequence[int], limit: tuple[int, int]) -> bool:
        """Whether one of some keys has passed a limit."""
        for some in (self._alone, self._passing.get(limit[0], frozenset[int]())):
            if some and not some.isdisjoint(keys) and any(self._shifts[key].passed(limit) for key in some.intersection(keys)):
                return True
        return False
