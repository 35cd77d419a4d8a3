"""What two statements tell in a part of their words, and the concepts that let other words meet. What must not be found comes first."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import factcheck
from factcheck import claims, pairs
from factcheck.claims import keys
from factcheck.ladder import SAME_PASSAGE, Context, passages
from factcheck.language import load, neutral, supported
from factcheck.language import row as as_row
from factcheck.model import Article, Claim

TABLES = Path(__file__).parent / "tables"


def rows(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (TABLES / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]


def said(document: str, text: str, lang: str) -> list[Claim]:
    return [claim for claim in claims.read(Article(document, document, text, ""), lang).claims if claim.role == "said"]


def found(row: dict[str, Any], turned: bool = False) -> list[list[str]]:
    """The quotations of every passage that two texts share."""
    one, two = said("a", row["a"], row["lang"]), said("b", row["b"], row["lang"])
    left, right = (two, one) if turned else (one, two)
    judged = [(x, y, factcheck.ladder.verdict(factcheck.ladder.NOTHING)) for x in left for y in right]
    pairs = passages.agreements(judged, [*one, *two], lambda x, y: Context())
    return sorted(sorted([x.quote, y.quote]) for x, y, _ in pairs)


@pytest.mark.parametrize("row", rows("passages"), ids=lambda row: f"{row['lang']}-{row['a'][:40]}")
def test_passages(row: dict[str, Any]) -> None:
    told = found(row)
    assert bool(told) == bool(row["passages"]), told
    for quotes in row["passages"]:
        assert sorted(quotes) in told
    assert found(row, turned=True) == told


@pytest.mark.parametrize("row", rows("concepts"), ids=lambda row: f"{row['lang']}-{row['words'][0]}")
def test_concepts(row: dict[str, Any]) -> None:
    pack = load(row["lang"])
    told = {
        tuple(key for key, _, _ in keys.read(as_row(pack.tokens(words)), (), claims.scene.values.Values((), (), ()), pack))
        for words in row["words"]
    }
    assert (len(told) == 1) == row["same"], told


def test_a_passage_quotes_its_words() -> None:
    row = {
        "lang": "fr",
        "a": "Selon le maire, aucune trace d'effraction n'a été constatée mercredi.",
        "b": "Le gardien le dit : aucune trace d'effraction.",
    }
    for one in said("a", row["a"], "fr"):
        for two in said("b", row["b"], "fr"):
            for x, y in passages.shared(one, two, Context()):
                assert x.keys() & y.keys()
    one, two = (claims.stage(Article(side, side, row[side], ""), row["lang"]) for side in "ab")
    assert pairs.by_ladder(one, two).best.rule == SAME_PASSAGE.id


def test_opposites_are_concepts_of_every_language() -> None:
    for lang in supported():
        table = load(lang).table("concepts")
        known = table.keys() | table["light"].keys()
        assert all(set(words) <= known for section in neutral("opposites").values() for words in section.values())


@pytest.mark.parametrize("row", rows("sayings"), ids=lambda row: f"{row['lang']}-{row['a'][:40]}")
def test_sayings(row: dict[str, Any]) -> None:
    told = factcheck.compare(row["a"], row["b"], lang=row["lang"])
    assert (told.relation, told.rule if told.relation == "agreement" else "") == (row["relation"], row.get("rule", ""))
    turned = factcheck.compare(row["b"], row["a"], lang=row["lang"])
    assert (turned.relation, turned.rule) == (told.relation, told.rule)
