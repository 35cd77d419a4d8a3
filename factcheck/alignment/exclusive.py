"""Where one statement says that something is only so, and the other that it is not only so."""

from __future__ import annotations

from collections.abc import Iterator

from factcheck.alignment.reasons import DENIED
from factcheck.alignment.signs import Pair, Side, lang_of, shown
from factcheck.alignment.units import Unit, listed

_COVERED = 0.7  # part of the shorter text that the other has
_NEAR = 2  # words between a negation and the "only" that it denies


def exclusive(pair: Pair) -> tuple[str, str] | None:
    """The rung, and why, in a sentence: the same is told to be so alone in one text, and not alone, or not necessarily, in the other."""
    if pair.covered < _COVERED:
        return None
    for ours, theirs in ((pair.short, pair.long), (pair.long, pair.short)):
        places = {ours.matched.get(unit.place): unit for unit in _focus(ours, denied=False)}
        met = [unit for unit in _focus(theirs, denied=True) if unit.place in places]
        if met:
            words = shown(ours, [places[met[0].place]])
            return DENIED, f"One says that it is only so, the other that it is not: {words} / {shown(theirs, met[:1])}."
    return None


def _focus(side: Side, denied: bool) -> Iterator[Unit]:
    """The words around every "only" of a text, or around every "not only"."""
    words = listed(lang_of(side))
    negators = words["not"]
    for number, scene in enumerate(side.script.scenes):
        units = [unit for unit in side.units if unit.scene == number]
        for at, token in enumerate(scene.tokens):
            alone = token.lower in words["only"]
            if not (alone or (denied and token.lower in words["needed"])):
                continue
            if denied == any(t.lower in negators for t in scene.tokens[max(0, at - _NEAR) : at]):
                yield from [unit for unit in units if unit.end <= token.start][-1:]
                yield from [unit for unit in units if unit.start >= token.end][:2]
