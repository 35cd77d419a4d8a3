"""Numbers: every phrasing of the tables gives its value, what is no number gives none, words and digits agree."""

from __future__ import annotations

import itertools
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck import language
from factcheck.model import Number
from factcheck.text import fold
from factcheck.values.numbers import Numeral, numerals

TABLES = Path(__file__).parent / "tables"
FR_SMALL_WORDS = "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit dix-neuf"
FR_SMALL = FR_SMALL_WORDS.split(" ")
FR_TENS = ["vingt", "trente", "quarante", "cinquante", "soixante"]
EN_SMALL_WORDS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
)
EN_SMALL = EN_SMALL_WORDS.split(" ")
EN_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def read(lang: str, raw: str) -> list[Numeral]:
    pack = language.load(lang)
    return numerals(pack.tokens(fold(raw).text), pack)


def cases() -> list[tuple[str, str, list[Number]]]:
    rows = [
        (lang, json.loads(line)) for lang in ("en", "fr") for line in (TABLES / f"numbers_{lang}.jsonl").read_text("utf-8").splitlines()
    ]
    return [(lang, text, row["values"]) for lang, row in rows for text in row["texts"]]


@pytest.mark.parametrize(("lang", "text", "values"), cases())
def test_tables(lang: str, text: str, values: list[Number]) -> None:
    assert [number.value for number in read(lang, text)] == values


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_tables_are_large(lang: str) -> None:
    assert sum(case[0] == lang for case in cases()) >= 60


def french(number: int) -> str:
    """A number below a million in words."""
    if number >= 1000:
        thousands, rest = divmod(number, 1000)
        head = (
            "" if thousands == 1 else french(thousands).removesuffix("s") + " " if thousands % 100 in (0, 80) else french(thousands) + " "
        )
        return f"{head}mille" + (f" {french(rest)}" if rest else "")
    if number >= 100:
        hundreds, rest = divmod(number, 100)
        head = "cent" if hundreds == 1 else f"{FR_SMALL[hundreds]} cent"
        return f"{head} {french(rest)}" if rest else head + ("s" if hundreds > 1 else "")
    return french_below_a_hundred(number)


def french_below_a_hundred(number: int) -> str:
    if number < 20:
        return FR_SMALL[number]
    if number >= 80:
        return "quatre-vingts" if number == 80 else f"quatre-vingt-{FR_SMALL[number - 80]}"
    ten = min(number // 10, 6)
    rest = number - 10 * ten
    if not rest:
        return FR_TENS[ten - 2]
    return FR_TENS[ten - 2] + (f" et {FR_SMALL[rest]}" if rest in (1, 11) else f"-{FR_SMALL[rest]}")


def english(number: int) -> str:
    """A number below a million in words."""
    for unit, name in ((1000, "thousand"), (100, "hundred")):
        if number >= unit:
            head, rest = divmod(number, unit)
            link = " and " if rest and rest < 100 else " "
            return f"{english(head)} {name}{link if rest else ''}{english(rest) if rest else ''}"
    if number < 20:
        return EN_SMALL[number]
    ten, rest = divmod(number, 10)
    return EN_TENS[ten - 2] + (f"-{EN_SMALL[rest]}" if rest else "")


def whole(lang: str, text: str) -> list[Number]:
    """The value of a number that covers a text; every other reading is told apart by its own list."""
    found = read(lang, text)
    assert [(number.start, number.end) for number in found] == [(0, len(text))], text
    return [number.value for number in found]


@given(number=st.integers(min_value=0, max_value=999_999))
@settings(max_examples=600, deadline=None)
def test_words_and_digits_agree(number: int) -> None:
    assert whole("fr", french(number)) == whole("en", english(number)) == [number]
    assert whole("fr", f"{number:,}".replace(",", " ")) == whole("en", f"{number:,}") == [number]


@pytest.mark.parametrize("lang", ["en", "fr"])
@given(number=st.integers(min_value=10**19))
@settings(max_examples=30, deadline=None)
def test_too_long_numbers_are_refused(lang: str, number: int) -> None:
    assert read(lang, str(number)) == []


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_five_thousand_digits(lang: str) -> None:
    assert read(lang, "9" * 5000) == []
    assert read(lang, "1," * 5000) == []


@pytest.mark.parametrize("lang", ["en", "fr"])
@given(text=st.text(alphabet="0123456789 ,.-/:'eEkM€$²½٣un", max_size=25))
@settings(max_examples=300, deadline=None)
def test_order_and_spans(lang: str, text: str) -> None:
    found = read(lang, text)
    assert all(a.last <= b.first for a, b in itertools.pairwise(found))
    assert all(number.start < number.end and number.first < number.last for number in found)
