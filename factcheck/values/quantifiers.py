"""How much of a whole something is true of: "all", "most of", "two of the five", "less than half", as intervals of count and share."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

from factcheck.language import Pack, neutral
from factcheck.model import Quantity, Token
from factcheck.values import hedges
from factcheck.values.phrases import Phrases

_SLACK = 0.1  # how far an approximate figure may be off
_EXACTLY = 1e-6  # by how much bounds differ by rounding alone
_DIMENSIONS = frozenset({"bare", "count"})


class Span(NamedTuple):
    """An interval of numbers from nothing on."""

    low: float = 0.0
    high: float = math.inf
    low_open: bool = False
    high_open: bool = False

    def below(self, other: Span) -> bool:
        """Whether all of it lies below another."""
        return self.high < other.low - _EXACTLY or (_same(self.high, other.low) and (self.high_open or other.low_open))

    def meet(self, other: Span) -> Span:
        """What lies in both."""
        low, high = max(self.low, other.low), min(self.high, other.high)
        low_open = any(s.low_open for s in (self, other) if s.low == low)
        return Span(low, high, low_open, any(s.high_open for s in (self, other) if s.high == high))

    def inside(self, other: Span) -> bool:
        """Whether another holds all of it."""
        above = self.low_open >= other.low_open if _same(self.low, other.low) else self.low > other.low
        return above and (self.high_open >= other.high_open if _same(self.high, other.high) else self.high < other.high)

    def rest(self, whole: float) -> Span:
        """What is left of a whole."""
        high = whole - self.low
        return Span(max(0.0, whole - self.high), high, self.high_open and self.high <= whole, self.low_open)

    def times(self, factor: float) -> Span:
        return self._replace(low=self.low * factor, high=self.high * factor)


def _same(one: float, other: float) -> bool:
    """Whether two bounds are one, but for rounding."""
    return one == other or abs(one - other) < _EXACTLY


class Amount(NamedTuple):
    """A quantifier: its tokens ``[first, last)``, up to where its noun may begin, and what it says.

    ``key``: its neutral key, "" for a figure. ``bare``: a plain number, which leaves open that there are more. ``total``: how many
    the whole has. ``another``: of those that were not told before. ``of``: the whole is named behind it; ``them``: by a pronoun.
    ``definite``: all of those that the text speaks of. ``people``: it is of people in general.
    """

    first: int
    last: int
    many: Span | None = None
    share: Span | None = None
    key: str = ""
    bare: bool = False
    total: float | None = None
    another: bool = False
    of: bool = False
    them: bool = False
    definite: bool = False
    people: bool = False


@cache
def _lexicon(pack: Pack) -> Phrases[str]:
    table: dict[str, list[str]] = pack.table("quantifiers")["quantifiers"]
    return Phrases([(phrase, name) for name, phrases in table.items() for phrase in phrases], pack)


@cache
def _pronouns(pack: Pack) -> Phrases[str]:
    table: dict[str, list[str]] = pack.table("quantifiers")["pronouns"]
    return Phrases([(phrase, name) for name, phrases in table.items() for phrase in phrases], pack)


@cache
def phrases(pack: Pack, name: str) -> Phrases[bool]:
    """The phrases beside a quantifier, by name."""
    return Phrases([(phrase, True) for phrase in pack.table("quantifiers")["words"][name]], pack)


def after(pack: Pack, name: str, tokens: Sequence[Token], at: int) -> int:
    """The token behind a phrase that begins at a token, the token itself where there is none."""
    found = phrases(pack, name).after(tokens, at)
    return found[1] if found else at


def before(pack: Pack, name: str, tokens: Sequence[Token], at: int) -> int:
    """The first token of a phrase that ends before a token, the token itself where there is none."""
    found = phrases(pack, name).before(tokens, at)
    return found[1] if found else at


def read(tokens: Sequence[Token], quantities: Sequence[Quantity], pack: Pack) -> list[Amount]:
    """Every quantifier, left to right."""
    starts = {q.number_start: q for q in quantities if not q.parts}
    found: list[Amount] = []
    at = 0
    while at < len(tokens):
        amount = _rest(tokens, at, starts, pack) or _figure(tokens, at, starts, pack) or _word(tokens, at, starts, pack)
        if amount is None:
            at += 1
            continue
        if found and _limits(found[-1], amount, tokens, pack):
            amount = _met(found.pop(), amount)
        found.append(amount)
        at = max(amount.last, at + 1)
    return found


def _limits(one: Amount, two: Amount, tokens: Sequence[Token], pack: Pack) -> bool:
    """ "More than 50% but less than 65%": two bounds of one share."""
    joined = {after(pack, name, tokens, one.last) for name in ("and", "break")}
    return one.share is not None and two.share is not None and not one.key and not two.key and two.first in joined and not one.of


def _met(one: Amount, two: Amount) -> Amount:
    assert one.share is not None and two.share is not None
    return two._replace(first=one.first, share=one.share.meet(two.share))


def _figure(tokens: Sequence[Token], at: int, starts: Mapping[int, Quantity], pack: Pack) -> Amount | None:
    """A number, a percentage or a fraction that begins at a token."""
    quantity = starts.get(tokens[at].start)
    if quantity is None or quantity.rate or quantity.change_of or (quantity.min is None and quantity.max is None):
        return None
    if quantity.value is None and _lexicon(pack).after(tokens, at):
        return None  # "few", "several"
    ratio = quantity.dimension == "ratio" and quantity.unit in ("part", "percent")
    if not ratio and quantity.dimension not in _DIMENSIONS:
        return None
    end = quantity.end if quantity.unit == "percent" else quantity.number_end
    last = at
    while last < len(tokens) and tokens[last].start < end:
        last += 1
    span = _span(quantity, 100.0 if quantity.unit == "percent" else 1.0)
    first = before(pack, "only", tokens, at)
    only = first < at or after(pack, "only", tokens, at) > at
    plain = not ratio and span.low == span.high
    amount = Amount(first, last, None if ratio else span, _part_of_one(span) if ratio else None, bare=plain and not only)
    if plain and span.low == 0:
        amount = amount._replace(share=Span(0, 0), key="none", bare=False)
    elif plain and not only and (whole := before(pack, "definite", tokens, at)) < at:
        amount = amount._replace(first=whole, share=Span(1, 1), total=span.low, bare=False, definite=True)
    if ratio and not only:
        amount = amount._replace(first=before(pack, "definite", tokens, at))  # an article before a fraction
    return _whole(amount, tokens, starts, pack)


def _span(quantity: Quantity, scale: float) -> Span:
    low = 0.0 if quantity.min is None else float(quantity.min)
    high = math.inf if quantity.max is None else float(quantity.max)
    if quantity.value is None and low and high == 10 * low:
        high = math.inf  # "dozens": nobody knows how many
    if quantity.approximate and quantity.value is not None:
        low, high = low * (1 - _SLACK), high * (1 + _SLACK)
    return Span(low / scale, high / scale, quantity.min_open, quantity.max_open)


def _part_of_one(span: Span) -> Span:
    """A share, of which no more than all is one."""
    return span.meet(Span(0, 1)) if span.low <= 1 else span


def _rest(tokens: Sequence[Token], at: int, starts: Mapping[int, Quantity], pack: Pack) -> Amount | None:
    """ "The others", "the other three", "les trois autres": what is left of a whole."""
    definite = after(pack, "definite", tokens, at)
    counted = _total(tokens, definite, starts) if definite > at else None
    if counted and (last := after(pack, "rest", tokens, counted[1])) > counted[1]:
        return Amount(at, last, key="rest")
    last = after(pack, "rest", tokens, at)
    left = _total(tokens, last, starts) if last > at else None
    return Amount(at, left[1] if left else last, key="rest") if last > at else None


def _word(tokens: Sequence[Token], at: int, starts: Mapping[int, Quantity], pack: Pack) -> Amount | None:
    """A quantifier of words that begins at a token."""
    other = after(pack, "another", tokens, at)
    if other > at:
        one = pack.table("quantifiers")["words"]["single"]
        amount = Amount(at, other, Span(1), key="one", bare=True, another=True)
        return amount if tokens[at].lower in one else None
    if after(pack, "only", tokens, at) > at:
        return None  # "a total of four"
    pronoun = _pronouns(pack).after(tokens, at)
    found = pronoun or _lexicon(pack).after(tokens, at)
    if found is None:
        return None
    key, last = found
    first = before(pack, "only", tokens, at)
    count, share = _said(key)
    amount = Amount(first, last, count, share, key, key == "one", people=pronoun is not None)
    if amount.people:
        return amount if not (first and tokens[first - 1].lower in pack.table("quantifiers")["words"]["own"]) else None
    named = _whole(amount, tokens, starts, pack) if key == "one" else amount
    if named.of:
        return named  # "one of the two"
    if key == "one":
        return amount._replace(last=after(pack, "another", tokens, last), another=after(pack, "another", tokens, last) > last)
    named = _all_but(amount, tokens, starts, pack) or _whole(amount, tokens, starts, pack)
    bound = last == first + 1 and tokens[first].lower in pack.table("quantifiers")["words"]["bound"]
    return named if named.of or not bound else None


def _said(key: str) -> tuple[Span | None, Span | None]:
    """What a quantifier of words says of the count and of the share."""
    table = neutral("quantifiers")
    count = Span(table["many"][key]) if key in table["many"] else None
    low, high, sense = table["least"].get(key), table["most"].get(key), table["sense"]
    if low is None and high is None:
        return count, None
    return count, Span(low or 0.0, 1.0 if high is None else high, key in sense["above"], key in sense["below"])


def _all_but(amount: Amount, tokens: Sequence[Token], starts: Mapping[int, Quantity], pack: Pack) -> Amount | None:
    """ "All but two of the twelve": the rest of a whole."""
    at = after(pack, "but", tokens, amount.last)
    left = _one_or_more(tokens, at, starts, pack) if amount.key == "all" and amount.last < at < len(tokens) else None
    return _less(left._replace(first=amount.first), left.many) if left and left.many else None


def _one_or_more(tokens: Sequence[Token], at: int, starts: Mapping[int, Quantity], pack: Pack) -> Amount | None:
    """A number at a token, "one" included."""
    found = _figure(tokens, at, starts, pack)
    if found is None and _lexicon(pack).after(tokens, at) == ("one", at + 1):
        return _whole(Amount(at, at + 1, Span(1, 1), key="one", bare=True), tokens, starts, pack)
    return found


def _less(amount: Amount, left: Span) -> Amount:
    """All of a whole less some of it."""
    left = left._replace(high=left.low)
    count = left.rest(amount.total) if amount.total else None
    share = count.times(1 / amount.total) if count and amount.total else Span(0, 1, True, True)
    return amount._replace(many=count, share=share, key="all_but", bare=False)


def excepted(amount: Amount, tokens: Sequence[Token], at: int, quantities: Sequence[Quantity], pack: Pack) -> tuple[Amount, int]:
    """A quantifier of all less those that are excepted behind its noun ("all the men *but one*"), and the token behind."""
    then = after(pack, "but", tokens, at)
    if amount.key != "all" or not at < then < len(tokens):
        return amount, at
    left = _one_or_more(tokens, then, {q.number_start: q for q in quantities}, pack)
    return (_less(amount, left.many), left.last) if left and left.many else (amount, at)


def hedged(amount: Amount, tokens: Sequence[Token], at: int, pack: Pack) -> tuple[Amount, int]:
    """A number with the hedge behind its noun ("three of the twenty buses *at most*"), and the token behind."""
    only = after(pack, "only", tokens, at)
    if only > at and amount.bare and amount.many and amount.key == "":
        return amount._replace(many=amount.many._replace(high=amount.many.low), bare=False), only
    hedge = hedges.after(tokens, at, pack)
    if amount.many is None or amount.key or amount.definite or not hedge.effects & {"least", "most"}:
        return amount, at
    bound = amount.many.low if math.isinf(amount.many.high) else amount.many.high
    many = Span(bound) if "least" in hedge.effects else Span(0, bound)
    return amount._replace(many=many, bare=False), hedge.last


def _whole(amount: Amount, tokens: Sequence[Token], starts: Mapping[int, Quantity], pack: Pack) -> Amount:
    """A quantifier with the whole that it names: "of *the six*", "all *five*"."""
    at = after(pack, "of", tokens, amount.last)
    of, at = at > amount.last, _over_determiner(tokens, at, pack)
    them = of and after(pack, "them", tokens, at) > at
    total = amount.total
    named = _total(tokens, at, starts) if (of or amount.key in ("all", "both")) and not them else None
    if named and at > amount.first:
        total, at = named
    if amount.key in neutral("quantifiers")["sense"]["of_two"]:
        total = 2.0
    at = after(pack, "them", tokens, at) if them else at
    exact = amount.bare and of and total is not None  # "two of the five" are not more
    count = amount.many._replace(high=amount.many.low) if exact and amount.many else amount.many
    return amount._replace(last=at, of=of or at > amount.last, them=them, total=total, many=count, bare=amount.bare and not exact)


def _total(tokens: Sequence[Token], at: int, starts: Mapping[int, Quantity]) -> tuple[float, int] | None:
    """The number of a whole at a token, and the token behind it."""
    quantity = starts.get(tokens[at].start) if at < len(tokens) else None
    if quantity is None or quantity.dimension not in _DIMENSIONS or not quantity.value or quantity.approximate:
        return None
    while at < len(tokens) and tokens[at].start < quantity.number_end:
        at += 1
    return float(quantity.value), at  # a hedge behind the noun is one of the part


def _over_determiner(tokens: Sequence[Token], at: int, pack: Pack) -> int:
    at = after(pack, "definite", tokens, at)
    own = pack.table("quantifiers")["words"]["own"]
    return at + 1 if at < len(tokens) and tokens[at].lower in own else at
