"""What stands beside a date and moves it: "early", "the end of", "the day before", "two weeks after", "by", hours.

No word of any language stands here.
"""

from __future__ import annotations

import datetime

from factcheck.values import dates_calendar as calendar
from factcheck.values.dates_calendar import Span
from factcheck.values.dates_grammar import Match
from factcheck.values.dates_moment import clock, with_clock, with_part

# What stands beside a date and is none by itself.
ADJUNCTS = frozenset({"by", "clock", "edge", "eve", "near", "part", "time"})
BESIDE = frozenset({"clock", "part", "time"})
HOURS = frozenset({"clock", "time"})
# "Early Tuesday", "late recently": nothing that days could divide.
UNDIVIDED = frozenset({"clock", "day", "night", "open", "part", "set"})


def fits(match: Match, span: Span) -> bool:
    """Whether what stands before a date goes with it."""
    if match.head == "edge":
        return span.grain not in UNDIVIDED
    if match.head == "near" or len(match.args) > 1:
        return span.grain == "day" and span.earliest is not None
    return True


def moved(span: Span, match: Match, reference: datetime.date | None) -> Span:
    """A date with what stands beside it."""
    if match.head in HOURS:
        hour = clock(match)
        return with_clock(span, hour) if hour and span.grain in ("day", "part", "clock") else span
    if match.head == "part":
        return with_part(span, match.get("part"))
    if match.head == "eve":
        return _shifted(span, *match.filled())
    if match.head == "near":
        return _weekday_near(span, match)
    if match.head == "by":
        return calendar.until(span, reference)
    return _edged(span, match.get("edge"))


def _edged(span: Span, edge: str) -> Span:
    narrow = calendar.narrowed(span, edge)
    relative = f"{span.relative}:{edge}" if span.relative else ""
    return narrow.told(relative, span.anchor)


def _shifted(span: Span, told: str, unit: str = "day") -> Span:
    count = int(told)
    relative = f"{span.relative}:{count:+d}{unit[0]}" if span.relative else ""
    if span.earliest is None or span.grain != "day":
        return Span(calendar.UNKNOWN["day"], None, None, "day", "relative", relative or f"{span.timex}:{count:+d}{unit[0]}")
    found = calendar.shifted(span.earliest, unit, count)
    return calendar.day(found).told(relative, span.anchor) if found else span


def _weekday_near(span: Span, match: Match) -> Span:
    """ "The third Tuesday after Christmas", "the closest Monday to 5 October"."""
    weekday, told = int(match.any("weekday", "weekday_short")), match.filled()[0]
    at = span.earliest
    if at is None:
        return span
    if told == "0":
        days = (calendar.last_weekday(at, weekday), calendar.next_weekday(at, weekday))
        found = min((d for d in days if d), key=lambda d: abs((d - at).days), default=None)
    else:
        count = int(told)
        first = calendar.next_weekday(at, weekday, True) if count > 0 else calendar.last_weekday(at, weekday, True)
        found = calendar.add_days(first, 7 * (count - 1 if count > 0 else count + 1)) if first else None
    return calendar.day(found).told("", span.anchor) if found else span
