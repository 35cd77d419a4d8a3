"""Phrases as data: a small language of words, classes and gaps, matched over tokens.

``a|b`` either word, ``@name`` a class, ``^`` a capitalised word, ``..3`` up to three words or digits, ``x?`` perhaps. What follows
``+`` must be there and is not part of the match; ``$`` there is a mark or the end. Every gap is bounded, so that a match costs a constant.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import compress, count
from typing import Any, NamedTuple

from factcheck.language import Kept, Pack, forms
from factcheck.model import Token

DIGITS = "0123456789"  # as folded texts have them


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

    def loose(self) -> bool:
        """Whether words belong here that are not listed."""
        return bool(self.endings) or self.capital or self.digits

    def told_by(self) -> tuple[str, ...]:
        """Endings of which every word that belongs here has one, unless it is listed."""
        return ("",) if self.capital else (*self.endings, *(DIGITS if self.digits else ""))


def as_token(text: str) -> Token:
    """A word as written, wherever it stands: all that tells what it belongs to."""
    return Token(0, len(text), *forms(text))


def closed(endings: Sequence[str], last: str) -> tuple[str, ...]:
    """The endings that a word with a last letter may have: of all that there are, few are tried with each word."""
    return tuple([ending for ending in endings if ending[-1:] in ("", last)])


class Element(NamedTuple):
    """One place of a phrase: words, or a gap of up to ``gap`` words."""

    words: Words = Words()
    gap: int = 0
    optional: bool = False
    last: bool = False  # a mark, or the end of the statement


_ANYTHING = Element(optional=True)


class Pattern(NamedTuple):
    """A phrase and what it stands for. ``counted``: how many elements belong to the match; the rest is only looked at. ``row``: the words
    of a phrase that is nothing but one word behind the other, as most are."""

    elements: tuple[Element, ...]
    counted: int
    meaning: tuple[str, ...]
    row: tuple[Words, ...] = ()

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


class Anchor(NamedTuple):
    """A phrase, by its number, as seen from a word in it: how many tokens before that word it begins, at least and at most. ``openers``,
    ``seconds``: the words of which one must stand there, and behind that, where they are listed."""

    number: int
    least: int
    most: int
    openers: frozenset[str] | None
    seconds: frozenset[str] | None


Begun = tuple[int, frozenset[str] | None]  # a phrase by its number, and the words of which one must stand second


class Offer(NamedTuple):
    """The phrases that begin so many tokens before a word of theirs: by the word that opens them, and behind any other word."""

    back: int
    opened: dict[str, list[Begun]]
    loose: list[Begun]


class Grammar:
    """Phrases, indexed by one word that each cannot be without, the rarest there is: most statements have none of these words.

    ``common``: words that many statements have; among others the short ones are frequent, and so are marks."""

    def __init__(self, common: frozenset[str] = frozenset()) -> None:
        self.common = common
        self.frequencies: dict[Words, tuple[bool, bool, int]] = {}  # of the words of phrases, which many share
        self.patterns: list[Pattern] = []
        self.listed: dict[str, list[Anchor]] = {}
        self.loose: list[tuple[Words, Anchor]] = []  # of words that are not listed, and the endings that tell these
        self.endings: tuple[str, ...] = ()
        self._closed = Kept(lambda last: closed(self.endings, last)).__getitem__
        self._offers = Kept(self._offered).__getitem__

    def add(self, pattern: Pattern) -> None:
        """Index one phrase."""
        needed = [at for at, element in enumerate(pattern.elements) if not (element.optional or element.gap or element.last)] or [0]
        place = min(needed, key=lambda at: self._frequency(pattern.elements[at].words)) if len(needed) > 1 else needed[0]
        before, words = pattern.elements[:place], pattern.elements[place].words
        least, most = sum(not (e.gap or e.optional) for e in before), sum(e.gap or 1 for e in before)
        anchor = Anchor(len(self.patterns), least, most, *_leading(pattern.elements))
        self.patterns.append(pattern)
        for word in words.listed:
            self.listed.setdefault(word, []).append(anchor)
        if words.loose():
            self.loose.append((words, anchor))
            self.endings += words.told_by()

    def _frequency(self, words: Words) -> tuple[bool, bool, int]:
        told = self.frequencies.get(words)
        if told is None:
            told = words.loose(), not words.listed.isdisjoint(self.common), -min(map(len, words.listed), default=0)
            self.frequencies[words] = told
        return told

    def anchored(self, text: str) -> bool:
        """Whether a word as written is one of those that phrases are found by."""
        lower = text.lower()
        if lower in self.listed:
            return True
        return bool(self.loose) and lower.endswith(self._closed(lower[-1:])) and any(as_token(text) in words for words, _ in self.loose)

    def _offered(self, text: str) -> list[Offer]:
        """What is found by a word as written, the nearest first."""
        token = as_token(text)
        anchors = [*self.listed.get(token.lower, ()), *[anchor for words, anchor in self.loose if token in words]]
        offers: dict[int, Offer] = {}
        for number, least, most, openers, seconds in dict.fromkeys(anchors):
            for back in range(least, most + 1):
                offer = offers.setdefault(back, Offer(back, {}, []))
                for begun in [offer.loose] if openers is None else [offer.opened.setdefault(lower, []) for lower in openers]:
                    begun.append((number, seconds))
        for _, opened, loose in offers.values():
            for begun in opened.values() if loose else ():
                begun += loose
        return [offers[back] for back in sorted(offers)]

    def begun(self, tokens: Sequence[Token], lowers: Sequence[str], places: Sequence[int] | None = None) -> dict[int, list[int]]:
        """The phrases that may begin at each token, in the order of the data, those last whose first word is told by its ending.
        ``places``: where words stand that phrases are found by, if that is known."""
        found: dict[int, list[int]] = {}
        for at in self._places(tokens, lowers) if places is None else places:
            for back, opened, loose in self._offers(tokens[at].text):
                if (start := at - back) < 0:
                    break
                if begun := opened.get(lowers[start], loose):
                    second = lowers[start + 1] if start + 1 < len(lowers) else ""
                    if numbers := [number for number, seconds in begun if seconds is None or second in seconds]:
                        found[start] = [*found[start], *numbers] if start in found else numbers
        return {start: self._ordered(found[start], lowers[start]) for start in sorted(found)} if found else found

    def _places(self, tokens: Sequence[Token], lowers: Sequence[str]) -> list[int]:
        if self.loose:
            return [at for at, token in enumerate(tokens) if self.anchored(token.text)]
        return list(compress(count(), map(self.listed.__contains__, lowers)))

    def _ordered(self, numbers: list[int], lower: str) -> list[int]:
        if len(numbers) == 1:
            return numbers
        return sorted(set(numbers), key=lambda number: (lower not in self.patterns[number].elements[0].words.listed, number))

    def opened(self, token: Token) -> list[int]:
        """The phrases that a word may open."""
        return [number for number, pattern in enumerate(self.patterns) if token in pattern.elements[0].words]

    def longest(self, tokens: Sequence[Token], at: int, numbers: Iterable[int]) -> tuple[int, Pattern] | None:
        """Of some phrases the longest that begins at a token; the first among equals."""
        best, found = at, None
        for number in numbers:
            end = self.patterns[number].match(tokens, at)
            if end > best:
                best, found = end, self.patterns[number]
        return (best, found) if found is not None else None

    def each(
        self, tokens: Sequence[Token], lowers: Sequence[str], places: Sequence[int] | None = None
    ) -> Iterator[tuple[int, int, Pattern]]:
        """The phrases in reading order, the longest at each place; what is inside one is left out."""
        end = 0
        for place, numbers in self.begun(tokens, lowers, places).items():
            best = self.longest(tokens, place, numbers) if place >= end else None
            if best is not None:
                end = best[0]
                yield place, *best


def _leading(elements: Sequence[Element]) -> tuple[frozenset[str] | None, frozenset[str] | None]:
    """The words of which one must open a phrase, and of which one must stand second; None where others may."""
    first, second = elements[0], elements[1] if len(elements) > 1 else _ANYTHING
    free = second.gap or second.optional or second.last or first.optional or second.words.loose()
    return None if first.words.loose() else first.words.listed, None if free else second.words.listed


def classes(table: Mapping[str, Any]) -> dict[str, Words]:
    """The classes of words of a table, by name."""
    cased = frozenset(table.get("lower", ()))
    return {name: _words(entry, table, cased) for name, entry in table["classes"].items()}


_NONE = frozenset[str]()
_NOWHERE = list[str]()


def telling(named: Mapping[str, Words]) -> Callable[[str], frozenset[str]]:
    """Tells of a word as written which classes it belongs to. No class holds words for their capital alone."""
    listed: dict[str, list[str]] = {}
    for name, words in named.items():
        for word in words.listed:
            listed.setdefault(word, []).append(name)
    ended = Kept(lambda last: _ended(named, last)).__getitem__

    def told(text: str) -> frozenset[str]:
        lower = text.lower()
        near = listed.get(lower, _NOWHERE)
        if text != lower:  # endings count in lower case only
            return frozenset([name for name in near if lower not in named[name].cased]) if near else _NONE
        every, each = ended(lower[-1:])
        if not lower.endswith(every):
            return frozenset(near) if near else _NONE
        if lower[-1:] in DIGITS:
            return frozenset([*near, *[name for name, _, _ in each if as_token(text) in named[name]]])
        return frozenset([*near, *[name for name, endings, excluded in each if lower.endswith(endings) and lower not in excluded]])

    return told


def _ended(named: Mapping[str, Words], last: str) -> tuple[tuple[str, ...], list[tuple[str, tuple[str, ...], frozenset[str]]]]:
    """The endings with a last letter, of all classes and of each, with the words that it leaves out."""
    each = [(name, endings, words.excluded) for name, words in named.items() if (endings := closed(words.told_by(), last))]
    return tuple([ending for _, endings, _ in each for ending in endings]), each


def _words(entry: Mapping[str, Any], table: Mapping[str, Any], cased: frozenset[str]) -> Words:
    suffixes = (table.get("agreement") or [""]) if entry.get("agrees") else [""]
    listed = [word + suffix for word in entry["words"] for suffix in suffixes]
    listed += [stem + ending for stem in entry.get("stems", ()) for ending in table["conjugation"]]
    return Words(
        frozenset(listed), tuple(entry.get("endings", ())), frozenset(entry.get("except", ())), bool(entry.get("digits")), False, cased
    )


def compiled(phrases: Iterable[tuple[str, tuple[str, ...]]], named: Mapping[str, Words], pack: Pack, cased: frozenset[str]) -> Grammar:
    """A grammar from phrases, each with its meaning."""
    grammar = Grammar(frozenset((*pack.lines("stop"), "-")))
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
