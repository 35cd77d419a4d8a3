"""The ladder on pairs of statements: what must not be compared first, then agreements, refinements and conflicts."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import factcheck
from factcheck import claims, ladder
from factcheck.ladder import RULES, Context
from factcheck.model import Article, Library, Relation
from factcheck.pipeline import check_library

ROWS = [json.loads(line) for line in (Path(__file__).parent / "tables" / "ladder.jsonl").read_text(encoding="utf-8").splitlines()]

DATED = [json.loads(line) for line in (Path(__file__).parent / "tables" / "ladder_dated.jsonl").read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['lang']}-{row['relation']}-{row['a'][:40]}")
def test_pair(row: dict[str, Any]) -> None:
    found = factcheck.compare(row["a"], row["b"], lang=row["lang"])
    assert found.relation == row["relation"], found
    turned = factcheck.compare(row["b"], row["a"], lang=row["lang"])
    assert (turned.relation, turned.rule) == (found.relation, found.rule)


@pytest.mark.parametrize("row", DATED, ids=lambda row: f"{row['lang']}-{row['relation']}-{row['role']}-{row['a'][:40]}")
def test_pair_of_two_days(row: dict[str, Any]) -> None:
    """What one role of two articles, each of its day, tells of the other, either way round."""
    for first, second in ((0, 1), (1, 0)):
        days = [date.fromisoformat(row["published"][side]) for side in (first, second)]
        texts = [row["ab"[side]] for side in (first, second)]
        one, two = (
            claims.read(Article(text, text, text, "", lang=row["lang"], published=str(day))).claims
            for text, day in zip(texts, days, strict=True)
        )
        apart = (days[0] - days[1]).days
        context = Context((apart > 0) - (apart < 0), abs(apart) <= 1, (days[0], days[1]))
        told = [ladder.compare(a, b, context).relation for a in one for b in two if a.role == b.role == row["role"]]
        assert (Relation.CONTRADICTION in told) == (row["relation"] == "contradiction"), told


def test_rules_have_an_id_of_their_own_and_a_sentence() -> None:
    assert len({rule.id for rule in RULES}) == len(RULES)
    assert all(rule.meaning.endswith(".") for rule in RULES)


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.relation], ids=lambda rule: rule.id)
def test_every_rule_that_relates_has_an_example(rule: Any) -> None:
    assert rule.examples


@pytest.mark.parametrize(
    ("lang", "one", "other", "alike"),
    [
        (
            "fr",
            "Un garçon de 10 ans a été blessé dans un accident à Dijon.",
            "Un garçon de 15 ans a été blessé dans un accident à Dijon.",
            False,
        ),
        (
            "fr",
            "Un garçon de 10 ans a été blessé dans un accident à Dijon.",
            "Un garçon de 11 ans a été blessé dans un accident à Dijon.",
            True,
        ),
        ("en", "A 10-year-old boy was hurt in a crash in Leeds.", "A 15-year-old boy was hurt in a crash in Leeds.", False),
        ("en", "A 10-year-old boy was hurt in a crash in Leeds.", "An 11-year-old boy was hurt in a crash in Leeds.", True),
    ],
)
def test_one_person_may_be_a_year_older_in_another_article(lang: str, one: str, other: str, alike: bool) -> None:
    library = Library(tuple(Article(name, name, text, name, lang, published="2025-08-06") for name, text in (("a", one), ("b", other))))
    found = [finding for finding in check_library(library).findings if finding.role == "injured"]
    assert bool(found) == alike
