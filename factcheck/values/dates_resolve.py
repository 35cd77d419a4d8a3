"""From what a phrase means to a stretch of the calendar. One function per meaning, without a word of any language.

A meaning is the head of a phrase list ("unit", "weekday", "date" ...) with its arguments and the words of its slots.
Every function answers None for a date that does not exist: it is then refused, never read as another one.
"""

from __future__ import annotations

from collections.abc import Mapping

from factcheck.values import dates_calendar as calendar
from factcheck.values.dates_calendar import Span
from factcheck.values.dates_days import read_date, read_day_of, read_named, read_range, read_week_of
from factcheck.values.dates_feasts import read_feast
from factcheck.values.dates_grammar import Match
from factcheck.values.dates_moment import PARTS, Moment, Resolver
from factcheck.values.dates_periods import (
    read_century,
    read_decade,
    read_half,
    read_month,
    read_months,
    read_nth,
    read_quarter,
    read_season,
    read_week_nth,
    read_year,
)
from factcheck.values.dates_relative import (
    read_day,
    read_exact,
    read_few,
    read_part_of,
    read_past,
    read_ref,
    read_then,
    read_unit,
    read_weeks,
    read_within,
)
from factcheck.values.dates_told import read_compared, read_ended, read_first, read_quarter_told, read_told
from factcheck.values.dates_weekdays import read_night, read_weekday, read_weekdays


def resolve(match: Match, now: Moment) -> Span | None:
    return RESOLVERS[match.head](match, match.filled(), now)


def _every(match: Match, args: tuple[str, ...], now: Moment) -> Span | None:
    if args[0] == "season":
        code = match.get("season")
        return Span(f"XXXX-{code}", None, None, "set", "set", f"every:season:{code}")
    if args[0] == "part":
        code = match.any("part", "part_plural")
        return Span(f"XXXX-XX-XXT{code}", None, None, "set", "set", f"every:{PARTS[code]}")
    if args[0] == "weekday":
        weekday = match.get("weekday") or match.get("weekday_plural")
        return Span(f"XXXX-WXX-{weekday}", None, None, "set", "set", f"every:weekday:{weekday}")
    return Span(calendar.UNKNOWN.get(args[0], "XXXX-XX-XXTXX"), None, None, "set", "set", f"every:{args[0]}")


def _habit(match: Match, args: tuple[str, ...], now: Moment) -> Span | None:
    weekday = match.get("weekday")
    return Span(f"XXXX-WXX-{weekday}", None, None, "set", "set", f"every:weekday:{weekday}")


def _refused(match: Match, args: tuple[str, ...], now: Moment) -> Span | None:
    """ "Le 32 mars", "24h/24": no date, and no number either."""
    return None


RESOLVERS: Mapping[str, Resolver] = {
    "after_feast": read_feast,
    "century": read_century,
    "compared": read_compared,
    "date": read_date,
    "day": read_day,
    "day_of": read_day_of,
    "days": read_date,
    "decade": read_decade,
    "ended": read_ended,
    "every": _every,
    "exact": read_exact,
    "feast": read_feast,
    "few": read_few,
    "habit": _habit,
    "first": read_first,
    "half": read_half,
    "in": read_unit,
    "in_within": read_within,
    "inner": read_unit,
    "inner_year": read_year,
    "month": read_month,
    "months": read_months,
    "named": read_named,
    "night": read_night,
    "nth": read_nth,
    "part_of": read_part_of,
    "past": read_past,
    "quarter": read_quarter,
    "quarter_told": read_quarter_told,
    "range": read_range,
    "ref": read_ref,
    "refused": _refused,
    "season": read_season,
    "then": read_then,
    "then_end": read_then,
    "told": read_told,
    "told_end": read_told,
    "unit": read_unit,
    "weekday": read_weekday,
    "week_nth": read_week_nth,
    "week_of": read_week_of,
    "weekend_nth": read_week_nth,
    "weekdays": read_weekdays,
    "weeks": read_weeks,
    "within": read_within,
    "year": read_year,
    "year_of": read_year,
    "year_sure": read_year,
    "year_told": read_year,
}
