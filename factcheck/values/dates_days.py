"""Days of a month: "16 October", "3 to 5 May", "the 20th of last month", holidays.

No word of any language stands here. Every function answers None for what no calendar has.
"""

from __future__ import annotations

from datetime import date as Day

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
    if now.reference is None or (now.elsewhere and not weekday and now.tense != "future"):
        return Span(f"XXXX-{month:02d}-{day:02d}", None, None, "day")
    days = [calendar.make(now.reference.year + k, month, day) for k in ((-1, 0, 1) if (month, day) != (2, 29) else range(-4, 5))]
    fitting = [d for d in days if d and (not weekday or d.isoweekday() == int(weekday))]
    if not fitting:
        # No year near the reference has that weekday: a slip of the pen or another time.
        return Span(f"XXXX-{month:02d}-{day:02d}", None, None, "day")
    return calendar.choose([calendar.day(d) for d in fitting], now.reference, now.strict)


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
        now = now._replace(tense=LEANS[told])
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
    year, single = match.number("year"), match.get("weekday2")
    end = dated(months[1], match.number("day2"), year, single, now)
    if end is None:
        return None
    if end.latest is None:
        return Span(f"XXXX-{months[0]:02d}-{match.number('day'):02d}/{end.timex}", None, None, "range")
    start = dated(months[0], match.number("day"), end.latest.year, "", now)
    if start and start.earliest and start.earliest > end.latest:
        start = dated(months[0], match.number("day"), end.latest.year - 1, "", now)
    if start is None or start.earliest is None or (end.latest - start.earliest).days > 300:
        return None
    return Span(f"{start.timex}/{end.timex}", start.earliest, end.latest, "range")


def read_named(match: Match, args: tuple[str, ...], now: Moment) -> Span | None:
    return calendar.day(Day.fromisoformat(args[0]))


def read_holiday(match: Match, args: tuple[str, ...], now: Moment) -> Span | None:
    month, day = args[0].split("-")
    return dated(int(month), int(day), match.number("year"), "", now)
