"""Whether a phrase may begin at a word, from the few words behind it: most articles and prepositions lead to no date.

What may follow the first words of a phrase is told once, when a text first has them, and kept.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence, Set
from functools import cache
from itertools import compress, count

from factcheck.language import Pack
from factcheck.model import Token
from factcheck.values.dates_grammar import LONGEST_ALONE, Grammar, Node, Words, grammar, readings
from factcheck.values.dates_slots import NUMBER_SLOTS

_DEPTH = 2  # words or numbers of a phrase that must be there before its next one is looked for
_SMALL = 20
_SMALL_SLOTS = NUMBER_SLOTS - {"year", "yy", "decade", "short_decade", "no_year"}  # what a smaller number can fill
_SHORT = 3  # digits; no year has fewer
_SHORT_SLOTS = NUMBER_SLOTS - {"year", "decade"}
_JOINTS = frozenset("/.-")  # of dates in figures
_State = tuple[Node, tuple[str, ...]]  # a place in the trie, and the words that must come before it is reached


class Beginning(dict["str | frozenset[str]", "Beginning"]):
    """The places that some words reach in the trie, and what may follow: the end of the phrase (``alone``: where the whole text
    is one date), words, slots of numbers. By one more word, or by the slots that a number fits: what it reaches, told when a
    text first has it."""

    __slots__ = ("_found", "_states", "alone", "end", "near", "numbers", "words")

    def __init__(self, found: Grammar, states: Iterable[_State]) -> None:
        # The span of the date may begin at each place.
        super().__init__()
        self._found, self.near = found, _Near(self)
        self._states = [(there, rest) for node, rest in states for there in (node, node.here) if there is not None]
        nodes = [node for node, rest in self._states if not rest]
        slots = {name for node in nodes for name, _ in node.slots.values()}
        words = {rest[0] for _, rest in self._states if rest} | {key for node in nodes for key in node.words}
        ends = [alone for node in nodes for *_, alone in node.ends]
        self.end, self.alone = not all(ends), any(ends)
        self.words = frozenset(words.union(*(found.classes[name] for name in slots - NUMBER_SLOTS)))
        self.numbers = frozenset(slots & NUMBER_SLOTS)

    def __missing__(self, more: str | frozenset[str]) -> Beginning:
        self[more] = Beginning(self._found, self._over_word(more) if isinstance(more, str) else self._over_number(more))
        return self[more]

    def _over_number(self, slots: frozenset[str]) -> Iterable[_State]:
        nodes = (node for node, rest in self._states if not rest)
        return ((target, ()) for node in nodes for name, target in node.slots.values() if name in slots)

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
        after = self._begun[key]
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
    root, keys = _nothing_read(pack), words.keys
    numbers = words.numbers = _numbers(words)
    near, following = root.near, (*keys[1:], "")
    found: list[int] = []
    for at in compress(count(), map(root.words.__contains__, keys)):
        # One look at the next word settles most of them.
        if (following[at] in near[keys[at]] or at + 1 in numbers) and at not in numbers and _goes_on(words, root[keys[at]], at + 1):
            found.append(at)
    if not numbers:
        return found
    found += [at for at in numbers if not _plain(words, root, at) and _number_begins(words, root, at)]
    return sorted(found)


def _goes_on(words: Words, begun: Beginning, at: int) -> bool:
    """Whether a phrase that has begun ends before a token, or goes on with it for one word and another."""
    if begun.end:
        return True
    keys, numbers = words.keys, words.numbers
    if at + 1 >= len(keys) or at in numbers or at + 1 in numbers or len(keys) <= LONGEST_ALONE or keys[at] not in begun.words:
        return _leads(words, begun, at, _DEPTH - 1)
    after = begun[keys[at]]  # two words and no number in a long text, as mostly: no more is to be looked at
    return after.end or keys[at + 1] in after.words


def _numbers(words: Words) -> Set[int]:
    """The tokens at which a number begins, and every other in digits."""
    kinds = words.kinds or [token.kind for token in words.tokens]
    if "digits" not in kinds:
        return words.numerals.keys()
    return words.numerals.keys() | {at for at, kind in enumerate(kinds) if kind == "digits"}


def _number_begins(words: Words, root: Beginning, at: int) -> bool:
    """Whether a phrase or a date in figures may begin with the number at a token."""
    return _leads(words, root, at, _DEPTH) or (words.tokens[at].kind == "digits" and _figures(words.tokens, at))


def _plain(words: Words, root: Beginning, at: int) -> bool:
    """Whether the next word tells at once that a small number, as "un" and "une" mostly are, begins no phrase. One in digits may
    have an ending of its own, or begin a date in figures."""
    numeral, keys = words.numerals.get(at), words.keys
    if at + 1 >= len(keys) or at + 1 in words.numbers or (numeral and numeral.last != at + 1):
        return False
    if len(keys) <= LONGEST_ALONE and _closes(words, at + 1):
        return False
    key, after = keys[at], keys[at + 1]
    if key in root.words and (root[key].end or after in root[key].words):
        return False
    if numeral is None or numeral.digits:
        counted = root[_SHORT_SLOTS]
        apart = after not in words.ordinal and after not in _JOINTS and after not in counted.words
        return apart and len(key) <= _SHORT and not counted.end
    counted = root[_SMALL_SLOTS]
    return 0 < numeral.value < _SMALL and not counted.end and after not in counted.words


def _figures(tokens: Sequence[Token], at: int) -> bool:
    """Whether the digits at a token may begin a date in figures: a mark and more digits are joined to them."""
    if len(tokens) <= LONGEST_ALONE and all(token.kind != "word" for token in tokens[at:]):
        return True
    near = tokens[at : at + 5]
    two = len(near) > 2 and near[2].kind == "digits" and near[2].start == near[0].end + 1
    return two and (near[1].text == "/" or (len(near) == 5 and near[3].text == near[1].text and near[1].text in ".-"))


def _leads(words: Words, begun: Beginning, at: int, depth: int) -> bool:
    """Whether the words at a token can end a phrase that has begun, or go on with it for ``depth`` words and one more. Some
    phrases ("le 12", "1st") count only where they are the whole text."""
    keys = words.keys
    while not begun.end and not (begun.alone and len(keys) <= LONGEST_ALONE and _closes(words, at)):
        if at >= len(keys):
            return False
        onward = keys[at] in begun.words
        if onward and not depth:
            return True
        if begun.numbers and at in words.numbers and _number_leads(words, begun, at, depth):
            return True
        if not onward:
            return False
        begun, at, depth = begun[keys[at]], at + 1, depth - 1
    return True


def _closes(words: Words, at: int) -> bool:
    """Whether a text ends at a token, but for marks."""
    return all(token.kind == "mark" for token in words.tokens[at:])


def _number_leads(words: Words, begun: Beginning, at: int, depth: int) -> bool:
    """Whether the number at a token goes on with a phrase."""
    if not depth:
        return True
    if _stops(words, begun, at):
        return False
    return True in [_leads(words, begun[slots], end, depth - 1) for slots, end, _ in readings(words, at)]


def _stops(words: Words, begun: Beginning, at: int) -> bool:
    """Whether the next word tells that no phrase goes on behind the number at a token, whatever that number fits."""
    keys, numeral = words.keys, words.numerals.get(at)
    if at + 1 >= len(keys) or at + 1 in words.numbers or (numeral and numeral.last != at + 1) or keys[at + 1] in words.ordinal:
        return False
    if numeral and not numeral.digits:
        counted = begun[_SMALL_SLOTS if 0 < numeral.value < _SMALL else NUMBER_SLOTS]
    else:
        counted = begun[_SHORT_SLOTS if len(keys[at]) <= _SHORT else NUMBER_SLOTS]
    return not (counted.end or (counted.alone and len(keys) <= LONGEST_ALONE) or keys[at + 1] in counted.words)
