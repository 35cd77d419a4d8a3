"""Figures of a change: what they are of it, in which direction, and that they are no tolls."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from each import each
from growth import BAR, growth, repeated
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck import claims, language, values
from factcheck.model import Article, Claim, Quantity
from factcheck.text import fold

TABLES = Path(__file__).parent / "tables"
PIECES = "12 3 15 % de à passé augmenté baisse contre , . rose fell from to by up down points une a hausse drop or soit jusqu'à plus"


def told(lang: str, raw: str) -> list[str]:
    pack, text = language.load(lang), fold(raw).text
    found = values.read(text, pack.tokens(text), pack, None).quantities
    return [" ".join(f"{text[q.start : q.end]} {q.change} {q.change_of}".split()) for q in found if q.change_of]


def cases() -> list[tuple[str, str, list[str]]]:
    rows: list[tuple[str, dict[str, Any]]] = [
        (lang, json.loads(line)) for lang in ("en", "fr") for line in (TABLES / f"changes_{lang}.jsonl").read_text("utf-8").splitlines()
    ]
    return [(lang, text, row["changes"]) for lang, row in rows for text in row["texts"]]


@each(cases)
def test_tables(lang: str, text: str, changes: list[str]) -> None:
    assert told(lang, text) == changes


@pytest.mark.parametrize("lang", ["en", "fr"])
@given(words=st.lists(st.sampled_from(PIECES.split(" ")), max_size=16))
@settings(max_examples=300, deadline=None)
def test_a_direction_is_of_a_change(lang: str, words: list[str]) -> None:
    text = " ".join(words)
    pack = language.load(lang)
    for quantity in values.read(text, pack.tokens(text), pack, None).quantities:
        assert quantity.change in ("", "up", "down")
        assert quantity.change_of in ("by", "to", "from") or (quantity.change_of == "" and quantity.change == "")


def killed(lang: str, text: str) -> list[Claim]:
    found = claims.read(Article("a", "a", text, "", lang=lang, published="2025-08-06")).claims
    return [claim for claim in found if claim.role == "killed" and isinstance(claim.value, Quantity)]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("fr", "Le nombre de morts a augmenté de 12."),
        ("fr", "On compte une hausse de 12 décès."),
        ("en", "The death toll rose by 12."),
        ("en", "They report an increase of 12 deaths."),
    ],
)
def test_by_how_much_a_toll_rose_is_no_toll(lang: str, text: str) -> None:
    assert not killed(lang, text)


@pytest.mark.parametrize(
    ("lang", "text"), [("fr", "Le nombre de morts est passé de 12 à 15 morts."), ("en", "The death toll rose from 12 to 15 dead.")]
)
def test_the_level_left_is_an_earlier_state(lang: str, text: str) -> None:
    assert {(claim.value.value, claim.stage) for claim in killed(lang, text) if isinstance(claim.value, Quantity)} == {
        (12, "earlier"),
        (15, ""),
    }


@pytest.mark.parametrize(("lang", "up", "down"), [("fr", "en hausse", "en baisse"), ("en", "up", "down")])
def test_rise_and_fall_are_different_things(lang: str, up: str, down: str) -> None:
    said = {"fr": "Les ventes de pommes du pays sont {} de 5 %.", "en": "Apple sales of the country are {} by 5%."}[lang]
    scopes = [
        claim.scope
        for way in (up, down)
        for claim in claims.read(Article("a", "a", said.format(way), "", lang=lang)).claims
        if claim.kind == "quantity"
    ]
    assert scopes == [("rise",), ("fall",)]


@pytest.mark.parametrize("lang", ["en", "fr"])
@pytest.mark.parametrize("piece", ["12 ", "de 12 à ", "up from 12 to ", "augmenté ", "une hausse 3 % de "])
def test_linear(lang: str, piece: str) -> None:
    pack = language.load(lang)

    def prepare(size: int) -> Callable[[], object]:
        text = repeated(piece, size)
        return partial(values.read, text, pack.tokens(text), pack, None)

    assert growth(prepare, 3_000) < BAR
