"""Where a clause of a passage has the opposite of a word of a short statement, and tells the rest of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from factcheck.alignment import told
from factcheck.alignment.contrasts import upset
from factcheck.alignment.matching import likeness
from factcheck.alignment.signs import Side, lang_of
from factcheck.alignment.told import Found
from factcheck.alignment.units import WORD, Unit, listed, weigh
from factcheck.language import neutral, relations

TOLD = 0.7  # part of the rest of the statement that the passage has
HERE = 0.4  # part of it that the clause has
NEAR = 2  # units on either side of a word that tell its place
_APART = frozenset({relations.COMPLEMENTARY, relations.GRADED, relations.REVERSIVE})


def turned(ours: Side, theirs: Side) -> Iterator[Found]:
    """A word of the statement and its opposite in the passage, where both stand beside the same word."""
    words = [unit for unit in theirs.alone() if _turning(unit) and unit.modality not in told.OPEN]
    for one in filter(_turning, ours.units) if words else ():
        rest = told.rest(ours.units, one)
        if weigh(unit for unit in rest if unit.place in ours.matched) >= TOLD * (weigh(rest) or 1.0):
            others = (other for other in words if _opposite(ours, one, theirs, other))
            yield from (((one,), (other,)) for other in others if _one_place(ours, one, rest, theirs, other))


def _turning(unit: Unit) -> bool:
    return unit.kind == WORD and bool(unit.families) and _still().isdisjoint(unit.families)


@cache
def _still() -> frozenset[str]:
    """Families of which both opposites may be told of one thing."""
    table = neutral("alignment")
    return frozenset((*table["persons"], *table["both_hold"]))


def _opposite(ours: Side, one: Unit, theirs: Side, other: Unit) -> bool:
    """Whether two words are opposites, and neither or both are negated: "does not cease" is no end."""
    return upset(ours.units, one) == upset(theirs.units, other) and relations.opposed(one.families, other.families) in _APART


def _one_place(ours: Side, one: Unit, rest: Sequence[Unit], theirs: Side, other: Unit) -> bool:
    here = told.clause(theirs.units, other)
    if told.met(one, here) or told.part(rest, here) < HERE:
        return False
    near = [unit for unit in _around(theirs.units, other) if unit.scene == other.scene]
    return any(likeness(x, y) > 0 for x in _around(ours.units, one) for y in near)


def _around(units: Sequence[Unit], unit: Unit) -> list[Unit]:
    at = unit.place
    return [*units[max(0, at - NEAR) : at], *units[at + 1 : at + 1 + NEAR]]


def needless(ours: Side, theirs: Side) -> Iterator[Found]:
    """ "Without a visa" beside "a visa is required": what one does without, and what the other says is needed."""
    for side, other in ((ours, theirs), (theirs, ours)):
        words = listed(lang_of(side))["without"]
        spared = [unit for unit in side.units if unit.denied and not words.isdisjoint(unit.after)]
        for need in other.units if spared else ():
            if need.kind == WORD and not _needs().isdisjoint(need.families) and not need.denied and need.modality not in told.OPEN:
                for thing in _around(other.units, need):
                    lacked = next((unit for unit in spared if likeness(unit, thing) > 0), None)
                    rest = told.rest(ours.units, need if other is ours else thing)
                    if lacked and thing.kind == need.kind and told.part(rest, theirs.units) >= TOLD:
                        pair = (thing, need), (lacked,)
                        yield pair if other is ours else pair[::-1]


@cache
def _needs() -> frozenset[str]:
    return frozenset(neutral("alignment")["needs"])
