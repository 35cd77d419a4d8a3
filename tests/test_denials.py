"""What one article denies and another tells: what stands against it, what comes later, and what leaves it alone."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from factcheck import claims
from factcheck.ladder import Context, denials
from factcheck.model import Article

ROWS: list[dict[str, Any]] = [
    json.loads(line) for line in (Path(__file__).parent / "tables" / "denials.jsonl").read_text(encoding="utf-8").splitlines()
]
DAYS = ["2021-03-10", "2021-03-10"]


def told(row: dict[str, Any], first: str, second: str) -> set[str]:
    """The relations that a denial in one of two articles has to what the other says."""
    days = dict(zip("ab", map(date.fromisoformat, row.get("published", DAYS)), strict=True))
    one, two = (
        [
            claim
            for claim in claims.read(Article(side, side, row[side], "", lang=row["lang"], published=str(days[side]))).claims
            if claim.role == "said"
        ]
        for side in (first, second)
    )
    apart = (days[first] - days[second]).days
    context = Context((apart > 0) - (apart < 0), abs(apart) <= 1, (days[first], days[second]))
    return {found.relation.value for a in one for b in two if (found := denials.judge(a, b, context)).relation}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['relation']}: {row['a']} / {row['b']}")
def test_denial(row: dict[str, Any]) -> None:
    wanted = {row["relation"]} - {"none"}
    assert told(row, "a", "b") == wanted
    assert told(row, "b", "a") == wanted


def test_rows_that_must_not_conflict_come_first() -> None:
    kinds = [row["relation"] != "none" for row in ROWS]
    assert kinds == sorted(kinds)
