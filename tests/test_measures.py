"""Measures in different units: what is one amount, what is another, and scales for what the languages name."""

from __future__ import annotations

import pytest

from factcheck import language
from factcheck.model import Number, Quantity
from factcheck.values import measures


def said(value: Number, unit: str) -> Quantity:
    return Quantity(0, 1, value, value, value=value, unit=unit)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ((100, "km"), (60, "mi")),
        ((100, "km"), (62, "mi")),
        ((120, "km/h"), (75, "mph")),
        ((300, "degC"), (572, "degF")),
        ((0, "degC"), (32, "degF")),
        ((8.9, "ksi"), (61.4, "MPa")),
        ((1000, "kg"), (1, "t")),
        ((250, "ha"), (620, "acre")),
        ((2, "MWh"), (2000, "kWh")),
    ],
)
def test_one_amount_in_two_units(one: tuple[Number, str], other: tuple[Number, str]) -> None:
    assert measures.alike(said(*one), said(*other))
    assert measures.alike(said(*other), said(*one))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ((100, "km"), (80, "mi")),
        ((5, "km"), (5, "kg")),
        ((20, "degC"), (20, "degF")),
        ((3, "ton"), (3, "t")),
        ((12, "drone"), (12, "drone")),
    ],
)
def test_other_amounts(one: tuple[Number, str], other: tuple[Number, str]) -> None:
    assert not measures.alike(said(*one), said(*other))


def test_bounds_are_converted_with_the_value() -> None:
    turned = measures.in_base(Quantity(0, 1, 10, None, min_open=True, value=10, unit="km"))
    assert turned is not None
    assert (turned.min, turned.max, turned.min_open, turned.value, turned.unit) == (10000, None, True, 10000, "m")
    assert measures.in_base(said(3, "EUR")) is None


@pytest.mark.parametrize("lang", language.supported())
def test_every_scale_is_of_a_unit_with_a_name(lang: str) -> None:
    table = language.load(lang).table("units")
    named = {unit for units in table.values() for unit in units}
    assert set(measures.scales()) <= named
