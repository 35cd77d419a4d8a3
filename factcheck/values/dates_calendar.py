"""Calendar arithmetic behind dates: spans with their TIMEX3 value. No language, no text.

Every function answers None for what no calendar has (31 February, month 13, years out of 1..9999).
"""

from __future__ import annotations

import calendar
import datetime
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

Day = datetime.date

MONTHS_PER = {"month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120, "century": 1200}
_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)  # of the months, in days
DAYS_PER = {"day": 1, "week": 7, "fortnight": 14}
# How far "the last few days", "the coming months" reach, in days: generous, so that the interval holds the truth.
FEW = {
    "minute": 1,
    "hour": 2,
    "day": 7,
    "week": 42,
    "fortnight": 84,
    "weekend": 28,
    "month": 183,
    "quarter": 550,
    "year": 1830,
    "decade": 10960,
}
# First and last (month, day) of a season, wide enough for the astronomical and the meteorological one.
SEASONS = {"SP": ((3, 1), (6, 30)), "SU": ((6, 1), (9, 30)), "FA": ((9, 1), (12, 21)), "WI": ((12, 1), (3, 31))}
UNKNOWN = {
    "day": "XXXX-XX-XX",
    "week": "XXXX-WXX",
    "fortnight": "XXXX-WXX",
    "weekend": "XXXX-WXX-WE",
    "month": "XXXX-XX",
    "quarter": "XXXX-QX",
    "half": "XXXX-HX",
    "year": "XXXX",
    "decade": "XXX",
    "century": "XX",
}


class Span(NamedTuple):
    """A stretch of days, open where None. ``grain``: the unit it was told in. The others: see model.Date."""

    timex: str
    earliest: Day | None = None
    latest: Day | None = None
    grain: str = "day"
    anchor: str = "absolute"
    relative: str = ""
    approximate: bool = False

    def told(self, relative: str, anchor: str = "relative") -> Span:
        """The same stretch, told relative to something."""
        return Span(self.timex, self.earliest, self.latest, self.grain, anchor, relative, self.approximate)


def make(year: int, month: int, day: int) -> Day | None:
    """The day, or None when there is no such day."""
    if not (1 <= year <= 9999 and 1 <= month <= 12 and 1 <= day <= 31):
        return None
    return Day(year, month, day) if day <= 28 or day <= _length(year, month) else None


def _length(year: int, month: int) -> int:
    """How many days a month has."""
    return _LENGTHS[month - 1] + (month == 2 and calendar.isleap(year))


def add_days(start: Day, count: int) -> Day | None:
    number = start.toordinal() + count
    return Day.fromordinal(number) if 1 <= number <= Day.max.toordinal() else None


def add_months(start: Day, count: int) -> Day | None:
    """The same day of another month, or its last day when it is shorter."""
    year, month = divmod(start.year * 12 + start.month - 1 + count, 12)
    if not 1 <= year <= 9999:
        return None
    return Day(year, month + 1, min(start.day, _length(year, month + 1)))


_KEPT = 4096  # days, months and years that articles tell again and again


@lru_cache(maxsize=_KEPT)
def day(at: Day) -> Span:
    return Span(at.isoformat(), at, at, "day")


def _between(timex: str, first: Day | None, last: Day | None, grain: str) -> Span | None:
    return Span(timex, first, last, grain) if first and last else None


def week(at: Day) -> Span | None:
    """The ISO week that holds a day, Monday to Sunday."""
    year, number, weekday = at.isocalendar()
    return _between(f"{year:04d}-W{number:02d}", add_days(at, 1 - weekday), add_days(at, 7 - weekday), "week")


def weekend(at: Day) -> Span | None:
    year, number, weekday = at.isocalendar()
    return _between(f"{year:04d}-W{number:02d}-WE", add_days(at, 6 - weekday), add_days(at, 7 - weekday), "weekend")


@lru_cache(maxsize=_KEPT)
def month(year: int, number: int) -> Span | None:
    first = make(year, number, 1)
    if first is None:
        return None
    return Span(f"{year:04d}-{number:02d}", first, first.replace(day=_length(year, number)), "month")


def _months(timex: str, year: int, first: int, last: int, grain: str) -> Span | None:
    begin, end = month(year, first), month(year, last)
    return _between(timex, begin.earliest, end.latest, grain) if begin and end else None


def quarter(year: int, number: int) -> Span | None:
    return _months(f"{year:04d}-Q{number}", year, 3 * number - 2, 3 * number, "quarter") if 1 <= number <= 4 else None


def half(year: int, number: int) -> Span | None:
    return _months(f"{year:04d}-H{number}", year, 6 * number - 5, 6 * number, "half") if 1 <= number <= 2 else None


@lru_cache(maxsize=_KEPT)
def year(number: int) -> Span | None:
    return _months(f"{number:04d}", number, 1, 12, "year")


def decade(start: int) -> Span | None:
    first, last = make(start, 1, 1), make(start + 9, 12, 31)
    return _between(f"{start // 10:03d}", first, last, "decade")


def season(number: int, code: str) -> Span | None:
    """A season; winter is named after the year it begins in."""
    first, last = SEASONS[code]
    ends = number + (last < first)
    return _between(f"{number:04d}-{code}", make(number, *first), make(ends, *last), "season")


def containing(unit: str, at: Day) -> Span | None:
    """The calendar unit that holds a day."""
    if unit == "day":
        return day(at)
    if unit in ("week", "fortnight"):
        return week(at)
    if unit == "weekend":
        return weekend(at)
    if unit == "month":
        return month(at.year, at.month)
    if unit == "quarter":
        return quarter(at.year, (at.month + 2) // 3)
    if unit == "half":
        return half(at.year, (at.month + 5) // 6)
    return decade(at.year // 10 * 10) if unit == "decade" else year(at.year)


def shifted(at: Day, unit: str, count: int) -> Day | None:
    """A day, ``count`` units before (negative) or after another."""
    if unit in MONTHS_PER:
        return add_months(at, count * MONTHS_PER[unit])
    return add_days(at, count * DAYS_PER.get(unit, 7))


def offset(at: Day, unit: str, count: int) -> Span | None:
    """The calendar unit that lies ``count`` units from the one that holds a day ("two weeks ago", "next month")."""
    moved = shifted(at, unit, count)
    return containing(unit, moved) if moved else None


def last_weekday(at: Day, weekday: int, strict: bool = False) -> Day | None:
    """The latest such weekday (1 Monday .. 7 Sunday) on or before a day, or before it when strict."""
    back = (at.isoweekday() - weekday) % 7
    return add_days(at, -(back or 7) if strict else -back)


def next_weekday(at: Day, weekday: int, strict: bool = False) -> Day | None:
    ahead = (weekday - at.isoweekday()) % 7
    return add_days(at, (ahead or 7) if strict else ahead)


def weekday_of_week(at: Day, weekday: int, weeks: int) -> Day | None:
    """The weekday of the ISO week ``weeks`` from the one that holds a day."""
    return add_days(at, weekday - at.isoweekday() + 7 * weeks)


def nth_weekday(inside: Span, weekday: int, rank: int) -> Day | None:
    """The ``rank``-th such weekday (0 for any day) of a span, counted from its end when negative."""
    if inside.earliest is None or inside.latest is None or rank == 0:
        return None
    step = 1 if weekday == 0 else 7
    if rank > 0:
        start = inside.earliest if weekday == 0 else next_weekday(inside.earliest, weekday)
        found = add_days(start, step * (rank - 1)) if start else None
    else:
        start = inside.latest if weekday == 0 else last_weekday(inside.latest, weekday)
        found = add_days(start, step * (rank + 1)) if start else None
    return found if found and inside.earliest <= found <= inside.latest else None


def choose(candidates: Iterable[Span | None], at: Day, tense: str) -> Span | None:
    """Among the same stretch in several years, the nearest to a day; one that the tense speaks against counts as farther."""
    spans = [s for s in candidates if s and s.earliest and s.latest]
    if len(spans) < 2:
        return spans[0] if spans else None
    return min(spans, key=lambda s: _distance(s, at) + _cost(s, tense) * _against(s, at, tense), default=None)


# In days. The tense of a clause is read from few cues: it decides between years only where the calendar leaves it open.
# "ahead" is no reading of a verb but a rule (a date alone in a text, "next"), "back" likewise.
AGAINST_TENSE = {"past": 200, "future": 200, "ahead": 10_000, "back": 10_000}
# Without a cue, news looks back to a month or a quarter; a day without a year is simply near.
LOOKS_BACK = 160


def _cost(span: Span, tense: str) -> int:
    return AGAINST_TENSE.get(tense, 0 if span.grain == "day" else LOOKS_BACK)


def _against(span: Span, at: Day, tense: str) -> bool:
    assert span.earliest and span.latest
    return span.earliest > at if tense in ("past", "back", "") else span.latest < at


def _distance(span: Span, at: Day) -> int:
    assert span.earliest and span.latest
    if span.earliest > at:
        return (span.earliest - at).days
    return (at - span.latest).days if span.latest < at else 0


def narrowed(span: Span, edge: str) -> Span:
    """The first, middle or last third of a stretch ("early", "mid", "the end of"), or one of its halves."""
    if span.earliest is None or span.latest is None:
        return span
    size = (span.latest - span.earliest).days + 1
    third, two = size // 3, size * 2 // 3
    bounds = {
        "start": (0, max(third, 1) - 1),
        "mid": (third, two),
        "end": (two, size - 1),
        "first": (0, size // 2 - 1),
        "second": (size // 2, size - 1),
    }[edge]
    return span._replace(earliest=add_days(span.earliest, bounds[0]), latest=add_days(span.earliest, bounds[1]))


def until(span: Span, start: Day | None) -> Span:
    """From a day to the end of a stretch ("by Friday")."""
    return span._replace(earliest=start) if start and span.latest and start <= span.latest else span
