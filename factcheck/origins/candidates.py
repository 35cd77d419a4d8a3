"""Which articles may share a text: those with rare runs of words or rare keys in common. Never all pairs."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from itertools import chain
from typing import NamedTuple

from factcheck.origins import meetings
from factcheck.origins.meetings import NEVER, Change, Limits, Memory, Old, Rarest, met_again, width
from factcheck.origins.passages import ONE_LANGUAGE
from factcheck.origins.sketches import Sketch, Stretch, longer, mark

SAMPLE = 4  # one run of words in so many is kept; copied passages have dozens
RUNS = 3  # sampled runs in common from which two articles are compared
RARE = 20  # rarest keys of an article that propose others
MET = 5  # of these in common
NEAR = 3  # days between two articles that are compared for their keys alone
WEEKS = 21  # days from which a sentence that FEW articles carry is furniture: a standing background, a notice of the outlet
FEW = 3
LEAST = 6  # words of a sentence that can be furniture


class Marks(NamedTuple):
    """What of an article brings it together with others, in numbers, so that those of an archive can be held at once.

    ``sentences``: one for each sentence that can be furniture; ``runs``: a sample of its runs of words; ``words``, ``names``: content
    keys, those of one language and those of all, by their places among all keys in order; ``facts``: likewise."""

    document: str
    day: int
    sentences: Sequence[int]
    runs: Sequence[int]
    words: Sequence[int]
    names: Sequence[int]
    facts: Sequence[int]
    credits: frozenset[str]
    handed: frozenset[int]


class Told(NamedTuple):
    """The same with the keys and facts as they are spelled, in order."""

    sentences: Sequence[int]
    runs: Sequence[int]
    words: Sequence[str]
    names: Sequence[str]
    facts: Sequence[str]


def told(sketch: Sketch) -> Told:
    """The marks of an article."""
    keys = sorted({key for stretch in sketch.stretches for key in stretch.keys})
    long = {stretch.words for stretch in sketch.stretches if len(stretch.words) >= LEAST}
    runs = {run for stretch in sketch.stretches for run in longer(stretch.words) if run % SAMPLE == 0}
    words = [key for key in keys if key.startswith(ONE_LANGUAGE)]
    names = [key for key in keys if not key.startswith(ONE_LANGUAGE)]
    return Told(array("Q", sorted(map(mark, long))), array("Q", sorted(runs)), words, names, sorted(sketch.facts))


def furniture(articles: Sequence[Marks]) -> set[int]:
    """The sentences that articles of different weeks carry alike."""
    count = Counter[int](chain.from_iterable(article.sentences for article in articles))
    several = {sentence for sentence, told in count.items() if told >= FEW}
    days: dict[int, tuple[int, int]] = {}
    for article in articles:
        for sentence in several.intersection(article.sentences):
            first, last = days.get(sentence, (article.day, article.day))
            days[sentence] = min(first, article.day), max(last, article.day)
    return {sentence for sentence, (first, last) in days.items() if first and last - first >= WEEKS}


def without(sketch: Sketch, standing: AbstractSet[int]) -> Sketch:
    """A sketch without the sentences that are furniture."""
    kept: tuple[Stretch, ...] = tuple(s for s in sketch.stretches if len(s.words) < LEAST or mark(s.words) not in standing)
    return sketch._replace(stretches=kept)


class Archive(NamedTuple):
    """The articles of an archive: what is the same for articles of the same marks, the keys that these stand for, and where it is kept."""

    signs: Sequence[int]
    spelled: Sequence[str]
    memory: Memory


def propose(articles: Sequence[Marks], archive: Archive | None = None) -> list[tuple[int, int]]:
    """Pairs of articles to be compared, as indices, sorted. ``archive``: what is kept of them, as far as it saves time."""
    order = sorted(range(len(articles)), key=lambda number: (articles[number].day, articles[number].document))
    placed = [articles[number] for number in order]
    found = _in_archive(placed, archive._replace(signs=[archive.signs[number] for number in order])) if archive else _all(placed, None)
    return sorted((min(order[a], order[b]), max(order[a], order[b])) for a, b in found)


def _all(articles: Sequence[Marks], archive: Archive | None) -> set[tuple[int, int]]:
    """All pairs of articles that have met, in the order of their days."""
    runs, rare = [article.runs for article in articles], _rarest(articles)
    by_runs = set(_met(runs, RUNS))
    by_keys = set(_met(rare.rows, MET, _near([article.day for article in articles])))
    if archive:
        archive.memory.keep(Old.of(archive.signs, archive.spelled, runs, rare, (by_runs, by_keys)))
    return by_runs | by_keys


def _in_archive(articles: Sequence[Marks], archive: Archive) -> set[tuple[int, int]]:
    """The same, of which some have met in the archive as it was."""
    old = archive.memory.asked()
    change = meetings.change(old, archive.signs) if old else None
    if old is None or change is None:
        return _all(articles, archive)
    days, runs = [article.day for article in articles], [article.runs for article in articles]
    by_runs = met_again(old.runs, runs, old.by_runs, change, change.new, RUNS, lambda a, b: True)
    rare = _rarest_again(old, articles, change, Counts(old, archive.spelled, articles, change))
    now: dict[int, Sequence[int]] = dict(zip(change.now, old.rare, strict=True)) | rare
    rows = [now[at] for at in range(len(articles))]
    by_keys = met_again(old.rare, rows, old.by_keys, change, rare.keys(), MET, lambda a, b: not days[a] or days[b] - days[a] <= NEAR)
    return {*by_runs, *by_keys}


class Counts:
    """How many articles had a key, and how many do now."""

    def __init__(self, old: Old, spelled: Sequence[str], articles: Sequence[Marks], change: Change) -> None:
        self._places = {key: place for place, key in enumerate(old.keys)}
        self._spelled, self._old = spelled, old.counts
        self._more = _spread([articles[at] for at in change.new])
        self._all = _spread(articles) if meetings.GONE in change.now else None

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


class Shift(NamedTuple):
    """Where a key stood among those of the archive, how many articles had it, and how many do now."""

    place: int
    before: int
    now: int

    def passed(self, limit: tuple[int, int]) -> bool:
        """Whether the key comes before a limit now and has not done so, or the other way round."""
        return (self.before > 1 and (self.before, self.place) < limit) != (self.now > 1 and (self.now, self.place) < limit)


class Shifts:
    """The keys that more or fewer articles have than before."""

    def __init__(self, counts: Counts) -> None:
        self._shifts = {key: Shift(counts.place(key), counts.before(key), counts.now(key)) for key in counts.shifted()}
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


def _rarest_again(old: Old, articles: Sequence[Marks], change: Change, counts: Counts) -> dict[int, Sequence[int]]:
    """The rarest keys of the articles that are new, or have others than they had, by their places among those of the archive.

    The rarest keys of an article are those that come before a limit, rare ones first. They are the same as long as none passes it."""
    shifts = Shifts(counts)
    found: dict[int, Sequence[int]] = {at: _rarest_of(articles[at], counts) for at in change.new}
    words, names = (list(zip(*limits, strict=True)) for limits in old.limits)
    for was, at in enumerate(change.now):
        if at == meetings.GONE:
            continue
        article = articles[at]
        if shifts.passed(article.words, words[was]) or shifts.passed(article.names, names[was]):
            row = _rarest_of(article, counts)
            if set(row) != set(old.rare[was]):
                found[at] = row
    return found


def _rarest_of(article: Marks, counts: Counts) -> list[int]:
    """The rarest keys of one article."""
    return [counts.place(key) for keys in (article.words, article.names) for key in _first(keys, counts)]


class Near(NamedTuple):
    """Which articles, in the order of their days, are near a later one: those from its ``first`` on, and the ``undated`` ones, which come
    before all others."""

    undated: int
    first: Sequence[int]


def _near(days: Sequence[int]) -> Near:
    """Articles of days that are no more than NEAR apart; one without a day is near all."""
    first, at = list[int](), 0
    for day in days:
        while day and day - days[at] > NEAR:
            at += 1
        first.append(at)
    return Near(bisect_right(days, 0), first)


def _spread(articles: Sequence[Marks]) -> Counter[int]:
    """How many articles have each key."""
    return Counter[int](chain.from_iterable(chain.from_iterable((article.words, article.names) for article in articles)))


def _rarest(articles: Sequence[Marks]) -> Rarest:
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


def _first(keys: Sequence[int], counts: Counts) -> list[int]:
    """The rarest of some keys."""
    told = ((counts.now(key), key) for key in keys)
    return [key for _, key in sorted(one for one in told if one[0] > 1)[:RARE]]


def _met(articles: Sequence[Sequence[int]], least: int, near: Near | None = None) -> Iterator[tuple[int, int]]:
    """The pairs of articles that share so many marks; one that many articles have brings each together with the NEXT before it.

    Marks that the same articles have are looked at together: a copied passage has dozens. ``near``: pairs of others are left out."""
    spread = Counter[int](chain.from_iterable(articles))
    rows: dict[int, list[int]] = {mark: [] for mark, count in spread.items() if count > 1}
    several = rows.keys()
    for number, marks in enumerate(articles):
        for one in several & set(marks):
            rows[one].append(number)
    shared, size = defaultdict[int, int](int), len(articles)
    for row, count in Counter(map(tuple, rows.values())).items():
        far = width(len(row))
        for at, number in enumerate(row):
            first = near.first[number] if near else 0
            for other in row[max(0, at - far) : at]:
                if other >= first or (near and other < near.undated):
                    shared[number * size + other] += count
    yield from ((key % size, key // size) for key, count in shared.items() if count >= least)
