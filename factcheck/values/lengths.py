"""Lengths of time without a number: "for weeks", "the first time in years", "depuis des années"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from factcheck.language import Pack
from factcheck.model import Date, Duration, Token
from factcheck.text import key
from factcheck.values import hedges, spans

# The units of dates by the keys of lengths; a weekend is no length.
UNITS = {"hour": "h", **{name: name for name in ("day", "week", "month", "year", "decade", "century")}}
MORE_THAN_ONE = 2


class Leads(NamedTuple):
    """A language's units in the plural, and what must stand before them."""

    units: dict[str, str]
    before: frozenset[tuple[str, ...]]


@cache
def _leads(pack: Pack) -> Leads:
    table = pack.table("dates")
    named = table["words"]["units"]
    units = {key(word): UNITS[name] for name, words in named.items() if name in UNITS for word in words}
    before = frozenset(tuple(key(words).split()) for words in table["length_before"])
    return Leads(units, before)


def read(tokens: Sequence[Token], pack: Pack, taken: Sequence[Date | Duration]) -> Iterator[Duration]:
    """The lengths without a number that no other value covers, in order."""
    leads = _leads(pack)
    covered = {value.start for value in taken} | {value.end for value in taken}
    for at, token in enumerate(tokens):
        unit = leads.units.get(token.key)
        if unit is None or token.start in covered or token.end in covered or not token.text.islower():
            continue
        if _led(tokens, at, leads):
            yield spans.duration(token.start, token.end, hedges.several(MORE_THAN_ONE), unit)


def _led(tokens: Sequence[Token], at: int, leads: Leads) -> bool:
    return any(tuple(t.key for t in tokens[max(0, at - n) : at]) in leads.before for n in (1, 2))
