"""The ladder: two claims in, a relation out, with the rung that decided and a sentence that says why.

Each rung is a ``Rule``; within a kind of claim the first that holds decides, in the order of the function for that kind.
The functions here see two claims and what is known about their articles (``Context``).
"""

from __future__ import annotations

from collections.abc import Callable

from factcheck.ladder import encounters, figures, sayings, slots
from factcheck.ladder.figures import may_be_one, two_versions
from factcheck.ladder.intervals import figure
from factcheck.ladder.moments import recalls
from factcheck.ladder.occasions import centre, exact, size
from factcheck.ladder.rules import (
    DENIED,
    DIED,
    DIFFER,
    MISDATED,
    NO_VALUE,
    NOTHING,
    OTHER_WORDS,
    PARTIAL,
    RULES,
    SAME_PASSAGE,
    TOLL_OF_A_DAY,
    Context,
    Rule,
    verdict,
)
from factcheck.model import Claim, Verdict


def compare(a: Claim, b: Claim, context: Context) -> Verdict:
    """Relation of two claims of the same kind and role in the same event. Symmetric: swapping sides swaps nothing."""
    if a.role in slots.JUDGES:
        return slots.judge(a, b, context) if (a.kind, a.role) == (b.kind, b.role) else verdict(NOTHING)
    judge = _JUDGES.get(a.kind)
    if judge is None or judge is not _JUDGES.get(b.kind) or a.role != b.role:
        return verdict(NOTHING)
    return judge(a, b, context)


SLOTS = frozenset(slots.JUDGES)  # roles whose claims fill a slot of an event

_JUDGES: dict[str, Callable[[Claim, Claim, Context], Verdict]] = {
    "quantity": figures.judge,
    "duration": figures.judge,
    "date": encounters.dates,
    "place": encounters.places,
    "status": encounters.status,
    "quotation": sayings.judge,
    "statement": sayings.judge,
}

__all__ = [
    "DENIED",
    "DIED",
    "DIFFER",
    "MISDATED",
    "NOTHING",
    "NO_VALUE",
    "OTHER_WORDS",
    "PARTIAL",
    "RULES",
    "SAME_PASSAGE",
    "SLOTS",
    "TOLL_OF_A_DAY",
    "Context",
    "Rule",
    "centre",
    "compare",
    "exact",
    "figure",
    "may_be_one",
    "recalls",
    "size",
    "two_versions",
    "verdict",
]
