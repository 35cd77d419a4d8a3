"""What of two articles on one event is told as an update, and what only looks like one."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from factcheck import check
from factcheck.model import GRAVITY, Relation, Report

TABLE = Path(__file__).parent / "tables" / "updates.jsonl"
ROWS: list[dict[str, Any]] = [json.loads(line) for line in TABLE.read_text(encoding="utf-8").splitlines()]
OPEN = frozenset({Relation.CONTRADICTION, Relation.DISPUTE, Relation.UPDATE})


def reported(row: dict[str, Any], folder: Path, turned: bool) -> Report:
    """The report on the two articles of a row, in either order of their names; one sentence more makes them of one event."""
    names = ("b", "a") if turned else ("a", "b")
    articles = [
        {"id": name, "text": row[side], "title": row.get("title"), "lang": row["lang"], "published": day}
        for name, side, day in zip(names, ("a", "b"), row["published"], strict=True)
    ]
    path = folder / f"{turned}.jsonl"
    path.write_text("".join(json.dumps(article) + "\n" for article in articles), encoding="utf-8")
    return check([str(path)])


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['relation']}: {row['a']} / {row['b']}")
@pytest.mark.parametrize("turned", [False, True])
def test_relation(row: dict[str, Any], turned: bool, tmp_path: Path) -> None:
    """The gravest relation of one role, whatever the articles are called; agreements beside it do not matter."""
    findings = [finding for finding in reported(row, tmp_path, turned).findings if finding.role == row["role"]]
    told = [link.relation for finding in findings for link in finding.links if link.relation in OPEN]
    assert (min(told, key=GRAVITY.__getitem__).value if told else "none") == row["relation"]


def test_what_is_none_comes_first() -> None:
    kinds = [row["relation"] != "none" for row in ROWS]
    assert kinds == sorted(kinds)
