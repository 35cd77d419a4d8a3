"""Values: quantities, durations and dates of a statement, and names, which are read over a whole article."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Context, getcontext, localcontext
from functools import cache
from operator import attrgetter
from typing import NamedTuple

from factcheck.language import Pack, Row, row
from factcheck.model import Date, Duration, Quantity, Token
from factcheck.turns import Steps, whole
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
    """Every value of one text but the names. ``before``: the dates of each statement before it, in order."""
    return whole(steps((text,), (row(tokens),), pack, reference, before))[0]


def steps(
    texts: Sequence[str], rows: Sequence[Row], pack: Pack, reference: date | None, before: Sequence[Sequence[Date]] = ()
) -> Steps[list[Values]]:
    """The same for the statements of an article, in order, ``rows`` being their tokens.

    Each kind is read of all statements before the next: a reader that goes on has what it looks words up in at hand, where twenty that take
    turns at each statement have it brought from far away every time, which takes a tenth as long again.
    """
    if getcontext().prec == _EXACT.prec:
        return (yield from _read(texts, rows, pack, reference, before))
    with localcontext(_EXACT):  # at one go, because other works go on in between
        return whole(_read(texts, rows, pack, reference, before))


@cache
def _telling(pack: Pack) -> frozenset[str]:
    """The keys of which a text with a length of time of its own kind has one."""
    return frozenset(dates_lengths.telling(pack) | lengths.telling(pack))


def _read(
    texts: Sequence[str], rows: Sequence[Row], pack: Pack, reference: date | None, before: Sequence[Sequence[Date]]
) -> Steps[list[Values]]:
    """Dates come first: a number inside a date counts nothing."""
    numerals = [numbers.numerals(row.tokens, pack, row.keys) for row in rows]
    yield
    told = [*before]  # what each statement may count from is told in those before it
    dated: list[dates.Found] = []
    for text, words, found in zip(texts, rows, numerals, strict=True):
        one = len(found) == 1 and _one_number(text, found[0])
        dated.append(dates.Found([], []) if one else dates.find(text, words.tokens, found, pack, reference, told, words.keys, words.kinds))
        told.append(tuple(dated[-1].dates))
    yield
    telling, articles = _telling(pack), bool(pack.table("hedges")["article_units"])
    read: list[Values] = []
    for text, words, found, dates_ in zip(texts, rows, numerals, dated, strict=True):
        lasting = not telling.isdisjoint(words.keys)
        counted = _counted(text, words, found, dates_, pack, lasting) if found or lasting or articles else ((), ())
        read.append(Values(*counted, tuple(dates_.dates)))
    return read


def _one_number(text: str, numeral: numbers.Numeral) -> bool:
    """Whether a text is nothing but its number, which is no date unless it is a day in figures."""
    whole = (numeral.start, numeral.end) == (len(text) - len(text.lstrip()), len(text.rstrip()))
    return whole and not one_day(text)


def _counted(
    text: str, row: Row, numerals: Sequence[numbers.Numeral], found: dates.Found, pack: Pack, lasting: bool
) -> tuple[tuple[Quantity, ...], tuple[Duration, ...]]:
    """The quantities and lengths of time of a statement; ``lasting``: it has a word of a length of time of its own kind."""
    tokens, (dated, refused) = row.tokens, found
    told = list(dates_lengths.read(tokens, pack, dated)) if lasting else []
    taken = (
        [*[(date.start, date.end) for date in dated], *[(length.start, length.end) for length in told], *refused]
        if dated or told or refused
        else []
    )
    measured = quantities.read(text, tokens, numerals, pack, taken, row.keys)
    if not (measured or lasting):  # as in most
        return (), ()
    counted = [*told, *[value for value in measured if isinstance(value, Duration)]]
    if lasting:
        counted += lengths.read(tokens, pack, (*dated, *counted), row.keys)
        counted.sort(key=_START)
    amounts = [value for value in measured if isinstance(value, Quantity)]
    linked = parts.link(tokens, changes.mark(tokens, amounts, pack, row.lowers), pack) if amounts else ()
    return linked, tuple(counted)


_START = attrgetter("start")
