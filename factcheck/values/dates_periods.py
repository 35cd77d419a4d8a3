"""Months, seasons, quarters, halves, years, decades, centuries, and "the first Monday of October".

No word of any language stands here. Every function answers None for what no calendar has.
"""

from __future__ import annotations

from collections.abc import Callable

from factcheck.values import dates_calendar as calendar
from factcheck.values.dates_calendar import Span
from factcheck.values.dates_grammar import Match
from factcheck.values.dates_moment import Moment
from factcheck.values.dates_relative import read_unit


def read_month(match: Match, args: tuple[str, ...], now: Moment) -> Span | None:
    number = match.number("month") or match.number("month_bare") or match.number("month_dot") or match.number("month_weak") or 0
    year = match.number("year")
    if year is not None:
        return calendar.month(year, number)
    return _yearless(lambda y: calendar.month(y, number), f"XXXX-{number:02d}", f"month:{number}", args, now)


def _yearless(build: Callable[[int], Span | None], timex: str, relative: str, args: tuple[str, ...], now: Moment) -> Span | None:
    """A month, season or quarter whose year is not told: "last", "next", of a year told from now ("-1", "0"), or the nearest."""
    relative = f"{relative}:{args[0]}" if args else relative
    if now.reference is None or (now.elsewhere and not args and now.tense != "future"):
        return Span(timex, None, None, "month", "relative" if args else "absolute", relative)
    at = now.reference
    if args and args[0] == "last":
        past = [s for s in _around(build, at.year, 2) if s.latest and s.latest < at]
        found = past[-1] if past else None
    elif args and args[0] == "next":
        found = next((s for s in _around(build, at.year, 2) if s.earliest and s.earliest > at), None)
    elif args:
        # In spring "this winter" is the one that has just ended.
        found = build(at.year + int(args[0]))
        if args[0] == "0" and at.month < 6 and found and found.latest and found.latest.year > at.year:
            found = build(at.year - 1)
    else:
        found = calendar.choose(_around(build, at.year, 1), at, now.strict)
    return found.told(relative, "relative" if args else "absolute") if found else None


def _around(build: Callable[[int], Span | None], year: int, reach: int) -> list[Span]:
    """What there is of a stretch in the years around one, in order."""
    return [s for s in map(build, range(year - reach, year + reach + 1)) if s and s.earliest and s.latest]


def read_months(match: Match, args: tuple[str, ...], now: Moment) -> Span | None:
    """ "From March to June", "from December 2022 to May 2023": months of one year, or of two that follow each other."""
    numbers = (match.number("month_bare") or 0, match.number("month_bare2") or 0)
    year = match.number("year2") or match.number("year")
    if year is None:
        near = _yearless(lambda y: calendar.month(y, numbers[1]), "", "", (), now)
        if near is None or near.earliest is None:
            return Span(f"XXXX-{numbers[0]:02d}/XXXX-{numbers[1]:02d}", None, None, "range")
        year = near.earliest.year
    start = year - (numbers[0] > numbers[1]) if match.at("year2") is None else match.number("year") or 0
    first, last = calendar.month(start, numbers[0]), calendar.month(year, numbers[1])
    if not (first and last and first.earliest and last.latest and first.earliest < last.latest):
        return None
    return Span(f"{first.timex}/{last.timex}", first.earliest, last.latest, "range")


def read_season(match: Match, args: tuple[str, ...], now: Moment) -> Span | None:
    code, year = match.any("season", "season_sure"), match.number("year")
    if year is not None:
        return calendar.season(year, code)
    return _yearless(lambda y: calendar.season(y, code), f"XXXX-{code}", f"season:{code}", args, now)


def read_quarter(match: Match, args: tuple[str, ...], now: Moment) -> Span | None:
    number, year = match.number("quarter") or 0, match.number("year")
    if year is None and args and now.reference:
        year = now.reference.year + int(args[0])
    if year is not None:
        return calendar.quarter(year, number)
    return _yearless(lambda y: calendar.quarter(y, number), f"XXXX-Q{number}", f"quarter:{number}", (), now)


def read_half(match: Match, args: tuple[str, ...], now: Moment) -> Span | None:
    number, year = match.number("half") or 0, match.number("year")
    if year is not None:
        return calendar.half(year, number)
    return _yearless(lambda y: calendar.half(y, number), f"XXXX-H{number}", f"half:{number}", (), now)


def read_year(match: Match, args: tuple[str, ...], now: Moment) -> Span | None:
    if args:
        return read_unit(match, ("year", args[0]), now)
    first, last = match.number("year") or 0, match.number("year2")
    found = calendar.year(first)
    if last is None or found is None:
        return found
    end = calendar.year(last)
    return Span(f"{found.timex}/{end.timex}", found.earliest, end.latest, "range") if end and first < last else None


def read_decade(match: Match, args: tuple[str, ...], now: Moment) -> Span | None:
    start = int(match.any("decade", "short_decade", "decade_word") or 0)
    if start < 100:
        # "Les années 20" may be this century's or the last one's.
        start = start + 1900 if start >= 30 else 0
    return calendar.decade(start) if start else None


def read_century(match: Match, args: tuple[str, ...], now: Moment) -> Span | None:
    """ "The 20th century": 1901 to 2000; TIMEX3 names it by its first two figures."""
    number = match.number("rank") or 0
    first, last = calendar.make(100 * number - 99, 1, 1), calendar.make(100 * number, 12, 31)
    return Span(f"{number - 1:02d}", first, last, "century") if first and last else None


def read_nth(match: Match, args: tuple[str, ...], now: Moment) -> Span | None:
    number = match.number("month") or match.number("month_bare")
    if number is not None:
        year = match.number("year")
        inside = calendar.month(year, number) if year else _month_near(number, now)
    elif now.reference is not None:
        inside = calendar.offset(now.reference, "month", int(match.get("shift") or 0))
    else:
        return None
    found = calendar.nth_weekday(inside, int(match.get("weekday") or 0), int(args[0])) if inside else None
    return calendar.day(found) if found else None


def read_week_nth(match: Match, args: tuple[str, ...], now: Moment) -> Span | None:
    """ "The first week of October", "the last weekend of May": the one that holds the month's first, or last, such days."""
    number, year, rank = match.number("month_bare") or 0, match.number("year"), int(args[0])
    inside = calendar.month(year, number) if year else _month_near(number, now)
    weekend = match.head == "weekend_nth"
    # The first week is the one with the month's first Thursday; a weekend is its Saturday's.
    found = calendar.nth_weekday(inside, 6 if weekend else 4, rank) if inside else None
    return calendar.containing("weekend" if weekend else "week", found) if found else None


def _month_near(number: int, now: Moment) -> Span | None:
    if now.reference is None:
        return None
    return calendar.choose([calendar.month(now.reference.year + k, number) for k in (-1, 0, 1)], now.reference, now.strict)
