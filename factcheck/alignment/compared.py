"""Where two statements set one thing against another, and do so the other way round: more or less than it, before or after it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product
from typing import NamedTuple

from factcheck.alignment.reasons import OPPOSITE
from factcheck.alignment.signs import Pair, Side, lang_of, shown
from factcheck.alignment.units import Unit, listed
from factcheck.claims.scene import Scene
from factcheck.language import relations
from factcheck.model import Token

_FAR = 8  # tokens between the word of degree and what stands before the other thing
_COVERED = 0.6  # part of the shorter text that the other has
_THINGS = 3  # words of what something is compared with that are looked at
_TIME = "time"


class Compared(NamedTuple):
    """``first`` is more (``sign`` 1) or less (-1) of a quality than ``second``, or after (1) or before (-1) it."""

    first: tuple[Unit, ...]
    second: tuple[Unit, ...]
    quality: frozenset[str]
    sign: int


def reversed_order(pair: Pair) -> tuple[str, str] | None:
    """The rung, and why, in a sentence: two statements compare the same things in the same respect, and cannot both hold."""
    if pair.covered < _COVERED:
        return None
    for one, other in product(comparisons(pair.short), comparisons(pair.long)):
        if _turn(pair, one, other) == -1:
            return OPPOSITE, f"They compare the other way round: {_shown(pair.short, one)} / {_shown(pair.long, other)}."
    return None


def same_order(pair: Pair) -> bool:
    """Whether two statements compare the same things and mean the same ("A is bigger than B", "B is smaller than A")."""
    turns = [_turn(pair, one, other) for one, other in product(comparisons(pair.short), comparisons(pair.long))]
    return 1 in turns and -1 not in turns


def _turn(pair: Pair, one: Compared, other: Compared) -> int:
    """1 where two comparisons mean the same, -1 where they mean the opposite, 0 where they are of other things."""
    straight = _meet(pair, one.first, other.first) and _head(pair, one, other)
    crossed = one.quality != {_TIME} and _meet(pair, one.second, other.first) and _meet(pair, one.first, other.second)
    return 0 if straight == crossed else _respect(one, other) * (1 if straight else -1)


def _respect(a: Compared, b: Compared) -> int:
    """1 where both tell the same of one quality, -1 where they tell the opposite, 0 where they speak of two."""
    if not a.quality.isdisjoint(b.quality):
        return a.sign * b.sign
    return -a.sign * b.sign if relations.opposed(a.quality, b.quality) else 0


def _meet(pair: Pair, ours: Sequence[Unit], theirs: Sequence[Unit]) -> bool:
    places = {unit.place for unit in theirs}
    return any(pair.short.matched.get(unit.place) in places for unit in ours)


def _head(pair: Pair, one: Compared, other: Compared) -> bool:
    """Whether both set something against the same thing: the first word or name of it is the same."""
    return pair.short.matched.get(one.second[0].place) == other.second[0].place


def _shown(side: Side, told: Compared) -> str:
    units = {unit.place for unit in (*told.first[-1:], *told.second)}
    first, last = min(units), max(units)
    return shown(side, [unit for unit in side.units if first <= unit.place <= last])


def comparisons(side: Side) -> Iterator[Compared]:
    """Every comparison of a text, and every "before" and "after" right behind what is told to be so."""
    for number, scene in enumerate(side.script.scenes):
        units = [unit for unit in side.units if unit.scene == number]
        yield from _degrees(scene, units, side.units, listed(lang_of(side)))
        yield from _times(units)


def _degrees(scene: Scene, units: Sequence[Unit], every: Sequence[Unit], words: dict[str, frozenset[str]]) -> Iterator[Compared]:
    """Of what is more or less than something else that is all that stands before, or what stands with the same word before it ("higher
    *among* men than *among* women")."""
    cues = [(cue.start, cue.end) for cue in scene.assertion.cues]
    for at, token in enumerate(scene.tokens):
        sign = (token.lower in words["more"]) - (token.lower in words["less"])
        if not sign and token.lower in words["than"]:
            yield from _forms(scene, token, units, every, words["degree"])
        if not sign or any(start <= token.start < end for start, end in cues):
            continue
        than = next((t for t in scene.tokens[at + 1 : at + 2 + _FAR] if t.lower in words["than"]), None)
        between = [unit for unit in units if than and token.end <= unit.start < than.start]
        if than is None or not between or between[0].denied:
            continue
        second = [unit for unit in units if unit.start >= than.end][:_THINGS]
        among = between[1:] if second and between[1:] and set(between[1].after) & set(second[0].after) else []
        first = among or [unit for unit in every if unit.place < between[0].place]
        if first and second:
            yield Compared(tuple(first), tuple(second), frozenset((*between[0].families, between[0].lemma)), sign)


def _forms(scene: Scene, than: Token, units: Sequence[Unit], every: Sequence[Unit], endings: frozenset[str]) -> Iterator[Compared]:
    """What is told by the form of a word right before "than": "bigger than"."""
    told = next((unit for unit in units if unit.end == than.start - 1 and unit.lower.endswith(tuple(endings))), None)
    second = [unit for unit in units if unit.start >= than.end][:_THINGS]
    first = [unit for unit in every if told and unit.place < told.place]
    if told and first and second and not told.denied:
        yield Compared(tuple(first), tuple(second), frozenset((*told.families, told.lemma)), 1)


def _times(units: Sequence[Unit]) -> Iterator[Compared]:
    for unit, event, anchor in zip(units[1:], units, units[2:], strict=False):
        sign = ("after" in unit.families) - ("before" in unit.families)
        if sign and unit.key.startswith("f:") and not (event.denied or unit.apart or anchor.apart):
            yield Compared((event,), (anchor,), frozenset({_TIME}), sign)
