"""Lengths of time without a number: "for weeks", "the first time in years", "depuis des années"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from functools import cache
from itertools import compress, count
from typing import NamedTuple

from factcheck.language import Pack
from factcheck.model import Date, Duration, Token
from factcheck.text import key
from factcheck.values import spans
from factcheck.values.hedges import Bounds

# The units of dates by the keys of lengths; a weekend is no length.
UNITS = {"hour": "h", **{name: name for name in ("day", "week", "month", "year", "decade", "century")}}
_UNTOLD = Bounds(None, None, vague=True)  # whoever says "for weeks" commits to no number


class Leads(NamedTuple):
    """A language's units in the plural, and what must stand before them."""

    units: dict[str, str]
    before: frozenset[tuple[str, ...]]


@cache
def _leads(pack: Pack) -> Leads:
    table = pack.table("dates")
    named = table["words"]["units"]
    units = {key(word): UNITS[name] for name, words in named.items() if name in UNITS for word in words}
    return Leads(units, leading(table["length_before"]))


def leading(phrases: Iterable[str]) -> frozenset[tuple[str, ...]]:
    """Phrases of one or two words as the keys of their words, for ``led``."""
    return frozenset(tuple(key(words).split()) for words in phrases)


def telling(pack: Pack) -> Set[str]:
    """The keys of which a text has one where there is anything to read."""
    return _leads(pack).units.keys()


def read(tokens: Sequence[Token], pack: Pack, taken: Sequence[Date | Duration], keys: Sequence[str] = ()) -> Iterator[Duration]:
    """The lengths without a number that no other value covers, in order. ``keys``: of the tokens, where they have been told already."""
    leads = _leads(pack)
    covered = {value.start for value in taken} | {value.end for value in taken}
    for at in compress(count(), map(leads.units.__contains__, keys or [token.key for token in tokens])):
        token = tokens[at]
        if token.start not in covered and token.end not in covered and token.text.islower() and led(tokens, at, leads.before):
            yield spans.duration(token.start, token.end, _UNTOLD, leads.units[token.key])


def led(tokens: Sequence[Token], at: int, before: Set[tuple[str, ...]]) -> bool:
    """Whether one of the phrases stands right before a token."""
    return any(tuple(t.key for t in tokens[max(0, at - n) : at]) in before for n in (1, 2))
