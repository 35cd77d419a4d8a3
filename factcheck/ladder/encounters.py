"""Meetings and answers to them: when, where and whether; what is planned, held, open or denied."""

from __future__ import annotations

from factcheck.labels import show
from factcheck.ladder.figures import differ
from factcheck.ladder.moments import span
from factcheck.ladder.rules import (
    CALLED_OFF,
    CONTAINED,
    DENIED,
    HELD,
    MOVED,
    NOT_YET,
    NOTHING,
    OPEN,
    SAME,
    SAME_EVENT,
    Context,
    verdict,
)
from factcheck.model import Claim, Date, Modality, Name, Polarity, Saying, Verdict


def dates(a: Claim, b: Claim, context: Context) -> Verdict:
    """When the same people met, or are to meet."""
    if not _same_encounter(a, b):
        return verdict(NOTHING)
    planned = (_ahead(a), _ahead(b))
    if _is_off(a) or _is_off(b):
        return _off(a, b, context)
    if isinstance(a.value, Saying) or isinstance(b.value, Saying):
        return _open(a, b, context)
    assert isinstance(a.value, Date) and isinstance(b.value, Date)
    if planned[0] != planned[1]:
        return _held_since(a, b, context)
    if all(planned) and not _comparable_plans(context):
        return verdict(NOTHING)
    return _same_dates(a, b, a.value, b.value, context, planned[0])


def _is_off(claim: Claim) -> bool:
    return isinstance(claim.value, Saying) and claim.value.text in ("cancelled", "postponed")


def _off(a: Claim, b: Claim, context: Context) -> Verdict:
    """An encounter that is called off or put off on at least one side: of a plan that was not told after that, it is the later state."""
    if _is_off(a) and _is_off(b):
        same = isinstance(a.value, Saying) and isinstance(b.value, Saying) and a.value.text == b.value.text
        return verdict(SAME, f"Both say that it is {show(a.value)}.") if same else verdict(NOTHING)
    off, plan = (a, b) if _is_off(a) else (b, a)
    if not _ahead(plan) or isinstance(plan.value, Saying) or context.order_of(plan is a) == 1:
        return verdict(NOTHING)
    return verdict(CALLED_OFF, f"Planned in one article ({show(plan.value)}), {show(off.value)} in the other.")


def _same_dates(a: Claim, b: Claim, left: Date, right: Date, context: Context, planned: bool) -> Verdict:
    one, two = span(left), span(right)
    if one and two:
        if one == two:
            return verdict(SAME, f"Both give {show(left)}.")
        if one[0] <= two[1] and two[0] <= one[1]:
            return verdict(CONTAINED, f"{show(left)} and {show(right)} overlap.")
        if planned and context.order not in (None, 0):
            return verdict(MOVED)
        return differ(a, b, context) if planned else verdict(NOTHING)
    if context.same_moment and left.relative and left.relative == right.relative:
        return verdict(SAME, f"Both say {show(left)}.")
    return verdict(NOTHING)


def _comparable_plans(context: Context) -> bool:
    return context.same_moment or context.order is not None


def _held_since(a: Claim, b: Claim, context: Context) -> Verdict:
    """Planned on one side, held on the other: an update unless the held encounter came before the plan."""
    plan, held = (a, b) if _ahead(a) else (b, a)
    order = context.order_of(plan is a)
    if held.modality is not Modality.ACTUAL or held.polarity is Polarity.DENIED or order == 1 or context.same_moment:
        return verdict(NOTHING)
    published = context.published[0] if plan is a else context.published[1]
    floor = context.floors[0] if plan is a else context.floors[1]
    days = span(held.when)
    if (published and days and days[1] < published) or (floor and _month(held.when) and _month(held.when) < floor[:2]):
        return verdict(NOTHING)  # held before it was planned: another occasion
    return verdict(HELD, f"Planned in one article ({show(plan.value)}), held in the other ({show(held.value)}).")


def _month(value: Date | None) -> str:
    """The month "MM" of a date without a year, "" when there is none."""
    return value.timex[5:7] if value and value.timex.startswith("XXXX-") and value.timex[5:7].isdigit() else ""


def _ahead(claim: Claim) -> bool:
    return claim.modality in (Modality.PLANNED, Modality.POSSIBLE, Modality.CONDITIONAL, Modality.HEARSAY)


def _same_encounter(a: Claim, b: Claim) -> bool:
    return a.subject == b.subject and a.polarity == b.polarity


def places(a: Claim, b: Claim, context: Context) -> Verdict:
    """Where the same people met, or are to meet."""
    if not _same_encounter(a, b):
        return verdict(NOTHING)
    if isinstance(a.value, Saying) or isinstance(b.value, Saying):
        return _open(a, b, context)
    assert isinstance(a.value, Name) and isinstance(b.value, Name)
    if _ahead(a) != _ahead(b) or not _one_occasion(a, b, context):
        return verdict(NOTHING)
    if a.value.canonical == b.value.canonical:
        return verdict(SAME, f"Both name {show(a.value)}.")
    certain = span(a.when) and span(a.when) == span(b.when) and not (a.when and a.when.approximate)
    return differ(a, b, context) if certain else verdict(NOTHING)


def _one_occasion(a: Claim, b: Claim, context: Context) -> bool:
    """Whether two mentions may be of one encounter."""
    one, two = span(a.when), span(b.when)
    if one and two:
        return one[0] <= two[1] and two[0] <= one[1]
    return context.same_moment


def _open(a: Claim, b: Claim, context: Context) -> Verdict:
    """A slot that at least one side says is not decided yet."""
    if isinstance(a.value, Saying) and isinstance(b.value, Saying):
        return verdict(SAME, "Both say that it is not known yet.") if context.same_moment else verdict(NOTHING)
    unknown, known = (a, b) if isinstance(a.value, Saying) else (b, a)
    if _ahead(known) and not context.same_moment and context.order is None:
        return verdict(NOTHING)
    if known.modality is Modality.ACTUAL and context.same_moment:
        return verdict(NOTHING)  # what has been held cannot be the plan that is still open
    order = context.order_of(unknown is a)
    return verdict(NOTHING) if order == 1 else verdict(OPEN, f"Not decided in one article, {show(known.value)} in the other.")


def status(a: Claim, b: Claim, context: Context) -> Verdict:
    """Whether something has taken place."""
    if a.subject != b.subject:
        return verdict(NOTHING)
    if a.role in ("arranged", "commented"):
        return _commented(a, b, context)
    if _denial(a) != _denial(b):
        return _denied(a, b, context)
    if _denial(a):
        return (
            verdict(SAME_EVENT, "Both say that they have not met.")
            if context.same_moment and _period(a) == _period(b)
            else verdict(NOTHING)
        )
    if a.scope != b.scope:
        return verdict(NOTHING)
    return verdict(SAME_EVENT) if _one_occasion(a, b, context) and not _elsewhere(a, b) else verdict(NOTHING)


def _elsewhere(a: Claim, b: Claim) -> bool:
    return bool(a.places and b.places and not set(a.places) & set(b.places))


def _denial(claim: Claim) -> bool:
    return claim.polarity is Polarity.DENIED


def _period(claim: Claim) -> str:
    return claim.when.relative or claim.when.timex if claim.when else ""


def _denied(a: Claim, b: Claim, context: Context) -> Verdict:
    denial, other = (a, b) if _denial(a) else (b, a)
    if other.modality is not Modality.ACTUAL or other.when is None or not _within(other.when, denial.when):
        return verdict(NOTHING)
    if context.same_moment or context.same_document:
        return verdict(DENIED, f"One says that it has not happened ({show(denial.when)}), the other that it has ({show(other.when)}).")
    order = context.order_of(denial is a)
    return verdict(NOT_YET) if order in (-1, None) else verdict(NOTHING)


def _within(day: Date, period: Date | None) -> bool:
    """Whether a date may lie in the period of a denial. A month without a year is read as one of the current year."""
    if period is None:
        return False
    one, two = span(day), span(period)
    if one and two:
        return two[0] <= one[0] and one[1] <= two[1]
    return period.relative == "year:0" and day.relative.startswith("month:") and not day.relative.startswith(("month:+", "month:-"))


def _commented(a: Claim, b: Claim, context: Context) -> Verdict:
    if a.polarity == b.polarity:
        return verdict(NOTHING)
    silent, spoken = (a, b) if a.polarity is Polarity.DENIED else (b, a)
    order = context.order_of(silent is a)
    if silent.stage != "not yet" or order == 1 or context.same_document:
        return verdict(NOTHING)
    return verdict(
        NOT_YET, f"{'No comment' if a.role == 'commented' else 'No meeting'} yet in one article, in the other: {spoken.quote!r}."
    )
