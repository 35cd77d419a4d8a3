"""Punishments by their length: of one person, by one court, within days of each other."""

from __future__ import annotations

from factcheck.claims import terms
from factcheck.labels import answer
from factcheck.ladder import moments, persons
from factcheck.ladder.figures import differ
from factcheck.ladder.rules import CONTAINED, NOTHING, SAME, Context, verdict
from factcheck.model import Claim, Duration, Verdict

ALIKE = 0.03  # part by which two lengths told in two units may differ ("18 mois" / "un an et demi")


def judge(a: Claim, b: Claim, context: Context) -> Verdict:
    """One kind of punishment of one person; several of one kind in an article are of several people unless they have names."""
    assert isinstance(a.value, Duration) and isinstance(b.value, Duration)
    if set(a.scope) - {terms.ONLY} != set(b.scope) - {terms.ONLY} or a.polarity != b.polarity or a.value.min is None or b.value.min is None:
        return verdict(NOTHING)
    if moments.recalls(a, context.published[0]) or moments.recalls(b, context.published[1]):
        return verdict(NOTHING)
    same = persons.one_person(a, b)
    if not same or not (same == "same" or terms.ONLY in {*a.scope} & {*b.scope}):
        return verdict(NOTHING)
    if (a.value.min, a.value.max) == (b.value.min, b.value.max):
        return verdict(SAME, f"Both give {answer(a)}.")
    if a.value.max is None or b.value.max is None or a.value.min != a.value.max or b.value.min != b.value.max:
        return verdict(NOTHING)
    low, high = sorted((a.value.min, b.value.min))
    if high - low <= ALIKE * high:
        return verdict(CONTAINED, f"{answer(a)} and {answer(b)} are one length, in two units.")
    named = bool(persons.names_of(a) or persons.names_of(b)) or a.role == terms.SOUGHT
    sure = context.same_moment and named and terms.ONLY in {*a.scope} & {*b.scope}
    return differ(a, b, context) if sure else verdict(NOTHING)
