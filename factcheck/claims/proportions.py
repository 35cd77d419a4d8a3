"""How many of one kind there are to one of another: "more women than men voted", "86 men per 100 women"."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from factcheck.claims.quantified import Sentence, Word, table
from factcheck.claims.scene import STRONG, Scene
from factcheck.model import Polarity
from factcheck.values import quantifiers
from factcheck.values.quantifiers import Span

_NEAR = 4  # tokens before "more" in which a noun or a negation stands
_NUMBER = 3  # tokens of a number with decimals
_MORE, _FEWER, _AS_MANY = Span(1, math.inf, True), Span(0, 1, high_open=True), Span(1, 1)


class Proportion(NamedTuple):
    """How many of ``one`` there are to one of ``other``; ``words``: what is told of them beside. ``shown``: as written."""

    one: Word
    other: Word
    times: Span
    words: tuple[Word, ...]
    shown: str

    def turned(self) -> Proportion:
        """The same, told of the other kind."""
        low, high = (1 / bound if bound else math.inf for bound in (self.times.high, self.times.low))
        times = Span(low, high, self.times.high_open, self.times.low_open)
        return self._replace(one=self.other, other=self.one, times=times)


def read(scenes: Iterable[Scene]) -> tuple[Proportion, ...]:
    """The proportions that the sentences of a text tell, in order."""
    found: list[Proportion] = []
    for scene in scenes:
        if not scene.text.rstrip().endswith("?"):
            found += _Reader(scene).read()
    return tuple(found)


_ENDS = STRONG | {","}  # what is told beside two kinds ends there


class _Reader(Sentence):
    """Reads one sentence."""

    def __init__(self, scene: Scene) -> None:
        super().__init__(scene, "")

    def read(self) -> Iterator[Proportion]:
        for at in range(len(self.tokens)):
            found = self._compared(at) or self._outnumbered(at) or self._to_so_many(at) or self._rate(at)
            if found:
                yield found

    def _compared(self, at: int) -> Proportion | None:
        """ "more women than men", "women are more numerous than men"."""
        kinds = (("more", _MORE, "than"), ("fewer", _FEWER, "than"), ("as_many", _AS_MANY, "as"))
        for kind, times, than in kinds:
            last = self._after(kind, at)
            if last > at:
                told = kind != "as_many" or not at or self.lower(at - 1) not in table(self.pack, "words", "multiplied")
                return self._between(at, last, times, than) if told else None
        return None

    def _between(self, at: int, last: int, times: Span, than: str) -> Proportion | None:
        """The two nouns that are compared: behind "more" and "than", or, without one between them, before and behind."""
        behind = self._after("numerous", last)
        first = self._noun(last) if behind == last else -1
        end = first + 1 if first >= 0 else behind
        then = self._after(than, end)
        if then == end:
            return None
        if first < 0:
            near = [n for n in range(max(0, at - _NEAR), at) if self.content(n) and self.lower(n) not in table(self.pack, "verbs", "weak")]
            first = near[-1] if near else -1
        other = self._noun(then)
        if first < 0 or other < 0:
            return None
        low, high = self.tokens[max(0, at - _NEAR)].start, self.tokens[at].start
        denied = any(cue.effect == Polarity.DENIED and low <= cue.start < high for cue in self.scene.assertion.cues)
        return self._made(first, other, _denied(times) if denied else times)

    def _outnumbered(self, at: int) -> Proportion | None:
        """ "women outnumbered men", "men were outnumbered by women"."""
        last = self._after("outnumber", at)
        first = next((n for n in range(at - 1, max(-1, at - _NEAR), -1) if self.content(n)), -1) if last > at else -1
        by = self._after("by", last)
        other = self._noun(by) if first >= 0 else -1
        return self._made(first, other, _FEWER if by > last else _MORE) if other >= 0 else None

    def _to_so_many(self, at: int) -> Proportion | None:
        """ "86.33 men per 100 women"."""
        many, last = self._number(at)
        first = self._noun(last) if many else -1
        then = self._after("ratio", first + 1) if first >= 0 else 0
        of, end = self._number(then) if first >= 0 and then > first + 1 else (0.0, 0)
        other = self._noun(end) if of else -1
        return self._made(first, other, Span(many / of, many / of)) if other >= 0 else None

    def _rate(self, at: int) -> Proportion | None:
        """ "the men to women ratio per 100 women was between 86 and 87": of the two kinds beside the word."""
        if self._after("rate", at) == at:
            return None
        near = [n for n in range(max(0, at - _NEAR), min(at + _NEAR, len(self.tokens))) if self.content(n) and n != at]
        kinds = [n for n in near if not self.keys[self.tokens[n].start].startswith(("c:", "d:", "n:", "q:"))][:2]
        values = [q for q in self.scene.quantities if q.start > self.tokens[at].start and q.min is not None and q.max is not None]
        if len(kinds) < 2 or not values or any(self._to_so_many(n) for n in range(at, len(self.tokens))):
            return None
        hundred = next((float(q.min) for q in values[:-1] if q.min == q.max and q.min), 1.0)
        said = values[-1]
        times = Span(float(said.min or 0), float(said.max or 0), said.min_open, said.max_open).times(1 / hundred)
        return self._made(kinds[0], kinds[1], times)

    def _made(self, first: int, other: int, times: Span) -> Proportion:
        """A proportion of the nouns at two tokens."""
        low, high = min(first, other), max(first, other)
        while low > 0 and self.tokens[low - 1].text not in _ENDS:
            low -= 1
        while high + 1 < len(self.tokens) and self.tokens[high + 1].text not in _ENDS:
            high += 1
        one, two = self.word(first), self.word(other)
        rate = table(self.pack, "words", "rate") | table(self.pack, "words", "numerous")
        beside = [w for w in self.words(low, high + 1) if w.lemma not in (one.lemma, two.lemma) and w.lower not in rate]
        shown = " ".join(self.scene.text[self.tokens[low].start : self.tokens[high].end].split())
        return Proportion(one, two, times, tuple(word for word in beside if not word.lower.isdigit()), shown)

    def _after(self, name: str, at: int) -> int:
        return quantifiers.after(self.pack, name, self.tokens, at)

    def _noun(self, at: int) -> int:
        """The token of a noun behind "of" and a determiner, -1 where none is."""
        at = self._after("of", at)
        at = self._after("definite", at)
        if not self.content(at) or self.keys[self.tokens[at].start].startswith(("d:", "q:")):
            return -1
        return at

    def _number(self, at: int) -> tuple[float, int]:
        """A number in digits at a token, and the token behind it; 0 where there is none."""
        inside = (
            at > 1 and self.tokens[at - 1].text in ".," and self.tokens[at - 1].end == self.tokens[at].start
            if at < len(self.tokens)
            else True
        )
        if inside or not self.tokens[at].text.isdecimal():
            return 0.0, at
        decimals = at + 2 < len(self.tokens) and self.tokens[at + 1].text in ".," and self.tokens[at + 2].text.isdecimal()
        joined = decimals and self.tokens[at].end == self.tokens[at + 1].start and self.tokens[at + 1].end == self.tokens[at + 2].start
        written = self.tokens[at].text + ("." + self.tokens[at + 2].text if joined else "")
        return float(written), at + (_NUMBER if joined else 1)


def _denied(times: Span) -> Span:
    """What is left of a comparison that is denied: "not more" are as many or fewer."""
    if times == _MORE:
        return Span(0, 1)
    return Span(1, math.inf) if times == _FEWER else Span(0, math.inf)
