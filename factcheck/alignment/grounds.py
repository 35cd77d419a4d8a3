"""Where two statements tell one thing and name another cause or purpose of it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from factcheck.alignment.signs import Pair, Side, lang_of, shown
from factcheck.alignment.units import DATE, FIGURE, NAME, Unit, listed, weigh
from factcheck.language import neutral

_SAME = 0.75  # part of what is told that is the same
_ALL, _MUCH = 0.95, 2.0  # part and weight of it from which it is one act though nobody is named
_LEAST = 0.3  # the same of a statement that tells more of whom it names


class _Told(NamedTuple):
    """What a statement tells, what it gives as the ground of that, and how: "causes", or "purposes"; whether it is told of a protest."""

    main: list[Unit]
    ground: list[Unit]
    how: str
    protest: bool


def ground(pair: Pair) -> str | None:
    """Another cause of one thing, or another ground of one act that is known by a name or a date, as a sentence. Of two purposes both
    may hold, unless they are what a protest is for."""
    one, other = parted(pair.short), parted(pair.long)
    if not (one.ground and other.ground):
        return None
    theirs = {unit.place for unit in other.ground}
    if any(pair.short.matched.get(unit.place) in theirs for unit in one.ground):
        return None
    parts = sorted(_met(side, told.main) for side, told in ((pair.short, one), (pair.long, other)))
    if one.how == other.how == "causes":
        what = "cause" if parts[0] >= _SAME else ""
    elif one.how == other.how and not (one.protest and other.protest):
        what = ""
    else:
        alike = parts[0] >= _ALL and weigh(one.main) >= _MUCH
        what = "ground" if alike or (parts[0] >= _LEAST and parts[1] >= _SAME and _one_act(pair, one, other)) else ""
    return f"Another {what}: {shown(pair.short, one.ground)} / {shown(pair.long, other.ground)}." if what else None


def _met(side: Side, units: list[Unit]) -> float:
    return weigh(unit for unit in units if unit.place in side.matched) / (weigh(units) or 1.0)


def _one_act(pair: Pair, one: _Told, other: _Told) -> bool:
    """Whether both statements tell the same act last, and name a person, a place or a day of it."""
    last, its = one.main[-1], other.main[-1]
    reached = {pair.short.matched.get(unit.place) for unit in one.main}
    known = any(unit.kind in (NAME, DATE, FIGURE) and unit.place in pair.short.matched for unit in one.main)
    return known and last.place in pair.short.matched and its.place in reached


def parted(side: Side) -> _Told:
    """The statement cut at the first words that stand before a ground; those that only tell a protest are no ground."""
    text = side.script.scenes[0].text.lower()
    at, behind, how = min(_cuts(text, lang_of(side)), default=(len(text), len(text), ""))
    main = [unit for unit in side.units if unit.start < at]
    told = [unit for unit in side.units if unit.start >= behind]
    words = [unit for unit in side.units if at <= unit.start < behind]
    protest = any(not _protests().isdisjoint(unit.families) for unit in (*main[-1:], *words, *told[:1]))
    while told and not _protests().isdisjoint(told[0].families):
        told = told[1:]
    return _Told(main, told, how, protest) if main else _Told([], [], "", False)


def _cuts(text: str, lang: str) -> Iterator[tuple[int, int, str]]:
    """Where the words before a ground begin and end; of those that begin at one place the longest come first."""
    for how in ("causes", "purposes"):
        for phrase in listed(lang)[how]:
            start = text.find(f" {phrase}" if phrase.endswith("'") else f" {phrase} ")
            if start > 0:
                yield start, start + len(phrase) + 1, how


@cache
def _protests() -> frozenset[str]:
    return frozenset(neutral("alignment")["protests"])
