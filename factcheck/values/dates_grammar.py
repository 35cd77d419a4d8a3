"""Phrases of a language, compiled to a trie over tokens, and their matcher.

The table ``dates`` of a pack has word classes (``[words.weekday]``, value first), the list ``dates_phrases`` has phrases
behind what they mean (``day -1 = hier``). A phrase is a row of items:

    word       that word, without regard to case and accents; "_" joins words, a hyphen may stand inside
    a/b        one of several; an item may also be "{slot}"
    item?      the item may be missing
    <item      context: must be there, is not part of the date (at the beginning of the phrase only)
    {class}    a word of the class; {day}, {year} ...: a number in that range, see `dates_slots`

The work per token is bounded by the depth of the trie, so that matching is linear in the text.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cache, partial
from operator import itemgetter
from typing import NamedTuple

from factcheck.language import Kept, Pack
from factcheck.model import Token
from factcheck.text import key
from factcheck.values.dates_slots import NUMBER_SLOTS, said, written
from factcheck.values.numbers import Numeral

Forms = dict[str, list[tuple[tuple[str, ...], str]]]  # first key -> (all keys, value), longest first
Binding = tuple[str, str, int]  # slot, value, first token
Reading = tuple[frozenset[str], int, str]  # the slots that a number can fill, the token behind it, its value
Way = tuple[str, tuple[str, ...]]  # a slot, or the keys of words
Told = tuple[str, tuple[str, ...], bool]  # what a phrase means, its arguments, and whether it counts only where it is the whole text
LONGEST_ALONE = 12  # tokens of a text that may be one date


class Node:
    """One place in the trie. ``here``: the span of the date begins at this place. ``steps``: where a word leads, see `_steps`."""

    __slots__ = ("ends", "here", "slots", "steps", "words")

    def __init__(self) -> None:
        self.words: dict[str, Node] = {}
        self.slots: dict[str, tuple[str, Node]] = {}  # name -> class ("weekday2": "weekday"), place
        self.here: Node | None = None
        self.ends: list[Told] = []
        self.steps: dict[str, list[Step]] = {}


class Step(NamedTuple):
    """One way from a place over a word: the words of the class that must follow it, how many words it goes over, the slot that they
    fill ("" for none), the value, and the next place."""

    rest: tuple[str, ...]
    size: int
    slot: str
    value: str
    target: Node


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
        for name, value, _ in self.bound:
            if name == slot:
                return value
        return ""

    def any(self, *slots: str) -> str:
        """The value of the first of several slots that the phrase has."""
        return next((value for value in map(self.get, slots) if value), "")

    def number(self, slot: str) -> int | None:
        value = self.get(slot)
        return int(value) if value else None

    def at(self, slot: str) -> int | None:
        """The first token of a slot."""
        for name, _, at in self.bound:
            if name == slot:
                return at
        return None

    def filled(self) -> tuple[str, ...]:
        """The arguments of the meaning, with the words of the slots put in ("-{n}" gives "-3")."""
        for arg in self.args:
            if "{" in arg:
                values = {name: value for name, value, _ in self.bound}
                return tuple([arg.format_map(values) if "{" in arg else arg for arg in self.args])
        return self.args


_MATCH: Callable[[tuple[str, tuple[str, ...], tuple[Binding, ...], int, int, int, bool]], Match] = partial(tuple.__new__, Match)
_Place = tuple[Node, int, int, tuple[Binding, ...]]  # what is reached, where the span begins, the next token, what is bound


class Grammar(NamedTuple):
    """One language's phrases and word classes, ready to match. ``by_key``: the classes by what a word of them begins with."""

    root: Node
    classes: Mapping[str, Forms]
    by_key: Mapping[str, Forms]
    ordinal: frozenset[str]


@dataclass(slots=True, eq=False, repr=False)
class Words:
    """A tokenised text with its numerals by their first token. ``covered``: see `_inside`. ``numbers``: the tokens at which a number
    begins, and every other in digits."""

    text: str
    tokens: Sequence[Token]
    keys: Sequence[str]  # of the tokens
    numerals: Mapping[int, Numeral]
    covered: frozenset[int] | None  # None: not asked for yet
    ordinal: frozenset[str]  # endings of ordinals in digits
    read: dict[int, list[Reading]]  # what numbers have been read as, by their first token
    kinds: Sequence[str] = ()  # of the tokens
    numbers: Set[int] = frozenset()


@cache
def grammar(pack: Pack) -> Grammar:
    """The compiled phrases of a language."""
    table = pack.table("dates")
    whole = frozenset(word for words in table["words"]["month_bare"].values() for word in words)
    classes = {name: _forms(pack, values, name in table["dotted"], whole) for name, values in table["words"].items()}
    root, ways = Node(), Kept(partial(_ways, pack))
    for line in pack.lines("dates_phrases"):
        meaning, _, phrases = line.partition(" = ")
        alone = meaning.startswith("alone ")
        for phrase in phrases.split(" ; "):
            head, *args = meaning.removeprefix("alone ").split()
            _insert(ways, root, phrase.strip(), (head, tuple(args), alone))
    by_key: dict[str, Forms] = {}
    for name, forms in classes.items():
        for word, rows in forms.items():
            by_key.setdefault(word, {})[name] = rows
    return Grammar(root, classes, by_key, frozenset(table["ordinal_ends"]))


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


def _insert(ways: Mapping[str, list[Way]], root: Node, phrase: str, end: Told) -> None:
    nodes = [root]
    inside = not phrase.startswith("<")
    for item in phrase.split():
        if not inside and not item.startswith("<"):
            nodes = [_here(node) for node in nodes]
            inside = True
        after = [_step(node, slot, keys) for slot, keys in ways[item] for node in nodes]
        after = nodes + after if item[-1] == "?" else after
        nodes = _unique(after) if len(after) > 1 else after
    for node in nodes:
        if end not in node.ends:
            node.ends.append(end)


def _ways(pack: Pack, item: str) -> list[Way]:
    """What may stand where an item does."""
    bare = item.removeprefix("<")
    bare = bare.removesuffix("?") if len(bare) > 1 else bare
    choices = bare.split("/") if len(bare) > 1 else [bare]
    return [(c[1:-1], ()) if c.startswith("{") else ("", _keys(pack, c.replace("_", " "))) for c in choices]


def _unique(nodes: list[Node]) -> list[Node]:
    return list({id(node): node for node in nodes}.values())


def _here(node: Node) -> Node:
    node.here = node.here or Node()
    return node.here


def _step(node: Node, slot: str, keys: tuple[str, ...]) -> Node:
    if slot:
        if slot not in node.slots:
            node.slots[slot] = slot.rstrip("23"), Node()
        return node.slots[slot][1]
    for word in keys:
        below = node.words.get(word)
        if below is None:
            below = node.words[word] = Node()
        node = below
    return node


def _keys(pack: Pack, words: str) -> tuple[str, ...]:
    """The keys of a stretch of text; an elided word at its end stays one word."""
    if words.replace(" ", "").isalpha():  # no mark to cut at
        return tuple(map(key, words.split()))
    if words.startswith("'") and len(words) > 1:  # an ending: "'s"
        return tuple(token.key for token in pack.tokens(f"a{words}")[1:])
    if not words.endswith("'") or len(words) == 1:
        return tuple(token.key for token in pack.tokens(words))
    return tuple(token.key for token in pack.tokens(f"{words}a")[:-1])


def matches(found: Grammar, words: Words, at: int) -> list[Match]:
    """Every phrase that begins at a token, longest first; those that count only alone in a short text."""
    keys, numbers, short = words.keys, words.numbers, len(words.keys) <= LONGEST_ALONE
    rows: list[Match] = []
    todo: list[_Place] = [(found.root, at, at, ())]
    while todo:  # the first way last, so that it is taken first
        node, first, here, bound = todo.pop()
        for head, args, alone in node.ends:
            if short or not alone:
                rows.append(_MATCH((head, args, bound, at, first, here, alone)))
        if here in numbers:
            todo += reversed(_over_number(found, words, (node, first, here, bound)))
        elif here < len(keys):
            steps = node.steps.get(keys[here])
            if steps is None and (keys[here] in node.words or keys[here] in found.by_key):
                steps = node.steps[keys[here]] = _steps(found, node, keys[here])
            for rest, size, slot, value, target in steps or ():
                if not rest or _stand(keys, here + 1, rest):
                    todo.append((target, first, here + size, (*bound, (slot, value, here)) if slot else bound))
        if node.here:
            todo.append((node.here, here, here, bound))
    if len(rows) > 1:
        rows.sort(key=_LAST, reverse=True)
    return rows


_LAST = itemgetter(Match._fields.index("last"))
_NONE: Forms = {}


def _steps(found: Grammar, node: Node, key: str) -> list[Step]:
    """Where a word leads from a place, the last way first; told once for each word of a phrase that a text has at this place."""
    classes = found.by_key.get(key, _NONE)
    steps = [Step((), 1, "", "", node.words[key])] if key in node.words else []
    for slot, (name, target) in node.slots.items() if classes else ():
        steps += [Step(keys[1:], len(keys), slot, value, target) for keys, value in classes.get(name, ())]
    return steps[::-1]


def _stand(words: Sequence[str], at: int, keys: tuple[str, ...]) -> bool:
    """Whether words stand at a token."""
    return tuple(words[at : at + len(keys)]) == keys


def _over_number(found: Grammar, words: Words, place: _Place) -> list[_Place]:
    """The ways on over a number, which may be a word of a phrase or of a class as well ("second")."""
    node, first, at, bound = place
    key = words.keys[at]
    ways: list[_Place] = [(node.words[key], first, at + 1, bound)] if key in node.words else []
    if not node.slots:
        return ways
    classes, read = found.by_key.get(key, _NONE), readings(words, at)
    for slot, (name, target) in node.slots.items() if read or classes else ():
        if name in NUMBER_SLOTS:
            ways += [(target, first, end, (*bound, (slot, value, at))) for slots, end, value in read if name in slots]
        elif name in classes:
            rows = [(len(keys), value) for keys, value in classes[name] if _stand(words.keys, at, keys)]
            ways += [(target, first, at + size, (*bound, (slot, value, at))) for size, value in rows]
    return ways


def readings(words: Words, at: int) -> list[Reading]:
    """What the number at a token can be, in digits and in words."""
    found = words.read.get(at)
    if found is None:
        found = words.read[at] = _readings(words, at)
    return found


def _readings(words: Words, at: int) -> list[Reading]:
    token, numeral = words.tokens[at], words.numerals.get(at)
    found: list[Reading] = []
    digits = token.kind == "digits"
    # A number of several tokens ("2 024", "1,990", "3.5") is one number: its pieces are no days and no years.
    if digits and (numeral is None or not numeral.digits or numeral.last - at <= 2) and at not in _inside(words):
        ordered, others, value = written(token.text)
        if ordered:
            found.append((ordered, _after_ordinal(words, at + 1), value))
        if others:
            found.append((others, at + 1, value))
    if numeral is not None:
        slots, value = said(numeral.value, numeral.kind, digits)
        if slots:
            found.append((slots, numeral.last, value))
    return found


def _inside(words: Words) -> frozenset[int]:
    """The tokens inside a number of several, without its first."""
    if words.covered is None:
        words.covered = frozenset([at for number in words.numerals.values() for at in range(number.first + 1, number.last)])
    return words.covered


def _after_ordinal(words: Words, at: int) -> int:
    """Past the ending of "1er", "16th" when it is glued to its digits."""
    if at < len(words.tokens) and words.tokens[at].key in words.ordinal and words.tokens[at].start == words.tokens[at - 1].end:
        return at + 1
    return at
