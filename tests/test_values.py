"""How the readers of values share a text among them."""

from __future__ import annotations

import pytest

from factcheck import values
from factcheck.language import load


@pytest.mark.parametrize(
    ("lang", "text", "value"), [("fr", "quinze", 15), ("fr", " dix-sept ", 17), ("en", "nineteen", 19), ("en", "12", 12)]
)
def test_a_text_that_is_one_number_is_a_quantity_and_no_date(lang: str, text: str, value: int) -> None:
    pack = load(lang)
    found = values.read(text, pack.tokens(text), pack, None)
    assert [quantity.value for quantity in found.quantities] == [value]
    assert found.dates == ()


@pytest.mark.parametrize(("lang", "text"), [("fr", "Le 12 mai, 12 personnes sont venues."), ("en", "On May 12, 12 people came.")])
def test_a_number_inside_a_date_counts_nothing(lang: str, text: str) -> None:
    pack = load(lang)
    found = values.read(text, pack.tokens(text), pack, None)
    assert [(quantity.value, quantity.unit) for quantity in found.quantities] == [(12, "person")]
    assert [value.timex for value in found.dates] == ["XXXX-05-12"]


def test_a_length_of_time_is_no_quantity() -> None:
    pack = load("fr")
    text = "La rencontre a duré environ trois heures."
    found = values.read(text, pack.tokens(text), pack, None)
    assert [value.timex for value in found.durations] == ["PT3H"]
    assert found.quantities == ()
