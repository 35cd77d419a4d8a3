"""Lengths of time as TIMEX3 and seconds."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from factcheck.model import Duration, Number, Quantity
from factcheck.values.figures import plain
from factcheck.values.hedges import Bounds

SECONDS: dict[str, int] = {
    "s": 1,
    "min": 60,
    "h": 3600,
    "day": 86400,
    "week": 7 * 86400,
    "month": 2629746,  # a twelfth of the mean Gregorian year
    "year": 31556952,
    "decade": 315569520,
    "century": 3155695200,
}
_LETTERS = {"s": "S", "min": "M", "h": "H", "day": "D", "week": "W", "month": "M", "year": "Y", "decade": "DE", "century": "CE"}
_SMALLER = {"h": ("M", 60), "min": ("S", 60), "year": ("M", 12)}  # what fractions of a unit are told in, and how many it has
_CLOCK = frozenset(("s", "min", "h"))
_DIGITS = 18  # before the point; six more behind it fit into a decimal


def timex(value: Number, unit: str) -> str:
    """One length: (3, "h") is "PT3H", (0.5, "h") is "PT30M", (2.5, "year") is "P2Y6M", (1.5, "week") is "P1.5W"."""
    period = f"P{'T' if unit in _CLOCK else ''}"
    smaller, times = _SMALLER.get(unit, ("", 1))
    if smaller and value != int(value) and (parts := _rounded(Decimal(str(value)) * times)) == parts.to_integral_value():
        whole, rest = divmod(int(parts), times)
        return f"{period}{whole}{_LETTERS[unit]}{rest}{smaller}" if whole else f"{period}{rest}{smaller}"
    return f"{period}{value}{_LETTERS[unit]}"


def _rounded(value: Decimal) -> Decimal:
    """To six places; a value with more digits than a decimal holds beside them stays."""
    return value if value.adjusted() > _DIGITS else round(value, 6)


def vague(unit: str) -> str:
    """An unknown number of units: "PXD"."""
    return f"P{'T' if unit in _CLOCK else ''}X{_LETTERS[unit]}"


def _name(bounds: Bounds, unit: str) -> str:
    if bounds.value is not None:
        return timex(bounds.value, unit)
    if bounds.min is None or bounds.max is None or bounds.vague:
        return vague(unit)
    return f"{timex(bounds.min, unit)}/{timex(bounds.max, unit)}"


def _seconds(value: Number | None, unit: str) -> Number | None:
    return None if value is None else plain(_rounded(Decimal(str(value)) * SECONDS[unit]))


def duration(start: int, end: int, bounds: Bounds, unit: str, rate: str = "") -> Duration:
    """The duration of ``bounds`` in ``unit`` over a span."""
    low, high = _seconds(bounds.min, unit), _seconds(bounds.max, unit)
    return Duration(
        start, end, _name(bounds, unit), low, high, bounds.min_open, bounds.max_open, bounds.approximate, bounds.value, unit, rate
    )


def counted(length: Duration) -> Quantity | None:
    """A length of time as the quantity of its unit that the text says ("trois heures": 3 h).

    None where it says no number, and for seconds, in which the length itself is told.
    """
    ranged = length.min is not None and length.max is not None and length.min != length.max
    if (length.value is None and not ranged) or SECONDS[length.unit] == 1:
        return None
    low, high = _units(length.min, length.unit), _units(length.max, length.unit)
    bounds = (low, high, length.min_open, length.max_open, length.approximate)
    return Quantity(length.start, length.end, *bounds, length.value, length.unit, "time", rate=length.rate)


def _units(seconds: Number | None, unit: str) -> Number | None:
    """Seconds in a unit, to six places, whatever the precision of decimals around is."""
    if seconds is None:
        return None
    exact = Fraction(str(seconds)) / SECONDS[unit]
    return int(exact) if exact.denominator == 1 else round(float(exact), 6)
