"""Parts of a whole: what quantifiers say, and what two of them say about each other."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from each import each
from growth import BAR, growth, repeated
from hypothesis import given, settings
from hypothesis import strategies as st

import factcheck
from factcheck import claims, language
from factcheck.claims import wholes
from factcheck.claims.scene import Scene
from factcheck.ladder import quantified
from factcheck.model import Article
from factcheck.values import quantifiers
from factcheck.values.quantifiers import Span

TABLES = Path(__file__).parent / "tables"
LANGUAGES = ("en", "fr")
ENGLISH = "all most half of the two five dogs run sit not but only and , . another no neither both out third 50 % more than fewer men women"
FRENCH = (
    "tous la plupart moitié des deux cinq chiens courent assis ne pas sauf seulement et aucun les un tiers sur plus de que d' soit il y a"
)
PIECES = f"{ENGLISH} {FRENCH}".split(" ")


def rows(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (TABLES / name).read_text(encoding="utf-8").splitlines()]


@cache
def scenes(lang: str, text: str) -> tuple[Scene, ...]:
    return claims.stage(Article("a", "a", text, "", lang=lang)).scenes


@each(rows("wholes.jsonl"), lambda row: f"{row['lang']}-{row['relation']}-{row['b'][:50]}")
def test_pair(row: dict[str, Any]) -> None:
    one, two = (scenes(row["lang"], row[side]) for side in "ab")
    found, turned = quantified.compare(one, two), quantified.compare(two, one)
    assert (found.verdict.relation if found.verdict else "none") == row["relation"], found
    assert (found.verdict, found.aligned, found.settled) == (turned.verdict, turned.aligned, turned.settled)


@each(rows("wholes.jsonl"), lambda row: f"{row['lang']}-{row['relation']}-{row['b'][:50]}")
def test_what_quantifiers_tell_is_what_compare_says(row: dict[str, Any]) -> None:
    """Where quantifiers contradict each other nothing else is told, and where they do not, nothing else finds a conflict."""
    found = factcheck.compare(row["a"], row["b"], lang=row["lang"]).relation
    assert (found == "contradiction") == (row["relation"] == "contradiction") or row.get("open", False), found


@each(rows("quantifiers.jsonl"), lambda row: f"{row['lang']}-{row['texts'][0]}")
def test_parts(row: dict[str, Any]) -> None:
    for text in row["texts"]:
        assert [told(part) for part in wholes.read(scenes(row["lang"], text))] == row["parts"], text


def told(part: wholes.Part) -> str:
    """ "not 2 of 5", "[0.5,1]": how many of how many, or which share."""
    many = "" if part.many is None else f"{part.many.low:g}" + ("" if part.bare else f"..{part.many.high:g}")
    share = (
        ""
        if part.share is None
        else f"{'(' if part.share.low_open else '['}{part.share.low:.3g},{part.share.high:.3g}{')' if part.share.high_open else ']'}"
    )
    total = "" if part.total is None else f"of {part.total:g}"
    return " ".join(filter(None, ["not" if part.denied else "", many, share, total]))


def shown(span: Span) -> str:
    return f"{'(' if span.low_open else '['}{span.low:.3g},{span.high:.3g}{')' if span.high_open else ']'}"


@pytest.mark.parametrize("lang", LANGUAGES)
@given(words=st.lists(st.sampled_from(PIECES), max_size=16), others=st.lists(st.sampled_from(PIECES), max_size=16))
@settings(max_examples=150, deadline=None)
def test_whatever_is_written_is_compared_from_both_sides_alike(lang: str, words: list[str], others: list[str]) -> None:
    one, two = (claims.stage(Article("a", "a", " ".join(w), "", lang=lang)).scenes for w in (words, others))
    found, turned = quantified.compare(one, two), quantified.compare(two, one)
    assert (found.verdict, found.aligned, found.settled) == (turned.verdict, turned.aligned, turned.settled)


BOUNDS = st.builds(Span, st.sampled_from([0, 1, 2, 3]), st.sampled_from([3, 4, 5]), st.booleans(), st.booleans())


@given(one=BOUNDS, two=BOUNDS)
def test_intervals(one: Span, two: Span) -> None:
    assert one.inside(one) and not one.below(one._replace(low=0, low_open=False))
    assert not (one.below(two) and two.below(one)) or one.low == one.high == two.low == two.high
    assert one.meet(two).inside(one) and one.meet(two).inside(two)
    assert one.rest(5).rest(5) == one


@pytest.mark.parametrize("name", ["quantifiers"])
def test_every_quantifier_says_something(name: str) -> None:
    told = language.neutral(name)
    known = {key for section in ("least", "many", "most") for key in told[section]}
    for lang in LANGUAGES:
        assert set(language.load(lang).table(name)["quantifiers"]) == known


@pytest.mark.parametrize("lang", LANGUAGES)
@given(text=st.text(max_size=60))
@settings(max_examples=100, deadline=None)
def test_any_text_is_read(lang: str, text: str) -> None:
    found = claims.stage(Article("a", "a", "All of the " + text + " 12 % of two thirds " + text, "", lang=lang)).scenes
    quantified.compare(found, found)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("piece", ["two of the five dogs run and ", "la plupart des 12 chiens, ", "no man but two, more men than women "])
def test_linear(lang: str, piece: str) -> None:
    def prepare(size: int) -> Callable[[], object]:
        found = claims.stage(Article("a", "a", repeated(piece, size), "", lang=lang)).scenes
        return lambda: (wholes.read(found), quantified.compare(found, found))

    assert growth(prepare, 1_200) < BAR


def test_amounts_end_where_they_begin_at_least() -> None:
    pack = language.load("en")
    tokens = pack.tokens("all but")
    assert [(amount.first, amount.last) for amount in quantifiers.read(tokens, (), pack)] == [(0, 1)]
