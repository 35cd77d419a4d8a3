"""Why two aligned texts are taken to contradict each other: the rung that stands for what weighs most, and a sentence with the words."""

from __future__ import annotations

from factcheck.alignment.contrasts import Contrast
from factcheck.alignment.denials import Denial
from factcheck.alignment.signs import Pair, Side, listed, said, strongest
from factcheck.alignment.units import Unit, weigh
from factcheck.alignment.weighting import Judgement

DENIED, OPPOSITE, VALUES, REFUTED, WEIGHED = "denied", "opposite-words", "values-differ", "refuted", "weighed"
_KINDS = (
    (DENIED, ("denial", "denied", "flipped", "odd", "one_negator", "one_none", "all_none")),
    (OPPOSITE, ("other_opposite", "more_less", "all_some", "one_all", "one_only", "one_some")),
    (VALUES, ("other_date", "other_figure", "other_name", "both_", "alone_")),
    (REFUTED, ("one_refuted", "refuted", "one_rumoured")),
)
_MOST = 6  # words of a stretch that a sentence repeats


def cause(pair: Pair, judgement: Judgement) -> tuple[str, str]:
    """The id of a rung, and why, in a sentence."""
    told = {DENIED: _denial(pair), OPPOSITE: _opposite(pair), VALUES: _values(pair), REFUTED: _refuted(pair)}
    weight = {kind: sum(part for name, part in judgement.parts if name.startswith(starts)) for kind, starts in _KINDS}
    best = max((kind for kind in told if told[kind] and weight[kind] > 0), key=lambda kind: weight[kind], default=WEIGHED)
    share = round(100 * weigh(pair.short.met()) / (weigh(pair.short.units) or 1))
    sentence = told.get(best) or "Taken together, what differs weighs more than what is the same."
    return best, f"{sentence} {share} % of what the shorter one says is in the other."


def _denial(pair: Pair) -> str:
    best = strongest(pair)
    if best is None or not best.said:
        return ""
    side, other = (pair.short, pair.long) if best in pair.short.denials else (pair.long, pair.short)
    met = [other.units[side.matched[unit.place]] for unit in best.said]
    return f"One denies what the other says: {_quote(side, _span(best))} / {_quote(other, met)}."


def _span(denial: Denial) -> list[Unit]:
    return [unit for unit in denial.under if unit in denial.said]


def _opposite(pair: Pair) -> str:
    best = max((c for c in pair.contrasts if c.kind == "opposite" and c.strength > 0), key=lambda c: c.strength, default=None)
    return f"They say the opposite: {_both(pair, best)}." if best else ""


def _values(pair: Pair) -> str:
    best = max((c for c in pair.contrasts if c.kind != "opposite"), key=lambda c: c.strength, default=None)
    return f"Another {best.kind} stands at the same place: {_both(pair, best)}." if best else ""


def _refuted(pair: Pair) -> str:
    words = [next((w for w in said(side) if w in listed(side)["refuted"]), "") for side in pair[:2]]
    return f'One calls untrue what the other says: "{words[0] or words[1]}".' if bool(words[0]) != bool(words[1]) else ""


def _both(pair: Pair, contrast: Contrast) -> str:
    return f"{_quote(pair.short, [contrast.a])} / {_quote(pair.long, [contrast.b])}"


def _quote(side: Side, units: list[Unit]) -> str:
    """Some units as written, in order."""
    words = [side.script.scenes[u.scene].text[u.start : u.end] for u in sorted(units, key=lambda u: u.place)]
    return '"' + " ... ".join(words[:_MOST]) + '"'
