"""Where a negation holds for a case, a time, a part or an attempt only, so that it denies nothing that the other text says."""

from __future__ import annotations

from functools import cache
from itertools import pairwise

from factcheck.alignment.denials import Denial
from factcheck.alignment.signs import Side, lang_of, said
from factcheck.alignment.units import DATE, FIGURE, Unit, listed
from factcheck.language import neutral
from factcheck.model import Quantity

_WHOLE, _ROUNDED = 100, 0.5  # percent of all, and what two shares of it may be off


def limited(denial: Denial, ours: Side, theirs: Side) -> str | None:
    """Why a denial does not go against the other text, in words; None where it may."""
    words = listed(lang_of(ours))
    if denial.cue in words["instead"]:
        return "it is told instead of what"
    if _put_aside(denial, ours, theirs):
        return "the other tells it as what is not done"
    if denial.plain and _not_all(denial, ours, theirs):
        return "it is denied of some only"
    if refutes(ours) and refutes(theirs):
        return "both call it untrue"
    if _of_two_parts(ours, theirs):
        return "the one part denies it, the other does not"
    if denial.cue in words["without"] and not denial.met:
        return "what is lacking is not told by the other"
    if denial.plain and _without(denial, ours, theirs):
        return "it is denied for want of something"
    if denial.plain and _before(denial, ours, theirs):
        return "it is denied of the time before"
    if _tried(denial, ours, theirs):
        return "it is only tried"
    return "what is denied is its effect" if _no_bearing(denial, theirs) else None


def refutes(side: Side) -> bool:
    """Whether a text calls something untrue, in so many words or by a denial that it is true."""
    words = listed(lang_of(side))
    said_so = not words["refuted"].isdisjoint(said(side))
    return said_so or any(unit.denied and unit.lower in words["authentic"] for unit in side.units)


def _put_aside(denial: Denial, ours: Side, theirs: Side) -> bool:
    """Whether what is denied stands in the other text behind an "instead of"."""
    met = [theirs.units[ours.matched[unit.place]] for unit in denial.said]
    return bool(met) and " ".join(met[0].after).startswith(tuple(listed(lang_of(theirs))["instead"]))


def _not_all(denial: Denial, ours: Side, theirs: Side) -> bool:
    """Whether a statement begins with all of several things of which something is denied ("all seats were not sold"), so that it holds
    of some, and the other text does not speak of all."""
    words = listed(lang_of(ours))
    every, mine = words["all_of"], [unit for unit in ours.units if unit.scene == denial.scene][:1]
    begun = any(unit.denied and unit.end <= denial.start and unit.after and unit.after[0] in every for unit in mine)
    return begun and words["all"].isdisjoint(said(theirs))


def _without(denial: Denial, ours: Side, theirs: Side) -> bool:
    """Whether one thing is denied for the case that another does not hold ("without a test nobody gets in")."""
    lacking = listed(lang_of(ours))["without"]
    lacks = [other for other in ours.denials if other.scene == denial.scene and other.cue.split(" ")[0] in lacking]
    if any(other is not denial and other.said and not set(denial.under) & set(other.under) for other in lacks):
        return all(lacking.isdisjoint(unit.after) for unit in theirs.units)
    wanted = [unit for unit in ours.units if unit.scene == denial.scene and not lacking.isdisjoint(unit.after)]
    return any(unit.place in ours.matched and lacking.isdisjoint(theirs.units[ours.matched[unit.place]].after) for unit in wanted)


def _before(denial: Denial, ours: Side, theirs: Side) -> bool:
    """Whether it is denied until a day of which the other text does not say so ("not before May")."""
    behind = [unit for unit in ours.units if unit.scene == denial.scene and unit.start > denial.start]
    words = listed(lang_of(ours))["until"]
    until = any(_is_before(unit) and day.kind in (DATE, FIGURE) and not day.apart for unit, day in pairwise(behind))
    until = until or any(unit.kind == DATE and not words.isdisjoint(unit.after) for unit in behind)
    return until and not any(_is_before(unit) or not words.isdisjoint(unit.after) for unit in theirs.units)


def _is_before(unit: Unit) -> bool:
    return "before" in unit.families


def _tried(denial: Denial, ours: Side, theirs: Side) -> bool:
    """Whether the other text only tells an attempt of what is denied."""
    met = [ours.matched[unit.place] for unit in denial.said if unit.start >= denial.start]
    return any(place > 0 and not _attempts().isdisjoint(theirs.units[place - 1].families) for place in met[:1])


def _no_bearing(denial: Denial, theirs: Side) -> bool:
    """Whether one thing is said to have no effect on another, or no link with it, of which the other side does not speak."""
    if denial.core is None or not denial.plain or denial.met or _families("bearing").isdisjoint(denial.core.families):
        return False
    return all((_families("bearing") | _families("working")).isdisjoint(unit.families) for unit in theirs.units)


def _of_two_parts(ours: Side, theirs: Side) -> bool:
    """Whether the shares of which the two tell make up a whole ("97 % agree", "3 % do not")."""
    mine, its = ([unit.value for unit in side.alone() if unit.kind == FIGURE] for side in (ours, theirs))
    shares = [[v.value for v in values if isinstance(v, Quantity) and v.unit == "percent" and v.value] for values in (mine, its)]
    return any(abs(one + other - _WHOLE) < _ROUNDED for one in shares[0] for other in shares[1])


def _attempts() -> frozenset[str]:
    return _families("attempts")


@cache
def _families(name: str) -> frozenset[str]:
    return frozenset(neutral("alignment")[name])
