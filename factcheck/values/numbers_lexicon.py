"""A language's number words by key, derived from its table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

from factcheck.language import Pack
from factcheck.text import key
from factcheck.values.figures import Style

_SETS = (
    *(
        "and",
        "of",
        "one",
        "half",
        "half_link",
        "point",
        "score",
        "minus",
        "minus_units",
        "no_minus_after",
        "indefinite",
        "within_collective",
        "definite",
    ),
    *("ordinal_suffixes", "roman_first", "roman_suffixes", "roman_before", "roman_after", "out_of_not_before", "coded_links"),
)
_FRACTION_SETS = ("alone", "free", "not_before", "hedged", "by", "by_after", "by_before", "by_never")
_STARTING_VALUES = ("small", "tens", "hundreds", "ordinals", "collectives", "collectives_plural", "alone")
_VALUES = (*_STARTING_VALUES, "scales", "abbreviated", "ordinals_joined")
_SUFFIXES = ("suffixes", "suffixes_after_decimals")  # case counts
_STARTING_SETS = ("one", "half", "indefinite", "minus", "point")


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """A language's number words. ``values``: by section of the table, from word to number; ``sets``: its lists of words.

    ``hundred`` and ``hundreds``: the word that counts hundreds, and its plural. ``bare``: scales that make a number by
    themselves. ``fractions``: what a part is of the whole. ``multiples``: scales and dozens, of which a half is a number of
    its own ("half a million"). ``starters``: every word that a number can begin with.

    Most words that begin a number are an article or a small number, and the word behind them tells at once that no more
    belongs to it: ``waiting`` has the value of such words (0: none, those are the ``articles``) unless one of ``onward`` stands
    right behind them, or one of ``out_of`` a few words later. ``halves``: the words of ``onward`` that are so only before some
    others ("et" before "demi"), with these; ``and_halves``: all that "and a half" begins with. ``parting``: those that can go on
    an article; the first and the second are no part of anything. ``lone_ordinals``: the ordinals that are nothing else.
    """

    table: Mapping[str, Any]
    values: Mapping[str, Mapping[str, int]]
    sets: Mapping[str, frozenset[str]]
    small: Mapping[str, int]
    tens: Mapping[str, int]
    scales: Mapping[str, int]
    ordinals: Mapping[str, int]
    joined: Mapping[str, int]
    collectives: Mapping[str, int]
    plurals: Mapping[str, int]
    hundred: frozenset[str]
    hundreds: frozenset[str]
    bare: frozenset[str]
    fractions: Mapping[str, Decimal]
    multiples: frozenset[str]
    style: Style
    starters: frozenset[str]
    waiting: Mapping[str, int]
    articles: frozenset[str]
    onward: frozenset[str]
    halves: Mapping[str, frozenset[str]]
    and_halves: frozenset[str]
    parting: frozenset[str]
    lone_ordinals: frozenset[str]
    out_of: frozenset[str]


@cache
def lexicon(pack: Pack) -> Lexicon:
    """The number words of a language."""
    table = pack.table("numbers")
    values = _values(table)
    sets = {name: frozenset(map(key, table[name])) for name in _SETS}
    sets |= {name: frozenset(map(key, table["fractions"][name])) for name in _FRACTION_SETS}
    fractions = {key(word): Decimal(value) for value, words in table["fractions"].items() if value[0].isdigit() for word in words}
    hundred, bare = frozenset(table["hundred"]["singular"]), frozenset(table["bare"]["words"])
    waiting = _waiting(table, values, sets, hundred | bare | frozenset(fractions))
    starters = hundred.union(bare, fractions, table["fractions"]["articles"], *_starting(values, sets, _STARTING_VALUES))
    onward = _onward(table, values, sets, hundred | frozenset(fractions))
    halves = {first: frozenset(row[1] for row in table["and_half"] if row[0] == first) for first, *_ in table["and_half"]}
    lone = _lone_ordinals(values, sets, hundred.union(bare, fractions, table["fractions"]["articles"]))
    return Lexicon(
        table=table,
        values=values,
        sets=sets,
        small=values["small"],
        tens=values["tens"],
        scales=values["scales"],
        ordinals=values["ordinals"],
        joined=values["ordinals_joined"],
        collectives=values["collectives"],
        plurals=values["collectives_plural"],
        hundred=hundred,
        hundreds=frozenset(table["hundred"]["plural"]),
        bare=bare,
        fractions=fractions,
        multiples=frozenset(values["scales"]) | frozenset(values["collectives"]),
        style=Style(table["decimal"], frozenset(table["pairs"])),
        starters=starters,
        waiting=waiting,
        articles=frozenset(word for word, value in waiting.items() if not value),
        onward=onward | halves.keys(),
        halves={word: words for word, words in halves.items() if word not in onward},
        and_halves=frozenset(halves),
        parting=(onward | halves.keys()).difference(word for word in lone if values["ordinals"][word] <= 2),
        lone_ordinals=lone,
        out_of=frozenset(phrase[0] for phrase in table["out_of"]),
    )


def _starting(values: Mapping[str, Mapping[str, int]], sets: Mapping[str, frozenset[str]], names: Iterable[str]) -> Iterator[Iterable[str]]:
    """The words of some sections, and of every list, that a number can begin with."""
    yield from (values[name] for name in names)
    yield from (sets[name] for name in _STARTING_SETS)


def _lone_ordinals(values: Mapping[str, Mapping[str, int]], sets: Mapping[str, frozenset[str]], others: frozenset[str]) -> frozenset[str]:
    """The ordinals that are nothing else."""
    names = [name for name in (*_VALUES, "ordinals_joined") if name != "ordinals"]
    return frozenset(values["ordinals"]).difference(others, *_starting(values, sets, names))


def _waiting(
    table: Mapping[str, Any], values: Mapping[str, Mapping[str, int]], sets: Mapping[str, frozenset[str]], others: frozenset[str]
) -> dict[str, int]:
    """The articles, and the small numbers that are nothing else."""
    waiting = dict.fromkeys((*sets["one"], *table["fractions"]["articles"]), 0) | {word: n for word, n in values["small"].items() if n}
    more = others.union(
        *(values[name] for name in _STARTING_VALUES if name != "small"), *(sets[name] for name in _STARTING_SETS if name != "one")
    )
    return {word: value for word, value in waiting.items() if word not in more}


def _onward(
    table: Mapping[str, Any], values: Mapping[str, Mapping[str, int]], sets: Mapping[str, frozenset[str]], others: frozenset[str]
) -> frozenset[str]:
    """The words that can go on a number which one word or one run of digits begins, and the hyphen."""
    words = others.union(
        table["hundred"]["plural"], *(values[name] for name in (*_STARTING_VALUES, "scales", "abbreviated", "ordinals_joined")),
        *(sets[name] for name in (*_STARTING_SETS, "score", "within_collective")),
    )  # fmt: skip
    words |= {key(letters) for name in _SUFFIXES for letters in values[name]}
    return words | {word + "s" for word in (*values["ordinals"], *values["ordinals_joined"])} | {"-"}


def _values(table: Mapping[str, Any]) -> dict[str, dict[str, int]]:
    values = {name: _by_word(table[name]) for name in _VALUES}
    values |= {name: {word: int(value) for value, words in table[name].items() for word in words} for name in _SUFFIXES}
    if table["tens_in_one_word"]:  # "twentyone", "twentyfifth"
        for ten, base in values["tens"].items():
            for name in ("small", "ordinals"):
                values[name] |= {ten + word: base + unit for word, unit in values[name].items() if 0 < unit < 10}
    return values


def _by_word(entries: Mapping[str, Iterable[str]]) -> dict[str, int]:
    return {key(word): int(value) for value, words in entries.items() for word in words}
