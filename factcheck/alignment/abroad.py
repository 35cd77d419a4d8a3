"""Where a short statement puts in one country what a passage tells of another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from factcheck.alignment import told
from factcheck.alignment.signs import Side, lang_of
from factcheck.alignment.told import Found
from factcheck.alignment.units import NAME, WORD, Unit, listed, weigh
from factcheck.claims import clause
from factcheck.language import neutral
from factcheck.model import Name

TOLD = 0.8  # part of the rest of the statement that the sentence has
BEFORE = 2  # units before a place among which what happens there stands


def abroad(ours: Side, theirs: Side) -> Iterator[Found]:
    """A place of the statement and one of the passage that lies in another country, where the passage names none in the same."""
    known = [(unit, lands(unit)) for unit in theirs.units]
    for one in ours.units:
        here = lands(one)
        if here and one.place and not one.denied and not any(here & there for _, there in known):
            for other, there in known:
                if there and not other.denied and (_there(one, other, ours, theirs) or _struck(one, other, ours, theirs)):
                    yield (one,), (other,)


def lands(unit: Unit) -> frozenset[str]:
    """The countries that a place lies in, or that a part of the world has; none for other units and unknown places."""
    if not isinstance(unit.value, Name) or unit.value.type != "place":
        return frozenset()
    return frozenset([unit.value.country]) if unit.value.country else _parts().get(unit.value.canonical, frozenset())


@cache
def _parts() -> dict[str, frozenset[str]]:
    return {name: frozenset(codes.split()) for name, codes in neutral("continents").items()}


def _there(one: Unit, other: Unit, ours: Side, theirs: Side) -> bool:
    """Whether the clause of a place tells what the statement tells, and the statement's place is told as where it was."""
    if clause.words(lang_of(ours), "containers").isdisjoint(one.after):
        return False
    said = told.rest(told.sentence(theirs.units, other), other)
    near = [*told.clause(said, other), *_led(other, theirs)]
    acts = [unit for unit in ours.units[max(0, one.place - BEFORE) : one.place] if unit.kind == WORD]
    rest = told.rest(ours.units, one)
    known = weigh(unit for unit in rest if told.named(unit, said)) >= TOLD * (weigh(rest) or 1.0)
    return known and any(told.met(act, near) for act in acts) and _names_told(one, ours, said)


def _led(place: Unit, theirs: Side) -> list[Unit]:
    """The clause behind the one of a place, where its sentence begins with that and it has no subject ("digging in Utah, they found")."""
    units = told.sentence(theirs.units, place)
    led = units[0].clause == place.clause and units[0].kind == WORD and units[0].lower.endswith(tuple(listed(lang_of(theirs))["gerund"]))
    main = next((unit for unit in units if unit.place > place.place and unit.clause != place.clause), None) if led else None
    return told.clause(units, main) if main else []


def _names_told(one: Unit, ours: Side, said: Sequence[Unit]) -> bool:
    """Whether all other names of the statement are told."""
    return all(told.named(unit, said) for unit in ours.units if unit.kind == NAME and unit is not one)


def _struck(one: Unit, other: Unit, ours: Side, theirs: Side) -> bool:
    """Whether the statement tells that a disaster has struck a place, and the sentence tells where else one of its kind was."""
    event = next((unit for unit in ours.units if unit.key in _disasters()), None)
    said = told.sentence(theirs.units, other)
    near = event is not None and one.place - event.place <= BEFORE and any(_one_kind(event, unit) for unit in said)
    return near and _names_told(one, ours, said)


def _one_kind(event: Unit, unit: Unit) -> bool:
    """Whether a unit is a disaster of one kind with another: by its word, or as a name that holds it ("Hurricane Ida")."""
    return unit.key == event.key or (unit.kind == NAME and event.lower in unit.lower.split())


@cache
def _disasters() -> frozenset[str]:
    return frozenset("k:" + key for key in neutral("alignment")["disasters"])
