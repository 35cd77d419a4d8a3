"""The words of a text as names need them: what stands between two of them, where sentences open, what a word may be."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import compress, pairwise, repeat
from operator import ne
from typing import Any, NamedTuple

from factcheck.language import Columns, Pack
from factcheck.values import gazetteer
from factcheck.values.gazetteer import Index

_OPENERS = frozenset('.!?:…"•–—(\n*·|')
_HEADLINE = 0.65  # of the longer words of a line with capitals: every word has one, so that capitals tell nothing
_HEADLINE_WORDS = 4
_LONGEST_HEADLINE = 30  # words
_SHORT = 3  # letters of words that many headlines write small
_BREAK = re.compile("\n")
_STOPS = frozenset((".", ". "))
_OPENING, _CLOSING = ' "', '" '  # around a nickname between first name and surname
_CLOSED = re.compile(_CLOSING)
_NICKNAME = 3  # words and parts of such a nickname at most


class Word(NamedTuple):
    """A word with what parts it from the word before: a space, a hyphen, an apostrophe, a full stop after an
    abbreviation, "+" for nothing, "" for anything that ends a name. ``opens``: its capital may be that of a sentence.
    ``loud``: it stands in a headline where every word has a capital (1) or every letter is one (2), else 0."""

    start: int
    end: int
    text: str
    key: str
    glue: str
    opens: bool
    capital: bool
    loud: int = 0


@dataclass(slots=True, eq=False, repr=False)
class Lexicon:
    """The words of one language that tell names apart, in ASCII form. ``known``: the names known beforehand; ``openers``: with
    these begin those that may begin in lower case, and names of peoples in two words; ``doubled``: with these begin the latter;
    ``nameless``: titles, days, peoples, which are no part of a name."""

    known: Index
    peoples: dict[str, str]
    openers: frozenset[str]
    doubled: frozenset[str]
    nameless: frozenset[str]
    countries: frozenset[str]
    courtesy: frozenset[str]
    abbreviated: frozenset[str]
    titles: frozenset[str]
    particles: frozenset[str]
    joins: frozenset[str]
    suffixes: frozenset[str]
    place_before: frozenset[str]
    place_signs: frozenset[str]
    told: frozenset[str]
    guarded: frozenset[str]
    organisation_heads: frozenset[str]
    named_after: frozenset[str]
    place_heads: frozenset[str]
    never: frozenset[str]
    storms: frozenset[str]
    stop: frozenset[str]
    common: frozenset[str]

    def no_name(self, key: str) -> bool:
        """Whether a word with a capital is a title, a day, a people: no part of a name."""
        return key in self.nameless


@cache
def lexicon(pack: Pack) -> Lexicon:
    """The lexicon of a language, read once."""
    table = pack.table("names")
    sets = {name: frozenset(words) for name, words in table.items() if isinstance(words, list) and name != "directions"}
    stop = sets.pop("openers") | set(gazetteer.normals(pack.lines("stop")))
    common = stop | set(gazetteer.normals(pack.lines("common")))
    index, peoples = gazetteer.index(pack), gazetteer.peoples(pack)
    doubled = frozenset([first for first, space, _ in (name.partition(" ") for name in peoples) if space])
    return Lexicon(
        known=index,
        peoples=peoples,
        openers=doubled.union([name.partition(" ")[0] for name in index.lower]),
        doubled=doubled,
        nameless=sets["titles"].union(sets["courtesy"], sets["never"], peoples),
        countries=gazetteer.countries(),
        stop=stop,
        common=common - set(gazetteer.first_names()),
        **sets,
    )


class Row:
    """The words and runs of digits of a text, in order, by their fields. What parts a word from the word before is found out where it is
    asked for, which it is of few."""

    __slots__ = ("capitals", "ends", "glue", "keys", "loud", "starts", "text", "texts")

    text: str
    starts: list[int]
    ends: list[int]
    texts: list[str]
    keys: list[str]
    capitals: list[bool]
    loud: list[int]

    def __init__(self, text: str, tokens: Columns, lex: Lexicon) -> None:
        spoken = list(map(ne, tokens.kinds, repeat("mark")))
        self.text = text
        self.starts, self.ends = list(compress(tokens.starts, spoken)), list(compress(tokens.ends, spoken))
        self.texts = list(compress(tokens.texts, spoken))
        self.keys, self.capitals = list(compress(tokens.plains, spoken)), list(compress(tokens.capitals, spoken))
        self.glue = _Glue(text, self.starts, self.ends, self.keys, self.capitals, lex.abbreviated)
        if _CLOSING in text and (named := self._nicknames(lex)):
            self._drop(named)
        self.loud = [0] * len(self)
        for first, last in pairwise(sorted({0, len(self), *(bisect_left(self.starts, found.start()) for found in _BREAK.finditer(text))})):
            if level := self._level(first, last):
                self.loud[first:last] = repeat(level, last - first)

    def __len__(self) -> int:
        return len(self.texts)

    def __iter__(self) -> Iterator[Word]:
        return map(self.word, range(len(self)))

    def word(self, at: int) -> Word:
        """A word by itself."""
        parted = self.glue[at], self.opens(at)
        return Word(self.starts[at], self.ends[at], self.texts[at], self.keys[at], *parted, self.capitals[at], self.loud[at])

    def gap(self, at: int) -> str:
        """What stands between a word and the one before."""
        return self.text[self.ends[at - 1] : self.starts[at]]

    def opens(self, at: int) -> bool:
        return not self.glue[at] and (at == 0 or not _OPENERS.isdisjoint(self.gap(at)))

    def _nicknames(self, lex: Lexicon) -> list[tuple[int, int]]:
        """The words in quotation marks behind a first name: 'Ada *"Lady L"* Byron'."""
        free = 0
        found: list[tuple[int, int]] = []
        for mark in _CLOSED.finditer(self.text):
            at = bisect_left(self.starts, mark.end())
            if 0 < at < len(self) and self.capitals[at] and self.gap(at) == _CLOSING:
                gaps = ((n, self.gap(n)) for n in range(at - 1, max(at - _NICKNAME, free + 1) - 1, -1))
                opened = next((n for n, gap in gaps if gap == _OPENING), 0)
                if opened and self._nicknamed(opened, at, lex):
                    found.append((opened, at))
                    free = at
        return found

    def _nicknamed(self, opened: int, at: int, lex: Lexicon) -> bool:
        """Whether words stand behind a first name, on one line."""
        if not (self.capitals[opened] and self.capitals[opened - 1]) or "\n" in self.text[self.ends[opened - 1] : self.starts[at]]:
            return False
        first = self.keys[opened - 1]
        return not lex.no_name(first) and (first in gazetteer.first_names() or first not in lex.common)

    def _drop(self, stretches: Sequence[tuple[int, int]]) -> None:
        """Leave out some words; a space parts what stands around them."""
        kept, gone = [True] * len(self), 0
        for first, last in stretches:
            kept[first:last] = repeat(False, last - first)
            self.glue[first - gone] = " "
            gone += last - first
        columns: tuple[list[Any], ...] = self.starts, self.ends, self.texts, self.keys, self.capitals
        for column in columns:
            column[:] = list(compress(column, kept))

    def _level(self, first: int, last: int) -> int:
        """How loud a line is: 1 where most longer words have a capital and no full stop ends it, 2 where all letters are capitals."""
        if self._shouted(first, last):
            return 2
        if "." in self.text[self.ends[last - 1] : self.ends[last - 1] + 2]:
            return 0
        longer = [self.capitals[at] for at in range(first, last) if len(self.texts[at]) > _SHORT]
        return int(_HEADLINE_WORDS <= len(longer) <= _LONGEST_HEADLINE and sum(longer) > _HEADLINE * len(longer))

    def _shouted(self, first: int, last: int) -> bool:
        for at in range(first, last):
            word = self.texts[at]
            if len(word) > 1 and not word.isupper() and not word.isdigit():
                return False
        return last - first > 1


class _Glue(dict[int, str]):
    """What parts each word of a row from the one before, in its short form."""

    def __init__(self, text: str, starts: list[int], ends: list[int], keys: list[str], capitals: list[bool], short: frozenset[str]) -> None:
        self._text, self._starts, self._ends = text, starts, ends
        self._keys, self._capitals, self._abbreviated = keys, capitals, short
        self[0] = ""

    def __missing__(self, at: int) -> str:
        if at < 0:  # from the end, as of a list
            return self[at + len(self._starts)]
        gap = self._text[self._ends[at - 1] : self._starts[at]]
        self[at] = short = gap if gap in (" ", "-", "'") else self._short(at, gap)
        return short

    def _short(self, at: int, gap: str) -> str:
        if gap in _STOPS and self._shortened(at - 1):
            return "."
        return "+" if not gap else " " if not gap.strip(" ") else ""

    def _shortened(self, at: int) -> bool:
        """Whether a full stop behind a word says that it is an abbreviation."""
        letter = self._ends[at] - self._starts[at] == 1 and self._capitals[at]
        return letter or self._keys[at] in self._abbreviated
