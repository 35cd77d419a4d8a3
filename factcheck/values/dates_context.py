"""The words around a date, and what a language says of its dates.

No word of any language stands here.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from factcheck.language import Pack
from factcheck.model import Token
from factcheck.text import key
from factcheck.values.dates_grammar import LONGEST_ALONE, Match, Words

_CLOSING = frozenset(".!?")


class Rules(NamedTuple):
    """What a language says of its dates."""

    capital: bool
    ambiguous: frozenset[str]
    month_before: frozenset[str]
    month_only: frozenset[str]
    of: frozenset[str]
    function: frozenset[str]
    plural: tuple[str, ...]
    connect: frozenset[str]
    connect_time: frozenset[str]
    connect_clocks: frozenset[str]
    next_weekday: str
    circa: frozenset[str]
    compare: frozenset[str]
    measures: frozenset[str]
    month_the: frozenset[str]
    never_counted: frozenset[str]
    never_year: frozenset[str]
    behind_house: frozenset[str]


@dataclass(slots=True, eq=False, repr=False)
class Context:
    """A text and what the language says of its dates. ``alone``: the text is no longer than one date. ``broken``: it has paragraphs."""

    words: Words
    rules: Rules
    alone: bool
    first_word: int
    last_word: int
    broken: bool


@cache
def _rules(pack: Pack) -> Rules:
    table = pack.table("dates")
    return Rules(
        table["capital"],
        _keys(table["ambiguous"]),
        _keys(table["month_before"]),
        _keys(table["month_only"]),
        _keys(table["of"]),
        _keys(table["function"]),
        tuple(table["plural"]),
        _keys(table["connect"]),
        _keys(table["connect_time"]),
        _keys(table["connect_clocks"]),
        table["next_weekday"],
        _keys(table["circa"]),
        _keys(table["compare"]),
        _keys(table["measures"]),
        _keys(table["month_the"]),
        _keys(table["never_counted"]),
        _keys(table["never_year"]),
        _keys(table["behind_house"]),
    )


def context(words: Words, pack: Pack) -> Context:
    kinds = words.kinds
    near = min(len(kinds), 40)
    first, last = 0, near - 1
    while first < near and kinds[first] == "mark":
        first += 1
    while last > 0 and kinds[last] == "mark":
        last -= 1
    return Context(words, _rules(pack), len(kinds) <= LONGEST_ALONE, first if first < near else 0, max(last, 0), "\n\n" in words.text)


def _keys(words: list[str]) -> frozenset[str]:
    return frozenset(key(word) for word in words)


def token_at(around: Context, at: int) -> Token | None:
    return around.words.tokens[at] if 0 <= at < len(around.words.tokens) else None


def counts(at: int, around: Context) -> bool:
    """Whether the word at a token is a noun in the plural: the number before it counts something."""
    token = token_at(around, at)
    if token is None or token.kind != "word" or token.text[0].isupper():
        return False
    return token.key not in around.rules.function and token.key.endswith(around.rules.plural)


def noun(at: int, around: Context) -> bool:
    """Whether a lower-case word that is no function word follows: a bare number before it may count it."""
    token = token_at(around, at)
    return token is not None and token.kind == "word" and token.text[0].islower() and token.key not in around.rules.function


def begins(at: int, around: Context) -> bool:
    before = token_at(around, at - 1)
    if before is None or before.text in _CLOSING:
        return True
    return "\n" in around.words.text[before.end : around.words.tokens[at].start]


def upper(match: Match, around: Context) -> bool:
    """A text without lower case tells nothing by its capitals."""
    token = around.words.tokens[match.first]
    near = around.words.text[max(0, token.start - 40) : token.end + 40]
    return near.isupper()
