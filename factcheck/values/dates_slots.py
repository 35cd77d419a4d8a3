"""The slots of phrases that a number can fill: days, years, hours, counts.

A slot stands in a phrase as ``{day}``, ``{year}`` ...; which numbers fit it is told here, for those in digits and in words.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache, lru_cache

from factcheck.model import Number

NUMBER_SLOTS = frozenset({"day", "n", "year", "yy", "hour", "hour_said", "minute", "decade", "short_decade", "rank", "no_day", "no_year"})
ORDERED = frozenset({"day", "rank"})  # what an ending may follow
# What a number must be to stand in a slot: (value, digits as written; 0 for words).
SLOTS: Mapping[str, Callable[[int, int], bool]] = {
    "day": lambda value, size: 1 <= value <= 31 and size <= 2,
    "n": lambda value, size: 0 < value < 10_000,
    "year": lambda value, size: (size == 4 and 1000 <= value <= 2199) or (size == 0 and 1900 <= value <= 2099),
    "yy": lambda value, size: size == 2,
    "hour": lambda value, size: value <= 24 and size <= 2,
    "hour_said": lambda value, size: size == 0 and 0 <= value <= 24,
    "minute": lambda value, size: value < 60 and size == 2,
    "decade": lambda value, size: value % 10 == 0 and size == 4 and 1000 <= value <= 2190,
    "short_decade": lambda value, size: value % 10 == 0 and (size == 2 or 20 <= value <= 90),
    "rank": lambda value, size: 1 <= value <= 31 and size <= 2,
    # What no calendar has, to be refused with its number.
    "no_day": lambda value, size: not 1 <= value <= 31 and 1 <= size <= 2,
    "no_year": lambda value, size: value == 0 and size >= 1,
}
SPELLED: Mapping[str, frozenset[str]] = {
    "day": frozenset({"cardinal", "ordinal"}),
    "hour_said": frozenset({"cardinal"}),
    "n": frozenset({"cardinal", "collective"}),
    "rank": frozenset({"ordinal"}),
    "short_decade": frozenset({"cardinal"}),
    "year": frozenset({"cardinal"}),
}
_NO_SLOT: frozenset[str] = frozenset()


@lru_cache(maxsize=16_384)
def written(text: str) -> tuple[frozenset[str], frozenset[str], str]:
    """The slots that digits fill with an ending behind them, those that they fill without one, and their value."""
    if len(text) > 4 or not text.isascii():
        return _NO_SLOT, _NO_SLOT, ""
    slots = _accepting(int(text), len(text))
    return slots & ORDERED, slots - ORDERED, str(int(text))


@lru_cache(maxsize=16_384)
def said(value: Number, kind: str, digits: bool) -> tuple[frozenset[str], str]:
    """The slots that a number fills by what it says, and its value."""
    if abs(value) >= 10_000 or value != int(value):
        return _NO_SLOT, ""
    slots = _accepting(int(value), 0) & _said_as(kind)
    return (slots & {"n"} if digits else slots), str(int(value))


def _accepting(value: int, size: int) -> frozenset[str]:
    """The slots that a number fits; ``size``: how many digits it is written with."""
    return frozenset(slot for slot, fits in SLOTS.items() if fits(value, size))


@cache
def _said_as(kind: str) -> frozenset[str]:
    """The slots that a number in words may fill, by its kind."""
    return frozenset(slot for slot, kinds in SPELLED.items() if kind in kinds)
