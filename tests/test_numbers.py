"""Numbers: every phrasing of the tables gives its value, what is no number gives none."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from each import each
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck import language
from factcheck.model import Number
from factcheck.text import fold
from factcheck.values.numbers import Numeral, numerals
from factcheck.values.numbers_roman import roman

TABLES = Path(__file__).parent / "tables"


def read(lang: str, raw: str) -> list[Numeral]:
    pack = language.load(lang)
    return numerals(pack.tokens(fold(raw).text), pack)


def cases() -> list[tuple[str, str, list[Number]]]:
    rows = [
        (lang, json.loads(line)) for lang in ("en", "fr") for line in (TABLES / f"numbers_{lang}.jsonl").read_text("utf-8").splitlines()
    ]
    return [(lang, text, row["values"]) for lang, row in rows for text in row["texts"]]


@each(cases)
def test_tables(lang: str, text: str, values: list[Number]) -> None:
    assert [number.value for number in read(lang, text)] == [pytest.approx(value, rel=1e-12) for value in values]


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_tables_are_large(lang: str) -> None:
    assert sum(case[0] == lang for case in cases()) >= 150


@pytest.mark.parametrize("lang", ["en", "fr"])
@given(number=st.integers(min_value=10**19))
@settings(max_examples=30, deadline=None)
def test_too_long_numbers_are_refused(lang: str, number: int) -> None:
    assert read(lang, str(number)) == []


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_five_thousand_digits(lang: str) -> None:
    assert read(lang, "9" * 5000) == []
    assert read(lang, "1," * 5000) == []
    assert read(lang, "10^" + "9" * 5000) == []
    assert read(lang, "1" * 5000 + "e5") == []
    assert read(lang, "0." + "3" * 5000) == []


@pytest.mark.parametrize(("letters", "value"), [("I", 1), ("IV", 4), ("XIX", 19), ("XL", 40), ("LXXXIX", 89)])
def test_roman(letters: str, value: int) -> None:
    assert roman(letters) == value


@pytest.mark.parametrize("letters", ["", "IIII", "VX", "IXX", "MIX", "XC", "IC", "x", "XXXXXXXXXX"])
def test_no_roman(letters: str) -> None:
    assert roman(letters) == 0
