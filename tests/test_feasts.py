"""Feasts: the day that a year keeps each, found in another way, and which of them a text means."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from factcheck import language, values
from factcheck.values import dates_feasts

ROWS = [json.loads(line) for line in (Path(__file__).parent / "tables" / "feasts.jsonl").read_text(encoding="utf-8").splitlines()]
DAYS: dict[str, str] = next(row["days"] for row in ROWS if "days" in row)


def sunday_after_full_moon(year: int) -> date:
    """Easter by the table of epacts: the Sunday after the fourteenth day of the moon that falls on or after March 21."""
    epact = (14 + 11 * (year % 19) - 3 * (year // 100 + 1) // 4 + (8 * (year // 100 + 1) + 5) // 25) % 30
    epact += epact == 0 or (epact == 1 and year % 19 > 10)
    full = date(year, 4, 19) - timedelta(epact)
    return full + timedelta(6 - full.weekday() or 7)


def test_easter_of_every_year_that_has_one() -> None:
    assert [str(dates_feasts.easter(year)) for year in (1582, 10_000)] == ["None", "None"]
    assert str(dates_feasts.easter(9999)) == "9999-03-28"
    assert all(dates_feasts.easter(year) == sunday_after_full_moon(year) for year in range(1583, 10_000))


@pytest.mark.parametrize("name", sorted({*dates_feasts.FIXED, *dates_feasts.FROM_EASTER, *dates_feasts.NTH}))
def test_day_of_every_feast(name: str) -> None:
    assert str(dates_feasts.feast(name, 2024)) == f"2024-{DAYS[name]}"


@pytest.mark.parametrize("row", [row for row in ROWS if "text" in row], ids=lambda row: f"{row['lang']}-{row['reference']}-{row['text']}")
def test_feast_of_a_text(row: dict[str, Any]) -> None:
    pack, day = language.load(row["lang"]), row["reference"]
    found = values.read(row["text"], pack.tokens(row["text"]), pack, date.fromisoformat(day) if day else None).dates
    assert [(each.timex, each.relative) for each in found] == [(row["timex"], row.get("relative", found[0].relative))]
