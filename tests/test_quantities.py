"""Quantities and durations: every phrasing of the tables gives its values, what counts nothing gives none, the work is linear."""

from __future__ import annotations

import itertools
import json
from functools import partial
from pathlib import Path

import pytest
from each import each
from growth import BAR, growth, repeated
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck import language
from factcheck.model import Duration, Number, Quantity
from factcheck.text import fold
from factcheck.values import quantities
from factcheck.values.numbers import numerals

TABLES = Path(__file__).parent / "tables"

PIECES = (
    "12 3 000 deux two et and de of un a million h % € - , . ( plus more than dont zero 4 ans years half entre between 2019 minutes et demi"
)


def read(lang: str, raw: str, taken: tuple[tuple[int, int], ...] = ()) -> tuple[str, list[Quantity | Duration]]:
    pack, text = language.load(lang), fold(raw).text
    tokens = pack.tokens(text)
    return text, quantities.read(text, tokens, numerals(tokens, pack), pack, taken)


def bounds(low: Number | None, high: Number | None, value: Quantity | Duration, said: str) -> str:
    """Bounds as the tables write them: "=12", "~300", ">2", ">=4", "<10", "<=500", "10..15", "~200..999", "~2.."."""
    blurred = "~" if value.approximate else ""
    if low is not None and low == high:
        return (blurred or "=") + said
    if high is None:
        return f"~{low}.." if blurred and not value.min_open else (">" if value.min_open else ">=") + said
    if low is None:
        return ("<" if value.max_open else "<=") + said
    return f"{blurred}{low}..{high}"


def written(value: Quantity | Duration) -> str:
    if isinstance(value, Duration):
        shown = bounds(value.min, value.max, value, value.timex)
        named = value.timex if "/" in value.timex else f"~{value.timex}" if "X" in value.timex else shown
        return f"{named} /{value.rate}" if value.rate else named
    name = f"{value.unit} age" if value.dimension == "age" else value.unit or value.dimension.replace("count", "")
    rate, part = f" /{value.rate}" if value.rate else "", " partitive" if value.partitive else ""
    return f"{bounds(value.min, value.max, value, str(value.value))} {name}{rate}{part}".strip()


def cases() -> list[tuple[str, str, tuple[str, ...]]]:
    rows = [
        (lang, json.loads(line)) for lang in ("en", "fr") for line in (TABLES / f"quantities_{lang}.jsonl").read_text("utf-8").splitlines()
    ]
    return [(lang, text, tuple(row["values"])) for lang, row in rows for text in row["texts"]]


@each(cases)
def test_tables(lang: str, text: str, values: tuple[str, ...]) -> None:
    assert tuple(written(value) for value in read(lang, text)[1]) == (values if values else ())


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_tables_are_large(lang: str) -> None:
    assert sum(case[0] == lang for case in cases()) >= 100


def test_spans_cover_hedge_number_and_unit() -> None:
    text, (value,) = read("fr", "Moscou a tiré plus de 300 drones hier.")
    assert isinstance(value, Quantity)
    assert text[value.start : value.end] == "plus de 300 drones"
    assert text[value.number_start : value.number_end] == "plus de 300"


UNITS = {
    "en": ("km", "miles", "people", "percent", "euros", "°C", "hectares"),
    "fr": ("km", "miles", "personnes", "%", "euros", "°C", "hectares"),
}
LEADS = {"en": "They count", "fr": "Ils comptent"}


def hedges(lang: str) -> list[tuple[str, str]]:
    """Every hedge before a number with its effect, but for those that only stand before a vowel."""
    table = language.load(lang).table("hedges")["before"]
    return [(effect, phrase) for effect, phrases in table.items() for phrase in phrases if not phrase.endswith("'")]


def opened(effect: str, number: int) -> tuple[Number | None, Number | None, bool, bool, bool]:
    low = None if effect in ("less", "most") else number
    high = None if effect in ("more", "least") else number
    return low, high, effect == "more", effect == "less", effect in ("about", "nearly")


@pytest.mark.parametrize(("lang", "effect", "hedge"), [(lang, *entry) for lang in ("en", "fr") for entry in hedges(lang)])
@given(number=st.integers(2, 999), data=st.data())
@settings(max_examples=8, deadline=None)
def test_hedges_commute_with_units(lang: str, effect: str, hedge: str, number: int, data: st.DataObject) -> None:
    unit = data.draw(st.sampled_from(UNITS[lang]))
    _, (plain,) = read(lang, f"{LEADS[lang]} {number} {unit}.")
    text, (value,) = read(lang, f"{LEADS[lang]} {hedge} {number} {unit}.")
    assert isinstance(plain, Quantity)
    assert isinstance(value, Quantity)
    assert (value.min, value.max, value.min_open, value.max_open, value.approximate) == opened(effect, number)
    assert (value.value, value.unit, value.dimension) == (number, plain.unit, plain.dimension)
    assert text[value.start : value.end] == f"{hedge} {number} {unit}"
    assert text[value.number_start : value.number_end] == f"{hedge} {number}"


def test_what_is_taken_counts_nothing() -> None:
    text = "Le 12 mai, 12 personnes ont fui."
    assert [written(value) for value in read("fr", text, ((3, 9),))[1]] == ["=12 person"]


@pytest.mark.parametrize("lang", ["en", "fr"])
@given(text=st.text(max_size=60))
@settings(max_examples=200, deadline=None)
def test_any_text_is_read_without_a_crash(lang: str, text: str) -> None:
    folded, found = read(lang, text)
    assert all(0 <= value.start < value.end <= len(folded) for value in found)


@pytest.mark.parametrize("lang", ["en", "fr"])
@given(
    words=st.lists(
        st.sampled_from(PIECES.split(" ")),
        max_size=14,
    )
)
@settings(max_examples=400, deadline=None)
def test_values_never_overlap(lang: str, words: list[str]) -> None:
    _, found = read(lang, " ".join(words))
    ordered = sorted(found, key=lambda value: value.start)
    assert all(a.end <= b.start for a, b in itertools.pairwise(ordered))


@pytest.mark.parametrize("lang", ["en", "fr"])
@pytest.mark.parametrize(
    "piece",
    ["1,2,3,", "1 ", "a", "4 euros 50 ", "entre 1 et ", "10-", "zero ", "minus ", "one hundred and ", "l'un des ", "PS8.1 ", "one of the "],
)
def test_linear(lang: str, piece: str) -> None:
    assert growth(lambda size: partial(read, lang, repeated(piece, size)), 3_000) < BAR
