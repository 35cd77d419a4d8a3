"""Everything that is read of a text and told of two, to the last field: spans, bounds, hedges, rules and reasons.

The other tables say what matters of a text; these rows say all of it, so that no detail changes unseen. Their texts are chosen so that they
pass through every line of the readers and of the ladder that the tables pass through. When a reader is changed on purpose:

    FACTCHECK_UPDATE_GOLDEN=1 python -m pytest -n 0 tests/test_exact.py

writes the rows anew; read the difference before you commit it.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from dataclasses import MISSING, fields
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from factcheck import language, values
from factcheck.model import Article, Date, Duration, Library, Name, Quantity
from factcheck.pairs import compare_texts
from factcheck.pipeline import check_library
from factcheck.text import fold
from factcheck.values import names, reference

TABLES = Path(__file__).parent / "tables"
SPANS = {"start", "end", "number_start", "number_end"}
Row = dict[str, Any]


def told(value: Quantity | Duration | Date | Name, text: str) -> str:
    """Every field that says something, with the words that it stands for."""
    said = [f"{value.kind} [{text[value.start : value.end]}]"]
    if isinstance(value, Quantity):
        said.append(f"number [{text[value.number_start : value.number_end]}]")
    for field in fields(value):
        is_ = getattr(value, field.name)
        if field.name in SPANS or is_ is None or (field.default is not MISSING and is_ == field.default):
            continue
        if field.name in ("whole", "parts"):
            is_ = [text[start:end] for start, end in ([is_] if field.name == "whole" else is_)]
        said.append(field.name if is_ is True else f"{field.name}={is_}")
    return " ".join(said)


def read(row: Row) -> Row:
    """The values and names of a text, and the day that it tells of itself."""
    pack, text = language.load(row["lang"]), fold(row["text"]).text
    tokens = pack.tokens(text)
    found = values.read(text, tokens, pack, date.fromisoformat(row["day"]) if row["day"] else None)
    day = reference.infer(text, tokens, found.dates, pack)
    every = (*found.quantities, *found.durations, *found.dates, *names.read(text, tokens, pack))
    return {"values": [told(value, text) for value in every], "of": f"{day[0]} [{day[1]}]" if day else ""}


def judge(row: Row) -> Row:
    """What is told of two statements on their own, and of two articles that consist of them."""
    verdict = compare_texts(row["a"], row["b"], row["lang"])
    first, second = row["days"]
    told = [("a", first), ("b", second)]
    report = check_library(Library(tuple(Article(side, side, row[side], side, lang=row["lang"], published=day) for side, day in told)))
    links = {f"{finding.role}: {link.relation} {link.rule}: {link.why}" for finding in report.findings for link in finding.links}
    return {"verdict": f"{verdict.relation} {verdict.rule}: {verdict.why}", "links": sorted(links)}


def rows(name: str) -> list[Row]:
    path = TABLES / f"{name}.jsonl"
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def cases(name: str, keys: tuple[str, ...]) -> list[Any]:
    return [pytest.param(row, id=f"{row['lang']}-{number}-{row[keys[-1]][:30]}") for number, row in enumerate(rows(name))]


@pytest.mark.parametrize("row", cases("exact_values", ("text",)))
def test_all_that_is_read(row: Row) -> None:
    assert read(row) == {"values": row["values"], "of": row["of"]}


@pytest.mark.parametrize("row", cases("exact_verdicts", ("a", "b")))
def test_all_that_is_told_of_two(row: Row) -> None:
    assert judge(row) == {"verdict": row["verdict"], "links": row["links"]}


@pytest.mark.skipif(not os.environ.get("FACTCHECK_UPDATE_GOLDEN"), reason="writes the rows anew")
@pytest.mark.parametrize(("name", "found"), [("exact_values", read), ("exact_verdicts", judge)])
def test_write_anew(name: str, found: Callable[[Row], Row]) -> None:
    lines = [json.dumps({**row, **found(row)}, ensure_ascii=False) for row in rows(name)]
    (TABLES / f"{name}.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
