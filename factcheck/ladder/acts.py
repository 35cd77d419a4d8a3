"""When something that is done once was done, or is to be."""

from __future__ import annotations

from datetime import date, timedelta

from factcheck.claims import slots_acts
from factcheck.labels import show
from factcheck.ladder import moments
from factcheck.ladder.figures import differ
from factcheck.ladder.rules import CONTAINED, HELD, MOVED, NOTHING, SAME, Context, verdict
from factcheck.language import neutral
from factcheck.model import Claim, Date, Modality, Polarity, Verdict

AHEAD = frozenset({Modality.PLANNED, Modality.POSSIBLE, Modality.CONDITIONAL})


def judge(a: Claim, b: Claim, context: Context) -> Verdict:
    """One act of one thing: its dates agree, one was planned and then done on another, or they exclude each other."""
    assert isinstance(a.value, Date) and isinstance(b.value, Date)
    left, right = moments.span(a.value), moments.span(b.value)
    if left is None or right is None or not _one_act(a, b, context):
        return verdict(NOTHING)
    if left == right and a.scope == b.scope:
        return verdict(SAME, f"Both give {show(a.value)}.")
    if (left[0] <= right[1] and right[0] <= left[1]) or _within(a, left[1], right[1]) or _within(b, right[1], left[1]):
        return verdict(CONTAINED, f"{show(a.value)} and {show(b.value)} are compatible.")
    if slots_acts.BY in (*a.scope, *b.scope):
        return verdict(NOTHING)
    return _apart(a, b, context)


def _within(claim: Claim, last: object, other: object) -> bool:
    """Whether a date that is the last one possible leaves room for the other."""
    return slots_acts.BY in claim.scope and str(other) <= str(last)


def _apart(a: Claim, b: Claim, context: Context) -> Verdict:
    ahead = a.modality in AHEAD, b.modality in AHEAD
    if ahead[0] != ahead[1]:
        plan, done = (a, b) if ahead[0] else (b, a)
        day = context.published[0 if plan is a else 1]
        later = context.order_of(plan is a) == -1 and done.modality is Modality.ACTUAL and _to_come(plan, day) and _to_come(done, day)
        return (
            verdict(HELD, f"Planned in one article ({show(plan.value)}), done in the other ({show(done.value)}).")
            if later
            else verdict(NOTHING)
        )
    told = _to_come(a, context.published[0]) and _to_come(b, context.published[1])
    if all(ahead) and not context.same_moment:
        return verdict(MOVED) if context.order in (-1, 1) and told else verdict(NOTHING)
    once = _acts("over") if not all(ahead) else _acts("announced") if told else frozenset[str]()
    sure = not (_lasting() | once).isdisjoint(a.subject)
    return differ(a, b, context) if sure else verdict(NOTHING)  # the others may be of two that are done alike


def _to_come(claim: Claim, published: date | None) -> bool:
    """Whether a date is not one that was over when an article appeared, which recalls it or tells it of something else."""
    assert isinstance(claim.value, Date)
    days = moments.span(claim.value)
    return days is not None and published is not None and days[1] >= published - NIGHT


NIGHT = timedelta(days=1)


def _placed(a: Claim, b: Claim) -> bool:
    """Whether one side names somebody or some place that the other does not."""
    return any(key[:2] in ("c:", "n:") for key in a.keys - b.keys)


def _lasting() -> frozenset[str]:
    """Acts of long ago, of which no article reports a later state."""
    return _acts("origin")


def _acts(name: str) -> frozenset[str]:
    return frozenset(neutral("slots")["acts"][name])


def _one_act(a: Claim, b: Claim, context: Context) -> bool:
    """Whether two claims are of one act: of one name; else of what each article has one of, or of what both have a word for."""
    acts = {key for key in a.subject if key[:2] != "n:"}, {key for key in b.subject if key[:2] != "n:"}
    if acts[0] != acts[1] or Polarity.DENIED in (a.polarity, b.polarity):
        return False
    one, two = ({key for key in side.subject if key[:2] == "n:"} for side in (a, b))
    if acts[0] & _lasting():
        return bool(one & two)
    if one and two and not one & two:
        return False
    if _placed(a, b) and _placed(b, a):
        return False
    told = {key for key in a.keys & b.keys if key[:2] != "c:"}
    return bool(told) or not acts[0].isdisjoint(_acts("single"))
