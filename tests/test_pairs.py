"""Two statements side by side: what is a conflict and what is none, and that neither side comes first."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from each import each

from factcheck import alignment, claims
from factcheck.alignment import features
from factcheck.alignment.weighting import weights
from factcheck.model import Article, Comparison, Library
from factcheck.pairs import compare_texts
from factcheck.pipeline import check_library

TABLES = Path(__file__).parent / "tables"


def read(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (TABLES / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]


ROWS = read("pairs")
CONFLICTS = ("contradiction", "dispute")
each_row = each(ROWS, lambda row: f"{row['lang']}: {row['b'][:50]}")


@each_row
def test_conflict_or_none(row: dict[str, Any]) -> None:
    found = compare_texts(row["a"], row["b"], row["lang"])
    assert (found.relation in CONFLICTS) == row["conflict"], (row["why"], found)


@each_row
def test_neither_side_comes_first(row: dict[str, Any]) -> None:
    one, two = compare_texts(row["a"], row["b"], row["lang"]), compare_texts(row["b"], row["a"], row["lang"])
    assert (one.relation, one.rule) == (two.relation, two.rule)


@each(read("beside"), lambda row: f"{row['lang']}: {row['b'][:50]}")
def test_a_short_statement_beside_a_passage(row: dict[str, Any]) -> None:
    there, back = (compare_texts(*texts, row["lang"]) for texts in ((row["a"], row["b"]), (row["b"], row["a"])))
    assert (there.rule if there.relation in CONFLICTS else "") == row["rule"], (row["why"], there)
    assert (back.relation, back.rule) == (there.relation, there.rule)


def test_every_feature_has_a_weight() -> None:

    scripts = [claims.stage(Article(side, side, "The bridge is open.", ""), "en") for side in "ab"]
    found = features(alignment.align(*scripts), Comparison("none", "other-thing", ""))
    assert set(found) == set(weights().of)


def told(rows: list[tuple[str, str]], lang: str) -> set[str]:
    articles = tuple(Article(name, name, text, name, published="2024-05-12", lang=lang) for name, text in rows)
    return {link.rule for finding in check_library(Library(articles)).findings if finding.role == "said" for link in finding.links}


@each(read("contraries"), lambda row: f"{row['lang']}: {row['b'][:50]}")
def test_articles_that_say_the_contrary_in_the_same_words(row: dict[str, Any]) -> None:
    assert told([("a", row["a"]), ("b", row["b"])], row["lang"]) == ({row["rule"]} - {""})
