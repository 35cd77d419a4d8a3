"""Lengths of time written like an hour of the day, or as half of one: "en 2h41", "une demi-heure".

No word of any language stands here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from factcheck.language import Pack
from factcheck.model import Date, Duration, Token
from factcheck.text import key
from factcheck.values import spans
from factcheck.values.hedges import Bounds
from factcheck.values.lengths import leading, led

MINUTES = 60


class Marks(NamedTuple):
    """A language's mark between hours and minutes, what must stand before them, and its names of half an hour.

    ``heads``: what these names begin with; ``telling``: the words that a look at a text is for.
    """

    marks: frozenset[str]
    before: frozenset[tuple[str, ...]]
    halves: frozenset[tuple[str, ...]]
    one: frozenset[str]
    heads: frozenset[str]
    telling: frozenset[str]


@cache
def _marks(pack: Pack) -> Marks:
    table = pack.table("dates")
    lengths = table["lengths"]
    before, halves = leading(lengths["clock_before"]), leading(lengths["half_hour"])
    marks, heads = frozenset(lengths["clock_mark"]), frozenset(half[0] for half in halves)
    return Marks(marks, before, halves, frozenset(key(word) for word in table["words"]["one"]["1"]), heads, marks | heads)


def telling(pack: Pack) -> frozenset[str]:
    """The keys of which a text has one where there is anything to read."""
    return _marks(pack).telling


def read(tokens: Sequence[Token], pack: Pack, taken: Sequence[Date | Duration]) -> Iterator[Duration]:
    """The lengths that no other value covers, in order."""
    known = _marks(pack)
    covered = {value.start for value in taken}
    for at, token in enumerate(tokens):
        if token.key in known.heads:
            yield from _halved(tokens, at, known)
        if at and token.key in known.marks and tokens[at - 1].kind == "digits" and tokens[at - 1].start not in covered:
            yield from _clocked(tokens, at - 1, known)


def _clocked(tokens: Sequence[Token], at: int, known: Marks) -> Iterator[Duration]:
    """ "En 2h41": hours and minutes behind words that tell a length."""
    if at + 2 >= len(tokens) or tokens[at + 1].key not in known.marks or not _minutes(tokens[at + 2]) or not _hours(token := tokens[at]):
        return
    if led(tokens, at, known.before):
        value = int(token.text) + int(tokens[at + 2].text) / MINUTES
        yield spans.duration(token.start, tokens[at + 2].end, Bounds(value, value, value=value), "h")


def _hours(token: Token) -> bool:
    return token.text.isdecimal() and len(token.text) <= 3


def _minutes(token: Token) -> bool:
    return token.kind == "digits" and len(token.text) == 2 and token.text.isdecimal() and int(token.text) < MINUTES


def _halved(tokens: Sequence[Token], at: int, known: Marks) -> Iterator[Duration]:
    for half in known.halves:
        end = at + len(half)
        if tuple(token.key for token in tokens[at:end]) == half and (at == 0 or tokens[at - 1].kind != "digits"):
            first = at - 1 if at and tokens[at - 1].key in known.one else at
            yield spans.duration(tokens[first].start, tokens[end - 1].end, Bounds(0.5, 0.5, value=0.5), "h")
