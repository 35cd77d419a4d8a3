"""Where a passage has another figure of what a short statement counts, or gives its figure to something else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from factcheck.alignment import told
from factcheck.alignment.contrasts import disjoint
from factcheck.alignment.signs import Side, lang_of
from factcheck.alignment.told import Found
from factcheck.alignment.units import FIGURE, NAME, Unit, listed
from factcheck.model import Quantity

TOLD = 0.65  # part of the rest of the statement that the sentence with another figure has
FAR = 6  # units behind a figure among which that of a part of it stands


def other_figures(ours: Side, theirs: Side) -> Iterator[Found]:
    """A figure of the statement where the sentence that tells the rest has another of the same things, and none that may be it."""
    for one in ours.units:
        if isinstance(one.value, Quantity) and one.kind == FIGURE and not one.denied and one.modality not in told.OPEN:
            same = [unit for unit in theirs.units if isinstance(unit.value, Quantity) and _of_one_kind(one.value, unit.value)]
            rest = told.rest(ours.units, one)
            if rest and same and all(isinstance(u.value, Quantity) and disjoint(one.value, u.value) for u in same):
                parts = {unit.place: told.part(rest, told.sentence(theirs.units, unit)) for unit in same}
                other = max(same, key=lambda unit: (parts[unit.place], -unit.place))
                if parts[other.place] >= TOLD:
                    yield (one,), (other,)


def _of_one_kind(a: Quantity, b: Quantity) -> bool:
    return (a.dimension, a.unit) == (b.dimension, b.unit)


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
