"""Little clusters of invented articles on one event, each in the words of another newspaper: how much of what they agree and differ on is
told, and that no conflict is told where there is none."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

import factcheck
from factcheck.model import Claim, Relation, Report

ROWS: list[dict[str, Any]] = [
    json.loads(line) for line in (Path(__file__).parent / "tables" / "clusters.jsonl").read_text("utf-8").splitlines()
]
CONFLICT = {Relation.CONTRADICTION, Relation.DISPUTE}
TOLD = {
    "AGREE": {Relation.AGREEMENT, Relation.REFINEMENT},
    "COMPATIBLE": {Relation.AGREEMENT, Relation.REFINEMENT, Relation.UPDATE},
    "CONTRADICT": CONFLICT,
    "UPDATE": {Relation.UPDATE},
}
FLOORS = {"AGREE": 0.56, "CONTRADICT": 0.36, "UPDATE": 0.47}
MISTAKEN = 1  # listed rows that are no conflict of which one is told


@cache
def texts(name: str) -> dict[str, str]:
    return {row["article"]["id"]: row["article"]["text"] for row in ROWS if row["cluster"] == name and "article" in row}


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[tuple[Relation, Claim, Claim]]]:
    """By cluster, how every two claims of a finding stand to each other."""
    found = {}
    for name in dict.fromkeys(row["cluster"] for row in ROWS):
        path = tmp_path_factory.mktemp(name) / "articles.jsonl"
        path.write_text("".join(json.dumps(row["article"]) + "\n" for row in ROWS if row["cluster"] == name and "article" in row), "utf-8")
        found[name] = list(pairs(factcheck.check([str(path)])))
    return found


def pairs(report: Report) -> Iterator[tuple[Relation, Claim, Claim]]:
    for finding in report.findings:
        between = {frozenset(link.answers): link.relation for link in finding.links}
        claims = [(number, claim) for number, answer in enumerate(finding.answers) for claim in answer.claims]
        for (m, a), (n, b) in combinations(claims, 2):
            if m == n or frozenset((m, n)) in between:
                yield Relation.AGREEMENT if m == n else between[frozenset((m, n))], a, b


def relations(row: dict[str, Any], found: list[tuple[Relation, Claim, Claim]]) -> set[Relation]:
    """What is told of a row's two quotations."""
    sides = [(document, texts(row["cluster"])[document].index(quote), quote) for document, quote in (row["a"], row["b"])]

    def touches(claim: Claim, side: tuple[str, int, str]) -> bool:
        document, start, quote = side
        return claim.document == document and claim.start < start + len(quote) and start < claim.end

    return {
        relation
        for relation, a, b in found
        if (touches(a, sides[0]) and touches(b, sides[1])) or (touches(b, sides[0]) and touches(a, sides[1]))
    }


def test_so_much_is_told_and_hardly_a_conflict_that_is_none(told: dict[str, list[tuple[Relation, Claim, Claim]]]) -> None:
    rows, found, mistaken = Counter[str](), Counter[str](), list[dict[str, Any]]()
    for row in (row for row in ROWS if "relation" in row):
        said = relations(row, told[row["cluster"]])
        wanted = TOLD[row["relation"]] | TOLD.get(row.get("or", ""), set())
        rows[row["relation"]] += 1
        found[row["relation"]] += bool(said & wanted)
        mistaken += [row] if said & CONFLICT and not wanted & CONFLICT else []
    assert len(mistaken) <= MISTAKEN, mistaken
    for relation, floor in FLOORS.items():
        assert found[relation] >= floor * rows[relation], (relation, found[relation], rows[relation])


def test_every_quotation_stands_in_its_article() -> None:
    for row in (row for row in ROWS if "relation" in row):
        assert all(quote in texts(row["cluster"])[document] for document, quote in (row["a"], row["b"])), row
