"""A short statement beside a passage: where one part of the passage says otherwise what the statement says.

A passage tells many things of the same people and places, so that most of a statement's words are found somewhere in it. What
counts is the clause that tells what the statement tells: only there another figure, place or doer, or an opposite word, is a conflict.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from factcheck.alignment.abroad import abroad
from factcheck.alignment.counted import listed_otherwise, other_figures, shares, shifted
from factcheck.alignment.denials import Denial
from factcheck.alignment.doers import doers
from factcheck.alignment.signs import Pair, Side, shown, strongest
from factcheck.alignment.ties import crossed, made
from factcheck.alignment.told import Found
from factcheck.alignment.turned import needless, turned
from factcheck.alignment.units import weigh

SHORT = 0.65  # part of what the passage tells that the statement has at most
PASSAGE = 0.4  # the same from which most of the passage is about other things
RELATED, BARELY = 0.5, 0.4  # part of the statement that such a passage has, or a shorter one, where one word calls it untrue or given up
UNDER = 0.35  # part of the statement that a denial in such a passage is of
_DENIED, _GIVEN_UP, _OPPOSITE, _REFUTED, _SWAPPED, _DIFFER = (
    "denied",
    "given-up",
    "opposite-words",
    "refuted",
    "roles-swapped",
    "values-differ",
)
_FINDERS: tuple[tuple[str, str, Callable[[Side, Side], Iterator[Found]]], ...] = (
    (_OPPOSITE, "They say the opposite", turned),
    (_OPPOSITE, "What one needs, the other does without", needless),
    (_DIFFER, "Another figure of the same thing", other_figures),
    (_DIFFER, "The figure of all, and of a part", shares),
    (_DIFFER, "The figure of another", listed_otherwise),
    (_DIFFER, "The figure of the opposite", shifted),
    (_DIFFER, "Another has done it", doers),
    (_DIFFER, "Another has made it", made),
    (_DIFFER, "Another place", abroad),
    (_SWAPPED, "They stand to each other otherwise", crossed),
)


def beside(pair: Pair) -> tuple[str, str] | None:
    """The id of a rung, and why, in a sentence; None where the passage tells nothing else of what the statement tells."""
    if weigh(pair.short.units) > SHORT * weigh(pair.long.units):
        return None
    for rung, reason, find in _FINDERS:
        found = next(find(pair.short, pair.long), None)
        if found:
            return rung, f"{reason}: {shown(pair.short, found[0])} / {shown(pair.long, found[1])}."
    return None


def stray(pair: Pair, rung: str) -> bool:
    """Whether what weighs as a conflict stands in a long passage beside what the statement tells, and not in it."""
    ratio = weigh(pair.short.units) / (weigh(pair.long.units) or 1.0)
    best = strongest(pair)
    if rung == _DENIED and best and best in pair.long.denials:
        return ratio <= PASSAGE and (not best.met or pair.covered < RELATED or _under(pair, best) < UNDER)
    least = RELATED if ratio <= PASSAGE else BARELY if ratio <= SHORT else 0.0
    return rung in (_REFUTED, _GIVEN_UP) and pair.covered < least


def _under(pair: Pair, denial: Denial) -> float:
    """Part of the statement that a denial in the passage is of."""
    places = {pair.long.matched[unit.place] for unit in denial.said}
    return weigh(unit for unit in pair.short.units if unit.place in places) / (weigh(pair.short.units) or 1.0)
