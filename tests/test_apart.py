"""Two statements of one event that differ in one thing: what is a conflict, what agrees, and what is told of two things."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from each import each

from factcheck import claims, ladder
from factcheck.alignment import kinds
from factcheck.language import load, relations, supported
from factcheck.model import Article, Claim, Relation
from factcheck.pairs import compare_texts

TABLE = Path(__file__).parent / "tables" / "side_by_side.jsonl"
ROWS = [json.loads(line) for line in TABLE.read_text(encoding="utf-8").splitlines()]
AGREEMENT = frozenset({"agreement", "refinement"})
CONFLICT = frozenset({"contradiction", "dispute"})
EVERY = AGREEMENT | CONFLICT | {"update", "none"}
TOLD = {
    "nothing": EVERY - AGREEMENT - CONFLICT,
    "no conflict": EVERY - CONFLICT,
    "no agreement": EVERY - AGREEMENT,
    "agreement": AGREEMENT,
    "conflict": CONFLICT,
}


@each(ROWS, lambda row: f"{row['told']}: {row['a'][:60]}")
def test_two_statements_that_differ_in_one_thing(row: dict[str, Any]) -> None:
    there, back = (compare_texts(*texts, row["lang"]) for texts in ((row["a"], row["b"]), (row["b"], row["a"])))
    assert there.relation in TOLD[row["told"]], there
    assert (back.relation, back.rule) == (there.relation, there.rule)


def test_both_languages_have_every_outcome() -> None:
    assert {(row["lang"], row["told"]) for row in ROWS} == {(lang, told) for lang in supported() for told in TOLD}


def whole(text: str, lang: str, name: str) -> Claim:
    found = claims.read(Article(name, name, text, name, published="2024-05-12", lang=lang)).claims
    return next(claim for claim in found if claim.kind == "statement" and (claim.start, claim.end) == claim.statement)


def verdict(lang: str, one: str, other: str) -> Relation | None:
    """What the ladder says of two statements of two articles."""
    return ladder.compare(whole(one, lang, "a"), whole(other, lang, "b"), ladder.Context(order=None, same_moment=True)).relation


WEAPONS = {
    "fr": ("Le bijoutier de la rue Ravel, à Mézidon, a été menacé avec {} par un homme masqué.", "un couteau", "un pistolet"),
    "en": ("The jeweller in Ravel Street in Mézidon was threatened with {} by a masked man.", "a knife", "a pistol"),
}
DAYS = {
    "fr": ("Le musée de la dentelle de Mézidon a rouvert ses portes au public {} après des travaux.", "en 2021", "en octobre 2022"),
    "en": ("The lace museum in Mézidon reopened its doors to the public {} after some work.", "in 2021", "in October 2022"),
}
HOLDS = {"fr": ("en octobre 2022", "en 2022"), "en": ("in October 2022", "in 2022")}


@pytest.mark.parametrize("lang", ["en", "fr"])
@pytest.mark.parametrize("told", [WEAPONS, DAYS])
def test_statements_of_articles_that_tell_another_thing_or_day_do_not_agree(told: dict[str, tuple[str, str, str]], lang: str) -> None:
    text, one, other = told[lang]
    assert verdict(lang, text.format(one), text.format(one)) is Relation.AGREEMENT
    assert verdict(lang, text.format(one), text.format(other)) is None
    assert verdict(lang, text.format(other), text.format(one)) is None


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_a_day_within_another_is_no_other_day(lang: str) -> None:
    one, other = (DAYS[lang][0].format(day) for day in HOLDS[lang])
    assert verdict(lang, one, other) is Relation.AGREEMENT


def words_of_kinds() -> list[tuple[str, str, str, str]]:
    tables = {lang: load(lang).table("kinds") for lang in supported()}
    return [(lang, kind, which, w) for lang in tables for kind, told in tables[lang].items() for which, ws in told.items() for w in ws]


def test_every_word_of_a_kind_is_found_by_its_plain_form() -> None:
    found = [(lang, kind, which, word) for lang, kind, which, word in words_of_kinds() if kinds_of(word, lang).get(kind) == which]
    assert found == words_of_kinds()


def kinds_of(word: str, lang: str) -> dict[str, str]:
    return dict(kinds.told(lang, relations.lemma(load(lang), word.lower())))


def test_kinds_are_told_by_several_words() -> None:
    for lang in supported():
        assert all(len(entries) > 1 for entries in load(lang).table("kinds").values())
