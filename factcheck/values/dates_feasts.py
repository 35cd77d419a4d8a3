"""Feasts: which day a year keeps them. Fixed days, days counted from Easter, and "the fourth Thursday of November".

No word of any language stands here: the language data names the feasts by the neutral keys of this table. Only feasts
that mean one day wherever they are named stand in it.
"""

from __future__ import annotations

from datetime import date as Day

from factcheck.values import dates_calendar as calendar
from factcheck.values.dates_calendar import Span
from factcheck.values.dates_grammar import Match
from factcheck.values.dates_moment import Moment

FIXED: dict[str, tuple[int, int]] = {
    "all_saints": (11, 1),
    "all_souls": (11, 2),
    "armistice": (11, 11),
    "assumption": (8, 15),
    "bastille": (7, 14),
    "boxing": (12, 26),
    "candlemas": (2, 2),
    "christmas": (12, 25),
    "christmas_eve": (12, 24),
    "epiphany": (1, 6),
    "halloween": (10, 31),
    "independence": (7, 4),
    "juneteenth": (6, 19),
    "may_day": (5, 1),
    "new_year": (1, 1),
    "new_years_eve": (12, 31),
    "patrick": (3, 17),
    "valentine": (2, 14),
    "veterans": (11, 11),
    "victory": (5, 8),
    "women": (3, 8),
}
FROM_EASTER: dict[str, int] = {
    "ascension": 39,
    "ash_wednesday": -46,
    "easter": 0,
    "easter_monday": 1,
    "good_friday": -2,
    "holy_saturday": -1,
    "maundy_thursday": -3,
    "palm_sunday": -7,
    "pentecost": 49,
    "shrove_tuesday": -47,
    "whit_monday": 50,
}
# (month, weekday 1 Monday .. 7 Sunday, rank; counted from the end of the month when negative)
NTH: dict[str, tuple[int, int, int]] = {
    "columbus": (10, 1, 2),
    "labor": (9, 1, 1),
    "king": (1, 1, 3),
    "memorial": (5, 1, -1),
    "presidents": (2, 1, 3),
    "thanksgiving": (11, 4, 4),
}
FIRST_GREGORIAN = 1583


def easter(year: int) -> Day | None:
    """Easter Sunday of a Gregorian year, by the algorithm of Butcher's Ecclesiastical Calendar (1876), as given in
    J. Meeus, Astronomical Algorithms, chapter 8."""
    if not FIRST_GREGORIAN <= year <= 9999:
        return None
    golden, (century, rest) = year % 19, divmod(year, 100)
    moon = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    week = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (golden + 11 * moon + 22 * week) // 451
    month, day = divmod(moon + week - 7 * late + 114, 31)
    return calendar.make(year, month, day + 1)


def feast(name: str, year: int) -> Day | None:
    """The day that a year keeps a feast."""
    if name in FIXED:
        return calendar.make(year, *FIXED[name])
    if name in NTH:
        month, weekday, rank = NTH[name]
        inside = calendar.month(year, month)
        return calendar.nth_weekday(inside, weekday, rank) if inside else None
    sunday = easter(year)
    return calendar.add_days(sunday, FROM_EASTER[name]) if sunday else None


def read_feast(match: Match, args: tuple[str, ...], now: Moment) -> Span | None:
    """ "Easter 2014", "last Christmas", "Thanksgiving": of the year that is told, or the nearest one."""
    name, told = match.any("feast", "feast_bare"), args[0] if args else ""
    year = match.number("year")
    if year is None and told.lstrip("+-").isdigit() and now.reference is not None:
        year = now.reference.year + int(told)
    if year is not None:
        found = feast(name, year)
        return calendar.day(found) if found else None
    if now.reference is None or (now.elsewhere and not told and now.tense != "future"):
        return _unknown(name)
    days = [feast(name, now.reference.year + k) for k in (-1, 0, 1)]
    past, ahead = [d for d in days if d and d < now.reference], [d for d in days if d and d > now.reference]
    if told in ("last", "next"):
        chosen = past[-1:] if told == "last" else ahead[:1]
        return calendar.day(chosen[0]) if chosen else None
    return calendar.choose([calendar.day(d) for d in days if d], now.reference, now.strict)


def _unknown(name: str) -> Span:
    if name in FIXED:
        month, day = FIXED[name]
        return Span(f"XXXX-{month:02d}-{day:02d}", None, None, "day")
    return Span(calendar.UNKNOWN["day"], None, None, "day", "absolute", f"feast:{name}")
