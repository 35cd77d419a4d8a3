"""What the quantifiers of two texts say about each other, and what nothing else then need say."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import product
from typing import NamedTuple

from factcheck.claims import proportions as ratios
from factcheck.claims import wholes as parts
from factcheck.claims.proportions import Proportion
from factcheck.claims.scene import Scene
from factcheck.ladder import wholes
from factcheck.ladder.rules import QUANTIFIER_HOLDS, QUANTIFIERS_DIFFER, verdict
from factcheck.ladder.wholes import same, within
from factcheck.model import Claim, Relation, Verdict

_MOST = 60  # parts of one text that are compared: a statement makes a few, a book would ask for all pairs


class Judgement(NamedTuple):
    """What parts of two texts say about each other: a verdict, or None; ``aligned``: whether two of them tell the same; ``settled``:
    whether nothing but the quantifiers tells how the texts stand to each other; ``counted``: the quantifiers of either side, with
    their nouns, of which a plain comparison of figures says nothing."""

    verdict: Verdict | None = None
    aligned: bool = False
    settled: bool = False
    counted: tuple[tuple[tuple[int, int], ...], tuple[tuple[int, int], ...]] = ((), ())


SILENT = Judgement()


def compare(a: Iterable[Scene], b: Iterable[Scene]) -> Judgement:
    """What the quantifiers of two texts say about each other; symmetric."""
    left, right = tuple(a), tuple(b)
    found = _proportions(ratios.read(left)[:_MOST], ratios.read(right)[:_MOST])
    if found.aligned:
        return found
    one, two = parts.read(left)[:_MOST], parts.read(right)[:_MOST]
    told = wholes.judge(one, two)
    counted = (tuple((p.start, p.head) for p in one if p.noun in told.nouns), tuple((p.start, p.head) for p in two if p.noun in told.nouns))
    return Judgement(told.verdict, told.aligned, told.aligned or told.partial, counted)


def _proportions(a: Sequence[Proportion], b: Sequence[Proportion]) -> Judgement:
    """What two texts say about how many of one kind there are to another; symmetric."""
    found: list[Verdict] = []
    settled = False
    for one, other in product(a, b):
        two = other if same(one.one, other.one) and same(one.other, other.other) else other.turned()
        if not (same(one.one, two.one) and same(one.other, two.other)):
            continue
        settled = True
        if not (within(one.words, two.words) or within(two.words, one.words)):
            continue
        shown = sorted((one.shown, two.shown))
        if one.times.below(two.times) or two.times.below(one.times):
            found.append(verdict(QUANTIFIERS_DIFFER, f'"{shown[0]}" and "{shown[1]}" exclude each other.'))
        elif one.times.inside(two.times) or two.times.inside(one.times):
            found.append(verdict(QUANTIFIER_HOLDS, f'"{shown[0]}" and "{shown[1]}" are compatible.'))
    best = min(found, key=lambda v: (v.rule == QUANTIFIER_HOLDS.id, v.why), default=None)
    return Judgement(best, settled, settled)


def replaced(a: Claim, b: Claim, found: Verdict, quantified: Judgement) -> bool:
    """Whether what is found of two claims is of figures, or of words, that their quantifiers tell better: "more than five" and "two",
    "six" of a whole and "three" of its parts."""
    conflict = found.relation is Relation.CONTRADICTION
    if found.relation is None or (quantified.verdict and not conflict) or a.role not in ("count", "said"):
        return False
    if a.role == "count":
        return all(_counted(claim, spans) for claim, spans in zip((a, b), quantified.counted, strict=True))
    return quantified.settled if conflict else quantified.aligned


def _counted(claim: Claim, spans: Sequence[tuple[int, int]]) -> bool:
    return any(low <= start < high for start, _ in claim.evidence[:1] for low, high in spans)
