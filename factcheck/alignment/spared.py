"""Where one of two texts denies something, and yet they do not contradict each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from factcheck.alignment.compared import same_order
from factcheck.alignment.denials import Denial
from factcheck.alignment.limits import limited, refutes
from factcheck.alignment.reasons import OPPOSITE, REFUTED
from factcheck.alignment.signs import Pair, Side, lang_of, said, strongest
from factcheck.alignment.units import FIGURE, NAME, WORD, Unit, listed, weigh
from factcheck.claims import clause
from factcheck.model import Modality

_MOST = 0.5  # part of what is denied from which both deny the same


def spared(pair: Pair) -> str | None:
    """Why a denial in one text is no contradiction of the other: it is of something else, of the opposite, or both deny."""
    best = strongest(pair)
    if best is None:
        return None
    ours, theirs = (pair.short, pair.long) if best in pair.short.denials else (pair.long, pair.short)
    if _open(best, ours, theirs):
        return "the other leaves it open"
    if best.plain and _others(best, ours, theirs):
        return "others are meant"
    if best.plain and best.supposed:
        return "it is denied for a case only"
    if best.lapsed:
        return "it may have been true before"
    if not best.plain and _otherwise(best, ours, theirs):
        return "the other says so by another word"
    if limit := limited(best, ours, theirs):
        return limit
    if best.plain and not best.behind and not best.met:
        return "what is denied is not told by the other"
    if _another(best, ours, theirs):
        return "it is told of somebody else"
    if _elsewhere(best, ours, theirs):
        return "what is denied is not what the other says"
    if _of_the_opposite(best, pair, best in pair.short.denials):
        return "the opposite is denied"
    return "both deny" if any(_both(best, other, ours) or _turned(best, other, theirs) for other in theirs.denials) else None


def equal(pair: Pair, rule: str) -> bool:
    """Whether what seems to be opposite, or called untrue, is the same told the other way round: "A is bigger than B" and "B is smaller
    than A", "denies having lied" and "says that he has not lied"."""
    if rule == OPPOSITE:
        return same_order(pair) or _of_others(pair)
    both = all(refutes(side) for side in pair[:2]) or any(
        not d.plain and weigh(d.shared) >= _MOST * weigh(d.under) for side in pair[:2] for d in side.denials
    )
    return rule == REFUTED and both


def _of_others(pair: Pair) -> bool:
    """Whether two opposites each stand before something else ("closed to lorries", "open to cars"), or one is only what is aimed at."""
    best = max((c for c in pair.contrasts if c.kind == "opposite"), key=lambda c: c.strength, default=None)
    if best and _aimed(pair.short, best.a) != _aimed(pair.long, best.b):
        return True
    mine, its = (_next(pair.short.units, best.a), _next(pair.long.units, best.b)) if best else (None, None)
    linked = mine is not None and its is not None and bool(mine.after) and bool(its.after) and mine.kind == its.kind
    return bool(linked and mine and its and _unknown(mine, pair.short.matched) and _unknown(its, pair.long.matched))


def _aimed(side: Side, unit: Unit) -> bool:
    """Whether something is told as what another act is for ("*in order to* create")."""
    words = listed(lang_of(side))
    aim = " ".join(unit.after).startswith(tuple(words["aims"]))
    return aim and unit.after[-1] not in words["the"]


def _open(denial: Denial, ours: Side, theirs: Side) -> bool:
    """Whether most of what is denied is not known on the other side, or has not been so far and is possible or planned there."""
    moods = [theirs.units[ours.matched[unit.place]].modality for unit in denial.said]
    if denial.so_far and denial.core is not None and denial.core in denial.said:
        return theirs.units[ours.matched[denial.core.place]].modality in (Modality.UNKNOWN, Modality.POSSIBLE, Modality.PLANNED)
    left = {Modality.UNKNOWN, Modality.POSSIBLE} if denial.so_far else {Modality.UNKNOWN}
    return sum(mood in left for mood in moods) > len(moods) / 2


def _others(denial: Denial, ours: Side, theirs: Side) -> bool:
    """Whether others are denied than those of whom the other side tells ("no other passenger")."""
    words = listed(lang_of(ours))
    other, none = words["other"], words["none"]
    met = [theirs.units[ours.matched[unit.place]] for unit in denial.said]
    meant = any(not other.isdisjoint(unit.after) and not none.isdisjoint(unit.after) for unit in denial.under)
    return meant and all(other.isdisjoint(unit.after) for unit in met)


def _otherwise(denial: Denial, ours: Side, theirs: Side) -> bool:
    """Whether the other side has the word that denies, or one that says the same ("rejected" / "voted down"), and does not deny it."""
    words = [unit for unit in ours.units if unit.scene == denial.scene and denial.start <= unit.start < denial.end]
    met = [theirs.units[ours.matched[unit.place]] for unit in words if unit.place in ours.matched and not (unit.denied or unit.lone)]
    negated = any(word in clause.words(lang_of(theirs), "negators") for word in said(theirs))
    return not negated and any(unit.kind == WORD and not unit.denied for unit in met)


def _another(denial: Denial, ours: Side, theirs: Side) -> bool:
    """Whether nothing of what stands before the denied word in its clause is in the other text, nor the other way round."""
    core = denial.core
    if core is None or not denial.plain or not denial.met:
        return False
    mine, its = _before(ours.units, core), _before(theirs.units, theirs.units[ours.matched[core.place]])
    apart = all(unit.place not in ours.matched for unit in mine) and all(unit.place not in theirs.matched for unit in its)
    return bool(mine and its) and apart


def _before(units: Sequence[Unit], unit: Unit) -> list[Unit]:
    return [other for other in units[: unit.place] if (other.scene, other.clause) == (unit.scene, unit.clause)]


def _elsewhere(denial: Denial, ours: Side, theirs: Side) -> bool:
    """Whether the object of what is denied is another: right behind the word on which the negation stands, and which both have,
    either side has something that the other does not know."""
    core = denial.core
    if core is None or core.kind == NAME or not denial.plain or not denial.met:
        return False
    mine, its = _next(ours.units, core), _next(theirs.units, theirs.units[ours.matched[core.place]])
    if mine and its and mine.kind == WORD and its.kind == FIGURE:
        its = _next(theirs.units, its)  # "200 new jobs"
    return bool(mine and its and _unknown(mine, ours.matched) and _unknown(its, theirs.matched) and mine.kind == its.kind)


def _next(units: Sequence[Unit], unit: Unit) -> Unit | None:
    behind = units[unit.place + 1] if unit.place + 1 < len(units) else None
    return behind if behind and (behind.scene, behind.clause) == (unit.scene, unit.clause) and not behind.apart else None


def _unknown(unit: Unit, matched: Mapping[int, int]) -> bool:
    return unit.place not in matched and not unit.key.startswith("f:")


def _both(one: Denial, other: Denial, ours: Side) -> bool:
    """Whether two plain negations stand in clauses that say the same: each on a word that the other's clause has, too."""
    if not (one.plain and other.plain and one.core and other.core):
        return False
    match = ours.matched.get(one.core.place)
    back = [place for place, its in ours.matched.items() if its == other.core.place]
    same = {(ours.units[place].scene, ours.units[place].clause) for place in back}
    return match is not None and (one.core.scene, one.core.clause) in same


def _turned(one: Denial, other: Denial, theirs: Side) -> bool:
    """Whether what the other text denies by other words stands under a negation whose own word the other text does not say."""
    return not one.met and other.core is not None and theirs.matched.get(other.core.place) in {unit.place for unit in one.under}


def _of_the_opposite(denial: Denial, pair: Pair, short: bool) -> bool:
    under = {unit.place for unit in denial.under}
    others = pair.long.units if short else pair.short.units
    return any((i if short else j) in under and not others[j if short else i].denied for i, j, _ in pair.matching.opposed)
