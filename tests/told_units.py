"""What every look of the alignment says when it is asked by itself: of two units, of a negation, of one text, of both."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache, partial
from importlib import import_module
from itertools import chain, product
from types import ModuleType
from typing import Any

from told_looks import answer, brief

from factcheck.alignment import Pair, compared, signs
from factcheck.alignment.acts import Act
from factcheck.alignment.denials import Denial
from factcheck.alignment.signs import Side
from factcheck.alignment.ties import Tie
from factcheck.alignment.units import Unit

NAMES = """
    abroad acts apart beside compared contrasts counted denials doers exclusive grounds kinds limits matching reasons replaced signs spared
    told ties turned units
"""
MODULES = tuple(import_module(f"factcheck.alignment.{name}") for name in NAMES.split())
MOST = 14  # units of one text of which each is asked with each of the other text
Given = Callable[[Pair], Iterator[tuple[Any, ...]]]


def sides(pair: Pair) -> tuple[tuple[Side, Side], tuple[Side, Side]]:
    return (pair.short, pair.long), (pair.long, pair.short)


def of_sides(give: Callable[[Side, Side], Iterator[tuple[Any, ...]]]) -> Given:
    """What is asked of one text with regard to the other, and the other way round."""
    return lambda pair: chain.from_iterable(give(ours, theirs) for ours, theirs in sides(pair))


def each(side: Side) -> tuple[Unit, ...]:
    return side.units[:MOST]


def two(ours: Side, theirs: Side) -> Iterator[tuple[Unit, Unit]]:
    return product(each(ours), each(theirs))


GIVEN: dict[tuple[str, ...], Given] = {
    ("Pair",): lambda pair: iter([(pair,)]),
    ("Side",): of_sides(lambda ours, theirs: iter([(ours,)])),
    ("Unit",): of_sides(lambda ours, theirs: ((unit,) for unit in each(ours))),
    ("Denial",): of_sides(lambda ours, theirs: ((denial,) for denial in ours.denials)),
    ("Side", "Side"): of_sides(lambda ours, theirs: iter([(ours, theirs)])),
    ("Side", "bool"): of_sides(lambda ours, theirs: iter([(ours, True), (ours, False)])),
    ("Side", "Unit"): of_sides(lambda ours, theirs: ((ours, unit) for unit in each(ours))),
    ("Unit", "Side"): of_sides(lambda ours, theirs: ((unit, theirs) for unit in each(ours))),
    ("Unit", "Unit"): of_sides(two),
    ("str", "str"): of_sides(lambda ours, theirs: ((one.lower, other.lower) for one, other in two(ours, theirs))),
    ("Unit", "Unit", "Side", "Side"): of_sides(lambda ours, theirs: ((a, b, ours, theirs) for a, b in two(ours, theirs))),
    ("Side", "Unit", "Side", "Unit"): of_sides(lambda ours, theirs: ((ours, a, theirs, b) for a, b in two(ours, theirs))),
    ("Sequence[Unit]", "Unit"): of_sides(lambda ours, theirs: ((ours.units, unit) for unit in each(ours))),
    ("Unit", "Iterable[Unit]"): of_sides(lambda ours, theirs: ((unit, theirs.units) for unit in each(ours))),
    ("Sequence[Unit]", "Iterable[Unit]"): of_sides(lambda ours, theirs: iter([(ours.units, theirs.units)])),
    ("Sequence[Unit]",): of_sides(lambda ours, theirs: iter([(ours.units,)])),
    ("Sequence[Unit]", "str"): of_sides(lambda ours, theirs: iter((ours.units, to) for to in (signs.lang_of(ours), "figure", "name"))),
    ("Sequence[Unit]", "Unit", "int"): of_sides(lambda ours, theirs: ((ours.units, u, to) for u, to in product(each(ours), (1, -1)))),
    ("Denial", "Side"): of_sides(lambda ours, theirs: ((denial, theirs) for denial in ours.denials)),
    ("Denial", "Side", "Side"): of_sides(lambda ours, theirs: ((denial, ours, theirs) for denial in ours.denials)),
    ("Denial", "Denial", "Side"): of_sides(lambda ours, theirs: ((a, b, theirs) for a, b in product(ours.denials, theirs.denials))),
    ("Pair", "Denial"): lambda pair: ((pair, denial) for side in pair[:2] for denial in side.denials),
    ("Denial", "Pair"): lambda pair: ((denial, pair) for side in pair[:2] for denial in side.denials),
    ("Denial", "Pair", "bool"): lambda pair: ((found, pair, side is pair.short) for side in pair[:2] for found in side.denials),
    ("Pair", "Contrast"): lambda pair: ((pair, contrast) for contrast in pair.contrasts),
    ("Pair", "Compared", "Compared"): lambda pair: ((pair, *both) for both in product(*map(compared.comparisons, pair[:2]))),
    ("Side", "Compared"): of_sides(lambda ours, theirs: ((ours, told) for told in compared.comparisons(ours))),
}


@cache
def looks(module: ModuleType) -> tuple[tuple[Callable[..., Any], Given], ...]:
    """The functions of a module that are asked of two aligned texts, each with what it is given."""
    found = []
    for _, function in sorted(vars(module).items()):
        if getattr(function, "__module__", "") == module.__name__ and hasattr(function, "__annotations__"):
            given = tuple(str(kind) for name, kind in function.__annotations__.items() if name != "return")
            found += [(function, GIVEN[given])] if given in GIVEN else []
    return tuple(found)


def of_units(pair: Pair) -> dict[str, list[str]]:
    """What all looks at two aligned texts say that say something, by the module."""
    return {module.__name__.rpartition(".")[2]: said for module in MODULES if (said := list(asked(module, pair)))}


def asked(module: ModuleType, pair: Pair) -> Iterator[str]:
    for look, given in looks(module):
        told = ((answer(partial(said, look), *each), each) for each in given(pair))
        lines = [f"{named(each)}{'' if said == '+' else f'={said}'}".strip() for said, each in told if said]
        if lines:
            yield f"{look.__name__.strip('_')}: {' | '.join(dict.fromkeys(lines))}"


def said(look: Callable[..., Any], *given: Any) -> Any:
    """What a look says, with the words of units for these."""
    return plain(look(*given))


def plain(told: Any) -> Any:
    match told:
        case Unit():
            return told.lower
        case Denial():
            return told.cue
        case Act():
            return ">".join(unit.lower for unit in told if isinstance(unit, Unit))
        case Tie():
            return f"{told.one.lower} {told.kind} {told.two.lower}"
        case Side() | str() | bool() | int() | float() | None:
            return told if not isinstance(told, Side) else ""
        case dict():
            return {str(key): plain(value) for key, value in told.items()}
        case set() | frozenset():
            return sorted(map(str, map(plain, told)))
        case Iterator():
            return ["+".join(brief(plain(each)) for each in one) if type(one) in (list, tuple) else brief(plain(one)) for one in told]
        case tuple() | list():
            return [brief(plain(one)) for one in told]
    return told


def named(given: tuple[Any, ...]) -> str:
    """What a look was asked of."""
    return "/".join(
        one.lower if isinstance(one, Unit) else one.cue if isinstance(one, Denial) else str(one)
        for one in given
        if isinstance(one, Unit | Denial | str | int)
    )
