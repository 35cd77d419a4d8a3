"""The moments that claims speak of: whether two may be one, and what only recalls an older event."""

from __future__ import annotations

from datetime import date, timedelta

from factcheck.claims.background import RECALLED
from factcheck.ladder.rules import Context
from factcheck.model import Claim, Date

MONTH = timedelta(days=31)  # the longest stretch that tells when something was
AROUND = timedelta(days=3)  # how far from an approximate date ("vers le 12 mars", "il y a une semaine") its day may lie


def span(value: Date | None) -> tuple[date, date] | None:
    """The days a date covers, None when they are not known; those beside an approximate date belong to it."""
    if value is None or not value.earliest or not value.latest:
        return None
    slack = AROUND if value.approximate else timedelta()
    try:
        return date.fromisoformat(value.earliest[:10]) - slack, date.fromisoformat(value.latest[:10]) + slack
    except (OverflowError, ValueError):
        return None


def same(a: Claim, b: Claim, context: Context) -> bool:
    """Whether two claims may speak of the same moment. A claim that recalls an older event meets only its like."""
    one, two = span(a.when), span(b.when)
    if "since" in a.scope and a.when and b.when and (one, a.when.relative) != (two, b.when.relative):
        return False  # counted from different days on
    if one and two:
        return one[0] - timedelta(days=1) <= two[1] and two[0] - timedelta(days=1) <= one[1]
    if (one and recalls_days(one, context.published[0])) or (two and recalls_days(two, context.published[1])):
        first, second = context.published
        return _was_news(one, b, second) if one else two is not None and _was_news(two, a, first)
    return not (a.when and b.when and context.same_moment and a.when.relative != b.when.relative and a.when.relative and b.when.relative)


def _was_news(days: tuple[date, date], other: Claim, published: date | None) -> bool:
    """Whether what one side recalls was the news of the article of the other, which does not say when it was."""
    near = published is not None and days[0] <= published <= days[1] + AROUND
    return near and other.when is None and days[1] - days[0] <= MONTH


def recalls(claim: Claim, published: date | None) -> bool:
    """Whether a claim speaks of something long before its article."""
    days = span(claim.when)
    return days is not None and recalls_days(days, published)


def recalls_days(days: tuple[date, date], published: date | None) -> bool:
    return published is not None and days[1] < published - RECALLED
