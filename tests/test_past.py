"""When tolls were: no fact lies ahead of its article."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from factcheck import claims
from factcheck.model import Article

ROWS: list[dict[str, Any]] = [
    json.loads(line) for line in (Path(__file__).parent / "tables" / "past.jsonl").read_text(encoding="utf-8").splitlines()
]


@pytest.mark.parametrize("row", ROWS, ids=[f"{row['lang']}-{row['why']}" for row in ROWS])
def test_row(row: dict[str, Any]) -> None:
    article = Article("a", "a", row["text"], "", lang=row["lang"], published=row["published"])
    found = [claim.when.timex if claim.when else None for claim in claims.read(article).claims if claim.role == row["role"]]
    assert found and set(found) == {row["when"]}
