"""Who does what to whom, where two names, or two words right beside it, stand on either side of a verb: "A beats B" and "B beats A"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from factcheck.alignment.matching import Matching
from factcheck.alignment.units import NAME, WORD, Unit, listed
from factcheck.language import neutral, relations

_FAR = 4  # units between a verb and the name that goes with it


class Act(NamedTuple):
    """A verb, who does it, and to whom."""

    verb: Unit
    agent: Unit
    patient: Unit


def swapped(a: Sequence[Unit], b: Sequence[Unit], matching: Matching, lang: str) -> Iterator[tuple[Act, Act]]:
    """Acts of two texts with the same two names whose roles are swapped, or that are opposites of each other with the roles kept."""
    for one in acts(a, lang):
        for other in acts(b, lang):
            names = matching.left.get(one.agent.place), matching.left.get(one.patient.place)
            crossed = names == (other.patient.place, other.agent.place)
            straight = names == (other.agent.place, other.patient.place)
            if (crossed and _same(one.verb, other.verb)) or (straight and _turned(one.verb, other.verb)):
                yield one, other


def acts(units: Sequence[Unit], lang: str) -> Iterator[Act]:
    """The acts that a text tells between two names, or between what stands right beside the verb."""
    for verb in units:
        if verb.kind == WORD and not _asymmetric().isdisjoint(verb.families):
            before, behind = _name(units, verb, -1), _name(units, verb, 1)
            if not (before and behind):  # "Arsenal" begins a sentence, where it may be no name
                first, last = _word(units, verb, -1), _word(units, verb, 1)
                before, behind = (first, last) if first and last else (before or first, behind or last)
            if before and behind and not verb.denied:
                passive = not listed(lang)["by"].isdisjoint(behind.after)
                if passive and verb.lower == verb.lemma:
                    continue  # "remplacer le procureur *par* X": an infinitive has no passive, X is neither of the two
                yield Act(verb, *((behind, before) if passive else (before, behind)))


def _name(units: Sequence[Unit], verb: Unit, step: int) -> Unit | None:
    """The next name on one side of a verb in its clause."""
    near = units[verb.place + 1 : verb.place + 1 + _FAR] if step > 0 else units[max(0, verb.place - _FAR) : verb.place][::-1]
    return next((unit for unit in near if unit.kind == NAME and (unit.scene, unit.clause) == (verb.scene, verb.clause)), None)


def _word(units: Sequence[Unit], verb: Unit, step: int) -> Unit | None:
    """The word or name right beside a verb in its clause, where no mark stands between."""
    near = units[max(0, verb.place + step) : verb.place + step + 1]
    unit = next((unit for unit in near if unit.kind in (NAME, WORD) and (unit.scene, unit.clause) == (verb.scene, verb.clause)), None)
    return unit if unit and not (unit.lower.isdigit() or (unit if step > 0 else verb).apart) else None


def _same(a: Unit, b: Unit) -> bool:
    return a.lemma == b.lemma or not _asymmetric().isdisjoint(set(a.families) & set(b.families))


def _turned(a: Unit, b: Unit) -> bool:
    return relations.opposed(a.families, b.families) == relations.DIRECTIONAL


@cache
def _asymmetric() -> frozenset[str]:
    return frozenset(neutral("alignment")["asymmetric"])
