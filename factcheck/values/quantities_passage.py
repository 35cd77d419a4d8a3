"""What the readers of quantities look at: the words of a text with its numbers, and a number with what belongs to it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from factcheck.language import Pack
from factcheck.model import Token
from factcheck.values import hedges, units
from factcheck.values.figures import adjacent
from factcheck.values.hedges import Bounds
from factcheck.values.numbers import Numeral
from factcheck.values.units import Unit

CALENDAR = frozenset(("day", "week", "month", "year"))
_SENTENCE_ENDS = frozenset('.!?:;"')


class Mention(NamedTuple):
    """A number or a range with its hedges and its unit; token ranges of number and hedge, and of everything.

    ``effects``: what its hedges do, kept for what repeats it in another unit.
    """

    bounds: Bounds
    number: tuple[int, int]
    whole: tuple[int, int]
    unit: Unit | None
    numeral: Numeral
    rate: str = ""
    effects: frozenset[str] = frozenset()


class Beside(NamedTuple):
    """The keys right before and right behind a number by which one look tells that there is nothing to read, as beside most. Before it:
    ``leading``, with which a currency or a unit ends (``paying``: a currency), ``closing``, with which a hedge does, ``cues``, with which
    "dont" and the like do, ``aged``, with which an age begins. Behind it:
    what begins a hedge (``opening``), a unit (``measured``), a part of a whole (``cued``), what joins a number to its noun (``linking``), a
    rate (``rated``) or a half (``halved``). ``head_first``: whether the head of a noun group is its first word."""

    leading: frozenset[str]
    paying: frozenset[str]
    cues: frozenset[str]
    closing: frozenset[str]
    aged: frozenset[str]
    opening: frozenset[str]
    measured: frozenset[str]
    cued: frozenset[str]
    linking: frozenset[str]
    rated: frozenset[str]
    halved: frozenset[str]
    pre: frozenset[str]
    head_first: bool


@cache
def _beside(pack: Pack) -> Beside:
    numbers, cued = pack.table("numbers"), units.phrases(pack, "hedges", "partitive_after").firsts
    return Beside(
        units.leading(pack),
        units.paying(pack),
        units.phrases(pack, "hedges", "partitive_before").lasts,
        hedges.closing(pack) | {"-"},
        units.phrases(pack, "nouns", "aged").lasts,
        hedges.opening(pack),
        units.measures(pack).firsts,
        cued,
        cued.union(numbers["of"], numbers["half_link"]),
        units.rated(pack).union(units.phrases(pack, "hedges", "rate_over").firsts, units.words(pack, "per"), ("-",)),
        frozenset(phrase[0] for phrase in numbers["and_half"]),
        units.words(pack, "pre"),
        units.head_first(pack),
    )


class Passage:
    """A folded text, its tokens, and its numbers outside of what is taken. ``keys``: of the tokens, and an empty one behind the
    last, which stands before the first as well."""

    def __init__(
        self,
        text: str,
        tokens: Sequence[Token],
        numbers: Sequence[Numeral],
        pack: Pack,
        taken: Sequence[tuple[int, int]],
        keys: Sequence[str] = (),
    ) -> None:
        self.text, self.tokens, self.pack = text, tokens, pack
        self.keys = [*(keys or [token.key for token in tokens]), ""]
        self.taken = sorted(taken) if taken else ()
        self.numbers = [n for n in numbers if not self.is_taken(n.start, n.end) and not self._tail(n)] if taken else numbers
        self.words, self.beside = pack.table("hedges"), _beside(pack)
        self.starts = {number.first: number for number in self.numbers}
        self.ends = {number.last for number in self.numbers}
        self.shared: dict[int, int] = {}  # where an amount starts, and where the one that shares its unit does: "20 et 30 ans"

    def _tail(self, number: Numeral) -> bool:
        """The rest of a year or a date that is taken: "2014-15"."""
        at = number.first - 1
        joined = at > 0 and self.tokens[at].text in "-–/" and adjacent(self.tokens, at) and adjacent(self.tokens, number.first)
        return joined and self.is_taken(self.tokens[at - 1].start, self.tokens[at - 1].end)

    def is_taken(self, start: int, end: int) -> bool:
        if not self.taken:
            return False
        at = bisect_right(self.taken, (start, len(self.text)))
        return any(a < end and start < b for a, b in self.taken[max(0, at - 1) : at + 1])

    def key(self, at: int) -> str:
        return self.keys[at] if -1 <= at < len(self.keys) else ""

    def written(self, at: int) -> str:
        return self.tokens[at].text if 0 <= at < len(self.tokens) else ""

    def capital(self, at: int) -> bool:
        return 0 <= at < len(self.tokens) and self.tokens[at].kind == "word" and self.tokens[at].text[0].isupper()

    def span(self, first: int, last: int) -> tuple[int, int]:
        return self.tokens[first].start, self.tokens[last - 1].end

    def opens(self, at: int) -> bool:
        """Whether a sentence or line starts at a token."""
        if at <= 0 or self.tokens[at - 1].text in _SENTENCE_ENDS:
            return True
        return "\n" in self.text[self.tokens[at - 1].end : self.tokens[at].start]

    def listed(self, at: int, name: str) -> bool:
        return (self.keys[at] if -1 <= at < len(self.keys) else "") in units.words(self.pack, name)

    def listed_hedge(self, at: int, name: str) -> bool:
        return at >= 0 and self.key(at) in self.words[name]

    def whole_text(self, number: Numeral) -> bool:
        return number.first == 0 and number.last == len(self.tokens)

    def head_first(self) -> bool:
        return self.beside.head_first

    def digit_end(self, number: Numeral) -> bool:
        return self.tokens[number.last - 1].kind == "digits"
