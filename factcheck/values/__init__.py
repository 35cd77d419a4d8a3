"""Values: quantities, durations and dates of a statement, and names, which are read over a whole article."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Context, getcontext, localcontext
from functools import cache
from typing import NamedTuple

from factcheck.language import Pack
from factcheck.model import Date, Duration, Quantity, Token
from factcheck.values import changes, dates, dates_lengths, lengths, numbers, parts, quantities
from factcheck.values.dates_figures import one_day

_EXACT = Context(prec=28)  # a program around may have set another precision


class Values(NamedTuple):
    """The values of one stretch of text, each kind in order of appearance. Quantities never overlap but for sums, which
    stand over their parts."""

    quantities: tuple[Quantity, ...]
    durations: tuple[Duration, ...]
    dates: tuple[Date, ...]


def read(text: str, tokens: Sequence[Token], pack: Pack, reference: date | None, before: Sequence[Sequence[Date]] = ()) -> Values:
    """Read every value but the names. Dates come first: a number inside a date counts nothing; a text that is one number
    is no date. ``before``: the dates of each statement before it, in order."""
    if getcontext().prec == _EXACT.prec:
        return _read(text, tokens, pack, reference, before)
    with localcontext(_EXACT):
        return _read(text, tokens, pack, reference, before)


@cache
def _telling(pack: Pack) -> frozenset[str]:
    """The keys of which a text with a length of time of its own kind has one."""
    return frozenset(dates_lengths.telling(pack) | lengths.telling(pack))


def _read(text: str, tokens: Sequence[Token], pack: Pack, reference: date | None, before: Sequence[Sequence[Date]]) -> Values:
    words = [token.key for token in tokens]
    numerals = numbers.numerals(tokens, pack, words)
    alone = len(numerals) == 1 and (numerals[0].start, numerals[0].end) == (len(text) - len(text.lstrip()), len(text.rstrip()))
    no_date = alone and not one_day(text)
    dated, refused = dates.Found([], []) if no_date else dates.find(text, tokens, numerals, pack, reference, before, words)
    lasting = not _telling(pack).isdisjoint(words)
    told = list(dates_lengths.read(tokens, pack, dated)) if lasting else []
    taken = sorted([*[(date.start, date.end) for date in dated], *[(length.start, length.end) for length in told], *refused])
    measured = quantities.read(text, tokens, numerals, pack, taken, words)
    counted = [*told, *[value for value in measured if isinstance(value, Duration)]]
    if lasting:
        counted += lengths.read(tokens, pack, (*dated, *counted))
        counted.sort(key=lambda value: value.start)
    amounts = [value for value in measured if isinstance(value, Quantity)]
    linked = parts.link(tokens, changes.mark(tokens, amounts, pack), pack) if amounts else ()
    return Values(linked, tuple(counted), tuple(dated))
