"""Dates that count from a date told before: "a year earlier", "that year", "the following month", "the quarter".

Each needs an antecedent that fits: a date told shortly before, in the same statement or in one of the last. Without one
nothing is read. No word of any language stands here.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from functools import cache
from re import Pattern
from re import compile as pattern

from factcheck.model import Date
from factcheck.values import dates_calendar as calendar
from factcheck.values.dates_calendar import Span
from factcheck.values.dates_grammar import Match
from factcheck.values.dates_moment import Moment
from factcheck.values.dates_relative import length

# How many statements back an antecedent may stand: a year soon fades, the quarter of a report is its subject.
NEAR, FAR = 3, 30
MOST = 12
# What a date told in another unit may be counted from: "le mois suivant" from a day, never "le lendemain" from a month.
FINER = {
    "week": ("week", "day"),
    "month": ("month", "day"),
    "quarter": ("quarter",),
    "year": ("year", "half", "quarter", "month", "day"),
}
# A figure compared with that of another year repeats no period of its own.
COMPARED = "compared:"
FIRST = "first:"


@cache
def _grains() -> tuple[tuple[str, Pattern[str]], ...]:
    return (
        ("year", pattern(r"\d{4}")),
        ("quarter", pattern(r"\d{4}-Q[1-4]")),
        ("half", pattern(r"\d{4}-H[12]")),
        ("month", pattern(r"\d{4}-\d\d")),
        ("week", pattern(r"\d{4}-W\d\d")),
        ("day", pattern(r"\d{4}-\d\d-\d\d(?:T.*)?")),
    )


def grain(value: Date) -> str:
    """The unit a date was told in, "" when its place in the calendar is not known."""
    if not value.earliest or not value.latest:
        return ""
    return next((name for name, shape in _grains() if shape.fullmatch(value.timex)), "")


def _back(now: Moment, statements: int) -> Iterator[Date]:
    """What was told before, the nearest first; of one statement only the last dates, so that the work per date is bounded."""
    yield from reversed(now.found[-MOST:])
    for dates in reversed(now.before[len(now.before) - min(statements, len(now.before)) :]):
        yield from reversed(dates[-MOST:])


def _of(value: Date) -> datetime.date:
    return datetime.date.fromisoformat(value.earliest)


def _antecedent(unit: str, now: Moment) -> datetime.date | None:
    """A day of the period that "that year", "the following month" count from.

    A year and a month are told by a date of their own: a weekday is of this year and says nothing about it.
    """
    for value in _back(now, NEAR):
        found = grain(value)
        if found in FINER.get(unit, ()) and (found == unit or unit == "week" or value.anchor == "absolute"):
            return _of(value)
    return None


def _quarter(now: Moment) -> datetime.date | None:
    """A day of the quarter told last as the subject: figures are of one that has ended."""
    told = [d for d in _back(now, FAR) if grain(d) == "quarter" and not d.relative.startswith(COMPARED)]
    ended = [d for d in told if now.reference is not None and d.latest < now.reference.isoformat()]
    return _of((ended or told)[0]) if told else None


def read_first(match: Match, args: tuple[str, ...], now: Moment) -> Span | None:
    """ "The first nine months": of a year that is told, or of a business year whose days are not known."""
    count, year = int(args[1]), match.number("year")
    if year is None and len(args) > 2 and now.reference is not None:
        year = now.reference.year
    relative = f"{FIRST}{args[0]}:{count}"
    first = calendar.make(year, 1, 1) if year else None
    end = calendar.shifted(first, args[0], count) if first else None
    last = calendar.add_days(end, -1) if end else None
    return Span(length(args[0], count), first if last else None, last, "range", "relative", relative)


def read_ended(match: Match, args: tuple[str, ...], now: Moment) -> Span | None:
    """ "The year ended March 31": a length; the date behind it tells its end."""
    return Span(length(args[0], 1), None, None, "range", "relative", f"ended:{args[0]}")


def _stretch(now: Moment) -> bool:
    """Whether the figures are of "the first nine months", told after any quarter."""
    last = next((d for d in _back(now, NEAR) if d.relative.startswith(FIRST) or grain(d) == "quarter"), None)
    return last is not None and last.relative.startswith(FIRST)


def read_told(match: Match, args: tuple[str, ...], now: Moment) -> Span | None:
    """ "That year", "the following month", "two years later": counted from the nearest date that tells such a unit."""
    unit, count = args[0], int(args[1])
    at = _antecedent(unit, now)
    found = calendar.offset(at, unit, count) if at else None
    return found.told(f"told:{unit}:{count:+d}") if found else None


def read_quarter_told(match: Match, args: tuple[str, ...], now: Moment) -> Span | None:
    """ "The quarter": the one told last; with "ended" also the last one that has ended, when none was told."""
    at = _quarter(now)
    if (year := match.number("year")) and _stretch(now):
        span = calendar.year(year)
        return span.told(f"{COMPARED}year:{year}", "absolute") if span else None
    if year:
        span = calendar.quarter(year, (at.month + 2) // 3) if at else None
        return span.told(f"{COMPARED}quarter:{year}", "absolute") if span else None
    if at is None and args and now.reference is not None:
        at = calendar.add_months(now.reference, -3)
    found = calendar.containing("quarter", at) if at else None
    return found.told("told:quarter:0") if found else None


def read_compared(match: Match, args: tuple[str, ...], now: Moment) -> Span | None:
    """ "A year earlier", "the same period last year": the same quarter, month or year, moved.

    "A year ago" is so only beside another figure; it and "the same period" need a quarter or a month, no year.
    """
    count, *kind = int(args[0]), *args[1:]
    if kind == ["ago"] and not now.compared:
        return None
    at, unit = _quarter(now), "quarter"
    if _stretch(now):
        at, unit = now.reference, "year"
    elif at is None:
        own = next((d for d in _back(now, 0) if grain(d) in ("month", "half")), None)
        at, unit = (_of(own), grain(own)) if own else (None if kind else _antecedent("year", now), "year")
    moved = calendar.add_months(at, 12 * count) if at else None
    found = calendar.containing(unit, moved) if moved else None
    return found.told(f"{COMPARED}year:{count:+d}") if found else None
