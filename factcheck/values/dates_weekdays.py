"""Meanings told by weekdays and nights: "Tuesday", "last Friday", "Monday week", "overnight Tuesday to Wednesday".

No word of any language stands here. Every function answers None for what no calendar has.
"""

from __future__ import annotations

from datetime import date as Day

from factcheck.values import dates_calendar as calendar
from factcheck.values.dates_calendar import Span
from factcheck.values.dates_days import dated
from factcheck.values.dates_grammar import Match
from factcheck.values.dates_moment import Moment, with_part
from factcheck.values.dates_relative import read_day


def read_weekday(match: Match, args: tuple[str, ...], now: Moment) -> Span | None:
    weekday = int(match.any("weekday", "weekday_short", "weekday_plural"))
    mode = args[0] if args else ""
    if mode == "day":
        return _weekday_day(match, weekday, now)
    relative = f"weekday:{weekday}{_told(args)}"
    if now.reference is None:
        return Span(f"XXXX-WXX-{weekday}", None, None, "day", "relative", relative)
    found = _weekday_found(weekday, args, now, now.reference)
    return calendar.day(found).told(relative) if found else None


def _told(args: tuple[str, ...]) -> str:
    """How a weekday is told, as the end of its neutral key."""
    if not args:
        return ""
    mode = {"soon": "next"}.get(args[0], args[0])
    if mode in ("before", "last", "next"):
        return f":{mode}"
    if mode == "count":
        return f":{args[1]}"
    return f":+{args[1]}d" if mode == "later" else f":week:{mode}"


# How many days back a bare weekday may lie, by the tense of its clause; beyond that the next one is meant.
BACK = {"past": 6, "": 4, "near": 3}


def _weekday_found(weekday: int, args: tuple[str, ...], now: Moment, at: Day) -> Day | None:
    mode = args[0] if args else ""
    if not mode:
        if (at.isoweekday() - weekday) % 7 <= BACK.get(now.leaning if now.alone else now.tense, -1):
            return calendar.last_weekday(at, weekday)
        return calendar.next_weekday(at, weekday, strict=now.alone and not now.tense)
    if mode in ("before", "last"):
        return calendar.last_weekday(now.told or at if mode == "before" else at, weekday, strict=True)
    if mode == "next" and now.next_weekday == "week":
        return calendar.weekday_of_week(at, weekday, 1)
    if mode in ("next", "soon"):
        return calendar.next_weekday(at, weekday, strict=True)
    if mode == "later":
        start = calendar.next_weekday(at, weekday)
        return calendar.add_days(start, int(args[1])) if start else None
    if mode == "count":
        count = int(args[1])
        start = calendar.next_weekday(at, weekday, True) if count > 0 else calendar.last_weekday(at, weekday, True)
        return calendar.add_days(start, 7 * (count - 1 if count > 0 else count + 1)) if start else None
    return calendar.weekday_of_week(at, weekday, int(mode))


def _weekday_day(match: Match, weekday: int, now: Moment) -> Span | None:
    """ "Mercredi 13": the day of that number near the reference that falls on that weekday."""
    number = match.number("day") or match.number("rank") or 0
    if now.reference is None:
        return Span(f"XXXX-XX-{number:02d}", None, None, "day", "absolute", f"weekday:{weekday}")
    reach = 12 if now.alone else 2
    months = [calendar.add_months(now.reference.replace(day=1), k) for k in range(-reach, reach + 1)]
    days = [calendar.make(m.year, m.month, number) for m in months if m]
    spans = [calendar.day(d) for d in days if d and d.isoweekday() == weekday]
    return calendar.choose(spans, now.reference, now.strict)


def read_weekdays(match: Match, args: tuple[str, ...], now: Moment) -> Span | None:
    first, last = int(match.get("weekday")), int(match.get("weekday2"))
    if args == ("every",) and now.tense != "past":
        return Span(f"XXXX-WXX-{first}/XXXX-WXX-{last}", None, None, "set", "set", f"every:weekday:{first}-{last}")
    relative = f"weekday:{first}-{last}"
    if now.reference is None:
        return Span(f"XXXX-WXX-{first}/XXXX-WXX-{last}", None, None, "range", "relative", relative)
    start = _weekday_found(first, (), now, now.reference)
    end = calendar.next_weekday(start, last) if start else None
    return Span(f"{start}/{end}", start, end, "range", "relative", relative) if start and end else None


def read_night(match: Match, args: tuple[str, ...], now: Moment) -> Span | None:
    if args == ("date",):
        return _night_date(match, now)
    if args == ("this",):
        return _this_night(match, now)
    if args and args[0] != "of":
        found = read_day(match, args, now)
        return with_part(found, "NI") if found else None
    if args:
        found = read_weekday(match, (), now)
        return with_part(found, "NI") if found else None
    if match.at("day") is not None:
        start = read_weekday(match, ("day",), now)
        return _night_from(start.earliest, "", "absolute") if start and start.earliest else None
    first, last = int(match.get("weekday")), int(match.get("weekday2"))
    relative = f"night:{first}-{last}"
    if now.reference is None:
        return Span(f"XXXX-WXX-{first}TNI", None, None, "night", "relative", relative)
    return _night_from(_weekday_found(first, (), now, now.reference), relative, "relative")


def _night_from(start: Day | None, relative: str, anchor: str) -> Span | None:
    end = calendar.add_days(start, 1) if start else None
    return Span(f"{start}TNI", start, end, "night", anchor, relative) if start and end else None


def _this_night(match: Match, now: Moment) -> Span | None:
    """The night that ends or the one that begins on the day of reference."""
    relative = "day:0:night"
    if now.reference is None:
        return Span("XXXX-XX-XXTNI", None, None, "night", "relative", relative)
    return _night_from(now.reference if now.tense == "future" else calendar.add_days(now.reference, -1), relative, "relative")


def _night_date(match: Match, now: Moment) -> Span | None:
    if match.at("day") is None:
        last = dated(match.number("month2"), match.number("day2"), match.number("year"), match.get("weekday2"), now)
        return _night_from(calendar.add_days(last.earliest, -1), "", "absolute") if last and last.earliest else None
    month = match.number("month") or match.number("month2")
    start = dated(month, match.number("day"), match.number("year"), match.get("weekday"), now)
    if start is None or start.earliest is None:
        return start._replace(timex=f"{start.timex}TNI", grain="night") if start else None
    end = calendar.add_days(start.earliest, 1)
    return _night_from(start.earliest, "", "absolute") if end and end.day == match.number("day2") else None
