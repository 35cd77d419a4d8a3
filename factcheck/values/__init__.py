"""Values: quantities, durations and dates of a statement, and names, which are read over a whole article."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from factcheck.language import Pack
from factcheck.model import Date, Duration, Quantity, Token
from factcheck.values import dates, numbers, quantities


class Values(NamedTuple):
    """The values of one stretch of text, each kind in order of appearance."""

    quantities: tuple[Quantity, ...]
    durations: tuple[Duration, ...]
    dates: tuple[Date, ...]


def read(text: str, tokens: Sequence[Token], pack: Pack, reference: date | None) -> Values:
    """Read every value but the names. Dates come first: a number inside a date counts nothing; a text that is one number
    is no date."""
    numerals = numbers.numerals(tokens, pack)
    alone = len(numerals) == 1 and (numerals[0].start, numerals[0].end) == (len(text) - len(text.lstrip()), len(text.rstrip()))
    dated = [] if alone else dates.read(text, tokens, numerals, pack, reference)
    measured = quantities.read(text, tokens, numerals, pack, [(value.start, value.end) for value in dated])
    return Values(
        tuple(value for value in measured if isinstance(value, Quantity)),
        tuple(value for value in measured if isinstance(value, Duration)),
        tuple(dated),
    )
