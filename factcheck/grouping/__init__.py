"""Which articles are on one event. They meet through rare keys in an inverted index, never all pairs; nothing here decides a relation.

What was found of an archive is kept: with some articles more, only what these change is looked at again, and the groups are those that
all of them give when they are looked at for the first time.
"""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.claims import Reading
from factcheck.grouping.joining import Joining
from factcheck.grouping.likeness import LEAST, SLACK, Alike, Calendar, holds, judged
from factcheck.grouping.memory import Known, Memory, Old, known_of
from factcheck.grouping.proposals import met, met_anew
from factcheck.grouping.traits import LARGE, Archive, Numbered, Traits, numbered, placed, telling

__all__ = ["LARGE", "Memory", "Numbered", "Traits", "grouped", "groups", "numbered", "placed", "telling"]


def groups(readings: Sequence[Reading]) -> list[list[Reading]]:
    """Articles by event, each group in the given order; groups in the order of their first article."""
    return [[readings[number] for number in group] for group in grouped(numbered(readings))]


def grouped(articles: Numbered, memory: Memory | None = None) -> list[list[int]]:
    """The numbers of the articles, by event. ``memory``: where what is found is kept from one run to the next."""
    archive, calendar = Archive(articles), Calendar(articles.traits)
    order = sorted(range(len(articles.traits)), key=lambda number: (articles.traits[number].day, number))
    if memory is None or len(order) <= LARGE:
        return Joining(archive, calendar, range(len(order))).groups(_all(archive, calendar, order))
    signs = [archive.sign(number) for number in range(len(order))]
    known = known_of(memory.asked(), archive, order, signs)
    pairs = _pairs(known, archive, calendar, order)
    joining = Joining(archive, calendar, signs, known.joined)
    found = joining.groups(pair for pair in pairs if holds(pair, calendar.asked_of(pair.a, pair.b)))
    memory.keep(lambda: Old.of(archive, order, signs, known, pairs, joining.found))
    return found


def _all(archive: Archive, calendar: Calendar, order: Sequence[int]) -> list[Alike]:
    """All pairs that are as alike as is asked."""
    strong = [archive.strongest(number) for number in order]
    return list(judged(met(strong, LEAST), order.__getitem__, archive, calendar))


def _pairs(known: Known, archive: Archive, calendar: Calendar, order: Sequence[int]) -> list[Alike]:
    """The pairs that are as alike as is asked, or nearly so. Where some are known: those, and all with an article that is new, or whose
    keys have another weight."""
    anew = (
        met([known.strong.row(place) for place in range(len(order))], LEAST)
        if known.nothing
        else met_anew(known.strong, known.new, known.moved, known.placed, LEAST)
    )
    return [*known.pairs, *judged(anew, order.__getitem__, archive, calendar, SLACK)]
