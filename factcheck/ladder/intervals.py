"""What a figure allows: an interval, with the tolerance of an approximate one; what it may round; two figures in one unit."""

from __future__ import annotations

from typing import NamedTuple

from factcheck.ladder.occasions import centre, digits, size
from factcheck.model import Claim, Duration, Number, Quantity, Value
from factcheck.values import measures

TOLERANCE = 0.1  # how far an approximate figure ("environ 300") may be from the one it agrees with
AROUND_TEN = 2  # the same for approximate figures from ten on ("une dizaine" / 8)
ANCHOR = 1000  # a figure of at least this that two statements share tells that they are on one thing
ROUND_FROM = 50  # from which on a figure with one digit that tells is round
ROUND = 0.05  # how far a round figure of 50 and more may be from the one that it rounds
FINELY = 0.01  # the same for a figure of a thousand and more with two digits that tell
ROUNDED_LENGTH = 0.15  # part by which two lengths of time may differ that are told in two units


class Bounds(NamedTuple):
    """An interval of numbers; None is unbounded."""

    low: float | None
    high: float | None
    low_open: bool = False
    high_open: bool = False

    def disjoint(self, other: Bounds) -> bool:
        return _below(self, other) or _below(other, self)


def _below(a: Bounds, b: Bounds) -> bool:
    if a.high is None or b.low is None:
        return False
    return a.high < b.low or (a.high == b.low and (a.high_open or b.low_open))


def bounds(value: Quantity | Duration) -> Bounds:
    """The interval a figure stands for, with the tolerance that an approximate one allows."""
    low, high = value.min, value.max
    if value.approximate:
        centre = low if low is not None else high
        slack = 0.0 if centre is None else max(TOLERANCE * abs(centre), AROUND_TEN if abs(centre) >= 10 else 0.0)
        low = None if low is None else low - slack
        high = None if high is None else high + slack
    return Bounds(low, high, value.min_open, value.max_open)


def bounds_of(claim: Claim) -> Bounds:
    """The interval that the figure of a claim stands for."""
    assert isinstance(claim.value, Quantity | Duration)
    return bounds(claim.value)


def same_bounds(a: Quantity | Duration, b: Quantity | Duration) -> bool:
    """Whether two figures stand for one interval that has an end."""
    return (a.min, a.max, a.min_open, a.max_open) == (b.min, b.max, b.min_open, b.max_open) and (a.min is not None or a.max is not None)


def figure(value: object) -> tuple[Number | None, Number | None, str]:
    """A figure without its hedge: bounds and unit."""
    assert isinstance(value, Quantity | Duration)
    return value.min, value.max, value.unit if isinstance(value, Quantity) and value.dimension != "count" else ""


def on_one_scale(left: Value, right: Value) -> tuple[Quantity | Duration, Quantity | Duration] | None:
    """Two figures that can be compared, in one unit; None where their units have nothing in common ("5 EUR", "5 USD")."""
    if not (isinstance(left, Quantity) and isinstance(right, Quantity)):
        assert isinstance(left, Quantity | Duration) and isinstance(right, Quantity | Duration)
        return left, right
    if left.unit == right.unit or left.dimension == "count":
        return left, right
    one, two = measures.in_base(left), measures.in_base(right)
    return (one, two) if one and two and one.unit == two.unit else None


def in_two_units(a: Claim, b: Claim) -> bool:
    """ "5 km" / "3 miles", "eight weeks" / "two months"."""
    one, two = a.value, b.value
    if isinstance(one, Quantity) and isinstance(two, Quantity):
        return measures.alike(one, two)
    low, high = sorted((size(a), size(b)))
    told = isinstance(one, Duration) and isinstance(two, Duration) and one.unit != two.unit
    return told and high - low <= ROUNDED_LENGTH * high


def rounds(one: Quantity | Duration, other: Quantity | Duration) -> bool:
    """ "50 blessés" / "48 blessés", "1.200 blessés" / "1.204 blessés": a count with a digit or two that tell, and one that it may round."""
    value, exact = centre(one), centre(other)
    if not isinstance(one, Quantity) or one.dimension != "count" or value is None or exact is None or value < ROUND_FROM:
        return False
    told = digits(value)
    near = ROUND if told == 1 else FINELY if told == 2 and value >= ANCHOR else 0.0
    return near > 0 and abs(value - exact) <= near * value


def vague(value: Quantity | Duration) -> bool:
    """ "des dizaines", "dozens": an order of magnitude; or a sum of parts, which need not be all. They contradict nothing."""
    ten_times = value.value is None and value.min is not None and value.max == 10 * value.min
    return ten_times or (value.approximate and value.min != value.max) or (isinstance(value, Quantity) and bool(value.parts))


def ceiling(value: Quantity | Duration) -> bool:
    """ "Up to 20": what is hoped for or feared; it contradicts nothing."""
    return value.min is None and not value.max_open


def floor(value: Quantity | Duration) -> bool:
    """ "At least 20", or 20: what has been counted so far."""
    return value.max is None or value.min == value.max
