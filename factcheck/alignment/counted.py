"""Where a passage has another figure of what a short statement counts, or gives its figure to something else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from factcheck.alignment import told
from factcheck.alignment.contrasts import disjoint
from factcheck.alignment.signs import Side, lang_of
from factcheck.alignment.told import Found
from factcheck.alignment.units import FIGURE, NAME, WORD, Unit, listed
from factcheck.claims import clause
from factcheck.language import relations
from factcheck.model import Duration, Quantity

TOLD = 0.65  # part of the rest of the statement that the sentence with another figure has
BESIDE = 2  # units on either side of a figure that tell of what it is
FAR = 6  # units behind a figure among which that of a part of it stands


def other_figures(ours: Side, theirs: Side) -> Iterator[Found]:
    """A figure of the statement where the sentence that tells the rest has another of the same things, and none that may be it."""
    for one in ours.units:
        if one.kind == FIGURE and not one.denied and one.modality not in told.OPEN:
            same = [unit for unit in theirs.units if _of_one_kind(one, unit)]
            rest = told.rest(ours.units, one)
            if rest and same and all(_excluded(one, unit) and not _some(theirs, unit, ours) for unit in same):
                parts = {unit.place: told.part(rest, told.sentence(theirs.units, unit)) for unit in same}
                other = max(same, key=lambda unit: (parts[unit.place], -unit.place))
                if parts[other.place] >= TOLD:
                    yield (one,), (other,)


def _of_one_kind(a: Unit, b: Unit) -> bool:
    """Whether two figures count the same things, measure the same, or are both lengths of time."""
    if isinstance(a.value, Quantity) and isinstance(b.value, Quantity):
        return (a.value.dimension, a.value.unit) == (b.value.dimension, b.value.unit)
    return isinstance(a.value, Duration) and isinstance(b.value, Duration) and a.value.rate == b.value.rate


def _some(theirs: Side, figure: Unit, ours: Side) -> bool:
    """Whether a figure counts only some: "three dancers *in pink*", of which the statement does not speak."""
    behind = [unit for unit in theirs.units[figure.place + 2 : figure.place + 3] if unit.kind == WORD and unit.clause == figure.clause]
    inside = clause.words(lang_of(theirs), "containers")
    return any(not inside.isdisjoint(unit.after) and not told.met(unit, ours.units) for unit in behind)


def _excluded(a: Unit, b: Unit) -> bool:
    """Whether two figures of one kind cannot both be meant."""
    one, other = a.value, b.value
    return isinstance(one, (Quantity, Duration)) and isinstance(other, (Quantity, Duration)) and disjoint(one, other)


def shares(ours: Side, theirs: Side) -> Iterator[Found]:
    """ "Three wars for the island" beside "three wars, two of them for the island": the figure of all, of what is told of a part."""
    for one in ours.units:
        if one.kind == FIGURE and one.place in ours.matched:
            whole = theirs.units[ours.matched[one.place]]
            part = next((unit for unit in theirs.units[whole.place + 1 : whole.place + FAR] if unit.kind == FIGURE), None)
            if part and part.scene == whole.scene and _of_them(whole, part):
                mine = told.rest(ours.units[one.place + 2 :])
                behind = [unit for unit in told.sentence(theirs.units, part) if unit.place > part.place]
                if mine and told.part(mine, behind) >= TOLD and not told.part(mine, theirs.units[: part.place]):
                    yield (one, *mine), (part, *behind)


def _of_them(whole: Unit, part: Unit) -> bool:
    """Whether a figure may count some of what another counts: it is less, and counts nothing of its own."""
    one, other = whole.value, part.value
    if not (isinstance(one, Quantity) and isinstance(other, Quantity)) or one.dimension != "count":
        return False
    return part.apart and other.unit in ("", one.unit) and (other.value or 0) < (one.value or 0)


def listed_otherwise(ours: Side, theirs: Side) -> Iterator[Found]:
    """ "A and B got two and three years, respectively" beside "A got three years": the figure of another of those in a list."""
    for number, scene in enumerate(theirs.script.scenes):
        if not listed(lang_of(theirs))["respectively"].isdisjoint(token.lower for token in scene.tokens):
            units = [unit for unit in theirs.units if unit.scene == number]
            figures = max(_runs(units, FIGURE), key=len)
            names = next((run for run in _runs(units, NAME) if len(run) == len(figures) > 1), ())
            yield from _given(ours, names, figures)


def _given(ours: Side, names: Sequence[Unit], figures: Sequence[Unit]) -> Iterator[Found]:
    """What the statement gives to the one name of a list that it has, where the list gives it to another."""
    known = [unit for unit in ours.units if unit.kind == NAME and told.met(unit, names)]
    for name, figure in zip(names, figures, strict=False):
        if len(known) == 1 and told.met(known[0], [name]):
            for one in ours.units:
                if one.kind == FIGURE and told.met(one, figures) and not told.met(one, [figure]):
                    yield (known[0], one), (name, figure)


def shifted(ours: Side, theirs: Side) -> Iterator[Found]:
    """ "The men's 400 metres and the women's 800" beside "the men's 800 metres": the figure of the opposite of what it stands beside."""
    for one in ours.units:
        known = [unit for unit in theirs.units if isinstance(one.value, Quantity) and unit.kind == FIGURE and told.met(one, [unit])]
        for of in _near(ours, one) if known else ():
            if of.kind == WORD and of.families and not any(told.met(of, _near(theirs, figure)) for figure in known):
                yield from (((of, one), found) for figure in known for found in _of_opposite(of, one, figure, theirs))


def _of_opposite(of: Unit, one: Unit, figure: Unit, theirs: Side) -> Iterator[tuple[Unit, ...]]:
    """What the passage gives to a word, where its figure stands beside the opposite."""
    if any(relations.opposed(of.families, unit.families) for unit in _near(theirs, figure)):
        for unit in theirs.units:
            for other in _near(theirs, unit) if unit.kind == WORD and told.met(of, [unit]) else ():
                if _another(one, other):
                    yield unit, other


def _another(one: Unit, other: Unit) -> bool:
    """Whether a figure is another of one dimension; "a" and "one" are none."""
    a, b = one.value, other.value
    alike = isinstance(a, Quantity) and isinstance(b, Quantity) and a.dimension == b.dimension and min(a.value or 0, b.value or 0) > 1
    return alike and _excluded(one, other)


def _near(side: Side, unit: Unit) -> list[Unit]:
    """The units beside one in its clause."""
    around = side.units[max(0, unit.place - BESIDE) : unit.place + 1 + BESIDE]
    return [other for other in told.clause(around, unit) if other is not unit]


def _runs(units: Sequence[Unit], kind: str) -> Iterator[Sequence[Unit]]:
    """Units of a kind that stand one behind the other, with at most the noun of a figure between them."""
    found: list[Unit] = []
    for unit in units:
        if unit.kind == kind:
            if found and unit.place - found[-1].place > (2 if kind == FIGURE else 1):
                yield found
                found = []
            found.append(unit)
    yield found
