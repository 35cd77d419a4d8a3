"""The calendar behind dates, against what the standard library says and against spans that were looked up."""

from __future__ import annotations

from datetime import date as Day
from datetime import timedelta
from itertools import product

import pytest

from factcheck.values import dates_calendar as calendar
from factcheck.values import dates_slots
from factcheck.values.dates_calendar import Span

YEARS = (1, 1900, 2000, 2023, 2024, 9999)
LATEST = Day(9999, 12, 31)


def made(year: int, month: int, day: int) -> Day | None:
    try:
        return Day(year, month, day)
    except ValueError:
        return None


def shown(span: Span | None) -> str:
    return f"{span.timex} {span.earliest} {span.latest} {span.grain}" if span else ""


def days(first: str, count: int) -> list[Day]:
    return [Day.fromisoformat(first) + timedelta(number) for number in range(count)]


def test_days_that_there_are() -> None:
    for year, month, day in product((-1, 0, *YEARS, 10_000), range(-1, 15), range(-1, 34)):
        assert calendar.make(year, month, day) == made(year, month, day)


def test_days_are_added_as_far_as_the_calendar_reaches() -> None:
    assert calendar.add_days(Day(1, 1, 2), -1) == Day(1, 1, 1)
    assert calendar.add_days(Day(1, 1, 1), -1) is None
    assert calendar.add_days(LATEST, 0) == LATEST
    assert calendar.add_days(LATEST, 1) is None


@pytest.mark.parametrize(
    ("start", "count", "end"),
    [
        ("2024-01-31", 1, "2024-02-29"),
        ("2023-01-31", 1, "2023-02-28"),
        ("2023-12-15", 1, "2024-01-15"),
        ("2024-01-15", -1, "2023-12-15"),
        ("2024-05-31", -13, "2023-04-30"),
        ("2024-06-30", 6, "2024-12-30"),
        ("0001-01-01", -1, "None"),
        ("9999-12-01", 1, "None"),
        ("9999-11-30", 1, "9999-12-30"),
    ],
)
def test_months_are_added(start: str, count: int, end: str) -> None:
    assert str(calendar.add_months(Day.fromisoformat(start), count)) == end


@pytest.mark.parametrize(
    ("span", "told"),
    [
        (calendar.month(2024, 2), "2024-02 2024-02-01 2024-02-29 month"),
        (calendar.month(2024, 13), ""),
        (calendar.quarter(2024, 0), ""),
        (calendar.quarter(2024, 1), "2024-Q1 2024-01-01 2024-03-31 quarter"),
        (calendar.quarter(2024, 4), "2024-Q4 2024-10-01 2024-12-31 quarter"),
        (calendar.quarter(2024, 5), ""),
        (calendar.half(2024, 0), ""),
        (calendar.half(2024, 1), "2024-H1 2024-01-01 2024-06-30 half"),
        (calendar.half(2024, 2), "2024-H2 2024-07-01 2024-12-31 half"),
        (calendar.half(2024, 3), ""),
        (calendar.year(2024), "2024 2024-01-01 2024-12-31 year"),
        (calendar.year(843), "0843 0843-01-01 0843-12-31 year"),
        (calendar.year(10_000), ""),
        (calendar.decade(1990), "199 1990-01-01 1999-12-31 decade"),
        (calendar.decade(840), "084 0840-01-01 0849-12-31 decade"),
        (calendar.season(2024, "SP"), "2024-SP 2024-03-01 2024-06-30 season"),
        (calendar.season(2024, "SU"), "2024-SU 2024-06-01 2024-09-30 season"),
        (calendar.season(2024, "FA"), "2024-FA 2024-09-01 2024-12-21 season"),
        (calendar.season(2024, "WI"), "2024-WI 2024-12-01 2025-03-31 season"),
        (calendar.season(9999, "WI"), ""),
    ],
)
def test_stretches(span: Span | None, told: str) -> None:
    assert shown(span) == told


def test_weeks_hold_their_days() -> None:
    for day in days("2020-12-20", 30):
        week, weekend = calendar.week(day), calendar.weekend(day)
        assert week and week.earliest and week.latest and weekend
        assert week.earliest <= day <= week.latest == week.earliest + timedelta(6)
        assert week.timex == week.earliest.strftime("%G-W%V")
        assert (weekend.timex, weekend.earliest, weekend.latest) == (f"{week.timex}-WE", week.latest - timedelta(1), week.latest)
        assert (week.grain, weekend.grain) == ("week", "weekend")


@pytest.mark.parametrize(
    ("unit", "timexes"),
    [
        ("day", ["2025-12-31", "2026-01-01"]),
        ("week", ["2026-W01", "2026-W01"]),
        ("fortnight", ["2026-W01", "2026-W01"]),
        ("weekend", ["2026-W01-WE", "2026-W01-WE"]),
        ("month", ["2025-12", "2026-01"]),
        ("quarter", ["2025-Q4", "2026-Q1"]),
        ("half", ["2025-H2", "2026-H1"]),
        ("year", ["2025", "2026"]),
        ("decade", ["202", "202"]),
        ("century", ["2025", "2026"]),
    ],
)
def test_unit_that_holds_a_day(unit: str, timexes: list[str]) -> None:
    spans = [calendar.containing(unit, day) for day in days("2025-12-31", 2)]
    assert [span.timex for span in spans if span] == timexes


def test_every_month_is_in_its_quarter_and_half() -> None:
    for month in range(1, 13):
        quarter, half = (calendar.containing(unit, Day(2024, month, 9)) for unit in ("quarter", "half"))
        assert quarter and half
        assert (quarter.timex, half.timex) == (f"2024-Q{-(-month // 3)}", f"2024-H{-(-month // 6)}")


@pytest.mark.parametrize(
    ("unit", "day"),
    [
        ("day", "2024-03-08"),
        ("week", "2024-03-20"),
        ("fortnight", "2024-04-03"),
        ("weekend", "2024-03-20"),
        ("month", "2024-05-06"),
        ("quarter", "2024-09-06"),
        ("half", "2025-03-06"),
        ("year", "2026-03-06"),
        ("decade", "2044-03-06"),
        ("century", "2224-03-06"),
    ],
)
def test_two_units_later_and_back(unit: str, day: str) -> None:
    start = Day(2024, 3, 6)
    assert str(calendar.shifted(start, unit, 2)) == day
    assert calendar.shifted(Day.fromisoformat(day), unit, -2) == start
    assert calendar.offset(start, unit, 2) == calendar.containing(unit, Day.fromisoformat(day))


def test_no_unit_beyond_the_calendar() -> None:
    assert calendar.offset(LATEST, "day", 1) is None


@pytest.mark.parametrize("strict", [False, True])
def test_weekdays_before_and_after(strict: bool) -> None:
    for day, weekday in product(days("2024-02-26", 7), range(1, 8)):
        last, following = calendar.last_weekday(day, weekday, strict), calendar.next_weekday(day, weekday, strict)
        assert last and following
        assert last.isoweekday() == following.isoweekday() == weekday
        assert strict <= (day - last).days <= 6 + strict and strict <= (following - day).days <= 6 + strict
        moved = calendar.weekday_of_week(day, weekday, -1)
        assert moved and moved.isoweekday() == weekday and calendar.week(moved) == calendar.week(day - timedelta(7))


@pytest.mark.parametrize(
    ("weekday", "rank", "day"),
    [
        (5, 1, "2024-03-01"),
        (5, 5, "2024-03-29"),
        (5, 6, "None"),
        (4, 1, "2024-03-07"),
        (7, -1, "2024-03-31"),
        (5, -1, "2024-03-29"),
        (5, -5, "2024-03-01"),
        (5, -6, "None"),
        (0, 1, "2024-03-01"),
        (0, 31, "2024-03-31"),
        (0, 32, "None"),
        (0, -1, "2024-03-31"),
        (0, -2, "2024-03-30"),
        (5, 0, "None"),
    ],
)
def test_nth_weekday_of_a_month(weekday: int, rank: int, day: str) -> None:
    march = calendar.month(2024, 3)
    assert march
    assert str(calendar.nth_weekday(march, weekday, rank)) == day
    assert calendar.nth_weekday(march._replace(earliest=None), weekday, rank) is None
    assert calendar.nth_weekday(march._replace(latest=None), weekday, rank) is None


@pytest.mark.parametrize(
    ("day", "tense", "timex"),
    [
        ("2024-06-01", "none", "2024-09-10"),
        ("2024-01-15", "none", "2023-09-10"),
        ("2024-06-01", "past", "2023-09-10"),
        ("2024-09-09", "past", "2024-09-10"),
        ("2024-02-01", "future", "2024-09-10"),
        ("2024-09-11", "back", "2024-09-10"),
        ("2024-09-09", "back", "2023-09-10"),
        ("2024-09-10", "back", "2024-09-10"),
        ("2024-09-10", "ahead", "2024-09-10"),
        ("2024-09-11", "ahead", "2025-09-10"),
    ],
)
def test_the_nearest_of_several_years(day: str, tense: str, timex: str) -> None:
    candidates = [None, Span("none"), *(calendar.day(Day(year, 9, 10)) for year in (2023, 2024, 2025))]
    chosen = calendar.choose(candidates, Day.fromisoformat(day), tense)
    assert chosen and chosen.timex == timex
    assert calendar.choose([None, Span("none")], Day.fromisoformat(day), tense) is None


@pytest.mark.parametrize(("day", "timex"), [("2024-07-05", "2023-10"), ("2024-07-06", "2024-10"), ("2024-10-31", "2024-10")])
def test_a_month_alone_looks_back(day: str, timex: str) -> None:
    months = [calendar.month(year, 10) for year in (2023, 2024, 2025)]
    chosen = calendar.choose(months, Day.fromisoformat(day), "")
    assert chosen and chosen.timex == timex


@pytest.mark.parametrize(
    ("edge", "first", "last"),
    [
        ("start", "2024-04-01", "2024-04-10"),
        ("mid", "2024-04-11", "2024-04-21"),
        ("end", "2024-04-21", "2024-04-30"),
        ("first", "2024-04-01", "2024-04-15"),
        ("second", "2024-04-16", "2024-04-30"),
    ],
)
def test_thirds_and_halves(edge: str, first: str, last: str) -> None:
    april = calendar.month(2024, 4)
    assert april
    part = calendar.narrowed(april, edge)
    assert (part.timex, str(part.earliest), str(part.latest)) == ("2024-04", first, last)
    assert calendar.narrowed(Span("XXXX-04"), edge) == Span("XXXX-04")
    day = calendar.narrowed(calendar.day(Day(2024, 4, 9)), "start")
    assert day.earliest == day.latest == Day(2024, 4, 9)


def test_until_begins_at_a_day() -> None:
    friday = calendar.day(Day(2024, 3, 8))
    assert calendar.until(friday, Day(2024, 3, 6)).earliest == Day(2024, 3, 6)
    assert calendar.until(friday, Day(2024, 3, 8)).earliest == Day(2024, 3, 8)
    assert calendar.until(friday, Day(2024, 3, 9)) == friday
    assert calendar.until(friday, None) == friday


# What a number must be, in digits and how many of them (0: in words), to stand in a slot: (lowest, highest) of each size.
SLOTS = {
    "day": {0: (1, 31), 1: (1, 9), 2: (1, 31)},
    "rank": {0: (1, 31), 1: (1, 9), 2: (1, 31)},
    "n": dict.fromkeys(range(5), (1, 9999)),
    "year": {4: (1000, 2199), 0: (1900, 2099)},
    "yy": {2: (0, 99)},
    "hour": {0: (0, 24), 1: (0, 9), 2: (0, 24)},
    "hour_said": {0: (0, 24)},
    "minute": {2: (0, 59)},
}
DIGITS = {0: 20_000, 1: 10, 2: 100, 3: 1000, 4: 10_000}


@pytest.mark.parametrize("slot", sorted(SLOTS))
def test_numbers_that_fit_a_slot(slot: str) -> None:
    for size, end in DIGITS.items():
        low, high = SLOTS[slot].get(size, (1, 0))
        fitting = [value for value in range(end) if dates_slots.SLOTS[slot](value, size)]
        assert fitting == list(range(low, min(high + 1, end)))


def test_decades_are_tens() -> None:
    found = {size: [value for value in range(end) if dates_slots.SLOTS["decade"](value, size)] for size, end in DIGITS.items()}
    assert found == {0: [], 1: [], 2: [], 3: [], 4: list(range(1000, 2200, 10))}
    short = {size: [value for value in range(end) if dates_slots.SLOTS["short_decade"](value, size)] for size, end in DIGITS.items()}
    assert short == {0: list(range(20, 100, 10)), 1: [], 2: list(range(0, 100, 10)), 3: short[3], 4: short[4]}
    assert short[3] == short[4] == list(range(20, 100, 10))


def test_what_no_calendar_has_is_known() -> None:
    assert [value for value in range(100) if dates_slots.SLOTS["no_day"](value, 2)] == [0, *range(32, 100)]
    assert [dates_slots.SLOTS["no_day"](0, size) for size in range(4)] == [False, True, True, False]
    assert [dates_slots.SLOTS["no_year"](value, size) for value, size in ((0, 0), (0, 1), (0, 4), (1, 4))] == [False, True, True, False]


@pytest.mark.parametrize(
    ("text", "ordered", "others"),
    [
        ("5", {"day", "rank"}, {"n", "hour"}),
        ("05", {"day", "rank"}, {"n", "hour", "yy", "minute"}),
        ("0", {"no_day"}, set()),
        ("1999", set(), {"n", "year"}),
        ("19999", set(), set()),
        ("٣", set(), set()),
    ],
)
def test_slots_of_digits(text: str, ordered: set[str], others: set[str]) -> None:
    found_ordered, found, value = dates_slots.written(text)
    assert found_ordered | found >= ordered | others and found_ordered <= {"day", "rank"}
    assert value == (str(int(text)) if text.isascii() and len(text) <= 4 else "")


@pytest.mark.parametrize(
    ("value", "kind", "digits", "slots"),
    [
        (5, "cardinal", False, {"day", "n", "hour_said"}),
        (5, "cardinal", True, {"n"}),
        (5, "ordinal", False, {"day", "rank"}),
        (12, "collective", False, {"n"}),
        (9999, "cardinal", False, {"n"}),
        (10_000, "cardinal", False, set()),
        (-10_000, "cardinal", False, set()),
        (2.5, "cardinal", False, set()),
        (1950, "cardinal", False, {"n", "year"}),
        (90, "cardinal", False, {"n", "short_decade"}),
    ],
)
def test_slots_of_words(value: float, kind: str, digits: bool, slots: set[str]) -> None:
    assert dates_slots.said(value, kind, digits)[0] == slots


def test_few_reaches_far_enough() -> None:
    """ "The last few units" reaches over more than two of the unit, and over less than twenty."""
    ends = {unit: calendar.shifted(Day(2000, 1, 1), unit, 1) for unit in ("day", "week", "month", "quarter", "year", "decade")}
    for unit, end in ends.items():
        assert end and 2 < calendar.FEW[unit] / (end - Day(2000, 1, 1)).days < 20
