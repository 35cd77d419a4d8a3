"""Phrases of a language, compiled to a trie over tokens, and their matcher.

The table ``dates`` of a pack has word classes (``[words.weekday]``, value first), the list ``dates_phrases`` has phrases
behind what they mean (``day -1 = hier``). A phrase is a row of items:

    word       that word, without regard to case and accents; "_" joins words, a hyphen may stand inside
    a/b        one of several; an item may also be "{slot}"
    item?      the item may be missing
    <item      context: must be there, is not part of the date (at the beginning of the phrase only)
    {class}    a word of the class; {day}, {year} ...: a number in that range, see SLOTS

The work per token is bounded by the depth of the trie, so that matching is linear in the text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from factcheck.language import Pack
from factcheck.model import Token
from factcheck.text import key
from factcheck.values.numbers import Numeral

Forms = dict[str, list[tuple[tuple[str, ...], str]]]  # first key -> (all keys, value), longest first
Binding = tuple[str, str, int]  # slot, value, first token
SHORTEST = 16  # tokens; a text may be one date ("le 12", "1st") only when it has fewer
NUMBER_SLOTS = frozenset({"day", "n", "year", "yy", "hour", "hour_said", "minute", "decade", "short_decade", "rank"})


@dataclass(slots=True, eq=False, repr=False)
class Node:
    """One place in the trie. ``here``: the span of the date begins at this place."""

    words: dict[str, Node] = field(default_factory=dict)
    slots: dict[str, tuple[str, Node]] = field(default_factory=dict)  # name -> class ("weekday2": "weekday"), place
    here: Node | None = None
    ends: list[tuple[tuple[str, ...], bool]] = field(default_factory=list)


class Match(NamedTuple):
    """What a phrase found: its meaning, the words of its slots, the token where its context begins, the tokens of its span."""

    head: str
    args: tuple[str, ...]
    bound: tuple[Binding, ...]
    context: int
    first: int
    last: int
    alone: bool

    def get(self, slot: str) -> str:
        """The value of a slot, "" when the phrase does not have it."""
        return next((value for name, value, _ in self.bound if name == slot), "")

    def any(self, *slots: str) -> str:
        """The value of the first of several slots that the phrase has."""
        return next((value for value in map(self.get, slots) if value), "")

    def number(self, slot: str) -> int | None:
        value = self.get(slot)
        return int(value) if value else None

    def at(self, slot: str) -> int | None:
        """The first token of a slot."""
        return next((at for name, _, at in self.bound if name == slot), None)

    def filled(self) -> tuple[str, ...]:
        """The arguments of the meaning, with the words of the slots put in ("-{n}" gives "-3")."""
        values = {name: value for name, value, _ in self.bound}
        return tuple(arg.format_map(values) if "{" in arg else arg for arg in self.args)


class Follow(NamedTuple):
    """What may follow the first word of a phrase: anything (``free``: the word may be the whole phrase), these words, a number."""

    free: bool
    number: bool
    words: frozenset[str]


class Grammar(NamedTuple):
    """One language's phrases and word classes, ready to match. ``by_key``: the classes by what a word of them begins with.
    ``starts``: the words that may begin a phrase, each with what may follow it."""

    root: Node
    classes: Mapping[str, Forms]
    by_key: Mapping[str, Forms]
    ordinal: frozenset[str]
    starts: Mapping[str, Follow]
    numbers: Follow  # what may follow a number that begins a phrase


class Words(NamedTuple):
    """A tokenised text with its numerals by their first token."""

    text: str
    tokens: Sequence[Token]
    numerals: Mapping[int, Numeral]
    covered: frozenset[int]  # tokens inside a numeral of several tokens, without its first


@cache
def grammar(pack: Pack) -> Grammar:
    """The compiled phrases of a language."""
    table = pack.table("dates")
    whole = frozenset(word for words in table["words"]["month_bare"].values() for word in words)
    classes = {name: _forms(pack, values, name in table["dotted"], whole) for name, values in table["words"].items()}
    root = Node()
    for line in pack.lines("dates_phrases"):
        meaning, _, phrases = line.partition(" = ")
        alone = meaning.startswith("alone ")
        for phrase in phrases.split(" ; "):
            _insert(pack, root, phrase.strip(), (tuple(meaning.removeprefix("alone ").split()), alone))
    by_key: dict[str, Forms] = {}
    for name, forms in classes.items():
        for word, rows in forms.items():
            by_key.setdefault(word, {})[name] = rows
    return Grammar(root, classes, by_key, frozenset(table["ordinal_ends"]), _starts(root, classes, by_key), _after_number(root, classes))


def _starts(root: Node, classes: Mapping[str, Forms], by_key: Mapping[str, Forms]) -> dict[str, Follow]:
    filled = [name for name, _ in root.slots.values() if name in classes]
    words = dict.fromkeys([*root.words, *(word for name in filled for word in classes[name])])
    return {word: _follow(root, word, classes, by_key.get(word, _NONE)) for word in words}


def _follow(root: Node, word: str, classes: Mapping[str, Forms], filling: Forms) -> Follow:
    places = [root.words[word]] if word in root.words else []
    rows = [(target, keys) for name, target in root.slots.values() for keys, _ in filling.get(name, ())]
    places += [target for target, keys in rows if len(keys) == 1]
    found = _behind(places, classes)
    return found._replace(words=found.words | {keys[1] for _, keys in rows if len(keys) > 1})


def _after_number(root: Node, classes: Mapping[str, Forms]) -> Follow:
    return _behind([target for name, target in root.slots.values() if name in NUMBER_SLOTS], classes)


def _behind(places: list[Node], classes: Mapping[str, Forms]) -> Follow:
    places = places + [place.here for place in places if place.here]
    slots = [name for place in places for name, _ in place.slots.values()]
    words = {key for place in places for key in place.words} | {key for name in slots if name not in NUMBER_SLOTS for key in classes[name]}
    return Follow(any(place.ends for place in places), not NUMBER_SLOTS.isdisjoint(slots), frozenset(words))


def _forms(pack: Pack, values: Mapping[str, Sequence[str]], dotted: bool, whole: frozenset[str]) -> Forms:
    """A word class by first key; abbreviations may have a full stop, whole words have none."""
    forms: Forms = {}
    for value, words in values.items():
        for word in words:
            keys = _keys(pack, word)
            for row in (keys, (*keys, ".")) if dotted and word not in whole else (keys,):
                forms.setdefault(row[0], []).append((row, value))
    for rows in forms.values():
        rows.sort(key=lambda row: -len(row[0]))
    return forms


def _insert(pack: Pack, root: Node, phrase: str, end: tuple[tuple[str, ...], bool]) -> None:
    nodes = [root]
    inside = not phrase.startswith("<")
    for item in phrase.split():
        if not inside and not item.startswith("<"):
            nodes = [_here(node) for node in nodes]
            inside = True
        optional = item.endswith("?")
        after = [_step(pack, node, choice) for choice in _choices(item) for node in nodes]
        nodes = _unique(nodes + after if optional else after)
    for node in nodes:
        if end not in node.ends:
            node.ends.append(end)


def _choices(item: str) -> list[str]:
    bare = item.removeprefix("<")
    bare = bare.removesuffix("?") if len(bare) > 1 else bare
    return bare.split("/") if len(bare) > 1 else [bare]


def _unique(nodes: list[Node]) -> list[Node]:
    return list({id(node): node for node in nodes}.values())


def _here(node: Node) -> Node:
    node.here = node.here or Node()
    return node.here


def _step(pack: Pack, node: Node, choice: str) -> Node:
    if choice.startswith("{"):
        return node.slots.setdefault(choice[1:-1], (choice[1:-1].rstrip("23"), Node()))[1]
    for word in _keys(pack, choice.replace("_", " ")):
        node = node.words.setdefault(word, Node())
    return node


def _keys(pack: Pack, words: str) -> tuple[str, ...]:
    """The keys of a stretch of text; an elided word at its end stays one word."""
    if words.isalpha():  # no mark to cut at
        return (key(words),)
    if words.startswith("'") and len(words) > 1:  # an ending: "'s"
        return tuple(token.key for token in pack.tokens(f"a{words}")[1:])
    if not words.endswith("'") or len(words) == 1:
        return tuple(token.key for token in pack.tokens(words))
    return tuple(token.key for token in pack.tokens(f"{words}a")[:-1])


def begins(found: Grammar, words: Words, at: int) -> bool:
    """Whether a phrase may begin at a token, by its word and the next one."""
    if (words.tokens[at].kind == "digits" or at in words.numerals) and _number_begins(found, words, at):
        return True
    follow = found.starts.get(words.tokens[at].key)
    return follow is not None and (follow.free or _follows(follow, words, at + 1))


def _follows(follow: Follow, words: Words, at: int) -> bool:
    if at >= len(words.tokens):
        return False
    token = words.tokens[at]
    return token.key in follow.words or (follow.number and (token.kind == "digits" or at in words.numerals))


def _number_begins(found: Grammar, words: Words, at: int) -> bool:
    """Whether a number may begin a date: a year, figures with marks between, or what a phrase has behind a number.

    A short text may be a day alone.
    """
    tokens, numeral = words.tokens, words.numerals.get(at)
    year = len(tokens[at].text) == 4 if tokens[at].kind == "digits" else numeral is not None and numeral.value >= 1000
    if year or len(tokens) <= SHORTEST:
        return True
    if at + 1 < len(tokens) and tokens[at + 1].kind == "mark" and tokens[at + 1].start == tokens[at].end:
        return True
    # An ending ("1er") may stand between.
    return any(_follows(found.numbers, words, end) for end in (at + 1, at + 2, numeral.last if numeral else at + 1))


def matches(found: Grammar, words: Words, at: int) -> list[Match]:
    """Every phrase that begins at a token, longest first."""
    rows: list[Match] = []
    _walk(_Walk(found, words, at, rows), found.root, at, at, ())
    if len(rows) > 1:
        rows.sort(key=lambda m: -m.last)
    return rows


class _Walk(NamedTuple):
    """One descent into the trie: where its context begins, and what it has found."""

    found: Grammar
    words: Words
    context: int
    rows: list[Match]


def _walk(walk: _Walk, node: Node, first: int, at: int, bound: tuple[Binding, ...]) -> None:
    for head, alone in node.ends:
        walk.rows.append(Match(head[0], head[1:], bound, walk.context, first, at, alone))
    if node.here:
        _walk(walk, node.here, at, at, bound)
    words = walk.words
    if at >= len(words.tokens):
        return
    token = words.tokens[at]
    if child := node.words.get(token.key):
        _walk(walk, child, first, at + 1, bound)
    number = token.kind == "digits" or at in words.numerals
    classes = walk.found.by_key.get(token.key, _NONE)
    if number or classes:  # most words fill no slot at all
        for slot, (name, target) in node.slots.items():
            for end, value in _fill(walk, name, at, number, classes) if number or name in classes else ():
                _walk(walk, target, first, end, (*bound, (slot, value, at)))


_NONE: Forms = {}


def _fill(walk: _Walk, name: str, at: int, number: bool, classes: Forms) -> Iterable[tuple[int, str]]:
    if name in NUMBER_SLOTS:
        return _numbers(walk.found, walk.words, name, at) if number else ()
    return _class(walk.words.tokens, at, classes[name]) if name in classes else ()


def _class(tokens: Sequence[Token], at: int, rows: Iterable[tuple[tuple[str, ...], str]]) -> Iterator[tuple[int, str]]:
    for keys, value in rows:
        end = at + len(keys)
        if end <= len(tokens) and all(tokens[at + n].key == word for n, word in enumerate(keys)):
            yield end, value


def _numbers(found: Grammar, words: Words, slot: str, at: int) -> Iterator[tuple[int, str]]:
    token, numeral = words.tokens[at], words.numerals.get(at)
    if token.kind == "digits":
        # A number of several tokens ("2 024", "1,990", "3.5") is one number: its pieces are no days and no years.
        whole = (numeral is None or numeral.digits is False or numeral.last - at <= 2) and at not in words.covered
        if whole and len(token.text) <= 4 and token.text.isascii() and SLOTS[slot](int(token.text), len(token.text)):
            end = _after_ordinal(found, words, at + 1) if slot in ("day", "rank") else at + 1
            yield end, str(int(token.text))
    if numeral is not None and slot in SPELLED and _spelled(numeral, slot) and not (slot != "n" and token.kind == "digits"):
        yield numeral.last, str(int(numeral.value))


def _spelled(numeral: Numeral, slot: str) -> bool:
    value = numeral.value
    whole = isinstance(value, (int, float)) and abs(value) < 10_000 and value == int(value)
    return whole and numeral.kind in SPELLED[slot] and SLOTS[slot](int(value), 0)


def _after_ordinal(found: Grammar, words: Words, at: int) -> int:
    """Past the ending of "1er", "16th" when it is glued to its digits."""
    if at < len(words.tokens) and words.tokens[at].key in found.ordinal and words.tokens[at].start == words.tokens[at - 1].end:
        return at + 1
    return at


# What a number must be to stand in a slot: (value, digits as written; 0 for words).
SLOTS: Mapping[str, Callable[[int, int], bool]] = {
    "day": lambda value, size: 1 <= value <= 31 and size <= 2,
    "n": lambda value, size: 0 < value < 10_000,
    "year": lambda value, size: (size == 4 and 1000 <= value <= 2199) or (size == 0 and 1900 <= value <= 2099),
    "yy": lambda value, size: size == 2,
    "hour": lambda value, size: value <= 24 and size <= 2,
    "hour_said": lambda value, size: size == 0 and value <= 24,
    "minute": lambda value, size: value < 60 and size == 2,
    "decade": lambda value, size: value % 10 == 0 and size == 4 and 1000 <= value <= 2190,
    "short_decade": lambda value, size: value % 10 == 0 and (size == 2 or 20 <= value <= 90),
    "rank": lambda value, size: 1 <= value <= 31 and size <= 2,
}
SPELLED: Mapping[str, frozenset[str]] = {
    "day": frozenset({"cardinal", "ordinal"}),
    "hour_said": frozenset({"cardinal"}),
    "n": frozenset({"cardinal", "collective"}),
    "rank": frozenset({"ordinal"}),
    "short_decade": frozenset({"cardinal"}),
    "year": frozenset({"cardinal"}),
}
