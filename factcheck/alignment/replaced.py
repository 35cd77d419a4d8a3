"""Where all of two statements is the same but for the place of one thing, which of its kind it is, or what it was done for."""

from __future__ import annotations

from functools import cache

from factcheck.alignment.apart import of_two_kinds, two_places
from factcheck.alignment.grounds import ground
from factcheck.alignment.signs import Pair, Side, lang_of, shown
from factcheck.alignment.units import NAME, listed
from factcheck.language import neutral, relations

_SUBJECT = 2  # units with which a statement begins that tell of whom or of what it speaks, and whose verb
_BESIDE = 0.6  # strength of a contrast of two names that stand beside the same other word


def replaced(pair: Pair) -> str | None:
    """What is told otherwise, in a sentence; None where more than that differs, or where both may hold."""
    if any(len(side.script.scenes) != 1 or any(unit.denied for unit in side.units) for side in pair[:2]):
        return None
    return _place(pair) or _kind(pair) or ground(pair)


def _place(pair: Pair) -> str | None:
    found = [c for c in pair.contrasts if c.kind == NAME and c.strength >= _BESIDE and two_places(c.a, c.b)]
    others = [
        unit for side, end in ((pair.short, "a"), (pair.long, "b")) for unit in side.alone() if unit not in [getattr(c, end) for c in found]
    ]
    if len(found) != 1 or others or _spread(pair.short) or not all(_one_thing(side) for side in pair[:2]):
        return None
    return f"Another place: {shown(pair.short, [found[0].a])} / {shown(pair.long, [found[0].b])}."


def _spread(side: Side) -> bool:
    """Whether something is told that happens in many places at once ("the quake was felt in Naples")."""
    return not _families(side).isdisjoint(neutral("alignment")["everywhere"])


def _families(side: Side) -> frozenset[str]:
    return frozenset(family for unit in side.units for family in unit.families)


@cache
def _once() -> frozenset[str]:
    return frozenset(neutral("alignment")["once"])


@cache
def _only_one() -> frozenset[str]:
    return frozenset(neutral("alignment")["only_one"])


def _kind(pair: Pair) -> str | None:
    """Another of its kind of what one thing has only one of, or of who does what is done once."""
    found = of_two_kinds(pair, _only_one() if _once().isdisjoint(_families(pair.short)) else None)
    ours, theirs = {one for one, _ in found}, {other for _, other in found}
    if not found or set(pair.short.alone()) - ours or set(pair.long.alone()) - theirs or not all(_one_thing(side) for side in pair[:2]):
        return None
    if _spread(pair.short) or any(unit.place < _SUBJECT for unit in (*ours, *theirs)):
        return None
    return f"Another of its kind: {shown(pair.short, ours)} / {shown(pair.long, theirs)}."


def _one_thing(side: Side) -> bool:
    """Whether a statement begins with one thing that is known ("the concert"): of several, some may be here and some there."""
    first = side.units[0]
    article, words = first.after[-1] if first.after else "", listed(lang_of(side))
    single = article not in words["the_many"] or relations.lemma(side.script.scenes[0].pack, first.lower) == first.lower
    return article in words["the"] and single
