"""Days of a month: "16 October", "3 to 5 May", "the 20th of last month", days with a name.

No word of any language stands here. Every function answers None for what no calendar has.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date as Day
from functools import partial

from factcheck.values import dates_calendar as calendar
from factcheck.values.dates_calendar import Span
from factcheck.values.dates_grammar import Match
from factcheck.values.dates_moment import Moment


def dated(month: int | None, day: int | None, year: int | None, weekday: str, now: Moment, shift: int | None = None) -> Span | None:
    """A day of a month; the year, when it is not told, is the nearest one whose weekday fits."""
    if month is None or day is None or calendar.make(2000, month, day) is None:
        return None
    if shift is not None and now.reference is not None:
        year = now.reference.year + shift
    if year is not None:
        found = calendar.make(year, month, day)
        return calendar.day(found) if found else None
    unknown = Span(f"XXXX-{month:02d}-{day:02d}", None, None, "day")
    if now.reference is None or (now.elsewhere and not weekday and now.tense != "future"):
        return unknown
    days = [calendar.make(now.reference.year + k, month, day) for k in ((-1, 0, 1) if (month, day) != (2, 29) else range(-4, 5))]
    fitting = [calendar.day(d) for d in days if d and (not weekday or d.isoweekday() == int(weekday))]
    chosen = calendar.choose(fitting, now.reference, now.strict if len(fitting) > 1 else "")
    # No year near the reference has that weekday: a slip of the pen or another time.
    return unknown if chosen is None or (weekday and _slip(chosen, days, now.reference)) else chosen


# In days: a weekday that does not fit the day at hand, but fits another year's.
CLOSE, FAR = 10, 300


def _slip(chosen: Span, days: Sequence[Day | None], at: Day) -> bool:
    """ "Mardi 31 janvier" on a Wednesday 31 January is no day of another year."""
    far = chosen.earliest is not None and abs((chosen.earliest - at).days) > FAR
    return far and any(day is not None and abs((day - at).days) <= CLOSE for day in days)


def full_year(match: Match) -> int | None:
    """The year of a match; two digits mean 1950 to 2049."""
    if match.at("yy") is not None:
        short = int(match.get("yy"))
        return short + (2000 if short < 50 else 1900)
    return match.number("year")


LEANS = {"last": "back", "next": "ahead"}


def read_date(match: Match, args: tuple[str, ...], now: Moment) -> Span | None:
    month = match.number("month") or match.number("month_dot") or match.number("month_weak")
    told = args[0] if args else ""
    day = match.number("day") or match.number("rank") or (int(told) if told.isdigit() else 1)
    if told in LEANS:
        now = now._replace(looks=partial(LEANS.__getitem__, told))
    shift = int(told) if told[:1] in ("+", "-") else None
    return dated(month, day, full_year(match), match.any("weekday", "weekday_short"), now, shift)


def read_day_of(match: Match, args: tuple[str, ...], now: Moment) -> Span | None:
    number = match.number("day") or match.number("rank") or 0
    if now.reference is None:
        return Span(f"XXXX-XX-{number:02d}", None, None, "day", "relative", f"month:{args[0]}:{number}")
    if args[0] == "next":
        months = [calendar.add_months(now.reference.replace(day=1), k) for k in range(3)]
        days = [calendar.make(m.year, m.month, number) for m in months if m]
        return next((calendar.day(d) for d in days if d and d > now.reference), None)
    first = calendar.add_months(now.reference.replace(day=1), int(args[0]))
    found = calendar.make(first.year, first.month, number) if first else None
    return calendar.day(found).told(f"month:{args[0]}:{number}") if found else None


def read_range(match: Match, args: tuple[str, ...], now: Moment) -> Span | None:
    months = (match.number("month") or match.number("month2"), match.number("month2") or match.number("month"))
    year, single = match.number("year2") or match.number("year"), match.get("weekday2")
    end = dated(months[1], match.number("day2"), year, single, now)
    if end is None:
        return None
    if match.at("year2") is not None:
        return _from_to(dated(months[0], match.number("day"), match.number("year"), "", now), end)
    if end.latest is None:
        return Span(f"XXXX-{months[0]:02d}-{match.number('day'):02d}/{end.timex}", None, None, "range")
    start = dated(months[0], match.number("day"), end.latest.year, "", now)
    if start and start.earliest and start.earliest > end.latest:
        start = dated(months[0], match.number("day"), end.latest.year - 1, "", now)
    if start is None or start.earliest is None or (end.latest - start.earliest).days > 300:
        return None
    return _from_to(start, end)


def _from_to(start: Span | None, end: Span) -> Span | None:
    if start is None or not (start.earliest and end.latest and start.earliest < end.latest):
        return None
    return Span(f"{start.timex}/{end.timex}", start.earliest, end.latest, "range")


def read_week_of(match: Match, args: tuple[str, ...], now: Moment) -> Span | None:
    """ "The week of 6 March": the one that holds that day."""
    found = read_date(match, args, now)
    return calendar.week(found.earliest) if found and found.earliest else found


def read_named(match: Match, args: tuple[str, ...], now: Moment) -> Span | None:
    return calendar.day(Day.fromisoformat(args[0]))
