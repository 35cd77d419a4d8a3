"""The ladder on pairs of statements: what must not be compared first, then agreements, refinements and conflicts."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import factcheck
from factcheck.ladder import RULES

ROWS = [json.loads(line) for line in (Path(__file__).parent / "tables" / "ladder.jsonl").read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['lang']}-{row['relation']}-{row['a'][:40]}")
def test_pair(row: dict[str, Any]) -> None:
    found = factcheck.compare(row["a"], row["b"], lang=row["lang"])
    assert found.relation == row["relation"], found
    turned = factcheck.compare(row["b"], row["a"], lang=row["lang"])
    assert (turned.relation, turned.rule) == (found.relation, found.rule)


def test_rules_have_an_id_of_their_own_and_a_sentence() -> None:
    assert len({rule.id for rule in RULES}) == len(RULES)
    assert all(rule.meaning.endswith(".") for rule in RULES)


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.relation], ids=lambda rule: rule.id)
def test_every_rule_that_relates_has_an_example(rule: Any) -> None:
    assert rule.examples
