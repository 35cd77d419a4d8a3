"""What one look of the alignment says at its edge: of two texts of which some words weigh something else, are denied, or begin a clause.

What a look asks last, and a share of a text that is met exactly, are seldom met by chance in texts; here some fields of units are given.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache, partial
from itertools import chain, product
from typing import Any
from unittest import mock

from told_looks import answer
from told_units import GIVEN, MODULES, Given, named, of_sides, said, two

from factcheck import alignment
from factcheck.alignment import Pair, compared, grounds, signs, ties
from factcheck.alignment.reasons import DENIED, GIVEN_UP, OPPOSITE, REFUTED
from factcheck.alignment.signs import Side, lang_of
from factcheck.alignment.units import Unit, read
from factcheck.claims import Script
from factcheck.model import Modality

RUNGS = (DENIED, GIVEN_UP, OPPOSITE, REFUTED)
Changes = Mapping[str, Mapping[str, Any]]  # by the place of a unit, what some of its fields are


def bound(ours: Side, theirs: Side) -> set[int]:
    return {unit.place for unit in ours.units if ties._named(unit, ours, theirs)}


def langs(pair: Pair) -> tuple[str, str]:
    return lang_of(pair.short), lang_of(pair.long)


MORE: dict[tuple[str, ...], Given] = {
    ("Pair", "str"): lambda pair: ((pair, rung) for rung in RUNGS),
    ("Pair", "frozenset[str] | None"): lambda pair: iter([(pair, None)]),
    ("Pair", "Sequence[Unit]", "Sequence[Unit]"): lambda pair: (
        (pair, *both) for both in product(([u] for u in pair.short.units), ([u] for u in pair.long.units))
    ),
    ("Pair", "_Told", "_Told"): lambda pair: iter([(pair, *map(grounds.parted, pair[:2]))]),
    ("Compared", "Compared"): lambda pair: product(*map(compared.comparisons, pair[:2])),
    ("Side", "list[Unit]"): of_sides(lambda ours, theirs: iter([(ours, list(ours.units)), (ours, ours.alone()), (ours, [])])),
    ("Side", "int"): of_sides(lambda ours, theirs: ((ours, unit.place) for unit in ours.units)),
    ("Side", "int", "Unit"): of_sides(
        lambda ours, theirs: ((ours, at, unit) for at, unit in product(range(-1, len(ours.units) + 1), ours.units))
    ),
    ("Side", "int", "set[int]"): of_sides(lambda ours, theirs: ((ours, unit.place, bound(ours, theirs)) for unit in ours.units)),
    ("Side", "Unit", "set[int]"): of_sides(lambda ours, theirs: ((ours, unit, bound(ours, theirs)) for unit in ours.units)),
    ("Side", "Unit", "tuple[int, int]", "set[int]"): of_sides(
        lambda ours, theirs: ((ours, unit, (unit.place, at.place), bound(ours, theirs)) for unit, at in product(ours.units, ours.units))
    ),
    ("Side", "Unit", "Unit", "list[Unit]"): of_sides(
        lambda ours, theirs: ((ours, one, other, list(theirs.units)) for one, other in product(ours.units, ours.units) if one != other)
    ),
    ("Side", "Unit", "Side"): of_sides(lambda ours, theirs: ((ours, unit, theirs) for unit in ours.units)),
    ("Unit", "Side", "Side"): of_sides(lambda ours, theirs: ((unit, ours, theirs) for unit in ours.units)),
    ("Unit", "Side", "Sequence[Unit]"): of_sides(lambda ours, theirs: ((unit, ours, theirs.units) for unit in ours.units)),
    ("Side", "Unit", "Sequence[Unit]", "Side", "Unit"): of_sides(
        lambda ours, theirs: ((ours, a, [u for u in ours.units if u != a], theirs, b) for a, b in two(ours, theirs))
    ),
    ("Unit", "Unit", "Sequence[Unit]", "Sequence[Unit]", "Matching"): lambda pair: (
        (a, b, pair.short.units, pair.long.units, pair.matching) for a, b in two(*pair[:2])
    ),
    ("Sequence[Unit]", "Unit", "int", "Mapping[int, int]"): of_sides(
        lambda ours, theirs: ((ours.units, unit, step, ours.matched) for unit, step in product(ours.units, (-1, 1)))
    ),
    ("Sequence[Unit]", "Mapping[int, int]"): of_sides(lambda ours, theirs: iter([(ours.units, ours.matched)])),
    ("Sequence[Unit]", "Sequence[Unit]", "tuple[str, str]", "Container[str] | None"): lambda pair: iter(
        [(pair.short.units, pair.long.units, langs(pair), None)]
    ),
    ("Unit", "str"): lambda pair: chain.from_iterable(((unit, lang_of(side)) for unit in side.units) for side in pair[:2]),
}


def varied(units: Sequence[Unit], changes: Changes) -> tuple[Unit, ...]:
    """Units of a text with some of their fields changed."""
    made = list(units)
    for place, fields in changes.items():
        if int(place) < len(made):
            made[int(place)] = made[int(place)]._replace(**{name: field(name, to) for name, to in fields.items()})
    return tuple(made)


def field(name: str, to: Any) -> Any:
    return Modality(to) if name == "modality" else tuple(to) if isinstance(to, list) else to


def side_by_side(left: Script, right: Script, row: Mapping[str, Any]) -> Pair:
    """Two texts aligned, of which some units are changed before."""

    def changed(script: Script) -> tuple[Unit, ...]:
        return varied(read(script), row["a:" if script is left else "b:"])

    with mock.patch.object(signs, "read", changed):
        return alignment.align(left, right)


@cache
def look(name: str) -> tuple[Callable[..., Any], Given]:
    """A look by its module and its name, and what it is given."""
    module = next(each for each in MODULES if each.__name__.endswith(f".{name.partition('.')[0]}"))
    function = getattr(module, name.partition(".")[2])
    asked = tuple(str(kind) for given, kind in function.__annotations__.items() if given != "return")
    return function, (GIVEN | MORE)[asked]


def of_edge(name: str, pair: Pair) -> list[str]:
    """What a look says of all that it may be asked of two texts, where it says something."""
    function, given = look(name)
    told = ((answer(partial(said, function), *each), each) for each in given(pair))
    return list(dict.fromkeys(f"{named(each)}{'' if told == '+' else f'={told}'}".strip() for told, each in told if told))
