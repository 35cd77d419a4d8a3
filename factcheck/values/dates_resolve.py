"""From what a phrase means to a stretch of the calendar. One function per meaning, without a word of any language.

A meaning is the head of a phrase list ("unit", "weekday", "date" ...) with its arguments and the words of its slots.
Every function answers None for a date that does not exist: it is then refused, never read as another one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date as Day

from factcheck.values import dates_calendar as calendar
from factcheck.values.dates_calendar import Span
from factcheck.values.dates_grammar import Match

PARTS = {"MO": "morning", "AF": "afternoon", "EV": "evening", "NI": "night"}


@dataclass(frozen=True, slots=True)
class Moment:
    """What an expression is resolved against. ``tense``: "past", "future" or ""; ``alone``: the text holds nothing else;
    ``spoken``: the day told last before it; ``next_weekday``: see the language data; ``elsewhere``: an earlier year was told
    just before, so that a month without a year may be of that year."""

    reference: Day | None
    tense: str
    alone: bool
    spoken: Day | None
    next_weekday: str
    elsewhere: bool = False

    @property
    def leaning(self) -> str:
        """The tense, or what it is likely to be: a date alone looks ahead, news looks back."""
        return self.tense or ("future" if self.alone else "past")

    @property
    def strict(self) -> str:
        """The tense for a day or a month without a year: without a cue, the nearest one is meant."""
        return self.tense or ("ahead" if self.alone else "")


Resolver = Callable[[Match, tuple[str, ...], Moment], Span | None]


def resolve(match: Match, now: Moment) -> Span | None:
    return RESOLVERS[match.head](match, match.filled(), now)


def signed(count: int) -> str:
    return f"{count:+d}" if count else "0"


def _unknown(unit: str, relative: str) -> Span:
    return Span(calendar.UNKNOWN[unit], None, None, unit, "relative", relative)


def _relative(found: Span | None, unit: str, relative: str, now: Moment) -> Span | None:
    if now.reference is None:
        return _unknown(unit, relative)
    return found.told(relative) if found else None


# ------------------------------------------------------------------------------- told from the day of reference


def _unit(match: Match, args: tuple[str, ...], now: Moment) -> Span | None:
    unit, told = args
    if told in ("?", "-"):
        return _open_unit(unit, told, now)
    count = int(told)
    if unit in ("hour", "minute"):
        return _hours(unit, count, now)
    relative = f"{unit}:{signed(count)}"
    found = calendar.offset(now.reference, unit, count) if now.reference else None
    found = _widened(found, unit, count) if match.get("about") else found
    return _relative(found, unit, relative, now)


def _open_unit(unit: str, told: str, now: Moment) -> Span | None:
    """ "Over the weekend", "the latest quarter": the last one, or the coming weekend when the clause looks ahead."""
    count = -1
    if told == "?" and now.reference is not None:
        count = -1 if now.leaning == "past" and now.reference.isoweekday() < 6 else 0
    found = calendar.offset(now.reference, unit, count) if now.reference else None
    return _relative(found, unit, f"{unit}:{signed(count)}" if now.reference else f"{unit}:?", now)


def _widened(found: Span | None, unit: str, count: int) -> Span | None:
    if found is None or found.earliest is None or found.latest is None:
        return found
    slack = max(1, abs(count) // 4) * {"day": 1, "week": 7, "month": 30, "quarter": 90}.get(unit, 365)
    return replace(found, earliest=calendar.add_days(found.earliest, -slack), latest=calendar.add_days(found.latest, slack))


def _hours(unit: str, count: int, now: Moment) -> Span:
    days = abs(count) // 24 + 1 if unit == "hour" else 1
    return _reaching(f"{unit}:{signed(count)}", days, count > 0, now)


def _reaching(relative: str, days: int, ahead: bool, now: Moment) -> Span:
    """A stretch from the day of reference backwards or ahead."""
    timex = "FUTURE_REF" if ahead else "PAST_REF"
    if now.reference is None:
        return Span(timex, None, None, "open", "relative", relative)
    other = calendar.add_days(now.reference, days if ahead else -days)
    first, last = (now.reference, other) if ahead else (other, now.reference)
    return Span(timex, first, last, "open", "relative", relative)


def _few(match: Match, args: tuple[str, ...], now: Moment) -> Span | None:
    unit, sign = args
    found = _reaching(f"{unit}s:{sign}few", calendar.FEW[unit], sign == "+", now)
    if match.at("units2") is not None:
        found = replace(found, latest=_reaching("", calendar.FEW[match.get("units2")], sign == "+", now).latest)
    return found


def _few_range(match: Match, args: tuple[str, ...], now: Moment, ahead: bool) -> Span | None:
    unit, *numbers = args
    told = "-".join(numbers)
    relative = f"within:{unit}:{told if ahead else '-' + told}"
    count = int(numbers[-1])
    if unit in ("hour", "minute"):
        return _reaching(relative, (count + 23) // 24 if unit == "hour" else 1, ahead, now)
    if now.reference is None:
        return _reaching(relative, 0, ahead, now)
    edge = calendar.shifted(now.reference, unit, count if ahead else -count)
    return _reaching(relative, abs((edge - now.reference).days), ahead, now) if edge else None


def _within(match: Match, args: tuple[str, ...], now: Moment) -> Span | None:
    return _few_range(match, args, now, True)


def _past(match: Match, args: tuple[str, ...], now: Moment) -> Span | None:
    return _few_range(match, args, now, False)


def _ref(match: Match, args: tuple[str, ...], now: Moment) -> Span | None:
    told = args[0]
    earliest = now.reference if told == "FUTURE" else None
    latest = now.reference if told == "PAST" else None
    return Span(f"{told}_REF", earliest, latest, "open", "relative", f"ref:{told.lower()}")


def _day(match: Match, args: tuple[str, ...], now: Moment) -> Span | None:
    count = int(args[0])
    found = calendar.offset(now.reference, "day", count) if now.reference else None
    return _relative(found, "day", f"day:{signed(count)}", now)


def _part_of(match: Match, args: tuple[str, ...], now: Moment) -> Span | None:
    found = _day(match, args, now)
    return with_part(found, match.get("part") or "NI") if found else None


def _then(match: Match, args: tuple[str, ...], now: Moment) -> Span | None:
    count = int(args[0])
    # News counts "the day before" from its own day when it told no other; "two days later" needs a day to count from.
    anchor = now.spoken or (now.reference if count == -1 or now.alone else None)
    moved = calendar.add_days(anchor, count) if anchor else None
    relative = f"then:{signed(count)}"
    if moved is None:
        return _unknown("day", relative)
    found = calendar.day(moved).told(relative)
    return with_part(found, match.get("part")) if match.get("part") else found


# ------------------------------------------------------------------------------------------------- weekdays


def _weekday(match: Match, args: tuple[str, ...], now: Moment) -> Span | None:
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
    if mode in ("last", "next"):
        return f":{mode}"
    if mode == "count":
        return f":{args[1]}"
    return f":+{args[1]}d" if mode == "later" else f":week:{mode}"


def _weekday_found(weekday: int, args: tuple[str, ...], now: Moment, at: Day) -> Day | None:
    mode = args[0] if args else ""
    if not mode:
        if now.leaning == "past":
            return calendar.last_weekday(at, weekday)
        return calendar.next_weekday(at, weekday, strict=now.alone and not now.tense)
    if mode == "last":
        return calendar.last_weekday(at, weekday, strict=True)
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


def _weekdays(match: Match, args: tuple[str, ...], now: Moment) -> Span | None:
    first, last = int(match.get("weekday")), int(match.get("weekday2"))
    relative = f"weekday:{first}-{last}"
    if now.reference is None:
        return Span(f"XXXX-WXX-{first}/XXXX-WXX-{last}", None, None, "range", "relative", relative)
    start = _weekday_found(first, (), now, now.reference)
    end = calendar.next_weekday(start, last) if start else None
    return Span(f"{start}/{end}", start, end, "range", "relative", relative) if start and end else None


def _night(match: Match, args: tuple[str, ...], now: Moment) -> Span | None:
    if args == ("date",):
        return _night_date(match, now)
    if args == ("this",):
        return _this_night(match, now)
    if args and args[0] != "of":
        found = _day(match, args, now)
        return with_part(found, "NI") if found else None
    if args:
        found = _weekday(match, (), now)
        return with_part(found, "NI") if found else None
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
    month = match.number("month") or match.number("month2")
    start = _dated(month, match.number("day"), match.number("year"), match.get("weekday"), now)
    if start is None or start.earliest is None:
        return replace(start, timex=f"{start.timex}TNI", grain="night") if start else None
    end = calendar.add_days(start.earliest, 1)
    return _night_from(start.earliest, "", "absolute") if end and end.day == match.number("day2") else None


# ---------------------------------------------------------------------------------------------- dates with a month


def _dated(month: int | None, day: int | None, year: int | None, weekday: str, now: Moment, shift: int | None = None) -> Span | None:
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


def _date(match: Match, args: tuple[str, ...], now: Moment) -> Span | None:
    month = match.number("month") or match.number("month_dot") or match.number("month_weak")
    told = args[0] if args else ""
    day = match.number("day") or match.number("rank") or (int(told) if told.isdigit() else 1)
    if told in LEANS:
        now = replace(now, tense=LEANS[told])
    shift = int(told) if told[:1] in ("+", "-") else None
    return _dated(month, day, full_year(match), match.any("weekday", "weekday_short"), now, shift)


LEANS = {"last": "back", "next": "ahead"}


def _day_of(match: Match, args: tuple[str, ...], now: Moment) -> Span | None:
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


def _range(match: Match, args: tuple[str, ...], now: Moment) -> Span | None:
    months = (match.number("month") or match.number("month2"), match.number("month2") or match.number("month"))
    year, single = match.number("year"), match.get("weekday2")
    end = _dated(months[1], match.number("day2"), year, single, now)
    if end is None:
        return None
    if end.latest is None:
        return Span(f"XXXX-{months[0]:02d}-{match.number('day'):02d}/{end.timex}", None, None, "range")
    start = _dated(months[0], match.number("day"), end.latest.year, "", now)
    if start and start.earliest and start.earliest > end.latest:
        start = _dated(months[0], match.number("day"), end.latest.year - 1, "", now)
    if start is None or start.earliest is None or (end.latest - start.earliest).days > 300:
        return None
    return Span(f"{start.timex}/{end.timex}", start.earliest, end.latest, "range")


def _named(match: Match, args: tuple[str, ...], now: Moment) -> Span | None:
    return calendar.day(Day.fromisoformat(args[0]))


def _holiday(match: Match, args: tuple[str, ...], now: Moment) -> Span | None:
    month, day = args[0].split("-")
    return _dated(int(month), int(day), match.number("year"), "", now)


# ----------------------------------------------------------------------------------- months, seasons, quarters, years


def _month(match: Match, args: tuple[str, ...], now: Moment) -> Span | None:
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
    spans = [s for s in (build(at.year + k) for k in range(-2, 3)) if s and s.earliest and s.latest]
    if args and args[0] == "last":
        past = [s for s in spans if s.latest and s.latest < at]
        found = past[-1] if past else None
    elif args and args[0] == "next":
        found = next((s for s in spans if s.earliest and s.earliest > at), None)
    elif args:
        found = build(at.year + int(args[0]))
    else:
        found = calendar.choose(spans, at, now.strict)
    return replace(found, relative=relative, anchor="relative" if args else "absolute") if found else None


def _months(match: Match, args: tuple[str, ...], now: Moment) -> Span | None:
    year = match.number("year") or 0
    first, last = calendar.month(year, match.number("month_bare") or 0), calendar.month(year, match.number("month_bare2") or 0)
    if not (first and last and first.earliest and last.latest and first.earliest <= last.latest):
        return None
    return Span(f"{first.timex}/{last.timex}", first.earliest, last.latest, "range")


def _season(match: Match, args: tuple[str, ...], now: Moment) -> Span | None:
    code, year = match.any("season", "season_sure"), match.number("year")
    if year is not None:
        return calendar.season(year, code)
    return _yearless(lambda y: calendar.season(y, code), f"XXXX-{code}", f"season:{code}", args, now)


def _quarter(match: Match, args: tuple[str, ...], now: Moment) -> Span | None:
    number, year = match.number("quarter") or 0, match.number("year")
    if year is None and args and now.reference:
        year = now.reference.year + int(args[0])
    if year is not None:
        return calendar.quarter(year, number)
    return _yearless(lambda y: calendar.quarter(y, number), f"XXXX-Q{number}", f"quarter:{number}", (), now)


def _half(match: Match, args: tuple[str, ...], now: Moment) -> Span | None:
    number, year = match.number("half") or 0, match.number("year")
    if year is not None:
        return calendar.half(year, number)
    return _yearless(lambda y: calendar.half(y, number), f"XXXX-H{number}", f"half:{number}", (), now)


def _year(match: Match, args: tuple[str, ...], now: Moment) -> Span | None:
    if args:
        return _unit(match, ("year", args[0]), now)
    first, last = match.number("year") or 0, match.number("year2")
    found = calendar.year(first)
    if last is None or found is None:
        return found
    end = calendar.year(last)
    return Span(f"{found.timex}/{end.timex}", found.earliest, end.latest, "range") if end and first < last else None


def _decade(match: Match, args: tuple[str, ...], now: Moment) -> Span | None:
    start = match.number("decade") or match.number("short_decade") or 0
    if start < 100:
        # "Les années 20" may be this century's or the last one's.
        start = start + 1900 if start >= 30 else 0
    return calendar.decade(start) if start else None


def _nth(match: Match, args: tuple[str, ...], now: Moment) -> Span | None:
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


def _month_near(number: int, now: Moment) -> Span | None:
    if now.reference is None:
        return None
    return calendar.choose([calendar.month(now.reference.year + k, number) for k in (-1, 0, 1)], now.reference, now.strict)


def _every(match: Match, args: tuple[str, ...], now: Moment) -> Span | None:
    if args[0] == "weekday":
        weekday = match.get("weekday") or match.get("weekday_plural")
        return Span(f"XXXX-WXX-{weekday}", None, None, "set", "set", f"every:weekday:{weekday}")
    return Span(calendar.UNKNOWN.get(args[0], "XXXX-XX-XXTXX"), None, None, "set", "set", f"every:{args[0]}")


# --------------------------------------------------------------------------------------------------- parts and clocks


def with_part(span: Span, part: str) -> Span:
    """A day's morning, afternoon, evening or night; a night goes on to the next day."""
    if span.grain != "day" or not part:
        return span
    relative = f"{span.relative}:{PARTS[part]}" if span.relative else ""
    if part == "NI" and span.latest is not None:
        span = replace(span, latest=calendar.add_days(span.latest, 1))
    return replace(span, timex=f"{span.timex}T{part}", relative=relative, grain="part")


def clock(match: Match) -> str:
    """The hour of a match as "20:15", "07:37Z"; "" when no clock shows it."""
    if match.args:
        hour, minute = map(int, match.args[0].split(":"))
    else:
        hour, minute = match.number("hour") or 0, match.number("minute") or 0
    half, part = match.get("half_day"), match.get("part")
    if half and not 1 <= hour <= 12:
        return ""
    if half:
        hour = hour % 12 + (12 if half == "PM" else 0)
    elif (part in ("AF", "EV") and hour < 12) or (part == "NI" and 5 < hour < 12):
        hour += 12
    if hour > 24 or (hour == 24 and minute):
        return ""
    return f"{hour % 24:02d}:{minute:02d}{'Z' if match.get('zone') == 'Z' else ''}"


def with_clock(span: Span, hour: str) -> Span:
    """A day at an hour. A day part told before is replaced."""
    relative = span.relative
    for part in PARTS.values():
        relative = relative.removesuffix(f":{part}")
    return replace(span, timex=f"{span.timex.partition('T')[0]}T{hour}", relative=f"{relative}:{hour}" if relative else "", grain="clock")


RESOLVERS: Mapping[str, Resolver] = {
    "date": _date,
    "day": _day,
    "day_of": _day_of,
    "days": _date,
    "decade": _decade,
    "every": _every,
    "few": _few,
    "half": _half,
    "holiday": _holiday,
    "in": _unit,
    "inner": _unit,
    "inner_year": _year,
    "month": _month,
    "months": _months,
    "named": _named,
    "night": _night,
    "nth": _nth,
    "part_of": _part_of,
    "past": _past,
    "quarter": _quarter,
    "range": _range,
    "ref": _ref,
    "season": _season,
    "then": _then,
    "then_end": _then,
    "unit": _unit,
    "weekday": _weekday,
    "weekdays": _weekdays,
    "within": _within,
    "year": _year,
}
