"""Meanings told from the day of reference: "next week", "two days ago", "in the coming days", "the day before".

No word of any language stands here. Every function answers None for what no calendar has.
"""

from __future__ import annotations

from factcheck.values import dates_calendar as calendar
from factcheck.values.dates_calendar import Span
from factcheck.values.dates_grammar import Match
from factcheck.values.dates_moment import Moment, relative_to, signed, unknown, with_part


def read_unit(match: Match, args: tuple[str, ...], now: Moment) -> Span | None:
    unit, told = args
    if told in ("?", "-", "soon"):
        return _open_unit(unit, told, now)
    count = int(told)
    if match.head == "in" and unit == "week" and count == 1:
        return read_weeks(match, (told,), now)
    if unit in ("hour", "minute"):
        return _hours(unit, count, now)
    relative = f"{unit}:{signed(count)}"
    if unit == "decade" and count and match.at("unit") is not None:
        return _decades(count, relative, now)
    found = calendar.offset(now.reference, unit, count) if now.reference else None
    found = _widened(found, unit, count) if match.get("about") else found
    return relative_to(found, unit, relative, now)


def read_weeks(match: Match, args: tuple[str, ...], now: Moment) -> Span | None:
    """ "A week ago", "il y a huit jours", "dans quinze jours": the same weekday, more or less."""
    count = int(args[0])
    moved = calendar.add_days(now.reference, 7 * count) if now.reference else None
    found = relative_to(calendar.day(moved) if moved else None, "day", f"week:{signed(count)}", now)
    return found._replace(approximate=True) if found else None


def read_exact(match: Match, args: tuple[str, ...], now: Moment) -> Span | None:
    """ "3 years from today": counted from that very day."""
    moved = calendar.shifted(now.reference, args[0], int(args[1])) if now.reference else None
    return relative_to(calendar.day(moved) if moved else None, "day", f"{args[0]}:{signed(int(args[1]))}", now)


def _open_unit(unit: str, told: str, now: Moment) -> Span | None:
    """ "Over the weekend", "the latest quarter": the last one, or the coming weekend when the clause looks ahead."""
    count = -1
    if told == "soon":
        # "Le week-end prochain" said on a weekday is the one at hand.
        count = 0 if now.reference is not None and now.reference.isoweekday() < 6 else 1
    if told == "?" and now.reference is not None:
        count = -1 if now.leaning == "past" and now.reference.isoweekday() < 6 else 0
    found = calendar.offset(now.reference, unit, count) if now.reference else None
    return relative_to(found, unit, f"{unit}:{signed(count)}" if now.reference else f"{unit}:?", now)


def _decades(count: int, relative: str, now: Moment) -> Span | None:
    """ "Two decades ago": the year, more or less."""
    found = calendar.offset(now.reference, "year", 10 * count) if now.reference else None
    return relative_to(_widened(found, "year", 10 * count), "year", relative, now)


def _widened(found: Span | None, unit: str, count: int) -> Span | None:
    if found is None or found.earliest is None or found.latest is None:
        return found
    slack = max(1, abs(count) // 4) * {"day": 1, "week": 7, "month": 30, "quarter": 90}.get(unit, 365)
    return found._replace(earliest=calendar.add_days(found.earliest, -slack), latest=calendar.add_days(found.latest, slack))


def _hours(unit: str, count: int, now: Moment) -> Span:
    days = abs(count) // 24 + 1 if unit == "hour" else 1
    return _reaching(f"{unit}:{signed(count)}", days, count > 0, now)


LETTERS = {"minute": "M", "hour": "H", "day": "D", "week": "W", "weekend": "WE", "month": "M", "quarter": "Q", "year": "Y"}
# Lengths that TIMEX3 tells in another unit.
SAME = {"fortnight": (2, "week"), "decade": (10, "year"), "century": (100, "year")}


def length(unit: str, count: int | None) -> str:
    """A length of time as TIMEX3, "P2M", of an unknown number of units when ``count`` is None: "PXM"."""
    times, unit = SAME.get(unit, (1, unit))
    number = "X" if count is None else str(count * times)
    return f"P{'T' if unit in ('minute', 'hour') else ''}{number}{LETTERS[unit]}"


def _reaching(relative: str, days: int, ahead: bool, now: Moment, timex: str = "") -> Span:
    """A stretch from the day of reference backwards or ahead. ``timex``: its length, where the text tells one."""
    timex = timex or ("FUTURE_REF" if ahead else "PAST_REF")
    if now.reference is None:
        return Span(timex, None, None, "open", "relative", relative)
    other = calendar.add_days(now.reference, days if ahead else -days)
    first, last = (now.reference, other) if ahead else (other, now.reference)
    return Span(timex, first, last, "open", "relative", relative)


def read_few(match: Match, args: tuple[str, ...], now: Moment) -> Span | None:
    unit, sign, *ago = args
    timex = "" if ago else length(unit, None)
    found = _reaching(f"{unit}s:{sign}few", calendar.FEW[unit], sign == "+", now, timex)
    if match.at("units2") is not None:
        found = found._replace(latest=_reaching("", calendar.FEW[match.get("units2")], sign == "+", now).latest)
    return found


def _few_range(match: Match, args: tuple[str, ...], now: Moment, ahead: bool) -> Span | None:
    unit, *numbers = args
    told = "-".join(numbers)
    relative = f"within:{unit}:{told if ahead else '-' + told}"
    count = int(numbers[-1])
    timex = "/".join(length(unit, int(number)) for number in numbers)
    if unit in ("hour", "minute"):
        return _reaching(relative, (count + 23) // 24 if unit == "hour" else 1, ahead, now, timex)
    if now.reference is None:
        return _reaching(relative, 0, ahead, now, timex)
    edge = calendar.shifted(now.reference, unit, count if ahead else -count)
    return _reaching(relative, abs((edge - now.reference).days), ahead, now, timex) if edge else None


def read_within(match: Match, args: tuple[str, ...], now: Moment) -> Span | None:
    return _few_range(match, args, now, True)


def read_past(match: Match, args: tuple[str, ...], now: Moment) -> Span | None:
    return _few_range(match, args, now, False)


def read_ref(match: Match, args: tuple[str, ...], now: Moment) -> Span | None:
    told = args[0]
    earliest = now.reference if told == "FUTURE" else None
    latest = now.reference if told == "PAST" else None
    return Span(f"{told}_REF", earliest, latest, "open", "relative", f"ref:{told.lower()}")


def read_day(match: Match, args: tuple[str, ...], now: Moment) -> Span | None:
    count = int(args[0])
    found = calendar.offset(now.reference, "day", count) if now.reference else None
    return relative_to(found, "day", f"day:{signed(count)}", now)


def read_part_of(match: Match, args: tuple[str, ...], now: Moment) -> Span | None:
    found = read_day(match, args, now)
    return with_part(found, match.get("part") or "NI") if found else None


def read_then(match: Match, args: tuple[str, ...], now: Moment) -> Span | None:
    count = int(args[0])
    # News counts "the day before" from its own day when it told no other; "two days later" needs a day to count from.
    anchor = now.told or (now.reference if (count in (-1, -2) and not match.get("n")) or now.alone else None)
    moved = calendar.add_days(anchor, count) if anchor else None
    relative = f"then:{signed(count)}"
    if moved is None:
        return unknown("day", relative)
    found = calendar.day(moved).told(relative)
    return with_part(found, match.get("part")) if match.get("part") else found
