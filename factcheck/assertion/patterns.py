"""Phrases as data: a small language of words, classes and gaps, matched over tokens.

``a|b`` either word, ``@name`` a class, ``^`` a capitalised word, ``..3`` up to three words or digits, ``x?`` perhaps. What follows
``+`` must be there and is not part of the match; ``$`` there is a mark or the end. Every gap is bounded, so that a match costs a constant.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from factcheck.language import Pack
from factcheck.model import Token

KEPT = 65_536  # words as written of which it is remembered what they are


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """A set of words, listed or told by their endings. Endings count for words in lower case only: names are no verbs."""

    listed: frozenset[str] = frozenset()
    endings: tuple[str, ...] = ()
    excluded: frozenset[str] = frozenset()
    digits: bool = False
    capital: bool = False
    cased: frozenset[str] = frozenset()

    def __contains__(self, token: Token) -> bool:
        lower = token.lower
        if lower in self.listed:
            return lower not in self.cased or token.text == lower
        if self.endings and lower.endswith(self.endings) and token.text == lower and lower not in self.excluded:
            return True
        return (self.capital and token.text[:1].isupper()) or (self.digits and token.kind == "digits")


class Element(NamedTuple):
    """One place of a phrase: words, or a gap of up to ``gap`` words."""

    words: Words = Words()
    gap: int = 0
    optional: bool = False
    last: bool = False  # a mark, or the end of the statement


class Pattern(NamedTuple):
    """A phrase and what it stands for. ``counted``: how many elements belong to the match; the rest is only looked at. ``row``: the words
    of a phrase that is nothing but one word behind the other, as most are."""

    elements: tuple[Element, ...]
    counted: int
    meaning: tuple[str, ...]
    row: tuple[Words, ...] = ()

    def second(self) -> Words | None:
        """The words of which one must stand right behind the first word, None where that need not be."""
        near = self.elements[:2]
        return near[1].words if len(near) == 2 and not any(element.gap or element.optional or element.last for element in near) else None

    def match(self, tokens: Sequence[Token], start: int) -> int:
        """Where the match ends, -1 for none."""
        if not self.row:
            return self._from(0, tokens, start)
        if start + len(self.row) > len(tokens):
            return -1
        for at, words in enumerate(self.row, start):
            if tokens[at] not in words:
                return -1
        return start + self.counted

    def _from(self, place: int, tokens: Sequence[Token], at: int) -> int:
        if place == len(self.elements):
            return at
        element = self.elements[place]
        end = self._gap(element.gap, place, tokens, at) if element.gap else self._word(element, place, tokens, at)
        # The end of the counted part is what is reported; deeper calls return their own, later, ends.
        return end if end < 0 or place < self.counted else at

    def _word(self, element: Element, place: int, tokens: Sequence[Token], at: int) -> int:
        if element.last and (at >= len(tokens) or tokens[at].kind == "mark"):
            return self._from(place + 1, tokens, at + 1)
        if at < len(tokens) and tokens[at] in element.words:
            end = self._from(place + 1, tokens, at + 1)
            if end >= 0:
                return end
        return self._from(place + 1, tokens, at) if element.optional else -1

    def _gap(self, width: int, place: int, tokens: Sequence[Token], at: int) -> int:
        for skipped in range(width + 1):
            end = self._from(place + 1, tokens, at + skipped)
            if end >= 0:
                return end
            if at + skipped >= len(tokens) or tokens[at + skipped].kind == "mark":
                break
        return -1


@dataclass(slots=True, eq=False, repr=False)
class Grammar:
    """Phrases, indexed by the words that can open them. ``openers``: what was found for a word as written, kept because
    most words of a text are frequent ones that open nothing; each with the words of which one must come next, if it is so."""

    by_word: dict[str, list[Pattern]] = field(default_factory=dict)
    by_ending: list[Pattern] = field(default_factory=list)
    openers: dict[str, tuple[tuple[Pattern, Words | None], ...]] = field(default_factory=dict)

    def add(self, pattern: Pattern) -> None:
        """Index one phrase by its first element."""
        first = pattern.elements[0].words
        for word in first.listed:
            self.by_word.setdefault(word, []).append(pattern)
        if first.endings or first.capital or first.digits:
            self.by_ending.append(pattern)

    def opened(self, token: Token) -> tuple[tuple[Pattern, Words | None], ...]:
        """The phrases that a token may open, in the order of the data."""
        known = self.openers.get(token.text)
        if known is None:
            rows = (*self.by_word.get(token.lower, ()), *self.by_ending)
            fits = [row for row in rows if row.elements[0].optional or row.elements[0].gap or token in row.elements[0].words]
            known = tuple([(row, row.second()) for row in fits])
            if len(self.openers) < KEPT:
                self.openers[token.text] = known
        return known

    def longest(self, tokens: Sequence[Token], at: int) -> tuple[int, Pattern] | None:
        """The longest phrase that begins at a token; the first in the data among equals."""
        opened = self.openers.get(tokens[at].text)
        if opened is None:
            opened = self.opened(tokens[at])
        if not opened:  # as with most words
            return None
        best, found = at, None
        behind = tokens[at + 1] if at + 1 < len(tokens) else None
        for pattern, second in opened:
            if second is None or (behind is not None and behind in second):
                end = pattern.match(tokens, at)
                if end > best:
                    best, found = end, pattern
        return (best, found) if found is not None else None

    def places(self, tokens: Sequence[Token], others: frozenset[str] = frozenset()) -> list[int]:
        """The tokens at which a phrase may begin, and those with one of some other words."""
        known = self.openers.get
        return [at for at, token in enumerate(tokens) if known(token.text, True) or token.lower in others]


def classes(table: Mapping[str, Any]) -> dict[str, Words]:
    """The classes of words of a table, by name."""
    cased = frozenset(table.get("lower", ()))
    return {name: _words(entry, table, cased) for name, entry in table["classes"].items()}


def _words(entry: Mapping[str, Any], table: Mapping[str, Any], cased: frozenset[str]) -> Words:
    suffixes = (table.get("agreement") or [""]) if entry.get("agrees") else [""]
    listed = [word + suffix for word in entry["words"] for suffix in suffixes]
    listed += [stem + ending for stem in entry.get("stems", ()) for ending in table["conjugation"]]
    return Words(
        frozenset(listed), tuple(entry.get("endings", ())), frozenset(entry.get("except", ())), bool(entry.get("digits")), False, cased
    )


def compiled(phrases: Iterable[tuple[str, tuple[str, ...]]], named: Mapping[str, Words], pack: Pack, cased: frozenset[str]) -> Grammar:
    """A grammar from phrases, each with its meaning."""
    grammar = Grammar()
    chunks: dict[str, tuple[Element, ...]] = {}  # the same alternatives stand in many phrases
    for phrase, meaning in phrases:
        counted, _, seen = phrase.partition(" + ")
        for chunk in (*counted.split(), *seen.split()):
            if chunk not in chunks:
                chunks[chunk] = tuple(_chunk(chunk, named, pack, cased))
        elements = tuple([element for chunk in counted.split() for element in chunks[chunk]])
        whole = (*elements, *[element for chunk in seen.split() for element in chunks[chunk]]) if seen else elements
        grammar.add(Pattern(whole, len(elements), meaning, _row(whole)))
    return grammar


def _row(elements: Sequence[Element]) -> tuple[Words, ...]:
    """The words of elements that each stand for one; nothing where one does not."""
    alone = not any(element.gap or element.optional or element.last for element in elements)
    return tuple([element.words for element in elements]) if alone else ()


def _chunk(chunk: str, named: Mapping[str, Words], pack: Pack, cased: frozenset[str]) -> Iterator[Element]:
    if chunk.startswith(".."):
        yield Element(gap=int(chunk[2:]))
        return
    optional = len(chunk) > 1 and chunk.endswith("?")
    if chunk.split("|")[0] == "$":
        chunk = chunk.removeprefix("$").removeprefix("|")
        yield Element(_any([word for word in chunk.split("|") if word], named, cased), last=True)
        return
    alternatives = chunk.removesuffix("?").split("|") if optional else chunk.split("|")
    if len(alternatives) == 1 and "'" in chunk.strip("'") and not chunk.startswith("n'"):
        yield from (Element(Words(frozenset({token.lower}), cased=cased), optional=optional) for token in pack.tokens(alternatives[0]))
        return
    yield Element(_any(alternatives, named, cased), optional=optional)


def _any(alternatives: Sequence[str], named: Mapping[str, Words], cased: frozenset[str]) -> Words:
    """The words, classes and capitals of which one may stand."""
    plain = [word for word in alternatives if word[:1] != "@" and word != "^"]
    parts = [Words(frozenset(plain), cased=cased)] if plain else []
    if len(plain) < len(alternatives):
        parts += [Words(capital=True) if word == "^" else named[word[1:]] for word in alternatives if word == "^" or word[:1] == "@"]
    return parts[0] if len(parts) == 1 else _union(parts)


def _union(parts: Sequence[Words]) -> Words:
    return Words(
        frozenset().union(*(part.listed for part in parts)),
        tuple(ending for part in parts for ending in part.endings),
        frozenset().union(*(part.excluded for part in parts)),
        any(part.digits for part in parts),
        any(part.capital for part in parts),
        frozenset().union(*(part.cased for part in parts)),
    )
