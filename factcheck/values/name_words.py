"""The words of a text as names need them: what stands between two of them, where sentences open, what a word may be."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from functools import cache, partial
from typing import NamedTuple

from factcheck.language import Kept, Pack
from factcheck.values import gazetteer
from factcheck.values.gazetteer import Index

_OPENERS = frozenset('.!?:…"•–—(\n*·|')
_HEADLINE = 0.65  # of the longer words of a line with capitals: every word has one, so that capitals tell nothing
_HEADLINE_WORDS = 4
_LONGEST_HEADLINE = 30  # words
_SHORT = 3  # letters of words that many headlines write small
_OPENING, _CLOSING = ' "', '" '  # around a nickname between first name and surname
_NICKNAME = 3  # words and parts of such a nickname at most


Fields = tuple[int, int, str, str, str, str]  # those of a token


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


_WORD: Callable[[tuple[int, int, str, str, str, bool, bool, int]], Word] = partial(tuple.__new__, Word)  # without a step in Python


class Lexicon(NamedTuple):
    """The words of one language that tell names apart, in ASCII form. ``known``: the names known beforehand; ``openers``: with
    these they begin, and names of peoples in two words."""

    known: Index
    peoples: dict[str, str]
    openers: Container[str]
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
        return key in self.titles or key in self.courtesy or key in self.never or key in self.peoples


@cache
def lexicon(pack: Pack) -> Lexicon:
    """The lexicon of a language, read once."""
    table = pack.table("names")
    sets = {name: frozenset(words) for name, words in table.items() if isinstance(words, list) and name != "directions"}
    stop = sets.pop("openers") | set(gazetteer.normals(pack.lines("stop")))
    common = stop | set(gazetteer.normals(pack.lines("common")))
    index, peoples = gazetteer.index(pack), gazetteer.peoples(pack)
    return Lexicon(
        known=index,
        peoples=peoples,
        openers=index.longest.keys() | {first for first, space, _ in (name.partition(" ") for name in peoples) if space},
        countries=gazetteer.countries(),
        stop=stop,
        common=common - set(gazetteer.first_names()),
        **sets,
    )


def words(text: str, tokens: Iterable[Fields], lex: Lexicon) -> list[Word]:
    """The words and runs of digits of a text, in order."""
    found: list[Word] = []
    line: list[Word] = []
    last = opened = 0
    plain = _plain().__getitem__
    for start, end, written, _, key, kind in tokens:
        if kind == "mark":
            continue
        gap, capital = text[last:start], written[0].isupper()
        if gap == " " and line:  # nearly always
            line.append(_WORD((start, end, written, plain(key), gap, False, capital, 0)))
            last = end
            continue
        if line and "\n" in gap:
            found.extend(_heard(text, line))
            line = []
        glue = _glue(gap, line[-1], lex) if line else ""
        opened = len(line) if gap == _OPENING else opened
        if gap == _CLOSING and capital and _nicknamed(line, opened, lex):
            del line[opened:]
            glue = " "
        opens = not glue and (not line or not _OPENERS.isdisjoint(gap))
        line.append(Word(start, end, written, plain(key), glue, opens, capital))
        last = end
    found.extend(_heard(text, line))
    return found


@cache
def _plain() -> Kept[str]:
    """Keys without apostrophes."""
    return Kept(lambda key: key.replace("'", ""))


def _nicknamed(line: Sequence[Word], opened: int, lex: Lexicon) -> bool:
    """Whether the words from ``opened`` on, between quotation marks, stand behind a first name: 'Ada *"Lady L"* Byron'."""
    if not 0 < opened < len(line) <= opened + _NICKNAME or not line[opened].capital:
        return False
    first = line[opened - 1]
    return first.capital and not lex.no_name(first.key) and (first.key in gazetteer.first_names() or first.key not in lex.common)


def _glue(gap: str, before: Word, lex: Lexicon) -> str:
    if gap in ("", "-", "'"):
        return gap or "+"
    if gap in (".", ". ") and ((len(before.text) == 1 and before.capital) or before.key in lex.abbreviated):
        return "."
    return " " if not gap.strip(" ") else ""


def _heard(text: str, line: list[Word]) -> Iterator[Word]:
    """The words of a line, marked as loud when most of the longer ones have a capital and no full stop ends it."""
    shouted = len(line) > 1 and all(word.text.isupper() for word in line if len(word.text) > 1 and not word.text.isdigit())
    ended = bool(line) and "." in text[line[-1].end : line[-1].end + 2]
    longer = [word.capital for word in line if len(word.text) > _SHORT] if not ended else []
    titled = _HEADLINE_WORDS <= len(longer) <= _LONGEST_HEADLINE and sum(longer) > _HEADLINE * len(longer)
    level = 2 if shouted else int(titled)
    return (word._replace(loud=level) for word in line) if level else iter(line)
