"""Whether a phrase may begin at a word, from the few words behind it: most articles and prepositions lead to no date.

What may follow the first words of a phrase is told once, when a text first has them, and kept.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from functools import cache
from itertools import compress, count

from factcheck.language import Pack
from factcheck.model import Token
from factcheck.values.dates_grammar import NUMBER_SLOTS, Grammar, Node, Words, grammar, readings

SHORTEST = 16  # tokens; a text may be one date ("le 12", "1st") only when it has fewer
_DEPTH = 2  # words or numbers of a phrase that must be there before its next one is looked for
_SMALL = 20
_SMALL_SLOTS = NUMBER_SLOTS - {"year", "yy", "decade", "short_decade", "no_year"}  # what a smaller number can fill
_SHORT = 3  # digits; no year has fewer
_SHORT_SLOTS = NUMBER_SLOTS - {"year", "decade"}
_JOINTS = frozenset("/.-")  # of dates in figures
_State = tuple[Node, tuple[str, ...]]  # a place in the trie, and the words that must come before it is reached


class Beginning:
    """The places that some words reach in the trie, and what may follow: the end of the phrase (``alone``: where the whole text
    is one date), words, slots of numbers."""

    __slots__ = ("_after", "_found", "_states", "alone", "end", "near", "numbers", "words")

    def __init__(self, found: Grammar, states: Iterable[_State]) -> None:
        # The span of the date may begin at each place.
        self._found, self._after = found, dict[str | frozenset[str], Beginning]()
        self.near = _Near(self)
        self._states = [(there, rest) for node, rest in states for there in (node, node.here) if there is not None]
        nodes = [node for node, rest in self._states if not rest]
        slots = {name for node in nodes for name, _ in node.slots.values()}
        words = {rest[0] for _, rest in self._states if rest} | {key for node in nodes for key in node.words}
        ends = [alone for node in nodes for _, alone in node.ends]
        self.end, self.alone = not all(ends), any(ends)
        self.words = frozenset(words.union(*(found.classes[name] for name in slots - NUMBER_SLOTS)))
        self.numbers = frozenset(slots & NUMBER_SLOTS)

    def word(self, key: str) -> Beginning:
        """What one more word reaches."""
        if key not in self._after:
            self._after[key] = Beginning(self._found, self._over_word(key))
        return self._after[key]

    def number(self, slots: frozenset[str]) -> Beginning:
        """What a number that fits some slots reaches."""
        if slots not in self._after:
            nodes = (node for node, rest in self._states if not rest)
            targets = [(target, ()) for node in nodes for name, target in node.slots.values() if name in slots]
            self._after[slots] = Beginning(self._found, targets)
        return self._after[slots]

    def _over_word(self, key: str) -> Iterable[_State]:
        classes = self._found.by_key.get(key, {})
        for node, rest in self._states:
            if rest:
                yield from [(node, rest[1:])] if rest[0] == key else ()
                continue
            yield from [(node.words[key], ())] if key in node.words else ()
            yield from ((target, keys[1:]) for name, target in node.slots.values() for keys, _ in classes.get(name, ()))


class _Near(dict[str, Container[str]]):
    """The words of which one must be the next behind a word, by that word; any may follow where a phrase can end with it."""

    def __init__(self, begun: Beginning) -> None:
        self._begun = begun

    def __missing__(self, key: str) -> Container[str]:
        after = self._begun.word(key)
        self[key] = _Any() if after.end or after.alone else after.words
        return self[key]


class _Any(Container[str]):
    def __contains__(self, key: object) -> bool:
        return True


@cache
def _nothing_read(pack: Pack) -> Beginning:
    return Beginning(grammar(pack), [(grammar(pack).root, ())])


def beginnings(words: Words, pack: Pack) -> list[int]:
    """The tokens at which a phrase or a date in figures may begin."""
    root, tokens, keys = _nothing_read(pack), words.tokens, words.keys
    numbers = words.numerals.keys() | {at for at in compress(count(), map(str.isdecimal, keys)) if tokens[at].kind == "digits"}
    found = [
        at
        for at in numbers
        if not _plain(words, root, at, numbers)
        and (_leads(words, root, at, _DEPTH) or (tokens[at].kind == "digits" and _figures(tokens, at)))
    ]
    starts, near, following = root.words, root.near, (*keys[1:], "")
    for at in compress(count(), map(starts.__contains__, keys)):
        # One look at the next word settles most of them.
        led = (following[at] in near[keys[at]] or at + 1 in numbers) and at not in numbers
        if led and _leads(words, root.word(keys[at]), at + 1, _DEPTH - 1):
            found.append(at)
    return sorted(found)


def _plain(words: Words, root: Beginning, at: int, numbers: Container[int]) -> bool:
    """Whether the next word tells at once that a small number, as "un" and "une" mostly are, begins no phrase. One in digits may
    have an ending of its own, or begin a date in figures."""
    numeral, keys = words.numerals.get(at), words.keys
    if len(keys) <= SHORTEST or at + 1 >= len(keys) or at + 1 in numbers or (numeral and numeral.last != at + 1):
        return False
    after, said = keys[at + 1], root.word(keys[at])
    if said.end or after in said.words:
        return False
    if numeral is None or numeral.digits:
        counted = root.number(_SHORT_SLOTS)
        apart = after not in words.ordinal and after not in _JOINTS and after not in counted.words
        return apart and len(keys[at]) <= _SHORT and not counted.end
    counted = root.number(_SMALL_SLOTS)
    return 0 < numeral.value < _SMALL and not counted.end and after not in counted.words


def _figures(tokens: Sequence[Token], at: int) -> bool:
    """Whether the digits at a token may begin a date in figures: a mark and more digits are joined to them."""
    if len(tokens) <= SHORTEST:
        return True
    near = tokens[at : at + 5]
    two = len(near) > 2 and near[2].kind == "digits" and near[2].start == near[0].end + 1
    return two and (near[1].text == "/" or (len(near) == 5 and near[3].text == near[1].text and near[1].text in ".-"))


def _leads(words: Words, begun: Beginning, at: int, depth: int) -> bool:
    """Whether the words at a token can end a phrase that has begun, or go on with it for ``depth`` words and one more."""
    keys = words.keys
    if begun.end or (begun.alone and len(keys) <= SHORTEST):
        return True
    if at >= len(keys):
        return False
    key = keys[at]
    if key in begun.words and (not depth or _leads(words, begun.word(key), at + 1, depth - 1)):
        return True
    if not begun.numbers or not (at in words.numerals or words.tokens[at].kind == "digits"):
        return False
    return not depth or _number_leads(words, begun, at, depth)


def _number_leads(words: Words, begun: Beginning, at: int, depth: int) -> bool:
    return any(slots and _leads(words, begun.number(slots), end, depth - 1) for slots, end, _ in readings(words, at))
