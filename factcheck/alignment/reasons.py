"""Why two aligned texts are taken to contradict each other: the rung that stands for what weighs most, and a sentence with the words."""

from __future__ import annotations

from factcheck.alignment.contrasts import Contrast
from factcheck.alignment.denials import Denial
from factcheck.alignment.signs import Pair, lang_of, said, shown, strongest
from factcheck.alignment.units import Unit, listed
from factcheck.alignment.weighting import Judgement

DENIED, OPPOSITE, VALUES, REFUTED, SWAPPED, GIVEN_UP = "denied", "opposite-words", "values-differ", "refuted", "roles-swapped", "given-up"
_KINDS = (
    (DENIED, ("denial", "denied", "flipped", "odd", "one_negator", "one_none", "all_none")),
    (OPPOSITE, ("other_opposite", "more_less", "all_some", "one_all", "one_only", "one_some")),
    (VALUES, ("other_date", "other_figure", "other_name", "both_", "alone_")),
    (REFUTED, ("one_refuted", "refuted", "one_rumoured")),
    (GIVEN_UP, ("one_withdrawn",)),
)
RELATED = 0.3  # part of the shorter text that the other has, from which opposite words are of one thing
PLACED = 0.45  # strength of two opposite words that stand at one place
LEAST = 2  # words in common on which a denial is told of texts that have more words
ONE, AROUND = 0.5, 0.5  # part of what is denied, and of the shorter text, from which the one word that is denied and said is enough


def cause(pair: Pair, judgement: Judgement) -> tuple[str, str] | None:
    """The id of a rung, and why, in a sentence; None where nothing that can be shown tells them apart."""
    told = {DENIED: _denial(pair), OPPOSITE: _opposite(pair), VALUES: _values(pair)}
    told |= {REFUTED: _listed(pair, "refuted", UNTRUE), GIVEN_UP: _listed(pair, "withdrawn", LEFT)}
    weight = {
        kind: sum(part for name, part in judgement.parts if name.removeprefix("level_").startswith(starts)) for kind, starts in _KINDS
    }
    best = max((kind for kind in told if told[kind] and weight[kind] > 0), key=lambda kind: weight[kind], default=None)
    share = round(100 * pair.covered)
    return (best, f"{told[best]} {share} % of what the shorter one says is in the other.") if best else None


def swap(pair: Pair) -> tuple[str, str]:
    """The same for two acts of which the roles are swapped."""
    one, other = pair.swapped[0]
    ours = shown(pair.short, [one.agent, one.verb, one.patient])
    return SWAPPED, f"Who does it and to whom is swapped: {ours} / {shown(pair.long, [other.agent, other.verb, other.patient])}."


def _denial(pair: Pair) -> str:
    best = strongest(pair)
    if best is None or not best.said or (len(best.said) < LEAST < len(pair.short.units) and not _alone(best, pair)):
        return ""
    side, other = (pair.short, pair.long) if best in pair.short.denials else (pair.long, pair.short)
    met = [other.units[side.matched[unit.place]] for unit in best.said]
    return f"One denies what the other says: {shown(side, _span(best))} / {shown(other, met)}."


def _alone(denial: Denial, pair: Pair) -> bool:
    """Whether the one word that is denied and said is that on which the negation stands, in texts that have much else in common."""
    return denial.met and denial.share >= ONE and pair.covered >= AROUND


def _span(denial: Denial) -> list[Unit]:
    return [unit for unit in denial.under if unit in denial.said]


def _opposite(pair: Pair) -> str:
    if pair.covered < RELATED:
        return ""
    best = max((c for c in pair.contrasts if c.kind == "opposite" and c.strength >= PLACED), key=lambda c: c.strength, default=None)
    return f"They say the opposite: {_both(pair, best)}." if best else ""


def _values(pair: Pair) -> str:
    if pair.covered < RELATED:
        return ""
    best = max((c for c in pair.contrasts if c.kind != "opposite"), key=lambda c: c.strength, default=None)
    return f"Another {best.kind} stands at the same place: {_both(pair, best)}." if best else ""


UNTRUE, LEFT = "One calls untrue what the other says", "One says that what the other tells was given up"


def _listed(pair: Pair, name: str, sentence: str) -> str:
    """A sentence with the word of a list that only one of the texts has."""
    words = [next((w for w in said(side) if w in listed(lang_of(side))[name]), "") for side in pair[:2]]
    return f'{sentence}: "{words[0] or words[1]}".' if bool(words[0]) != bool(words[1]) else ""


def _both(pair: Pair, contrast: Contrast) -> str:
    return f"{shown(pair.short, [contrast.a])} / {shown(pair.long, [contrast.b])}"
