"""Figures and dates of which an event has one, told by two articles, each of its day."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

from each import each

from factcheck import claims, ladder
from factcheck.ladder import Context
from factcheck.model import GRAVITY, Article

ROWS = [json.loads(line) for line in (Path(__file__).parent / "tables" / "once.jsonl").read_text(encoding="utf-8").splitlines()]


def told(row: dict[str, Any], first: str, second: str) -> str:
    """The gravest relation between what two articles tell of one role; "none" without any."""
    days = dict(zip("ab", row["published"], strict=True))
    one, two = (claims.read(Article(side, side, row[side], "", lang=row["lang"], published=days[side])) for side in (first, second))
    dates = date.fromisoformat(days[first]), date.fromisoformat(days[second])
    apart = (dates[0] - dates[1]).days
    context = Context((apart > 0) - (apart < 0), abs(apart) <= 1, dates, leads=(one.places, two.places))
    pairs = ((a, b) for a in one.claims for b in two.claims if a.role == b.role == row["role"])
    found = [relation for a, b in pairs if (relation := ladder.compare(a, b, context).relation)]
    return min(found, key=GRAVITY.__getitem__).value if found else "none"


@each(ROWS, lambda row: f"{row['lang']}-{row['relation']}-{row['role']}-{row['a'][:40]}")
def test_two_articles(row: dict[str, Any]) -> None:
    assert told(row, "a", "b") == row["relation"]
    assert told(row, "b", "a") == row["relation"]


def test_pairs_that_must_not_relate_come_first_and_in_both_languages() -> None:
    kinds = [row["relation"] != "none" for row in ROWS]
    assert kinds == sorted(kinds)
    assert {row["role"] for row in ROWS if row["lang"] == "fr"} == {row["role"] for row in ROWS if row["lang"] == "en"}
