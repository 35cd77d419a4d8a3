"""Measures in different units of one kind, made comparable: kilometres and miles, degrees Celsius and Fahrenheit."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from functools import cache
from typing import NamedTuple

from factcheck.language import neutral
from factcheck.model import Number, Quantity


class Scale(NamedTuple):
    """How a unit is turned into the base unit of its kind: ``(value + offset) * factor``."""

    base: str
    factor: Fraction
    offset: Fraction


@cache
def scales() -> dict[str, Scale]:
    """The scale of every unit that can be converted."""
    table = neutral("measures")
    offsets = table["offset"]
    return {
        unit: Scale(units["base"], Fraction(factor), Fraction(offsets.get(unit, "0")))
        for kind, units in table.items()
        if kind != "offset"
        for unit, factor in units.items()
        if unit != "base"
    }


def comparable(one: str, other: str) -> bool:
    """Whether two units measure the same kind of thing on known scales."""
    known = scales()
    return one in known and other in known and known[one].base == known[other].base


def base(unit: str) -> str:
    """The base unit of what a unit measures; a unit without a scale is its own."""
    return scales()[unit].base if unit in scales() else unit


def in_base(value: Quantity) -> Quantity | None:
    """A quantity in the base unit of its kind; None where the unit has no scale."""
    scale = scales().get(value.unit)
    if scale is None:
        return None
    low, high, centre = (_turned(number, scale) for number in (value.min, value.max, value.value))
    return replace(value, min=low, max=high, value=centre, unit=scale.base)


def _turned(number: Number | None, scale: Scale) -> Number | None:
    if number is None:
        return None
    exact = (Fraction(str(number)) + scale.offset) * scale.factor
    return int(exact) if exact.denominator == 1 else float(exact)


def alike(one: Quantity, other: Quantity) -> bool:
    """Whether two single figures may be one amount in two units, each as round as it is said: "100 km" and "60 miles"."""
    if one.value is None or other.value is None or not comparable(one.unit, other.unit):
        return False
    left, right = _rounded(one.value, scales()[one.unit]), _rounded(other.value, scales()[other.unit])
    return left[0] <= right[1] and right[0] <= left[1]


def _rounded(value: Number, scale: Scale) -> tuple[Fraction, Fraction]:
    """What a figure may have been rounded from, in the base unit: half of its last telling digit on both sides, and never
    more than a twentieth of it."""
    exact = Fraction(str(value))
    half = min(_step(exact) / 2, abs(exact) / 20)
    return (exact - half + scale.offset) * scale.factor, (exact + half + scale.offset) * scale.factor


def _step(value: Fraction) -> Fraction:
    """The place of the last digit that is no zero: 10 for 60, 1 for 61, 1/10 for 6.1."""
    step = Fraction(1)
    if value.denominator != 1:
        while (value / step).denominator != 1 and step.denominator < _FINEST:
            step /= 10
        return step
    while value and value % (step * 10) == 0:
        step *= 10
    return step


_FINEST = 10**12
