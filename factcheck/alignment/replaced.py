"""Where all of two statements is the same but for the place of one thing, or its cause."""

from __future__ import annotations

from factcheck.alignment.contrasts import Contrast
from factcheck.alignment.signs import Pair, Side, lang_of, shown
from factcheck.alignment.units import NAME, Unit, listed, weigh
from factcheck.language import relations
from factcheck.model import Name
from factcheck.values import gazetteer

_BESIDE = 0.6  # strength of a contrast of two names that stand beside the same other word
_SAME = 0.75  # part of what is told that is the same


def replaced(pair: Pair) -> str | None:
    """What is told otherwise, in a sentence; None where more than that differs, or where both may hold."""
    if any(len(side.script.scenes) != 1 or any(unit.denied for unit in side.units) for side in pair[:2]):
        return None
    return _place(pair) or _cause(pair)


def _place(pair: Pair) -> str | None:
    found = [c for c in pair.contrasts if c.kind == NAME and c.strength >= _BESIDE and _places(c)]
    others = [
        unit for side, end in ((pair.short, "a"), (pair.long, "b")) for unit in side.alone() if unit not in [getattr(c, end) for c in found]
    ]
    if len(found) != 1 or others or not all(_one_thing(side) for side in pair[:2]):
        return None
    return f"Another place: {shown(pair.short, [found[0].a])} / {shown(pair.long, [found[0].b])}."


def _places(contrast: Contrast) -> bool:
    """Whether two names are places of which neither may hold the other."""
    one, other = contrast.a.value, contrast.b.value
    if not (isinstance(one, Name) and isinstance(other, Name) and one.type == other.type == "place"):
        return False
    wide = gazetteer.countries() | gazetteer.regions()
    return one.country != other.country or not {one.canonical, other.canonical} & wide


def _one_thing(side: Side) -> bool:
    """Whether a statement begins with one thing that is known ("the concert"): of several, some may be here and some there."""
    first = side.units[0]
    article, words = first.after[-1] if first.after else "", listed(lang_of(side))
    single = article not in words["the_many"] or relations.lemma(side.script.scenes[0].pack, first.lower) == first.lower
    return article in words["the"] and single


def _cause(pair: Pair) -> str | None:
    parts = [_parted(side) for side in pair[:2]]
    if not all(main and cause for main, cause in parts):
        return None
    for side, (main, cause) in zip(pair[:2], parts, strict=True):
        met = weigh(unit for unit in main if unit.place in side.matched)
        if met < _SAME * weigh(main) or any(unit.place in side.matched for unit in cause):
            return None
    return f"Another cause: {shown(pair.short, parts[0][1])} / {shown(pair.long, parts[1][1])}."


def _parted(side: Side) -> tuple[list[Unit], list[Unit]]:
    """What a statement tells, and what it names as its cause."""
    text = side.script.scenes[0].text.lower()
    causes = listed(lang_of(side))["causes"]
    at = min((place for phrase in causes if (place := text.find(f" {phrase}")) > 0), default=len(text))
    behind = max((len(phrase) for phrase in causes if text.startswith(f" {phrase}", at)), default=0)
    return [unit for unit in side.units if unit.start < at], [unit for unit in side.units if unit.start >= at + behind]
