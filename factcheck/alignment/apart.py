"""Whether two statements tell of two things: one of one place, the other of another, of another day, or of another thing of its kind."""

from __future__ import annotations

from collections.abc import Iterator

from factcheck.alignment.kinds import other_kind
from factcheck.alignment.reasons import OPPOSITE
from factcheck.alignment.signs import Pair, Side, lang_of
from factcheck.alignment.units import DATE, Unit
from factcheck.model import Date, Name
from factcheck.values import gazetteer


def two_places(one: Unit, other: Unit) -> bool:
    """Whether two names are places of which neither may hold the other."""
    a, b = one.value, other.value
    if not (isinstance(a, Name) and isinstance(b, Name) and a.type == b.type == "place"):
        return False
    wide = gazetteer.countries() | gazetteer.regions()
    return a.country != b.country or not {a.canonical, b.canonical} & wide


def elsewhere(pair: Pair) -> bool:
    """Whether each statement names a place of its own, and neither the other's ("in Leeds" / "in Hull")."""
    return any(two_places(one, other) for one in _own(pair.short) for other in _own(pair.long))


def _own(side: Side) -> Iterator[Unit]:
    return (unit for unit in side.alone() if isinstance(unit.value, Name))


def of_two_days(pair: Pair) -> bool:
    """Whether each statement names a day of the week, and no day is in both."""
    days = [{unit.value.relative for unit in side.units if isinstance(unit.value, Date)} for side in pair[:2]]
    shared = any(unit.kind == DATE for unit in pair.short.met())
    return not shared and all(day.startswith(_WEEKDAY) for found in days for day in found) and all(days)


_WEEKDAY = "weekday:"


def two_things(pair: Pair, rung: str) -> bool:
    """Whether opposite words are told of two things: another word stands right before either, alike linked to it ("exports rose" / "imports
    fell"), or the two differ in kind elsewhere ("the British runner won gold" / "the American runner won silver"), or in their days."""
    best = max((c for c in pair.contrasts if c.kind == "opposite"), key=lambda c: c.strength, default=None)
    if best is None or rung != OPPOSITE:
        return False
    one, other = _before(pair.short, best.a), _before(pair.long, best.b)
    if one and other and best.a.after == best.b.after and one.kind == other.kind:
        return True
    return of_two_days(pair) or any(best.a not in found and best.b not in found for found in of_two_kinds(pair))


def _before(side: Side, unit: Unit) -> Unit | None:
    """The word right before another one in its clause, where only its own statement has it."""
    before = side.units[unit.place - 1] if unit.place else None
    beside = before and (before.scene, before.clause) == (unit.scene, unit.clause) and not unit.apart
    return before if before and beside and before.place not in side.matched else None


def of_two_kinds(pair: Pair, among: frozenset[str] | None = None) -> list[tuple[Unit, Unit]]:
    """Where the two tell another thing of its kind at one place ("with a knife" / "with a gun"), ``among`` some kinds."""
    langs = lang_of(pair.short), lang_of(pair.long)
    return list(other_kind(pair.short.units, pair.long.units, pair.matching, langs, among))
