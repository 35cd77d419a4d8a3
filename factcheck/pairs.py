"""Two statements on their own: the same reading and the same ladder, with the event taken as given.

Where the ladder finds no conflict, the two texts are aligned word by word; what differs is weighed, and a conflict is told where it
weighs enough.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from typing import NamedTuple

from factcheck import alignment, claims, ladder
from factcheck.alignment import Pair, Weights
from factcheck.claims import Script
from factcheck.ladder import Context, passages, quantified
from factcheck.model import GRAVITY, Article, Comparison, Relation

_MOST = 80  # claims of one text that are compared: a statement makes a handful, a book would ask for all pairs
_TOGETHER = Context(order=None, same_moment=True, together=True)
_NOTHING = Comparison("none", ladder.NOTHING.id, ladder.NOTHING.meaning)
_APART = frozenset({ladder.NOTHING.id, ladder.OTHER_WORDS.id})  # rungs that leave it open whether two figures are of one thing
_CONFLICTS = frozenset({Relation.CONTRADICTION.value, Relation.DISPUTE.value})
_AGREEMENTS = frozenset({Relation.AGREEMENT.value, Relation.REFINEMENT.value})


def compare_texts(a: str, b: str, lang: str | None = None, pair: str = "") -> Comparison:
    """The gravest relation that two statements have; "none" when there is none."""
    left, right = (claims.stage(Article(side, side, text, ""), lang) for side, text in (("a", a), ("b", b)))
    told = quantified.compare(left.scenes, right.scenes)
    judged = by_ladder(left, right, told)
    if told.settled:
        return replace(judged.best, id=pair)
    aligned = align(left, right, judged)
    if judged.best.relation in _CONFLICTS and judged.best.rule != ladder.DENIED.id:
        return replace(_NOTHING if alignment.elsewhere(aligned) else judged.best, id=pair)
    return replace(by_weight(aligned, judged.best), id=pair)


class Judged(NamedTuple):
    """What the ladder says of two statements, and whether it has compared figures of theirs, so that nothing else may."""

    best: Comparison
    figures: bool


def align(a: Script, b: Script, judged: Judged) -> Pair:
    """Two statements aligned; figures that the ladder has compared are its own matter."""
    return alignment.align(a, b, figures=not judged.figures)


def by_ladder(a: Script, b: Script, told: quantified.Judgement = quantified.SILENT) -> Judged:
    """The gravest relation that a claim of one statement has to a claim of the other; ``told``: what their quantifiers say."""
    left, right = (claims.of_script(script).claims for script in (a, b))
    judged = [(one, two, ladder.compare(one, two, _TOGETHER)) for one, two in product(left[:_MOST], right[:_MOST])]
    judged = [j for j in judged if not quantified.replaced(*j, told)]
    parts = passages.agreements((j for j in judged if j[0].role == j[1].role == "said"), (*left, *right), lambda one, two: _TOGETHER)
    quantifiers = [told.verdict] if told.verdict else []
    found = [verdict for verdict in (*(v for _, _, v in (*judged, *parts)), *quantifiers) if verdict.relation is not None]
    figures = any(one.kind in ("quantity", "duration") and v.rule not in _APART for one, _, v in judged)
    if not found:
        return Judged(_NOTHING, figures)
    best = min(found, key=lambda v: (GRAVITY[v.relation] if v.relation else 9, v.rule, v.why))
    assert best.relation is not None
    return Judged(Comparison(best.relation.value, best.rule, best.why), figures)


def by_weight(pair: Pair, judged: Comparison, weights: Weights | None = None) -> Comparison:
    """What the ladder says, unless the texts, aligned, tell a conflict: by swapped roles, another place or cause, or because what differs
    weighs enough. A denial of something else is none. ``weights``: others than those that are shipped."""
    if not pair.short.units:
        return judged
    if pair.swapped:
        return Comparison(Relation.CONTRADICTION.value, *alignment.swap(pair))
    if other := alignment.replaced(pair):
        return Comparison(Relation.CONTRADICTION.value, ladder.DIFFER.id, other)
    if found := alignment.beside(pair) or alignment.reversed_order(pair) or alignment.exclusive(pair):
        return Comparison(Relation.CONTRADICTION.value, *found)
    judgement = alignment.judge(alignment.features(pair, judged), weights)
    cause = alignment.cause(pair, judgement) if judgement.conflict else None
    if cause and (alignment.elsewhere(pair) or alignment.two_things(pair, cause[0])):
        return _NOTHING
    if cause and (alignment.stray(pair, cause[0]) or alignment.equal(pair, cause[0])):
        cause, judged = None, _NOTHING if judged.relation in _CONFLICTS else judged
    if judged.relation in _AGREEMENTS and (alignment.of_two_kinds(pair) or alignment.of_two_days(pair)):
        judged = _NOTHING
    if alignment.spared(pair) and (cause is None or cause[0] == ladder.DENIED.id):
        return judged if judged.relation not in _CONFLICTS else _NOTHING
    return Comparison(Relation.CONTRADICTION.value, *cause) if cause else judged
