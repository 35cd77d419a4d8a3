"""Where two aligned texts tell different things at one place: another figure, another day, another name, or the opposite word."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from factcheck.alignment.matching import Matching
from factcheck.alignment.units import FIGURE, NAME, WORD, Unit, weigh
from factcheck.language import neutral, relations
from factcheck.model import Date, Duration, Name, Quantity

_NEIGHBOURS = 2  # units on either side of one that tell its place
_ALONE, _BESIDE, _LINKED = 0.3, 0.3, 0.15  # what a contrast counts by itself, for each neighbour in common, for the same function word
_FIGURES = 0.7  # part of a text that is the same from which another figure in it is a contrast
_ALIKE, _ALL_ELSE = 0.85, 0.7  # part of a text from which all but the contrast is the same, and what it counts at least then
_OPPOSITES = {
    relations.COMPLEMENTARY: 1.0,
    relations.REVERSIVE: 1.0,
    relations.GRADED: 0.8,
    relations.EXCLUSIVE: 0.7,
    relations.DIRECTIONAL: 0.7,
}
_ORDER = frozenset({"after", "before", "less", "more"})  # opposites of which the same two things have only one


class Contrast(NamedTuple):
    """A unit of either text, what kind of contrast they are ("figure", "date", "name", "opposite"), and how much it counts:
    below 0 where a negation turns the opposite into the same."""

    a: Unit
    b: Unit
    kind: str
    strength: float


def contrasts(a: Sequence[Unit], b: Sequence[Unit], matching: Matching, figures: bool = True) -> Iterator[Contrast]:
    """Every contrast of two texts, those of figures where asked for; where hardly anything else differs, it counts wherever it stands."""
    met = max(_met(a, matching.left), _met(b, matching.right))
    least = _ALL_ELSE if met >= _ALIKE else 0.0
    ones = [unit for unit in a if unit.place not in matching.left and unit.kind != WORD]
    others = [unit for unit in b if unit.place not in matching.right and unit.kind != WORD]
    for one in ones:
        for other in others:
            if one.kind == other.kind and _apart(one, other) and (one.kind != FIGURE or (figures and met >= _FIGURES)):
                yield Contrast(one, other, one.kind, max(least, _place(one, other, a, b, matching)))
    exclusive = any(how == relations.EXCLUSIVE for _, _, how in matching.opposed)
    many = (_several(a), _several(b)) if exclusive else (frozenset[int](), frozenset[int]())
    for i, j, how in matching.opposed:
        if a[i].denied and b[j].denied:
            continue  # neither more nor less: both may hold
        if not _persons().isdisjoint((*a[i].families, *b[j].families)):
            continue
        if how == relations.DIRECTIONAL and not _ORDER & {*a[i].families, *b[j].families}:
            continue  # what is bought is sold
        if how == relations.EXCLUSIVE and (i in many[0] or j in many[1]):
            continue  # one of them is red, another is green
        turned = 1.0 if upset(a, a[i]) == upset(b, b[j]) else -1.0
        yield Contrast(a[i], b[j], "opposite", turned * _OPPOSITES[how] * max(least, _place(a[i], b[j], a, b, matching)))


def _several(units: Sequence[Unit]) -> frozenset[int]:
    """Where a text tells several of what one thing has only one of, so that it tells of several things."""
    told = [unit for unit in units if unit.families]
    pairs = ((one, other) for one in told for other in told if one.families != other.families)
    return frozenset(one.place for one, other in pairs if relations.opposed(one.families, other.families) == relations.EXCLUSIVE)


def upset(units: Sequence[Unit], unit: Unit) -> bool:
    """Whether the contrary of a word is told: it is denied, or what stands under it is undone ("recommends avoiding")."""
    behind = units[unit.place + 1] if unit.place + 1 < len(units) else unit
    undone = not _undoing().isdisjoint(behind.families) and behind.clause == unit.clause and not behind.apart
    return (unit.denied or unit.lone) != (undone and behind is not unit)


@cache
def _undoing() -> frozenset[str]:
    return frozenset(neutral("alignment")["undoing"])


@cache
def _persons() -> frozenset[str]:
    return frozenset(neutral("alignment")["persons"])


def _met(units: Sequence[Unit], matched: Mapping[int, int]) -> float:
    return weigh(unit for unit in units if unit.place in matched) / (weigh(units) or 1.0)


def _apart(a: Unit, b: Unit) -> bool:
    """Whether two values cannot both be meant."""
    if a.kind == NAME:
        return isinstance(a.value, Name) and isinstance(b.value, Name) and a.value.type == b.value.type
    if isinstance(a.value, Date) and isinstance(b.value, Date):
        ends = a.value.earliest, a.value.latest, b.value.earliest, b.value.latest
        return all(ends) and (a.value.latest < b.value.earliest or b.value.latest < a.value.earliest)
    if isinstance(a.value, Quantity) and isinstance(b.value, Quantity):
        return (a.value.dimension, a.value.unit) == (b.value.dimension, b.value.unit) and disjoint(a.value, b.value)
    return isinstance(a.value, Duration) and isinstance(b.value, Duration) and disjoint(a.value, b.value)


def disjoint(a: Quantity | Duration, b: Quantity | Duration) -> bool:
    return _most(a) < _least(b) or _most(b) < _least(a)


def _least(value: Quantity | Duration) -> float:
    return -math.inf if value.min is None else float(value.min)


def _most(value: Quantity | Duration) -> float:
    return math.inf if value.max is None else float(value.max)


def _place(one: Unit, other: Unit, a: Sequence[Unit], b: Sequence[Unit], matching: Matching) -> float:
    """How much two units stand at the same place: by the units around them that match, and the function word before them."""
    around = {matching.left.get(unit.place) for unit in _near(a, one)}
    beside = len(around & {unit.place for unit in _near(b, other)})
    linked = bool(one.after and other.after and one.after[-1] == other.after[-1])
    return min(1.0, _ALONE + _BESIDE * beside + _LINKED * linked)


def _near(units: Sequence[Unit], unit: Unit) -> list[Unit]:
    at = unit.place
    near = (*units[max(0, at - _NEIGHBOURS) : at], *units[at + 1 : at + 1 + _NEIGHBOURS])
    return [other for other in near if other.scene == unit.scene]
