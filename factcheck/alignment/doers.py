"""Where a passage names somebody else who has done what a short statement tells, and what is done once."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from factcheck.alignment import told
from factcheck.alignment.matching import likeness
from factcheck.alignment.signs import Side, lang_of
from factcheck.alignment.told import Found
from factcheck.alignment.units import DATE, NAME, WORD, Unit, listed
from factcheck.claims import clause
from factcheck.language import neutral
from factcheck.model import Name

TOLD = 0.7  # part of the rest of the statement that the clause has
FAMILY = 0.9  # likeness of two words of one family
BEHIND = 5  # units behind a verb among which who has done it stands


def doers(ours: Side, theirs: Side) -> Iterator[Found]:
    """Another doer of what one does alone, or of what was done on the same day."""
    for verb in ours.units:
        one = _doer(ours, verb)
        for act in theirs.units if one else ():
            other = _doer(theirs, act) if likeness(verb, act) >= FAMILY else None
            if one and other and _two(one, other) and _once(ours, one, verb, told.clause(theirs.units, act)):
                yield (one, verb), (other, act)


def _doer(side: Side, verb: Unit) -> Unit | None:
    """The name behind a passive verb ("found by A"), or right before an active one."""
    if verb.kind != WORD or not verb.families or verb.denied:
        return None
    behind = list(_behind(side, verb))
    at = next((n for n, unit in enumerate(behind) if not listed(lang_of(side))["by"].isdisjoint(unit.after)), None)
    if at is not None:
        return next((unit for unit in behind[at : at + 3] if unit.kind == NAME), None)
    before = side.units[verb.place - 1] if verb.place and not verb.apart else None
    near = before and before.kind == NAME and (before.scene, before.clause) == (verb.scene, verb.clause)
    done = clause.words(lang_of(side), "passive") | listed(lang_of(side))["the"]
    return before if before and near and not before.after and done.isdisjoint(verb.after) else None


def _behind(side: Side, verb: Unit) -> Iterator[Unit]:
    """The next units of a verb's clause, and the first example of what it ends with ("by artists *such as A*")."""
    such = listed(lang_of(side))["such"]
    for unit in side.units[verb.place + 1 : verb.place + 1 + BEHIND]:
        example = not such.isdisjoint(unit.after)
        if unit.scene != verb.scene or (unit.clause != verb.clause and not example):
            return
        yield unit
        if example:
            return


def _two(one: Unit, other: Unit) -> bool:
    types = [unit.value.type for unit in (one, other) if isinstance(unit.value, Name)]
    return not likeness(one, other) and len(types) == 2 and types[0] == types[1] != "place"


def _once(ours: Side, one: Unit, verb: Unit, clause: list[Unit]) -> bool:
    """Whether a clause tells what the statement tells, and it is done by one alone, or on one day."""
    rest = told.rest(ours.units, one, verb)
    alone = not _alone().isdisjoint(verb.families) or any(unit.kind == DATE and told.met(unit, clause) for unit in rest)
    return alone and bool(rest) and told.part(rest, clause) >= TOLD


@cache
def _alone() -> frozenset[str]:
    return frozenset(neutral("alignment")["once"])
