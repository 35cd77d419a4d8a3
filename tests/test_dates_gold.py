"""Dates and lengths of French news sentences against our own gold: what a careful reader would note, with its days.

A row of ``gold/dates_fr.jsonl`` is a sentence, the day it was published and its dates and lengths in order. A date is right
when its span overlaps the quotation, its TIMEX3 value is the same and, where the gold tells them, its first and last day.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import factcheck

GOLD = Path(__file__).parent / "gold" / "dates_fr.jsonl"
BAR = 0.92


def gold() -> list[dict[str, Any]]:
    return [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()]


def quoted(row: dict[str, Any]) -> list[tuple[int, int]]:
    """Where the quotations of a row stand; each is looked for behind the one before."""
    spans, at = [], 0
    for date in row["dates"]:
        start = row["text"].index(date["quote"], at)
        at = start + len(date["quote"])
        spans.append((start, at))
    return spans


def found(row: dict[str, Any]) -> list[dict[str, Any]]:
    """What is read in a row; claims repeat the values they carry."""
    seen = {}
    for value in factcheck.extract(row["text"], lang="fr", published=row["published"]):
        if value["kind"] in ("date", "duration"):
            seen.setdefault((value["start"], value["end"], value["timex"]), value)
    return [seen[place] for place in sorted(seen)]


def right(want: dict[str, Any], span: tuple[int, int], got: dict[str, Any]) -> bool:
    return (
        got["start"] < span[1]
        and span[0] < got["end"]
        and got["kind"] == want.get("kind", "date")
        and got["timex"] == want["timex"]
        and all(got[bound] == want[bound] for bound in ("earliest", "latest") if bound in want)
    )


def matches(row: dict[str, Any]) -> tuple[int, list[dict[str, Any]], list[dict[str, Any]]]:
    """How many are right, what of the gold is missing, and what is read beyond it."""
    left, missing = found(row), []
    for want, span in zip(row["dates"], quoted(row), strict=True):
        same = next((value for value in left if right(want, span, value)), None)
        if same is None:
            missing.append(want)
        else:
            left.remove(same)
    return len(row["dates"]) - len(missing), missing, left


@pytest.mark.parametrize("part", ["work", "check", "fresh"])
def test_french_news_dates(part: str) -> None:
    scored = [matches(row) for row in gold() if row["part"] == part]
    hits, missing, extra = (sum(counts) for counts in zip(*((hit, len(no), len(more)) for hit, no, more in scored), strict=True))
    recall, precision = hits / (hits + missing), hits / (hits + extra)
    print(f"{part}: {hits} of {hits + missing} dates and lengths right ({recall:.1%}), precision {precision:.1%}")
    assert recall >= BAR
    assert precision >= BAR


def test_the_gold_is_whole() -> None:
    rows = gold()
    assert len({row["text"] for row in rows}) == len(rows) >= 180
    assert all(quoted(row) or not row["dates"] for row in rows)
