"""Which articles may share a text: those with rare runs of words or rare keys in common. Never all pairs."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from factcheck.origins import meetings
from factcheck.origins.markings import Marks
from factcheck.origins.meetings import Memory, Old, met_again, width
from factcheck.origins.rarest import rarest, rarest_again

RUNS = 3  # sampled runs in common from which two articles are compared
MET = 5  # of the rarest keys in common
NEAR = 3  # days between two articles that are compared for their keys alone


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
    runs, rare = [article.runs for article in articles], rarest(articles)
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
    rare = rarest_again(old, archive.spelled, articles, change)
    now: dict[int, Sequence[int]] = dict(zip(change.now, old.rare, strict=True)) | rare
    rows = [now[at] for at in range(len(articles))]
    by_keys = met_again(old.rare, rows, old.by_keys, change, rare.keys(), MET, lambda a, b: not days[a] or days[b] - days[a] <= NEAR)
    return {*by_runs, *by_keys}


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
