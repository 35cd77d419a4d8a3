"""Which articles may share a text: those with rare runs of words or rare keys in common. Never all pairs."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from itertools import chain
from typing import NamedTuple

from factcheck.origins.passages import ONE_LANGUAGE
from factcheck.origins.sketches import Sketch, Stretch, longer, mark

SAMPLE = 4  # one run of words in so many is kept; copied passages have dozens
RUNS = 3  # sampled runs in common from which two articles are compared
CROWD = 24  # articles with a run or a key beyond which it proposes to each the NEXT before it alone
NEXT = 3
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


def propose(articles: Sequence[Marks]) -> list[tuple[int, int]]:
    """Pairs of articles to be compared, as indices, sorted."""
    order = sorted(range(len(articles)), key=lambda number: (articles[number].day, articles[number].document))
    placed = [articles[number] for number in order]
    met = {*_met([article.runs for article in placed], RUNS), *_met(_rarest(placed), MET, _near([article.day for article in placed]))}
    return sorted((min(order[a], order[b]), max(order[a], order[b])) for a, b in met)


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


def _rarest(articles: Sequence[Marks]) -> list[Sequence[int]]:
    """The rarest keys of each article, words and names apart: names are all that two languages have in common."""
    spread = Counter[int](chain.from_iterable(chain.from_iterable((article.words, article.names) for article in articles)))
    several = sorted((count, key) for key, count in spread.items() if count > 1)
    number = [0] * (max(spread, default=0) + 1)
    for place, (_, key) in enumerate(several, 1):
        number[key] = place
    return [(*_first(article.words, number), *_first(article.names, number)) for article in articles]


def _first(keys: Sequence[int], number: Sequence[int]) -> list[int]:
    return sorted(filter(None, map(number.__getitem__, keys)))[:RARE]


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
        width = CROWD if len(row) <= CROWD else NEXT
        for at, number in enumerate(row):
            first = near.first[number] if near else 0
            for other in row[max(0, at - width) : at]:
                if other >= first or (near and other < near.undated):
                    shared[number * size + other] += count
    yield from ((key % size, key // size) for key, count in shared.items() if count >= least)
